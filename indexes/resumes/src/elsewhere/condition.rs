//! A query down to fields and values.

use std::ops::Range;

use super::fields::{Field, Part};
use super::skill_tokens::used;
use super::worth::{Worth, is_exact, worth};
use crate::expansion::{Expansion, UnknownSkill};
use crate::pattern::{Pattern, Wanted};
use crate::plan::{OrWords, Plan, SkillPlan, Told, ValueKind, plan};
use crate::query::{Comparison, Leaf, Node, Query, Word, WordKind};
use crate::schema::{FACT, skill_key};
use crate::search::Asking;
use crate::skill_use::Condition as Use;

/// What an entry must be.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// All of them; everybody where there are none.
    All(Vec<Condition>),
    /// One of them; nobody where there are none.
    Any(Vec<Condition>),
    /// Everybody else.
    Not(Box<Condition>),
    /// The field holds one of these values; nobody where there are none.
    Is {
        /// An exact one.
        field: Field,
        /// Whole.
        values: Vec<String>,
    },
    /// A value of the field begins so.
    StartsWith {
        /// An exact one.
        field: Field,
        /// Small letters.
        start: String,
    },
    /// A value of the field is written nearly so.
    Nearly {
        /// An exact one.
        field: Field,
        /// Small letters.
        word: String,
        /// How many letters may be wrong: one too many, missing, another, or two changed about.
        letters: usize,
    },
    /// The words stand in a row.
    InARow {
        /// One of words.
        field: Field,
        /// At least two.
        words: Vec<String>,
        /// How many others may stand between them in all.
        near: u32,
    },
    /// The number of the field lies within.
    Number {
        /// One of a number.
        field: Field,
        /// Where it lies.
        bounds: Bounds,
    },
    /// It is one of these entries.
    Ids(Vec<u64>),
}

/// Where a number lies.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// It is that or more.
    pub at_least: Option<f64>,
    /// It is more.
    pub more_than: Option<f64>,
    /// It is that or less.
    pub at_most: Option<f64>,
    /// It is less.
    pub less_than: Option<f64>,
}

/// A query, understood.
#[derive(Debug)]
pub struct Understood {
    /// Who matches.
    pub condition: Condition,
    /// What ranks them.
    pub worth: Vec<Worth>,
    /// Whether it puts everybody in the very order of their points; otherwise nearly so.
    pub is_exact: bool,
    /// What words were taken to mean beside themselves.
    pub expansions: Vec<Expansion>,
    /// Skills of `skill:` that are not known.
    pub unknown_skills: Vec<UnknownSkill>,
}

impl Query {
    /// Understands it for an engine.
    pub fn understood(&self, asking: &Asking<'_>) -> Understood {
        let (plan, Told { expansions, unknown_skills }) = plan(&self.root, asking.around());
        let (condition, worth, is_exact) = (condition(&plan), worth(&plan), is_exact(&plan));
        Understood { condition, worth, is_exact, expansions, unknown_skills }
    }

    /// The words that allow for mistakes, with their place: not every engine can look for them.
    pub fn misspelt_words(&self) -> Vec<(String, Range<usize>)> {
        fn collect(node: &Node, found: &mut Vec<(String, Range<usize>)>) {
            match node {
                Node::All(members) | Node::Any(members) => {
                    members.iter().for_each(|member| collect(member, found));
                }
                Node::Not(inner) | Node::Wish(_, inner) => collect(inner, found),
                Node::Leaf(leaf @ Leaf::Word(Word { kind: WordKind::Fuzzy(_), .. }), at) => {
                    found.push((leaf.to_string(), at.0.clone()));
                }
                Node::Leaf(..) => {}
            }
        }
        let mut found = Vec::new();
        collect(&self.root, &mut found);
        found
    }
}

impl Condition {
    /// All of them, one alone without a frame.
    pub(crate) fn all(mut conditions: Vec<Self>) -> Self {
        if conditions.len() == 1 { conditions.remove(0) } else { Self::All(conditions) }
    }

    fn any(mut conditions: Vec<Self>) -> Self {
        conditions.retain(|condition| *condition != Self::none());
        if conditions.len() == 1 { conditions.remove(0) } else { Self::Any(conditions) }
    }

    /// What nobody fulfils.
    pub(crate) fn none() -> Self {
        Self::Any(Vec::new())
    }

    fn is(field: Field, value: &str) -> Self {
        Self::Is { field, values: vec![value.to_owned()] }
    }
}

/// Who matches a plan.
pub(super) fn condition(plan: &Plan) -> Condition {
    match plan {
        Plan::All(members) => {
            let asked = members.iter().filter(|member| !matches!(member, Plan::Wish(..)));
            Condition::all(asked.map(condition).collect())
        }
        Plan::Any(members) => Condition::any(members.iter().map(condition).collect()),
        Plan::Not(inner) => Condition::Not(Box::new(condition(inner))),
        Plan::Wish(..) => Condition::All(Vec::new()),
        Plan::Words { pattern, .. } => in_parts(pattern, &[Part::Title, Part::Name, Part::Body]),
        Plan::Field { field, pattern } => in_parts(pattern, &[(*field).into()]),
        Plan::Skill(skill) => of_skill(skill),
        Plan::Years(years) => Condition::Number { field: Field::Years, bounds: bounds(*years) },
        Plan::Value { kind, term, .. } => of_value(*kind, term),
        Plan::Imported(seconds) => imported(seconds),
        Plan::Ids { ids, but, .. } => {
            let ids = Condition::Ids(ids.members());
            if *but { Condition::Not(Box::new(ids)) } else { ids }
        }
        Plan::Id(id) => Condition::Ids(vec![*id]),
    }
}

fn of_value(kind: ValueKind, term: &str) -> Condition {
    let field = match kind {
        ValueKind::Flag => {
            return Condition::Is {
                field: Field::Flag,
                values: vec![term.to_owned(), format!("{FACT}{term}")],
            };
        }
        ValueKind::Has => Field::Has,
        ValueKind::Role => Field::Role,
        ValueKind::Level => Field::Level,
        ValueKind::Language => Field::Language,
        ValueKind::City => Field::CityKey,
        ValueKind::Folder => Field::FolderKey,
    };
    Condition::is(field, term)
}

/// Those of certain moments.
pub(crate) fn imported(seconds: &Range<i64>) -> Condition {
    let bounds = Bounds {
        at_least: (seconds.start != i64::MIN).then_some(seconds.start as f64),
        less_than: (seconds.end != i64::MAX).then_some(seconds.end as f64),
        ..Bounds::default()
    };
    Condition::Number { field: Field::Imported, bounds }
}

fn bounds(comparison: Comparison) -> Bounds {
    let at = |number: f32| Some(f64::from(number));
    let open = Bounds::default();
    match comparison {
        Comparison::AtLeast(number) => Bounds { at_least: at(number), ..open },
        Comparison::MoreThan(number) => Bounds { more_than: at(number), ..open },
        Comparison::AtMost(number) => Bounds { at_most: at(number), ..open },
        Comparison::LessThan(number) => Bounds { less_than: at(number), ..open },
        Comparison::Between(least, most) => Bounds { at_least: at(least), at_most: at(most), ..open },
        Comparison::About(number) => Bounds { at_least: at(number), less_than: at(number + 1.0), ..open },
    }
}

fn of_skill(skill: &SkillPlan) -> Condition {
    let mut any = Vec::new();
    if skill.condition == Use::default() {
        let values = skill.asked.iter().map(|asked| skill_key(&asked.name)).collect();
        any.push(Condition::Is { field: Field::Skill, values });
    } else {
        any.extend(skill.asked.iter().map(|asked| used(&asked.name, skill.condition)));
    }
    let anywhere = [Part::Body, Part::Name];
    match &skill.or_words {
        OrWords::None => {}
        OrWords::InName(pattern) => any.push(in_parts(pattern, &[Part::Name])),
        OrWords::Anywhere { spellings, typed } => {
            any.extend(spellings.iter().map(|pattern| in_parts(pattern, &anywhere)));
            any.push(Condition::all(typed.iter().map(|pattern| in_parts(pattern, &anywhere)).collect()));
        }
    }
    Condition::any(any)
}

/// Those with a pattern in one of the parts.
pub(super) fn in_parts(pattern: &Pattern, parts: &[Part]) -> Condition {
    Condition::any(parts.iter().flat_map(|part| in_part(pattern, *part)).collect())
}

fn in_part(pattern: &Pattern, part: Part) -> Vec<Condition> {
    let mut alone = Vec::new();
    let mut any = Vec::new();
    for path in &pattern.paths {
        let field = Field::Terms(part);
        match path.as_slice() {
            [(_, Wanted::Is(terms))] => alone.extend(terms.iter().cloned()),
            [(_, Wanted::StartsWith(start))] => {
                any.push(Condition::StartsWith { field, start: start.clone() });
            }
            [(_, Wanted::Near(misspelt))] => any.push(Condition::Nearly {
                field,
                word: misspelt.word().to_owned(),
                letters: misspelt.most(),
            }),
            words => any.extend(in_a_row(words, pattern.near, part)),
        }
    }
    if !alone.is_empty() {
        any.insert(0, Condition::Is { field: Field::Terms(part), values: alone });
    }
    any
}

fn in_a_row(path: &[(usize, Wanted)], near: u32, part: Part) -> Vec<Condition> {
    let terms = |wanted: &Wanted| match wanted {
        Wanted::Is(terms) => terms.clone(),
        Wanted::StartsWith(_) | Wanted::Near(_) => Vec::new(),
    };
    let terms: Vec<Vec<String>> = path.iter().map(|(_, wanted)| terms(wanted)).collect();
    let Some(words) = terms.iter().map(|terms| terms.first().cloned()).collect::<Option<Vec<_>>>() else {
        return Vec::new();
    };
    if words.len() < 2 || part == Part::Work {
        return Vec::new();
    }
    // Whatever is looked for in all its forms has two terms: the form where it is written, and where it stands for others.
    let fields = match terms.iter().all(|terms| terms.len() == 1) {
        true => vec![Field::Written(part)],
        // Other words may lead from one row into the next, so that these are asked only for what stands side by side.
        false if near == 0 => vec![Field::Row(part), Field::Steps(part)],
        false => vec![Field::Row(part)],
    };
    fields.into_iter().map(|field| Condition::InARow { field, words: words.clone(), near }).collect()
}
