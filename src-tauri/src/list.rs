//! Rows of the list in the wire's words.

use std::path::Path;
use std::time::Instant;

use candela_pool::{
    CandidateId, CandidateRow, DidYouMean, EngineState, Expansion, FoundRow, Limit, LimitKind, Pool, Reason,
    RowSkill, Search, SignalCounts, Snippet, Sort, UnknownSkill,
};
use candela_resumes::Query;
use jiff::Zoned;

use crate::error::Failure;
use crate::marks::utf16_offset;
use crate::report::count;
use crate::{query, wire};

/// The rows that a request wants, best match first, or newest first without a query.
pub(crate) fn search(
    pool: &Pool,
    request: &wire::SearchRequest,
    now: &Zoned,
) -> Result<wire::SearchAnswer, Failure> {
    let started = Instant::now();
    let text = request.query.as_str();
    let query = Query::parse(text).map_err(|error| Failure::Query { text: request.query.clone(), error })?;
    let (offset, limit) = (request.offset as usize, request.limit as usize);
    let is_everybody = query.is_everybody();
    // The list of everybody is ordered by the pool; only its numbers are counted by the index.
    let asked = Search {
        text,
        now,
        offset,
        limit: if is_everybody { 0 } else { limit },
        values: request.facets as usize,
    };
    let mut answer =
        wire::SearchAnswer { chips: query::chips(&query, text), ..wire::SearchAnswer::default() };
    if !is_everybody || request.facets > 0 {
        let found = pool.find(&asked)?;
        answer.total = count(found.total);
        answer.rows = found.rows.into_iter().map(hit).collect();
        answer.expansions = found.expansions.into_iter().filter_map(|told| expansion(told, text)).collect();
        answer.unknown_skills = found.unknown_skills.into_iter().map(|skill| unknown(skill, text)).collect();
        answer.did_you_mean = found.did_you_mean.into_iter().map(|meant| did_you_mean(meant, text)).collect();
        answer.limits = found.limits.into_iter().map(|told| not_done(told, text)).collect();
        answer.engine = found.engine.map(engine);
        answer.facets = query::facets(found.facets);
        answer.behind = count(found.behind);
        answer.outdated = found.is_outdated;
    }
    if is_everybody {
        let everybody = pool.candidates(Sort::Newest, offset, limit)?;
        answer.total = count(everybody.total);
        answer.pool = answer.total;
        answer.rows = everybody.rows.into_iter().map(listed).collect();
    } else {
        answer.pool = count(pool.candidates(Sort::Newest, 0, 0)?.total);
    }
    answer.millis = started.elapsed().as_secs_f32() * 1000.0;
    Ok(answer)
}

fn unknown(skill: UnknownSkill, text: &str) -> wire::UnknownSkill {
    wire::UnknownSkill {
        start: utf16_offset(text, skill.at.start),
        end: utf16_offset(text, skill.at.end),
        typed: skill.typed,
        suggestion: skill.suggestion,
    }
}

fn did_you_mean(meant: DidYouMean, text: &str) -> wire::DidYouMean {
    wire::DidYouMean {
        start: utf16_offset(text, meant.at.start),
        end: utf16_offset(text, meant.at.end),
        typed: meant.typed,
        instead: meant.instead,
    }
}

fn not_done(limit: Limit, text: &str) -> wire::Limit {
    wire::Limit {
        kind: match limit.kind {
            LimitKind::Misspelt(_) => wire::LimitKind::Misspelt,
            LimitKind::Order => wire::LimitKind::Order,
        },
        engine: limit.engine.to_owned(),
        typed: text.get(limit.at).unwrap_or_default().to_owned(),
    }
}

pub(crate) fn engine(state: EngineState) -> wire::Engine {
    wire::Engine {
        kind: state.kind.to_owned(),
        answered: state.has_answered,
        missing: count(state.missing),
        refused: count(state.refused),
        removals: count(state.removals),
        trouble: state.trouble,
    }
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
        snippets: Vec::new(),
        counts: counts(row.signals),
        decision: row.decision.into(),
        tags: row.tags,
    }
}

fn hit(found: FoundRow) -> wire::Row {
    let reason = |reason: Reason| wire::Reason { words: reason.words, points: reason.points };
    wire::Row {
        why: found.why.into_iter().map(reason).collect(),
        snippets: found.snippets.iter().map(pieces).collect(),
        ..listed(found.candidate)
    }
}

fn skill(skill: RowSkill) -> wire::RowSkill {
    wire::RowSkill { name: skill.skill, years: skill.years }
}

fn counts(signals: SignalCounts) -> wire::Counts {
    let SignalCounts { green, yellow, red, fact } = signals;
    wire::Counts { green, yellow, red, fact }
}

/// What is found besides what was typed, or would be; nothing where that is all.
fn expansion(expansion: Expansion, text: &str) -> Option<wire::Expansion> {
    let Expansion { typed, at, on, switched, spellings, implied_by, .. } = expansion;
    let other = |spelling: &String| spelling.to_lowercase() != typed.to_lowercase();
    let also: Vec<_> = spellings.into_iter().filter(other).collect();
    let adds = !also.is_empty() || !implied_by.is_empty() || !on;
    let (start, end) = (utf16_offset(text, at.start), utf16_offset(text, at.end));
    adds.then_some(wire::Expansion { typed, start, end, on, switched, also, implied_by })
}

/// What a line of a list starts with, which says nothing in a row.
const BULLETS: [char; 8] = [' ', '•', '▪', '◦', '·', '*', '-', '–'];

/// The passage cut at its marks, without the bullet it starts with.
pub(crate) fn pieces(snippet: &Snippet) -> Vec<wire::Piece> {
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
                at: 0..typed.len(),
                on: true,
                switched: None,
                skill: spellings[0].into(),
                spellings: owned(spellings),
                implied_by: owned(implied_by),
                skill_only: false,
            };
            assert_eq!(expansion(given, typed).map(|told| told.also), expected.map(owned), "{typed:?}");
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
