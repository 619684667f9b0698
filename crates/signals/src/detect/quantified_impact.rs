//! A measured change that the candidate caused: a share, a before and after, a factor, money or time saved.
//!
//! Flagged: "cut memory 60 %", "from 900 ms to 120 ms", "3x faster", "saved $1.2M a year". Not: a figure without a
//! change, a target that was not reached, part-time shares, budgets, marks, what the whole company did.
//! Who gives the figure before and after has measured, and knows what the work was for.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::engine::Finding;
use crate::pattern::pattern;
use crate::quantity::{Amount, Unit, changes};
use crate::reading::{Reading, Sentence};
use crate::stance::{Stance, is_target};

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    reading.sentences.iter().filter(|sentence| may_tell(sentence)).filter_map(finding).collect()
}

fn may_tell(sentence: &Sentence) -> bool {
    let is_own = matches!(sentence.stance, Stance::Told | Stance::Known);
    is_own && !sentence.is_about_learning() && !sentence.is_contact()
}

/// Shares of working time, marks, ranks, budgets: figures that no work has changed.
static UNRELATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:part[- ]time|full[- ]time|FTE|parental leave|maternity|paternity|sabbatical|teilzeit|vollzeit|elternzeit|pensum|stellenanteil|kurzarbeit|temps partiel|mi-temps|conge parental|jornada|media jornada|tiempo parcial|tempo parcial|meio periodo|deeltijd|ouderschapsverlof|congedo parentale|part time|working hours? reduced|reduced (?:working )?hours)\b",
        r"|\b(?:GPA|grade|graduated|cum laude|class of|top \d+ ?%|percentile rank|final exam|abitur|abschlussnote|notendurchschnitt|salary|pay rise|wage|raise in pay|travel(?:l?ing)? (?:up to|about|of|around)|willing(?:ness)? to travel|won (?:the |a )?(?:\w+ )?(?:place|prize|award)|hackathon|marathon|weight|body|raised (?:over |about )?\$[\d.,]+ ?\w* ?(?:for|in (?:funding|donations|seed|series))|trading profit)\b",
        r"|\b(?:from|to) a team of\b|\bteam (?:grew |grown )?from\b|\b(?:grew|growing|built|expanded|scaled) (?:the|my|our|a)(?: \w+)? ?(?:team|department|headcount|staff)\b",
    ))
});

/// What is measured in one sentence, strongest kind first.
fn finding(sentence: &Sentence) -> Option<Finding> {
    let plain = &sentence.plain;
    let told = Told { plain, changes: CHANGE.find_iter(plain).map(|word| word.range()).collect() };
    let amounts = &sentence.amounts;
    let (strength, what) = if told.has_before_and_after(amounts) {
        (3, "a figure from before and one from after")
    } else if amounts.iter().any(|amount| told.is_by_how_much(amount)) {
        (2, "by how much it changed")
    } else if amounts.iter().any(|amount| is_saved(plain, amount)) {
        (2, "what it saved")
    } else if told.is_multiplied() {
        (1, "a change by a whole factor")
    } else {
        return None;
    };
    (!UNRELATED.is_match(plain) && !is_target(plain)).then(|| Finding::at(sentence.span, strength, what))
}

/// A folded sentence with its words of change.
struct Told<'a> {
    plain: &'a str,
    /// In the order of the sentence.
    changes: Vec<Range<usize>>,
}

impl Told<'_> {
    /// Whether a word of change stands before an amount, near enough to mean it.
    fn changes_before(&self, amount: &Amount) -> bool {
        let reach = amount.range.start.saturating_sub(90)..=amount.range.start;
        self.changes.iter().any(|word| reach.contains(&word.end))
    }

    /// Whether a word of change stands right after an amount.
    fn changes_after(&self, amount: &Amount) -> bool {
        let reach = amount.range.end..=amount.range.end + 40;
        self.changes.iter().any(|word| reach.contains(&word.start))
    }

    /// Whether a pair of amounts tells a change: both of a kind, or one with the unit of both.
    fn has_before_and_after(&self, amounts: &[Amount]) -> bool {
        let found = changes(self.plain, amounts);
        found.iter().any(|change| {
            let is_version = VERSION.is_match(self.plain[..change.range.start].trim_end());
            change.from.value != change.to.value && !is_version && self.is_measured(&change.from, &change.to)
        })
    }

    fn is_measured(&self, from: &Amount, to: &Amount) -> bool {
        let is_told = !self.changes.is_empty() && !from.is_year() && !to.is_year();
        match (from.unit, to.unit) {
            (Unit::Count, Unit::Count) => is_told && !COUNTED_PEOPLE.is_match(self.plain),
            // "von 9 auf 3 s", "de 40 minutos a 5": the unit stands once.
            (Unit::Count, _) | (_, Unit::Count) => is_told,
            (one, other) => one == other,
        }
    }

    /// Whether a share, a factor or another amount stands as the size of a change.
    fn is_by_how_much(&self, amount: &Amount) -> bool {
        let (before, after) = (&self.plain[..amount.range.start], &self.plain[amount.range.end..]);
        let (is_before, is_after) = (self.changes_before(amount), self.changes_after(amount));
        match amount.unit {
            _ if is_after && STEP_BEFORE.is_match(before) => true,
            Unit::Percent => {
                (is_before && !is_availability(self.plain, amount))
                    || COMPARED_AFTER.is_match(after)
                    || SIGNED.is_match(before) && METRIC.is_match(self.plain)
            }
            Unit::Factor => is_before || COMPARED_AFTER.is_match(after),
            Unit::Money if is_before && EARNINGS.is_match(before) => true,
            Unit::Time | Unit::Money => is_before && (BY.is_match(before) || CHANGED_TO.is_match(before)),
            Unit::Bytes | Unit::Rate => is_before && BY.is_match(before),
            Unit::Count => is_before && BY.is_match(before) && METRIC.is_match(self.plain),
            Unit::Nines => false,
        }
    }

    /// "Halved the build time": the figure is in the verb.
    fn is_multiplied(&self) -> bool {
        static TIMES: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"\b(?:halv(?:ed|ing)|doubl(?:ed|ing)|tripl(?:ed|ing)|quadrupl(?:ed|ing)|halbiert\w*|verdoppelt\w*|verdreifacht\w*|divise par|double (?:le|la|les)|duplique|duplicado|reducido a la mitad|duplicou|dupliquei|reduzi(?:u|do)? pela metade|verdubbeld\w*|gehalveerd\w*|halveerde|raddoppiat\w*|dimezzat\w*)\b",
            )
        });
        static FRACTION: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"\bby (?:a |an |one |two |three |almost |about |nearly |over |more than )*(?:half|thirds?|quarters?|fifths?|order of magnitude)\b|\bum (?:\w+ )?(?:die halfte|ein drittel|zwei drittel|ein viertel|ein funftel)\b|\b(?:de moitie|d'un tiers|de deux tiers|d'un quart|a la mitad|en un tercio|en dos tercios|pela metade|em um terco|met de helft|met een derde|met tweederde|della meta|di un terzo|di due terzi)\b",
            )
        });
        static OFTEN: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"\bis now [\d.,]+ ?\w+, (?:it was|down from|was) [\d.,]+ ?\w+|\b(?:division|divise\w*) par (?:deux|trois|quatre|cinq|dix|\d+)\b|\bgain(?:ed|ing)? [\d.,]+ (?:percentage )?points? of (?:accuracy|recall|precision|coverage|conversion)\b|\bfrom (?:once|twice|one|two|three|\d+)(?: times)? (?:a|per|every) (?:day|week|month|quarter|year)\b[ -~]{0,12}\bto (?:[\w-]+ ){1,2}?(?:times )?(?:a|per) (?:hour|day|week|month)\b",
            )
        });
        OFTEN.is_match(self.plain)
            || (FRACTION.is_match(self.plain) && !self.changes.is_empty())
            || (TIMES.is_match(self.plain) && METRIC.is_match(self.plain))
    }
}

/// "from Python 2.7 to 3.11": the number belongs to the name before it.
static VERSION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:Python|Java|Django|Rails|Angular|React|Vue|PHP|Node(?:\.js)?|Spring(?: Boot)?|Postgres(?:QL)?|MySQL|version|release|v|Ruby|Kotlin|Scala|Go|Rust|Kubernetes|Laravel|Symfony|level|grade|page|chapter|class)$",
    )
});

static COUNTED_PEOPLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:team|engineers|developers|people|members|staff|employees|colleagues|reports|headcount|entwickler|mitarbeiter\w*|personnes|personas|pessoas|mensen|persone)\b",
    )
});

/// What money measures when it changes; a sum alone is a budget or a donation.
static EARNINGS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:revenues?|sales|margins?|profits?|costs?|spend(?:ing)?|bill|fees|income|arr|mrr|umsatz\w*|kosten|ertrag|chiffre d'affaires|couts?|ventas|ingresos|costes?|receitas?|custos?|vendas|omzet|ricavi|costi|vendite)\b[ -~]{0,40}$",
    )
});

/// "Raised availability to 99.95 %" is a level; "kept at 99.9 %" is no change at all.
fn is_availability(plain: &str, amount: &Amount) -> bool {
    (99.0..=100.0).contains(&amount.value) && !plain[..amount.range.start].contains("from")
}

const UP_AND_DOWN: &str = concat!(
    r"cut(?:ting)?|reduc(?:e|ed|es|ing|tions?)|lower(?:ed|ing|s)?|decreas(?:e|ed|es|ing)|dropp?(?:ed|ing)?|shrank|shrunk|shrink(?:ing)?|shorten(?:ed|ing|s)?|trimm?(?:ed|ing)|slash(?:ed|ing)?|minimi[sz]ed|brought|bring(?:ing)?|took|shav(?:ed|ing)|sav(?:ed|es|ing|ings)|eliminat(?:ed|ing)|remov(?:ed|ing)|rais(?:ed|ing)|increas(?:e|ed|es|ing)|improv(?:e|ed|es|ing|ements?)|boost(?:ed|ing)?|lift(?:ed|ing)?|grew|grow(?:ing|th)?|accelerat(?:ed|ing)|sped up|speed(?:ing)?[- ]?up|speed-?ups?|optimi[sz](?:ed|ing)|halv(?:ed|ing)|doubl(?:ed|ing)|tripl(?:ed|ing)|quadrupl(?:ed|ing)|drove|gain(?:ed|s)?|fell|rose|up|down|uplift|enhanc(?:ed|ing)|increment\w*|prevent(?:ed|ing)|avoid(?:ed|ing)|scal(?:ed|ing)|higher|faster|less|fewer|cheaper|better|outperform(?:ed|ing)|exceed(?:ed|ing)",
    r"|(?:ge)?senk(?:te|ten|t|ung|en)|gesenkt|reduzier(?:t|te|en|ung)|reduktion|verringer\w*|verkurz\w*|minimier\w*|erhoh\w*|gesteigert|steiger(?:te|ung|n)|verbesser\w*|beschleunig\w*|eingespart|einsparung\w*|spart\w*|halbier\w*|verdoppel\w*|verdreifach\w*|vermied\w*|gewonnen|ruckgang|anstieg|mehr|weniger|schneller",
    r"|redui\w*|reduction|diminu\w*|baiss\w*|raccourci\w*|augment\w*|amelior\w*|accelera\w*|acceler\w*|economis\w*|economie|divis\w*|doubl\w*|tripl\w*|hausse|gain|optimis\w*|passer|passe|porte\w*",
    r"|reduc\w*|reduj\w*|reduz\w*|redu[cz]id\w*|reduccion|redu[cz]ao|disminu\w*|diminui\w*|baj(?:e|o|ar|ada)|acort\w*|aument\w*|mejor\w*|melhor\w*|increment\w*|aceler\w*|ahorr\w*|economiz\w*|dupli\w*|tripli\w*|elev\w*|optimiz\w*|otimiz\w*|queda|ganho|subida|subi|crecimiento|crescimento",
    r"|verlaag\w*|verminder\w*|gereduceerd|reductie|verkort\w*|verhoog\w*|verbeter\w*|versnel\w*|bespaar\w*|besparing\w*|verdubbel\w*|gehalveerd|toename|teruggebracht|teruggedrongen|afname|daling|stijging",
    r"|ridott\w*|riduzion\w*|riduc\w*|ridurr\w*|portat[oaei]|scesi?|sces[ao]|salit[oaie]|passat[oaie]|velocizzat\w*|diminuit\w*|abbass\w*|accorciat\w*|aumentat\w*|aumento|migliora\w*|accelerat\w*|risparmi\w*|raddoppi\w*|incremento|calo|dimezz\w*",
);

/// A word of change.
static CHANGE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"\b(?:{UP_AND_DOWN})\b")));
/// Words that compare, right after an amount: "40 % faster", "30 % reduction", "20 % weniger".
static COMPARED_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?: \w+){0,2}?[ -](?:faster|slower|quicker|cheaper|smaller|shorter|lower|higher|greater|better|fewer|less|more|reductions?|decrease|increase|improvements?|speed-?ups?|drop|cut|gain|growth|savings?|saved|uplift|boost|lift|jump|decline|rise|faster|throughput|performance)\b",
        r"|^(?: \w+)?[ -](?:schneller\w*|weniger|mehr|hoher\w*|niedriger\w*|gunstiger\w*|kurzer\w*|kleiner\w*|einsparung|reduktion|steigerung|senkung|besser\w*)\b|^(?: de| d')?[ -]?(?:plus rapides?|moins|plus|reduction|gain|hausse|baisse|croissance|temps en moins)\b",
        r"|^(?: de)?[ -](?:mas rapid\w*|menos|mas|reduccion|mejora|ahorro|aumento|mais rapid\w*|mais|reducao|melhoria|economia|incremento)\b|^[ -](?:sneller\w*|minder|meer|lager\w*|hoger\w*|reductie|besparing|groei)\b|^(?: di)?[ -](?:piu veloc\w*|in meno|in piu|di riduzione|riduzione|risparmio|aumento|piu rapid\w*)\b",
    ))
});
/// "by 40", "um 12", "de 30 %": the size of a step.
static BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:by|um|en|em|di|met)(?: (?:over|about|around|nearly|almost|more than|up to|roughly|an average of|uber|rund|etwa|circa|mehr als|mas de|cerca de|mais de|environ|ruim|oltre|un|una|um|uma|ein|eine))*[ $~]*$",
    )
});
/// "um 30 % gesenkt", "met 60 % verlaagd": the step stands before the word of change.
static STEP_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:by|um|met|de|del|d'|en|em|di|auf|unter|op|tot)(?: (?:uber|rund|etwa|circa|ruim|bijna|mehr als|un|um))* ?$",
    )
});
/// "down to 12 s", "auf 3 Minuten": the level after a change.
static CHANGED_TO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:to|to under|to below|to less than|to about|auf|auf unter|a|a menos de|para|para menos de|naar|tot|a meno di|sous|a moins de)[ $~<]*$",
    )
});
/// A sign that makes a change of a share: "latency -40 %", "(+12 % conversion)".
static SIGNED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[ (:])[+-] ?$"));
/// What people measure in software and the business that it serves.
static METRIC: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:latency|latencies|throughput|response|load(?:ing)? times?|run-?time|build|deploy\w*|costs?|bill|spend|revenue|sales|conversion|churn|retention|engagement|errors?|failures?|incidents?|bugs?|defects?|tickets|memory|cpu|storage|queries|query|performance|speed|time|hours|minutes|coverage|accuracy|precision|recall|f1|auc|score|uptime|availability|lead time|cycle time|mttr|downtime|bundle|size|traffic|users?|requests|crash\w*|latenz|kosten|umsatz|fehler\w*|laufzeit|ladezeit\w*|antwortzeit\w*|couts?|temps|erreurs|chiffre|costes?|costos?|custos?|tiempos?|tempos?|ventas|vendas|errores|erros|tijd|fouten|omzet|costi|tempi|errori|vendite)\b",
    )
});

/// Money or time that the sentence says was saved, earned, or had been lost before.
fn is_saved(plain: &str, amount: &Amount) -> bool {
    static SAVED_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"\b(?:sav(?:ed|es|ing|ings)|spar(?:ed|es|ing)|freed|freeing|recover(?:ed|ing)|avoid(?:ed|ing)|prevent(?:ed|ing)|had (?:been )?cost(?:ing)?|(?:was|were) costing|worth of|wast(?:ed|ing)|eliminat(?:ed|ing)|gain(?:ed|ing)?|generat(?:ed|ing)|add(?:ed|ing)|brought in|bringing in|shav(?:ed|ing)|cut(?:ting)?|reclaim(?:ed|ing))\b[ -~]{0,70}$",
            r"|\b(?:eingespart|einspar\w*|sparte?n?|spart|gespart|ersparnis\w*|economis\w*|economie|fait gagner|gain de|gagn\w*|evit\w*|ahorr\w*|economiz\w*|economia|poup\w*|bespaar\w*|besparing\w*|risparmi\w*|kostete?n?|gekostet|coutait|costaba|custava|kostte|costava)\b[ -~]{0,70}$",
        ))
    });
    static SAVED_AFTER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[ -~]{0,45}\b(?:saved|savings?|in savings|eingespart|gespart|einsparung\w*|economises?|d'economies?|ahorrados?|ahorradas?|de ahorro|economizad[oa]s?|de economia|bespaard|besparing|risparmiat[ie]|di risparmio)\b",
        )
    });
    static LOST: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:add(?:ed|ing)|generat(?:ed|ing)|gain(?:ed|ing)|brought in|bringing in|cut(?:ting)?|worth of)\b",
        )
    });
    let before = &plain[..amount.range.start];
    match amount.unit {
        Unit::Money => SAVED_BEFORE.is_match(before) || SAVED_AFTER.is_match(&plain[amount.range.end..]),
        // Hours saved, not hours added; a day or more is a saving, a timeout of 5 s is not.
        Unit::Time => {
            let is_told = SAVED_BEFORE.is_match(before) && !LOST.is_match(before);
            is_told || SAVED_AFTER.is_match(&plain[amount.range.end..])
        }
        Unit::Bytes | Unit::Percent | Unit::Count | Unit::Factor | Unit::Rate | Unit::Nines => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_fires, check_silent};

    const ID: &str = "quantified_impact";

    #[test]
    fn measured_changes_are_flagged() {
        check_fires(
            ID,
            &[
                "Cut memory use of the order pipeline by 53%",
                "Brought down the monthly cloud bill from $430k to $17k",
                "Halved lead time for changes: from 2 days to 8 hours",
                "Improved recall of the churn model from 0.68 to 0.84",
                "Made the slowest report 24x faster by rewriting three joins",
                "Rewrote the Airflow batch so that it finishes in 31 minutes instead of 5 hours",
                "Saved the finance team 22 hours a month by automating the closing report",
                "Found and fixed a leak that had cost about $23k a year",
                "Raised checkout conversion by 10.7% after removing two redirects",
                "Migrated to spot instances, saving $1.2M a year",
                "Page loads are 40% faster since the rewrite",
                "p95 latency: 900 ms → 120 ms",
                "30% reduction in support tickets after a new onboarding flow",
                "Senkung der Serverkosten um 35 %",
                "Ladezeit von 9 auf 3 Sekunden verkürzt",
                "Réduction de 40 % des temps de réponse",
                "Reducción del consumo de memoria en un 23 %",
                "Redução de custos em 30 %",
                "Laadtijd met 60 % verlaagd",
                "Riduzione dei tempi di build del 45 %",
                "Halved the build time of the mobile app",
                "Reduced deployment time to 4 minutes",
                "Lowered the largest paint of the shop from 4.8 s to 1.9 s, and abandoned baskets by 18 %",
                "Pages at night fell from 20 a week to one",
                "Test di integrazione con JUnit, copertura portata dal 13 % all'85 %",
            ],
        );
    }

    #[test]
    fn figures_without_a_change_are_not() {
        check_silent(
            ID,
            &[
                "Managed a yearly training budget of $16k",
                "Settled a dispute of $190k before trial",
                "Teilzeit 60 % während der Elternzeit",
                "Temps partiel à 70 % pendant le congé parental",
                "Jornada reducida del 60 % por cuidado de hijos",
                "Won second place among 125 teams in a 24-hour hackathon",
                "Held p99 latency of the API under 80 ms at 9,000 orders per minute",
                "Kept the portal at 99.98% uptime for the whole of 2018",
                "Moved 9 services from Python 3.8 to Python 3.10",
                "Maintained the encoder from 2015 to 2019, through 8 major versions",
                "Aimed to reduce costs by 30 %",
                "Reduced costs by 12 % and missed the target of 40 %",
                "The company grew revenue by 30 % in my time there",
                "Grew the gateway up to 40k rps on commodity hardware",
                "Significantly improved the performance of the gateway",
                "Graduated in the top 5 % of the class",
                "Grew the team from 3 to 12 engineers",
                "Improved the documentation and the onboarding",
                "Reduced the number of steps in the build",
                "Built a team of 7 account managers",
                "Deployed to production 46 times a week behind feature flags",
                "Built an integration suite on pytest that runs in 5 minutes",
                "Put PgBouncer in front of Postgres and sized the pools for 182 connections",
                "",
            ],
        );
    }

    #[test]
    fn before_and_after_stands_first() {
        let body = "• Lowered memory use by 61%\n• Shortened the nightly run from 35 minutes to 2 minutes";
        check(
            ID,
            body,
            &["Shortened the nightly run from 35 minutes to 2 minutes", "Lowered memory use by 61%"],
        );
    }
}
