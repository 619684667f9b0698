//! A second person's résumé in the same file.

use std::borrow::Cow;

use candela_extract::{DocumentText, Span};

use crate::lines::Line;
use crate::name::name_of_line;
use crate::sections::section_of;
use crate::{Absence, Profile, Section, SectionKind};

/// What the absence of another person's facts is called.
const SECOND_PERSON: &str = "second_person";

/// How many lines a name, a headline and the first address take at most.
const HEAD_LINES: usize = 6;

/// Where another person's résumé begins, and how they are called.
pub(crate) struct SecondPerson {
    /// Their name in the body.
    pub(crate) span: Span,
    name: String,
}

impl SecondPerson {
    /// What the user is told.
    pub(crate) fn absence(&self) -> Absence {
        let reason = format!(
            "another person's résumé begins here, that of {}: only the first person's facts are told; split the file to have both",
            self.name
        );
        Absence { what: SECOND_PERSON.to_owned(), reason, span: Some(self.span) }
    }
}

/// The second person of a body: after work or studies of the first there stands another name with an e-mail address of its
/// own, and work or studies follow again. A name among references has nothing behind it.
pub(crate) fn second_person(body: &str, lines: &[Line<'_>], sections: &[Section]) -> Option<SecondPerson> {
    // Most files hold one address: nothing more is looked at.
    if body.matches('@').count() < 2 {
        return None;
    }
    let first = address(lines.iter())?;
    let told = |kinds: &mut dyn Iterator<Item = SectionKind>| {
        kinds.filter(|kind| matches!(kind, SectionKind::Work | SectionKind::Education)).count()
    };
    lines.iter().enumerate().skip(1).find_map(|(i, line)| {
        let own = lines[i..].iter().take(HEAD_LINES);
        address(own).filter(|other| *other != first)?;
        let name = name_of_line(line)?;
        let before =
            told(&mut sections.iter().filter(|s| s.heading.end <= line.span().start).map(|s| s.kind));
        let after =
            told(&mut sections.iter().filter(|s| s.heading.start > line.span().start).map(|s| s.kind));
        let referred = section_of(sections, line.span()).is_some_and(|section| {
            let heading = section.heading.of(body).to_lowercase();
            heading.contains("referen") || heading.contains("referee")
        });
        let another = !lines.iter().take(HEAD_LINES).any(|top| shares_word(top.text, &name));
        (before > 0 && after > 0 && another && !referred).then(|| SecondPerson { span: line.span(), name })
    })
}

/// The first e-mail address in the lines.
fn address<'a>(mut lines: impl Iterator<Item = &'a Line<'a>>) -> Option<&'a str> {
    lines.find_map(|line| {
        let word = line.text.split(|c: char| c.is_whitespace() || "|,;()<>:".contains(c)).find(|word| {
            word.split_once('@').is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.'))
        })?;
        Some(word.trim_matches(|c: char| !c.is_alphanumeric()))
    })
}

fn shares_word(text: &str, name: &str) -> bool {
    let text = text.to_lowercase();
    name.to_lowercase().split_whitespace().any(|word| word.chars().count() > 2 && text.contains(word))
}

/// The part of a document that is the candidate's own: all of it, unless the facts say that another person's résumé begins in
/// it. Spans hold in both, and what is hidden stays.
pub fn own_part<'a>(document: &'a DocumentText, profile: &Profile) -> Cow<'a, DocumentText> {
    let second = profile.absent.iter().find(|absence| absence.what == SECOND_PERSON);
    match second.and_then(|absence| absence.span) {
        Some(span) => Cow::Owned(document_until(document, span.start)),
        None => Cow::Borrowed(document),
    }
}

/// The document up to a place of its body.
pub(crate) fn document_until(document: &DocumentText, end: u32) -> DocumentText {
    let mut first = document.clone();
    first.body.truncate(end as usize);
    for page in &mut first.pages {
        page.words.retain(|word| word.span.end <= end);
    }
    first.links.retain(|link| link.span.is_none_or(|span| span.end <= end));
    first
}
