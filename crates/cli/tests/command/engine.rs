//! `candela pool engine` and what it changes for other commands, as processes over a fake engine.

use std::fs;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use candela_engine::Dialect;

use crate::desk::Desk;
use crate::fake::{FakeEngine, Fault};

/// For how long an engine that failed is left in peace, and a moment.
const PEACE: Duration = Duration::from_secs(11);
/// `ann` with the password `s3cret`.
const LOGIN: &str = "Basic YW5uOnMzY3JldA==";

/// A desk with so many imported résumés, and an engine that nobody has yet.
fn desk(count: usize, dialect: Dialect) -> (Desk, FakeEngine) {
    let desk = Desk::with_resumes(count);
    desk.import(2);
    (desk, FakeEngine::start(dialect))
}

/// The same with the engine given to the pool.
fn served(count: usize) -> (Desk, FakeEngine) {
    let (desk, engine) = desk(count, Dialect::OpenSearch);
    desk.says(&["pool", "engine", &engine.url()]);
    (desk, engine)
}

/// What a command prints and what it says beside that; it ends well.
fn both(desk: &Desk, arguments: &[&str]) -> (String, String) {
    let output = desk.run(arguments);
    let (out, said) = texts(&output);
    assert!(output.status.success(), "{arguments:?}: {said}");
    (out, said)
}

fn texts(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

/// What a command complains of.
fn fails(desk: &Desk, arguments: &[&str]) -> String {
    let output = desk.run(arguments);
    assert!(!output.status.success(), "{arguments:?}");
    texts(&output).1
}

/// Documents that are on the engine.
fn held(engine: &FakeEngine) -> usize {
    engine.with(|state| state.documents.as_ref().map_or(0, |documents| documents.len()))
}

#[test]
fn an_engine_is_given_answers_and_is_taken_away() {
    let (desk, engine) = desk(4, Dialect::OpenSearch);
    let none = "the pool has no search engine: the index of this machine answers\n";
    assert_eq!(desk.says(&["pool", "engine"]), none);
    let here = desk.says(&["search", "django"]);
    assert!(here.ends_with("4 of 4 candidates that match\n"), "{here}");

    let (given, said) = both(&desk, &["pool", "engine", &engine.url()]);
    assert_eq!(given, format!("OpenSearch at {}\nit answers\n", engine.url()));
    assert!(said.contains("go through the network as they are"), "{said}");
    assert_eq!(held(&engine), 4);
    let (there, said) = both(&desk, &["search", "django"]);
    assert_eq!((there, said), (here.replace("match\n", "match, found by OpenSearch\n"), String::new()));
    assert!(!engine.bodies("_search").is_empty());
    assert_eq!(desk.says(&["pool", "engine"]), given);
    assert!(fails(&desk, &["pool", "engine", &engine.url()]).contains("take it away first"));

    // Whoever comes is there with the next search, without a word about it.
    desk.put("new.txt", crate::desk::resume(77).as_bytes());
    desk.import(1);
    assert!(
        desk.says(&["search", "django"]).ends_with("5 of 5 candidates that match, found by OpenSearch\n")
    );
    assert_eq!(held(&engine), 5);

    let gone = desk.says(&["pool", "engine", "--remove"]);
    assert_eq!(gone, "the engine holds nothing of this pool any more\n");
    assert!(engine.with(|state| state.documents.is_none()));
    assert!(desk.says(&["search", "django"]).ends_with("5 of 5 candidates that match\n"));
    assert_eq!(desk.says(&["pool", "engine"]), none);
    assert!(fails(&desk, &["pool", "engine", "--remove"]).contains("has no search engine"));
}

#[test]
fn an_engine_that_finds_later_is_waited_for() {
    let (desk, engine) = desk(3, Dialect::Quickwit);
    let is_told = AtomicBool::new(false);
    let given = thread::scope(|scope| {
        scope.spawn(|| {
            while !is_told.load(Ordering::Relaxed) {
                thread::sleep(Duration::from_millis(300));
                engine.pass_time();
            }
        });
        let given = desk.says(&["pool", "engine", &engine.url(), "--kind", "quickwit"]);
        is_told.store(true, Ordering::Relaxed);
        given
    });
    assert_eq!(given, format!("Quickwit at {}\nit answers\n", engine.url()));
    let (found, said) = both(&desk, &["search", "djamgo~1"]);
    assert!(found.ends_with("0 of 0 candidates that match, found by Quickwit\n"), "{found}");
    assert!(said.contains("Quickwit finds no misspelt words: `djamgo~1`"), "{said}");
}

/// A terminal is what shows a bar, and `script` makes one.
#[cfg(target_os = "linux")]
#[test]
fn a_large_pool_fills_an_engine_with_a_bar() {
    let (desk, engine) = desk(1000, Dialect::OpenSearch);
    let candela = crate::desk::program().to_str().unwrap();
    let line = format!("'{candela}' pool engine {}", engine.url());
    let mut command = Command::new("script");
    command.args(["-qec", &line, "/dev/null"]).env("TERM", "xterm");
    command.env("CANDELA_POOL", desk.pool_folder()).env("CANDELA_KEYCHAIN", "off");
    let output = command.output().expect("script is installed (Debian: bsdutils)");
    let (shown, _) = texts(&output);
    assert!(output.status.success(), "{shown}");
    assert!(shown.contains("filling the search engine"), "{shown}");
    assert!(shown.contains("00/1000"), "it says how far it is: {shown}");
    assert!(shown.contains("it answers"), "{shown}");
    assert_eq!(held(&engine), 1000);
}

#[test]
fn a_login_is_asked_for_and_a_wrong_one_is_told() {
    let (desk, engine) = desk(2, Dialect::OpenSearch);
    engine.with(|state| state.login = Some(LOGIN.to_owned()));
    let password = desk.put("../password", b"wr0ng\n");
    let password = password.to_str().unwrap();
    let give = ["pool", "engine", &engine.url(), "--user", "ann", "--password-file", password];
    let said = fails(&desk, &give);
    assert!(said.contains("refuses the login") && !said.contains("wr0ng"), "{said}");
    assert!(fails(&desk, &["pool", "engine", &engine.url()]).contains("refuses the login"));
    assert!(desk.says(&["pool", "engine"]).contains("no search engine"), "nothing was changed");

    fs::write(password, "s3cret\n").unwrap();
    let (given, said) = both(&desk, &give);
    assert!(given.ends_with("it answers\n"), "{given}");
    assert!(said.contains("set CANDELA_ENGINE_SECRET"), "no keychain is there: {said}");
    let kept = fs::read_to_string(desk.pool_folder().join("engine.json")).unwrap();
    assert!(kept.contains("ann") && !kept.contains("s3cret"), "{kept}");

    let with = |secret: &str| {
        let output =
            desk.candela(&["search", "django"]).env("CANDELA_ENGINE_SECRET", secret).output().unwrap();
        assert!(output.status.success());
        texts(&output)
    };
    assert!(with("s3cret").0.contains("found by OpenSearch"));
    let (found, said) = with("wr0ng");
    assert!(found.ends_with("2 of 2 candidates that match\n"), "{found}");
    assert!(
        said.contains("the index of this machine answered, since OpenSearch refuses the login"),
        "{said}"
    );
    assert!(!said.contains("wr0ng"));
    let (found, said) = both(&desk, &["search", "django"]);
    assert!(found.ends_with("2 of 2 candidates that match\n"), "{found}");
    assert!(said.contains("CANDELA_ENGINE_SECRET"), "{said}");
}

#[test]
fn an_engine_that_is_away_is_in_nobodys_way_and_answers_when_it_is_back() {
    let (desk, mut engine) = served(2);
    engine.go_away();
    desk.put("new.txt", crate::desk::resume(77).as_bytes());
    desk.import(1);
    let (found, said) = both(&desk, &["search", "django"]);
    assert!(found.ends_with("3 of 3 candidates that match\n"), "{found}");
    assert!(
        said.contains("the index of this machine answered, since OpenSearch cannot be reached"),
        "{said}"
    );
    let told = desk.says(&["pool", "engine"]);
    assert!(told.contains("1 candidates are not there yet"), "{told}");
    assert!(told.ends_with("it cannot be reached: the index of this machine answers\n"), "{told}");
    assert!(fails(&desk, &["pool", "engine", "--remove"]).contains("cannot be reached"));

    engine.come_back();
    thread::sleep(PEACE);
    let (found, said) = both(&desk, &["search", "django"]);
    assert!(found.ends_with("3 of 3 candidates that match, found by OpenSearch\n"), "{found} {said}");
    assert_eq!((held(&engine), said), (3, String::new()));
}

#[test]
fn an_erasure_is_pending_until_the_engine_counts_nothing() {
    let (desk, engine) = served(3);
    engine.fail("_delete_by_query", Fault::Refused(500));
    let erased = desk.says(&["erase", "1", "--yes"]);
    assert!(erased.contains("1 removals are pending in OpenSearch"), "{erased}");
    assert_eq!(held(&engine), 3);
    let (found, said) = both(&desk, &["search", "django"]);
    assert!(found.contains("2 of 2 candidates"), "{found}");
    assert!(said.contains("1 removals are pending"), "{said}");
    thread::sleep(PEACE);
    assert_eq!(desk.says(&["pool", "engine"]), format!("OpenSearch at {}\nit answers\n", engine.url()));
    assert_eq!(held(&engine), 2);
    let (found, said) = both(&desk, &["search", "django"]);
    assert!(found.ends_with("2 of 2 candidates that match, found by OpenSearch\n"), "{found}");
    assert_eq!(said, "");
}
