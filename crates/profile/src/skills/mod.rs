//! Skill uses: which skills a résumé claims, where it used them, for how long and when last.

mod claims;

use std::collections::BTreeMap;
use std::ops::Range;

use candela_extract::Span;
use jiff::civil::Date;

use crate::dates::{months, union, years};
use crate::{Context, Education, Employment, Fact, Section, SectionKind, SkillPlace, SkillUse, YearMonth};
use claims::Claims;

/// What else is known of a résumé when its skills are taken.
pub(crate) struct Known<'a> {
    pub(crate) employment: &'a [Employment],
    pub(crate) education: &'a [Education],
    pub(crate) name: Option<&'a Fact<String>>,
    pub(crate) location: Option<&'a Fact<String>>,
}

/// The skill uses of a body, sorted by canonical name.
pub(crate) fn skill_uses(
    body: &str,
    sections: &[Section],
    known: &Known<'_>,
    context: &Context<'_>,
) -> Vec<SkillUse> {
    let index = context.skills;
    let employment = known.employment;
    let claims = Claims::new(body, index, employment, known.education, known.name, known.location);
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
        let claims = claims.within(section);
        for mention in mentions {
            let range = offset + mention.range.start..offset + mention.range.end;
            if claims.holds(&mention.skill.name, &range) {
                let span = Span::new(range);
                uses.entry(&mention.skill.name).or_default().push((span, place(section, &stays, span)));
            }
        }
    }
    uses.into_iter().map(|(skill, found)| skill_use(skill, &found, employment, context.as_of)).collect()
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

/// Years and last month of a skill that the text names, by the employments as they are now.
pub(crate) fn follow_employment(used: &mut SkillUse, employment: &[Employment], as_of: Date) {
    if !used.mentions.is_empty() {
        (used.years, used.last_used) = dated_use(&used.mentions, employment, as_of);
    }
}

fn skill_use(skill: &str, found: &[(Span, SkillPlace)], employment: &[Employment], as_of: Date) -> SkillUse {
    let mentions: Vec<Span> = found.iter().map(|(span, _)| *span).collect();
    let (years, last_used) = dated_use(&mentions, employment, as_of);
    SkillUse {
        skill: skill.to_owned(),
        years,
        last_used,
        place: found.iter().map(|(_, place)| *place).min().unwrap_or(SkillPlace::List),
        mentions,
    }
}

/// Years and last month of the employments that hold one of the mentions, which are sorted.
fn dated_use(mentions: &[Span], employment: &[Employment], as_of: Date) -> (Option<f32>, Option<YearMonth>) {
    let names = |e: &&Employment| {
        let first = mentions.partition_point(|span| span.start < e.span.start);
        mentions.get(first).is_some_and(|span| e.span.contains(*span))
    };
    let named: Vec<&Employment> = employment.iter().filter(names).collect();
    let stays: Vec<Range<i32>> = named.iter().filter_map(|e| months(e.start?, e.end, as_of)).collect();
    let last_used = named.iter().filter_map(|e| last_month(e, as_of)).max();
    ((!stays.is_empty()).then(|| years(union(stays))), last_used)
}

fn last_month(employment: &Employment, as_of: Date) -> Option<YearMonth> {
    let now = YearMonth { year: as_of.year(), month: u8::try_from(as_of.month()).ok() };
    if employment.current { Some(now) } else { employment.end.map(|end| end.min(now)) }
}
