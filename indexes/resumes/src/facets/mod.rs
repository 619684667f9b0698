//! How many of a query's résumés have what: the numbers beside the list.
//!
//! What is chosen in a facet does not narrow that facet: with `role:backend` asked, the other roles still say how many there
//! would be, since a second one is added by `OR`.

mod counts;
mod values;

use std::cmp::Reverse;
use std::sync::Arc;

use tantivy::Searcher;

pub(crate) use counts::{Counted, Counts, ages};
pub(crate) use values::AGES;
use values::{add_chosen, clause_of, said};

use crate::columns::Columns;
use crate::documents::Documents;
use crate::index::{IndexError, ResumeIndex};
use crate::plan::{Around, plan};
use crate::query::{ChoiceField, How, Leaf, NamedField, Node, SkillAsk, TextField};
use crate::schema::FACT;
use crate::search::Asking;
use crate::{Query, search};

/// A facet: something that résumés have, to narrow a list by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// Skills by canonical name.
    Skill,
    /// Kinds of development work.
    Role,
    /// The level by dated work.
    Level,
    /// Bands of years of dated employment.
    Years,
    /// Towns.
    City,
    /// Raised signals.
    Flag,
    /// The recruiter's decisions.
    Decision,
    /// The recruiter's tags.
    Tag,
    /// Folders that were imported.
    Folder,
    /// How long ago that was.
    Imported,
    /// Ways to reach or look up a candidate.
    Has,
    /// Languages.
    Language,
}

impl Facet {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 12] = [
        Self::Skill,
        Self::Role,
        Self::Level,
        Self::Years,
        Self::City,
        Self::Flag,
        Self::Decision,
        Self::Tag,
        Self::Has,
        Self::Language,
        Self::Imported,
        Self::Folder,
    ];

    /// The field of the query language that asks for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Skill => "skill",
            Self::Role => "role",
            Self::Level => "level",
            Self::Years => "years",
            Self::City => "city",
            Self::Flag => "flag",
            Self::Decision => "decision",
            Self::Tag => "tag",
            Self::Folder => "folder",
            Self::Imported => "imported",
            Self::Has => "has",
            Self::Language => "lang",
        }
    }

    /// The facet that a part of a query chooses a value of.
    pub(crate) fn of(leaf: &Leaf) -> Option<Self> {
        match leaf {
            Leaf::Skill(SkillAsk { exact: true, years: None, last_used: None, .. }) => Some(Self::Skill),
            Leaf::Choice(ChoiceField::Role, _) => Some(Self::Role),
            Leaf::Choice(ChoiceField::Level, _) => Some(Self::Level),
            Leaf::Choice(ChoiceField::Decision, _) => Some(Self::Decision),
            Leaf::Choice(ChoiceField::Has, _) => Some(Self::Has),
            Leaf::Years(_) => Some(Self::Years),
            Leaf::Field { field: TextField::City, how: How::Whole, .. } => Some(Self::City),
            Leaf::Named(NamedField::Flag, _) => Some(Self::Flag),
            Leaf::Named(NamedField::Tag, _) => Some(Self::Tag),
            Leaf::Named(NamedField::Folder, _) => Some(Self::Folder),
            Leaf::Imported(_) => Some(Self::Imported),
            Leaf::Language { least: None, .. } => Some(Self::Language),
            _ => None,
        }
    }

    /// The facet that a part of a query chooses values of, and the values: one, or several by `OR`.
    pub(crate) fn chosen(node: &Node) -> Option<(Self, Vec<&Leaf>)> {
        let leaves: Vec<&Leaf> = match node {
            Node::Leaf(leaf, _) => vec![leaf],
            Node::Any(members) => members.iter().map(leaf_of).collect::<Option<_>>()?,
            Node::All(_) | Node::Not(_) | Node::Wish(..) => return None,
        };
        let facet = Self::of(leaves.first()?)?;
        leaves.iter().all(|leaf| Self::of(leaf) == Some(facet)).then_some((facet, leaves))
    }
}

fn leaf_of(node: &Node) -> Option<&Leaf> {
    match node {
        Node::Leaf(leaf, _) => Some(leaf),
        Node::All(_) | Node::Any(_) | Node::Not(_) | Node::Wish(..) => None,
    }
}

/// What the résumés of a query have, counted: the facets that hold something, in the order of `Facet::ALL`.
pub type Facets = Vec<FacetCounts>;

/// One facet, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCounts {
    /// Which.
    pub facet: Facet,
    /// Its values: most frequent first, of equals by name; levels, years, decisions and times in their own order. What is
    /// chosen is always among them, even where nobody has it.
    pub values: Vec<Tally>,
}

/// One line of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// What is counted, in words: "Django", "scale indicators", "3–5", "German".
    pub value: String,
    /// The part of a query that keeps just these: "skill:=Django", "years:3..5.99".
    pub clause: String,
    /// How many of the query's résumés have it.
    pub count: u64,
    /// Whether the query asks for it.
    pub chosen: Choice,
}

/// What a query says of a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// Nothing.
    #[default]
    Open,
    /// It is asked.
    Asked,
    /// It is excluded.
    Excluded,
}

impl ResumeIndex {
    /// Counts over all résumés that a query finds, at most `most` values a facet and those that are chosen.
    ///
    /// # Errors
    /// `Damaged` or `Io` when the index cannot be read.
    pub fn facets(&self, query: &Query, asking: &Asking<'_>, most: usize) -> Result<Facets, IndexError> {
        self.read(|| {
            let searcher = self.reader.searcher();
            let columns = self.columns(&searcher)?;
            let found = self.found(&searcher, &columns, &query.root, asking.around())?;
            self.facets_of(&searcher, &columns, query, &found, asking.around(), most)
        })
    }

    /// Counts over the documents that the query was found to have.
    pub(crate) fn facets_of(
        &self,
        searcher: &Searcher,
        columns: &[Arc<Columns>],
        query: &Query,
        found: &[Documents],
        around: Around<'_>,
        most: usize,
    ) -> tantivy::Result<Facets> {
        let counted = self.counted(searcher, columns, around);
        let members = search::members_of(&query.root);
        let counts = counted.count(found, |_| true, self.executor())?;
        let mut facets = Vec::new();
        for facet in Facet::ALL {
            let chosen = |member: &Node| Facet::chosen(member).is_some_and(|(of, _)| of == facet);
            let without_it = if members.iter().any(|member| chosen(member)) {
                let others = members.iter().filter(|member| !chosen(member));
                let others = Node::all(others.map(|member| (*member).clone()).collect());
                let found = self.found(searcher, columns, &others, around)?;
                Some(counted.count(&found, |counted| counted == facet, self.executor())?)
            } else {
                None
            };
            let counts: &Counts = without_it.as_ref().unwrap_or(&counts);
            let counts = counts.get(&facet).map_or(&[][..], Vec::as_slice);
            let counts: Vec<_> = counted.values(facet).zip(counts.iter().copied()).collect();
            facets.extend(tallied(facet, &counts, &members, most));
        }
        Ok(facets)
    }

    fn found(
        &self,
        searcher: &Searcher,
        columns: &[Arc<Columns>],
        root: &Node,
        around: Around<'_>,
    ) -> tantivy::Result<Vec<Documents>> {
        let (plan, _) = plan(root, around);
        self.in_each(searcher, columns, |evaluation| evaluation.all_matches(&plan))
    }
}

/// A facet whose values were counted; `None` where it holds nothing. The counts are in the order of the facet where it has one.
pub(crate) fn tallied(
    facet: Facet,
    counts: &[(&str, u64)],
    members: &[&Node],
    most: usize,
) -> Option<FacetCounts> {
    let is_counted = |name: &str| facet != Facet::Flag || !name.starts_with(FACT);
    let mut held = counts.to_vec();
    held.retain(|(name, count)| *count > 0 && is_counted(name));
    if !has_own_order(facet) {
        keep_most_frequent(&mut held, most);
    }
    let with_said = |(name, count)| (name, said(facet, name), count);
    let mut values: Vec<(&str, String, u64)> = held.into_iter().map(with_said).collect();
    if !has_own_order(facet) {
        values.sort_by(|(_, one, count), (_, other, more)| more.cmp(count).then_with(|| one.cmp(other)));
    }
    values.truncate(most);
    let tally =
        |(name, value, count)| Tally { value, clause: clause_of(facet, name), count, chosen: Choice::Open };
    let mut tallies: Vec<Tally> = values.into_iter().map(tally).collect();
    add_chosen(facet, counts, members, &mut tallies);
    (!tallies.is_empty()).then_some(FacetCounts { facet, values: tallies })
}

/// Leaves out what is rarer than the last of the `most` frequent ones; more stay where several are as frequent.
fn keep_most_frequent(held: &mut Vec<(&str, u64)>, most: usize) {
    if most < held.len() {
        let (_, (_, least), _) = held.select_nth_unstable_by_key(most, |(_, count)| Reverse(*count));
        let least = *least;
        held.retain(|(_, count)| *count >= least);
    }
}

fn has_own_order(facet: Facet) -> bool {
    matches!(facet, Facet::Level | Facet::Years | Facet::Decision | Facet::Imported)
}
