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
fn the_longest_name_wins() {
    check("Django REST Framework on SQL Server", &["Django REST Framework", "SQL Server"]);
    check("Apache Airflow, AWS Lambda, Ruby on Rails", &["Apache Airflow", "AWS Lambda", "Ruby on Rails"]);
}

#[test]
fn an_address_names_no_skill() {
    check("python@example.org https://django.example.net github.com/redis/redis", &[]);
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

/// Rows of `ambiguous.txt`: a skill, a text that means it, a text that does not.
fn ambiguous_rows() -> Vec<[&'static str; 3]> {
    let rows = include_str!("ambiguous.txt").lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| {
        let cells: Vec<&str> = row.split(" | ").collect();
        [cells[0], cells[1], cells[2]]
    })
    .collect()
}

#[test]
fn ambiguous_names_are_told_by_their_evidence() {
    let index = SkillsIndex::bundled();
    let names =
        |text: &str, skill: &str| index.mentions(text).iter().any(|mention| mention.skill.name == skill);
    let mut wrong = Vec::new();
    for [skill, meant, other] in ambiguous_rows() {
        if !names(meant, skill) {
            wrong.push(format!("{skill} missed in {meant:?}"));
        }
        if names(other, skill) {
            wrong.push(format!("{skill} seen in {other:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_ambiguous_name_has_a_row() {
    let taxonomy: toml::Table = include_str!("../data/taxonomy.toml").parse().unwrap();
    let rows: Vec<&str> = ambiguous_rows().iter().map(|row| row[0]).collect();
    let skills = taxonomy.values().filter_map(|category| category.as_array()).flatten();
    let ambiguous =
        skills.filter(|skill| skill.get("weak").is_some()).filter_map(|skill| skill["name"].as_str());
    let missing: Vec<&str> = ambiguous.filter(|name| !rows.contains(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
