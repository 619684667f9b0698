//! `candela pool engine`: the search engine of a pool, and what is said of it after a search.

use std::io::{self, Write};
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use candela_pool::{EngineLogin, EngineRequest, EngineState, Found, Pool};
use clap::Args;

use crate::passphrase;
use crate::pool_folder::OpenPool;
use crate::printable::printable;
use crate::progress;

/// How long it is waited for an engine to find what it was sent.
const PATIENCE: Duration = Duration::from_secs(60);

/// Let an OpenSearch, Elasticsearch or Quickwit of yours answer searches; without an address: how it is
///
/// The texts of all résumés are sent there, and whoever can read that engine can read them. The index of this machine stays and
/// answers when the engine does not. For a team's pool an administrator gives one engine to all: each laptop knows it from then on, and
/// whoever has to log in there gives their own password with --password-file or --ask-password.
#[derive(Args)]
pub(crate) struct EngineCommand {
    /// `https://host:port`; a user and password may stand in it
    #[arg(conflicts_with = "remove")]
    address: Option<String>,
    /// Which engine it is [default: it is asked]
    #[arg(long, value_name = "KIND", value_parser = ["opensearch", "elasticsearch", "quickwit"], requires = "address")]
    kind: Option<String>,
    /// The certificate of an authority of your own, in PEM
    #[arg(long, value_name = "FILE", requires = "address")]
    authority: Option<PathBuf>,
    /// Log in as this user; the password is asked for
    #[arg(long, value_name = "NAME", requires = "address", conflicts_with = "api_key_file")]
    user: Option<String>,
    /// Take the password from the first line of this file
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Log in by the API key in the first line of this file
    #[arg(long, value_name = "FILE")]
    api_key_file: Option<PathBuf>,
    /// Ask for the password, or the key, of an engine that the team has
    #[arg(long, conflicts_with_all = ["address", "password_file", "api_key_file"])]
    ask_password: bool,
    /// Take the pool's index from the engine, and the engine from the pool
    #[arg(long)]
    remove: bool,
}

impl EngineCommand {
    pub(crate) fn run(&self, pool: &OpenPool) -> anyhow::Result<()> {
        let mut out = io::stdout().lock();
        if self.remove {
            pool.remove_engine()?;
            return Ok(writeln!(out, "the engine holds nothing of this pool any more")?);
        }
        if let Some(secret) = self.own_secret()? {
            tell_of_keychain(pool.keep_engine_secret(&secret)?);
        }
        if let Some(address) = &self.address {
            tell_of_keychain(pool.set_engine(&self.request(address)?)?);
            warn_of_open_way(address);
        }
        let begun = Instant::now();
        let state = loop {
            catch_up(pool)?;
            match pool.engine_state()? {
                None => {
                    return Ok(writeln!(
                        out,
                        "the pool has no search engine: the index of this machine answers"
                    )?);
                }
                // Some engines find what they were sent only seconds later.
                Some(state) if state.missing > 0 && state.trouble.is_none() && begun.elapsed() < PATIENCE => {
                    thread::sleep(Duration::from_secs(1));
                }
                Some(state) => break state,
            }
        };
        writeln!(out, "{} at {}", state.kind, printable(&state.address))?;
        for (count, said) in [
            (state.missing, "are not there yet; the index of this machine answers until they are"),
            (state.refused, "were refused by it and are found by the index of this machine alone"),
            (state.removals, "were erased or merged: removal pending, no answer has them"),
        ] {
            if count > 0 {
                writeln!(out, "{count} candidates {said}")?;
            }
        }
        match &state.trouble {
            Some(trouble) => writeln!(out, "it {}: the index of this machine answers", printable(trouble))?,
            None if state.missing == 0 => writeln!(out, "it answers")?,
            None => {}
        }
        Ok(())
    }

    /// Whether the pool gets an engine, or has one no more.
    pub(crate) fn changes_engine(&self) -> bool {
        self.remove || self.address.is_some()
    }

    /// The secret of this laptop for an engine that is there.
    fn own_secret(&self) -> anyhow::Result<Option<String>> {
        match self.password_file.as_ref().or(self.api_key_file.as_ref()) {
            _ if self.address.is_some() => Ok(None),
            Some(file) => passphrase::first_line(file).map(Some),
            None if self.ask_password => passphrase::typed("Password of the search engine: ").map(Some),
            None => Ok(None),
        }
    }

    fn request(&self, address: &str) -> anyhow::Result<EngineRequest> {
        let login = match (&self.user, &self.api_key_file) {
            (Some(user), _) => {
                let password = match &self.password_file {
                    Some(file) => passphrase::first_line(file),
                    None => passphrase::typed("Password of the search engine: "),
                };
                EngineLogin::Password { name: user.clone(), password: password?.into() }
            }
            (None, Some(file)) => EngineLogin::ApiKey(passphrase::first_line(file)?.into()),
            (None, None) => EngineLogin::None,
        };
        let (kind, authority) = (self.kind.clone(), self.authority.clone());
        Ok(EngineRequest { address: address.to_owned(), login, kind, authority })
    }
}

/// Says so where the way to an engine is not guarded.
pub(crate) fn warn_of_open_way(address: &str) {
    if address.starts_with("http:") {
        eprintln!("candela: by http the texts of the résumés go through the network as they are");
    }
}

fn tell_of_keychain(is_kept: bool) {
    if !is_kept {
        eprintln!("candela: no keychain answers here: set CANDELA_ENGINE_SECRET to the password each time");
    }
}

/// Brings the engine up to date, where the pool has one; shows how far it is where it takes long.
pub(crate) fn catch_up(pool: &OpenPool) -> anyhow::Result<()> {
    progress::shown("filling the search engine", |goes_on| pool.feed_engine(goes_on))
}

/// `, found by OpenSearch`; nothing where the index of this machine answered.
pub(crate) fn answered(found: &Found) -> String {
    let engine = found.engine.as_ref().filter(|engine| engine.has_answered);
    engine.map_or_else(String::new, |engine| format!(", found by {}", engine.kind))
}

/// What is to be said of the engine after a search.
pub(crate) fn notes(state: &EngineState) -> Vec<String> {
    let EngineState { kind, missing, refused, removals, trouble, .. } = state;
    let mut notes = Vec::new();
    if !state.has_answered {
        let why = match trouble {
            Some(trouble) => printable(trouble),
            None => format!("lacks {missing} candidates still"),
        };
        notes.push(format!("the index of this machine answered, since {kind} {why}"));
    }
    if state.has_answered && *refused > 0 {
        notes.push(format!("{kind} refused {refused} candidates, who are missing in what it finds"));
    }
    if *removals > 0 {
        notes.push(pending(*removals, kind));
    }
    notes
}

/// Says of whom the engine may still hold something.
pub(crate) fn tell_of_removals(pool: &Pool, out: &mut impl Write) -> anyhow::Result<()> {
    if let Some(state) = pool.engine_state()?.filter(|state| state.removals > 0) {
        writeln!(out, "{}", pending(state.removals, state.kind))?;
    }
    Ok(())
}

fn pending(removals: usize, kind: &str) -> String {
    format!("{removals} removals are pending in {kind}, which is told until it holds nothing of them")
}
