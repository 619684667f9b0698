//! Periods, holds and backups in the wire's words.

use std::path::Path;

use candela_pool::{CandidateId, Hold, Kept, Language, LogFormat, Pool, is_locked_backup, listed_daily};
use jiff::civil::Date;

use crate::desk::Desk;
use crate::error::Failure;
use crate::list::number;
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
    let (due, held): (Vec<_>, Vec<_>) =
        pool.due_or_held(today)?.into_iter().partition(|kept| kept.is_due(today));
    Ok(wire::Retention {
        keep: chosen.as_ref().map(|chosen| chosen.keep.to_string()),
        author: chosen.as_ref().map(|chosen| chosen.author.clone()),
        made: chosen.map(|chosen| chosen.made.to_string()),
        due_ids: due.iter().map(|kept| number(kept.id)).collect(),
        due: due.into_iter().take(DUE_SHOWN).map(|one| kept(one, today)).collect(),
        held: held.into_iter().map(|one| kept(one, today)).collect(),
    })
}

/// How one candidate stands against it.
pub(crate) fn of_candidate(pool: &Pool, id: CandidateId, today: Date) -> Result<wire::Kept, Failure> {
    Ok(kept(pool.kept_as(id)?, today))
}

fn kept(kept: Kept, today: Date) -> wire::Kept {
    wire::Kept {
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
        pool.set_retention(Some("6 months"), "anna", "2026-05-04T09:30:00Z".parse().unwrap()).unwrap();
        let told = retention(&pool, "2026-05-04".parse().unwrap()).unwrap();
        assert_eq!((told.keep.as_deref(), told.author.as_deref()), (Some("P6M"), Some("anna")));
    }
}
