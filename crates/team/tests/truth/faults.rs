//! What may be wrong with a server, or with the way to it: each has its own words, and nothing is lost or done twice.

use std::time::{Duration, Instant};

use candela_pool::{Decision, Heard};
use candela_team::{Address, Error, Password, Server, SharedTruth};

use crate::people::{decide, key, note, record};
use crate::proxy::Proxy;
use crate::server::{Cluster, QUICK, Team, password};

const PATIENCE: Duration = Duration::from_secs(5);

fn in_words(error: &Error) -> String {
    error.to_string()
}

#[test]
fn a_server_that_is_not_there_is_called_so_at_once() {
    let team = Team::new();
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let asked = Instant::now();
    let error = team.open_by(nobody, "owner", PATIENCE).err().unwrap();
    assert!(matches!(error, Error::Unreachable { .. }) && error.may_pass(), "{error:?}");
    assert!(asked.elapsed() < PATIENCE);
}

#[test]
fn a_wrong_password_is_called_so() {
    let team = Team::new();
    for wrong in [Some(Password::new("wrong")), None] {
        let error = Server::open(&team.address("owner"), wrong).err().unwrap();
        assert!(matches!(error, Error::Login { .. }) && !error.may_pass(), "{error:?}");
        assert!(in_words(&error).contains("is the password right?"));
        assert!(!format!("{error:?}").contains("wrong"), "a password stands in no message");
    }
}

#[test]
fn a_database_without_a_pool_is_called_so() {
    let team = Team::empty();
    let error = Server::open(&team.address("owner"), password()).err().unwrap();
    assert!(matches!(error, Error::NoPool { .. }), "{error:?}");
    drop(Server::create(&team.address("owner"), password()).unwrap());
    drop(team.open("owner"));
    let other = Address { pool: "other".to_owned(), ..team.address("owner") };
    assert!(matches!(Server::open(&other, password()).err(), Some(Error::NoPool { .. })));
    drop(Server::create(&other, password()).unwrap());
    drop(Server::open(&other, password()).unwrap());
}

#[test]
fn tables_of_another_program_are_refused_and_left_as_they_are() {
    let team = Team::new();
    team.administer("INSERT INTO candela.migrations VALUES (99, 'later', '2030-01-01T00:00:00Z', '1')");
    let open = || Server::open(&team.address("owner"), password()).err().unwrap();
    assert!(matches!(open(), Error::Newer { found: 99, .. }));
    assert!(matches!(Server::create(&team.address("owner"), password()).err(), Some(Error::Newer { .. })));
    team.administer("DELETE FROM candela.migrations WHERE version > 2");
    let older = open();
    assert!(in_words(&older).contains("older Candela"), "{older}");
}

#[test]
fn two_who_make_a_pool_at_once_make_one() {
    let team = Team::empty();
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| drop(Server::create(&team.address("owner"), password()).unwrap()));
        }
    });
    assert_eq!(team.owner().members().unwrap().len(), 1);
}

#[test]
fn a_slow_server_is_waited_for_and_one_that_says_nothing_is_given_up() {
    let team = Team::new();
    let proxy = Proxy::to(team.port());
    let mut server = team.open_by(proxy.port(), "owner", Duration::from_millis(1500)).unwrap();
    server.put(&[record("Robin")]).unwrap();
    proxy.slow_down(Duration::from_millis(100));
    assert_eq!(server.unknown(&[key("Robin")]).unwrap(), []);
    proxy.slow_down(Duration::from_secs(60));
    let asked = Instant::now();
    let error = server.unknown(&[key("Robin")]).unwrap_err();
    assert!(matches!(error, Error::Slow { .. }) && error.may_pass(), "{error:?}");
    assert!(asked.elapsed() < PATIENCE);
    proxy.slow_down(Duration::ZERO);
    assert_eq!(server.unknown(&[key("Robin")]).unwrap(), [], "another connection is made");
}

#[test]
fn a_line_that_is_cut_midway_loses_nothing_and_does_nothing_twice() {
    let team = Team::new();
    team.owner().put(&[record("Robin")]).unwrap();
    let proxy = Proxy::to(team.port());
    let deeds: Vec<_> = (1..=300).map(|number| note("anna", number, "Robin", "Call")).collect();
    let mut server = team.open_by(proxy.port(), "owner", PATIENCE).unwrap();
    // Answers are cut at many places: before the first, between two, after the last but before the end.
    for bytes in [1, 500, 5_000, 12_000, 17_000] {
        proxy.cut_after(bytes);
        let told = server.tell(&deeds);
        if let Err(error) = told {
            assert!(error.may_pass(), "{error:?}");
        }
        proxy.take_down(false);
        proxy.cut_after(0);
    }
    let heard = server.tell(&deeds).unwrap();
    assert!(heard.iter().all(|heard| matches!(heard, Heard::Stands | Heard::Known)));
    assert_eq!(team.owner().inventory().unwrap().triage, 300);
    assert_eq!(team.owner().deeds_after(0, 999).unwrap().len(), 300);
}

#[test]
fn a_server_that_takes_no_changes_still_answers() {
    let team = Team::new();
    team.owner().put(&[record("Robin")]).unwrap();
    team.administer(&format!("ALTER DATABASE {} SET default_transaction_read_only = on", team.name));
    let mut server = team.owner();
    assert_eq!(server.get(&[key("Robin")]).unwrap().len(), 1);
    let error = server.tell(&[decide("anna", 1, "Robin", None, Decision::Maybe)]).unwrap_err();
    assert!(matches!(error, Error::ReadOnly { .. }) && error.may_pass(), "{error:?}");
}

#[test]
fn a_server_that_goes_and_comes_is_reached_again() {
    let team = Team::new();
    let mut server = team.owner();
    server.put(&[record("Robin")]).unwrap();
    let deed = note("anna", 1, "Robin", "Call");
    team.administer(&format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'owner_{}'",
        team.name
    ));
    let first = server.tell(std::slice::from_ref(&deed));
    assert!(first.as_ref().is_err_and(Error::may_pass) || first.is_ok(), "{first:?}");
    assert!(matches!(server.tell(&[deed]).unwrap()[0], Heard::Stands | Heard::Known));
    assert_eq!(server.inventory().unwrap().triage, 1);
}

#[test]
fn a_full_disk_is_called_so_and_what_stood_stands() {
    // A disk of its own would need root, so a trigger says what PostgreSQL says when it has no room.
    let cluster = Cluster::start(QUICK);
    cluster.administer("postgres", "CREATE DATABASE full_disk");
    let address = format!("postgres://postgres@127.0.0.1:{}/full_disk?tls=off", cluster.port);
    let mut server = Server::create(&Address::parse(&address).unwrap(), password()).unwrap();
    server.put(&[record("Robin")]).unwrap();
    cluster.administer(
        "full_disk",
        "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            RAISE disk_full USING MESSAGE = 'could not extend file: No space left on device'; END $$;;
         CREATE TRIGGER no_room BEFORE INSERT ON candela.deed FOR EACH ROW EXECUTE FUNCTION no_room()",
    );
    let deed = decide("anna", 1, "Robin", None, Decision::Maybe);
    let error = server.tell(std::slice::from_ref(&deed)).unwrap_err();
    assert!(matches!(error, Error::Full { .. }) && error.may_pass(), "{error:?}");
    assert_eq!(server.inventory().unwrap().triage, 0, "nothing of it stands");
    cluster.administer("full_disk", "DROP TRIGGER no_room ON candela.deed");
    assert_eq!(server.tell(&[deed]).unwrap(), [Heard::Stands]);
}

#[test]
fn a_call_wakes_whoever_waits_and_silence_does_not() {
    let team = Team::new();
    let (mut waiting, mut other) = (team.owner(), team.owner());
    assert!(!waiting.wait(Duration::from_millis(50)).unwrap());
    other.put(&[record("Robin")]).unwrap();
    assert!(waiting.wait(PATIENCE).unwrap());
    assert!(!waiting.wait(Duration::from_millis(50)).unwrap());
}

#[test]
fn what_was_changed_on_the_server_by_hand_is_noticed() {
    let team = Team::new();
    let mut server = team.owner();
    server.put(&[record("Robin")]).unwrap();
    team.administer("UPDATE candela.candidate SET body = 'another text'");
    assert!(matches!(server.get(&[key("Robin")]), Err(Error::Damaged { what: "record", .. })));
}
