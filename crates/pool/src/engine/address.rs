//! A search engine as the address of a team's pool names it, where nothing secret may stand.

use std::fmt;

use candela_engine::{Address, Login};
use secrecy::ExposeSecret;

use super::EngineRequest;
use super::setting::{LoginKind, team_secret};
use crate::Error;

/// Where a search engine is and whom to log in as, such as `https://search@search.example:9200`. It holds no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EngineAddress {
    /// Without login, in its one way of being written.
    address: String,
    /// Whom to log in as; nobody where the engine asks for nothing.
    user: Option<String>,
}

impl EngineAddress {
    /// What was given as the address of an engine.
    ///
    /// # Errors
    /// [`Error::EngineSecretInAddress`] when a password stands in it, or a query, which may be a key; [`Error::Engine`] when it is no
    /// address of an engine.
    pub fn parse(text: &str) -> Result<Self, Error> {
        // A text that is no address is shown in what is said of it.
        if text.contains(['?', '#']) {
            return Err(Error::EngineSecretInAddress);
        }
        let address = Address::parse(text)?;
        let user = match &address.login {
            Login::None => None,
            Login::Password { name, password } if !name.is_empty() && password.expose_secret().is_empty() => {
                Some(name.clone())
            }
            Login::Password { .. } | Login::ApiKey(_) => return Err(Error::EngineSecretInAddress),
        };
        Ok(Self { address: address.to_string(), user })
    }

    /// Whether this engine is meant: one that names nobody leaves it open whom to log in as.
    pub fn means(&self, engine: &Self) -> bool {
        self.address == engine.address && (self.user.is_none() || self.user == engine.user)
    }

    /// How the engine is reached, with the secret of this laptop: of the variable, else of the system's keychain.
    ///
    /// # Errors
    /// [`Error::NoEngineSecret`] when somebody is to log in and neither has it.
    pub fn request(&self) -> Result<EngineRequest, Error> {
        let login = match &self.user {
            None => Login::None,
            Some(name) => {
                let password = team_secret(&self.address).ok_or(Error::NoEngineSecret)?;
                Login::Password { name: name.clone(), password: password.into() }
            }
        };
        Ok(EngineRequest { address: self.address.clone(), login, kind: None, authority: None })
    }

    /// An engine of a team as an address would name it.
    pub(super) fn of(address: &str, login: &LoginKind) -> Self {
        let user = match login {
            LoginKind::None | LoginKind::ApiKey => None,
            LoginKind::Password { name } => Some(name.clone()),
        };
        Self { address: address.to_owned(), user }
    }
}

impl fmt::Display for EngineAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.user, self.address.split_once("://")) {
            (Some(user), Some((scheme, rest))) => write!(f, "{scheme}://{user}@{rest}"),
            _ => f.write_str(&self.address),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_is_named_in_one_way_and_without_a_secret() {
        for (given, said) in [
            ("https://search.example:9200/", "https://search.example:9200"),
            ("HTTPS://Search.Example:443/candidates", "https://search.example/candidates"),
            ("http://search@[::1]:9200", "http://search@[::1]:9200"),
        ] {
            let address = EngineAddress::parse(given).unwrap();
            assert_eq!(address.to_string(), said);
            assert_eq!(EngineAddress::parse(said).unwrap(), address);
        }
    }

    #[test]
    fn whoever_names_nobody_leaves_open_whom_to_log_in_as() {
        let address = |text| EngineAddress::parse(text).unwrap();
        let (bare, ann) = (address("https://search"), address("https://ann@search"));
        assert!(bare.means(&ann) && ann.means(&ann) && !ann.means(&bare));
        assert!(!ann.means(&address("https://noor@search")) && !bare.means(&address("https://search:9200")));
    }

    #[test]
    fn a_secret_in_it_is_refused_and_not_repeated() {
        for given in [
            "https://search:s3cret@search.example",
            "https://:s3cret@search.example",
            "https://search.example/?api_key=s3cret",
            "search.example?key=s3cret",
            "https://search.example#s3cret",
        ] {
            let error = EngineAddress::parse(given).unwrap_err();
            assert!(matches!(error, Error::EngineSecretInAddress), "{given}: {error}");
            assert!(!error.to_string().contains("s3cret"));
        }
        for given in ["search.example", "ftp://search.example", "https://", ""] {
            assert!(matches!(EngineAddress::parse(given), Err(Error::Engine(_))), "{given}");
        }
    }
}
