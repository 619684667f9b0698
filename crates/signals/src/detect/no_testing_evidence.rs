//! Two years or more of development, and no word about tests anywhere.
//!
//! Flagged: four years of services and not one test tool, test run or test of any kind. Not: short résumés, work that
//! is no development. The reason names what was searched. It may be modesty, so it is a question.

use std::sync::LazyLock;

use regex::Regex;

use super::no_production_evidence::n_told;
use crate::checks::{Checks, Conclusion, counted};
use crate::engine::Finding;
use crate::pattern::pattern;
use crate::reading::Reading;
use crate::tools::Purpose;

/// From so many dated years on, tests should have come up.
const LEAST_YEARS: f32 = 2.0;
/// Fewer sentences than this tell too little of the work to miss anything in it.
const LEAST_TOLD: usize = 2;

pub(super) fn conclude(reading: &Reading<'_>) -> Conclusion {
    let years = reading.profile.years_experience.unwrap_or_default();
    let n_told = n_told(reading);
    let word = reading.sentences.iter().find_map(|sentence| TESTING.find(&sentence.plain));
    let tool = reading
        .sentences
        .iter()
        .flat_map(|sentence| &sentence.tools)
        .find(|tool| tool.speaks_for(Purpose::Testing));
    let found = match (word, tool) {
        (_, Some(tool)) => format!("\"{}\"", tool.written),
        (Some(word), None) => format!("\"{}\"", word.as_str().trim()),
        (None, None) => format!("none in {}", counted(reading.sentences.len(), "sentence", "sentences")),
    };
    let mut checks = Checks::default();
    checks
        .ask("is the work software development?", reading.develops_software(), super::develops_words(reading))
        .ask("are there two years of dated work?", years >= LEAST_YEARS, format!("{years:.1} years"))
        .ask("is the work told at all?", n_told >= LEAST_TOLD, counted(n_told, "sentence", "sentences"))
        .ask("is there no word about tests?", word.is_none() && tool.is_none(), found);
    checks.conclude(|| {
        let pages = reading.document.pages.len().max(1);
        let searched = counted(pages, "page", "pages");
        vec![Finding::absent(format!(
            "no testing word in {searched}: {} searched, {years:.1} years of dated work",
            counted(reading.sentences.len(), "sentence", "sentences")
        ))]
    })
}

/// Any word about tests of software, however general.
static TESTING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:(?:un|re|pre)?test(?:s|ed|ing|er|ers|able|ability|-driven|bed|fall\w*|abdeckung|automat\w*|gedreven|s?uite)?|unit-?tests?|tdd|bdd|qa|qs|quality assurance|qualitatssicherung|regression(?:s|en)?|coverage|acceptance criteria|assertions?|verification|validat(?:ed|ion) suite|e2e|smoke|\w*tests?)\b",
        r"|\b(?:getestet\w*|teste[rnst]*|pruf(?:ung|stand)\w*|essais?|teste[rz]?|tests unitaires|recette|pruebas?|probado|calidad|testes?|testei|qualidade|getest|testen|collaud\w*|testat[oaie]|qualita del software)\b",
    ))
});

#[cfg(test)]
mod tests {
    use super::super::tests::{Resume, check_resume};

    const ID: &str = "no_testing_evidence";

    fn resume(extra: &str) -> Resume {
        Resume::new("Backend Engineer").job(
            "Backend Engineer",
            "2019-03",
            "2024-05",
            &["Built the billing API in FastAPI", "Ran it on Kubernetes", extra],
        )
    }

    #[test]
    fn years_without_a_word_about_tests_are_flagged() {
        let found = check_resume(ID, &resume("Kept it running"), true);
        assert!(found[0].starts_with("no testing word in 1 page: "), "{found:?}");
    }

    #[test]
    fn any_word_about_tests_is_enough() {
        for extra in [
            "Wrote pytest suites",
            "Tested every release",
            "Einführung von Komponententests",
            "Worked with QA",
            "Skills: JUnit",
        ] {
            check_resume(ID, &resume(extra), false);
        }
    }

    #[test]
    fn short_or_other_work_is_not() {
        let short = Resume::new("Backend Engineer").job(
            "Backend Engineer",
            "2023-03",
            "2024-05",
            &["Built the API in FastAPI", "Ran it", "Kept it"],
        );
        check_resume(ID, &short, false);
        let other = Resume::new("Nurse").job(
            "Nurse",
            "2012-03",
            "2024-05",
            &["Cared for patients", "Led a ward", "Kept files"],
        );
        check_resume(ID, &other, false);
        check_resume(ID, &Resume::new(""), false);
    }
}
