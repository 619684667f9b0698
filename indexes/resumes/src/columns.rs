//! What the documents of one part of the index have, in memory: made once a part, since parts never change.
//!
//! Whatever can be told of a document by a number stands here, document after document, so that a condition or a count over
//! any number of hits is one way through an array.

use std::ops::Range;

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use crate::documents::Documents;
use crate::facets::Facet;
use crate::schema::{
    CITY, FLAG, FOLDER, HAS, ID, IMPORTED, LANGUAGE, LEVEL, ROLE, SKILL_NAME, SKILL_USE, YEARS,
};
use crate::skill_use::{AskedSkill, BestUse, Condition, SkillUse};

/// First years of the bands that years are counted in; the last is open.
pub(crate) const YEAR_BANDS: [f32; 6] = [0.0, 1.0, 3.0, 6.0, 10.0, 15.0];

/// Facets that are words of a column, without skills.
const OF_WORDS: [(Facet, &str); 7] = [
    (Facet::Role, ROLE),
    (Facet::Level, LEVEL),
    (Facet::City, CITY),
    (Facet::Flag, FLAG),
    (Facet::Has, HAS),
    (Facet::Language, LANGUAGE),
    (Facet::Folder, FOLDER),
];

/// The columns of one part.
pub(crate) struct Columns {
    pub(crate) max_doc: DocId,
    /// The entry of each document.
    pub(crate) ids: Vec<u64>,
    /// Not a number where they are not known.
    years: Vec<f32>,
    /// Seconds since 1970.
    imported: Vec<i64>,
    pub(crate) skills: Values,
    /// How each skill was used, in the order of the skills' values.
    uses: Vec<u32>,
    /// The values of all other facets.
    pub(crate) others: Values,
}

/// Values of documents by number. The numbers of a facet follow one another.
pub(crate) struct Values {
    /// What the numbers mean; of one facet sorted, bands in their own order.
    pub(crate) names: Vec<String>,
    pub(crate) facets: Vec<(Facet, Range<usize>)>,
    /// Where the values of each document begin, and where the last ones end.
    starts: Vec<u32>,
    values: Vec<u32>,
    /// How many documents have each value, deleted ones too.
    totals: Vec<u32>,
}

impl Columns {
    pub(crate) fn read(reader: &SegmentReader) -> tantivy::Result<Self> {
        let max_doc = reader.max_doc();
        let columns = reader.fast_fields();
        let (ids, imported, years) = (columns.u64(ID)?, columns.i64(IMPORTED)?, columns.f64(YEARS)?);
        let years: Vec<f32> =
            (0..max_doc).map(|doc| years.first(doc).map_or(f32::NAN, |years| years as f32)).collect();
        let (skills, uses) = read_skills(reader)?;
        Ok(Self {
            max_doc,
            ids: (0..max_doc).map(|doc| ids.first(doc).unwrap_or_default()).collect(),
            imported: (0..max_doc).map(|doc| imported.first(doc).unwrap_or_default()).collect(),
            skills,
            uses,
            others: read_others(reader, &years)?,
            years,
        })
    }

    /// `None` where they are not known.
    pub(crate) fn years(&self, doc: DocId) -> Option<f32> {
        Some(self.years[doc as usize]).filter(|years| !years.is_nan())
    }

    pub(crate) fn id(&self, doc: DocId) -> u64 {
        self.ids[doc as usize]
    }

    pub(crate) fn imported(&self, doc: DocId) -> i64 {
        self.imported[doc as usize]
    }

    /// The uses of skills, ready to be asked of many documents.
    pub(crate) fn uses<'a>(&'a self, asked: &'a [AskedSkill]) -> Uses<'a> {
        let mut places = vec![None; self.skills.names.len()];
        for (place, skill) in asked.iter().enumerate().rev() {
            if let Ok(number) = self.skills.names.binary_search(&skill.name) {
                places[number] = u16::try_from(place).ok();
            }
        }
        Uses { columns: self, asked, places }
    }
}

/// The uses of asked skills.
pub(crate) struct Uses<'a> {
    columns: &'a Columns,
    asked: &'a [AskedSkill],
    /// By number of a skill its place among the asked.
    places: Vec<Option<u16>>,
}

impl Uses<'_> {
    /// The use worth most that fulfils the condition; of equals the one asked first.
    pub(crate) fn best(&self, doc: DocId, condition: Condition) -> Option<BestUse> {
        let mut best: Option<BestUse> = None;
        let range = self.columns.skills.range(doc);
        let skills = &self.columns.skills.values[range.clone()];
        for (skill, packed) in skills.iter().zip(&self.columns.uses[range]) {
            let Some(asked) = self.places[*skill as usize].map(usize::from) else { continue };
            let skill_use = SkillUse::unpack(*packed);
            let points = skill_use.points();
            let points = if self.asked[asked].implies { points * 3 / 4 } else { points };
            let better = best.as_ref().is_none_or(|best| (points, best.asked) > (best.points, asked));
            if better && condition.holds(skill_use) {
                best = Some(BestUse { asked, skill_use, points });
            }
        }
        best
    }
}

impl Values {
    fn with_room(max_doc: DocId) -> Self {
        let starts = Vec::with_capacity(max_doc as usize + 1);
        Self { names: Vec::new(), facets: Vec::new(), starts, values: Vec::new(), totals: Vec::new() }
    }

    /// Names a facet's values; gives the number of the first.
    fn name(&mut self, facet: Facet, names: impl IntoIterator<Item = String>) -> u32 {
        let first = self.names.len();
        self.names.extend(names);
        self.facets.push((facet, first..self.names.len()));
        first as u32
    }

    /// Gives the document that was begun last a value, once.
    fn give(&mut self, value: u32) {
        let begun = self.starts.last().map_or(0, |start| *start as usize);
        if !self.values[begun..].contains(&value) {
            self.values.push(value);
        }
    }

    fn begin(&mut self) {
        self.starts.push(self.values.len() as u32);
    }

    fn end(mut self) -> Self {
        self.begin();
        self.values.shrink_to_fit();
        self.totals = vec![0; self.names.len()];
        self.values.iter().for_each(|value| self.totals[*value as usize] += 1);
        self
    }

    fn range(&self, doc: DocId) -> Range<usize> {
        self.starts[doc as usize] as usize..self.starts[doc as usize + 1] as usize
    }

    /// How many of the found documents have each value.
    pub(crate) fn count(&self, found: &Documents, max_doc: DocId) -> Vec<u32> {
        if found.count() * 2 <= max_doc as usize {
            return self.count_each(found);
        }
        // Of many hits it is quicker to count whom they leave out.
        let mut others = Documents::all(max_doc);
        others.remove(found);
        let missing = self.count_each(&others);
        self.totals.iter().zip(missing).map(|(total, missing)| total - missing).collect()
    }

    fn count_each(&self, found: &Documents) -> Vec<u32> {
        let mut counts = vec![0; self.names.len()];
        found.for_each(|doc| {
            self.values[self.range(doc)].iter().for_each(|value| counts[*value as usize] += 1);
        });
        counts
    }
}

fn read_skills(reader: &SegmentReader) -> tantivy::Result<(Values, Vec<u32>)> {
    let mut skills = Values::with_room(reader.max_doc());
    let mut uses = Vec::new();
    let words = reader.fast_fields().str(SKILL_NAME)?;
    let packed: Column<u64> = reader.fast_fields().u64(SKILL_USE)?;
    let first = skills.name(Facet::Skill, names(words.as_ref())?);
    for doc in 0..reader.max_doc() {
        skills.begin();
        let Some(words) = &words else { continue };
        for (ordinal, packed) in words.term_ords(doc).zip(packed.values_for_doc(doc)) {
            skills.values.push(first + ordinal as u32);
            uses.push(packed as u32);
        }
    }
    uses.shrink_to_fit();
    Ok((skills.end(), uses))
}

fn read_others(reader: &SegmentReader, years: &[f32]) -> tantivy::Result<Values> {
    let mut others = Values::with_room(reader.max_doc());
    let mut columns = Vec::new();
    for (facet, name) in OF_WORDS {
        let words = reader.fast_fields().str(name)?;
        let first = others.name(facet, names(words.as_ref())?);
        columns.extend(words.map(|words| (words, first)));
    }
    let first_band = others.name(Facet::Years, YEAR_BANDS.iter().map(ToString::to_string));
    for doc in 0..reader.max_doc() {
        others.begin();
        for (words, first) in &columns {
            words.term_ords(doc).for_each(|ordinal| others.give(first + ordinal as u32));
        }
        let years = years[doc as usize];
        if !years.is_nan() {
            let band = YEAR_BANDS.partition_point(|from| *from <= years).saturating_sub(1);
            others.give(first_band + band as u32);
        }
    }
    Ok(others.end())
}

fn names(words: Option<&StrColumn>) -> tantivy::Result<Vec<String>> {
    let Some(words) = words else { return Ok(Vec::new()) };
    let mut names = Vec::with_capacity(words.num_terms());
    let mut stream = words.dictionary().stream()?;
    while stream.advance() {
        names.push(String::from_utf8_lossy(stream.key()).into_owned());
    }
    Ok(names)
}
