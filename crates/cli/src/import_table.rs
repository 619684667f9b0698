//! A table of applicants on the command line: what its columns hold, and what would become of its rows.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use candela_pool::{Meaning, Pool, Table, TableImport};
use clap::Args;
use serde_json::json;

use crate::printable::printable;

/// How a table of applicants is meant.
#[derive(Args)]
pub(crate) struct Mapping {
    /// Bring in a table (CSV) of applicants: `auto`, or what columns hold, as `CV=resume-file,Notes=note`
    ///
    /// A column is named by its heading or its number. It may hold name, first-name, last-name, email, phone, link, location,
    /// resume-file, resume-text, note, tags, date, or ignore; what is not named is as it was for the last table with
    /// these headings, or as it seems. Paths of résumés count from the table's folder.
    #[arg(long, value_name = "MAP")]
    map: Option<String>,
    /// Print what the columns of the table hold and what would become of its rows, and import nothing
    #[arg(long)]
    show_map: bool,
    /// Read résumés outside the table's folder as well
    #[arg(long)]
    outside: bool,
}

impl Mapping {
    /// The table that is meant; `None` when files are to be read as they are.
    pub(crate) fn table(
        &self,
        pool: &Pool,
        paths: &[PathBuf],
        author: String,
    ) -> anyhow::Result<Option<TableImport>> {
        if self.map.is_none() && !self.show_map {
            return Ok(None);
        }
        let [path] = paths else { bail!("`--map` takes one table, found {} paths", paths.len()) };
        let path = std::path::absolute(path)?;
        let Some(table) = pool.read_table(&path)? else {
            bail!(
                "`{}` is no table: expected headings over at least two columns in a .csv or .tsv file",
                path.display()
            )
        };
        let mut mapping: Vec<_> = table.columns.iter().map(|column| column.meaning).collect();
        for part in self.map.iter().flat_map(|map| map.split(',')).filter(|part| *part != "auto") {
            let (column, meaning) = part
                .rsplit_once('=')
                .with_context(|| format!("expected `HEADING=MEANING`, found `{part}`"))?;
            mapping[nth(&table, column.trim())?] = Meaning::named(meaning).with_context(|| {
                format!("`{}` is no meaning of a column: see `candela import --help`", meaning.trim())
            })?;
        }
        Ok(Some(TableImport { path, mapping, outside: self.outside, author }))
    }

    /// Whether nothing is to be imported.
    pub(crate) fn is_only_shown(&self) -> bool {
        self.show_map
    }
}

/// The place of a column that is named by its heading or its number.
fn nth(table: &Table, named: &str) -> anyhow::Result<usize> {
    let by_heading = table.columns.iter().position(|column| column.heading.eq_ignore_ascii_case(named));
    let by_number = || named.parse::<usize>().ok()?.checked_sub(1).filter(|nth| *nth < table.columns.len());
    by_heading.or_else(by_number).with_context(|| format!("the table has no column `{named}`"))
}

/// Prints the columns and what would become of the rows.
pub(crate) fn show(pool: &Pool, wanted: &TableImport, as_json: bool) -> anyhow::Result<()> {
    let table = pool.read_table(&wanted.path)?.context("the table is gone")?;
    let preview = pool.preview_table(wanted)?;
    let mut out = io::stdout().lock();
    let columns = table.columns.iter().zip(&wanted.mapping);
    if as_json {
        let columns: Vec<_> = columns
            .map(|(column, meaning)| json!({ "heading": column.heading, "meaning": meaning, "samples": column.samples }))
            .collect();
        let refused: Vec<_> =
            preview.refused.iter().map(|(line, reason)| json!({ "line": line, "reason": reason })).collect();
        let told = json!({
            "delimiter": table.delimiter, "remembered": table.is_remembered, "columns": columns, "rows": preview.rows,
            "files": preview.files, "texts": preview.texts, "outside": preview.outside, "refused": refused,
        });
        return Ok(writeln!(out, "{told}")?);
    }
    for (column, meaning) in columns {
        let samples = column.samples.join(" | ");
        writeln!(out, "{}", printable(&format!("{:<12} {}: {samples}", meaning.name(), column.heading)))?;
    }
    let name = wanted.path.file_name().map_or_else(String::new, |name| Path::new(name).display().to_string());
    writeln!(
        out,
        "\n{}: {} rows, {} with a résumé's file, {} with its text, {} without",
        printable(&name),
        preview.rows,
        preview.files,
        preview.texts,
        preview.refused.len()
    )?;
    for (line, reason) in &preview.refused {
        writeln!(out, "  line {line}: {}", printable(reason))?;
    }
    Ok(())
}
