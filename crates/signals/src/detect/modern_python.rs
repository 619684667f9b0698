//! Python of today: 3.10 or newer, what it brought, and the tools that came with it.
//!
//! Flagged: "moved 9 services to Python 3.12", "structural pattern matching", Pydantic v2, Ruff, uv. Not: "Python 3"
//! alone, Python 3.8, Python 2.7. A language that moves on leaves those behind who do not.

use std::sync::LazyLock;

use crate::cues::Cues;
use crate::engine::Finding;
use crate::reading::{Reading, Sentence};

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    let done: Vec<_> = reading.work().filter_map(|sentence| CUES.finding(sentence, 2)).collect();
    if done.is_empty() { reading.sentences.iter().filter_map(listed).collect() } else { done }
}

/// A list of skills that names a version of today; only shown where no work does.
fn listed(sentence: &Sentence) -> Option<Finding> {
    static VERSION: LazyLock<Cues> = LazyLock::new(|| Cues::new("among the skills", VERSIONS));
    sentence.lists_skills().then(|| VERSION.finding(sentence, 1)).flatten()
}

pub(super) static CUES: LazyLock<Cues> =
    LazyLock::new(|| Cues::new("Python of today", &format!("{VERSIONS}|{FEATURES}")).but(BUT));

const VERSIONS: &str = r"\bpython ?(?:v(?:ersion)? ?)?(?:3\.(?:\d, ?3\.|\d ?/ ?3\.)?1\d|4)\+?";

const FEATURES: &str = concat!(
    r"\b(?:structural )?pattern matching\b[ -~]{0,60}\bpython\b|\bpython\b[ -~]{0,60}\b(?:structural )?pattern matching\b|\bstructural pattern matching\b|\bmatch statements?\b|\bX ?\| ?None\b|\btask ?groups?\b[ -~]{0,40}\b(?:asyncio|python)\b|\b(?:asyncio|python)\b[ -~]{0,40}\btask ?groups?\b|\basyncio\.TaskGroup\b|\bexception groups?\b|\bfree-threaded (?:python|build)\b|\bno-?gil\b|\bPEP ?6(?:0[4-9]|[1-9]\d)\b|\bPEP ?7\d\d\b",
    r"|\b(?:mov|migrat|switch|convert)\w* (?:[\w'-]+ ){0,5}?to uv\b|\bpython ?[23](?:\.\d+)? (?:and (?:moved|went|migrated) )?(?:to|nach|auf|a|vers|para|naar) (?:python ?)?3\.1\d\b|\bruff (?:and|,)|\bruff\b[ -~]{0,40}\bpre-commit\b|\bpydantic ?(?:v ?)?2\b|\bruff\b[ -~]{0,60}\b(?:python|lint\w*|format\w*|flake8|pylint|black|uv|mypy|pyright|CI|rules?)\b|\b(?:lint\w*|flake8|pylint|black|python|uv|from|with|to)\b[ -~]{0,40}\bruff\b|\b(?:poetry|pip|pip-tools|pipenv|conda|requirements(?:\.txt)?) (?:to|by|with) uv\b|\buv (?:lock\w*|workspaces?|and ruff)\b",
);

const BUT: &str = r"\b(?:burmese|snake|terrarium|reptile)\b";

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_fires, check_silent};

    const ID: &str = "modern_python";

    #[test]
    fn python_of_today_is_flagged() {
        check_fires(
            ID,
            &[
                "Moved 9 services from Python 3.8 to Python 3.10",
                "Upgraded the code base to Python 3.12 and adopted structural pattern matching",
                "Replaced gather by task groups in an asyncio crawler",
                "Migrated 60 models to Pydantic v2",
                "Replaced flake8 and black by Ruff",
                "Moved the monorepo from Poetry to uv",
                "Umstellung von 12 Diensten auf Python 3.11",
                "Passage de quatre services à Python 3.13",
                "Migración a Python 3.12",
                "Migração de 8 serviços para Python 3.11",
                "Skills: Python 3.12, Django, Redis",
            ],
        );
    }

    #[test]
    fn older_python_is_not() {
        check_silent(
            ID,
            &[
                "Developed reporting scripts in Python 2.7 on CentOS 6",
                "Moved 9 services from Python 2.7 to Python 3.6",
                "Wrote scripts in Python 3",
                "Skills: Python 3, Django",
                "Ported the portal to Python 3.8",
                "Want to learn Python 3.13",
                "Course: Python 3.12 for beginners",
                "Wore a ruff in the theatre play",
                "Matched patterns of fabric",
                "The platform team moved us to Python 3.12",
                "",
            ],
        );
    }

    #[test]
    fn a_list_is_shown_only_where_no_work_says_it() {
        let list = "Skills: Python 3.12, Django, Redis";
        check(ID, &format!("{list}\n\n• Built the shop"), &[list]);
        let done = "Moved six services to Python 3.12";
        check(ID, &format!("{list}\n\n• {done}"), &[done]);
    }
}
