//! Who may do what.

use candela_pool::{Decision, Done};
use candela_team::{Address, Error, Role, Server, SharedTruth};

use crate::people::{decide, deed, key, note, now, record};
use crate::server::{Team, password};

fn refused<T: std::fmt::Debug>(done: Result<T, Error>) {
    assert!(matches!(done, Err(Error::NotAllowed { .. })), "{done:?}");
}

#[test]
fn a_reader_sees_everything_and_changes_nothing() {
    let team = Team::new();
    team.admit("rita", Role::Reader);
    team.owner().put(&[record("Robin")]).unwrap();
    let mut rita = team.open("rita");
    assert_eq!(rita.get(&[key("Robin")]).unwrap(), [record("Robin")]);
    refused(rita.put(&[record("Toni")]));
    refused(rita.tell(&[decide("rita", 1, "Robin", None, Decision::Maybe)]));
    refused(rita.tell(&[note("rita", 1, "Robin", "Call")]));
    refused(rita.erase(&[key("Robin")], now().strftime("%Y-%m-%d").to_string().parse().unwrap()));
    refused(rita.begin_reading("rita"));
    refused(rita.admit(&format!("rita_{}", team.name), Role::Administrator));
    rita.tell(&[deed("rita", 2, "Robin", Done::Seen)]).unwrap();
    assert_eq!(team.owner().inventory().unwrap().triage, 0);
}

#[test]
fn a_recruiter_works_and_does_not_erase() {
    let team = Team::new();
    team.admit("rene", Role::Recruiter);
    let mut rene = team.open("rene");
    rene.put(&[record("Robin")]).unwrap();
    rene.tell(&[decide("rene", 1, "Robin", None, Decision::Maybe)]).unwrap();
    refused(rene.erase(&[key("Robin")], "2026-05-04".parse().unwrap()));
    refused(rene.admit(&format!("rene_{}", team.name), Role::Administrator));
    refused(rene.dismiss(&format!("owner_{}", team.name)));
    assert_eq!(team.owner().get(&[key("Robin")]).unwrap().len(), 1);
}

#[test]
fn an_administrator_erases_and_the_removal_is_pending_until_it_is_done() {
    let team = Team::new();
    team.admit("adam", Role::Administrator);
    team.owner().put(&[record("Robin"), record("Toni")]).unwrap();
    let mut adam = team.open("adam");
    adam.erase(&[key("Robin")], "2026-05-04".parse().unwrap()).unwrap();
    assert_eq!(team.owner().removals().unwrap(), [key("Robin")]);
    adam.removed(&[key("Robin")]).unwrap();
    assert_eq!(team.owner().removals().unwrap(), []);
}

#[test]
fn whoever_is_in_one_pool_sees_nothing_of_another() {
    let team = Team::new();
    let other = Address { pool: "other".to_owned(), ..team.address("owner") };
    Server::create(&other, password()).unwrap().put(&[record("Secret")]).unwrap();
    team.admit("ann", Role::Administrator);
    let ann_there = Address { pool: "other".to_owned(), ..team.address("ann") };
    assert!(matches!(Server::open(&ann_there, password()).err(), Some(Error::NoPool { .. })));
    let mut ann = team.open("ann");
    assert_eq!(ann.keys_after(0, 9).unwrap(), []);
    assert_eq!(ann.members().unwrap().len(), 2);
}

#[test]
fn whoever_is_in_no_pool_sees_none() {
    let team = Team::new();
    team.login("stranger");
    let error = Server::open(&team.address("stranger"), password()).err();
    assert!(matches!(error, Some(Error::NoPool { .. })), "{error:?}");
    assert!(matches!(team.owner().dismiss("nobody"), Ok(false)));
    team.admit("gone", Role::Recruiter);
    assert!(team.owner().dismiss(&format!("gone_{}", team.name)).unwrap());
    assert!(matches!(Server::open(&team.address("gone"), password()).err(), Some(Error::NoPool { .. })));
}

#[test]
fn who_looked_and_who_decided_is_written_down_by_the_servers_own_name_for_them() {
    let team = Team::new();
    team.admit("ann", Role::Recruiter);
    team.owner().put(&[record("Robin")]).unwrap();
    let mut ann = team.open("ann");
    ann.tell(&[deed("somebody else", 1, "Robin", Done::Seen)]).unwrap();
    ann.tell(&[deed("somebody else", 1, "Robin", Done::Seen)]).unwrap();
    let seen = team.owner().seen_by(&key("Robin")).unwrap();
    let who = format!("ann_{}", team.name);
    assert_eq!(seen, [(who, "somebody else".to_owned(), now().to_string())]);
}
