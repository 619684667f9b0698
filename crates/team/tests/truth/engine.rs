//! The search engine of a team's pool: one index for all laptops, over a fake engine.

use std::thread;
use std::time::Duration;

use candela_engine::Dialect;
use candela_pool::{
    CandidateId, Change, Decision, EngineLogin, EngineRequest, EngineState, EngineTruth, Erasure, Found,
    Pool, Search,
};
use candela_team::{Error, Follower, Role};
use jiff::tz::TimeZone;

use crate::fake::{FakeEngine, Fault};
use crate::people::{key, now, reader, record};
use crate::server::{Team, folder_pool};

/// For how long an engine that failed is left in peace, and a moment.
pub(crate) const PEACE: Duration = Duration::from_secs(11);

/// A laptop of a team.
pub(crate) struct Laptop<'a> {
    _folder: tempfile::TempDir,
    pub(crate) pool: Pool,
    team: &'a Team,
    who: &'static str,
}

impl<'a> Laptop<'a> {
    pub(crate) fn of(team: &'a Team, who: &'static str, role: Role) -> Self {
        team.admit(who, role);
        let folder = tempfile::tempdir().unwrap();
        Self { pool: folder_pool(folder.path()), _folder: folder, team, who }
    }

    pub(crate) fn follow(&self) -> Follower<'_> {
        Follower::new(&self.pool, self.team.open(self.who)).unwrap()
    }

    /// Hears and tells, and brings the engine up to date.
    pub(crate) fn sync(&self) {
        let mut follower = self.follow();
        follower.sync(&reader(), now().to_zoned(TimeZone::UTC).date()).unwrap();
        follower.feed_engine(&mut |_| true).unwrap();
    }

    pub(crate) fn id(&self, name: &str) -> CandidateId {
        self.pool.of_key(&key(name)).unwrap().unwrap()
    }

    pub(crate) fn find(&self, text: &str) -> Found {
        let now = now().to_zoned(TimeZone::UTC);
        self.pool.find(&Search { text, now: &now, offset: 0, limit: 20, values: 5 }).unwrap()
    }

    /// The names of those whom the engine finds, in alphabetical order.
    pub(crate) fn found(&self, text: &str) -> Vec<String> {
        let found = self.find(text);
        let told = state(&found);
        assert!(told.has_answered, "{}: {told:?}", self.who);
        assert_eq!(found.total, found.rows.len(), "{}", self.who);
        let mut names: Vec<_> = found.rows.into_iter().filter_map(|row| row.candidate.name).collect();
        names.sort_unstable();
        names
    }

    pub(crate) fn rename(&self, name: &str, to: &str) {
        let change = Change::Name { value: Some(to.to_owned()) };
        self.pool.correct(self.id(name), &change, self.who, now()).unwrap();
    }
}

pub(crate) fn state(found: &Found) -> EngineState {
    found.engine.clone().unwrap()
}

pub(crate) fn request(engine: &FakeEngine) -> EngineRequest {
    EngineRequest { address: engine.url(), login: EngineLogin::None, kind: None, authority: None }
}

/// Documents that are on the engine, found or not.
pub(crate) fn held(engine: &FakeEngine) -> usize {
    engine.with(|state| state.documents.as_ref().map_or(0, |documents| documents.len()))
}

/// Anna, who is an administrator, and Noor, who is none, over a pool of three with an engine that has everybody; in their folders the
/// three have other numbers.
fn served(team: &Team) -> (Laptop<'_>, Laptop<'_>, FakeEngine) {
    let (anna, noor, engine) = given(team, Dialect::OpenSearch);
    anna.sync();
    assert_eq!(held(&engine), 3);
    noor.sync();
    (anna, noor, engine)
}

/// The same with an engine that has nobody yet.
pub(crate) fn given(team: &Team, dialect: Dialect) -> (Laptop<'_>, Laptop<'_>, FakeEngine) {
    let anna = Laptop::of(team, "anna", Role::Administrator);
    let noor = Laptop::of(team, "noor", Role::Recruiter);
    noor.pool.keep_records(&[record("Kim")]).unwrap();
    anna.pool.keep_records(&[record("Robin"), record("Toni")]).unwrap();
    let engine = FakeEngine::start(dialect);
    anna.sync();
    noor.sync();
    anna.sync();
    assert!(anna.follow().set_engine(&request(&engine)).unwrap());
    (anna, noor, engine)
}

#[test]
fn every_laptop_asks_the_one_index_and_finds_its_own_candidates() {
    let team = Team::new();
    let (anna, noor, engine) = served(&team);
    assert_ne!(anna.id("Kim"), noor.id("Kim"), "numbers are each folder's own");
    assert_eq!(engine.bodies("_bulk").len(), 1, "whom one laptop has sent the others need not send");
    for laptop in [&anna, &noor] {
        assert_eq!(laptop.found("ledger"), ["Kim", "Robin", "Toni"]);
        let listed = laptop.find("ledger").rows.iter().map(|row| row.candidate.id).collect::<Vec<_>>();
        assert!(["Kim", "Robin", "Toni"].iter().all(|name| listed.contains(&laptop.id(name))));
    }
    noor.pool.decide(&[noor.id("Toni")], Decision::Shortlist, None, "noor", now()).unwrap();
    noor.pool.tag(&[noor.id("Kim")], "Berlin", "noor", now()).unwrap();
    for laptop in [&noor, &anna] {
        laptop.sync();
        assert_eq!(laptop.found("ledger decision:shortlist"), ["Toni"]);
        assert_eq!(laptop.found("tag:berlin"), ["Kim"]);
        assert_eq!(laptop.found(&format!("id:{}", laptop.id("Kim"))), ["Kim"]);
        assert_eq!(laptop.found(&format!("ledger -id:{}", laptop.id("Kim"))), ["Robin", "Toni"]);
        let everybody = laptop.pool.found("ledger", &now().to_zoned(TimeZone::UTC)).unwrap();
        assert!(everybody.contains(&laptop.id("Robin")) && everybody.len() == 3);
    }
    anna.pool.save_search("Ledgers", "ledger").unwrap();
    noor.pool.keep_records(&[record("Sasha")]).unwrap();
    noor.sync();
    anna.sync();
    assert_eq!(anna.found("ledger").len(), 4);
    let saved = anna.pool.saved_searches(&now().to_zoned(TimeZone::UTC)).unwrap();
    assert_eq!((saved[0].total, saved[0].new), (4, 1), "who is new is known to each folder");
    anna.follow().remove_engine().unwrap();
    assert!(engine.with(|state| state.documents.is_none()));
    noor.sync();
    assert_eq!((anna.find("ledger").engine, noor.find("ledger").engine), (None, None));
}

#[test]
fn only_an_administrator_gives_an_engine() {
    let team = Team::new();
    let anna = Laptop::of(&team, "anna", Role::Administrator);
    let noor = Laptop::of(&team, "noor", Role::Recruiter);
    let engine = FakeEngine::start(Dialect::Elasticsearch);
    let refused = noor.follow().set_engine(&request(&engine));
    assert!(matches!(refused, Err(Error::NotAllowed { .. })), "{refused:?}");
    assert!(engine.with(|state| state.documents.is_none()), "nothing is left there");
    anna.follow().set_engine(&request(&engine)).unwrap();
    let again = anna.follow().set_engine(&request(&engine));
    assert!(matches!(again, Err(Error::Folder(candela_pool::Error::EngineSet { .. }))), "{again:?}");
    noor.sync();
    let refused = noor.follow().remove_engine();
    assert!(matches!(refused, Err(Error::NotAllowed { .. })), "{refused:?}");
    assert!(engine.with(|state| state.documents.is_some()));
}

#[test]
fn what_is_put_right_and_who_is_merged_is_the_same_for_all() {
    let team = Team::new();
    let (anna, noor, engine) = served(&team);
    noor.rename("Robin", "Robin Ribbit");
    assert!(!state(&noor.find("ribbit")).has_answered, "the engine does not know it yet");
    assert_eq!(noor.find("ribbit").total, 1, "the index of this machine does");
    // Anna has not heard of it, and sends nothing over it.
    noor.sync();
    anna.follow().feed_engine(&mut |_| true).unwrap();
    anna.sync();
    for laptop in [&noor, &anna] {
        assert_eq!(laptop.found("ribbit"), ["Robin Ribbit"]);
    }
    assert_eq!(engine.bodies("_bulk").len(), 2);

    anna.pool.say_same(anna.id("Robin"), anna.id("Toni"), "anna", now()).unwrap();
    anna.sync();
    assert_eq!(held(&engine), 2, "a version of somebody is nobody apart");
    assert_eq!(anna.found("ledger").len(), 2);
    noor.sync();
    assert_eq!(noor.found("ledger").len(), 2);
    noor.pool.say_different(noor.id("Robin"), noor.id("Toni"), "noor", now()).unwrap();
    noor.sync();
    // Anna has not heard of it, and what she takes away is what she knows of.
    anna.follow().feed_engine(&mut |_| true).unwrap();
    assert_eq!(held(&engine), 3);
    anna.sync();
    for laptop in [&anna, &noor] {
        assert_eq!(laptop.found("ledger"), ["Kim", "Robin Ribbit", "Toni"]);
    }
}

#[test]
fn who_is_erased_is_found_no_more_and_on_the_list_until_nothing_can_arrive() {
    let team = Team::new();
    let (anna, noor, engine) = served(&team);
    let erasure =
        Erasure { on: now().to_zoned(TimeZone::UTC).date(), author: "anna".to_owned(), reason: None };
    engine.fail("_delete_by_query", Fault::Refused(500));
    anna.follow().erase(&[anna.id("Robin")], &erasure).unwrap();
    assert_eq!(held(&engine), 3, "the engine failed");
    assert_eq!(anna.find("ledger").total, 2);
    // Another laptop brings it to its end, though it may not say so.
    noor.sync();
    assert_eq!(held(&engine), 2);
    assert_eq!(noor.found("ledger"), ["Kim", "Toni"]);
    assert_eq!(state(&noor.find("ledger")).removals, 1, "something may be on its way still");
    team.administer("UPDATE candela.removal SET asked = now() - interval '6 minutes'");
    noor.sync();
    assert_eq!(team.owner().to_remove().unwrap(), [(key("Robin"), true)]);
    thread::sleep(PEACE);
    anna.sync();
    assert_eq!(team.owner().to_remove().unwrap(), []);
    assert_eq!(anna.found("ledger"), ["Kim", "Toni"]);
    assert_eq!(state(&anna.find("ledger")).removals, 0);
}

#[test]
fn a_lost_index_is_made_under_another_name_and_nobody_takes_it_for_a_full_one() {
    let team = Team::new();
    let (anna, noor, engine) = served(&team);
    let name = || team.owner().engine().unwrap().unwrap().name().to_owned();
    let before = name();
    engine.with(|state| state.documents = None);
    assert_eq!(anna.find("ledger").total, 3);
    assert!(!state(&anna.find("ledger")).has_answered);
    thread::sleep(PEACE);
    // Only one is sent, as when somebody breaks off.
    let mut asked = 0;
    let mut follower = anna.follow();
    follower
        .feed_engine(&mut |_| {
            asked += 1;
            false
        })
        .unwrap();
    assert_ne!(name(), before);
    assert_eq!((asked, held(&engine)), (1, 0));
    let found = noor.find("ledger");
    assert_eq!((found.total, state(&found).has_answered), (3, false), "she asks for the one she knows");
    follower.feed_engine(&mut |_| true).unwrap();
    assert_eq!(anna.found("ledger").len(), 3);
    noor.sync();
    assert_eq!(noor.found("ledger").len(), 3);
    assert_eq!(held(&engine), 3);
}
