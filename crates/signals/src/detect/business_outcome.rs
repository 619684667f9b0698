//! Work tied to what it was for: money earned or lost, customers won or kept, a law's date met.
//!
//! Flagged: "raised checkout conversion", "cut churn by a fifth", "met the PSD2 date", "won two customers". Not:
//! "results-oriented", a salesperson's quota. Somebody who knows what the work was for asks better questions.

use std::sync::LazyLock;

use crate::cues::Cues;
use crate::engine::Finding;
use crate::reading::Reading;
use crate::stance::is_target;

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    if !reading.is_software {
        return Vec::new();
    }
    let told = reading.work().filter(|sentence| !is_target(&sentence.plain));
    told.filter_map(|sentence| CUES.finding(sentence, 1 + u8::from(!sentence.amounts.is_empty()))).collect()
}

pub(super) static CUES: LazyLock<Cues> = LazyLock::new(|| Cues::new("what it was worth", TELLS).but(BUT));

const TELLS: &str = concat!(
    r"\brenew(?:ed|ing)? (?:[\w$,.-]+ ){0,4}?contracts?\b|\b(?:took|take|kept|moved) [ -~]{0,40}\bcalls (?:off|from|away)\b|\b(?:calls|tickets|e-?mails) (?:to|at|off) the (?:hotline|help ?desk|call cent(?:er|re)|support)\b|",
    r"\bsav(?:ed|ing|es) (?:the |our )?(?:finance|accounting|sales|support|operations|legal|marketing|warehouse|back office|claims|billing|dispatch\w*|customers?|clients?|users|analysts?|agents?|nurses|doctors|drivers|teachers|planners)\b[ -~]{0,40}\b(?:minutes|hours?|days?|weeks?)\b|\bhelp(?:ed|ing)? (?:to )?(?:win|close|land|sign|keep|retain|renew) (?:[\w-]+ ){0,5}?(?:customers?|clients?|contracts?|accounts?|tenders?|deals?)\b|\b(?:opened|unlocked|entered) (?:[\w-]+ ){0,3}?(?:markets?|regions|countries|revenue streams?)\b|",
    r"\b(?:rais|increas|improv|lift|boost|grew|grow|doubl|tripl|cut|reduc|lower|decreas|recover|drove|driv|sav|protect|generat|unlock|rose|fell)\w*\b[ -~]{0,50}\b(?:revenues?|sales|turnover|margins?|conversions?|conversion rates?|churn|retention|renewals?|refunds?|chargebacks?|cart abandonment|basket (?:size|value)|order value|customer (?:satisfaction|complaints|lifetime)|NPS|support (?:tickets|calls|contacts|requests)|complaints|sign-?ups?|subscriptions?|paying (?:customers|users)|ARR|MRR|GMV|bookings|no-shows?|fraud losses|write-offs?)\b",
    r"|\b(?:revenues?|sales|margins?|conversions?|churn|retention|refunds?|complaints|sign-?ups?|subscriptions?|ARR|MRR|GMV)\b[ -~]{0,30}\b(?:rose|fell|grew|dropped|went (?:up|down)|up|down|doubled|tripled|halved) (?:by|to|from|\d)",
    r"|\b(?:met|meeting|kept|in time for|ahead of|before) (?:the )?(?:[\w-]+ ){0,4}?(?:deadline|compliance date|regulat\w+ date|statutory date|go-live date|PSD2|GDPR|DORA|black friday|christmas season|holiday season)\b|\b(?:won|kept|signed|closed|retained|landed|onboarded) (?:[\w-]+ ){0,5}?(?:customers?|clients?|contracts?|accounts?|tenders?|deals?)\b|\b(?:customers?|clients?|users?) (?:stopped|no longer|now|could) (?:\w+ ){0,4}?(?:call\w*|complain\w*|wait\w*|leav\w*|pay\w*|book\w*|order\w*)\b|\bopened (?:a|the|\w+) (?:new )?(?:market|region|revenue stream)s?\b|\b(?:paid (?:back|for) itself|cost of (?:sale|acquisition)|contract (?:worth|renewed)|renewed (?:the|their) contract)\b|\b(?:finance|sales|support|operations|warehouse|marketing) (?:team|staff|people|department)s? (?:\w+ ){0,3}?\d+ (?:hours|days)\b",
    r"|\b(?:umsatz\w*|absatz|kundigungsquote|abwanderung|kundenzufriedenheit|konversionsrate|retouren\w*|reklamationen|supportanfragen|kundenanfragen|stornoquote|abbruchquote|warenkorbabbr\w+|kundenbeschwerden)\b[ -~]{0,50}\b(?:gesteigert|erhoht|gesenkt|verbessert|reduziert|steigerung|senkung)|\b(?:steigerung|erhohung|senkung|verbesserung|reduzierung) (?:des|der|von) (?:umsatz\w*|kundenzufriedenheit|konversionsrate|retouren|reklamationen|abwanderung)\b",
    r"|\b(?:hausse|augmentation|amelioration|baisse|reduction) (?:du|de la|des|de) (?:chiffre d'affaires|taux de conversion|ventes|attrition|reclamations|satisfaction client)\b|\b(?:aumento|incremento|mejora|reduccion|melhoria|reducao|crescimento|queda) (?:de|del|da|do|das|de las|de los|en|em|nas|no) (?:\d[\d.,]* ?% (?:de|del|en|da|do|na|no|nas|nos) )?(?:la |las |los |el )?(?:ventas|ingresos|facturacion|conversion|vendas|receita|faturamento|conversao|cancelaciones|quejas|churn|reclamacoes)\b|\b(?:omzet|conversie|verkopen|klachten|klanttevredenheid)\b[ -~]{0,40}\b(?:verhoogd|gestegen|verlaagd|verbeterd)\b|\b(?:aumento|riduzione|miglioramento) (?:delle|dei|del|della|di|degli) (?:\d[\d.,]* ?% (?:delle|dei|del|della) )?(?:vendite|ricavi|fatturato|conversioni|reclami|abbandono)\b",
);

const BUT: &str = r"\b(?:sales (?:target|quota|pitch|rep|manager|training)|results?-oriented|quota|territory|door-to-door|shop floor|cash register|fundrais\w*|donations?|recruit\w*)\b";

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_silent};

    const ID: &str = "business_outcome";
    const HEAD: &str = "Software Engineer\n\n";

    #[test]
    fn outcomes_are_flagged() {
        for text in [
            "Raised checkout conversion by 10.7% after removing two redirects",
            "Cut churn of small customers by a fifth with a shorter onboarding",
            "Rebuilt the invoice run and met the statutory date with two weeks to spare",
            "Won two customers with a prototype of the planner",
            "Saved the finance team 22 hours a month by automating the closing report",
            "Reduced refunds by showing the right stock",
            "Shipped the planner, after which customers no longer called about arrival times",
            "Steigerung der Kundenzufriedenheit durch Umsetzung eines neuen Portals",
            "Refonte du panier, hausse du taux de conversion de 4 points",
            "Desarrollo del catálogo con aumento de las ventas",
            "Desenvolvimento do app com aumento das vendas",
            "Ontwikkeling van de webshop, omzet met 8 % verhoogd",
            "Sviluppo del catalogo con aumento delle vendite",
        ] {
            check(ID, &format!("{HEAD}• {text}"), &[text]);
        }
    }

    #[test]
    fn big_words_are_not() {
        for text in [
            "Results-oriented developer who delivers value",
            "Built the sales dashboard",
            "Aimed to raise conversion by 10 %",
            "Beat the sales quota three years in a row",
            "The company grew revenue by 30 %",
            "Wrote the revenue report in SQL",
        ] {
            check(ID, &format!("{HEAD}• {text}"), &[]);
        }
        check_silent(ID, &["Increased sales of the bakery at the cash register", ""]);
    }
}
