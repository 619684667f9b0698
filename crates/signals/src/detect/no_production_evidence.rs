//! Development is claimed, and nothing was deployed, served, released or used by anyone.
//!
//! Flagged: two jobs of code and no user, release or server in sight. For students and interns it is shown as a fact.
//! Not: any word of a release, of users, of running systems. Code that never met a user has not been finished.

use std::sync::LazyLock;

use regex::Regex;

use super::{production_deployment, scale_indicators, years_without_accomplishments};
use crate::Polarity;
use crate::checks::{Checks, Conclusion, counted};
use crate::engine::Finding;
use crate::jobs::Tenure;
use crate::pattern::pattern;
use crate::reading::Reading;
use crate::tools::Purpose;

/// Fewer sentences than this tell too little of the work to miss anything in it.
const LEAST_TOLD: usize = 3;

pub(super) fn conclude(reading: &Reading<'_>) -> Conclusion {
    let n_told = n_told(reading);
    let sign = sign(reading);
    let found = match &sign {
        Some(words) => format!("\"{words}\""),
        None => format!("none in {}", counted(n_told, "sentence", "sentences")),
    };
    let mut checks = Checks::default();
    checks
        .ask("is the work software development?", reading.develops_software(), super::develops_words(reading))
        .ask("is the work told at all?", n_told >= LEAST_TOLD, counted(n_told, "sentence", "sentences"))
        .ask("is nothing deployed, served, released or used?", sign.is_none(), found);
    let conclusion = checks.conclude(|| {
        vec![Finding::absent(format!(
            "no deployment, release, load, user or running system in {} about work",
            counted(n_told, "sentence", "sentences")
        ))]
    });
    let is_learner = reading.jobs.iter().all(|job| job.tenure == Tenure::Internship);
    Conclusion { polarity: is_learner.then_some(Polarity::Fact), ..conclusion }
}

/// How many sentences tell of work.
pub(super) fn n_told(reading: &Reading<'_>) -> usize {
    reading.sentences.iter().filter(|sentence| sentence.is_bullet || sentence.tells_work()).count()
}

/// The first words that speak of something in use.
fn sign(reading: &Reading<'_>) -> Option<String> {
    let told = reading.work().find_map(|sentence| {
        let plain = &sentence.plain;
        let words = USED.find(plain).or_else(|| years_without_accomplishments::SHIPPED.find(plain));
        words.map(|words| words.as_str().trim().to_owned()).or_else(|| {
            let fits = production_deployment::CUES.fit(sentence)
                || sentence.tools.iter().any(|tool| tool.speaks_for(Purpose::Deployment));
            fits.then(|| plain.clone())
        })
    });
    told.or_else(|| scale_indicators::detect(reading).first().map(|finding| finding.reason.clone()))
}

static USED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:use(?:d|s)? (?:it|by|in|at|every|daily)|users?|customers?|clients?|visitors|players|subscribers|stores?|hosted|live|online|runs?|running|operat\w+|releas\w+|deliver\w+|in use|used by|rolled out|adopted|latency|uptime|traffic|nutzer\w*|kunden|utilisateurs|clients|usuarios|clientes|gebruikers|klanten|utenti|clienti)\b",
    )
});

#[cfg(test)]
mod tests {
    use super::super::tests::{Resume, check_resume, raised_in};
    use crate::Polarity;

    const ID: &str = "no_production_evidence";
    const CODE: [&str; 3] = ["Wrote modules in Python", "Took part in reviews", "Documented the code"];

    #[test]
    fn code_that_met_nobody_is_flagged() {
        let resume = Resume::new("Software Developer").job("Software Developer", "2019-03", "2024-05", &CODE);
        let found = check_resume(ID, &resume, true);
        assert_eq!(found, ["no deployment, release, load, user or running system in 3 sentences about work"]);
    }

    #[test]
    fn anything_in_use_is_enough() {
        for extra in [
            "Released it every week",
            "Served 40 customers",
            "Moved it to Kubernetes",
            "Betrieb für 200 Nutzer",
        ] {
            let bullets = [CODE[0], CODE[1], CODE[2], extra];
            let resume =
                Resume::new("Software Developer").job("Software Developer", "2019-03", "2024-05", &bullets);
            check_resume(ID, &resume, false);
        }
        check_resume(ID, &Resume::new("Nurse").job("Nurse", "2019-03", "2024-05", &CODE), false);
        check_resume(ID, &Resume::new(""), false);
    }

    #[test]
    fn for_interns_it_is_a_fact() {
        let resume = Resume::new("Student").job("Software Engineering Intern", "2024-03", "2024-08", &CODE);
        assert_eq!(raised_in(ID, &resume).map(|signal| signal.polarity), Some(Polarity::Fact));
    }
}
