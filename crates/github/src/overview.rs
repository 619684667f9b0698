//! The overview of accounts: who they are, their newest repositories with what lies at the root, what they got merged
//! elsewhere. Several accounts a query.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::account::plain;
use crate::graphql::{Question, quoted};
use crate::repository::{Entry, Head, Release, Repository};
use crate::{AccountKind, Login};

/// Accounts in one query, to begin with.
pub(crate) const ACCOUNTS_A_QUERY: usize = 10;
/// Own repositories that an overview shows, those with the newest push.
pub(crate) const REPOSITORIES: usize = 20;

/// What an account shows in public at a glance. Texts are what its owner wrote, without control characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Overview {
    /// Its present login.
    pub(crate) login: String,
    /// Who stands behind it.
    pub(crate) kind: AccountKind,
    /// GitHub's own id of it, for questions about its commits.
    pub(crate) id: String,
    /// The name shown.
    pub(crate) name: Option<String>,
    /// The line under the name.
    pub(crate) bio: Option<String>,
    /// What it says of an employer.
    pub(crate) company: Option<String>,
    /// What it says of a place.
    pub(crate) place: Option<String>,
    /// The web site it names.
    pub(crate) site: Option<String>,
    /// When it was opened.
    pub(crate) created: Option<Timestamp>,
    /// Followers.
    pub(crate) followers: u64,
    /// Public repositories that are no forks, and the newest of them.
    pub(crate) n_own: u64,
    /// The newest of them.
    pub(crate) repositories: Vec<Repository>,
    /// Repositories that GitHub shows to nobody: taken down or blocked.
    pub(crate) n_blocked: u64,
    /// A blocked repository made GitHub refuse the list of all; each is to be asked for by itself.
    pub(crate) is_list_refused: bool,
    /// Public forks, and the newest of them.
    pub(crate) n_forks: u64,
    /// The newest of them.
    pub(crate) forks: Vec<Fork>,
    /// Pull requests that others merged, newest first, as far as they were listed.
    pub(crate) merged: Vec<Merged>,
}

/// A fork.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Fork {
    /// Its name without its owner.
    pub(crate) name: String,
    /// Its page.
    pub(crate) url: String,
    /// What it is a fork of, as `owner/name`.
    pub(crate) of: Option<String>,
}

/// A pull request of the account that somebody else merged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    /// `owner/name` of the project.
    pub repository: String,
    /// Its title.
    pub title: String,
    /// Stars of the project.
    pub stars: u64,
    /// When it was merged.
    pub date: Option<Timestamp>,
    /// Its page.
    pub url: String,
}

/// Asks for the overview of one account.
#[derive(Clone, Debug)]
pub(crate) struct OverviewOf(pub(crate) Login);

impl Question for OverviewOf {
    type Answer = Owner;

    const KIND: &'static str = "overview";
    const FRAGMENTS: &'static str =
        concat!(include_str!("queries/overview.graphql"), include_str!("queries/repository.graphql"));

    fn field(&self) -> String {
        // Gives organisations too, and null without an error where nothing is.
        format!("repositoryOwner(login: {}) {{ ...Owner }}", quoted(self.0.as_str()))
    }
}

/// Asks for one repository as the overview shows it.
#[derive(Clone, Debug)]
pub(crate) struct RepositoryOf {
    pub(crate) owner: String,
    pub(crate) name: String,
}

impl Question for RepositoryOf {
    type Answer = RawRepository;

    const KIND: &'static str = "repository";
    const FRAGMENTS: &'static str = include_str!("queries/repository.graphql");

    fn field(&self) -> String {
        format!("repository(owner: {}, name: {}) {{ ...Repo }}", quoted(&self.owner), quoted(&self.name))
    }
}

/// A list of GitHub's with its full length.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Listed<T> {
    #[serde(default)]
    pub(crate) total_count: u64,
    /// None when GitHub refuses the list as a whole.
    pub(crate) nodes: Option<Vec<Option<T>>>,
}

impl<T> Listed<T> {
    pub(crate) fn into_iter(self) -> impl Iterator<Item = T> {
        self.nodes.into_iter().flatten().flatten()
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Owner {
    #[serde(rename = "__typename")]
    kind: String,
    login: String,
    #[serde(default)]
    id: String,
    name: Option<String>,
    bio: Option<String>,
    company: Option<String>,
    location: Option<String>,
    website_url: Option<String>,
    created_at: Option<Timestamp>,
    followers: Option<Counted>,
    own: Option<Listed<RawRepository>>,
    forked: Option<Listed<RawFork>>,
    merged: Option<Listed<RawMerged>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Counted {
    total_count: u64,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Named {
    name_with_owner: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawFork {
    name: String,
    url: String,
    parent: Option<Named>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawMerged {
    title: String,
    url: String,
    merged_at: Option<Timestamp>,
    repository: Option<RawMergedInto>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawMergedInto {
    name_with_owner: String,
    stargazer_count: u64,
    owner: RawLogin,
}

#[derive(Debug, Deserialize)]
pub(crate) struct RawLogin {
    pub(crate) login: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RawRepository {
    name: String,
    name_with_owner: String,
    url: String,
    description: Option<String>,
    created_at: Timestamp,
    pushed_at: Option<Timestamp>,
    is_fork: bool,
    is_mirror: bool,
    is_archived: bool,
    template_repository: Option<Named>,
    stargazer_count: u64,
    fork_count: u64,
    license_info: Option<RawLicence>,
    languages: Option<RawLanguages>,
    releases: Option<Listed<RawRelease>>,
    issues: Option<Counted>,
    default_branch_ref: Option<RawRef>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawLicence {
    spdx_id: Option<String>,
}

#[derive(Debug, Deserialize)]
struct RawLanguages {
    edges: Vec<RawLanguage>,
}

#[derive(Debug, Deserialize)]
struct RawLanguage {
    size: u64,
    node: RawName,
}

#[derive(Debug, Deserialize)]
struct RawName {
    name: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawRelease {
    tag_name: String,
    published_at: Option<Timestamp>,
    url: String,
}

#[derive(Debug, Deserialize)]
struct RawRef {
    target: Option<RawCommit>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawCommit {
    oid: String,
    committed_date: Timestamp,
    message_headline: String,
    history: Counted,
    tree: RawTree,
}

/// A folder.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct RawTree {
    #[serde(default)]
    pub(crate) entries: Option<Vec<RawEntry>>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct RawEntry {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    oid: String,
    #[serde(default)]
    size: u64,
    object: Option<RawTree>,
}

impl RawTree {
    /// The files and folders below `folder` (empty for the root), as deep as they were asked for. Says whether a
    /// folder was met whose inside was not.
    pub(crate) fn entries_below(self, folder: &str, depth: usize, into: &mut Vec<Entry>) -> bool {
        let mut is_whole = true;
        for raw in self.entries.into_iter().flatten() {
            let path = if folder.is_empty() { raw.name } else { format!("{folder}/{}", raw.name) };
            let is_folder = raw.kind == "tree";
            if is_folder && crate::judge::paths::is_own_folder(crate::judge::paths::name(&path)) {
                match raw.object.filter(|inner| depth > 1 && inner.entries.is_some()) {
                    Some(inner) => is_whole &= inner.entries_below(&path, depth - 1, into),
                    None => is_whole = false,
                }
            }
            into.push(Entry { path, oid: raw.oid, size: raw.size, is_folder });
        }
        is_whole
    }
}

impl From<Owner> for Overview {
    fn from(owner: Owner) -> Self {
        let own = owner.own.unwrap_or(Listed { total_count: 0, nodes: None });
        let n_blocked = own.nodes.iter().flatten().filter(|node| node.is_none()).count();
        let is_list_refused = own.nodes.is_none() && own.total_count > 0;
        let forked = owner.forked.unwrap_or(Listed { total_count: 0, nodes: None });
        let login = owner.login;
        let merged =
            owner.merged.into_iter().flat_map(Listed::into_iter).filter_map(|raw| merged(raw, &login));
        Self {
            kind: match owner.kind.as_str() {
                "User" => AccountKind::Person,
                "Organization" => AccountKind::Organisation,
                _ => AccountKind::Program,
            },
            id: owner.id,
            name: owner.name.and_then(|text| plain(&text)),
            bio: owner.bio.and_then(|text| plain(&text)),
            company: owner.company.and_then(|text| plain(&text)),
            place: owner.location.and_then(|text| plain(&text)),
            site: owner.website_url.and_then(|text| plain(&text)),
            created: owner.created_at,
            followers: owner.followers.map_or(0, |counted| counted.total_count),
            n_own: own.total_count,
            n_blocked: n_blocked as u64,
            is_list_refused,
            repositories: own.into_iter().map(Repository::from).collect(),
            n_forks: forked.total_count,
            forks: forked
                .into_iter()
                .map(|raw| Fork {
                    name: raw.name,
                    url: raw.url,
                    of: raw.parent.map(|parent| parent.name_with_owner),
                })
                .collect(),
            merged: merged.collect(),
            login,
        }
    }
}

/// A merged pull request in a repository of somebody else.
fn merged(raw: RawMerged, login: &str) -> Option<Merged> {
    let into = raw.repository.filter(|into| !into.owner.login.eq_ignore_ascii_case(login))?;
    Some(Merged {
        repository: into.name_with_owner,
        title: plain(&raw.title).unwrap_or_default(),
        stars: into.stargazer_count,
        date: raw.merged_at,
        url: raw.url,
    })
}

impl From<RawRepository> for Repository {
    fn from(raw: RawRepository) -> Self {
        let commit = raw.default_branch_ref.and_then(|branch| branch.target);
        let (head, tree) = commit.map_or((None, RawTree::default()), |commit| {
            let head = Head {
                oid: commit.oid,
                date: commit.committed_date,
                headline: commit.message_headline,
                n_commits: commit.history.total_count,
            };
            (Some(head), commit.tree)
        });
        let mut entries = Vec::new();
        tree.entries_below("", 1, &mut entries);
        entries.sort();
        let releases = raw.releases.unwrap_or(Listed { total_count: 0, nodes: None });
        Self {
            name: raw.name,
            full_name: raw.name_with_owner,
            url: raw.url,
            description: raw.description.and_then(|text| plain(&text)),
            created: raw.created_at,
            pushed: raw.pushed_at,
            is_fork: raw.is_fork,
            is_copy: raw.is_mirror || raw.template_repository.is_some(),
            is_archived: raw.is_archived,
            stars: raw.stargazer_count,
            forks: raw.fork_count,
            licence: raw.license_info.and_then(|licence| licence.spdx_id).filter(|id| id != "NOASSERTION"),
            languages: raw
                .languages
                .map(|languages| {
                    languages.edges.into_iter().map(|edge| (edge.node.name, edge.size)).collect()
                })
                .unwrap_or_default(),
            n_releases: releases.total_count,
            releases: releases
                .into_iter()
                .map(|raw| Release { tag: raw.tag_name, published: raw.published_at, url: raw.url })
                .collect(),
            n_issues: raw.issues.map_or(0, |counted| counted.total_count),
            head,
            entries,
        }
    }
}
