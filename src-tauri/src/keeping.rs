//! Periods, holds and backups in the wire's words.

use std::path::Path;

use candela_pool::{
    CandidateId, EarlyErasure, Hold, Kept, Language, LogFormat, Pool, RetentionChoice, RetentionProfile,
    TooEarly, is_locked_backup, listed_daily,
};
use jiff::Span;
use jiff::civil::Date;

use crate::desk::Desk;
use crate::error::Failure;
use crate::list::number;
use crate::report::count;
use crate::wire;

/// Candidates who are due that the page is given; it tells of the others by their number.
const DUE_SHOWN: usize = 200;

impl From<wire::PageLanguage> for Language {
    fn from(language: wire::PageLanguage) -> Self {
        match language {
            wire::PageLanguage::En => Self::En,
            wire::PageLanguage::De => Self::De,
        }
    }
}

impl From<wire::RetentionChoice> for RetentionChoice {
    fn from(wire::RetentionChoice { profile, keep, at_least }: wire::RetentionChoice) -> Self {
        Self { profile, keep, at_least }
    }
}

impl From<wire::LogFormat> for LogFormat {
    fn from(format: wire::LogFormat) -> Self {
        match format {
            wire::LogFormat::Json => Self::Json,
            wire::LogFormat::Csv => Self::Csv,
        }
    }
}

/// The period and whom it concerns on that day.
pub(crate) fn retention(pool: &Pool, today: Date) -> Result<wire::Retention, Failure> {
    let chosen = pool.retention()?;
    let (author, made) =
        chosen.as_ref().map(|chosen| (chosen.author.clone(), chosen.made.to_string())).unzip();
    let (profile, keep, at_least) =
        chosen.map_or((None, None, None), |it| (it.profile, it.keep, it.at_least));
    let text = |span: Span| span.to_string();
    let (due, held): (Vec<_>, Vec<_>) =
        pool.due_or_held(today)?.into_iter().partition(|kept| kept.is_due(today));
    Ok(wire::Retention {
        profile,
        keep: keep.map(text),
        at_least: at_least.map(text),
        author,
        made,
        profiles: RetentionProfile::all().iter().map(profile_of).collect(),
        recognises: pool.recognises_erased()?,
        early: pool.early_erasures()?.into_iter().map(early).collect(),
        due_ids: due.iter().map(|kept| number(kept.id)).collect(),
        due: due.into_iter().take(DUE_SHOWN).map(|one| kept(one, today)).collect(),
        held: held.into_iter().map(|one| kept(one, today)).collect(),
    })
}

/// How one candidate stands against it.
pub(crate) fn of_candidate(pool: &Pool, id: CandidateId, today: Date) -> Result<wire::Kept, Failure> {
    Ok(kept(pool.kept_as(id)?, today))
}

/// The rule by which some of them may not be erased yet without a reason.
pub(crate) fn too_early(
    pool: &Pool,
    ids: &[CandidateId],
    today: Date,
) -> Result<Option<wire::TooEarly>, Failure> {
    let told = |early: TooEarly| wire::TooEarly {
        candidates: count(early.candidates),
        until: early.until.to_string(),
        rule: early.rule,
    };
    Ok(pool.too_early(ids, today)?.map(told))
}

fn profile_of(profile: &RetentionProfile) -> wire::RetentionProfile {
    let both = |of: fn(&RetentionProfile, Language) -> &str| wire::InLanguages {
        en: of(profile, Language::En).to_owned(),
        de: of(profile, Language::De).to_owned(),
    };
    wire::RetentionProfile {
        id: profile.id.clone(),
        title: both(RetentionProfile::title),
        says: both(RetentionProfile::says),
        source: profile.source.clone(),
        url: profile.url.clone(),
        year: profile.year,
        keep: profile.delete_after.to_string(),
        at_least: profile.at_least.map(|least| least.to_string()),
    }
}

fn early(early: EarlyErasure) -> wire::EarlyErasure {
    let EarlyErasure { on, author, candidates, rule, reason } = early;
    wire::EarlyErasure { on: on.to_string(), author, candidates: count(candidates), rule, reason }
}

fn kept(kept: Kept, today: Date) -> wire::Kept {
    wire::Kept {
        own_profile: kept.profile.clone().filter(|_| kept.has_own_profile),
        at_least_until: kept.at_least_until.map(|until| until.to_string()),
        is_early: kept.is_early(today),
        is_due: kept.is_due(today),
        id: number(kept.id),
        name: kept.name.unwrap_or_default(),
        headline: None,
        since: kept.since.to_string(),
        due: kept.due.map(|due| due.to_string()),
        hold: kept.hold.map(|Hold { reason, author, made }| wire::Hold {
            reason,
            author,
            made: made.to_string(),
        }),
    }
}

/// The backups; where the pool does not open, those in its folder.
pub(crate) fn backups(desk: &Desk) -> Result<wire::Backups, Failure> {
    let backups = match desk.pool() {
        Ok(pool) => pool.backups()?,
        Err(_) => listed_daily(desk.folder())?,
    };
    let backup = |backup: candela_pool::Backup| wire::Backup {
        made: backup.made.to_string(),
        // Sizes of files are far below what such a number holds.
        size_bytes: backup.size_bytes.map(|bytes| bytes as f64),
        is_daily: backup.is_daily,
        is_locked: is_locked(&backup.path),
        path: backup.path.display().to_string(),
    };
    Ok(wire::Backups { backups: backups.into_iter().map(backup).collect(), trouble: desk.daily_trouble() })
}

/// What cannot be read is told when somebody wants to restore it.
fn is_locked(path: &Path) -> bool {
    is_locked_backup(path).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pool_without_a_period_has_nobody_due() {
        let folder = tempfile::tempdir().unwrap();
        let pool = Pool::open(folder.path()).unwrap();
        let told = retention(&pool, "2026-05-04".parse().unwrap()).unwrap();
        assert!(told.keep.is_none() && told.due_ids.is_empty() && told.held.is_empty());
        pool.set_retention(
            &RetentionChoice::of_profile("us_private").unwrap(),
            "anna",
            "2026-05-04T09:30:00Z".parse().unwrap(),
        )
        .unwrap();
        let told = retention(&pool, "2026-05-04".parse().unwrap()).unwrap();
        assert_eq!((told.keep.as_deref(), told.author.as_deref()), (Some("P1Y"), Some("anna")));
        assert_eq!(
            (told.at_least.as_deref(), told.profiles.len()),
            (Some("P1Y"), RetentionProfile::all().len())
        );
    }
}
