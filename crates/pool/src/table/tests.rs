use std::fs;

use candela_profile::Contact;

use super::*;
use crate::correct::tidy;
use crate::testing::{pool_of, reading, request};
use crate::{CandidateId, Change, Colleagues, Deed, DeedName, Done, ItemStatus, Key, Sort, Whose};

const ROBIN: CandidateId = CandidateId(1);

/// A folder with a table and the files that it may name.
fn folder_with(table: &[u8], files: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("export");
    fs::create_dir_all(inner.join("cv")).unwrap();
    for file in files {
        fs::write(inner.join(file), "x").unwrap();
    }
    let path = inner.join("applicants.csv");
    fs::write(&path, table).unwrap();
    (folder, path)
}

fn table_of(path: &Path, mapping: &[Meaning]) -> TableImport {
    TableImport {
        path: path.to_owned(),
        mapping: mapping.to_vec(),
        outside: false,
        author: "anna".to_owned(),
    }
}

#[test]
fn encodings_delimiters_and_lines_are_told() {
    let check = |bytes: &[u8], delimiter: u8, expected: &[&[&str]]| {
        let parsed = parse::parse(bytes).unwrap();
        let mut rows = vec![parsed.headings.clone()];
        rows.extend(parsed.records.into_iter().map(|record| record.cells.unwrap()));
        assert_eq!(
            (parsed.delimiter, rows),
            (
                delimiter,
                expected.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
            )
        );
    };
    check(b"Name,CV\nAda,cv/a.pdf\n", b',', &[&["Name", "CV"], &["Ada", "cv/a.pdf"]]);
    check(
        b"Name;Notiz\r\nAda;ruhig, klar, gut\r\n",
        b';',
        &[&["Name", "Notiz"], &["Ada", "ruhig, klar, gut"]],
    );
    check("\u{FEFF}Name\tCV\nJosé\ta.pdf\n".as_bytes(), b'\t', &[&["Name", "CV"], &["José", "a.pdf"]]);
    check(
        b"Name;Ort\nJ\xF6rg M\xFCller;K\xF6ln\nAnn;Bonn\n",
        b';',
        &[&["Name", "Ort"], &["Jörg Müller", "Köln"], &["Ann", "Bonn"]],
    );
    check(b"sep=;\r\nName;CV\r\nAda;a.pdf\r\n", b';', &[&["Name", "CV"], &["Ada", "a.pdf"]]);
    check(
        b"Name,Text\nAda,\"one\ntwo, \"\"three\"\"\"\n\n,\n",
        b',',
        &[&["Name", "Text"], &["Ada", "one\ntwo, \"three\""]],
    );
    for none in
        [&b""[..], b"Name\nAda\n", b"Name,CV\n", b"ada@example.org,Ada\nbo@example.org,Bo\n", &[0; 64]]
    {
        assert_eq!(parse::parse(none), None, "{none:?}");
    }
}

#[test]
fn a_row_of_another_length_is_told_with_its_line() {
    let parsed = parse::parse(b"Name,CV\nAda,\"a\nb.pdf\"\nBo\nCy,c.pdf,more\n").unwrap();
    let told: Vec<_> =
        parsed.records.iter().map(|record| (record.line, record.cells.as_ref().err().cloned())).collect();
    let expected = |found| Some(format!("expected 2 cells as there are headings, found {found}"));
    assert_eq!(told, [(2, None), (4, expected(1)), (5, expected(3))]);
}

#[test]
fn columns_are_guessed_by_heading_then_by_value() {
    let check = |heading: &str, value: &str, expected: Meaning| {
        let parsed = Parsed {
            delimiter: b',',
            headings: vec![heading.to_owned()],
            records: vec![parse::Record { line: 2, cells: Ok(vec![value.to_owned()]) }],
        };
        assert_eq!(guess::mapping(&parsed), [expected], "{heading} {value}");
    };
    check("First Name", "Ada", Meaning::FirstName);
    check("Nachname", "Brandt", Meaning::LastName);
    check("Candidate", "Ada Brandt", Meaning::Name);
    check("E-Mail", "", Meaning::Email);
    check("Phone (mobile)", "", Meaning::Ignore);
    check("GitHub URL", "https://github.com/ada", Meaning::Link);
    check("Résumé", "cv/ada.pdf", Meaning::ResumeFile);
    check("Resume", "Ada Brandt\nBackend developer", Meaning::ResumeText);
    check("Resume", "https://ats.example.org/cv/12", Meaning::Ignore);
    check("Bewerbungsdatum", "2026-03-01", Meaning::Date);
    check("Kontakt", "ada@example.org", Meaning::Email);
    check("Upload", "ada.docx", Meaning::ResumeFile);
    check("Stage", "Phone screen", Meaning::Ignore);
}

#[test]
fn what_cells_hold_is_read() {
    let check = |read: fn(&str) -> Option<Contact>, cell: &str, expected: Option<Contact>| {
        assert_eq!(read(cell), expected, "{cell}");
    };
    check(cells::email, "Ada <ada@Example.ORG>", Some(Contact::Email("ada@example.org".to_owned())));
    check(cells::email, "=HYPERLINK(\"x\")", None);
    check(cells::phone, "+49 (30) 1234-567", Some(Contact::Phone("+49301234567".to_owned())));
    check(cells::phone, "call me", None);
    check(cells::link, "https://github.com/ada-b/tide", Some(Contact::Github("ada-b".to_owned())));
    check(cells::link, "adab.example.org/cv", Some(Contact::Link("https://adab.example.org/cv".to_owned())));
    check(cells::link, "none", None);
    assert!(cells::is_same(
        &Contact::Phone("+49301234567".to_owned()),
        &Contact::Phone("0301234567".to_owned())
    ));
    assert!(cells::is_same_name("Brandt, Ada", "ADA Brandt") && !cells::is_same_name("Ada", "Ada Brandt"));
}

#[test]
fn rows_say_where_their_resume_is_and_why_there_is_none() {
    let table = b"Name,CV,Text\nAda,cv/a.pdf,\nBo,cv\\b.pdf,\nCy,,I build ledgers.\nDi,cv/gone.pdf,\nEd,../out.pdf,\nFi,,\nGo,cv,\nHu,cv/gone.pdf,But I can be read.\n";
    let (folder, path) = folder_with(table, &["cv/a.pdf", "cv/b.pdf"]);
    fs::write(folder.path().join("out.pdf"), "x").unwrap();
    let (_pool_folder, pool) = pool_of(&[]);
    let mapping = [Meaning::Name, Meaning::ResumeFile, Meaning::ResumeText];
    let preview = pool.preview_table(&table_of(&path, &mapping)).unwrap();
    assert_eq!((preview.rows, preview.files, preview.texts, preview.outside), (8, 2, 2, 1));
    let told: Vec<_> = preview.refused.iter().map(|(line, reason)| (*line, reason.as_str())).collect();
    assert_eq!(
        told,
        [
            (5, "its résumé `cv/gone.pdf` is not there"),
            (6, "its résumé `../out.pdf` lies outside the table's folder"),
            (7, "it names no résumé and holds none"),
            (8, "expected a file, found the folder `cv`"),
        ]
    );
    let outside = TableImport { outside: true, ..table_of(&path, &mapping) };
    assert_eq!(pool.preview_table(&outside).unwrap().files, 3);
    let short = table_of(&path, &mapping[..2]);
    assert!(matches!(pool.preview_table(&short), Err(Error::Table { .. })));
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_outside() {
    let (folder, path) = folder_with(b"Name,CV\nAda,cv/link.pdf\n", &[]);
    fs::write(folder.path().join("secret.pdf"), "x").unwrap();
    std::os::unix::fs::symlink(folder.path().join("secret.pdf"), path.with_file_name("cv").join("link.pdf"))
        .unwrap();
    let (_pool_folder, pool) = pool_of(&[]);
    let preview = pool.preview_table(&table_of(&path, &[Meaning::Name, Meaning::ResumeFile])).unwrap();
    assert_eq!((preview.files, preview.outside), (0, 1));
}

#[test]
fn the_mapping_of_the_same_headings_is_remembered() {
    let (_folder, path) = folder_with(b"Name,Stage\nAda,Screen\n", &[]);
    let (pool_folder, pool) = pool_of(&[]);
    let meanings = |pool: &Pool| {
        let table = pool.read_table(&path).unwrap().unwrap();
        (table.is_remembered, table.columns.iter().map(|column| column.meaning).collect::<Vec<_>>())
    };
    assert_eq!(meanings(&pool), (false, vec![Meaning::Name, Meaning::Ignore]));
    let mapping = [Meaning::Name, Meaning::Tags];
    // No row has a résumé, so no reader is started.
    let report =
        pool.import_table(&table_of(&path, &mapping), &request(), &mut |_| {}, &Cancel::default()).unwrap();
    let item = &report.items[0];
    assert_eq!(item.path, path.join("line 2"));
    assert_eq!(
        item.reason.as_deref(),
        Some("it names no résumé and holds none; its notes and tags wait for the table to be imported again")
    );
    drop(pool);
    assert_eq!(meanings(&Pool::open(pool_folder.path()).unwrap()), (true, mapping.to_vec()));
}

#[test]
fn what_a_row_gives_is_one_step_and_given_once() {
    let (_folder, path) = folder_with(b"", &[]);
    let (_pool_folder, pool) = pool_of(&["Robin", "Noor"]);
    let given = Given {
        name: Some("Robin".to_owned()),
        location: Some("Leipzig".to_owned()),
        contacts: vec![Contact::Email("robin@example.org".to_owned()), Contact::Github("Example".to_owned())],
        tags: vec!["spring".to_owned(), "\"".to_owned()],
        note: Some("=cmd|' /C calc'!A0 <b>bold</b>".to_owned()),
    };
    let mut giving = Giving::new(&table_of(&path, &[]), request().at);
    let mut give = |candidate| {
        pool.change(|connection| give(connection, &mut giving, candidate, &given, false)).unwrap()
    };
    assert_eq!(give(ROBIN), ["`\"` makes no tag"]);
    assert_eq!(give(CandidateId(2)), ["the table has another name for them", "`\"` makes no tag"]);
    give(ROBIN);
    let robin = pool.candidate(ROBIN).unwrap();
    assert_eq!(robin.profile.location.unwrap().value, "Leipzig");
    assert_eq!(robin.profile.contacts.len(), 2, "the account was known in another spelling");
    let triage = pool.triage(ROBIN).unwrap();
    assert_eq!((triage.tags, triage.notes.len()), (vec!["spring".to_owned()], 1));
    assert_eq!(triage.notes[0].written.text, "=cmd|' /C calc'!A0 <b>bold</b>", "a cell is text");
    assert_eq!(pool.journal(9).unwrap().len(), 1, "a table is one step");
    pool.undo(request().at).unwrap();
    assert_eq!(pool.triage(ROBIN).unwrap(), crate::Triage::default());
    assert!(pool.candidate(ROBIN).unwrap().profile.location.is_none());
    pool.redo().unwrap();
    assert_eq!(pool.triage(CandidateId(2)).unwrap().notes.len(), 1);
    assert_eq!(pool.candidates(Sort::Name, 0, 9).unwrap().total, 2);
}

#[test]
fn what_was_changed_since_stays_as_it_is_when_the_row_comes_again() {
    let (_folder, path) = folder_with(b"", &[]);
    let (_pool_folder, pool) = pool_of(&["Robin"]);
    let given = Given {
        name: Some("R. Sommer".to_owned()),
        contacts: vec![Contact::Email("robin@example.org".to_owned())],
        note: Some("Call".to_owned()),
        ..Given::default()
    };
    let give = || {
        let mut giving = Giving::new(&table_of(&path, &[]), request().at);
        pool.change(|connection| give(connection, &mut giving, ROBIN, &given, true)).unwrap();
    };
    give();
    let note = pool.triage(ROBIN).unwrap().notes[0].id;
    pool.rewrite_note(note, "Called", "anna", request().at).unwrap();
    let right = Change::Name { value: Some("Robin Sommer".to_owned()) };
    pool.correct(ROBIN, &right, "anna", request().at).unwrap();
    let contact = given.contacts[0].clone();
    pool.correct(ROBIN, &Change::RemoveContact { contact: contact.clone() }, "anna", request().at).unwrap();
    let steps = pool.journal(9).unwrap().len();
    give();
    assert_eq!(pool.journal(9).unwrap().len(), steps);
    let robin = pool.candidate(ROBIN).unwrap().profile;
    assert_eq!(robin.name.unwrap().value, "Robin Sommer");
    assert!(robin.contacts.iter().all(|known| known.value != contact));
    assert_eq!(pool.triage(ROBIN).unwrap().notes[0].written.text, "Called");
    // What is not there any more is given again.
    pool.remove_note(note, "anna", request().at).unwrap();
    give();
    assert_eq!(pool.triage(ROBIN).unwrap().notes[0].written.text, "Call");
}

#[test]
fn something_done_meanwhile_is_not_taken_back_with_the_table() {
    let (_folder, path) = folder_with(b"", &[]);
    let (_pool_folder, pool) = pool_of(&["Robin"]);
    let mut giving = Giving::new(&table_of(&path, &[]), request().at);
    let mut tag = |tag: &str| {
        let given = Given { tags: vec![tag.to_owned()], ..Given::default() };
        pool.change(|connection| give(connection, &mut giving, ROBIN, &given, false)).unwrap();
    };
    tag("one");
    pool.tag(&[ROBIN], "mine", "anna", request().at).unwrap();
    tag("two");
    tag("three");
    pool.undo(request().at).unwrap();
    assert_eq!(pool.triage(ROBIN).unwrap().tags, ["mine", "one"]);
}

#[test]
fn every_meaning_has_a_name_of_its_own_and_given_contacts_can_be_kept() {
    for meaning in Meaning::ALL {
        assert_eq!(Meaning::named(&meaning.name().replace('_', "-")), Some(meaning));
    }
    assert_eq!(Meaning::named("salary"), None);
    let contact = cells::email("ada@example.org").unwrap();
    assert!(tidy(&Change::AddContact { contact, instead_of: None }).is_ok());
}

/// Noor, who reads Toni's file, and has read Kim's.
struct Noor {
    kim: Key,
}

impl Colleagues for Noor {
    fn whose_turn(&self, _: &Path, key: &Key) -> Whose {
        if *key == self.kim {
            let reason = "noor read it at the same time: it is damaged".to_owned();
            return Whose::Told { status: ItemStatus::Unreadable, reason };
        }
        Whose::Later
    }

    fn who_read(&self, _: &Key) -> Option<String> {
        Some("noor".to_owned())
    }
}

#[test]
fn rows_that_a_colleague_reads_come_last_and_say_then_what_they_say() {
    let table =
        b"CV,Note,Tags\ncv/toni.txt,Call Toni,one\ncv/kim.txt,Call Kim,two\ncv/robin.txt,Call Robin,three\n";
    let (_folder, path) = folder_with(table, &["cv/kim.txt"]);
    for name in ["Toni", "Robin"] {
        let file = format!("cv/{}.txt", name.to_lowercase());
        fs::write(path.with_file_name(file), reading(name, "Django").document.body).unwrap();
    }
    let (_pool_folder, pool) = pool_of(&["Robin"]);
    pool.share().unwrap();
    let (_hers, hers) = pool_of(&["Toni"]);
    let toni = hers.key_of(CandidateId(1)).unwrap();
    let robin = pool.key_of(ROBIN).unwrap();
    let mut meetings = 0;
    let mut meet = || {
        meetings += 1;
        // It takes her two of them, and she does something else meanwhile.
        let name = DeedName { client: "noor".to_owned(), number: meetings };
        let done = Done::Tag { tag: format!("meeting {meetings}"), on: true };
        let deed = Deed { name, key: robin, author: "noor".to_owned(), made: request().at, done };
        pool.take_deeds(&[deed], meetings).unwrap();
        if meetings == 2 {
            pool.keep_records(&[hers.record(&toni).unwrap().unwrap()]).unwrap();
        }
    };
    let noor = Noor { kim: Key(*blake3::hash(b"x").as_bytes()) };
    let together = Together { colleagues: &noor, meet: &mut meet };
    let mapping = [Meaning::ResumeFile, Meaning::Note, Meaning::Tags];
    let mut told = Vec::new();
    let report = pool
        .import_table_together(
            &table_of(&path, &mapping),
            &request(),
            together,
            &mut |now| told.push((now.done, now.total)),
            &Cancel::default(),
        )
        .unwrap();
    let items: Vec<_> =
        report.items.iter().map(|item| (item.status, item.reason.as_deref().unwrap())).collect();
    assert_eq!(
        items,
        [
            (
                ItemStatus::Unreadable,
                "line 3 of `applicants.csv`; noor read it at the same time: it is damaged; its notes and tags wait for the table to be imported again"
            ),
            (
                ItemStatus::Duplicate,
                "line 4 of `applicants.csv`; noor read it at the same time: the same file as that of candidate 1"
            ),
            (
                ItemStatus::Duplicate,
                "line 2 of `applicants.csv`; noor read it at the same time: the same file as that of candidate 2"
            ),
        ]
    );
    assert_eq!((meetings, told.last()), (2, Some(&(3, Some(3)))));
    let triage = pool.triage(CandidateId(2)).unwrap();
    assert_eq!((triage.tags, triage.notes[0].written.text.as_str()), (vec!["one".to_owned()], "Call Toni"));
    // All that the rows gave is one step, though others did something in between.
    pool.undo(request().at).unwrap();
    assert_eq!(pool.triage(CandidateId(2)).unwrap(), crate::Triage::default());
    let robins = pool.triage(ROBIN).unwrap();
    assert_eq!((robins.tags, robins.notes.len()), (vec!["meeting 1".to_owned(), "meeting 2".to_owned()], 0));
}
