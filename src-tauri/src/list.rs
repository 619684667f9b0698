//! Rows of the list in the wire's words.

use std::path::Path;
use std::time::Instant;

use candela_pool::{
    CandidateId, CandidateRow, FoundRow, Pool, RowSkill, SignalCounts, Snippet, Sort, UnknownSkill,
};
use candela_resumes::{Expansion, Query};

use crate::error::Failure;
use crate::report::count;
use crate::wire;

/// The rows that a request wants, best match first, or newest first without a query.
pub(crate) fn search(pool: &Pool, request: &wire::SearchRequest) -> Result<wire::SearchAnswer, Failure> {
    let started = Instant::now();
    let query = Query::parse(&request.query)
        .map_err(|error| Failure::Query { text: request.query.clone(), error })?;
    let (offset, limit) = (request.offset as usize, request.limit as usize);
    let mut answer = if query.is_everybody() {
        let everybody = pool.candidates(Sort::Newest, offset, limit)?;
        wire::SearchAnswer {
            total: count(everybody.total),
            rows: everybody.rows.into_iter().map(listed).collect(),
            ..wire::SearchAnswer::default()
        }
    } else {
        let found = pool.search(&request.query, offset, limit)?;
        wire::SearchAnswer {
            total: count(found.total),
            rows: found.rows.into_iter().map(hit).collect(),
            expansions: found.expansions.into_iter().filter_map(expansion).collect(),
            unknown_skills: found.unknown_skills.into_iter().map(unknown).collect(),
            behind: count(found.behind),
            ..wire::SearchAnswer::default()
        }
    };
    answer.pool = count(pool.candidates(Sort::Newest, 0, 0)?.total);
    answer.millis = started.elapsed().as_secs_f32() * 1000.0;
    Ok(answer)
}

fn unknown(UnknownSkill { typed, suggestion }: UnknownSkill) -> wire::UnknownSkill {
    wire::UnknownSkill { typed, suggestion }
}

fn listed(row: CandidateRow) -> wire::Row {
    wire::Row {
        id: number(row.id),
        name: row.name.unwrap_or_else(|| file_name(&row.path)),
        headline: row.headline,
        place: row.location,
        years: row.years,
        skills: row.skills.into_iter().map(skill).collect(),
        why: Vec::new(),
        snippet: Vec::new(),
        counts: counts(row.signals),
        decision: row.decision.into(),
        tags: row.tags,
    }
}

fn hit(found: FoundRow) -> wire::Row {
    let snippet = found.snippets.first().map(pieces).unwrap_or_default();
    wire::Row { why: found.why, snippet, ..listed(found.candidate) }
}

fn skill(skill: RowSkill) -> wire::RowSkill {
    wire::RowSkill { name: skill.skill, years: skill.years }
}

fn counts(signals: SignalCounts) -> wire::Counts {
    let SignalCounts { green, yellow, red, fact } = signals;
    wire::Counts { green, yellow, red, fact }
}

/// What is found besides what was typed; nothing where that is all.
fn expansion(expansion: Expansion) -> Option<wire::Expansion> {
    let Expansion { typed, spellings, implied_by, .. } = expansion;
    let other = |spelling: &String| spelling.to_lowercase() != typed.to_lowercase();
    let also: Vec<_> = spellings.into_iter().filter(other).collect();
    let adds = !also.is_empty() || !implied_by.is_empty();
    adds.then_some(wire::Expansion { typed, also, implied_by })
}

/// What a line of a list starts with, which says nothing in a row.
const BULLETS: [char; 8] = [' ', '•', '▪', '◦', '·', '*', '-', '–'];

/// The passage cut at its marks, without the bullet it starts with.
fn pieces(snippet: &Snippet) -> Vec<wire::Piece> {
    let mut pieces = Vec::new();
    let mut push = |range: std::ops::Range<usize>, marked| {
        let text = snippet.text.get(range).unwrap_or_default();
        if !text.is_empty() {
            pieces.push(wire::Piece { text: text.to_owned(), marked });
        }
    };
    let mut at = snippet.text.len() - snippet.text.trim_start_matches(BULLETS).len();
    for mark in &snippet.marks {
        push(at..mark.start, false);
        push(mark.clone(), true);
        at = mark.end;
    }
    push(at..snippet.text.len(), false);
    pieces
}

/// What a candidate without a name is called.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// A candidate's number for the page.
pub(crate) fn number(id: CandidateId) -> u32 {
    u32::try_from(id.0)
        .expect("a pool counts its candidates from one, and has fewer than four milliard of them")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_is_cut_at_its_marks() {
        let check = |text: &str, marks: &[(usize, usize)], expected: &[(&str, bool)]| {
            let marks = marks.iter().map(|&(start, end)| start..end).collect();
            let snippet = Snippet { text: text.into(), marks };
            let pieces = pieces(&snippet);
            let got: Vec<_> = pieces.iter().map(|piece| (piece.text.as_str(), piece.marked)).collect();
            assert_eq!(got, expected, "{text:?}");
        };
        check("no mark", &[], &[("no mark", false)]);
        check("a Django API", &[(2, 8)], &[("a ", false), ("Django", true), (" API", false)]);
        check("• Django", &[(4, 10)], &[("Django", true)]);
        check("Go Go", &[(0, 2), (3, 5)], &[("Go", true), (" ", false), ("Go", true)]);
        check("", &[], &[]);
    }

    #[test]
    fn an_expansion_tells_only_what_was_not_typed() {
        let check = |typed: &str, spellings: &[&str], implied_by: &[&str], expected: Option<&[&str]>| {
            let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
            let given = Expansion {
                typed: typed.into(),
                skill: spellings[0].into(),
                spellings: owned(spellings),
                implied_by: owned(implied_by),
                skill_only: false,
            };
            assert_eq!(expansion(given).map(|told| told.also), expected.map(owned), "{typed:?}");
        };
        check("k8s", &["Kubernetes", "k8s", "kube"], &[], Some(&["Kubernetes", "kube"]));
        check("Django", &["django"], &[], None);
        check("python", &["Python"], &["Django"], Some(&[]));
    }

    #[test]
    fn a_file_without_a_name_is_called_by_its_path() {
        assert_eq!(file_name(Path::new("inbox/cv.pdf")), "cv.pdf");
        assert_eq!(file_name(Path::new("..")), "..");
    }
}
