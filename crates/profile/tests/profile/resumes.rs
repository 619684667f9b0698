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

/// Title, company and dates of every employment below a heading.
#[test]
fn employments_in_many_layouts() {
    let expected = ["Data Engineer / Acme / 2021-03..now", "QA Analyst / Faro / 2018-06..2021-02"];
    for (layout, work) in [
        (
            "title first",
            "Data Engineer\nAcme\nMar 2021 – Present\n• Built it\n\nQA Analyst\nFaro\nJun 2018 – Feb 2021\n",
        ),
        (
            "company first",
            "Acme\nData Engineer\nMar 2021 – Present\n• Built it\nFaro\nQA Analyst\nJun 2018 – Feb 2021\n",
        ),
        (
            "dates first",
            "Mar 2021 – Present\nData Engineer\nAcme\n• Built it\nJun 2018 – Feb 2021\nQA Analyst\nFaro\n",
        ),
        (
            "one line",
            "Data Engineer, Acme, Mar 2021 – Present\n• Built it\nQA Analyst, Faro, Jun 2018 – Feb 2021\n",
        ),
        ("at", "Data Engineer at Acme (03/2021–present)\n• Built it\nQA Analyst at Faro (06/2018–02/2021)\n"),
        (
            "dash and city",
            "Acme — Data Engineer, Berlin\nMar 2021 – Present\n• Built it\nFaro — QA Analyst, Berlin\nJun 2018 – Feb 2021\n",
        ),
        (
            "left column",
            "03/2021 – today\tData Engineer\n\tAcme\n• Built it\n06/2018 – 02/2021\tQA Analyst\n\tFaro\n",
        ),
        (
            "capitals",
            "ACME\tBerlin\nDATA ENGINEER\tMAR 2021 – PRESENT\n• Built it\n\nFARO\tBerlin\nQA ANALYST\tJUN 2018 – FEB 2021\n",
        ),
        (
            "list items",
            "• Data Engineer, Acme\n\nMar 2021 – Present\n\n• Built it\n\n• QA Analyst, Faro\n\nJun 2018 – Feb 2021\n",
        ),
        ("numbers", "1. Data Engineer, Acme\nMar 2021 – Present\n2. QA Analyst, Faro\nJun 2018 – Feb 2021\n"),
    ] {
        let body = format!("Ana Ejemplo\nana@example.org\n\nExperience\n{work}\nSkills\nPython\n");
        let found: Vec<String> = stays(&of(&body)).iter().map(|stay| stay.to_lowercase()).collect();
        let expected: Vec<String> = expected.iter().map(|stay| stay.to_lowercase()).collect();
        assert_eq!(found, expected, "{layout}");
    }
}

#[test]
fn employments_in_many_languages() {
    for (body, expected) in [
        (
            "Jörg Muster\n\nBeruflicher Werdegang\nseit 03/2020\tLeiter IT-Infrastruktur, Beispiel eG, Leipzig\n",
            "Leiter IT-Infrastruktur / Beispiel eG / 2020-03..now",
        ),
        (
            "Claire Exemple\n\nExpériences professionnelles\nDéveloppeuse full stack | Société Exemple | janv. 2019 – aujourd'hui\n",
            "Développeuse full stack / Société Exemple / 2019-01..now",
        ),
        (
            "Ana Ejemplo\n\nTrayectoria profesional\nEjemplo S.A. de C.V.\nIngeniera de datos\nmarzo de 2019 – actualidad\n",
            "Ingeniera de datos / Ejemplo S.A. de C.V. / 2019-03..now",
        ),
        (
            "Rui Exemplo\n\nExperiência profissional\nEngenheiro de software | Exemplo Ltda. | fev 2018 – até o momento\n",
            "Engenheiro de software / Exemplo Ltda. / 2018-02..now",
        ),
        (
            "Jan Voorbeeld\n\nWerkervaring\nSysteembeheerder, Voorbeeld B.V.\nmrt. 2018 - heden\n",
            "Systeembeheerder / Voorbeeld B.V. / 2018-03..now",
        ),
        (
            "Gia Esempio\n\nEsperienze professionali\nSviluppatrice web presso Esempio S.p.A.\ngen. 2019 – oggi\n",
            "Sviluppatrice web / Esempio S.p.A. / 2019-01..now",
        ),
    ] {
        assert_eq!(stays(&of(body)), [expected], "{body}");
    }
}

#[test]
fn roles_level_and_what_is_absent() {
    let found = of(ENGINEER);
    assert_eq!(found.roles.first().map(|role| role.role), Some(candela_profile::Role::Backend));
    assert_eq!(found.level.map(|level| level.step), Some(candela_profile::LevelStep::Senior));
    assert_eq!(found.degree.map(|degree| degree.value), Some(candela_profile::DegreeLevel::Bachelor));
    assert_eq!(found.place.and_then(|place| place.country).as_deref(), Some("ES"));
    assert_eq!(found.employment[0].identity(), "employment:2021-03..present");
    assert!(found.absent.is_empty(), "{:?}", found.absent);
    let backwards = of("Ana Ejemplo\n\nExperience\nEngineer, Acme\n2021 – 2019\n");
    let reasons: Vec<&str> = backwards.absent.iter().map(|absence| absence.what.as_str()).collect();
    assert!(backwards.years_experience.is_none() && reasons.contains(&"years_experience"), "{reasons:?}");
}
