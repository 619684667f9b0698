use candela_profile::{Context, profile};
use jiff::civil::date;

use super::*;
use crate::role::SkillAsk;
use crate::{catalogue, signals};

const RESUME: &str = "Ada Exempel\nBackend Developer\nada@example.org\n\nSummary\nPassionate developer with 9 years of experience.\n\n\
    Experience\n\nBackend Developer, Acme Ltd\nJan 2020 - Present\n\
    • Built the billing API in FastAPI for 2M users\n• Cut p95 latency from 900 ms to 120 ms and tested it with pytest\n\
    • Moved 12 services to Kubernetes and Python 3.12\n• Wrote COBOL <b>mainframe</b> *jobs*\n\n\
    Education\nBSc Computer Science, University of Leeds\n2008 - 2011\n\nSkills\nPython, FastAPI, PostgreSQL\n";

fn kit_of(body: &str, wanted: &KitRole) -> Kit {
    let document = DocumentText { body: body.to_owned(), ..DocumentText::default() };
    let profile = profile(&document, &Context::new(date(2026, 11, 15), "resume.txt"));
    let signals = signals(&document, &profile);
    kit(
        &KitFor { document: &document, profile: &profile, signals: &signals, rules: Rules::bundled() },
        wanted,
    )
}

fn ids(questions: &[Question]) -> Vec<&str> {
    questions.iter().map(|question| question.id.as_str()).collect()
}

#[test]
fn own_questions_come_from_flags_and_skills_with_their_words() {
    let kit = kit_of(RESUME, &KitRole::default());
    assert_eq!(kit.roles, [Role::Backend]);
    let own = ids(&kit.own);
    assert_eq!(own[0], "generic_claims", "{own:?}");
    let impact = kit.own.iter().find(|question| question.id == "quantified_impact").unwrap();
    let about = impact.about.as_ref().unwrap();
    assert_eq!(
        about.quote.as_deref(),
        Some("Cut p95 latency from 900 ms to 120 ms and tested it with pytest")
    );
    assert_eq!(about.span.unwrap().of(RESUME), about.quote.as_deref().unwrap());
    let skill = kit.own.iter().find(|question| question.topic == "FastAPI").unwrap();
    assert!(skill.about.as_ref().unwrap().reason.contains("years of dated work name FastAPI"));
    assert_eq!(
        skill.about.as_ref().unwrap().quote.as_deref(),
        Some("• Built the billing API in FastAPI for 2M users")
    );
}

#[test]
fn no_question_stands_twice_and_the_kit_is_bounded() {
    let every: Vec<Signal> = catalogue()
        .rules()
        .iter()
        .map(|rule| Signal {
            id: rule.id.clone(),
            polarity: rule.polarity,
            evidence: vec![crate::Evidence {
                place: crate::EvidencePlace::Absent,
                reason: "searched two pages".to_owned(),
            }],
        })
        .collect();
    let document = DocumentText { body: RESUME.to_owned(), ..DocumentText::default() };
    let profile = profile(&document, &Context::new(date(2026, 11, 15), "resume.txt"));
    for signals in [&every[..], &[]] {
        for role in [Role::Backend, Role::Data, Role::MlAi, Role::Devops, Role::Automation, Role::Games] {
            let candidate =
                KitFor { document: &document, profile: &profile, signals, rules: Rules::bundled() };
            let kit = kit(&candidate, &KitRole { roles: vec![role], skills: vec!["Django".to_owned()] });
            let all: Vec<&str> =
                [&kit.own, &kit.role, &kit.general].iter().flat_map(|part| ids(part)).collect();
            assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{all:?}");
            assert!(kit.own.len() <= 20 && kit.role.len() <= 8 && kit.general.len() <= 4, "{all:?}");
            for question in &data().question {
                let is_asked = all.contains(&question.id.as_str());
                let is_same = question.same_as.iter().any(|signal| all.contains(&signal.as_str()));
                assert!(!(is_asked && is_same), "{} is asked twice", question.id);
            }
        }
    }
}

#[test]
fn the_role_chooses_and_wanted_skills_come_first() {
    let backend = kit_of(RESUME, &KitRole::default());
    assert!(ids(&backend.role).contains(&"schema_for_access"), "{:?}", ids(&backend.role));
    let data = kit_of(RESUME, &KitRole { roles: vec![Role::Data], skills: vec!["dbt".to_owned()] });
    assert_eq!(ids(&data.role)[0], "changing_dimensions");
    assert!(ids(&data.role).contains(&"terabyte_pipeline"), "{:?}", ids(&data.role));
    let java = RESUME.replace("FastAPI", "Spring Boot").replace("Python", "Java");
    let java = kit_of(&java, &KitRole::default());
    let all: Vec<&str> = [&java.own, &java.role, &java.general].iter().flat_map(|part| ids(part)).collect();
    for python in ["gil", "list_or_generator", "mutable_default", "python_version", "mail_in_background"] {
        assert!(!all.contains(&python), "{python} in {all:?}");
    }
    assert!(all.contains(&"skill:Java"), "{all:?}");
}

#[test]
fn a_recruiters_role_asks_about_what_must_be_there() {
    let must = |name: &str| SkillAsk { any: vec![name.to_owned()], ..SkillAsk::default() };
    let role = RoleProfile {
        role: Some(Role::Devops),
        must: vec![must("k8s"), must("terraform")],
        ..RoleProfile::default()
    };
    let wanted = KitRole::of(&role);
    assert_eq!(wanted.skills, ["Kubernetes", "Terraform"]);
    let kit = kit_of("", &wanted);
    assert_eq!(ids(&kit.role)[0], "change_goes_wrong");
}

#[test]
fn an_empty_resume_gets_what_fits_anybody() {
    let kit = kit_of("", &KitRole::default());
    assert!(kit.roles.is_empty() && kit.role.is_empty());
    assert_eq!(ids(&kit.general)[0], "hardest_system");
    assert!(kit.own.is_empty(), "{:?}", ids(&kit.own));
}

#[test]
fn strangers_words_stay_words_on_paper() {
    let kit =
        kit_of(&RESUME.replace("the billing API", "the *billing* <b>API</b> [x](y)"), &KitRole::default());
    let markdown = kit.markdown("Ada <script>");
    assert!(markdown.starts_with("# Interview kit: Ada \\<script\\>\n"), "{markdown}");
    assert!(
        markdown.contains("\n## For the role: back end\n") && markdown.contains("## The screen, 45 minutes")
    );
    assert!(markdown.contains(r"\*billing\* \<b\>API\</b\> \[x\](y)"), "{markdown}");
    let html = kit.html("Ada <script>");
    assert!(html.starts_with("<!doctype html>\n<html") && html.ends_with("</html>"), "{html}");
    assert!(!html.contains("<script") && !html.contains("<b>API"), "{html}");
    assert!(html.contains("@media print") && html.contains("Content-Security-Policy"));
}

#[test]
fn the_data_is_whole_and_names_what_there_is() {
    let of_catalogue = |id: &String| catalogue().rule(id).is_some();
    let is_skill = |name: &String| SkillsIndex::bundled().get(name).is_some_and(|skill| &skill.name == name);
    let mut ids = BTreeSet::new();
    for question in &data().question {
        let Standard { id, guides, ask, strong, weak, tells, signals, same_as, skills, stack, .. } = question;
        assert!(ids.insert(id), "{id} stands twice");
        assert!(!guides.is_empty() && guides.iter().all(|guide| ('A'..='E').contains(guide)), "{id}");
        assert!(
            [ask, strong, weak, tells].iter().all(|text| text.len() > 12 && text.ends_with(['.', '?'])),
            "{id}"
        );
        let unknown: Vec<_> = signals.iter().chain(same_as).filter(|id| !of_catalogue(id)).collect();
        assert!(unknown.is_empty(), "{id} names signals {unknown:?}");
        let unknown: Vec<_> = skills.iter().chain(stack).filter(|name| !is_skill(name)).collect();
        assert!(unknown.is_empty(), "{id} names skills {unknown:?}");
    }
    assert!(data().not_asked.iter().all(of_catalogue));
    assert_eq!(data().screen.iter().map(|part| part.minutes).sum::<u32>(), 45);
    assert_eq!(data().stage.len(), 4);
    assert!(data().about_skill.ask.contains("{skill}"));
}

#[test]
fn a_covered_kit_has_the_same_questions_without_their_words() {
    let kit = kit_of(RESUME, &KitRole::default());
    let covered = kit.clone().covered(|text| text.replace("billing", "•••••••"));
    assert_eq!(ids(&covered.own), ids(&kit.own));
    let said = |kit: &Kit| kit.markdown("#1") + &kit.html("#1");
    assert!(said(&kit).contains("billing") && !said(&covered).contains("billing"));
}
