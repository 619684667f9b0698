//! An open pool and what it is asked.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use candela_extract::DocumentText;
use candela_extract::worker::{Worker, WorkerCommand};
use candela_resumes::Labels;
use rusqlite::{Connection, TransactionBehavior};

use crate::engine::{OpenEngine, Witness};
use crate::index::PoolIndex;
use crate::ranks::Ranks;
use crate::skills::PoolSkills;
use crate::store::{self, Failure};
use crate::{
    Blind, Cancel, Candidate, CandidateId, CandidateRow, Correction, Erasure, Error, FlaggedSignal, Health,
    ImportId, ImportOverview, ImportProgress, ImportReport, ImportRequest, IndexHealth, PoolKey, ResumeFile,
    Rows, Sort, Together, folder, import, samples, shown, vault,
};

/// How many skills a row shows.
const SKILLS_IN_ROW: usize = 8;

/// An open pool. Share it between threads; several processes may have the same one open.
pub struct Pool {
    folder: PathBuf,
    /// What opens an encrypted one.
    key: Option<PoolKey>,
    /// Which file its database is.
    database: Option<(u64, u64)>,
    connection: Mutex<Connection>,
    index: PoolIndex,
    /// The search engine, where the pool has one.
    engine: Mutex<OpenEngine>,
    /// What tells what a team's engine holds that only adds.
    witness: OnceLock<Witness>,
    skills: Mutex<Option<Arc<PoolSkills>>>,
    /// Decisions and tags with the number of their version.
    labels: Mutex<Option<(i64, Labels)>>,
    ranks: Mutex<Ranks>,
    /// Whether it is being read again, which puts what was read anew into the index by itself.
    is_being_reread: AtomicBool,
}

impl Pool {
    /// Opens the pool in `folder`, made for its owner alone when it is missing.
    ///
    /// # Errors
    /// [`Error::Newer`] when a newer Candela made it, [`Error::PoolLocked`] when it is encrypted; nothing is changed then.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        if vault::is_encrypted(folder)? {
            return Err(Error::PoolLocked { folder: folder.to_owned() });
        }
        Self::open_with(folder, None)
    }

    /// Opens the encrypted pool in `folder`.
    ///
    /// # Errors
    /// [`Error::WrongKey`] when it is another pool's key, and those of [`open`](Self::open). Nothing is changed then.
    pub fn unlock(folder: &Path, key: &PoolKey) -> Result<Self, Error> {
        key.check(folder)?;
        vault::clear_leftovers(folder)?;
        Self::open_with(folder, Some(key))
    }

    fn open_with(folder: &Path, key: Option<&PoolKey>) -> Result<Self, Error> {
        folder::create_private(folder)?;
        let connection = store::open(folder, key)?;
        let index = PoolIndex::open(folder, key, &connection)?;
        Ok(Self {
            folder: folder.to_owned(),
            key: key.cloned(),
            database: store::identity(folder),
            connection: Mutex::new(connection),
            index,
            engine: Mutex::default(),
            witness: OnceLock::new(),
            skills: Mutex::default(),
            labels: Mutex::default(),
            ranks: Mutex::default(),
            is_being_reread: AtomicBool::default(),
        })
    }

    /// Opens the pool in `folder`, which must be there already.
    ///
    /// # Errors
    /// [`Error::NoPool`] when it is not, and those of [`open`](Self::open).
    pub fn open_existing(folder: &Path) -> Result<Self, Error> {
        if store::exists(folder) {
            Self::open(folder)
        } else {
            Err(Error::NoPool { folder: folder.to_owned() })
        }
    }

    /// The key of an encrypted pool.
    pub fn key(&self) -> Option<&PoolKey> {
        self.key.as_ref()
    }

    /// Another connection to the database, for long work beside everything else.
    pub(crate) fn connect(&self) -> Result<Connection, Error> {
        store::open(&self.folder, self.key.as_ref())
    }

    /// The folder it lies in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A window onto all candidates, in the given order.
    pub fn candidates(&self, sort: Sort, offset: usize, limit: usize) -> Result<Rows, Error> {
        self.ask(|connection| {
            let listed = store::candidates::list(connection, sort, offset, limit)?;
            let rows = listed.into_iter().map(|listed| row(connection, listed)).collect::<Result<_, _>>()?;
            Ok(Rows { total: store::candidates::count(connection)?, rows })
        })
    }

    /// One candidate, wholly.
    ///
    /// # Errors
    /// [`Error::NoCandidate`] when nobody has this number.
    pub fn candidate(&self, id: CandidateId) -> Result<Candidate, Error> {
        let resume = self.resume_of(id)?;
        self.ask(|connection| {
            let body = store::texts::load(connection, resume)?;
            let hidden = store::layouts::load(connection, resume)?.hidden;
            let signals = store::signals::load(connection, resume)?;
            Ok(Candidate {
                id,
                profile: shown::facts(connection, id, resume)?,
                corrections: standing(store::corrections::list(connection, id)?),
                signals: signals
                    .into_iter()
                    .map(|signal| FlaggedSignal::new(signal, &body, &hidden))
                    .collect(),
                resume: resume_file(connection, resume)?,
            })
        })
    }

    /// The text of a candidate's newest résumé with its pages, boxes, links and hidden parts. Boxes are kept to
    /// a tenth of a point.
    ///
    /// # Errors
    /// [`Error::NoCandidate`] when nobody has this number.
    pub fn document(&self, id: CandidateId) -> Result<DocumentText, Error> {
        let resume = self.resume_of(id)?;
        self.ask(|connection| document_of(connection, resume))
    }

    /// What tells who a candidate is, to be covered in whatever is shown of them.
    ///
    /// # Errors
    /// [`Error::NoCandidate`] when nobody has this number.
    pub fn blind(&self, id: CandidateId) -> Result<Blind, Error> {
        let resume = self.resume_of(id)?;
        self.ask(|connection| {
            let body = store::texts::load(connection, resume)?;
            Ok(Blind::of(&shown::facts(connection, id, resume)?, &body))
        })
    }

    /// The bytes of a candidate's original file, from where it was imported. When that is within an archive or a
    /// message, a reader process takes it out.
    ///
    /// # Errors
    /// [`Error::OriginalGone`] when nothing can be read there, [`Error::OriginalChanged`] when it holds other bytes,
    /// [`Error::Worker`] when no reader process can be started.
    pub fn original(&self, id: CandidateId, reader: &WorkerCommand) -> Result<Vec<u8>, Error> {
        self.original_of_resume(self.resume_of(id)?, reader)
    }

    /// The same of any résumé.
    pub(crate) fn original_of_resume(&self, resume: i64, reader: &WorkerCommand) -> Result<Vec<u8>, Error> {
        let file = self.ask(|connection| store::resumes::load(connection, resume))?;
        let bytes = Worker::new(reader.clone()).load(&file.path).map_err(Error::Worker)?;
        let bytes = bytes.map_err(|source| Error::OriginalGone { path: file.path.clone(), source })?;
        if blake3::hash(&bytes) != file.hash {
            return Err(Error::OriginalChanged { path: file.path });
        }
        Ok(bytes)
    }

    /// Says where the original of a candidate lies now. It counts only when it holds the bytes that were imported.
    ///
    /// # Errors
    /// [`Error::OriginalGone`] when nothing can be read there, [`Error::OriginalChanged`] when it holds other bytes,
    /// [`Error::Worker`] when no reader process can be started.
    pub fn find_original(&self, id: CandidateId, path: &Path, reader: &WorkerCommand) -> Result<(), Error> {
        let resume = self.resume_of(id)?;
        let known = self.ask(|connection| store::resumes::load(connection, resume))?.hash;
        let bytes = Worker::new(reader.clone()).load(path).map_err(Error::Worker)?;
        let bytes = bytes.map_err(|source| Error::OriginalGone { path: path.to_owned(), source })?;
        if blake3::hash(&bytes) != known {
            return Err(Error::OriginalChanged { path: path.to_owned() });
        }
        self.change(|connection| Ok(store::resumes::move_to(connection, resume, path)?))
    }

    /// Reads every file under the paths and keeps the candidates; returns when each path has its status.
    ///
    /// Blocks; `progress` is called on this thread, often. Candidates can be listed and found as it goes.
    ///
    /// # Errors
    /// Those of the pool itself, a full disk before all. What was reported as done until then is kept.
    pub fn import(
        &self,
        request: &ImportRequest,
        progress: &mut dyn FnMut(ImportProgress),
        cancel: &Cancel,
    ) -> Result<ImportReport, Error> {
        self.import_report(import::run(self, request, &import::Source::Paths, None, progress, cancel)?)
    }

    /// The same together with others who import into this pool just now: a file that one of them reads is not read here, and comes
    /// by them. The order of the report is that of the walk, but for such files, which come last.
    pub fn import_together(
        &self,
        request: &ImportRequest,
        together: Together<'_>,
        progress: &mut dyn FnMut(ImportProgress),
        cancel: &Cancel,
    ) -> Result<ImportReport, Error> {
        let source = import::Source::Paths;
        self.import_report(import::run(self, request, &source, Some(together), progress, cancel)?)
    }

    /// Writes the sample résumés, all of invented people, into a folder of the pool and gives that folder: import it.
    pub fn unpack_samples(&self) -> Result<PathBuf, Error> {
        samples::unpack(&self.folder)
    }

    /// Brings the search index up to date where it is behind the database or of another version, unless another process is at it.
    ///
    /// A search brings in what is quickly brought in by itself; a window calls this on the side, so that no search need wait.
    pub fn catch_up_index(&self) -> Result<(), Error> {
        self.catch_up_index_while(&mut |_| true)?;
        if self.index.current().is_outdated() {
            self.index.renew(&mut self.connect()?)?;
        }
        self.catch_up_engine_while(&mut |_| true)
    }

    /// Brings the search index up to date where it is behind the database, while it should go on: asked before each step with how
    /// many candidates are missing.
    pub fn catch_up_index_while(&self, goes_on: &mut dyn FnMut(usize) -> bool) -> Result<(), Error> {
        if self.ask(|connection| Ok(store::candidates::count_behind(connection)?))? == 0 {
            return Ok(());
        }
        self.index.indexing().catch_up_while(&mut self.connect()?, goes_on)
    }

    /// Erases candidates: every fact, text, decision and note of theirs, in the database and in the files of the search index. The
    /// daily backups go wholly, since they hold them; [`backups`](Self::backups) tells of others that do.
    /// Their original files stay where they are; the import's report keeps its line without the file's path. Searches for
    /// a word of their names are forgotten, and so is the place in the list, whatever its search was.
    ///
    /// # Errors
    /// [`Error::NoCandidate`] when nobody has one of the numbers, [`Error::OnHold`] when one must not be erased, [`Error::TooEarly`]
    /// when a rule keeps one for longer and no reason is given; nobody is erased then.
    pub fn erase(&self, ids: &[CandidateId], erasure: &Erasure) -> Result<(), Error> {
        let mut all = Vec::new();
        for id in ids {
            let found = self.ask(|connection| Ok(store::candidates::with_versions(connection, *id)?))?;
            if found.is_empty() {
                return Err(Error::NoCandidate(*id));
            }
            all.extend(found);
        }
        self.refuse_held(ids)?;
        let early = self.early_of(ids, erasure)?;
        // First, so that a crash leaves nobody in a backup who is in the pool no longer.
        self.remove_daily_backups()?;
        let failed = |failure: Failure| Error::of_store(&self.folder, failure);
        let mut connection = self.connect()?;
        self.index.erase(&all, &mut connection, |connection| {
            let mut erase = || -> Result<(), Failure> {
                let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
                ids.iter().try_for_each(|id| store::erased_marks::leave(&transaction, *id, erasure.on))?;
                ids.iter().try_for_each(|id| store::candidates::delete(&transaction, *id))?;
                store::place::clear(&transaction)?;
                early.iter().try_for_each(|early| store::retention::note_early(&transaction, early))?;
                transaction.commit()?;
                // The log still holds the pages as they were.
                connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
                Ok(())
            };
            erase().map_err(failed)
        })?;
        drop(connection);
        // They are erased, and an engine that holds them is told to remove them with whatever is asked next, if not now.
        self.catch_up_engine_while(&mut |_| false).or(Ok(()))
    }

    /// Makes the search index again from the database. The old one answers until the new one is whole.
    pub fn rebuild_index(&self) -> Result<(), Error> {
        self.index.rebuild(&mut self.connect()?)
    }

    /// All imports, newest first.
    pub fn imports(&self) -> Result<Vec<ImportOverview>, Error> {
        self.ask(|connection| {
            let imports = store::imports::list(connection)?;
            imports.into_iter().map(|import| overview(connection, import)).collect()
        })
    }

    /// One import with what became of each path.
    ///
    /// # Errors
    /// [`Error::NoImport`] when there is no such import.
    pub fn import_report(&self, id: ImportId) -> Result<ImportReport, Error> {
        let import =
            self.ask(|connection| Ok(store::imports::find(connection, id)?))?.ok_or(Error::NoImport(id))?;
        self.ask(|connection| {
            Ok(ImportReport {
                overview: overview(connection, import)?,
                items: store::import_items::list(connection, id)?,
            })
        })
    }

    /// Whether everything is whole. Reads the whole database: seconds for a large pool.
    pub fn health(&self) -> Result<Health, Error> {
        let size_bytes = folder::size(&self.folder)?;
        self.ask(|connection| {
            let index = match (self.index.current().verify(), store::candidates::count_behind(connection)?) {
                (Err(fault), _) => IndexHealth::Damaged { reason: fault.to_string() },
                (Ok(()), 0) if self.index.current().is_outdated() => IndexHealth::Outdated,
                (Ok(()), 0) => IndexHealth::Whole,
                (Ok(()), candidates) => IndexHealth::Behind { candidates },
            };
            Ok(Health {
                folder: self.folder.clone(),
                schema: store::schema_version(connection)?,
                candidates: store::candidates::count(connection)?,
                resumes: store::resumes::count(connection)?,
                imports: store::imports::list(connection)?.len(),
                database_faults: store::check(connection)?,
                index,
                index_set_aside: self.index.set_aside(),
                size_bytes,
            })
        })
    }

    /// The candidate's newest résumé.
    pub(crate) fn resume_of(&self, id: CandidateId) -> Result<i64, Error> {
        let listed = self.ask(|connection| Ok(store::candidates::find(connection, id)?))?;
        listed.map(|listed| listed.resume).ok_or(Error::NoCandidate(id))
    }

    pub(crate) fn index(&self) -> &PoolIndex {
        &self.index
    }

    pub(crate) fn ask<T>(
        &self,
        question: impl FnOnce(&Connection) -> Result<T, Failure>,
    ) -> Result<T, Error> {
        question(&self.connection()).map_err(|failure| Error::of_store(&self.folder, failure))
    }

    /// SQLite goes on writing to a file that was deleted, so whoever has written asks whether it is still there.
    ///
    /// # Errors
    /// [`Error::Gone`] when it is not: nobody will find what was written.
    pub(crate) fn still_there(&self) -> Result<(), Error> {
        if store::identity(&self.folder) == self.database {
            Ok(())
        } else {
            Err(Error::Gone { folder: self.folder.clone() })
        }
    }

    /// Changes something, in one transaction.
    pub(crate) fn change<T>(
        &self,
        change: impl FnOnce(&Connection) -> Result<T, Failure>,
    ) -> Result<T, Error> {
        self.change_by(&mut self.connection(), change)
    }

    /// The same by a connection of the caller's own, so that nobody who asks meanwhile waits for it.
    pub(crate) fn change_by<T>(
        &self,
        connection: &mut Connection,
        change: impl FnOnce(&Connection) -> Result<T, Failure>,
    ) -> Result<T, Error> {
        let changed =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(Failure::from);
        changed
            .and_then(|transaction| {
                let answer = change(&transaction)?;
                transaction.commit()?;
                Ok(answer)
            })
            .map_err(|failure| Error::of_store(&self.folder, failure))
            .and_then(|answer| self.still_there().map(|()| answer))
    }

    /// The skills as they were asked for last.
    pub(crate) fn kept_skills(&self) -> &Mutex<Option<Arc<PoolSkills>>> {
        &self.skills
    }

    /// Whether it is being read again.
    pub(crate) fn being_reread(&self) -> &AtomicBool {
        &self.is_being_reread
    }

    /// Decisions and tags as they were read last.
    pub(crate) fn kept_labels(&self) -> &Mutex<Option<(i64, Labels)>> {
        &self.labels
    }

    /// The search engine as it was opened last.
    pub(crate) fn kept_engine(&self) -> &Mutex<OpenEngine> {
        &self.engine
    }

    /// What tells what a team's engine holds that only adds.
    pub(crate) fn witness(&self) -> &OnceLock<Witness> {
        &self.witness
    }

    /// How candidates stand against roles, as it was worked out last.
    pub(crate) fn kept_ranks(&self) -> &Mutex<Ranks> {
        &self.ranks
    }

    /// A thread that panicked while asking has changed nothing: every change is a transaction.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn standing(mut corrections: Vec<Correction>) -> Vec<Correction> {
    corrections.retain(|made| made.undone.is_none());
    corrections
}

/// The text of a résumé with all that is kept of its pages.
pub(crate) fn document_of(connection: &Connection, resume: i64) -> Result<DocumentText, Failure> {
    let file = store::resumes::load(connection, resume)?;
    let layout = store::layouts::load(connection, resume)?;
    Ok(DocumentText {
        format: file.format,
        status: file.status,
        reason: file.reason,
        body: store::texts::load(connection, resume)?,
        pages: layout.pages,
        hidden: layout.hidden,
        links: layout.links,
        warnings: file.warnings,
        modified: file.modified,
        recognition: file.recognition,
    })
}

/// The row of a candidate; `None` when nobody has this number.
pub(crate) fn row_of(connection: &Connection, id: CandidateId) -> Result<Option<CandidateRow>, Failure> {
    store::candidates::find(connection, id)?.map(|listed| row(connection, listed)).transpose()
}

fn row(connection: &Connection, listed: store::candidates::Listed) -> Result<CandidateRow, Failure> {
    Ok(CandidateRow {
        id: listed.id,
        name: listed.name,
        headline: listed.headline,
        location: listed.location,
        years: listed.years,
        skills: store::skills::top(connection, listed.resume, SKILLS_IN_ROW)?,
        signals: store::signals::count(connection, listed.resume)?,
        github: store::contacts::names_github(connection, listed.resume)?,
        decision: store::decisions::of(connection, listed.id)?,
        tags: store::tags::list(connection, listed.id)?,
        path: listed.path,
    })
}

fn resume_file(connection: &Connection, resume: i64) -> Result<ResumeFile, Failure> {
    let file = store::resumes::load(connection, resume)?;
    Ok(ResumeFile {
        path: file.path,
        size_bytes: file.size_bytes,
        format: file.format,
        status: file.status,
        reason: file.reason,
        warnings: file.warnings,
        pages: store::layouts::count_pages(connection, resume)?,
        imported: file.imported,
    })
}

fn overview(connection: &Connection, import: store::imports::Import) -> Result<ImportOverview, Failure> {
    Ok(ImportOverview {
        id: import.id,
        started: import.started,
        finished: import.finished,
        counts: store::import_items::count(connection, import.id)?,
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::testing::{keep_all, pool_of, reading, request};

    #[test]
    fn a_document_comes_back_as_it_was_read() {
        let (_folder, pool) = pool_of(&["Robin Achterberg"]);
        assert_eq!(pool.document(CandidateId(1)).unwrap(), reading("Robin Achterberg", "Django").document);
    }

    #[test]
    fn a_candidate_has_facts_and_quotes() {
        let (_folder, pool) = pool_of(&["Robin Achterberg"]);
        let candidate = pool.candidate(CandidateId(1)).unwrap();
        assert_eq!(candidate.profile, reading("Robin Achterberg", "Django").profile);
        let quotes: Vec<_> = candidate.signals.iter().flat_map(|flagged| &flagged.quotes).collect();
        assert_eq!(quotes, ["Django", "hire me", ""]);
        assert_eq!(candidate.resume.imported, request().at);
    }

    #[test]
    fn a_row_tells_the_candidate_in_short() {
        let (_folder, pool) = pool_of(&["Robin Achterberg"]);
        let row = pool.candidates(Sort::Newest, 0, 1).unwrap().rows.remove(0);
        assert_eq!(row.name.as_deref(), Some("Robin Achterberg"));
        assert_eq!((row.signals.green, row.signals.yellow, row.signals.red), (1, 1, 1));
        assert_eq!(row.skills.len(), 1);
        assert!(row.github);
    }

    #[test]
    fn nobody_is_a_typed_error() {
        let (_folder, pool) = pool_of(&[]);
        assert!(matches!(pool.candidate(CandidateId(7)), Err(Error::NoCandidate(CandidateId(7)))));
        assert!(matches!(pool.import_report(ImportId(7)), Err(Error::NoImport(ImportId(7)))));
        assert!(matches!(pool.search("(", 0, 1), Err(Error::Query(_))));
    }

    #[test]
    fn the_original_is_given_only_while_it_is_the_same() {
        let (folder, pool) = pool_of(&[]);
        let reading = reading("Robin", "Django");
        let path = folder.path().join("cv.txt");
        fs::write(&path, &reading.document.body).unwrap();
        let body = reading.document.body.clone();
        keep_all(&pool.connection(), &[reading]);
        pool.connection().execute("UPDATE resumes SET path = ?1", [path.to_str().unwrap()]).unwrap();
        assert_eq!(pool.original(CandidateId(1), &request().worker).unwrap(), body.as_bytes());
        fs::write(&path, body + "P.S.").unwrap();
        assert!(matches!(
            pool.original(CandidateId(1), &request().worker),
            Err(Error::OriginalChanged { .. })
        ));
        fs::remove_file(&path).unwrap();
        assert!(matches!(pool.original(CandidateId(1), &request().worker), Err(Error::OriginalGone { .. })));
    }

    #[test]
    fn an_original_that_moved_is_found_again_by_its_bytes() {
        let (folder, pool) = pool_of(&[]);
        let reading = reading("Robin", "Django");
        let body = reading.document.body.clone();
        keep_all(&pool.connection(), &[reading]);
        let (right, wrong) = (folder.path().join("moved.txt"), folder.path().join("other.txt"));
        fs::write(&right, &body).unwrap();
        fs::write(&wrong, "somebody else").unwrap();
        let find = |path: &Path| pool.find_original(CandidateId(1), path, &request().worker);
        assert!(matches!(find(&wrong), Err(Error::OriginalChanged { .. })));
        assert!(matches!(find(&folder.path().join("none.txt")), Err(Error::OriginalGone { .. })));
        find(&right).unwrap();
        assert_eq!(pool.original(CandidateId(1), &request().worker).unwrap(), body.as_bytes());
        assert_eq!(pool.candidate(CandidateId(1)).unwrap().resume.path, right);
    }
}
