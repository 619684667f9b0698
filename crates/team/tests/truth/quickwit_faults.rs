//! A team's search engine that only adds, when laptops die, answers are lost, things arrive late or twice, and servers go away.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use candela_engine::Dialect;
use candela_pool::{EngineRecord, EngineTruth, EngineTurn};
use candela_team::{Follower, Role};
use jiff::tz::TimeZone;

use crate::engine::{PEACE, given, held, state};
use crate::fake::{FakeEngine, Fault};
use crate::people::{key, now, reader, record};
use crate::proxy::Proxy;
use crate::quickwit::{documents, hours_later, served};
use crate::server::{Team, folder_pool};

/// Sends once more what was sent to an engine, as something between may.
fn send_again(engine: &FakeEngine, body: &str) {
    let place = engine.url();
    let place = place.strip_prefix("http://").unwrap();
    let mut line = TcpStream::connect(place).unwrap();
    let length = body.len();
    write!(
        line,
        "POST /api/v1/_elastic/_bulk HTTP/1.1\r\nhost: {place}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
    .unwrap();
    let mut said = String::new();
    line.read_to_string(&mut said).unwrap();
    assert!(said.starts_with("HTTP/1.1 200"), "{said}");
}

#[test]
fn whoever_dies_between_writing_down_and_sending_holds_nobody_up_and_what_arrives_late_counts_nothing() {
    let team = Team::new();
    let (anna, noor, engine) = served(&team);
    noor.pool.keep_records(&[record("Sasha")]).unwrap();
    noor.follow().sync(&reader(), now().to_zoned(TimeZone::UTC).date()).unwrap();
    // A third laptop has the turn, has written down whom it sends, and is not heard of any more.
    let mut dead = team.owner();
    let turn =
        EngineTurn { index: dead.engine().unwrap().unwrap().name().to_owned(), feeder: "dead".to_owned() };
    assert!(dead.begin_turn(&turn).unwrap());
    let sending = dead.send(&turn, &[(key("Sasha"), 1_000_000)]).unwrap()[&key("Sasha")];

    for laptop in [&noor, &anna] {
        laptop.sync();
        let found = laptop.find("ledger");
        assert_eq!((found.total, state(&found).has_answered, state(&found).missing), (4, false, 1));
    }
    assert_eq!(engine.bodies("_bulk").len(), 1, "nobody else has the turn");

    hours_later(&team);
    noor.sync();
    engine.pass_time();
    noor.sync();
    anna.sync();
    assert_eq!((held(&engine), documents(&team)), (4, (4, 0, 0)), "what never arrived is struck off");
    assert_eq!(noor.found("ledger"), ["Kim", "Robin", "Sasha", "Toni"]);

    // The same again, and this time it arrives though nobody waits for it any more.
    noor.rename("Sasha", "Sasha Seal");
    noor.follow().sync(&reader(), now().to_zoned(TimeZone::UTC).date()).unwrap();
    assert!(dead.begin_turn(&turn).unwrap());
    let late = dead.send(&turn, &[(key("Sasha"), 2_000_000)]).unwrap()[&key("Sasha")];
    assert!(late > sending);
    team.administer(
        "UPDATE candela.engine_document SET since = since - interval '3 minutes' WHERE state = 'sent'",
    );
    team.administer("UPDATE candela.engine SET feeding = feeding - interval '2 minutes'");
    noor.sync();
    engine.pass_time();
    let body = engine.bodies("_bulk").pop().unwrap();
    let at = body.find(".").unwrap();
    let sent: String = body[at + 1..].chars().take_while(char::is_ascii_digit).collect();
    send_again(
        &engine,
        &body
            .replace(&format!(".{sent}\""), &format!(".{late}\""))
            .replace(&format!("\"revision\":{sent}"), &format!("\"revision\":{late}")),
    );
    engine.pass_time();
    noor.sync();
    anna.sync();
    assert_eq!(held(&engine), 6, "Sasha as they were, as they are, and once too often");
    for laptop in [&noor, &anna] {
        assert_eq!(laptop.found("ledger"), ["Kim", "Robin", "Sasha Seal", "Toni"]);
        assert_eq!(laptop.found("seal"), ["Sasha Seal"]);
    }
    hours_later(&team);
    noor.sync();
    engine.pass_time();
    noor.sync();
    assert_eq!((held(&engine), documents(&team)), (4, (4, 0, 0)), "both are swept");
    assert_eq!(engine.bodies("/indexes").len(), 1, "and the index is the same");
}

#[test]
fn what_was_taken_without_an_answer_counts_once() {
    thread::scope(|scope| {
        for fault in [Fault::DoneAnd(500), Fault::Nonsense, Fault::Items(503), Fault::Refused(500)] {
            scope.spawn(move || counts_once_after(fault));
        }
    });
}

fn counts_once_after(fault: Fault) {
    let team = Team::new();
    let (anna, noor, engine) = given(&team, Dialect::Quickwit);
    engine.fail("_bulk", fault);
    anna.sync();
    noor.sync();
    assert_eq!(noor.find("ledger").total, 3, "{fault:?}");
    assert!(engine.bodies("_bulk").len() <= 2, "{fault:?}: it is not put again until it can be told");
    thread::sleep(PEACE);
    engine.pass_time();
    noor.sync();
    if fault == Fault::Refused(500) {
        assert_eq!((held(&engine), documents(&team)), (0, (0, 3, 0)), "whether it arrives is not known yet");
        hours_later(&team);
        noor.sync();
        engine.pass_time();
        noor.sync();
    }
    anna.sync();
    assert_eq!((held(&engine), documents(&team).0), (3, 3), "{fault:?}");
    for laptop in [&anna, &noor] {
        assert_eq!(laptop.found("ledger"), ["Kim", "Robin", "Toni"], "{fault:?}");
    }
}

#[test]
fn an_item_that_is_refused_is_told_to_all_and_not_sent_again() {
    let team = Team::new();
    let (anna, noor, engine) = given(&team, Dialect::Quickwit);
    engine.fail("_bulk", Fault::Items(400));
    anna.sync();
    engine.pass_time();
    for laptop in [&anna, &noor, &anna] {
        laptop.sync();
    }
    for laptop in [&anna, &noor] {
        let found = laptop.find("ledger");
        let told = state(&found);
        assert_eq!((found.total, told.has_answered, told.missing, told.refused), (2, true, 0, 1));
    }
    assert_eq!(engine.bodies("_bulk").len(), 1);
}

#[test]
fn a_lost_index_is_made_anew_by_one_laptop() {
    let team = Team::new();
    let (anna, noor, engine) = served(&team);
    let before = team.owner().engine().unwrap().unwrap().name().to_owned();
    engine.with(|state| state.documents = None);
    for laptop in [&anna, &noor] {
        let found = laptop.find("ledger");
        assert_eq!((found.total, state(&found).has_answered), (3, false));
    }
    thread::sleep(PEACE);
    thread::scope(|scope| {
        for laptop in [&anna, &noor] {
            scope.spawn(|| laptop.sync());
        }
    });
    assert_ne!(team.owner().engine().unwrap().unwrap().name(), before);
    for laptop in [&anna, &noor, &anna] {
        engine.pass_time();
        laptop.sync();
    }
    noor.sync();
    assert_eq!((held(&engine), documents(&team)), (3, (3, 0, 0)));
    assert_eq!((anna.found("ledger").len(), noor.found("ledger").len()), (3, 3));
}

#[test]
fn an_index_that_holds_something_else_than_was_written_down_answers_nothing_and_is_made_anew() {
    let team = Team::new();
    let (anna, noor, engine) = served(&team);
    let before = team.owner().engine().unwrap().unwrap().name().to_owned();
    let body = engine.bodies("_bulk").pop().unwrap();
    send_again(&engine, &body);
    engine.pass_time();
    let found = anna.find("ledger");
    let told = state(&found);
    assert_eq!((found.total, told.has_answered), (3, false));
    assert_eq!(told.trouble.as_deref(), Some("does not hold what it was sent"));
    thread::sleep(PEACE);
    for laptop in [&anna, &noor] {
        laptop.sync();
        engine.pass_time();
    }
    for laptop in [&anna, &noor] {
        laptop.sync();
        assert_eq!(laptop.found("ledger"), ["Kim", "Robin", "Toni"]);
    }
    assert_ne!(team.owner().engine().unwrap().unwrap().name(), before);
    assert_eq!(held(&engine), 3);
}

#[test]
fn who_stands_there_twice_before_they_count_never_counts_so() {
    let team = Team::new();
    let (anna, noor, engine) = given(&team, Dialect::Quickwit);
    anna.sync();
    let body = engine.bodies("_bulk").pop().unwrap();
    send_again(&engine, &body);
    engine.pass_time();
    anna.sync();
    assert_eq!(documents(&team), (0, 3, 3), "each is sent again under another number");
    engine.pass_time();
    for laptop in [&anna, &noor] {
        laptop.sync();
        assert_eq!(laptop.found("ledger"), ["Kim", "Robin", "Toni"]);
    }
    assert_eq!(engine.bodies("/indexes").len(), 1, "and the index is the same");
}

#[test]
fn without_the_server_the_index_of_the_laptop_answers_within_a_moment_and_says_so() {
    let team = Team::new();
    let (_anna, _noor, _engine) = served(&team);
    team.admit("lena", Role::Recruiter);
    let folder = tempfile::tempdir().unwrap();
    let pool = folder_pool(folder.path());
    let proxy = Proxy::to(team.port());
    let server = team.open_by(proxy.port(), "lena", Duration::from_secs(15)).unwrap();
    let mut follower = Follower::new(&pool, server).unwrap();
    follower.sync(&reader(), now().to_zoned(TimeZone::UTC).date()).unwrap();
    follower.feed_engine(&mut |_| true).unwrap();
    let zoned = now().to_zoned(TimeZone::UTC);
    let find = || {
        let search = candela_pool::Search { text: "ledger", now: &zoned, offset: 0, limit: 20, values: 5 };
        pool.find(&search).unwrap()
    };
    assert!(state(&find()).has_answered);
    proxy.slow_down(Duration::from_secs(20));
    let begun = Instant::now();
    let found = find();
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    assert_eq!((found.total, state(&found).has_answered), (3, false));
    assert_eq!(
        state(&found).trouble.as_deref(),
        Some("can only be relied on while the team's server answers")
    );
    let begun = Instant::now();
    assert!(!state(&find()).has_answered);
    assert!(begun.elapsed() < Duration::from_millis(500), "it is left in peace for a while");
    proxy.take_down(true);
    proxy.slow_down(Duration::ZERO);
    thread::sleep(PEACE);
    assert!(!state(&find()).has_answered);
    proxy.take_down(false);
    thread::sleep(PEACE);
    let found = find();
    assert_eq!((state(&found).has_answered, state(&found).trouble), (true, None));
    // A command that cannot reach the server at all has nobody to ask.
    let alone = folder_pool(folder.path());
    let search = candela_pool::Search { text: "ledger", now: &zoned, offset: 0, limit: 20, values: 5 };
    let found = alone.find(&search).unwrap();
    assert_eq!((found.total, state(&found).has_answered), (3, false));
}
