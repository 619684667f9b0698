//! Folders that follow a team's pool.

use std::time::Duration;

use candela_pool::{CandidateId, Decision, Erasure, Pool};
use candela_team::{Error, Follower, Role, SharedTruth};
use jiff::civil::Date;

use crate::people::{key, now, original, reader, record};
use crate::proxy::Proxy;
use crate::server::{Team, folder_pool};

pub(crate) fn today() -> Date {
    "2026-05-04".parse().unwrap()
}

/// A laptop of a team.
pub(crate) struct Laptop {
    _folder: tempfile::TempDir,
    pub(crate) pool: Pool,
    who: &'static str,
}

impl Laptop {
    pub(crate) fn of(team: &Team, who: &'static str) -> Self {
        team.admit(who, Role::Administrator);
        Self::new(who)
    }

    /// Of somebody who was let in.
    pub(crate) fn new(who: &'static str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { pool: folder_pool(folder.path()), _folder: folder, who }
    }

    pub(crate) fn follow<'a>(&'a self, team: &Team) -> Follower<'a> {
        Follower::new(&self.pool, team.open(self.who)).unwrap()
    }

    pub(crate) fn sync(&self, team: &Team) -> candela_team::Synced {
        self.follow(team).sync(&reader(), today()).unwrap()
    }

    pub(crate) fn id(&self, name: &str) -> CandidateId {
        self.pool.of_key(&key(name)).unwrap().unwrap()
    }

    fn decide(&self, name: &str, decision: Decision) {
        self.pool.decide(&[self.id(name)], decision, None, self.who, now()).unwrap();
    }

    fn decision(&self, name: &str) -> Option<(Decision, String)> {
        let decided = self.pool.triage(self.id(name)).unwrap().decided;
        decided.map(|decided| (decided.decision, decided.author))
    }
}

pub(crate) fn two(team: &Team) -> (Laptop, Laptop) {
    (Laptop::of(team, "anna"), Laptop::of(team, "noor"))
}

#[test]
fn what_one_brings_and_does_the_other_has_and_can_search() {
    let team = Team::new();
    let (anna, noor) = two(&team);
    anna.pool.keep_records(&[record("Robin"), record("Toni")]).unwrap();
    anna.pool.keep_original(&key("Robin"), &original("Robin")).unwrap();
    anna.decide("Robin", Decision::Shortlist);
    anna.pool.tag(&[anna.id("Robin")], "Berlin", "anna", now()).unwrap();
    let given = anna.sync(&team);
    assert_eq!((given.given, given.told), (2, 2));
    let got = noor.sync(&team);
    assert_eq!((got.got, got.heard), (2, 2));
    assert_eq!(noor.decision("Robin"), Some((Decision::Shortlist, "anna".to_owned())));
    assert_eq!(noor.pool.search("ledger tag:berlin decision:shortlist", 0, 9).unwrap().total, 1);
    assert_eq!(anna.pool.inventory().unwrap(), noor.pool.inventory().unwrap());
    assert_eq!(noor.pool.inventory().unwrap(), team.owner().inventory().unwrap());
    assert!(noor.follow(&team).fetch_original(noor.id("Robin")).unwrap());
    assert_eq!(noor.pool.original(noor.id("Robin"), &reader()).unwrap(), original("Robin"));
    assert!(!noor.follow(&team).fetch_original(noor.id("Toni")).unwrap());
    for laptop in [&anna, &noor] {
        assert_eq!(laptop.sync(&team), candela_team::Synced::default(), "nothing is left to do");
    }
}

#[test]
fn decisions_of_a_journey_without_a_line_are_kept_and_told_afterwards() {
    let team = Team::new();
    let (anna, noor) = two(&team);
    anna.pool.keep_records(&[record("Robin"), record("Toni")]).unwrap();
    anna.sync(&team);
    noor.sync(&team);
    // In the train.
    anna.decide("Robin", Decision::Shortlist);
    anna.decide("Toni", Decision::Maybe);
    anna.pool.write_note(anna.id("Toni"), "Call", "anna", now()).unwrap();
    assert_eq!(anna.pool.count_waiting_deeds().unwrap(), 3);
    noor.decide("Robin", Decision::Reject);
    noor.sync(&team);
    // Back again: of Robin somebody else has decided meanwhile.
    let back = anna.sync(&team);
    assert_eq!((back.told, back.refused), (2, 1));
    assert_eq!(anna.decision("Robin"), Some((Decision::Reject, "noor".to_owned())));
    let conflicts = anna.pool.conflicts().unwrap();
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].theirs.as_ref().unwrap().author, "noor");
    // She chooses her own after all, and knows now whose it replaces.
    anna.decide("Robin", Decision::Shortlist);
    assert_eq!(anna.sync(&team).told, 1);
    noor.sync(&team);
    assert_eq!(noor.decision("Robin"), Some((Decision::Shortlist, "anna".to_owned())));
    assert_eq!(anna.pool.inventory().unwrap(), noor.pool.inventory().unwrap());
    assert_eq!(anna.pool.conflicts().unwrap(), []);
}

#[test]
fn a_server_that_goes_midway_costs_nothing() {
    let team = Team::new();
    let (anna, noor) = two(&team);
    let names: Vec<_> = (0..150).map(|nth| format!("Person {nth}")).collect();
    anna.pool.keep_records(&names.iter().map(|name| record(name)).collect::<Vec<_>>()).unwrap();
    for name in &names {
        anna.decide(name, Decision::Maybe);
    }
    let proxy = Proxy::to(team.port());
    let by_proxy = |who| team.open_by(proxy.port(), who, Duration::from_secs(5)).unwrap();
    for (laptop, cuts) in [(&anna, [3_000, 9_000, 14_000]), (&noor, [20_000, 120_000, 240_000])] {
        // The port is part of what is followed, so both follow by the way that is cut.
        let mut follower = Follower::new(&laptop.pool, by_proxy(laptop.who)).unwrap();
        for bytes in cuts {
            proxy.cut_after(bytes);
            if let Err(error) = follower.sync(&reader(), today()) {
                assert!(error.may_pass(), "{error:?}");
            }
            proxy.take_down(false);
            proxy.cut_after(0);
        }
        follower.sync(&reader(), today()).unwrap();
    }
    let wanted = team.owner().inventory().unwrap();
    assert_eq!((wanted.candidates, wanted.triage), (150, 150));
    assert_eq!(anna.pool.inventory().unwrap(), wanted);
    assert_eq!(noor.pool.inventory().unwrap(), wanted);
}

#[test]
fn whoever_is_erased_for_the_team_is_erased_everywhere_and_does_not_come_back() {
    let team = Team::new();
    let (anna, noor) = two(&team);
    anna.pool.keep_records(&[record("Robin"), record("Toni")]).unwrap();
    anna.sync(&team);
    noor.sync(&team);
    noor.pool.write_note(noor.id("Robin"), "late", "noor", now()).unwrap();
    let erasure = Erasure { on: today(), author: "anna".to_owned(), reason: None };
    anna.follow(&team).erase(&[anna.id("Robin")], &erasure).unwrap();
    let synced = noor.sync(&team);
    assert_eq!((synced.erased, synced.told), (1, 0));
    assert_eq!(noor.pool.of_key(&key("Robin")).unwrap(), None);
    noor.pool.keep_records(&[record("Robin")]).unwrap();
    assert_eq!(noor.sync(&team).erased, 1, "the same file is not taken in again");
    assert_eq!(noor.pool.of_key(&key("Robin")).unwrap(), None);
    assert_eq!(team.owner().inventory().unwrap().candidates, 1);
}

#[test]
fn a_folder_that_was_brought_back_to_yesterday_tells_what_it_does_today() {
    let team = Team::new();
    let anna = Laptop::of(&team, "anna");
    anna.pool.keep_records(&[record("Robin")]).unwrap();
    anna.sync(&team);
    let backup = tempfile::tempdir().unwrap();
    let file = backup.path().join("pool.candela");
    anna.pool.back_up(&file, None, now()).unwrap();
    anna.pool.write_note(anna.id("Robin"), "of today", "anna", now()).unwrap();
    anna.sync(&team);
    let folder = tempfile::tempdir().unwrap();
    Pool::restore(&file, &folder.path().join("pool"), None).unwrap();
    let restored = Laptop { pool: folder_pool(&folder.path().join("pool")), _folder: folder, who: "anna" };
    restored.pool.write_note(restored.id("Robin"), "of later", "anna", now()).unwrap();
    restored.sync(&team);
    let notes = restored.pool.triage(restored.id("Robin")).unwrap().notes;
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert_eq!(team.owner().inventory().unwrap(), restored.pool.inventory().unwrap());
}

#[test]
fn a_reader_hears_everything_and_what_they_do_stays_with_them() {
    let team = Team::new();
    let anna = Laptop::of(&team, "anna");
    anna.pool.keep_records(&[record("Robin")]).unwrap();
    anna.sync(&team);
    team.admit("rita", Role::Reader);
    let rita = Laptop::new("rita");
    rita.sync(&team);
    rita.decide("Robin", Decision::Reject);
    rita.pool.saw(rita.id("Robin"), "rita", now()).unwrap();
    anna.decide("Robin", Decision::Maybe);
    anna.sync(&team);
    assert_eq!(rita.sync(&team).heard, 1);
    assert_eq!(rita.decision("Robin"), Some((Decision::Maybe, "anna".to_owned())));
    assert_eq!(team.owner().seen_by(&key("Robin")).unwrap().len(), 1);
}

#[test]
fn who_came_from_the_team_is_not_given_back_and_who_was_made_here_is() {
    let team = Team::new();
    let (anna, noor) = two(&team);
    let given = |laptop: &Laptop| laptop.pool.sharing().unwrap().unwrap().given;
    anna.pool.keep_records(&[record("Robin"), record("Toni")]).unwrap();
    anna.sync(&team);
    noor.sync(&team);
    let last = noor.pool.keys_after(0, 9).unwrap().last().unwrap().0;
    assert_eq!(given(&noor), last, "nobody is asked about again");
    noor.pool.keep_records(&[record("Kim")]).unwrap();
    // Who comes in before Kim was given says nothing of Kim.
    noor.pool.take_records(&[record("Sam")]).unwrap();
    assert_eq!(given(&noor), last);
    let synced = noor.sync(&team);
    assert_eq!(synced.given, 2);
    assert_eq!(team.owner().unknown(&[key("Kim"), key("Sam")]).unwrap(), []);
}

#[test]
fn an_erasure_is_pending_until_every_folder_has_heard_of_it() {
    let team = Team::new();
    let anna = Laptop::of(&team, "anna");
    anna.pool.keep_records(&[record("Robin"), record("Toni")]).unwrap();
    anna.sync(&team);
    team.admit("noor", Role::Recruiter);
    let noor = Laptop::new("noor");
    noor.sync(&team);
    let erasure = Erasure { on: today(), author: "anna".to_owned(), reason: None };
    anna.follow(&team).erase(&[anna.id("Robin")], &erasure).unwrap();
    anna.sync(&team);
    let pending = || {
        let found = team.owner().pending_removals().unwrap();
        found
            .into_iter()
            .map(|pending| (pending.login, pending.unheard, pending.in_engine))
            .collect::<Vec<_>>()
    };
    let hers = format!("noor_{}", team.name);
    assert_eq!(pending(), [(hers.clone(), 1, 0)]);
    assert_eq!(team.owner().removals().unwrap(), [key("Robin")]);
    noor.sync(&team);
    assert_eq!(pending(), []);
    assert_eq!(team.owner().removals().unwrap(), [key("Robin")], "an administrator notes it");
    // Her search engine has not told yet that it holds nothing.
    team.administer("UPDATE candela.follower SET removals = 2 WHERE login LIKE 'noor%'");
    anna.sync(&team);
    assert_eq!(pending(), [(hers, 0, 2)]);
    assert_eq!(team.owner().removals().unwrap(), [key("Robin")]);
    noor.sync(&team);
    anna.sync(&team);
    assert_eq!(team.owner().removals().unwrap(), []);
    // Whoever is let go is waited for no more.
    anna.follow(&team).erase(&[anna.id("Toni")], &erasure).unwrap();
    team.owner().dismiss(&format!("noor_{}", team.name)).unwrap();
    anna.sync(&team);
    assert_eq!((pending().len(), team.owner().removals().unwrap().len()), (0, 0));
}

#[test]
fn a_folder_follows_one_pool() {
    let (one, other) = (Team::new(), Team::new());
    let anna = Laptop::of(&one, "anna");
    anna.sync(&one);
    other.admit("anna", Role::Reader);
    let refused = Follower::new(&anna.pool, other.open("anna")).err();
    assert!(matches!(refused, Some(Error::FollowsAnother { .. })), "{refused:?}");
}

#[test]
fn whoever_is_at_a_candidate_is_seen_by_the_others() {
    let team = Team::new();
    let (anna, noor) = two(&team);
    anna.pool.keep_records(&[record("Robin")]).unwrap();
    anna.sync(&team);
    noor.sync(&team);
    let minute = Duration::from_secs(60);
    assert!(anna.follow(&team).claim(anna.id("Robin"), "Anna", minute).unwrap().unwrap().mine);
    let claim = noor.follow(&team).claim(noor.id("Robin"), "Noor", minute).unwrap().unwrap();
    assert_eq!((claim.author.as_str(), claim.mine), ("Anna", false));
}
