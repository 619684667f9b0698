//! Where an engine is, and how it lets one in.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use reqwest::Url;
use secrecy::SecretString;

use crate::EngineError;
use crate::dialect::Dialect;

/// How an engine is reached.
#[derive(Clone, Debug)]
pub struct Address {
    /// `http` or `https`, host and port; without login.
    pub(crate) url: Url,
    /// What it wants to know.
    pub login: Login,
    /// A file with the certificate of an own authority, in PEM; beside those that the system trusts.
    pub authority: Option<PathBuf>,
    /// Which engine it is, where that is known; otherwise it is asked.
    pub dialect: Option<Dialect>,
    /// The longest that a question may take.
    pub timeout: Duration,
    /// How often what an engine was too busy for is put again.
    pub retries: usize,
    /// The pause before that, which doubles.
    pub first_pause: Duration,
}

/// How an engine lets one in. Its secrets are never printed.
#[derive(Clone, Debug)]
pub enum Login {
    /// It asks for nothing.
    None,
    /// A name and a password.
    Password {
        /// The name.
        name: String,
        /// The password.
        password: SecretString,
    },
    /// An API key as the engine gave it out.
    ApiKey(SecretString),
}

impl Address {
    /// An engine by its address; a name and password in it become the login.
    ///
    /// # Errors
    /// `NoAddress` when it is no `http` or `https` address with a host.
    pub fn parse(text: &str) -> Result<Self, EngineError> {
        let wrong = || EngineError::NoAddress { text: without_login(text) };
        let mut url = Url::parse(text).map_err(|_| wrong())?;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
            return Err(wrong());
        }
        let login = match (url.username(), url.password()) {
            ("", None) => Login::None,
            (name, password) => {
                Login::Password { name: name.to_owned(), password: password.unwrap_or_default().into() }
            }
        };
        // Of an address with a host both can be taken out.
        let is_bare = url.set_username("").is_ok() && url.set_password(None).is_ok();
        if !is_bare {
            return Err(wrong());
        }
        url.set_query(None);
        url.set_fragment(None);
        Ok(Self {
            url,
            login,
            authority: None,
            dialect: None,
            timeout: Duration::from_secs(15),
            retries: 6,
            first_pause: Duration::from_millis(250),
        })
    }

    /// Of a path that begins with a slash.
    pub(crate) fn join(&self, path: &str) -> String {
        format!("{}{path}", self.url.as_str().trim_end_matches('/'))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.url.as_str().trim_end_matches('/'))
    }
}

/// What was typed, without anything that may be a password.
fn without_login(text: &str) -> String {
    match text.rsplit_once('@') {
        Some((_, host)) => format!("…@{host}"),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_printed() {
        let address = Address::parse("https://ann:s3cret@engine.example:9200/").unwrap();
        assert_eq!(address.to_string(), "https://engine.example:9200");
        assert!(!format!("{address:?}").contains("s3cret"));
        assert_eq!(address.join("/_bulk"), "https://engine.example:9200/_bulk");
        for wrong in ["ftp://ann:s3cret@engine", "engine", "https://ann:s3cret@"] {
            let error = Address::parse(wrong).unwrap_err();
            assert!(!error.to_string().contains("s3cret"), "{error}");
        }
    }
}
