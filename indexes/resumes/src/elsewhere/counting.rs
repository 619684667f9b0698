//! What an engine is asked to count, and what its counts become.

use super::condition::{Condition, imported};
use super::fields::Field;
use crate::columns::YEAR_BANDS;
use crate::facets::{AGES, Facet, FacetCounts, ages, tallied};
use crate::plan::{Around, plan};
use crate::query::{ChoiceField, Node, Query};
use crate::search::{Asking, members_of};

/// One facet to be counted.
#[derive(Clone, Debug)]
pub struct Counting {
    /// Which.
    pub facet: Facet,
    /// Among whom, where that is not everybody who matches the query: what is chosen in a facet does not narrow it.
    pub among: Option<Condition>,
    /// What is counted.
    pub by: CountBy,
}

/// How a facet is counted.
#[derive(Clone, Debug)]
pub enum CountBy {
    /// The values of a field.
    Values(Field),
    /// A number, between cuts: so many below the first, from there to below the second, and so on, one more than there are cuts.
    Cuts(Field, Vec<f64>),
    /// Whoever fulfils a condition, by the name of the value; in their order.
    Conditions(Vec<(String, Condition)>),
}

impl Query {
    /// What has to be counted for all facets.
    pub fn countings(&self, asking: &Asking<'_>) -> Vec<Counting> {
        let around = asking.around();
        let members = members_of(&self.root);
        let counting = |facet: Facet| {
            let chosen = |member: &Node| Facet::chosen(member).is_some_and(|(of, _)| of == facet);
            let among = members.iter().any(|member| chosen(member)).then(|| {
                let others = members.iter().filter(|member| !chosen(member));
                let others = Node::all(others.map(|member| (*member).clone()).collect());
                super::condition::condition(&plan(&others, around).0)
            });
            Counting { facet, among, by: count_by(facet, around) }
        };
        Facet::ALL.into_iter().map(counting).collect()
    }
}

fn count_by(facet: Facet, around: Around<'_>) -> CountBy {
    match facet {
        Facet::Skill => CountBy::Values(Field::SkillName),
        Facet::Role => CountBy::Values(Field::Role),
        Facet::Level => CountBy::Values(Field::Level),
        Facet::City => CountBy::Values(Field::CityName),
        Facet::Flag => CountBy::Values(Field::Flag),
        Facet::Has => CountBy::Values(Field::Has),
        Facet::Language => CountBy::Values(Field::LanguageCode),
        Facet::Folder => CountBy::Values(Field::FolderPath),
        Facet::Years => CountBy::Cuts(Field::Years, YEAR_BANDS[1..].iter().copied().map(f64::from).collect()),
        Facet::Imported => {
            let conditions = AGES.iter().zip(ages(around));
            CountBy::Conditions(
                conditions.map(|((age, _), when)| ((*age).to_owned(), imported(&when))).collect(),
            )
        }
        Facet::Decision => {
            let condition = |decision: &'static str| {
                let (ids, but) = around.labels.decided(decision);
                let ids = Condition::Ids(ids.members());
                (decision.to_owned(), if but { Condition::Not(Box::new(ids)) } else { ids })
            };
            CountBy::Conditions(ChoiceField::Decision.values().iter().map(|name| condition(name)).collect())
        }
        Facet::Tag => {
            let condition = |tag: &str| (tag.to_owned(), Condition::Ids(around.labels.tagged(tag).members()));
            CountBy::Conditions(around.labels.tags().into_iter().map(condition).collect())
        }
    }
}

impl Counting {
    /// The facet with what was counted: by value of `Values`, in the order of the cuts or conditions of the others, whose names are not
    /// looked at. At most `most` values and those that are chosen; `None` where it holds nothing.
    pub fn tallied(&self, query: &Query, counts: &[(String, u64)], most: usize) -> Option<FacetCounts> {
        let counts = counts.iter().map(|(name, count)| (name.clone(), *count));
        let mut named: Vec<(String, u64)> = match &self.by {
            CountBy::Values(_) => counts.collect(),
            CountBy::Cuts(..) => {
                let bands = YEAR_BANDS.iter().map(ToString::to_string);
                bands.zip(counts.map(|(_, count)| count)).collect()
            }
            CountBy::Conditions(conditions) => {
                let names = conditions.iter().map(|(name, _)| name.clone());
                names.zip(counts.map(|(_, count)| count)).collect()
            }
        };
        if self.facet == Facet::Level {
            let order = |name: &str| ChoiceField::Level.values().iter().position(|level| *level == name);
            named.retain(|(name, _)| order(name).is_some());
            named.sort_by_key(|(name, _)| order(name));
        }
        let counts: Vec<(&str, u64)> = named.iter().map(|(name, count)| (name.as_str(), *count)).collect();
        tallied(self.facet, &counts, &members_of(&query.root), most)
    }
}
