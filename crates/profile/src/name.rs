//! The candidate's name and the headline beneath it.
//!
//! Every line near the top that could be a name is a candidate; its place, the size of its letters and the other
//! spellings of the name in the file (addresses, profile links, the file's own name) decide. What is a heading, a
//! job, a company, a place or a skill is none. The file's name and the e-mail address alone are the last resort.

use std::collections::HashSet;
use std::sync::LazyLock;

use candela_extract::Span;
use candela_skills::SkillsIndex;
use unicode_normalization::UnicodeNormalization;

use crate::contacts::github_slug;
use crate::layout::Layout;
use crate::lines::{Line, without_letterspacing};
use crate::places::is_place;
use crate::sections::{announced, section_of};
use crate::titles::{ends_as_company, holds_degree, holds_school, holds_title, is_modifier};
use crate::vocabulary::words;
use crate::{Contact, Fact, NameSource, Section, SectionKind};

const WORDS: &str = include_str!("../data/names.txt");

/// Small words inside names: "van", "de", "bin".
static PARTICLES: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "particles"));
/// Forms of address before a name.
static ADDRESSES: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "forms of address"));
/// Forms of address that are names too unless a stop follows them.
static SHORT_ADDRESSES: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "short forms of address"));
/// Labels before a name.
static LABELS: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "labels"));
/// Job words that are family names too.
static FAMILY_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "family names"));
/// Degrees and certificates after a name.
static SUFFIXES: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "suffixes"));
/// Words that no line with a name holds.
static NEVER: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "never"));
/// Words of file names that are no part of the name.
static FILE_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "file words"));

/// How many lines from the top may hold the name.
const TOP_LINES: usize = 60;

/// What the rest of the file says the name is.
pub(crate) struct Hints {
    /// Folded local parts of addresses, logins and the file's name.
    spellings: Vec<String>,
    email: Option<String>,
    file_name: String,
}

impl Hints {
    pub(crate) fn new(contacts: &[Fact<Contact>], file_name: &str) -> Self {
        let email = contacts.iter().find_map(|fact| match &fact.value {
            Contact::Email(address) => address.split('@').next().map(str::to_owned),
            _ => None,
        });
        let slugs = contacts.iter().filter_map(|fact| github_slug(&fact.value));
        let spellings = slugs.chain(email.as_deref()).chain([file_name]).map(squeeze).collect();
        Self { spellings, email, file_name: file_name.to_owned() }
    }

    /// How many of the name's words are spelt in the hints.
    fn support(&self, name: &str) -> usize {
        let words: HashSet<String> =
            name.split([' ', '-', '(', ')']).map(squeeze).filter(|word| word.len() >= 2).collect();
        words
            .iter()
            .filter(|word| self.spellings.iter().any(|spelling| spelling.contains(word.as_str())))
            .count()
    }
}

/// A line that could be the name.
struct Candidate {
    name: Fact<String>,
    /// What stands on the line after it.
    rest: Option<Fact<String>>,
    line: usize,
    score: f32,
}

/// Who somebody is by their own words.
pub(crate) struct Named {
    pub(crate) name: Option<Fact<String>>,
    pub(crate) source: Option<NameSource>,
    pub(crate) headline: Option<Fact<String>>,
}

/// Name and headline.
pub(crate) fn name_and_headline(
    lines: &[Line<'_>],
    sections: &[Section],
    layout: &Layout<'_>,
    hints: &Hints,
) -> Named {
    let top = &lines[..lines.len().min(TOP_LINES)];
    let largest = top.iter().filter_map(|line| layout.font_size(&line.range())).max_by(f32::total_cmp);
    let mut candidates: Vec<Candidate> = Vec::new();
    for (i, line) in top.iter().enumerate() {
        let in_head = stands_in_head(line, sections);
        if let Some(mut candidate) = candidate(line, i) {
            candidate.score = score(&candidate, line, in_head, layout, largest, hints);
            candidates.push(candidate);
        }
    }
    join_two_lines(&mut candidates, lines, layout, hints);
    let best = candidates
        .into_iter()
        .filter(|c| c.score >= 2.0)
        .max_by(|a, b| a.score.total_cmp(&b.score).then(b.line.cmp(&a.line)));
    match best {
        Some(best) => {
            let headline = best.rest.clone().or_else(|| headline(lines, sections, &best));
            let spelt = hints.support(&best.name.value) > 0;
            let source = if spelt { NameSource::Confirmed } else { NameSource::Page };
            Named { name: Some(best.name), source: Some(source), headline }
        }
        None => {
            let (name, source) = last_resort(hints).unzip();
            Named { name, source, headline: lines.iter().take(6).find_map(title_line) }
        }
    }
}

fn stands_in_head(line: &Line<'_>, sections: &[Section]) -> bool {
    section_of(sections, line.span()).is_some_and(|section| section.kind == SectionKind::Head)
}

fn candidate(line: &Line<'_>, index: usize) -> Option<Candidate> {
    let text = line
        .text
        .trim_matches(|c: char| !c.is_alphabetic() && !matches!(c, '(' | ')' | '.' | '\'' | '’' | '‘'));
    let text = without_label(text);
    if text.is_empty() || text.len() > 120 || announced(text).is_some() {
        return None;
    }
    // "Jane Example, Data Engineer", "Jane Example | Curriculum Vitae"
    let cut = [" | ", " – ", " — ", " - ", " · ", " • ", ", ", "\t", "  "]
        .iter()
        .filter_map(|joint| text.find(joint))
        .min();
    let spaced = without_letterspacing(text) != text;
    let (own, rest) = match cut {
        Some(at) if !spaced => text.split_at(at),
        _ => (text, ""),
    };
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let name = cleaned(&without_letterspacing(own));
    // "Example, Jane": family name first.
    let name = if is_name(&name) { name } else { return None };
    let (name, rest) = match rest {
        "" => (name, None),
        rest if is_given_name(&name, rest) => (format!("{rest} {name}"), None),
        rest => {
            let post_nominal = rest.split([',', ' ']).filter(|w| !w.is_empty()).all(is_suffix);
            let job = holds_title(rest) && announced(rest).is_none();
            (
                name,
                (job && !post_nominal)
                    .then(|| Fact { value: rest.to_owned(), span: Some(line.span_of(rest)) }),
            )
        }
    };
    let span = line.span_of(own.trim());
    Some(Candidate { name: Fact { value: name, span: Some(span) }, rest, line: index, score: 0.0 })
}

/// "Example, Jane" is written family name first when both sides are single capitalised words.
fn is_given_name(family: &str, rest: &str) -> bool {
    let single = |text: &str| text.split(' ').count() <= 2 && is_name(text);
    !family.contains(' ') && single(rest) && !is_suffix(rest) && !is_place(rest)
}

fn without_label(text: &str) -> &str {
    // The first words decide; the longest label is tried first.
    let mut ends = text.char_indices().map(|(at, _)| at).chain([text.len()]).filter(|at| *at <= 24);
    let label = ends.rfind(|&at| LABELS.contains(text[..at].to_lowercase().as_str()));
    label.map_or(text, |at| {
        text[at..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | '|'))
    })
}

/// The name without forms of address and letters after it, its capitals undone when it is all in capitals.
fn cleaned(text: &str) -> String {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    while words.len() > 1 && is_address(words[0]) {
        words.remove(0);
    }
    // "Jane Example's Resume", "Jane Example CV"
    while words.len() > 2 && NEVER.contains(words[words.len() - 1].to_lowercase().as_str()) {
        words.pop();
    }
    // "Jack MA" is a name; a degree follows two words or a comma.
    while words.len() > 1 && is_suffix(words[words.len() - 1]) && (words.len() > 2 || words[0].ends_with(','))
    {
        words.pop();
    }
    let name = words.join(" ");
    let name = name.trim_matches([',', ';', ':', '|', '/']);
    let name = name.strip_suffix("'s").or(name.strip_suffix("’s")).unwrap_or(name).to_owned();
    if is_all_capitals(&name) { name.split(' ').map(capitalised).collect::<Vec<_>>().join(" ") } else { name }
}

fn is_address(word: &str) -> bool {
    let lower = word.trim_end_matches('.').to_lowercase();
    ADDRESSES.contains(lower.as_str()) || word.ends_with('.') && SHORT_ADDRESSES.contains(lower.as_str())
}

fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(
        word.trim_matches(|c| matches!(c, ',' | '(' | ')')).trim_end_matches('.').to_lowercase().as_str(),
    )
}

fn is_all_capitals(name: &str) -> bool {
    let long = name.split(['.', ' ', '-']).any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
    long && name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

/// "O'REILLY" as "O'Reilly", "VAN" as "van".
fn capitalised(word: &str) -> String {
    let lower = word.to_lowercase();
    if PARTICLES.contains(lower.as_str()) && lower.len() > 1 {
        return lower;
    }
    let mut begins = true;
    let mut out = String::new();
    for c in lower.nfc() {
        if begins && c.is_alphabetic() {
            out.extend(c.to_uppercase());
            begins = false;
        } else {
            out.push(c);
            begins = begins && !c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.' | '(');
        }
    }
    out
}

/// Whether the words could be a person's name.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', '\u{3000}']).filter(|word| !word.is_empty()).collect();
    if words.is_empty() || words.len() > 8 || text.chars().count() < 2 || text.chars().count() > 60 {
        return false;
    }
    let letters =
        |c: char| c.is_alphabetic() || is_mark(c) || " -.'’‘`´()·\"“”\u{3000}\u{200c}\u{2010}".contains(c);
    if !text.chars().all(letters)
        || text.ends_with('.') && words.len() > 2 && words[words.len() - 1].chars().count() > 3
    {
        return false;
    }
    let shaped = words.iter().enumerate().all(|(i, word)| {
        let word = word.trim_matches(|c: char| matches!(c, '(' | ')' | '"' | '“' | '”'));
        let first = word.chars().find(|c| c.is_alphabetic());
        let lower = word.to_lowercase();
        first.is_some_and(|c| !c.is_lowercase())
            || PARTICLES.contains(lower.as_str()) && (i + 1 < words.len())
            || ["'t", "’t", "‘t", "d'", "d’", "l'", "l’", "al-", "el-", "o'"]
                .iter()
                .any(|start| lower.starts_with(start))
    });
    let other = words.iter().any(|word| {
        NEVER.contains(word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str())
    });
    shaped
        && !other
        && !names_job(&words)
        && !is_place(text)
        && !names_skill(text)
        && !words.iter().any(|word| word.chars().count() > 4 && holds_school(word))
        && !company_like(&words)
        && !holds_degree(text)
}

/// Whether a word is a job's, and no family name at the end: "Lead Engineer", but not "Ada Baker".
fn names_job(words: &[&str]) -> bool {
    let last = words.len() - 1;
    let family = |i: usize| {
        i == last
            && i > 0
            && FAMILY_NAMES.contains(words[i].to_lowercase().as_str())
            && !is_modifier(words[0])
    };
    words.iter().enumerate().any(|(i, word)| holds_title(word) && !family(i))
}

/// Whether the words end as a company does; "Sá", "As" and "Se" end names.
fn company_like(words: &[&str]) -> bool {
    let last = words[words.len() - 1];
    words.len() > 1
        && ends_as_company(last)
        && (last.chars().count() > 3 || last.ends_with('.') || is_all_capitals(last))
}

/// Whether the words are a skill and nothing else.
fn names_skill(text: &str) -> bool {
    let index = SkillsIndex::bundled();
    let named: usize = index.mentions(text).iter().map(|mention| mention.range.len()).sum();
    index.resolve(text).is_some() || named * 2 > text.len()
}

/// Marks that belong to letters in scripts that write vowels so.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{981}'..='\u{983}' | '\u{9bc}'..='\u{9cd}' | '\u{b82}' | '\u{bbe}'..='\u{bcd}' | '\u{c00}'..='\u{c03}' | '\u{c3e}'..='\u{c4d}' | '\u{cbc}'..='\u{ccd}' | '\u{d3e}'..='\u{d4d}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{102b}'..='\u{103e}' | '\u{5b0}'..='\u{5c7}' | '\u{64b}'..='\u{65f}')
}

fn score(
    candidate: &Candidate,
    line: &Line<'_>,
    in_head: bool,
    layout: &Layout<'_>,
    largest: Option<f32>,
    hints: &Hints,
) -> f32 {
    let name = &candidate.name.value;
    let n_words = name.split(' ').count();
    let support = hints.support(name);
    let mut score = 0.0;
    // The top of the page, in the head, is where names stand.
    score += match candidate.line {
        0 => 2.5,
        1 | 2 => 1.2,
        3..=5 => 0.6,
        _ => 0.0,
    };
    score += if in_head { 1.0 } else { -0.5 };
    score += match support {
        0 => 0.0,
        1 => 1.5,
        _ => 3.5,
    };
    if let (Some(size), Some(largest)) = (layout.font_size(&line.range()), largest) {
        score += if size >= largest - 0.1 {
            2.5
        } else if size >= largest * 0.8 {
            0.8
        } else {
            -0.5
        };
    }
    score += match n_words {
        2..=4 => 1.0,
        1 if support == 0 && !has_own_script(name) => -0.8,
        1 => 0.0,
        _ => 0.3,
    };
    score += if line.bullet { -2.0 } else { 0.0 };
    score
}

fn has_own_script(name: &str) -> bool {
    name.chars().all(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
}

/// A name set on two lines, given name above family name, in the same large type or both found in the hints.
fn join_two_lines(candidates: &mut Vec<Candidate>, lines: &[Line<'_>], layout: &Layout<'_>, hints: &Hints) {
    let mut joined = Vec::new();
    for pair in candidates.windows(2) {
        let (upper, lower) = (&pair[0], &pair[1]);
        let words = upper.name.value.split(' ').count() + lower.name.value.split(' ').count();
        if lower.line != upper.line + 1 || words > 5 || upper.rest.is_some() {
            continue;
        }
        let name = format!("{} {}", upper.name.value, lower.name.value);
        let size = |candidate: &Candidate| layout.font_size(&lines[candidate.line].range());
        let alike =
            matches!((size(upper), size(lower)), (Some(a), Some(b)) if (a - b).abs() < 0.2 && a > 13.0);
        let new =
            hints.support(&name) > hints.support(&upper.name.value).max(hints.support(&lower.name.value));
        if alike && words <= 4 && (new || upper.score >= 4.0) || new && words == 2 {
            let span = upper.name.span.zip(lower.name.span).map(|(a, b)| Span { start: a.start, end: b.end });
            let score = upper.score.max(lower.score) + 1.0;
            joined.push(Candidate {
                name: Fact { value: name, span },
                rest: lower.rest.clone(),
                line: lower.line,
                score,
            });
        }
    }
    candidates.extend(joined);
}

/// The line after the name that says what the candidate is.
fn headline(lines: &[Line<'_>], sections: &[Section], name: &Candidate) -> Option<Fact<String>> {
    let after = lines.get(name.line + 1..)?;
    let in_head = |line: &&Line<'_>| stands_in_head(line, sections);
    after.iter().take_while(in_head).take(4).find_map(title_line)
}

fn title_line(line: &Line<'_>) -> Option<Fact<String>> {
    let text = line.text;
    let contact = text.contains('@')
        || text.contains("://")
        || text.contains("www.")
        || text.chars().filter(char::is_ascii_digit).count() > 4;
    let short = text.len() <= 120 && text.split_whitespace().count() <= 14 && !text.ends_with('.');
    (short && !contact && holds_title(text) && announced(text).is_none())
        .then(|| Fact { value: text.to_owned(), span: Some(line.span()) })
}

/// The name as the file is called, else as the e-mail address spells it.
fn last_resort(hints: &Hints) -> Option<(Fact<String>, NameSource)> {
    let stem = hints.file_name.rsplit_once('.').map_or(hints.file_name.as_str(), |(stem, _)| stem);
    let parts = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’')
            .filter(|word| !word.is_empty() && !FILE_WORDS.contains(word.to_lowercase().as_str()))
            .map(capitalised)
            .collect()
    };
    let from_file = parts(stem);
    let from_email = hints.email.as_deref().map(parts).unwrap_or_default();
    let sources = [(from_file, NameSource::FileName), (from_email, NameSource::Email)];
    sources.into_iter().find_map(|(words, source)| {
        let name = words.join(" ");
        let fits = (2..=5).contains(&words.len()) && is_name(&name);
        fits.then_some((Fact { value: name, span: None }, source))
    })
}

/// Letters and digits without accents, in lower case: "Ó Súilleabháin" gives "osuilleabhain".
fn squeeze(text: &str) -> String {
    let mut out = String::new();
    for c in text.nfd().flat_map(char::to_lowercase) {
        match c {
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ı' => out.push('i'),
            c if c.is_alphanumeric() => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::lines;

    fn check(body: &str, expected: Option<&str>) {
        let lines = lines(body);
        let sections = crate::sections::sections(body, &lines);
        let document = candela_extract::DocumentText::default();
        let Named { name, .. } =
            name_and_headline(&lines, &sections, &Layout::new(&document), &Hints::new(&[], ""));
        assert_eq!(name.map(|name| name.value).as_deref(), expected, "in {body:?}");
    }

    #[test]
    fn names_of_many_kinds() {
        check("Jane Q. Example\nSoftware Engineer\n", Some("Jane Q. Example"));
        check("CONCEIÇÃO GUIMARÃES-O'HARA\nEngineer\n", Some("Conceição Guimarães-O'Hara"));
        check("Daniël ’t Veen\nUtrecht\n", Some("Daniël ’t Veen"));
        check("J O H N  D O E\n", Some("John Doe"));
        check("山田 太郎\nソフトウェアエンジニア\n", Some("山田 太郎"));
        check("Dr. Tünde Példa, PhD\n", Some("Tünde Példa"));
        check("Jane Example, Machine Learning Engineer | Cloud\n", Some("Jane Example"));
        check("Curriculum Vitae\nNils von der Beispiel\n", Some("Nils von der Beispiel"));
        check("Resume\nLead Engineer\nPython Django\n", None);
        check("Ada Muster's Resume\nEngineer\n", Some("Ada Muster"));
        check("Ada Baker\nChemist\n", Some("Ada Baker"));
        check("Anh Tu\nHanoi\n", Some("Anh Tu"));
        check("JACK MA\nTeacher\n", Some("Jack Ma"));
        check("June May\nEngineer\n", Some("June May"));
        check("Lebenslauf – Jörg Muster\n", Some("Jörg Muster"));
        check("Nyi\nSoftware Engineer\n", Some("Nyi"));
        check("Oleksii Gonta (Олексій Ґонта)\nEngineer\n", Some("Oleksii Gonta (Олексій Ґонта)"));
    }

    #[test]
    fn the_file_name_is_the_last_resort() {
        let hints = Hints::new(&[], "0042_maria_van_example_cv_2024.pdf");
        assert_eq!(last_resort(&hints).map(|(name, _)| name.value).as_deref(), Some("Maria van Example"));
    }
}
