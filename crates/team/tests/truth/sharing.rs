//! Roles, saved searches, holds, periods of keeping and results of GitHub, between two folders.

use candela_pool::{Document, DocumentKind, Erasure, Error as PoolError, Pool, RetentionChoice};
use candela_team::{Error, Role, SharedTruth};
use jiff::Zoned;

use crate::following::{Laptop, today, two};
use crate::people::{key, now, record};
use crate::server::Team;

/// Two folders that have Robin.
fn two_with_robin(team: &Team) -> (Laptop, Laptop) {
    let (anna, noor) = two(team);
    anna.pool.keep_records(&[record("Robin")]).unwrap();
    anna.sync(team);
    noor.sync(team);
    (anna, noor)
}

/// Every document that a folder has.
fn documents(pool: &Pool) -> Vec<Document> {
    let mut all = Vec::new();
    let listed = pool.each_documents::<PoolError>(&mut |some| {
        all.extend(some);
        Ok(())
    });
    listed.unwrap();
    all.sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
    all
}

fn query(pool: &Pool, name: &str) -> Option<String> {
    let at: Zoned = "2026-05-04T09:30:00+00:00[UTC]".parse().unwrap();
    pool.saved_searches(&at).unwrap().into_iter().find(|saved| saved.name == name).map(|saved| saved.query)
}

fn hold(laptop: &Laptop) -> Option<String> {
    laptop.pool.kept_as(laptop.id("Robin")).unwrap().hold.map(|hold| hold.reason)
}

pub(crate) fn add_role(pool: &Pool, advert: &str) -> candela_pool::RoleId {
    pool.add_role(&pool.draft_role(advert).unwrap().role, "anna", now()).unwrap().id
}

/// What was found on somebody's account.
pub(crate) fn found(who: &str, stars: u32) -> Document {
    let portrait = serde_json::json!({ "login": "robin", "stars": stars }).to_string();
    let body = serde_json::json!({ "login": "robin", "found": now(), "portrait": portrait }).to_string();
    Document { kind: DocumentKind::Github, name: key(who).to_string(), key: Some(key(who)), body: Some(body) }
}

fn of_kind(pool: &Pool, kind: DocumentKind) -> Option<Document> {
    documents(pool).into_iter().find(|document| document.kind == kind)
}

#[test]
fn what_one_saves_the_other_has_whatever_its_kind() {
    let team = Team::new();
    let (anna, noor) = two_with_robin(&team);
    // In the train.
    let pool = &anna.pool;
    let role = add_role(pool, "Rust developer\nYou must have 3 years of Rust.");
    pool.save_search("Ledger", "skill:rust ledger").unwrap();
    pool.hold(&[anna.id("Robin")], "a dispute", "anna", now()).unwrap();
    pool.keep_by(&[anna.id("Robin")], Some("germany")).unwrap();
    let periods = RetentionChoice { keep: Some("6 months".to_owned()), ..RetentionChoice::default() };
    pool.set_retention(&periods, "anna", now()).unwrap();
    pool.put_documents(&[found("Robin", 1)]).unwrap();
    assert_eq!(pool.count_waiting_deeds().unwrap(), 6);
    // Back again.
    assert_eq!(anna.sync(&team).told, 6);
    assert_eq!(pool.count_waiting_deeds().unwrap(), 0);
    assert_eq!(noor.sync(&team).heard, 6);
    assert_eq!(documents(&noor.pool), documents(pool));
    assert_eq!(documents(pool).len(), 6);
    assert_eq!(noor.pool.roles().unwrap()[0].role, pool.role(role).unwrap().role);
    assert_eq!(noor.pool.roles().unwrap()[0].author, "anna");
    assert_eq!(query(&noor.pool, "Ledger"), query(pool, "Ledger"));
    let kept = noor.pool.kept_as(noor.id("Robin")).unwrap();
    assert_eq!((kept.hold.unwrap().author, kept.profile), ("anna".to_owned(), Some("germany".to_owned())));
    assert_eq!(noor.pool.retention().unwrap().unwrap().author, "anna");
    assert_eq!(team.owner().inventory().unwrap(), noor.pool.inventory().unwrap());
    for laptop in [&anna, &noor] {
        assert_eq!(laptop.sync(&team).told + laptop.sync(&team).heard, 0, "nothing is left to do");
    }
}

#[test]
fn what_one_changes_and_takes_away_the_other_sees_changed_and_gone() {
    let team = Team::new();
    let (anna, noor) = two_with_robin(&team);
    let role = add_role(&anna.pool, "Rust developer");
    let search = anna.pool.save_search("Ledger", "ledger").unwrap();
    anna.pool.hold(&[anna.id("Robin")], "a dispute", "anna", now()).unwrap();
    anna.sync(&team);
    noor.sync(&team);
    let hers = noor.pool.roles().unwrap()[0].id;
    noor.pool.remove_role(hers, "noor", now()).unwrap();
    noor.pool.release(&[noor.id("Robin")]).unwrap();
    anna.pool.remove_saved_search(search).unwrap();
    noor.sync(&team);
    anna.sync(&team);
    noor.sync(&team);
    assert_eq!((anna.pool.roles().unwrap().len(), hold(&anna), query(&noor.pool, "Ledger")), (0, None, None));
    assert_eq!(anna.pool.role_history(role).unwrap().last().unwrap().author, "noor");
    anna.pool.undo_role(role, now()).unwrap();
    anna.sync(&team);
    noor.sync(&team);
    assert_eq!(noor.pool.roles().unwrap().len(), 1);
    assert_eq!(documents(&noor.pool), documents(&anna.pool));
}

#[test]
fn of_two_who_change_the_same_the_last_one_told_counts_and_it_is_known_who_it_was() {
    let team = Team::new();
    let (anna, noor) = two_with_robin(&team);
    anna.pool.save_search("Ledger", "ledger").unwrap();
    noor.pool.save_search("Ledger", "ledger django").unwrap();
    anna.sync(&team);
    noor.sync(&team);
    anna.sync(&team);
    for laptop in [&anna, &noor] {
        assert_eq!(query(&laptop.pool, "Ledger").as_deref(), query(&noor.pool, "Ledger").as_deref());
        assert!(query(&laptop.pool, "Ledger").unwrap().contains("django"));
    }
    let who = team.owner().who_wrote(DocumentKind::Search, "Ledger").unwrap();
    assert_eq!(who, Some(format!("noor_{}", team.name)));
}

#[test]
fn nobody_releases_a_hold_that_they_do_not_know() {
    let team = Team::new();
    let (anna, noor) = two_with_robin(&team);
    anna.pool.hold(&[anna.id("Robin")], "a dispute", "anna", now()).unwrap();
    anna.sync(&team);
    noor.sync(&team);
    noor.pool.release(&[noor.id("Robin")]).unwrap();
    anna.pool.hold(&[anna.id("Robin")], "a court", "anna", now()).unwrap();
    anna.sync(&team);
    noor.sync(&team);
    anna.sync(&team);
    assert_eq!((hold(&anna).as_deref(), hold(&noor).as_deref()), (Some("a court"), Some("a court")));
    noor.pool.release(&[noor.id("Robin")]).unwrap();
    noor.sync(&team);
    anna.sync(&team);
    assert_eq!(hold(&anna), None);
}

#[test]
fn nobody_erases_whom_a_colleague_holds() {
    let team = Team::new();
    let (anna, noor) = two_with_robin(&team);
    noor.pool.hold(&[noor.id("Robin")], "a dispute", "noor", now()).unwrap();
    noor.sync(&team);
    let erasure = Erasure { on: today(), author: "anna".to_owned(), reason: None };
    let robin = [anna.id("Robin")];
    let refused = anna.follow(&team).erase(&robin, &erasure);
    assert!(matches!(refused, Err(Error::Held)), "{refused:?}");
    anna.sync(&team);
    let refused = anna.follow(&team).erase(&robin, &erasure);
    assert!(matches!(refused, Err(Error::Folder(PoolError::OnHold { .. }))), "{refused:?}");
    // What is released and not told yet is told first.
    anna.pool.release(&robin).unwrap();
    anna.follow(&team).erase(&robin, &erasure).unwrap();
    noor.sync(&team);
    assert_eq!(noor.pool.of_key(&key("Robin")).unwrap(), None);
}

#[test]
fn what_a_folder_had_before_it_followed_counts_where_the_team_has_none() {
    let team = Team::new();
    let (anna, noor) = (Laptop::of(&team, "anna"), Laptop::of(&team, "noor"));
    let keep = |months: &str| RetentionChoice { keep: Some(months.to_owned()), ..RetentionChoice::default() };
    anna.pool.set_retention(&keep("6 months"), "anna", now()).unwrap();
    noor.pool.set_retention(&keep("9 months"), "noor", now()).unwrap();
    noor.pool.save_search("Ledger", "ledger").unwrap();
    anna.sync(&team);
    noor.sync(&team);
    anna.sync(&team);
    for laptop in [&anna, &noor] {
        assert_eq!(laptop.pool.retention().unwrap().unwrap().author, "anna");
        assert!(query(&laptop.pool, "Ledger").is_some());
    }
}

#[test]
fn what_was_found_on_github_goes_with_whom_it_is_about() {
    let team = Team::new();
    let (anna, noor) = two_with_robin(&team);
    anna.pool.put_documents(&[found("Robin", 1)]).unwrap();
    anna.sync(&team);
    noor.sync(&team);
    assert_eq!(of_kind(&noor.pool, DocumentKind::Github), Some(found("Robin", 1)));
    // Noor forgets what is stale, unaware that Anna has looked again.
    anna.pool.put_documents(&[found("Robin", 2)]).unwrap();
    anna.sync(&team);
    assert_eq!(noor.pool.expire_github("2028-01-01T00:00:00Z".parse().unwrap()).unwrap(), 1);
    noor.sync(&team);
    assert_eq!(of_kind(&noor.pool, DocumentKind::Github), Some(found("Robin", 2)));
    let erasure = Erasure { on: today(), author: "anna".to_owned(), reason: None };
    anna.follow(&team).erase(&[anna.id("Robin")], &erasure).unwrap();
    noor.sync(&team);
    assert_eq!((documents(&anna.pool), documents(&noor.pool)), (Vec::new(), Vec::new()));
    assert_eq!(team.owner().inventory().unwrap().documents, 0);
    anna.sync(&team);
    assert_eq!(anna.pool.count_waiting_deeds().unwrap(), 0);
}

#[test]
fn a_reader_hears_of_them_and_writes_none() {
    let team = Team::new();
    let (anna, _) = two_with_robin(&team);
    anna.pool.save_search("Ledger", "ledger").unwrap();
    anna.sync(&team);
    team.admit("rita", Role::Reader);
    let rita = Laptop::new("rita");
    rita.sync(&team);
    assert!(query(&rita.pool, "Ledger").is_some());
    rita.pool.save_search("Mine", "django").unwrap();
    rita.sync(&team);
    assert_eq!(team.owner().inventory().unwrap().documents, 1);
    let refused = team.open("rita").put_documents(&[found("Robin", 1)]);
    assert!(matches!(refused, Err(Error::NotAllowed { .. })), "{refused:?}");
}
