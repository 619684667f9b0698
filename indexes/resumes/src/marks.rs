//! Marks in a text, and the passages that show them best.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::pattern::{Finder, Spot};
use crate::plan::Plan;

/// A passage of a résumé with what the query speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// One line or a piece of it; `…` stands where it was cut.
    pub text: String,
    /// Sorted ranges of `text`, none over another.
    pub marks: Vec<Range<usize>>,
}

/// Longest passage, in characters, about.
const LONGEST_SNIPPET: usize = 160;
/// Characters kept before the first mark of a cut line.
const BEFORE_MARK: usize = 40;
/// A line of so many bytes is hardly more than the word itself.
const SHORT_LINE: usize = 30;
/// Most passages of one hit.
const MOST_SNIPPETS: usize = 2;

/// The marks of a plan in one text.
pub(crate) struct Marks {
    /// Leaf of the query and range, by range.
    found: Vec<(Range<usize>, usize)>,
}

/// Finds the leaves of one plan in many texts.
pub(crate) struct Marker<'a> {
    finder: Finder<'a>,
    /// The leaf of each pattern.
    leaves: Vec<usize>,
}

impl<'a> Marker<'a> {
    pub(crate) fn new(plan: &'a Plan) -> Self {
        let (leaves, patterns) = plan.patterns().into_iter().unzip();
        Self { finder: Finder::new(patterns), leaves }
    }

    pub(crate) fn marks(&self, text: &str) -> Marks {
        let mut found: Vec<_> = self
            .finder
            .spots(text)
            .into_iter()
            .map(|Spot { range, pattern }| (range, self.leaves[pattern]))
            .collect();
        found.sort_by_key(|(range, leaf)| (range.start, range.end, *leaf));
        found.dedup();
        Marks { found }
    }
}

impl Marks {
    /// The leaves that stand in the text.
    pub(crate) fn leaves(&self) -> BTreeSet<usize> {
        self.found.iter().map(|(_, leaf)| *leaf).collect()
    }

    /// The leaves that stand in one of the ranges.
    pub(crate) fn leaves_in(&self, ranges: &[Range<usize>]) -> BTreeSet<usize> {
        let inside = |mark: &Range<usize>| {
            ranges.iter().any(|range| range.start <= mark.start && mark.end <= range.end)
        };
        self.found.iter().filter(|(mark, _)| inside(mark)).map(|(_, leaf)| *leaf).collect()
    }

    /// All marked ranges, sorted, those that touch over one another joined.
    pub(crate) fn ranges(&self) -> Vec<Range<usize>> {
        let mut joined: Vec<Range<usize>> = Vec::new();
        for (range, _) in &self.found {
            match joined.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                _ => joined.push(range.clone()),
            }
        }
        joined
    }

    /// The passages of `text` that show most of the query. Of equals those in work done come first, then those with words around.
    pub(crate) fn snippets(&self, text: &str, work: &[Range<usize>]) -> Vec<Snippet> {
        let mut passages: Vec<(usize, Range<usize>)> = Vec::new();
        for (range, _) in &self.found {
            let line = line_around(text, range);
            if passages.last().is_none_or(|(_, last)| *last != line) {
                passages.push((0, line));
            }
        }
        for (value, line) in &mut passages {
            let leaves: BTreeSet<usize> = self
                .found
                .iter()
                .filter(|(mark, _)| line.start <= mark.start && mark.end <= line.end)
                .map(|(_, leaf)| *leaf)
                .collect();
            let in_work = work.iter().any(|work| work.start < line.end && line.start < work.end);
            let has_words_around = line.len() > SHORT_LINE;
            *value = 4 * leaves.len() + 2 * usize::from(in_work) + usize::from(has_words_around);
        }
        passages.sort_by_key(|(value, line)| (std::cmp::Reverse(*value), line.start));
        let ranges = self.ranges();
        passages.into_iter().take(MOST_SNIPPETS).map(|(_, line)| snippet(text, line, &ranges)).collect()
    }
}

/// The line or lines that a mark stands in, without a bullet and white space at its ends.
fn line_around(text: &str, mark: &Range<usize>) -> Range<usize> {
    let start = text[..mark.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[mark.end..].find('\n').map_or(text.len(), |at| mark.end + at);
    let is_bullet = |c: char| c.is_whitespace() || "•‣▪●◦∙·–—-*".contains(c);
    let before = &text[start..mark.start];
    let start = start + (before.len() - before.trim_start_matches(is_bullet).len());
    start..start + text[start..end].trim_end().len()
}

fn snippet(text: &str, line: Range<usize>, marks: &[Range<usize>]) -> Snippet {
    let first = marks.iter().find(|mark| mark.start >= line.start).map_or(line.start, |mark| mark.start);
    let piece = cut(text, line.clone(), first);
    let lead = if piece.start > line.start { "…" } else { "" };
    let tail = if piece.end < line.end { "…" } else { "" };
    let inside = marks.iter().filter(|mark| piece.start <= mark.start && mark.end <= piece.end);
    let shift = |at: usize| at - piece.start + lead.len();
    let marks = inside.map(|mark| shift(mark.start)..shift(mark.end)).collect();
    // A mark may run over a line's end; a line's end and a blank are one byte each, so that the marks stay.
    let shown = text[piece.clone()].replace(['\n', '\t', '\r'], " ");
    Snippet { text: format!("{lead}{shown}{tail}"), marks }
}

/// A piece of a long line around its first mark, cut between words.
fn cut(text: &str, line: Range<usize>, first: usize) -> Range<usize> {
    if text[line.clone()].chars().count() <= LONGEST_SNIPPET {
        return line;
    }
    let before = text[line.start..first].char_indices().rev().nth(BEFORE_MARK);
    let start = before.map_or(line.start, |(at, _)| {
        let at = line.start + at;
        text[at..first].find(' ').map_or(at, |blank| at + blank + 1)
    });
    let after = text[start..line.end].char_indices().nth(LONGEST_SNIPPET);
    let end = after.map_or(line.end, |(at, _)| {
        let at = start + at;
        text[first..at].rfind(' ').map_or(at, |blank| first + blank)
    });
    start..end
}

#[cfg(test)]
mod tests {
    use crate::Query;
    use crate::plan::plan_of_words;

    use super::*;

    /// Marks in brackets.
    fn check(typed: &str, text: &str, expected: &[&str]) {
        let plan = plan_of_words(&Query::parse(typed).unwrap().root);
        let shown = |snippet: Snippet| {
            let mut shown = snippet.text;
            for mark in snippet.marks.into_iter().rev() {
                shown.insert(mark.end, ']');
                shown.insert(mark.start, '[');
            }
            shown
        };
        let snippets: Vec<String> =
            Marker::new(&plan).marks(text).snippets(text, &[]).into_iter().map(shown).collect();
        assert_eq!(snippets, expected, "{typed}");
    }

    #[test]
    fn bullets_and_blanks_around_a_line_are_left_out() {
        check("ledgers", "Work\n  • Kept ledgers of three banks. \n", &["Kept [ledgers] of three banks."]);
        check("-x ledgers", "- ledgers", &["[ledgers]"]);
    }

    #[test]
    fn a_line_with_words_around_comes_before_the_word_alone() {
        let text = "Ledgers\nRewrote the ledgers of a savings bank";
        check("ledgers", text, &["Rewrote the [ledgers] of a savings bank", "[Ledgers]"]);
    }

    #[test]
    fn a_phrase_over_two_lines_is_shown_whole() {
        check("\"savings bank\"", "the savings\nbank of Porto", &["the [savings bank] of Porto"]);
    }

    #[test]
    fn a_long_line_is_cut_between_words_around_the_mark() {
        let text = format!("{} ledgers {}", "Zażółć gęślą jaźń".repeat(20), "and many words more".repeat(20));
        let plan = plan_of_words(&Query::parse("ledgers").unwrap().root);
        let snippets = Marker::new(&plan).marks(&text).snippets(&text, &[]);
        let snippet = &snippets[0];
        assert_eq!(&snippet.text[snippet.marks[0].clone()], "ledgers");
        assert!(snippet.text.starts_with('…') && snippet.text.ends_with('…'));
        assert!(snippet.text.chars().count() <= LONGEST_SNIPPET + 2, "{}", snippet.text);
    }
}
