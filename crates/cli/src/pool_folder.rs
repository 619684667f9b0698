//! Which pool a subcommand works on, and what opens it: a folder, or a team's pool with the folder that follows it.

use std::cell::RefCell;
use std::ops::Deref;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use candela_extract::worker::WorkerCommand;
use candela_pool::{
    Cancel, CandidateId, EngineRequest, Erasure, ImportProgress, ImportRequest, Pool, PoolKey, TableImport,
};
use candela_team::{
    Address, Claim, Follower, Password, Role, Server, SharedImport, SharedReport, Synced, Whereabouts,
};
use clap::Args;

use crate::engine::warn_of_open_way;
use crate::passphrase;
use crate::pool_team::pending_in_words;
use crate::printable::printable;

/// The pool that is meant.
#[derive(Args)]
pub(crate) struct PoolFolder {
    /// The pool's folder, or the address of a team's pool such as postgres://ann@db.example.org/candidates?pool=team
    /// [default: what CANDELA_POOL names, else a folder of your own for application data]
    #[arg(long, value_name = "DIR|ADDRESS", global = true)]
    pool: Option<PathBuf>,
    /// Open an encrypted pool with the first line of this file; /dev/fd/3 reads it from file descriptor 3 [default: the system's
    /// keychain, else it is asked for]
    #[arg(long, value_name = "FILE", global = true)]
    pool_passphrase_file: Option<PathBuf>,
    /// Log in to a team's server with the first line of this file [default: what CANDELA_TEAM_PASSWORD_FILE names, else PGPASSWORD,
    /// else the system's keychain]
    #[arg(long, value_name = "FILE", global = true)]
    team_password_file: Option<PathBuf>,
}

impl PoolFolder {
    /// Where the pool is.
    pub(crate) fn whereabouts(&self) -> anyhow::Result<Whereabouts> {
        Ok(Whereabouts::of(&candela_pool::pool_folder(self.pool.clone())?)?)
    }

    /// Where the pool lies on this machine: that of a team lies among the data of the application.
    pub(crate) fn path(&self) -> anyhow::Result<PathBuf> {
        match self.whereabouts()? {
            Whereabouts::Folder(folder) => Ok(folder),
            Whereabouts::Team(address) => Ok(address.folder()?),
        }
    }

    /// Opens it, which must be there already.
    pub(crate) fn open(&self) -> anyhow::Result<OpenPool> {
        self.open_at(self.whereabouts()?)
    }

    /// The same, whichever search engine the address names.
    pub(crate) fn open_whatever_its_engine(&self) -> anyhow::Result<OpenPool> {
        self.open_at(match self.whereabouts()? {
            Whereabouts::Team(address) => Whereabouts::Team(address.without_engine()),
            folder @ Whereabouts::Folder(_) => folder,
        })
    }

    fn open_at(&self, place: Whereabouts) -> anyhow::Result<OpenPool> {
        match place {
            Whereabouts::Folder(folder) => Ok(OpenPool::alone(self.open_folder(&folder)?)),
            Whereabouts::Team(address) => self.open_team(&address),
        }
    }

    /// Opens it, made when it is missing.
    pub(crate) fn open_or_make(&self) -> anyhow::Result<OpenPool> {
        match self.whereabouts()? {
            Whereabouts::Folder(folder) => Ok(OpenPool::alone(self.make_folder(&folder)?)),
            Whereabouts::Team(address) => {
                let open = self.open_team(&address)?;
                open.refuse_reader()?;
                Ok(open)
            }
        }
    }

    /// Opens it, which must be there already, to change something.
    ///
    /// # Errors
    /// When it is a team's, and this login may only read.
    pub(crate) fn open_to_change(&self) -> anyhow::Result<OpenPool> {
        let open = self.open()?;
        open.refuse_reader()?;
        Ok(open)
    }

    /// Opens a folder, which must be there already.
    pub(crate) fn open_folder(&self, folder: &Path) -> anyhow::Result<Pool> {
        match self.key(folder)? {
            Some(key) => Ok(Pool::unlock(folder, &key)?),
            None => Ok(Pool::open_existing(folder)?),
        }
    }

    /// Opens a folder, made when it is missing.
    pub(crate) fn make_folder(&self, folder: &Path) -> anyhow::Result<Pool> {
        match self.key(folder)? {
            Some(key) => Ok(Pool::unlock(folder, &key)?),
            None => Ok(Pool::open(folder)?),
        }
    }

    /// The password of a login.
    pub(crate) fn password(&self, address: &Address) -> anyhow::Result<Option<Password>> {
        Ok(Password::find(address, self.team_password_file.as_deref())?)
    }

    /// Opens a team's pool: brings its folder here up to date, as far as the server can be reached.
    fn open_team(&self, address: &Address) -> anyhow::Result<OpenPool> {
        let folder = address.folder()?;
        let server = Server::open(address, self.password(address)?);
        let is_new = !folder.exists();
        match server {
            Ok(server) => {
                let open =
                    OpenPool { pool: self.make_folder(&folder)?, team: Some(RefCell::new(Some(server))) };
                open.with_team(settle_engine)?;
                open.sync()?;
                Ok(open)
            }
            Err(error) if error.may_pass() && !is_new => {
                let pool = self.open_folder(&folder)?;
                eprintln!("candela: {:#}; working with what is here", anyhow::Error::from(error));
                Ok(OpenPool { pool, team: Some(RefCell::new(None)) })
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The key of an encrypted pool: by the passphrase that is given, from the keychain, or by one that is asked for.
    pub(crate) fn key(&self, folder: &Path) -> anyhow::Result<Option<PoolKey>> {
        if !candela_pool::is_encrypted(folder)? {
            return Ok(None);
        }
        let remembered = || PoolKey::remembered(folder);
        if let Some(key) = self.pool_passphrase_file.is_none().then(remembered).flatten() {
            return Ok(Some(key));
        }
        let passphrase = match &self.pool_passphrase_file {
            Some(path) => passphrase::of_file(path)?,
            None => passphrase::ask("Passphrase of the pool: ").with_context(|| {
                format!(
                    "the pool in `{}` is encrypted: its passphrase opens it (--pool-passphrase-file)",
                    folder.display()
                )
            })?,
        };
        Ok(Some(PoolKey::unlock(folder, &passphrase)?))
    }
}

/// An open pool, with the team that it belongs to, if it does.
pub(crate) struct OpenPool {
    pool: Pool,
    /// `None` inside: the server cannot be reached.
    team: Option<RefCell<Option<Server>>>,
}

impl Deref for OpenPool {
    type Target = Pool;

    fn deref(&self) -> &Pool {
        &self.pool
    }
}

impl OpenPool {
    fn alone(pool: Pool) -> Self {
        Self { pool, team: None }
    }

    fn refuse_reader(&self) -> anyhow::Result<()> {
        let role = self.with_team(|follower| Ok(follower.server().role()?))?;
        anyhow::ensure!(
            role != Some(Role::Reader),
            "you may only read in this team's pool: an administrator can give the right to change it"
        );
        Ok(())
    }

    /// Whether it is a team's.
    pub(crate) fn is_of_team(&self) -> bool {
        self.team.is_some()
    }

    /// Tells the team what was done here; a pool that is nobody else's has nobody to tell. What cannot be told waits, and that is
    /// said.
    ///
    /// # Errors
    /// When somebody else had decided before: their decision holds, and says so.
    pub(crate) fn tell(&self) -> anyhow::Result<()> {
        let synced = self.sync()?;
        let waiting = if self.is_of_team() { self.pool.count_waiting_deeds()? } else { 0 };
        if waiting > 0 {
            eprintln!(
                "candela: {waiting} changes are kept here and wait for the team's server: `candela pool sync` tells it"
            );
        }
        if synced.refused > 0 {
            anyhow::bail!("somebody else came first:\n{}", conflicts(&self.pool)?);
        }
        Ok(())
    }

    /// The same where something waits to be told.
    pub(crate) fn tell_what_waits(&self) -> anyhow::Result<()> {
        if self.pool.count_waiting_deeds()? == 0 { Ok(()) } else { self.tell() }
    }

    /// Imports the paths of the request, or the rows of a table; together with whoever else imports into the pool at the same time, where
    /// it is a team's and its server can be reached.
    pub(crate) fn import(
        &self,
        request: &ImportRequest,
        table: Option<&TableImport>,
        author: &str,
        progress: &mut dyn FnMut(ImportProgress),
        cancel: &Cancel,
    ) -> anyhow::Result<SharedReport> {
        let import = SharedImport { request, table, author, today: crate::now().date() };
        match self.with_team(|follower| Ok(follower.import(import, progress, cancel)?))? {
            Some(report) => Ok(report),
            None => Ok(import.alone(&self.pool, progress, cancel)?),
        }
    }

    /// Brings the folder and the team's pool to the same, as far as the server can be reached.
    pub(crate) fn sync(&self) -> anyhow::Result<Synced> {
        let synced = self.with_team(|follower| {
            follower.sync(&reader()?, crate::now().date()).map_err(anyhow::Error::from)
        })?;
        Ok(synced.unwrap_or_default())
    }

    /// Where somebody who was erased in the team's pool may still be, in words; nothing where there is no team, `None` when its
    /// server cannot be reached.
    pub(crate) fn pending_removals(&self) -> anyhow::Result<Option<Vec<String>>> {
        if !self.is_of_team() {
            return Ok(Some(Vec::new()));
        }
        let pending = self.with_team(|follower| Ok(follower.server().pending_removals()?))?;
        Ok(pending.map(|pending| pending.iter().map(pending_in_words).collect()))
    }

    /// Brings the search engine up to date, the team's where it is one's, as far as the server can be reached.
    pub(crate) fn feed_engine(&self, goes_on: &mut dyn FnMut(usize) -> bool) -> anyhow::Result<()> {
        if !self.is_of_team() {
            return Ok(self.pool.catch_up_engine_while(goes_on)?);
        }
        self.with_team(|follower| Ok(follower.feed_engine(goes_on)?)).map(drop)
    }

    /// Gives the pool a search engine, for the whole team where it is one's; whether the keychain has its secret.
    pub(crate) fn set_engine(&self, request: &EngineRequest) -> anyhow::Result<bool> {
        if !self.is_of_team() {
            return Ok(self.pool.set_engine(request)?);
        }
        self.with_team(|follower| Ok(follower.set_engine(request)?))?.context(WITHOUT_SERVER)
    }

    /// Takes it away again, for the whole team where it is one's.
    pub(crate) fn remove_engine(&self) -> anyhow::Result<()> {
        if !self.is_of_team() {
            return Ok(self.pool.remove_engine()?);
        }
        self.with_team(|follower| Ok(follower.remove_engine()?))?.context(WITHOUT_SERVER)
    }

    /// Erases candidates, for the whole team where it is one's.
    pub(crate) fn erase_everywhere(
        &self,
        candidates: &[CandidateId],
        erasure: &Erasure,
    ) -> anyhow::Result<()> {
        if !self.is_of_team() {
            return Ok(self.pool.erase(candidates, erasure)?);
        }
        let erased = self.with_team(|follower| Ok(follower.erase(candidates, erasure)?))?;
        erased.context(
            "nobody is erased while the team's server cannot be reached: it could not be done everywhere",
        )?;
        self.sync().map(drop)
    }

    /// Says that somebody is at a candidate now; who is, when somebody else was first. Nothing where there is no team.
    pub(crate) fn look_at(&self, candidate: CandidateId, author: &str) -> anyhow::Result<Option<Claim>> {
        if !self.is_of_team() {
            return Ok(None);
        }
        self.pool.saw(candidate, author, crate::now().timestamp())?;
        let claim = self.with_team(|follower| {
            follower.tell_waiting()?;
            match follower.claim(candidate, author, AT_A_CANDIDATE) {
                // Whoever may only read is at nobody.
                Err(candela_team::Error::NotAllowed { .. }) => Ok(None),
                other => Ok(other?),
            }
        })?;
        Ok(claim.flatten().filter(|claim| !claim.mine))
    }

    /// Does something with the team's server; `None` when there is none, or when it cannot be reached.
    fn with_team<T>(
        &self,
        work: impl FnOnce(&mut Follower<'_>) -> anyhow::Result<T>,
    ) -> anyhow::Result<Option<T>> {
        let Some(team) = &self.team else { return Ok(None) };
        let Some(server) = team.borrow_mut().take() else { return Ok(None) };
        let mut follower = Follower::new(&self.pool, server)?;
        match work(&mut follower) {
            Ok(done) => {
                *team.borrow_mut() = Some(follower.into_server());
                Ok(Some(done))
            }
            Err(error) if error.downcast_ref().is_some_and(candela_team::Error::may_pass) => {
                eprintln!("candela: {error:#}");
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}

/// Gives the team the search engine that the address names, where it has none, and says so.
///
/// # Errors
/// When the team has another one, or that one cannot be used.
pub(crate) fn settle_engine(follower: &mut Follower<'_>) -> anyhow::Result<()> {
    match follower.settle_engine() {
        Ok(false) => {}
        Ok(true) => {
            if let Some(engine) = &follower.server().address().engine {
                let engine = printable(&engine.to_string());
                eprintln!("candela: the team has the search engine {engine} from now on");
                warn_of_open_way(&engine);
            }
        }
        Err(error @ candela_team::Error::EngineNotGiven { .. }) => {
            eprintln!("candela: {}", printable(&error.to_string()));
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

const WITHOUT_SERVER: &str =
    "the search engine of a team is given and taken away on the team's server, which cannot be reached";

/// How long whoever looks at a candidate is said to be at them.
const AT_A_CANDIDATE: std::time::Duration = std::time::Duration::from_secs(10 * 60);

/// What takes originals out of archives.
pub(crate) fn reader() -> anyhow::Result<WorkerCommand> {
    let program = std::env::current_exe().context("cannot find the candela program itself")?;
    Ok(WorkerCommand::new(program))
}

/// Each decision that came after somebody else's, with both, and what can be done.
pub(crate) fn conflicts(pool: &Pool) -> anyhow::Result<String> {
    use candela_pool::{Deed, Done};
    let stand = |deed: &Deed| match &deed.done {
        Done::Decision { after: Some(decided), .. } => decided.decision.to_string(),
        _ => "undecided".to_owned(),
    };
    let lines = pool.conflicts()?.into_iter().map(|conflict| {
        let id = conflict.candidate;
        let theirs = conflict.theirs.as_ref().map_or_else(
            || "it was decided elsewhere".to_owned(),
            |deed| format!("{} said {} at {:.0}", deed.author, stand(deed), deed.made),
        );
        let mine = stand(&conflict.mine);
        printable(&format!(
            "{id}: {theirs}, which holds; yours was {mine}. Apply yours: candela decide {id} {mine}; keep theirs: candela pool keep {id}"
        ))
    });
    Ok(lines.collect::<Vec<_>>().join("\n"))
}
