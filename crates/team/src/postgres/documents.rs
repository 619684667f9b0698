//! Roles, saved searches, holds, periods of keeping and results of GitHub, in PostgreSQL.

use candela_pool::{Document, DocumentHeard, DocumentKind, Telling};
use futures_util::future::try_join_all;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use super::truth::limit_of;
use super::{LARGE, Server};
use crate::Error;

impl Server {
    /// Writes documents, in one go; what became of each, in the order given.
    pub(crate) fn write_documents(&mut self, telling: &[Telling]) -> Result<Vec<DocumentHeard>, Error> {
        let pool = self.address.pool.clone();
        let rows = self.in_transaction(LARGE, async |transaction| {
            let statement = transaction
                .prepare(
                    "SELECT heard, number, standing::text FROM candela.write($1, $2, $3, $4, $5::text::json, $6, $7)",
                )
                .await?;
            try_join_all(telling.iter().map(async |Telling { document, base, insists }| {
                let Document { kind, name, key, body } = document;
                let (kind, key) = (kind.name(), key.as_ref().map(|key| &key.0[..]));
                let values: [&(dyn ToSql + Sync); 7] = [&pool, &kind, name, &key, body, base, insists];
                transaction.query_one(&statement, &values).await
            }))
            .await
        })?;
        let seq = |row: &Row| row.get::<_, Option<i64>>(1).unwrap_or_default();
        Ok(rows
            .iter()
            .map(|row| match row.get(0) {
                "stands" => DocumentHeard::Stands(seq(row)),
                "refused" => DocumentHeard::Refused { seq: seq(row), body: row.get(2) },
                _ => DocumentHeard::Gone,
            })
            .collect())
    }

    /// The documents that came to stand after a number of the log, with their numbers; those taken away too. Kinds of a newer Candela
    /// are left out.
    pub(crate) fn documents_after(
        &mut self,
        after: i64,
        limit: usize,
    ) -> Result<Vec<(i64, Option<Document>)>, Error> {
        let pool = self.address.pool.clone();
        let rows = self.query_large(
            "SELECT seq, kind, name, key, body::text FROM candela.document
             WHERE pool = $1 AND seq > $2 ORDER BY seq LIMIT $3",
            &[&pool, &after, &limit_of(limit)],
        )?;
        rows.iter().map(|row| Ok((row.get(0), document(row)?))).collect()
    }

    /// Who said last what a document says: the login that the server knows.
    pub fn who_wrote(&mut self, kind: DocumentKind, name: &str) -> Result<Option<String>, Error> {
        let pool = self.address.pool.clone();
        let rows = self.query(
            "SELECT login FROM candela.document WHERE pool = $1 AND kind = $2 AND name = $3",
            &[&pool, &kind.name(), &name],
        )?;
        Ok(rows.first().map(|row| row.get(0)))
    }
}

fn document(row: &Row) -> Result<Option<Document>, Error> {
    let (kind, name): (&str, String) = (row.get(1), row.get(2));
    let Some(kind) = DocumentKind::of_name(kind) else { return Ok(None) };
    let key = row.get::<_, Option<&[u8]>>(3).map(|key| key.try_into().map(candela_pool::Key)).transpose();
    let key = key.map_err(|_| Error::Damaged { what: "document", key: name.clone() })?;
    Ok(Some(Document { kind, name, key, body: row.get(4) }))
}
