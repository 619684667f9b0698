//! The keychain of the system: what the token for GitHub and the keys of encrypted pools are kept in, if wished.

use std::sync::Arc;

/// What all entries of ours stand under.
const SERVICE: &str = "candela";
/// `off` leaves the keychain alone.
const VARIABLE: &str = "CANDELA_KEYCHAIN";

/// A place outside this process that keeps one secret.
pub trait Keychain: Send + Sync {
    /// The secret; none when there is none or the place does not answer.
    fn fetch(&self) -> Option<String>;
    /// Keeps a secret; none when the place does not answer.
    fn keep(&self, secret: &str) -> Option<()>;
    /// Forgets the secret. One that was never there is as gone as one that was.
    fn forget(&self);
}

/// The system's keychain for one account; a place that keeps nothing when `CANDELA_KEYCHAIN` is `off`.
pub fn system_keychain(account: &str) -> Box<dyn Keychain> {
    if std::env::var_os(VARIABLE).is_some_and(|value| value == "off") {
        Box::new(NoKeychain)
    } else {
        Box::new(SystemKeychain { account: account.to_owned() })
    }
}

impl<K: Keychain + ?Sized> Keychain for Arc<K> {
    fn fetch(&self) -> Option<String> {
        (**self).fetch()
    }

    fn keep(&self, secret: &str) -> Option<()> {
        (**self).keep(secret)
    }

    fn forget(&self) {
        (**self).forget();
    }
}

struct SystemKeychain {
    account: String,
}

impl SystemKeychain {
    fn entry(&self) -> Option<keyring::Entry> {
        keyring::Entry::new(SERVICE, &self.account).ok()
    }
}

impl Keychain for SystemKeychain {
    fn fetch(&self) -> Option<String> {
        self.entry()?.get_password().ok()
    }

    fn keep(&self, secret: &str) -> Option<()> {
        self.entry()?.set_password(secret).ok()
    }

    fn forget(&self) {
        let _ = self.entry().map(|entry| entry.delete_credential());
    }
}

struct NoKeychain;

impl Keychain for NoKeychain {
    fn fetch(&self) -> Option<String> {
        None
    }

    fn keep(&self, _secret: &str) -> Option<()> {
        None
    }

    fn forget(&self) {}
}
