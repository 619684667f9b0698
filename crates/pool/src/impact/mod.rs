//! The impact sheet: how often candidates of each group were shortlisted, set beside the group with the highest rate.
//!
//! The groups come from a separate file, which is read into memory, joined with the decisions there, and forgotten: nothing of it
//! meets the pool. Rates and ratios follow the arithmetic of 6 RCNY § 5-301 and of 29 CFR 1607.4 (D); what they mean is not for
//! this program to say.

mod page;
mod read;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{Decision, Error, Pool};
use read::Member;

pub use page::ImpactFormat;

/// People of a group below which nothing is rated, unless somebody says otherwise.
pub const LEAST_RATED: usize = 5;
/// What somebody is counted under whose column is empty.
const UNKNOWN: &str = "(unknown)";
/// What stands between the groups of two columns.
const AND: &str = " / ";

/// Rates of decisions by group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Impact {
    /// Groups with fewer decided candidates are told and not rated.
    pub least: usize,
    /// Rows of the file whose candidate is in the pool.
    pub found: usize,
    /// Rows whose candidate is not, or who is named by two rows.
    pub left_out: usize,
    /// Found candidates about whom nothing is decided; they are in no rate.
    pub undecided: usize,
    /// One a column of the file, then one of sex and race together when both are there.
    pub tables: Vec<ImpactTable>,
}

/// The groups of one column, or of two together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ImpactTable {
    /// The name of the column.
    pub column: String,
    /// By name.
    pub rows: Vec<ImpactRow>,
}

/// One group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ImpactRow {
    /// As the file has it.
    pub group: String,
    /// Candidates of it who were decided about.
    pub decided: usize,
    /// Those on the shortlist.
    pub shortlist: Rate,
    /// Those on the shortlist or on maybe: whoever was not rejected.
    pub kept: Rate,
    /// Those who were rejected.
    pub rejected: Rate,
    /// Whether it is too small to be rated.
    pub is_small: bool,
}

/// How many of a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Rate {
    /// How many.
    pub count: usize,
    /// Their share of those who were decided about; `None` in a group that is not rated.
    pub rate: Option<f64>,
    /// That share over the highest share of a rated group; `None` where there is none, and for rejections.
    pub ratio: Option<f64>,
}

impl Pool {
    /// The impact sheet of a file of groups: a table with a column `candidate` (number) or `email`, and a column a grouping. Reads the
    /// pool, and writes nothing to it.
    ///
    /// # Errors
    /// [`Error::Groups`] when the file is no such table.
    pub fn impact(&self, groups: &[u8], least: usize) -> Result<Impact, Error> {
        let read::Groups { columns, members, left_out } = read::groups(self, groups)?;
        let undecided = members.iter().filter(|member| member.decision.is_none()).count();
        let mut tables: Vec<_> = columns
            .iter()
            .enumerate()
            .map(|(at, column)| table(column, &members, least, |member| member.groups[at].clone()))
            .collect();
        if let (Some(sex), Some(race)) =
            (named(&columns, &["sex", "gender"]), named(&columns, &["race", "ethnicity"]))
        {
            let column = [&*columns[sex], &*columns[race]].join(AND);
            tables.push(table(&column, &members, least, |member| {
                [&*member.groups[sex], &*member.groups[race]].join(AND)
            }));
        }
        Ok(Impact { least, found: members.len(), left_out, undecided, tables })
    }
}

/// The column whose name begins with one of the words.
fn named(columns: &[String], words: &[&str]) -> Option<usize> {
    columns.iter().position(|column| words.iter().any(|word| column.to_lowercase().starts_with(word)))
}

fn table(column: &str, members: &[Member], least: usize, group: impl Fn(&Member) -> String) -> ImpactTable {
    let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for member in members {
        let counts = counts.entry(group(member)).or_default();
        match member.decision {
            Some(Decision::Shortlist) => counts[0] += 1,
            Some(Decision::Maybe) => counts[1] += 1,
            Some(Decision::Reject) => counts[2] += 1,
            Some(Decision::Undecided) | None => {}
        }
    }
    let mut rows: Vec<_> = counts.into_iter().map(|(group, counts)| row(group, counts, least)).collect();
    set_ratios(&mut rows, |row| &mut row.shortlist);
    set_ratios(&mut rows, |row| &mut row.kept);
    ImpactTable { column: column.to_owned(), rows }
}

fn row(group: String, [shortlist, maybe, rejected]: [usize; 3], least: usize) -> ImpactRow {
    let decided = shortlist + maybe + rejected;
    let is_small = decided < least.max(1);
    let rate =
        |count: usize| Rate { count, rate: (!is_small).then(|| count as f64 / decided as f64), ratio: None };
    let (shortlist, kept, rejected) = (rate(shortlist), rate(shortlist + maybe), rate(rejected));
    ImpactRow { group, decided, shortlist, kept, rejected, is_small }
}

/// Sets each rated group beside the one with the highest rate. Whoever's group is unknown is not compared.
fn set_ratios(rows: &mut [ImpactRow], of: impl Fn(&mut ImpactRow) -> &mut Rate) {
    let known = |row: &ImpactRow| !row.group.split(AND).any(|part| part == UNKNOWN);
    let rates = rows.iter_mut().filter(|row| known(row)).filter_map(|row| of(row).rate);
    let highest = rates.fold(0.0, f64::max);
    if highest > 0.0 {
        for row in rows.iter_mut().filter(|row| known(row)) {
            let rate = of(row);
            rate.ratio = rate.rate.map(|rate| rate / highest);
        }
    }
}
