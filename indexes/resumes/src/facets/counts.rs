//! Counting: the columns of every part of the index under one set of values, with what changes from day to day.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use tantivy::index::SegmentId;
use tantivy::{Executor, Searcher};

use super::Facet;
use super::values::AGES;
use crate::columns::{Columns, Values, YEAR_BANDS};
use crate::documents::Documents;
use crate::labels::{Ids, Labels};
use crate::plan::Around;
use crate::query::{ChoiceField, Leaf, Node, Query};

/// Everything that a searcher sees, ready to be counted.
pub(crate) struct Counted {
    segments: Vec<Segment>,
    /// By facet.
    values: BTreeMap<Facet, Vec<String>>,
    /// For what moments of `AGES` and which labels it was made.
    ages: Vec<Range<i64>>,
    labels: Labels,
}

/// How many of the hits have each value, by facet.
pub(crate) type Counts = BTreeMap<Facet, Vec<u64>>;

struct Segment {
    id: SegmentId,
    columns: Arc<Columns>,
    /// Times since the import, decisions, tags.
    today: BTreeMap<Facet, Vec<Documents>>,
    /// Which of all values of its facet each value of the columns is.
    skills: Vec<usize>,
    others: Vec<usize>,
}

impl Counted {
    /// Whether it is of what a searcher sees, as of now.
    pub(crate) fn is_of(&self, searcher: &Searcher, around: Around<'_>) -> bool {
        let readers = searcher.segment_readers();
        self.labels.is_same(around.labels)
            && self.ages == ages(around)
            && readers.len() == self.segments.len()
            && readers.iter().zip(&self.segments).all(|(reader, segment)| reader.segment_id() == segment.id)
    }

    /// Puts the columns of a searcher's parts under one set of values.
    pub(crate) fn new(searcher: &Searcher, all_columns: &[Arc<Columns>], around: Around<'_>) -> Self {
        let ages = ages(around);
        let choices = |field: ChoiceField| field.values().iter().map(|&name| name.to_owned()).collect();
        let mut values: BTreeMap<Facet, Vec<String>> = BTreeMap::new();
        for columns in all_columns {
            for held in [&columns.skills, &columns.others] {
                for (facet, names) in &held.facets {
                    values.entry(*facet).or_default().extend_from_slice(&held.names[names.clone()]);
                }
            }
        }
        for names in values.values_mut() {
            names.sort_unstable();
            names.dedup();
        }
        values.insert(Facet::Level, choices(ChoiceField::Level));
        values.insert(Facet::Years, YEAR_BANDS.iter().map(ToString::to_string).collect());
        values.insert(Facet::Imported, AGES.iter().map(|(age, _)| (*age).to_owned()).collect());
        values.insert(Facet::Decision, choices(ChoiceField::Decision));
        values.insert(Facet::Tag, around.labels.tags().into_iter().map(str::to_owned).collect());
        let segment = |(reader, columns): (&tantivy::SegmentReader, &Arc<Columns>)| Segment {
            id: reader.segment_id(),
            today: today(columns, &ages, around.labels),
            skills: places(&columns.skills, &values),
            others: places(&columns.others, &values),
            columns: Arc::clone(columns),
        };
        let segments = searcher.segment_readers().iter().zip(all_columns).map(segment).collect();
        Self { segments, values, ages, labels: around.labels.clone() }
    }

    /// All values of a facet, in the order of the counts.
    pub(super) fn values(&self, facet: Facet) -> impl Iterator<Item = &str> {
        self.values.get(&facet).into_iter().flatten().map(String::as_str)
    }

    /// How many of the found documents have each value of the wanted facets.
    pub(super) fn count(
        &self,
        found: &[Documents],
        is_wanted: impl Fn(Facet) -> bool + Sync,
        executor: &Executor,
    ) -> tantivy::Result<Counts> {
        let parts = self.segments.iter().zip(found);
        let of_parts =
            executor.map(|(segment, found)| Ok(self.count_part(segment, found, &is_wanted)), parts)?;
        let none = |(facet, values): (&Facet, &Vec<String>)| (*facet, vec![0; values.len()]);
        let mut counts: Counts =
            self.values.iter().filter(|(facet, _)| is_wanted(**facet)).map(none).collect();
        for (facet, of_part) in of_parts.into_iter().flatten() {
            let sums = counts.get_mut(&facet).into_iter().flatten();
            sums.zip(of_part).for_each(|(sum, count)| *sum += count);
        }
        Ok(counts)
    }

    fn count_part(
        &self,
        segment: &Segment,
        found: &Documents,
        is_wanted: impl Fn(Facet) -> bool,
    ) -> Vec<(Facet, Vec<u64>)> {
        let mut counts = Vec::new();
        for (facet, holders) in segment.today.iter().filter(|(facet, _)| is_wanted(**facet)) {
            counts.push((*facet, holders.iter().map(|holders| holders.count_both(found)).collect()));
        }
        for (held, places) in
            [(&segment.columns.skills, &segment.skills), (&segment.columns.others, &segment.others)]
        {
            let mut wanted = held.facets.iter().filter(|(facet, _)| is_wanted(*facet)).peekable();
            if wanted.peek().is_none() {
                continue;
            }
            let counted = held.count(found, segment.columns.max_doc);
            for (facet, names) in wanted {
                let mut of_facet = vec![0; self.values.get(facet).map_or(0, Vec::len)];
                for (place, count) in places[names.clone()].iter().zip(&counted[names.clone()]) {
                    // A level of another version stands nowhere.
                    if let Some(sum) = of_facet.get_mut(*place) {
                        *sum += u64::from(*count);
                    }
                }
                counts.push((*facet, of_facet));
            }
        }
        counts
    }
}

/// The moments of `AGES`.
pub(crate) fn ages(around: Around<'_>) -> Vec<Range<i64>> {
    let seconds = |age: &str| match Query::parse(&format!("imported:{age}")).map(|query| query.root) {
        Ok(Node::Leaf(Leaf::Imported(imported), _)) => imported.seconds(around.now),
        _ => unreachable!("the ages offered are ages of the query language"),
    };
    AGES.iter().map(|(age, _)| seconds(age)).collect()
}

/// Where each value stands among all of its facet.
fn places(held: &Values, all: &BTreeMap<Facet, Vec<String>>) -> Vec<usize> {
    let mut places = vec![usize::MAX; held.names.len()];
    for (facet, names) in &held.facets {
        let Some(all) = all.get(facet) else { continue };
        for (place, name) in places[names.clone()].iter_mut().zip(&held.names[names.clone()]) {
            let found = match facet {
                Facet::Level | Facet::Years => all.iter().position(|value| value == name),
                _ => all.binary_search(name).ok(),
            };
            *place = found.unwrap_or(usize::MAX);
        }
    }
    places
}

fn today(columns: &Columns, ages: &[Range<i64>], labels: &Labels) -> BTreeMap<Facet, Vec<Documents>> {
    let all = Documents::all(columns.max_doc);
    let members = |ids: &Ids| all.filter(|doc| ids.contains(columns.id(doc)));
    let decided = |decision: &&str| {
        let (ids, but) = labels.decided(decision);
        let members = members(&ids);
        if !but {
            return members;
        }
        let mut others = all.clone();
        others.remove(&members);
        others
    };
    BTreeMap::from([
        (
            Facet::Imported,
            ages.iter().map(|age| all.filter(|doc| age.contains(&columns.imported(doc)))).collect(),
        ),
        (Facet::Decision, ChoiceField::Decision.values().iter().map(decided).collect()),
        (Facet::Tag, labels.tags().into_iter().map(|tag| members(&labels.tagged(tag))).collect()),
    ])
}
