//! Export: candidates as a table for other programs, or as a page for a hiring manager.
//!
//! A text that a spreadsheet would take for a formula is defused: résumés come from strangers. In a blind export nothing tells
//! who a candidate is.

mod brief;
pub(crate) use brief::escaped;
mod csv;
pub(crate) use csv::defused;
mod json;
mod row;
#[cfg(test)]
mod tests;
mod xlsx;

use std::io::Write;

use serde::{Deserialize, Serialize};

use crate::{CandidateId, Error, Pool};
use row::Row;

/// A column of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Number in the pool.
    Id,
    /// Name; in a blind export left out.
    Name,
    /// What they are, in their words.
    Headline,
    /// Where they live.
    Place,
    /// Years of dated employment.
    Years,
    /// Skills, the most used first, with years.
    Skills,
    /// The newest employment.
    Work,
    /// E-mail addresses; in a blind export left out.
    Emails,
    /// Telephone numbers; in a blind export left out.
    Phones,
    /// Account on GitHub; in a blind export left out.
    Github,
    /// Signals that speak for them.
    Green,
    /// Signals that are reasons to ask.
    Yellow,
    /// Signals that are reasons to be careful.
    Red,
    /// Where they stand.
    Decision,
    /// Why.
    Reason,
    /// Tags.
    Tags,
    /// Notes.
    Notes,
    /// The file that was read; in a blind export left out.
    File,
}

impl Column {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 18] = [
        Self::Id,
        Self::Name,
        Self::Headline,
        Self::Place,
        Self::Years,
        Self::Skills,
        Self::Work,
        Self::Emails,
        Self::Phones,
        Self::Github,
        Self::Green,
        Self::Yellow,
        Self::Red,
        Self::Decision,
        Self::Reason,
        Self::Tags,
        Self::Notes,
        Self::File,
    ];

    /// As it heads the column.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::Headline => "headline",
            Self::Place => "place",
            Self::Years => "years",
            Self::Skills => "skills",
            Self::Work => "work",
            Self::Emails => "emails",
            Self::Phones => "phones",
            Self::Github => "github",
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Red => "red",
            Self::Decision => "decision",
            Self::Reason => "reason",
            Self::Tags => "tags",
            Self::Notes => "notes",
            Self::File => "file",
        }
    }

    /// The column of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }

    /// Whether it tells who somebody is.
    pub fn is_personal(self) -> bool {
        matches!(self, Self::Name | Self::Emails | Self::Phones | Self::Github | Self::File)
    }
}

/// What an export is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Comma-separated, UTF-8 with a mark at the start, as spreadsheets want it.
    Csv,
    /// A workbook.
    Xlsx,
    /// An array of objects.
    Json,
    /// A page to print: a card for each candidate with the words behind each signal.
    Html,
}

/// Who and what is exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportRequest {
    /// In this order.
    pub candidates: Vec<CandidateId>,
    /// In this order; a page to print has its own.
    pub columns: Vec<Column>,
    /// Whether what tells who somebody is stays out.
    pub blind: bool,
}

impl Pool {
    /// Writes candidates out.
    ///
    /// # Errors
    /// [`Error::Export`] when it cannot be written, [`Error::NoCandidate`] when one of them is nobody.
    pub fn export(
        &self,
        request: &ExportRequest,
        format: ExportFormat,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        let mut columns = request.columns.clone();
        columns.retain(|column| !(request.blind && column.is_personal()));
        let rows = request.candidates.iter().map(|id| self.export_row(*id, request.blind));
        match format {
            ExportFormat::Csv => csv::write(rows, &columns, out),
            ExportFormat::Xlsx => xlsx::write(rows, &columns, out),
            ExportFormat::Json => json::write(rows, &columns, out),
            ExportFormat::Html => brief::write(rows, out),
        }
    }

    fn export_row(&self, id: CandidateId, blind: bool) -> Result<Row, Error> {
        Ok(Row::new(self.candidate(id)?, self.triage(id)?, blind.then_some(self.blind(id)?)))
    }
}
