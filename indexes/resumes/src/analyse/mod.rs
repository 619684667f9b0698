//! How text becomes terms, the same for résumés and queries.
//!
//! - a **term** is what is looked up: small letters, accents off. `C++`, `C#`, `.NET`, `R&D` are one term;
//! - a word that is inflected, such as `pipelines` or `Entwicklerinnen`, is also its **stem**, at the same place, and a German
//!   compound that is made of known words is also those: `Softwareentwickler` is `software` and `entwickler`. Such a term ends
//!   with a mark, so that words as they are written can still be told apart;
//! - a **chain** is words written together: `Node.js`, `CI/CD`, `Java-Entwickler`, `O'Brien`. Each link is a word of its own, and
//!   two or three of them in a row are also a **compound** (`nodejs`, `cicd`), which starts where its first link stands.
//!
//! A compound carries the number of its links at its end, out of reach of any letter, so that a phrase can step over it rightly:
//! `"senior nodejs developer"` finds "Senior Node.js Developer".

mod compounds;
mod inflection;
mod units;

use std::ops::Range;

use tantivy::tokenizer as tt;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use inflection::stem;
use units::{Unit, is_joint, next_unit};

/// The name under which the index knows this analyser. Goes into the schema: change it whenever a term changes.
pub(crate) const ANALYSER: &str = "terms_2";

/// Longest term kept, in bytes; anything longer is no word.
pub(crate) const LONGEST_TERM: usize = 80;
/// Longest chain that gives compounds; longer ones are addresses.
const LONGEST_CHAIN: usize = 4;
/// Most links of a compound.
pub(crate) const LONGEST_COMPOUND: usize = 3;

/// Marks a term that stands for another spelling, together with how many links it has.
const STEM_MARK: u8 = 0x10;

/// A term and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// As looked up: small letters, then what sort of term it is as a control character.
    pub(crate) text: String,
    /// Its bytes; those of the whole word, where the term is a stem or a part of it.
    pub(crate) range: Range<usize>,
    /// How many words stand before it; a compound has the place of its first link.
    pub(crate) position: usize,
    /// How many positions it takes.
    pub(crate) length: usize,
    /// Whether it is the word as it is written, but for case and accents.
    pub(crate) as_written: bool,
}

/// A word, or the links of a chain as one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// In small letters, without accents.
    pub(crate) written: String,
    /// What all its inflected forms have in common.
    pub(crate) stem: String,
    /// How many words stand before it.
    pub(crate) position: usize,
    /// How many positions it takes.
    pub(crate) length: usize,
}

/// The words of a text by position, compounds of chains among them.
pub(crate) fn words(text: &str) -> Vec<Word> {
    words_of(&terms(text))
}

/// The words of a text by all its terms.
pub(crate) fn words_of(terms: &[Term]) -> Vec<Word> {
    let word = |term: &Term| {
        let written = without_mark(&term.text).to_owned();
        let stem = stem(&written).into_owned();
        Word { written, stem, position: term.position, length: term.length }
    };
    terms.iter().filter(|term| term.as_written).map(word).collect()
}

/// The known words that a German compound is made of; empty for any other word.
pub(crate) fn parts(word: &Word) -> Vec<&'static str> {
    compounds::parts(&word.stem)
}

/// Whether a text is one word with a feminine ending behind a sign: `Entwickler:in`.
pub(crate) fn is_gendered(text: &str) -> bool {
    next_unit(text, 0).is_some_and(|unit| unit.range == (0..text.len()) && unit.word_end < text.len())
}

/// The term of a word as it is written, or of a chain of `length` links.
pub(crate) fn written_term(text: &str, length: usize) -> String {
    match length {
        1 => text.to_owned(),
        links => marked(text, u8::try_from(links).expect("a compound has at most three links")),
    }
}

/// The terms that the forms of a word have in common: the stem where it is written, and where it stands for them.
pub(crate) fn stem_terms(stem: &str, length: usize) -> Vec<String> {
    let links = u8::try_from(length).expect("a compound has at most three links");
    vec![written_term(stem, length), marked(stem, STEM_MARK | links)]
}

fn marked(text: &str, mark: u8) -> String {
    let mut term = String::with_capacity(text.len() + 1);
    term.push_str(text);
    term.push(char::from(mark));
    term
}

/// A term without what tells its sort.
pub(crate) fn without_mark(term: &str) -> &str {
    term.trim_end_matches(char::is_control)
}

/// The first letters of terms that are wanted.
#[derive(Clone, Debug)]
pub(crate) struct FirstLetters {
    /// By byte; whatever is not ASCII may fold to any letter.
    wanted: [bool; 128],
    /// Whether one may stand inside a word.
    parts: bool,
}

impl FirstLetters {
    pub(crate) fn any() -> Self {
        Self { wanted: [true; 128], parts: true }
    }

    /// Those of the terms.
    pub(crate) fn of<'a>(terms: impl IntoIterator<Item = &'a str>) -> Self {
        let mut letters = Self { wanted: [false; 128], parts: false };
        for term in terms {
            match letters.wanted.get_mut(usize::from(term.bytes().next().unwrap_or_default())) {
                Some(wanted) => *wanted = true,
                None => return Self::any(),
            }
            letters.parts |= term.ends_with(char::is_control) && compounds::is_part(without_mark(term));
        }
        letters
    }

    fn may_begin(&self, word: &str) -> bool {
        let first = word.bytes().next().unwrap_or_default().to_ascii_lowercase();
        self.wanted.get(usize::from(first)).is_none_or(|wanted| *wanted)
    }
}

/// All terms of a text, by position; a compound right after its last link.
pub(crate) fn terms(text: &str) -> Vec<Term> {
    terms_where(text, &FirstLetters::any(), |_| true)
}

/// The terms of a text that are wanted: those that begin with one of the letters and are `wanted`.
pub(crate) fn terms_where(text: &str, letters: &FirstLetters, wanted: impl Fn(&str) -> bool) -> Vec<Term> {
    let mut analysis = Analysis {
        text,
        letters,
        wanted,
        terms: Vec::new(),
        chain: Vec::new(),
        position: 0,
        folded: String::with_capacity(LONGEST_TERM),
        term: String::with_capacity(LONGEST_TERM),
    };
    let mut at = 0;
    while let Some(unit) = next_unit(text, at) {
        let joined = analysis
            .chain
            .last()
            .is_some_and(|last: &Link| is_joint(&text[last.range.end..unit.range.start]));
        if !joined {
            analysis.chain.clear();
        }
        at = unit.range.end;
        analysis.push(unit);
    }
    analysis.terms
}

struct Analysis<'a, Wanted> {
    text: &'a str,
    letters: &'a FirstLetters,
    wanted: Wanted,
    terms: Vec<Term>,
    /// The links so far of the chain that the last unit belongs to.
    chain: Vec<Link>,
    position: usize,
    /// Room for one word, and for one term of it.
    folded: String,
    term: String,
}

struct Link {
    range: Range<usize>,
    /// Letters and digits only: may be part of a compound.
    plain: bool,
}

impl<Wanted: Fn(&str) -> bool> Analysis<'_, Wanted> {
    fn push(&mut self, unit: Unit) {
        let written = &self.text[unit.range.start..unit.word_end];
        let may_begin = self.letters.may_begin(written);
        let may_have_parts = self.letters.parts && compounds::may_have_parts(written);
        // A short word of ASCII is a term for certain; what it folds to matters only where it may be wanted.
        let is_short_ascii = written.len() <= LONGEST_TERM && written.is_ascii();
        if !is_short_ascii || may_begin || may_have_parts {
            let mut folded = std::mem::take(&mut self.folded);
            folded.clear();
            fold_into(written, &mut folded);
            let is_term = !folded.is_empty() && folded.len() <= LONGEST_TERM;
            if is_term {
                self.push_word(&folded, &unit.range, self.position, 1, may_have_parts);
            }
            self.folded = folded;
            if !is_term {
                self.chain.clear();
                return;
            }
        }
        self.position += 1;
        self.chain.push(Link { range: unit.range.start..unit.word_end, plain: unit.plain });
        if self.chain.len() <= LONGEST_CHAIN {
            self.push_compounds();
        }
    }

    /// The terms of a word: as written, its stem where that is another, and its parts.
    fn push_word(
        &mut self,
        folded: &str,
        range: &Range<usize>,
        position: usize,
        length: usize,
        has_parts: bool,
    ) {
        let place = (range, position, length);
        let links = length as u8;
        self.push_term(folded, (length > 1).then_some(links), place);
        let stem = stem(folded);
        if *stem != *folded {
            self.push_term(&stem, Some(STEM_MARK | links), place);
        }
        if has_parts {
            let parts = compounds::parts(&stem).into_iter();
            parts.for_each(|part| self.push_term(part, Some(STEM_MARK | links), place));
        }
    }

    fn push_term(&mut self, text: &str, mark: Option<u8>, place: (&Range<usize>, usize, usize)) {
        self.term.clear();
        self.term.push_str(text);
        self.term.extend(mark.map(char::from));
        if (self.wanted)(&self.term) {
            let (range, position, length) = place;
            let as_written = mark.is_none_or(|mark| mark & STEM_MARK == 0);
            self.terms.push(Term {
                text: self.term.clone(),
                range: range.clone(),
                position,
                length,
                as_written,
            });
        }
    }

    /// The compounds that end at the last link.
    fn push_compounds(&mut self) {
        for length in 2..=LONGEST_COMPOUND.min(self.chain.len()) {
            let links = &self.chain[self.chain.len() - length..];
            let digits =
                |link: &Link| self.text[link.range.clone()].bytes().all(|byte| byte.is_ascii_digit());
            if !links.iter().all(|link| link.plain)
                || links.iter().all(digits)
                || !self.letters.may_begin(&self.text[links[0].range.clone()])
            {
                continue;
            }
            let mut folded = std::mem::take(&mut self.folded);
            folded.clear();
            for link in links {
                fold_into(&self.text[link.range.clone()], &mut folded);
            }
            if folded.len() < LONGEST_TERM {
                let range = links[0].range.start..links[length - 1].range.end;
                self.push_word(&folded, &range, self.position - length, length, false);
            }
            self.folded = folded;
        }
    }
}

/// Small letters without accents, digits without thousands' commas.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

fn fold_into(text: &str, folded: &mut String) {
    if text.is_ascii() {
        folded.extend(
            text.bytes().filter(|byte| *byte != b',').map(|byte| char::from(byte.to_ascii_lowercase())),
        );
        return;
    }
    for c in text.nfkd().flat_map(char::to_lowercase).filter(|c| !is_combining_mark(*c) && *c != '\u{ad}') {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            c => folded.push(c),
        }
    }
}

/// The analyser as Tantivy wants it.
#[derive(Clone, Default)]
pub(crate) struct Analyser;

/// The terms of one text, one after another.
pub(crate) struct Terms {
    terms: std::vec::IntoIter<Term>,
    token: tt::Token,
}

impl tt::Tokenizer for Analyser {
    type TokenStream<'a> = Terms;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms {
        let mut terms = terms(text);
        terms.sort_by_key(|term| term.position); // Tantivy wants positions that never fall
        Terms::of(terms)
    }
}

impl Terms {
    /// Of terms by position.
    pub(crate) fn of(terms: Vec<Term>) -> Self {
        Self { terms: terms.into_iter(), token: tt::Token::default() }
    }
}

impl tt::TokenStream for Terms {
    fn advance(&mut self) -> bool {
        let Some(term) = self.terms.next() else { return false };
        self.token = tt::Token {
            offset_from: term.range.start,
            offset_to: term.range.end,
            position: term.position,
            text: term.text,
            position_length: term.length,
        };
        true
    }

    fn token(&self) -> &tt::Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut tt::Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `expected`: terms with their position, compounds as `word~links`, stems and parts in parentheses.
    fn check(text: &str, expected: &str) {
        let shown: Vec<String> = terms(text)
            .iter()
            .map(|term| match term.length {
                1 if term.as_written => format!("{}@{}", term.text, term.position),
                1 => format!("({})@{}", without_mark(&term.text), term.position),
                n if term.as_written => format!("{}~{n}@{}", without_mark(&term.text), term.position),
                n => format!("({})~{n}@{}", without_mark(&term.text), term.position),
            })
            .collect();
        assert_eq!(shown.join(" "), expected, "{text}");
    }

    #[test]
    fn names_with_signs_stay_whole() {
        check("C, C++ and C#", "c@0 c++@1 and@2 c#@3");
        check("F#, C#9 (C++17)", "f#@0 c#@1 9@2 c++@3 17@4");
        check(".NET Core, using .net.", ".net@0 core@1 using@2 .net@3");
        check("C#/.NET", "c#@0 .net@1");
        check("R&D, R, AT&T", "r&d@0 r@1 at&t@2");
        check("Go/R", "go@0 r@1 gor~2@0");
        check("10+ years, A+", "10@0 years@1 (year)@1 a@2");
    }

    #[test]
    fn chains_are_their_links_and_their_compounds() {
        check("Node.js dev", "node@0 js@1 nodejs~2@0 dev@2");
        check("CI/CD", "ci@0 cd@1 cicd~2@0");
        check("Java-Entwickler", "java@0 entwickler@1 javaentwickler~2@0");
        check(
            "CI/CD-Pipelines",
            "ci@0 cd@1 cicd~2@0 pipelines@2 (pipeline)@2 cdpipelines~2@1 (cdpipeline)~2@1 cicdpipelines~3@0 (cicdpipeline)~3@0",
        );
        check(
            "O'Brien d\u{2019}applications",
            "o@0 brien@1 obrien~2@0 d@2 applications@3 (application)@3 dapplications~2@2 (dapplication)~2@2",
        );
        check("C/C++", "c@0 c++@1");
        check("2019-2021 01/2020", "2019@0 2021@1 01@2 2020@3");
    }

    #[test]
    fn addresses_give_no_endless_compounds() {
        assert_eq!(terms("https://github.com/a/b/c/d/e").iter().filter(|term| term.length > 1).count(), 5);
    }

    #[test]
    fn case_accents_and_plurals_fold() {
        check("MÜLLER Straße Łódź Ærø", "muller@0 strasse@1 lodz@2 aero@3");
        check(
            "APIs classes class libraries library cookies Kubernetes",
            "apis@0 (api)@0 classes@1 (class)@1 class@2 libraries@3 (library)@3 library@4 cookies@5 (cookie)@5 kubernetes@6",
        );
        check("e\u{301}quipe", "equipe@0");
        check("AWS JS CSS", "aws@0 js@1 css@2");
    }

    #[test]
    fn german_compounds_are_their_parts_at_the_same_place() {
        check(
            "Senior Softwareentwicklerin, Java",
            "senior@0 softwareentwicklerin@1 (softwareentwickler)@1 (software)@1 (entwickler)@1 java@2",
        );
    }

    #[test]
    fn feminine_endings_behind_a_sign_are_no_words() {
        for written in
            ["Entwickler:in", "Entwickler*in", "Entwickler_innen", "Entwickler/-in", "Entwickler(in)"]
        {
            check(&format!("ein {written} in Ulm"), "ein@0 entwickler@1 in@2 ulm@3");
            let range = terms(written).remove(0).range;
            assert_eq!(range, 0..written.len(), "{written}");
        }
        check("Java-Entwickler:innen", "java@0 entwickler@1 javaentwickler~2@0");
        check("log:in, to/in", "log@0 in@1 to@2 in@3 toin~2@2");
    }

    #[test]
    fn numbers_keep_their_point_and_lose_their_comma() {
        check("Python 3.11", "python@0 3.11@1");
        check(
            "10,000 users, 2,000,000.5 rows, 1,2",
            "10000@0 users@1 (user)@1 2000000.5@2 rows@3 (row)@3 1@4 2@5",
        );
        check("01.2020 12.03.2019", "01@0 2020@1 12.03@2 2019@3");
        check("5k 99.9%", "5k@0 99.9@1");
    }

    #[test]
    fn unspaced_scripts_are_split_by_character() {
        check("数据库Java", "数@0 据@1 库@2 java@3");
    }

    #[test]
    fn ranges_hold_the_words() {
        let text = "Łódź: Node.js";
        let words: Vec<&str> = terms(text).iter().map(|term| &text[term.range.clone()]).collect();
        assert_eq!(words, ["Łódź", "Node", "js", "Node.js"]);
    }
}
