//! The impact sheet as a page, a table or JSON.

use std::fmt::Write as _;

use super::{Impact, ImpactRow, ImpactTable, Rate};
use crate::export::{defused, escaped};
use crate::report::page_head;
use crate::{Error, Language};

const STYLE: &str = include_str!("impact.css");

/// How the sheet is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImpactFormat {
    /// A page to read or print.
    Html(Language),
    /// A table; no cell of it is a formula.
    Csv,
    /// One JSON object.
    Json,
}

impl Impact {
    /// The sheet as text.
    ///
    /// # Errors
    /// [`Error::Export`] when it cannot be written.
    pub fn write(&self, format: ImpactFormat) -> Result<String, Error> {
        match format {
            ImpactFormat::Html(language) => Ok(self.html(language)),
            ImpactFormat::Csv => self.csv(),
            ImpactFormat::Json => Ok(serde_json::to_string_pretty(self).map_err(Error::export)? + "\n"),
        }
    }

    fn csv(&self) -> Result<String, Error> {
        let mut table = csv::Writer::from_writer(Vec::new());
        let head = [
            "column",
            "group",
            "decided",
            "shortlist",
            "shortlist_rate",
            "shortlist_ratio",
            "not_rejected",
            "not_rejected_rate",
            "not_rejected_ratio",
            "rejected",
            "rejected_rate",
            "note",
        ];
        table.write_record(head).map_err(Error::export)?;
        for ImpactTable { column, rows } in &self.tables {
            for row in rows {
                let [shortlist, kept, rejected] = [row.shortlist, row.kept, row.rejected];
                let note = if row.is_small {
                    format!("fewer than {}: not rated", self.least)
                } else {
                    String::new()
                };
                let cells = [
                    defused(column.clone()),
                    defused(row.group.clone()),
                    row.decided.to_string(),
                    shortlist.count.to_string(),
                    share(shortlist.rate),
                    share(shortlist.ratio),
                    kept.count.to_string(),
                    share(kept.rate),
                    share(kept.ratio),
                    rejected.count.to_string(),
                    share(rejected.rate),
                    note,
                ];
                table.write_record(cells).map_err(Error::export)?;
            }
        }
        let bytes = table.into_inner().map_err(|error| Error::export(error.into_error()))?;
        String::from_utf8(bytes).map_err(Error::export)
    }

    fn html(&self, language: Language) -> String {
        let title = language.of(["Rates by group", "Quoten nach Gruppen"]);
        let Self { least, found, left_out, undecided, tables } = self;
        let said = language.of([
            format!(
                "{found} candidates of the file are in this pool; {left_out} rows name nobody here, or somebody twice. \
                 {undecided} are undecided and in no rate. Groups with fewer than {least} decided candidates are not rated: \
                 one person more or less would change everything."
            ),
            format!(
                "{found} Personen der Datei sind in diesem Pool; {left_out} Zeilen nennen hier niemanden oder jemanden zweimal. \
                 {undecided} sind unentschieden und in keiner Quote. Gruppen mit weniger als {least} Entscheidungen haben keine Quote: \
                 Eine Person mehr oder weniger änderte alles."
            ),
        ]);
        let means = language.of([
            "A rate is the share of those who were decided about. A ratio is that rate over the highest rate of a rated group. \
             The federal guidelines of the United States (29 CFR 1607.4 (D)) look closer below four fifths, 0.80; the rules of New York \
             City (6 RCNY § 5-301) ask for ratios and name no limit. Neither a low nor a high ratio proves anything by itself.",
            "Eine Quote ist der Anteil an denen, über die entschieden ist. Ein Verhältnis ist diese Quote geteilt durch die höchste Quote \
             einer Gruppe mit Quote. Die Richtlinien der USA (29 CFR 1607.4 (D)) sehen unter vier Fünfteln, 0,80, genauer hin; die Regeln von \
             New York City (6 RCNY § 5-301) verlangen Verhältnisse und nennen keine Grenze. Weder ein kleines noch ein großes Verhältnis \
             beweist für sich etwas.",
        ]);
        let mut html = page_head(language, title, STYLE);
        // Writing to a string does not fail.
        let _ = writeln!(html, "<h1>{title}</h1>\n<p>{said}</p>\n<p>{means}</p>");
        tables.iter().for_each(|table| write_table(&mut html, table, language));
        html.push_str("</html>\n");
        html
    }
}

fn write_table(html: &mut String, ImpactTable { column, rows }: &ImpactTable, language: Language) {
    let head = language.of([
        [
            "Group",
            "Decided",
            "Shortlist",
            "Rate",
            "Ratio",
            "Not rejected",
            "Rate",
            "Ratio",
            "Rejected",
            "Rate",
        ],
        [
            "Gruppe",
            "Entschieden",
            "Auswahl",
            "Quote",
            "Verhältnis",
            "Nicht abgelehnt",
            "Quote",
            "Verhältnis",
            "Abgelehnt",
            "Quote",
        ],
    ]);
    let _ = writeln!(html, "<h2>{}</h2>\n<table>\n<tr>", escaped(column));
    for cell in head {
        let _ = write!(html, "<th scope=\"col\">{cell}</th>");
    }
    html.push_str("</tr>\n");
    for ImpactRow { group, decided, shortlist, kept, rejected, is_small } in rows {
        let _ = write!(html, "<tr><th scope=\"row\">{}</th><td>{decided}</td>", escaped(group));
        if *is_small {
            let _ = write!(
                html,
                "<td colspan=\"8\">{}</td>",
                language.of(["too few to be rated", "zu wenige für eine Quote"])
            );
        } else {
            for Rate { count, rate, ratio } in [shortlist, kept] {
                let _ = write!(html, "<td>{count}</td><td>{}</td><td>{}</td>", share(*rate), share(*ratio));
            }
            let _ = write!(html, "<td>{}</td><td>{}</td>", rejected.count, share(rejected.rate));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</table>\n");
}

fn share(share: Option<f64>) -> String {
    share.map_or_else(String::new, |share| format!("{share:.2}"))
}
