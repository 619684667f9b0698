//! A measured change that the candidate caused: a share, a before and after, a factor, money or time saved.
//!
//! Flagged: "cut memory 60 %", "from 900 ms to 120 ms", "3x faster", "saved $1.2M a year". Not: a figure without a
//! change, a target that was not reached, part-time shares, budgets, marks, what the whole company did.
//! Who gives the figure before and after has measured, and knows what the work was for.

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
    let plain = &sentence.plain;
    let is_own = matches!(sentence.stance, Stance::Told | Stance::Known);
    is_own
        && !sentence.is_about_learning()
        && !sentence.is_contact()
        && !UNRELATED.is_match(plain)
        && !is_target(plain)
}

/// Shares of working time, marks, ranks, budgets: figures that no work has changed.
static UNRELATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:part[- ]time|full[- ]time|FTE|parental leave|maternity|paternity|sabbatical|teilzeit|vollzeit|elternzeit|pensum|stellenanteil|kurzarbeit|temps partiel|mi-temps|conge parental|jornada|media jornada|tiempo parcial|tempo parcial|meio periodo|deeltijd|ouderschapsverlof|congedo parentale|part time|working hours? reduced|reduced (?:working )?hours)\b",
        r"|\b(?:GPA|grade|graduated|cum laude|class of|top \d+ ?%|percentile rank|final exam|abitur|abschlussnote|notendurchschnitt|salary|won (?:the |a )?(?:\w+ )?(?:place|prize|award)|hackathon|marathon|weight|body|raised (?:over |about )?\$[\d.,]+ ?\w* ?(?:for|in (?:funding|donations|seed|series))|trading profit)\b",
        r"|\b(?:from|to) a team of\b|\bteam (?:grew |grown )?from\b|\b(?:grew|growing|built|expanded|scaled) (?:the|my|our|a)(?: \w+)? ?(?:team|department|headcount|staff)\b",
    ))
});

/// What is measured in one sentence, strongest kind first.
fn finding(sentence: &Sentence) -> Option<Finding> {
    let plain = &sentence.plain;
    let (strength, what) = if sentence.amounts.is_empty() {
        (1, multiplied(plain)?)
    } else if let Some(what) = before_and_after(sentence) {
        (3, what)
    } else if sentence.amounts.iter().any(|amount| is_by_how_much(plain, amount)) {
        (2, "by how much it changed")
    } else if sentence.amounts.iter().any(|amount| is_saved(plain, amount)) {
        (2, "what it saved")
    } else {
        (1, multiplied(plain)?)
    };
    Some(Finding::at(sentence.span, strength, what))
}

/// A pair of like amounts told as a change, or unlike ones where the words say what changed.
fn before_and_after(sentence: &Sentence) -> Option<&'static str> {
    let plain = &sentence.plain;
    let is_measured = |from: &Amount, to: &Amount| {
        from.unit == to.unit
            && match from.unit {
                Unit::Count => {
                    !is_calendar(from)
                        && !is_calendar(to)
                        && CHANGE.is_match(plain)
                        && !COUNTED_PEOPLE.is_match(plain)
                }
                Unit::Percent
                | Unit::Money
                | Unit::Time
                | Unit::Bytes
                | Unit::Rate
                | Unit::Factor
                | Unit::Nines => true,
            }
    };
    // "von 9 auf 3 s", "de 40 minutos a 5": the unit stands once.
    let shares_unit = |from: &Amount, to: &Amount| {
        let (bare, full) = if from.unit == Unit::Count { (from, to) } else { (to, from) };
        bare.unit == Unit::Count && full.unit != Unit::Count && !is_calendar(bare) && CHANGE.is_match(plain)
    };
    let found = changes(plain, &sentence.amounts);
    let is_version = |at: usize| VERSION.is_match(plain[..at].trim_end());
    let measured = found.iter().any(|change| {
        let (from, to) = (&change.from, &change.to);
        from.value != to.value
            && !is_version(change.range.start)
            && (is_measured(from, to) || shares_unit(from, to))
    });
    measured.then_some("a figure from before and one from after")
}

fn is_calendar(amount: &Amount) -> bool {
    amount.unit == Unit::Count && (1970.0..2100.0).contains(&amount.value) && amount.value.fract() == 0.0
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

/// A share, a factor or an amount that stands as the size of a change.
fn is_by_how_much(plain: &str, amount: &Amount) -> bool {
    let (before, after) = (&plain[..amount.range.start], &plain[amount.range.end..]);
    match amount.unit {
        Unit::Money if EARNINGS.is_match(before) && CHANGE_BEFORE.is_match(before) => true,
        _ if STEP_BEFORE.is_match(before) && CHANGED_AFTER.is_match(after) => true,
        Unit::Percent => {
            (CHANGE_BEFORE.is_match(before) && !is_availability(plain, amount))
                || COMPARED_AFTER.is_match(after)
                || SIGNED.is_match(before) && METRIC.is_match(plain)
        }
        Unit::Factor => COMPARED_AFTER.is_match(after) || CHANGE_BEFORE.is_match(before),
        Unit::Time | Unit::Bytes | Unit::Rate | Unit::Money => {
            BY.is_match(before) || (CHANGED_TO.is_match(before) && CHANGE_BEFORE.is_match(before))
        }
        Unit::Count => BY.is_match(before) && METRIC.is_match(plain),
        Unit::Nines => false,
    }
}

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
    r"|ridott\w*|riduzion\w*|riduc\w*|ridurr\w*|diminuit\w*|abbass\w*|accorciat\w*|aumentat\w*|aumento|migliora\w*|accelerat\w*|risparmi\w*|raddoppi\w*|incremento|calo|dimezz\w*",
);

/// A word of change anywhere.
static CHANGE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"\b(?:{UP_AND_DOWN})\b")));
/// A word of change before an amount, near enough to mean it.
static CHANGE_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"\b(?:{UP_AND_DOWN})\b[ -~]{{0,90}}$")));
/// Words that compare, right after an amount: "40 % faster", "30 % reduction", "20 % weniger".
static COMPARED_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?: \w+){0,2}?[ -](?:faster|slower|quicker|cheaper|smaller|shorter|lower|higher|greater|better|fewer|less|more|reductions?|decrease|increase|improvements?|speed-?ups?|drop|cut|gain|growth|savings?|saved|uplift|boost|lift|jump|decline|rise|faster|throughput|performance)\b",
        r"|^(?: \w+)?[ -](?:schneller\w*|weniger|mehr|hoher\w*|niedriger\w*|gunstiger\w*|kurzer\w*|kleiner\w*|einsparung|reduktion|steigerung|senkung|besser\w*)\b|^(?: de| d')?[ -]?(?:plus rapides?|moins|plus|reduction|gain|hausse|baisse|croissance|temps en moins)\b",
        r"|^(?: de)?[ -](?:mas rapid\w*|menos|mas|reduccion|mejora|ahorro|aumento|mais rapid\w*|mais|reducao|melhoria|economia|incremento)\b|^[ -](?:sneller\w*|minder|meer|lager\w*|hoger\w*|reductie|besparing|groei)\b|^(?: di)?[ -](?:piu veloc\w*|in meno|in piu|di riduzione|riduzione|risparmio|aumento)\b",
    ))
});
/// "by 40", "um 12", "de 30 %": the size of a step, with a word of change before.
static BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:{UP_AND_DOWN})\b[ -~]{{0,80}}\b(?:by|um|en|em|di|met)(?: (?:over|about|around|nearly|almost|more than|up to|roughly|an average of|uber|rund|etwa|circa|mehr als|mas de|cerca de|mais de|environ|ruim|oltre|un|una|um|uma|ein|eine|$))*[ $~]*$"
    ))
});
/// "um 30 % gesenkt", "met 60 % verlaagd": the step stands before the word of change.
static STEP_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:by|um|met|de|del|d'|en|em|di|auf|unter|op|tot)(?: (?:uber|rund|etwa|circa|ruim|bijna|mehr als|un|um))* ?$",
    )
});
static CHANGED_AFTER: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"^[ -~]{{0,40}}?\b(?:{UP_AND_DOWN})\b")));
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
            r"\b(?:add(?:ed|ing)|generat(?:ed|ing)|gain(?:ed|ing)?|brought in|bringing in|cut(?:ting)?|worth of)\b",
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

/// "Halved the build time": the figure is in the verb.
fn multiplied(plain: &str) -> Option<&'static str> {
    static TIMES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:halv(?:ed|ing)|doubl(?:ed|ing)|tripl(?:ed|ing)|quadrupl(?:ed|ing)|halbiert\w*|verdoppelt\w*|verdreifacht\w*|divise par|double|duplique|duplicado|reducido a la mitad|duplicou|dupliquei|reduzi(?:u|do)? pela metade|verdubbeld\w*|gehalveerd\w*|halveerde|raddoppiat\w*|dimezzat\w*)\b",
        )
    });
    (TIMES.is_match(plain) && METRIC.is_match(plain)).then_some("a change by a whole factor")
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
