//! `candela pool`, the part of teams: making a team's pool, letting people in, moving, syncing, choosing between decisions.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use candela_pool::{CandidateId, Pool};
use candela_team::{
    Address, Follower, Local, Password, Pending, Role, Server, SharedTruth, Step, Whereabouts, transfer,
};
use clap::{Subcommand, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use crate::author::Author;
use crate::pool_folder::{PoolFolder, conflicts, reader, settle_engine};
use crate::printable::printable;

/// What is done to a team's pool.
#[derive(Subcommand)]
pub(crate) enum TeamAction {
    /// Make a team's pool, or bring its tables up to date after an update of Candela; whoever owns the database does it
    Create,
    /// Ask for the password of a login and keep it in the system's keychain
    Login,
    /// Let a login of the server into the team's pool
    Admit {
        /// The login, which the server's administrator has made
        login: String,
        /// What they may do
        #[arg(value_enum)]
        role: MemberRole,
    },
    /// Take a login out of the team's pool
    Dismiss {
        /// The login
        login: String,
    },
    /// List who may do what in the team's pool
    Members,
    /// Bring the folder of this machine and the team's pool to the same
    Sync {
        /// Get the original files of all candidates too
        #[arg(long)]
        originals: bool,
    },
    /// List the decisions that came after somebody else's
    Conflicts,
    /// Keep the decision that somebody else made first
    Keep {
        /// The candidate's number
        #[arg(value_name = "ID")]
        candidate: i64,
    },
    /// Tell who looked at a candidate
    Seen {
        /// The candidate's number
        #[arg(value_name = "ID")]
        candidate: i64,
    },
    /// Bring everything of one pool to another, a folder or a team's, and hold both against each other
    ///
    /// Nothing is taken away from where it was. A move that was broken off is gone on with by giving the command again.
    Move {
        /// Where it is
        #[arg(value_name = "FROM")]
        from: PathBuf,
        /// Where it is to be
        #[arg(value_name = "TO")]
        to: PathBuf,
        #[command(flatten)]
        author: Author,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum MemberRole {
    /// See everything
    Reader,
    /// Bring candidates, decide, mark and write
    Recruiter,
    /// Erase, and let others in
    Administrator,
}

impl From<MemberRole> for Role {
    fn from(role: MemberRole) -> Self {
        match role {
            MemberRole::Reader => Self::Reader,
            MemberRole::Recruiter => Self::Recruiter,
            MemberRole::Administrator => Self::Administrator,
        }
    }
}

impl TeamAction {
    pub(crate) fn run(self, pool: &PoolFolder) -> anyhow::Result<()> {
        let mut out = io::stdout().lock();
        match self {
            Self::Create => {
                let address = address(pool)?;
                let server = Server::create(&address, pool.password(&address)?)?;
                writeln!(out, "the pool `{}` is on {}", printable(&address.pool), address.server())?;
                settle_named_engine(pool, &address, server)
            }
            Self::Login => login(&address(pool)?, &mut out),
            Self::Admit { login, role } => {
                let role = Role::from(role);
                server(pool)?.admit(&login, role)?;
                Ok(writeln!(out, "{}: {role}", printable(&login))?)
            }
            Self::Dismiss { login } => {
                anyhow::ensure!(server(pool)?.dismiss(&login)?, "`{login}` is no member of the pool");
                Ok(writeln!(out, "{}: let go", printable(&login))?)
            }
            Self::Members => {
                for member in server(pool)?.members()? {
                    writeln!(out, "{:<14} {}", member.role, printable(&member.login))?;
                }
                Ok(())
            }
            Self::Sync { originals } => sync(pool, originals, &mut out),
            Self::Conflicts => {
                let said = conflicts(&*pool.open()?)?;
                if said.is_empty() { Ok(()) } else { Ok(writeln!(out, "{said}")?) }
            }
            Self::Keep { candidate } => {
                let open = pool.open()?;
                let kept = open.keep_theirs(CandidateId(candidate))?;
                anyhow::ensure!(kept, "nobody else decided on candidate {candidate} before you");
                let stands = open.triage(CandidateId(candidate))?.decided;
                let stands = stands.map_or_else(
                    || "undecided".to_owned(),
                    |decided| format!("{}, by {}", decided.decision, decided.author),
                );
                Ok(writeln!(out, "{candidate}: {}", printable(&stands))?)
            }
            Self::Seen { candidate } => {
                let key = pool.open()?.key_of(CandidateId(candidate))?;
                for (login, author, made) in server(pool)?.seen_by(&key)? {
                    writeln!(out, "{}", printable(&format!("{made}  {author} ({login})")))?;
                }
                Ok(())
            }
            Self::Move { from, to, author } => move_pool(pool, &from, &to, &author.name(), &mut out),
        }
    }
}

/// The address of a team's pool, which must be meant.
fn address(pool: &PoolFolder) -> anyhow::Result<Address> {
    match pool.whereabouts()? {
        Whereabouts::Team(address) => Ok(address),
        Whereabouts::Folder(folder) => anyhow::bail!(
            "expected the address of a team's pool such as `--pool postgres://ann@db.example.org/candidates`, found the folder `{}`",
            folder.display()
        ),
    }
}

fn server(pool: &PoolFolder) -> anyhow::Result<Server> {
    let address = address(pool)?;
    Ok(Server::open(&address, pool.password(&address)?)?)
}

fn login(address: &Address, out: &mut impl Write) -> anyhow::Result<()> {
    let typed =
        rpassword::prompt_password(format!("Password of {} on {}: ", address.login, address.server()));
    let password = Password::new(&typed.context("cannot ask for a password here")?);
    match Server::open(address, Some(password.clone())) {
        // It was let in; that there is no pool yet, or one of another version, is another matter.
        Ok(_)
        | Err(
            candela_team::Error::NoPool { .. }
            | candela_team::Error::Older { .. }
            | candela_team::Error::Newer { .. },
        ) => {}
        Err(error) => return Err(error.into()),
    }
    anyhow::ensure!(
        candela_team::remember(address, &password),
        "no keychain answers here: put the password into a file and name it with --team-password-file"
    );
    Ok(writeln!(out, "the keychain remembers the password")?)
}

fn sync(pool: &PoolFolder, originals: bool, out: &mut impl Write) -> anyhow::Result<()> {
    let address = address(pool)?;
    let folder = pool.make_folder(&pool.path()?)?;
    let mut follower = Follower::new(&folder, Server::open(&address, pool.password(&address)?)?)?;
    settle_engine(&mut follower)?;
    let synced = follower.sync(&reader()?, crate::now().date())?;
    let fetched = if originals { follower.fetch_originals(&reader()?)? } else { 0 };
    let fetched = if originals { format!(", {fetched} original files") } else { String::new() };
    writeln!(
        out,
        "given: {} candidates, {} changes; got: {} candidates, {} changes{fetched}; erased: {}",
        synced.given, synced.told, synced.got, synced.heard, synced.erased
    )?;
    for pending in follower.server().pending_removals()? {
        writeln!(out, "{}", printable(&pending_in_words(&pending)))?;
    }
    let conflicts = conflicts(&folder)?;
    anyhow::ensure!(conflicts.is_empty(), "somebody else came first:\n{conflicts}");
    Ok(())
}

/// Where somebody who was erased may still be.
pub(crate) fn pending_in_words(pending: &Pending) -> String {
    let Pending { login, seen, unheard, in_engine } = pending;
    let mut places = Vec::new();
    if *unheard > 0 {
        places.push(format!("{unheard} erased candidates may be in its folder until it syncs"));
    }
    if *in_engine > 0 {
        places.push(format!("{in_engine} in its search engine until that holds nothing of them"));
    }
    format!("removal pending on a machine of {login}, heard of last at {seen} UTC: {}", places.join(", "))
}

/// Gives the team the search engine that the address names, if it names one.
fn settle_named_engine(pool: &PoolFolder, address: &Address, server: Server) -> anyhow::Result<()> {
    if address.engine.is_none() {
        return Ok(());
    }
    let folder = pool.make_folder(&address.folder()?)?;
    settle_engine(&mut Follower::new(&folder, server)?)
}

fn move_pool(
    pool: &PoolFolder,
    from: &Path,
    to: &Path,
    author: &str,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    anyhow::ensure!(from != to, "expected two pools, found one");
    let from_folder = folder_of(from)?.map(|folder| pool.open_folder(&folder)).transpose()?;
    let to_folder = folder_of(to)?.map(|folder| pool.make_folder(&folder)).transpose()?;
    let mut source = place(pool, from, from_folder.as_ref(), author)?;
    let mut target = place(pool, to, to_folder.as_ref(), author)?;
    if let Whereabouts::Team(address) = Whereabouts::of(to)? {
        // What stands against the engine is better said before hours of moving.
        settle_named_engine(pool, &address, Server::open(&address, pool.password(&address)?)?)?;
    }
    let bar = if io::stderr().is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    bar.set_style(ProgressStyle::with_template("{spinner} {msg}").expect("the template is sound"));
    let moved = transfer(&mut *source, &mut *target, &mut |step| {
        bar.set_message(match step {
            Step::Candidates(seen) => format!("{seen} candidates"),
            Step::Deeds(told) => format!("{told} changes"),
            Step::Comparing => "holding both against each other".to_owned(),
        });
        bar.tick();
    })?;
    bar.finish_and_clear();
    if let Some(folder) = &to_folder {
        folder.catch_up_index()?;
    }
    let held = target.inventory()?;
    writeln!(
        out,
        "brought: {} candidates ({} were there), {} original files ({} are not where they were), {} changes",
        moved.candidates, moved.known, moved.originals, moved.originals_missing, moved.deeds
    )?;
    writeln!(out, "both hold the same: {} candidates, {}", held.candidates, held.records)?;
    writeln!(out, "and {} decisions, tags and notes, {}", held.triage, held.triage_sum)?;
    writeln!(
        out,
        "and {} roles, saved searches, holds, periods of keeping and results of GitHub, {}",
        held.documents, held.documents_sum
    )?;
    Ok(())
}

/// The folder that a pool is moved from or to; `None` for a team's.
fn folder_of(given: &Path) -> anyhow::Result<Option<PathBuf>> {
    match Whereabouts::of(given)? {
        Whereabouts::Folder(folder) => Ok(Some(folder)),
        Whereabouts::Team(_) => Ok(None),
    }
}

fn place<'a>(
    pool: &PoolFolder,
    given: &Path,
    folder: Option<&'a Pool>,
    author: &str,
) -> anyhow::Result<Box<dyn SharedTruth + 'a>> {
    Ok(match (Whereabouts::of(given)?, folder) {
        (Whereabouts::Team(address), _) => Box::new(Server::open(&address, pool.password(&address)?)?),
        (Whereabouts::Folder(_), Some(folder)) => {
            Box::new(Local::new(folder, reader()?, author, || crate::now().timestamp())?)
        }
        (Whereabouts::Folder(_), None) => unreachable!("the folder was opened before"),
    })
}
