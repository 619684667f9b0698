//! Skills and spellings that a recruiter adds to the bundled ones, as a TOML file.
//!
//! ```toml
//! [[skill]]
//! name = "Ledgerly"               # a new skill needs a category
//! category = "database"
//! aliases = ["Ledgerly DB"]
//! parents = ["SQL"]
//!
//! [[skill]]
//! name = "Kubernetes"             # a skill that is known gets further spellings
//! aliases = ["Kubi"]
//! ```
//!
//! A row that is wrong is left out and reported with its line; the others work.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::taxonomy::{self, Entry, Row, Spelling};
use crate::{Category, SkillsIndex};

/// A skill that a recruiter adds, or further spellings of one that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OwnSkill {
    /// Canonical name.
    pub name: String,
    /// The kind of thing it is; needed for a skill that is not known yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// Other spellings, found in any case.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Spellings that count only with these very capitals.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exact: Vec<String>,
    /// Spellings that are everyday words too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub weak: Vec<String>,
    /// Words in the same line that settle a weak spelling.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<String>,
    /// Words right beside a spelling that rule it out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<String>,
    /// Canonical names of what knowing it implies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parents: Vec<String>,
}

/// A row of the file that is left out, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnFault {
    /// Line of the file, from 1.
    pub line: usize,
    /// What was expected there.
    pub expected: String,
}

/// What a recruiter's file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnSkills {
    /// The rows that work, with the byte of the file where each begins, in the order of the file.
    pub rows: Vec<(usize, OwnSkill)>,
    /// The rows that do not.
    pub faults: Vec<OwnFault>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    skill: Vec<Spanned<toml::Table>>,
}

impl OwnSkills {
    /// Reads a file. Nothing of it works while it is no TOML at all.
    pub fn read(text: &str) -> Self {
        let mut own = Self::default();
        let file: File = match toml::from_str(text) {
            Ok(file) => file,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                own.faults.push(fault(
                    text,
                    at,
                    format!("expected rows under `[[skill]]`: {}", error.message()),
                ));
                return own;
            }
        };
        for row in file.skill {
            let at = row.span().start;
            match row.into_inner().try_into::<OwnSkill>() {
                Ok(skill) if skill.name.trim().is_empty() => {
                    own.faults.push(fault(text, at, "expected a `name`".to_owned()));
                }
                Ok(skill) => own.rows.push((at, skill)),
                Err(error) => own.faults.push(fault(text, at, error.message().to_owned())),
            }
        }
        own
    }
}

impl SkillsIndex {
    /// The bundled skills with those of a recruiter's file, and the rows of it that do not fit them.
    pub fn with_own(text: &str) -> (Self, Vec<OwnFault>) {
        let OwnSkills { rows, mut faults } = OwnSkills::read(text);
        let mut additions = Additions::new(Self::bundled().entries());
        // Parents may stand further down, so rows are tried again while that helps.
        let mut open = rows;
        loop {
            let before = open.len();
            open.retain(|(_, skill)| additions.add(skill).is_err());
            if open.len() == before {
                break;
            }
        }
        for (at, skill) in &open {
            if let Err(expected) = additions.add(skill) {
                faults.push(fault(text, *at, expected));
            }
        }
        faults.sort_by_key(|fault| fault.line);
        (Self::new(additions.into_entries()), faults)
    }
}

/// The bundled entries with what was added so far.
struct Additions {
    entries: BTreeMap<String, Entry>,
    /// Spelling in small letters to the skill that has it.
    owners: BTreeMap<String, String>,
}

impl Additions {
    fn new(entries: &[Entry]) -> Self {
        let spelled = |entry: &Entry| {
            let name = entry.skill.name.clone();
            let spellings = entry.spellings.iter().map(|spelling| spelling.text.to_lowercase());
            spellings.map(move |text| (text, name.clone())).collect::<Vec<_>>()
        };
        Self {
            owners: entries.iter().flat_map(spelled).collect(),
            entries: entries.iter().map(|entry| (entry.skill.name.clone(), entry.clone())).collect(),
        }
    }

    /// Adds a row, or says what was expected instead.
    fn add(&mut self, own: &OwnSkill) -> Result<(), String> {
        let known = self.entries.get(&own.name).map(|entry| entry.skill.category);
        let category = match (known, own.category) {
            (Some(known), Some(given)) if known != given => {
                return Err(format!("`{}` is known in another category: leave `category` out", own.name));
            }
            (None, None) => {
                return Err(format!("`{}` is not known: expected a `category` for it", own.name));
            }
            (Some(category), _) | (None, Some(category)) => category,
        };
        if let Some(parent) = own.parents.iter().find(|parent| !self.entries.contains_key(*parent)) {
            return Err(format!("expected the name of a skill as a parent, not `{parent}`"));
        }
        if own.parents.iter().any(|parent| *parent == own.name || self.implies(parent, &own.name)) {
            return Err(format!("expected other parents: `{}` would imply itself", own.name));
        }
        let entry = taxonomy::entry(category, row(own));
        for Spelling { text, .. } in &entry.spellings {
            if let Some(owner) = self.owners.get(&text.to_lowercase()).filter(|owner| **owner != own.name) {
                return Err(format!("expected another spelling: `{text}` means `{owner}`"));
            }
        }
        for Spelling { text, .. } in &entry.spellings {
            self.owners.insert(text.to_lowercase(), own.name.clone());
        }
        match self.entries.get_mut(&own.name) {
            Some(known) => extend(known, entry),
            None => {
                self.entries.insert(own.name.clone(), entry);
            }
        }
        Ok(())
    }

    fn implies(&self, skill: &str, wanted: &str) -> bool {
        let Some(entry) = self.entries.get(skill) else { return false };
        entry.skill.parents.iter().any(|parent| parent == wanted || self.implies(parent, wanted))
    }

    fn into_entries(self) -> Vec<Entry> {
        self.entries.into_values().collect()
    }
}

fn extend(known: &mut Entry, more: Entry) {
    let is_new = |spelling: &Spelling| known.spellings.iter().all(|other| other.text != spelling.text);
    let spellings: Vec<Spelling> = more.spellings.into_iter().filter(is_new).collect();
    known.skill.aliases.extend(spellings.iter().map(|spelling| spelling.text.clone()));
    known.spellings.extend(spellings);
    known.near.extend(more.near);
    known.not.extend(more.not);
    let parents = more.skill.parents.into_iter().filter(|parent| !known.skill.parents.contains(parent));
    known.skill.parents.extend(parents.collect::<Vec<_>>());
}

fn row(own: &OwnSkill) -> Row {
    let lower = |words: &[String]| words.iter().map(|word| word.to_lowercase()).collect();
    Row {
        name: own.name.clone(),
        aliases: own.aliases.clone(),
        exact: own.exact.clone(),
        weak: own.weak.clone(),
        near: lower(&own.near),
        not: lower(&own.not),
        parents: own.parents.clone(),
        ..Row::default()
    }
}

fn fault(text: &str, at: usize, expected: String) -> OwnFault {
    OwnFault { line: text[..at.min(text.len())].matches('\n').count() + 1, expected }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<(usize, String)> {
        SkillsIndex::with_own(text).1.into_iter().map(|fault| (fault.line, fault.expected)).collect()
    }

    #[test]
    fn a_new_skill_is_found_and_implies_its_parents() {
        let (index, faults) = SkillsIndex::with_own(
            "[[skill]]\nname = \"Ledgerly\"\ncategory = \"database\"\naliases = [\"Ledgerly DB\"]\nparents = [\"SQL\"]\n",
        );
        assert_eq!(faults, []);
        let found: Vec<&str> =
            index.mentions("Moved to Ledgerly DB").iter().map(|m| m.skill.name.as_str()).collect();
        assert_eq!(found, ["Ledgerly"]);
        assert_eq!(index.implied("Ledgerly")[0].name, "SQL");
    }

    #[test]
    fn a_known_skill_gets_further_spellings() {
        let (index, faults) =
            SkillsIndex::with_own("[[skill]]\nname = \"Kubernetes\"\naliases = [\"Kubi\"]\n");
        assert_eq!(faults, []);
        assert_eq!(index.resolve("kubi").unwrap().name, "Kubernetes");
        assert_eq!(index.resolve("k8s").unwrap().name, "Kubernetes");
    }

    #[test]
    fn a_wrong_row_is_told_with_its_line_and_the_rest_works() {
        let text = "\
[[skill]]
name = \"One\"

[[skill]]
name = \"Two\"
category = \"colour\"

[[skill]]
name = \"Three\"
category = \"language\"
aliases = [\"python\"]

[[skill]]
name = \"Four\"
category = \"language\"
parents = [\"Five\"]

[[skill]]
name = \"Five\"
category = \"language\"
";
        let told = faults(text);
        let lines: Vec<usize> = told.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 4, 8], "{told:?}");
        assert_eq!(told[0].1, "`One` is not known: expected a `category` for it");
        assert!(told[1].1.contains("expected one of"), "{}", told[1].1);
        assert_eq!(told[2].1, "expected another spelling: `python` means `Python`");
        let (index, _) = SkillsIndex::with_own(text);
        assert_eq!(index.implied("Four")[0].name, "Five", "a parent may stand further down");
    }

    #[test]
    fn a_file_that_is_no_toml_is_told_at_its_line() {
        let told = faults("[[skill]]\nname = = 3\n");
        assert_eq!((told.len(), told[0].0), (1, 2));
    }

    #[test]
    fn nobody_implies_themselves() {
        let told = faults("[[skill]]\nname = \"Python\"\nparents = [\"Django\"]\n");
        assert_eq!(told, [(1, "expected other parents: `Python` would imply itself".to_owned())]);
    }
}
