//! Every project is a well-known exercise, and no work in software is told.
//!
//! Flagged: a to-do list, a calculator and a film database from a course, beside a job in a shop. Not: one such project
//! beside real work, an internship, open source. Which exercises are well known stands in the packs.

use std::sync::LazyLock;

use candela_profile::SectionKind;
use regex::Regex;

use crate::checks::{Checks, Conclusion, counted};
use crate::engine::Finding;
use crate::pattern::pattern;
use crate::reading::{Reading, Sentence};
use crate::words::words;

pub(super) fn conclude(reading: &Reading<'_>) -> Conclusion {
    let projects: Vec<&Sentence> =
        reading.sentences.iter().filter(|sentence| is_project(sentence, reading)).collect();
    let exercise = |sentence: &Sentence| reading.rules.packs.exercise(&sentence.plain).map(str::to_owned);
    let exercises: Vec<(&Sentence, String)> =
        projects.iter().filter_map(|sentence| Some((*sentence, exercise(sentence)?))).collect();
    let real = projects.iter().find(|sentence| exercise(sentence).is_none() && is_real(sentence));
    let job = reading.jobs.iter().find(|job| job.develops_software());
    let work =
        reading.sentences.iter().find(|sentence| sentence.is_bullet && is_paid_software(sentence, reading));
    let open = reading.sentences.iter().find_map(|sentence| OPEN_SOURCE.find(&sentence.plain));
    let n_lines =
        projects.iter().filter(|sentence| !sentence.is_list && words(&sentence.plain).count() >= 3).count();
    let mut checks = Checks::default();
    checks
        .ask(
            "are well-known exercises among the projects?",
            !exercises.is_empty(),
            counted(exercises.len(), "exercise", "exercises"),
        )
        .ask(
            "are they most of what the projects tell?",
            exercises.len() * 3 >= n_lines,
            format!("{} of {}", exercises.len(), counted(n_lines, "line", "lines")),
        )
        .ask(
            "is there no project in use?",
            real.is_none(),
            real.map_or_else(String::new, |real| real.plain.clone()),
        )
        .ask(
            "is there no job in software?",
            job.is_none() && work.is_none(),
            job.map_or_else(
                || work.map_or_else(String::new, |work| work.plain.clone()),
                |job| job.name().to_owned(),
            ),
        )
        .ask(
            "is there no open-source work?",
            open.is_none(),
            open.map_or_else(String::new, |open| open.as_str().to_owned()),
        );
    checks.conclude(|| {
        let at = |(sentence, name): &(&Sentence, String)| {
            Finding::at(sentence.span, 1, format!("\"{name}\" is a well-known exercise"))
        };
        exercises.iter().map(at).collect()
    })
}

/// A line of the projects; where no section is called so, any line outside jobs and schools that names an exercise.
fn is_project(sentence: &Sentence, reading: &Reading<'_>) -> bool {
    let has_section = reading.profile.sections.iter().any(|section| section.kind == SectionKind::Projects);
    let is_outside = !sentence.is_bullet
        && !matches!(
            sentence.section,
            SectionKind::Work | SectionKind::Education | SectionKind::Certificates
        );
    if has_section {
        sentence.section == SectionKind::Projects
    } else {
        is_outside && reading.rules.packs.exercise(&sentence.plain).is_some()
    }
}

/// Whether a project was used by others or lives outside a desk.
fn is_real(sentence: &Sentence) -> bool {
    static USED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:users?|customers?|downloads|stars|contributors?|in production|deployed for|used by|club|association|charity|published|app store|play store|pypi|npm|crates\.io|client for|maintained|released|nutzer|utilisateurs|usuarios|gebruikers|utenti)\b",
        )
    });
    USED.is_match(&sentence.plain)
}

/// Whether a bullet of a job names something that only developers work with.
fn is_paid_software(sentence: &Sentence, reading: &Reading<'_>) -> bool {
    let is_exercise = reading.rules.packs.exercise(&sentence.plain).is_some();
    sentence.section == SectionKind::Work
        && !is_exercise
        && sentence.tells_work()
        && sentence.tools.iter().any(crate::tools::ToolUse::is_of_the_trade)
}

static OPEN_SOURCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:open[- ]?source|(?:core |co-?)?maintainer of|contribut(?:or|ed|ions?) to (?:the )?[A-Z\w.-]+|merged pull requests?|upstream)\b",
    )
});

#[cfg(test)]
mod tests {
    use super::super::tests::{Resume, check_resume};

    const ID: &str = "tutorial_projects_only";
    const EXERCISES: [&str; 3] = [
        "To-do list with Django, built along a video course",
        "Calculator and tic-tac-toe in Python",
        "Bootcamp capstone: a movie database in Flask with a login page",
    ];

    fn resume(title: &str, bullet: &str, projects: &[&str]) -> Resume {
        Resume::new("Aspiring Web Developer").job(title, "2019-03", "2024-05", &[bullet]).projects(projects)
    }

    #[test]
    fn exercises_alone_are_flagged() {
        let found = check_resume(ID, &resume("Barista", "Closed the shop", &EXERCISES), true);
        assert_eq!(found.len(), 3, "{found:?}");
        check_resume(
            ID,
            &resume("Barista", "Closed the shop", &["Weather app in React", "Netflix clone"]),
            true,
        );
        check_resume(
            ID,
            &resume("Verkäuferin", "Kasse geführt", &["Taschenrechner in Java", "Wetter-App mit Vue"]),
            true,
        );
    }

    #[test]
    fn exercises_beside_work_are_not() {
        check_resume(ID, &resume("Web Developer", "Built the shop in Django", &EXERCISES), false);
        check_resume(ID, &resume("Software Engineering Intern", "Wrote modules", &EXERCISES), false);
        check_resume(ID, &resume("Barista", "Wrote the till's stock sync in Django", &EXERCISES), false);
        let own = [EXERCISES[0], "Roster planner used by three clubs", "Exporter with 95 stars"];
        check_resume(ID, &resume("Barista", "Closed the shop", &own), false);
        check_resume(
            ID,
            &resume(
                "Barista",
                "Closed the shop",
                &["Bus timetable library", "Recipe search in SQLite", "Mesh viewer"],
            ),
            false,
        );
        check_resume(ID, &resume("Tutor", "Gave tutorials in mathematics to small groups", &[]), false);
        check_resume(ID, &Resume::new(""), false);
    }
}
