//! From the stages of a study to the portrait.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::choose::MAX_FILE_BYTES;
use crate::judge::{self, Judged, SignalId};
use crate::overview::Overview;
use crate::portrait::{Activity, Coverage, Identity, Portrait, RepositoryRow, Status};
use crate::repository::Repository;
use crate::study::{Study, refused};
use crate::{AccountKind, Timestamp};

/// The portrait of an account. One that has to be asked again says so, and shows nothing half done.
pub(crate) fn portrait(study: Study, today: Date) -> Portrait {
    if let Some(error) = &study.failure {
        return refused(study.asked.login.as_str(), error);
    }
    let overview = &study.overview;
    if overview.kind != AccountKind::Person {
        let status = Status::Organization;
        let unread = Portrait::unread(study.asked.login.as_str(), status, Some(status.sentence().to_owned()));
        return Portrait { account: Some(identity(overview)), ..unread };
    }
    let judged = overview.repositories.iter().enumerate().map(|(n, repository)| {
        let found = study.findings.get(&n);
        Judged {
            repository,
            findings: found.map(|(findings, _)| findings),
            history: found.and_then(|(_, history)| history.as_ref()),
        }
    });
    let judged = judged.collect::<Vec<_>>();
    let status = status(&study, &judged);
    Portrait {
        login: study.asked.login.to_string(),
        status,
        reason: (status != Status::Ok).then(|| status.sentence().to_owned()),
        code: None,
        until: None,
        account: Some(identity(overview)),
        coverage: coverage(&study, &judged),
        signals: judge::signals(overview, &judged, today),
        activity: activity(&study, &judged),
    }
}

fn status(study: &Study, judged: &[Judged<'_>]) -> Status {
    let overview = &study.overview;
    let seen = study.weeks.iter().map(|week| week.contributions).sum::<u64>();
    // Commits of the account that the calendar does not show: their owner hides it.
    let start = study.weeks.first().map(|week| week.start);
    let is_recent = |repository: &Repository| {
        repository.pushed.map(day).zip(start).is_some_and(|(pushed, start)| pushed > start)
    };
    let commits = judged
        .iter()
        .filter(|it| is_recent(it.repository))
        .filter_map(|it| it.history?.own_commits)
        .sum::<u64>();
    if study.renamed {
        Status::Renamed
    } else if overview.n_own == 0 && overview.n_forks == 0 {
        Status::Empty
    } else if overview.followers == 0 && seen == 0 && commits > 0 {
        Status::PrivateProfile
    } else {
        Status::Ok
    }
}

pub(crate) fn identity(overview: &Overview) -> Identity {
    Identity {
        login: overview.login.clone(),
        kind: overview.kind,
        name: overview.name.clone(),
        bio: overview.bio.clone(),
        company: overview.company.clone(),
        place: overview.place.clone(),
        site: overview.site.clone(),
        since: overview.created.map(day),
        followers: overview.followers,
    }
}

fn coverage(study: &Study, judged: &[Judged<'_>]) -> Coverage {
    let overview = &study.overview;
    let read = judged.iter().filter_map(|it| it.findings).collect::<Vec<_>>();
    let mut not_seen = study.not_seen.clone();
    if overview.n_blocked > 0 {
        not_seen.push(format!("{} repositories that GitHub blocks", overview.n_blocked));
    }
    let more = overview.n_own.saturating_sub(overview.n_blocked + overview.repositories.len() as u64);
    if more > 0 {
        not_seen.push(format!("{more} older repositories"));
    }
    let unread = judged.iter().filter(|it| it.repository.head.is_some() && it.findings.is_none()).count();
    if unread > 0 {
        not_seen.push(format!("the files of {unread} further repositories, below their root"));
    }
    for it in judged.iter().filter(|it| it.findings.is_some_and(|findings| !findings.is_listed)) {
        not_seen.push(format!("the deepest folders of `{}`", it.repository.name));
    }
    for (it, findings) in judged.iter().filter_map(|it| Some((it, it.findings?))) {
        if findings.too_large > 0 {
            let (n, kilobytes) = (findings.too_large, MAX_FILE_BYTES / 1000);
            let files = if n == 1 { "file" } else { "files" };
            not_seen.push(format!("{n} {files} of over {kilobytes} KB in `{}`", it.repository.name));
        }
    }
    Coverage {
        own_repositories: overview.n_own,
        listed: overview.repositories.len(),
        read: read.len(),
        files: read.iter().map(|findings| findings.files_read).sum(),
        not_seen,
    }
}

fn activity(study: &Study, judged: &[Judged<'_>]) -> Activity {
    let mut languages = BTreeMap::<String, u64>::new();
    let mut packages = Vec::new();
    for it in judged.iter().filter(|it| it.repository.is_own()) {
        match it.findings {
            Some(findings) => {
                findings
                    .bytes
                    .iter()
                    .for_each(|(name, bytes)| *languages.entry(name.clone()).or_default() += bytes);
                packages.extend(findings.packages.iter().cloned());
            }
            None => {
                let counted = it.repository.languages.iter();
                counted.for_each(|(name, bytes)| *languages.entry(name.clone()).or_default() += bytes);
            }
        }
    }
    packages.sort();
    packages.dedup();
    let mut languages = languages.into_iter().collect::<Vec<_>>();
    languages.sort_by_key(|(name, bytes)| (std::cmp::Reverse(*bytes), name.clone()));
    Activity {
        weeks: study.weeks.clone(),
        private_contributions: study.private_contributions,
        languages,
        packages,
        repositories: judged.iter().map(row).collect(),
        forks: study.overview.n_forks,
        merged: study.overview.merged.clone(),
    }
}

fn row(it: &Judged<'_>) -> RepositoryRow {
    let repository = it.repository;
    let has =
        |signal| it.findings.is_some_and(|findings| findings.marks.iter().any(|mark| mark.signal == signal));
    let types = it.findings.and_then(|findings| {
        if findings.functions > 0 {
            Some(format!("{} of {} functions", findings.annotated, findings.functions))
        } else {
            findings.is_strict_typescript.then(|| "strict".to_owned())
        }
    });
    RepositoryRow {
        name: repository.name.clone(),
        url: repository.url.clone(),
        description: repository.description.clone(),
        is_own: repository.is_own() && it.history.is_none_or(|history| !history.is_foreign),
        is_archived: repository.is_archived,
        pushed: repository.pushed.map(day),
        stars: repository.stars,
        licence: repository.licence.clone(),
        language: repository.languages.first().map(|(name, _)| name.clone()),
        commits: repository.head.as_ref().map_or(0, |head| head.n_commits),
        is_read: it.findings.is_some_and(|findings| findings.files_read > 0),
        tests: has(SignalId::TestsPresent),
        types,
        ci: has(SignalId::CiPresent),
    }
}

pub(crate) fn day(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}
