//! Reading what is in the pool again, from the stored texts, after the rules or the skills have changed.
//!
//! Every résumé carries the name of the rules it was last read by; whatever carries another one is *stale*. Each batch
//! is one transaction, so a re-reading that is broken off goes on where it stopped.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use candela_extract::DocumentText;
use candela_profile::{Context, Profile};
use candela_signals::Signal;
use jiff::civil::Date;
use rusqlite::Connection;
use serde::Serialize;

use crate::import::{file_name, understand};
use crate::pool::document_of;
use crate::same::pieces;
use crate::skills::PoolSkills;
use crate::store::{self, Failure};
use crate::{Cancel, CandidateId, Error, Pool, shown};

/// Résumés of one batch. Whoever decides something waits for one to be written.
const AT_ONCE: usize = 32;
/// How long what was read anew may be found as it was read before.
const INDEX_EVERY: Duration = Duration::from_secs(1);

/// How far a re-reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RereadProgress {
    /// Résumés that are read by today's rules and on disk, of those that were stale when it began.
    pub done: usize,
    /// Résumés that were stale when it began.
    pub total: usize,
}

/// A stale résumé and what it is read from.
struct Stale {
    resume: i64,
    candidate: CandidateId,
    as_of: Date,
    file_name: String,
    document: DocumentText,
}

impl Pool {
    /// How many résumés were read by other rules or skills than today's.
    pub fn count_stale(&self) -> Result<usize, Error> {
        let skills = self.skills()?;
        self.ask(|connection| Ok(store::resumes::count_stale(connection, &skills.rules)?))
    }

    /// Reads every stale résumé again from its stored text. Corrections and decisions stay as they are.
    ///
    /// Blocks, on so many threads (at least one); `progress` is called on this thread. What is done stays done when it is
    /// cancelled, and the next call goes on from there. Whoever searches meanwhile does not wait for it.
    pub fn reread(
        &self,
        threads: usize,
        progress: &mut dyn FnMut(RereadProgress),
        cancel: &Cancel,
    ) -> Result<RereadProgress, Error> {
        let skills = self.skills()?;
        let mut connection = self.connect()?;
        let mut indexed = Instant::now();
        let _being = BeingReread::begun(self.being_reread());
        let mut told = RereadProgress { done: 0, total: self.count_stale()? };
        progress(told);
        while !cancel.is_cancelled() {
            let batch = stale(&connection, &skills.rules)
                .map_err(|failure| Error::of_store(self.folder(), failure))?;
            if batch.is_empty() {
                break;
            }
            let readings = read(&batch, &skills, threads);
            self.change_by(&mut connection, |connection| {
                for (stale, reading) in batch.iter().zip(&readings) {
                    keep(connection, stale, reading.as_ref(), &skills.rules)?;
                }
                Ok(())
            })?;
            // Another process may bring stale ones meanwhile.
            told.done += batch.len();
            told.total = told.total.max(told.done);
            progress(told);
            if indexed.elapsed() >= INDEX_EVERY {
                self.catch_up_index_while(&mut |_| true)?;
                indexed = Instant::now();
            }
        }
        Ok(told)
    }
}

/// Says that a pool is being read again for as long as it lives.
struct BeingReread<'a>(&'a AtomicBool);

impl<'a> BeingReread<'a> {
    fn begun(flag: &'a AtomicBool) -> Self {
        flag.store(true, Ordering::Relaxed);
        Self(flag)
    }
}

impl Drop for BeingReread<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

fn stale(connection: &Connection, rules: &str) -> Result<Vec<Stale>, Failure> {
    let load = |resume| {
        Ok(Stale {
            resume,
            candidate: store::resumes::owner(connection, resume)?,
            as_of: store::resumes::as_of(connection, resume)?,
            file_name: file_name(&store::resumes::load(connection, resume)?.path),
            document: document_of(connection, resume)?,
        })
    };
    store::resumes::stale(connection, rules, AT_ONCE)?.into_iter().map(load).collect()
}

/// The facts and signals of each, in the same order; `None` where a rule panicked over it.
fn read(batch: &[Stale], skills: &PoolSkills, threads: usize) -> Vec<Option<(Profile, Vec<Signal>)>> {
    let share = batch.len().div_ceil(threads.max(1)).max(1);
    let read_share = |share: &[Stale]| {
        let read_one = |stale: &Stale| {
            let context = Context {
                own_date: true,
                screen_out: skills.screen_out(),
                skills: skills.index(),
                ..Context::new(stale.as_of, &stale.file_name)
            };
            understand(&stale.document, &context, skills.signals())
        };
        share.iter().map(read_one).collect::<Vec<_>>()
    };
    thread::scope(|scope| {
        let threads: Vec<_> =
            batch.chunks(share).map(|share| scope.spawn(move || read_share(share))).collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().expect("a panic over a text is caught where it is read"))
            .collect()
    })
}

/// Keeps what was read anew; where nothing could be, what was there stays.
fn keep(
    connection: &Connection,
    stale: &Stale,
    reading: Option<&(Profile, Vec<Signal>)>,
    rules: &str,
) -> Result<(), Failure> {
    store::resumes::mark_read(connection, stale.resume, rules)?;
    store::same::insert_sketch(connection, stale.resume, &pieces(&stale.document.body))?;
    let Some((profile, signals)) = reading else { return Ok(()) };
    store::facts::replace(connection, stale.resume, profile)?;
    store::signals::replace(connection, stale.resume, signals)?;
    store::skills::replace(connection, stale.resume, &profile.skills)?;
    store::contacts::replace(connection, stale.resume, &profile.contacts)?;
    shown::refresh(connection, store::candidates::root(connection, stale.candidate)?)
}

#[cfg(test)]
mod tests {
    use candela_skills::{Category, OwnSkill};

    use super::*;
    use crate::testing::{pool_of, request};
    use crate::{Change, Sort};

    #[test]
    fn a_pool_is_read_again_once_the_skills_change() {
        let (_folder, pool) = pool_of(&["Robin", "Noor"]);
        let reread = || pool.reread(2, &mut |_| {}, &Cancel::default()).unwrap();
        assert_eq!(reread(), RereadProgress { done: 2, total: 2 }, "the tests' readings carry no rules");
        assert_eq!(reread(), RereadProgress { done: 0, total: 0 });
        let ledger =
            OwnSkill { name: "Ledger".to_owned(), category: Some(Category::Domain), ..OwnSkill::default() };
        pool.add_skill(&ledger).unwrap();
        assert_eq!(pool.count_stale().unwrap(), 2);
        reread();
        let row = pool.candidates(Sort::Newest, 0, 1).unwrap().rows.remove(0);
        assert!(row.skills.iter().any(|used| used.skill == "Ledger"), "{:?}", row.skills);
        assert_eq!(pool.search("skill:ledger", 0, 9).unwrap().total, 2);
    }

    #[test]
    fn a_new_screen_out_list_is_held_against_what_is_there() {
        let (folder, pool) = pool_of(&["Robin"]);
        pool.reread(2, &mut |_| {}, &Cancel::default()).unwrap();
        std::fs::write(folder.path().join("screen-out.txt"), "# nobody yet\n").unwrap();
        assert_eq!(pool.count_stale().unwrap(), 0, "the list says the same");
        std::fs::write(folder.path().join("screen-out.txt"), "clara@agency.example\n").unwrap();
        assert_eq!(pool.count_stale().unwrap(), 1);
        pool.reread(2, &mut |_| {}, &Cancel::default()).unwrap();
        assert_eq!(pool.count_stale().unwrap(), 0);
    }

    #[test]
    fn corrections_outlive_a_reading() {
        let (_folder, pool) = pool_of(&["Robin"]);
        let change = Change::Name { value: Some("Robyn Sommer".to_owned()) };
        pool.correct(CandidateId(1), &change, "anna", request().at).unwrap();
        pool.reread(2, &mut |_| {}, &Cancel::default()).unwrap();
        assert_eq!(pool.candidate(CandidateId(1)).unwrap().profile.name.unwrap().value, "Robyn Sommer");
    }

    #[test]
    fn whoever_searches_meanwhile_finds_people_as_they_were_and_waits_for_nothing() {
        let (_folder, pool) = pool_of(&["Robin", "Noor"]);
        pool.catch_up_index().unwrap();
        let mut counts = Vec::new();
        let mut search = |_| {
            let found = pool.search("robin", 0, 9).unwrap();
            counts.push((found.total, found.behind));
        };
        pool.reread(1, &mut search, &Cancel::default()).unwrap();
        assert_eq!(counts, [(1, 0), (1, 2)], "both were read anew, and neither was put in by the search");
        assert_eq!(pool.search("robin", 0, 9).unwrap().behind, 0, "the next search puts them in");
    }

    #[test]
    fn a_reading_that_is_broken_off_goes_on() {
        let (_folder, pool) = pool_of(&["Robin", "Noor"]);
        let cancel = Cancel::default();
        cancel.cancel();
        assert_eq!(pool.reread(2, &mut |_| {}, &cancel).unwrap(), RereadProgress { done: 0, total: 2 });
        assert_eq!(pool.reread(2, &mut |_| {}, &Cancel::default()).unwrap().done, 2);
    }
}
