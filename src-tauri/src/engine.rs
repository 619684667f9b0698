//! The search engine of the pool in the window: given, looked at, logged in to, taken away; for the whole team where the pool is one's.

use candela_pool::{EngineLogin, EngineRequest};

use crate::desk::Desk;
use crate::error::Failure;
use crate::list;
use crate::log;
use crate::wire::EngineStand;

/// How the engine is, after having been asked; `None` where the pool has none.
pub(crate) fn stand(desk: &Desk) -> Result<Option<EngineStand>, Failure> {
    let state = desk.pool()?.engine_state()?;
    Ok(state.map(|state| EngineStand {
        address: state.address.clone(),
        of_team: desk.team().is_some(),
        engine: list::engine(state),
    }))
}

/// Gives the pool an engine, which is filled beside whatever is done; whether the system's keychain has the password. Nobody is logged in
/// where the user is empty.
pub(crate) fn give(desk: &Desk, address: String, user: String, password: String) -> Result<bool, Failure> {
    let login = match user.trim() {
        "" => EngineLogin::None,
        name => EngineLogin::Password { name: name.to_owned(), password: password.into() },
    };
    let request = EngineRequest { address: address.trim().to_owned(), login, kind: None, authority: None };
    let pool = desk.pool()?;
    let is_kept = match desk.team() {
        Some(team) => team.with_follower(&pool, |follower| follower.set_engine(&request))?,
        None => pool.set_engine(&request)?,
    };
    fill(desk);
    Ok(is_kept)
}

/// Keeps the password of this laptop for the engine; whether the system's keychain has it.
pub(crate) fn log_in(desk: &Desk, password: &str) -> Result<bool, Failure> {
    let is_kept = desk.pool()?.keep_engine_secret(password)?;
    fill(desk);
    Ok(is_kept)
}

/// Takes the pool's index from the engine, and the engine from the pool.
pub(crate) fn remove(desk: &Desk) -> Result<(), Failure> {
    let pool = desk.pool()?;
    match desk.team() {
        Some(team) => team.with_follower(&pool, |follower| follower.remove_engine()),
        None => Ok(pool.remove_engine()?),
    }
}

/// Sends whom the engine lacks. What is in the way is told with the state, and by the next search.
fn fill(desk: &Desk) {
    if let Some(team) = desk.team() {
        return team.wake();
    }
    let desk = desk.clone();
    std::thread::spawn(move || {
        let filled = desk.pool().and_then(|pool| Ok(pool.catch_up_engine_while(&mut |_| true)?));
        if filled.is_err() {
            log::note("the search engine could not be filled");
        }
    });
}
