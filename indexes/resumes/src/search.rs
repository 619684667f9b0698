//! Asking the index: hits in order, each with its reasons and passages.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue};
use tantivy::collector::{Count, TopDocs};
use tantivy::schema::Value;
use tantivy::{DocAddress, Order, Searcher, TantivyDocument};

use crate::index::{IndexError, ResumeIndex};
use crate::marks::{Marker, Marks, Snippet};
use crate::plan::{Plan, SkillPlan, Told, plan};
use crate::query::{Query, TextField};
use crate::schema::{ID, YEARS, unpack_range};
use crate::skill_use::{BestUse, SegmentUses};

/// Which part of the hits is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many hits to leave out at the start.
    pub offset: usize,
    /// How many to give at most.
    pub limit: usize,
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
}

/// A résumé that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The entry's id.
    pub id: u64,
    /// Points of what was asked and wished for; only for comparing within one answer.
    pub score: f32,
    /// Why it stands here, a phrase for each part of the query: "Django 6.1 y, last used 2026"; "“payments” in work".
    pub why: Vec<String>,
    /// The passages that show it best; at most two, maybe none.
    pub snippets: Vec<Snippet>,
}

/// What a word was taken to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expansion {
    /// As typed: `k8s`.
    pub typed: String,
    /// Canonical name of the skill.
    pub skill: String,
    /// The spellings that are looked for, the canonical one first.
    pub spellings: Vec<String>,
    /// The skills that imply it and are found as well; only for `skill:`.
    pub implied_by: Vec<String>,
    /// Whether only résumés are found that hold the skill, because the word alone is an everyday word (`go`) or `skill:` was
    /// asked. Otherwise the spellings anywhere in the text are found as well.
    pub skill_only: bool,
}

/// A skill that was asked for and is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownSkill {
    /// As typed.
    pub typed: String,
    /// What was probably meant.
    pub suggestion: Option<String>,
}

impl ResumeIndex {
    /// The résumés that match a query, best first.
    ///
    /// # Errors
    /// `Damaged` or `Io` when the index cannot be read.
    pub fn search(&self, query: &Query, page: Page) -> Result<Found, IndexError> {
        let (plan, Told { expansions, unknown_skills }) = plan(&query.root);
        let (total, hits) = self.read(|| self.top(&plan, page))?;
        Ok(Found { total, hits, expansions, unknown_skills })
    }

    fn top(&self, plan: &Plan, page: Page) -> tantivy::Result<(usize, Vec<Hit>)> {
        let searcher = self.reader.searcher();
        let index_query = plan.tantivy_query(&self.fields);
        let most = usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX);
        if page.limit == 0 || page.offset >= most {
            return Ok((searcher.search(&index_query, &Count)?, Vec::new()));
        }
        // Ids are the same whichever part of the index a résumé lies in; places in the index are not.
        let order =
            ((SortBySimilarityScore, Order::Desc), (SortByStaticFastValue::<u64>::for_field(ID), Order::Asc));
        let top = TopDocs::with_limit(page.limit.min(most)).and_offset(page.offset).order_by(order);
        let (total, top) = searcher.search(&index_query, &(Count, top))?;
        let mut presenter = Presenter {
            index: self,
            searcher: &searcher,
            plan,
            marker: Marker::new(plan),
            uses: BTreeMap::new(),
        };
        let hits = top.into_iter().map(|((score, _), address)| presenter.hit(score, address));
        Ok((total, hits.collect::<tantivy::Result<_>>()?))
    }
}

impl Query {
    /// Every place of a text that the query speaks of: sorted byte ranges, none over another. What is excluded is not marked.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let (plan, _) = plan(&self.root);
        Marker::new(&plan).marks(text).ranges()
    }
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
    ) -> tantivy::Result<Vec<String>> {
        let in_text = marks.leaves();
        let in_work = marks.leaves_in(work);
        let titles: Vec<_> = titles.iter().map(|title| (title, self.marker.marks(title).leaves())).collect();
        let in_title =
            |leaf: usize| titles.iter().find(|(_, leaves)| leaves.contains(&leaf)).map(|(title, _)| **title);
        let mut why = Vec::new();
        for (at, leaf) in self.plan.leaves().into_iter().enumerate() {
            let in_words = |typed: &str| match in_title(at) {
                Some(title) => Some(format!("“{typed}” in the title {title}")),
                None if in_work.contains(&at) => Some(format!("“{typed}” in work")),
                None if in_text.contains(&at) => Some(format!("“{typed}” in the text")),
                None => None,
            };
            let reason = match leaf {
                Plan::Words { typed, .. } => in_words(typed),
                Plan::Field { field: TextField::Title, .. } => {
                    in_title(at).map(|title| format!("title {title}"))
                }
                Plan::Skill(skill) => match self.best_use(address, at, skill)? {
                    Some(best) if best.asked == 0 => {
                        Some(format!("{} {}", skill.name, best.skill_use.in_words()))
                    }
                    Some(best) => {
                        let through = &skill.asked[best.asked].name;
                        Some(format!("{} through {through} {}", skill.name, best.skill_use.in_words()))
                    }
                    None if in_text.contains(&at) => Some(format!("{} in the text", skill.name)),
                    None => None,
                },
                Plan::Years(_) => self.years(address)?.map(|years| format!("{years:.1} years of work")),
                _ => None,
            };
            why.extend(reason);
        }
        Ok(why)
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
