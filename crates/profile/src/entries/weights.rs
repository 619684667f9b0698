//! What speaks for words of a head being a title, a company, a place or none of these.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use candela_skills::SkillsIndex;

use crate::entries::prose::{is_filler, is_prose, without_duration};
use crate::places::{is_known_place, is_place, is_remote, is_state};
use crate::titles::{degree_weight, is_own_account, job_weights, school_weight};
use crate::vocabulary::lowered;

/// What the entries of a section are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Employments: titles and companies.
    Work,
    /// Studies: degrees and schools.
    Study,
}

/// How much speaks for each meaning; nothing speaks for it at 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weights {
    /// Title or degree.
    pub(super) what: f32,
    /// Company or school.
    pub(super) who: f32,
    /// A place.
    pub(super) place: f32,
    /// Anything else: kind of contract, marks, lists of skills.
    pub(super) other: f32,
}

pub(super) fn weights(text: &str, kind: Kind) -> Weights {
    let remote = is_remote(text);
    let place = is_place(text) && !text.contains(['&', '+']);
    let place_weight = match () {
        () if remote => 2.2,
        () if place && text.contains(',') && is_known_place(text) => 2.2,
        () if place && is_known_place(text) => 1.6,
        () if place => 0.8,
        () => -4.0,
    };
    let filler = !place && is_filler(text) || without_duration(text).is_empty();
    let prose = is_prose(text);
    let (what, who) = match kind {
        Kind::Work => job_weights(text),
        Kind::Study => (degree_weight(text), school_weight(text)),
    };
    let known = if place && !remote { 1.0 } else { 0.0 };
    let minus =
        if prose { 2.0 } else { 0.0 } + if filler { 2.5 } else { 0.0 } + if remote { 3.0 } else { 0.0 };
    let letters = text.chars().any(char::is_alphabetic);
    let minus = minus + if letters { 0.0 } else { 3.0 } + if is_state(text) { 2.0 } else { 0.0 };
    Weights {
        what: what - minus - 2.0 * known,
        who: who - minus - known,
        place: place_weight,
        other: other(text, kind, filler, prose),
    }
}

fn other(text: &str, kind: Kind, filler: bool, prose: bool) -> f32 {
    let note = kind == Kind::Study && is_note(text);
    // Two skills have a mark or a space between them.
    let several = || text.contains(|c: char| !c.is_alphanumeric());
    let listed = || several() && SkillsIndex::bundled().mentions(text).len() >= 2;
    match () {
        () if filler || note => 1.5,
        () if is_own_account(text) => 0.6,
        () if text.contains("://") || text.contains("www.") || text.contains('@') => 1.2,
        () if !text.chars().any(char::is_alphabetic) => 0.5,
        () if listed() => 0.3,
        () if prose => -0.7,
        () => -1.4,
    }
}

/// What begins a note on a study: "GPA 3.7/4.0", "Thesis on sparse graphs", "cum laude".
#[rustfmt::skip]
const NOTES: &[&str] = &[
    "gpa", "cgpa", "grade", "final grade", "thesis", "cum laude", "magna cum", "summa cum", "first class", "first-class",
    "second class", "upper second", "honours", "honors", "relevant coursework", "coursework", "note:", "note ", "média", "media ", "moyenne", "cijfer", "abschlussnote",
    "gesamtnote", "mention", "average", "scholarship", "exchange", "erasmus", "minor in", "distinction", "classification",
    "promedio", "nota ", "voto", "modules", "dean's", "dissertation", "masterarbeit", "bachelorarbeit", "mémoire", "tesis",
    "tesi ", "graduated with", "thema:", "schwerpunkt", "specialisation", "specialization",
];

/// Whether the words are a note on a study.
pub(super) fn is_note(text: &str) -> bool {
    lowered(text, |text| NOTES.iter().any(|note| text.starts_with(note)))
}

/// Notes behind other words.
static ASIDES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::new(NOTES.iter().map(|note| format!(" {note}")))
        .expect("a few short words make an automaton")
});

/// Where a note begins that follows the school with nothing but a space.
pub(super) fn aside_at(text: &str) -> Option<usize> {
    lowered(text, |lower| {
        let found = ASIDES.find_overlapping_iter(lower).map(|aside| aside.start());
        found.min().filter(|at| text.is_char_boundary(*at) && lower.len() == text.len())
    })
}
