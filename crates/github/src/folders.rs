//! What lies in the folders of a repository. Folders of other people's work are left closed.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::graphql::{Question, quoted};
use crate::judge::paths;
use crate::overview::RawTree;
use crate::repository::{Entry, Repository};
use crate::{Client, Error};

/// Folders in one query, to begin with.
pub(crate) const FOLDERS_A_QUERY: usize = 60;
/// Folders of one repository that are opened.
const MAX_FOLDERS: usize = 24;
/// Levels of folders that one query opens.
const LEVELS: usize = 4;

/// Asks for the insides of folders at the root of a repository.
#[derive(Clone, Debug)]
pub(crate) struct FoldersOf {
    pub(crate) repository: usize,
    owner: String,
    name: String,
    commit: String,
    folders: Vec<String>,
}

impl FoldersOf {
    /// The question about a repository, when it has folders worth opening. `number` names it to whoever asks.
    pub(crate) fn new(number: usize, repository: &Repository) -> Option<Self> {
        let folders =
            repository.entries.iter().filter(|entry| entry.is_folder && is_worth_opening(&entry.path));
        let mut folders = folders.map(|entry| entry.path.clone()).collect::<Vec<_>>();
        folders.sort_by_key(|folder| (!is_promising(folder), folder.clone()));
        folders.truncate(MAX_FOLDERS);
        let (owner, name) = repository.full_name.split_once('/')?;
        let commit = repository.head.as_ref()?.oid.clone();
        let question =
            Self { repository: number, owner: owner.to_owned(), name: name.to_owned(), commit, folders };
        (!question.folders.is_empty()).then_some(question)
    }
}

/// Whether all folders of the root that hold own work are asked for.
pub(crate) fn opens_all(repository: &Repository) -> bool {
    repository.entries.iter().filter(|entry| entry.is_folder && is_worth_opening(&entry.path)).count()
        <= MAX_FOLDERS
}

fn is_worth_opening(folder: &str) -> bool {
    paths::is_own_folder(folder) && (!folder.starts_with('.') || folder == ".github")
}

fn is_promising(folder: &str) -> bool {
    matches!(
        folder.to_ascii_lowercase().as_str(),
        ".github" | "src" | "tests" | "test" | "app" | "backend" | "lib" | "cmd" | "pkg" | "internal"
    )
}

impl Question for FoldersOf {
    type Answer = Opened;

    const KIND: &'static str = "folders";

    fn field(&self) -> String {
        let deepest = "entries { name type oid size }".to_owned();
        let inside = (1..LEVELS).fold(deepest, |inside, _| {
            format!("entries {{ name type oid size object {{ ... on Tree {{ {inside} }} }} }}")
        });
        let folders = self.folders.iter().enumerate().map(|(n, folder)| {
            let expression = quoted(&format!("{}:{folder}", self.commit));
            format!("d{n}: object(expression: {expression}) {{ ... on Tree {{ {inside} }} }}")
        });
        let folders = folders.collect::<Vec<_>>().join(" ");
        format!("repository(owner: {}, name: {}) {{ {folders} }}", quoted(&self.owner), quoted(&self.name))
    }

    fn weight(&self) -> usize {
        self.folders.len()
    }

    fn halves(&self) -> Option<[Self; 2]> {
        let (left, right) = self.folders.split_at(self.folders.len() / 2);
        let part = |folders: &[String]| Self { folders: folders.to_vec(), ..self.clone() };
        (!left.is_empty()).then(|| [part(left), part(right)])
    }
}

/// The folders by their aliases.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(crate) struct Opened(BTreeMap<String, Option<RawTree>>);

impl Opened {
    /// Adds what lies in the folders that were asked for. Says whether the deepest level was opened too.
    pub(crate) fn add_to(mut self, question: &FoldersOf, entries: &mut Vec<Entry>) -> bool {
        let mut is_whole = true;
        for (n, folder) in question.folders.iter().enumerate() {
            match self.0.remove(&format!("d{n}")).flatten() {
                Some(tree) => is_whole &= tree.entries_below(folder, LEVELS, entries),
                None => is_whole = false,
            }
        }
        is_whole
    }
}

/// A tree as REST gives it, whole.
#[derive(Debug, Deserialize)]
pub(crate) struct WholeTree {
    #[serde(default)]
    truncated: bool,
    tree: Vec<TreeLine>,
}

#[derive(Debug, Deserialize)]
struct TreeLine {
    path: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    sha: String,
    #[serde(default)]
    size: u64,
}

/// Entries of a huge tree beyond these are left out.
const MAX_ENTRIES: usize = 20_000;

/// The whole tree of a repository by one REST question: for those too large for the other way, and without a token.
/// Says whether it is complete.
pub(crate) async fn whole_tree(
    client: &Client,
    full_name: &str,
    commit: &str,
) -> Result<(Vec<Entry>, bool), Error> {
    let path = format!("/repos/{full_name}/git/trees/{commit}?recursive=1");
    let tree: WholeTree = client.rest(&path, &format!("the files of `{full_name}`")).await?;
    let is_complete = !tree.truncated && tree.tree.len() <= MAX_ENTRIES;
    let entries = tree.tree.into_iter().filter(|line| paths::is_own(&line.path)).take(MAX_ENTRIES);
    let entries = entries.map(|line| Entry {
        is_folder: line.kind == "tree",
        path: line.path,
        oid: line.sha,
        size: line.size,
    });
    let mut entries = entries.collect::<Vec<_>>();
    entries.sort();
    Ok((entries, is_complete))
}
