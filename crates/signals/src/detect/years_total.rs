//! The years of dated work, overlaps counted once.
//!
//! Raised: wherever a job is dated; each job is shown with its months. Not: years that are only claimed.

use crate::checks::{Checks, Conclusion, counted};
use crate::engine::Finding;
use crate::reading::Reading;

pub(super) fn conclude(reading: &Reading<'_>) -> Conclusion {
    let years = reading.profile.years_experience;
    let n_dated = reading.jobs.iter().filter(|job| job.employment.start.is_some()).count();
    let mut checks = Checks::default();
    checks.ask("is any work dated?", years.is_some(), counted(n_dated, "dated job", "dated jobs"));
    checks.conclude(|| {
        let total = years.unwrap_or_default();
        let dated = reading.jobs.iter().filter(|job| job.employment.start.is_some());
        let sum = format!("{total:.1} years in {}", counted(n_dated, "dated job", "dated jobs"));
        dated.map(|job| Finding::at(job.span(), 1, sum.clone())).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Resume, check_resume};

    const ID: &str = "years_total";

    #[test]
    fn dated_years_are_summed_up() {
        let resume = Resume::new("Engineer")
            .job("Software Engineer", "2020-01", "2021-12", &["Built it"])
            .job("Software Engineer", "2018-01", "2019-12", &["Built it"]);
        assert_eq!(check_resume(ID, &resume, true), ["4.0 years in 2 dated jobs"; 2]);
    }

    #[test]
    fn claimed_years_are_not() {
        check_resume(ID, &Resume::new("12 years of experience"), false);
        check_resume(ID, &Resume::new(""), false);
    }
}
