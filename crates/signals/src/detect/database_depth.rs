//! Schema and query work under load: plans read, indexes chosen, tables parted, large migrations.
//!
//! Flagged: "tuned slow queries with EXPLAIN ANALYZE", "PgBouncer in front of Postgres", "removed N+1 queries". Not: "SQL"
//! or "databases" alone, an index of documents, results explained to physicians. Most slow software waits for its database.

use std::sync::LazyLock;

use crate::cues::Cues;
use crate::engine::Finding;
use crate::reading::Reading;

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    reading.work().filter_map(|sentence| CUES.finding(sentence, 1 + u8::from(sentence.is_bullet))).collect()
}

pub(super) static CUES: LazyLock<Cues> =
    LazyLock::new(|| Cues::new("work inside the database", TELLS).but(BUT));

const TELLS: &str = concat!(
    r"\b(?:hash|range|list) partition(?:s|ed|ing)\b|\block waits?\b|\bschema around\b|\b(?:redesigned|designed|reworked) the (?:\w+ )?schema\b[ -~]{0,40}\b(?:read|quer\w+|access|written)\b|\baggregat\w+ in SQL\b|\b(?:reads and writes|writes and reads) (?:over|to|across|between)\b|\b(?:over|to|across|from) (?:read )?replicas\b|\bvacuum\b[ -~]{0,20}\bbloat\b|\b(?:table|index) bloat\b|\bbloat monitoring\b|\bsequential scans?\b|\bfull table scans?\b|",
    r"\bbackfill(?:ed|ing)\b[ -~]{0,60}\b(?:columns?|rows|tables?)\b|\b(?:eager|lazy)[- ]load(?:ed|ing)\b[ -~]{0,40}\b(?:sqlalchemy|orm|relations?|quer\w+|joined?load|hibernate|django)\b|\b(?:joinedload|selectinload|select_related|prefetch_related)\b|\b(?:continuous aggregates?|hypertables?)\b|\bwithout (?:a |any |an )?(?:exclusive |long )?lock(?:s|ing)?\b[ -~]{0,40}\b(?:tables?|schema|columns?)\b|\b(?:partition|sort|distribution|clustering|shard) keys?\b|\b(?:keyset|cursor|seek) pagination\b|\bindex(?:en|es)? (?:toegevoegd|geplaatst|aangemaakt)\b|\bquer(?:ies|y's) geoptimaliseerd\b|",
    r"\bexplain analy[sz]e\b|\b(?:with|met|mit|con|avec|com|reading|via|using|per|of|the) EXPLAIN\b|\bEXPLAIN (?:output|ANALYZE|plans?|\(|geanalyseerd|en |und |et |y |e )|\bexplain plans?\b|\b(?:query|execution) plans?\b|\b(?:slow|expensive|long-running|heavy) (?:\w+ )?quer(?:y|ies)\b|\bquer(?:y|ies) (?:tuning|optimi[sz]ation|performance|times? from)\b|\b(?:tun|optimi[sz])(?:ed|ing)(?: \w+){0,3} (?:quer(?:y|ies)|indexes|joins)\b|\bN ?\+ ?1\b|\bcorrelated subquer\w+|\bwindow functions?\b|\bstored procedures? (?:rewritten|tuned|from)",
    r"|\b(?:partial|composite|covering|expression|clustered|compound|missing|functional|GIN|GiST|BRIN|B-?tree|hash|database|unused|secondary) ind(?:ex|exes|ices)\b|\bindex(?:es|ing)? (?:strategy|design|choice|on (?:\w+ ){0,3}(?:tables?|columns?|postgres\w*|mysql))\b",
    r"|\bpartition(?:ed|ing)\b[ -~]{0,60}\b(?:tables?|by (?:month|day|date|tenant|week|range|hash|year)|postgres\w*|mysql)\b|\b(?:tables?|postgres\w*|mysql) (?:\w+ ){0,4}partition(?:ed|ing|s)\b|\bshard(?:ed|ing)\b|\bdenormali[sz]\w+|\bnormali[sz](?:ed|ation of) (?:\w+ ){0,4}(?:schema|tables?|database)\b|\bmateriali[sz]ed views?\b",
    r"|\b(?:pgbouncer|pgpool|proxysql|connection pool(?:s|ing|er)?|read[- ]replicas?|streaming replication|logical replication|point-in-time recovery|PITR|failover of the database|auto-?vacuum|vacuum(?:ing)?\b[ -~]{0,30}\b(?:tables?|postgres\w*|retention)|write-ahead log|deadlocks?|isolation levels?|row[- ]level (?:locking|security)|optimistic locking|lock contention|pg_stat_statements|pg_repack|pt-online-schema-change|gh-ost|query planner)\b",
    r"|\b(?:schema|database|table|zero[- ]downtime|online|data) migrations?\b[ -~]{0,60}\b(?:rows?|tables? (?:of|with)|TB|GB|terabytes?|alembic|flyway|liquibase|without downtime|zero downtime|no downtime)\b|\balembic\b|\bwithout (?:locking|downtime)\b[ -~]{0,40}\b(?:tables?|schema|columns?)\b",
    r"|\b(?:abfrageplan\w*|ausfuhrungsplan\w*|(?:partielle\w*|fehlende\w*|zusammengesetzte\w*) ind(?:ex|izes)|datenbankoptimierung|abfrageoptimierung|\btrage quer(?:ies|y's|ys)|langsame\w* abfragen|abfragen optimiert|partitionierung|partitionier(?:t|te)|lesereplikate?n?)\b",
    r"|\b(?:plans? d'execution|index (?:partiels?|composites?|manquants?)|optimisation (?:de|des) requetes?|requetes lentes|partitionnement|partitionne\w*|replication en continu|planes? de ejecucion|nuevos indices|indices (?:parciales|compuestos)|optimizacion de consultas|consultas lentas|particionamiento|particionad[oa]s?|replicas de lectura)\b",
    r"|\b(?:planos? de execucao|indices (?:parciais|compostos)|otimizacao de consultas|consultas lentas|particionamento|particionei|replicas de leitura|queryplan\w*|trage queries|queryoptimalisatie|gepartitioneerd\w*|piani? di esecuzione|nuovi indici|indici (?:mancanti|su)|indici (?:parziali|composti)|ottimizzazione (?:delle )?query|query lente|partizionament\w*|partizionat\w*)\b",
);

/// Papers, people and disks.
const BUT: &str = r"\b(?:shared drive|case documents|library catalogue|laborator(?:y|ies)|physicians|hard (?:disk|drive) partition|office partition|carpet|vacuum (?:cleaner|pump|system)|pages of)\b";

#[cfg(test)]
mod tests {
    use super::super::tests::{check_fires, check_silent};

    const ID: &str = "database_depth";

    #[test]
    fn work_inside_the_database_is_flagged() {
        check_fires(
            ID,
            &[
                "Tuned slow queries with EXPLAIN ANALYZE and partial indexes",
                "Partitioned a 4 TB events table by month and automated vacuum and retention",
                "Put PgBouncer in front of Postgres and sized the pools",
                "Ran zero-downtime schema migrations with Alembic on tables of 75 million rows",
                "Rewrote correlated subqueries as window functions after reading the query plans",
                "Set up streaming replication and point-in-time recovery for PostgreSQL",
                "Removed N+1 queries from the order list",
                "Introduced read replicas and cut lock contention on the ledger",
                "Denormalised two tables after measuring the access patterns",
                "Moved the tenant data to a sharded MySQL cluster",
                "Optimierte langsame Abfragen und führte partielle Indizes ein",
                "Optimisation des requêtes et création d'index partiels",
                "Optimización de consultas con índices compuestos",
                "Otimização de consultas e particionamento da tabela de pedidos",
                "Ottimizzazione delle query e indici parziali",
            ],
        );
    }

    #[test]
    fn naming_a_database_is_not() {
        check_silent(
            ID,
            &[
                "Stored data in PostgreSQL and Redis",
                "Wrote SQL reports for the sales team",
                "Kept an index of all project documents on the shared drive",
                "Indexed 641 pages of case documents for the hearing",
                "Explained and analysed laboratory results with the physicians",
                "Good knowledge of SQL and databases",
                "Want to learn query optimisation",
                "Course: query tuning in Postgres",
                "The data team partitioned the events table",
                "Skills: PostgreSQL, MySQL, Redis",
                "",
            ],
        );
    }
}
