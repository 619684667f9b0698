//! What rules know about a stack: rivals, test tools, type tools, dependency tools, old versions, exercises.
//!
//! A *pack* is one stack's knowledge as TOML. The bundled ones stand in `data/packs`; a recruiter's own packs are read
//! beside them. A name that the skills index knows counts under all its spellings there; any other name counts as written.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

use candela_skills::SkillsIndex;
use regex::Regex;
use serde::Deserialize;
use toml::Spanned;

use crate::pattern::{LARGEST_PATTERN, is_sound, small_pattern};
use crate::tools::Purpose;

/// Most bytes of one pack.
pub const LARGEST_PACK: usize = 256 * 1024;
/// Most names in one list of a pack.
const MOST_NAMES: usize = 500;

/// One stack's knowledge, as written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    /// What people call the stack.
    name: String,
    /// Frameworks and libraries that things are built with, besides the skills index's own.
    #[serde(default)]
    frameworks: Vec<Spanned<String>>,
    /// Groups of which a project uses one.
    #[serde(default)]
    rivals: Vec<WrittenRivals>,
    #[serde(default)]
    testing: Vec<Spanned<String>>,
    #[serde(default)]
    types: Vec<Spanned<String>>,
    #[serde(default)]
    dependencies: Vec<Spanned<String>>,
    versions: Option<WrittenVersions>,
    /// Names of well-known exercises, as patterns over plain text.
    #[serde(default)]
    exercises: Vec<Spanned<String>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRivals {
    /// In the plural, as a reason shows it: "web frameworks".
    kind: String,
    names: Vec<Spanned<String>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenVersions {
    /// What is no longer maintained by its makers.
    old: Vec<Spanned<String>>,
    /// What shows today's versions.
    new: Vec<Spanned<String>>,
}

/// Old and new versions of one stack.
#[derive(Debug)]
pub(crate) struct Versions {
    /// The stack.
    pub(crate) name: String,
    pub(crate) old: Regex,
    pub(crate) new: Regex,
}

/// A group of rivals, and one of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rival {
    /// In the plural: "web frameworks".
    pub(crate) kind: String,
    pub(crate) name: String,
}

/// Every pack, ready to be asked.
#[derive(Debug, Default)]
pub(crate) struct Packs {
    /// Canonical names of the skills index.
    known: BTreeMap<&'static str, BTreeSet<Purpose>>,
    rivals: BTreeMap<&'static str, String>,
    /// Names that the skills index does not know, as they are written.
    others: BTreeMap<String, (BTreeSet<Purpose>, Option<String>)>,
    other_names: Option<Regex>,
    pub(crate) versions: Vec<Versions>,
    exercises: Vec<Regex>,
}

/// What is wrong with a pack or a file of own signals, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file as it was named.
    pub file: String,
    /// Counted from 1; `None` when it concerns the whole file.
    pub line: Option<usize>,
    /// What is wrong and what was expected, in words.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(formatter, "`{}`, line {line}: {}", self.file, self.message),
            None => write!(formatter, "`{}`: {}", self.file, self.message),
        }
    }
}

impl Fault {
    /// A fault at a byte of a file's text.
    pub(crate) fn at(file: &str, text: &str, byte: usize, message: impl Into<String>) -> Self {
        let before = text.as_bytes().get(..byte).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        Self { file: file.to_owned(), line: Some(line), message: message.into() }
    }

    /// What the TOML reader has to say about a file.
    pub(crate) fn of_toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let message = error.message().to_owned();
        match error.span() {
            Some(span) => Self::at(file, text, span.start, message),
            None => Self { file: file.to_owned(), line: None, message },
        }
    }
}

/// The packs that come with the product.
const BUNDLED: [(&str, &str); 11] = [
    ("python.toml", include_str!("../data/packs/python.toml")),
    ("javascript.toml", include_str!("../data/packs/javascript.toml")),
    ("jvm.toml", include_str!("../data/packs/jvm.toml")),
    ("dotnet.toml", include_str!("../data/packs/dotnet.toml")),
    ("go.toml", include_str!("../data/packs/go.toml")),
    ("rust.toml", include_str!("../data/packs/rust.toml")),
    ("cpp.toml", include_str!("../data/packs/cpp.toml")),
    ("php.toml", include_str!("../data/packs/php.toml")),
    ("ruby.toml", include_str!("../data/packs/ruby.toml")),
    ("swift.toml", include_str!("../data/packs/swift.toml")),
    ("data_and_operations.toml", include_str!("../data/packs/data_and_operations.toml")),
];

impl Packs {
    /// The packs that come with the product.
    #[cfg(test)]
    pub(crate) fn bundled() -> &'static Self {
        static PACKS: std::sync::LazyLock<Packs> = std::sync::LazyLock::new(|| {
            let (packs, faults) = Packs::with(&[]);
            debug_assert!(faults.is_empty(), "bundled packs are tested: {faults:?}");
            packs
        });
        &PACKS
    }

    /// The bundled packs and others, each a file's name and its text. A pack with a fault is left out whole, and every
    /// fault is told.
    pub(crate) fn with(own: &[(String, String)]) -> (Self, Vec<Fault>) {
        let bundled = BUNDLED.iter().map(|(file, text)| (*file, *text));
        let own = own.iter().map(|(file, text)| (file.as_str(), text.as_str()));
        let mut packs = Self::default();
        let mut faults = Vec::new();
        for (file, text) in bundled.chain(own) {
            match read(file, text) {
                Ok(pack) => packs.add(pack),
                Err(found) => faults.extend(found),
            }
        }
        packs.other_names = names_pattern(packs.others.keys());
        (packs, faults)
    }

    fn add(&mut self, pack: Ready) {
        for (purpose, name) in pack.names {
            match SkillsIndex::bundled().resolve(&name) {
                Some(skill) => _ = self.known.entry(&skill.name).or_default().insert(purpose),
                None => _ = self.others.entry(name.clone()).or_default().0.insert(purpose),
            }
        }
        for Rival { kind, name } in pack.rivals {
            match SkillsIndex::bundled().resolve(&name) {
                Some(skill) => _ = self.rivals.entry(&skill.name).or_insert(kind),
                None => self.others.entry(name.clone()).or_default().1 = Some(kind),
            }
        }
        self.versions.extend(pack.versions);
        self.exercises.extend(pack.exercises);
    }

    /// Whether a pack gives a skill, by canonical name, a purpose.
    pub(crate) fn gives(&self, skill: &str, purpose: Purpose) -> bool {
        self.known.get(skill).is_some_and(|purposes| purposes.contains(&purpose))
    }

    /// The kind of rivals that a skill is one of, by canonical name.
    pub(crate) fn rival_kind(&self, skill: &str) -> Option<&str> {
        self.rivals.get(skill).map(String::as_str)
    }

    /// Where a text names something that only a pack knows.
    pub(crate) fn named_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = PackName<'a>> {
        let hits = self.other_names.iter().flat_map(|names| names.find_iter(text));
        hits.filter(|hit| stands_alone(text, &hit.range())).filter_map(|name| {
            let (purposes, rival) = self.others.get(name.as_str())?;
            Some(PackName {
                range: name.range(),
                written: name.as_str(),
                purposes,
                rival_kind: rival.as_deref(),
            })
        })
    }

    /// The name of a well-known exercise in a folded sentence.
    pub(crate) fn exercise<'a>(&self, plain: &'a str) -> Option<&'a str> {
        self.exercises.iter().find_map(|exercise| exercise.find(plain)).map(|hit| hit.as_str().trim())
    }
}

/// Something that only a pack knows, named in a text.
pub(crate) struct PackName<'a> {
    pub(crate) range: Range<usize>,
    pub(crate) written: &'a str,
    pub(crate) purposes: &'a BTreeSet<Purpose>,
    pub(crate) rival_kind: Option<&'a str>,
}

/// A pack without faults.
struct Ready {
    names: Vec<(Purpose, String)>,
    rivals: Vec<Rival>,
    versions: Option<Versions>,
    exercises: Option<Regex>,
}

fn read(file: &str, text: &str) -> Result<Ready, Vec<Fault>> {
    let whole = |message: String| vec![Fault { file: file.to_owned(), line: None, message }];
    if text.len() > LARGEST_PACK {
        return Err(whole(format!("a pack may have {LARGEST_PACK} bytes, this one has {}", text.len())));
    }
    let written: Written = toml::from_str(text).map_err(|error| vec![Fault::of_toml(file, text, &error)])?;
    let mut reader = Reader { file, text, faults: Vec::new() };
    let mut names = Vec::new();
    for (purpose, list) in [
        (Purpose::Framework, &written.frameworks),
        (Purpose::Testing, &written.testing),
        (Purpose::Typing, &written.types),
        (Purpose::Dependencies, &written.dependencies),
    ] {
        names.extend(reader.names(list).into_iter().map(|name| (purpose, name)));
    }
    let mut rivals = Vec::new();
    for group in &written.rivals {
        let kind = || group.kind.clone();
        rivals.extend(reader.names(&group.names).into_iter().map(|name| Rival { kind: kind(), name }));
    }
    let exercises = reader.patterns(&written.exercises);
    let versions = written.versions.as_ref().and_then(|versions| {
        let (old, new) = (reader.patterns(&versions.old), reader.patterns(&versions.new));
        Some(Versions { name: written.name.clone(), old: old?, new: new? })
    });
    let Reader { faults, .. } = reader;
    if faults.is_empty() { Ok(Ready { names, rivals, versions, exercises }) } else { Err(faults) }
}

/// Reads the lists of a pack and collects what is wrong with them.
struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn fault(&mut self, at: &Spanned<String>, message: String) {
        self.faults.push(Fault::at(self.file, self.text, at.span().start, message));
    }

    fn names(&mut self, list: &[Spanned<String>]) -> Vec<String> {
        for (i, name) in list.iter().enumerate() {
            let n_letters = name.get_ref().chars().filter(|c| c.is_alphanumeric()).count();
            if n_letters == 0 {
                self.fault(name, format!("expected the name of a tool, found `{}`", name.get_ref()));
            } else if i == MOST_NAMES {
                self.fault(name, format!("a list may have {MOST_NAMES} names, this one has {}", list.len()));
            }
        }
        list.iter().map(|name| name.get_ref().clone()).collect()
    }

    /// One pattern of several; `None` when there are none, or when one of them is wrong.
    fn patterns(&mut self, list: &[Spanned<String>]) -> Option<Regex> {
        if list.is_empty() {
            return None;
        }
        let all = list.iter().map(|one| one.get_ref().as_str()).collect::<Vec<_>>().join("|");
        let all = format!(r"\b(?:{all})\b");
        // What is small as a whole is small in its parts, and making patterns ready takes a while.
        if list.iter().all(|one| one.get_ref().is_ascii() && is_sound(one.get_ref()))
            && let Ok(all) = small_pattern(&all, LARGEST_PATTERN)
        {
            return Some(all);
        }
        for one in list {
            if !one.get_ref().is_ascii() {
                self.fault(
                    one,
                    "expected a pattern without accents: it is held against plain letters".into(),
                );
            } else if let Err(message) = small_pattern(one.get_ref(), LARGEST_PATTERN) {
                self.fault(one, message);
            }
        }
        small_pattern(&all, 16 * LARGEST_PATTERN).ok()
    }
}

/// Whether a name is a word of its own rather than a part of a longer one, a path or an address.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '@' | '-');
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !before.is_some_and(|c| is_part(c) || matches!(c, '.' | '/')) && !after.is_some_and(is_part)
}

/// All names at once as they are written, longest first.
fn names_pattern<'a>(names: impl Iterator<Item = &'a String>) -> Option<Regex> {
    let mut names: Vec<&String> = names.collect();
    names.sort_by_key(|name| (std::cmp::Reverse(name.len()), *name));
    let names: Vec<String> = names.into_iter().map(|name| regex::escape(name)).collect();
    (!names.is_empty()).then(|| Regex::new(&names.join("|")).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults_of(text: &str) -> Vec<String> {
        let (_, faults) = Packs::with(&[("mine.toml".to_owned(), text.to_owned())]);
        faults.iter().map(Fault::to_string).collect()
    }

    #[test]
    fn bundled_packs_have_no_faults() {
        let (packs, faults) = Packs::with(&[]);
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(packs.versions.len(), BUNDLED.len() - 3, "Rust, Go and the last one have no old versions");
        assert!(packs.exercise("a todo list in react").is_some());
    }

    #[test]
    fn a_pack_adds_names_of_its_own() {
        let text = "name = \"Nim\"\nframeworks = [\"Jester\"]\ntesting = [\"balls\", \"testament\"]\n";
        let (packs, faults) = Packs::with(&[("nim.toml".to_owned(), text.to_owned())]);
        assert!(faults.is_empty(), "{faults:?}");
        let named: Vec<_> =
            packs.named_in("Wrote the API in Jester, tested by testament.").map(|n| n.written).collect();
        assert_eq!(named, ["Jester", "testament"]);
    }

    #[test]
    fn faults_name_file_line_and_what_was_expected() {
        let rows = [
            (
                "name = \"Nim\"\ntesting = 3\n",
                "`mine.toml`, line 2: invalid type: integer `3`, expected a sequence",
            ),
            (
                "name = \"Nim\"\n\ntesting = [\"--\"]\n",
                "`mine.toml`, line 3: expected the name of a tool, found `--`",
            ),
            (
                "name = \"Nim\"\nexercises = [\"todo\", \"(app\"]\n",
                "`mine.toml`, line 2: the pattern is wrong at character 1: unclosed group",
            ),
            (
                "name = \"Nim\"\nexercises = [\"größe\"]\n",
                "`mine.toml`, line 2: expected a pattern without accents: it is held against plain letters",
            ),
        ];
        for (text, expected) in rows {
            assert_eq!(faults_of(text), [expected]);
        }
        assert!(faults_of("testing = []\n")[0].contains("missing field `name`"));
        assert!(
            faults_of("name = \"Nim\"\ncolour = 1\n")[0].starts_with("`mine.toml`, line 2: unknown field")
        );
    }

    #[test]
    fn what_is_too_large_is_refused_with_its_limit() {
        let large = format!("name = \"Nim\"\nexercises = ['{}']\n", r"(?:\w{1,40}){40}");
        assert!(faults_of(&large)[0].contains("too large"), "{:?}", faults_of(&large));
        let huge = format!("name = \"{}\"\n", "x".repeat(LARGEST_PACK));
        assert!(faults_of(&huge)[0].contains(&LARGEST_PACK.to_string()));
    }

    #[test]
    fn a_faulty_pack_leaves_the_others_working() {
        let faulty = ("bad.toml".to_owned(), "name = 1".to_owned());
        let good = ("good.toml".to_owned(), "name = \"Nim\"\nframeworks = [\"Jester\"]".to_owned());
        let (packs, faults) = Packs::with(&[faulty, good]);
        assert_eq!(faults.len(), 1);
        assert_eq!(packs.named_in("Built in Jester").count(), 1);
        assert!(packs.gives("pytest", Purpose::Testing));
    }
}
