//! What the commits of a repository tell.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::judge::sway;

/// A farm has masses of commits; fewer small ones are somebody's way of working.
const MASSES_OF_COMMITS: u64 = 300;
/// The newest commits that are looked at, at least, before anybody's habit is told.
const ENOUGH_COMMITS: usize = 15;

/// One commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Commit {
    pub(crate) headline: String,
    pub(crate) date: Timestamp,
    /// The account of its author, when the author's address belongs to one.
    pub(crate) login: Option<String>,
    /// Lines added and taken away.
    pub(crate) lines: u64,
}

/// A commit that held a file with secrets.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct KeptSecret {
    pub(crate) path: String,
    pub(crate) line: usize,
    pub(crate) commit: String,
    pub(crate) date: Timestamp,
}

/// What the history of one repository shows. No text of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HistoryFacts {
    /// Commits by the account itself, as far as GitHub knows its addresses.
    pub(crate) own_commits: Option<u64>,
    /// Months with commits of the account.
    pub(crate) own_months: usize,
    /// Most of the newest commits are another account's.
    pub(crate) is_foreign: bool,
    /// The newest commits follow a machine's clock and words.
    pub(crate) is_automatic: bool,
    /// Very many commits that change next to nothing.
    pub(crate) is_farmed: bool,
    /// The day of a commit whose message addresses a reviewer.
    pub(crate) sway: Option<Timestamp>,
    /// Commits that held secrets, oldest first.
    pub(crate) secrets: Vec<KeptSecret>,
    /// Issues of others, and those the account answered, of the newest.
    pub(crate) issues: usize,
    pub(crate) issues_answered: usize,
}

/// The habits of the newest commits. `total` counts all of them; `login` is the account.
pub(crate) fn judge_history(login: &str, total: u64, newest: &[Commit]) -> HistoryFacts {
    let is_automatic = is_automatic(newest);
    HistoryFacts {
        is_foreign: is_foreign(login, newest),
        is_farmed: !is_automatic && is_farmed(total, newest),
        is_automatic,
        sway: newest
            .iter()
            .find(|commit| sway::line_of_sway(&commit.headline).is_some())
            .map(|commit| commit.date),
        ..HistoryFacts::default()
    }
}

/// Four in five known authors are somebody else. Commits without an account count for nobody: their author may well
/// be the candidate under an address GitHub does not know.
fn is_foreign(login: &str, newest: &[Commit]) -> bool {
    let authors = newest.iter().filter_map(|commit| commit.login.as_deref()).collect::<Vec<_>>();
    let others = authors.iter().filter(|author| !author.eq_ignore_ascii_case(login)).count();
    newest.len() >= 3 && authors.len() * 2 > newest.len() && others * 5 >= authors.len() * 4
}

/// The words of a machine in nine of ten messages, or the same minute of the hour in as many.
fn is_automatic(newest: &[Commit]) -> bool {
    if newest.len() < ENOUGH_COMMITS {
        return false;
    }
    let nearly_all = |n: usize| n * 10 >= newest.len() * 9;
    let spoken = newest.iter().filter(|commit| speaks_like_a_machine(&commit.headline)).count();
    let mut minutes = BTreeMap::<i8, usize>::new();
    for commit in newest {
        *minutes.entry(commit.date.to_zoned(TimeZone::UTC).minute()).or_default() += 1;
    }
    let same_minute = minutes.values().max().copied().unwrap_or_default();
    nearly_all(spoken) || nearly_all(same_minute) && kinds(newest) <= 2 && newest.len() > 20
}

fn speaks_like_a_machine(headline: &str) -> bool {
    let headline = headline.to_lowercase();
    let words = [
        "(auto)",
        "[bot]",
        "automatic",
        "auto-update",
        "autoupdate",
        "auto update",
        "scheduled",
        "(deps)",
        "[skip ci]",
        "nightly",
        "cron",
    ];
    words.iter().any(|word| headline.contains(word))
        || headline.starts_with("bump ") && headline.contains(" to ")
}

/// How many kinds of messages there are when numbers count for nothing.
fn kinds(newest: &[Commit]) -> usize {
    let mut kinds = newest.iter().map(|commit| bare(&commit.headline)).collect::<Vec<_>>();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.len()
}

fn bare(headline: &str) -> String {
    headline.chars().filter(|c| !c.is_ascii_digit()).collect::<String>().trim().to_lowercase()
}

/// Hundreds of commits, a handful of messages, and a line or two in each.
fn is_farmed(total: u64, newest: &[Commit]) -> bool {
    let small = newest.iter().filter(|commit| commit.lines <= 4).count();
    total >= MASSES_OF_COMMITS
        && newest.len() >= ENOUGH_COMMITS
        && small * 10 >= newest.len() * 9
        && kinds(newest) * 5 <= newest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commits(n: i64, headline: &str, every_seconds: i64, lines: u64, login: Option<&str>) -> Vec<Commit> {
        let date = |n| Timestamp::from_second(1_780_000_000 + n * every_seconds).unwrap();
        let headline = |n: i64| headline.replace("{n}", &n.to_string());
        (0..n)
            .map(|n| Commit { headline: headline(n), date: date(n), login: login.map(str::to_owned), lines })
            .collect()
    }

    #[test]
    fn machines_are_told_from_people() {
        let automatic = |commits: &[Commit]| judge_history("ife", 400, commits).is_automatic;
        assert!(automatic(&commits(30, "chore(auto): sync {n}", 86_411, 1, None)));
        assert!(automatic(&commits(30, "data {n}", 86_400, 1, None)));
        assert!(!automatic(&commits(30, "Fix {n}", 86_411, 9, None)));
        assert!(!automatic(&commits(9, "chore(auto): sync {n}", 86_400, 1, None)));
        // A maintained library takes a bot's pull requests too.
        let mut mixed = commits(10, "Bump httpx from 0.{n} to 0.9", 70_000, 2, None);
        mixed.extend(commits(20, "Answer case {n}", 71_003, 30, Some("ife")));
        assert!(!automatic(&mixed));
    }

    #[test]
    fn farms_have_many_commits_of_nothing() {
        let farmed = |total, commits: &[Commit]| judge_history("ife", total, commits).is_farmed;
        assert!(farmed(2400, &commits(30, "update {n}", 3_607, 2, None)));
        assert!(!farmed(140, &commits(30, "update {n}", 3_607, 2, None)));
        assert!(!farmed(2400, &commits(30, "update {n}", 3_607, 80, None)));
    }

    #[test]
    fn work_of_others_is_told_by_known_authors_only() {
        let foreign = |commits: &[Commit]| judge_history("Ife", 30, commits).is_foreign;
        assert!(foreign(&commits(10, "Lesson {n}", 90_001, 9, Some("teacher"))));
        assert!(!foreign(&commits(10, "Lesson {n}", 90_001, 9, Some("ife"))));
        assert!(!foreign(&commits(10, "Lesson {n}", 90_001, 9, None)));
    }
}
