//! Whose turn a file is, while several import at once.

use std::thread;
use std::time::Duration;

use candela_pool::Key;
use candela_team::{FileTurn, Role, SharedTruth};

use crate::people::{key, record};
use crate::server::Team;

const MINUTE: Duration = Duration::from_secs(60);

fn theirs(who: &str) -> FileTurn {
    FileTurn::Theirs { who: who.to_owned() }
}

#[test]
fn a_file_is_the_turn_of_one_and_of_another_when_they_are_not_heard_of() {
    let team = Team::new();
    for who in ["anna", "noor"] {
        team.admit(who, Role::Recruiter);
    }
    let (mut anna, mut noor) = (team.open("anna"), team.open("noor"));
    let (hers, mine) = (anna.begin_reading("Anna").unwrap(), noor.begin_reading("Noor").unwrap());
    let (robin, toni, locked) = (key("Robin"), key("Toni"), key("Locked"));

    assert_eq!(anna.take_turn(&hers, &robin, MINUTE).unwrap(), FileTurn::Ours);
    assert_eq!(anna.take_turn(&hers, &robin, MINUTE).unwrap(), FileTurn::Ours, "the same bytes once more");
    assert_eq!(noor.take_turn(&mine, &robin, MINUTE).unwrap(), theirs("Anna"));

    anna.take_turn(&hers, &toni, Duration::from_millis(20)).unwrap();
    thread::sleep(Duration::from_millis(60));
    assert_eq!(noor.take_turn(&mine, &toni, MINUTE).unwrap(), FileTurn::Ours);
    assert_eq!(anna.take_turn(&hers, &toni, MINUTE).unwrap(), theirs("Noor"));

    anna.put(&[record("Robin")]).unwrap();
    anna.go_on_reading(&hers, MINUTE).unwrap();
    let brought = FileTurn::Brought { who: format!("anna_{}", team.name) };
    assert_eq!(noor.take_turn(&mine, &robin, MINUTE).unwrap(), brought);

    anna.take_turn(&hers, &locked, MINUTE).unwrap();
    anna.tell_of_file(&hers, &locked, "encrypted", Some("a password is needed")).unwrap();
    let (status, reason) = ("encrypted".to_owned(), Some("a password is needed".to_owned()));
    let told = FileTurn::Told { who: "Anna".to_owned(), status, reason };
    assert_eq!(noor.take_turn(&mine, &locked, MINUTE).unwrap(), told);
    anna.end_reading(&hers).unwrap();
    assert_eq!(noor.take_turn(&mine, &locked, MINUTE).unwrap(), told, "it began while Anna was reading");
    let later = noor.begin_reading("Noor").unwrap();
    assert_eq!(noor.take_turn(&later, &locked, MINUTE).unwrap(), FileTurn::Ours, "it may open by now");
}

#[test]
fn what_is_said_to_go_on_is_left_to_whoever_says_so() {
    let team = Team::new();
    let (mut one, mut other) = (team.owner(), team.owner());
    let (first, second) = (one.begin_reading("Anna").unwrap(), other.begin_reading("Noor").unwrap());
    one.take_turn(&first, &key("Robin"), Duration::from_millis(100)).unwrap();
    one.go_on_reading(&first, MINUTE).unwrap();
    thread::sleep(Duration::from_millis(150));
    assert_eq!(other.take_turn(&second, &key("Robin"), MINUTE).unwrap(), theirs("Anna"));
    one.end_reading(&first).unwrap();
    assert_eq!(other.take_turn(&second, &key("Robin"), MINUTE).unwrap(), FileTurn::Ours);
}

#[test]
fn of_many_who_ask_at_once_one_has_the_turn() {
    let team = Team::new();
    let keys: Vec<_> = (0..100_u32).map(|nth| Key(*blake3::hash(&nth.to_le_bytes()).as_bytes())).collect();
    let ours: Vec<usize> = thread::scope(|scope| {
        let askers: Vec<_> = (0..6)
            .map(|_| {
                scope.spawn(|| {
                    let mut server = team.owner();
                    let reading = server.begin_reading("somebody").unwrap();
                    let turns = keys.iter().map(|key| server.take_turn(&reading, key, MINUTE).unwrap());
                    turns.filter(|turn| *turn == FileTurn::Ours).count()
                })
            })
            .collect();
        askers.into_iter().map(|asker| asker.join().unwrap()).collect()
    });
    assert_eq!(ours.iter().sum::<usize>(), 100, "{ours:?}");
}
