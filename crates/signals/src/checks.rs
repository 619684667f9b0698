//! How a rule about a whole résumé comes to its flag: a row of questions that must all be answered with yes.
//!
//! The questions are kept, so that an explanation can show where the row broke.

use crate::Polarity;
use crate::engine::Finding;

/// One question of a rule, with what was found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Check {
    pub(crate) asks: &'static str,
    pub(crate) found: String,
    pub(crate) holds: bool,
}

/// The questions of a rule, in the order of asking.
#[derive(Debug, Default)]
pub(crate) struct Checks {
    asked: Vec<Check>,
}

/// What a rule about a whole résumé found, and how it came to it.
#[derive(Debug, Default)]
pub(crate) struct Conclusion {
    pub(crate) checks: Vec<Check>,
    /// Empty unless every check holds.
    pub(crate) findings: Vec<Finding>,
    /// A colour other than the catalogue's.
    pub(crate) polarity: Option<Polarity>,
}

impl Checks {
    /// Asks one question more.
    pub(crate) fn ask(&mut self, asks: &'static str, holds: bool, found: impl Into<String>) -> &mut Self {
        self.asked.push(Check { asks, found: found.into(), holds });
        self
    }

    /// The flag's evidence when every answer was yes, and the row of answers.
    pub(crate) fn conclude(self, findings: impl FnOnce() -> Vec<Finding>) -> Conclusion {
        let holds = self.asked.iter().all(|check| check.holds);
        let findings = if holds { findings() } else { Vec::new() };
        Conclusion { checks: self.asked, findings, polarity: None }
    }
}

/// "1 sentence", "12 sentences".
pub(crate) fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
