//! `candela search`: who matches, and why.

use std::io::{self, IsTerminal, Write};
use std::ops::Range;

use candela_pool::{Error, FoundRow, QueryError, Snippet, UnknownSkill};
use clap::Args;
use serde::Serialize;

use crate::list::one_line;
use crate::pool_folder::PoolFolder;
use crate::printable::{path_b64, printable};

/// Find candidates by skills, words, years and signals
#[derive(Args)]
#[command(after_help = "Examples:
  candela search 'django postgres'            both, in any spelling
  candela search 'go OR rust'                 one of them
  candela search 'skill:python years:>=4'     Python, and four years of work at least
  candela search 'kubernetes -flag:generic_claims'
  candela search '\"event sourcing\"'           these words next to each other")]
pub(crate) struct Search {
    /// What to look for
    query: String,
    #[command(flatten)]
    pool: PoolFolder,
    /// How many candidates to print at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Print one JSON object a line and candidate, for scripts
    #[arg(long)]
    json: bool,
}

/// One line for scripts.
#[derive(Serialize)]
struct Line<'a> {
    id: i64,
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    path_b64: Option<String>,
    name: Option<&'a str>,
    why: Vec<&'a str>,
}

impl Search {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let pool = self.pool.open()?;
        let found = match pool.search(&self.query, 0, self.limit) {
            Err(Error::Query(error)) => anyhow::bail!(pointed_out(&self.query, &error)),
            other => other?,
        };
        let mut out = io::stdout().lock();
        let is_terminal = out.is_terminal();
        for row in &found.rows {
            let text = if self.json { json(row)? } else { in_words(row, is_terminal) };
            writeln!(out, "{text}")?;
        }
        if !self.json {
            writeln!(out, "{} of {} candidates that match", found.rows.len(), found.total)?;
        }
        for skill in &found.unknown_skills {
            eprintln!("candela: {}", unknown(skill));
        }
        if found.behind > 0 {
            eprintln!("candela: {} candidates could not be searched yet", found.behind);
        }
        Ok(())
    }
}

fn unknown(skill: &UnknownSkill) -> String {
    let said = format!("no skill is called `{}`", printable(&skill.typed));
    match &skill.suggestion {
        Some(suggestion) => format!("{said}; did you mean `{suggestion}`?"),
        None => said,
    }
}

fn json(row: &FoundRow) -> serde_json::Result<String> {
    serde_json::to_string(&Line {
        id: row.candidate.id.0,
        path: row.candidate.path.to_string_lossy().into_owned(),
        path_b64: path_b64(&row.candidate.path),
        name: row.candidate.name.as_deref(),
        why: why(row),
    })
}

fn why(row: &FoundRow) -> Vec<&str> {
    row.why.iter().map(|reason| reason.words.as_str()).collect()
}

fn in_words(row: &FoundRow, is_terminal: bool) -> String {
    let mut text = one_line(&row.candidate);
    let mut line = |words: &str| {
        text.push_str("\n        ");
        text.push_str(words);
    };
    if !row.why.is_empty() {
        line(&printable(&why(row).join("; ")));
    }
    for snippet in &row.snippets {
        line(&marked(snippet, is_terminal));
    }
    line(&printable(&row.candidate.path.to_string_lossy()));
    text + "\n"
}

/// The passage, what matched in bold on a terminal and between stars elsewhere.
fn marked(snippet: &Snippet, is_terminal: bool) -> String {
    let (start, end) = if is_terminal { ("\x1b[1m", "\x1b[22m") } else { ("*", "*") };
    let mut text = String::new();
    let mut at = 0;
    let push = |range: Range<usize>| printable(snippet.text.get(range).unwrap_or_default());
    for mark in &snippet.marks {
        text += &format!("{}{start}{}{end}", push(at..mark.start), push(mark.clone()));
        at = mark.end;
    }
    text + &push(at..snippet.text.len())
}

/// The message, the query, and a line that points at what is meant.
fn pointed_out(query: &str, error: &QueryError) -> String {
    let before = query.get(..error.at.start).map_or(0, |text| text.chars().count());
    let length = query.get(error.at.clone()).map_or(1, |text| text.chars().count()).max(1);
    let hint =
        error.suggestion.as_ref().map(|words| format!("\nhint: did you mean `{words}`?")).unwrap_or_default();
    let pointer = " ".repeat(before) + &"^".repeat(length);
    format!("{}\n  {}\n  {pointer}{hint}", error.message, printable(query))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_query_is_pointed_at() {
        let check = |query: &str, at: Range<usize>, suggestion: Option<&str>, expected: &str| {
            let error = QueryError {
                column: query[..at.start].chars().count(),
                at,
                message: "that is no field".to_owned(),
                suggestion: suggestion.map(str::to_owned),
            };
            assert_eq!(pointed_out(query, &error), expected);
        };
        check(
            "é skil:go",
            3..7,
            Some("skill"),
            "that is no field\n  é skil:go\n    ^^^^\nhint: did you mean `skill`?",
        );
        check("a (", 3..3, None, "that is no field\n  a (\n     ^");
    }

    #[test]
    fn marks_stand_out_with_and_without_a_terminal() {
        let snippet = Snippet { text: "Django over Flask".to_owned(), marks: vec![0..6, 12..17] };
        assert_eq!(marked(&snippet, false), "*Django* over *Flask*");
        assert_eq!(marked(&snippet, true), "\x1b[1mDjango\x1b[22m over \x1b[1mFlask\x1b[22m");
    }
}
