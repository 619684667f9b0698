//! What can go wrong with a team's pool.

use std::error::Error as _;

use tokio_postgres::error::SqlState;

/// Why the shared truth did not do what was asked. Deeds that were done in a folder wait there all the same.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What was given is no address of a pool.
    #[error("expected an address such as `postgres://ann@db.example.org/candidates?pool=team`: {fault}")]
    Address {
        /// What is wrong with it.
        fault: String,
    },
    /// A password must not stand where others can read it.
    #[error(
        "the address holds a password, which others on this machine could read: leave it out and remember it with `candela pool login`"
    )]
    PasswordInAddress,
    /// A file of a password or of a certificate cannot be read.
    #[error("`{}` cannot be used", path.display())]
    File {
        /// The file.
        path: std::path::PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Nobody answers.
    #[error("the team's server {server} cannot be reached")]
    Unreachable {
        /// Which.
        server: String,
        /// What happened.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The server has not answered in time.
    #[error("the team's server {server} did not answer within {seconds} seconds")]
    Slow {
        /// Which.
        server: String,
        /// How long was waited.
        seconds: u64,
    },
    /// The server is not who it says, its certificate is too old, or nobody known here vouches for it.
    #[error("the certificate of the team's server {server} is not accepted: {reason}")]
    Certificate {
        /// Which.
        server: String,
        /// Why.
        reason: String,
    },
    /// The login or its password is wrong.
    #[error("the team's server {server} does not let `{login}` in: is the password right?")]
    Login {
        /// Which.
        server: String,
        /// Who tried.
        login: String,
    },
    /// The address names another search engine than the team has.
    #[error(
        "expected the search engine that the team has, {known}, found {named} in the address: leave `engine=` out of it, or let an administrator give the team the other one, by `candela pool engine --remove` and then `candela pool engine {named}`"
    )]
    OtherEngine {
        /// Which the address names.
        named: String,
        /// Which the team has.
        known: String,
    },
    /// The address names a search engine, the team has none, and this login may not give it one.
    #[error(
        "the team has no search engine yet: an administrator gives it {named}, by opening the pool by this address; until then the index of this machine answers"
    )]
    EngineNotGiven {
        /// Which the address names.
        named: String,
    },
    /// Somebody has said that a candidate must not be erased.
    #[error("a colleague has said that one of them must not be erased: `candela pool sync` tells why")]
    Held,
    /// The login may not do this.
    #[error("`{login}` may not do this in the team's pool: an administrator can give the right")]
    NotAllowed {
        /// Who tried.
        login: String,
        /// What the server said.
        source: tokio_postgres::Error,
    },
    /// The database holds no such pool, or this login is no member of it.
    #[error(
        "there is no pool `{pool}` for this login: an administrator makes one with `candela pool create`, and lets people in with `candela pool admit`"
    )]
    NoPool {
        /// Its name.
        pool: String,
    },
    /// The database's tables are older than this program.
    #[error(
        "the team's pool is of an older Candela (tables {found}, expected {expected}): an administrator brings it up to date with `candela pool create`"
    )]
    Older {
        /// What is there.
        found: i32,
        /// What is known here.
        expected: i32,
    },
    /// The database's tables are newer than this program.
    #[error(
        "the team's pool was made by a newer Candela (tables {found}, expected {expected}): please update this one"
    )]
    Newer {
        /// What is there.
        found: i32,
        /// What is known here.
        expected: i32,
    },
    /// The PostgreSQL is too old.
    #[error("the team's server {server} is PostgreSQL {found}: 15 or newer is needed")]
    OldServer {
        /// Which.
        server: String,
        /// Its version.
        found: String,
    },
    /// The server takes no changes.
    #[error("the team's server {server} takes no changes just now: it is read-only")]
    ReadOnly {
        /// Which.
        server: String,
    },
    /// The server's disk is full.
    #[error("the disk of the team's server {server} is full")]
    Full {
        /// Which.
        server: String,
    },
    /// The server says no otherwise.
    #[error("the team's server {server} failed")]
    Database {
        /// Which.
        server: String,
        /// What it said.
        source: tokio_postgres::Error,
    },
    /// The tables could not be made.
    #[error("the tables of the team's pool cannot be made or brought up to date")]
    Migration(#[source] Box<refinery::Error>),
    /// Something that is stored does not have the shape it was stored with, or is not what its hash says.
    #[error("the stored {what} of `{key}` is damaged")]
    Damaged {
        /// What.
        what: &'static str,
        /// Whose.
        key: String,
    },
    /// Two places that should hold the same do not.
    #[error("after moving, the two pools differ in their {what}: expected {expected}, found {found}")]
    Differs {
        /// In what.
        what: &'static str,
        /// What the one has that was moved from.
        expected: String,
        /// What the other has.
        found: String,
    },
    /// A folder follows another team's pool.
    #[error("the folder `{}` follows another pool, {follows}", folder.display())]
    FollowsAnother {
        /// The folder.
        folder: std::path::PathBuf,
        /// Which it follows.
        follows: String,
    },
    /// The folder's own pool failed.
    #[error(transparent)]
    Folder(#[from] candela_pool::Error),
    /// The machine gave no room to work in.
    #[error("no connection can be made from here")]
    Here(#[source] std::io::Error),
}

impl Error {
    /// Whether trying later, with nothing changed here, may help: deeds wait in the folder until then.
    pub fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::Unreachable { .. }
                | Self::Slow { .. }
                | Self::ReadOnly { .. }
                | Self::Full { .. }
                | Self::Database { .. }
        )
    }

    /// What the server, or the way to it, answered.
    pub(crate) fn of(server: &str, login: &str, source: tokio_postgres::Error) -> Self {
        let server = server.to_owned();
        if let Some(code) = source.code() {
            return match code {
                // As the tables say it.
                code if code.code() == "CAH01" => Self::Held,
                &SqlState::INVALID_PASSWORD | &SqlState::INVALID_AUTHORIZATION_SPECIFICATION => {
                    Self::Login { server, login: login.to_owned() }
                }
                &SqlState::INSUFFICIENT_PRIVILEGE => Self::NotAllowed { login: login.to_owned(), source },
                &SqlState::READ_ONLY_SQL_TRANSACTION => Self::ReadOnly { server },
                &SqlState::DISK_FULL => Self::Full { server },
                &SqlState::ADMIN_SHUTDOWN
                | &SqlState::CRASH_SHUTDOWN
                | &SqlState::CANNOT_CONNECT_NOW
                | &SqlState::TOO_MANY_CONNECTIONS => Self::Unreachable { server, source: source.into() },
                _ => Self::Database { server, source },
            };
        }
        if let Some(reason) = fault_of_certificate(&source) {
            return Self::Certificate { server, reason };
        }
        // SCRAM with another password ends on this side, without a word of the server's.
        let said = format!("{source} {}", source.source().map(ToString::to_string).unwrap_or_default());
        if said.contains("authentication") || said.contains("password missing") {
            return Self::Login { server, login: login.to_owned() };
        }
        Self::Unreachable { server, source: source.into() }
    }
}

/// Why TLS refused the server; `None` when it was not TLS.
fn fault_of_certificate(error: &tokio_postgres::Error) -> Option<String> {
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(rustls::Error::InvalidCertificate(fault)) = error.downcast_ref() {
            return Some(in_words(fault));
        }
        // An I/O error hides what it wraps from `source`.
        let wrapped = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        cause = match wrapped {
            Some(wrapped) => Some(wrapped),
            None => error.source(),
        };
    }
    None
}

fn in_words(fault: &rustls::CertificateError) -> String {
    use rustls::CertificateError as Fault;
    match fault {
        Fault::Expired | Fault::ExpiredContext { .. } => "it has expired".to_owned(),
        Fault::NotValidYet | Fault::NotValidYetContext { .. } => "it is not valid yet".to_owned(),
        Fault::NotValidForName | Fault::NotValidForNameContext { .. } => "it is another server's".to_owned(),
        Fault::UnknownIssuer => {
            "nobody known to this machine vouches for it; name your own authority's file with `ca=` in the address".to_owned()
        }
        other => other.to_string(),
    }
}
