//! What of a query gives points, so that an engine that can add up lists the best first.
//!
//! The points that are shown are given on this machine, to the hits that are shown.

use super::condition::{Condition, condition, in_parts};
use super::fields::{Field, Part};
use super::skill_tokens::{used, worths};
use crate::plan::{FULFILLED, IN_TITLE, IN_WORK, Plan, SkillPlan, ValueKind, boost};
use crate::query::TextField;
use crate::skill_use::Condition as Use;

/// What ranks those who match.
#[derive(Clone, Debug, PartialEq)]
pub enum Worth {
    /// Points for whoever fulfils it.
    When(Condition, f32),
    /// What counts only for whoever fulfils something.
    Within(Condition, Vec<Worth>),
    /// The best of several, each the sum of its own.
    Best(Vec<Vec<Worth>>),
}

/// So many skills that imply the one asked, for years or a time, are told apart by how they were used; an engine bounds how long a
/// question may be.
const MOST_TOLD_APART: usize = 12;
/// What a use counts for through what it implies.
const IMPLIES: f32 = 0.75;
/// What any other is worth: about that of a use of some years, which is not told apart from others.
const OTHERS: f32 = 300.0;

/// What of a plan gives points to those who match it.
pub(super) fn worth(plan: &Plan) -> Vec<Worth> {
    weighted(plan, 1.0)
}

fn weighted(plan: &Plan, weight: f32) -> Vec<Worth> {
    match plan {
        Plan::All(members) => members.iter().flat_map(|member| weighted(member, weight)).collect(),
        Plan::Any(members) => {
            let of_member = |member: &Plan| within(member, weighted(member, weight));
            members.iter().filter_map(of_member).collect()
        }
        Plan::Wish(wish, inner) => {
            within(inner, weighted(inner, weight * boost(*wish))).into_iter().collect()
        }
        Plan::Words { pattern, .. } => {
            let in_title = in_parts(pattern, &[Part::Title]);
            let only_in_work = Condition::All(vec![
                in_parts(pattern, &[Part::Work]),
                Condition::Not(Box::new(in_title.clone())),
            ]);
            vec![Worth::When(in_title, IN_TITLE * weight), Worth::When(only_in_work, IN_WORK * weight)]
        }
        Plan::Skill(skill) => vec![of_skill(skill, weight)],
        Plan::Field { field: TextField::Title, .. } => {
            vec![Worth::When(condition(plan), IN_TITLE * weight)]
        }
        Plan::Value { kind: ValueKind::City | ValueKind::Folder, .. }
        | Plan::Not(_)
        | Plan::Id(_)
        | Plan::Field { field: TextField::City | TextField::School | TextField::File, .. } => Vec::new(),
        Plan::Field { field: TextField::Company, .. }
        | Plan::Years(_)
        | Plan::Imported(_)
        | Plan::Ids { .. }
        | Plan::Value { .. } => vec![Worth::When(condition(plan), FULFILLED * weight)],
    }
}

fn within(plan: &Plan, worth: Vec<Worth>) -> Option<Worth> {
    match plan {
        _ if worth.is_empty() => None,
        // Whatever gives points by itself says who gets them.
        Plan::Field { .. } | Plan::Value { .. } | Plan::Years(_) | Plan::Imported(_) | Plan::Ids { .. } => {
            worth.into_iter().next()
        }
        plan => Some(Worth::Within(condition(plan), worth)),
    }
}

fn of_skill(skill: &SkillPlan, weight: f32) -> Worth {
    let powers = |name: &str, implied: bool, weight: f32| -> Vec<Worth> {
        let is = |token| Condition::Is { field: Field::SkillWorth, values: vec![token] };
        worths(name, implied).map(|(token, worth)| Worth::When(is(token), worth * weight)).collect()
    };
    let (own, implying) = match skill.asked.split_first() {
        Some((own, implying)) => (own, implying),
        None => return Worth::Best(Vec::new()),
    };
    if skill.condition == Use::default() {
        let mut best = vec![powers(&own.name, false, weight)];
        if !implying.is_empty() {
            best.push(powers(&own.name, true, weight));
        }
        return Worth::Best(best);
    }
    let (apart, others) = skill.asked.split_at(skill.asked.len().min(1 + MOST_TOLD_APART));
    let mut best: Vec<Vec<Worth>> = apart
        .iter()
        .map(|asked| {
            let weight = if asked.implies { weight * IMPLIES } else { weight };
            vec![Worth::Within(used(&asked.name, skill.condition), powers(&asked.name, false, weight))]
        })
        .collect();
    if !others.is_empty() {
        let others = others.iter().map(|asked| used(&asked.name, skill.condition)).collect();
        best.push(vec![Worth::When(Condition::Any(others), OTHERS * weight)]);
    }
    Worth::Best(best)
}

/// Whether the worth of a plan puts everybody in the very order of their points. Where it does not, words in a row in work are left
/// out, or those who come by a skill that implies the one asked are put among each other only nearly so.
pub(super) fn is_exact(plan: &Plan) -> bool {
    plan.leaves().into_iter().all(|leaf| match leaf {
        Plan::Words { pattern, .. } => pattern.paths.iter().all(|path| path.len() == 1),
        Plan::Skill(skill) => skill.condition == Use::default() || skill.asked.len() == 1,
        _ => true,
    })
}
