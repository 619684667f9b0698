//! The candidate's name and the headline beneath it.
//!
//! Every line near the top that could be a name is a candidate; its place, the size of its letters and the other
//! spellings of the name in the file (addresses, profile links, the file's own name) decide. What is a heading, a
//! job, a company, a place or a skill is none. The file's name and the e-mail address alone are the last resort.

mod headline;
mod hints;
mod joined;
mod shape;

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

use crate::layout::Layout;
use crate::lines::{Line, without_letterspacing};
use crate::marks::Marks;
use crate::name::headline::{headline, title_line};
use crate::name::hints::last_resort;
use crate::name::joined::{joined, split_scripts};
use crate::name::shape::{WORDS, cleaned, is_name, is_suffix};
use crate::places::is_place;
use crate::sections::{announced, section_of};
use crate::titles::holds_title;
use crate::vocabulary::{lowered, words};
use crate::{Fact, NameSource, Section, SectionKind};

pub(crate) use hints::Hints;

/// No label before a name is longer.
const LABEL_BYTES: usize = 24;

/// Labels before a name; the longest counts.
static LABELS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let labels = words(WORDS, "labels").into_iter().filter(|label| label.len() <= LABEL_BYTES);
    let mut builder = AhoCorasick::builder();
    builder.match_kind(MatchKind::LeftmostLongest).start_kind(StartKind::Anchored);
    builder.build(labels).expect("a few short labels make an automaton")
});

/// What ends a name on its line.
static ENDS: LazyLock<Marks> =
    LazyLock::new(|| Marks::new(&[" | ", " – ", " — ", " - ", " · ", " • ", ", ", "\t", "  "]));

/// How many lines from the top may hold the name.
const TOP_LINES: usize = 60;

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
    /// The name in another script.
    pub(crate) other_script: Option<Fact<String>>,
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
    candidates.extend(joined(top, sections, layout, largest, hints));
    let best = candidates
        .into_iter()
        .filter(|c| c.score >= 2.0)
        .max_by(|a, b| a.score.total_cmp(&b.score).then(b.line.cmp(&a.line)));
    match best {
        Some(best) => {
            let headline = best.rest.clone().or_else(|| headline(lines, sections, &best));
            let spelt = hints.support(&best.name.value) > 0;
            let source = if spelt { NameSource::Confirmed } else { NameSource::Page };
            let (name, other_script) = split_scripts(best.name);
            Named { name: Some(name), source: Some(source), other_script, headline }
        }
        None => {
            let (name, source) = last_resort(hints).unzip();
            Named { name, source, other_script: None, headline: lines.iter().take(6).find_map(title_line) }
        }
    }
}

/// The name that a line is and nothing else.
pub(crate) fn name_of_line(line: &Line<'_>) -> Option<String> {
    let found = candidate(line, 0).filter(|found| !line.bullet && found.name.value.contains(' '))?;
    (found.rest.is_some() || line.text.split_whitespace().count() <= 5).then_some(found.name.value)
}

fn stands_in_head(line: &Line<'_>, sections: &[Section]) -> bool {
    section_of(sections, line.span()).is_some_and(|section| section.kind == SectionKind::Head)
}

fn candidate(line: &Line<'_>, index: usize) -> Option<Candidate> {
    let text = line
        .text
        .trim_matches(|c: char| !c.is_alphabetic() && !matches!(c, '(' | ')' | '.' | '\'' | '’' | '‘'));
    let text = without_label(text);
    if text.is_empty() || text.len() > 120 {
        return None;
    }
    // "Jane Example, Data Engineer", "Jane Example | Curriculum Vitae"
    let cut = ENDS.first(text).map(|end| end.start);
    let spaced = without_letterspacing(text) != text;
    let (own, rest) = match cut {
        Some(at) if !spaced => text.split_at(at),
        _ => (text, ""),
    };
    // No name holds them, and most lines with contacts or dates do.
    if own.bytes().any(|byte| byte.is_ascii_digit() || byte == b'@') {
        return None;
    }
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let name = cleaned(&without_letterspacing(own));
    if !is_name(&name) || announced(text).is_some() {
        return None;
    }
    // "Example, Jane": family name first.
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
    let first = &text[..text.floor_char_boundary(LABEL_BYTES)];
    let label = lowered(first, |first| LABELS.find(Input::new(first).anchored(Anchored::Yes)));
    label.map(|label| label.end()).filter(|at| text.is_char_boundary(*at)).map_or(text, |at| {
        text[at..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | '|'))
    })
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
        check("Oleksii Gonta (Олексій Ґонта)\nEngineer\n", Some("Oleksii Gonta"));
        check("高原 純 (Jun Takahara)\nエンジニア\n", Some("高原 純"));
        check("Robert (Bob) Example\nEngineer\n", Some("Robert (Bob) Example"));
        check("Themba kaMuster\nDevOps Engineer\n", Some("Themba kaMuster"));
    }

    #[test]
    fn the_file_name_is_the_last_resort() {
        let hints = Hints::new(&[], "0042_maria_van_example_cv_2024.pdf");
        assert_eq!(last_resort(&hints).map(|(name, _)| name.value).as_deref(), Some("Maria van Example"));
    }
}
