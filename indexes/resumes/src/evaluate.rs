//! Who matches a query in one part of the index, and with how many points.
//!
//! A query is worked out leaf by leaf into sets of documents, the cheap leaves first, so that dear ones (phrases, misspellings)
//! are held only against who is still left. Points are given afterwards, to those alone who match the whole.

use std::cell::RefCell;
use std::collections::BTreeMap;

use tantivy::postings::BlockSegmentPostings;
use tantivy::query::{EnableScoring, FuzzyTermQuery, Query as _};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, SegmentReader, TERMINATED, Term};

use crate::best::{Best, Ranked};
use crate::columns::Columns;
use crate::documents::Documents;
use crate::misspelt::Misspelt;
use crate::pattern::{Path, Pattern, Wanted};
use crate::phrase::Phrase;
use crate::plan::{FULFILLED, IN_TITLE, IN_WORK, OrWords, Plan, SkillPlan, ValueKind, boost};
use crate::query::TextField;
use crate::schema::{FACT, Fields, skill_key};
use crate::skill_use::Condition;

/// One part of the index that is asked.
pub(crate) struct Evaluation<'a> {
    segment: u32,
    reader: &'a SegmentReader,
    fields: &'a Fields,
    columns: &'a Columns,
    /// By pattern and field: asked twice, for who matches and for the points.
    asked: RefCell<BTreeMap<(*const Pattern, Field), Answered>>,
}

/// Among whom something was looked for, and who of them has it.
struct Answered {
    within: Documents,
    found: Documents,
}

/// What was found in one part.
pub(crate) struct Matches {
    pub(crate) documents: Documents,
    /// In no order.
    pub(crate) best: Vec<Ranked>,
}

impl<'a> Evaluation<'a> {
    pub(crate) fn new(
        segment: u32,
        reader: &'a SegmentReader,
        fields: &'a Fields,
        columns: &'a Columns,
    ) -> Self {
        Self { segment, reader, fields, columns, asked: RefCell::default() }
    }

    /// Everybody who matches.
    pub(crate) fn all_matches(&self, plan: &Plan) -> tantivy::Result<Documents> {
        let mut alive = Documents::all(self.columns.max_doc);
        if let Some(bits) = self.reader.alive_bitset() {
            alive = alive.filter(|doc| bits.is_alive(doc));
        }
        self.matches(plan, &alive)
    }

    /// Everybody who matches, and the best of them.
    pub(crate) fn ranked_matches(&self, plan: &Plan, most: usize) -> tantivy::Result<Matches> {
        let documents = self.all_matches(plan)?;
        let mut best = Best::of(self.segment, most);
        if most > 0 {
            let mut points = vec![0.0; self.columns.max_doc as usize];
            self.give_points(plan, &documents, 1.0, &mut points)?;
            documents.for_each(|doc| best.put(doc, points[doc as usize], self.columns.id(doc)));
        }
        Ok(Matches { documents, best: best.into_ranked() })
    }

    /// Those of `within` who match.
    pub(crate) fn matches(&self, plan: &Plan, within: &Documents) -> tantivy::Result<Documents> {
        Ok(match plan {
            Plan::All(members) => {
                let mut left = within.clone();
                for member in self.cheapest_first(members)? {
                    if left.is_empty() {
                        break;
                    }
                    left = self.matches(member, &left)?;
                }
                left
            }
            Plan::Any(members) => {
                let (mut found, mut left) = (self.none(), within.clone());
                for member in members {
                    let more = self.matches(member, &left)?;
                    left.remove(&more);
                    found.add(&more);
                }
                found
            }
            Plan::Not(inner) => {
                let mut left = within.clone();
                left.remove(&self.matches(inner, within)?);
                left
            }
            Plan::Wish(..) => within.clone(),
            Plan::Words { pattern, .. } => {
                // What tells the points is asked first: whoever has it there is not looked at in the longer text again.
                let mut found = self.remembered(pattern, self.fields.title, within)?;
                let mut others = within.clone();
                others.remove(&found);
                found.add(&self.remembered(pattern, self.fields.work, &others)?);
                self.add_where(pattern, &[self.fields.name, self.fields.body], within, &mut found)?;
                found
            }
            Plan::Field { field, pattern } => self.pattern(pattern, self.fields.field(*field), within)?,
            Plan::Skill(skill) => self.skill(skill, within)?,
            Plan::Years(comparison) => {
                within.filter(|doc| self.columns.years(doc).is_some_and(|years| comparison.holds(years)))
            }
            Plan::Value { kind, term, .. } => {
                let field = self.fields.of_value(*kind);
                if *kind == ValueKind::Flag {
                    let terms = [term, &format!("{FACT}{term}")];
                    return self.any_term(field, terms, within);
                }
                self.term(&Term::from_field_text(field, term), within)?
            }
            Plan::Imported(seconds) => within.filter(|doc| seconds.contains(&self.columns.imported(doc))),
            Plan::Ids { ids, but, .. } => within.filter(|doc| ids.contains(self.columns.id(doc)) != *but),
            Plan::Id(id) => self.term(&Term::from_field_u64(self.fields.id, *id), within)?,
        })
    }

    /// Dear members after all others, of them those first that fewer can match.
    fn cheapest_first<'p>(&self, members: &'p [Plan]) -> tantivy::Result<Vec<&'p Plan>> {
        // One alone is the last whatever it costs, and need not be looked up.
        let is_choice = members.iter().filter(|member| member.is_dear()).nth(1).is_some();
        let mut with_cost = Vec::with_capacity(members.len());
        for member in members {
            let cost = match member.is_dear() {
                false => 0,
                true if is_choice => 1 + u64::from(self.matched_by_at_most(member)?),
                true => 1,
            };
            with_cost.push((cost, member));
        }
        with_cost.sort_by_key(|(cost, _)| *cost);
        Ok(with_cost.into_iter().map(|(_, member)| member).collect())
    }

    /// About how many can match a leaf of words; all where that takes long to tell.
    fn matched_by_at_most(&self, leaf: &Plan) -> tantivy::Result<u32> {
        let Plan::Words { pattern, .. } = leaf else { return Ok(self.columns.max_doc) };
        let inverted = self.reader.inverted_index(self.fields.body)?;
        let mut sum = 0u32;
        for path in &pattern.paths {
            let mut least = self.columns.max_doc;
            for (_, wanted) in path {
                let Wanted::Is(terms) = wanted else { continue };
                let mut holders = 0u32;
                for term in terms {
                    holders = holders
                        .saturating_add(inverted.doc_freq(&Term::from_field_text(self.fields.body, term))?);
                }
                least = least.min(holders);
            }
            sum = sum.saturating_add(least);
        }
        Ok(sum)
    }

    /// Gives points, by document, to the `found`, who all match the plan.
    fn give_points(
        &self,
        plan: &Plan,
        found: &Documents,
        weight: f32,
        points: &mut [f32],
    ) -> tantivy::Result<()> {
        let mut give = |to: &Documents, worth: f32| to.for_each(|doc| points[doc as usize] += worth * weight);
        match plan {
            Plan::All(members) => {
                for member in members {
                    self.give_points(member, found, weight, points)?;
                }
            }
            Plan::Any(members) => {
                for member in members {
                    self.give_points(member, &self.matches(member, found)?, weight, points)?;
                }
            }
            Plan::Wish(wish, inner) => {
                let fulfilled = self.matches(inner, found)?;
                self.give_points(inner, &fulfilled, weight * boost(*wish), points)?;
            }
            Plan::Words { pattern, .. } => {
                let in_titles = self.remembered(pattern, self.fields.title, found)?;
                let mut others = found.clone();
                others.remove(&in_titles);
                give(&in_titles, IN_TITLE);
                give(&self.remembered(pattern, self.fields.work, &others)?, IN_WORK);
            }
            Plan::Skill(skill) => {
                let uses = self.columns.uses(&skill.asked);
                found.for_each(|doc| {
                    let best = uses.best(doc, skill.condition);
                    points[doc as usize] += best.map_or(0.0, |best| best.points as f32) * weight;
                });
            }
            Plan::Field { field: TextField::Title, .. } => give(found, IN_TITLE),
            Plan::Field { field: TextField::Company, .. }
            | Plan::Years(_)
            | Plan::Imported(_)
            | Plan::Ids { .. } => give(found, FULFILLED),
            Plan::Value { kind: ValueKind::City | ValueKind::Folder, .. } => {}
            Plan::Value { .. } => give(found, FULFILLED),
            Plan::Not(_) | Plan::Field { .. } | Plan::Id(_) => {}
        }
        Ok(())
    }

    fn none(&self) -> Documents {
        Documents::none(self.columns.max_doc)
    }

    fn skill(&self, skill: &SkillPlan, within: &Documents) -> tantivy::Result<Documents> {
        let mut found = self.none();
        for asked in skill.asked.iter() {
            let key = Term::from_field_text(self.fields.skill, &skill_key(&asked.name));
            found.add(&self.term(&key, within)?);
        }
        if skill.condition != Condition::default() {
            let uses = self.columns.uses(&skill.asked);
            found = found.filter(|doc| uses.best(doc, skill.condition).is_some());
        }
        let anywhere = [self.fields.body, self.fields.name];
        match &skill.or_words {
            OrWords::None => {}
            OrWords::InName(pattern) => {
                self.add_where(pattern, &[self.fields.name], within, &mut found)?;
            }
            OrWords::Anywhere { spellings, typed } => {
                for pattern in spellings {
                    self.add_where(pattern, &anywhere, within, &mut found)?;
                }
                let mut all_typed = within.clone();
                all_typed.remove(&found);
                for pattern in typed {
                    let mut one = self.none();
                    self.add_where(pattern, &anywhere, &all_typed, &mut one)?;
                    all_typed = one;
                }
                found.add(&all_typed);
            }
        }
        Ok(found)
    }

    /// Those of `within` with a pattern in a field that is asked about them again.
    fn remembered(&self, pattern: &Pattern, field: Field, within: &Documents) -> tantivy::Result<Documents> {
        let key = (std::ptr::from_ref(pattern), field);
        if let Some(answered) = self.asked.borrow().get(&key).filter(|answered| answered.within.hold(within))
        {
            let mut found = answered.found.clone();
            found.keep(within);
            return Ok(found);
        }
        let found = self.pattern(pattern, field, within)?;
        let answered = Answered { within: within.clone(), found: found.clone() };
        self.asked.borrow_mut().insert(key, answered);
        Ok(found)
    }

    /// Adds those of `within` with a pattern in one of the fields.
    fn add_where(
        &self,
        pattern: &Pattern,
        fields: &[Field],
        within: &Documents,
        found: &mut Documents,
    ) -> tantivy::Result<()> {
        for field in fields {
            let mut left = within.clone();
            left.remove(found);
            found.add(&self.pattern(pattern, *field, &left)?);
        }
        Ok(())
    }

    fn pattern(&self, pattern: &Pattern, field: Field, within: &Documents) -> tantivy::Result<Documents> {
        let single = |path: &Path| match path.as_slice() {
            [(_, Wanted::Is(terms))] => Some(terms.clone()),
            _ => None,
        };
        let terms = pattern.paths.iter().filter_map(single).flatten();
        let mut found = self.any_term(field, terms, within)?;
        for path in pattern.paths.iter().filter(|path| single(path).is_none()) {
            let mut left = within.clone();
            left.remove(&found);
            found.add(&self.path(path, pattern.near, field, &left)?);
        }
        Ok(found)
    }

    fn path(&self, path: &Path, near: u32, field: Field, within: &Documents) -> tantivy::Result<Documents> {
        match path.as_slice() {
            [(_, Wanted::StartsWith(stem))] => self.terms_that_start(field, stem, within),
            [(_, Wanted::Near(misspelt))] => self.terms_nearly(field, misspelt, within),
            words => self.phrase(words, near, field, within),
        }
    }

    fn phrase(
        &self,
        words: &[(usize, Wanted)],
        near: u32,
        field: Field,
        within: &Documents,
    ) -> tantivy::Result<Documents> {
        let mut left = within.clone();
        let mut places = Vec::with_capacity(words.len());
        for (offset, wanted) in words {
            let Wanted::Is(terms) = wanted else { return Ok(self.none()) };
            left = self.any_term(field, terms, &left)?;
            if left.is_empty() {
                return Ok(left);
            }
            places.push((*offset, terms.iter().map(|term| Term::from_field_text(field, term)).collect()));
        }
        let inverted = self.reader.inverted_index(field)?;
        let mut phrase = Phrase::open(&inverted, &places, near)?;
        Ok(left.filter(|doc| phrase.stands_in(doc)))
    }

    /// Those of `within` with one of the terms in a field.
    fn any_term(
        &self,
        field: Field,
        terms: impl IntoIterator<Item = impl AsRef<str>>,
        within: &Documents,
    ) -> tantivy::Result<Documents> {
        let inverted = self.reader.inverted_index(field)?;
        let mut found = self.none();
        let mut is_there = false;
        for term in terms {
            let term = Term::from_field_text(field, term.as_ref());
            if let Some(postings) = inverted.read_block_postings(&term, IndexRecordOption::Basic)? {
                insert_all(postings, &mut found);
                is_there = true;
            }
        }
        if is_there {
            found.keep(within);
        }
        Ok(found)
    }

    /// Those of `within` with a term.
    fn term(&self, term: &Term, within: &Documents) -> tantivy::Result<Documents> {
        let inverted = self.reader.inverted_index(term.field())?;
        let mut found = self.none();
        if let Some(postings) = inverted.read_block_postings(term, IndexRecordOption::Basic)? {
            insert_all(postings, &mut found);
        }
        found.keep(within);
        Ok(found)
    }

    fn terms_that_start(&self, field: Field, stem: &str, within: &Documents) -> tantivy::Result<Documents> {
        let inverted = self.reader.inverted_index(field)?;
        let mut found = self.none();
        let mut terms = inverted.terms().range().ge(stem).lt(format!("{stem}{}", char::MAX)).into_stream()?;
        while terms.advance() {
            let postings =
                inverted.read_block_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
            insert_all(postings, &mut found);
        }
        found.keep(within);
        Ok(found)
    }

    fn terms_nearly(
        &self,
        field: Field,
        misspelt: &Misspelt,
        within: &Documents,
    ) -> tantivy::Result<Documents> {
        // The query language allows two.
        let most = u8::try_from(misspelt.most()).unwrap_or(u8::MAX);
        let query = FuzzyTermQuery::new(Term::from_field_text(field, misspelt.word()), most, true);
        let scoring = EnableScoring::disabled_from_schema(&self.fields.schema);
        let mut nearly = query.weight(scoring)?.scorer(self.reader, 1.0)?;
        let mut found = self.none();
        while nearly.doc() != TERMINATED {
            found.insert(nearly.doc());
            nearly.advance();
        }
        found.keep(within);
        Ok(found)
    }
}

fn insert_all(mut postings: BlockSegmentPostings, found: &mut Documents) {
    while !postings.docs().is_empty() {
        postings.docs().iter().for_each(|doc| found.insert(*doc));
        postings.advance();
    }
}
