//! The GitHub token: in the keychain of the system, or in memory alone where there is none.

use std::sync::{Mutex, PoisonError};

use candela_github::Token;
use candela_pool::{Keychain, system_keychain};

const ACCOUNT: &str = "github-token";

/// Where a token is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// In the keychain: there after the next start too.
    Keychain,
    /// In memory: this system has no keychain that answers, or the token was given for this start alone.
    Memory,
}

/// The token of this window. Nothing here prints it.
pub(crate) struct TokenKeeper {
    keychain: Box<dyn Keychain>,
    held: Mutex<Held>,
}

enum Held {
    /// The keychain was not asked yet.
    Unasked,
    Nothing,
    Token(Token, Kept),
}

impl TokenKeeper {
    /// `given` is a token for this start alone, which comes before that of the keychain.
    pub(crate) fn new(keychain: Box<dyn Keychain>, given: Option<Token>) -> Self {
        let held = given.map_or(Held::Unasked, |token| Held::Token(token, Kept::Memory));
        Self { keychain, held: Mutex::new(held) }
    }

    /// That of the system's keychain, or of `CANDELA_GITHUB_TOKEN`. `CANDELA_KEYCHAIN=off` leaves the keychain alone.
    pub(crate) fn of_system() -> Self {
        let given = std::env::var("CANDELA_GITHUB_TOKEN").ok().and_then(|text| Token::new(&text).ok());
        Self::new(system_keychain(ACCOUNT), given)
    }

    /// The token with where it is kept, fetched from the keychain the first time.
    pub(crate) fn get(&self) -> Option<(Token, Kept)> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Held::Unasked = &*held {
            let fetched = self.keychain.fetch().and_then(|text| Token::new(&text).ok());
            *held = fetched.map_or(Held::Nothing, |token| Held::Token(token, Kept::Keychain));
        }
        match &*held {
            Held::Token(token, kept) => Some((token.clone(), *kept)),
            Held::Unasked | Held::Nothing => None,
        }
    }

    /// Keeps a token, in the keychain where there is one. Says where.
    pub(crate) fn set(&self, token: Token) -> Kept {
        let kept = token.reveal(|text| self.keychain.keep(text));
        let kept = if kept.is_some() { Kept::Keychain } else { Kept::Memory };
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = Held::Token(token, kept);
        kept
    }

    /// Forgets the token, here and in the keychain.
    pub(crate) fn forget(&self) {
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = Held::Nothing;
        self.keychain.forget();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// A keychain of one drawer, which may be stuck.
    #[derive(Default)]
    struct Drawer {
        secret: Mutex<Option<String>>,
        is_stuck: bool,
    }

    impl Keychain for Drawer {
        fn fetch(&self) -> Option<String> {
            self.secret.lock().unwrap().clone()
        }

        fn keep(&self, secret: &str) -> Option<()> {
            (!self.is_stuck).then(|| *self.secret.lock().unwrap() = Some(secret.to_owned()))
        }

        fn forget(&self) {
            *self.secret.lock().unwrap() = None;
        }
    }

    fn token(text: &str) -> Token {
        Token::new(text).unwrap()
    }

    fn held(keeper: &TokenKeeper) -> Option<(String, Kept)> {
        keeper.get().map(|(token, kept)| (token.reveal(str::to_owned), kept))
    }

    #[test]
    fn a_token_is_kept_over_a_start_and_forgotten_in_both_places() {
        let drawer = Arc::new(Drawer::default());
        let start = || TokenKeeper::new(Box::new(Arc::clone(&drawer)), None);
        let first = start();
        assert_eq!(held(&first), None);
        assert_eq!(first.set(token(" ghp_one\n")), Kept::Keychain);
        assert_eq!(drawer.fetch().as_deref(), Some("ghp_one"));
        let second = start();
        assert_eq!(held(&second), Some(("ghp_one".to_owned(), Kept::Keychain)));
        second.forget();
        assert_eq!((held(&second), held(&start()), drawer.fetch()), (None, None, None));
    }

    #[test]
    fn without_a_keychain_a_token_lasts_as_long_as_the_window() {
        let drawer = Arc::new(Drawer { is_stuck: true, ..Drawer::default() });
        let keeper = TokenKeeper::new(Box::new(Arc::clone(&drawer)), None);
        assert_eq!(keeper.set(token("ghp_one")), Kept::Memory);
        assert_eq!(held(&keeper), Some(("ghp_one".to_owned(), Kept::Memory)));
        assert_eq!(held(&TokenKeeper::new(Box::new(drawer), None)), None);
    }

    #[test]
    fn a_token_given_for_this_start_comes_first_and_stays_out_of_the_keychain() {
        let drawer = Arc::new(Drawer { secret: Mutex::new(Some("ghp_kept".to_owned())), is_stuck: false });
        let keeper = TokenKeeper::new(Box::new(Arc::clone(&drawer)), Some(token("ghp_given")));
        assert_eq!(held(&keeper), Some(("ghp_given".to_owned(), Kept::Memory)));
        assert_eq!(drawer.fetch().as_deref(), Some("ghp_kept"));
    }

    #[test]
    fn what_a_keychain_holds_that_is_no_token_is_none() {
        let drawer = Arc::new(Drawer { secret: Mutex::new(Some("two words".to_owned())), is_stuck: false });
        assert_eq!(held(&TokenKeeper::new(Box::new(drawer), None)), None);
    }
}
