use candela_extract::DocumentText;
use candela_profile::{Context, LevelStep, ScreenOut, profile};

use super::*;
use crate::role::{LastUse, PlaceAsk, SkillAsk};
use crate::signals;

const TODAY: Date = Date::constant(2026, 5, 4);

const ROBIN: &str = "Robin Achterberg\nBackend Developer\nrobin@example.org\nLeipzig, Germany\n\nExperience\n\n\
    Example Freight, Backend Developer, January 2019 - December 2023\n\
    - Built the tracking API in Django and PostgreSQL.\n\
    - Took SEPA direct debits for 40 carriers.\n\n\
    Example Foods, Software Developer, January 2024 - December 2024\n\
    - Moved the order service to FastAPI and Kafka.\n\n\
    Skills\nPython, Redis\n";

fn lines_of(body: &str, role: &RoleProfile) -> Vec<FitLine> {
    let document = DocumentText { body: body.to_owned(), ..DocumentText::default() };
    let screen_out = ScreenOut::default();
    let skills = SkillsIndex::bundled();
    let context = Context { screen_out: &screen_out, skills, ..Context::new(TODAY, "") };
    let profile = profile(&document, &context);
    let signals = signals(&document, &profile);
    let resume = Resume { body, profile: &profile, signals: &signals, as_of: TODAY };
    let fit = fit(role, &resume, skills);
    for span in fit.lines.iter().flat_map(|line| &line.evidence) {
        assert!(!span.of(body).is_empty(), "evidence lies in the body");
    }
    fit.lines
}

/// One must-have held against Robin.
fn must(ask: SkillAsk) -> FitLine {
    lines_of(ROBIN, &RoleProfile { must: vec![ask], ..RoleProfile::default() }).remove(0)
}

fn ask(any: &[&str], years: Option<f32>, last_used: Option<LastUse>) -> SkillAsk {
    SkillAsk { any: any.iter().map(|name| (*name).to_owned()).collect(), years, last_used }
}

#[test]
fn a_skill_is_met_unknown_or_contradicted() {
    use FitOutcome::{Fail, Pass, Unknown};
    let since = |year| Some(LastUse::Since(year));
    for (asked, expected) in [
        (ask(&["Django"], None, None), Pass),
        (ask(&["django"], Some(5.0), None), Pass),
        (ask(&["Django"], Some(6.0), None), Fail),
        (ask(&["Django"], None, since(2023)), Pass),
        (ask(&["Django"], None, since(2024)), Fail),
        (ask(&["Django"], None, Some(LastUse::WithinYears(2))), Fail),
        (ask(&["FastAPI"], None, Some(LastUse::WithinYears(2))), Pass),
        (ask(&["FastAPI"], Some(3.0), None), Fail),
        // Listed only: there are no years to hold against it.
        (ask(&["Redis"], Some(3.0), None), Unknown),
        (ask(&["Redis"], None, since(2025)), Unknown),
        // Not named at all.
        (ask(&["Terraform"], Some(3.0), None), Unknown),
        (ask(&["Basketry"], None, None), Unknown),
        // Django and FastAPI imply Python; their years together are years of it.
        (ask(&["Python"], Some(6.0), None), Pass),
        (ask(&["Python"], Some(7.0), None), Fail),
        // One of several will do, and their years add up.
        (ask(&["Flask", "FastAPI"], None, None), Pass),
        (ask(&["Django", "FastAPI"], Some(6.0), None), Pass),
        (ask(&["Flask", "Tornado"], None, None), Unknown),
    ] {
        let line = must(asked.clone());
        assert_eq!(line.outcome, expected, "{}: {}: {}", line.asked, line.found, line.sentence);
        assert_eq!(line.asked, asked.in_words());
        assert_eq!(line.evidence.is_empty(), line.found.starts_with("not "), "{line:?}");
    }
}

#[test]
fn years_that_the_resume_states_or_leaves_undated_contradict_nothing() {
    let summary = ROBIN.replace("Backend Developer\nrobin", "Backend Developer, 8 years of Django\nrobin");
    let undated = format!("{ROBIN}\nProjects\n- A shop in Django.\n").replace(
        "Example Freight, Backend Developer, January 2019 - December 2023",
        "Example Freight, Backend Developer, January 2023 - December 2023",
    );
    let role = RoleProfile { must: vec![ask(&["Django"], Some(7.0), None)], ..RoleProfile::default() };
    let line = lines_of(&summary, &role).remove(0);
    assert_eq!(line.outcome, FitOutcome::Unknown, "{line:?}");
    assert!(line.sentence.contains("8 years"), "{}", line.sentence);
    assert_eq!(lines_of(&undated, &role).remove(0).outcome, FitOutcome::Fail);
}

#[test]
fn years_and_level_are_those_of_dated_development() {
    use FitOutcome::{Fail, Pass, Unknown};
    let barista = "Ines Example\n\nExperience\n\nExample Coffee, Barista, January 2014 - December 2023\n- Made coffee.\n\n\
        Example Foods, Software Developer, January 2024 - December 2024\n- Built the till in Go.\n";
    let undated =
        "Ines Example\n\nExperience\n\nExample Foods, Software Developer\n- Built the till in Go.\n";
    let years = |years| RoleProfile { years: Some(years), ..RoleProfile::default() };
    let level = |level| RoleProfile { level: Some(level), ..RoleProfile::default() };
    for (body, role, expected) in [
        (ROBIN, years(6.0), Pass),
        (ROBIN, years(7.0), Fail),
        (ROBIN, level(LevelStep::Senior), Pass),
        (barista, years(1.0), Pass),
        (barista, years(3.0), Unknown),
        (barista, years(12.0), Fail),
        (barista, level(LevelStep::Junior), Pass),
        (barista, level(LevelStep::Senior), Unknown),
        (undated, years(1.0), Unknown),
        (undated, level(LevelStep::Mid), Unknown),
    ] {
        let line = lines_of(body, &role).remove(0);
        assert_eq!(line.outcome, expected, "{}: {}: {}", line.asked, line.found, line.sentence);
    }
}

#[test]
fn kind_of_work_and_field_are_met_or_unknown() {
    use FitOutcome::{Pass, Unknown};
    let role = |role| RoleProfile { role: Some(role), ..RoleProfile::default() };
    let field = |ids: &[&str]| RoleProfile {
        domains: ids.iter().map(|id| (*id).to_owned()).collect(),
        ..RoleProfile::default()
    };
    for (role, expected) in [
        (role(Role::Backend), Pass),
        (role(Role::Games), Unknown),
        (field(&["payments"]), Pass),
        (field(&["health", "payments"]), Pass),
        (field(&["health"]), Unknown),
    ] {
        let line = lines_of(ROBIN, &role).remove(0);
        assert_eq!(line.outcome, expected, "{}: {}", line.asked, line.sentence);
        assert_eq!(line.evidence.is_empty(), expected == Unknown, "{line:?}");
    }
}

#[test]
fn place_stands_aside() {
    use FitOutcome::{Fail, Pass, Unknown};
    let place = |city: &str, country: &str, remote| {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let place = PlaceAsk { city: some(city), country: some(country), remote };
        RoleProfile { place: Some(place), ..RoleProfile::default() }
    };
    for (role, expected) in [
        (place("leipzig", "", false), Pass),
        (place("Berlin", "DE", false), Unknown),
        (place("Berlin", "DE", true), Pass),
        (place("", "DE", false), Pass),
        (place("Lyon", "", false), Fail),
        (place("", "FR", true), Fail),
    ] {
        let line = lines_of(ROBIN, &role).remove(0);
        assert_eq!((line.need, line.outcome), (Need::Aside, expected), "{}: {}", line.asked, line.sentence);
    }
    assert!(lines_of(ROBIN, &place("", "", true)).is_empty(), "work from anywhere asks for no place");
    assert!(lines_of(ROBIN, &place("Lyon", "", true)).is_empty());
}

/// A profile with a line of every kind.
fn everything() -> RoleProfile {
    RoleProfile {
        title: "Backend developer".to_owned(),
        role: Some(Role::Backend),
        level: Some(LevelStep::Mid),
        years: Some(3.0),
        domains: vec!["payments".to_owned()],
        place: Some(PlaceAsk { city: Some("Berlin".to_owned()), country: None, remote: false }),
        must: vec![ask(&["Django"], Some(3.0), Some(LastUse::Since(2022))), ask(&["Kafka"], Some(2.0), None)],
        nice: vec![ask(&["Terraform"], None, None)],
        questions: vec!["Why this trade?".to_owned()],
    }
}

#[test]
fn the_lines_are_the_same_for_everybody() {
    let of =
        |body: &str| lines_of(body, &everything()).into_iter().map(|l| (l.need, l.asked)).collect::<Vec<_>>();
    assert_eq!(of(ROBIN), asked(&everything()));
    assert_eq!(of("Nobody\n"), asked(&everything()));
    assert_eq!(lines_of("", &everything()).iter().filter(|l| l.outcome != FitOutcome::Unknown).count(), 0);
}

/// Name, pronoun, school and contacts are other people's; what they did is the same.
#[test]
fn swapping_names_pronouns_and_schools_changes_no_line() {
    let told = |name: &str, mail: &str, pronoun: &str, school: &str| {
        let rest = ROBIN.split_once("Leipzig").map_or("", |(_, rest)| rest);
        format!(
            "{name}\nBackend Developer\n{mail}\nLeipzig{rest}\nEducation\n\n{school}, BSc Computer Science, 2015 - 2018\n\n\
             About\n{pronoun} likes long walks.\n"
        )
    };
    let people = [
        ("Robin Achterberg", "robin@example.org", "They", "Beispiel University"),
        ("Mary Fictive", "mary@example.org", "She", "Example College"),
        ("Ahmed Beispiel", "ahmed@example.com", "He", "University of Nowhere"),
        ("Nguyễn Thị Ví Dụ", "vidu@example.net", "She", "Technische Hochschule Beispiel"),
    ];
    let lines = |(name, mail, pronoun, school): (&str, &str, &str, &str)| {
        let of = |line: FitLine| (line.outcome, line.asked, line.found, line.sentence);
        lines_of(&told(name, mail, pronoun, school), &everything()).into_iter().map(of).collect::<Vec<_>>()
    };
    let first = lines(people[0]);
    assert!(first.iter().any(|(outcome, ..)| *outcome == FitOutcome::Pass), "{first:?}");
    for person in people {
        assert_eq!(lines(person), first, "{person:?}");
    }
}
