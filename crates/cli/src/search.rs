//! `candela search`: who matches, and why.

use std::io::{self, IsTerminal, Write};
use std::ops::Range;

use candela_pool::{
    Choice, Error, Expansion, Facets, Found, FoundRow, Pool, QueryError, Search as Asked, Snippet,
    UnknownSkill,
};
use clap::Args;
use jiff::Timestamp;
use serde::Serialize;

use crate::author::Author;
use crate::engine;
use crate::list::one_line;
use crate::now;
use crate::pool_folder::{OpenPool, PoolFolder};
use crate::printable::{path_b64, printable};
use crate::progress;

/// Find candidates by skills, words, years and signals
#[derive(Args)]
#[command(after_help = "Examples:
  candela search 'django postgres'            both, in any spelling
  candela search 'go OR rust'                 one of them
  candela search 'skill:python years:>=4'     Python, and four years of work at least
  candela search 'kubernetes -flag:generic_claims'
  candela search '\"event sourcing\"'           these words next to each other
  candela search 'role:backend imported:<7d' --facets
  candela search 'skill:rust -decision:reject' --save 'Rust people'
  candela search --saved                      the saved searches, with what is new in each")]
pub(crate) struct Search {
    /// What to look for
    #[arg(required_unless_present = "saved", default_value = "")]
    query: String,
    #[command(flatten)]
    pool: PoolFolder,
    #[command(flatten)]
    author: Author,
    /// How many candidates to print at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Print one JSON object a line and candidate, for scripts
    #[arg(long)]
    json: bool,
    /// Count what the candidates have: skills, roles, places and the rest
    #[arg(long, conflicts_with = "json")]
    facets: bool,
    /// Keep the query under this name
    #[arg(long, value_name = "NAME")]
    save: Option<String>,
    /// List the saved searches
    #[arg(long, conflicts_with_all = ["query", "save", "json"])]
    saved: bool,
}

/// Values shown of a facet.
const VALUES: usize = 10;

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
        let now = now();
        let mut out = io::stdout().lock();
        if self.saved {
            return list_saved(&pool, &mut out);
        }
        catch_up(&pool)?;
        let values = if self.facets { VALUES } else { 0 };
        let asked = Asked { text: &self.query, now: &now, offset: 0, limit: self.limit, values };
        let found = match pool.find(&asked) {
            Err(Error::Query(error)) => anyhow::bail!(pointed_out(&self.query, &error)),
            other => other?,
        };
        log_search(&pool, &self.query, &found, &self.author.name(), now.timestamp())?;
        if let Some(name) = &self.save {
            pool.save_search(name, &self.query)?;
            pool.tell_what_waits()?;
        }
        let is_terminal = out.is_terminal();
        for row in &found.rows {
            let text = if self.json { json(row)? } else { in_words(row, is_terminal) };
            writeln!(out, "{text}")?;
        }
        if !self.json {
            let by = engine::answered(&found);
            writeln!(out, "{} of {} candidates that match{by}", found.rows.len(), found.total)?;
            write!(out, "{}", counted(&found.facets))?;
        }
        for note in notes(&found) {
            eprintln!("candela: {note}");
        }
        Ok(())
    }
}

/// Brings the index up to date first, so that scripts get whole answers; shows how far it is where it takes long.
fn catch_up(pool: &OpenPool) -> anyhow::Result<()> {
    let caught_up =
        progress::shown("making the search index", |goes_on| Ok(pool.catch_up_index_while(goes_on)?));
    let caught_up = caught_up.and_then(|()| engine::catch_up(pool));
    match caught_up {
        // Where nothing can be written, what is there can still be searched, and the answer says who is missing.
        Err(error) if error.downcast_ref().is_some_and(Error::is_of_writing) => Ok(()),
        other => other,
    }
}

/// Notes in the log what was asked and who was shown first.
fn log_search(pool: &Pool, query: &str, found: &Found, author: &str, at: Timestamp) -> anyhow::Result<()> {
    match pool.log_search(query, found, author, at) {
        // Where nothing can be written, what is there can still be searched.
        Err(error) if error.is_of_writing() => Ok(()),
        other => Ok(other?),
    }
}

/// The saved searches, a line each.
fn list_saved(pool: &Pool, out: &mut impl Write) -> anyhow::Result<()> {
    for saved in pool.saved_searches(&now())? {
        let (name, query) = (printable(&saved.name), printable(&saved.query));
        writeln!(out, "{name}: {query} ({} candidates, {} new)", saved.total, saved.new)?;
    }
    Ok(())
}

/// What is to be said of how the query was understood.
fn notes(found: &Found) -> Vec<String> {
    let mut notes: Vec<String> = found.expansions.iter().filter_map(expanded).collect();
    notes.extend(found.unknown_skills.iter().map(unknown));
    for meant in &found.did_you_mean {
        notes.push(format!(
            "`{}` stands in no résumé; did you mean `{}`?",
            printable(&meant.typed),
            printable(&meant.instead)
        ));
    }
    notes.extend(found.limits.iter().map(|limit| printable(&limit.to_string())));
    notes.extend(found.engine.iter().flat_map(engine::notes));
    if found.is_outdated {
        let note = "an index of another version answered and may miss some; the next import or the window makes it anew";
        notes.push(note.to_owned());
    }
    if found.behind > 0 {
        notes.push(format!("{} candidates could not be searched yet", found.behind));
    }
    notes
}

/// What a word finds beside itself, and how that is switched.
fn expanded(told: &Expansion) -> Option<String> {
    let adds = told.adds();
    let typed = printable(&told.typed);
    let switched = told.switched.as_ref().map(|other| printable(other));
    match (told.on, switched) {
        _ if adds.is_empty() => None,
        (true, Some(off)) => {
            Some(format!("`{typed}` also finds {}; write `{off}` for that alone", adds.join(", ")))
        }
        (true, None) => Some(format!("`{typed}` also finds {}", adds.join(", "))),
        (false, on) => on
            .map(|on| format!("`{typed}` is taken as written; write `{on}` to find {} too", adds.join(", "))),
    }
}

/// The facets, a block each.
fn counted(facets: &Facets) -> String {
    let mut text = String::new();
    for counts in facets {
        text += &format!("\n{}\n", counts.facet.name());
        for tally in &counts.values {
            let sign = match tally.chosen {
                Choice::Open => ' ',
                Choice::Asked => '+',
                Choice::Excluded => '-',
            };
            text += &format!(
                "{sign} {:>7}  {:<28} {}\n",
                tally.count,
                printable(&tally.value),
                printable(&tally.clause)
            );
        }
    }
    text
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
