//! What lives as long as the window: the pool, and the import that is running.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use candela_extract::worker::WorkerCommand;
use candela_extract::{ReadOptions, Tesseract};
use candela_pool::{Cancel, Erasure, ImportRequest, Passphrase, Pool, PoolKey, is_encrypted};
use candela_team::Whereabouts;
use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

use crate::asking::Asking;
use crate::erasing::Erasing;
use crate::error::{Failure, with_causes};
use crate::team::{self, Team};
use crate::token::TokenKeeper;

/// How long somebody is waited for who asks something of a pool that is to be closed.
const WAIT_TO_CLOSE: Duration = Duration::from_secs(10);

/// The state of the window. Cheap to clone; clones are the same desk.
#[derive(Clone)]
pub(crate) struct Desk {
    inner: Arc<Inner>,
}

struct Inner {
    folder: PathBuf,
    /// The team whose pool it is, if it is one's.
    team: Option<Team>,
    /// This program, which is started again to read files.
    program: PathBuf,
    pool: Mutex<Door>,
    import: Mutex<Option<Cancel>>,
    github: Asking,
    erasing: Erasing,
    /// Why today's backup could not be written.
    daily_trouble: Mutex<Option<String>>,
    /// Whether an import reads scans at once.
    ocr: AtomicBool,
}

/// The way to the pool. It is opened when first asked for: one that cannot be is said in the window, and may be there a moment later.
#[derive(Default)]
struct Door {
    pool: Option<Arc<Pool>>,
    /// Whether an encrypted pool opens with its passphrase alone: the keychain was asked, or somebody closed it by hand.
    needs_passphrase: bool,
}

impl Desk {
    /// The desk of the pool that `CANDELA_POOL` names, that was chosen in the window, or that the system has a place for.
    pub(crate) fn new(program: PathBuf) -> Result<Self, Failure> {
        let (folder, team) = match team::whereabouts()? {
            Whereabouts::Folder(folder) => (folder, None),
            Whereabouts::Team(address) => (address.folder()?, Some(Team::new(address))),
        };
        Ok(Self::at(folder, team, program))
    }

    /// The desk of the pool in this folder, which may follow a team's.
    pub(crate) fn at(folder: PathBuf, team: Option<Team>, program: PathBuf) -> Self {
        let (pool, import) = (Mutex::default(), Mutex::default());
        let github = Asking::new(TokenKeeper::of_system());
        let (erasing, ocr) = (Erasing::default(), AtomicBool::default());
        let daily_trouble = Mutex::default();
        let inner = Inner { folder, team, program, pool, import, github, erasing, daily_trouble, ocr };
        Self { inner: Arc::new(inner) }
    }

    /// The folder of the pool.
    pub(crate) fn folder(&self) -> &Path {
        &self.inner.folder
    }

    /// The team whose pool it is; `None` for a pool that is nobody else's.
    pub(crate) fn team(&self) -> Option<&Team> {
        self.inner.team.as_ref()
    }

    /// The pool itself, to change something in it.
    ///
    /// # Errors
    /// Also when it is a team's in which this login may only read.
    pub(crate) fn pool_to_change(&self) -> Result<Arc<Pool>, Failure> {
        if self.team().is_some_and(Team::only_reads) {
            return Err(Failure::OnlyReading);
        }
        self.pool()
    }

    /// The pool itself.
    pub(crate) fn pool(&self) -> Result<Arc<Pool>, Failure> {
        let mut door = held(&self.inner.pool);
        if let Some(pool) = &door.pool {
            return Ok(Arc::clone(pool));
        }
        let folder = &self.inner.folder;
        let remembered = !door.needs_passphrase && is_encrypted(folder)?;
        let pool = match remembered.then(|| PoolKey::remembered(folder)).flatten() {
            Some(key) => Pool::unlock(folder, &key)?,
            None => {
                door.needs_passphrase |= remembered;
                Pool::open(folder)?
            }
        };
        Ok(Arc::clone(door.pool.insert(Arc::new(pool))))
    }

    /// Opens the encrypted pool with its key.
    pub(crate) fn unlock(&self, key: &PoolKey) -> Result<(), Failure> {
        let mut door = held(&self.inner.pool);
        if door.pool.is_none() {
            door.pool = Some(Arc::new(Pool::unlock(&self.inner.folder, key)?));
        }
        Ok(())
    }

    /// Closes the pool, once everybody has done what they asked of it, and does something while nobody can open it. An encrypted
    /// one opens with its passphrase alone afterwards.
    ///
    /// # Errors
    /// That the pool is in use, when somebody does not come to an end: it stays open then.
    pub(crate) fn close_while<T>(
        &self,
        meanwhile: impl FnOnce(&Path) -> Result<T, candela_pool::Error>,
    ) -> Result<T, Failure> {
        let mut door = held(&self.inner.pool);
        if let Some(pool) = door.pool.take() {
            let asked = Instant::now();
            while Arc::strong_count(&pool) > 1 && asked.elapsed() < WAIT_TO_CLOSE {
                std::thread::sleep(Duration::from_millis(20));
            }
            if Arc::strong_count(&pool) > 1 {
                door.pool = Some(pool);
                return Err(candela_pool::Error::InUse { folder: self.inner.folder.clone() }.into());
            }
        }
        door.needs_passphrase = true;
        Ok(meanwhile(&self.inner.folder)?)
    }

    /// Lets go of the pool, since the program ends.
    pub(crate) fn close(&self) {
        held(&self.inner.pool).pool.take();
    }

    /// The way to GitHub.
    pub(crate) fn github(&self) -> &Asking {
        &self.inner.github
    }

    /// Those who are to be erased.
    pub(crate) fn erasing(&self) -> &Erasing {
        &self.inner.erasing
    }

    /// Erases whoever waits for it, and says how many they were.
    pub(crate) fn finish_erasing(&self) -> Result<usize, Failure> {
        let pool = self.pool()?;
        self.erasing().finish(|ids, reason| {
            let erasure = Erasure { on: self.today(), author: self.author(), reason };
            match self.team() {
                Some(team) => team.erase(&pool, ids, &erasure),
                None => Ok(pool.erase(ids, &erasure)?),
            }
        })
    }

    /// Puts a backup in the place of the pool, which is opened anew when it is asked for next; where the old one was set aside.
    pub(crate) fn restore(&self, backup: &Path, passphrase: Option<&Passphrase>) -> Result<PathBuf, Failure> {
        // What reads and writes into the pool for long must not be at it.
        let _import = self.start_import()?;
        let mut door = held(&self.inner.pool);
        // Not every system moves files that are open.
        door.pool = None;
        let folder = self.folder();
        let aside = Pool::restore_over(backup, folder, passphrase, self.now())?;
        if let Some(passphrase) = passphrase
            && is_encrypted(folder)?
        {
            door.pool = Some(Arc::new(Pool::unlock(folder, &PoolKey::unlock(folder, passphrase)?)?));
        }
        // Whoever was to be erased has another number in what was restored, or none.
        self.erasing().take_back();
        Ok(aside)
    }

    /// Writes today's backup, unless there is one. What goes wrong is told beside the backups; the next start tries again.
    pub(crate) fn back_up_daily(&self) {
        let written = self.pool().and_then(|pool| Ok(pool.back_up_daily(self.now())?));
        *held(&self.inner.daily_trouble) = written.err().map(|failure| with_causes(&failure));
    }

    /// Why today's backup could not be written; `None` when it could, or is being written.
    pub(crate) fn daily_trouble(&self) -> Option<String> {
        held(&self.inner.daily_trouble).clone()
    }

    /// Takes the place of the one import that may run. The place is free again when the answer is dropped.
    pub(crate) fn start_import(&self) -> Result<RunningImport, Failure> {
        let mut import = held(&self.inner.import);
        if import.is_some() {
            return Err(Failure::ImportRunning);
        }
        let cancel = import.insert(Cancel::default()).clone();
        Ok(RunningImport { desk: self.clone(), cancel })
    }

    /// Whether an import is running.
    pub(crate) fn is_importing(&self) -> bool {
        held(&self.inner.import).is_some()
    }

    /// Asks the running import to end; nothing happens when there is none.
    pub(crate) fn cancel_import(&self) {
        if let Some(cancel) = &*held(&self.inner.import) {
            cancel.cancel();
        }
    }

    /// How the processes are started that read files.
    pub(crate) fn reader(&self) -> WorkerCommand {
        WorkerCommand::new(&self.inner.program)
    }

    /// A reader that tries a password on locked files.
    pub(crate) fn reader_with_password(&self, password: String) -> WorkerCommand {
        WorkerCommand { options: ReadOptions::with_passwords(vec![password]), ..self.reader() }
    }

    /// A reader that reads scans by the Tesseract that is installed.
    pub(crate) fn reader_with_ocr(&self) -> Result<WorkerCommand, Failure> {
        Ok(WorkerCommand { ocr: Some(Tesseract::find()?), ..self.reader() })
    }

    /// Whether imports read scans at once.
    pub(crate) fn switch_ocr(&self, on: bool) {
        self.inner.ocr.store(on, Ordering::Relaxed);
    }

    /// The reader of imports. Without Tesseract, scans wait in the report as they do while it is switched off.
    fn import_reader(&self) -> WorkerCommand {
        let wanted = self.inner.ocr.load(Ordering::Relaxed);
        wanted.then(|| self.reader_with_ocr().ok()).flatten().unwrap_or_else(|| self.reader())
    }

    /// Now, for what is written into a history.
    pub(crate) fn now(&self) -> Timestamp {
        now().timestamp()
    }

    /// Today, where this machine is.
    pub(crate) fn today(&self) -> Date {
        now().date()
    }

    /// Now, in the zone of this machine.
    pub(crate) fn clock(&self) -> Zoned {
        now()
    }

    /// Who sits at this machine, for the same.
    pub(crate) fn author(&self) -> String {
        let user = std::env::var("USER").or_else(|_| std::env::var("USERNAME"));
        user.ok().filter(|name| !name.is_empty()).unwrap_or_else(|| "somebody".to_owned())
    }

    /// An import of `paths` as of today, on as many cores as there are.
    pub(crate) fn request(&self, paths: Vec<PathBuf>) -> ImportRequest {
        let now = now();
        ImportRequest {
            paths,
            jobs: std::thread::available_parallelism().map_or(1, usize::from),
            as_of: now.date(),
            at: now.timestamp(),
            worker: self.import_reader(),
            again: None,
        }
    }
}

/// An import that is running.
pub(crate) struct RunningImport {
    desk: Desk,
    /// Set when the recruiter wants it to end.
    pub(crate) cancel: Cancel,
}

impl Drop for RunningImport {
    fn drop(&mut self) {
        *held(&self.desk.inner.import) = None;
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the shell is where the clock is read; the core takes the time as an argument"
)]
fn now() -> Zoned {
    Zoned::now()
}

/// What a thread that panicked held is still whole: it is replaced, never changed in place.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
