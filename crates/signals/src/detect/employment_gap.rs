//! Seven months or more between two entries of the work history.
//!
//! Raised: a job that ended in June 2020 and the next one from March 2021. Not: two months between jobs, years without
//! months that leave the gap open, a gap that another job covers. There are a hundred good reasons; it is a fact to ask.

use jiff::civil::Date;

use crate::checks::{Checks, Conclusion, counted};
use crate::engine::Finding;
use crate::jobs::{Job, months_between};
use crate::reading::Reading;

/// From so many months on.
const LEAST_MONTHS: i32 = 7;

pub(super) fn conclude(reading: &Reading<'_>) -> Conclusion {
    let dated: Vec<&Job<'_>> = dated(reading);
    let gaps = gaps(&dated);
    let longest = gaps.iter().map(|gap| gap.n_months).max().unwrap_or_default();
    let mut checks = Checks::default();
    checks
        .ask("are there two dated jobs?", dated.len() >= 2, counted(dated.len(), "dated job", "dated jobs"))
        .ask(
            "are seven months between two of them?",
            !gaps.is_empty(),
            format!("the longest gap has {longest} months"),
        );
    checks.conclude(|| gaps.iter().map(Gap::finding).collect())
}

struct Gap<'a> {
    before: &'a Job<'a>,
    after: &'a Job<'a>,
    n_months: i32,
}

impl Gap<'_> {
    fn finding(&self) -> Finding {
        let reason =
            format!("{} months between {} and {}", self.n_months, self.before.name(), self.after.name());
        Finding::at(self.after.span(), u8::try_from(self.n_months).unwrap_or(u8::MAX), reason)
    }
}

/// The jobs with a beginning and an end, in the order of time.
fn dated<'a>(reading: &'a Reading<'a>) -> Vec<&'a Job<'a>> {
    let mut jobs: Vec<&Job<'_>> = reading
        .jobs
        .iter()
        .filter(|job| job.earliest_start().is_some() && job.latest_end().is_some())
        .collect();
    jobs.sort_by_key(|job| (job.earliest_start(), job.latest_end()));
    jobs
}

/// The gaps that remain when every date is read in the way that makes them shortest.
fn gaps<'a>(dated: &[&'a Job<'a>]) -> Vec<Gap<'a>> {
    let mut found = Vec::new();
    let mut last: Option<(Date, &Job<'_>)> = None;
    for job in dated {
        let (Some(start), Some(end)) = (job.earliest_start(), job.latest_end()) else { continue };
        if let Some((until, before)) = last
            && until < start
        {
            let n_months = months_between(until, start);
            if n_months >= LEAST_MONTHS {
                found.push(Gap { before, after: job, n_months });
            }
        }
        if last.is_none_or(|(until, _)| until < end) {
            last = Some((end, job));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Resume, check_resume};

    const ID: &str = "employment_gap";

    fn resume(jobs: &[(&str, &str)]) -> Resume {
        jobs.iter().fold(Resume::new("Engineer"), |resume, (start, end)| {
            resume.job("Software Engineer", start, end, &["Built it"])
        })
    }

    #[test]
    fn long_gaps_are_raised() {
        let found = check_resume(ID, &resume(&[("2021-03", "present"), ("2018-01", "2020-06")]), true);
        assert_eq!(found, ["9 months between Software Engineer and Software Engineer"]);
        check_resume(ID, &resume(&[("2022", "2023"), ("2018", "2020")]), true);
    }

    #[test]
    fn short_open_and_covered_gaps_are_not() {
        check_resume(ID, &resume(&[("2020-09", "present"), ("2018-01", "2020-06")]), false);
        check_resume(ID, &resume(&[("2021", "2023"), ("2018", "2020")]), false);
        check_resume(
            ID,
            &resume(&[("2021-03", "present"), ("2020-01", "2021-02"), ("2018-01", "2020-06")]),
            false,
        );
        check_resume(
            ID,
            &resume(&[("2021-03", "present"), ("2015-01", "present"), ("2012-01", "2014-12")]),
            false,
        );
        check_resume(ID, &resume(&[("2021-03", "present")]), false);
        check_resume(ID, &Resume::new(""), false);
    }
}
