//! Where a pool lies: a folder, or a database of a team's server.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use candela_pool::EngineAddress;
use url::Url;

use crate::Error;

/// Where a pool lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// In a folder of this machine.
    Folder(PathBuf),
    /// On a team's server.
    Team(Address),
}

impl Whereabouts {
    /// What was given where a pool is asked for: `postgres://…` is a server, everything else a folder.
    ///
    /// # Errors
    /// When it looks like a server and cannot be meant so.
    pub fn of(given: &Path) -> Result<Self, Error> {
        match given.to_str() {
            Some(text) if text.starts_with("postgres://") || text.starts_with("postgresql://") => {
                Ok(Self::Team(Address::parse(text)?))
            }
            _ => Ok(Self::Folder(given.to_owned())),
        }
    }
}

/// How the way to the server is guarded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tls {
    /// By TLS; the certificate must be the server's, and vouched for by an authority of this machine or of this file.
    Verified {
        /// The team's own authority, as PEM.
        ca: Option<PathBuf>,
    },
    /// Not at all: the server is on this machine.
    Off,
}

/// A pool on a team's server. It holds no password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Who logs in.
    pub login: String,
    /// The server's name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// The database.
    pub database: String,
    /// Which of its pools.
    pub pool: String,
    /// How the way there is guarded.
    pub tls: Tls,
    /// The search engine that the team is to have; `None` where the address leaves that to the server.
    pub engine: Option<EngineAddress>,
}

impl Address {
    /// Parses `postgres://login@host:port/database?pool=name&ca=file&tls=off&engine=url`.
    ///
    /// # Errors
    /// [`Error::PasswordInAddress`] when it holds one, [`Error::Address`] when a part is missing or not known, [`Error::Folder`] when what
    /// it names is no search engine, or a secret stands in that.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let wrong = |fault: &str| Error::Address { fault: fault.to_owned() };
        let url = Url::parse(text).map_err(|error| wrong(&error.to_string()))?;
        if url.password().is_some() {
            return Err(Error::PasswordInAddress);
        }
        let login = decoded(url.username());
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let database = decoded(url.path().trim_start_matches('/'));
        if login.is_empty() {
            return Err(wrong("expected who logs in before an `@`"));
        }
        if host.is_empty() || database.is_empty() || database.contains('/') {
            return Err(wrong("expected a server and one database"));
        }
        let (mut pool, mut ca, mut off, mut engine) = ("team".to_owned(), None, false, None);
        for (name, value) in url.query_pairs() {
            match (&*name, &*value) {
                ("pool", "") => return Err(wrong("expected the name of a pool after `pool=`")),
                ("pool", name) => pool = name.to_owned(),
                ("ca", file) => ca = Some(PathBuf::from(file)),
                ("tls", "verify") => off = false,
                ("tls", "off") => off = true,
                ("tls", _) => return Err(wrong("expected `tls=verify` or `tls=off`")),
                ("engine", given) => engine = Some(EngineAddress::parse(given)?),
                (other, _) => {
                    return Err(wrong(&format!("expected pool, ca, tls or engine, found `{other}`")));
                }
            }
        }
        if off && !is_this_machine(&host) {
            return Err(wrong(
                "`tls=off` is for a server on this machine alone: the way to others must be guarded",
            ));
        }
        let tls = if off { Tls::Off } else { Tls::Verified { ca } };
        Ok(Self { login, host, port: url.port().unwrap_or(5432), database, pool, tls, engine })
    }

    /// The server as people know it: `host:port`.
    pub fn server(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// The address in its one way of being written: equal addresses are equal texts.
    pub fn text(&self) -> String {
        let mut url = Url::parse("postgres://host").expect("it is an address");
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        let made = url
            .set_host(Some(&host))
            .map_err(|_| ())
            .and_then(|()| url.set_username(&self.login))
            .and_then(|()| url.set_port(Some(self.port)));
        debug_assert!(made.is_ok(), "the parts came out of an address");
        url.set_path(&self.database);
        let mut query = url.query_pairs_mut();
        query.append_pair("pool", &self.pool);
        match &self.tls {
            Tls::Off => query.append_pair("tls", "off"),
            Tls::Verified { ca: Some(ca) } => query.append_pair("ca", &ca.to_string_lossy()),
            Tls::Verified { ca: None } => &mut query,
        };
        if let Some(engine) = &self.engine {
            query.append_pair("engine", &engine.to_string());
        }
        drop(query);
        url.into()
    }

    /// The same pool, whichever search engine its team has.
    #[must_use]
    pub fn without_engine(self) -> Self {
        Self { engine: None, ..self }
    }

    /// Which pool is meant, and by whose login, however the way there is guarded and whichever search engine is named.
    pub fn identity(&self) -> String {
        format!("{}@{}:{}/{}?pool={}", self.login, self.host, self.port, self.database, self.pool)
    }

    /// The folder of this machine that follows this pool: it lies among the data of the application.
    ///
    /// # Errors
    /// When the system names no folder for data.
    pub fn folder(&self) -> Result<PathBuf, Error> {
        Ok(candela_pool::data_folder()?.join("teams").join(self.folder_name()))
    }

    /// What the folder is called that follows this pool: readable, and another one for another address.
    pub fn folder_name(&self) -> String {
        let plain: String = format!("{}-{}", self.host, self.pool)
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' })
            .collect();
        format!("{plain}-{}", &blake3::hash(self.identity().as_bytes()).to_hex()[..12])
    }
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A part of an address without its percent signs.
fn decoded(part: &str) -> String {
    // The library decodes queries alone, so a part is made one.
    url::form_urlencoded::parse(format!("x={}", part.replace('+', "%2B")).as_bytes())
        .next()
        .map_or_else(String::new, |(_, value)| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_who_where_and_which() {
        let address = Address::parse(
            "postgres://ann%20b@db.example.org:6000/cand%C3%AFdates?pool=berlin&ca=/etc/ca.pem",
        )
        .unwrap();
        assert_eq!((address.login.as_str(), address.database.as_str()), ("ann b", "candïdates"));
        assert_eq!((address.server().as_str(), address.pool.as_str()), ("db.example.org:6000", "berlin"));
        assert_eq!(address.tls, Tls::Verified { ca: Some("/etc/ca.pem".into()) });
        assert_eq!(Address::parse(&address.text()).unwrap(), address);
        let plain = Address::parse("postgresql://ann@[::1]/c?tls=off").unwrap();
        assert_eq!((plain.port, plain.pool.as_str(), &plain.tls), (5432, "team", &Tls::Off));
        assert_eq!(Address::parse(&plain.text()).unwrap(), plain);
    }

    #[test]
    fn an_address_may_name_the_search_engine_of_the_team() {
        let plain = "postgres://ann@db.example.org/candidates";
        for named in [
            "https://search@search.example:9200/index",
            "https%3A%2F%2Fsearch%40search.example%3A9200%2Findex%2F",
        ] {
            let address = Address::parse(&format!("{plain}?engine={named}&pool=berlin")).unwrap();
            let engine = address.engine.as_ref().unwrap().to_string();
            assert_eq!(
                (engine.as_str(), address.pool.as_str()),
                ("https://search@search.example:9200/index", "berlin")
            );
            assert_eq!(Address::parse(&address.text()).unwrap(), address);
            let without = Address::parse(&format!("{plain}?pool=berlin")).unwrap();
            assert_eq!(
                (address.identity(), address.folder_name()),
                (without.identity(), without.folder_name())
            );
            assert_eq!(address.without_engine(), without);
        }
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for (given, said) in [
            ("postgres://db/c", "who logs in"),
            ("postgres://ann@db", "one database"),
            ("postgres://ann@db/a/b", "one database"),
            ("postgres://ann@db/c?pool=", "name of a pool"),
            ("postgres://ann@db/c?sslmode=disable", "found `sslmode`"),
            ("postgres://ann@db/c?tls=maybe", "`tls=verify`"),
            ("postgres://ann@db.example.org/c?tls=off", "this machine alone"),
            ("postgres://ann:secret@db/c", "holds a password"),
            ("postgres://ann@db/c?engine=https://ann:secret@search", "leave it out"),
            ("postgres://ann@db/c?engine=https%3A%2F%2Fsearch%3Fkey%3Dsecret", "leave it out"),
            ("postgres://ann@db/c?engine=", "no address of an engine"),
        ] {
            let error = Address::parse(given).unwrap_err().to_string();
            assert!(error.contains(said), "{given}: {error}");
            assert!(!error.contains("secret"));
        }
    }

    #[test]
    fn a_folder_is_named_for_its_pool_and_login() {
        let name = |text| Address::parse(text).unwrap().folder_name();
        let one = name("postgres://ann@db.example.org/c?pool=team");
        assert!(one.starts_with("db.example.org-team-"), "{one}");
        assert_eq!(one, name("postgres://ann@db.example.org:5432/c?ca=/x.pem"));
        assert_ne!(one, name("postgres://noor@db.example.org/c"));
    }

    #[test]
    fn everything_else_is_a_folder() {
        assert_eq!(Whereabouts::of(Path::new("/a/b")).unwrap(), Whereabouts::Folder("/a/b".into()));
        assert!(matches!(Whereabouts::of(Path::new("postgres://a@b/c")).unwrap(), Whereabouts::Team(_)));
        assert!(Whereabouts::of(Path::new("postgres://nobody")).is_err());
    }
}
