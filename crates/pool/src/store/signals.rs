//! `signals` and their `evidence`: the flags of a résumé and where they stand.

use candela_signals::{Evidence, Polarity, Signal};
use rusqlite::{Connection, params};

use crate::SignalCounts;
use crate::store::{Failure, json_of, name_of, of_name};

pub(crate) fn insert(connection: &Connection, resume: i64, signals: &[Signal]) -> rusqlite::Result<()> {
    let mut flag = connection
        .prepare_cached("INSERT INTO signals (resume, position, signal, polarity) VALUES (?1, ?2, ?3, ?4)")?;
    let mut evidence = connection.prepare_cached(
        "INSERT INTO evidence (resume, signal, position, place, reason) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (signal_position, signal) in signals.iter().enumerate() {
        flag.execute(params![resume, signal_position, signal.id, name_of(signal.polarity)])?;
        for (position, piece) in signal.evidence.iter().enumerate() {
            evidence.execute(params![
                resume,
                signal_position,
                position,
                json_of(&piece.place),
                piece.reason
            ])?;
        }
    }
    Ok(())
}

/// Puts these in the place of the flags that a résumé had.
pub(crate) fn replace(connection: &Connection, resume: i64, signals: &[Signal]) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM signals WHERE resume = ?1")?.execute([resume])?;
    insert(connection, resume, signals)
}

/// The flags of a résumé, in the order of the catalogue.
pub(crate) fn load(connection: &Connection, resume: i64) -> Result<Vec<Signal>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT position, signal, polarity FROM signals WHERE resume = ?1 ORDER BY position",
    )?;
    let flags = statement
        .query_map([resume], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<Vec<(i64, String, String)>>>()?;
    flags
        .into_iter()
        .map(|(position, id, polarity)| {
            let polarity = of_name(polarity).map_err(Failure::stored("signal", resume))?;
            Ok(Signal { id, polarity, evidence: evidence(connection, resume, position)? })
        })
        .collect()
}

/// How many flags of each colour a résumé has.
pub(crate) fn count(connection: &Connection, resume: i64) -> Result<SignalCounts, Failure> {
    let mut counts = SignalCounts::default();
    let mut statement = connection
        .prepare_cached("SELECT polarity, count(*) FROM signals WHERE resume = ?1 GROUP BY polarity")?;
    let mut rows = statement.query([resume])?;
    while let Some(row) = rows.next()? {
        let count = row.get(1)?;
        match of_name(row.get(0)?).map_err(Failure::stored("signal", resume))? {
            Polarity::Green => counts.green = count,
            Polarity::Yellow => counts.yellow = count,
            Polarity::Red => counts.red = count,
            Polarity::Fact => counts.fact = count,
        }
    }
    Ok(counts)
}

fn evidence(connection: &Connection, resume: i64, signal: i64) -> Result<Vec<Evidence>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT place, reason FROM evidence WHERE resume = ?1 AND signal = ?2 ORDER BY position",
    )?;
    let pieces = statement
        .query_map(params![resume, signal], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(String, String)>>>()?;
    pieces
        .into_iter()
        .map(|(place, reason)| {
            let place = serde_json::from_str(&place).map_err(Failure::stored("evidence", resume))?;
            Ok(Evidence { place, reason })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store;
    use crate::testing::{keep_all, reading};

    #[test]
    fn flags_come_back_in_order_with_their_evidence_and_are_counted() {
        let folder = tempfile::tempdir().unwrap();
        let connection = store::open(folder.path(), None).unwrap();
        let reading = reading("Robin", "Django");
        keep_all(&connection, std::slice::from_ref(&reading));
        assert_eq!(load(&connection, 1).unwrap(), reading.signals);
        assert_eq!(count(&connection, 1).unwrap(), SignalCounts { green: 1, yellow: 1, red: 1, fact: 0 });
    }
}
