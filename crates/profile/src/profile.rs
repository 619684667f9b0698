//! One résumé's facts put together.

use candela_extract::DocumentText;

use crate::dates::{months, union, years};
use crate::layout::Layout;
use crate::lines::{Line, lines, part_bullets};
use crate::name::{self, Hints};
use crate::{Context, Employment, Profile, Section, SectionKind};
use crate::{contacts, education, employment, location, places, sections, skills};

/// The facts of one résumé.
///
/// Pure: the same document and context give the same facts. Hidden text is no part of the body and never counts.
pub fn profile(document: &DocumentText, context: &Context<'_>) -> Profile {
    let body = &document.body;
    let lines = sections::part_headings(part_bullets(lines(body)));
    let layout = Layout::new(document);
    let sections = sections::sections(body, &lines);
    let employment = match lines_of(&lines, &sections, SectionKind::Work) {
        work if work.is_empty() => employment::without_heading(&unheaded(&lines, &sections), &layout),
        work => employment::with_strays(&work, &elsewhere(&lines, &sections), &layout),
    };
    let education = education::education(&lines_of(&lines, &sections, SectionKind::Education), &layout);
    let years_experience = years_of(&employment, context);
    let location = location::location(&lines, &sections);
    let country = location.as_ref().and_then(|place| places::country(&place.value));
    let contacts = contacts::contacts(document, &sections, country);
    let hints = Hints::new(&contacts, context.file_name);
    let (name, headline) = name::name_and_headline(&lines, &sections, &layout, &hints);
    let known = skills::Known {
        employment: &employment,
        education: &education,
        name: name.as_ref(),
        location: location.as_ref(),
    };
    let skills = skills::skill_uses(body, &sections, &known, context);
    Profile { name, headline, location, contacts, sections, employment, education, skills, years_experience }
}

/// The lines of every section of a kind, a list a section.
fn lines_of<'a>(lines: &[Line<'a>], sections: &[Section], kind: SectionKind) -> Vec<Vec<Line<'a>>> {
    let of = |section: &Section| {
        let from = lines.partition_point(|line| line.start < section.body.range().start);
        let to = lines.partition_point(|line| line.start < section.body.range().end);
        lines[from..to].to_vec()
    };
    sections.iter().filter(|section| section.kind == kind).map(of).collect()
}

/// The lines of the sections that may hold work when no heading announces it.
fn unheaded<'a>(lines: &[Line<'a>], sections: &[Section]) -> Vec<Vec<Line<'a>>> {
    let kinds = [SectionKind::Head, SectionKind::Summary, SectionKind::Languages, SectionKind::Other];
    kinds.iter().flat_map(|kind| lines_of(lines, sections, *kind)).collect()
}

/// The lines of sections that hold no work of their own: where columns are read one after another, employments may
/// come to stand behind the heading of another.
fn elsewhere<'a>(lines: &[Line<'a>], sections: &[Section]) -> Vec<Vec<Line<'a>>> {
    let kinds = [
        SectionKind::Head,
        SectionKind::Summary,
        SectionKind::Skills,
        SectionKind::Languages,
        SectionKind::Other,
    ];
    kinds.iter().flat_map(|kind| lines_of(lines, sections, *kind)).collect()
}

/// Years of dated employment, overlaps once.
fn years_of(employment: &[Employment], context: &Context<'_>) -> Option<f32> {
    let stays: Vec<_> = employment.iter().filter_map(|e| months(e.start?, e.end, context.as_of)).collect();
    (!stays.is_empty()).then(|| years(union(stays)))
}
