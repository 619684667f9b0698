//! Moving a pool from place to place.

use candela_pool::{Change, Decision, Pool, RetentionChoice};
use candela_team::{Error, Local, SharedTruth, transfer};

use crate::people::{key, now, original, reader, record};
use crate::server::{Team, folder_pool};
use crate::sharing::{add_role, found};

/// A folder with some candidates, their originals, and what people did to them.
fn filled(folder: &std::path::Path, n: usize) -> Pool {
    let pool = folder_pool(folder);
    let names: Vec<_> = (0..n).map(|nth| format!("Person {nth}")).collect();
    pool.keep_records(&names.iter().map(|name| record(name)).collect::<Vec<_>>()).unwrap();
    for name in names.iter().step_by(2) {
        pool.keep_original(&key(name), &original(name)).unwrap();
    }
    let id = |nth: usize| pool.of_key(&key(&names[nth])).unwrap().unwrap();
    for nth in (0..n).step_by(3) {
        pool.decide(&[id(nth)], Decision::Maybe, Some("seen"), "anna", now()).unwrap();
        pool.decide(&[id(nth)], Decision::Shortlist, None, "noor", now()).unwrap();
    }
    pool.decide(&[id(0)], Decision::Undecided, None, "anna", now()).unwrap();
    pool.tag(&[id(1), id(2)], "Berlin", "anna", now()).unwrap();
    pool.write_note(id(1), "Call on **Monday**", "anna", now()).unwrap();
    let name = Change::Name { value: Some("Robyn".to_owned()) };
    pool.correct(id(2), &name, "noor", now()).unwrap();
    pool.say_same(id(3), id(4), "noor", now()).unwrap();
    pool.say_different(id(5), id(6), "noor", now()).unwrap();
    add_role(&pool, "Rust developer\nYou must have 3 years of Rust.");
    let removed = add_role(&pool, "Go developer");
    pool.remove_role(removed, "noor", now()).unwrap();
    pool.save_search("Ledger", "ledger").unwrap();
    pool.hold(&[id(1)], "a dispute", "anna", now()).unwrap();
    pool.keep_by(&[id(2)], Some("germany")).unwrap();
    let keep = RetentionChoice { keep: Some("6 months".to_owned()), ..RetentionChoice::default() };
    pool.set_retention(&keep, "anna", now()).unwrap();
    pool.put_documents(&[found(&names[1], 3)]).unwrap();
    pool
}

#[test]
fn a_pool_goes_to_a_server_and_to_another_folder_and_is_the_same() {
    let [here, there] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let pool = filled(here.path(), 150);
    let team = Team::new();
    let mut from = Local::new(&pool, reader(), "anna", now).unwrap();
    let moved = transfer(&mut from, &mut team.owner(), &mut |_| ()).unwrap();
    assert_eq!((moved.candidates, moved.originals, moved.originals_missing), (150, 75, 75));
    // Another machine has none of the files of this one.
    std::fs::rename(here.path().join("originals"), here.path().join("elsewhere")).unwrap();
    let other = folder_pool(there.path());
    let mut to = Local::new(&other, reader(), "anna", now).unwrap();
    let back = transfer(&mut team.owner(), &mut to, &mut |_| ()).unwrap();
    assert_eq!((back.candidates, back.originals, back.deeds), (150, 75, moved.deeds));
    assert_eq!(pool.inventory().unwrap(), other.inventory().unwrap());
    assert_eq!((moved.documents, other.inventory().unwrap().documents), (7, 7));
    assert_eq!(
        (other.roles().unwrap().len(), other.retention().unwrap().unwrap().author),
        (1, "anna".to_owned())
    );
    let ids =
        |pool: &Pool| [2, 3, 5].map(|nth| pool.of_key(&key(&format!("Person {nth}"))).unwrap().unwrap());
    let [corrected, joined, _] = ids(&other);
    assert_eq!(other.candidate(corrected).unwrap().profile.name.unwrap().value, "Robyn");
    assert_eq!(other.versions(joined).unwrap().len(), 2);
    let history = |pool: &Pool, id| {
        let steps = pool.history(id).unwrap();
        // Each deed is a step of its own there, whatever was done in one go here.
        steps
            .iter()
            .flat_map(|step| step.changes.iter().map(|_| (step.author.clone(), step.made)))
            .collect::<Vec<_>>()
    };
    for (mine, theirs) in ids(&pool).into_iter().zip(ids(&other)) {
        assert_eq!(history(&pool, mine), history(&other, theirs));
    }
    assert_eq!(
        transfer(&mut from, &mut team.owner(), &mut |_| ()).unwrap().known,
        150,
        "again is nothing more"
    );
}

#[test]
fn a_move_that_is_broken_off_is_gone_on_with() {
    let here = tempfile::tempdir().unwrap();
    let pool = filled(here.path(), 200);
    let team = Team::new();
    let proxy = crate::proxy::Proxy::to(team.port());
    let patience = std::time::Duration::from_secs(5);
    let mut from = Local::new(&pool, reader(), "anna", now).unwrap();
    let mut to = team.open_by(proxy.port(), "owner", patience).unwrap();
    let mut brought = 0;
    for pieces in [1, 2, 3] {
        let mut left = pieces;
        let broken = transfer(&mut from, &mut to, &mut |_| {
            left -= 1;
            proxy.take_down(left <= 0);
        });
        assert!(broken.as_ref().is_err_and(Error::may_pass), "{broken:?}");
        proxy.take_down(false);
        let now = team.owner().inventory().unwrap().candidates;
        assert!(now > brought, "{brought} before, {now} now");
        brought = now;
    }
    let moved = transfer(&mut from, &mut to, &mut |_| ()).unwrap();
    assert_eq!(moved.candidates + moved.known, 200);
    assert_eq!(moved.known, brought);
    assert_eq!(team.owner().inventory().unwrap(), pool.inventory().unwrap());
}

#[test]
fn two_places_that_differ_in_the_end_are_told_apart() {
    let here = tempfile::tempdir().unwrap();
    let pool = filled(here.path(), 10);
    let team = Team::new();
    team.owner().put(&[record("Somebody else")]).unwrap();
    let mut from = Local::new(&pool, reader(), "anna", now).unwrap();
    let differs = transfer(&mut from, &mut team.owner(), &mut |_| ());
    assert!(matches!(differs, Err(Error::Differs { what: "number of candidates", .. })), "{differs:?}");
}
