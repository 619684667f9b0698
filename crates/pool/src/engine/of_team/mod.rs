//! The search engine of a team's pool: one index for all its laptops.
//!
//! Where it is stands on the team's server, for everybody. A candidate goes by a number that is made of their key, so that all laptops
//! mean the same document. Its revision is the number, in the team's log, of the last thing that changed what is indexed of them, with
//! the rules they were read by behind it: a laptop that has heard more, or reads by newer rules, writes over one that has not, and
//! never the other way round. Before anything is sent the team is asked for these numbers; whoever is not in the team's pool is not sent.
//! An engine that only adds knows no revisions: what it was sent stands on the team's server.

mod append;
mod asked;
mod feed;
mod record;
mod vouched;

use std::io::Write;
use std::path::Path;
use std::sync::PoisonError;

pub(crate) use asked::Numbered;
pub(super) use asked::OfTeam;
use candela_engine::{Dialect, EngineIndex};
use candela_resumes::{Labels, WORDS_VERSION};
pub use record::{Counts, EngineRecord, EngineTurn, Holdings, MOST_LEFT_OUT, Noted, Older, OnTheWay};
use serde::{Deserialize, Serialize};

pub(crate) use vouched::Witness;

use super::setting::{LoginKind, Setting};
use super::{EngineAddress, EngineRequest, number, parted};
use crate::shared::Key;
use crate::store::{self, engine_of_team};
use crate::{Error, Pool, folder};

/// The certificate of the engine's authority in the folder of a laptop.
const AUTHORITY: &str = "engine-authority.pem";

/// The search engine of a team's pool as its server keeps it for everybody. It holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamEngine {
    address: String,
    kind: String,
    /// The certificate of its own authority, in PEM.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    authority: Option<String>,
    login: LoginKind,
    /// The version of its words.
    words: String,
    /// What its index is called, but for the version of its words; kept apart, since it changes.
    #[serde(skip)]
    name: String,
}

/// What is asked of a team while its search engine is fed.
pub trait EngineTruth {
    /// What can be in the way.
    type Error: From<Error>;

    /// The number of the team's log that last changed what is indexed of each; `None` for whom the team does not have.
    ///
    /// # Errors
    /// When the team cannot be asked; so with all others.
    fn indexed_at(&mut self, keys: &[Key]) -> Result<Vec<Option<i64>>, Self::Error>;

    /// Who was erased and may still be on the engine, and whether so long ago that nothing of them can arrive there any more.
    fn to_remove(&mut self) -> Result<Vec<(Key, bool)>, Self::Error>;

    /// The engine holds nothing more of these.
    fn removed(&mut self, keys: &[Key]) -> Result<(), Self::Error>;

    /// Gives the index another name, unless somebody else has done so since; `false` then.
    fn rename_index(&mut self, from: &str, to: &str) -> Result<bool, Self::Error>;

    /// The team's engine as it is now.
    fn engine(&mut self) -> Result<Option<TeamEngine>, Self::Error>;
}

impl Pool {
    /// Gives the team's pool that this folder follows a search engine: an empty index is made on it, `keep` lets the team know, and this
    /// folder uses it from now on. Whether the secret of the login is kept in the system's keychain is told.
    ///
    /// # Errors
    /// [`Error::Engine`] when it cannot be used, and those of `keep`; nothing is changed then.
    pub fn set_team_engine<E: From<Error>>(
        &self,
        request: &EngineRequest,
        keep: impl FnOnce(&TeamEngine) -> Result<(), E>,
    ) -> Result<bool, E> {
        if self.key().is_some() {
            return Err(Error::EngineOfEncrypted { folder: self.folder().to_owned() }.into());
        }
        let address = request.to_address()?;
        let (login, secret) = parted(&address.login);
        let authority = request.authority.as_deref().map(read).transpose()?;
        let name = self.ask(|connection| Ok(store::engine::new_name(connection)?))?;
        let bare = address.to_string();
        let index = EngineIndex::open(address, &name).map_err(Error::from)?;
        index.create().map_err(Error::from)?;
        let engine = TeamEngine {
            address: bare,
            kind: index.dialect().name().to_owned(),
            authority,
            login,
            words: WORDS_VERSION.to_owned(),
            name,
        };
        if let Err(error) = keep(&engine) {
            // Nobody knows of it; what is left of it is empty.
            let _ = index.remove();
            return Err(error);
        }
        self.adopt_engine(Some(&engine))?;
        match secret {
            Some(secret) => Ok(self.keep_engine_secret(&secret)?),
            None => Ok(true),
        }
    }

    /// Keeps the secret that this laptop logs in to its engine with; whether the system's keychain has it. Otherwise it holds as long as
    /// this pool is open, and `CANDELA_ENGINE_SECRET` must hold it afterwards.
    ///
    /// # Errors
    /// [`Error::NoEngine`] when the pool has none, [`Error::Engine`] when the engine does not let it in: nothing is kept then.
    pub fn keep_engine_secret(&self, secret: &str) -> Result<bool, Error> {
        let setting = Setting::load(self.folder())?.ok_or(Error::NoEngine)?;
        let index = setting.open_with(|| Some(secret.to_owned()))?;
        index.health()?;
        let is_kept = setting.keep_secret(secret);
        self.keep_open(setting, index);
        self.change(|connection| Ok(store::engine::resume(connection)?))?;
        Ok(is_kept)
    }

    /// Uses the search engine that the team has, or none when it has none. An encrypted folder uses none.
    pub fn adopt_engine(&self, engine: Option<&TeamEngine>) -> Result<(), Error> {
        let engine = engine.filter(|_| self.key().is_none());
        let known = Setting::load(self.folder())?;
        let Some(engine) = engine else {
            return match known {
                Some(known) if known.is_of_team => self.leave_engine(&known),
                _ => Ok(()),
            };
        };
        match known {
            Some(known) if known.is_of_team && engine.is(&known) => return Ok(()),
            Some(known) if known.is_of_team => {}
            // The folder had one of its own, which goes first.
            Some(_) => self.remove_engine()?,
            None => {}
        }
        let authority = self.folder().join(AUTHORITY);
        folder::take_away(&authority)?;
        if let Some(pem) = &engine.authority {
            let mut file = folder::new_private_file(&authority).map_err(Error::folder(&authority))?;
            file.write_all(pem.as_bytes()).map_err(Error::folder(&authority))?;
        }
        let setting = Setting {
            address: engine.address.clone(),
            kind: engine.kind.clone(),
            authority: engine.authority.as_ref().map(|_| authority),
            login: engine.login.clone(),
            name: engine.name.clone(),
            words: engine.words.clone(),
            is_of_team: true,
        };
        self.change(|connection| Ok(store::engine::join(connection)?))?;
        setting.keep(self.folder())?;
        // The same engine with another index: a secret that was typed goes on to hold.
        let mut kept = self.kept_engine().lock().unwrap_or_else(PoisonError::into_inner);
        *kept = kept.take().filter(|(before, _)| before.is_same_engine(&setting)).map(|(_, index)| {
            let index = index.of_words(&setting.name, WORDS_VERSION);
            (setting, index)
        });
        Ok(())
    }

    /// Takes the index of the team from its engine, before the team forgets the engine.
    ///
    /// # Errors
    /// [`Error::NoEngine`] when this folder uses none, [`Error::Engine`] when the engine does not do it: nothing is changed then.
    pub fn remove_team_index(&self) -> Result<(), Error> {
        let setting = Setting::load(self.folder())?.filter(|setting| setting.is_of_team);
        setting.ok_or(Error::NoEngine)?;
        let Some((setting, engine)) = self.engine()? else { return Err(Error::NoEngine) };
        Ok(engine.of_words(&setting.name, &setting.words).remove()?)
    }

    /// The team has no engine any more, or this folder does not use it.
    fn leave_engine(&self, setting: &Setting) -> Result<(), Error> {
        self.change(|connection| Ok(store::engine::join(connection)?))?;
        self.change(|connection| Ok(store::engine::forget(connection)?))?;
        self.forget_open_engine();
        folder::take_away(&self.folder().join(AUTHORITY))?;
        setting.forget(self.folder())
    }

    /// Whether this folder shares the engine of a team.
    pub(crate) fn shares_engine(&self) -> Result<bool, Error> {
        Ok(Setting::load(self.folder())?.is_some_and(|setting| setting.is_of_team))
    }

    /// Whether facts here are told by more than everybody has: what others sent was told without it.
    pub(super) fn reads_by_own_rules(&self) -> Result<bool, Error> {
        Ok(self.skills()?.has_own())
    }

    /// Those whom no answer of the team's engine may have: erased, or versions of somebody else.
    pub(super) fn hidden_from_team_engine(&self) -> Result<Vec<u64>, Error> {
        self.ask(|connection| {
            let (erased, merged) = (engine_of_team::erased(connection)?, engine_of_team::merged(connection)?);
            Ok(erased.into_iter().chain(merged).map(number).collect())
        })
    }

    /// Decisions and tags as the team's engine is given them.
    pub(super) fn labels_of_team(&self) -> Result<Labels, Error> {
        self.ask(|connection| Ok(engine_of_team::labels(connection)?))
    }
}

impl TeamEngine {
    /// Where it is, without login.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// How an address of the team's pool names it.
    pub fn named_in_address(&self) -> EngineAddress {
        EngineAddress::of(&self.address, &self.login)
    }

    /// The same with an index of this name.
    #[must_use]
    pub fn named(self, name: String) -> Self {
        Self { name, ..self }
    }

    /// What its index is called, but for the version of its words.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it only adds, so that the team's server has to know what it was sent.
    pub fn only_adds(&self) -> bool {
        Dialect::of_name(&self.kind).is_some_and(|dialect| !dialect.knows_revisions())
    }

    fn is(&self, setting: &Setting) -> bool {
        let same_authority = || match (&self.authority, &setting.authority) {
            (None, None) => true,
            (Some(pem), Some(path)) => read(path).is_ok_and(|held| held == *pem),
            _ => false,
        };
        (&self.address, &self.kind, &self.login, &self.name, &self.words)
            == (&setting.address, &setting.kind, &setting.login, &setting.name, &setting.words)
            && same_authority()
    }
}

fn read(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(Error::folder(path))
}
