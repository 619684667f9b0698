//! A version that its makers gave up is named, and no sign of today's, in the last five years.
//!
//! Flagged: Python 2.7 in every job and no Python 3; likewise Java 6, PHP 5 or AngularJS in work told, with nothing newer
//! of any stack. Which versions are old stands in the packs. Not: a move away from it, newer work beside it.

use candela_extract::Span;

use crate::checks::{Checks, Conclusion};
use crate::engine::Finding;
use crate::jobs::months_between;
use crate::packs::Versions;
use crate::reading::{Reading, Sentence};
use crate::stance::Stance;

/// Signs of today's version older than this say nothing about today.
const RECENT_MONTHS: i32 = 60;

pub(super) fn conclude(reading: &Reading<'_>) -> Conclusion {
    let versions = &reading.rules.packs.versions;
    let own = |sentence: &&Sentence| matches!(sentence.stance, Stance::Told | Stance::Known);
    let sentences: Vec<&Sentence> = reading.sentences.iter().filter(own).collect();
    let stack = versions.iter().find(|stack| is_left_behind(stack, reading, &sentences));
    let old = stack.map(|stack| told(stack, &sentences)).unwrap_or_default();
    let mut checks = Checks::default();
    checks
        .ask(
            "is it the résumé of somebody who develops software?",
            reading.is_software,
            super::develops_words(reading),
        )
        .ask(
            "is a version that its makers gave up the only one of its stack?",
            !old.is_empty(),
            stack.map_or_else(
                || "no stack is known by an old version alone".to_owned(),
                |stack| stack.name.clone(),
            ),
        );
    checks.conclude(|| old)
}

/// Whether only old versions of a stack are told. The other stacks must not show newer work either, except beside Python,
/// where the version is part of every sentence.
fn is_left_behind(stack: &Versions, reading: &Reading<'_>, sentences: &[&Sentence]) -> bool {
    let is_recent = |sentence: &&&Sentence| !is_long_ago(reading, sentence.span);
    let shows_new =
        |stack: &Versions| sentences.iter().filter(is_recent).any(|s| stack.new.is_match(&s.plain));
    if stack.name == "Python" {
        return sentences.iter().any(|s| stack.old.is_match(&s.plain)) && !shows_new(stack);
    }
    let in_work = sentences.iter().any(|s| s.tells_work() && stack.old.is_match(&s.plain));
    in_work && !reading.rules.packs.versions.iter().any(shows_new)
}

fn told(stack: &Versions, sentences: &[&Sentence]) -> Vec<Finding> {
    let find = |sentence: &&Sentence| {
        let version = stack.old.find(&sentence.plain)?.as_str();
        let reason = format!("{version}, and no sign of today's {} in the last five years", stack.name);
        Some(Finding::at(sentence.span, u8::from(sentence.tells_work()), reason))
    };
    sentences.iter().filter_map(find).collect()
}

/// Whether a span stands in a job that ended more than five years before the newest one.
fn is_long_ago(reading: &Reading<'_>, span: Span) -> bool {
    let newest = reading.jobs.iter().filter_map(|job| match job.employment.current {
        // Nobody says when "present" is; what began last is near enough to it.
        true => job.latest_start(),
        false => job.latest_end(),
    });
    let (Some(newest), Some(job)) =
        (newest.max(), reading.jobs.iter().find(|job| job.employment.span.contains(span)))
    else {
        return false;
    };
    let ended = if job.employment.current { None } else { job.latest_end() };
    ended.is_some_and(|ended| months_between(ended, newest) > RECENT_MONTHS)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Resume, check_resume};

    const ID: &str = "legacy_python_only";

    fn resume(bullets: &[&str]) -> Resume {
        Resume::new("Backend Developer").job("Backend Developer", "2019-03", "2024-05", bullets)
    }

    #[test]
    fn old_versions_alone_are_flagged() {
        let found =
            check_resume(ID, &resume(&["Developed reporting scripts in Python 2.7 on CentOS 6"]), true);
        assert_eq!(found, ["Python 2.7, and no sign of today's Python in the last five years"]);
        check_resume(ID, &resume(&["Maintained a portal in Java 6 with Struts 1"]), true);
        check_resume(ID, &resume(&["Entwicklung eines Shops in PHP 5.3"]), true);
        check_resume(ID, &resume(&["Wrote reports", "Skills: Python 2.7, Perl, Oracle"]), true);
    }

    #[test]
    fn newer_work_beside_it_is_enough() {
        for extra in [
            "Ported it to Python 3",
            "Wrote services in Python 3.11",
            "Added type hints to the API",
            "Built an API in FastAPI",
        ] {
            check_resume(ID, &resume(&["Supported a portal on Python 2.7", extra]), false);
        }
        check_resume(
            ID,
            &resume(&["Maintained a portal in Java 6", "Built its successor in Java 17"]),
            false,
        );
        check_resume(ID, &resume(&["Maintained a shop in PHP 5.3", "Built a client in React"]), false);
        check_resume(ID, &resume(&["Wrote services in Python"]), false);
        check_resume(ID, &Resume::new(""), false);
    }

    #[test]
    fn newer_work_of_long_ago_is_not() {
        let resume = resume(&["Supported a portal on Python 2.7"]).job(
            "Software Developer",
            "2010-01",
            "2012-05",
            &["Tried the first services in Python 3"],
        );
        check_resume(ID, &resume, true);
    }
}
