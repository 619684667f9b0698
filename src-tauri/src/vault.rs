//! An encrypted pool in the window: asked for its passphrase once, closed by hand, encrypted and decrypted.

use candela_pool::{Error, Passphrase, Pool, PoolKey, is_encrypted};
use tauri::{AppHandle, Manager};

use crate::desk::Desk;
use crate::error::Failure;
use crate::rereading::Rereading;
use crate::watching::Watching;
use crate::wire::PoolLock;
use crate::{backing_up, rereading};

/// How the pool stands.
pub(crate) fn state(desk: &Desk) -> Result<PoolLock, Failure> {
    let folder = desk.folder();
    let encrypted = is_encrypted(folder)?;
    // Whatever else is wrong with it is said by whoever asks it something.
    let pool = desk.pool();
    let locked = encrypted && matches!(pool, Err(Failure::Pool(Error::PoolLocked { .. })));
    let place = pool.ok().and_then(|pool| pool.place().ok()).unwrap_or_default().into();
    let remembered = encrypted && PoolKey::remembered(folder).is_some();
    Ok(PoolLock { encrypted, locked, remembered, place })
}

/// Opens the pool. A keychain that does not answer is no reason to leave it closed: the page is told that it does not remember.
pub(crate) fn unlock(
    app: &AppHandle,
    desk: &Desk,
    typed: String,
    remember: bool,
) -> Result<PoolLock, Failure> {
    let key = key(desk, typed)?;
    desk.unlock(&key)?;
    if remember {
        key.remember();
    }
    go_on(app);
    state(desk)
}

/// Closes the pool. What was being read again or erased is finished first.
pub(crate) fn lock(app: &AppHandle, desk: &Desk) -> Result<PoolLock, Failure> {
    if !is_encrypted(desk.folder())? {
        return state(desk);
    }
    let _import = pause(app, desk)?;
    desk.close_while(|_| Ok(()))?;
    state(desk)
}

/// Encrypts the pool and opens it again.
pub(crate) fn encrypt(
    app: &AppHandle,
    desk: &Desk,
    typed: String,
    remember: bool,
) -> Result<PoolLock, Failure> {
    let passphrase = Passphrase::new(typed).ok_or(Error::ShortPassphrase)?;
    let import = pause(app, desk)?;
    let key = desk.close_while(|folder| Pool::encrypt(folder, &passphrase));
    drop(import);
    if let Ok(key) = &key {
        desk.unlock(key)?;
        if remember {
            key.remember();
        }
    }
    go_on(app);
    key?;
    state(desk)
}

/// Decrypts the pool and opens it again.
pub(crate) fn decrypt(app: &AppHandle, desk: &Desk, typed: String) -> Result<PoolLock, Failure> {
    let key = key(desk, typed)?;
    let import = pause(app, desk)?;
    let decrypted = desk.close_while(|folder| Pool::decrypt(folder, &key));
    drop(import);
    if decrypted.is_err() {
        desk.unlock(&key)?;
    }
    go_on(app);
    decrypted?;
    state(desk)
}

/// Locks the pool with another passphrase.
pub(crate) fn change_passphrase(desk: &Desk, old: String, new: String) -> Result<PoolLock, Failure> {
    let new = Passphrase::new(new).ok_or(Error::ShortPassphrase)?;
    key(desk, old)?.change_passphrase(desk.folder(), &new)?;
    state(desk)
}

/// Has the keychain remember the key of the open pool, or forget it.
pub(crate) fn remember(desk: &Desk, on: bool) -> Result<PoolLock, Failure> {
    match desk.pool()?.key() {
        Some(key) if on && !key.remember() => return Err(Failure::NoKeychain),
        Some(_) if !on => PoolKey::forget(desk.folder())?,
        _ => {}
    }
    state(desk)
}

fn key(desk: &Desk, typed: String) -> Result<PoolKey, Failure> {
    let folder = desk.folder();
    let passphrase =
        Passphrase::new(typed).ok_or_else(|| Error::WrongPoolPassphrase { folder: folder.to_owned() })?;
    Ok(PoolKey::unlock(folder, &passphrase)?)
}

/// Ends what works on the pool by itself. No import begins until the answer is dropped.
fn pause(app: &AppHandle, desk: &Desk) -> Result<crate::desk::RunningImport, Failure> {
    let import = desk.start_import()?;
    app.state::<Rereading>().stop();
    desk.finish_erasing()?;
    Ok(import)
}

/// What waits for a pool that opens.
fn go_on(app: &AppHandle) {
    rereading::start(app);
    backing_up::start(app);
    app.state::<Watching>().wake();
}
