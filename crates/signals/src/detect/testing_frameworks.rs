//! A test tool by name, or a figure of test coverage.
//!
//! Flagged: "Rolled out pytest", "unit test coverage of 85 %", JUnit in a skills list (weaker). Not: "tested", "QA",
//! a playwright who writes plays. Whoever names the tool can be asked how they used it.

use std::sync::LazyLock;

use regex::Regex;

use crate::engine::Finding;
use crate::pattern::pattern;
use crate::reading::{Reading, Sentence};
use crate::tools::Purpose;

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    let done: Vec<_> = reading.work().filter_map(done).collect();
    if done.is_empty() { reading.sentences.iter().filter_map(listed).collect() } else { done }
}

fn done(sentence: &Sentence) -> Option<Finding> {
    let names = sentence.names_for(Purpose::Testing);
    if !names.is_empty() {
        Some(Finding::at(sentence.span, 2, format!("{names} in work done")))
    } else if let Some(words) = TESTED_WITH.find(&sentence.plain) {
        Some(Finding::at(sentence.span, 2, format!("\"{}\" in work done", words.as_str())))
    } else {
        gives_coverage(&sentence.plain).then(|| Finding::at(sentence.span, 1, "a figure of test coverage"))
    }
}

/// A list of skills that names a tool; only shown where no work does.
fn listed(sentence: &Sentence) -> Option<Finding> {
    let names = sentence.names_for(Purpose::Testing);
    let is_named = sentence.lists_skills() && !names.is_empty();
    is_named.then(|| Finding::at(sentence.span, 1, format!("{names} among the skills")))
}

/// Tools with everyday names, beside the word that settles them.
static TESTED_WITH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:tests?|testes|tested|testing|pruebas|getestet|prove)\b[ -~]{0,40}\b(?:with|using|in|com|con|avec|mit|met) (?:jest|mocha|chai|pest|karma|jasmine|cypress|playwright|selenium|hypothesis|locust|cucumber)\b|\b(?:cypress|playwright|jest|selenium|mocha|karma)\b[ -~]{0,40}\b(?:specs?|tests?|suites?|e2e|flaky)\b|\bdbt tests\b|\bgreat expectations\b[ -~]{0,40}\b(?:models?|data|pipelines?|checks?|suites?)\b|\b(?:specs?|tests?|suites?|e2e)\b[ -~]{0,30}\b(?:cypress|playwright|selenium)\b",
    )
});

fn gives_coverage(plain: &str) -> bool {
    static COVERAGE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"\b(?:unit[- ]|test[- ]|code[- ]|branch[- ]|line[- ]|automated test )coverage\b[ -~]{0,60}\d ?%|\d ?% (?:\w+ )?(?:unit[- ]|test[- ]|branch[- ]|line[- ])coverage\b",
            r"|\b(?:testabdeckung|couverture (?:de|des) tests?|cobertura (?:de (?:tests?|pruebas|testes)|automatizada)|testdekking|copertura (?:dei|di) test)\b[ -~]{0,60}\d ?%",
        ))
    });
    COVERAGE.is_match(plain)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_fires, check_silent};

    const ID: &str = "testing_frameworks";

    #[test]
    fn named_test_tools_are_flagged() {
        check_fires(
            ID,
            &[
                "Introduced pytest and brought coverage of the ledger from 38% to 84%",
                "Replaced flaky Selenium scripts with 40 Playwright scenarios",
                "Tested every component with Jest and checked visual changes",
                "Covered the payment paths with JUnit and contract tests",
                "Wrote property tests with Hypothesis for the date parser in Python",
                "Raised unit test coverage from 40 % to 85 %",
                "Einführung von JUnit und Mockito im Backend-Team",
                "Mise en place de PHPUnit dans la chaîne CI",
                "Pruebas de extremo a extremo con Cypress en la aplicación web, creación de 90 casos",
                "Skills: pytest, Docker, PostgreSQL",
                "Built a load test with Locust for the checkout API",
            ],
        );
    }

    #[test]
    fn the_word_test_alone_is_not() {
        check_silent(
            ID,
            &[
                "Commissioned and tested chillers on site",
                "Took samples for the parasite tests of the veterinary service",
                "Wrote and marked tests for 4 classes",
                "Tested the application and wrote QA reports",
                "Poet and playwright, wrote three plays",
                "Planted cypress trees in the park",
                "Want to learn pytest",
                "No experience with JUnit",
                "The team lead introduced pytest",
                "Worked on the hypothesis of the paper",
                "",
            ],
        );
    }

    #[test]
    fn a_list_is_shown_only_where_no_work_names_a_tool() {
        let list = "Skills: pytest, Docker, mypy";
        check(ID, &format!("{list}\n\n• Ran the release"), &[list]);
        let done = "Built an integration suite on Testcontainers";
        check(ID, &format!("{list}\n\n• {done}"), &[done]);
    }
}
