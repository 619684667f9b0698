//! `sharing`, `deeds`, `deed_names` and `conflicts`: what is told to others, and what they told.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::CandidateId;
use crate::shared::{Conflict, Deed, DeedName, Done, Key, Sharing};
use crate::store::{Failure, json_of};

/// How the pool is shared; `None` while it never was.
pub(crate) fn sharing(connection: &Connection) -> rusqlite::Result<Option<Sharing>> {
    connection
        .prepare_cached("SELECT client, address, heard, given FROM sharing")?
        .query_row([], |row| {
            Ok(Sharing { client: row.get(0)?, address: row.get(1)?, heard: row.get(2)?, given: row.get(3)? })
        })
        .optional()
}

/// Shares the pool from now on, under a name made by chance.
pub(crate) fn begin(connection: &Connection) -> rusqlite::Result<()> {
    connection
        .execute("INSERT OR IGNORE INTO sharing (id, client) VALUES (1, lower(hex(randomblob(16))))", [])?;
    Ok(())
}

/// Gives the folder another name among others, and the deeds that were not told yet with it, wherever they are named.
pub(crate) fn rename(connection: &Connection) -> rusqlite::Result<()> {
    let own = |connection: &Connection| {
        connection.query_row("SELECT client FROM sharing", [], |row| row.get::<_, String>(0))
    };
    let before = own(connection)?;
    connection.execute("UPDATE sharing SET client = lower(hex(randomblob(16)))", [])?;
    let after = own(connection)?;
    let waiting = connection
        .prepare("SELECT number FROM deeds WHERE state = 'waiting' AND client = ?1")?
        .query_map([&before], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    for number in waiting {
        let name = |client: &str| DeedName { client: client.to_owned(), number }.to_string();
        let (old, new) = (name(&before), name(&after));
        connection
            .prepare_cached(
                "UPDATE deeds SET deed = replace(deed, '\"' || ?1 || '\"', '\"' || ?2 || '\"') WHERE state = 'waiting'",
            )?
            .execute([&old, &new])?;
        connection
            .prepare_cached("UPDATE deeds SET client = ?2 WHERE client = ?1 AND number = ?3")?
            .execute(params![before, after, number])?;
        connection
            .prepare_cached("UPDATE deed_names SET deed = ?2 WHERE deed = ?1")?
            .execute([&old, &new])?;
        connection
            .prepare_cached("UPDATE candidates SET decided_by = ?2 WHERE decided_by = ?1")?
            .execute([&old, &new])?;
    }
    Ok(())
}

/// Lets the pool follow that of a team.
pub(crate) fn follow(connection: &Connection, address: &str) -> rusqlite::Result<()> {
    connection.execute("UPDATE sharing SET address = ?1", [address])?;
    Ok(())
}

/// All of the team's log up to this number is in here.
pub(crate) fn set_heard(connection: &Connection, heard: i64) -> rusqlite::Result<()> {
    connection.prepare_cached("UPDATE sharing SET heard = max(heard, ?1)")?.execute([heard])?;
    Ok(())
}

/// The team has all résumés up to this one.
pub(crate) fn set_given(connection: &Connection, given: i64) -> rusqlite::Result<()> {
    connection.prepare_cached("UPDATE sharing SET given = max(given, ?1)")?.execute([given])?;
    Ok(())
}

/// The last résumé that the team is not known to have; `None` when it has all, or when nobody shares the pool.
pub(crate) fn last_ungiven(connection: &Connection) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT max(id) FROM resumes WHERE id > (SELECT given FROM sharing)")?
        .query_row([], |row| row.get(0))
}

/// The name of the next deed that is done here.
pub(crate) fn next_name(connection: &Connection) -> rusqlite::Result<DeedName> {
    connection
        .prepare_cached("UPDATE sharing SET deeds = deeds + 1 RETURNING client, deeds")?
        .query_row([], |row| Ok(DeedName { client: row.get(0)?, number: row.get(1)? }))
}

/// A name that nothing else has, nor will have.
pub(crate) fn name_by_chance(connection: &Connection, number: i64) -> rusqlite::Result<DeedName> {
    connection
        .prepare_cached("SELECT lower(hex(randomblob(16)))")?
        .query_row([], |row| Ok(DeedName { client: row.get(0)?, number }))
}

/// Where a deed stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// It was not told yet.
    Waiting,
    /// It holds, or held.
    Standing,
    /// Somebody else's came before it.
    Refused,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Standing => "standing",
            Self::Refused => "refused",
        }
    }
}

/// Writes a deed down.
pub(crate) fn insert(
    connection: &Connection,
    candidate: CandidateId,
    deed: &Deed,
    state: State,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO deeds (client, number, candidate, author, made, deed, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            deed.name.client,
            deed.name.number,
            candidate.0,
            deed.author,
            deed.made.to_string(),
            json_of(&deed.done),
            state.name(),
        ])?;
    Ok(())
}

/// Whether a deed is written down.
pub(crate) fn is_known(connection: &Connection, name: &DeedName) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM deeds WHERE client = ?1 AND number = ?2")?
        .exists(params![name.client, name.number])
}

/// Moves a deed to where it stands now.
pub(crate) fn set_state(connection: &Connection, name: &DeedName, state: State) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE deeds SET state = ?3 WHERE client = ?1 AND number = ?2")?
        .execute(params![name.client, name.number, state.name()])?;
    Ok(())
}

/// Puts a deed that stands in the place of another of its name; whom that was about.
pub(crate) fn replace(
    connection: &Connection,
    candidate: CandidateId,
    deed: &Deed,
) -> rusqlite::Result<CandidateId> {
    let Deed { name, author, made, done, .. } = deed;
    let before = connection
        .prepare_cached("SELECT candidate FROM deeds WHERE client = ?1 AND number = ?2")?
        .query_row(params![name.client, name.number], |row| Ok(CandidateId(row.get(0)?)))?;
    connection
        .prepare_cached(
            "UPDATE deeds SET candidate = ?3, author = ?4, made = ?5, deed = ?6, state = ?7
             WHERE client = ?1 AND number = ?2",
        )?
        .execute(params![
            name.client,
            name.number,
            candidate.0,
            author,
            made.to_string(),
            json_of(done),
            State::Standing.name()
        ])?;
    Ok(before)
}

const DEED: &str = "SELECT d.client, d.number, d.author, d.made, d.deed, d.seq,
        (SELECT hash FROM resumes WHERE candidate = d.candidate ORDER BY id LIMIT 1), d.candidate FROM deeds d";

/// A deed by its name.
pub(crate) fn find(connection: &Connection, name: &DeedName) -> Result<Option<Deed>, Failure> {
    let mut statement =
        connection.prepare_cached(&format!("{DEED} WHERE d.client = ?1 AND d.number = ?2"))?;
    let mut rows = statement.query(params![name.client, name.number])?;
    rows.next()?.map(deed).transpose()
}

/// The first deeds that were not told yet.
pub(crate) fn waiting(connection: &Connection, limit: usize) -> Result<Vec<Deed>, Failure> {
    let mut statement =
        connection.prepare_cached(&format!("{DEED} WHERE d.state = 'waiting' ORDER BY d.seq LIMIT ?1"))?;
    let mut rows = statement.query([limit])?;
    let mut deeds = Vec::new();
    while let Some(row) = rows.next()? {
        deeds.push(deed(row)?);
    }
    Ok(deeds)
}

/// How many changes were not told yet. That somebody was looked at is none.
pub(crate) fn count_waiting(connection: &Connection) -> rusqlite::Result<usize> {
    connection
        .prepare_cached("SELECT count(*) FROM deeds WHERE state = 'waiting' AND deed ->> '$.of' <> 'seen'")?
        .query_row([], |row| row.get(0))
}

/// The deeds after a number of this folder's own log that were not refused, with their numbers.
pub(crate) fn after(connection: &Connection, seq: i64, limit: usize) -> Result<Vec<(i64, Deed)>, Failure> {
    let mut statement = connection.prepare_cached(&format!(
        "{DEED} WHERE d.seq > ?1 AND d.state <> 'refused' ORDER BY d.seq LIMIT ?2"
    ))?;
    let mut rows = statement.query(params![seq, limit])?;
    let mut deeds = Vec::new();
    while let Some(row) = rows.next()? {
        deeds.push((row.get(5)?, deed(row)?));
    }
    Ok(deeds)
}

/// The last deed that wrote a note.
pub(crate) fn last_of_note(connection: &Connection, note: &DeedName) -> Result<Option<Deed>, Failure> {
    let mut statement = connection.prepare_cached(&format!(
        "{DEED} WHERE d.deed ->> '$.note' = ?1 AND d.state = 'standing' ORDER BY d.seq DESC LIMIT 1"
    ))?;
    let mut rows = statement.query([note.to_string()])?;
    rows.next()?.map(deed).transpose()
}

/// The deed that decided on a candidate last.
pub(crate) fn decided_by(
    connection: &Connection,
    candidate: CandidateId,
) -> rusqlite::Result<Option<DeedName>> {
    let name: Option<String> = connection
        .prepare_cached("SELECT decided_by FROM candidates WHERE id = ?1")?
        .query_row([candidate.0], |row| row.get(0))?;
    Ok(name.and_then(|name| name.parse().ok()))
}

pub(crate) fn set_decided_by(
    connection: &Connection,
    candidate: CandidateId,
    name: &DeedName,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE candidates SET decided_by = ?2 WHERE id = ?1")?
        .execute(params![candidate.0, name.to_string()])?;
    Ok(())
}

/// What a note or correction of this folder is called everywhere.
pub(crate) fn name_of(
    connection: &Connection,
    kind: &str,
    number: i64,
) -> rusqlite::Result<Option<DeedName>> {
    let name: Option<String> = connection
        .prepare_cached("SELECT deed FROM deed_names WHERE kind = ?1 AND number = ?2")?
        .query_row(params![kind, number], |row| row.get(0))
        .optional()?;
    Ok(name.and_then(|name| name.parse().ok()))
}

/// The number that a note or correction has in this folder.
pub(crate) fn number_of(
    connection: &Connection,
    kind: &str,
    name: &DeedName,
) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT number FROM deed_names WHERE kind = ?1 AND deed = ?2")?
        .query_row(params![kind, name.to_string()], |row| row.get(0))
        .optional()
}

pub(crate) fn give_name(
    connection: &Connection,
    kind: &str,
    number: i64,
    name: &DeedName,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO deed_names (kind, number, deed) VALUES (?1, ?2, ?3)")?
        .execute(params![kind, number, name.to_string()])?;
    Ok(())
}

/// Notes that a decision of one's own came after somebody else's.
pub(crate) fn put_conflict(
    connection: &Connection,
    candidate: CandidateId,
    mine: &Deed,
    theirs: Option<&Deed>,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO conflicts (candidate, mine, theirs) VALUES (?1, ?2, ?3)")?
        .execute(params![candidate.0, json_of(mine), theirs.map(json_of)])?;
    Ok(())
}

/// It was chosen which decision holds.
pub(crate) fn settle(connection: &Connection, candidate: CandidateId) -> rusqlite::Result<bool> {
    let settled =
        connection.prepare_cached("DELETE FROM conflicts WHERE candidate = ?1")?.execute([candidate.0])?;
    Ok(settled > 0)
}

/// Every decision that waits to be chosen between, by candidate.
pub(crate) fn conflicts(connection: &Connection) -> Result<Vec<Conflict>, Failure> {
    let mut statement =
        connection.prepare_cached("SELECT candidate, mine, theirs FROM conflicts ORDER BY candidate")?;
    let mut rows = statement.query([])?;
    let mut conflicts = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let parsed = |json: String| serde_json::from_str(&json).map_err(Failure::stored("conflict", id));
        conflicts.push(Conflict {
            candidate: CandidateId(id),
            mine: parsed(row.get(1)?)?,
            theirs: row.get::<_, Option<String>>(2)?.map(parsed).transpose()?,
        });
    }
    Ok(conflicts)
}

/// The key of a candidate: the hash of the résumé that brought them.
pub(crate) fn key_of(connection: &Connection, candidate: CandidateId) -> rusqlite::Result<Key> {
    connection
        .prepare_cached("SELECT hash FROM resumes WHERE candidate = ?1 ORDER BY id LIMIT 1")?
        .query_row([candidate.0], |row| Ok(Key(row.get(0)?)))
}

/// The candidate of a key, whatever it was merged into, with the résumé.
pub(crate) fn of_key(connection: &Connection, key: &Key) -> rusqlite::Result<Option<(CandidateId, i64)>> {
    connection
        .prepare_cached("SELECT candidate, id FROM resumes WHERE hash = ?1")?
        .query_row([key.0], |row| Ok((CandidateId(row.get(0)?), row.get(1)?)))
        .optional()
}

/// The keys of the candidates after a number, with their numbers, in the order they came.
pub(crate) fn keys_after(
    connection: &Connection,
    after: i64,
    limit: usize,
) -> rusqlite::Result<Vec<(i64, Key)>> {
    connection
        .prepare_cached("SELECT id, hash FROM resumes WHERE id > ?1 ORDER BY id LIMIT ?2")?
        .query_map(params![after, limit], |row| Ok((row.get(0)?, Key(row.get(1)?))))?
        .collect()
}

fn deed(row: &Row<'_>) -> Result<Deed, Failure> {
    let candidate: i64 = row.get(7)?;
    let damaged = "deed of candidate";
    let done: Done =
        serde_json::from_str(&row.get::<_, String>(4)?).map_err(Failure::stored(damaged, candidate))?;
    Ok(Deed {
        name: DeedName { client: row.get(0)?, number: row.get(1)? },
        key: Key(row.get(6)?),
        author: row.get(2)?,
        made: row.get::<_, String>(3)?.parse().map_err(Failure::stored(damaged, candidate))?,
        done,
    })
}
