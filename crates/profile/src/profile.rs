//! One résumé's facts put together.

use candela_extract::{DocumentText, Span};
use jiff::civil::Date;

use crate::dates::{months, union, years};
use crate::layout::Layout;
use crate::lines::{Line, lines, part_bullets};
use crate::name::{self, Hints, Named};
use crate::second_person::{SecondPerson, document_until, second_person};
use crate::{Context, Employment, Profile, Section, SectionKind};
use crate::{
    absence, certificates, contacts, education, employment, languages, level, location, places, present,
    roles, sections, skills,
};

/// The facts of one résumé.
///
/// Pure: the same document and context give the same facts. Hidden text is no part of the body and never counts.
pub fn profile(document: &DocumentText, context: &Context<'_>) -> Profile {
    let body = &document.body;
    let lines = sections::part_headings(part_bullets(lines(body)));
    let sections = sections::sections(body, &lines);
    match second_person(body, &lines, &sections) {
        Some(second) => profile_of_first(document, &second, context),
        None => profile_of(document, &lines, sections, context),
    }
}

/// The facts of the first of two people; what follows is told to be there and is a section of its own.
fn profile_of_first(document: &DocumentText, second: &SecondPerson, context: &Context<'_>) -> Profile {
    let first = document_until(document, second.span.start);
    let lines = sections::part_headings(part_bullets(lines(&first.body)));
    let sections = sections::sections(&first.body, &lines);
    let mut profile = profile_of(&first, &lines, sections, context);
    let end = Span::new(document.body.len()..document.body.len()).end;
    let heading = Span { start: second.span.start, end: second.span.start };
    let body = Span { start: second.span.start, end };
    profile.sections.push(Section { kind: SectionKind::Other, heading, body });
    profile.absent.push(second.absence());
    profile
}

fn profile_of(
    document: &DocumentText,
    lines: &[Line<'_>],
    sections: Vec<Section>,
    context: &Context<'_>,
) -> Profile {
    let body = &document.body;
    let present = present::present(document, lines, context);
    let context = &Context { as_of: present.date, ..*context };
    let layout = Layout::new(document);
    let of = |kind| lines_of(lines, &sections, kind);
    let location = location::location(lines, &sections);
    let country = location.as_ref().and_then(|place| places::country(&place.value));
    let contacts = contacts::contacts(document, &sections, country, context.screen_out);
    let hints = Hints::new(&contacts, context.file_name);
    let Named { name, source, other_script, headline } =
        name::name_and_headline(lines, &sections, &layout, &hints);
    let employment = match of(SectionKind::Work) {
        work if work.is_empty() => {
            let name = name.as_ref().and_then(|name| name.span);
            employment::without_heading(&unheaded(lines, &sections, name), &layout)
        }
        work => employment::with_strays(&work, &elsewhere(lines, &sections), &layout),
    };
    let education = education::education(&of(SectionKind::Education), &layout);
    let years_experience = years_of_employment(&employment, context.as_of);
    let known = skills::Known {
        employment: &employment,
        education: &education,
        name: name.as_ref(),
        location: location.as_ref(),
    };
    let skills = skills::skill_uses(body, &sections, &known, context);
    let mut profile = Profile {
        name_source: source,
        name_other_script: other_script,
        place: location.as_ref().map(|place| places::place(&place.value)),
        language: languages::language(body),
        present: (!lines.is_empty()).then_some(present),
        roles: roles::roles(&employment, &skills, headline.as_ref(), context.skills, context.as_of),
        level: level::level(&employment, context.as_of),
        degree: education::highest_degree(&education),
        certificates: certificates::certificates(&of(SectionKind::Certificates)),
        languages: languages::spoken(&of(SectionKind::Languages)),
        name,
        headline,
        location,
        contacts,
        sections,
        employment,
        education,
        skills,
        years_experience,
        absent: Vec::new(),
    };
    profile.absent = absence::absent(&profile, context.as_of);
    profile
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

/// The lines of the sections that may hold work when no heading announces it; the candidate's own name is no employer.
fn unheaded<'a>(lines: &[Line<'a>], sections: &[Section], name: Option<Span>) -> Vec<Vec<Line<'a>>> {
    let kinds = [SectionKind::Head, SectionKind::Summary, SectionKind::Languages, SectionKind::Other];
    let mut found: Vec<_> = kinds.iter().flat_map(|kind| lines_of(lines, sections, *kind)).collect();
    if let Some(name) = name {
        found.iter_mut().for_each(|lines| lines.retain(|line| !line.span().contains(name)));
    }
    found
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

/// Years of dated employment, overlaps once, to two decimals; `None` when nothing is dated.
pub fn years_of_employment(employment: &[Employment], as_of: Date) -> Option<f32> {
    let stays: Vec<_> = employment.iter().filter_map(|e| months(e.start?, e.end, as_of)).collect();
    (!stays.is_empty()).then(|| years(union(stays)))
}
