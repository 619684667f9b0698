//! Looking skills up by name and finding them in a text.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, Match, MatchKind, StartKind};
use rustc_hash::FxBuildHasher;

use crate::Skill;
use crate::data::FILES;
use crate::evidence::{self, Candidate, Setting};
use crate::taxonomy::{self, Entry, Strength};

/// A line at least this long that ends in the middle of a name was wrapped by the page.
const WRAPPED_LINE_BYTES: usize = 40;

/// The taxonomy, ready to be asked.
#[derive(Debug)]
pub struct SkillsIndex {
    entries: Vec<Entry>,
    /// Entry and spelling of each pattern of the automaton.
    patterns: Vec<(usize, usize)>,
    automaton: AhoCorasick,
    /// Whether a spelling begins with this byte, in any capitals.
    first_bytes: [bool; 256],
    /// Folded spelling to entry.
    by_spelling: HashMap<String, usize, FxBuildHasher>,
}

/// A place in a text that names a skill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention<'a> {
    /// The skill.
    pub skill: &'a Skill,
    /// Byte range of the spelling, an attached version included ("Python3").
    pub range: Range<usize>,
}

impl SkillsIndex {
    /// The taxonomy that comes with the product.
    pub fn bundled() -> &'static Self {
        static BUNDLED: LazyLock<SkillsIndex> = LazyLock::new(|| {
            let entries = taxonomy::entries(FILES).expect("the bundled taxonomy is checked by the tests");
            SkillsIndex::new(entries)
        });
        &BUNDLED
    }

    /// An index over entries sorted by canonical name.
    pub(crate) fn new(entries: Vec<Entry>) -> Self {
        let patterns: Vec<(usize, usize)> = entries
            .iter()
            .enumerate()
            .flat_map(|(entry, e)| (0..e.spellings.len()).map(move |spelling| (entry, spelling)))
            .collect();
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .start_kind(StartKind::Anchored)
            // A full automaton finds no faster here than the rest of the work lets it, and takes far longer to build.
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(patterns.iter().map(|&(entry, spelling)| &entries[entry].spellings[spelling].text))
            .expect("some thousand short spellings stay far below the automaton's limits");
        let mut by_spelling = HashMap::default();
        for &(entry, spelling) in &patterns {
            by_spelling.insert(fold(&entries[entry].spellings[spelling].text), entry);
        }
        for &(entry, spelling) in &patterns {
            by_spelling.entry(squeeze(&entries[entry].spellings[spelling].text)).or_insert(entry);
        }
        let mut first_bytes = [false; 256];
        for &(entry, spelling) in &patterns {
            if let Some(first) = entries[entry].spellings[spelling].text.bytes().next() {
                first_bytes[usize::from(first.to_ascii_lowercase())] = true;
                first_bytes[usize::from(first.to_ascii_uppercase())] = true;
            }
        }
        Self { entries, patterns, automaton, first_bytes, by_spelling }
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Every skill, sorted by canonical name.
    pub fn skills(&self) -> impl Iterator<Item = &Skill> {
        self.entries.iter().map(|entry| &entry.skill)
    }

    /// The skill of a canonical name.
    pub fn get(&self, name: &str) -> Option<&Skill> {
        taxonomy::find(&self.entries, name).map(|entry| &entry.skill)
    }

    /// The skill that a spelling means when it stands alone, as in a search: case, spaces, hyphens and dots are
    /// forgiven.
    pub fn resolve(&self, spelling: &str) -> Option<&Skill> {
        let found =
            self.by_spelling.get(&fold(spelling)).or_else(|| self.by_spelling.get(&squeeze(spelling)))?;
        Some(&self.entries[*found].skill)
    }

    /// Everything that knowing a skill implies, parents of parents too, sorted by name and without the skill.
    pub fn implied(&self, name: &str) -> Vec<&Skill> {
        let Some(skill) = self.get(name) else { return Vec::new() };
        taxonomy::ancestors(&self.entries, skill).into_iter().filter_map(|parent| self.get(parent)).collect()
    }

    /// Every skill that implies `name`, directly or not, sorted by name: for Python, Django and pytest.
    pub fn implying(&self, name: &str) -> Vec<&Skill> {
        self.skills().filter(|skill| self.implied(&skill.name).iter().any(|s| s.name == name)).collect()
    }

    /// Where the text names skills, in the order of the text. Ranges do not overlap.
    pub fn mentions(&self, text: &str) -> Vec<Mention<'_>> {
        self.found(text, Setting::Prose)
    }

    /// The same in a text that is a list of skills, where an everyday word that fills its item is a skill too.
    pub fn listed_mentions(&self, text: &str) -> Vec<Mention<'_>> {
        self.found(text, Setting::SkillList)
    }

    fn found(&self, text: &str, setting: Setting) -> Vec<Mention<'_>> {
        let candidates = longest(self.candidates(text));
        evidence::settled(text, candidates, setting)
            .into_iter()
            .map(|candidate| Mention { skill: &candidate.entry.skill, range: candidate.range })
            .collect()
    }

    /// Every spelling that begins at a place of the text.
    fn spellings_at(&self, text: &[u8], start: usize) -> impl Iterator<Item = Match> {
        let input = Input::new(text).span(start..text.len()).anchored(Anchored::Yes);
        let mut state = OverlappingState::start();
        let is_first = self.first_bytes[usize::from(text[start])];
        std::iter::from_fn(move || {
            if is_first {
                self.automaton.find_overlapping(input.clone(), &mut state);
            }
            state.get_match()
        })
    }

    /// Every spelling in the text that stands as a word of its own with acceptable capitals.
    fn candidates(&self, text: &str) -> Vec<Candidate<'_>> {
        let unwrapped = unwrap_lines(text);
        // Short spellings stand in most words: what goes on as a word is none of them.
        let goes_on = |end: usize| unwrapped.get(end).is_some_and(u8::is_ascii_alphabetic);
        word_starts(&unwrapped)
            .flat_map(|start| self.spellings_at(&unwrapped, start))
            .filter(|found| !goes_on(found.end()))
            .filter_map(|found| {
                let (entry, spelling) = self.patterns[found.pattern().as_usize()];
                let entry = &self.entries[entry];
                let spelling = &entry.spellings[spelling];
                let range = evidence::whole_word(text, found.range())?;
                let as_written = text[found.range()] == spelling.text;
                let weak = spelling.strength == Strength::Weak;
                (as_written || spelling.strength != Strength::Exact).then_some(Candidate {
                    entry,
                    range,
                    weak,
                    as_written,
                })
            })
            .collect()
    }
}

/// Where a word could begin: not after an ASCII letter or digit.
fn word_starts(text: &[u8]) -> impl Iterator<Item = usize> {
    (0..text.len()).filter(|&at| at == 0 || !text[at - 1].is_ascii_alphanumeric())
}

/// Of overlapping candidates the leftmost, then the longest, then one that needs no evidence.
fn longest(mut candidates: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    candidates.sort_by_key(|c| (c.range.start, Reverse(c.range.end), c.weak));
    let mut end = 0;
    candidates.retain(|candidate| {
        let free = candidate.range.start >= end;
        if free {
            end = candidate.range.end;
        }
        free
    });
    candidates
}

/// The text with the ends of wrapped lines as spaces, so that "Robot⏎Framework" is found; offsets stay.
fn unwrap_lines(text: &str) -> Cow<'_, [u8]> {
    if !text.contains('\n') {
        return Cow::Borrowed(text.as_bytes());
    }
    let mut line_start = 0;
    let unwrap = |(at, byte): (usize, u8)| {
        if byte != b'\n' {
            return byte;
        }
        let wrapped = at - line_start >= WRAPPED_LINE_BYTES;
        line_start = at + 1;
        if wrapped { b' ' } else { byte }
    };
    Cow::Owned(text.bytes().enumerate().map(unwrap).collect())
}

fn fold(spelling: &str) -> String {
    let mut words = spelling.split_whitespace();
    let mut folded = words.next().unwrap_or_default().to_lowercase();
    for word in words {
        folded.push(' ');
        folded.push_str(&word.to_lowercase());
    }
    folded
}

/// Letters, digits, `+` and `#` alone.
fn squeeze(spelling: &str) -> String {
    fold(spelling).chars().filter(|c| c.is_alphanumeric() || matches!(c, '+' | '#')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_of_ambiguous_skills_are_told_apart() {
        let index = SkillsIndex::bundled();
        let mut wrong = Vec::new();
        for row in FILES.iter().flat_map(|file| taxonomy::rows(file).unwrap()) {
            let found =
                |text: &String| index.mentions(text).iter().any(|mention| mention.skill.name == row.name);
            wrong.extend(
                row.means
                    .iter()
                    .filter(|text| !found(text))
                    .map(|text| format!("missed {}: {text}", row.name)),
            );
            wrong.extend(
                row.other.iter().filter(|text| found(text)).map(|text| format!("saw {}: {text}", row.name)),
            );
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
