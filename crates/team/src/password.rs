//! The password of a login: from a file, the environment or the system's keychain, and never on a command line.

use std::fmt;
use std::path::Path;

use candela_pool::system_keychain;

use crate::{Address, Error};

/// The variable that PostgreSQL's own tools know.
const VARIABLE: &str = "PGPASSWORD";
/// The variable that names a file whose first line it is.
const FILE_VARIABLE: &str = "CANDELA_TEAM_PASSWORD_FILE";

/// A password. It is never shown.
#[derive(Clone)]
pub struct Password(pub(crate) String);

impl Password {
    /// As it was typed.
    pub fn new(typed: &str) -> Self {
        Self(typed.to_owned())
    }

    /// The first line of a file.
    ///
    /// # Errors
    /// [`Error::File`] when it cannot be read.
    pub fn of_file(path: &Path) -> Result<Self, Error> {
        let text =
            std::fs::read_to_string(path).map_err(|source| Error::File { path: path.to_owned(), source })?;
        Ok(Self::new(text.lines().next().unwrap_or_default()))
    }

    /// The password of a login: of the file, if one is given or the environment names one; else of the environment; else of the
    /// keychain. `None` when there is none, as where the server asks for none.
    ///
    /// # Errors
    /// [`Error::File`] when the file cannot be read.
    pub fn find(address: &Address, file: Option<&Path>) -> Result<Option<Self>, Error> {
        let named = std::env::var_os(FILE_VARIABLE).filter(|value| !value.is_empty());
        if let Some(path) = file.or(named.as_deref().map(Path::new)) {
            return Self::of_file(path).map(Some);
        }
        let given = std::env::var(VARIABLE).ok().filter(|value| !value.is_empty());
        Ok(given.or_else(|| system_keychain(&account(address)).fetch()).map(Self))
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// Keeps the password of a login in the system's keychain; `false` when none answers.
pub fn remember(address: &Address, password: &Password) -> bool {
    system_keychain(&account(address)).keep(&password.0).is_some()
}

fn account(address: &Address) -> String {
    format!("team {}@{}/{}", address.login, address.server(), address.database)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_the_first_line_of_its_file_and_is_not_shown() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("password");
        std::fs::write(&path, "open sesame\nsecond line\n").unwrap();
        let address = Address::parse("postgres://ann@db/c").unwrap();
        let found = Password::find(&address, Some(&path)).unwrap().unwrap();
        assert_eq!(found.0, "open sesame");
        assert_eq!(format!("{found:?}"), "Password(…)");
        assert!(matches!(Password::of_file(&folder.path().join("none")), Err(Error::File { .. })));
    }
}
