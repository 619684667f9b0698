//! The index on disk or in memory: opened, written by one, read by many.
//!
//! It is derived from the pool and can be thrown away: every error but `Busy` says that it should be rebuilt, into a fresh
//! folder.

use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::thread;

use tantivy::directory::error::LockError;
use tantivy::directory::{Directory, MmapDirectory, RamDirectory};
use tantivy::index::SegmentId;
use tantivy::indexer::IndexWriterOptions;
use tantivy::{Executor, Index, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, TantivyError};

use crate::cache::Cache;
use crate::entry::Entry;
use crate::pattern::WantedTerms;
use crate::plan::Plan;
use crate::schema::Fields;
use crate::sealed::{Seal, SealedDirectory};

/// Threads that make terms of texts, which takes longer than anything else of writing.
const WRITER_THREADS: usize = 2;

/// What each of them may hold in memory before it writes a part of the index out.
const WRITER_BYTES: usize = 30_000_000;
/// The same for an index of a few entries: room for the first terms is taken at once, and gone through whole at the end.
const FEW_BYTES: usize = 1_000_000;

/// Texts are packed together up to so many bytes; to show one, all of them are unpacked.
const TEXTS_TOGETHER_BYTES: usize = 4096;
/// Most threads that answer one search.
const MOST_THREADS: usize = 4;

/// Why an index cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// It was written by a version with other fields: rebuild it.
    #[error("the index in `{folder}` is of another version")]
    OtherVersion {
        /// Where it stands.
        folder: PathBuf,
    },
    /// Its files cannot be read as an index: rebuild it.
    #[error("the index in `{folder}` is damaged")]
    Damaged {
        /// Where it stands; empty in memory.
        folder: PathBuf,
        /// What was found.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Somebody else is writing to it: try again later. Searching goes on.
    #[error("the index in `{folder}` is being written by another process")]
    Busy {
        /// Where it stands; empty in memory.
        folder: PathBuf,
    },
    /// The folder cannot be read or written: no rights, no room.
    #[error("the index in `{folder}` cannot be read or written")]
    Io {
        /// Where it stands; empty in memory.
        folder: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// It stands on an engine elsewhere, which does not answer as it should.
    #[error("the search engine at `{address}` {said}")]
    Elsewhere {
        /// Where, without a password.
        address: String,
        /// What is the matter: "cannot be reached", "refuses the login".
        said: &'static str,
        /// Whether it answers again once the index is made anew.
        is_lost: bool,
        /// What it said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// An index of résumés. Cheap to clone; searching and writing may go on at once.
#[derive(Clone)]
pub struct ResumeIndex {
    index: Index,
    pub(crate) reader: IndexReader,
    pub(crate) fields: Fields,
    pub(crate) cache: Cache,
    folder: PathBuf,
}

impl ResumeIndex {
    /// Opens the index in a folder, or makes an empty one where the folder holds nothing. The folder must exist.
    ///
    /// # Errors
    /// `OtherVersion` and `Damaged` ask for a rebuild in an emptied folder; `Io` says that the folder itself cannot be used.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        caught(folder, || Self::open_whole(folder, None, false))
    }

    /// Opens the index in a folder after holding every file of it against its checksum. Damage may make Tantivy ask for more memory than
    /// there is, which nothing catches: this is for an index over which a process died.
    ///
    /// # Errors
    /// Those of [`open`](Self::open), and `Damaged` when a file differs.
    pub fn open_checked(folder: &Path) -> Result<Self, IndexError> {
        caught(folder, || Self::open_whole(folder, None, true))
    }

    /// Opens the index with every file sealed. What another key sealed, or none, is `Damaged`.
    ///
    /// # Errors
    /// Those of [`open`](Self::open).
    pub fn open_sealed(folder: &Path, seal: &Seal) -> Result<Self, IndexError> {
        caught(folder, || Self::open_whole(folder, Some(seal), false))
    }

    fn open_whole(folder: &Path, seal: Option<&Seal>, is_checked: bool) -> Result<Self, IndexError> {
        let told = |error: TantivyError| tell(folder, error);
        let files = MmapDirectory::open(folder).map_err(|error| told(error.into()))?;
        let directory: Box<dyn Directory> = match seal {
            Some(seal) => Box::new(SealedDirectory::new(files, seal.clone())),
            None => Box::new(files),
        };
        if !Index::exists(&*directory).map_err(|error| told(error.into()))? {
            let fields = Fields::new();
            let settings =
                IndexSettings { docstore_blocksize: TEXTS_TOGETHER_BYTES, ..IndexSettings::default() };
            let index = Index::create(directory, fields.schema.clone(), settings).map_err(told)?;
            return Self::over(index, fields, folder);
        }
        let index = Index::open(directory).map_err(told)?;
        if is_checked {
            verify(&index, folder)?;
        }
        match Fields::of(&index.schema()) {
            Some(fields) => Self::over(index, fields, folder),
            None => Err(IndexError::OtherVersion { folder: folder.to_owned() }),
        }
    }

    /// An empty index in memory.
    ///
    /// # Errors
    /// When the threads it needs cannot be started.
    pub fn in_ram() -> Result<Self, IndexError> {
        let fields = Fields::new();
        Self::over(Index::create_in_ram(fields.schema.clone()), fields, Path::new(""))
    }

    /// An index in memory of a few entries, made and searched by the thread that asks, for one plan: it holds what that looks up
    /// alone, since writing all of it takes most of the time.
    ///
    /// # Errors
    /// When the memory for it cannot be had.
    pub(crate) fn of_few(entries: &[Entry], plan: &Plan) -> Result<Self, IndexError> {
        let folder = Path::new("");
        let told = |error| tell(folder, error);
        let fields = Fields::new();
        let wanted = WantedTerms::of(plan.looked_up());
        let builder = Index::builder().schema(fields.schema.clone()).tokenizers(fields.only(wanted));
        let unasked = fields.unasked(plan);
        let mut writer =
            builder.single_segment_index_writer(RamDirectory::create(), FEW_BYTES).map_err(told)?;
        for entry in entries {
            writer.add_document(fields.document_without(entry, &unasked)).map_err(told)?;
        }
        let index = writer.finalize().map_err(told)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(told)?;
        Ok(Self { index, reader, fields, cache: Cache::default(), folder: folder.to_owned() })
    }

    fn over(mut index: Index, fields: Fields, folder: &Path) -> Result<Self, IndexError> {
        index.set_tokenizers(fields.tokenizers());
        let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
        if threads > 1 {
            index.set_multithread_executor(threads).map_err(|error| tell(folder, error))?;
        }
        // Commits of this process are seen at once, since the writer says so; those of others within a second.
        let reader = index.reader_builder().reload_policy(ReloadPolicy::OnCommitWithDelay).try_into();
        let reader = reader.map_err(|error| tell(folder, error))?;
        Ok(Self { index, reader, fields, cache: Cache::default(), folder: folder.to_owned() })
    }

    /// The right to write, which one process and thread has at a time.
    ///
    /// # Errors
    /// `Busy` while somebody else has it; `Io` when the folder cannot be written.
    pub fn writer(&self) -> Result<Writer, IndexError> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(WRITER_THREADS)
            .num_merge_threads(1)
            .memory_budget_per_thread(WRITER_BYTES)
            .build();
        let writer = self.index.writer_with_options(options).map_err(|error| self.tell(error))?;
        Ok(Writer { index: self.clone(), writer: Some(writer) })
    }

    /// Whether another version made words of its texts. It answers, and may miss words that are looked up in another way now, until
    /// it is made anew.
    pub fn is_outdated(&self) -> bool {
        !self.fields.are_current()
    }

    /// How many résumés it holds.
    pub fn len(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads every file of the index against its checksum. Takes as long as reading the folder does.
    ///
    /// # Errors
    /// `Damaged` when one differs.
    pub fn verify(&self) -> Result<(), IndexError> {
        verify(&self.index, &self.folder)
    }

    /// Does parts of a search at once.
    pub(crate) fn executor(&self) -> &Executor {
        self.index.search_executor()
    }

    /// Reads the index; damage that is met on the way is told as such.
    pub(crate) fn read<T>(&self, read: impl FnOnce() -> tantivy::Result<T>) -> Result<T, IndexError> {
        caught(&self.folder, || read().map_err(|error| self.tell(error)))
    }

    pub(crate) fn tell(&self, error: TantivyError) -> IndexError {
        tell(&self.folder, error)
    }
}

/// The right to write. What was put or deleted is searched after `commit`; dropped without it, it is forgotten.
///
/// Dropping it waits until the parts of the index that are being merged are whole, so that many small imports leave few parts.
pub struct Writer {
    index: ResumeIndex,
    /// Taken only when dropped.
    writer: Option<IndexWriter>,
}

impl Writer {
    /// Puts an entry in, in the place of an older one of the same id.
    ///
    /// # Errors
    /// When the disk is full, or the writing thread has died of it.
    pub fn put(&mut self, entry: &Entry) -> Result<(), IndexError> {
        self.delete(entry.id);
        let document = self.index.fields.document(entry);
        self.writer().add_document(document).map_err(|error| self.index.tell(error))?;
        Ok(())
    }

    /// Takes an entry out; nothing happens where there is none.
    pub fn delete(&mut self, id: u64) {
        let term = tantivy::Term::from_field_u64(self.index.fields.id, id);
        self.writer().delete_term(term);
    }

    /// Takes every entry out.
    ///
    /// # Errors
    /// When the writing thread has died.
    pub fn clear(&mut self) -> Result<(), IndexError> {
        self.writer().delete_all_documents().map_err(|error| self.index.tell(error))?;
        Ok(())
    }

    /// Makes everything so far durable, and removes the text of what was deleted for good: every part of the index that still
    /// holds some of it is written anew without it, and the old files go.
    ///
    /// # Errors
    /// When it cannot be written: what was deleted is found no more, and its text goes with the next purge.
    pub fn purge(&mut self) -> Result<(), IndexError> {
        self.commit()?;
        let told = |error| self.index.tell(error);
        let parts = self.index.index.searchable_segment_metas().map_err(told)?;
        // Only the names: files of a part count as used for as long as its description is held.
        let with_deleted = parts.into_iter().filter(|part| part.num_deleted_docs() > 0);
        let with_deleted: Vec<SegmentId> = with_deleted.map(|part| part.id()).collect();
        for part in with_deleted {
            let merged = self.writer().merge(&[part]).wait();
            merged.map_err(|error| self.index.tell(error))?;
        }
        // What a searcher still holds open would stay: let go of it first.
        self.index.reader.reload().map_err(|error| self.index.tell(error))?;
        let cleaned = self.writer().garbage_collect_files().wait();
        cleaned.map_err(|error| self.index.tell(error))?;
        Ok(())
    }

    /// Makes everything so far durable and visible to searches.
    ///
    /// # Errors
    /// When it cannot be written: nothing since the last commit is in then.
    pub fn commit(&mut self) -> Result<(), IndexError> {
        self.writer().commit().map_err(|error| self.index.tell(error))?;
        self.index.reader.reload().map_err(|error| self.index.tell(error))
    }

    fn writer(&mut self) -> &mut IndexWriter {
        self.writer.as_mut().expect("it is taken when this is dropped")
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if let Some(writer) = self.writer.take() {
            // A merge that failed leaves its parts as they were, whole.
            let _ = writer.wait_merging_threads();
        }
    }
}

fn verify(index: &Index, folder: &Path) -> Result<(), IndexError> {
    let broken = index.validate_checksum().map_err(|error| tell(folder, error))?;
    match broken.into_iter().min() {
        None => Ok(()),
        Some(file) => {
            let source = format!("checksum of `{}` differs", file.display()).into();
            Err(IndexError::Damaged { folder: folder.to_owned(), source })
        }
    }
}

/// Tantivy panics over some kinds of damage; that, too, is told as damage.
fn caught<T>(folder: &Path, read: impl FnOnce() -> Result<T, IndexError>) -> Result<T, IndexError> {
    panic::catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        let source = "reading it ended in a panic".into();
        Err(IndexError::Damaged { folder: folder.to_owned(), source })
    })
}

/// What an error of Tantivy means for the owner of the index.
fn tell(folder: &Path, error: TantivyError) -> IndexError {
    use tantivy::directory::error::{OpenDirectoryError, OpenReadError, OpenWriteError};
    let folder = folder.to_owned();
    let same = |source: &std::io::Error| std::io::Error::new(source.kind(), source.to_string());
    match error {
        TantivyError::LockFailure(LockError::LockBusy, _) => IndexError::Busy { folder },
        TantivyError::IncompatibleIndex(_) => IndexError::OtherVersion { folder },
        TantivyError::IoError(source) | TantivyError::LockFailure(LockError::IoError(source), _) => {
            IndexError::Io { folder, source: same(&source) }
        }
        TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { io_error, .. })
        | TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. })
        | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, .. }) => {
            IndexError::Io { folder, source: same(&io_error) }
        }
        TantivyError::OpenDirectoryError(error) => IndexError::Io {
            folder,
            source: std::io::Error::new(std::io::ErrorKind::NotFound, error.to_string()),
        },
        other => IndexError::Damaged { folder, source: Box::new(other) },
    }
}
