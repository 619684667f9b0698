//! The search engine of a team's pool where it only adds: what it was sent stands on the team's server.

use std::sync::Barrier;
use std::thread;

use candela_engine::Dialect;
use candela_pool::{Decision, EngineRecord, EngineTruth, EngineTurn, Erasure, Noted};
use candela_team::{Error, Role};
use jiff::tz::TimeZone;

use crate::engine::{Laptop, PEACE, given, held, request, state};
use crate::fake::{FakeEngine, Fault};
use crate::people::{key, now, reader, record};
use crate::server::Team;

/// The same with an engine that has everybody and a team that knows it.
pub(crate) fn served(team: &Team) -> (Laptop<'_>, Laptop<'_>, FakeEngine) {
    let (anna, noor, engine) = given(team, Dialect::Quickwit);
    anna.sync();
    engine.pass_time();
    anna.sync();
    noor.sync();
    assert_eq!(held(&engine), 3);
    (anna, noor, engine)
}

/// Lets hours pass on the server: whoever has the turn has lost it, and whatever was sent or ordered was so long ago.
pub(crate) fn hours_later(team: &Team) {
    team.administer(
        "UPDATE candela.engine SET feeding = feeding - interval '2 hours';;
         UPDATE candela.engine_document SET since = since - interval '2 hours', ordered = ordered - interval '2 hours';;
         UPDATE candela.engine_counts SET since = since - interval '2 hours';;
         UPDATE candela.removal SET asked = asked - interval '2 hours'",
    );
}

/// Documents by their states.
pub(crate) fn documents(team: &Team) -> (usize, usize, usize) {
    let mut server = team.owner();
    let (on_the_way, older) = (server.on_the_way(0, 999).unwrap().len(), server.older().unwrap().len());
    (usize::try_from(server.holdings().unwrap().unwrap().found).unwrap(), on_the_way, older)
}

#[test]
fn every_laptop_asks_the_one_index_that_only_adds() {
    let team = Team::new();
    let (anna, noor, engine) = served(&team);
    assert_ne!(anna.id("Kim"), noor.id("Kim"), "numbers are each folder's own");
    assert_eq!(engine.bodies("_bulk").len(), 1, "whom one laptop has sent the others need not send");
    noor.pool.decide(&[noor.id("Toni")], Decision::Shortlist, None, "noor", now()).unwrap();
    for laptop in [&noor, &anna] {
        laptop.sync();
        assert_eq!(laptop.found("ledger"), ["Kim", "Robin", "Toni"]);
        assert_eq!(laptop.found("ledger decision:shortlist"), ["Toni"]);
        assert_eq!(laptop.found(&format!("ledger -id:{}", laptop.id("Kim"))), ["Robin", "Toni"]);
        let everybody = laptop.pool.found("ledger", &now().to_zoned(TimeZone::UTC)).unwrap();
        assert_eq!(everybody.len(), 3);
        assert_eq!(laptop.pool.engine_state().unwrap().unwrap().trouble, None);
    }
    anna.follow().remove_engine().unwrap();
    assert!(engine.with(|state| state.documents.is_none()));
    noor.sync();
    assert_eq!((anna.find("ledger").engine, noor.find("ledger").engine), (None, None));
    assert!(anna.follow().set_engine(&request(&engine)).unwrap(), "and may be given again");
    assert_eq!(documents(&team), (0, 0, 0));
}

#[test]
fn two_laptops_that_feed_at_once_send_everybody_once() {
    let team = Team::new();
    let (anna, noor, engine) = given(&team, Dialect::Quickwit);
    let names: Vec<String> = (0..250).map(|nth| format!("Person {nth}")).collect();
    let records: Vec<_> = names.iter().map(|name| record(name)).collect();
    anna.pool.keep_records(&records).unwrap();
    anna.follow().sync(&reader(), now().to_zoned(TimeZone::UTC).date()).unwrap();
    noor.follow().sync(&reader(), now().to_zoned(TimeZone::UTC).date()).unwrap();
    let start = Barrier::new(2);
    thread::scope(|scope| {
        for laptop in [&anna, &noor] {
            let start = &start;
            scope.spawn(move || {
                let mut follower = laptop.follow();
                start.wait();
                for _ in 0..20 {
                    follower.feed_engine(&mut |_| true).unwrap();
                }
            });
        }
    });
    engine.pass_time();
    for laptop in [&noor, &anna, &noor] {
        laptop.sync();
    }
    assert_eq!((held(&engine), documents(&team)), (253, (253, 0, 0)));
    for laptop in [&anna, &noor] {
        let found = laptop.find("ledger");
        assert_eq!((found.total, state(&found).has_answered), (253, true));
    }
}

#[test]
fn an_older_revision_is_left_out_of_every_answer_and_swept_later() {
    let team = Team::new();
    let (anna, noor, engine) = served(&team);
    noor.rename("Robin", "Robin Ribbit");
    assert!(!state(&noor.find("ribbit")).has_answered, "the engine does not know it yet");
    assert_eq!(noor.find("ribbit").total, 1, "the index of this machine does");
    noor.sync();
    assert_eq!(
        anna.found("ledger"),
        ["Kim", "Robin", "Toni"],
        "she has not heard of it, and has one of each"
    );
    // Anna has not heard of it, and sends nothing over it.
    anna.follow().feed_engine(&mut |_| true).unwrap();
    engine.pass_time();
    assert_eq!(anna.find("ledger").total, 3, "it stands there and does not count yet");
    noor.sync();
    anna.sync();
    assert_eq!((held(&engine), documents(&team)), (4, (3, 0, 1)));
    for laptop in [&noor, &anna] {
        assert_eq!(laptop.found("ledger"), ["Kim", "Robin Ribbit", "Toni"]);
        assert_eq!(laptop.found("ribbit"), ["Robin Ribbit"]);
    }
    hours_later(&team);
    anna.sync();
    engine.pass_time();
    anna.sync();
    assert_eq!((held(&engine), documents(&team)), (3, (3, 0, 0)), "swept by whoever came next");
    assert_eq!((engine.bodies("_bulk").len(), noor.found("ledger").len()), (2, 3));
}

#[test]
fn who_is_merged_counts_no_more_and_who_is_parted_counts_again() {
    let team = Team::new();
    let (anna, noor, engine) = served(&team);
    let settle = |first: &Laptop<'_>, second: &Laptop<'_>| {
        for laptop in [first, second, first] {
            laptop.sync();
            engine.pass_time();
        }
        second.sync();
    };
    anna.pool.say_same(anna.id("Robin"), anna.id("Toni"), "anna", now()).unwrap();
    settle(&anna, &noor);
    for laptop in [&anna, &noor] {
        assert_eq!(laptop.found("ledger").len(), 2, "a version of somebody is nobody apart");
    }
    assert_eq!(documents(&team).0, 2);
    noor.pool.say_different(noor.id("Robin"), noor.id("Toni"), "noor", now()).unwrap();
    noor.sync();
    engine.pass_time();
    noor.sync();
    // Anna has not heard of it, and what she leaves out is what she knows of.
    anna.follow().feed_engine(&mut |_| true).unwrap();
    assert_eq!(documents(&team).0, 3);
    settle(&noor, &anna);
    for laptop in [&anna, &noor] {
        assert_eq!(laptop.found("ledger"), ["Kim", "Robin", "Toni"]);
    }
}

#[test]
fn who_is_erased_is_left_out_at_once_and_pending_until_nothing_of_them_is_counted() {
    let team = Team::new();
    let (anna, noor, engine) = served(&team);
    let on = now().to_zoned(TimeZone::UTC).date();
    let erasure = Erasure { on, author: "anna".to_owned(), reason: None };
    // Somebody else has written down just before that they send them.
    noor.rename("Robin", "Robin Ribbit");
    noor.follow().sync(&reader(), on).unwrap();
    let mut slow = team.owner();
    let turn =
        EngineTurn { index: slow.engine().unwrap().unwrap().name().to_owned(), feeder: "slow".to_owned() };
    assert!(slow.begin_turn(&turn).unwrap());
    assert_eq!(slow.send(&turn, &[(key("Robin"), 1_000_000)]).unwrap().len(), 1);
    slow.end_turn(&turn).unwrap();

    engine.fail("delete-tasks", Fault::Refused(500));
    anna.follow().erase(&[anna.id("Robin")], &erasure).unwrap();
    assert_eq!((held(&engine), documents(&team).0), (3, 2), "the engine failed, and still they do not count");
    assert!(
        slow.begin_turn(&turn).unwrap() && slow.send(&turn, &[(key("Robin"), 2_000_000)]).unwrap().is_empty()
    );
    slow.note(&turn, &Noted { found: vec![1, 2, 3, 4], ..Noted::default() }).unwrap();
    slow.end_turn(&turn).unwrap();
    assert_eq!(documents(&team).0, 2, "whoever was on the way does not come to count any more");
    // Another laptop brings it to its end, though it may not say so.
    noor.sync();
    assert_eq!(noor.found("ledger"), ["Kim", "Toni"]);
    assert_eq!(held(&engine), 3);
    engine.pass_time();
    assert_eq!(held(&engine), 2);
    team.administer("UPDATE candela.removal SET asked = asked - interval '6 minutes'");
    thread::sleep(PEACE);
    anna.sync();
    assert_eq!(team.owner().to_remove().unwrap().len(), 1, "something may be on its way still");
    assert_eq!(state(&anna.find("ledger")).removals, 1);
    hours_later(&team);
    noor.sync();
    assert_eq!(team.owner().to_remove().unwrap().len(), 1, "she may not say so");
    anna.sync();
    assert_eq!(team.owner().to_remove().unwrap(), []);
    anna.sync();
    assert_eq!((anna.found("ledger").len(), state(&anna.find("ledger")).removals), (2, 0));
    assert_eq!(documents(&team), (2, 0, 0));
}

#[test]
fn a_reader_feeds_nothing_and_is_answered_by_what_others_have_sent() {
    let team = Team::new();
    let (anna, _noor, engine) = given(&team, Dialect::Quickwit);
    let rita = Laptop::of(&team, "rita", Role::Reader);
    rita.sync();
    rita.sync();
    assert_eq!(engine.bodies("_bulk").len(), 0);
    let found = rita.find("ledger");
    assert_eq!((found.total, state(&found).has_answered, state(&found).missing), (3, false, 3));
    anna.sync();
    engine.pass_time();
    anna.sync();
    rita.sync();
    assert_eq!(rita.found("ledger"), ["Kim", "Robin", "Toni"]);
    // Nor by writing on the server.
    let mut server = team.open("rita");
    let turn =
        EngineTurn { index: server.engine().unwrap().unwrap().name().to_owned(), feeder: "rita".to_owned() };
    assert!(!server.begin_turn(&turn).unwrap());
    let refused = server.send(&turn, &[(key("Kim"), i64::MAX)]);
    assert!(matches!(refused, Err(Error::NotAllowed { .. })), "{refused:?}");
    assert_eq!(documents(&team), (3, 0, 0));
}
