//! How text becomes terms, the same for résumés and queries.
//!
//! - a **term** is what is looked up: small letters, accents off, a plural `s` off. `C++`, `C#`, `.NET`, `R&D` are one term;
//! - a **chain** is terms written together: `Node.js`, `CI/CD`, `Java-Entwickler`, `O'Brien`. Each link is a term of its own, and
//!   two or three of them in a row are also a **compound** (`nodejs`, `cicd`), which starts where its first link stands.
//!
//! A compound carries the number of its links at its end, out of reach of any letter, so that a phrase can step over it rightly:
//! `"senior nodejs developer"` finds "Senior Node.js Developer".

use std::borrow::Cow;
use std::ops::Range;

use tantivy::tokenizer as tt;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The name under which the index knows this analyser. Goes into the schema: change it whenever a term changes.
pub(crate) const ANALYSER: &str = "terms_1";

/// Longest term kept, in bytes; anything longer is no word.
pub(crate) const LONGEST_TERM: usize = 80;
/// Longest chain that gives compounds; longer ones are addresses.
const LONGEST_CHAIN: usize = 4;
/// Most links of a compound.
pub(crate) const LONGEST_COMPOUND: usize = 3;

/// A term and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// As looked up; a compound ends with its length as a control character.
    pub(crate) text: String,
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// How many terms stand before it; a compound has the place of its first link.
    pub(crate) position: usize,
    /// How many positions it takes.
    pub(crate) length: usize,
}

/// The term of a compound of `length` links.
pub(crate) fn compound(text: &str, length: usize) -> String {
    let mark = char::from(u8::try_from(length).expect("a compound has at most three links"));
    format!("{text}{mark}")
}

/// The first letters of terms that are wanted.
#[derive(Clone)]
pub(crate) struct FirstLetters {
    /// By byte; whatever is not ASCII may fold to any letter.
    wanted: [bool; 128],
}

impl FirstLetters {
    pub(crate) fn any() -> Self {
        Self { wanted: [true; 128] }
    }

    /// Those of the terms.
    pub(crate) fn of<'a>(terms: impl IntoIterator<Item = &'a str>) -> Self {
        let mut wanted = [false; 128];
        for first in terms.into_iter().filter_map(|term| term.bytes().next()) {
            match wanted.get_mut(usize::from(first)) {
                Some(wanted) => *wanted = true,
                None => return Self::any(),
            }
        }
        Self { wanted }
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
    /// Room for one term.
    folded: String,
}

struct Link {
    range: Range<usize>,
    /// Letters and digits only: may be part of a compound.
    plain: bool,
}

impl<Wanted: Fn(&str) -> bool> Analysis<'_, Wanted> {
    fn push(&mut self, unit: Unit) {
        let written = &self.text[unit.range.clone()];
        // A short word of ASCII is a term for certain; what it folds to matters only where it may be wanted.
        let is_short_ascii = written.len() <= LONGEST_TERM && written.is_ascii();
        if !is_short_ascii || self.letters.may_begin(written) {
            self.folded.clear();
            fold_into(written, &mut self.folded);
            if self.folded.is_empty() || self.folded.len() > LONGEST_TERM {
                self.chain.clear();
                return;
            }
            let text = singular(&self.folded);
            if (self.wanted)(&text) {
                let (range, position) = (unit.range.clone(), self.position);
                self.terms.push(Term { text: text.into_owned(), range, position, length: 1 });
            }
        }
        self.position += 1;
        self.chain.push(Link { range: unit.range, plain: unit.plain });
        if self.chain.len() <= LONGEST_CHAIN {
            self.push_compounds();
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
            self.folded.clear();
            for link in links {
                fold_into(&self.text[link.range.clone()], &mut self.folded);
            }
            let text = compound(&singular(&self.folded), length);
            if text.len() <= LONGEST_TERM && (self.wanted)(&text) {
                let range = links[0].range.start..links[length - 1].range.end;
                self.terms.push(Term { text, range, position: self.position - length, length });
            }
        }
    }
}

/// A run of letters and digits, or one of the names with signs in them.
struct Unit {
    range: Range<usize>,
    plain: bool,
}

fn next_unit(text: &str, from: usize) -> Option<Unit> {
    // Most of a text is ASCII, which needs no decoding.
    let is_dull = |(at, byte): (usize, u8)| {
        byte.is_ascii()
            && !byte.is_ascii_alphanumeric()
            && !(byte == b'.' && starts_dot_net(text, from + at, '.'))
    };
    let dull = text.as_bytes()[from..].iter().copied().enumerate().take_while(|it| is_dull(*it)).count();
    let from = from + dull;
    let rest = &text[from..];
    let (offset, first) =
        rest.char_indices().find(|(at, c)| c.is_alphanumeric() || starts_dot_net(text, from + at, *c))?;
    let start = from + offset;
    if first == '.' {
        return Some(Unit { range: start..start + ".net".len(), plain: false });
    }
    if stands_alone(first) {
        return Some(Unit { range: start..start + first.len_utf8(), plain: false });
    }
    let end = end_of_run(text, start);
    if let Some(end) = end_of_number(text, start, end).or_else(|| end_of_signs(text, start, end)) {
        return Some(Unit { range: start..end, plain: false });
    }
    Some(Unit { range: start..end, plain: true })
}

fn end_of_run(text: &str, start: usize) -> usize {
    let beyond_ascii =
        |c: char| (c.is_alphanumeric() && !stands_alone(c)) || is_combining_mark(c) || c == '\u{ad}';
    let part_of_run = |c: char| if c.is_ascii() { c.is_ascii_alphanumeric() } else { beyond_ascii(c) };
    let ascii = text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let start = start + ascii;
    if text.as_bytes().get(start).is_none_or(u8::is_ascii) {
        return start;
    }
    text[start..].find(|c| !part_of_run(c)).map_or(text.len(), |length| start + length)
}

/// `.NET` where no word stands before the dot.
fn starts_dot_net(text: &str, at: usize, c: char) -> bool {
    c == '.'
        && text[at..].get(..4).is_some_and(|word| word.eq_ignore_ascii_case(".net"))
        && !text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
        && !text[at + 4..].chars().next().is_some_and(char::is_alphanumeric)
}

/// The end of `3.11` and `10,000`; not of the date `01.2020`.
fn end_of_number(text: &str, start: usize, end: usize) -> Option<usize> {
    let digits = |range: &str| !range.is_empty() && range.bytes().all(|byte| byte.is_ascii_digit());
    let more = |end: usize, point: char| {
        let rest = text[end..].strip_prefix(point)?;
        let next_end = end_of_run(text, text.len() - rest.len());
        digits(&text[end + 1..next_end]).then_some(next_end)
    };
    if !digits(&text[start..end]) {
        return None;
    }
    let mut number_end = end;
    while let Some(next_end) = more(number_end, ',').filter(|next_end| next_end - number_end == 4) {
        number_end = next_end;
    }
    if let Some(next_end) = more(number_end, '.').filter(|next_end| next_end - number_end <= 4) {
        number_end = next_end;
    }
    (number_end > end).then_some(number_end)
}

/// The end of `C++`, `C#`, `R&D`.
fn end_of_signs(text: &str, start: usize, end: usize) -> Option<usize> {
    let run = &text[start..end];
    let after = &text[end..];
    let one_letter = run.len() == 1 && run.as_bytes()[0].is_ascii_alphabetic();
    if after.starts_with("++") && !after.starts_with("+++") {
        return Some(end + 2);
    }
    if one_letter && after.starts_with('#') && !after[1..].starts_with(char::is_alphabetic) {
        return Some(end + 1);
    }
    if run.len() <= 2 && after.starts_with('&') {
        let end_of_next = end_of_run(text, end + 1);
        return (1..=2).contains(&(end_of_next - end - 1)).then_some(end_of_next);
    }
    None
}

/// Whether what stands between two units makes them one chain.
fn is_joint(between: &str) -> bool {
    let mut chars = between.chars();
    let joint =
        matches!(chars.next(), Some('.' | '-' | '\u{2010}' | '\u{2011}' | '/' | '_' | '\'' | '\u{2019}'));
    joint && chars.next().is_none()
}

/// Scripts written without spaces: every character is a term.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}')
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

/// A word without the `s` of an English plural. Made for comparing, not for reading: `kubernetes` loses its `s` as well, in the
/// résumé and in the query alike.
fn singular(word: &str) -> Cow<'_, str> {
    let ascii_word = word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    if !ascii_word {
        return Cow::Borrowed(word);
    }
    if let Some(stem) = word.strip_suffix("sses") {
        return Cow::Owned(format!("{stem}ss"));
    }
    let stem = if word.ends_with("ss") { word } else { word.strip_suffix('s').unwrap_or(word) };
    // "library" and "libraries", "cookie" and "cookies" meet at one spelling.
    match stem.strip_suffix("ie") {
        Some(stem) => Cow::Owned(format!("{stem}y")),
        None => Cow::Borrowed(stem),
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
        Terms { terms: terms.into_iter(), token: tt::Token::default() }
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

    /// `expected`: terms with their position, compounds as `word~links`.
    fn check(text: &str, expected: &str) {
        let shown: Vec<String> = terms(text)
            .iter()
            .map(|term| match term.length {
                1 => format!("{}@{}", term.text, term.position),
                n => format!("{}~{n}@{}", &term.text[..term.text.len() - 1], term.position),
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
        check("10+ years, A+", "10@0 year@1 a@2");
    }

    #[test]
    fn chains_are_their_links_and_their_compounds() {
        check("Node.js dev", "node@0 js@1 nodej~2@0 dev@2");
        check("CI/CD", "ci@0 cd@1 cicd~2@0");
        check("Java-Entwickler", "java@0 entwickler@1 javaentwickler~2@0");
        check("CI/CD-Pipelines", "ci@0 cd@1 cicd~2@0 pipeline@2 cdpipeline~2@1 cicdpipeline~3@0");
        check("O'Brien d\u{2019}applications", "o@0 brien@1 obrien~2@0 d@2 application@3 dapplication~2@2");
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
            "api@0 class@1 class@2 library@3 library@4 cooky@5 kubernete@6",
        );
        check("e\u{301}quipe", "equipe@0");
        check("AWS JS CSS", "aws@0 js@1 css@2");
    }

    #[test]
    fn numbers_keep_their_point_and_lose_their_comma() {
        check("Python 3.11", "python@0 3.11@1");
        check("10,000 users, 2,000,000.5 rows, 1,2", "10000@0 user@1 2000000.5@2 row@3 1@4 2@5");
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
