//! An open pool and what it is asked.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use candela_extract::DocumentText;
use rusqlite::Connection;

use crate::store::{self, Failure};
use crate::{
    Cancel, Candidate, CandidateId, CandidateRow, Error, FlaggedSignal, Found, Health, ImportId,
    ImportOverview, ImportProgress, ImportReport, ImportRequest, IndexHealth, ResumeFile, Rows, Sort, folder,
    import,
};

/// How many skills a row shows.
const SKILLS_IN_ROW: usize = 8;

/// An open pool. Share it between threads; several processes may have the same one open.
#[derive(Debug)]
pub struct Pool {
    folder: PathBuf,
    connection: Mutex<Connection>,
}

impl Pool {
    /// Opens the pool in `folder`, made for its owner alone when it is missing.
    ///
    /// # Errors
    /// [`Error::Newer`] when a newer Candela made it; nothing is changed then.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        folder::create_private(folder)?;
        let connection = store::open(folder)?;
        Ok(Self { folder: folder.to_owned(), connection: Mutex::new(connection) })
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
                profile: store::facts::load(connection, resume)?,
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
        self.ask(|connection| {
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
            })
        })
    }

    /// The bytes of a candidate's original file, from where it was imported.
    ///
    /// # Errors
    /// [`Error::OriginalGone`] when nothing can be read there, [`Error::OriginalChanged`] when it holds other bytes.
    pub fn original(&self, id: CandidateId) -> Result<Vec<u8>, Error> {
        let resume = self.resume_of(id)?;
        let file = self.ask(|connection| store::resumes::load(connection, resume))?;
        let gone = |source| Error::OriginalGone { path: file.path.clone(), source };
        let mut bytes = Vec::new();
        // One byte more than expected tells a file that has grown.
        File::open(&file.path)
            .and_then(|original| original.take(file.size_bytes + 1).read_to_end(&mut bytes))
            .map_err(gone)?;
        if blake3::hash(&bytes) != file.hash {
            return Err(Error::OriginalChanged { path: file.path });
        }
        Ok(bytes)
    }

    /// The candidates that match what was typed, best first.
    ///
    /// # Errors
    /// [`Error::Query`] when the text is no query.
    pub fn search(&self, text: &str, offset: usize, limit: usize) -> Result<Found, Error> {
        let _ = (text, offset, limit);
        Ok(Found { total: 0, rows: Vec::new(), expansions: Vec::new() })
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
        let mut connection = store::open(&self.folder)?;
        let import = import::run(&mut connection, request, progress, cancel)
            .map_err(|failure| Error::of_store(&self.folder, failure))?;
        self.import_report(import)
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
            let index = match store::candidates::count_behind(connection)? {
                0 => IndexHealth::Whole,
                candidates => IndexHealth::Behind { candidates },
            };
            Ok(Health {
                folder: self.folder.clone(),
                schema: store::schema_version(connection)?,
                candidates: store::candidates::count(connection)?,
                resumes: store::resumes::count(connection)?,
                imports: store::imports::list(connection)?.len(),
                database_faults: store::check(connection)?,
                index,
                size_bytes,
            })
        })
    }

    /// The candidate's newest résumé.
    fn resume_of(&self, id: CandidateId) -> Result<i64, Error> {
        let listed = self.ask(|connection| Ok(store::candidates::find(connection, id)?))?;
        listed.map(|listed| listed.resume).ok_or(Error::NoCandidate(id))
    }

    fn ask<T>(&self, question: impl FnOnce(&Connection) -> Result<T, Failure>) -> Result<T, Error> {
        question(&self.connection()).map_err(|failure| Error::of_store(&self.folder, failure))
    }

    /// A thread that panicked while asking has changed nothing: every change is a transaction.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
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
