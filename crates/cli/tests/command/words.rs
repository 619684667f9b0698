//! What the command prints.

use crate::desk::{Desk, resume};

fn with_one() -> Desk {
    let desk = Desk::new();
    desk.put("robin.txt", resume(7).as_bytes());
    desk.says(&["import", desk.resumes().to_str().unwrap()]);
    desk
}

#[test]
fn a_hit_has_number_path_name_and_reason() {
    let desk = with_one();
    let rows = desk.rows(&["search", "tracking service", "--json"]);
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["id"], 1);
    assert!(rows[0]["path"].as_str().unwrap().ends_with("robin.txt"));
    assert!(!rows[0]["why"].as_array().unwrap().is_empty());
    assert!(rows[0].as_object().unwrap().contains_key("name"));
    let text = desk.says(&["search", "tracking"]);
    assert!(text.contains("*tracking*") && text.contains("1 of 1"), "{text}");
    assert!(desk.rows(&["search", "cobol", "--json"]).is_empty());
}

#[test]
fn a_wrong_query_is_pointed_at_and_fails() {
    let output = with_one().run(&["search", "django ("]);
    assert!(!output.status.success());
    let message = String::from_utf8(output.stderr).unwrap();
    let lines: Vec<_> = message.lines().collect();
    assert!(lines[0].starts_with("candela: "), "{message}");
    assert_eq!(lines[1], "  django (");
    assert!(lines[2].trim_end().ends_with('^'), "{message}");
}

#[test]
fn list_and_show_give_the_candidate() {
    let desk = with_one();
    assert_eq!(desk.says(&["list"]).lines().count(), 1);
    let row = &desk.rows(&["list", "--json"])[0];
    assert_eq!(row["id"], 1);
    let shown = &desk.rows(&["show", "1", "--json"])[0];
    assert_eq!(shown["id"], 1);
    assert!(shown["resume"]["path"].as_str().unwrap().ends_with("robin.txt"));
    assert!(desk.says(&["show", "1"]).contains("robin.txt"));
    let nobody = desk.run(&["show", "9"]);
    assert!(!nobody.status.success());
    assert_eq!(String::from_utf8(nobody.stderr).unwrap(), "candela: no candidate 9 is in the pool\n");
}

#[test]
fn show_gives_each_fact_with_its_words() {
    let desk = Desk::new();
    let text = "Ana Ejemplo\nana [at] example [dot] org\ngitlab.com/ana\n\nExperience\nBackend Developer, Acme Ltd\n\
        May 2019 – Jun 2021\n• Built it in Django\n\nEducation\nBSc Informatics, University of Leeds\n2015 – 2018\n\n\
        Languages\nGerman (C1)\n";
    desk.put("ana.txt", text.as_bytes());
    desk.says(&["import", desk.resumes().to_str().unwrap()]);
    let shown = desk.says(&["show", "1"]);
    for part in [
        "Ana Ejemplo (page 1)",
        "ana@example.org (page 1: “ana [at] example [dot] org”)",
        "gitlab      https://gitlab.com/ana (page 1: “gitlab.com/ana”)",
        "Backend Developer, Acme Ltd, 2019-05 to 2021-06 (page 1: “May 2019 – Jun 2021”)",
        "BSc Informatics, University of Leeds, 2015 to 2018 (page 1: “2015 – 2018”)",
        "degree      bachelor (page 1: “BSc Informatics”)",
        "speaks      german (c1) (page 1: “German”)",
        "Django (2.2 y), last 2021-06, work (page 1: “• Built it in Django”)",
        "role        backend",
    ] {
        assert!(shown.contains(part), "{part} in:\n{shown}");
    }
}

#[test]
fn asking_makes_no_pool() {
    let desk = Desk::new();
    for arguments in [&["list"][..], &["search", "django"], &["show", "1"]] {
        let output = desk.run(arguments);
        assert!(!output.status.success());
        assert!(String::from_utf8(output.stderr).unwrap().contains("there is no pool in"));
    }
    assert!(desk.says(&["doctor"]).contains("none yet"));
    assert!(!desk.pool_folder().exists());
}

#[test]
fn doctor_finds_a_new_pool_well() {
    let text = with_one().says(&["doctor"]);
    for part in ["1 candidates", "search index", "starts and reads"] {
        assert!(text.contains(part), "{text}");
    }
    #[cfg(target_os = "linux")]
    assert!(text.contains("open no file, reach no network, start no program"), "{text}");
}

#[test]
fn doctor_says_what_is_wrong_and_fails() {
    let desk = with_one();
    std::fs::write(desk.pool_folder().join("pool.sqlite"), "no database").unwrap();
    let output = desk.run(&["doctor"]);
    assert!(!output.status.success());
    assert!(String::from_utf8(output.stdout).unwrap().contains("FAULT  database"));
}

#[test]
fn every_shell_gets_its_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = Desk::new().says(&["completions", shell]);
        assert!(script.contains("candela") && script.contains("import"), "{shell}");
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    use std::process::Stdio;
    let desk = Desk::with_resumes(200);
    desk.import(2);
    let mut list = desk.candela(&["list"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(list.stdout.take());
    let output = list.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}
