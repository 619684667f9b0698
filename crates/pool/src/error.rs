//! What can go wrong with a pool.

use std::io;
use std::path::{Path, PathBuf};

use candela_extract::source::Refusal;
use candela_extract::worker::WorkerError;
use candela_resumes::{IndexError, QueryError};
use rusqlite::ErrorCode;

use crate::store::Failure;
use crate::{CandidateId, ImportId, folder};

/// Why a pool did not do what it was asked. A bad résumé is never an error: it is an import item with a status.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The operating system names no folder for application data.
    #[error("no folder for application data is known here")]
    NoDataFolder,
    /// No pool is there yet.
    #[error("there is no pool in `{}` yet: import a résumé first", folder.display())]
    NoPool {
        /// Where one was looked for.
        folder: PathBuf,
    },
    /// There is no such correction, or it was taken back before.
    #[error("there is no correction {0} that holds")]
    NoCorrection(crate::CorrectionId),
    /// The résumé names no account on GitHub.
    #[error("the résumé of candidate {0} names no GitHub account")]
    NoGithub(CandidateId),
    /// No note has this number, or not any more.
    #[error("there is no note {0}")]
    NoNote(crate::NoteId),
    /// Nothing is written.
    #[error("the note is empty")]
    EmptyNote,
    /// No search was saved under this number, or it was removed.
    #[error("there is no saved search {}", .0.0)]
    NoSavedSearch(crate::SavedSearchId),
    /// A search is to be saved without a name.
    #[error("expected a name for the search, found none")]
    NoSearchName,
    /// A file is no table of applicants, or not the one that is meant.
    #[error("`{}` cannot be brought in as a table: expected {expected}", path.display())]
    Table {
        /// What was given.
        path: PathBuf,
        /// What was expected, and what was found.
        expected: String,
    },
    /// A folder cannot be watched.
    #[error("`{}` cannot be watched: {reason}", path.display())]
    NotWatched {
        /// What was given.
        path: PathBuf,
        /// Why.
        reason: &'static str,
    },
    /// Somebody else in the team decided after a step that was to be taken back, or made again.
    #[error("this cannot be taken back: {decided} on candidate {candidate} since")]
    DecidedSince {
        /// On whom.
        candidate: CandidateId,
        /// Who said what.
        decided: String,
    },
    /// What was typed makes no tag.
    #[error("expected a tag of a few words without commas and quotes, found `{typed}`")]
    NoTag {
        /// What was given.
        typed: String,
    },
    /// A correction that cannot be meant so.
    #[error("this correction cannot be made: expected {expected}")]
    Correction {
        /// What was expected, and what was found.
        expected: String,
    },
    /// A skill that is in no taxonomy.
    #[error("`{name}` is no skill in the index: add it first")]
    NoSkill {
        /// What was given.
        name: String,
    },
    /// A skill of the recruiter's own that does not fit the others.
    #[error("this skill cannot be added: {expected}")]
    OwnSkill {
        /// What was expected instead.
        expected: String,
    },
    /// The pool's folder or a file in it cannot be used.
    #[error("the pool's `{}` cannot be used", path.display())]
    Folder {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A newer Candela made this pool. Nothing in it was touched.
    #[error("the pool in `{}` was made by a newer Candela: please update this one", folder.display())]
    Newer {
        /// The pool's folder.
        folder: PathBuf,
    },
    /// No room is left on the disk. What was confirmed before is safe.
    #[error("the disk that holds `{}` is full", folder.display())]
    DiskFull {
        /// The pool's folder.
        folder: PathBuf,
    },
    /// Another process held the database for longer than is waited.
    #[error("the pool in `{}` is busy: another program is writing to it", folder.display())]
    Busy {
        /// The pool's folder.
        folder: PathBuf,
    },
    /// The folder, or the drive it is on, takes no changes.
    #[error("the pool in `{}` cannot be changed: it is read-only", folder.display())]
    ReadOnly {
        /// The pool's folder.
        folder: PathBuf,
    },
    /// The folder was moved or deleted while the pool was open. What was being done is not kept.
    #[error("the pool in `{}` is gone: was its folder moved, or is its drive away? The last change is not kept", folder.display())]
    Gone {
        /// Where it was.
        folder: PathBuf,
    },
    /// The database file is damaged. A backup brings back what it held.
    #[error("the database of the pool `{}` is damaged: restore a backup of it", folder.display())]
    Damaged {
        /// The pool's folder.
        folder: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// A backup's file cannot be written or read.
    #[error("the backup `{}` cannot be written or read", path.display())]
    BackupFile {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Something else was given as a backup.
    #[error("`{}` is no backup of Candela", path.display())]
    NotABackup {
        /// The file.
        path: PathBuf,
    },
    /// A newer Candela wrote the backup.
    #[error("the backup `{}` was made by a newer Candela: please update this one", path.display())]
    BackupNewer {
        /// The file.
        path: PathBuf,
    },
    /// A backup is not as it was written.
    #[error("the backup `{}` is damaged: another one may be whole", path.display())]
    BackupDamaged {
        /// The file.
        path: PathBuf,
    },
    /// A backup is locked, and no passphrase was given.
    #[error("the backup `{}` is locked: its passphrase opens it", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// Another passphrase locked the backup.
    #[error("the backup `{}` was locked with another passphrase", path.display())]
    WrongPassphrase {
        /// The file.
        path: PathBuf,
    },
    /// A pool is encrypted, and nothing was given that opens it.
    #[error("the pool in `{}` is encrypted: its passphrase opens it", folder.display())]
    PoolLocked {
        /// The pool's folder.
        folder: PathBuf,
    },
    /// Another passphrase locked a pool.
    #[error("this is not the passphrase of the pool in `{}`", folder.display())]
    WrongPoolPassphrase {
        /// The pool's folder.
        folder: PathBuf,
    },
    /// The key of another pool was given.
    #[error("this is not the key of the pool in `{}`", folder.display())]
    WrongKey {
        /// The pool's folder.
        folder: PathBuf,
    },
    /// The key file of an encrypted pool cannot be read.
    #[error("the key file `{}` of the pool cannot be read", path.display())]
    KeyFile {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The key file of an encrypted pool is not as it was written. That of any backup since the pool was encrypted opens it too.
    #[error("the key file `{}` of the pool is damaged: restore a backup", path.display())]
    KeyDamaged {
        /// The file.
        path: PathBuf,
    },
    /// A passphrase for a pool that is found by trying.
    #[error("expected a passphrase of at least eight characters: a few words that nobody would guess")]
    ShortPassphrase,
    /// A pool is to be encrypted that is.
    #[error("the pool in `{}` is encrypted already", folder.display())]
    Encrypted {
        /// The pool's folder.
        folder: PathBuf,
    },
    /// A pool can be encrypted or decrypted only while nobody uses it.
    #[error("the pool in `{}` is in use: close the window and every command that has it open", folder.display())]
    InUse {
        /// The pool's folder.
        folder: PathBuf,
    },
    /// The SQLite of this program cannot encrypt.
    #[error("this build of Candela cannot encrypt a pool")]
    NoCipher,
    /// A backup would be put over a pool.
    #[error("a pool is in `{}` already", folder.display())]
    PoolExists {
        /// The pool's folder.
        folder: PathBuf,
    },
    /// The database says no.
    #[error("the database of the pool `{}` failed", folder.display())]
    Database {
        /// The pool's folder.
        folder: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// The database's tables could not be brought up to date.
    #[error("the tables of the pool `{}` cannot be brought up to date", folder.display())]
    Migration {
        /// The pool's folder.
        folder: PathBuf,
        /// What the migration said.
        source: rusqlite_migration::Error,
    },
    /// Something stored does not have the shape it was stored with.
    #[error("the stored {what} of résumé {resume} is damaged")]
    Stored {
        /// What was being loaded: "layout", "facts".
        what: &'static str,
        /// Its row.
        resume: i64,
        /// What the decoder said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The search index cannot be read or written. The database is not touched by that; the index can be made again.
    #[error("the search index of the pool `{}` failed", folder.display())]
    Index {
        /// The pool's folder.
        folder: PathBuf,
        /// What the index said.
        source: IndexError,
    },
    /// The search engine of the pool cannot be used.
    #[error(transparent)]
    Engine(candela_engine::EngineError),
    /// A search engine is asked for that is not known.
    #[error("expected opensearch, elasticsearch or quickwit, found `{typed}`")]
    NoEngineKind {
        /// What was given.
        typed: String,
    },
    /// A pool has a search engine already.
    #[error("the pool has the search engine at `{address}`: take it away first")]
    EngineSet {
        /// Where it is.
        address: String,
    },
    /// A secret must not stand where others can read it.
    #[error(
        "the address of the search engine holds more than where it is and whom to log in as, which others on this machine could read: leave it out, and set CANDELA_ENGINE_SECRET or give it to `candela pool engine`"
    )]
    EngineSecretInAddress,
    /// A pool has no search engine.
    #[error("the pool has no search engine")]
    NoEngine,
    /// The login of the search engine is neither in the keychain nor in the variable.
    #[error("the password of the search engine is not known here: set CANDELA_ENGINE_SECRET")]
    NoEngineSecret,
    /// A pool with an engine is to be encrypted, or the other way round.
    #[error("the pool in `{}` cannot be encrypted and have a search engine: its texts would stand there as they are", folder.display())]
    EngineOfEncrypted {
        /// The pool's folder.
        folder: PathBuf,
    },
    /// An export could not be written.
    #[error("the export cannot be written")]
    Export(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The processes that read files cannot be started.
    #[error("no file can be read")]
    Worker(#[source] WorkerError),
    /// What was typed is no query.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// No candidate has this number.
    #[error("no candidate {0} is in the pool")]
    NoCandidate(CandidateId),
    /// A candidate must not be erased.
    #[error("candidate {candidate} is on hold and cannot be erased: {reason}")]
    OnHold {
        /// Who.
        candidate: CandidateId,
        /// Why, as it was given.
        reason: String,
    },
    /// A rule says that candidates are kept for longer, and no reason was given for erasing them all the same.
    #[error("{candidates} of them are kept until {until} by {rule}: erasing them sooner takes a reason")]
    TooEarly {
        /// How many they are.
        candidates: usize,
        /// The first day on which all of them may be erased.
        until: jiff::civil::Date,
        /// Where it stands.
        rule: String,
    },
    /// No country or kind of employer has this id.
    #[error("expected one of {}, found `{typed}`", crate::RetentionProfile::all().iter().map(|profile| &*profile.id).collect::<Vec<_>>().join(", "))]
    NoProfile {
        /// What was given.
        typed: String,
    },
    /// What was given as a file of groups is none.
    #[error("the file of groups cannot be read: expected {expected}")]
    Groups {
        /// What was expected instead.
        expected: String,
    },
    /// What was typed is no period of keeping.
    #[error("expected a period of days, weeks, months or years such as `6 months`, found `{typed}`")]
    NoPeriod {
        /// What was given.
        typed: String,
    },
    /// No import has this number.
    #[error("no import {0} is in the pool")]
    NoImport(ImportId),
    /// No role has this number, or it was removed.
    #[error("no role {0} is in the pool")]
    NoRole(crate::RoleId),
    /// A role has no earlier version to go back to.
    #[error("role {0} has no earlier version")]
    NoEarlierRole(crate::RoleId),
    /// What was given as a role cannot be kept as it is.
    #[error("the role cannot be kept: {}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    FaultyRole {
        /// What is wrong and where; never empty.
        faults: Vec<candela_signals::Fault>,
    },
    /// The file of own signals has faults, which writing it again would lose.
    #[error("the signals of your own have a fault that must be mended first: {}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    FaultySignals {
        /// What is wrong and where; never empty.
        faults: Vec<candela_signals::Fault>,
    },
    /// The original file is not where it was imported from.
    #[error("the original file `{}` is gone: was it moved, or is its drive away?", path.display())]
    OriginalGone {
        /// Where it was.
        path: PathBuf,
        /// Why it is not read from there.
        source: Refusal,
    },
    /// Another file stands where the original was.
    #[error("the file `{}` has changed since it was imported", path.display())]
    OriginalChanged {
        /// Where it is.
        path: PathBuf,
    },
}

impl Error {
    /// The folder or file could not be used.
    pub(crate) fn folder(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| match source.kind() {
            io::ErrorKind::StorageFull => Self::DiskFull { folder: path },
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { folder: path },
            _ => Self::Folder { path, source },
        }
    }

    /// A file that lies in the pool's folder itself could not be used, perhaps since the folder is not there any more.
    pub(crate) fn of_file(path: &Path, source: io::Error) -> Self {
        match path.parent() {
            Some(folder) if !folder.exists() => Self::Gone { folder: folder.to_owned() },
            _ => Self::folder(path)(source),
        }
    }

    /// A backup's file could not be written or read.
    pub(crate) fn backup_file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| match source.kind() {
            io::ErrorKind::StorageFull => Self::DiskFull { folder: path },
            _ => Self::BackupFile { path, source },
        }
    }

    /// An export could not be written.
    pub(crate) fn export(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Export(source.into())
    }

    /// The database of the pool did not answer.
    pub(crate) fn of_store(folder: &Path, failure: Failure) -> Self {
        let folder = folder.to_owned();
        let source = match failure {
            Failure::Stored { what, resume, source } => return Self::Stored { what, resume, source },
            Failure::Sqlite(source) => source,
            Failure::Migration(rusqlite_migration::Error::RusqliteError { err, .. }) => err,
            Failure::Migration(source) => return Self::Migration { folder, source },
        };
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull { folder },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { folder },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged { folder, source },
            // SQLite does not always say that it failed for want of room or of rights.
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::ReadOnly) => {
                Self::of_disk(&folder).unwrap_or(Self::Database { folder, source })
            }
            _ => Self::Database { folder, source },
        }
    }

    /// The search index of the pool cannot be read or written.
    pub(crate) fn of_index(folder: &Path, source: IndexError) -> Self {
        let folder = folder.to_owned();
        // Neither does the index.
        Self::of_disk(&folder).unwrap_or(Self::Index { folder, source })
    }

    /// Whether only writing failed, so that what is there can still be read.
    pub fn is_of_writing(&self) -> bool {
        matches!(self, Self::DiskFull { .. } | Self::Folder { .. } | Self::ReadOnly { .. })
    }

    /// What is wrong with the disk itself; `None` when it takes what is written.
    fn of_disk(folder: &Path) -> Option<Self> {
        let folder = folder.to_owned();
        match folder::try_writing(&folder).err()?.kind() {
            io::ErrorKind::StorageFull => Some(Self::DiskFull { folder }),
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
                Some(Self::ReadOnly { folder })
            }
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Some(Self::Gone { folder }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_no_changes_can_still_be_read() {
        use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem, StorageFull};
        for kind in [StorageFull, ReadOnlyFilesystem, PermissionDenied] {
            let error = Error::folder(Path::new("pool"))(kind.into());
            assert!(error.is_of_writing(), "{error}");
        }
        assert!(!Error::Gone { folder: "pool".into() }.is_of_writing());
    }
}
