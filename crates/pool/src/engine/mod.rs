//! The search engine of a pool, where it has one: the same index a second time, on servers.
//!
//! The index of this machine stays. It answers while the engine lacks anybody, fails or was lost, so that a search finds everybody
//! whatever happens to the engine; who answered is told. The engine is fed from the pool's own texts by whoever has `engine.lock`;
//! what it holds and what is to go from it stands in the database, and nothing on the engine is believed without being asked.

mod address;
mod feed;
mod of_team;
mod setting;
#[cfg(test)]
mod tests;

use std::sync::PoisonError;

pub use address::EngineAddress;
pub use candela_engine::Login as EngineLogin;
use candela_engine::{Address, Dialect, EngineError, EngineIndex, Health, Key, Login};
use candela_resumes::{IndexError, SearchIndex, WORDS_VERSION};
use of_team::OfTeam;
pub use of_team::{
    Counts, EngineRecord, EngineTruth, EngineTurn, Holdings, MOST_LEFT_OUT, Noted, Older, OnTheWay,
    TeamEngine,
};
pub(crate) use of_team::{Numbered, Witness};
use secrecy::ExposeSecret;
use setting::LoginKind;
pub(crate) use setting::Setting;

use crate::store::{self, Failure, engine_of_team};
use crate::{Error, Pool};

/// The engine of a pool as it was opened last, and the setting it was opened by.
pub(crate) type OpenEngine = Option<(Setting, EngineIndex)>;

/// How a search engine is reached.
#[derive(Clone, Debug)]
pub struct EngineRequest {
    /// `https://host:port`; a name and password may stand in it.
    pub address: String,
    /// How it lets one in, where that does not stand in the address.
    pub login: EngineLogin,
    /// `opensearch`, `elasticsearch` or `quickwit`; asked there when it is not said.
    pub kind: Option<String>,
    /// A file with the certificate of an own authority, in PEM.
    pub authority: Option<std::path::PathBuf>,
}

/// How the engine of a pool is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EngineState {
    /// Which it is: "OpenSearch".
    pub kind: &'static str,
    /// Where, without login.
    pub address: String,
    /// Whether it gave the answer; otherwise the index of this machine did.
    pub has_answered: bool,
    /// Candidates that it does not find as they are now.
    pub missing: usize,
    /// Candidates that it refused: it will never find them.
    pub refused: usize,
    /// Candidates who were erased or merged and of whom it may still hold something; no answer has them.
    pub removals: usize,
    /// What was the matter when it was asked last.
    pub trouble: Option<String>,
}

impl EngineRequest {
    fn to_address(&self) -> Result<Address, Error> {
        let mut address = Address::parse(&self.address)?;
        address.authority.clone_from(&self.authority);
        if let Some(kind) = &self.kind {
            let known = Dialect::of_name(kind);
            address.dialect = Some(known.ok_or_else(|| Error::NoEngineKind { typed: kind.clone() })?);
        }
        if !matches!(self.login, Login::None) {
            address.login = self.login.clone();
        }
        Ok(address)
    }
}

/// How an engine lets one in, and the secret apart.
fn parted(login: &Login) -> (LoginKind, Option<String>) {
    match login {
        Login::None => (LoginKind::None, None),
        Login::Password { name, password } => {
            (LoginKind::Password { name: name.clone() }, Some(password.expose_secret().to_owned()))
        }
        Login::ApiKey(key) => (LoginKind::ApiKey, Some(key.expose_secret().to_owned())),
    }
}

impl Pool {
    /// Gives the pool a search engine: an empty index is made on it, which [`catch_up_engine_while`](Self::catch_up_engine_while)
    /// fills. Whether the secret of the login is kept in the system's keychain is told; otherwise `CANDELA_ENGINE_SECRET` must hold it.
    ///
    /// # Errors
    /// [`Error::EngineOfEncrypted`] for an encrypted pool, [`Error::EngineSet`] when it has one, [`Error::Engine`] when the engine
    /// cannot be used; nothing is changed then.
    pub fn set_engine(&self, request: &EngineRequest) -> Result<bool, Error> {
        if self.key().is_some() {
            return Err(Error::EngineOfEncrypted { folder: self.folder().to_owned() });
        }
        if let Some(setting) = Setting::load(self.folder())? {
            return Err(Error::EngineSet { address: setting.address });
        }
        let address = request.to_address()?;
        let (login, secret) = parted(&address.login);
        let name = self.ask(|connection| Ok(store::engine::new_name(connection)?))?;
        let bare = address.to_string();
        let index = EngineIndex::open(address, &name)?;
        index.create()?;
        let setting = Setting {
            address: bare,
            kind: index.dialect().name().to_owned(),
            authority: request.authority.clone(),
            login,
            name,
            words: WORDS_VERSION.to_owned(),
            is_of_team: false,
        };
        let is_kept = secret.is_none_or(|secret| setting.keep_secret(&secret));
        self.change(|connection| Ok(store::engine::begin(connection)?))?;
        setting.keep(self.folder())?;
        self.keep_open(setting, index);
        Ok(is_kept)
    }

    /// Takes the search engine from the pool, and the pool's index from the engine.
    ///
    /// # Errors
    /// [`Error::NoEngine`] when it has none, [`Error::Engine`] when the engine does not do it: nothing is changed then.
    pub fn remove_engine(&self) -> Result<(), Error> {
        let setting = Setting::load(self.folder())?.ok_or(Error::NoEngine)?;
        let _turn = self.engine_turn()?;
        setting.open()?.remove()?;
        self.change(|connection| Ok(store::engine::forget(connection)?))?;
        self.forget_open_engine();
        setting.forget(self.folder())
    }

    fn keep_open(&self, setting: Setting, index: EngineIndex) {
        *self.kept_engine().lock().unwrap_or_else(PoisonError::into_inner) = Some((setting, index));
    }

    fn forget_open_engine(&self) {
        *self.kept_engine().lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// How the engine of the pool is, after having been asked for its health; `None` where the pool has none.
    pub fn engine_state(&self) -> Result<Option<EngineState>, Error> {
        let (setting, engine) = match self.engine() {
            Ok(Some(opened)) => opened,
            Ok(None) => return Ok(None),
            Err(error @ Error::NoEngineSecret) => return self.state_without(&error),
            Err(error) => return Err(error),
        };
        let (mut state, can_answer) = self.state_of(&setting, &engine)?;
        match engine.health() {
            Ok(Health::Broken) => state.trouble = Some("parts of it are missing".to_owned()),
            Ok(Health::Well | Health::Weakened) if can_answer && is_vouched_for(&setting, &engine) => {
                self.tell_if_unfit(&mut state, &setting, &engine)?;
            }
            Ok(Health::Well | Health::Weakened) => {}
            Err(error) => state.trouble = Some(error.in_words().to_owned()),
        }
        Ok(Some(state))
    }

    /// Asks the engine, where the pool has one that finds everybody, and otherwise the index of this machine. Tells how the engine is.
    pub(crate) fn ask_index<T: Numbered>(
        &self,
        ask: impl Fn(&dyn SearchIndex) -> Result<T, IndexError>,
    ) -> Result<(T, Option<EngineState>), Error> {
        let (setting, engine) = match self.engine() {
            Ok(Some(opened)) => opened,
            Ok(None) => return Ok((self.index().ask(ask)?, None)),
            // An engine that cannot even be tried is in nobody's way.
            Err(error) => return Ok((self.index().ask(ask)?, self.state_without(&error)?)),
        };
        let (mut state, can_answer) = self.state_of(&setting, &engine)?;
        if can_answer {
            self.hide_what_is_gone(&setting, &engine)?;
            let answer = match setting.is_of_team {
                true => self.ask_team(&setting, &engine, &ask)?,
                false => ask(&engine),
            };
            match answer {
                Ok(answer) => {
                    state.has_answered = true;
                    self.note_trouble(&mut state, None)?;
                    return Ok((answer, Some(state)));
                }
                Err(IndexError::Elsewhere { said, is_lost, .. }) => {
                    if is_lost {
                        self.forget_engine_index()?;
                    }
                    self.note_trouble(&mut state, Some(said))?;
                }
                Err(error) => return Err(Error::of_index(self.folder(), error)),
            }
        }
        Ok((self.index().ask(ask)?, Some(state)))
    }

    /// Asks the index that a team has on its engine; the answer speaks of candidates by their numbers here.
    fn ask_team<T: Numbered>(
        &self,
        setting: &Setting,
        engine: &EngineIndex,
        ask: impl Fn(&dyn SearchIndex) -> Result<T, IndexError>,
    ) -> Result<Result<T, IndexError>, Error> {
        let vouched = match is_vouched_for(setting, engine) {
            false => None,
            true => match self.vouched(setting, engine)? {
                Ok(vouched) => Some(vouched),
                Err(error) => return Ok(Err(error)),
            },
        };
        let engine = vouched.as_ref().unwrap_or(engine);
        // Somebody who cannot be looked up is nobody there.
        let there =
            |id: u64| self.ask(|connection| Ok(engine_of_team::number_of(connection, id)?)).ok().flatten();
        let answer = match ask(&OfTeam { engine, labels: self.labels_of_team()?, number: &there }) {
            Ok(answer) => answer,
            Err(error) => return Ok(Err(error)),
        };
        self.ask(|connection| {
            let mut failed = None;
            let renumbered = answer.renumbered(&mut |number| {
                let found = engine_of_team::of_number(connection, number);
                found.unwrap_or_else(|error| failed.replace(error).and(None)).map(|id| self::number(id.0))
            });
            failed.map_or(Ok(Ok(renumbered)), |error| Err(error.into()))
        })
    }

    /// The engine of the pool with its setting, opened when that is another than it was.
    fn engine(&self) -> Result<OpenEngine, Error> {
        let setting = Setting::load(self.folder())?;
        let mut kept = self.kept_engine().lock().unwrap_or_else(PoisonError::into_inner);
        let Some(setting) = setting else {
            *kept = None;
            return Ok(None);
        };
        if let Some((_, engine)) = kept.as_ref().filter(|(of, _)| *of == setting) {
            return Ok(Some((setting, engine.clone())));
        }
        let engine = setting.open()?;
        *kept = Some((setting.clone(), engine.clone()));
        Ok(Some((setting, engine)))
    }

    /// How the engine is by what the database says, and whether it can be asked.
    fn state_of(&self, setting: &Setting, engine: &EngineIndex) -> Result<(EngineState, bool), Error> {
        let unfit = self.why_unfit(setting)?;
        self.ask(|connection| {
            let index = store::engine::index(connection)?;
            let missing = store::engine::count_behind(connection)?;
            let can_answer = missing == 0 && index.is_made && !index.is_paused && unfit.is_none();
            let state = EngineState {
                kind: engine.dialect().name(),
                address: engine.address(),
                has_answered: false,
                missing,
                refused: store::engine::count_refused(connection)?,
                removals: to_go(connection, setting)?.len(),
                trouble: index.trouble.or_else(|| unfit.map(str::to_owned)),
            };
            Ok((state, can_answer))
        })
    }

    /// Why the index of a team can answer nothing here, whatever is in it.
    fn why_unfit(&self, setting: &Setting) -> Result<Option<&'static str>, Error> {
        Ok(if !setting.is_of_team {
            None
        } else if !setting.has_our_words() {
            Some("was filled by another version of Candela")
        } else if self.reads_by_own_rules()? {
            Some("knows nothing of the skills and signals that were added here")
        } else {
            None
        })
    }

    /// The state of an engine that cannot be opened.
    fn state_without(&self, error: &Error) -> Result<Option<EngineState>, Error> {
        let Some(setting) = Setting::load(self.folder()).ok().flatten() else { return Ok(None) };
        self.ask(|connection| {
            Ok(Some(EngineState {
                kind: Dialect::of_name(&setting.kind).map_or("", Dialect::name),
                address: setting.address.clone(),
                has_answered: false,
                missing: store::engine::count_behind(connection)?,
                refused: store::engine::count_refused(connection)?,
                removals: to_go(connection, &setting)?.len(),
                trouble: Some(format!("cannot be asked: {error}")),
            }))
        })
    }

    /// Whoever was erased or merged, and older revisions, are left out of every answer from now on.
    fn hide_what_is_gone(&self, setting: &Setting, engine: &EngineIndex) -> Result<(), Error> {
        if setting.is_of_team {
            // Of one that only adds more is to be left out, which the team's server knows.
            if !is_vouched_for(setting, engine) {
                engine.hide_only(self.hidden_from_team_engine()?, []);
            }
            return Ok(());
        }
        let (removals, older) = self.ask(|connection| {
            Ok((store::engine::removals(connection)?, store::engine::older(connection)?.0))
        })?;
        engine.hide_only(removals.into_iter().map(number), older.into_iter().map(key));
        Ok(())
    }

    /// Keeps what is the matter with the engine, which is left in peace for a while then; or that nothing is any more.
    fn note_trouble(&self, state: &mut EngineState, trouble: Option<&str>) -> Result<(), Error> {
        let known = std::mem::replace(&mut state.trouble, trouble.map(str::to_owned));
        let noted = match trouble {
            None if known.is_none() => return Ok(()),
            None => self.change(|connection| Ok(store::engine::resume(connection)?)),
            Some(trouble) => self.change(|connection| Ok(store::engine::pause(connection, trouble)?)),
        };
        // Where nothing can be written, what is there can still be searched.
        noted.or_else(|error| if error.is_of_writing() { Ok(()) } else { Err(error) })
    }

    /// The engine has nothing of the pool any more: it is filled anew.
    fn forget_engine_index(&self) -> Result<(), Error> {
        self.change(|connection| Ok(store::engine::forget(connection)?))
    }
}

impl From<EngineError> for Error {
    fn from(error: EngineError) -> Self {
        Self::Engine(error)
    }
}

/// Who is to go from the engine and may still be there.
fn to_go(connection: &rusqlite::Connection, setting: &Setting) -> rusqlite::Result<Vec<i64>> {
    match setting.is_of_team {
        true => engine_of_team::erased(connection),
        false => store::engine::removals(connection),
    }
}

/// Whether what the engine holds is known to a team's server alone.
fn is_vouched_for(setting: &Setting, engine: &EngineIndex) -> bool {
    setting.is_of_team && !engine.dialect().knows_revisions()
}

/// A number of the database, which is never negative.
fn number(id: i64) -> u64 {
    id.unsigned_abs()
}

fn key((candidate, revision): (i64, i64)) -> Key {
    Key { candidate: number(candidate), revision: number(revision) }
}

fn pair(key: &Key) -> (i64, i64) {
    (key.candidate.cast_signed(), key.revision.cast_signed())
}

/// Changes several things that belong together.
fn together<T>(
    connection: &mut rusqlite::Connection,
    change: impl FnOnce(&rusqlite::Connection) -> rusqlite::Result<T>,
) -> Result<T, Failure> {
    let transaction = connection.transaction()?;
    let answer = change(&transaction)?;
    transaction.commit()?;
    Ok(answer)
}
