//! Skills named in a sentence, and what naming them in work done speaks for.
//!
//! The skills index finds the names and tells everyday words from tools; what is added here is the reading of a rule:
//! which kinds of skill say what a thing was built with, tested with or typed with, and which rival one another.

use std::ops::Range;
use std::sync::LazyLock;

use candela_skills::{Category, Skill, SkillsIndex};
use regex::Regex;

use crate::fold::fold;
use crate::pattern::pattern;

/// What naming a skill in work done speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// A framework or library that things are built with.
    Framework,
    Testing,
    Typing,
}

/// A skill named in the body.
#[derive(Clone, Debug)]
pub(crate) struct ToolUse {
    pub(crate) skill: &'static Skill,
    /// Where it stands in the body.
    pub(crate) range: Range<usize>,
    /// Its name as written, folded.
    pub(crate) written: String,
}

/// The skills that a body names, in its order.
pub(crate) fn tools(body: &str) -> Vec<ToolUse> {
    let mentions = SkillsIndex::bundled().mentions(body).into_iter();
    let found: Vec<ToolUse> = mentions
        .map(|mention| {
            let written = fold(&body[mention.range.clone()]);
            ToolUse { skill: mention.skill, range: mention.range, written }
        })
        .collect();
    let is_clear =
        |tool: &&ToolUse| !is_small(tool) || has_company(body, &found, tool) || follows_use(body, tool);
    found.iter().filter(is_clear).cloned().collect()
}

/// A capitalised name written small: "airflow", "playwright", "django".
fn is_small(tool: &ToolUse) -> bool {
    tool.skill.name.starts_with(char::is_uppercase)
        && !tool.written.contains(|c: char| c.is_ascii_uppercase())
}

/// Whether another skill stands in the same line.
fn has_company(body: &str, found: &[ToolUse], tool: &ToolUse) -> bool {
    let start = body[..tool.range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = body[tool.range.end..].find('\n').map_or(body.len(), |at| tool.range.end + at);
    found.iter().any(|other| {
        other.skill != tool.skill
            && start <= other.range.start
            && other.range.end <= end
            && other.written.len() > 1
    })
}

/// Whether "in", "with" or "using" stands right before.
fn follows_use(body: &str, tool: &ToolUse) -> bool {
    static USE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b(?:in|with|using|via|mit|en|avec|con|com|em|met|usando|utilizando) $"));
    let start = body[..tool.range.start].char_indices().rev().nth(12).map_or(0, |(at, _)| at);
    USE.is_match(&fold(&body[start..tool.range.start]))
}

/// Where analysis is done by hand: naming one says nothing of what was built.
const WORKBENCHES: [&str; 4] = ["Jupyter", "KNIME", "RapidMiner", "SPSS"];

impl ToolUse {
    /// What it speaks for in work done; `None` for languages, databases, platforms and the rest.
    pub(crate) fn purpose(&self) -> Option<Purpose> {
        match self.skill.category {
            _ if WORKBENCHES.contains(&self.skill.name.as_str()) => None,
            Category::WebFramework
            | Category::FrontendFramework
            | Category::FrontendLibrary
            | Category::Mobile
            | Category::DataProcessing
            | Category::DataScience
            | Category::MachineLearning
            | Category::MlTool
            | Category::Llm
            | Category::Orm
            | Category::TaskQueue
            | Category::Concurrency
            | Category::Scraping
            | Category::Game => Some(Purpose::Framework),
            Category::Testing => Some(Purpose::Testing),
            Category::Typing => Some(Purpose::Typing),
            _ => None,
        }
    }

    /// Whether naming it marks somebody who develops software, rather than an office worker or a manager.
    pub(crate) fn is_of_the_trade(&self) -> bool {
        !matches!(
            self.skill.category,
            Category::Office
                | Category::Management
                | Category::BusinessSoftware
                | Category::BusinessIntelligence
                | Category::Design
                | Category::Engineering
                | Category::Domain
                | Category::Practice
                | Category::Analytics
                | Category::Documentation
                | Category::Model
                | Category::MarkupStyle
                | Category::OperatingSystem
        )
    }

    /// The rival that a recruiter would count it as, with its kind; `None` where skills do not rival one another.
    /// What builds on another member of its kind is that member: Django REST Framework is Django.
    pub(crate) fn rival(&self) -> Option<(Category, &'static str)> {
        let category = self.skill.category;
        let is_framework = category.is_rivalrous() && category != Category::Cloud;
        is_framework.then(|| (category, root(self.skill)))
    }
}

fn root(skill: &'static Skill) -> &'static str {
    let index = SkillsIndex::bundled();
    let below = skill.parents.iter().filter_map(|parent| index.get(parent));
    below.filter(|parent| parent.category == skill.category).map(root).next().unwrap_or(&skill.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: &[&str]) {
        let found: Vec<_> = tools(body).into_iter().map(|tool| tool.skill.name.as_str()).collect();
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn small_letters_need_company() {
        check("Measured airflow in ducts", &[]);
        check("Poet and playwright in Dublin", &[]);
        check("Built the shop with django", &["Django"]);
        check("django, celery, postgres", &["Django", "Celery", "PostgreSQL"]);
        check("Wrote tests with pytest", &["pytest"]);
    }

    #[test]
    fn a_measure_of_browsers_is_no_product() {
        check("Lowered Largest Contentful Paint", &[]);
    }

    #[test]
    fn what_builds_on_a_rival_is_that_rival() {
        let found = tools("Django REST Framework, Wagtail, Next.js, React, Python");
        let rivals: Vec<_> = found.iter().filter_map(|tool| Some(tool.rival()?.1)).collect();
        assert_eq!(rivals, ["Django", "Django", "React", "React"]);
    }
}
