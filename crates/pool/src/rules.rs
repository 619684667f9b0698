//! The rules of a pool: the product's, and the packs and own signals that stand in its folder.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use candela_signals::{Fault, LARGEST_PACK, Rule, Rules, RulesFile};

use crate::{Error, Pool, folder};

/// The file of own signals in a pool.
pub(crate) const OWN_SIGNALS: &str = "signals.toml";
/// The folder of packs in a pool.
pub(crate) const PACKS: &str = "packs";

/// Where a pool keeps its own signals; the file need not exist.
pub fn own_signals_file(pool: &Path) -> PathBuf {
    pool.join(OWN_SIGNALS)
}

/// The rules of the pool in a folder, and what is wrong with what was added to them; the rest works.
///
/// # Errors
/// When a file that is there cannot be read at all.
pub fn rules(pool: &Path) -> Result<(Rules, Vec<Fault>), Error> {
    Ok(Added::of(pool)?.rules())
}

impl Pool {
    /// What is said of the signals with these ids, the recruiter's own included; `None` for one that no rule raises any more.
    pub fn signal_rules<'a>(
        &self,
        ids: impl IntoIterator<Item = &'a str>,
    ) -> Result<Vec<Option<Rule>>, Error> {
        let skills = self.skills()?;
        Ok(ids.into_iter().map(|id| skills.signals().rule(id).cloned()).collect())
    }
}

/// What the folder of a pool adds to the product's rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Added {
    packs: Vec<RulesFile>,
    own: Option<RulesFile>,
}

impl Added {
    pub(crate) fn of(pool: &Path) -> Result<Self, Error> {
        Ok(Self { packs: packs(&pool.join(PACKS))?, own: read(&own_signals_file(pool))? })
    }

    /// The own signals alone, and what is wrong with them.
    pub(crate) fn own_of(pool: &Path) -> Result<(Rules, Vec<Fault>), Error> {
        Ok(Rules::with(&[], read(&own_signals_file(pool))?.as_ref()))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.packs.is_empty() && self.own.is_none()
    }

    pub(crate) fn rules(&self) -> (Rules, Vec<Fault>) {
        Rules::with(&self.packs, self.own.as_ref())
    }
}

/// Replaces the file of own signals, wholly or not at all.
///
/// # Errors
/// When the folder does not take it.
pub(crate) fn write_own_signals(pool: &Path, text: &str) -> Result<(), Error> {
    folder::create_private(pool)?;
    let path = own_signals_file(pool);
    let draft = path.with_extension("toml.new");
    fs::write(&draft, text).and_then(|()| fs::rename(&draft, &path)).map_err(Error::folder(&path))
}

/// The packs in a folder, in the order of their names.
fn packs(folder: &Path) -> Result<Vec<RulesFile>, Error> {
    let mut packs = Vec::new();
    for path in pack_files(folder)? {
        packs.extend(read(&path)?);
    }
    Ok(packs)
}

/// The files of packs in a pool's folder of them, by name.
pub(crate) fn pack_files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut paths = folder::paths(folder)?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    Ok(paths)
}

/// A file's name and text; `None` when it is not there. More than a pack may have is not read further.
fn read(path: &Path) -> Result<Option<RulesFile>, Error> {
    use std::io::Read;
    let file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::folder(path)(error)),
    };
    let mut bytes = Vec::new();
    file.take(LARGEST_PACK as u64 + 1).read_to_end(&mut bytes).map_err(Error::folder(path))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Some(RulesFile { name, text: String::from_utf8_lossy(&bytes).into_owned() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLEET: &str = "[[signal]]\nid = \"own_fleet\"\ncolour = \"green\"\ntitle = \"Fleets\"\nwhy = \"Vans.\"\nwords = [\"telematics\"]\n";

    #[test]
    fn a_pool_without_additions_has_the_products_rules() {
        let folder = tempfile::tempdir().unwrap();
        let (rules, faults) = rules(&folder.path().join("none")).unwrap();
        assert_eq!((rules.version(), faults.len()), (candela_signals::RULES_VERSION, 0));
    }

    #[test]
    fn packs_and_own_signals_of_the_folder_count() {
        let folder = tempfile::tempdir().unwrap();
        write_own_signals(folder.path(), FLEET).unwrap();
        fs::create_dir(folder.path().join(PACKS)).unwrap();
        fs::write(folder.path().join("packs/nim.toml"), "name = \"Nim\"\nframeworks = [\"Jester\"]").unwrap();
        fs::write(folder.path().join("packs/bad.toml"), "name = 1").unwrap();
        let (rules, faults) = rules(folder.path()).unwrap();
        assert_eq!(rules.own().len(), 1);
        assert_eq!(faults.iter().map(|fault| fault.file.as_str()).collect::<Vec<_>>(), ["bad.toml"]);
        assert_ne!(rules.version(), candela_signals::RULES_VERSION);
    }

    #[test]
    fn an_addition_makes_what_was_read_before_stale() {
        let folder = tempfile::tempdir().unwrap();
        let pool = crate::Pool::open(folder.path()).unwrap();
        let before = pool.skills().unwrap().rules.clone();
        write_own_signals(folder.path(), FLEET).unwrap();
        let after = pool.skills().unwrap();
        assert_ne!(after.rules, before);
        assert_eq!(after.signals().own().len(), 1);
        let said = pool.signal_rules(["own_fleet", "hidden_text", "no_such_signal"]).unwrap();
        let titles: Vec<_> = said.iter().map(|rule| rule.as_ref().map(|rule| rule.title.as_str())).collect();
        assert_eq!((titles[0], titles[1].is_some(), titles[2]), (Some("Fleets"), true, None));
    }
}
