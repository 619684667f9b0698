//! Whole résumés of invented people.

use candela_profile::{Employment, Profile, SectionKind, SkillPlace};

use crate::{contacts, of, of_file, with_links};

const ENGINEER: &str = "\
MARÍA-JOSÉ EJEMPLO DE LA TORRE
Senior Backend Engineer | Payments
Location: 28013 Madrid, España · Tel.: 612 34 56 78
maria.ejemplo [at] example [dot] org · github.com/mj-ejemplo

Summary
Backend engineer. No experience with Kubernetes. Want to learn Rust.

Work Experience
Senior Backend Engineer, Banco de Prueba S.A., Madrid
Mar 2021 – Present
• Built the card ledger in Django and PostgreSQL
• Maintained the order pipeline from 2014 to 2019
Software Developer at Ficticia GmbH
June 2018 - Feb 2021
• Moved the search to Elasticsearch

Education
BSc Computer Science, Universidad de Ejemplo
2014 – 2018

Skills
Python, Go, Docker

Hobbies
Poetry, chess
";

const BEWERBER: &str = "\
Lebenslauf
Jörg von Muster
Anschrift: 04109 Leipzig
+49 (0) 341 1234567

Berufserfahrung
03/2020 – heute\tSoftwareentwickler bei Beispiel AG
Entwicklung von Diensten in Go und Redis
01/2018 – 02/2020\tWerkstudent, Muster GmbH

Ausbildung
10/2014 – 09/2018\tB.Sc. Informatik, Universität Leipzig

IT-Kenntnisse
Java, Spring, Git

Sprachen
Deutsch, Englisch
";

fn stays(profile: &Profile) -> Vec<String> {
    let date = |e: &Employment| {
        let month = |at: Option<candela_profile::YearMonth>| {
            at.map_or("?".to_owned(), |at| format!("{}-{:02}", at.year, at.month.unwrap_or(0)))
        };
        format!("{}..{}", month(e.start), if e.current { "now".to_owned() } else { month(e.end) })
    };
    let text = |fact: &Option<candela_profile::Fact<String>>| {
        fact.as_ref().map_or("?".to_owned(), |fact| fact.value.clone())
    };
    profile
        .employment
        .iter()
        .map(|e| format!("{} / {} / {}", text(&e.title), text(&e.company), date(e)))
        .collect()
}

#[test]
fn a_resume_in_english() {
    let found = of(ENGINEER);
    assert_eq!(found.name.as_ref().unwrap().value, "María-José Ejemplo de la Torre");
    assert_eq!(found.headline.as_ref().unwrap().value, "Senior Backend Engineer | Payments");
    assert_eq!(found.location.as_ref().unwrap().value, "28013 Madrid, España");
    assert_eq!(contacts(&found), ["+34612345678", "maria.ejemplo@example.org", "github:mj-ejemplo"]);
    assert_eq!(
        stays(&found),
        [
            "Senior Backend Engineer / Banco de Prueba S.A. / 2021-03..now",
            "Software Developer / Ficticia GmbH / 2018-06..2021-02",
        ]
    );
    let bullets: Vec<&str> = found.employment[0].bullets.iter().map(|span| span.of(ENGINEER)).collect();
    assert_eq!(
        bullets,
        ["Built the card ledger in Django and PostgreSQL", "Maintained the order pipeline from 2014 to 2019"]
    );
    assert_eq!(found.years_experience, Some(8.5));
    assert_eq!(found.education[0].degree.as_ref().unwrap().value, "BSc Computer Science");
}

#[test]
fn skills_know_where_they_were_used() {
    let found = of(ENGINEER);
    let names: Vec<&str> = found.skills.iter().map(|skill| skill.skill.as_str()).collect();
    assert_eq!(names, ["Django", "Docker", "Elasticsearch", "Go", "PostgreSQL", "Python"]);
    let used = |name: &str| found.skills.iter().find(|skill| skill.skill == name).unwrap();
    assert_eq!((used("Elasticsearch").place, used("Elasticsearch").years), (SkillPlace::Work, Some(2.75)));
    assert_eq!(used("Elasticsearch").last_used.unwrap().year, 2021);
    assert_eq!((used("Docker").place, used("Docker").years), (SkillPlace::List, None));
}

#[test]
fn a_resume_in_german() {
    let found = of(BEWERBER);
    assert_eq!(found.name.as_ref().unwrap().value, "Jörg von Muster");
    assert_eq!(found.location.as_ref().unwrap().value, "04109 Leipzig");
    assert_eq!(contacts(&found), ["+493411234567"]);
    assert_eq!(
        stays(&found),
        ["Softwareentwickler / Beispiel AG / 2020-03..now", "Werkstudent / Muster GmbH / 2018-01..2020-02"]
    );
    let kinds: Vec<SectionKind> = found.sections.iter().map(|section| section.kind).collect();
    use SectionKind::{Education, Head, Languages, Skills, Work};
    assert_eq!(kinds, [Head, Work, Education, Skills, Languages]);
}

#[test]
fn contacts_behind_links_count() {
    let found = with_links(
        "Ana Ejemplo\nE-mail · GitHub\n",
        &["mailto:ana@example.org?subject=Hi", "https://github.com/ana-dev"],
    );
    assert_eq!(contacts(&found), ["ana@example.org", "github:ana-dev"]);
    assert!(found.contacts.iter().all(|fact| fact.span.is_none()));
}

#[test]
fn dates_and_pages_of_github_are_no_contacts() {
    let found =
        of("Ana Ejemplo\n2019 – 2021\n2020-01-01 to 2021-02-03\ngithub.com/features/actions\nID: 12345678\n");
    assert!(
        contacts(&found).iter().all(|contact| !contact.starts_with("github:") && !contact.starts_with('2'))
    );
}

#[test]
fn a_name_that_stands_nowhere_comes_from_the_file() {
    let found = of_file("Senior Engineer\n\nExperience\nEngineer, Acme\n2019 – 2021\n", "Ana_Ejemplo_CV.pdf");
    let name = found.name.unwrap();
    assert_eq!((name.value.as_str(), name.span), ("Ana Ejemplo", None));
}

#[test]
fn work_without_a_heading_counts_when_it_names_a_job() {
    let found = of(
        "Ana Ejemplo\nana@example.org\n\nData Engineer, Acme Ltd\nMay 2019 – Jun 2021\n• Built it\n\nEurope trip\n2018 – 2019\n",
    );
    assert_eq!(stays(&found), ["Data Engineer / Acme Ltd / 2019-05..2021-06"]);
}

#[test]
fn positions_at_one_employer_share_its_name() {
    let body = "Ana Ejemplo\n\nExperience\nAcme Ltd\n2 years 2 months\nSenior Engineer\nJan 2021 - Present (5 years)\n• Led it\n\nFicticia GmbH\n2017 – 2020\n\nEngineer\nJan 2019 – Dec 2020\n• Ran it\n\nJunior Engineer\nJan 2017 – Dec 2018\n• Built it\n";
    let found = of(body);
    assert_eq!(
        stays(&found),
        [
            "Senior Engineer / Acme Ltd / 2021-01..now",
            "Engineer / Ficticia GmbH / 2019-01..2020-12",
            "Junior Engineer / Ficticia GmbH / 2017-01..2018-12",
        ]
    );
}

#[test]
fn an_empty_text_has_no_facts() {
    let found = of_file("", "");
    assert_eq!((found.name, found.years_experience, found.sections.len()), (None, None, 1));
    assert!(found.employment.is_empty() && found.skills.is_empty() && found.contacts.is_empty());
}
