//! Skill uses: which skills a résumé claims, where it used them, for how long and when last.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use candela_extract::Span;
use candela_skills::SkillsIndex;
use jiff::civil::Date;
use regex::Regex;

use crate::dates::{months, union, years};
use crate::{Employment, Section, SectionKind, SkillPlace, SkillUse, YearMonth};

/// Words in a sentence before a skill that take it away: it is denied, wished for or only being learnt.
#[rustfmt::skip]
const DISCLAIMERS: &[&str] = &[
    "no experience", "no knowledge", "not experienced", "never used", "never worked with",
    "without experience", "not familiar", "unfamiliar with", "have not used", "haven't used",
    "want to learn", "wants to learn", "would like to learn", "like to learn", "eager to learn",
    "keen to learn", "hope to learn", "plan to learn", "planning to learn", "interested in learning",
    "looking forward to learning", "to learn more about", "curious about", "basics of",
    "basic understanding of", "beginner in", "currently learning", "started learning",
    "learning the basics", "keine erfahrung", "keine kenntnisse", "möchte lernen", "grundlagen von",
    "aucune expérience", "pas d'expérience", "souhaite apprendre", "notions de", "sin experiencia",
    "quiero aprender", "nociones de", "sem experiência", "quero aprender", "noções de", "geen ervaring",
    "wil leren", "nessuna esperienza", "vorrei imparare", "basi di", "introduction to", "intro to",
    "instead of", "course:", "workshop:", "looking for someone", "we are looking for",
    "the ideal candidate", "required skills for this position", "job description:",
];

static DISCLAIMED: LazyLock<Regex> = LazyLock::new(|| {
    let words: Vec<String> = DISCLAIMERS.iter().map(|words| regex::escape(words)).collect();
    Regex::new(&format!("(?i){}", words.join("|"))).expect("the words are escaped")
});

/// Headings of sections that speak of leisure, where words such as Poetry mean themselves.
#[rustfmt::skip]
const LEISURE: &[&str] = &[
    "hobb", "interest", "interess", "outside work", "outside of work", "beyond work", "loisir", "intérêt",
    "aficiones", "fun", "volunteer", "reference", "referen", "activities", "awards",
];

/// The skill uses of a body, sorted by canonical name.
pub(crate) fn skill_uses(
    body: &str,
    sections: &[Section],
    employment: &[Employment],
    as_of: Date,
) -> Vec<SkillUse> {
    let index = SkillsIndex::bundled();
    let mut stays: Vec<Span> = employment.iter().map(|e| e.span).collect();
    stays.sort_unstable();
    let mut uses: BTreeMap<&str, Vec<(Span, SkillPlace)>> = BTreeMap::new();
    for section in sections {
        let text = section.body.of(body);
        let offset = section.body.range().start;
        let mentions = match section.kind {
            SectionKind::Skills => index.listed_mentions(text),
            _ => index.mentions(text),
        };
        for mention in mentions {
            let range = offset + mention.range.start..offset + mention.range.end;
            if counts(body, section, &range) {
                let span = Span::new(range);
                uses.entry(&mention.skill.name).or_default().push((span, place(section, &stays, span)));
            }
        }
    }
    uses.into_iter().map(|(skill, found)| skill_use(skill, &found, employment, as_of)).collect()
}

/// Whether a mention at this place is a claim.
fn counts(body: &str, section: &Section, range: &Range<usize>) -> bool {
    match section.kind {
        SectionKind::Certificates | SectionKind::Languages => return false,
        SectionKind::Other => {
            let heading = section.heading.of(body).to_lowercase();
            if LEISURE.iter().any(|word| heading.contains(word)) {
                return false;
            }
        }
        _ => {}
    }
    !DISCLAIMED.is_match(clause_before(body, range.start))
}

/// The words of the sentence before a place, at most 120 bytes of them.
fn clause_before(body: &str, at: usize) -> &str {
    let from = (at.saturating_sub(120)..=at).find(|&i| body.is_char_boundary(i)).unwrap_or(at);
    let before = &body[from..at];
    let start = before
        .rfind(". ")
        .map(|i| i + 2)
        .into_iter()
        .chain(before.rfind("; ").map(|i| i + 2))
        .chain(before.rfind(" but ").map(|i| i + 5))
        .max();
    let before = &before[start.unwrap_or(0)..];
    // A line end parts list items; a wrapped sentence goes on in small letters.
    match before.rfind('\n') {
        Some(end) if before[end + 1..].chars().next().is_none_or(|c| !c.is_lowercase()) => &before[end + 1..],
        _ => before,
    }
}

/// Where a mention stands, by the sorted spans of the employments.
fn place(section: &Section, stays: &[Span], span: Span) -> SkillPlace {
    let after = stays.partition_point(|stay| stay.start <= span.start);
    let employed = after.checked_sub(1).is_some_and(|i| stays[i].contains(span));
    if employed || section.kind == SectionKind::Work {
        SkillPlace::Work
    } else if section.kind == SectionKind::Projects {
        SkillPlace::Project
    } else {
        SkillPlace::List
    }
}

fn skill_use(skill: &str, found: &[(Span, SkillPlace)], employment: &[Employment], as_of: Date) -> SkillUse {
    let names = |e: &&Employment| {
        let first = found.partition_point(|(span, _)| span.start < e.span.start);
        found.get(first).is_some_and(|(span, _)| e.span.contains(*span))
    };
    let named: Vec<&Employment> = employment.iter().filter(names).collect();
    let stays: Vec<Range<i32>> = named.iter().filter_map(|e| months(e.start?, e.end, as_of)).collect();
    SkillUse {
        skill: skill.to_owned(),
        years: (!stays.is_empty()).then(|| years(union(stays))),
        last_used: named.iter().filter_map(|e| last_month(e, as_of)).max(),
        place: found.iter().map(|(_, place)| *place).min().unwrap_or(SkillPlace::List),
        mentions: found.iter().map(|(span, _)| *span).collect(),
    }
}

fn last_month(employment: &Employment, as_of: Date) -> Option<YearMonth> {
    let now = YearMonth { year: as_of.year(), month: u8::try_from(as_of.month()).ok() };
    if employment.current { Some(now) } else { employment.end.map(|end| end.min(now)) }
}
