//! Judging what was read: pure, without network and clock.
//!
//! A *checkout* is what was read of one repository: its list of files and the texts of a few. Judging it gives
//! *findings*, which hold places and counts and no text of the repository, so that they may be kept. The findings of all
//! repositories together give the *signals* of the account.

mod asserting;
mod history;
mod manifests;
mod parse;
pub(crate) mod paths;
mod python;
mod secrets;
mod signal;
mod signals;
mod sway;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use tree_sitter::Node;

pub(crate) use history::{Commit, HistoryFacts, KeptSecret, judge_history};
pub use signal::{Evidence, Polarity, Signal, SignalId};
pub(crate) use signals::{Judged, signals};

use crate::choose::MAX_FILE_BYTES;
use crate::judge::parse::{Source, line};
use crate::judge::paths::Language;
use crate::repository::Entry;

pub(crate) use secrets::line_of_secret;

/// Goes up when judging changes, so that findings of other rules are told apart.
pub(crate) const JUDGE_VERSION: u32 = 1;

/// An application of fewer lines may well live in one file.
const LONG_FILE_LINES: usize = 150;
/// Fewer functions tell nothing about the habit of annotating.
const FEW_FUNCTIONS: usize = 3;

/// What was read of one repository at its newest commit.
pub(crate) struct Checkout<'a> {
    /// Its files and folders.
    pub(crate) entries: &'a [Entry],
    /// Whether these are all.
    pub(crate) is_complete: bool,
    /// Paths and texts of the files that were read.
    pub(crate) files: &'a [(String, String)],
}

/// Something seen in a repository.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Mark {
    pub(crate) signal: SignalId,
    pub(crate) path: Option<String>,
    pub(crate) line: Option<usize>,
    pub(crate) note: Option<String>,
}

/// What is known of one repository's code. No text of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Findings {
    pub(crate) marks: Vec<Mark>,
    /// Whether all its files are listed, and whether the files that were wanted were read.
    pub(crate) is_listed: bool,
    pub(crate) files_read: usize,
    /// Files of own code that are too large to be read.
    #[serde(default)]
    pub(crate) too_large: usize,
    /// Own code: files by language, and bytes.
    pub(crate) code_files: usize,
    pub(crate) python_files: usize,
    pub(crate) notebooks: usize,
    pub(crate) bytes: BTreeMap<String, u64>,
    /// Test files by their paths, and tests in those that were read.
    pub(crate) test_files: usize,
    pub(crate) test_files_read: usize,
    pub(crate) asserting_tests: usize,
    pub(crate) idle_tests: usize,
    /// Python functions outside tests, and the annotated ones of them.
    pub(crate) functions: usize,
    pub(crate) annotated: usize,
    pub(crate) is_strict_typescript: bool,
    pub(crate) has_readme: bool,
    /// Packages asked for or imported.
    pub(crate) packages: BTreeSet<String>,
    /// A README that says it follows a course or a tutorial.
    pub(crate) follows_tutorial: bool,
    /// The largest file of own code, and the hashes of all of some size.
    pub(crate) main_file: Option<String>,
    pub(crate) code_oids: BTreeSet<String>,
}

/// Judges one repository.
pub(crate) fn judge(checkout: &Checkout<'_>) -> Findings {
    let mut findings = listed(checkout);
    let mut prints = Vec::new();
    for (path, text) in checkout.files {
        findings.files_read += 1;
        judge_text(path, text, &mut findings);
        if let Some(source) = Source::parse(path, text).filter(|_| paths::is_own(path)) {
            judge_source(&source, &mut findings, &mut prints);
        }
    }
    let logs = findings.marks.iter().any(|mark| mark.signal == SignalId::UsesLogging);
    if !logs {
        findings.marks.append(&mut prints);
    }
    findings.marks.extend(single_file(checkout, &findings));
    findings.marks.sort();
    findings.marks.dedup();
    findings
}

impl Findings {
    fn mark(&mut self, signal: SignalId, path: &str, line: Option<usize>, note: Option<String>) {
        self.marks.push(Mark { signal, path: Some(path.to_owned()), line, note });
    }

    /// Whether at least three functions were read and six in ten of them are annotated.
    pub(crate) fn is_typed(&self) -> bool {
        self.functions >= FEW_FUNCTIONS && self.annotated * 10 >= self.functions * 6
    }
}

/// The signals that a file raises by its path alone.
fn by_path(path: &str) -> impl Iterator<Item = SignalId> {
    let raised = [
        (paths::is_readme(path), SignalId::ReadmePresent),
        (paths::is_manifest(path), SignalId::DependencyManifest),
        (paths::is_lockfile(path), SignalId::Lockfile),
        (paths::is_env_example(path), SignalId::EnvExample),
        (paths::is_container(path), SignalId::Container),
    ];
    raised.into_iter().filter_map(|(is, signal)| is.then_some(signal))
}

/// What the list of files tells.
fn listed(checkout: &Checkout<'_>) -> Findings {
    let mut findings = Findings { is_listed: checkout.is_complete, ..Findings::default() };
    let mut largest = 0;
    for entry in checkout.entries.iter().filter(|entry| !entry.is_folder) {
        let path = entry.path.as_str();
        for signal in by_path(path) {
            findings.mark(signal, path, None, None);
        }
        findings.has_readme |= paths::is_readme(path);
        let Some(language) = paths::language(path).filter(|_| paths::is_own(path)) else { continue };
        findings.code_files += 1;
        findings.too_large += usize::from(entry.size > MAX_FILE_BYTES);
        findings.python_files += usize::from(language == Language::Python);
        findings.notebooks += usize::from(language == Language::Notebook);
        findings.test_files += usize::from(paths::is_test(path));
        *findings.bytes.entry(language_name(path, language)).or_default() += entry.size;
        if entry.size >= 100 {
            findings.code_oids.insert(entry.oid.clone());
        }
        if entry.size > largest {
            largest = entry.size;
            findings.main_file = Some(path.to_owned());
        }
    }
    findings
}

fn language_name(path: &str, language: Language) -> String {
    let ending = path.rsplit('.').next().unwrap_or_default();
    match language {
        Language::Python | Language::Notebook => "Python".to_owned(),
        Language::Script if ending.starts_with(['t', 'm', 'c']) && ending.contains("ts") => {
            "TypeScript".to_owned()
        }
        Language::Script => "JavaScript".to_owned(),
        Language::Go => "Go".to_owned(),
        Language::Rust => "Rust".to_owned(),
        Language::Java => "Java".to_owned(),
        Language::Other => ending.to_ascii_uppercase(),
    }
}

/// What a text tells without its grammar.
fn judge_text(path: &str, text: &str, findings: &mut Findings) {
    if let Some(line) = line_of_secret(path, text) {
        findings.mark(SignalId::SecretsAtHead, path, Some(line), None);
    }
    if paths::is_workflow(path) && manifests::runs_something(text) {
        findings.mark(SignalId::CiPresent, path, None, None);
    }
    if paths::is_readme(path) {
        if let Some(line) = sway::line_of_sway(text) {
            findings.mark(SignalId::ReviewerManipulation, path, Some(line), None);
        }
        findings.follows_tutorial |= follows_tutorial(text);
        if documents_settings(text) {
            findings.mark(SignalId::EnvExample, path, None, Some("settings listed in the README".to_owned()));
        }
    }
    if paths::language(path) == Some(Language::Notebook) {
        findings.packages.extend(manifests::notebook(text).0);
    }
    let manifest = manifests::manifest(path, text);
    if manifest.requirements > 0 && manifest.with_version == 0 {
        let note = format!("0 of {} requirements name a version", manifest.requirements);
        findings.mark(SignalId::UnpinnedRequirements, path, None, Some(note));
    }
    if manifest.is_modern_python {
        findings.mark(SignalId::ModernPython, path, None, None);
    }
    findings.packages.extend(manifest.packages);
    findings.is_strict_typescript |= manifests::is_strict_tsconfig(path, text);
}

/// A README that names its tutorial, course or bootcamp.
fn follows_tutorial(readme: &str) -> bool {
    let readme = readme.to_lowercase();
    let words = [
        "following the tutorial",
        "follow the tutorial",
        "followed the tutorial",
        "from the tutorial",
        "based on the tutorial",
        "following a tutorial",
        "from a tutorial",
        "youtube tutorial",
        "tutorial by",
        "as in the course",
        "from the course",
        "course project",
        "udemy",
        "freecodecamp",
        "bootcamp",
        "codecademy",
        "following along",
    ];
    words.iter().any(|word| readme.contains(word))
}

/// Three or more names of settings in a README.
fn documents_settings(readme: &str) -> bool {
    let is_setting = |word: &str| {
        word.len() > 4
            && word.contains('_')
            && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
    };
    let words =
        readme.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|word| is_setting(word));
    words.collect::<BTreeSet<_>>().len() >= 3
}

/// What the parsed file tells.
fn judge_source(source: &Source<'_>, findings: &mut Findings, prints: &mut Vec<Mark>) {
    let tests = asserting::tests(source);
    let is_test = paths::is_test(source.path);
    findings.test_files_read += usize::from(is_test);
    findings.asserting_tests += tests.asserting.len();
    findings.idle_tests += tests.idle.len();
    if let Some(first) = tests.asserting.first() {
        let note = format!("{} tests that assert something", tests.asserting.len());
        findings.mark(SignalId::TestsPresent, source.path, Some(*first), Some(note));
    } else if is_test
        && paths::name(source.path) != "conftest.py"
        && (!tests.idle.is_empty() || is_named_test(source.path))
    {
        findings.mark(SignalId::PlaceholderTestsOnly, source.path, tests.idle.first().copied(), None);
    }
    if let Some(line) = sway_in_comments(source) {
        findings.mark(SignalId::ReviewerManipulation, source.path, Some(line), None);
    }
    if source.language == Language::Python {
        judge_python(source, is_test, findings, prints);
    } else if source.language == Language::Script && !is_test && source.text.contains("process.env.") {
        let at = source
            .nodes()
            .into_iter()
            .find(|node| node.kind() == "member_expression" && source.text(*node) == "process.env");
        if let Some(node) = at {
            findings.mark(SignalId::NoEnvExample, source.path, Some(line(node)), None);
        }
    }
}

fn is_named_test(path: &str) -> bool {
    let file = paths::name(path).to_ascii_lowercase();
    file.starts_with("test_") || file.contains("_test.") || file.contains(".test.") || file.contains(".spec.")
}

fn judge_python(source: &Source<'_>, is_test: bool, findings: &mut Findings, prints: &mut Vec<Mark>) {
    let found = python::python(source);
    findings.packages.extend(found.imports);
    if is_test {
        return;
    }
    findings.functions += found.functions;
    findings.annotated += found.annotated;
    let path = source.path;
    if found.prints.len() >= 3 {
        let note = Some(format!("{} calls of print() inside functions", found.prints.len()));
        let line = found.prints.first().copied();
        prints.push(Mark { signal: SignalId::PrintDebugging, path: Some(path.to_owned()), line, note });
    }
    let many = [
        (SignalId::BareExcept, found.bare_excepts),
        (SignalId::MutableDefault, found.mutable_defaults),
        (SignalId::BlockingInAsync, found.blocking_in_async),
    ];
    for (signal, lines) in many {
        lines.into_iter().for_each(|line| findings.mark(signal, path, Some(line), None));
    }
    let one = [
        (SignalId::UsesLogging, found.logging),
        (SignalId::ModernPython, found.modern),
        (SignalId::PydanticV1, found.pydantic_v1),
        (SignalId::NoEnvExample, found.environment),
    ];
    for (signal, line) in one.into_iter().filter(|(_, line)| line.is_some()) {
        findings.mark(signal, path, line, None);
    }
    if found.is_django_in_one {
        let note = "models, views and addresses in one file".to_owned();
        findings.mark(SignalId::SingleFileProject, path, None, Some(note));
    }
}

/// Comments and texts that stand for themselves, such as a module's description.
fn sway_in_comments(source: &Source<'_>) -> Option<usize> {
    let speaks = |node: &Node<'_>| {
        let stands_alone = || node.parent().is_some_and(|around| around.kind() == "expression_statement");
        node.kind().contains("comment") || node.kind() == "string" && stands_alone()
    };
    source.nodes().into_iter().filter(speaks).find_map(|node| {
        let at = sway::line_of_sway(source.text(node))?;
        Some(line(node) + at - 1)
    })
}

/// All own code of an application in one long file.
fn single_file(checkout: &Checkout<'_>, findings: &Findings) -> Option<Mark> {
    let counts = |path: &str| {
        paths::is_own_code(path)
            && !paths::is_test(path)
            && !matches!(paths::name(path), "__init__.py" | "setup.py" | "conftest.py" | "manage.py")
    };
    let mut code = checkout.entries.iter().filter(|entry| !entry.is_folder && counts(&entry.path));
    let (only, None) = (code.next()?, code.next()) else { return None };
    let (_, text) = checkout.files.iter().find(|(path, _)| *path == only.path)?;
    let lines = text.lines().count();
    let is_told = findings.marks.iter().any(|mark| mark.signal == SignalId::SingleFileProject);
    let is_source = paths::language(&only.path) != Some(Language::Notebook);
    (checkout.is_complete && is_source && lines > LONG_FILE_LINES && !is_told).then(|| Mark {
        signal: SignalId::SingleFileProject,
        path: Some(only.path.clone()),
        line: None,
        note: Some(format!("all own code stands in this file of {lines} lines")),
    })
}

#[cfg(test)]
mod tests;
