//! What lives as long as the window of GitHub: the token, the way to ask, a sign-in that was begun, and whether the queue
//! is being worked off.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use candela_github::{Budget, Client, Error, Settings, SignIn};
use jiff::Timestamp;

use crate::token::TokenKeeper;

/// The window's way to GitHub.
pub(crate) struct Asking {
    /// The token.
    pub(crate) token: TokenKeeper,
    /// Made when first needed; keeps the limits that GitHub has set.
    client: Mutex<Option<Client>>,
    is_running: AtomicBool,
    is_paused: AtomicBool,
    /// A sign-in that was begun, until it is waited for.
    sign_in: Mutex<Option<SignIn>>,
    /// Goes up with every sign-in that is begun or given up, so that whoever waits for an older one stops.
    sign_ins: AtomicU64,
}

/// The queue is being worked off; not any more when this is dropped.
pub(crate) struct Running<'a>(&'a Asking);

/// A sign-in that is waited for.
pub(crate) struct Awaited<'a> {
    asking: &'a Asking,
    number: u64,
    pub(crate) sign_in: SignIn,
}

impl Asking {
    /// Nothing was asked yet.
    pub(crate) fn new(token: TokenKeeper) -> Self {
        Self {
            token,
            client: Mutex::default(),
            is_running: AtomicBool::default(),
            is_paused: AtomicBool::default(),
            sign_in: Mutex::default(),
            sign_ins: AtomicU64::default(),
        }
    }

    /// The way to ask. Call it within a Tokio runtime.
    pub(crate) fn client(&self, api: &str) -> Result<Client, Error> {
        let mut client = held(&self.client);
        if let Some(client) = &*client {
            client.take_heart();
            return Ok(client.clone());
        }
        let token = self.token.get().map(|(token, _)| token);
        let made = Client::new(Settings { api: api.to_owned(), token, ..Settings::default() })?;
        Ok(client.insert(made).clone())
    }

    /// Asks by this client from now on.
    pub(crate) fn set_client(&self, client: Client) {
        *held(&self.client) = Some(client);
    }

    /// Begins anew with the next question: the token or the address is another.
    pub(crate) fn reset(&self) {
        *held(&self.client) = None;
    }

    /// What GitHub allows, once it was asked.
    pub(crate) fn budget(&self) -> Budget {
        held(&self.client).as_ref().map(Client::budget).unwrap_or_default()
    }

    /// The last moment of the token, as far as GitHub has said.
    pub(crate) fn token_until(&self) -> Option<Timestamp> {
        held(&self.client).as_ref().and_then(Client::token_until)
    }

    /// Why GitHub does not take the token, since it said so.
    pub(crate) fn token_refusal(&self) -> Option<Error> {
        held(&self.client).as_ref().and_then(Client::token_refusal)
    }

    /// Takes the one place for working the queue off; none when it is taken.
    pub(crate) fn start(&self) -> Option<Running<'_>> {
        let was_running = self.is_running.swap(true, Ordering::AcqRel);
        (!was_running).then_some(Running(self))
    }

    pub(crate) fn is_running(&self) -> bool {
        self.is_running.load(Ordering::Acquire)
    }

    /// Lets the queue rest after the batch that is under way, or go on.
    pub(crate) fn pause(&self, on: bool) {
        self.is_paused.store(on, Ordering::Release);
    }

    pub(crate) fn is_paused(&self) -> bool {
        self.is_paused.load(Ordering::Acquire)
    }

    /// Puts a sign-in down until it is waited for; an older one is given up.
    pub(crate) fn begin_sign_in(&self, sign_in: SignIn) {
        self.sign_ins.fetch_add(1, Ordering::AcqRel);
        *held(&self.sign_in) = Some(sign_in);
    }

    /// The sign-in that was begun, to be waited for once.
    pub(crate) fn await_sign_in(&self) -> Option<Awaited<'_>> {
        let number = self.sign_ins.load(Ordering::Acquire);
        Some(Awaited { asking: self, number, sign_in: held(&self.sign_in).take()? })
    }

    /// Gives up whatever sign-in was begun.
    pub(crate) fn give_up_sign_in(&self) {
        self.sign_ins.fetch_add(1, Ordering::AcqRel);
        *held(&self.sign_in) = None;
    }
}

impl Awaited<'_> {
    /// Whether somebody thought better of it.
    pub(crate) fn is_given_up(&self) -> bool {
        self.asking.sign_ins.load(Ordering::Acquire) != self.number
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.is_running.store(false, Ordering::Release);
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
