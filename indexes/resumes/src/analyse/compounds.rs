//! German compounds: `Softwareentwickler` is software and `Entwickler`.
//!
//! A word comes apart only where all of it is made of the parts below, so that nothing is guessed: `Testament` is no test.

use std::ops::Range;
use std::sync::LazyLock;

/// Shortest word that may be a compound, in letters.
const SHORTEST: usize = 7;
/// Most parts of one.
const MOST_PARTS: usize = 4;
/// What may stand between two parts: "Anwendungsentwickler", "Kundenberater", "Dokumentenverwaltung".
const LINKS: &[&str] = &["", "s", "n", "en"];

/// Folded and in the singular, in the order of letters.
const PARTS: &[&str] = &[
    "administration",
    "administrator",
    "agentur",
    "analyse",
    "analyst",
    "anforderung",
    "anwender",
    "anwendung",
    "api",
    "app",
    "applikation",
    "arbeit",
    "architekt",
    "architektur",
    "assistent",
    "aufgabe",
    "ausbildung",
    "auswertung",
    "automatisierung",
    "automation",
    "backend",
    "berater",
    "beratung",
    "bereitstellung",
    "betreuer",
    "betreuung",
    "betrieb",
    "bibliothek",
    "bild",
    "browser",
    "client",
    "cloud",
    "code",
    "container",
    "daten",
    "datenbank",
    "design",
    "desktop",
    "dienst",
    "dokument",
    "dokumentation",
    "einfuhrung",
    "engineer",
    "entwickler",
    "entwicklung",
    "erfahrung",
    "erkennung",
    "erstellung",
    "fach",
    "fehler",
    "framework",
    "frontend",
    "fuhrung",
    "funktion",
    "gerat",
    "geschaft",
    "gruppe",
    "hardware",
    "informatik",
    "informatiker",
    "information",
    "infrastruktur",
    "ingenieur",
    "integration",
    "internet",
    "kommunikation",
    "komponent",
    "konfiguration",
    "konzept",
    "koordinator",
    "kunde",
    "lager",
    "leiter",
    "leitung",
    "logistik",
    "losung",
    "management",
    "manager",
    "maschine",
    "migration",
    "mitarbeiter",
    "modell",
    "modellierung",
    "netz",
    "netzwerk",
    "oberflache",
    "optimierung",
    "plattform",
    "planung",
    "portal",
    "praktikant",
    "praktikum",
    "produkt",
    "produktion",
    "programm",
    "programmierer",
    "programmierung",
    "projekt",
    "prozess",
    "prufung",
    "qualitat",
    "rechner",
    "schnittstelle",
    "schutz",
    "server",
    "service",
    "sicherheit",
    "sicherung",
    "software",
    "speicher",
    "spezialist",
    "sprache",
    "steuerung",
    "struktur",
    "student",
    "support",
    "system",
    "team",
    "technik",
    "techniker",
    "technology",
    "test",
    "tester",
    "umgebung",
    "unternehmen",
    "unterstutzung",
    "verantwortung",
    "verarbeitung",
    "versicherung",
    "vertrieb",
    "verwaltung",
    "virtualisierung",
    "visualisierung",
    "wartung",
    "web",
    "wirtschaft",
    "zentrum",
];

/// Where in `PARTS` those of each first letter stand.
static BY_LETTER: LazyLock<[Range<usize>; 26]> = LazyLock::new(|| {
    std::array::from_fn(|letter| {
        let begins = |part: &&str| usize::from(part.as_bytes()[0] - b'a');
        PARTS.partition_point(|part| begins(part) < letter)
            ..PARTS.partition_point(|part| begins(part) <= letter)
    })
});

/// The parts of a stem, two or more; empty when it is no compound that is known.
pub(super) fn parts(stem: &str) -> Vec<&'static str> {
    let mut parts = Vec::new();
    let may_be_one = stem.len() >= SHORTEST && stem.bytes().all(|byte| byte.is_ascii_lowercase());
    if !may_be_one || !comes_apart(stem, &mut parts) || parts.len() < 2 {
        parts.clear();
    }
    parts
}

/// Whether a word, as it is written, is worth taking apart.
pub(super) fn may_have_parts(written: &str) -> bool {
    written.len() >= SHORTEST
}

/// Whether compounds may have this stem as a part.
pub(super) fn is_part(stem: &str) -> bool {
    PARTS.contains(&stem)
}

/// Takes one part after another off, the longest first.
fn comes_apart(rest: &str, parts: &mut Vec<&'static str>) -> bool {
    if rest.is_empty() {
        return true;
    }
    let Some(range) = BY_LETTER.get(usize::from(rest.as_bytes()[0] - b'a')) else { return false };
    if parts.len() == MOST_PARTS {
        return false;
    }
    for part in PARTS[range.clone()].iter().rev() {
        let Some(after) = rest.strip_prefix(part) else { continue };
        parts.push(part);
        let goes_on =
            |link: &&str| after.strip_prefix(*link).is_some_and(|next| link.is_empty() || !next.is_empty());
        for link in LINKS.iter().filter(|link| goes_on(link)) {
            if comes_apart(&after[link.len()..], parts) {
                return true;
            }
        }
        parts.pop();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::inflection::stem;
    use super::*;

    fn check(word: &str, expected: &[&str]) {
        assert_eq!(parts(&stem(word)), expected, "{word}");
    }

    #[test]
    fn compounds_come_apart_where_all_of_them_is_known() {
        check("softwareentwickler", &["software", "entwickler"]);
        check("softwareentwicklerinnen", &["software", "entwickler"]);
        check("datenbankadministration", &["datenbank", "administration"]);
        check("anwendungsentwicklung", &["anwendung", "entwicklung"]);
        check("qualitatssicherung", &["qualitat", "sicherung"]);
        check("dokumentenverwaltung", &["dokument", "verwaltung"]);
        check("kundenberater", &["kunde", "berater"]);
        check("informationstechnologie", &["information", "technology"]);
        check("webservices", &["web", "service"]);
        check("systemsoftware", &["system", "software"]);
    }

    #[test]
    fn other_words_stay_whole() {
        for word in [
            "datenbank",
            "testament",
            "webster",
            "frontend",
            "netzwerk",
            "applications",
            "development",
            "apps",
        ] {
            check(word, &[]);
        }
    }

    #[test]
    fn parts_are_stems_in_order() {
        assert!(PARTS.is_sorted_by(|one, two| one.as_bytes()[0] <= two.as_bytes()[0]));
        for part in PARTS {
            assert_eq!(stem(part), *part);
        }
    }
}
