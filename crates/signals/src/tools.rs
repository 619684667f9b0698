//! Skills named in a sentence, and what naming them in work done speaks for.
//!
//! The skills index finds the names and tells everyday words from tools; what is added here is the reading of a rule:
//! which kinds of skill say what a thing was built with, tested with or typed with, and which rival one another.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use candela_skills::{Category, Mention, Skill, SkillsIndex};
use regex::Regex;

use crate::fold::fold;
use crate::packs::{PackName, Packs, Rival};
use crate::pattern::pattern;
use crate::words::words;

/// What naming a skill in work done speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Purpose {
    /// A framework or library that things are built with.
    Framework,
    Testing,
    Typing,
    /// Packages, their versions and their updates.
    Dependencies,
    /// Work done later, elsewhere or beside: queues, schedulers, event loops.
    Background,
    /// Metrics, traces, logs, alerts.
    Observability,
    /// How software gets to run, and what it runs on.
    Deployment,
    /// Building with language models.
    LanguageModels,
    /// Models in production.
    ModelOperations,
}

impl Purpose {
    const ALL: [Self; 9] = [
        Self::Framework,
        Self::Testing,
        Self::Typing,
        Self::Dependencies,
        Self::Background,
        Self::Observability,
        Self::Deployment,
        Self::LanguageModels,
        Self::ModelOperations,
    ];
}

/// A skill, or another tool that a pack knows, named in the body.
#[derive(Clone, Debug)]
pub(crate) struct ToolUse {
    /// `None` for what only a pack knows.
    pub(crate) skill: Option<&'static Skill>,
    /// Where it stands in the body.
    pub(crate) range: Range<usize>,
    /// Its name as written, folded.
    pub(crate) written: String,
    purposes: BTreeSet<Purpose>,
    rival: Option<Rival>,
}

/// The tools that a body names, in its order.
pub(crate) fn tools(body: &str, packs: &Packs) -> Vec<ToolUse> {
    let mentions = SkillsIndex::bundled().mentions(body).into_iter();
    let found: Vec<ToolUse> = mentions.map(|mention| ToolUse::of_skill(mention, body, packs)).collect();
    let is_clear = |tool: &&ToolUse| {
        !means_other(body, tool)
            && (!is_small(tool) || has_company(body, &found, tool) || follows_use(body, tool))
    };
    let mut clear: Vec<ToolUse> = found.iter().filter(is_clear).cloned().collect();
    let known = |range: &Range<usize>| {
        found.iter().any(|tool| tool.range.start < range.end && range.start < tool.range.end)
    };
    clear.extend(packs.named_in(body).filter(|name| !known(&name.range)).map(ToolUse::of_pack));
    clear.sort_by_key(|tool| tool.range.start);
    clear
}

/// The line of the body that a tool stands in.
fn line<'a>(body: &'a str, tool: &ToolUse) -> &'a str {
    let start = body[..tool.range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = body[tool.range.end..].find('\n').map_or(body.len(), |at| tool.range.end + at);
    &body[start..end]
}

/// Whether words beside it show that its name is an everyday word here: a playwright's plays, birds in spring.
fn means_other(body: &str, tool: &ToolUse) -> bool {
    static OTHER: LazyLock<BTreeMap<&str, BTreeSet<&str>>> = LazyLock::new(|| {
        let lines = include_str!("../data/other_meanings.txt").lines().filter(|line| !line.starts_with('#'));
        let row = |line: &'static str| {
            let (name, words) = line.split_once(" = ")?;
            Some((name, words.split_whitespace().collect()))
        };
        lines.filter_map(row).collect()
    });
    let Some(others) = tool.skill.and_then(|skill| OTHER.get(skill.name.as_str())) else { return false };
    let line = fold(line(body, tool)).to_ascii_lowercase();
    words(&line).any(|word| others.contains(word))
}

/// A capitalised name written small: "airflow", "playwright", "django".
fn is_small(tool: &ToolUse) -> bool {
    tool.name().starts_with(char::is_uppercase) && !tool.written.contains(|c: char| c.is_ascii_uppercase())
}

/// Whether another skill stands in the same line.
fn has_company(body: &str, found: &[ToolUse], tool: &ToolUse) -> bool {
    let start = body[..tool.range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = start + line(body, tool).len();
    found.iter().any(|other| {
        other.name() != tool.name()
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
/// Infrastructure that is written down and rolled out, rather than racks, disks and hypervisors.
const ROLLED_OUT: [&str; 20] = [
    "Ansible",
    "ARM Templates",
    "Atlantis",
    "Auto Scaling",
    "AWS CDK",
    "AWS CloudFormation",
    "AWS SAM",
    "Bicep",
    "CDK for Terraform",
    "Chef",
    "Infrastructure as Code",
    "OpenTofu",
    "Packer",
    "Platform Engineering",
    "Pulumi",
    "Puppet",
    "SaltStack",
    "Terraform",
    "Terraform Cloud",
    "Terragrunt",
];
/// Names of delivery and containers that may stay on one desk.
const ON_ONE_DESK: [&str; 9] = [
    "CI/CD",
    "CKA",
    "CKAD",
    "Dependency-Track",
    "Dev Containers",
    "kind",
    "Minikube",
    "Semantic Versioning",
    "XebiaLabs",
];
/// What keeps models in production, apart from the libraries that train them.
const MODEL_OPERATIONS: [&str; 25] = [
    "Amazon SageMaker",
    "Arize",
    "Azure Machine Learning",
    "BentoML",
    "ClearML",
    "Comet ML",
    "DVC",
    "Evidently",
    "Feast",
    "Hopsworks",
    "KServe",
    "Kubeflow",
    "MLflow",
    "Neptune.ai",
    "ONNX",
    "OpenVINO",
    "Ray Serve",
    "Seldon Core",
    "Tecton",
    "TensorRT",
    "TorchServe",
    "Triton Inference Server",
    "Vertex AI",
    "Weights & Biases",
    "WhyLabs",
];
/// Language models that are built with, rather than chatted with.
const LANGUAGE_MODELS: [&str; 7] =
    ["Claude", "Gemini", "Generative AI", "GPT Models", "Large Language Models", "Llama", "Mistral"];

impl ToolUse {
    fn of_skill(mention: Mention<'static>, body: &str, packs: &Packs) -> Self {
        let skill = mention.skill;
        let written = fold(&body[mention.range.clone()]);
        let purposes = Purpose::ALL
            .into_iter()
            .filter(|purpose| packs.gives(&skill.name, *purpose) || by_category(skill, *purpose));
        Self {
            purposes: purposes.collect(),
            rival: rival(skill, packs),
            skill: Some(skill),
            range: mention.range,
            written,
        }
    }

    fn of_pack(name: PackName<'_>) -> Self {
        let written = fold(name.written);
        let rival = name.rival_kind.map(|kind| Rival { kind: kind.to_owned(), name: written.to_lowercase() });
        Self { skill: None, range: name.range, purposes: name.purposes.clone(), rival, written }
    }

    /// Its canonical name, or as written where only a pack knows it.
    pub(crate) fn name(&self) -> &str {
        self.skill.map_or(&self.written, |skill| &skill.name)
    }

    /// Whether naming it in work done speaks for a purpose. A tool may speak for several: Celery is a library and a queue.
    pub(crate) fn speaks_for(&self, purpose: Purpose) -> bool {
        self.purposes.contains(&purpose)
    }

    /// Whether naming it marks somebody who develops software, rather than an office worker or a manager.
    pub(crate) fn is_of_the_trade(&self) -> bool {
        self.skill.is_none_or(|skill| {
            !matches!(
                skill.category,
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
        })
    }

    /// The rival that a recruiter would count it as; `None` where it has none.
    pub(crate) fn rival(&self) -> Option<&Rival> {
        self.rival.as_ref()
    }
}

/// What the skills index's own order of things says a skill speaks for.
fn by_category(skill: &Skill, purpose: Purpose) -> bool {
    let (name, category) = (skill.name.as_str(), skill.category);
    match purpose {
        Purpose::Framework => is_framework(category) && !WORKBENCHES.contains(&name),
        Purpose::Testing => category == Category::Testing,
        Purpose::Typing => category == Category::Typing,
        // Every project has a package manager; only a pack knows which of them keep versions in hand.
        Purpose::Dependencies => false,
        Purpose::Background => {
            matches!(category, Category::TaskQueue | Category::Concurrency)
                && !matches!(name, "OpenMP" | "MPI")
        }
        Purpose::Observability => category == Category::Observability,
        Purpose::Deployment => match category {
            Category::Infrastructure => ROLLED_OUT.contains(&name),
            Category::Container | Category::Delivery => !ON_ONE_DESK.contains(&name),
            _ => false,
        },
        Purpose::LanguageModels => match category {
            Category::Llm => name != "n8n",
            Category::VectorStore => true,
            _ => LANGUAGE_MODELS.contains(&name),
        },
        Purpose::ModelOperations => MODEL_OPERATIONS.contains(&name),
    }
}

/// Whether skills of a kind are what things are built with.
fn is_framework(category: Category) -> bool {
    matches!(
        category,
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
            | Category::Game
    )
}

/// Whether skills of a kind are frameworks or libraries, those beside the thing that is built included: what it is tested, typed,
/// searched and shown with.
pub(crate) fn is_framework_or_library(category: Category) -> bool {
    is_framework(category)
        || matches!(
            category,
            Category::Testing | Category::Typing | Category::VectorStore | Category::BusinessIntelligence
        )
}

/// The group of rivals that a skill is one of. What builds on another member of its kind is that member: Django REST
/// Framework is Django.
fn rival(skill: &'static Skill, packs: &Packs) -> Option<Rival> {
    let kind = match skill.category {
        Category::WebFramework => "web frameworks",
        Category::FrontendFramework => "user interface frameworks",
        Category::MachineLearning => "machine learning frameworks",
        _ => packs.rival_kind(&skill.name)?,
    };
    Some(Rival { kind: kind.to_owned(), name: root(skill).to_owned() })
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
        let found: Vec<_> =
            tools(body, Packs::bundled()).into_iter().map(|tool| tool.name().to_owned()).collect();
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
    fn words_beside_it_show_another_meaning() {
        check("Award-winning Playwright with three plays on stage", &[]);
        check("Counted the Spring migration of geese", &[]);
        check("Head Chef of a restaurant kitchen", &[]);
        check("Checked the booking pages with Playwright", &["Playwright"]);
        check("Led the Spring migration of six services to Java 21", &["Spring Boot", "Java"]);
    }

    #[test]
    fn packs_know_tools_beside_the_index() {
        let found =
            tools("Tested the parser with proptest and wrote REST calls in Alamofire", Packs::bundled());
        let purposes = |name: &str, purpose| found.iter().any(|t| t.name() == name && t.speaks_for(purpose));
        assert!(
            purposes("proptest", Purpose::Testing) && purposes("Alamofire", Purpose::Framework),
            "{found:?}"
        );
    }

    #[test]
    fn a_measure_of_browsers_is_no_product() {
        check("Lowered Largest Contentful Paint", &[]);
    }

    #[test]
    fn what_builds_on_a_rival_is_that_rival() {
        let found = tools("Django REST Framework, Wagtail, Next.js, React, Python", Packs::bundled());
        let rivals: Vec<_> = found.iter().filter_map(|tool| Some(tool.rival()?.name.as_str())).collect();
        assert_eq!(rivals, ["Django", "Django", "React", "React"]);
    }
}
