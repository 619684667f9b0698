//! `candela note`: what is written about candidates.

use std::io::{self, Read, Write};

use candela_pool::{CandidateId, Note as Written, NoteId, Pool};
use clap::Args;
use jiff::Timestamp;

use crate::author::Author;
use crate::pool_folder::PoolFolder;
use crate::printable::printable;

/// Write a note about a candidate, in Markdown
#[derive(Args)]
#[command(after_help = "Examples:
  candela note 12                                what is written
  candela note 12 'Call on **Monday**'
  candela note 12 - < call.md                    from a file
  candela note 12 'Called.' --in-place-of 4      note 4 gets another text
  candela note 12 --remove 4")]
pub(crate) struct Note {
    /// The candidate's number
    #[arg(value_name = "ID")]
    candidate: i64,
    /// What to write; `-` reads it from the standard input
    text: Option<String>,
    /// The note that gets this text
    #[arg(long, value_name = "NOTE", requires = "text")]
    in_place_of: Option<i64>,
    /// Remove a note; `candela undo` brings it back
    #[arg(long, value_name = "NOTE", conflicts_with = "text")]
    remove: Option<i64>,
    #[command(flatten)]
    pool: PoolFolder,
    #[command(flatten)]
    author: Author,
    /// Print the notes as one JSON object a line, for scripts
    #[arg(long)]
    json: bool,
}

impl Note {
    pub(crate) fn run(self, at: Timestamp) -> anyhow::Result<()> {
        let changes = self.remove.is_some() || self.text.is_some();
        let pool = if changes { self.pool.open_to_change()? } else { self.pool.open()? };
        let (candidate, author) = (CandidateId(self.candidate), self.author.name());
        if let Some(note) = self.remove {
            pool.remove_note(of(&pool, candidate, note)?, &author, at)?;
        } else if let Some(text) = self.text {
            let text =
                if text == "-" { io::read_to_string(io::stdin().lock().take(MOST_BYTES))? } else { text };
            match self.in_place_of {
                Some(note) => pool.rewrite_note(of(&pool, candidate, note)?, &text, &author, at)?,
                None => drop(pool.write_note(candidate, &text, &author, at)?),
            }
        }
        pool.tell()?;
        let mut out = io::stdout().lock();
        for note in pool.triage(candidate)?.notes {
            writeln!(out, "{}", if self.json { serde_json::to_string(&note)? } else { in_words(&note) })?;
        }
        Ok(())
    }
}

/// More than this is no note.
const MOST_BYTES: u64 = 1 << 20;

/// The note of this number, which must be about the candidate.
fn of(pool: &Pool, candidate: CandidateId, note: i64) -> anyhow::Result<NoteId> {
    let note = NoteId(note);
    let is_theirs = pool.triage(candidate)?.notes.iter().any(|written| written.id == note);
    anyhow::ensure!(is_theirs, "candidate {candidate} has no note {note}");
    Ok(note)
}

fn in_words(note: &Written) -> String {
    let Written { id, written } = note;
    let lines: Vec<_> = written.text.lines().map(printable).collect();
    format!("{id:>6}  {:.0} {}: {}", written.made, printable(&written.author), lines.join("\n        "))
}
