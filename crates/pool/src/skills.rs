//! What a pool reads by: the bundled skills with those that the recruiter added in `skills.toml`, the rules of signals, and
//! the contacts that are the recruiter's own.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};

use candela_profile::ScreenOut;
use candela_signals::{RULES_VERSION, Rules};
use candela_skills::{OwnFault, OwnSkill, OwnSkills, SkillsIndex};
use serde::Serialize;

use crate::rules::Added;
use crate::{Error, Pool, folder};

/// The recruiter's own file in the folder of a pool.
pub(crate) const OWN: &str = "skills.toml";

/// Counts up whenever facts or signals are told by other rules: what was read by older ones is then read again.
const RULES: u32 = 2;

/// The skills of a pool, ready to be asked.
pub(crate) struct PoolSkills {
    /// The recruiter's file as it was when this was made.
    text: String,
    own: Option<(SkillsIndex, Vec<OwnFault>)>,
    added: Added,
    screen_out: ScreenOut,
    /// `None` where nothing was added to the product's own.
    signals: Option<Rules>,
    /// Names the rules that facts and signals are told by: ours, these skills, what was added to the signals, and whose
    /// contacts are left out.
    pub(crate) rules: String,
}

impl PoolSkills {
    pub(crate) fn new(text: String, added: Added, screen_out: ScreenOut) -> Self {
        let mut hash = blake3::Hasher::new();
        for data in candela_skills::bundled_data() {
            hash.update(data.as_bytes());
        }
        hash.update(text.as_bytes());
        // What is wrong with an addition is told where additions are made; here the rest works.
        let signals = (!added.is_empty()).then(|| added.rules().0);
        hash.update(signals.as_ref().map_or(RULES_VERSION, Rules::version).as_bytes());
        if screen_out != *ScreenOut::none() {
            hash.update(format!("{screen_out:?}").as_bytes());
        }
        let rules = format!("{RULES}-{}", &hash.finalize().to_hex()[..16]);
        let own = (!text.trim().is_empty()).then(|| SkillsIndex::with_own(&text));
        Self { text, own, added, screen_out, signals, rules }
    }

    /// The rules to raise signals by.
    pub(crate) fn signals(&self) -> &Rules {
        self.signals.as_ref().unwrap_or(Rules::bundled())
    }

    /// Whether skills or signals were added to those that everybody has.
    pub(crate) fn has_own(&self) -> bool {
        self.own.is_some() || self.signals.is_some()
    }

    /// The recruiter's own contacts.
    pub(crate) fn screen_out(&self) -> &ScreenOut {
        &self.screen_out
    }

    /// The index to look with.
    pub(crate) fn index(&self) -> &SkillsIndex {
        match &self.own {
            Some((index, _)) => index,
            None => SkillsIndex::bundled(),
        }
    }

    fn faults(&self) -> &[OwnFault] {
        self.own.as_ref().map_or(&[], |(_, faults)| faults)
    }
}

/// What a recruiter added to the bundled skills.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnSkillsReport {
    /// The file it stands in; it may be edited by hand.
    pub path: PathBuf,
    /// The rows that work.
    pub skills: Vec<OwnSkill>,
    /// The rows that are left out, and why.
    pub faults: Vec<OwnFault>,
}

impl Pool {
    /// The skills of this pool as the recruiter's file has them now.
    pub(crate) fn skills(&self) -> Result<Arc<PoolSkills>, Error> {
        let text = self.own_text()?;
        let added = Added::of(self.folder())?;
        let screen_out = ScreenOut::parse(&folder::screen_out(self.folder())?);
        let as_now = |skills: &&Arc<PoolSkills>| {
            skills.text == text && skills.added == added && skills.screen_out == screen_out
        };
        let mut kept = self.kept_skills().lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(skills) = kept.as_ref().filter(as_now) {
            return Ok(Arc::clone(skills));
        }
        let skills = Arc::new(PoolSkills::new(text, added, screen_out));
        *kept = Some(Arc::clone(&skills));
        Ok(skills)
    }

    /// What the recruiter added.
    pub fn own_skills(&self) -> Result<OwnSkillsReport, Error> {
        let skills = self.skills()?;
        let faults = skills.faults().to_vec();
        let faulty = |at: usize| {
            let line = skills.text[..at].matches('\n').count() + 1;
            faults.iter().any(|fault| fault.line == line)
        };
        let rows = OwnSkills::read(&skills.text).rows.into_iter().filter(|(at, _)| !faulty(*at));
        Ok(OwnSkillsReport { path: self.own_path(), skills: rows.map(|(_, skill)| skill).collect(), faults })
    }

    /// Adds a skill, or spellings to one that is known. Résumés that are in the pool are then stale: see
    /// [`reread`](Self::reread).
    ///
    /// # Errors
    /// [`Error::OwnSkill`] when it does not fit the others; nothing is written then.
    pub fn add_skill(&self, skill: &OwnSkill) -> Result<(), Error> {
        let row = toml::to_string(skill).expect("names and lists of names are always TOML");
        let before = self.own_text()?;
        let gap = if before.is_empty() || before.ends_with("\n\n") { "" } else { "\n" };
        let text = format!("{before}{gap}[[skill]]\n{row}");
        let line = text[..text.len() - row.len()].matches('\n').count();
        let (_, faults) = SkillsIndex::with_own(&text);
        if let Some(fault) = faults.into_iter().find(|fault| fault.line == line) {
            return Err(Error::OwnSkill { expected: fault.expected });
        }
        self.write_own(&text)
    }

    /// Takes back everything that was added under a canonical name; whether there was anything.
    pub fn remove_skill(&self, name: &str) -> Result<bool, Error> {
        let text = self.own_text()?;
        let mut left = text.clone();
        for (start, _) in OwnSkills::read(&text).rows.iter().rev().filter(|(_, skill)| skill.name == name) {
            let end = text[start + 1..].find("\n[[").map_or(text.len(), |at| start + 1 + at + 1);
            left.replace_range(start..&end, "");
        }
        if left != text {
            self.write_own(&left)?;
        }
        Ok(left != text)
    }

    fn own_path(&self) -> PathBuf {
        self.folder().join(OWN)
    }

    fn own_text(&self) -> Result<String, Error> {
        let path = self.own_path();
        match fs::read(&path) {
            Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
            Err(error) => Err(Error::folder(&path)(error)),
        }
    }

    /// Puts the whole file in the place of the old one at once, so that nobody reads half of it.
    fn write_own(&self, text: &str) -> Result<(), Error> {
        let (path, new) = (self.own_path(), self.folder().join("skills.toml.new"));
        folder::create_private_file(&new)?;
        let write = || {
            let mut file = fs::File::create(&new)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            fs::rename(&new, &path)
        };
        write().map_err(Error::folder(&path))
    }
}

#[cfg(test)]
mod tests {
    use candela_skills::Category;

    use super::*;
    use crate::testing::pool_of;

    fn own(name: &str) -> OwnSkill {
        OwnSkill { name: name.to_owned(), category: Some(Category::Database), ..OwnSkill::default() }
    }

    fn names(pool: &Pool) -> Vec<String> {
        pool.own_skills().unwrap().skills.into_iter().map(|skill| skill.name).collect()
    }

    #[test]
    fn skills_are_added_and_taken_back() {
        let (_folder, pool) = pool_of(&[]);
        for name in ["Ledgerly", "Kontoria", "Buchwerk"] {
            pool.add_skill(&own(name)).unwrap();
        }
        assert_eq!(names(&pool), ["Ledgerly", "Kontoria", "Buchwerk"]);
        assert!(pool.skills().unwrap().index().get("Kontoria").is_some());
        assert!(pool.remove_skill("Kontoria").unwrap());
        assert!(!pool.remove_skill("Kontoria").unwrap());
        assert_eq!(names(&pool), ["Ledgerly", "Buchwerk"]);
    }

    #[test]
    fn a_skill_that_does_not_fit_is_refused_and_nothing_is_written() {
        let (_folder, pool) = pool_of(&[]);
        let skill = OwnSkill { aliases: vec!["python".to_owned()], ..own("Ledgerly") };
        assert!(matches!(pool.add_skill(&skill), Err(Error::OwnSkill { .. })));
        assert_eq!(names(&pool), [""; 0]);
    }

    #[test]
    fn a_bad_row_by_hand_is_told_and_the_rest_works() {
        let (folder, pool) = pool_of(&[]);
        let text = "[[skill]]\nname = 3\n\n[[skill]]\nname = \"Ledgerly\"\ncategory = \"database\"\n";
        fs::write(folder.path().join(OWN), text).unwrap();
        let report = pool.own_skills().unwrap();
        assert_eq!(report.faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [1]);
        assert_eq!(names(&pool), ["Ledgerly"]);
    }
}
