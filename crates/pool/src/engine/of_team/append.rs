//! Feeding the engine of a team that only adds: in turns, over what stands on the team's server of all that was ever sent.

use std::collections::{BTreeMap, BTreeSet};

use candela_engine::{Key as Document, Revised};
use candela_resumes::Entry;

use super::feed::{ASKED_AT_ONCE, Feeding, RULES, Stop, Wanted, number_of, revision};
use super::record::{EngineRecord, EngineTurn, Noted, document};
use crate::engine::{number, pair};
use crate::shared::Key;
use crate::store::{self, engine_of_team};

impl<T: EngineRecord> Feeding<'_, T> {
    /// Brings the engine up to date where this laptop has the turn, and notes whom it finds by now.
    pub(super) fn feed_by_turns(
        &mut self,
        to_remove: &[(Key, bool)],
        goes_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<(), Stop<T::Error>> {
        // What is left out of answers is known before each of them, not from here.
        self.engine = self.engine.without([], []);
        let sends = self.sends()?;
        if sends {
            self.change(|connection| engine_of_team::give_numbers(connection, number_of))?;
        }
        let is_behind = sends && self.look(store::engine::count_behind)? > 0;
        let index = self.look(store::engine::index)?;
        let Some(holdings) = self.team.holdings().map_err(Stop::Other)? else { return Ok(()) };
        let has_work =
            is_behind || index.trouble.is_some() || !to_remove.is_empty() || !holdings.left_out.is_empty();
        // An index of another name is heard of before the next time.
        if !has_work || holdings.index != self.setting.name {
            return Ok(());
        }
        let fed = self.take_turn().and_then(|()| self.feed_in_turn(sends, to_remove, goes_on));
        if self.has_turn {
            let given = self.team.end_turn(&self.turn());
            return fed.and(given.map_err(Stop::Other));
        }
        fed
    }

    fn feed_in_turn(
        &mut self,
        sends: bool,
        to_remove: &[(Key, bool)],
        goes_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<(), Stop<T::Error>> {
        if sends && !self.engine.exists()? {
            // Whoever has the turn makes it anew.
            if !self.has_turn || !self.make_anew_in_turn()? {
                return Ok(());
            }
        } else if sends && !self.look(store::engine::index)?.is_made {
            self.change(store::engine::begin)?;
        }
        if self.has_turn {
            self.confirm()?;
            self.drop_merged()?;
            self.sweep()?;
            self.strike_off(to_remove)?;
            if sends && !self.is_as_noted()? {
                // Something that is not written down would be counted, or is missing: nobody can tell it from the rest.
                self.take_turn()?;
                if !self.has_turn {
                    return Ok(());
                }
                self.engine.remove()?;
                if !self.make_anew_in_turn()? {
                    return Ok(());
                }
            }
        }
        if sends {
            self.go_through_missing(goes_on)?;
        }
        Ok(())
    }

    fn turn(&self) -> EngineTurn {
        EngineTurn { index: self.setting.name.clone(), feeder: self.feeder.clone() }
    }

    fn take_turn(&mut self) -> Result<(), Stop<T::Error>> {
        let turn = self.turn();
        self.has_turn = self.team.begin_turn(&turn).map_err(Stop::Other)?;
        Ok(())
    }

    /// Makes the index anew; whether this laptop goes on to fill it.
    fn make_anew_in_turn(&mut self) -> Result<bool, Stop<T::Error>> {
        let is_there = self.make_anew()?;
        if is_there {
            self.take_turn()?;
        }
        Ok(is_there && self.has_turn)
    }

    fn note(&mut self, noted: &Noted) -> Result<(), Stop<T::Error>> {
        if *noted == Noted::default() {
            return Ok(());
        }
        let turn = self.turn();
        self.team.note(&turn, noted).map_err(Stop::Other)
    }

    /// Looks whether what was sent stands there by now. What stands there twice, and what should be there and is not, never counts: its
    /// candidate is sent again under another number.
    fn confirm(&mut self) -> Result<(), Stop<T::Error>> {
        let mut last = 0;
        loop {
            let some = self.team.on_the_way(last, ASKED_AT_ONCE).map_err(Stop::Other)?;
            let Some(furthest) = some.last() else { return Ok(()) };
            last = furthest.sending;
            let times = self.times_held(some.iter().map(|one| one.key))?;
            let mut noted = Noted::default();
            for one in &some {
                match times.get(&document(&one.key, one.sending)) {
                    Some(1) => noted.found.push(one.sending),
                    None if !one.is_late => {}
                    _ => noted.older.push(one.sending),
                }
            }
            self.note(&noted)?;
        }
    }

    /// How often each document of some candidates stands on the engine.
    fn times_held(
        &self,
        keys: impl Iterator<Item = Key>,
    ) -> Result<BTreeMap<Document, usize>, Stop<T::Error>> {
        let numbers: BTreeSet<u64> = keys.map(|key| number(number_of(&key))).collect();
        let mut times = BTreeMap::new();
        for held in self.engine.held(&numbers.into_iter().collect::<Vec<_>>())? {
            *times.entry(held).or_default() += 1;
        }
        Ok(times)
    }

    /// Whoever is a version of somebody else counts no more, as far as this folder has heard: whoever was parted again since was sent with
    /// a higher revision.
    fn drop_merged(&mut self) -> Result<(), Stop<T::Error>> {
        let heard = self.heard()?;
        let merged = self.look(engine_of_team::merged_keys)?;
        let turn = self.turn();
        for some in merged.chunks(ASKED_AT_ONCE) {
            self.team.drop_up_to(&turn, some, revision(heard, RULES - 1)).map_err(Stop::Other)?;
        }
        Ok(())
    }

    /// Tells the engine to remove what does not count, and strikes off the list what cannot be there any more.
    fn sweep(&mut self) -> Result<(), Stop<T::Error>> {
        let older = self.team.older().map_err(Stop::Other)?;
        let due: Vec<_> = older.iter().filter(|one| one.is_due).collect();
        for some in due.chunks(ASKED_AT_ONCE) {
            let documents: Vec<_> = some.iter().map(|one| document(&one.key, one.sending)).collect();
            self.engine.sweep(&documents)?;
            let ordered = some.iter().map(|one| one.sending).collect();
            self.note(&Noted { ordered, ..Noted::default() })?;
        }
        let settled: Vec<_> = older.iter().filter(|one| one.is_settled).collect();
        for some in settled.chunks(ASKED_AT_ONCE) {
            let times = self.times_held(some.iter().map(|one| one.key))?;
            let is_gone = |key: &Key, sending| !times.contains_key(&document(key, sending));
            let gone =
                some.iter().filter(|one| is_gone(&one.key, one.sending)).map(|one| one.sending).collect();
            self.note(&Noted { gone, ..Noted::default() })?;
        }
        Ok(())
    }

    /// Lets the team know of which of those who were erased the engine counts nothing. Their documents stand among what does not count.
    fn strike_off(&mut self, to_remove: &[(Key, bool)]) -> Result<(), Stop<T::Error>> {
        let settled: Vec<Key> =
            to_remove.iter().filter(|(_, settled)| *settled).map(|(key, _)| *key).collect();
        for some in settled.chunks(ASKED_AT_ONCE) {
            let numbers: Vec<u64> = some.iter().map(|key| number(number_of(key))).collect();
            let there: BTreeSet<u64> =
                self.engine.held(&numbers)?.into_iter().map(|held| held.candidate).collect();
            let gone: Vec<Key> = some
                .iter()
                .zip(&numbers)
                .filter(|(_, number)| !there.contains(number))
                .map(|(key, _)| *key)
                .collect();
            if !gone.is_empty() {
                self.team.removed(&gone).map_err(Stop::Other)?;
            }
        }
        Ok(())
    }

    /// Whether the engine holds as many documents as count, beside those that are left out. Asked twice, since somebody may be erased
    /// between the two questions.
    fn is_as_noted(&mut self) -> Result<bool, Stop<T::Error>> {
        for _ in 0..2 {
            let Some(holdings) = self.team.holdings().map_err(Stop::Other)? else { return Ok(true) };
            if holdings.index != self.setting.name || holdings.is_too_much() {
                return Ok(true);
            }
            if self.engine.without([], holdings.documents_left_out()).count_shown()? == holdings.found {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Notes which of these candidates the engine finds, and with the turn sends the others: each under a number of its own that is
    /// written down before.
    pub(super) fn append(&mut self, behind: &[engine_of_team::Behind]) -> Result<(), Stop<T::Error>> {
        let wanted = self.wanted(behind)?;
        let keys: Vec<Key> = wanted.iter().map(|wanted| wanted.behind.key).collect();
        let counting = self.team.counting(&keys).map_err(Stop::Other)?;
        let counts = |wanted: &Wanted<'_>| {
            counting.get(&wanted.behind.key).filter(|counts| number(counts.revision) >= wanted.revision)
        };
        self.change(|connection| {
            for wanted in &wanted {
                let (candidate, revision) = (wanted.behind.candidate.0, wanted.behind.revision);
                match counts(wanted).map(|counts| &counts.refused) {
                    Some(Some(said)) => store::engine::refuse(connection, candidate, revision, said)?,
                    Some(None) => store::engine::find(connection, candidate, revision)?,
                    None => {}
                }
            }
            Ok(())
        })?;
        let missing: Vec<_> = wanted.iter().filter(|wanted| counts(wanted).is_none()).collect();
        if self.has_turn && !missing.is_empty() { self.send_new(&missing) } else { Ok(()) }
    }

    fn send_new(&mut self, missing: &[&Wanted<'_>]) -> Result<(), Stop<T::Error>> {
        let entries = self.entries(missing)?;
        let of = |entry: &Entry| missing.iter().find(|wanted| number(wanted.behind.number) == entry.id);
        let coming: Vec<(Key, i64)> = entries
            .iter()
            .filter_map(|(entry, revision)| Some((of(entry)?.behind.key, revision.cast_signed())))
            .collect();
        let turn = self.turn();
        let numbered = self.team.send(&turn, &coming).map_err(Stop::Other)?;
        let sent: Vec<Revised<'_>> = entries
            .iter()
            .filter_map(|(entry, _)| {
                let sending = numbered.get(&of(entry)?.behind.key)?;
                Some(Revised { entry, revision: number(*sending) })
            })
            .collect();
        if sent.is_empty() {
            return Ok(());
        }
        let report = self.engine.put(&sent);
        let sendings =
            |documents: &[Document]| documents.iter().map(|document| pair(document).1).collect::<Vec<_>>();
        let taken = [sendings(&report.taken), sendings(&report.known)].concat();
        let refused =
            report.refused.into_iter().map(|refusal| (pair(&refusal.key).1, refusal.said)).collect();
        // What it did not answer for stays as it is: it may be there.
        self.note(&Noted { taken, refused, gone: sendings(&report.left), ..Noted::default() })?;
        report.why.map_or(Ok(()), |why| Err(why.into()))
    }
}
