//! The values of résumés turned over: for each value the documents that have it. Made once a segment, so that counting a value
//! over any number of hits is counting bits.

use std::collections::BTreeMap;
use std::sync::Arc;

use tantivy::columnar::StrColumn;
use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentReader};

use super::Facet;
use super::values::{AGES, YEAR_BANDS, year_bands};
use crate::collect::Documents;
use crate::ids_query;
use crate::labels::Labels;
use crate::plan::Around;
use crate::query::{ChoiceField, Leaf, Node, Query};
use crate::schema::{CITY, FLAG, FOLDER, HAS, IMPORTED, LANGUAGE, LEVEL, ROLE, SKILL_NAME, YEARS};

/// Of so few hits in a segment, each is asked what it has; of more, each value is asked how many of them have it.
const FEW: usize = 24;

/// The values of everything that a searcher sees.
pub(crate) struct Columns {
    segments: Vec<Segment>,
    /// By facet.
    values: BTreeMap<Facet, Vec<String>>,
    /// For what moments of `AGES` and which labels it was made.
    ages: Vec<std::ops::Range<i64>>,
    labels: Labels,
}

struct Segment {
    id: SegmentId,
    /// What stands in the segment; the same for ever.
    own: Arc<Own>,
    /// What it is worth today: times since the import, decisions, tags.
    today: BTreeMap<Facet, Vec<Holders>>,
    /// By facet of its own: which of all values each of its values is.
    places: BTreeMap<Facet, Vec<usize>>,
}

struct Own {
    by_facet: BTreeMap<Facet, Column>,
}

/// One facet of a segment.
struct Column {
    names: Vec<String>,
    holders: Vec<Holders>,
    /// The values of each document; `None` for bands, which are few.
    words: Option<StrColumn>,
}

/// The documents of one value.
enum Holders {
    Few(Vec<DocId>),
    Many(Documents),
}

impl Holders {
    fn new(documents: Vec<DocId>, max_doc: DocId) -> Self {
        if documents.len() < max_doc as usize / 32 {
            return Self::Few(documents);
        }
        let mut many = Documents::none(max_doc);
        documents.into_iter().for_each(|doc| many.insert(doc));
        Self::Many(many)
    }

    fn count(&self, found: &Documents) -> u64 {
        match self {
            Self::Few(documents) => documents.iter().filter(|doc| found.contains(**doc)).count() as u64,
            Self::Many(documents) => documents.count_both(found),
        }
    }
}

const OF_WORDS: [(Facet, &str); 8] = [
    (Facet::Skill, SKILL_NAME),
    (Facet::Role, ROLE),
    (Facet::Level, LEVEL),
    (Facet::City, CITY),
    (Facet::Flag, FLAG),
    (Facet::Has, HAS),
    (Facet::Language, LANGUAGE),
    (Facet::Folder, FOLDER),
];

impl Columns {
    /// Whether they are those of what a searcher sees, as of now.
    pub(super) fn are_of(&self, searcher: &Searcher, around: Around<'_>) -> bool {
        let readers = searcher.segment_readers();
        self.labels.is_same(around.labels)
            && self.ages == ages(around)
            && readers.len() == self.segments.len()
            && readers.iter().zip(&self.segments).all(|(reader, segment)| reader.segment_id() == segment.id)
    }

    /// Reads the columns; segments that were read before are taken from there.
    pub(super) fn read(
        searcher: &Searcher,
        around: Around<'_>,
        before: Option<&Self>,
    ) -> tantivy::Result<Self> {
        let ages = ages(around);
        let mut values: BTreeMap<Facet, Vec<String>> = BTreeMap::new();
        values.insert(Facet::Imported, AGES.iter().map(|(age, _)| (*age).to_owned()).collect());
        values.insert(
            Facet::Decision,
            ChoiceField::Decision.values().iter().map(|&name| name.to_owned()).collect(),
        );
        values.insert(Facet::Tag, around.labels.tags().into_iter().map(str::to_owned).collect());
        let mut owns = Vec::new();
        for reader in searcher.segment_readers() {
            let known = before
                .and_then(|before| before.segments.iter().find(|segment| segment.id == reader.segment_id()));
            owns.push(match known {
                Some(segment) => Arc::clone(&segment.own),
                None => Arc::new(Own::read(reader)?),
            });
        }
        for (facet, all) in owns.iter().flat_map(|own| &own.by_facet) {
            values.entry(*facet).or_default().extend(all.names.iter().cloned());
        }
        for facet in OF_WORDS.map(|(facet, _)| facet) {
            let names = values.entry(facet).or_default();
            names.sort_unstable();
            names.dedup();
        }
        values
            .insert(Facet::Level, ChoiceField::Level.values().iter().map(|&name| name.to_owned()).collect());
        values.insert(Facet::Years, year_bands().collect());
        let mut segments = Vec::new();
        for (reader, own) in searcher.segment_readers().iter().zip(owns) {
            let places =
                own.by_facet.iter().map(|(facet, column)| (*facet, places(&column.names, &values[facet])));
            segments.push(Segment {
                id: reader.segment_id(),
                today: today(reader, &ages, around.labels)?,
                places: places.collect(),
                own,
            });
        }
        Ok(Self { segments, values, ages, labels: around.labels.clone() })
    }

    /// All values of a facet, in the order of the counts.
    pub(super) fn values(&self, facet: Facet) -> impl Iterator<Item = &str> {
        self.values.get(&facet).into_iter().flatten().map(String::as_str)
    }

    /// How many of the found documents have each value.
    pub(super) fn count(&self, facet: Facet, found: &[Documents]) -> Vec<u64> {
        let mut counts = vec![0; self.values.get(&facet).map_or(0, Vec::len)];
        for (segment, found) in self.segments.iter().zip(found).filter(|(_, found)| found.count > 0) {
            if let Some(holders) = segment.today.get(&facet) {
                for (count, holders) in counts.iter_mut().zip(holders) {
                    *count += holders.count(found);
                }
            }
            if let (Some(column), Some(places)) =
                (segment.own.by_facet.get(&facet), segment.places.get(&facet))
            {
                column.count(found, |at, n| {
                    if let Some(count) = places.get(at).and_then(|place| counts.get_mut(*place)) {
                        *count += n;
                    }
                });
            }
        }
        counts
    }
}

/// The moments of `AGES`.
fn ages(around: Around<'_>) -> Vec<std::ops::Range<i64>> {
    let seconds = |age: &str| match Query::parse(&format!("imported:{age}")).map(|query| query.root) {
        Ok(Node::Leaf(Leaf::Imported(imported), _)) => imported.seconds(around.now),
        _ => unreachable!("the ages offered are ages of the query language"),
    };
    AGES.iter().map(|(age, _)| seconds(age)).collect()
}

/// Where each of the sorted `names` stands among the `values`; a name that is none of them stands nowhere.
fn places(names: &[String], values: &[String]) -> Vec<usize> {
    if values.is_sorted() {
        return names.iter().map(|name| values.binary_search(name).unwrap_or(usize::MAX)).collect();
    }
    names.iter().map(|name| values.iter().position(|value| value == name).unwrap_or(usize::MAX)).collect()
}

fn today(
    reader: &SegmentReader,
    ages: &[std::ops::Range<i64>],
    labels: &Labels,
) -> tantivy::Result<BTreeMap<Facet, Vec<Holders>>> {
    let max_doc = reader.max_doc();
    let imported = reader.fast_fields().i64(IMPORTED)?;
    let within = |range: &std::ops::Range<i64>| {
        let is_within = |doc: &DocId| imported.first(*doc).is_some_and(|seconds| range.contains(&seconds));
        Holders::new((0..max_doc).filter(is_within).collect(), max_doc)
    };
    let mut decisions = Vec::new();
    for decision in ChoiceField::Decision.values() {
        let (ids, but) = labels.decided(decision);
        let mut members = if ids.is_empty() { Vec::new() } else { ids_query::members(reader, &ids)? };
        if but {
            let mut others = members.into_iter().peekable();
            members = (0..max_doc).filter(|doc| others.next_if_eq(doc).is_none()).collect();
        }
        decisions.push(Holders::new(members, max_doc));
    }
    let mut tags = Vec::new();
    for tag in labels.tags() {
        tags.push(Holders::new(ids_query::members(reader, &labels.tagged(tag))?, max_doc));
    }
    Ok(BTreeMap::from([
        (Facet::Imported, ages.iter().map(within).collect()),
        (Facet::Decision, decisions),
        (Facet::Tag, tags),
    ]))
}

impl Own {
    fn read(reader: &SegmentReader) -> tantivy::Result<Self> {
        let mut by_facet = BTreeMap::new();
        for (facet, name) in OF_WORDS {
            if let Some(words) = reader.fast_fields().str(name)? {
                by_facet.insert(facet, Column::of_words(words, reader.max_doc())?);
            }
        }
        let years = reader.fast_fields().f64(YEARS)?;
        let mut bands = vec![Vec::new(); YEAR_BANDS.len()];
        for doc in 0..reader.max_doc() {
            if let Some(years) = years.first(doc) {
                let band = YEAR_BANDS.partition_point(|from| f64::from(*from) <= years);
                bands[band.saturating_sub(1)].push(doc);
            }
        }
        let holders = bands.into_iter().map(|documents| Holders::new(documents, reader.max_doc())).collect();
        by_facet.insert(Facet::Years, Column { names: year_bands().collect(), holders, words: None });
        Ok(Self { by_facet })
    }
}

impl Column {
    fn of_words(words: StrColumn, max_doc: DocId) -> tantivy::Result<Self> {
        let mut names = Vec::with_capacity(words.num_terms());
        let mut stream = words.dictionary().stream()?;
        while stream.advance() {
            names.push(String::from_utf8_lossy(stream.key()).into_owned());
        }
        let mut holders = vec![Vec::new(); names.len()];
        for doc in 0..max_doc {
            for ordinal in words.term_ords(doc) {
                holders[ordinal as usize].push(doc);
            }
        }
        let holders = holders.into_iter().map(|documents| Holders::new(documents, max_doc)).collect();
        Ok(Self { names, holders, words: Some(words) })
    }

    /// Tells how many of the found have which value.
    fn count(&self, found: &Documents, mut tell: impl FnMut(usize, u64)) {
        match &self.words {
            Some(words) if found.count * FEW < found.bits.len() * 64 => {
                for ordinal in found.iter().flat_map(|doc| words.term_ords(doc)) {
                    tell(ordinal as usize, 1);
                }
            }
            _ => self.holders.iter().enumerate().for_each(|(at, holders)| tell(at, holders.count(found))),
        }
    }
}
