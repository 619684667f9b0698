//! When each skill was last named in dated work.
//!
//! Raised: for skills that a dated job names, newest first. Not: skills that are only listed.

use std::cmp::Reverse;

use super::in_dated_work;
use crate::checks::{Checks, Conclusion, counted};
use crate::engine::Finding;
use crate::reading::Reading;

/// More skills than this are noise on a card.
const MOST_SKILLS: usize = 12;

pub(super) fn conclude(reading: &Reading<'_>) -> Conclusion {
    let mut dated = in_dated_work(reading);
    dated.sort_by(|(a, ..), (b, ..)| (Reverse(a.last_used), &a.skill).cmp(&(Reverse(b.last_used), &b.skill)));
    let mut checks = Checks::default();
    checks.ask("does dated work name a skill?", !dated.is_empty(), counted(dated.len(), "skill", "skills"));
    checks.conclude(|| {
        let row = |(skill, span, _): &(&candela_profile::SkillUse, _, f32)| {
            let month = skill.last_used.map(|month| month.to_string());
            let when = month.unwrap_or_else(|| "at a time that is not told".to_owned());
            Finding::at(*span, 1, format!("{}: last named in work of {when}", skill.skill))
        };
        dated.iter().take(MOST_SKILLS).map(row).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Resume, check_resume};

    const ID: &str = "last_used";

    #[test]
    fn last_uses_are_told() {
        let resume = Resume::new("Engineer")
            .job("Software Engineer", "2016-01", "2018-12", &["Built the portal in Symfony"])
            .job("Software Engineer", "2020-01", "2021-12", &["Built the shop in Django"]);
        let found = check_resume(ID, &resume, true);
        assert_eq!(found[0], "Django: last named in work of 2021-12");
        assert!(found.contains(&"Symfony: last named in work of 2018-12".to_owned()), "{found:?}");
    }

    #[test]
    fn listed_skills_are_not() {
        check_resume(ID, &Resume::new("Skills: Django, Flask"), false);
        check_resume(ID, &Resume::new(""), false);
    }
}
