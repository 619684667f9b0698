use super::*;
use crate::role::{PlaceAsk, read_role};

const ENGLISH: &str = "Senior Backend Engineer (f/m/d)\nExample Pay | Berlin, Germany | hybrid\n\nAbout us\nWe are 12 years old \
and love Java.\n\nWhat you will do\n- Build services in Go\n\nRequirements\n- 5+ years of professional software development \
experience\n- 3+ years of Python\n- Django or FastAPI\n- PostgreSQL; Redis is a plus\n- Experience with SEPA payments\n\
- A sense of humour\n\nNice to have\n- Kubernetes, Terraform\n- No experience with Kafka needed\n\nWhat we offer\n- A Linux laptop\n";

const GERMAN: &str = "Wir suchen einen Junior Data Engineer (m/w/d) in Köln\nStandort: Köln, 100 % remote möglich\n\nDeine Aufgaben\n\
- Datenstrecken bauen\n\nDein Profil\n- Mindestens zwei Jahre Erfahrung mit Python oder Scala\n- Sehr gute SQL-Kenntnisse\n\
- Airflow in den letzten 3 Jahren\n- Idealerweise dbt\n\nWir bieten\n- Obst\n";

fn drafted(advert: &str) -> Draft {
    let draft = draft(advert, SkillsIndex::bundled());
    for part in &draft.parts {
        assert!(!part.at.of(advert).is_empty(), "{part:?} points at words");
    }
    draft
}

fn words(asks: &[SkillAsk]) -> Vec<String> {
    asks.iter().map(SkillAsk::in_words).collect()
}

#[test]
fn an_english_advert_becomes_a_profile() {
    let draft = drafted(ENGLISH);
    let role = &draft.role;
    assert_eq!(role.title, "Senior Backend Engineer");
    assert_eq!(role.role, Some(candela_profile::Role::Backend));
    assert_eq!(role.level, Some(candela_profile::LevelStep::Senior));
    assert_eq!(role.years, Some(5.0));
    assert_eq!(words(&role.must), ["3 years of Python", "Django or FastAPI", "PostgreSQL"]);
    assert_eq!(words(&role.nice), ["Redis", "Kubernetes", "Terraform"]);
    assert_eq!(role.domains, ["payments"]);
    let berlin = PlaceAsk { city: Some("Berlin".into()), country: Some("DE".into()), remote: false };
    assert_eq!(role.place, Some(berlin));
    let left: Vec<_> = draft.left_out.iter().map(|left| left.at.of(ENGLISH)).collect();
    assert_eq!(left, ["Build services in Go", "A sense of humour", "No experience with Kafka needed"]);
}

#[test]
fn a_german_advert_becomes_a_profile() {
    let role = drafted(GERMAN).role;
    assert_eq!(role.title, "Junior Data Engineer");
    assert_eq!(role.level, Some(candela_profile::LevelStep::Junior));
    assert_eq!(
        words(&role.must),
        ["2 years of Python or Scala", "SQL", "Apache Airflow, used within the last 3 years"]
    );
    assert_eq!(words(&role.nice), ["dbt"]);
    assert_eq!(role.place.map(|place| place.in_words()).as_deref(), Some("Köln, DE, or remote within DE"));
}

#[test]
fn an_advert_without_headings_is_read_whole() {
    let role = drafted("We need a Python developer with 4 years of Django. Kafka would be nice.").role;
    assert_eq!(words(&role.must), ["Python", "4 years of Django"]);
    assert_eq!(words(&role.nice), ["Apache Kafka"]);
}

#[test]
fn every_part_points_at_the_words_it_came_from() {
    let draft = drafted(ENGLISH);
    let at = |what: &str| {
        let part = draft.parts.iter().find(|part| part.what == what);
        part.map(|part| part.at.of(ENGLISH)).unwrap_or_default()
    };
    assert_eq!(at("must: Django or FastAPI"), "Django or FastAPI");
    assert_eq!(at("must: 3 years of Python"), "Python");
    assert_eq!(at("5 years of work"), "5+ years of professional software development experience");
    assert_eq!(at("place: Berlin, DE"), "Berlin, Germany");
}

#[test]
fn the_file_of_a_draft_is_read_as_the_profile() {
    for advert in [ENGLISH, GERMAN] {
        let draft = drafted(advert);
        let file = draft.file(advert);
        assert_eq!(read_role("draft.toml", &file), (draft.role.clone(), Vec::new()), "{file}");
        assert!(file.contains("# from the advert: "), "{file}");
    }
    assert!(drafted(ENGLISH).file(ENGLISH).contains("# - A sense of humour (no skill"));
}

#[test]
fn the_line_that_gave_the_place_is_not_left_out() {
    for advert in [
        "Backend Engineer\nRequirements\n- You work in our office\nStandort: Köln\n- Python",
        "Backend Engineer\nWhat you bring\n- Location: Lyon, France\n- Django",
    ] {
        let draft = drafted(advert);
        assert!(draft.role.place.is_some(), "{advert}");
        let left: Vec<_> = draft.left_out.iter().map(|left| left.at.of(advert)).collect();
        assert!(left.iter().all(|words| !words.contains("Köln") && !words.contains("Lyon")), "{left:?}");
    }
}

#[test]
fn anything_pasted_makes_a_draft() {
    for advert in ["", "\n\n", "🕯", "Requirements:", "-", "(((", &"Python, ".repeat(20_000)] {
        let draft = drafted(advert);
        assert!(!draft.role.title.is_empty());
    }
}
