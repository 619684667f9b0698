//! The full-text engines that the search is held against: FTS5 of SQLite within this process, and Recoll's own commands.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use candela_resumes::Entry;
use rusqlite::Connection;

/// Rows of an answer, and passages of each.
const ROWS: usize = 50;

/// The texts in an FTS5 table on disk, ranked by its `bm25`, with its `snippet`.
pub struct Fts5 {
    connection: Connection,
}

impl Fts5 {
    /// An empty table in a new file.
    pub fn create(path: &Path) -> Result<Self> {
        let connection = Connection::open(path)?;
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA mmap_size = 4294967296;
             CREATE VIRTUAL TABLE resumes USING fts5(body, tokenize = 'unicode61 remove_diacritics 2');",
        )?;
        Ok(Self { connection })
    }

    /// Puts texts in.
    pub fn put(&mut self, entries: &[Entry]) -> Result<()> {
        let transaction = self.connection.transaction()?;
        {
            let mut insert =
                transaction.prepare_cached("INSERT INTO resumes (rowid, body) VALUES (?1, ?2)")?;
            for entry in entries {
                insert.execute((i64::try_from(entry.id)?, &entry.body))?;
            }
        }
        transaction.commit()?;
        Ok(())
    }

    /// Merges what was put in, as an index does that is asked more often than written.
    pub fn finish(&self) -> Result<()> {
        self.connection.execute("INSERT INTO resumes (resumes) VALUES ('optimize')", [])?;
        Ok(())
    }

    /// How many texts match, and of the best fifty the passages; gives how many match.
    pub fn ask(&self, query: &str) -> Result<usize> {
        let mut count =
            self.connection.prepare_cached("SELECT count(*) FROM resumes WHERE resumes MATCH ?1")?;
        let total: i64 = count.query_row([query], |row| row.get(0))?;
        let mut best = self.connection.prepare_cached(
            "SELECT rowid, snippet(resumes, 0, '[', ']', '…', 24) FROM resumes WHERE resumes MATCH ?1
             ORDER BY bm25(resumes) LIMIT ?2",
        )?;
        let rows =
            best.query_map((query, ROWS), |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
        for row in rows {
            row?;
        }
        Ok(usize::try_from(total)?)
    }
}

/// The texts as files, indexed and asked by Recoll's commands.
pub struct Recoll {
    texts: PathBuf,
    configuration: PathBuf,
}

impl Recoll {
    /// In an empty folder; `None` when Recoll is not installed.
    pub fn create(folder: &Path) -> Result<Option<Self>> {
        let is_there = |command: &str| {
            Command::new(command).arg("-h").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
        };
        if !is_there("recollindex") || !is_there("recollq") {
            return Ok(None);
        }
        let (texts, configuration) = (folder.join("texts"), folder.join("configuration"));
        fs::create_dir_all(&texts)?;
        fs::create_dir_all(&configuration)?;
        // It makes way for other programs by default; here it is the one that is measured.
        let settings = format!("topdirs = {}\nidxniceprio = 0\nidxflushmb = 100\n", texts.display());
        fs::write(configuration.join("recoll.conf"), settings)?;
        Ok(Some(Self { texts, configuration }))
    }

    /// Writes texts for it, a file each.
    pub fn put(&self, entries: &[Entry]) -> Result<()> {
        for entry in entries {
            let folder = self.texts.join(format!("{:03}", entry.id / 1000));
            fs::create_dir_all(&folder)?;
            fs::write(folder.join(format!("{}.txt", entry.id)), &entry.body)?;
        }
        Ok(())
    }

    /// Indexes them.
    pub fn finish(&self) -> Result<()> {
        let status = self.command("recollindex").status().context("`recollindex` cannot be started")?;
        ensure!(status.success(), "`recollindex` ended with {status}");
        Ok(())
    }

    /// The best fifty with two passages each, by its command; gives how many match.
    pub fn ask(&self, query: &str) -> Result<usize> {
        let mut command = self.command("recollq");
        command.args(["-E", "-A", "-p", "2", "-n"]).arg(ROWS.to_string()).arg(query);
        let output = command.stdout(Stdio::piped()).output().context("`recollq` cannot be started")?;
        let printed = String::from_utf8_lossy(&output.stdout);
        let total = printed.lines().find_map(|line| line.split_once(" results")?.0.parse().ok());
        total.with_context(|| {
            let mut told = format!("`recollq` did not answer `{query}`: ");
            let _ = write!(told, "{}", String::from_utf8_lossy(&output.stderr));
            told
        })
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(name);
        command.arg("-c").arg(&self.configuration).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}
