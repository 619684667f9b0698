//! `skills`: which skills a résumé has, for rows and counts. The spans are in the facts.

use candela_profile::{SkillPlace, SkillUse};
use rusqlite::{Connection, params};

use crate::RowSkill;

pub(crate) fn insert(connection: &Connection, resume: i64, skills: &[SkillUse]) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT OR IGNORE INTO skills (resume, skill, place, years) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for used in skills {
        statement.execute(params![resume, used.skill, rank(used.place), used.years])?;
    }
    Ok(())
}

/// The first `limit` skills: those used at work first, the longest used first.
pub(crate) fn top(connection: &Connection, resume: i64, limit: usize) -> rusqlite::Result<Vec<RowSkill>> {
    connection
        .prepare_cached(
            "SELECT skill, years FROM skills WHERE resume = ?1
             ORDER BY place, years IS NULL, years DESC, skill LIMIT ?2",
        )?
        .query_map(params![resume, limit], |row| Ok(RowSkill { skill: row.get(0)?, years: row.get(1)? }))?
        .collect()
}

fn rank(place: SkillPlace) -> i64 {
    match place {
        SkillPlace::Work => 0,
        SkillPlace::Project => 1,
        SkillPlace::List => 2,
    }
}
