//! The taxonomy as data, and what makes it well formed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::data::Bundled;
use crate::{Category, Skill};

/// Why a taxonomy cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TaxonomyError {
    /// The data is no TOML, or holds an unknown key.
    #[error("`{file}.toml` of the taxonomy cannot be read")]
    Syntax {
        /// Name of the file, without its ending.
        file: &'static str,
        /// What is wrong and where.
        source: toml::de::Error,
    },
    /// A name is given twice.
    #[error("skill `{name}` stands twice in the taxonomy")]
    Twice {
        /// The canonical name.
        name: String,
    },
    /// Two skills claim one spelling.
    #[error("spelling `{spelling}` belongs to `{first}` and to `{second}`")]
    Claimed {
        /// The spelling, in lower case.
        spelling: String,
        /// The skill that has it first.
        first: String,
        /// The skill that claims it too.
        second: String,
    },
    /// A parent that is not in the taxonomy.
    #[error("`{skill}` has the unknown parent `{parent}`")]
    UnknownParent {
        /// The skill.
        skill: String,
        /// The name that is no skill.
        parent: String,
    },
    /// A skill that implies itself.
    #[error("`{skill}` is among its own parents")]
    Cycle {
        /// The skill.
        skill: String,
    },
}

/// A skill with what tells its spellings from everyday words.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) skill: Skill,
    pub(crate) spellings: Vec<Spelling>,
    /// Lower-case words that settle a weak spelling when they stand in the same line.
    pub(crate) near: Vec<String>,
    /// Lower-case words that rule a spelling out when they stand right beside it.
    pub(crate) not: Vec<String>,
    /// Whether only a list or a near word settles a weak spelling.
    pub(crate) strict: bool,
    /// Whether a firm bears the name: "at Elastic" is an employer.
    pub(crate) firm: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Spelling {
    pub(crate) text: String,
    pub(crate) strength: Strength,
}

/// What a spelling is worth by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strength {
    /// Means the skill in any case.
    Strong,
    /// Means the skill with exactly these capitals.
    Exact,
    /// Is an everyday word too.
    Weak,
}

/// A file of the data.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    skills: Vec<Row>,
}

/// One skill of the data.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) exact: Vec<String>,
    pub(crate) weak: Vec<String>,
    pub(crate) near: Vec<String>,
    pub(crate) not: Vec<String>,
    pub(crate) parents: Vec<String>,
    pub(crate) strict: bool,
    pub(crate) firm: bool,
    /// Texts in which a weak spelling means the skill.
    pub(crate) means: Vec<String>,
    /// Texts in which it does not.
    pub(crate) other: Vec<String>,
}

/// The rows of a file.
pub(crate) fn rows(file: &Bundled) -> Result<Vec<Row>, TaxonomyError> {
    let read: Result<File, _> = toml::from_str(file.text);
    read.map(|file| file.skills).map_err(|source| TaxonomyError::Syntax { file: file.name, source })
}

/// The entries of all files, sorted by canonical name.
pub(crate) fn entries(files: &[Bundled]) -> Result<Vec<Entry>, TaxonomyError> {
    let mut entries = Vec::new();
    for file in files {
        entries.extend(rows(file)?.into_iter().map(|row| entry(file.category, row)));
    }
    entries.sort_by(|a, b| a.skill.name.cmp(&b.skill.name));
    check(&entries)?;
    Ok(entries)
}

pub(crate) fn entry(category: Category, row: Row) -> Entry {
    let named_otherwise = row.exact.contains(&row.name) || row.weak.contains(&row.name);
    let name = (!named_otherwise).then(|| row.name.clone());
    let strong = name.into_iter().chain(row.aliases).map(|text| (text, Strength::Strong));
    let exact = row.exact.into_iter().map(|text| (text, Strength::Exact));
    let weak = row.weak.into_iter().map(|text| (text, Strength::Weak));
    let spellings: Vec<Spelling> =
        strong.chain(exact).chain(weak).map(|(text, strength)| Spelling { text, strength }).collect();
    let aliases = spellings.iter().map(|s| s.text.clone()).filter(|text| *text != row.name).collect();
    Entry {
        skill: Skill { name: row.name, aliases, category, parents: row.parents },
        spellings,
        near: row.near,
        not: row.not,
        strict: row.strict,
        firm: row.firm,
    }
}

fn check(entries: &[Entry]) -> Result<(), TaxonomyError> {
    if let Some(pair) = entries.windows(2).find(|pair| pair[0].skill.name == pair[1].skill.name) {
        return Err(TaxonomyError::Twice { name: pair[0].skill.name.clone() });
    }
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for entry in entries {
        let name = entry.skill.name.as_str();
        for spelling in &entry.spellings {
            let spelling = spelling.text.to_lowercase();
            match owners.insert(spelling.clone(), name) {
                Some(first) if first != name => {
                    let (first, second) = (first.to_owned(), name.to_owned());
                    return Err(TaxonomyError::Claimed { spelling, first, second });
                }
                _ => {}
            }
        }
    }
    for entry in entries {
        if let Some(parent) = entry.skill.parents.iter().find(|parent| find(entries, parent).is_none()) {
            let (skill, parent) = (entry.skill.name.clone(), parent.clone());
            return Err(TaxonomyError::UnknownParent { skill, parent });
        }
    }
    let circular = entries.iter().find(|entry| ancestors(entries, &entry.skill).contains(&entry.skill.name));
    match circular {
        Some(entry) => Err(TaxonomyError::Cycle { skill: entry.skill.name.clone() }),
        None => Ok(()),
    }
}

/// The entry of a canonical name, among entries sorted by it.
pub(crate) fn find<'a>(entries: &'a [Entry], name: &str) -> Option<&'a Entry> {
    let found = entries.binary_search_by(|entry| entry.skill.name.as_str().cmp(name)).ok()?;
    Some(&entries[found])
}

/// Names of the parents of a skill and of their parents.
pub(crate) fn ancestors<'a>(entries: &'a [Entry], skill: &'a Skill) -> BTreeSet<&'a String> {
    let mut seen = BTreeSet::new();
    let mut open = vec![skill];
    while let Some(skill) = open.pop() {
        for parent in &skill.parents {
            if seen.insert(parent) {
                open.extend(find(entries, parent).map(|entry| &entry.skill));
            }
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::FILES;

    fn refused(text: &'static str) -> String {
        let file = Bundled { category: Category::Language, name: "test", text };
        entries(&[file]).map(|_| ()).unwrap_err().to_string()
    }

    #[test]
    fn a_spelling_belongs_to_one_skill() {
        let data = r#"skills = [{ name = "One", aliases = ["Uno"] }, { name = "Two", weak = ["uno"] }]"#;
        assert_eq!(refused(data), "spelling `uno` belongs to `One` and to `Two`");
    }

    #[test]
    fn a_skill_stands_once() {
        assert_eq!(
            refused(r#"skills = [{ name = "One" }, { name = "One" }]"#),
            "skill `One` stands twice in the taxonomy"
        );
    }

    #[test]
    fn a_parent_is_a_skill_and_nobody_is_their_own() {
        assert_eq!(
            refused(r#"skills = [{ name = "One", parents = ["Zero"] }]"#),
            "`One` has the unknown parent `Zero`"
        );
        assert_eq!(
            refused(r#"skills = [{ name = "A", parents = ["B"] }, { name = "B", parents = ["A"] }]"#),
            "`A` is among its own parents"
        );
    }

    #[test]
    fn an_unknown_key_is_refused() {
        assert_eq!(
            refused(r#"skills = [{ name = "One", colour = "red" }]"#),
            "`test.toml` of the taxonomy cannot be read"
        );
    }

    #[test]
    fn the_bundled_files_are_well_formed_and_large() {
        assert!(entries(FILES).unwrap().len() >= 1500);
    }

    #[test]
    fn rows_of_a_file_are_in_alphabetical_order() {
        for file in FILES {
            let names: Vec<String> = rows(file).unwrap().iter().map(|row| sorting(&row.name)).collect();
            assert!(
                names.is_sorted(),
                "{}: {:?}",
                file.name,
                names.windows(2).find(|pair| pair[0] > pair[1])
            );
        }
    }

    fn sorting(name: &str) -> String {
        name.to_lowercase().trim_start_matches('.').to_owned()
    }

    /// Whatever reads as an everyday word shows, next to itself, a text that means it and one that does not.
    #[test]
    fn every_ambiguous_skill_has_both_kinds_of_examples_and_only_those_have() {
        for row in FILES.iter().flat_map(|file| rows(file).unwrap()) {
            let ambiguous = !row.weak.is_empty();
            assert_eq!(ambiguous, !row.means.is_empty(), "a text that means {}", row.name);
            assert_eq!(ambiguous, !row.other.is_empty(), "a text that does not mean {}", row.name);
        }
    }

    #[test]
    fn words_beside_a_skill_are_in_small_letters() {
        for row in FILES.iter().flat_map(|file| rows(file).unwrap()) {
            let beside = row.near.iter().chain(&row.not);
            let wrong: Vec<&String> = beside.filter(|word| word.to_lowercase() != **word).collect();
            assert!(wrong.is_empty(), "{}: {wrong:?}", row.name);
        }
    }
}
