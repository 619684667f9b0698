//! The parts of a résumé by their headings.
//!
//! A heading is a short line made only of the words that headings are made of, at least one of which says what
//! the section is about: "Professional Work Experience", "BERUFSERFAHRUNG", "Formación académica". Seven languages
//! are known.

use std::collections::HashMap;
use std::sync::LazyLock;

use candela_extract::Span;
use rustc_hash::FxBuildHasher;

use crate::dates::date_ranges;
use crate::lines::{Line, without_letterspacing};
use crate::vocabulary::{Words, lowered, words};
use crate::{Section, SectionKind};

/// The kinds by the name they have in the data, the first named winning where two claim a word.
const KINDS: &[(&str, SectionKind)] = &[
    ("certificates", SectionKind::Certificates),
    ("projects", SectionKind::Projects),
    ("other", SectionKind::Other),
    ("work", SectionKind::Work),
    ("education", SectionKind::Education),
    ("languages", SectionKind::Languages),
    ("skills", SectionKind::Skills),
    ("summary", SectionKind::Summary),
];

/// No heading is longer, or has more words.
const HEADING_BYTES: usize = 80;
const MOST_WORDS: usize = 6;

const WORDS: &str = include_str!("../data/headings.txt");

/// What words of headings announce.
type Kinds<T> = HashMap<T, SectionKind, FxBuildHasher>;

/// Whole headings whose words alone would say something else, or nothing.
static PHRASE_KINDS: LazyLock<Kinds<&str>> = LazyLock::new(|| kinds_of("phrases"));
/// Words that say what a section is about.
static NOUN_KINDS: LazyLock<Kinds<&str>> = LazyLock::new(|| kinds_of("nouns"));
/// Words that may stand beside a noun and say nothing about the kind.
static FILLERS: LazyLock<Words> = LazyLock::new(|| Words::new(WORDS, "fillers"));

fn kinds_of(form: &str) -> Kinds<&'static str> {
    let rows = KINDS.iter().rev().map(|(name, kind)| (words(WORDS, &format!("{name} {form}")), *kind));
    rows.flat_map(|(words, kind)| words.into_iter().map(move |word| (word, kind))).collect()
}

/// The sections of the body; the head is always the first.
pub(crate) fn sections(body: &str, lines: &[Line<'_>]) -> Vec<Section> {
    let mut headings: Vec<(SectionKind, Span)> = vec![(SectionKind::Head, Span::new(0..0))];
    for (i, line) in lines.iter().enumerate() {
        let inside = headings[headings.len() - 1].0;
        let wrapped = || lines.get(i + 1).and_then(|next| wrapped_heading(line, next));
        if let Some((kind, span)) = heading(line, inside, i).or_else(wrapped) {
            headings.push((kind, span));
        }
    }
    let ends =
        headings.iter().skip(1).map(|(_, span)| span.start).chain([Span::new(body.len()..body.len()).end]);
    let mut sections: Vec<Section> = headings
        .iter()
        .zip(ends)
        .map(|(&(kind, heading), end)| Section { kind, heading, body: Span { start: heading.end, end } })
        .collect();
    for section in &mut sections {
        section.kind = by_content(section.kind, section.body.of(body));
    }
    sections
}

/// "Languages" over Python and Java is a list of skills.
fn by_content(kind: SectionKind, text: &str) -> SectionKind {
    if kind != SectionKind::Languages {
        return kind;
    }
    let programming = candela_skills::SkillsIndex::bundled().mentions(text).len();
    if programming >= 2 { SectionKind::Skills } else { kind }
}

/// The section whose body holds a span.
pub(crate) fn section_of(sections: &[Section], span: Span) -> Option<&Section> {
    let after = sections.partition_point(|section| section.body.start <= span.start);
    sections.get(after.checked_sub(1)?).filter(|section| section.body.contains(span))
}

/// The lines, with headings that stand in a column beside their section on a line of their own.
pub(crate) fn part_headings(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut parted = Vec::with_capacity(lines.len());
    for line in lines {
        let cells = line.text.split_once('\t').filter(|(left, _)| {
            // "Technologies⇥Go, Redis" is a row of an employment or of a list of skills.
            announced(left).is_some_and(|kind| kind != SectionKind::Skills || is_skill_heading(left))
        });
        match cells.or_else(|| dated_heading(line.text)) {
            Some((left, right)) => {
                parted.push(line.part(left, line.after_gap));
                parted.push(line.part(right.trim(), false));
            }
            None => parted.push(line),
        }
    }
    parted
}

/// A heading in capitals with the dates of its first entry behind it: "EDUCATION 2015 – 2019".
fn dated_heading(text: &str) -> Option<(&str, &str)> {
    let first = text.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty())?;
    if first.contains(char::is_lowercase) || text.chars().take(3).any(char::is_lowercase) {
        return None;
    }
    let date = date_ranges(text).into_iter().next().filter(|date| date.at.start > 0)?;
    let (left, right) = text.split_at(date.at.start);
    let left = left.trim_end();
    let shouted = !left.contains(char::is_lowercase) && !right[date.at.len()..].contains(char::is_alphabetic);
    (shouted && announced(left).is_some()).then_some((left, right))
}

/// Whether the words announce skills beyond doubt, as "Technologies" in an employment does not.
fn is_skill_heading(text: &str) -> bool {
    let text = text.to_lowercase();
    ["skill", "kenntnis", "compét", "compet", "habilidad", "vaardig", "expertise"]
        .iter()
        .any(|word| text.contains(word))
}

/// What two lines announce that only together are a heading: "Where I have⏎worked".
fn wrapped_heading(line: &Line<'_>, next: &Line<'_>) -> Option<(SectionKind, Span)> {
    let short = |line: &Line<'_>| !line.bullet && line.text.len() <= HEADING_BYTES / 3;
    if !short(line) || !short(next) || next.after_gap {
        return None;
    }
    let whole = format!("{} {}", line.text, next.text).to_lowercase();
    let kind = PHRASE_KINDS.get(whole.as_str()).filter(|_| announced(next.text).is_none())?;
    Some((*kind, Span { start: line.span().start, end: next.span().end }))
}

/// What the line announces, with the words of the heading, when it is one.
fn heading(line: &Line<'_>, inside: SectionKind, index: usize) -> Option<(SectionKind, Span)> {
    let text = line.text;
    if line.bullet && inside != SectionKind::Head {
        return None;
    }
    if let Some(kind) = announced(text) {
        // The first line of a résumé is a name; "Work" and "Software" below are words of a list.
        let doubtful = index == 0 && !text.contains(' ') && kind == SectionKind::Other;
        // The last word of a wrapped sentence: "… of Python⏎experience."
        let doubtful =
            doubtful || text.ends_with('.') || text.starts_with(char::is_lowercase) && !line.after_gap;
        return (!doubtful).then(|| (kind, line.span()));
    }
    // "Technical Skills: Python, Go" opens a section in the line.
    let (label, rest) = text.split_once([':', '：'])?;
    let kind = announced(label).filter(|kind| *kind == SectionKind::Skills)?;
    // Inside an employment "Technologies: Go" belongs to it; a new block of skills stands apart.
    let apart = match inside {
        SectionKind::Work | SectionKind::Projects => line.after_gap && is_skill_heading(label),
        SectionKind::Skills => false,
        _ => true,
    };
    let opens = apart && !rest.trim().is_empty() && label.split_whitespace().count() <= 3;
    opens.then(|| (kind, line.span_of(label)))
}

/// What a heading of these words announces.
pub(crate) fn announced(text: &str) -> Option<SectionKind> {
    if text.len() > HEADING_BYTES {
        return None;
    }
    // "Experience (continued)", "Work Experience (8 years)"
    let text = text.split_once(" (").map_or(text, |(words, _)| words);
    let text = without_letterspacing(text.trim_matches(|c: char| !c.is_alphanumeric()));
    if text.contains('’') {
        return announced_by(&text.to_lowercase().replace('’', "'"));
    }
    lowered(&text, announced_by)
}

/// What a heading of these words in small letters announces.
fn announced_by(text: &str) -> Option<SectionKind> {
    // "2. Education", "II. Education"
    let number = |number: &str| {
        number.len() <= 3 && number.chars().all(|c| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x'))
    };
    let numbered = text.split_once(['.', ')']).filter(|(before, _)| number(before));
    let text = numbered.map_or(text, |(_, rest)| rest.trim());
    let words =
        text.split([' ', '&', '/', ',', '\u{a0}', '+', '|', '-', '–']).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.take(MOST_WORDS + 1).collect();
    if words.is_empty() || words.len() > MOST_WORDS {
        return None;
    }
    let phrase = if text.contains('&') {
        PHRASE_KINDS.get(text.replace(" & ", " and ").as_str())
    } else {
        PHRASE_KINDS.get(text)
    };
    let joined = || NOUN_KINDS.get(text.split_whitespace().collect::<String>().as_str());
    if let Some(kind) = phrase.or_else(joined) {
        return Some(*kind);
    }
    if let [glued] = words.as_slice()
        && glued.len() >= 7
        && !NOUN_KINDS.contains_key(glued)
    {
        // "WORKEXPERIENCE", as letterspaced headings come out of some files.
        return unglued(glued, 0);
    }
    if !words.iter().all(|word| NOUN_KINDS.contains_key(word) || FILLERS.contains(word)) {
        return None;
    }
    // "Certificates and Projects" is about its first word; "Work Experience" about its last.
    words.iter().find_map(|word| NOUN_KINDS.get(word)).copied()
}

/// The kind of a heading whose words have lost the spaces between them.
fn unglued(text: &str, depth: usize) -> Option<SectionKind> {
    static GLUED_PHRASES: LazyLock<Kinds<String>> = LazyLock::new(|| {
        PHRASE_KINDS.iter().map(|(phrase, kind)| (phrase.replace(' ', ""), *kind)).collect()
    });
    if let Some(kind) = GLUED_PHRASES.get(text).or_else(|| NOUN_KINDS.get(text)) {
        return Some(*kind);
    }
    // Longest first word first, so that "workexperience" is not cut at "wo".
    (3..text.len())
        .rev()
        .filter(|at| depth < 4 && text.is_char_boundary(*at))
        .filter(|at| FILLERS.contains(&text[..*at]) || NOUN_KINDS.contains_key(&text[..*at]))
        .find_map(|at| {
            let rest = unglued(&text[at..], depth + 1)?;
            Some(NOUN_KINDS.get(&text[..at]).copied().unwrap_or(rest))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::lines;

    #[test]
    fn headings_in_seven_languages() {
        use SectionKind::{Certificates, Education, Languages, Other, Projects, Skills, Summary, Work};
        for (text, expected) in [
            ("Work Experience", Some(Work)),
            ("PROFESSIONAL EXPERIENCE:", Some(Work)),
            ("E X P E R I E N C E", Some(Work)),
            ("Where I’ve Worked", Some(Work)),
            ("Berufserfahrung", Some(Work)),
            ("Expérience professionnelle", Some(Work)),
            ("Experiência profissional", Some(Work)),
            ("Werkervaring", Some(Work)),
            ("Esperienze lavorative", Some(Work)),
            ("Formación académica", Some(Education)),
            ("Education & Training", Some(Education)),
            ("Studium", Some(Education)),
            ("Skills & Tools", Some(Skills)),
            ("Conocimientos técnicos", Some(Skills)),
            ("Competenze tecniche", Some(Skills)),
            ("Licenses & Certifications", Some(Certificates)),
            ("Personal Projects", Some(Projects)),
            ("Talen", Some(Languages)),
            ("Spoken Languages", Some(Languages)),
            ("Career Objective", Some(Summary)),
            ("3. Summary", Some(Summary)),
            ("Centres d’intérêt", Some(Other)),
            ("WORKEXPERIENCE", Some(Work)),
            ("AREASOFEXPERTISE", Some(Skills)),
            ("CAREERSUMMARY", Some(Work)),
            ("TECHSTACK", Some(Skills)),
            ("Experience (continued)", Some(Work)),
            ("Data Engineer", None),
            ("Experience with Django and Flask in production", None),
            ("Jane Example", None),
        ] {
            assert_eq!(announced(text), expected, "{text}");
        }
    }

    #[test]
    fn sections_cover_the_body() {
        let body =
            "Ana Example\nana@example.org\n\nExperience\nEngineer, Acme\n\nTechnical Skills: Python, Go\n";
        let found = sections(body, &lines(body));
        let kinds: Vec<SectionKind> = found.iter().map(|section| section.kind).collect();
        assert_eq!(kinds, [SectionKind::Head, SectionKind::Work, SectionKind::Skills]);
        assert_eq!(found[1].heading.of(body), "Experience");
        assert_eq!(found[2].body.of(body).trim(), ": Python, Go");
        assert!(found.windows(2).all(|pair| pair[0].body.end == pair[1].heading.start));
    }
}
