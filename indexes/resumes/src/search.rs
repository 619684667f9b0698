//! Asking the index: hits in order, each with its reasons and passages.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use candela_skills::SkillsIndex;
use jiff::Zoned;
use tantivy::schema::Value;
use tantivy::{Searcher, TantivyDocument};

use crate::best::Ranked;
use crate::columns::{Columns, Uses};
use crate::complete::Completion;
use crate::did_you_mean::DidYouMean;
use crate::documents::Documents;
use crate::evaluate::Evaluation;
use crate::expansion::{Expansion, UnknownSkill};
use crate::facets::Facets;
use crate::index::{IndexError, ResumeIndex};
use crate::labels::Labels;
use crate::marks::{Marker, Marks, Snippet};
use crate::plan::{
    Around, FULFILLED, IN_TITLE, IN_WORK, Plan, SkillPlan, Told, ValueKind, plan, plan_of_words,
};
use crate::query::{Node, Query, TextField};
use crate::schema::{RESUME, unpack_range};
use crate::search_index::SearchIndex;
use crate::skill_use::BestUse;

/// Hits that are made ready for showing by one thread at a time.
const SHOWN_AT_ONCE: usize = 7;

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
    /// The skills that words may mean, a recruiter's own among them.
    pub skills: &'a SkillsIndex,
}

impl Asking<'_> {
    pub(crate) fn around(&self) -> Around<'_> {
        Around { now: self.now, labels: self.labels, skills: self.skills }
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
    /// What of the query the index cannot do; empty for the one of this machine.
    pub limits: Vec<Limit>,
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

/// Something of a query that an index cannot do as asked, and what it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The bytes of the query that are meant; empty where it is the whole.
    pub at: Range<usize>,
    /// What it cannot do.
    pub kind: LimitKind,
    /// The name of what cannot do it: "Quickwit".
    pub engine: &'static str,
}

/// What an index may not be able to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LimitKind {
    /// Finding words with letters wrong: this one was looked for as it is written.
    Misspelt(String),
    /// Telling in which order words stand near each other: any order was found.
    Order,
}

/// A sentence for the recruiter.
impl fmt::Display for Limit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { engine, kind, .. } = self;
        match kind {
            LimitKind::Misspelt(word) => {
                write!(
                    formatter,
                    "{engine} finds no misspelt words: `{word}` was looked for as it is written"
                )
            }
            LimitKind::Order => {
                write!(formatter, "{engine} also counts words near each other that stand in another order")
            }
        }
    }
}

/// How many résumés match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Matching {
    /// In all.
    pub total: usize,
    /// Of them those that came later than a given résumé.
    pub newer: usize,
}

impl SearchIndex for ResumeIndex {
    fn search(&self, query: &Query, asking: &Asking<'_>, page: Page) -> Result<Found, IndexError> {
        self.find(query, asking, page, None)
    }

    fn search_and_count(
        &self,
        query: &Query,
        asking: &Asking<'_>,
        page: Page,
        most: usize,
    ) -> Result<Found, IndexError> {
        self.find(query, asking, page, Some(most))
    }

    fn all(&self, query: &Query, asking: &Asking<'_>) -> Result<Vec<u64>, IndexError> {
        let (plan, _) = plan(&query.root, asking.around());
        self.read(|| {
            let searcher = self.reader.searcher();
            let columns = self.columns(&searcher)?;
            let most = searcher.num_docs() as usize;
            let (_, best) = self.ranked(&searcher, &columns, &plan, most)?;
            Ok(best.into_iter().map(|ranked| ranked.id).collect())
        })
    }

    fn count(&self, query: &Query, asking: &Asking<'_>, seen: u64) -> Result<Matching, IndexError> {
        let (plan, _) = plan(&query.root, asking.around());
        self.read(|| {
            let searcher = self.reader.searcher();
            let columns = self.columns(&searcher)?;
            let found = self.in_each(&searcher, &columns, |evaluation| evaluation.all_matches(&plan))?;
            let mut matching = Matching::default();
            for (reader, documents) in searcher.segment_readers().iter().zip(&found) {
                let numbers = reader.fast_fields().u64(RESUME)?;
                matching.total += documents.count();
                let is_newer = |doc| numbers.first(doc).is_some_and(|resume| resume > seen);
                matching.newer += documents.filter(is_newer).count();
            }
            Ok(matching)
        })
    }

    fn complete(&self, typed: &str, cursor: usize, asking: &Asking<'_>) -> Result<Completion, IndexError> {
        let facets = || self.facets(&Query::everybody(), asking, usize::MAX);
        Completion::of(typed, cursor, asking.skills, facets)
    }
}

impl ResumeIndex {
    fn find(
        &self,
        query: &Query,
        asking: &Asking<'_>,
        page: Page,
        values: Option<usize>,
    ) -> Result<Found, IndexError> {
        let (plan, Told { expansions, unknown_skills }) = plan(&query.root, asking.around());
        self.read(|| {
            let searcher = self.reader.searcher();
            let columns = self.columns(&searcher)?;
            let most = if page.limit == 0 { 0 } else { page.offset.saturating_add(page.limit) };
            let most = most.min(searcher.num_docs() as usize);
            let (found, best) = self.ranked(&searcher, &columns, &plan, most)?;
            let hits =
                self.present(&searcher, &columns, &plan, best.get(page.offset..).unwrap_or_default())?;
            let facets = match values {
                Some(values) => {
                    self.facets_of(&searcher, &columns, query, &found, asking.around(), values)?
                }
                None => Facets::new(),
            };
            let did_you_mean = self.did_you_mean(&searcher, &query.root, asking.skills)?;
            let total = found.iter().map(Documents::count).sum();
            Ok(Found { total, hits, expansions, unknown_skills, did_you_mean, facets, limits: Vec::new() })
        })
    }

    /// The best `most` of those who match, in order.
    pub(crate) fn best_first(&self, plan: &Plan, most: usize) -> Result<Vec<Hit>, IndexError> {
        self.read(|| {
            let searcher = self.reader.searcher();
            let columns = self.columns(&searcher)?;
            let (_, best) = self.ranked(&searcher, &columns, plan, most)?;
            self.present(&searcher, &columns, plan, &best)
        })
    }

    /// Who matches, by part of the index, and the best `most` of them in order.
    fn ranked(
        &self,
        searcher: &Searcher,
        columns: &[Arc<Columns>],
        plan: &Plan,
        most: usize,
    ) -> tantivy::Result<(Vec<Documents>, Vec<Ranked>)> {
        let parts = self.in_each(searcher, columns, |evaluation| evaluation.ranked_matches(plan, most))?;
        let (found, best): (Vec<Documents>, Vec<_>) =
            parts.into_iter().map(|part| (part.documents, part.best)).unzip();
        let mut best = best.concat();
        best.sort_by(Ranked::order);
        best.truncate(most);
        Ok((found, best))
    }

    fn present(
        &self,
        searcher: &Searcher,
        columns: &[Arc<Columns>],
        plan: &Plan,
        ranked: &[Ranked],
    ) -> tantivy::Result<Vec<Hit>> {
        let presenter = Presenter {
            index: self,
            searcher,
            columns,
            marker: Marker::new(plan),
            leaves: plan.weighted_leaves(),
            uses: uses(columns, plan),
            fulfilled: self.fulfilled(searcher, columns, plan, ranked)?,
        };
        let some = |ranked: &[Ranked]| ranked.iter().map(|ranked| presenter.hit(ranked)).collect();
        let hits: Vec<Vec<Hit>> = self.executor().map(some, ranked.chunks(SHOWN_AT_ONCE))?;
        Ok(hits.into_iter().flatten().collect())
    }

    /// For each part of the index and each leaf of a plan that is a value, those of the hits who have it.
    fn fulfilled(
        &self,
        searcher: &Searcher,
        columns: &[Arc<Columns>],
        plan: &Plan,
        ranked: &[Ranked],
    ) -> tantivy::Result<Vec<Vec<Option<Documents>>>> {
        let readers = searcher.segment_readers().iter().zip(columns).zip(0..);
        let of_part = readers.map(|((reader, columns), segment)| {
            let mut hits = Documents::none(columns.max_doc);
            let shown = ranked.iter().filter(|ranked| ranked.address.segment_ord == segment);
            shown.for_each(|ranked| hits.insert(ranked.address.doc_id));
            let evaluation = Evaluation::new(segment, reader, &self.fields, columns);
            let leaves = plan.leaves().into_iter();
            leaves
                .map(|leaf| said(leaf).map(|_| evaluation.matches(leaf, &hits)).transpose())
                .collect::<tantivy::Result<Vec<_>>>()
        });
        of_part.collect()
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

/// What a leaf that is a value is called in a reason.
fn said(leaf: &Plan) -> Option<String> {
    match leaf {
        Plan::Value { kind, said, .. } => value_in_words(*kind, said),
        Plan::Field { field: TextField::Company, .. } => Some("employer".to_owned()),
        Plan::Imported(_) => Some("time of the import".to_owned()),
        Plan::Ids { said, .. } => Some(said.clone()),
        _ => None,
    }
}

/// The uses of the skills that each leaf asks for, by part of the index.
fn uses<'a>(columns: &'a [Arc<Columns>], plan: &'a Plan) -> Vec<Vec<Option<Uses<'a>>>> {
    let leaves = plan.leaves();
    let of = |columns: &'a Columns, leaf: &'a Plan| match leaf {
        Plan::Skill(skill) => Some(columns.uses(&skill.asked)),
        _ => None,
    };
    columns.iter().map(|columns| leaves.iter().map(|leaf| of(columns, leaf)).collect()).collect()
}

/// Says of hits why they match.
struct Presenter<'a> {
    index: &'a ResumeIndex,
    searcher: &'a Searcher,
    columns: &'a [Arc<Columns>],
    marker: Marker<'a>,
    leaves: Vec<(&'a Plan, f32)>,
    /// By part of the index and leaf; of leaves that ask for a skill.
    uses: Vec<Vec<Option<Uses<'a>>>>,
    /// By part of the index and leaf.
    fulfilled: Vec<Vec<Option<Documents>>>,
}

impl Presenter<'_> {
    fn hit(&self, ranked: &Ranked) -> tantivy::Result<Hit> {
        let document: TantivyDocument = self.searcher.doc(ranked.address)?;
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
        let why = self.why(ranked, &marks, &work, &titles);
        Ok(Hit { id: ranked.id, score: ranked.score, why, snippets: marks.snippets(text, &work) })
    }

    fn why(&self, ranked: &Ranked, marks: &Marks, work: &[Range<usize>], titles: &[&str]) -> Vec<Reason> {
        let (segment, doc) = (ranked.address.segment_ord as usize, ranked.address.doc_id);
        let columns = &self.columns[segment];
        let in_text = marks.leaves();
        let in_work = marks.leaves_in(work);
        let titles: Vec<_> = titles.iter().map(|title| (title, self.marker.marks(title).leaves())).collect();
        let in_title =
            |leaf: usize| titles.iter().find(|(_, leaves)| leaves.contains(&leaf)).map(|(title, _)| **title);
        let mut why = Vec::new();
        for (at, (leaf, weight)) in self.leaves.iter().enumerate() {
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
                Plan::Skill(skill) => match self.best_use(ranked, at, skill) {
                    Some(best) => Some((skill_in_words(skill, &best), best.points as f32)),
                    None if in_text.contains(&at) => Some((format!("{} in the text", skill.name), 0.0)),
                    None => None,
                },
                Plan::Years(_) => {
                    columns.years(doc).map(|years| (format!("{years:.1} years of work"), FULFILLED))
                }
                // A value that the résumé has; nothing for one that it has not, as an alternative or a wish may.
                leaf => {
                    let has = self.fulfilled[segment][at].as_ref().is_some_and(|with| with.contains(doc));
                    said(leaf).filter(|_| has).map(|said| (said, FULFILLED))
                }
            };
            why.extend(reason.map(|(words, points)| Reason { words, points: points * weight }));
        }
        why
    }

    fn best_use(&self, ranked: &Ranked, leaf: usize, skill: &SkillPlan) -> Option<BestUse> {
        let uses = self.uses[ranked.address.segment_ord as usize][leaf].as_ref()?;
        uses.best(ranked.address.doc_id, skill.condition)
    }
}
