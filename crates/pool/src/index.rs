//! The search index of a pool, kept in step with the database.
//!
//! The database is the truth. Each candidate there has a revision and the revision that the index holds; whoever
//! finds the two apart and gets the *turn* (a lock on a file, freed by the system when its process dies) brings the
//! index up to date from the database. So a crash between the two, a second process that imports, and a lost index
//! are one case.

use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};
use std::thread;
use std::time::{Duration, Instant};

use candela_profile::{Contact, Profile, SectionKind, SkillPlace, SpokenLevel};
use candela_resumes::{
    Entry, EntryLanguage, EntrySkill, Has, IndexError, Place, ResumeIndex, Spoken, Writer,
};
use rusqlite::Connection;

use crate::store::{self, Failure};
use crate::{CandidateId, Error, folder, shown};

/// Candidates that are put into the index between two commits of it.
const PUT_AT_ONCE: usize = 500;
/// How long the end of an import waits for another process that is bringing the index up to date.
const WAIT_FOR_TURN: Duration = Duration::from_secs(10);

/// The index in the folder of a pool.
pub(crate) struct SearchIndex {
    pool: PathBuf,
    folder: PathBuf,
    lock: PathBuf,
    current: RwLock<ResumeIndex>,
}

impl SearchIndex {
    /// Opens the index; one that is damaged or of another version is thrown away and begun anew.
    pub(crate) fn open(pool: &Path, connection: &Connection) -> Result<Self, Error> {
        let (folder, lock) = (pool.join("index"), pool.join("index.lock"));
        folder::create_private(&folder)?;
        folder::create_private_file(&lock)?;
        let current = match ResumeIndex::open(&folder) {
            Ok(index) => index,
            Err(error) if is_damage(&error) => {
                let _turn = wait_for_lock(&lock)?;
                begin_anew(pool, &folder, connection)?
            }
            Err(error) => return Err(Error::of_index(pool, error)),
        };
        let index = Self { pool: pool.to_owned(), folder, lock, current: RwLock::new(current) };
        index.notice_loss(connection)?;
        Ok(index)
    }

    /// Forgets what is said to be indexed when the index holds less, as after its folder was deleted.
    fn notice_loss(&self, connection: &Connection) -> Result<(), Error> {
        let failed = |error: rusqlite::Error| Error::of_store(&self.pool, error.into());
        let holds_less =
            || Ok::<_, Error>(self.count() < store::candidates::count_indexed(connection).map_err(failed)?);
        if !holds_less()? {
            return Ok(());
        }
        // Whoever has the turn may be between the index and the database.
        match try_lock(&self.lock)? {
            Some(_turn) if holds_less()? => store::candidates::forget_indexed(connection).map_err(failed),
            _ => Ok(()),
        }
    }

    fn count(&self) -> usize {
        usize::try_from(self.current().len()).unwrap_or(usize::MAX)
    }

    /// Asks the index. One that turns out to be damaged is made again first, unless somebody is writing it.
    pub(crate) fn ask<T>(&self, ask: impl Fn(&ResumeIndex) -> Result<T, IndexError>) -> Result<T, Error> {
        match ask(&self.current()) {
            Err(error) if is_damage(&error) && try_lock(&self.lock)?.is_some() => {
                self.rebuild(&mut store::open(&self.pool)?)?;
                ask(&self.current())
            }
            answer => answer,
        }
        .map_err(|error| Error::of_index(&self.pool, error))
    }

    /// The index as it is.
    pub(crate) fn current(&self) -> ResumeIndex {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Bringing the index up to date step by step.
    pub(crate) fn indexing(&self) -> Indexing<'_> {
        Indexing { index: self, turn: None }
    }

    /// Throws the index away and makes it again from the database.
    pub(crate) fn rebuild(&self, connection: &mut Connection) -> Result<(), Error> {
        {
            let _turn = wait_for_lock(&self.lock)?;
            let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
            *current = begin_anew(&self.pool, &self.folder, connection)?;
        }
        self.indexing().finish(connection)
    }
}

/// Somebody who brings the index up to date; keeps the turn once it has it.
pub(crate) struct Indexing<'a> {
    index: &'a SearchIndex,
    turn: Option<Turn>,
}

/// The right to write the index. The writer goes before the lock does.
struct Turn {
    writer: Writer,
    _lock: File,
}

impl Indexing<'_> {
    /// Brings the index up to date, unless another process is at it.
    pub(crate) fn catch_up(&mut self, connection: &mut Connection) -> Result<(), Error> {
        while self.count_behind(connection)? > 0 && self.has_turn()? {
            self.put_next(connection)?;
        }
        Ok(())
    }

    /// Brings the index up to date and waits for another process that is at it. Whatever is left after a while is found
    /// by the next search.
    pub(crate) fn finish(mut self, connection: &mut Connection) -> Result<(), Error> {
        let started = Instant::now();
        loop {
            self.catch_up(connection)?;
            if self.count_behind(connection)? == 0 || started.elapsed() > WAIT_FOR_TURN {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn count_behind(&self, connection: &Connection) -> Result<usize, Error> {
        store::candidates::count_behind(connection).map_err(|error| self.failed(error.into()))
    }

    fn has_turn(&mut self) -> Result<bool, Error> {
        if self.turn.is_none() {
            self.turn = self.take_turn()?;
        }
        Ok(self.turn.is_some())
    }

    fn take_turn(&self) -> Result<Option<Turn>, Error> {
        let Some(lock) = try_lock(&self.index.lock)? else { return Ok(None) };
        match self.index.current().writer() {
            Ok(writer) => Ok(Some(Turn { writer, _lock: lock })),
            Err(IndexError::Busy { .. }) => Ok(None),
            Err(error) => Err(Error::of_index(&self.index.pool, error)),
        }
    }

    /// Puts the next candidates in: first the index is durable, then the database says so. A crash between the two
    /// puts them in again, in the place of themselves.
    fn put_next(&mut self, connection: &mut Connection) -> Result<(), Error> {
        let Some(turn) = &mut self.turn else { return Ok(()) };
        let of_index = |error| Error::of_index(&self.index.pool, error);
        let of_store = |failure| Error::of_store(&self.index.pool, failure);
        let behind =
            store::candidates::behind(connection, PUT_AT_ONCE).map_err(|error| of_store(error.into()))?;
        for (candidate, resume, _) in &behind {
            match resume {
                Some(resume) => {
                    let entry = entry(connection, *candidate, *resume).map_err(of_store)?;
                    turn.writer.put(&entry).map_err(of_index)?;
                }
                None => turn.writer.delete(row_number(*candidate)),
            }
        }
        turn.writer.commit().map_err(of_index)?;
        mark(connection, &behind).map_err(|error| of_store(error.into()))
    }

    fn failed(&self, failure: Failure) -> Error {
        Error::of_store(&self.index.pool, failure)
    }
}

/// Whether only making the index again helps. A file of it that is gone or too short is damage as well.
fn is_damage(error: &IndexError) -> bool {
    match error {
        IndexError::Damaged { .. } | IndexError::OtherVersion { .. } => true,
        IndexError::Io { source, .. } => {
            matches!(source.kind(), ErrorKind::NotFound | ErrorKind::UnexpectedEof | ErrorKind::InvalidData)
        }
        IndexError::Busy { .. } => false,
    }
}

fn mark(connection: &mut Connection, indexed: &[(CandidateId, Option<i64>, i64)]) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    for (candidate, _, revision) in indexed {
        store::candidates::mark_indexed(&transaction, *candidate, *revision)?;
    }
    transaction.commit()
}

/// An empty index. The database learns first that nothing is indexed, so that a crash in between loses nothing.
fn begin_anew(pool: &Path, folder: &Path, connection: &Connection) -> Result<ResumeIndex, Error> {
    store::candidates::forget_indexed(connection).map_err(|error| Error::of_store(pool, error.into()))?;
    fs::remove_dir_all(folder).map_err(Error::folder(folder))?;
    folder::create_private(folder)?;
    ResumeIndex::open(folder).map_err(|error| Error::of_index(pool, error))
}

fn wait_for_lock(path: &Path) -> Result<File, Error> {
    let file = File::open(path).map_err(Error::folder(path))?;
    file.lock().map_err(Error::folder(path))?;
    Ok(file)
}

fn try_lock(path: &Path) -> Result<Option<File>, Error> {
    let file = File::open(path).map_err(Error::folder(path))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(source)) => Err(Error::folder(path)(source)),
    }
}

/// What the index is told of a candidate: their newest résumé.
pub(crate) fn entry(connection: &Connection, candidate: CandidateId, resume: i64) -> Result<Entry, Failure> {
    let profile = shown::facts(connection, candidate, resume)?;
    let file = store::resumes::load(connection, resume)?;
    let flags = store::signals::load(connection, resume)?;
    Ok(Entry {
        id: row_number(candidate),
        city: profile.place.as_ref().and_then(|place| place.city.clone()),
        folder: file.path.parent().unwrap_or(Path::new("")).to_string_lossy().into_owned(),
        imported: file.imported.as_second(),
        resume: u64::try_from(resume).expect("SQLite numbers rows from one"),
        roles: profile.roles.iter().map(|share| store::name_of(share.role)).collect(),
        level: profile.level.map(|level| store::name_of(level.step)),
        languages: languages(&profile),
        file_name: file.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        body: store::texts::load(connection, resume)?,
        work: work(&profile),
        titles: profile.employment.iter().filter_map(|job| Some(job.title.clone()?.value)).collect(),
        companies: profile.employment.iter().filter_map(|job| Some(job.company.clone()?.value)).collect(),
        schools: profile.education.iter().filter_map(|study| Some(study.school.clone()?.value)).collect(),
        skills: profile.skills.iter().map(skill).collect(),
        years: profile.years_experience,
        flags: flags.into_iter().map(|signal| signal.id).collect(),
        has: has(&profile),
        name: profile.name.map(|fact| fact.value),
        headline: profile.headline.map(|fact| fact.value),
        location: profile.location.map(|fact| fact.value),
    })
}

fn row_number(candidate: CandidateId) -> u64 {
    u64::try_from(candidate.0).expect("SQLite numbers rows from one")
}

/// Where the text tells of work done, in order and apart.
fn work(profile: &Profile) -> Vec<std::ops::Range<usize>> {
    let bullets = profile.employment.iter().flat_map(|job| job.bullets.iter().copied());
    let projects = profile.sections.iter().filter(|section| section.kind == SectionKind::Projects);
    let mut spans: Vec<_> = bullets.chain(projects.map(|section| section.body)).collect();
    spans.sort_unstable();
    let mut ranges: Vec<std::ops::Range<usize>> = Vec::with_capacity(spans.len());
    for span in spans {
        let range = span.range();
        match ranges.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => ranges.push(range),
        }
    }
    ranges
}

fn skill(used: &candela_profile::SkillUse) -> EntrySkill {
    EntrySkill {
        name: used.skill.clone(),
        place: match used.place {
            SkillPlace::Work => Place::Work,
            SkillPlace::Project => Place::Project,
            SkillPlace::List => Place::List,
        },
        years: used.years,
        last_used_year: used.last_used.map(|month| month.year),
    }
}

/// The languages spoken, and the one that the résumé is written in.
fn languages(profile: &Profile) -> Vec<EntryLanguage> {
    let spoken = |level: SpokenLevel| match level {
        SpokenLevel::A1 => Spoken::A1,
        SpokenLevel::A2 => Spoken::A2,
        SpokenLevel::B1 => Spoken::B1,
        SpokenLevel::B2 => Spoken::B2,
        SpokenLevel::C1 => Spoken::C1,
        SpokenLevel::C2 => Spoken::C2,
        SpokenLevel::Native => Spoken::Native,
    };
    let named = profile
        .languages
        .iter()
        .map(|language| EntryLanguage { code: language.code.clone(), spoken: language.level.map(spoken) });
    let mut languages: Vec<EntryLanguage> = named.collect();
    let written = profile.language.iter().filter(|code| !languages.iter().any(|known| known.code == **code));
    let written: Vec<_> = written.map(|code| EntryLanguage { code: code.clone(), spoken: None }).collect();
    languages.extend(written);
    languages
}

fn has(profile: &Profile) -> Vec<Has> {
    let mut has: Vec<Has> = profile
        .contacts
        .iter()
        .filter_map(|contact| match &contact.value {
            Contact::Email(_) => Some(Has::Email),
            Contact::Phone(_) => Some(Has::Phone),
            Contact::Github(_) => Some(Has::Github),
            Contact::Link(_) => None,
        })
        .collect();
    has.sort_unstable();
    has.dedup();
    has
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::pool_of;
    use crate::{IndexHealth, Pool};

    fn found(pool: &Pool) -> usize {
        pool.search("django", 0, 10).unwrap().total
    }

    #[test]
    fn what_a_crash_left_out_of_the_index_is_found_after_all() {
        let (folder, pool) = pool_of(&["Robin", "Noor"]);
        assert_eq!(pool.health().unwrap().index, IndexHealth::Behind { candidates: 2 });
        drop(pool);
        let pool = Pool::open(folder.path()).unwrap();
        assert_eq!(found(&pool), 2);
        assert_eq!(pool.health().unwrap().index, IndexHealth::Whole);
    }

    #[test]
    fn a_crash_between_index_and_database_leaves_nobody_twice() {
        let (folder, pool) = pool_of(&["Robin", "Noor"]);
        assert_eq!(found(&pool), 2);
        store::candidates::forget_indexed(&store::open(folder.path()).unwrap()).unwrap();
        assert_eq!(found(&pool), 2);
    }

    #[test]
    fn a_lost_index_is_made_again() {
        let (folder, pool) = pool_of(&["Robin", "Noor"]);
        assert_eq!(found(&pool), 2);
        drop(pool);
        fs::remove_dir_all(folder.path().join("index")).unwrap();
        assert_eq!(found(&Pool::open(folder.path()).unwrap()), 2);
    }

    #[test]
    fn a_damaged_index_is_made_again() {
        for damage in ["", "{", "{}", "\u{0}\u{1}"] {
            let (folder, pool) = pool_of(&["Robin", "Noor"]);
            assert_eq!(found(&pool), 2);
            drop(pool);
            fs::write(folder.path().join("index/meta.json"), damage).unwrap();
            assert_eq!(found(&Pool::open(folder.path()).unwrap()), 2, "{damage:?}");
        }
    }

    #[test]
    fn a_part_of_the_index_that_is_cut_off_is_noticed_and_made_again() {
        let (folder, pool) = pool_of(&["Robin", "Noor"]);
        assert_eq!(found(&pool), 2);
        drop(pool);
        for entry in fs::read_dir(folder.path().join("index")).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "term") {
                File::options().write(true).open(path).unwrap().set_len(3).unwrap();
            }
        }
        assert_eq!(found(&Pool::open(folder.path()).unwrap()), 2);
    }

    #[test]
    fn whoever_has_no_turn_searches_what_is_there_and_waits_for_nothing() {
        let (folder, pool) = pool_of(&["Robin", "Noor"]);
        let other = wait_for_lock(&folder.path().join("index.lock")).unwrap();
        let answer = pool.search("django", 0, 10).unwrap();
        assert_eq!((answer.total, answer.behind), (0, 2), "and says who is missing");
        drop(other);
        assert_eq!(found(&pool), 2);
    }

    #[test]
    fn work_is_bullets_and_projects_in_order_and_apart() {
        let span = |start, end| candela_extract::Span { start, end };
        let job = |bullets: &[(u32, u32)]| candela_profile::Employment {
            span: span(0, 100),
            bullets: bullets.iter().map(|&(start, end)| span(start, end)).collect(),
            ..Default::default()
        };
        let projects = candela_profile::Section {
            kind: SectionKind::Projects,
            heading: span(50, 58),
            body: span(58, 80),
        };
        let profile = Profile {
            employment: vec![job(&[(30, 40), (20, 32)]), job(&[(10, 15), (70, 90)])],
            sections: vec![projects],
            ..Profile::default()
        };
        assert_eq!(work(&profile), [10..15, 20..40, 58..90]);
    }
}
