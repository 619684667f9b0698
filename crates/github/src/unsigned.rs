//! The careful plan without a token: GitHub answers 60 questions an hour to a whole network, and no GraphQL.
//!
//! Four questions an account: who it is, its repositories, and the files of the best two by name. No file is read, so
//! nothing is said that only reading tells.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Deserialize;

use crate::account::plain;
use crate::judge::{self, Checkout};
use crate::overview::{Fork, Overview};
use crate::portrait::Portrait;
use crate::repository::{Head, Repository};
use crate::study::{Asked, Options, Study, refused};
use crate::{AccountKind, Client, Error, Login, choose, compose, folders};

/// Repositories whose files are listed.
const LISTED: usize = 2;

pub(crate) async fn study(client: &Client, asked: &[Asked], options: &Options) -> Vec<Portrait> {
    let mut portraits = Vec::new();
    for it in asked {
        portraits.push(match look(client, it, options).await {
            Ok(study) => compose::portrait(study, options.today),
            Err(error) => refused(it.login.as_str(), &error),
        });
    }
    portraits
}

#[derive(Deserialize)]
struct RawUser {
    login: String,
    node_id: String,
    #[serde(rename = "type")]
    kind: AccountKind,
    name: Option<String>,
    bio: Option<String>,
    company: Option<String>,
    location: Option<String>,
    blog: Option<String>,
    created_at: Timestamp,
    followers: u64,
}

#[derive(Deserialize)]
struct RawRepository {
    name: String,
    full_name: String,
    html_url: String,
    description: Option<String>,
    created_at: Timestamp,
    pushed_at: Option<Timestamp>,
    fork: bool,
    mirror_url: Option<String>,
    archived: bool,
    stargazers_count: u64,
    forks_count: u64,
    open_issues_count: u64,
    size: u64,
    language: Option<String>,
    license: Option<RawLicence>,
    default_branch: String,
}

#[derive(Deserialize)]
struct RawLicence {
    spdx_id: Option<String>,
}

async fn look(client: &Client, asked: &Asked, options: &Options) -> Result<Study, Error> {
    let overview = overview(client, &asked.login).await?;
    let mut study = Study {
        asked: asked.clone(),
        overview,
        renamed: false,
        weeks: Vec::new(),
        private_contributions: 0,
        findings: BTreeMap::new(),
        not_seen: vec![
            "contributions by week, merged pull requests, releases and the texts of files: GitHub shows them only to \
             somebody who is signed in"
                .to_owned(),
        ],
        failure: None,
    };
    if options.with_code && study.overview.kind == AccountKind::Person {
        list_files(client, &mut study).await?;
    }
    Ok(study)
}

async fn overview(client: &Client, login: &Login) -> Result<Overview, Error> {
    let user: RawUser = client.rest(&format!("/users/{login}"), &format!("account `{login}`")).await?;
    let mut repositories = Vec::new();
    if user.kind == AccountKind::Person {
        let path = format!("/users/{login}/repos?per_page=100&sort=pushed");
        repositories =
            client.rest::<Vec<RawRepository>>(&path, &format!("the repositories of `{login}`")).await?;
    }
    let (forks, own): (Vec<_>, Vec<_>) = repositories.into_iter().partition(|raw| raw.fork);
    Ok(Overview {
        login: user.login,
        kind: user.kind,
        id: user.node_id,
        name: user.name.and_then(|text| plain(&text)),
        bio: user.bio.and_then(|text| plain(&text)),
        company: user.company.and_then(|text| plain(&text)),
        place: user.location.and_then(|text| plain(&text)),
        site: user.blog.and_then(|text| plain(&text)),
        created: Some(user.created_at),
        followers: user.followers,
        n_own: own.len() as u64,
        repositories: own.into_iter().map(Repository::from).collect(),
        n_blocked: 0,
        is_list_refused: false,
        n_forks: forks.len() as u64,
        forks: forks.into_iter().map(|raw| Fork { name: raw.name, url: raw.html_url, of: None }).collect(),
        merged: Vec::new(),
    })
}

async fn list_files(client: &Client, study: &mut Study) -> Result<(), Error> {
    let chosen = choose::repositories(&study.overview.repositories).into_iter().take(LISTED);
    for n in chosen.collect::<Vec<_>>() {
        let repository = &mut study.overview.repositories[n];
        let branch = repository.head.as_ref().map_or("HEAD", |head| head.oid.as_str());
        let (entries, is_complete) = match folders::whole_tree(client, &repository.full_name, branch).await {
            Ok(tree) => tree,
            Err(Error::Refused { .. } | Error::NotFound(_)) => continue,
            Err(error) => return Err(error),
        };
        let checkout = Checkout { entries: &entries, is_complete, files: &[] };
        study.findings.insert(n, (judge::judge(&checkout), None));
        repository.entries = entries.iter().filter(|entry| !entry.path.contains('/')).cloned().collect();
    }
    Ok(())
}

impl From<RawRepository> for Repository {
    fn from(raw: RawRepository) -> Self {
        // The branch stands for its newest commit, whose hash would cost one more question. Sizes are in KiB and of
        // everything, so they say only which repository is larger.
        let head = raw.pushed_at.filter(|_| raw.size > 0).map(|date| Head {
            oid: raw.default_branch,
            date,
            headline: String::new(),
            n_commits: 0,
        });
        Self {
            name: raw.name,
            full_name: raw.full_name,
            url: raw.html_url,
            description: raw.description.and_then(|text| plain(&text)),
            created: raw.created_at,
            pushed: raw.pushed_at,
            is_fork: raw.fork,
            is_copy: raw.mirror_url.is_some(),
            is_archived: raw.archived,
            stars: raw.stargazers_count,
            forks: raw.forks_count,
            licence: raw.license.and_then(|licence| licence.spdx_id).filter(|id| id != "NOASSERTION"),
            languages: raw.language.into_iter().map(|name| (name, raw.size * 1024)).collect(),
            n_releases: 0,
            releases: Vec::new(),
            n_issues: raw.open_issues_count,
            head,
            entries: Vec::new(),
        }
    }
}
