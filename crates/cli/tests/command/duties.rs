//! What a recruiter owes to candidates: how long they are kept, what is told to them, and that nothing of them goes anywhere.

use std::fs;
use std::process::Command;

use candela_pool::Place;
use serde_json::{Value, json};

use crate::desk::{Desk, program, resume};

#[test]
fn a_period_says_who_is_due_and_erasing_them_asks_first() {
    let desk = Desk::with_resumes(3);
    desk.import(1); // on 2026-05-04
    assert!(desk.says(&["retention"]).contains("no period was chosen"));
    let refused = desk.run(&["retention", "keep", "soon"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("expected a period"));
    desk.says(&["retention", "keep", "6 months", "--by", "anna"]);
    desk.says(&["retention", "hold", "2", "--reason", "complaint of 3 May"]);
    let told = desk.says(&["retention", "--as-of", "2026-11-04"]);
    assert!(told.starts_with("kept for 6mo (anna"), "{told}");
    assert_eq!(told.lines().filter(|line| line.starts_with("due")).count(), 2, "{told}");
    assert!(told.contains("on hold") && told.contains("complaint of 3 May"), "{told}");
    let refused = desk.run(&["retention", "erase", "--as-of", "2026-11-04"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("say --yes"));
    let erased = desk.says(&["retention", "erase", "--yes", "--as-of", "2026-11-04"]);
    assert_eq!(erased, "erased 1\nerased 3\n");
    assert_eq!(desk.rows(&["list", "--json"]).len(), 1);
}

#[test]
fn the_rules_of_a_country_are_chosen_and_erasing_sooner_takes_a_reason() {
    let desk = Desk::with_resumes(3);
    desk.import(1);
    assert!(desk.says(&["retention", "profiles"]).contains("29 CFR 1602.14, https://"));
    let told = desk.says(&["retention", "profile", "us_private", "--by", "anna"]);
    assert!(told.starts_with("kept for 1y, at least 1y, by the rules of us_private (anna"), "{told}");
    let refused = desk.run(&["retention", "profile", "mars"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("expected one of germany, eu"));
    desk.says(&["retention", "profile", "germany", "--candidate", "2"]);
    let due = desk.says(&["retention", "--as-of", "2999-01-01"]);
    assert_eq!(due.lines().filter(|line| line.starts_with("due")).count(), 3, "{due}");
    let refused = desk.run(&["erase", "1", "--yes"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("29 CFR 1602.14"), "{refused:?}");
    desk.says(&["erase", "1", "--yes", "--reason", "asked for it", "--by", "anna"]);
    desk.says(&["erase", "2", "--yes"]);
    let log = desk.rows(&["log"]);
    let last = log.last().unwrap();
    assert_eq!(
        (&last["what"], &last["reason"], &last["total"]),
        (&json!("early_erasure"), &json!("asked for it"), &json!(1))
    );
}

#[test]
fn a_search_is_in_the_log_with_whom_it_showed() {
    let desk = Desk::with_resumes(2);
    desk.import(1);
    desk.says(&["search", "tracking", "--by", "anna"]);
    let log = desk.rows(&["log"]);
    let line = &log[0];
    assert_eq!(
        (&line["what"], &line["query"], &line["author"]),
        (&json!("search"), &json!("tracking"), &json!("anna"))
    );
    assert_eq!(line["shown"].as_array().unwrap().len(), 2);
}

#[test]
fn a_statement_is_made_of_what_the_pool_does() {
    let desk = Desk::with_resumes(1);
    desk.import(1);
    let said = desk.says(&["statement", "--contact", "Anna Brandt"]);
    assert!(said.contains("this is switched off") && said.ends_with("Anna Brandt\n"), "{said}");
    assert!(desk.says(&["statement", "--language", "de"]).contains("Anna Brandt"), "the contact is kept");
}

#[test]
fn rates_of_groups_come_of_a_file_apart() {
    let desk = Desk::with_resumes(2);
    desk.import(1);
    desk.says(&["decide", "1", "shortlist"]);
    desk.says(&["decide", "2", "reject"]);
    let groups = desk.resumes().join("groups.csv");
    fs::write(&groups, "email,sex\nROBIN0@example.com,f\nrobin1@example.com,m\n").unwrap();
    let groups = groups.to_str().unwrap();
    let table = desk.says(&["impact", "--groups", groups, "--least", "1"]);
    assert!(table.contains("sex,f,1,1,1.00,1.00,") && table.contains("sex,m,1,0,0.00,0.00,"), "{table}");
    assert!(desk.says(&["impact", "--groups", groups]).contains("fewer than 5: not rated"));
    assert!(
        desk.says(&["impact", "--groups", groups, "--html", "--language", "de"])
            .contains("zu wenige für eine Quote")
    );
}

#[test]
fn who_was_erased_is_recognised_when_they_apply_again_if_that_is_wished() {
    let desk = Desk::with_resumes(2);
    desk.import(1);
    desk.says(&["erase", "1", "--yes"]);
    desk.says(&["retention", "recognise", "on"]);
    desk.says(&["erase", "2", "--yes"]);
    let rows = desk.rows(&["import", desk.resumes().to_str().unwrap(), "--json"]);
    let told: Vec<_> = rows.iter().filter_map(|row| row["reason"].as_str()).collect();
    assert!(
        matches!(&told[..], [only] if only.starts_with("applied before, and was erased on ")),
        "{rows:?}"
    );
    assert_eq!(desk.rows(&["list", "--json"]).len(), 2, "both are candidates again");
}

#[test]
fn a_candidate_is_told_everything_and_the_log_has_who_when_and_by_which_rules() {
    let desk = Desk::with_resumes(2);
    desk.import(1);
    desk.says(&["decide", "1", "reject", "--reason", "Skills missing", "--by", "anna"]);
    let report: Value = serde_json::from_str(&desk.says(&["report", "1"])).unwrap();
    assert!(report["texts"][0]["text"].as_str().unwrap().contains("robin0@example.com"));
    assert_eq!(report["triage"]["decided"]["author"], "anna");
    let page = desk.resumes().join("page.html");
    desk.says(&["report", "1", "--html", page.to_str().unwrap()]);
    let page = fs::read_to_string(page).unwrap();
    assert!(page.contains("robin0@example.com") && !page.contains("robin1@example.com"));
    let page = desk.resumes().join("seite.html");
    desk.says(&["report", "1", "--html", page.to_str().unwrap(), "--language", "de"]);
    assert!(fs::read_to_string(page).unwrap().contains("Gelesene Dateien"));
    let table = desk.says(&["log", "--csv"]);
    assert!(table.contains("anna,decision,1,,reject,Skills missing,"), "{table}");
    assert_eq!(desk.rows(&["log"])[0]["after"], "reject");
    let log = desk.rows(&["history", "--all", "--json"]);
    assert_eq!(log[0]["author"], "anna");
    assert!(!log[0]["changes"][0]["rules"].as_str().unwrap().is_empty(), "{log:?}");
}

#[test]
fn what_is_said_of_faults_holds_nothing_of_a_resume() {
    let desk = Desk::with_resumes(2);
    let words = ["Robin Achterberg", "robin0@example.com", "tracking service"];
    desk.put("damaged.pdf", &[b"%PDF-1.7\n".as_slice(), resume(0).as_bytes()].concat());
    desk.put("damaged.docx", &[b"PK\x03\x04".as_slice(), resume(0).as_bytes()].concat());
    desk.put("nested.html", format!("{}{}", "<div>".repeat(100_000), resume(0)).as_bytes());
    let folder = desk.resumes();
    let said = [
        desk.run(&["import", folder.to_str().unwrap(), "--json"]),
        desk.run(&["search", "(django", "--json"]),
        desk.run(&["decide", "99", "reject"]),
        desk.run(&["show", "99"]),
        desk.run(&["doctor"]),
    ];
    for output in said {
        let says = String::from_utf8_lossy(&output.stderr);
        assert!(words.iter().all(|word| !says.contains(word)), "{says}");
    }
}

#[test]
fn no_folder_for_temporary_files_is_used() {
    let desk = Desk::with_resumes(2);
    let folder = desk.resumes();
    let backup = folder.with_file_name("b.candela");
    for arguments in [
        &["import", folder.to_str().unwrap()][..],
        &["search", "tracking"],
        &["list"],
        &["backup", backup.to_str().unwrap()],
    ] {
        let output = desk.candela(arguments).env("TMPDIR", "/no/such/folder").output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

/// The journey through a pool where there is no network at all, not even to this machine itself.
#[cfg(target_os = "linux")]
#[test]
fn nothing_but_github_needs_a_network() {
    let desk = Desk::with_resumes(3);
    let without_network = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--net", "sh", "-ec", script]);
        command.arg(program()).arg(desk.resumes()).env("CANDELA_POOL", desk.pool_folder()).output()
    };
    if !without_network("true").is_ok_and(|output| output.status.success()) {
        eprintln!("SKIPPED: this machine permits no network namespace");
        return;
    }
    let script = r#"
        candela=$0 resumes=$1
        "$candela" import "$resumes"
        "$candela" search tracking
        "$candela" show 1
        "$candela" decide 1 shortlist
        "$candela" export --csv -
        "$candela" kit 1
        "$candela" report 1
        "$candela" backup "$resumes/b.candela"
        "$candela" restore "$resumes/b.candela" --pool "$resumes/there"
        "$candela" doctor
        if "$candela" github octocat; then exit 3; fi
    "#;
    let output = without_network(script).unwrap();
    let says = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{says}");
    assert!(says.contains("candela: "), "only the look at GitHub fails, and says so: {says}");
}

#[test]
fn no_byte_of_the_pool_tells_of_whoever_was_erased_not_even_a_file_name() {
    let desk = Desk::with_resumes(2);
    let text = resume(0).replace("Robin Achterberg", "Marisol Quenneville").replace("robin0@", "marisol@");
    desk.put("marisol-quenneville.txt", text.as_bytes());
    desk.import(1);
    desk.says(&["search", "quenneville"]);
    let rows = desk.rows(&["list", "--json"]);
    let erased =
        rows.iter().find(|row| row["name"] == "Marisol Quenneville").unwrap()["id"].as_i64().unwrap();
    desk.says(&["decide", &erased.to_string(), "reject", "--reason", "Quenneville asked for it"]);
    let pool = desk.pool();
    pool.keep_place(&Place { query: "email:marisol@example.com".to_owned(), row: 2 }).unwrap();
    pool.back_up_daily("2026-05-04T09:30:00Z".parse().unwrap()).unwrap();
    let on = "2026-05-04".parse().unwrap();
    let erasure = candela_pool::Erasure { on, author: "anna".to_owned(), reason: None };
    pool.erase(&[candela_pool::CandidateId(erased)], &erasure).unwrap();
    drop(pool);
    let mut files = 0;
    let mut folders = vec![desk.pool_folder()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).unwrap().to_ascii_lowercase();
            for word in ["marisol", "quenneville"] {
                let is_there = bytes.windows(word.len()).any(|found| found == word.as_bytes());
                assert!(!is_there, "{word} is in {}", path.display());
            }
            files += 1;
        }
    }
    assert!(files > 3, "{files} files were looked through");
    assert_eq!(desk.rows(&["list", "--json"]).len(), 2);
}
