//! A GitHub token that no log, message or debug print shows.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

use crate::Error;

/// A token as GitHub gives it out, kept out of everything that prints.
#[derive(Clone)]
pub struct Token(SecretString);

impl Token {
    /// The token in what somebody pasted; spaces around it are no part of it.
    ///
    /// # Errors
    /// [`Error::Token`] when characters stand in it that no token has.
    pub fn new(pasted: &str) -> Result<Self, Error> {
        let token = pasted.trim();
        // octocrab panics on what cannot stand in a header.
        if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::Token);
        }
        Ok(Self(token.to_owned().into()))
    }

    /// For octocrab.
    pub(crate) fn secret(&self) -> SecretString {
        self.0.clone()
    }

    /// Lends the token out, for a keychain.
    pub fn reveal<T>(&self, to: impl FnOnce(&str) -> T) -> T {
        to(self.0.expose_secret())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_taken_as_pasted_and_never_printed() {
        let token = Token::new(" github_pat_11AB\n").unwrap();
        assert_eq!(format!("{token:?}"), "Token(…)");
        for wrong in ["", "  ", "ghp one", "ghp_ö", "ghp_one\ntwo"] {
            assert!(matches!(Token::new(wrong), Err(Error::Token)), "{wrong}");
        }
    }
}
