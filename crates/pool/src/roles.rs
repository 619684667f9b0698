//! What a pool is asked about roles: what searches are for, and who fits.
//!
//! Every change of a role is a new version of its file, with who and when, and can be taken back; a removal is one too. A fit is worked
//! out when it is asked for, from the facts as they are shown, so that it can never be older than they are.

use std::fmt;

use candela_signals::role::{self, Draft, Fit, ORDER_IN_WORDS, Rank, Resume, RoleProfile, Trap};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::pool::row_of;
use crate::shared::{Changed, note_change};
use crate::skills::PoolSkills;
use crate::store::{self, Failure};
use crate::{CandidateId, CandidateRow, Error, Pool, shown};

/// The number of a role in its pool. Never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RoleId(pub i64);

impl fmt::Display for RoleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A role as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SavedRole {
    /// Its number.
    pub id: RoleId,
    /// What it asks for.
    pub role: RoleProfile,
    /// The first letters of the hash of its file: the same words, the same version.
    pub version: String,
    /// Who made this version.
    pub author: String,
    /// When.
    pub made: Timestamp,
}

/// One version of a role.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RoleVersion {
    /// What it asked for; `None` where it was removed.
    pub role: Option<RoleProfile>,
    /// Who made it.
    pub author: String,
    /// When.
    pub made: Timestamp,
    /// When it was taken back; `None` while it stands.
    pub undone: Option<Timestamp>,
}

/// A window onto a pool in the order of how its candidates fit a role.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FitTable {
    /// How many candidates the whole table has.
    pub total: usize,
    /// What the order does, in words.
    pub order: &'static str,
    /// The asked rows.
    pub rows: Vec<FitRow>,
}

/// A candidate and how they fit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FitRow {
    /// Who.
    pub candidate: CandidateRow,
    /// What the order looks at.
    pub rank: Rank,
    /// Line by line, the same lines in every row.
    pub fit: Fit,
}

impl Pool {
    /// The roles, oldest first; removed ones are left out.
    pub fn roles(&self) -> Result<Vec<SavedRole>, Error> {
        self.ask(|connection| Ok(store::roles::list(connection)?.into_iter().filter_map(saved).collect()))
    }

    /// One role.
    ///
    /// # Errors
    /// [`Error::NoRole`] when there is none of this number, or it was removed.
    pub fn role(&self, id: RoleId) -> Result<SavedRole, Error> {
        self.ask(|connection| store::roles::find(connection, id))?.and_then(saved).ok_or(Error::NoRole(id))
    }

    /// Keeps a new role; returns once it is on disk.
    ///
    /// # Errors
    /// [`Error::FaultyRole`] when it could not be read again from its own file, as without a title.
    pub fn add_role(&self, role: &RoleProfile, author: &str, at: Timestamp) -> Result<SavedRole, Error> {
        let text = file_of(role)?;
        let id = self.change(|connection| {
            let id = store::roles::insert(connection)?;
            store::roles::add_version(connection, id, Some(&text), author, at)?;
            note_change(connection, &Changed::Role(id))?;
            Ok(id)
        })?;
        self.role(id)
    }

    /// Makes what a role asks for another; the same words make no new version.
    ///
    /// # Errors
    /// [`Error::NoRole`], and those of [`add_role`](Self::add_role).
    pub fn change_role(
        &self,
        id: RoleId,
        role: &RoleProfile,
        author: &str,
        at: Timestamp,
    ) -> Result<SavedRole, Error> {
        let text = file_of(role)?;
        let before = self.role(id)?;
        if before.version != version_of(&text) {
            self.change(|connection| {
                store::roles::add_version(connection, id, Some(&text), author, at)?;
                note_change(connection, &Changed::Role(id))
            })?;
        }
        self.role(id)
    }

    /// Removes a role; [`undo_role`](Self::undo_role) brings it back.
    ///
    /// # Errors
    /// [`Error::NoRole`].
    pub fn remove_role(&self, id: RoleId, author: &str, at: Timestamp) -> Result<(), Error> {
        self.role(id)?;
        self.change(|connection| {
            store::roles::add_version(connection, id, None, author, at)?;
            note_change(connection, &Changed::Role(id))
        })
    }

    /// Takes the last change of a role back, a removal too.
    ///
    /// # Errors
    /// [`Error::NoEarlierRole`] when it was never changed.
    pub fn undo_role(&self, id: RoleId, at: Timestamp) -> Result<SavedRole, Error> {
        let is_undone = self.change(|connection| {
            let is_undone = store::roles::undo(connection, id, at)?;
            if is_undone {
                note_change(connection, &Changed::Role(id))?;
            }
            Ok(is_undone)
        })?;
        if is_undone { self.role(id) } else { Err(Error::NoEarlierRole(id)) }
    }

    /// Every version of a role, in the order they were made.
    pub fn role_history(&self, id: RoleId) -> Result<Vec<RoleVersion>, Error> {
        let versions = self.ask(|connection| store::roles::history(connection, id))?;
        if versions.is_empty() {
            return Err(Error::NoRole(id));
        }
        let version = |version: store::roles::Version| RoleVersion {
            role: version.text.map(|text| role::read_role("", &text).0),
            author: version.author,
            made: version.made,
            undone: version.undone,
        };
        Ok(versions.into_iter().map(version).collect())
    }

    /// What in a role itself works against whoever searches with it.
    pub fn role_traps(&self, role: &RoleProfile, as_of: Date) -> Result<Vec<Trap>, Error> {
        let skills = self.skills()?;
        Ok(role::traps(role, skills.index(), skills.signals(), as_of))
    }

    /// A role drafted from the text of a job advert; nothing is kept.
    pub fn draft_role(&self, advert: &str) -> Result<Draft, Error> {
        Ok(role::draft(advert, self.skills()?.index()))
    }

    /// A search for people like those a role asks for.
    pub fn role_search(&self, role: &RoleProfile) -> Result<String, Error> {
        Ok(role::similar(role, self.skills()?.index()))
    }

    /// How a candidate stands against a role. `as_of` is the day from which "within the last years" counts.
    ///
    /// # Errors
    /// [`Error::NoCandidate`] when nobody has this number.
    pub fn fit(&self, role: &RoleProfile, candidate: CandidateId, as_of: Date) -> Result<Fit, Error> {
        let resume = self.resume_of(candidate)?;
        let skills = self.skills()?;
        self.ask(|connection| fit_of(connection, role, (candidate, resume), &skills, as_of))
    }

    /// The whole pool held against a role, most must-haves met first, and a window onto that.
    pub fn fits(
        &self,
        role: &RoleProfile,
        as_of: Date,
        offset: usize,
        limit: usize,
    ) -> Result<FitTable, Error> {
        let skills = self.skills()?;
        let ranking = self.rankings(&[role], as_of)?.remove(0);
        let window = ranking.iter().skip(offset).take(limit);
        let rows = self.ask(|connection| {
            let row = |&(id, resume, rank): &(CandidateId, i64, Rank)| {
                let Some(candidate) = row_of(connection, id)? else { return Ok(None) };
                let fit = fit_of(connection, role, (id, resume), &skills, as_of)?;
                Ok(Some(FitRow { candidate, rank, fit }))
            };
            window.filter_map(|ranked| row(ranked).transpose()).collect::<Result<_, Failure>>()
        })?;
        let total = ranking.len();
        Ok(FitTable { total, order: ORDER_IN_WORDS, rows })
    }
}

fn fit_of(
    connection: &Connection,
    role: &RoleProfile,
    of: (CandidateId, i64),
    skills: &PoolSkills,
    as_of: Date,
) -> Result<Fit, Failure> {
    Ok(fits_of(connection, &[role], of, skills, as_of)?.remove(0))
}

/// A candidate held against several roles, in their order; what is known of them is fetched once.
pub(crate) fn fits_of(
    connection: &Connection,
    roles: &[&RoleProfile],
    (candidate, resume): (CandidateId, i64),
    skills: &PoolSkills,
    as_of: Date,
) -> Result<Vec<Fit>, Failure> {
    let profile = shown::facts(connection, candidate, resume)?;
    let body = store::texts::load(connection, resume)?;
    // Only a field of business looks at the signals.
    let asks_domains = roles.iter().any(|role| !role.domains.is_empty());
    let signals = if asks_domains { store::signals::load(connection, resume)? } else { Vec::new() };
    let resume = Resume { body: &body, profile: &profile, signals: &signals, as_of };
    Ok(roles.iter().map(|role| role::fit(role, &resume, skills.index())).collect())
}

/// The role's file, which must give the same role when it is read.
fn file_of(role: &RoleProfile) -> Result<String, Error> {
    let text = role::write_role(role);
    let (_, faults) = role::read_role("role", &text);
    if faults.is_empty() { Ok(text) } else { Err(Error::FaultyRole { faults }) }
}

fn version_of(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..12].to_owned()
}

/// A version as a role; `None` where it says that the role is removed.
fn saved(version: store::roles::Version) -> Option<SavedRole> {
    let text = version.text?;
    // It was written by us, and what a later program no longer knows is left out.
    let (role, _) = role::read_role("role", &text);
    Some(SavedRole {
        id: version.role,
        role,
        version: version_of(&text),
        author: version.author,
        made: version.made,
    })
}

#[cfg(test)]
mod tests {
    use candela_resumes::Query;
    use candela_signals::role::SkillAsk;

    use super::*;
    use crate::RoleCounts;
    use crate::testing::{keep_all, pool_of, reading, request};

    const TODAY: Date = Date::constant(2026, 5, 4);

    fn role(title: &str, must: &[&str]) -> RoleProfile {
        let must = must.iter().map(|skill| SkillAsk::of(skill)).collect();
        RoleProfile { title: title.to_owned(), must, ..RoleProfile::default() }
    }

    fn titles(pool: &Pool) -> Vec<String> {
        pool.roles().unwrap().into_iter().map(|saved| saved.role.title).collect()
    }

    #[test]
    fn a_role_is_kept_changed_removed_and_brought_back() {
        let (folder, pool) = pool_of(&[]);
        let at = request().at;
        let first = pool.add_role(&role("Backend", &["Django"]), "anna", at).unwrap();
        pool.add_role(&role("Data", &["SQL"]), "anna", at).unwrap();
        let changed = pool.change_role(first.id, &role("Backend", &["Go"]), "noor", at).unwrap();
        assert_ne!(changed.version, first.version);
        assert_eq!((changed.author.as_str(), changed.role), ("noor", role("Backend", &["Go"])));
        pool.remove_role(first.id, "noor", at).unwrap();
        assert_eq!(titles(&pool), ["Data"]);
        assert!(matches!(pool.role(first.id), Err(Error::NoRole(_))));
        drop(pool);
        let pool = Pool::open(folder.path()).unwrap();
        assert_eq!(pool.undo_role(first.id, at).unwrap().role, role("Backend", &["Go"]));
        assert_eq!(pool.undo_role(first.id, at).unwrap().version, first.version);
        assert!(matches!(pool.undo_role(first.id, at), Err(Error::NoEarlierRole(_))));
        assert_eq!(titles(&pool), ["Backend", "Data"]);
        let history = pool.role_history(first.id).unwrap();
        let undone: Vec<bool> = history.iter().map(|version| version.undone.is_some()).collect();
        assert_eq!(undone, [false, true, true]);
    }

    #[test]
    fn the_same_words_make_no_new_version() {
        let (_folder, pool) = pool_of(&[]);
        let saved = pool.add_role(&role("Backend", &["Django"]), "anna", request().at).unwrap();
        pool.change_role(saved.id, &saved.role, "noor", request().at).unwrap();
        assert_eq!(pool.role_history(saved.id).unwrap().len(), 1);
    }

    #[test]
    fn what_cannot_be_read_again_is_refused_and_nothing_is_kept() {
        let (_folder, pool) = pool_of(&[]);
        let refused = pool.add_role(&role("  ", &[]), "anna", request().at).unwrap_err();
        assert!(matches!(&refused, Error::FaultyRole { faults } if !faults.is_empty()), "{refused}");
        assert!(titles(&pool).is_empty());
        let nobody = RoleId(9);
        assert!(matches!(
            pool.change_role(nobody, &role("x", &[]), "anna", request().at),
            Err(Error::NoRole(_))
        ));
        assert!(matches!(pool.role_history(nobody), Err(Error::NoRole(_))));
    }

    #[test]
    fn most_must_haves_met_come_first_and_equals_as_they_came() {
        let folder = tempfile::tempdir().unwrap();
        let pool = Pool::open(folder.path()).unwrap();
        let people = [("Zoë", "Go"), ("Anna", "Django"), ("Robin", "Go"), ("Bea", "Django")];
        let readings: Vec<_> = people.iter().map(|(name, skill)| reading(name, skill)).collect();
        keep_all(&store::open(folder.path(), None).unwrap(), &readings);
        let names = |offset, limit| {
            let table = pool.fits(&role("Web", &["Python", "Django"]), TODAY, offset, limit).unwrap();
            assert_eq!((table.total, table.order), (4, ORDER_IN_WORDS));
            table.rows.into_iter().filter_map(|row| row.candidate.name).collect::<Vec<_>>()
        };
        // Django implies Python.
        assert_eq!(names(0, 9), ["Anna", "Bea", "Zoë", "Robin"]);
        assert_eq!(names(1, 2), ["Bea", "Zoë"]);
        assert!(names(9, 9).is_empty());
    }

    #[test]
    fn those_who_meet_a_role_are_counted_and_counted_anew_after_a_change() {
        let (_folder, pool) = pool_of(&["Robin", "Noor"]);
        let saved = pool.add_role(&role("Web", &["Python", "Django", "Rust"]), "anna", request().at).unwrap();
        let counts = |all, most| RoleCounts { role: saved.id, musts: 3, all, most, of: 2 };
        assert_eq!(pool.role_counts(TODAY).unwrap(), [counts(0, 2)]);
        let change = crate::Change::AddSkill { skill: "Rust".to_owned(), years: None, last_used: None };
        let correction = pool.correct(CandidateId(1), &change, "anna", request().at).unwrap();
        assert_eq!(pool.role_counts(TODAY).unwrap(), [counts(1, 2)]);
        assert_eq!(pool.fits(&saved.role, TODAY, 0, 1).unwrap().rows[0].candidate.id, CandidateId(1));
        pool.undo_correction(correction, "anna", request().at).unwrap();
        assert_eq!(pool.role_counts(TODAY).unwrap(), [counts(0, 2)]);
    }

    #[test]
    fn a_fit_follows_what_is_put_right_by_hand() {
        let (_folder, pool) = pool_of(&["Robin"]);
        let robin = CandidateId(1);
        let role = role("Web", &["Rust"]);
        let met = || pool.fit(&role, robin, TODAY).unwrap().rank().musts_met;
        assert_eq!(met(), 0);
        let change = crate::Change::AddSkill { skill: "Rust".to_owned(), years: Some(4.0), last_used: None };
        pool.correct(robin, &change, "anna", request().at).unwrap();
        assert_eq!(met(), 1);
        assert!(matches!(pool.fit(&role, CandidateId(9), TODAY), Err(Error::NoCandidate(_))));
    }

    #[test]
    fn the_search_of_a_role_reads_and_finds() {
        let (_folder, pool) = pool_of(&["Robin"]);
        let mut asked = role("Web", &["Django"]);
        asked.must[0].years = Some(2.0);
        asked
            .must
            .push(SkillAsk { any: vec!["Flask".to_owned(), "django".to_owned()], ..SkillAsk::default() });
        asked.nice.push(SkillAsk::of("Spring Boot"));
        let query = pool.role_search(&asked).unwrap();
        assert!(Query::parse(&query).is_ok(), "{query}");
        assert_eq!(pool.search(&query, 0, 9).unwrap().total, 1, "{query}");
    }
}
