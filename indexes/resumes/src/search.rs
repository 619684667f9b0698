//! Asking the index: hits in order, each with its reasons and passages.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use jiff::Zoned;
use tantivy::query::EnableScoring;
use tantivy::schema::Value;
use tantivy::{DocAddress, DocSet, Searcher, TantivyDocument};

use crate::collect::{Collect, Ranked};
use crate::did_you_mean::DidYouMean;
use crate::expansion::{Expansion, UnknownSkill};
use crate::facets::Facets;
use crate::index::{IndexError, ResumeIndex};
use crate::labels::Labels;
use crate::marks::{Marker, Marks, Snippet};
use crate::plan::{
    Around, FULFILLED, IN_TITLE, IN_WORK, Plan, SkillPlan, Told, ValueKind, plan, plan_of_words,
};
use crate::query::{Node, Query, TextField};
use crate::schema::{ID, RESUME, YEARS, unpack_range};
use crate::skill_use::{BestUse, SegmentUses};

/// Which part of the hits is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many hits to leave out at the start.
    pub offset: usize,
    /// How many to give at most.
    pub limit: usize,
}

/// What a query is asked beside its words.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// What `imported:<7d` counts back from, and the zone in which days begin.
    pub now: &'a Zoned,
    /// Decisions and tags.
    pub labels: &'a Labels,
}

impl Asking<'_> {
    pub(crate) fn around(&self) -> Around<'_> {
        Around { now: self.now, labels: self.labels }
    }
}

/// What a query found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// How many résumés match, on all pages.
    pub total: usize,
    /// The hits of the page, best first; of equals the one with the smaller id.
    pub hits: Vec<Hit>,
    /// What words were taken to mean beside themselves.
    pub expansions: Vec<Expansion>,
    /// Skills of `skill:` that the skills index does not know. Only résumés with a skill of the very name are found.
    pub unknown_skills: Vec<UnknownSkill>,
    /// Words that no résumé holds, where something near is held.
    pub did_you_mean: Vec<DidYouMean>,
    /// What they have, counted; empty unless it was asked.
    pub facets: Facets,
}

/// A résumé that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The entry's id.
    pub id: u64,
    /// Points of what was asked and wished for; only for comparing within one answer.
    pub score: f32,
    /// Why it stands here, one for each part of the query that says something.
    pub why: Vec<Reason>,
    /// The passages that show it best; at most two, maybe none.
    pub snippets: Vec<Snippet>,
}

/// What a part of a query found in a résumé.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// In words: "Django 6.1 y, last used 2026"; "“payments” in work".
    pub words: String,
    /// What it adds to the score; 0 where it only lets the résumé be found.
    pub points: f32,
}

/// How many résumés match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Matching {
    /// In all.
    pub total: usize,
    /// Of them those that came later than a given résumé.
    pub newer: usize,
}

impl ResumeIndex {
    /// How many résumés match a query, and how many of them have a number above `seen`.
    ///
    /// # Errors
    /// `Damaged` or `Io` when the index cannot be read.
    pub fn count(&self, query: &Query, asking: &Asking<'_>, seen: u64) -> Result<Matching, IndexError> {
        let (plan, _) = plan(&query.root, asking.around());
        self.read(|| {
            let searcher = self.reader.searcher();
            let collect = Collect { best: 0, documents: true };
            let collected = searcher.search(&plan.tantivy_query(&self.fields), &collect)?;
            let mut newer = 0;
            for (reader, documents) in searcher.segment_readers().iter().zip(&collected.documents) {
                let numbers = reader.fast_fields().u64(RESUME)?;
                newer += documents
                    .iter()
                    .filter(|doc| numbers.first(*doc).is_some_and(|resume| resume > seen))
                    .count();
            }
            Ok(Matching { total: collected.total, newer })
        })
    }

    /// The résumés that match a query, best first.
    ///
    /// # Errors
    /// `Damaged` or `Io` when the index cannot be read.
    pub fn search(&self, query: &Query, asking: &Asking<'_>, page: Page) -> Result<Found, IndexError> {
        self.find(query, asking, page, None)
    }

    /// The same with the facets counted, at most `most` values each: one way through the index for both.
    ///
    /// # Errors
    /// `Damaged` or `Io` when the index cannot be read.
    pub fn search_and_count(
        &self,
        query: &Query,
        asking: &Asking<'_>,
        page: Page,
        most: usize,
    ) -> Result<Found, IndexError> {
        self.find(query, asking, page, Some(most))
    }

    fn find(
        &self,
        query: &Query,
        asking: &Asking<'_>,
        page: Page,
        most: Option<usize>,
    ) -> Result<Found, IndexError> {
        let (plan, Told { expansions, unknown_skills }) = plan(&query.root, asking.around());
        self.read(|| {
            let searcher = self.reader.searcher();
            let best = if page.limit == 0 { 0 } else { page.offset.saturating_add(page.limit) };
            let collect = Collect { best: best.min(searcher.num_docs() as usize), documents: most.is_some() };
            let collected = searcher.search(&plan.tantivy_query(&self.fields), &collect)?;
            let wanted = collected.best.get(page.offset..).unwrap_or_default();
            let hits = self.present(&searcher, &plan, wanted)?;
            let facets = match most {
                Some(most) => {
                    self.facets_of(&searcher, query, &collected.documents, asking.around(), most)?
                }
                None => Facets::new(),
            };
            let did_you_mean = self.did_you_mean(&searcher, &query.root)?;
            Ok(Found { total: collected.total, hits, expansions, unknown_skills, did_you_mean, facets })
        })
    }

    fn present(&self, searcher: &Searcher, plan: &Plan, ranked: &[Ranked]) -> tantivy::Result<Vec<Hit>> {
        let marker = Marker::new(plan);
        let mut presenter = Presenter { index: self, searcher, plan, marker, uses: BTreeMap::new() };
        ranked.iter().map(|ranked| presenter.hit(ranked.score, ranked.address)).collect()
    }
}

/// The parts of a query that must all hold.
pub(crate) fn members_of(root: &Node) -> Vec<&Node> {
    match root {
        Node::All(members) => members.iter().collect(),
        other => vec![other],
    }
}

impl Query {
    /// Every place of a text that the query speaks of: sorted byte ranges, none over another. What is excluded is not marked.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        Marker::new(&plan_of_words(&self.root)).marks(text).ranges()
    }
}

/// How a skill was used, as a reason.
fn skill_in_words(skill: &SkillPlan, best: &BestUse) -> String {
    let used = best.skill_use.in_words();
    match best.asked {
        0 => format!("{} {used}", skill.name),
        other => format!("{} through {} {used}", skill.name, skill.asked[other].name),
    }
}

/// A value that somebody has, as a reason.
fn value_in_words(kind: ValueKind, said: &str) -> Option<String> {
    Some(match kind {
        ValueKind::Flag => format!("flag {said}"),
        ValueKind::Has => format!("{said} known"),
        ValueKind::Role => format!("role {said}"),
        ValueKind::Level => format!("level {said}"),
        ValueKind::Language => format!("language {said}"),
        ValueKind::City | ValueKind::Folder => return None,
    })
}

/// Says of hits why they match.
struct Presenter<'a> {
    index: &'a ResumeIndex,
    searcher: &'a Searcher,
    plan: &'a Plan,
    marker: Marker<'a>,
    /// By part of the index and leaf of the query.
    uses: BTreeMap<(u32, usize), Option<SegmentUses>>,
}

impl Presenter<'_> {
    fn hit(&mut self, score: f32, address: DocAddress) -> tantivy::Result<Hit> {
        let columns = self.searcher.segment_reader(address.segment_ord).fast_fields();
        let id = columns.u64(ID)?.first(address.doc_id).unwrap_or_default();
        let document: TantivyDocument = self.searcher.doc(address)?;
        let fields = &self.index.fields;
        let text =
            document.get_first(fields.stored_body).and_then(|value| value.as_str()).unwrap_or_default();
        let work: Vec<Range<usize>> = document
            .get_all(fields.stored_work)
            .filter_map(|value| value.as_u64())
            .map(unpack_range)
            .collect();
        let titles: Vec<&str> = document.get_all(fields.title).filter_map(|value| value.as_str()).collect();
        let marks = self.marker.marks(text);
        let why = self.why(address, &marks, &work, &titles)?;
        Ok(Hit { id, score, why, snippets: marks.snippets(text, &work) })
    }

    fn why(
        &mut self,
        address: DocAddress,
        marks: &Marks,
        work: &[Range<usize>],
        titles: &[&str],
    ) -> tantivy::Result<Vec<Reason>> {
        let in_text = marks.leaves();
        let in_work = marks.leaves_in(work);
        let titles: Vec<_> = titles.iter().map(|title| (title, self.marker.marks(title).leaves())).collect();
        let in_title =
            |leaf: usize| titles.iter().find(|(_, leaves)| leaves.contains(&leaf)).map(|(title, _)| **title);
        let mut why = Vec::new();
        for (at, (leaf, weight)) in self.plan.weighted_leaves().into_iter().enumerate() {
            let in_words = |typed: &str| match in_title(at) {
                Some(title) => Some((format!("“{typed}” in the title {title}"), IN_TITLE)),
                None if in_work.contains(&at) => Some((format!("“{typed}” in work"), IN_WORK)),
                None if in_text.contains(&at) => Some((format!("“{typed}” in the text"), 0.0)),
                None => None,
            };
            let reason = match leaf {
                Plan::Words { typed, .. } => in_words(typed),
                Plan::Field { field: TextField::Title, .. } => {
                    in_title(at).map(|title| (format!("title {title}"), IN_TITLE))
                }
                Plan::Skill(skill) => match self.best_use(address, at, skill)? {
                    Some(best) => Some((skill_in_words(skill, &best), best.points as f32)),
                    None if in_text.contains(&at) => Some((format!("{} in the text", skill.name), 0.0)),
                    None => None,
                },
                Plan::Years(_) => {
                    self.years(address)?.map(|years| (format!("{years:.1} years of work"), FULFILLED))
                }
                leaf => self.fulfilled(leaf, address)?,
            };
            why.extend(reason.map(|(words, points)| Reason { words, points: points * weight }));
        }
        Ok(why)
    }

    /// A value that the résumé has; nothing for one that it has not, as an alternative or a wish may.
    fn fulfilled(&self, leaf: &Plan, address: DocAddress) -> tantivy::Result<Option<(String, f32)>> {
        let said = match leaf {
            Plan::Value { kind, said, .. } => value_in_words(*kind, said),
            Plan::Field { field: TextField::Company, .. } => Some("employer".to_owned()),
            Plan::Imported(_) => Some("time of the import".to_owned()),
            Plan::Ids { ids, but, said } => {
                let columns = self.searcher.segment_reader(address.segment_ord).fast_fields();
                let id = columns.u64(ID)?.first(address.doc_id).unwrap_or_default();
                return Ok((ids.contains(id) != *but).then(|| (said.clone(), FULFILLED)));
            }
            _ => None,
        };
        let Some(said) = said else { return Ok(None) };
        let query = leaf.tantivy_query(&self.index.fields);
        let weight = query.weight(EnableScoring::disabled_from_searcher(self.searcher))?;
        let mut found = weight.scorer(self.searcher.segment_reader(address.segment_ord), 1.0)?;
        let doc = if found.doc() < address.doc_id { found.seek(address.doc_id) } else { found.doc() };
        Ok((doc == address.doc_id).then_some((said, FULFILLED)))
    }

    fn best_use(
        &mut self,
        address: DocAddress,
        leaf: usize,
        skill: &SkillPlan,
    ) -> tantivy::Result<Option<BestUse>> {
        let uses = match self.uses.entry((address.segment_ord, leaf)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => {
                let segment = self.searcher.segment_reader(address.segment_ord);
                free.insert(SegmentUses::open(segment, &skill.asked)?)
            }
        };
        Ok(uses.as_ref().and_then(|uses| uses.best(address.doc_id, skill.condition)))
    }

    fn years(&self, address: DocAddress) -> tantivy::Result<Option<f64>> {
        Ok(self.searcher.segment_reader(address.segment_ord).fast_fields().f64(YEARS)?.first(address.doc_id))
    }
}
