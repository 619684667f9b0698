//! Several at once, and the same again.

use std::sync::Barrier;
use std::thread;

use candela_pool::{Decision, DeedName, Heard};
use candela_team::{Role, SharedTruth};

use crate::people::{decide, note, record, tag};
use crate::server::Team;

const WRITERS: usize = 8;

#[test]
fn of_eight_who_decide_at_once_exactly_one_wins_each_round_and_none_is_lost() {
    let team = Team::new();
    team.owner().put(&[record("Robin")]).unwrap();
    let logins: Vec<_> = (0..WRITERS).map(|nth| format!("writer{nth}")).collect();
    logins.iter().for_each(|login| team.admit(login, Role::Recruiter));
    let mut servers: Vec<_> = logins.iter().map(|login| team.open(login)).collect();
    let mut base: Option<DeedName> = None;
    for round in 1..=10 {
        let start = Barrier::new(WRITERS);
        let heard: Vec<_> = thread::scope(|scope| {
            let running: Vec<_> = servers
                .iter_mut()
                .zip(&logins)
                .map(|(server, login)| {
                    let deed = decide(login, round, "Robin", base.clone(), Decision::Maybe);
                    let start = &start;
                    scope.spawn(move || {
                        start.wait();
                        (deed.name.clone(), server.tell(&[deed]).unwrap().remove(0))
                    })
                })
                .collect();
            running.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        let winners: Vec<_> = heard.iter().filter(|(_, heard)| *heard == Heard::Stands).collect();
        assert_eq!(winners.len(), 1, "round {round}: {heard:?}");
        for (_, heard) in heard.iter().filter(|(_, heard)| *heard != Heard::Stands) {
            let Heard::Refused(Some(by)) = heard else { panic!("{heard:?}") };
            assert_eq!(by.name, winners[0].0, "whoever lost sees who won");
        }
        base = Some(winners[0].0.clone());
    }
    assert_eq!(team.owner().deeds_after(0, 99).unwrap().len(), 10, "every round left one decision");
}

#[test]
fn ten_thousand_deeds_that_are_told_twice_are_done_once() {
    let team = Team::new();
    let names: Vec<_> = (0..100).map(|nth| format!("Person {nth}")).collect();
    let mut server = team.owner();
    server.put(&names.iter().map(|name| record(name)).collect::<Vec<_>>()).unwrap();
    let deeds: Vec<_> = (0..10_000)
        .map(|nth| {
            let (who, number) = (&names[nth % 100], i64::try_from(nth).unwrap() + 1);
            if nth % 2 == 0 {
                note("anna", number, who, &format!("note {nth}"))
            } else {
                tag("anna", number, who, &format!("tag {nth}"), true)
            }
        })
        .collect();
    for expected in [Heard::Stands, Heard::Known] {
        for some in deeds.chunks(500) {
            assert!(server.tell(some).unwrap().iter().all(|heard| *heard == expected));
        }
        assert_eq!(server.inventory().unwrap().triage, 10_000);
    }
    let mut told = Vec::new();
    while let Some(last) = {
        let after = told.last().map_or(0, |(seq, _)| *seq);
        let page = server.deeds_after(after, 1000).unwrap();
        told.extend(page.iter().cloned());
        page.last().map(|(seq, _)| *seq)
    } {
        assert!(last > 0);
    }
    assert_eq!(
        told.into_iter().map(|(_, deed)| deed).collect::<Vec<_>>(),
        deeds,
        "none lost, none twice, in order"
    );
}

#[test]
fn two_who_tell_the_same_at_once_have_it_done_once() {
    let team = Team::new();
    team.owner().put(&[record("Robin")]).unwrap();
    let deeds: Vec<_> = (1..=200).map(|number| note("anna", number, "Robin", "Call")).collect();
    let stood: usize = thread::scope(|scope| {
        let tell =
            || team.owner().tell(&deeds).unwrap().into_iter().filter(|heard| *heard == Heard::Stands).count();
        let running: Vec<_> = (0..4).map(|_| scope.spawn(tell)).collect();
        running.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert_eq!(stood, 200);
    assert_eq!(team.owner().inventory().unwrap().triage, 200);
}

#[test]
fn whoever_reads_the_log_while_others_write_misses_nothing() {
    let team = Team::new();
    team.owner().put(&[record("Robin")]).unwrap();
    let read = thread::scope(|scope| {
        for client in ["anna", "noor", "kim"] {
            let mut server = team.owner();
            scope.spawn(move || {
                for number in 1..=60 {
                    server.tell(&[note(client, number, "Robin", "Call")]).unwrap();
                }
            });
        }
        let mut reader = team.owner();
        let (mut last, mut read) = (0, 0);
        while read < 180 {
            let page = reader.deeds_after(last, 7).unwrap();
            read += page.len();
            last = page.last().map_or(last, |(seq, _)| *seq);
        }
        read
    });
    assert_eq!(read, 180);
}
