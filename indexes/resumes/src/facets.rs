//! How many of a query's résumés have what: the numbers beside the list.

use std::collections::BTreeMap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use crate::entry::Has;
use crate::index::{IndexError, ResumeIndex};
use crate::plan::plan;
use crate::query::{Comparison, Leaf, Query, SkillAsk};
use crate::schema::{FLAG, HAS, SKILL_NAME, YEARS};

/// What the résumés of a query have, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Skills, most frequent first, of equals by name.
    pub skills: Vec<Tally>,
    /// Raised signals by id, most frequent first, of equals by id.
    pub flags: Vec<Tally>,
    /// Bands of years of dated employment, fewest years first; those that nobody is in are left out, and so are résumés without
    /// dates.
    pub years: Vec<Tally>,
    /// Ways to reach or look up a candidate, in the order of `Has::ALL`.
    pub has: Vec<Tally>,
}

/// One line of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// What is counted: "Django", "scale_indicators", "3–5", "github".
    pub value: String,
    /// The part of a query that keeps just these: "skill:=Django", "years:3..5.99".
    pub clause: String,
    /// How many of the query's résumés have it.
    pub count: u64,
}

/// First years of the bands; the last is open.
const YEAR_BANDS: [f32; 6] = [0.0, 1.0, 3.0, 6.0, 10.0, 15.0];

impl ResumeIndex {
    /// Counts over all résumés that a query finds; of the skills the `most_skills` most frequent.
    ///
    /// # Errors
    /// `Damaged` or `Io` when the index cannot be read.
    pub fn facets(&self, query: &Query, most_skills: usize) -> Result<Facets, IndexError> {
        let (plan, _) = plan(&query.root);
        let searcher = self.reader.searcher();
        let counts = self.read(|| searcher.search(&plan.tantivy_query(&self.fields), &Counter))?;
        let flag = |id: &str| Leaf::Flag(id.to_owned());
        Ok(Facets {
            skills: by_frequency(&counts.skills, skill_itself).into_iter().take(most_skills).collect(),
            flags: by_frequency(&counts.flags, flag),
            years: counts.years.iter().enumerate().filter(|(_, count)| **count > 0).map(band).collect(),
            has: Has::ALL.into_iter().filter_map(|has| tally_of(has, &counts.has)).collect(),
        })
    }
}

fn by_frequency(counts: &BTreeMap<String, u64>, leaf: impl Fn(&str) -> Leaf) -> Vec<Tally> {
    let tally = |(value, count): (&String, &u64)| Tally {
        value: value.clone(),
        clause: leaf(value).to_string(),
        count: *count,
    };
    let mut tallies: Vec<Tally> = counts.iter().map(tally).collect();
    tallies.sort_by_key(|tally| std::cmp::Reverse(tally.count));
    tallies
}

fn skill_itself(name: &str) -> Leaf {
    Leaf::Skill(SkillAsk { name: name.to_owned(), exact: true, years: None, last_used: None })
}

fn band((at, count): (usize, &u64)) -> Tally {
    let from = YEAR_BANDS[at];
    let (value, comparison) = match YEAR_BANDS.get(at + 1) {
        Some(next) if next - from == 1.0 => (format!("{from}"), Comparison::About(from)),
        // Years have two decimals.
        Some(next) => (format!("{from}–{}", next - 1.0), Comparison::Between(from, next - 0.01)),
        None => (format!("{from} and more"), Comparison::AtLeast(from)),
    };
    Tally { value, clause: Leaf::Years(comparison).to_string(), count: *count }
}

fn tally_of(has: Has, counts: &BTreeMap<String, u64>) -> Option<Tally> {
    let count = *counts.get(has.name())?;
    Some(Tally { value: has.name().to_owned(), clause: Leaf::Has(has).to_string(), count })
}

/// Counts by value.
#[derive(Default)]
struct Counts {
    skills: BTreeMap<String, u64>,
    flags: BTreeMap<String, u64>,
    has: BTreeMap<String, u64>,
    years: [u64; YEAR_BANDS.len()],
}

struct Counter;

impl Collector for Counter {
    type Fruit = Counts;
    type Child = SegmentCounter;

    fn for_segment(&self, _: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentCounter> {
        let words =
            |name| Ok::<_, tantivy::TantivyError>(reader.fast_fields().str(name)?.map(WordCounts::new));
        Ok(SegmentCounter {
            skills: words(SKILL_NAME)?,
            flags: words(FLAG)?,
            has: words(HAS)?,
            years: reader.fast_fields().f64(YEARS)?,
            bands: Default::default(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<tantivy::Result<Counts>>) -> tantivy::Result<Counts> {
        let mut all = Counts::default();
        for counts in fruits {
            let counts = counts?;
            for (sum, part) in
                [(&mut all.skills, counts.skills), (&mut all.flags, counts.flags), (&mut all.has, counts.has)]
            {
                for (value, count) in part {
                    *sum.entry(value).or_default() += count;
                }
            }
            for (sum, part) in all.years.iter_mut().zip(counts.years) {
                *sum += part;
            }
        }
        Ok(all)
    }
}

struct SegmentCounter {
    skills: Option<WordCounts>,
    flags: Option<WordCounts>,
    has: Option<WordCounts>,
    years: Column<f64>,
    bands: [u64; YEAR_BANDS.len()],
}

impl SegmentCollector for SegmentCounter {
    type Fruit = tantivy::Result<Counts>;

    fn collect(&mut self, doc: DocId, _: Score) {
        for words in [&mut self.skills, &mut self.flags, &mut self.has].into_iter().flatten() {
            words.count(doc);
        }
        if let Some(years) = self.years.first(doc) {
            let band = YEAR_BANDS.partition_point(|from| f64::from(*from) <= years);
            self.bands[band.saturating_sub(1)] += 1;
        }
    }

    fn harvest(self) -> tantivy::Result<Counts> {
        let by_word = |words: Option<WordCounts>| words.map_or(Ok(BTreeMap::new()), WordCounts::by_word);
        Ok(Counts {
            skills: by_word(self.skills)?,
            flags: by_word(self.flags)?,
            has: by_word(self.has)?,
            years: self.bands,
        })
    }
}

/// How often each value of a column was met, by ordinal.
struct WordCounts {
    column: StrColumn,
    counts: Vec<u64>,
}

impl WordCounts {
    fn new(column: StrColumn) -> Self {
        Self { counts: vec![0; column.num_terms()], column }
    }

    fn count(&mut self, doc: DocId) {
        for ordinal in self.column.term_ords(doc) {
            self.counts[ordinal as usize] += 1;
        }
    }

    fn by_word(self) -> tantivy::Result<BTreeMap<String, u64>> {
        let mut by_word = BTreeMap::new();
        let mut words = self.column.dictionary().stream()?;
        for count in self.counts {
            // One after another: looked up singly, each word would cost as much as many in a row.
            if words.advance() && count > 0 {
                by_word.insert(String::from_utf8_lossy(words.key()).into_owned(), count);
            }
        }
        Ok(by_word)
    }
}
