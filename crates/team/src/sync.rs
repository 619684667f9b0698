//! A folder that follows a team's pool: it tells what was done here, and hears what was done elsewhere.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use candela_extract::worker::WorkerCommand;
use candela_pool::{
    CandidateId, Deed, DocumentHeard, Done, EngineRequest, EngineTruth, Erasure, Heard, Key, Pool, Record,
    Sharing, marks_of,
};
use jiff::civil::Date;

use crate::truth::{Claim, Put, SharedTruth};
use crate::{Error, Role, Server, witness};

/// Candidates, and deeds, that go in one go.
const AT_ONCE: usize = 64;
const DEEDS_AT_ONCE: usize = 500;
/// Keys that one question names.
const KEYS_AT_ONCE: usize = 2000;

/// What a sync did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Synced {
    /// Candidates given to the team.
    pub given: usize,
    /// Candidates got from it.
    pub got: usize,
    /// Deeds that stand there now.
    pub told: usize,
    /// Deeds that somebody else's came before.
    pub refused: usize,
    /// Deeds of others that were heard.
    pub heard: usize,
    /// Candidates who were erased in the team, and so here.
    pub erased: usize,
}

/// How far it is with bringing the team's candidates here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coming {
    /// Candidates who have come.
    pub got: usize,
    /// Of so many that were to come.
    pub of: usize,
}

/// A folder with the team's pool that it follows.
pub struct Follower<'a> {
    pub(crate) pool: &'a Pool,
    pub(crate) server: Server,
}

impl<'a> Follower<'a> {
    /// Lets a folder follow the pool on a server.
    ///
    /// # Errors
    /// [`Error::FollowsAnother`] when it follows another one already.
    pub fn new(pool: &'a Pool, server: Server) -> Result<Self, Error> {
        let address = server.address().identity();
        match pool.sharing()?.and_then(|sharing| sharing.address) {
            Some(follows) if follows != address => {
                return Err(Error::FollowsAnother { folder: pool.folder().to_owned(), follows });
            }
            Some(_) => drop(pool.share()?),
            None => drop(pool.follow(&address)?),
        }
        Ok(Self { pool, server })
    }

    /// The server.
    pub fn server(&mut self) -> &mut Server {
        &mut self.server
    }

    /// The server alone.
    pub fn into_server(self) -> Server {
        self.server
    }

    /// Gives and tells what is here, gets and hears what is there. What was broken off is gone on with the next time, and nothing is
    /// given or done twice. `reader` takes originals out of archives; `today` is the day that erasures are noted with.
    pub fn sync(&mut self, reader: &WorkerCommand, today: Date) -> Result<Synced, Error> {
        self.sync_telling(reader, today, &mut |_| {})
    }

    /// The same, telling how many of those who come are here, who can be listed from then on.
    pub fn sync_telling(
        &mut self,
        reader: &WorkerCommand,
        today: Date,
        tell: &mut dyn FnMut(Coming),
    ) -> Result<Synced, Error> {
        let mut synced = Synced::default();
        // What a reader's folder holds of its own stays in it: nobody would take it.
        if self.server.role()? >= Role::Recruiter {
            self.give(&mut synced, reader, today)?;
        }
        self.tell(&mut synced)?;
        self.tell_documents(&mut synced)?;
        self.hear(&mut synced, today, tell)?;
        self.pool.catch_up_index()?;
        self.feed_engine(&mut |_| false)?;
        self.tell_how_far()?;
        Ok(synced)
    }

    /// Tells how far the folder follows, so that others know where somebody who was erased may still be.
    fn tell_how_far(&mut self) -> Result<(), Error> {
        let Sharing { client, heard, .. } = self.sharing()?;
        let removals = self.pool.engine_state()?.map_or(0, |engine| engine.removals);
        match self.server.follow(&client, heard, removals) {
            // Whatever could be told and heard was.
            Err(Error::ReadOnly { .. } | Error::Full { .. }) => Ok(()),
            told => told,
        }
    }

    /// Uses the search engine that the team has, where it has one, and brings it up to date: takes from it who is to go, and sends whom
    /// it lacks while that should go on. Asked before each step with how many candidates are missing.
    pub fn feed_engine(&mut self, goes_on: &mut dyn FnMut(usize) -> bool) -> Result<(), Error> {
        let engine = self.server.engine()?;
        self.pool.adopt_engine(engine.as_ref())?;
        let Some(engine) = engine else { return Ok(()) };
        if engine.only_adds() && !self.pool.asks_before_answers() {
            self.pool.ask_before_answers(witness::of(&self.server)?);
        }
        self.pool.catch_up_team_engine(&mut self.server, goes_on)
    }

    /// Gives the team a search engine, with an empty index that [`feed_engine`](Self::feed_engine) fills. Whether the secret of its login
    /// is kept in the system's keychain is told.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] unless this login is an administrator; [`Error::Folder`] when the engine cannot be used, or the team has one.
    pub fn set_engine(&mut self, request: &EngineRequest) -> Result<bool, Error> {
        if let Some(engine) = self.server.engine()? {
            return Err(candela_pool::Error::EngineSet { address: engine.address().to_owned() }.into());
        }
        self.pool.set_team_engine(request, |engine| self.server.set_engine(engine))
    }

    /// Gives the team the search engine that the address names, where it names one and the team has none; whether it was given now.
    ///
    /// # Errors
    /// [`Error::OtherEngine`], [`Error::EngineNotGiven`], and [`Error::Folder`] when the engine cannot be used: nothing is changed then.
    pub fn settle_engine(&mut self) -> Result<bool, Error> {
        let Some(named) = self.server.engine_to_give()? else { return Ok(false) };
        match self.set_engine(&named.request()?) {
            // Another administrator was first, with the same one or another.
            Err(Error::Folder(candela_pool::Error::EngineSet { .. })) => {
                self.server.engine_to_give().map(|_| false)
            }
            given => given.map(|_| true),
        }
    }

    /// Takes the team's index from its search engine, and the engine from the team.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] unless this login is an administrator; [`Error::Folder`] when the team has none or the engine does not do it:
    /// nothing is changed then.
    pub fn remove_engine(&mut self) -> Result<(), Error> {
        // Who may not do it is told so before the index is gone.
        if self.server.role()? == Role::Administrator {
            let engine = self.server.engine()?;
            self.pool.adopt_engine(engine.as_ref())?;
            self.pool.remove_team_index()?;
        }
        self.server.forget_engine()?;
        self.pool.adopt_engine(None)?;
        Ok(())
    }

    /// Only tells what was done here; what became of it.
    pub fn tell_waiting(&mut self) -> Result<Synced, Error> {
        let mut synced = Synced::default();
        self.tell(&mut synced)?;
        self.tell_documents(&mut synced)?;
        Ok(synced)
    }

    /// Says that somebody is at a candidate, for a time; who else is, when somebody is.
    pub fn claim(
        &mut self,
        candidate: CandidateId,
        author: &str,
        time: Duration,
    ) -> Result<Option<Claim>, Error> {
        let key = self.pool.key_of(candidate)?;
        self.server.claim(&key, author, time)
    }

    /// Gets the original of a candidate from the team into the folder; `false` when the team has none.
    pub fn fetch_original(&mut self, candidate: CandidateId) -> Result<bool, Error> {
        let key = self.pool.key_of(candidate)?;
        match self.server.original(&key)? {
            Some(bytes) => {
                self.pool.keep_original(&key, &bytes)?;
                Ok(true)
            }
            None => Ok(false),
        }
    }

    /// Gets the originals of all candidates that the team has and this machine has not; how many.
    pub fn fetch_originals(&mut self, reader: &WorkerCommand) -> Result<usize, Error> {
        let (mut last, mut fetched) = (0, 0);
        loop {
            let page = self.pool.keys_after(last, AT_ONCE)?;
            let Some((number, _)) = page.last() else { return Ok(fetched) };
            last = *number;
            for (_, key) in &page {
                if self.pool.original_of_key(key, reader)?.is_none()
                    && let Some(bytes) = self.server.original(key)?
                {
                    self.pool.keep_original(key, &bytes)?;
                    fetched += 1;
                }
            }
        }
    }

    /// Erases candidates, with the versions of them, for the whole team, and then here.
    pub fn erase(&mut self, candidates: &[CandidateId], erasure: &Erasure) -> Result<(), Error> {
        self.pool.may_erase(candidates, erasure)?;
        // That somebody may be erased again, perhaps.
        self.tell_documents(&mut Synced::default())?;
        let mut keys = Vec::new();
        for candidate in candidates {
            for version in self.pool.versions(*candidate)? {
                keys.push(self.pool.key_of(version.candidate)?);
            }
        }
        self.server.erase(&keys, erasure.on)?;
        self.pool.erase(candidates, erasure)?;
        self.feed_engine(&mut |_| false)
    }

    fn sharing(&self) -> Result<Sharing, Error> {
        Ok(match self.pool.sharing()? {
            Some(sharing) => sharing,
            // A backup of before was restored meanwhile.
            None => self.pool.follow(&self.server.address().identity())?,
        })
    }

    fn give(&mut self, synced: &mut Synced, reader: &WorkerCommand, today: Date) -> Result<(), Error> {
        while let Some(page) = self.give_page(synced, reader)? {
            for key in &page.erased {
                self.erase_here(key, today, synced)?;
            }
            self.pool.note_given(page.last)?;
        }
        Ok(())
    }

    /// The same while an import goes on here, until there is somebody to be erased: that waits for its end.
    pub(crate) fn give_meanwhile(&mut self, reader: &WorkerCommand) -> Result<(), Error> {
        while let Some(page) = self.give_page(&mut Synced::default(), reader)? {
            if !page.erased.is_empty() {
                return Ok(());
            }
            self.pool.note_given(page.last)?;
        }
        Ok(())
    }

    /// Gives the next candidates that the team is not known to have; `None` when it has all.
    fn give_page(&mut self, synced: &mut Synced, reader: &WorkerCommand) -> Result<Option<Page>, Error> {
        let page = self.pool.keys_after(self.sharing()?.given, KEYS_AT_ONCE)?;
        let Some((last, _)) = page.last().copied() else { return Ok(None) };
        let keys: Vec<Key> = page.into_iter().map(|(_, key)| key).collect();
        let mut erased = Vec::new();
        for unknown in self.server.unknown(&keys)?.chunks(AT_ONCE) {
            let found = unknown.iter().map(|key| self.pool.record(key)).collect::<Result<Vec<_>, _>>()?;
            let records: Vec<_> = found.into_iter().flatten().collect();
            for (record, put) in records.iter().zip(self.server.put(&records)?) {
                match put {
                    Put::In { .. } => synced.given += 1,
                    Put::Known => {}
                    Put::Erased => erased.push(record.key),
                }
            }
        }
        for key in self.server.without_original(&keys)? {
            if let Some(bytes) = self.pool.original_of_key(&key, reader)? {
                self.server.put_original(&key, &bytes)?;
            }
        }
        Ok(Some(Page { last, erased }))
    }

    fn tell(&mut self, synced: &mut Synced) -> Result<(), Error> {
        loop {
            let mut deeds = self.pool.waiting_deeds(DEEDS_AT_ONCE)?;
            if self.server.role()? < Role::Recruiter {
                deeds.retain(|deed| deed.done == Done::Seen);
            }
            if deeds.is_empty() {
                return Ok(());
            }
            let heard = self.server.tell(&deeds)?;
            for heard in &heard {
                match heard {
                    Heard::Stands | Heard::Known => synced.told += 1,
                    Heard::Refused(_) => synced.refused += 1,
                    Heard::Gone | Heard::Taken => {}
                }
            }
            let is_taken = |(deed, heard): (&Deed, &Heard)| *heard == Heard::Taken && !deed.name.is_given();
            let is_taken = deeds.iter().zip(&heard).any(is_taken);
            self.pool.note_heard(&deeds.into_iter().zip(heard).collect::<Vec<_>>())?;
            if is_taken {
                // The folder was brought back from a backup, and counts by numbers that it has used.
                self.server.forget_follower(&self.sharing()?.client)?;
                self.pool.begin_anew()?;
            }
        }
    }

    fn tell_documents(&mut self, synced: &mut Synced) -> Result<(), Error> {
        if self.server.role()? < Role::Recruiter {
            return Ok(());
        }
        loop {
            let telling = self.pool.waiting_documents(AT_ONCE)?;
            if telling.is_empty() {
                return Ok(());
            }
            let heard = self.server.write_documents(&telling)?;
            synced.told += heard.iter().filter(|heard| matches!(heard, DocumentHeard::Stands(_))).count();
            let told = telling.into_iter().map(|telling| telling.document).zip(heard);
            self.pool.note_documents(&told.collect::<Vec<_>>())?;
        }
    }

    /// Hears what was written between two numbers of the log.
    fn hear_documents(&mut self, since: i64, until: i64, synced: &mut Synced) -> Result<(), Error> {
        let mut last = since;
        while last < until {
            let page = self.server.documents_after(last, AT_ONCE)?;
            let Some((seq, _)) = page.last() else { return Ok(()) };
            last = *seq;
            // One that is written again after this is heard then.
            let heard = page.into_iter().filter(|(seq, _)| *seq <= until);
            let heard: Vec<_> =
                heard.filter_map(|(seq, document)| document.map(|document| (seq, document))).collect();
            synced.heard += heard.len();
            self.pool.take_documents(&heard)?;
        }
        Ok(())
    }

    fn hear(&mut self, synced: &mut Synced, today: Date, tell: &mut dyn FnMut(Coming)) -> Result<(), Error> {
        let since = self.sharing()?.heard;
        let until = self.server.last()?;
        if until == since {
            return Ok(());
        }
        self.get(since, synced, tell)?;
        self.hear_of_erased(since, until, today, synced)?;
        self.hear_documents(since, until, synced)?;
        let mut last = since;
        loop {
            let mut page = self.server.deeds_after(last, DEEDS_AT_ONCE)?;
            // What came later speaks, perhaps, of candidates who came later.
            page.retain(|(seq, _)| *seq <= until);
            let Some((seq, _)) = page.last() else { break };
            last = *seq;
            synced.heard += page.len();
            let deeds: Vec<_> = page.into_iter().map(|(_, deed)| deed).collect();
            self.pool.take_deeds(&deeds, last)?;
        }
        Ok(self.pool.take_deeds(&[], until)?)
    }

    /// Gets who came after a number, storing some while the next are on their way.
    fn get(&mut self, since: i64, synced: &mut Synced, tell: &mut dyn FnMut(Coming)) -> Result<(), Error> {
        let of = self.server.count_after(since)?;
        let (pool, server) = (self.pool, &mut self.server);
        let stored = &AtomicUsize::new(0);
        // Others may have come since they were counted.
        let mut tell = |got| tell(Coming { got, of: of.max(got) });
        let known = thread::scope(|scope| {
            let (send, coming) = sync_channel::<Vec<Record>>(2);
            let storing = scope.spawn(move || -> Result<(), Error> {
                for records in coming {
                    stored.fetch_add(pool.take_records(&records)?, Ordering::Relaxed);
                }
                Ok(())
            });
            let mut tell = |known| tell(known + stored.load(Ordering::Relaxed));
            let fetched = fetch(pool, server, since, &send, &mut tell);
            drop(send);
            storing.join().expect("what panics there is a fault of ours")?;
            fetched
        })?;
        let stored = stored.load(Ordering::Relaxed);
        tell(known + stored);
        synced.got += stored;
        Ok(())
    }

    fn hear_of_erased(
        &mut self,
        since: i64,
        until: i64,
        today: Date,
        synced: &mut Synced,
    ) -> Result<(), Error> {
        let marks = self.server.erased_between(since, until)?;
        if marks.is_empty() {
            return Ok(());
        }
        let salt = self.server.salt()?;
        let mut after = 0;
        loop {
            let page = self.pool.keys_after(after, 1000)?;
            let Some((last, _)) = page.last().copied() else { return Ok(()) };
            after = last;
            for (_, key) in page {
                if marks.contains(&marks_of(&salt, &key, &[]).0) {
                    self.erase_here(&key, today, synced)?;
                }
            }
        }
    }

    fn erase_here(&self, key: &Key, today: Date, synced: &mut Synced) -> Result<(), Error> {
        if let Some(candidate) = self.pool.of_key(key)? {
            let reason = Some("erased in the team's pool".to_owned());
            let erasure = Erasure { on: today, author: self.server.address().login.clone(), reason };
            // Whoever erased them in the team knew of no hold any more: it went with them, and nobody is told that it was released.
            self.pool.release(&[candidate])?;
            self.pool.erase(&[candidate], &erasure)?;
            synced.erased += 1;
        }
        Ok(())
    }
}

/// Candidates that were looked at together on their way to the team.
struct Page {
    /// The last of them, by the number of their résumé here.
    last: i64,
    /// Who was erased in the team, and is to go from here.
    erased: Vec<Key>,
}

/// Sends on whoever came after a number and is not here, until nobody takes them any more; how many were here already. That number
/// is told after each step.
fn fetch(
    pool: &Pool,
    server: &mut Server,
    since: i64,
    send: &SyncSender<Vec<Record>>,
    tell: &mut dyn FnMut(usize),
) -> Result<usize, Error> {
    let (mut last, mut known) = (since, 0);
    loop {
        let page = server.keys_after(last, KEYS_AT_ONCE)?;
        let Some((arrived, _)) = page.last() else { return Ok(known) };
        last = *arrived;
        let keys: Vec<Key> = page.into_iter().map(|(_, key)| key).collect();
        let lacking = pool.lacking(&keys)?;
        known += keys.len() - lacking.len();
        for keys in lacking.chunks(AT_ONCE) {
            if send.send(server.get(keys)?).is_err() {
                return Ok(known);
            }
            tell(known);
        }
    }
}
