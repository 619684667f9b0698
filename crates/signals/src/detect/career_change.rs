//! Work of another trade before software.
//!
//! Raised: a nurse, then a developer. Not: a developer who became a manager, jobs beside a study, titles that may be of
//! either trade. It explains a history, and often brings knowledge of a field.

use std::sync::LazyLock;

use regex::Regex;

use crate::checks::{Checks, Conclusion, counted};
use crate::engine::Finding;
use crate::jobs::{Job, Tenure};
use crate::pattern::pattern;
use crate::reading::Reading;

pub(super) fn conclude(reading: &Reading<'_>) -> Conclusion {
    let entered =
        reading.jobs.iter().filter(|job| job.develops_software()).filter_map(Job::earliest_start).min();
    let is_before =
        |job: &&Job<'_>| job.latest_start().zip(entered).is_some_and(|(start, entered)| start < entered);
    let earlier: Vec<&Job<'_>> =
        reading.jobs.iter().filter(is_before).filter(|job| is_of_another_trade(job)).collect();
    let is_now = reading.jobs.first().is_some_and(Job::develops_software);
    let mut checks = Checks::default();
    checks
        .ask(
            "is the newest job in software?",
            is_now,
            reading.jobs.first().map_or_else(String::new, |job| job.name().to_owned()),
        )
        .ask(
            "was there a job of another trade before?",
            !earlier.is_empty(),
            counted(earlier.len(), "such job", "such jobs"),
        );
    checks.conclude(|| {
        earlier
            .iter()
            .map(|job| Finding::at(job.span(), 1, format!("{} before software", job.name())))
            .collect()
    })
}

/// Whether a title is surely of another trade: no word of it could be one of software or of its neighbours.
fn is_of_another_trade(job: &Job<'_>) -> bool {
    static NEAR: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:engineer\w*|develop\w*|program\w*|data|analy\w*|it|ict|tech\w*|systems?|network\w*|web\w*|digital|product|project|scrum|agile|consult\w*|architect\w*|admin\w*|support|research\w*|scien\w*|lecturer|professor|tutor|assistant professor|phd|postdoc\w*|design\w*|ux|ui|informati\w*|ingen\w*|entwick\w*|desarroll\w*|desenvolv\w*|ontwikk\w*|svilupp\w*|founder|owner|cto|ceo|intern|student|manager|lead|director|head|specialist|officer|operator|test\w*|quality|security|hardware|embedded|automation|robotics|statistic\w*|mathemat\w*|physic\w*)\b",
        )
    });
    job.tenure == Tenure::Permanent
        && !job.title.is_empty()
        && !job.develops_software()
        && !NEAR.is_match(&job.title)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Resume, check_resume};

    const ID: &str = "career_change";

    fn resume(newest: &str, earlier: &str) -> Resume {
        Resume::new("Developer").job(newest, "2021-01", "present", &["Built it"]).job(
            earlier,
            "2015-01",
            "2020-12",
            &["Did it"],
        )
    }

    #[test]
    fn another_trade_before_is_raised() {
        let found = check_resume(ID, &resume("Backend Developer", "Registered Nurse"), true);
        assert_eq!(found, ["Registered Nurse before software"]);
        check_resume(ID, &resume("Softwareentwicklerin", "Bäckerin"), true);
        check_resume(ID, &resume("Data Engineer", "High School Teacher"), true);
    }

    #[test]
    fn neighbours_and_jobs_beside_are_not() {
        for earlier in [
            "Systems Administrator",
            "Data Analyst",
            "Product Manager",
            "Barista (part-time)",
            "Civil Engineer",
            "Summer Intern",
        ] {
            check_resume(ID, &resume("Backend Developer", earlier), false);
        }
        check_resume(ID, &resume("Shop Assistant", "Waiter"), false);
        check_resume(ID, &resume("Florist", "Backend Developer"), false);
        check_resume(ID, &Resume::new(""), false);
    }
}
