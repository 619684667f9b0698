//! Years of development and the level that they make.

use candela_profile::{LevelStep, years_of_employment};

use super::{FitLine, FitOutcome, Judged, Need, Resume};
use crate::role::kinds::{level_title, level_years};
use crate::role::profile::years_in_words;

pub(super) fn years(asked: f32, resume: &Resume<'_>) -> FitLine {
    judge(asked, resume).line(Need::Must, format!("{} of development", years_in_words(asked)))
}

pub(super) fn level(asked: LevelStep, resume: &Resume<'_>) -> FitLine {
    let least = level_years(asked);
    let words = match asked {
        LevelStep::Junior => "junior or above".to_owned(),
        other => format!("{} or above: {} of development", level_title(other), years_in_words(least)),
    };
    judge(least, resume).line(Need::Must, words)
}

/// Holds the dated development work against the years asked. The work of titles that do not say development may be
/// development all the same, and work without dates may be long: where either could make up what is missing, nothing is
/// contradicted.
fn judge(asked: f32, resume: &Resume<'_>) -> Judged {
    let profile = resume.profile;
    let developed = profile.level.map(|level| level.years);
    let all = profile.years_experience;
    let dates: Vec<_> = profile.employment.iter().filter_map(|job| job.dates).collect();
    let has_undated = profile.employment.iter().any(|job| job.start.is_none());
    let (outcome, sentence) = match (developed, all) {
        (Some(years), _) if reaches(years, asked) => (
            FitOutcome::Pass,
            "The dated work under titles of development adds up to it, internships at half.".to_owned(),
        ),
        (_, Some(all)) if reaches(all, asked) => (
            FitOutcome::Unknown,
            format!(
                "There are {} of dated work; not all of it is under a title that says development. Ask which of it \
                was.",
                years_in_words(all)
            ),
        ),
        (_, Some(all)) if !has_undated => {
            (FitOutcome::Fail, format!("All dated work of the résumé adds up to {}.", years_in_words(all)))
        }
        (_, Some(_)) => (
            FitOutcome::Unknown,
            "The dated work adds up to less, and some of the work has no dates. Ask for them.".to_owned(),
        ),
        (_, None) => (FitOutcome::Unknown, "No work in the résumé has dates. Ask for them.".to_owned()),
    };
    let found = match (developed, all) {
        (Some(years), _) => format!("{} of dated development", years_in_words(years)),
        (None, Some(all)) => {
            format!("{} of dated work, none with a title that says development", years_in_words(all))
        }
        (None, None) => "no dated work".to_owned(),
    };
    Judged { outcome, found, sentence, evidence: dates }
}

/// Whether a sum reaches what is asked, to a tenth of a year: nobody's "three years" fails by a week.
pub(super) fn reaches(years: f32, asked: f32) -> bool {
    (years * 10.0).round() >= (asked * 10.0).round()
}

/// The years of the employments that hold one of the spans, and the words of their dates.
pub(super) fn years_around(
    spans: &[candela_extract::Span],
    resume: &Resume<'_>,
) -> (Option<f32>, Vec<candela_extract::Span>) {
    let holds = |job: &&candela_profile::Employment| spans.iter().any(|span| job.span.contains(*span));
    let jobs: Vec<_> = resume.profile.employment.iter().filter(holds).cloned().collect();
    let present = resume.profile.present.map_or(resume.as_of, |present| present.date);
    (years_of_employment(&jobs, present), jobs.iter().filter_map(|job| job.dates).collect())
}
