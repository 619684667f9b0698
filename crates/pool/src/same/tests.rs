use super::*;
use crate::testing::{keep_all, pool_of, reading, request};
use crate::{IndexHealth, Sort};

const ROBIN: CandidateId = CandidateId(1);
const ROBYN: CandidateId = CandidateId(2);

/// Robin with a long text, and whatever `second` becomes of the same; nobody else.
fn pool_with(second: impl Fn(&mut crate::import::Reading)) -> (tempfile::TempDir, Pool) {
    let (folder, pool) = pool_of(&[]);
    let long = |name: &str| {
        let mut reading = reading(name, "Django");
        reading.document.body += &(0..120).map(|n| format!("line{n} ")).collect::<String>();
        reading.profile.contacts.clear();
        reading
    };
    let mut other = long("Robin");
    second(&mut other);
    other.hash = blake3::hash(b"another file");
    keep_all(&store::open(folder.path(), None).unwrap(), &[long("Robin"), other]);
    (folder, pool)
}

fn other_text(reading: &mut crate::import::Reading) {
    reading.document.body = (0..120).map(|n| format!("other{n} ")).collect();
    reading.document.pages.clear();
}

fn offered(pool: &Pool) -> Vec<Vec<SameBecause>> {
    pool.same_people().unwrap().into_iter().map(|same| same.because).collect()
}

fn names(pool: &Pool) -> Vec<CandidateId> {
    pool.candidates(Sort::Newest, 0, 9).unwrap().rows.into_iter().map(|row| row.id).collect()
}

#[test]
fn nearly_the_same_text_is_offered() {
    let (_folder, pool) = pool_with(|reading| reading.document.body += "One more line.");
    assert!(matches!(offered(&pool)[..], [ref because] if matches!(because[..], [SameBecause::Text { .. }])));
}

#[test]
fn the_name_alone_is_no_reason() {
    let (_folder, pool) = pool_with(other_text);
    assert!(offered(&pool).is_empty());
}

#[test]
fn a_shared_contact_is_offered_unless_many_share_it() {
    let (folder, pool) = pool_of(&["Robin", "Robyn"]);
    let contact = Contact::Github("example".to_owned());
    assert_eq!(offered(&pool), [[SameBecause::Contact { contact }]]);
    let more: Vec<_> = ["Noor", "Ines", "Bo"].iter().map(|name| reading(name, "Django")).collect();
    keep_all(&store::open(folder.path(), None).unwrap(), &more);
    assert!(offered(&pool).is_empty(), "an agency's account says nothing");
}

#[test]
fn those_put_together_are_one_with_versions_and_can_be_taken_apart() {
    let (_folder, pool) = pool_of(&["Robin", "Robyn"]);
    assert_eq!(pool.search("django", 0, 9).unwrap().total, 2);
    assert_eq!(pool.say_same(ROBYN, ROBIN, "anna", request().at).unwrap(), ROBIN);
    assert_eq!((names(&pool), offered(&pool).len()), (vec![ROBIN], 0));
    let versions: Vec<_> = pool.versions(ROBIN).unwrap().iter().map(|version| version.candidate).collect();
    assert_eq!(versions, [ROBYN, ROBIN], "the newest on top");
    assert_eq!(pool.candidate(ROBIN).unwrap().profile.name.unwrap().value, "Robyn");
    assert_eq!(pool.search("django", 0, 9).unwrap().total, 1);
    pool.unsay_same(ROBIN, ROBYN, "anna", request().at).unwrap();
    assert_eq!(names(&pool), [ROBYN, ROBIN]);
    assert_eq!(pool.candidate(ROBIN).unwrap().profile.name.unwrap().value, "Robin");
    assert_eq!(pool.search("django", 0, 9).unwrap().total, 2);
    assert_eq!(offered(&pool).len(), 1);
    assert_eq!(pool.health().unwrap().index, IndexHealth::Whole);
}

#[test]
fn those_said_to_be_different_are_not_offered_again() {
    let (_folder, pool) = pool_of(&["Robin", "Robyn"]);
    pool.say_different(ROBYN, ROBIN, "anna", request().at).unwrap();
    assert!(offered(&pool).is_empty());
    pool.unsay_same(ROBIN, ROBYN, "anna", request().at).unwrap();
    assert_eq!(offered(&pool).len(), 1);
}

#[test]
fn nobody_is_refused() {
    let (_folder, pool) = pool_of(&["Robin"]);
    let refused = pool.say_same(ROBIN, CandidateId(9), "anna", request().at);
    assert!(matches!(refused, Err(Error::NoCandidate(CandidateId(9)))));
}

#[test]
fn the_order_of_files_makes_no_difference() {
    let file = |name: &str| {
        let mut reading = reading(name, "Django");
        reading.document.modified = None;
        reading
    };
    let joined = |names: [&str; 3]| {
        let (folder, pool) = pool_of(&[]);
        keep_all(&store::open(folder.path(), None).unwrap(), &names.map(file));
        for other in [2, 3] {
            pool.say_same(ROBIN, CandidateId(other), "anna", request().at).unwrap();
        }
        let versions = pool.versions(ROBIN).unwrap().into_iter().map(|version| version.profile);
        (pool.candidate(ROBIN).unwrap().profile, versions.collect::<Vec<_>>())
    };
    let first = joined(["Robin", "Robyn", "Robin Sommer"]);
    assert_eq!(first.1.len(), 3);
    for order in [["Robyn", "Robin", "Robin Sommer"], ["Robin Sommer", "Robyn", "Robin"]] {
        assert_eq!(joined(order), first, "{order:?}");
    }
}
