//! The search engine of a team's pool by the command: given by `candela pool engine`, or by the address of the pool.

use std::fs;
use std::process::{Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use candela_engine::Dialect;

use crate::cluster::{Cluster, QUICK};
use crate::desk::Desk;
use crate::fake::{FakeEngine, Fault};
use crate::person::Person;
use crate::team::{path, people};

/// `search` with the password `s3cret`.
const LOGIN: &str = "Basic c2VhcmNoOnMzY3JldA==";

/// Ann, who administers a pool of three, and noor, a recruiter.
fn team(desk: &Desk, server: &Cluster) -> [Person; 2] {
    let [ann, noor] = people(desk, server);
    ann.says(&["pool", "create"]);
    ann.says(&["pool", "admit", "noor", "recruiter"]);
    ann.says(&["import", path(&desk.resumes())]);
    [ann, noor]
}

/// What somebody gets who opens the pool by an address that names a search engine: whether it went well, what is printed, what is said.
fn opened(person: &Person, engine: &str, secret: &str, arguments: &[&str]) -> (bool, String, String) {
    let mut command = person.candela(arguments);
    command.env("CANDELA_POOL", format!("{}&engine={engine}", person.address()));
    if !secret.is_empty() {
        command.env("CANDELA_ENGINE_SECRET", secret);
    }
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.success(), text(stdout), text(stderr))
}

#[test]
fn the_first_administrator_who_opens_by_an_address_with_an_engine_gives_it() {
    let desk = Desk::with_resumes(3);
    let server = Cluster::start(QUICK);
    let [ann, noor] = team(&desk, &server);
    let engine = FakeEngine::start(Dialect::OpenSearch);
    let search = ["search", "django"];

    let (well, found, said) = opened(&noor, &engine.url(), "", &search);
    assert!(well && found.ends_with("3 of 3 candidates that match\n"), "{found} {said}");
    assert!(
        said.contains("an administrator gives it http://127.0.0.1") && said.contains("until then"),
        "{said}"
    );
    assert!(engine.with(|state| state.documents.is_none()), "nothing was made there");

    // As it would be written where everything is encoded.
    let encoded = engine.url().replace(':', "%3A").replace('/', "%2F");
    let (well, found, said) = opened(&ann, &encoded, "", &search);
    assert!(well && found.ends_with("3 of 3 candidates that match, found by OpenSearch\n"), "{found} {said}");
    assert!(said.contains(&format!("has the search engine {} from now on", engine.url())), "{said}");
    assert!(said.contains("go through the network as they are"), "{said}");

    // From then on the server knows it, whether or not the address says so.
    for person in [&ann, &noor] {
        let (_, found, said) = opened(person, &engine.url(), "", &search);
        assert!(found.ends_with("3 of 3 candidates that match, found by OpenSearch\n"), "{found}");
        assert_eq!((said.as_str(), person.says(&search)), ("", found));
    }
    assert_eq!(engine.bodies("_bulk").len(), 1);
    assert_eq!(fs::read_dir(noor.home.join("candela/teams")).unwrap().count(), 1, "it is the same folder");
}

#[test]
fn a_pool_is_made_with_the_engine_that_its_address_names() {
    let desk = Desk::with_resumes(3);
    let server = Cluster::start(QUICK);
    let [ann, _] = people(&desk, &server);
    let engine = FakeEngine::start(Dialect::OpenSearch);
    let (well, made, said) = opened(&ann, &engine.url(), "", &["pool", "create"]);
    assert!(well && made.contains("is on 127.0.0.1"), "{made} {said}");
    assert!(said.contains(&format!("has the search engine {} from now on", engine.url())), "{said}");
    ann.says(&["import", path(&desk.resumes())]);
    let found = ann.says(&["search", "django"]);
    assert!(found.ends_with("3 of 3 candidates that match, found by OpenSearch\n"), "{found}");
}

#[test]
fn a_pool_is_moved_to_a_team_with_the_engine_that_the_address_names() {
    let desk = Desk::with_resumes(3);
    desk.says(&["import", path(&desk.resumes())]);
    let server = Cluster::start(QUICK);
    let [ann, _] = people(&desk, &server);
    ann.says(&["pool", "create"]);
    let engine = FakeEngine::start(Dialect::OpenSearch);
    let there = format!("{}&engine={}", ann.address(), engine.url());
    let moved = ann.says(&["pool", "move", path(&desk.pool_folder()), &there]);
    assert!(moved.contains("both hold the same: 3 candidates"), "{moved}");
    let found = ann.says(&["search", "django"]);
    assert!(found.ends_with("3 of 3 candidates that match, found by OpenSearch\n"), "{found}");

    let other = FakeEngine::start(Dialect::OpenSearch);
    let there = format!("{}&engine={}", ann.address(), other.url());
    let said = ann.fails(&["pool", "move", path(&desk.pool_folder()), &there]);
    assert!(said.contains(&engine.url()) && said.contains(&other.url()), "{said}");
}

#[test]
fn an_address_with_another_engine_than_the_team_has_is_refused_with_both() {
    let desk = Desk::with_resumes(3);
    let server = Cluster::start(QUICK);
    let [ann, noor] = team(&desk, &server);
    let engines = [Dialect::OpenSearch, Dialect::Elasticsearch].map(FakeEngine::start);
    let [first, second] = engines.each_ref().map(FakeEngine::url);
    assert!(opened(&ann, &first, "", &["list"]).0);
    for (person, arguments) in [(&ann, &["list"] as &[&str]), (&noor, &["list"]), (&noor, &["pool", "sync"])]
    {
        let (well, _, said) = opened(person, &second, "", arguments);
        let expected =
            format!("expected the search engine that the team has, {first}, found {second} in the address");
        assert!(
            !well && said.contains(&expected) && said.contains("`candela pool engine --remove`"),
            "{said}"
        );
    }
    // What it says to do works with that very address.
    let (well, gone, said) = opened(&ann, &second, "", &["pool", "engine", "--remove"]);
    assert!(well && gone.contains("holds nothing of this pool"), "{said}");
    let (well, given, said) = opened(&ann, &second, "", &["pool", "engine"]);
    assert!(well && given == format!("Elasticsearch at {second}\nit answers\n"), "{given} {said}");
    let (well, _, said) = opened(&noor, &first, "", &["list"]);
    assert!(!well && said.contains(&format!("the team has, {second}, found {first}")), "{said}");
}

#[test]
fn an_address_holds_no_secret_of_an_engine_and_the_laptop_gives_its_own() {
    let desk = Desk::with_resumes(2);
    let server = Cluster::start(QUICK);
    let [ann, noor] = team(&desk, &server);
    let engine = FakeEngine::start(Dialect::OpenSearch);
    engine.with(|state| state.login = Some(LOGIN.to_owned()));
    let named = engine.url().replace("http://", "http://search@");
    for secret in
        [engine.url().replace("http://", "http://search:s3cret@"), format!("{}%3Fkey=s3cret", engine.url())]
    {
        let (well, _, said) = opened(&ann, &secret, "", &["list"]);
        assert!(!well && said.contains("leave it out"), "{said}");
        assert!(!said.contains("s3cret"), "{said}");
    }
    let (well, _, said) = opened(&ann, &named, "", &["list"]);
    assert!(!well && said.contains("CANDELA_ENGINE_SECRET"), "{said}");
    let (well, _, said) = opened(&ann, &named, "wr0ng", &["list"]);
    assert!(!well && said.contains("refuses the login") && !said.contains("wr0ng"), "{said}");
    assert!(ann.says(&["pool", "engine"]).contains("no search engine"), "nothing was changed");

    let (well, _, said) = opened(&ann, &named, "s3cret", &["list"]);
    assert!(well && said.contains(&format!("has the search engine {named} from now on")), "{said}");
    let search = ["search", "django"];
    // Whoever names nobody leaves it open whom to log in as.
    for named in [&named, &engine.url()] {
        let (well, found, said) = opened(&noor, named, "s3cret", &search);
        assert!(
            well && found.ends_with("2 of 2 candidates that match, found by OpenSearch\n"),
            "{found} {said}"
        );
    }
    let (well, _, said) = opened(&noor, &named.replace("search@", "somebody@"), "s3cret", &search);
    assert!(!well && said.contains(&format!("the team has, {named}, found")), "{said}");
}

#[test]
fn the_search_engine_of_a_team_is_given_once_and_answers_everybody() {
    let desk = Desk::with_resumes(3);
    let server = Cluster::start(QUICK);
    let [ann, noor] = team(&desk, &server);
    let mut engine = FakeEngine::start(Dialect::OpenSearch);
    engine.with(|state| state.login = Some(LOGIN.to_owned()));
    let secret = desk.put("../secret", b"s3cret");
    let give = ["pool", "engine", &engine.url(), "--user", "search", "--password-file", path(&secret)];
    assert!(noor.fails(&give).contains("may not do this"));
    assert!(ann.says(&give).ends_with("it answers\n"));

    // Noor is told where it is, and gives the password.
    let said = noor.run(&["search", "django"]);
    assert!(String::from_utf8_lossy(&said.stderr).contains("CANDELA_ENGINE_SECRET"), "{said:?}");
    assert!(String::from_utf8_lossy(&said.stdout).ends_with("3 of 3 candidates that match\n"));
    fs::write(&secret, "wr0ng").unwrap();
    assert!(noor.fails(&["pool", "engine", "--password-file", path(&secret)]).contains("refuses the login"));
    fs::write(&secret, "s3cret").unwrap();
    assert!(noor.says(&["pool", "engine", "--password-file", path(&secret)]).ends_with("it answers\n"));
    let search = |text: &str| {
        let output = noor.candela(&["search", text]).env("CANDELA_ENGINE_SECRET", "s3cret").output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    noor.says(&["decide", "2", "shortlist"]);
    assert!(search("django").ends_with("3 of 3 candidates that match, found by OpenSearch\n"));
    let found = search("decision:shortlist");
    assert!(
        found.starts_with("     2  ")
            && found.ends_with("1 of 1 candidates that match, found by OpenSearch\n"),
        "{found}"
    );
    assert_eq!(engine.bodies("_bulk").len(), 1, "ann had sent all of them");

    engine.go_away();
    assert!(search("django").ends_with("3 of 3 candidates that match\n"));
    engine.come_back();
    assert!(noor.fails(&["pool", "engine", "--remove"]).contains("may not do this"));
    let gone =
        ann.candela(&["pool", "engine", "--remove"]).env("CANDELA_ENGINE_SECRET", "s3cret").output().unwrap();
    assert!(gone.status.success(), "{gone:?}");
    assert!(engine.with(|state| state.documents.is_none()));
    assert!(noor.says(&["pool", "engine"]).contains("no search engine"));
}

/// Does something while time passes for an engine.
fn as_time_passes<T>(engine: &FakeEngine, work: impl FnOnce() -> T) -> T {
    let is_done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !is_done.load(Ordering::Relaxed) {
                thread::sleep(Duration::from_millis(200));
                engine.pass_time();
            }
        });
        let done = work();
        is_done.store(true, Ordering::Relaxed);
        done
    })
}

#[test]
fn a_team_may_have_an_engine_that_only_adds() {
    let desk = Desk::with_resumes(3);
    let server = Cluster::start(QUICK);
    let [ann, noor] = team(&desk, &server);
    let engine = FakeEngine::start(Dialect::Quickwit);
    let (well, found, said) = opened(&ann, &engine.url(), "", &["search", "django"]);
    assert!(well && found.ends_with("3 of 3 candidates that match\n"), "{found} {said}");
    assert!(said.contains("since Quickwit lacks 3 candidates still"), "{said}");
    let answers = format!("Quickwit at {}\nit answers\n", engine.url());
    as_time_passes(&engine, || {
        for person in [&ann, &noor] {
            assert_eq!(person.says(&["pool", "engine"]), answers);
        }
    });
    for person in [&noor, &ann] {
        assert!(
            person.says(&["search", "django"]).ends_with("3 of 3 candidates that match, found by Quickwit\n")
        );
    }
    assert_eq!(engine.bodies("_bulk").len(), 1, "ann had sent all of them");
    let erased = ann.says(&["erase", "1", "--yes"]);
    assert!(erased.contains("pending"), "{erased}");
    assert!(ann.says(&["search", "django"]).contains("2 of 2 candidates that match, found by Quickwit"));
    assert!(ann.says(&["pool", "engine", "--remove"]).contains("holds nothing of this pool"));
    assert!(engine.with(|state| state.documents.is_none()));
}

#[test]
fn a_laptop_that_is_killed_while_it_sends_leaves_nothing_twice() {
    let desk = Desk::with_resumes(3);
    let server = Cluster::start(QUICK);
    let [ann, noor] = team(&desk, &server);
    noor.says(&["pool", "sync"]);
    let engine = FakeEngine::start(Dialect::Quickwit);
    engine.fail("_bulk", Fault::DoneTooLate);
    let mut sends = ann.candela(&["pool", "engine", &engine.url()]).stdout(Stdio::null()).spawn().unwrap();
    while engine.bodies("_bulk").is_empty() {
        thread::sleep(Duration::from_millis(10));
    }
    sends.kill().unwrap();
    sends.wait().unwrap();
    let held = || engine.with(|state| state.documents.as_ref().map_or(0, |documents| documents.len()));
    assert_eq!(held(), 3, "it was done, and nobody heard of it");
    // Her turn ends by itself after a minute.
    let (_, said) = (noor.says(&["search", "django"]), noor.run(&["search", "django"]).stderr);
    assert!(String::from_utf8_lossy(&said).contains("lacks 3 candidates still"));
    server.administer("candidates", "UPDATE candela.engine SET feeding = feeding - interval '1 minute'");
    as_time_passes(&engine, || assert!(noor.says(&["pool", "engine"]).ends_with("it answers\n")));
    assert_eq!((held(), engine.bodies("_bulk").len()), (3, 1));
    for person in [&noor, &ann] {
        as_time_passes(&engine, || person.says(&["pool", "engine"]));
        assert!(
            person.says(&["search", "django"]).ends_with("3 of 3 candidates that match, found by Quickwit\n")
        );
    }
}
