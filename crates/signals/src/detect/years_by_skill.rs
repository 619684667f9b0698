//! For how long each skill stands in dated work.
//!
//! Raised: for skills that a dated job names, longest first. Not: skills that are only listed, or claimed with years.

use super::in_dated_work;
use crate::checks::{Checks, Conclusion, counted};
use crate::engine::Finding;
use crate::reading::Reading;

/// More skills than this are noise on a card.
const MOST_SKILLS: usize = 12;

pub(super) fn conclude(reading: &Reading<'_>) -> Conclusion {
    let mut dated = in_dated_work(reading);
    dated.sort_by(|(a, _, one), (b, _, other)| other.total_cmp(one).then_with(|| a.skill.cmp(&b.skill)));
    let mut checks = Checks::default();
    checks.ask("does dated work name a skill?", !dated.is_empty(), counted(dated.len(), "skill", "skills"));
    checks.conclude(|| {
        let row = |(skill, span, years): &(&candela_profile::SkillUse, _, f32)| {
            Finding::at(*span, 1, format!("{}: {years:.1} years in dated work", skill.skill))
        };
        dated.iter().take(MOST_SKILLS).map(row).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Resume, check_resume};

    const ID: &str = "years_by_skill";

    #[test]
    fn years_of_skills_are_counted() {
        let resume = Resume::new("Engineer")
            .job("Software Engineer", "2020-01", "2021-12", &["Built the shop in Django"])
            .job("Software Engineer", "2016-01", "2018-12", &["Built the portal in Symfony"]);
        let found = check_resume(ID, &resume, true);
        assert_eq!(
            found[..2],
            ["Symfony: 3.0 years in dated work", "Django: 2.0 years in dated work"],
            "{found:?}"
        );
    }

    #[test]
    fn listed_skills_are_not() {
        check_resume(ID, &Resume::new("Skills: Django (5 years), Flask"), false);
        check_resume(ID, &Resume::new(""), false);
    }
}
