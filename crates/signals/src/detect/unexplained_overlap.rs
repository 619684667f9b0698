//! Two full-time jobs at the same time for four months or more, and no word that explains it.
//!
//! Raised: one job until April 2023, the next from December 2022. Not: part time, freelance, internships, two positions at
//! one employer, a handover of weeks. Often it is a slip of dates, so it is a fact to ask.

use crate::checks::{Checks, Conclusion, counted};
use crate::engine::Finding;
use crate::jobs::{Job, months_between};
use crate::reading::Reading;

/// From so many months on.
const LEAST_MONTHS: i32 = 4;

pub(super) fn conclude(reading: &Reading<'_>) -> Conclusion {
    let mut full: Vec<&Job<'_>> = reading
        .jobs
        .iter()
        .filter(|job| job.is_held_fully() && job.latest_start().is_some() && job.earliest_end().is_some())
        .collect();
    full.sort_by_key(|job| (job.latest_start(), job.earliest_end()));
    let overlaps: Vec<Finding> = full
        .iter()
        .enumerate()
        .flat_map(|(i, first)| full[i + 1..].iter().filter_map(|second| overlap(first, second)))
        .collect();
    let mut checks = Checks::default();
    checks
        .ask(
            "are there two dated full-time jobs?",
            full.len() >= 2,
            counted(full.len(), "full-time job", "full-time jobs"),
        )
        .ask(
            "do two of them run side by side for four months?",
            !overlaps.is_empty(),
            counted(overlaps.len(), "overlap", "overlaps"),
        );
    checks.conclude(|| overlaps)
}

/// How long two jobs surely ran side by side, when that is long. `second` begins no earlier.
fn overlap(first: &Job<'_>, second: &Job<'_>) -> Option<Finding> {
    let company = |job: &Job<'_>| job.employment.company.as_ref().map(|fact| fact.value.to_lowercase());
    if company(first).is_some() && company(first) == company(second) {
        return None;
    }
    let start = second.latest_start()?;
    let end = first.earliest_end()?.min(second.earliest_end()?);
    // Two jobs that both go on overlap for longer than can be told without the date of today.
    let goes_on = first.employment.current && second.employment.current;
    let n_months = if goes_on { LEAST_MONTHS } else { months_between(start, end) };
    let names = format!("{} and {}", first.name(), second.name());
    let reason = if goes_on {
        format!("{names} both go on")
    } else {
        format!("{names} side by side for {n_months} months")
    };
    (n_months >= LEAST_MONTHS)
        .then(|| Finding::at(second.span(), u8::try_from(n_months).unwrap_or(u8::MAX), reason))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Resume, check_resume};

    const ID: &str = "unexplained_overlap";

    fn resume(first: (&str, &str, &str), second: (&str, &str, &str)) -> Resume {
        Resume::new("Engineer").job_at("Acme Ltd", first.0, first.1, first.2, &["Built it"]).job_at(
            "Beta AG",
            second.0,
            second.1,
            second.2,
            &["Ran it"],
        )
    }

    #[test]
    fn two_jobs_at_once_are_raised() {
        let found = check_resume(
            ID,
            &resume(("Data Engineer", "2022-12", "present"), ("ETL Developer", "2021-10", "2023-05")),
            true,
        );
        assert_eq!(found, ["ETL Developer and Data Engineer side by side for 5 months"]);
        check_resume(
            ID,
            &resume(("Data Engineer", "2022-12", "present"), ("ETL Developer", "2021-10", "present")),
            true,
        );
    }

    #[test]
    fn explained_and_short_overlaps_are_not() {
        for (title, start) in [
            ("Data Engineer (freelance)", "2022-12"),
            ("Data Engineer (part-time)", "2022-12"),
            ("Werkstudent", "2022-12"),
            ("Data Engineer", "2023-03"),
            ("Data Engineer", "2023-05"),
        ] {
            check_resume(
                ID,
                &resume((title, start, "present"), ("ETL Developer", "2021-10", "2023-05")),
                false,
            );
        }
        let promoted = Resume::new("Engineer")
            .job_at("Acme Ltd", "Lead Engineer", "2020-01", "2022-01", &["Led it"])
            .job_at("Acme Ltd", "Engineer", "2018-01", "2022-01", &["Built it"]);
        check_resume(ID, &promoted, false);
        check_resume(
            ID,
            &resume(("Data Engineer", "2022", "2024"), ("ETL Developer", "2020", "2022")),
            false,
        );
        check_resume(ID, &Resume::new(""), false);
    }
}
