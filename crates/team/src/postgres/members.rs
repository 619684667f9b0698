//! Who may do what in a pool.

use std::fmt;

use super::Server;
use crate::Error;

/// What a member may do. Each may do all that those before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// See everything.
    Reader,
    /// Bring candidates, decide, mark and write.
    Recruiter,
    /// Erase, and let others in.
    Administrator,
}

impl Role {
    /// All of them, the one with the fewest rights first.
    pub const ALL: [Self; 3] = [Self::Reader, Self::Recruiter, Self::Administrator];

    /// The role of a name; the one with the fewest rights for a name that nobody knows.
    pub(super) fn of_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|role| role.name() == name).unwrap_or(Self::Reader)
    }

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Recruiter => "recruiter",
            Self::Administrator => "administrator",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A login of a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The name that the server knows.
    pub login: String,
    /// What they may do.
    pub role: Role,
}

impl Server {
    /// The members of the pool, by login.
    pub fn members(&mut self) -> Result<Vec<Member>, Error> {
        let pool = self.address.pool.clone();
        let rows =
            self.query("SELECT login, role FROM candela.member WHERE pool = $1 ORDER BY login", &[&pool])?;
        Ok(rows.iter().map(|row| Member { login: row.get(0), role: Role::of_name(row.get(1)) }).collect())
    }

    /// The members who have the pool's database open with this program just now, by login.
    pub fn present(&mut self) -> Result<Vec<String>, Error> {
        let pool = self.address.pool.clone();
        let rows = self.query(
            "SELECT DISTINCT m.login FROM candela.member m JOIN pg_stat_activity a ON a.usename = m.login
             WHERE m.pool = $1 AND a.datname = current_database() AND a.application_name = 'candela' ORDER BY m.login",
            &[&pool],
        )?;
        Ok(rows.iter().map(|row| row.get(0)).collect())
    }

    /// Lets a login of the server into the pool, in one role. The login itself, with its password, is made by whoever runs the
    /// server.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] unless this login owns the tables or may give roles.
    pub fn admit(&mut self, login: &str, role: Role) -> Result<(), Error> {
        let pool = self.address.pool.clone();
        // Names cannot be given as values in a GRANT; the server quotes it itself.
        let rows = self
            .query("SELECT format('GRANT candela_%s TO %I', $1::text, $2::text)", &[&role.name(), &login])?;
        let grant: String = rows.first().map(|row| row.get(0)).unwrap_or_default();
        self.query(&grant, &[])?;
        self.query(
            "INSERT INTO candela.member (pool, login, role) VALUES ($1, $2, $3)
             ON CONFLICT (pool, login) DO UPDATE SET role = excluded.role",
            &[&pool, &login, &role.name()],
        )?;
        Ok(())
    }

    /// Takes a login out of the pool; `false` when it was no member.
    pub fn dismiss(&mut self, login: &str) -> Result<bool, Error> {
        let pool = self.address.pool.clone();
        let gone = self.query(
            "DELETE FROM candela.member WHERE pool = $1 AND login = $2 RETURNING 1",
            &[&pool, &login],
        )?;
        // Whatever their machines hold is out of reach from now on.
        self.query("DELETE FROM candela.follower WHERE pool = $1 AND login = $2", &[&pool, &login])?;
        Ok(!gone.is_empty())
    }
}
