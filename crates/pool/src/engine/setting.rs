//! Which engine a pool has: a file beside the database, so that neither a backup nor a copy of the database brings it to another
//! pool. Its secret is in the system's keychain, or in a variable where there is none.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use candela_engine::{Address, Dialect, EngineIndex, Login};
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

    /// The index there. Nobody is asked yet.
    pub(crate) fn open(&self) -> Result<EngineIndex, Error> {
        let mut address = Address::parse(&self.address)?;
        address.dialect = Dialect::of_name(&self.kind);
        address.authority.clone_from(&self.authority);
        let secret = || std::env::var(VARIABLE).ok().or_else(|| system_keychain(&self.account()).fetch());
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
        format!("engine {}", self.name)
    }
}
