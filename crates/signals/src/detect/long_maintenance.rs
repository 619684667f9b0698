//! One system kept alive by the same person for over a year, in words that say so.
//!
//! Flagged: "maintained the billing service from 2016 to 2020", "kept the same API in service for six years". Not: long
//! employment alone, a chiller plant, a drama group. Whoever stays with a system meets the price of their own choices.

use std::sync::LazyLock;

use regex::Regex;

use crate::cues::Cues;
use crate::engine::Finding;
use crate::pattern::pattern;
use crate::reading::{Reading, Sentence};

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    if !reading.is_software {
        return Vec::new();
    }
    reading.work().filter_map(finding).collect()
}

fn finding(sentence: &Sentence) -> Option<Finding> {
    let plain = &sentence.plain;
    (is_long(plain) && !IS_TENURE.is_match(plain)).then_some(())?;
    CUES.finding(sentence, 1)
}

/// Somebody keeps something going.
pub(super) static CUES: LazyLock<Cues> =
    LazyLock::new(|| Cues::new("one system kept for years", TELLS).but(BUT));

const TELLS: &str = concat!(
    r"\b(?:maintain(?:ed|ing|er of|s)?|kept (?:the |a |an |our |one |this |that )?(?:same )?(?:[\w-]+ ){1,6}?(?:in service|running|alive|going|in production|up)|keep(?:ing)? (?:the )?(?:same )?(?:[\w-]+ ){1,5}?(?:in service|running|alive)|own(?:ed|ing|er of)|look(?:ed|ing) after|stewarded|sole maintainer|lead maintainer|core maintainer|(?:operated|ran|evolved) (?:the|one|this|that) same|in charge of the same|years of releases)\b",
    r"|\b(?:pflege|wartung|gewartet|gepflegt|weiterentwicklung|weiterentwickelt|betreut\w*|betreuung|betrieb|betrieben|maintenance|maintenu|maintien|exploitation|mantenimiento|mantuve|mantenido|manutencao|mantive|mantido|onderhoud\w*|onderhouden|beheerd|manutenzione|mantenut[oa])\b",
);

/// Other things that are kept, and numbers of people led.
const BUT: &str = r"\b(?:chiller|plant|boilers?|vehicles?|fleet of (?:trucks|vans|cars)|garden|machinery|lifts?|elevators?|aircraft|drama|choir|team of|records of|relationships?|contacts|dialogue|certification|licen[cs]e|discipline|GPA|law and order|(?:small|family) (?:shop|business|farm)|standards of|grades?|average|tickets|(?:in|within|every|after|each) (?:two|three|four|five|\d+) years)\b";

/// More than one, in figures or in words.
const NUMBER: &str = concat!(
    r"(?:1\d|[2-9])(?:[.,]\d)?\+?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve",
    "|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf",
    "|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze",
    "|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|dois|duas|quatro|sete|oito|nove|dez|doze",
    "|twee|drie|vijf|zes|zeven|negen|tien|twaalf|due|tre|quattro|cinque|sei|sette|otto|dieci|undici|dodici",
);

/// How long: a span of years, or a number of them. More than one year.
fn is_long(plain: &str) -> bool {
    static SPAN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:from|between|von|de|desde|van|dal|entre|since|seit|depuis|sinds) ?(?:\w+ )?((?:19|20)\d\d)(?:\b[ -~]{0,12}?\b(?:to|and|until|till|through|bis|a|au|hasta|ate|tot|al|y|e|et|-) ?(?:\w+ )?((?:19|20)\d\d))?|\b((?:19|20)\d\d) ?(?:-|to) ?((?:19|20)\d\d)\b",
        )
    });
    static YEARS: LazyLock<Regex> = LazyLock::new(|| {
        // Numbers and years of any language: people mix them.
        pattern(&format!(
            r"\b(?:{NUMBER})(?: (?:and a half|et demi|y medio|e meio|e mezzo))? (?:years?|jahren?|ans|annees|anos|jaar|jaren|anni)\b|\b(?:1[89]|[2-9]\d|1\d\d)[ -](?:months?|monaten?|mois|meses|maanden|mesi)\b|\byears of releases\b|\b(?:a|one) decade\b"
        ))
    });
    YEARS.is_match(plain)
        || SPAN.captures_iter(plain).any(|span| {
            let year = |i: usize| span.get(i).and_then(|year| year.as_str().parse::<i32>().ok());
            match (year(1).or(year(3)), year(2).or(year(4))) {
                (Some(from), Some(to)) => to - from >= 2,
                _ => false,
            }
        })
}

/// "Seven years of experience", "led the group for 4 years": time served, not a system kept.
static IS_TENURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\byears?'? (?:of )?(?:[\w-]+ ){0,3}?(?:experience|tenure|service to|old)\b|\b(?:jahren?|ans|annees|anos|jaar|jaren|anni) (?:[\w-]+ ){0,2}?(?:d'|de |di )?\w*(?:erfahrung|experience|experiencia|esperienza|ervaring)\b|\b(?:experience|erfahrung|ervaring|esperienza|experiencia) (?:of|von|de|di|van)\b|\b(?:led|managed|chaired|coached|headed) (?:the|a|an) (?:[\w-]+ )?(?:group|team|club|committee|society|department)\b|\b(?:retention|data|logs|backups|records) (?:of|for) (?:\w+) years\b|\bwarranty\b",
    )
});

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_silent};

    const ID: &str = "long_maintenance";
    const HEAD: &str = "Software Engineer\n\n";

    #[test]
    fn a_system_kept_for_years_is_flagged() {
        for text in [
            "Maintained the billing service from 2016 to 2020, through 2 major versions",
            "Kept the same audit log in service for six years without a rewrite",
            "Kept the same mapping service in service for 3 years without a rewrite",
            "Owned the pricing engine for four years",
            "Sole maintainer of the importer for more than 5 years",
            "Looked after the search backend for 30 months",
            "Pflege der Abrechnung über sieben Jahre",
            "Maintenance de la plateforme de paiement pendant cinq ans",
            "Mantenimiento del sistema de reservas durante 5 años",
            "Manutenção do sistema de pedidos por quatro anos",
            "Onderhoud van de webshop gedurende zes jaar",
            "Manutenzione del portale per tre anni",
            "Mantenimiento del sistema de catálogo, cinco años seguidos",
            "Maintenance du moteur de recherche, cinq ans",
            "Pflege des Bestellsystems, fünf Jahre",
            "Mantenimiento del sistema de catálogo durante five años",
        ] {
            check(ID, &format!("{HEAD}• {text}"), &[text]);
        }
    }

    #[test]
    fn time_alone_or_other_things_are_not() {
        for text in [
            "Maintained the same chiller plant for five years",
            "Led the drama group for 7 years",
            "Worked at the same firm for nine years",
            "Maintained existing applications",
            "Maintained the service from 2019 to 2020",
            "10 years of experience in maintaining software",
            "Cinco años de experiencia en mantenimiento de software",
            "Fünf Jahre Erfahrung in der Pflege von Software",
            "Kept backups for ten years",
            "The vendor maintained the portal for six years",
            "Rewrote the ledger in 2019",
        ] {
            check(ID, &format!("{HEAD}• {text}"), &[]);
        }
        check_silent(ID, &["Maintained the boats of the harbour for twelve years", ""]);
    }
}
