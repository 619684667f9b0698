//! The queue, what is kept, and how accounts are held against résumés. Nothing here asks anybody.

use candela_github::{Settings, Token};
use candela_profile::Fact;
use candela_skills::SkillsIndex;
use serde_json::{Value, json};

use super::*;
use crate::testing::{pool_of, reading, request};

fn portrait(status: &str, account: Value) -> Portrait {
    let activity = json!({ "weeks": [], "private_contributions": 0, "languages": [["Python", 900], ["Rust", 20]],
        "packages": ["django", "not-a-skill"], "forks": 0, "merged": [],
        "repositories": [{ "name": "ferry", "url": "", "description": null, "is_own": true, "is_archived": false,
            "pushed": null, "stars": 0, "licence": null, "language": null, "commits": 1, "is_read": true, "tests": false,
            "types": null, "ci": false }] });
    let coverage = json!({ "own_repositories": 1, "listed": 1, "read": 1, "files": 1, "not_seen": [] });
    serde_json::from_value(
        json!({ "login": "example", "status": status, "reason": "busy", "code": null, "until": null,
        "account": account, "coverage": coverage, "signals": [], "activity": activity }),
    )
    .unwrap()
}

fn noor() -> Value {
    json!({ "login": "example", "kind": "person", "name": "Noor Halden", "bio": null, "company": null,
        "place": "Tromsø, Norway", "site": "https://www.halden.example/about", "since": null, "followers": 1 })
}

fn waiting(pool: &Pool) -> Vec<(i64, bool)> {
    pool.github_queue().unwrap().into_iter().map(|turn| (turn.candidate.0, turn.until.is_some())).collect()
}

#[test]
fn nothing_is_asked_until_it_is_switched_on() {
    let (_folder, pool) = pool_of(&[]);
    let off = GithubSwitch { is_on: false, api: GITHUB_API.to_owned(), client_id: None };
    assert_eq!(pool.github_switch().unwrap(), off);
    let on = GithubSwitch {
        is_on: true,
        api: "https://git.example/api/v3".to_owned(),
        client_id: Some("Iv1.example".to_owned()),
    };
    pool.set_github_switch(&on).unwrap();
    assert_eq!(pool.github_switch().unwrap(), on);
}

#[test]
fn everybody_waits_once_and_the_one_on_the_screen_comes_first() {
    let (_folder, pool) = pool_of(&["Noor Halden", "Tam Okoro", "Ife Cole"]);
    let at = request().at;
    assert_eq!(pool.queue_all_github(at).unwrap(), 3);
    assert_eq!(pool.queue_all_github(at).unwrap(), 0);
    pool.queue_github(CandidateId(2), false, at).unwrap();
    assert_eq!(waiting(&pool), [(1, false), (2, false), (3, false)]);
    pool.prefer_github(CandidateId(3)).unwrap();
    pool.prefer_github(CandidateId(2)).unwrap();
    assert_eq!(waiting(&pool), [(2, false), (3, false), (1, false)]);
    assert_eq!(pool.cancel_github().unwrap(), 3);
    assert_eq!(waiting(&pool), []);
}

#[test]
fn what_was_found_is_kept_and_who_was_not_read_waits() {
    let (folder, pool) = pool_of(&["Noor Halden", "Tam Okoro"]);
    let at = request().at;
    pool.queue_all_github(at).unwrap();
    let turns = pool.ask(|connection| Ok(store::github::next(connection, at, 9)?)).unwrap();
    assert!(pool.settle(&turns[0], Some(&portrait("ok", noor())), at).unwrap());
    assert!(!pool.settle(&turns[1], Some(&portrait("queued", Value::Null)), at).unwrap());
    drop(pool);
    // As after a crash: what was found is there, and the other one goes on when it is time.
    let pool = Pool::open(folder.path()).unwrap();
    assert_eq!(pool.github_of(CandidateId(1)).unwrap().unwrap().found, at);
    assert_eq!(waiting(&pool), [(2, true)]);
    let progress = pool.progress(0, at).unwrap();
    assert_eq!((progress.waiting, progress.until), (1, at.checked_add(USUAL_PAUSE).ok()));
    let soon = |at| pool.ask(|connection| Ok(store::github::next(connection, at, 9)?)).unwrap().len();
    assert_eq!((soon(at), soon(at.checked_add(USUAL_PAUSE).unwrap())), (0, 1));
    assert_eq!(pool.queue_all_github(at).unwrap(), 0);
    assert_eq!(pool.expire_github(at.checked_add((200 * 24).hours()).unwrap()).unwrap(), 1);
    assert!(pool.github_of(CandidateId(1)).unwrap().is_none());
}

#[tokio::test]
async fn an_unreachable_github_loses_nobody_and_stores_no_token() {
    let (folder, pool) = pool_of(&["Noor Halden"]);
    pool.queue_all_github(request().at).unwrap();
    let settings = Settings {
        api: "http://127.0.0.1:9".to_owned(),
        token: Some(Token::new("ghp_never_written_down").unwrap()),
        first_pause: Duration::from_millis(1),
        ..Settings::default()
    };
    let client = Client::new(settings).unwrap();
    let progress = pool.work_github(&client, "test", request().at).await.unwrap();
    assert_eq!((progress.done, progress.waiting), (0, 1));
    assert!(
        pool.github_queue().unwrap()[0]
            .reason
            .as_deref()
            .is_some_and(|reason| reason.contains("cannot be reached"))
    );
    drop(pool);
    for file in std::fs::read_dir(folder.path()).unwrap().flatten().filter(|file| file.path().is_file()) {
        let bytes = std::fs::read(file.path()).unwrap();
        let has_token = bytes.windows(20).any(|window| window == &b"ghp_never_written_down"[..20]);
        assert!(!has_token, "{}", file.path().display());
    }
}

#[test]
fn whoever_is_erased_is_forgotten_here_too() {
    let (_folder, pool) = pool_of(&["Noor Halden"]);
    pool.put("repository api example/ferry", "{}");
    pool.put("weeks api example", "{}");
    pool.put("weeks api sample", "{}");
    pool.queue_all_github(request().at).unwrap();
    let turns = pool.ask(|connection| Ok(store::github::next(connection, request().at, 9)?)).unwrap();
    pool.settle(&turns[0], Some(&portrait("ok", noor())), request().at).unwrap();
    pool.change(|connection| Ok(connection.execute("DELETE FROM candidates", [])?)).unwrap();
    assert_eq!((pool.get("repository api example/ferry"), pool.get("weeks api example")), (None, None));
    assert!(pool.get("weeks api sample").is_some());
}

#[test]
fn the_same_person_is_told_by_reasons() {
    let profile = |name: &str, contacts: Vec<Contact>| Profile {
        contacts: contacts.into_iter().map(|value| Fact { value, span: None }).collect(),
        ..reading(name, "Django").profile
    };
    let check = |profile: &Profile, is_sure: bool, n_reasons: usize| {
        let likeness = likeness(profile, &portrait("ok", noor()));
        assert_eq!((likeness.is_sure, likeness.reasons.len()), (is_sure, n_reasons), "{likeness:?}");
    };
    check(&profile("Nóor HALDEN", vec![]), true, 1);
    check(&profile("Noor Lindqvist", vec![]), false, 1);
    check(&profile("Tam Okoro", vec![]), false, 1);
    check(&profile("Tam Okoro", vec![Contact::Email("tam@halden.example".to_owned())]), false, 2);
    check(&profile("Noor", vec![Contact::Link("halden.example".to_owned())]), true, 2);
    check(&profile("Noor", vec![Contact::Link("https://github.com/example/ferry".to_owned())]), true, 2);
}

#[test]
fn claims_are_held_against_own_code_without_reproach() {
    let index = SkillsIndex::bundled();
    let mut profile = reading("Noor", "Django").profile;
    let more = ["Kubernetes", "Python"]
        .map(|skill| candela_profile::SkillUse { skill: skill.to_owned(), ..profile.skills[0].clone() });
    profile.skills.extend(more);
    let claims = claims(&profile, &portrait("ok", noor()), index);
    assert_eq!(
        (claims.seen, claims.not_seen, claims.not_claimed),
        (
            vec!["Django".to_owned(), "Python".to_owned()],
            vec!["Kubernetes".to_owned()],
            vec!["Rust".to_owned()],
        )
    );
}
