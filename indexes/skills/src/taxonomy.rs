//! The taxonomy as data, and what makes it well formed.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{Category, Skill};

/// Why a taxonomy cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TaxonomyError {
    /// The data is no TOML, or holds an unknown key or category.
    #[error("taxonomy cannot be read")]
    Syntax(#[from] toml::de::Error),
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
}

/// A skill with what tells its spellings from everyday words.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) skill: Skill,
    pub(crate) spellings: Vec<Spelling>,
    /// Lower-case words that settle a weak spelling when they stand in the same line.
    pub(crate) near: Vec<String>,
    /// Lower-case words that rule a spelling out when they stand right beside it.
    pub(crate) not: Vec<String>,
    /// Whether only a list or a near word settles a weak spelling.
    pub(crate) strict: bool,
}

#[derive(Debug)]
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

/// One line of the data.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    exact: Vec<String>,
    #[serde(default)]
    weak: Vec<String>,
    #[serde(default)]
    near: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
    #[serde(default)]
    parents: Vec<String>,
    #[serde(default)]
    strict: bool,
}

/// The entries of a taxonomy in TOML, sorted by canonical name.
pub(crate) fn parse(data: &str) -> Result<Vec<Entry>, TaxonomyError> {
    let tables: BTreeMap<Category, Vec<Row>> = toml::from_str(data)?;
    let mut entries: Vec<Entry> = tables
        .into_iter()
        .flat_map(|(category, rows)| rows.into_iter().map(move |row| entry(category, row)))
        .collect();
    entries.sort_by(|a, b| a.skill.name.cmp(&b.skill.name));
    check(&entries)?;
    Ok(entries)
}

fn entry(category: Category, row: Row) -> Entry {
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
    }
}

fn check(entries: &[Entry]) -> Result<(), TaxonomyError> {
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
        for parent in &entry.skill.parents {
            if entries.binary_search_by(|other| other.skill.name.cmp(parent)).is_err() {
                let (skill, parent) = (entry.skill.name.clone(), parent.clone());
                return Err(TaxonomyError::UnknownParent { skill, parent });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(data: &str) -> String {
        parse(data).map(|_| ()).unwrap_err().to_string()
    }

    #[test]
    fn a_spelling_belongs_to_one_skill() {
        let data = r#"language = [{ name = "One", aliases = ["Uno"] }, { name = "Two", weak = ["uno"] }]"#;
        assert_eq!(refused(data), "spelling `uno` belongs to `One` and to `Two`");
    }

    #[test]
    fn a_parent_is_a_skill() {
        let data = r#"language = [{ name = "One", parents = ["Zero"] }]"#;
        assert_eq!(refused(data), "`One` has the unknown parent `Zero`");
    }

    #[test]
    fn an_unknown_key_is_refused() {
        assert_eq!(refused(r#"language = [{ name = "One", colour = "red" }]"#), "taxonomy cannot be read");
    }
}
