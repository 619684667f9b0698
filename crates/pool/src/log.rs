//! The log for whoever asks how candidates were treated: each decision, tag, note and correction as a line of its own, and each search, with who, when, and by
//! which rules the résumé had been read.

use std::io::Write;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::export::defused;
use crate::store;
use crate::{
    CandidateId, Correction, Decided, EarlyErasure, Error, LoggedSearch, Pool, Said, Step, StepChange, Turn,
    Written,
};

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LogLine {
    /// When it was done.
    pub made: Timestamp,
    /// Who did it.
    pub author: String,
    /// What it is about.
    pub what: Logged,
    /// Whose; `None` where it is about nobody alone.
    pub candidate: Option<CandidateId>,
    /// How it stood before; `None` where there was nothing.
    pub before: Option<String>,
    /// How it stood afterwards; `None` where there is nothing any more.
    pub after: Option<String>,
    /// The reason that was given.
    pub reason: Option<String>,
    /// The rules by which the résumé had been read.
    pub rules: Option<String>,
    /// When it was taken back.
    pub taken_back: Option<Timestamp>,
    /// What was searched for; `None` as well where it held a word of the name of somebody who was erased.
    pub query: Option<String>,
    /// How many a search found, or how many were erased.
    pub total: Option<usize>,
    /// The first whom a search showed, in their order, without those who were erased since.
    pub shown: Vec<CandidateId>,
}

/// What a line of the log is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Logged {
    /// A decision.
    Decision,
    /// A tag that was put on or taken off.
    Tag,
    /// A note.
    Note,
    /// A fact that was put right.
    Correction,
    /// Whether they are the same person as somebody else.
    Same,
    /// Whose versions their résumés are.
    Joined,
    /// A search whose answer somebody saw.
    Search,
    /// Candidates who were erased sooner than a rule allows; who they were is nowhere.
    EarlyErasure,
}

/// How the log is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// A JSON object a line.
    Json,
    /// A table; no cell of it is a formula.
    Csv,
}

impl Pool {
    /// The whole log, the oldest line first. What is taken back stays; whoever was erased is not in it. Of searches the last ten
    /// thousand are there.
    pub fn log(&self) -> Result<Vec<LogLine>, Error> {
        // SQLite counts in signed numbers.
        let steps = self.journal(i64::MAX as usize)?;
        let mut log: Vec<_> = steps.into_iter().rev().flat_map(lines).collect();
        log.extend(self.ask(store::logged_searches::list)?.into_iter().map(search));
        log.extend(self.early_erasures()?.into_iter().map(early));
        // Stable: what was done in one moment keeps its order.
        log.sort_by_key(|line| line.made);
        Ok(log)
    }

    /// Writes the whole log.
    ///
    /// # Errors
    /// [`Error::Export`] when it cannot be written.
    pub fn write_log(&self, format: LogFormat, out: &mut dyn Write) -> Result<(), Error> {
        let log = self.log()?;
        match format {
            LogFormat::Json => log.iter().try_for_each(|line| {
                serde_json::to_writer(&mut *out, line).map_err(Error::export)?;
                out.write_all(b"\n").map_err(Error::export)
            }),
            LogFormat::Csv => write_table(&log, out),
        }
    }
}

/// The lines of a step: one a change.
fn lines(step: Step) -> impl Iterator<Item = LogLine> {
    let Step { author, made, undone, changes, .. } = step;
    changes.into_iter().map(move |StepChange { candidate, turn, rules }| {
        let (what, before, after, reason) = words(turn);
        let line = line(made, author.clone(), what);
        LogLine { candidate: Some(candidate), before, after, reason, rules, taken_back: undone, ..line }
    })
}

fn search(LoggedSearch { query, author, made, total, rules, first }: LoggedSearch) -> LogLine {
    let line = line(made, author, Logged::Search);
    LogLine { query, total: Some(total), rules: Some(rules), shown: first, ..line }
}

fn early(EarlyErasure { on, author, candidates, rule, reason }: EarlyErasure) -> LogLine {
    // Only the day is known.
    let made = on.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |day| day.timestamp());
    let line = line(made, author, Logged::EarlyErasure);
    LogLine { total: Some(candidates), before: Some(rule), reason: Some(reason), ..line }
}

/// A line about nobody and nothing yet.
fn line(made: Timestamp, author: String, what: Logged) -> LogLine {
    LogLine {
        made,
        author,
        what,
        candidate: None,
        before: None,
        after: None,
        reason: None,
        rules: None,
        taken_back: None,
        query: None,
        total: None,
        shown: Vec::new(),
    }
}

/// What a turn was about, how it stood before and after, and why.
fn words(turn: Turn) -> (Logged, Option<String>, Option<String>, Option<String>) {
    match turn {
        Turn::Decision { before, after } => {
            let stood = |decided: &Decided| decided.decision.to_string();
            let reason = after.as_ref().and_then(|after| after.reason.clone());
            (Logged::Decision, before.as_ref().map(stood), after.as_ref().map(stood), reason)
        }
        Turn::Tag { tag, before, after } => {
            (Logged::Tag, before.then(|| tag.clone()), after.then_some(tag), None)
        }
        Turn::Note { before, after, .. } => {
            let text = |written: Written| written.text;
            (Logged::Note, before.map(text), after.map(text), None)
        }
        Turn::Correction { before, after, .. } => {
            let change = |correction: Box<Correction>| json!(correction.change).to_string();
            (Logged::Correction, before.map(change), after.map(change), None)
        }
        Turn::Said { other, before, after } => {
            let said = |said: Said| match said {
                Said::Same => format!("same as {other}"),
                Said::Different { .. } => format!("not {other}"),
            };
            (Logged::Same, before.map(said), after.map(said), None)
        }
        Turn::Merged { before, after } => {
            let number = |id: CandidateId| id.to_string();
            (Logged::Joined, before.map(number), after.map(number), None)
        }
    }
}

fn write_table(log: &[LogLine], out: &mut dyn Write) -> Result<(), Error> {
    let mut table = csv::Writer::from_writer(out);
    let head = [
        "made",
        "author",
        "what",
        "candidate",
        "before",
        "after",
        "reason",
        "rules",
        "taken_back",
        "query",
        "total",
        "shown",
    ];
    table.write_record(head).map_err(Error::export)?;
    for line in log {
        let text = |text: &Option<String>| defused(text.clone().unwrap_or_default());
        let cells = [
            line.made.to_string(),
            defused(line.author.clone()),
            store::name_of(line.what),
            line.candidate.map(|id| id.to_string()).unwrap_or_default(),
            text(&line.before),
            text(&line.after),
            text(&line.reason),
            line.rules.clone().unwrap_or_default(),
            line.taken_back.map(|at| at.to_string()).unwrap_or_default(),
            text(&line.query),
            line.total.map(|total| total.to_string()).unwrap_or_default(),
            line.shown.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        ];
        table.write_record(cells).map_err(Error::export)?;
    }
    table.flush().map_err(Error::export)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Decision;
    use crate::testing::{erasure, pool_of};

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_777_887_000 + second).unwrap()
    }

    #[test]
    fn the_log_tells_who_did_what_when_and_leaves_out_who_was_erased() {
        let (_folder, pool) = pool_of(&["Robin", "Noor"]);
        let [robin, noor] = [CandidateId(1), CandidateId(2)];
        pool.decide(&[robin, noor], Decision::Reject, Some("=cmd()"), "anna", at(0)).unwrap();
        pool.tag(&[noor], "on site", "ben", at(1)).unwrap();
        pool.decide(&[noor], Decision::Maybe, None, "ben", at(2)).unwrap();
        pool.undo(at(3)).unwrap();
        let log = pool.log().unwrap();
        let told: Vec<_> = log
            .iter()
            .map(|line| (line.what, line.candidate.unwrap(), line.before.as_deref(), line.after.as_deref()))
            .collect();
        assert_eq!(
            told,
            [
                (Logged::Decision, robin, None, Some("reject")),
                (Logged::Decision, noor, None, Some("reject")),
                (Logged::Tag, noor, None, Some("on site")),
                (Logged::Decision, noor, Some("reject"), Some("maybe")),
            ]
        );
        assert!(log[3].taken_back == Some(at(3)) && log[0].rules.is_some() && log[0].author == "anna");
        let written = |format| {
            let mut out = Vec::new();
            pool.write_log(format, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(written(LogFormat::Json).lines().count(), 4);
        let table = written(LogFormat::Csv);
        assert!(table.starts_with("made,author,what,") && table.contains(",'=cmd(),"), "{table}");
        pool.erase(&[robin], &erasure()).unwrap();
        assert!(pool.log().unwrap().iter().all(|line| line.candidate == Some(noor)));
    }

    #[test]
    fn a_search_is_logged_with_whom_it_showed_and_forgets_who_is_erased() {
        let (_folder, pool) = pool_of(&["Robin", "Noor"]);
        let log = |text: &str, second: i64| {
            let found = pool.search(text, 0, 20).unwrap();
            pool.log_search(text, &found, "anna", at(second)).unwrap();
        };
        log("ledger", 0);
        log("ledger", 1); // the same answer again
        log("robin", 2);
        log("", 3); // no search
        pool.decide(&[CandidateId(2)], Decision::Maybe, None, "anna", at(4)).unwrap();
        let told = || -> Vec<_> {
            let log = pool.log().unwrap();
            log.into_iter().map(|line| (line.what, line.query, line.total, line.shown)).collect()
        };
        let [first, second, third] = &told()[..] else { panic!("{:?}", told()) };
        assert_eq!(
            (first.0, first.1.as_deref(), first.2, first.3.len()),
            (Logged::Search, Some("ledger"), Some(2), 2)
        );
        assert_eq!((second.1.as_deref(), second.3.as_slice()), (Some("robin"), [CandidateId(1)].as_slice()));
        assert_eq!(third.0, Logged::Decision);
        pool.erase(&[CandidateId(1)], &erasure()).unwrap();
        let [first, second, _] = &told()[..] else { panic!("{:?}", told()) };
        assert_eq!((first.1.as_deref(), first.3.as_slice()), (Some("ledger"), [CandidateId(2)].as_slice()));
        assert_eq!((second.1.as_deref(), second.2, second.3.len()), (None, Some(1), 0), "that was a name");
    }
}
