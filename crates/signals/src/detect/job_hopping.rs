//! Three or more finished permanent jobs of under a year each. Shown to people as "short stays".
//!
//! Raised: three jobs in a row of eight, nine and ten months. Not: contracts, internships, work beside a study, the
//! current job, years without months. Firms close and projects end; it is a fact to ask, and no verdict.

use crate::checks::{Checks, Conclusion, counted};
use crate::engine::Finding;
use crate::jobs::Job;
use crate::reading::Reading;

/// A stay shorter than this is short.
const SHORT_MONTHS: i32 = 12;
/// So many of them are a row.
const LEAST_STAYS: usize = 3;

pub(super) fn conclude(reading: &Reading<'_>) -> Conclusion {
    let stays: Vec<(&Job<'_>, i32)> = reading.jobs.iter().filter_map(short_stay).collect();
    let mut checks = Checks::default();
    checks.ask(
        "are three finished permanent jobs shorter than a year?",
        stays.len() >= LEAST_STAYS,
        counted(stays.len(), "short stay", "short stays"),
    );
    checks.conclude(|| {
        stays
            .iter()
            .map(|(job, months)| Finding::at(job.span(), 1, format!("{}: {months} months", job.name())))
            .collect()
    })
}

fn short_stay<'a>(job: &'a Job<'a>) -> Option<(&'a Job<'a>, i32)> {
    let months = job.n_months().filter(|months| (0..SHORT_MONTHS).contains(months))?;
    (job.is_held_fully() && !job.employment.current).then_some((job, months))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Resume, check_resume};

    const ID: &str = "job_hopping";

    fn resume(title: &str, jobs: &[(&str, &str)]) -> Resume {
        jobs.iter().fold(Resume::new("Engineer"), |resume, (start, end)| {
            resume.job(title, start, end, &["Built it"])
        })
    }

    const SHORT: [(&str, &str); 4] =
        [("2024-05", "present"), ("2023-08", "2024-04"), ("2022-12", "2023-07"), ("2022-01", "2022-11")];

    #[test]
    fn three_short_stays_are_raised() {
        let found = check_resume(ID, &resume("Web Developer", &SHORT), true);
        assert_eq!(found, ["Web Developer: 8 months", "Web Developer: 7 months", "Web Developer: 10 months"]);
    }

    #[test]
    fn contracts_internships_and_longer_stays_are_not() {
        check_resume(ID, &resume("Web Developer (contract)", &SHORT), false);
        check_resume(ID, &resume("Praktikantin", &SHORT), false);
        check_resume(ID, &resume("Web Developer", &SHORT[..3]), false);
        check_resume(
            ID,
            &resume(
                "Web Developer",
                &[("2020-01", "2021-01"), ("2019-01", "2020-01"), ("2018-01", "2019-01")],
            ),
            false,
        );
        check_resume(
            ID,
            &resume("Web Developer", &[("2023", "2023"), ("2022", "2022"), ("2021", "2021")]),
            false,
        );
        check_resume(ID, &Resume::new(""), false);
    }
}
