//! Which engine a pool has: a file beside the database, so that neither a backup nor a copy of the database brings it to another
//! pool. Its secret is in the system's keychain, or in a variable where there is none.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use candela_engine::{Address, Dialect, EngineIndex, Login};
use candela_resumes::WORDS_VERSION;
use serde::{Deserialize, Serialize};

use crate::keychain::system_keychain;
use crate::{Error, folder};

const FILE: &str = "engine.json";
/// The secret, where no keychain keeps it.
const VARIABLE: &str = "CANDELA_ENGINE_SECRET";

/// How the engine of a pool is reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Setting {
    /// Without a login.
    pub(crate) address: String,
    /// Its kind, by name.
    pub(crate) kind: String,
    /// The certificate of its own authority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) authority: Option<PathBuf>,
    /// What it wants to know.
    pub(crate) login: LoginKind,
    /// What the index is called there, but for the version of its words.
    pub(crate) name: String,
    /// The version of its words.
    pub(crate) words: String,
    /// Whether the index is that of all laptops of a team, and the setting that of its server.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_of_team: bool,
}

/// How the engine lets one in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LoginKind {
    None,
    Password { name: String },
    ApiKey,
}

impl Setting {
    /// The setting of the pool in a folder; `None` where it has no engine.
    pub(crate) fn load(pool: &Path) -> Result<Option<Self>, Error> {
        let path = pool.join(FILE);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::folder(&path)(error)),
        };
        serde_json::from_slice(&text).map(Some).map_err(|error| Error::folder(&path)(error.into()))
    }

    pub(crate) fn keep(&self, pool: &Path) -> Result<(), Error> {
        let path = pool.join(FILE);
        let coming = path.with_extension("new");
        folder::take_away(&coming)?;
        let text = serde_json::to_vec_pretty(self).expect("a setting has texts only");
        let write = || {
            let mut file = folder::new_private_file(&coming)?;
            file.write_all(&text)?;
            file.sync_all()?;
            fs::rename(&coming, &path)
        };
        write().map_err(Error::folder(&path))
    }

    /// Takes the setting and the secret away.
    pub(crate) fn forget(&self, pool: &Path) -> Result<(), Error> {
        system_keychain(&self.account()).forget();
        folder::take_away(&pool.join(FILE))
    }

    /// Keeps the secret of the login in the keychain; `false` where none answers.
    pub(crate) fn keep_secret(&self, secret: &str) -> bool {
        system_keychain(&self.account()).keep(secret).is_some()
    }

    /// Whether both are the same engine of a team, whatever its index is called.
    pub(crate) fn is_same_engine(&self, other: &Self) -> bool {
        self.is_of_team
            && other.is_of_team
            && (&self.address, &self.kind, &self.authority, &self.login)
                == (&other.address, &other.kind, &other.authority, &other.login)
    }

    /// Whether its words are those of this program.
    pub(crate) fn has_our_words(&self) -> bool {
        self.words == WORDS_VERSION
    }

    /// The index there. Nobody is asked yet.
    pub(crate) fn open(&self) -> Result<EngineIndex, Error> {
        self.open_with(|| secret_of(&self.account()))
    }

    /// The same with the secret from elsewhere.
    pub(crate) fn open_with(&self, secret: impl Fn() -> Option<String>) -> Result<EngineIndex, Error> {
        let mut address = Address::parse(&self.address)?;
        address.dialect = Dialect::of_name(&self.kind);
        address.authority.clone_from(&self.authority);
        address.login = match &self.login {
            LoginKind::None => Login::None,
            LoginKind::Password { name } => Login::Password {
                name: name.clone(),
                password: secret().ok_or(Error::NoEngineSecret)?.into(),
            },
            LoginKind::ApiKey => Login::ApiKey(secret().ok_or(Error::NoEngineSecret)?.into()),
        };
        Ok(EngineIndex::open(address, &self.name)?)
    }

    fn account(&self) -> String {
        match self.is_of_team {
            // The index of a team has another name whenever it was lost.
            true => account_of_team(&self.address),
            false => format!("engine {}", self.name),
        }
    }
}

/// What this laptop logs in with to the engine of a team at an address; `None` where that is not known.
pub(crate) fn team_secret(address: &str) -> Option<String> {
    secret_of(&account_of_team(address))
}

fn account_of_team(address: &str) -> String {
    format!("engine of a team {address}")
}

fn secret_of(account: &str) -> Option<String> {
    std::env::var(VARIABLE).ok().or_else(|| system_keychain(account).fetch())
}
