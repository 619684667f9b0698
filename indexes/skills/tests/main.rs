//! The bundled taxonomy held against texts.

use candela_skills::SkillsIndex;

fn check(text: &str, expected: &[&str]) {
    let found: Vec<&str> =
        SkillsIndex::bundled().mentions(text).iter().map(|mention| mention.skill.name.as_str()).collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn names_with_marks_stay_whole() {
    check("C++, C#, F#, .NET and Node.js", &["C++", "C#", "F#", ".NET", "Node.js"]);
    check("CI/CD with GitLab CI/CD", &["CI/CD", "GitLab CI"]);
    check("C++17 and Python3.", &["C++", "Python"]);
    check("C/C++", &["C", "C++"]);
    check("ASP.NET Core (C# .NET)", &["ASP.NET Core", "C#", ".NET"]);
}

#[test]
fn an_everyday_word_needs_evidence() {
    check("Handled a Burmese python and fed two giant pandas.", &[]);
    check("React quickly to customer questions", &[]);
    check("Won a prize in the express delivery contest", &[]);
    check("Poetry, jazz piano", &[]);
    check("Built the billing API in Flask, migrated it to Go services", &["Flask", "Go"]);
    check("Rust, Go, R, C", &["Rust", "Go", "R", "C"]);
    check("Toolbox: python, go, redis", &["Python", "Go", "Redis"]);
}

#[test]
fn an_employer_a_person_and_a_colon_are_no_skills() {
    check("Engineer at Elastic, then bei SAP", &[]);
    check("Oracle Corp, Elastic NV, SAP SE", &[]);
    check("Reported to Mr Ruby and Frau Julia", &[]);
    check("Carried the pager for the checkout flow: Scrum and Kanban", &["Scrum", "Kanban"]);
}

#[test]
fn lists_hold_versions_levels_and_marks() {
    check("Java 8/11/17, Go 1.21, R 4.2", &["Java", "Go", "R"]);
    check("Python 3.11 | Spring Boot 3 | Rust", &["Python", "Spring Boot", "Rust"]);
    check("Python (advanced) · Go (3 years) · Rust ●●●○○", &["Python", "Go", "Rust"]);
    check("Go 4 years, Swift expert, C", &["Go", "Swift", "C"]);
    check("A/B testing with aws and kubernetes", &["A/B Testing", "AWS", "Kubernetes"]);
}

#[test]
fn the_longest_name_wins() {
    check("Django REST Framework on SQL Server", &["Django REST Framework", "SQL Server"]);
    check("Apache Airflow, AWS Lambda, Ruby on Rails", &["Apache Airflow", "AWS Lambda", "Ruby on Rails"]);
}

#[test]
fn an_address_names_no_skill() {
    check("python@example.org https://django.example.net github.com/redis/redis", &[]);
    check("gitlab.com/ruby-tools rust.dev/go mail: sap@firma.de kotlin.example.com/python", &[]);
    check("C#/.NET/SQL, Node.js/Express", &["C#", ".NET", "SQL", "Node.js", "Express"]);
}

#[test]
fn a_wrapped_line_does_not_cut_a_name() {
    check(
        "The nightly acceptance checks were written in Robot\nFramework and Python",
        &["Robot Framework", "Python"],
    );
}

#[test]
fn spellings_resolve() {
    let index = SkillsIndex::bundled();
    for (spelling, expected) in [
        ("k8s", Some("Kubernetes")),
        ("postgres", Some("PostgreSQL")),
        ("node js", Some("Node.js")),
        ("NODEJS", Some("Node.js")),
        ("scikit learn", Some("scikit-learn")),
        ("go", Some("Go")),
        ("c++", Some("C++")),
        ("c", Some("C")),
        ("basket weaving", None),
    ] {
        assert_eq!(index.resolve(spelling).map(|skill| skill.name.as_str()), expected, "{spelling}");
    }
}

#[test]
fn parents_are_implied() {
    let names =
        |skills: Vec<&candela_skills::Skill>| skills.iter().map(|s| s.name.clone()).collect::<Vec<_>>();
    let index = SkillsIndex::bundled();
    assert_eq!(names(index.implied("Django REST Framework")), ["Django", "Python", "REST"]);
    assert!(names(index.implying("Python")).contains(&"pytest".to_owned()));
}
