//! What a single word of a head can be: one look-up tells all the lists that hold it.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use rustc_hash::FxBuildHasher;

use crate::titles::WORDS;
use crate::vocabulary::{lowered, words};

/// Bits of a word: lists that hold it as it stands there, or what follows from them.
const JOB: u16 = 1;
const WEAK_JOB: u16 = 1 << 1;
const MODIFIER: u16 = 1 << 2;
const TAIL: u16 = 1 << 3;
const COMPANY_END: u16 = 1 << 4;
const SCHOOL: u16 = 1 << 5;
const DEGREE: u16 = 1 << 6;
const FIELD: u16 = 1 << 7;
const JOINT: u16 = 1 << 8;
const LEGAL_FORM: u16 = 1 << 9;
/// Nothing is trimmed from the word.
const BARE: u16 = 1 << 10;

/// The lists of the data with their bits.
const LISTS: &[(&str, u16)] = &[
    ("jobs", JOB),
    ("weak jobs", WEAK_JOB),
    ("job modifiers", MODIFIER),
    ("job tails", TAIL),
    ("company ends", COMPANY_END),
    ("schools", SCHOOL),
    ("degrees", DEGREE),
    ("fields", FIELD),
    ("joints", JOINT),
    ("legal forms", LEGAL_FORM),
];

/// The lists that hold a word in small letters.
static LISTED: LazyLock<HashMap<&str, u16, FxBuildHasher>> = LazyLock::new(|| {
    let mut listed = HashMap::default();
    for (name, bit) in LISTS {
        words(WORDS, name).into_iter().for_each(|word| *listed.entry(word).or_default() |= bit);
    }
    listed
});

/// Nouns that end compounds in German, Dutch and the Nordic languages.
#[rustfmt::skip]
const JOB_STEMS: &[&str] = &[
    "entwickler", "ingenieur", "leiter", "berater", "administrator", "techniker", "informatiker", "ontwikkelaar",
    "analyst", "analist", "manager", "architekt", "architect", "konsulent", "utvikler", "utvecklare", "spezialist",
    "assistent", "betreuer", "beheerder", "referent", "mitarbeiter", "medewerker", "programmierer", "designer",
];
const SCHOOL_STEMS: &[&str] = &["universit", "hochschule", "gymnasium", "egyetem", "大学", "학교"];

/// No stem has fewer bytes; most words are shorter.
const SHORTEST_STEM: usize = 6;

/// The stems of jobs, then those of schools.
static STEMS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::new(JOB_STEMS.iter().chain(SCHOOL_STEMS)).expect("a few short stems make an automaton")
});

/// A word between white space with what it can be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'a> {
    pub(crate) text: &'a str,
    is: u16,
}

impl<'a> Word<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let bare = bare(text);
        let is = lowered(bare, |lower| is(lower, text));
        let bare = if bare.len() == text.len() { BARE } else { 0 };
        Self { text, is: is | bare }
    }

    fn is(self, bits: u16) -> bool {
        self.is & bits == bits
    }

    /// Whether it is a noun that names a job.
    pub(super) fn is_job(self) -> bool {
        self.is(JOB)
    }

    /// Whether such a noun stands in names of companies too.
    pub(super) fn is_weak_job(self) -> bool {
        self.is(WEAK_JOB)
    }

    /// Whether it stands before a job noun and belongs to the title: "senior", "data".
    pub(crate) fn is_modifier(self) -> bool {
        self.is(MODIFIER)
    }

    /// Whether it belongs to the title after a job noun.
    pub(super) fn is_tail(self) -> bool {
        self.is(TAIL)
    }

    /// The same, with no mark after it that would end the title.
    pub(super) fn is_bare_tail(self) -> bool {
        self.is(TAIL | BARE)
    }

    /// Whether a company's name ends so, by its legal form or its line of business.
    pub(super) fn is_company_end(self) -> bool {
        self.is(COMPANY_END)
    }

    /// Whether it is the form of a company before the law: "GmbH", "S.p.A.".
    pub(super) fn is_legal_form(self) -> bool {
        self.is(LEGAL_FORM)
    }

    pub(super) fn is_school(self) -> bool {
        self.is(SCHOOL)
    }

    pub(super) fn is_degree(self) -> bool {
        self.is(DEGREE)
    }

    /// Whether it names a field of study.
    pub(super) fn is_field(self) -> bool {
        self.is(FIELD)
    }

    /// Whether it is a small word inside titles: "Head of Data", "Chef de projet".
    pub(super) fn is_joint(self) -> bool {
        self.is(JOINT | BARE)
    }

    /// Whether it joins two titles, or two names of a company.
    pub(super) fn is_list_joint(self) -> bool {
        matches!(self.text, "&" | "and" | "e" | "y" | "et" | "und" | "/" | "-" | "–" | "+")
    }
}

/// The word without marks that part it from others.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '(' | ')' | '|' | '"' | '“' | '”'))
}

fn listed(lower: &str) -> u16 {
    LISTED.get(lower).copied().unwrap_or(0)
}

/// The bits of a word by its bare form in small letters and by how it is written.
fn is(lower: &str, text: &str) -> u16 {
    let own = listed(lower);
    // "Ltd." and "Eng." as well as "Ltd".
    let stem = lower.trim_end_matches('.');
    let of_stem = if stem.len() == lower.len() { own } else { listed(stem) };
    let [job_stem, school_stem] = stems(lower);
    let mut is = own & (MODIFIER | TAIL | COMPANY_END | FIELD | JOINT) | of_stem & (WEAK_JOB | LEGAL_FORM);
    let mut set = |bit: u16, holds: bool| is |= if holds { bit } else { 0 };
    set(JOB, of_stem & JOB != 0 || job_stem || is_compound_job(stem));
    let school = if text.contains(',') {
        is_school_between_commas(text)
    } else {
        own & SCHOOL != 0 && !is_word_like(text)
    };
    set(SCHOOL, school || school_stem);
    set(DEGREE, is_degree(lower, own, text));
    is
}

/// Whether stems of jobs and of schools stand in the word: "Datenbankentwickler", "Entwickler:in", "Projectmanager".
fn stems(lower: &str) -> [bool; 2] {
    let mut found = [false; 2];
    if lower.len() >= SHORTEST_STEM {
        for stem in STEMS.find_overlapping_iter(lower) {
            found[usize::from(stem.pattern().as_usize() >= JOB_STEMS.len())] = true;
        }
    }
    found
}

/// Whether parts of the word name a job: "developer/analyst", "co-owner".
fn is_compound_job(stem: &str) -> bool {
    let job = |part: &str| listed(part) & JOB != 0;
    stem.split_once('/').is_some_and(|(a, b)| job(a) || job(b))
        || stem.rsplit_once('-').is_some_and(|(_, last)| listed(last) & (JOB | WEAK_JOB) == JOB)
}

/// "MIT" is a school, "mit" is none.
fn is_word_like(text: &str) -> bool {
    text.chars().count() < 5 && !text.chars().all(char::is_uppercase)
}

fn is_school_between_commas(text: &str) -> bool {
    let is_school =
        |part: &str| lowered(bare(part), |lower| listed(lower) & SCHOOL != 0) && !is_word_like(part);
    text.split(',').any(is_school)
}

/// "MA" and "M.A." are degrees, "Ma" is a name; "Diplom-Informatikerin" is a degree as much as a trade.
fn is_degree(lower: &str, own: u16, text: &str) -> bool {
    let ends_marked = lower.ends_with(['.', '\'']);
    let known = own & DEGREE != 0
        || ends_marked && listed(lower.trim_end_matches(['.', '\''])) & DEGREE != 0
        || lower.starts_with("diplom-");
    known
        && (text.chars().count() > 3
            || text.contains('.')
            || text.chars().filter(|c| c.is_uppercase()).count() > 1)
}
