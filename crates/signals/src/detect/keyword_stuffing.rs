//! Skills repeated in blocks without sentences, or one bare list longer than anybody's memory.
//!
//! Flagged: the same eight skills in three lists; a run of more than sixty names. Not: a long list in labelled groups, a
//! skill that stands in a list and in the work. Such blocks are written for a filter, and say nothing about use.

use std::collections::BTreeMap;

use crate::checks::{Checks, Conclusion, counted};
use crate::engine::Finding;
use crate::reading::{Reading, Sentence};

/// More names than this in one list are a heap.
const LONGEST_LIST: usize = 60;
/// So many lists that name a skill are a repetition.
const REPEATED: usize = 3;
/// So many skills repeated are no accident.
const MOST_REPEATED: usize = 6;

pub(super) fn conclude(reading: &Reading<'_>) -> Conclusion {
    let lists: Vec<&Sentence> =
        reading.sentences.iter().filter(|sentence| sentence.is_list && !sentence.tools.is_empty()).collect();
    let repeated: Vec<&str> = repeated(&lists);
    let heap = lists.iter().map(|list| (n_items(list), *list)).max_by_key(|(n, _)| *n);
    let n_longest = heap.map_or(0, |(n, _)| n);
    let is_heap = n_longest > LONGEST_LIST;
    let is_repeated = repeated.len() >= MOST_REPEATED;
    let mut checks = Checks::default();
    checks.ask(
        "is a list longer than sixty names, or are six skills named in three lists each?",
        is_heap || is_repeated,
        format!(
            "the longest list has {}; {} in three lists or more",
            counted(n_longest, "name", "names"),
            counted(repeated.len(), "skill", "skills")
        ),
    );
    checks.conclude(|| {
        let heap = heap
            .filter(|_| is_heap)
            .map(|(n, list)| Finding::at(list.span, 2, format!("{n} names in one list")));
        let names: Vec<&str> = repeated.iter().take(5).copied().collect();
        let reason = format!(
            "{} repeated in lists, among them {}",
            counted(repeated.len(), "skill", "skills"),
            names.join(", ")
        );
        let again = lists.iter().filter(|list| list.tools.iter().any(|tool| repeated.contains(&tool.name())));
        let again = again.filter(|_| is_repeated).map(|list| Finding::at(list.span, 1, reason.clone()));
        heap.into_iter().chain(again).collect()
    })
}

/// The skills that stand in several lists, by name. Lists of one name are how some pages set a table of skills.
fn repeated<'a>(lists: &[&'a Sentence]) -> Vec<&'a str> {
    let mut n_lists: BTreeMap<&str, usize> = BTreeMap::new();
    for list in lists.iter().filter(|list| list.tools.len() >= 4) {
        let mut names: Vec<&str> = list.tools.iter().map(crate::tools::ToolUse::name).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            *n_lists.entry(name).or_default() += 1;
        }
    }
    n_lists.into_iter().filter(|(_, n)| *n >= REPEATED).map(|(name, _)| name).collect()
}

/// The names of a list: what stands between its marks.
fn n_items(list: &Sentence) -> usize {
    let marks = list.plain.matches([',', ';', '|', '/']).count();
    if marks == 0 { list.tools.len() } else { (marks + 1).max(list.tools.len()) }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check_silent, raised};

    const ID: &str = "keyword_stuffing";
    const BLOCK: &str = "Python, Django, Flask, Docker, Kubernetes, PostgreSQL, Redis, Celery";

    #[test]
    fn heaps_and_repetitions_are_flagged() {
        let thrice = format!("{BLOCK}\n\n{BLOCK}\n\nSkills: {BLOCK}");
        let found = raised(ID, &thrice).expect("three blocks of the same names");
        assert!(
            found.evidence[0].reason.starts_with("8 skills repeated in lists, among them Celery"),
            "{found:?}"
        );
        let names = [
            "Python",
            "Django",
            "Flask",
            "Docker",
            "Kubernetes",
            "PostgreSQL",
            "Redis",
            "Celery",
            "Kafka",
            "Spark",
        ];
        let heap: Vec<&str> = names.iter().cycle().take(70).copied().collect();
        let found = raised(ID, &heap.join(", ")).expect("seventy names");
        assert_eq!(found.evidence[0].reason, "70 names in one list");
    }

    #[test]
    fn lists_of_a_common_length_are_not() {
        check_silent(
            ID,
            &[
                BLOCK,
                "Languages: Python, Go, Rust\nWeb: Django, Flask, FastAPI\nData: PostgreSQL, Redis, Kafka\nOperations: Docker, Kubernetes, Terraform",
                "Skills: Python, Django, Redis, Docker\n\n• Built the shop in Django, Python, Redis and Docker\n• Ran it in Docker",
                "",
            ],
        );
    }
}
