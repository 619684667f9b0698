//! The plan: many accounts in few questions, by stages.
//!
//! First the overview of all of them, several accounts a query. Then the weeks of contributions, which GitHub often
//! refuses, and beside them the folders and a few files of each account's best repositories, with the habits of their
//! history. What was found in a repository is kept by its newest commit, so that a second look asks for the overview alone.

use std::collections::BTreeMap;

use futures_util::future::join;
use jiff::civil::Date;
use serde::Deserialize;

use crate::contents::{self, ReadOf};
use crate::folders::{self, FoldersOf};
use crate::graphql::{Question, ask_all, quoted};
use crate::judge::{self, Checkout, Findings, HistoryFacts, JUDGE_VERSION};
use crate::overview::{self, Overview, OverviewOf, RawLogin, RepositoryOf};
use crate::portrait::{Portrait, Status};
use crate::repository::{Entry, Repository};
use crate::shelf::{KeptRepository, Shelf};
use crate::weeks::{self, Week, WeeksOf};
use crate::{AccountKind, Client, Error, Login, choose, compose, unsigned};

/// Days for which weeks of contributions are not asked again.
const WEEKS_DAYS: i32 = 3;

/// An account to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its login as the candidate wrote it.
    pub login: Login,
    /// A repository that the candidate named, as `owner/name`: finds an account that was renamed.
    pub repository: Option<String>,
}

/// How far to look.
#[derive(Clone, Debug)]
pub struct Options {
    /// The day that ages are counted back from.
    pub today: Date,
    /// Whether files are read, or the overview is enough.
    pub with_code: bool,
    /// Whether to ask again for what was found before.
    pub refresh: bool,
    /// Where findings are kept apart by: the address of the interface.
    pub api: String,
}

/// What came of an account's stages so far.
pub(crate) struct Study {
    pub(crate) asked: Asked,
    pub(crate) overview: Overview,
    pub(crate) renamed: bool,
    pub(crate) weeks: Vec<Week>,
    pub(crate) private_contributions: u64,
    /// What was read, by the index of the repository.
    pub(crate) findings: BTreeMap<usize, (Findings, Option<HistoryFacts>)>,
    pub(crate) not_seen: Vec<String>,
    /// Why it is to be asked again.
    pub(crate) failure: Option<Error>,
}

/// Looks at accounts; gives a portrait of each, in their order. Best asked with some dozens at once.
pub async fn study(client: &Client, asked: &[Asked], shelf: &dyn Shelf, options: &Options) -> Vec<Portrait> {
    if !client.has_token() {
        return unsigned::study(client, asked, options).await;
    }
    let mut studies = overviews(client, asked).await;
    for study in studies.iter_mut().flatten().filter(|it| it.overview.is_list_refused) {
        list_one_by_one(client, study).await;
    }
    let mut open = studies
        .iter_mut()
        .filter_map(|it| it.as_mut().ok())
        .filter(|it| it.overview.kind == AccountKind::Person);
    let (mut for_weeks, mut for_code) = (Vec::new(), Vec::new());
    for study in open.by_ref() {
        for_weeks.push((study.asked.login.clone(), study.overview.login.clone()));
        for_code.push(study);
    }
    let (weeks, ()) =
        join(all_weeks(client, &for_weeks, shelf, options), read_code(client, &mut for_code, shelf, options))
            .await;
    for (study, (weeks, private, failure)) in for_code.into_iter().zip(weeks) {
        study.weeks = weeks;
        study.private_contributions = private;
        match failure {
            Some(error) if error.is_too_heavy() => {
                study.not_seen.push("some weeks of contributions: too costly for GitHub to count".to_owned());
            }
            Some(error) => study.failure = study.failure.take().or(Some(error)),
            None => {}
        }
    }
    studies
        .into_iter()
        .map(|it| it.map_or_else(|portrait| *portrait, |study| compose::portrait(study, options.today)))
        .collect()
}

/// A portrait that says why an account was not read.
pub(crate) fn refused(login: &str, error: &Error) -> Portrait {
    let status = match error {
        Error::NotFound(_) => Status::Missing,
        Error::Unexpected { .. } | Error::Address(_) | Error::Token => Status::Failed,
        _ => Status::Queued,
    };
    let until = match error {
        Error::RateLimited { until, .. } => *until,
        _ => None,
    };
    let reason = if status == Status::Missing { status.sentence().to_owned() } else { error.to_string() };
    Portrait { code: Some(error.code().to_owned()), until, ..Portrait::unread(login, status, Some(reason)) }
}

async fn overviews(client: &Client, asked: &[Asked]) -> Vec<Result<Study, Box<Portrait>>> {
    let mut found = overviews_of(client, asked.iter().map(|it| it.login.clone()).collect()).await;
    let missing = asked.iter().filter(|it| matches!(found.get(it.login.as_str()), Some(Ok(None))));
    let renamed = new_names(client, missing.cloned().collect()).await;
    let again = overviews_of(client, renamed.values().cloned().collect()).await;
    let result = |it: &Asked| {
        let login = it.login.as_str();
        let (overview, is_renamed) = match found.remove(login) {
            Some(Ok(Some(overview))) => (overview, false),
            Some(Ok(None)) => match renamed.get(login).and_then(|new| again.get(new.as_str())) {
                Some(Ok(Some(overview))) => (overview.clone(), true),
                _ => return Err(Box::new(refused(login, &Error::NotFound(login.to_owned())))),
            },
            Some(Err(error)) => return Err(Box::new(refused(login, &error))),
            None => {
                return Err(Box::new(Portrait::unread(
                    login,
                    Status::Failed,
                    Some("asked for twice".to_owned()),
                )));
            }
        };
        Ok(Study {
            asked: it.clone(),
            overview,
            renamed: is_renamed,
            weeks: Vec::new(),
            private_contributions: 0,
            findings: BTreeMap::new(),
            not_seen: Vec::new(),
            failure: None,
        })
    };
    asked.iter().map(result).collect()
}

async fn overviews_of(
    client: &Client,
    logins: Vec<Login>,
) -> BTreeMap<String, Result<Option<Overview>, Error>> {
    let questions = logins.into_iter().map(OverviewOf).collect();
    let outcomes = ask_all(client, questions, overview::ACCOUNTS_A_QUERY).await;
    let read = outcomes.into_iter().map(|outcome| {
        let overview = outcome.answer.map(|owner| owner.map(Overview::from));
        (outcome.question.0.to_string(), overview)
    });
    read.collect()
}

/// Where one blocked repository makes GitHub refuse the list of all: their names by REST, then each by itself.
async fn list_one_by_one(client: &Client, study: &mut Study) {
    #[derive(Deserialize)]
    struct Name {
        name: String,
        fork: bool,
    }
    let owner = study.overview.login.clone();
    let path = format!("/users/{owner}/repos?sort=pushed&per_page={}", overview::REPOSITORIES);
    let names = match client.rest::<Vec<Name>>(&path, &format!("the repositories of `{owner}`")).await {
        Ok(names) => names,
        Err(error) => return study.failure = Some(error),
    };
    let own = names.into_iter().filter(|it| !it.fork);
    let questions = own.map(|it| RepositoryOf { owner: owner.clone(), name: it.name }).collect::<Vec<_>>();
    let n_asked = questions.len();
    for outcome in ask_all(client, questions, overview::REPOSITORIES).await {
        match outcome.answer {
            Ok(Some(raw)) => study.overview.repositories.push(raw.into()),
            Err(error) if error.is_passing() => study.failure = Some(error),
            Ok(None) | Err(_) => {}
        }
    }
    study.overview.repositories.sort_by_key(|it| std::cmp::Reverse(it.pushed));
    study.overview.n_blocked = (n_asked - study.overview.repositories.len()) as u64;
}

/// Who owns a repository now.
#[derive(Clone)]
struct OwnerOf(Asked);

#[derive(Deserialize)]
struct Owned {
    owner: RawLogin,
}

impl Question for OwnerOf {
    type Answer = Owned;

    const KIND: &'static str = "owner";

    fn field(&self) -> String {
        let (owner, name) =
            self.0.repository.as_deref().and_then(|it| it.split_once('/')).unwrap_or_default();
        format!("repository(owner: {}, name: {}) {{ owner {{ login }} }}", quoted(owner), quoted(name))
    }
}

/// The new names of accounts that are not found, by the repositories that the candidates named: GitHub forwards
/// those, and not the accounts.
async fn new_names(client: &Client, missing: Vec<Asked>) -> BTreeMap<String, Login> {
    let questions = missing.into_iter().filter(|it| it.repository.is_some()).map(OwnerOf).collect();
    let outcomes = ask_all(client, questions, overview::ACCOUNTS_A_QUERY).await;
    let named = outcomes.into_iter().filter_map(|outcome| {
        let owner = outcome.answer.ok()??.owner.login;
        Some((outcome.question.0.login.to_string(), owner.parse().ok()?))
    });
    named.collect()
}

/// Weeks, private contributions, and what went wrong, of each account.
type WeeksFound = (Vec<Week>, u64, Option<Error>);

async fn all_weeks(
    client: &Client,
    logins: &[(Login, String)],
    shelf: &dyn Shelf,
    options: &Options,
) -> Vec<WeeksFound> {
    let key = |present: &str| format!("weeks {} {}", options.api, present.to_ascii_lowercase());
    let mut found = BTreeMap::<String, WeeksFound>::new();
    let mut questions = Vec::new();
    for (_, present) in logins {
        match kept_weeks(shelf, &key(present), options) {
            Some((weeks, private)) => drop(found.insert(present.clone(), (weeks, private, None))),
            None => questions
                .extend(present.parse().iter().flat_map(|login| WeeksOf::two_years(login, options.today))),
        }
    }
    let mut asked = BTreeMap::<String, WeeksFound>::new();
    for outcome in ask_all(client, questions, weeks::YEARS_A_QUERY).await {
        let of_account = asked.entry(outcome.question.login.to_string()).or_default();
        match outcome.answer {
            Ok(Some(contributor)) => {
                let (weeks, private) = contributor.into_weeks();
                of_account.0.extend(weeks);
                of_account.1 += private;
            }
            Ok(None) => {}
            Err(error) => of_account.2 = Some(error),
        }
    }
    for (login, (weeks, private, failure)) in asked {
        let weeks = weeks::joined(weeks);
        if failure.is_none() {
            let value = serde_json::json!({ "found": options.today, "weeks": weeks, "private": private });
            shelf.put(&key(&login), &value.to_string());
        }
        found.insert(login, (weeks, private, failure));
    }
    logins.iter().map(|(_, present)| found.get(present).cloned().unwrap_or_default()).collect()
}

fn kept_weeks(shelf: &dyn Shelf, key: &str, options: &Options) -> Option<(Vec<Week>, u64)> {
    #[derive(Deserialize)]
    struct Kept {
        found: Date,
        weeks: Vec<Week>,
        private: u64,
    }
    let kept = serde_json::from_str::<Kept>(&shelf.get(key).filter(|_| !options.refresh)?).ok()?;
    let is_fresh = (options.today - kept.found).get_days().abs() <= WEEKS_DAYS;
    is_fresh.then_some((kept.weeks, kept.private))
}

/// A repository that is to be read.
struct Reading {
    study: usize,
    repository: usize,
    entries: Vec<Entry>,
    is_whole: bool,
    files: Vec<(String, String)>,
    history: Option<HistoryFacts>,
    failure: Option<Error>,
}

async fn read_code(client: &Client, studies: &mut [&mut Study], shelf: &dyn Shelf, options: &Options) {
    if !options.with_code {
        return;
    }
    let mut readings = Vec::new();
    for (n, study) in studies.iter_mut().enumerate() {
        for repository in choose::repositories(&study.overview.repositories) {
            let it = &study.overview.repositories[repository];
            match kept(shelf, it, options) {
                Some(kept) => drop(study.findings.insert(repository, (kept.findings, kept.history))),
                None => readings.push(Reading {
                    study: n,
                    repository,
                    entries: it.entries.clone(),
                    is_whole: true,
                    files: Vec::new(),
                    history: None,
                    failure: None,
                }),
            }
        }
    }
    let repository_of = |reading: &Reading| &studies[reading.study].overview.repositories[reading.repository];
    open_folders(client, &mut readings, repository_of).await;
    let author_of = |reading: &Reading| {
        let overview = &studies[reading.study].overview;
        (overview.id.as_str(), overview.login.as_str())
    };
    read_files(client, &mut readings, repository_of, author_of).await;
    for reading in readings {
        let checkout =
            Checkout { entries: &reading.entries, is_complete: reading.is_whole, files: &reading.files };
        let findings = judge::judge(&checkout);
        let study = &mut *studies[reading.study];
        let repository = &study.overview.repositories[reading.repository];
        match reading.failure {
            None => keep(shelf, repository, &findings, reading.history.as_ref(), options),
            Some(error)
                if error.is_too_heavy()
                    || matches!(
                        error,
                        Error::Refused { .. } | Error::Unexpected { .. } | Error::NotFound(_)
                    ) =>
            {
                study
                    .not_seen
                    .push(format!("parts of `{}`: too large for GitHub to hand out", repository.name));
            }
            Some(error) => study.failure = Some(error),
        }
        study.findings.insert(reading.repository, (findings, reading.history));
    }
}

async fn open_folders<'a>(
    client: &Client,
    readings: &mut [Reading],
    repository_of: impl Fn(&Reading) -> &'a Repository,
) {
    let questions =
        readings.iter().enumerate().filter_map(|(n, reading)| FoldersOf::new(n, repository_of(reading)));
    let outcomes = ask_all(client, questions.collect(), folders::FOLDERS_A_QUERY).await;
    let mut too_large = Vec::new();
    for reading in readings.iter_mut() {
        reading.is_whole = folders::opens_all(repository_of(reading));
    }
    for outcome in outcomes {
        let n = outcome.question.repository;
        match outcome.answer {
            Ok(Some(opened)) => {
                let is_whole = opened.add_to(&outcome.question, &mut readings[n].entries);
                readings[n].is_whole &= is_whole;
            }
            Err(error) if error.is_too_heavy() => too_large.push(n),
            Ok(None) => readings[n].is_whole = false,
            Err(error) => readings[n].failure = Some(error),
        }
    }
    too_large.dedup();
    for n in too_large {
        let repository = repository_of(&readings[n]);
        let commit = repository.head.as_ref().map_or("HEAD", |head| head.oid.as_str());
        match folders::whole_tree(client, &repository.full_name, commit).await {
            Ok((entries, is_complete)) => {
                readings[n].entries = entries;
                readings[n].is_whole = is_complete;
            }
            Err(error) => readings[n].failure = Some(error),
        }
    }
    readings.iter_mut().for_each(|reading| reading.entries.sort());
}

async fn read_files<'a>(
    client: &Client,
    readings: &mut [Reading],
    repository_of: impl Fn(&Reading) -> &'a Repository,
    author_of: impl Fn(&Reading) -> (&'a str, &'a str),
) {
    let open = readings.iter().enumerate().filter(|(_, reading)| reading.failure.is_none());
    let questions = open.filter_map(|(n, reading)| {
        ReadOf::new(n, repository_of(reading), author_of(reading).0, choose::files(&reading.entries))
    });
    for outcome in ask_all(client, questions.collect(), contents::WEIGHT_A_QUERY).await {
        let reading = &mut readings[outcome.question.repository];
        match outcome.answer {
            Ok(Some(mut answer)) => {
                reading.files.extend(outcome.question.texts(&mut answer));
                let n_commits = repository_of(reading).head.as_ref().map_or(0, |head| head.n_commits);
                let history = outcome.question.history(&answer, author_of(reading).1, n_commits);
                reading.history = history.or(reading.history.take());
            }
            Ok(None) => reading.failure = Some(Error::NotFound("repository".to_owned())),
            Err(error) => reading.failure = Some(error),
        }
    }
}

fn key(repository: &Repository, options: &Options) -> String {
    format!("repository {} {}", options.api, repository.full_name.to_ascii_lowercase())
}

fn kept(shelf: &dyn Shelf, repository: &Repository, options: &Options) -> Option<KeptRepository> {
    let text = shelf.get(&key(repository, options)).filter(|_| !options.refresh)?;
    let kept = serde_json::from_str::<KeptRepository>(&text).ok()?;
    let commit = repository.head.as_ref()?.oid.as_str();
    kept.is_fresh(commit, options.today).then_some(kept)
}

fn keep(
    shelf: &dyn Shelf,
    repository: &Repository,
    findings: &Findings,
    history: Option<&HistoryFacts>,
    options: &Options,
) {
    let Some(head) = &repository.head else { return };
    let kept = KeptRepository {
        version: JUDGE_VERSION,
        commit: head.oid.clone(),
        found: options.today,
        findings: findings.clone(),
        history: history.cloned(),
    };
    shelf.put(&key(repository, options), &serde_json::to_string(&kept).expect("findings have text keys"));
}
