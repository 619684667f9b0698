//! `candela export`: candidates for other programs, or for a hiring manager.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use candela_pool::{Column, ExportFormat, ExportRequest, Pool};
use clap::Args;

use crate::now;
use crate::pool_folder::PoolFolder;

/// Write candidates to a file for another program, or as a page for a hiring manager
#[derive(Args)]
#[command(after_help = "Examples:
  candela export --xlsx pool.xlsx
  candela export --csv - --query 'decision:shortlist' --columns id,name,emails
  candela export --html brief.html --query 'decision:shortlist' --blind")]
pub(crate) struct Export {
    #[command(flatten)]
    file: File,
    /// Only who is found by this query, best first
    #[arg(long, value_name = "QUERY", default_value = "")]
    query: String,
    /// The columns, in their order: id, name, headline, place, years, skills, work, emails, phones, github, green, yellow,
    /// red, decision, reason, tags, notes, file [default: all of them]
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = column)]
    columns: Vec<Column>,
    /// Leave out and cover what tells who somebody is
    #[arg(long)]
    blind: bool,
    #[command(flatten)]
    pool: PoolFolder,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct File {
    /// Comma-separated values; `-` writes to the standard output, as for all of these
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// A workbook for a spreadsheet
    #[arg(long, value_name = "FILE")]
    xlsx: Option<PathBuf>,
    /// An array of objects
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// A page to read and print, with the words behind each signal
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

impl File {
    fn of(self) -> (PathBuf, ExportFormat) {
        let File { csv, xlsx, json, html } = self;
        let formats = [
            (csv, ExportFormat::Csv),
            (xlsx, ExportFormat::Xlsx),
            (json, ExportFormat::Json),
            (html, ExportFormat::Html),
        ];
        let mut given = formats.into_iter().filter_map(|(path, format)| Some((path?, format)));
        given.next().expect("the group of arguments requires one of them")
    }
}

fn column(name: &str) -> Result<Column, String> {
    let names = || Column::ALL.map(Column::name).join(", ");
    Column::named(name).ok_or_else(|| format!("expected one of {}", names()))
}

impl Export {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let pool = self.pool.open()?;
        let (path, format) = self.file.of();
        let columns = if self.columns.is_empty() { Column::ALL.to_vec() } else { self.columns };
        let request =
            ExportRequest { candidates: pool.found(&self.query, &now())?, columns, blind: self.blind };
        if path == Path::new("-") {
            let mut out = BufWriter::new(io::stdout().lock());
            pool.export(&request, format, &mut out)?;
            return Ok(out.flush()?);
        }
        to_file(&pool, &request, format, &path)
            .with_context(|| format!("`{}` cannot be written", path.display()))?;
        eprintln!("{} candidates in {}", request.candidates.len(), path.display());
        Ok(())
    }
}

/// What stood there before stays until the export is whole.
fn to_file(pool: &Pool, request: &ExportRequest, format: ExportFormat, path: &Path) -> anyhow::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    let mut out = BufWriter::new(&mut file);
    pool.export(request, format, &mut out)?;
    out.flush()?;
    drop(out);
    file.persist(path)?;
    Ok(())
}
