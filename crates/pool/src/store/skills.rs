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

/// Puts these in the place of the skills that a résumé had.
pub(crate) fn replace(connection: &Connection, resume: i64, skills: &[SkillUse]) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM skills WHERE resume = ?1")?.execute([resume])?;
    insert(connection, resume, skills)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store;
    use crate::testing::{keep_all, reading};

    #[test]
    fn skills_used_at_work_come_first_and_the_longest_used_of_them() {
        let folder = tempfile::tempdir().unwrap();
        let connection = store::open(folder.path(), None).unwrap();
        let mut reading = reading("Robin", "Django");
        let used = |skill: &str, place, years| SkillUse {
            skill: skill.to_owned(),
            years,
            place,
            ..reading.profile.skills[0].clone()
        };
        reading.profile.skills = vec![
            used("Listed", SkillPlace::List, None),
            used("Tried", SkillPlace::Project, Some(9.0)),
            used("Short", SkillPlace::Work, Some(0.5)),
            used("Undated", SkillPlace::Work, None),
            used("Long", SkillPlace::Work, Some(6.0)),
        ];
        keep_all(&connection, &[reading]);
        let names = |limit| {
            top(&connection, 1, limit).unwrap().into_iter().map(|used| used.skill).collect::<Vec<_>>()
        };
        assert_eq!(names(9), ["Long", "Short", "Undated", "Tried", "Listed"]);
        assert_eq!(names(2), ["Long", "Short"]);
    }
}
