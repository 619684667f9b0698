//! One spelling for a word and its usual inflected forms, in English and in German.
//!
//! Made for comparing, not for reading, and careful: short words are left alone, German endings are those of nouns that
//! résumés of developers hold, and names that only look like plurals keep their `s`.

use std::borrow::Cow;
use std::sync::LazyLock;

/// Shortest word that is changed, in letters.
const SHORTEST: usize = 4;
/// Shortest word that a German ending is taken from, and what must stay of it.
const SHORTEST_GERMAN: usize = 6;
const SHORTEST_STEM: usize = 3;

/// Words that end in `s` and are no plural; beside those in `ss`, `js`, `us` and `is`.
const NO_PLURALS: &[&str] = &[
    "aiops",
    "always",
    "axis",
    "axios",
    "canvas",
    "centos",
    "chaos",
    "dataops",
    "devops",
    "devsecops",
    "emacs",
    "finops",
    "geopandas",
    "gitops",
    "grails",
    "ibis",
    "jenkins",
    "keras",
    "kerberos",
    "koalas",
    "kubernetes",
    "macos",
    "mesos",
    "mlops",
    "nagios",
    "news",
    "pandas",
    "perhaps",
    "plus",
    "polars",
    "postgres",
    "rails",
    "secops",
    "series",
    "species",
    "struts",
    "this",
    "thus",
    "towards",
    "windows",
];

/// English plurals that follow no rule.
const IRREGULAR: &[(&str, &str)] = &[
    ("analyses", "analysis"),
    ("cookies", "cookie"),
    ("criteria", "criterion"),
    ("emojis", "emoji"),
    ("gurus", "guru"),
    ("hypotheses", "hypothesis"),
    ("indices", "index"),
    ("matrices", "matrix"),
    ("menus", "menu"),
    ("movies", "movie"),
    ("theses", "thesis"),
    ("vertices", "vertex"),
    ("wikis", "wiki"),
];

/// What German words for people end in before `in` and `innen`.
const PEOPLE: &[&str] = &["er", "or", "eur", "ist", "ent", "ant", "ekt", "yst", "ert"];

/// German endings and what stands instead in the singular; the first that fits counts.
const GERMAN: &[(&str, &str)] = &[
    ("ungen", "ung"),
    ("heiten", "heit"),
    ("keiten", "keit"),
    ("schaften", "schaft"),
    ("itaten", "itat"),
    ("ionen", "ion"),
    ("oren", "or"),
    ("euren", "eur"),
    ("eure", "eur"),
    ("isten", "ist"),
    ("enten", "ent"),
    ("ente", "ent"),
    ("anten", "ant"),
    ("ante", "ant"),
    ("ekten", "ekt"),
    ("ekte", "ekt"),
    ("epten", "ept"),
    ("epte", "ept"),
    ("ikaten", "ikat"),
    ("ikate", "ikat"),
    ("turen", "tur"),
    ("nissen", "nis"),
    ("nisse", "nis"),
    ("theken", "thek"),
    ("logien", "logy"),
    ("logie", "logy"),
    ("modellen", "modell"),
    ("modelle", "modell"),
    ("ellen", "elle"),
    ("egorien", "egorie"),
    ("ategien", "ategie"),
    ("heorien", "heorie"),
    ("linien", "linie"),
    ("achen", "ache"),
    ("ysen", "yse"),
    ("ulen", "ule"),
    ("phasen", "phase"),
    ("tragen", "trag"),
    ("trage", "trag"),
    ("agen", "age"),
    ("gaben", "gabe"),
    ("systemen", "system"),
    ("systeme", "system"),
    ("problemen", "problem"),
    ("probleme", "problem"),
    ("prozessen", "prozess"),
    ("prozesse", "prozess"),
    ("werken", "werk"),
    ("werke", "werk"),
    ("diensten", "dienst"),
    ("dienste", "dienst"),
    ("banken", "bank"),
    ("plattformen", "plattform"),
    ("satzen", "satz"),
    ("satze", "satz"),
    ("ablaufen", "ablauf"),
    ("ablaufe", "ablauf"),
    ("bereichen", "bereich"),
    ("bereiche", "bereich"),
    ("berichten", "bericht"),
    ("berichte", "bericht"),
    ("portalen", "portal"),
    ("portale", "portal"),
    ("netzen", "netz"),
    ("netze", "netz"),
    ("geraten", "gerat"),
    ("gerate", "gerat"),
    ("bildern", "bild"),
    ("bilder", "bild"),
    ("feldern", "feld"),
    ("felder", "feld"),
    ("gliedern", "glied"),
    ("glieder", "glied"),
    ("kunden", "kunde"),
    ("firmen", "firma"),
    ("themen", "thema"),
];

/// A folded word as its inflected forms are looked up.
pub(super) fn stem(word: &str) -> Cow<'_, str> {
    let may_change = word.len() >= SHORTEST
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && (word.ends_with('s') || has_ending(word));
    let mut stem = Cow::Borrowed(word);
    while may_change && let Some(changed) = without_ending(&stem) {
        stem = Cow::Owned(changed);
    }
    stem
}

/// Whether a word, as it is written, is one for people that has a feminine form.
pub(super) fn may_be_feminine(word: &str) -> bool {
    let ends = |ending: &&str| {
        word.len() > ending.len() + SHORTEST_STEM - 1
            && word.as_bytes()[word.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes())
    };
    PEOPLE.iter().any(ends)
}

/// The last three letters of all that is changed beside an `s`, each yes or no: most words are told apart by that.
static LAST_LETTERS: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let irregular = IRREGULAR.iter().map(|(plural, _)| *plural);
    let german = GERMAN.iter().map(|(plural, _)| *plural).chain(["innen", "ern"]);
    let feminine = PEOPLE.iter().map(|people| format!("{people}in"));
    let mut last_letters = vec![false; 26 * 26 * 26];
    for ending in irregular.chain(german).map(str::to_owned).chain(feminine) {
        last_letters[number_of_last_letters(&ending)] = true;
    }
    last_letters
});

/// Small letters of ASCII, three at least.
fn number_of_last_letters(word: &str) -> usize {
    word.as_bytes()[word.len() - 3..].iter().fold(0, |sum, letter| sum * 26 + usize::from(letter - b'a'))
}

fn has_ending(word: &str) -> bool {
    LAST_LETTERS[number_of_last_letters(word)]
}

fn without_ending(word: &str) -> Option<String> {
    if word.len() < SHORTEST {
        return None;
    }
    if let Some((_, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
        return Some((*singular).to_owned());
    }
    match word.as_bytes().last() {
        Some(b's') => without_s(word),
        Some(b'n' | b'e' | b'r') if word.len() >= SHORTEST_GERMAN && has_ending(word) => {
            without_german_ending(word)
        }
        _ => None,
    }
}

fn without_s(word: &str) -> Option<String> {
    let stays = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    // "GPUs" and "APIs" are plurals, "status" and "Redis" are none.
    if stays(&["ss", "js"]) || (word.len() > SHORTEST && stays(&["us", "is"])) || NO_PLURALS.contains(&word) {
        return None;
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return Some(format!("{stem}y"));
    }
    let is_without_e = stays(&["sses", "xes", "shes", "ches", "tuses", "puses", "ruses", "nuses"])
        && !stays(&["caches", "apaches", "niches", "axes"]);
    let ending = if is_without_e { "es" } else { "s" };
    word.strip_suffix(ending).map(str::to_owned)
}

fn without_german_ending(word: &str) -> Option<String> {
    let masculine = word.strip_suffix("innen").or_else(|| word.strip_suffix("in"));
    if let Some(masculine) = masculine.filter(|word| word.len() > SHORTEST && may_be_feminine(word)) {
        return Some(masculine.to_owned());
    }
    let fits = |(plural, singular): &(&str, &str)| {
        let stem = word.strip_suffix(plural).filter(|stem| stem.len() + singular.len() > SHORTEST_STEM)?;
        Some(format!("{stem}{singular}"))
    };
    let dative =
        || word.strip_suffix("ern").filter(|stem| stem.len() > SHORTEST).map(|stem| format!("{stem}er"));
    GERMAN.iter().find_map(fits).or_else(dative)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every word of a row has one stem, and rows have different ones.
    fn check(rows: &[&[&str]]) {
        let stems: Vec<_> = rows.iter().map(|row| stem(row[0])).collect();
        for (row, expected) in rows.iter().zip(&stems) {
            for word in *row {
                assert_eq!(stem(word), *expected, "{word} as {}", row[0]);
            }
            assert_eq!(stems.iter().filter(|stem| *stem == expected).count(), 1, "{expected}");
        }
    }

    #[test]
    fn english_plurals_meet_their_singulars() {
        check(&[
            &["microservice", "microservices"],
            &["pipeline", "pipelines"],
            &["database", "databases"],
            &["library", "libraries"],
            &["class", "classes"],
            &["process", "processes"],
            &["branch", "branches"],
            &["batch", "batches"],
            &["cache", "caches"],
            &["index", "indexes", "indices"],
            &["matrix", "matrices"],
            &["status", "statuses"],
            &["hash", "hashes"],
            &["size", "sizes"],
            &["house", "houses"],
            &["api", "apis"],
            &["gpu", "gpus"],
            &["cookie", "cookies"],
            &["query", "queries"],
            &["repo", "repos"],
            &["wiki", "wikis"],
            &["analysis", "analyses"],
        ]);
    }

    #[test]
    fn names_that_end_in_s_stay() {
        let names = [
            "kubernetes",
            "redis",
            "jenkins",
            "aws",
            "css",
            "js",
            "nodejs",
            "postgres",
            "devops",
            "rails",
            "pandas",
            "keras",
            "windows",
            "express",
            "sass",
            "prometheus",
            "kinesis",
            "status",
            "ios",
            "dns",
            "this",
            "k8s",
            "series",
        ];
        for name in names {
            assert_eq!(stem(name), name);
        }
    }

    #[test]
    fn german_forms_meet() {
        check(&[
            &["entwickler", "entwicklers", "entwicklern", "entwicklerin", "entwicklerinnen"],
            &["softwareentwickler", "softwareentwicklerin"],
            &["architekt", "architekten", "architektin", "architektinnen"],
            &["ingenieur", "ingenieure", "ingenieuren", "ingenieurin"],
            &["administrator", "administratoren", "administratorin"],
            &["spezialist", "spezialisten", "spezialistin"],
            &["student", "studenten", "studentin", "studentinnen"],
            &["datenbank", "datenbanken"],
            &["anwendung", "anwendungen"],
            &["schnittstelle", "schnittstellen"],
            &["projekt", "projekte", "projekten", "projekts"],
            &["system", "systeme", "systemen", "systems"],
            &["plattform", "plattformen"],
            &["architektur", "architekturen"],
            &["technologie", "technologien", "technology", "technologies"],
            &["kunde", "kunden"],
            &["datensatz", "datensatze", "datensatzen"],
            &["prozess", "prozesse", "prozessen"],
            &["zertifikat", "zertifikate"],
            &["bibliothek", "bibliotheken"],
            &["sprache", "sprachen"],
            &["kategorie", "kategorien"],
            &["richtlinie", "richtlinien"],
            &["modell", "modelle", "modellen"],
        ]);
    }

    #[test]
    fn words_that_only_look_inflected_stay() {
        let words = [
            "login",
            "plugin",
            "admin",
            "berlin",
            "origin",
            "margin",
            "modern",
            "pattern",
            "intern",
            "token",
            "golden",
            "service",
            "private",
            "template",
            "locale",
            "server",
            "docker",
            "container",
            "daten",
            "maven",
            "kotlin",
            "open",
            "broken",
            "adrien",
        ];
        for word in words {
            assert_eq!(stem(word), word);
        }
    }

    proptest! {
        #[test]
        fn a_stem_is_its_own(word in "[a-z]{1,9}(s|es|ies|in|innen|en|ern|ungen|logien|systeme|wikis|analyses)?") {
            let once = stem(&word).into_owned();
            prop_assert_eq!(stem(&once).into_owned(), once);
        }
    }
}
