//! Feeding the engine of a team: the team is asked who is to be sent, and which state of them is newer.

use std::collections::BTreeMap;
use std::fs::File;

use candela_engine::{EngineError, EngineIndex, Erasure, Revised};
use candela_resumes::{Entry, WORDS_VERSION};
use rusqlite::{Connection, TransactionBehavior};

use super::EngineRecord;
use crate::engine::feed::note_trouble;
use crate::engine::setting::Setting;
use crate::engine::{number, together};
use crate::index::{entry, try_lock};
use crate::shared::Key;
use crate::store::engine_of_team::Behind;
use crate::store::{self, Failure, engine_of_team};
use crate::{Error, Pool};

/// Candidates that are sent between two looks at whether to go on.
const SENT_AT_ONCE: usize = 100;
/// Candidates that one question to the engine names.
pub(super) const ASKED_AT_ONCE: usize = 1000;
/// So many readings by other rules fit behind a number of the log.
pub(super) const RULES: i64 = 256;

/// Why feeding stopped.
pub(super) enum Stop<E> {
    /// The engine.
    Engine(EngineError),
    /// The team, or the pool itself.
    Other(E),
}

impl<E> From<EngineError> for Stop<E> {
    fn from(error: EngineError) -> Self {
        Self::Engine(error)
    }
}

impl Pool {
    /// Brings the engine that the team of this folder shares up to date, where it has one: takes from it who was erased or merged, and
    /// sends whom it lacks. Goes on only while it should: asked before each step with how many candidates are missing, as far as is
    /// known here. An engine that fails is no error: it is left in peace for some seconds, and its state tells why.
    ///
    /// # Errors
    /// Those of the team, and of the pool itself.
    pub fn catch_up_team_engine<T: EngineRecord>(
        &self,
        team: &mut T,
        goes_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<(), T::Error> {
        if !Setting::load(self.folder())?.is_some_and(|setting| setting.is_of_team) {
            return Ok(());
        }
        // Whatever the engine does, whoever was erased is hidden.
        let to_remove = team.to_remove()?;
        let numbers: Vec<i64> = to_remove.iter().map(|(key, _)| number_of(key)).collect();
        self.change(|connection| Ok(engine_of_team::set_erased(connection, &numbers)?))?;
        // One that cannot be opened is told by the next search.
        let Ok(Some((setting, engine))) = self.engine() else { return Ok(()) };
        let Some(turn) = try_lock(&self.engine_lock()?)? else { return Ok(()) };
        let engine = match setting.has_our_words() {
            true => engine,
            false => engine.of_words(&setting.name, &setting.words),
        };
        let connection = self.connect()?;
        let feeder = self.sharing()?.map_or_else(String::new, |sharing| sharing.client);
        let mut feeding =
            Feeding { pool: self, team, setting, engine, connection, feeder, has_turn: false, _turn: turn };
        match feeding.feed(&to_remove, goes_on) {
            Ok(()) => Ok(()),
            Err(Stop::Other(error)) => Err(error),
            Err(Stop::Engine(error)) => Ok(note_trouble(feeding.pool, &mut feeding.connection, &error)?),
        }
    }
}

/// Somebody who feeds the engine of a team, with the turn.
pub(super) struct Feeding<'a, T> {
    pub(super) pool: &'a Pool,
    pub(super) team: &'a mut T,
    pub(super) setting: Setting,
    pub(super) engine: EngineIndex,
    connection: Connection,
    /// What the team knows this folder by.
    pub(super) feeder: String,
    /// Whether the team lets this folder alone feed an engine that only adds.
    pub(super) has_turn: bool,
    _turn: File,
}

/// A candidate whom the engine is to have, with the revision that the team knows of them.
pub(super) struct Wanted<'a> {
    pub(super) behind: &'a Behind,
    pub(super) revision: u64,
}

impl<T: EngineRecord> Feeding<'_, T> {
    fn feed(
        &mut self,
        to_remove: &[(Key, bool)],
        goes_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<(), Stop<T::Error>> {
        let index = self.look(store::engine::index)?;
        if index.is_paused {
            return Ok(());
        }
        if self.engine.dialect().knows_revisions() {
            self.feed_revisions(&index, to_remove, goes_on)?;
        } else {
            self.feed_by_turns(to_remove, goes_on)?;
        }
        if index.trouble.is_some() { self.change(store::engine::resume) } else { Ok(()) }
    }

    /// Brings an engine up to date that knows which revision is newer, whoever else does so at the same time.
    fn feed_revisions(
        &mut self,
        index: &store::engine::Index,
        to_remove: &[(Key, bool)],
        goes_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<(), Stop<T::Error>> {
        self.remove(to_remove)?;
        if self.sends()? {
            self.change(|connection| engine_of_team::give_numbers(connection, number_of))?;
            // Some engines make an index of whatever is sent to one that is not there.
            let has_some = self.look(store::engine::count_behind)? > 0;
            if has_some && !self.engine.exists()? {
                if !self.make_anew()? {
                    return Ok(());
                }
            } else if has_some && !index.is_made {
                self.change(store::engine::begin)?;
            }
            self.remove_merged()?;
            self.go_through_missing(goes_on)?;
        }
        Ok(())
    }

    /// Takes those from the engine who were erased in the team, and lets the team know of whom it counts nothing.
    fn remove(&mut self, to_remove: &[(Key, bool)]) -> Result<(), Stop<T::Error>> {
        for some in to_remove.chunks(ASKED_AT_ONCE) {
            let numbers: Vec<u64> = some.iter().map(|(key, _)| number(number_of(key))).collect();
            let left = match self.engine.erased(&numbers) {
                Ok(Erasure::Done) => Erasure::Done,
                Ok(Erasure::Pending(_)) => self.engine.erase(&numbers)?,
                // With the index everybody in it is gone.
                Err(EngineError::NoIndex { .. }) => Erasure::Done,
                Err(error) => return Err(error.into()),
            };
            let settled: Vec<Key> =
                some.iter().filter(|(_, settled)| *settled).map(|(key, _)| *key).collect();
            if left == Erasure::Done && !settled.is_empty() {
                self.team.removed(&settled).map_err(Stop::Other)?;
            }
        }
        Ok(())
    }

    /// Takes those from the engine who are versions of somebody else. Whoever was parted again since, as this folder has not heard yet,
    /// came there with a higher revision and stays.
    fn remove_merged(&mut self) -> Result<(), Stop<T::Error>> {
        let heard = self.heard()?;
        let merged: Vec<u64> = self.look(engine_of_team::merged)?.into_iter().map(number).collect();
        for some in merged.chunks(ASKED_AT_ONCE) {
            self.engine.erase_up_to(some, number(revision(heard, RULES - 1)))?;
        }
        Ok(())
    }

    /// An empty index in the place of one that was lost, under another name: whoever asks for the lost one learns so, and never takes
    /// one that is being filled for a full one. `false` when the team has no engine any more.
    pub(super) fn make_anew(&mut self) -> Result<bool, Stop<T::Error>> {
        let name = self.look(store::engine::new_name)?;
        let coming = self.engine.of_words(&name, WORDS_VERSION);
        coming.create()?;
        // Of two who do this at once the second takes what the first has made.
        if !self.team.rename_index(&self.setting.name, &name).map_err(Stop::Other)? {
            coming.remove()?;
        }
        let engine = self.team.engine().map_err(Stop::Other)?;
        self.pool.adopt_engine(engine.as_ref()).map_err(other)?;
        let Some((setting, engine)) = self.pool.engine().map_err(other)? else { return Ok(false) };
        (self.setting, self.engine) = (setting, engine);
        Ok(self.setting.has_our_words())
    }

    /// Goes once through whom the engine may lack, while that should go on.
    pub(super) fn go_through_missing(
        &mut self,
        goes_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<(), Stop<T::Error>> {
        // The team does not know yet how what is here differs from what it has.
        if self.look(engine_of_team::has_untold)? {
            return Ok(());
        }
        let mut last = 0;
        loop {
            let missing = self.look(store::engine::count_behind)?;
            if missing == 0 || !goes_on(missing) {
                return Ok(());
            }
            let behind = self.look(|connection| engine_of_team::behind(connection, last, SENT_AT_ONCE))?;
            let Some(furthest) = behind.last() else { return Ok(()) };
            last = furthest.candidate.0;
            match self.engine.dialect().knows_revisions() {
                true => self.send(&behind)?,
                false => self.append(&behind)?,
            }
        }
    }

    /// Those of some candidates who may be sent. Whom the team does not have, and of whom it has heard more than this folder, comes later.
    pub(super) fn wanted<'b>(&mut self, behind: &'b [Behind]) -> Result<Vec<Wanted<'b>>, Stop<T::Error>> {
        let heard = self.heard()?;
        let keys: Vec<Key> = behind.iter().map(|behind| behind.key).collect();
        let indexed = self.team.indexed_at(&keys).map_err(Stop::Other)?;
        let known = behind.iter().zip(indexed).filter_map(|(behind, at)| Some((behind, at?)));
        let wanted = known.filter(|(_, at)| *at <= heard).map(|(behind, at)| {
            let revision = number(revision(at, rules_of(&behind.rules)));
            Wanted { behind, revision }
        });
        Ok(wanted.collect())
    }

    /// Sends of these candidates those whom the engine lacks as they are now, and notes whom it has.
    fn send(&mut self, behind: &[Behind]) -> Result<(), Stop<T::Error>> {
        let wanted = self.wanted(behind)?;
        let numbers: Vec<u64> = wanted.iter().map(|wanted| number(wanted.behind.number)).collect();
        let mut held = self.engine.revisions(&numbers)?;
        let has = |held: &BTreeMap<u64, u64>, wanted: &Wanted<'_>| {
            held.get(&number(wanted.behind.number)).is_some_and(|held| *held >= wanted.revision)
        };
        let missing: Vec<_> = wanted.iter().filter(|wanted| !has(&held, wanted)).collect();
        let entries = self.entries(&missing)?;
        let mut refused = Vec::new();
        if !entries.is_empty() {
            let revised: Vec<Revised<'_>> =
                entries.iter().map(|(entry, revision)| Revised { entry, revision: *revision }).collect();
            let report = self.engine.put(&revised);
            for refusal in report.refused {
                let of = missing.iter().find(|wanted| number(wanted.behind.number) == refusal.key.candidate);
                refused.extend(
                    of.map(|wanted| (wanted.behind.candidate.0, wanted.behind.revision, refusal.said)),
                );
            }
            if let Some(why) = report.why {
                return Err(why.into());
            }
            self.engine.refresh()?;
            held = self.engine.revisions(&numbers)?;
        }
        let found: Vec<_> =
            wanted.iter().filter(|wanted| has(&held, wanted)).map(|wanted| wanted.behind).collect();
        self.change(|connection| {
            for behind in found {
                store::engine::find(connection, behind.candidate.0, behind.revision)?;
            }
            refused.iter().try_for_each(|(candidate, revision, said)| {
                store::engine::refuse(connection, *candidate, *revision, said)
            })
        })
    }

    /// What is sent of candidates, in one look; without those who changed or went since they were looked up.
    pub(super) fn entries(&mut self, missing: &[&Wanted<'_>]) -> Result<Vec<(Entry, u64)>, Stop<T::Error>> {
        let read = |connection: &mut Connection| -> Result<_, Failure> {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Deferred)?;
            let mut entries = Vec::new();
            for Wanted { behind, revision } in missing {
                if store::engine::is_at(&transaction, behind.candidate.0, behind.revision)? {
                    let of_here = entry(&transaction, behind.candidate, behind.resume)?;
                    // The number of the résumé is this folder's alone.
                    entries.push((Entry { id: number(behind.number), resume: 0, ..of_here }, *revision));
                }
            }
            Ok(entries)
        };
        read(&mut self.connection).map_err(|failure| other(Error::of_store(self.pool.folder(), failure)))
    }

    /// Whether what this laptop would send is what everybody expects of it.
    pub(super) fn sends(&self) -> Result<bool, Stop<T::Error>> {
        Ok(self.setting.has_our_words() && !self.pool.reads_by_own_rules().map_err(other)?)
    }

    /// How much of the team's log is in this folder.
    pub(super) fn heard(&self) -> Result<i64, Stop<T::Error>> {
        Ok(self.pool.sharing().map_err(other)?.map_or(0, |sharing| sharing.heard))
    }

    pub(super) fn look<R>(
        &self,
        look: impl FnOnce(&Connection) -> rusqlite::Result<R>,
    ) -> Result<R, Stop<T::Error>> {
        look(&self.connection).map_err(|error| other(Error::of_store(self.pool.folder(), error.into())))
    }

    pub(super) fn change<R>(
        &mut self,
        change: impl FnOnce(&Connection) -> rusqlite::Result<R>,
    ) -> Result<R, Stop<T::Error>> {
        together(&mut self.connection, change)
            .map_err(|failure| other(Error::of_store(self.pool.folder(), failure)))
    }
}

pub(super) fn other<E: From<Error>>(error: Error) -> Stop<E> {
    Stop::Other(error.into())
}

/// What a candidate is called on the engine of a team: as much of their key as fits a number of every engine. That two of a million have
/// the same happens once in twenty million such pools.
pub(super) fn number_of(key: &Key) -> i64 {
    let [a, b, c, d, e, f, g, h, ..] = key.0;
    i64::from_be_bytes([a & 0x7f, b, c, d, e, f, g, h])
}

/// The revision of a candidate on the engine of a team. Something that happened later counts more than newer rules: whoever reads by
/// these hears of it, and sends it again.
pub(super) fn revision(indexed_at: i64, rules: i64) -> i64 {
    indexed_at * RULES + rules.clamp(0, RULES - 1)
}

/// The number in the name of rules.
fn rules_of(rules: &str) -> i64 {
    rules.split('-').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}
