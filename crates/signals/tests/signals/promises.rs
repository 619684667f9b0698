//! What the rules promise of any résumé: the same answer every time, and none that hangs on who somebody is.

use std::thread;

use candela_extract::{DocumentText, HiddenReason, HiddenText, Rect};
use candela_profile::{Context, Profile, profile};
use candela_signals::{Signal, catalogue, explain, signals};
use jiff::civil::date;

const RESUME: &str = "Ada Exempel\nBackend Developer\nada@example.org\n\nSummary\nPassionate developer with 9 years of experience.\n\n\
    Experience\n\nBackend Developer, Acme Ltd\nJan 2020 - Present\n\
    • Built the billing API in FastAPI for 2M users\n• Cut p95 latency from 900 ms to 120 ms and tested it with pytest\n\
    • Moved 12 services to Kubernetes and Python 3.12\n• Chose Postgres over MongoDB because reports join six tables\n\n\
    Nurse, City Hospital\nJan 2012 - Mar 2018\n• Led a ward of 20 beds\n\n\
    Education\nBSc Computer Science, University of Leeds\n2008 - 2011\n\nSkills\nPython, Django, Flask, FastAPI, Pyramid, Tornado\n";

fn read(body: &str) -> (DocumentText, Profile) {
    let document = DocumentText { body: body.to_owned(), ..DocumentText::default() };
    let profile = profile(&document, &Context::new(date(2026, 11, 15), "resume.txt"));
    (document, profile)
}

fn flags(body: &str) -> Vec<Signal> {
    let (document, profile) = read(body);
    signals(&document, &profile)
}

/// Ids with their reasons: what does not move when words grow longer.
fn told(body: &str) -> Vec<(String, Vec<String>)> {
    let reasons = |signal: &Signal| signal.evidence.iter().map(|evidence| evidence.reason.clone()).collect();
    flags(body).iter().map(|signal| (signal.id.clone(), reasons(signal))).collect()
}

#[test]
fn a_hundred_runs_on_many_threads_give_the_same_answer() {
    let first = format!("{:?}", flags(RESUME));
    assert!(first.matches("Signal {").count() >= 10, "{first}");
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..25).for_each(|_| assert_eq!(format!("{:?}", flags(RESUME)), first)));
        }
    });
}

const OTHER: &str = "\n\nTomas Havel\ntomas.havel@example.cz\n\nExperience\nMobile Developer, Vltava Apps\nMar 2018 - Present\n\
    • Led the migration of 40 screens to SwiftUI for 3M users\n• Cut the crash rate from 4% to 0.2% with XCTest\n\n\
    Education\nMSc Informatics, Brno University, 2013 - 2018\n";

#[test]
fn nothing_is_raised_by_the_words_of_a_second_person() {
    let both = format!("{RESUME}{OTHER}");
    let (document, profile) = read(&both);
    assert!(profile.absent.iter().any(|absence| absence.what == "second_person"), "{:?}", profile.absent);
    assert!(flags(OTHER.trim_start()).len() > 2, "the other's own words raise signals");
    assert_eq!(flags(&both), flags(RESUME));
    let explanation =
        explain(candela_signals::Rules::bundled(), &document, &profile, "quantified_impact").unwrap();
    let theirs = explanation.steps.iter().filter_map(|step| step.span);
    assert!(theirs.clone().count() > 0 && theirs.into_iter().all(|span| span.range().end <= RESUME.len()));
}

#[test]
fn explanations_agree_with_what_was_raised() {
    let (document, profile) = read(RESUME);
    let raised = signals(&document, &profile);
    for rule in catalogue().rules() {
        let explanation = explain(candela_signals::Rules::bundled(), &document, &profile, &rule.id).unwrap();
        let signal = raised.iter().find(|signal| signal.id == rule.id);
        assert_eq!(
            explanation.evidence,
            signal.map(|signal| signal.evidence.clone()).unwrap_or_default(),
            "{}",
            rule.id
        );
        assert_eq!(explanation.raised, signal.is_some(), "{}", rule.id);
        assert!(!explanation.steps.is_empty(), "{}", rule.id);
    }
}

#[test]
fn names_schools_and_pronouns_change_nothing() {
    let first = told(RESUME);
    for (name, school) in [
        ("Oluwaseun Adeyemi-Okafor", "University of Lagos"),
        ("Nguyễn Thị Hương", "Đại học Bách khoa Hà Nội"),
        ("Fatima al-Zahra bint Yusuf", "Community College of Nowhere"),
        ("李 美玲", "國立臺灣大學"),
        ("John Smith", "Stanford University"),
    ] {
        let swapped = RESUME.replace("Ada Exempel", name).replace("University of Leeds", school);
        assert_eq!(told(&swapped), first, "{name}");
    }
    let with = |pronoun: &str| {
        RESUME.replace(
            "• Led a ward",
            &format!("• {pronoun} colleagues say the pager was kept quiet\n• Led a ward"),
        )
    };
    for pronoun in ["Her", "Their", "Xyr"] {
        assert_eq!(told(&with(pronoun)), told(&with("His")), "{pronoun}");
    }
}

#[test]
fn hidden_skills_count_for_nothing() {
    let (mut document, profile) = read(RESUME);
    let before = signals(&document, &profile);
    let text = "Rust Kubernetes Terraform mypy Sentry Celery 5B users cut costs by 90 %".to_owned();
    document.hidden.push(HiddenText { page: 0, area: Rect::default(), text, reason: HiddenReason::Colour });
    let after = signals(&document, &profile);
    let (hidden, rest): (Vec<_>, Vec<_>) = after.into_iter().partition(|signal| signal.id == "hidden_text");
    assert_eq!(rest, before);
    assert_eq!(hidden.len(), 1);
}
