//! The skills that a clause asks for: alone, in groups of which one will do, with years.

use std::ops::Range;
use std::sync::LazyLock;

use candela_extract::Span;
use candela_skills::{Category, Mention, Skill, SkillsIndex};
use regex::Regex;

use super::years;
use crate::role::SkillAsk;

/// An ask and where it stands in its clause.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) ask: SkillAsk,
    /// A range of the clause.
    pub(super) at: Span,
}

/// What parts two names of which one will do.
static OR: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)^[\s,)]*(?:(?:and/or|und/oder|or|oder|bzw\.?|beziehungsweise|alternatively|ou|of)\s+(?:a |an |the |similar |rather )?\(?|[/|]\s*)$",
    )
});
static COMMA: LazyLock<Regex> = LazyLock::new(|| compiled(r"^\s*,\s*$"));
static AND: LazyLock<Regex> = LazyLock::new(|| compiled(r"(?i)^\s*,?\s*(?:and|und|&|\+|et|y|e|en)\s+$"));
/// What stands before examples.
static SUCH_AS: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)(?:\bone of(?: the following)?|\bany of|\beither|\be\.g\.,?|\bsuch as|\blike|\bfor example|\beiner? (?:von|der)|\bz\. ?b\.|\bwie(?: z\. ?b\.)?|\bbeispielsweise)\s*:?\s*\(?\s*$",
    )
});
/// What stands between years and a skill they are not about.
static APART: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)[,;:(–—]|\b(?:including|incl\.?|especially|particularly|preferably|ideally|insbesondere|davon|vorzugsweise|idealerweise)\b",
    )
});
static DENIED: LazyLock<Regex> = LazyLock::new(|| {
    compiled(concat!(
        r"(?i)\b(?:no|without) (?:prior |previous |\w+ )?(?:experience|knowledge)\b|\b(?:is|are) not (?:required|needed|necessary|relevant)\b|\bdo(?:es)?n['’]t need\b|",
        r"\bkeine? (?:\w+ ){0,2}(?:erfahrung|kenntnisse|vorkenntnisse)\b|\bnicht (?:nötig|erforderlich|notwendig)\b"
    ))
});

fn compiled(text: &str) -> Regex {
    Regex::new(text).expect("the expressions are literals, run by tests")
}

/// Whether a clause says that what it names is not needed.
pub(super) fn is_denied(clause: &str) -> bool {
    DENIED.is_match(clause)
}

/// What a clause asks for, in its order.
pub(super) fn asks(clause: &str, skills: &SkillsIndex) -> Vec<Found> {
    let mentions = mentions(clause, skills);
    let groups = groups(clause, &mentions);
    let years = years::named(clause);
    let last_used = years::last_use(clause);
    groups
        .iter()
        .map(|group| {
            let group = &mentions[group.clone()];
            let at = group[0].range.start..group[group.len() - 1].range.end;
            let mut any: Vec<String> = Vec::new();
            for mention in group {
                if !any.contains(&mention.skill.name) {
                    any.push(mention.skill.name.clone());
                }
            }
            let years = years_of(&at, clause, &years, &mentions);
            Found { ask: SkillAsk { any, years, last_used }, at: Span::new(at) }
        })
        .collect()
}

/// Where a clause names skills. Everyday words are tools here too when they are written as the tool is: nobody asks for a
/// flask, or for airflow.
fn mentions<'a>(clause: &str, skills: &'a SkillsIndex) -> Vec<Mention<'a>> {
    let mut mentions = skills.listed_mentions(clause);
    for word in clause.split(|c: char| c.is_whitespace() || ",;:()/|".contains(c)) {
        let start = word.as_ptr() as usize - clause.as_ptr() as usize;
        let range = start..start + word.trim_end_matches('.').len();
        let is_free =
            !mentions.iter().any(|known| known.range.start < range.end && range.start < known.range.end);
        if let Some(skill) = named_tool(&clause[range.clone()], skills).filter(|_| is_free) {
            mentions.push(Mention { skill, range });
        }
    }
    mentions.sort_by_key(|mention| mention.range.start);
    mentions
}

/// The tool that a word is the name of, capitals and all.
fn named_tool<'a>(word: &str, skills: &'a SkillsIndex) -> Option<&'a Skill> {
    const NO_TOOLS: [Category; 7] = [
        Category::Practice,
        Category::Domain,
        Category::Design,
        Category::Management,
        Category::Office,
        Category::Documentation,
        Category::Model,
    ];
    let skill = skills.resolve(word)?;
    let is_written_so = skill.name == word || skill.aliases.iter().any(|alias| alias == word);
    let is_name = (word.starts_with(char::is_uppercase) || skill.name == word) && word.chars().count() > 2;
    (is_written_so && is_name && !NO_TOOLS.contains(&skill.category)).then_some(skill)
}

/// The mentions as runs of which one will do, most of them of one mention.
fn groups(clause: &str, mentions: &[Mention<'_>]) -> Vec<Range<usize>> {
    let between = |at: usize| &clause[mentions[at - 1].range.end..mentions[at].range.start];
    let alike = |a: usize, b: usize| mentions[a].skill.category == mentions[b].skill.category;
    let mut groups: Vec<Range<usize>> = Vec::new();
    // From where on the mentions are examples of one thing.
    let mut examples: Option<usize> = None;
    for at in 0..mentions.len() {
        let start = if at == 0 { 0 } else { mentions[at - 1].range.end };
        let before = &clause[start..mentions[at].range.start];
        if let Some(mark) = SUCH_AS.find(before) {
            examples = Some(at);
            // "Message queues such as Kafka": the examples stand for the kind.
            if at > 0 && before[..mark.start()].chars().all(|c| c.is_whitespace() || c == ',' || c == '(') {
                groups.pop();
            }
        }
        let joins = at > 0
            && match examples {
                Some(first) if first < at => {
                    let goes_on = COMMA.is_match(between(at)) || AND.is_match(between(at));
                    OR.is_match(between(at)) || goes_on && alike(first, at)
                }
                _ => OR.is_match(between(at)) && is_choice(between(at), &mentions[at]),
            };
        if !joins {
            examples = examples.filter(|first| *first == at);
            groups.push(at..at + 1);
            continue;
        }
        let last = groups.pop().unwrap_or(at..at);
        let mut first = last.start;
        // "Django, Flask or FastAPI": what comes before the comma belongs to it when it is of the same kind.
        while first > 0 && COMMA.is_match(between(first)) && alike(first - 1, at) && alike(first, at) {
            groups.pop();
            first -= 1;
        }
        groups.push(first..at + 1);
    }
    groups
}

/// A stroke may also join what belongs together: "HTML/CSS".
fn is_choice(between: &str, mention: &Mention<'_>) -> bool {
    !between.contains(['/', '|']) || mention.skill.category != Category::MarkupStyle
}

/// The years that are said of the skills at a place: those before it in the same breath, or right after it.
fn years_of(
    at: &Range<usize>,
    clause: &str,
    years: &[years::Years],
    mentions: &[Mention<'_>],
) -> Option<f32> {
    let after = years.iter().find(|years| {
        let gap = clause.get(at.end..years.at.start).unwrap_or("\n");
        let alone = !mentions.iter().any(|mention| mention.range.start >= years.at.end);
        let marked = gap.trim_start().starts_with(['(', ':', '-', '–', '—', '=']);
        gap.chars().count() <= 16 && (marked || alone && gap.trim().is_empty() && years.at.start > at.end)
    });
    if let Some(years) = after {
        return Some(years.least);
    }
    let before = years.iter().rev().find(|years| years.at.end <= at.start)?;
    // Years with a mark of their own skill before them are not those of the next one.
    let is_taken = mentions.iter().any(|mention| {
        let gap = clause.get(mention.range.end..before.at.start).unwrap_or("\n");
        gap.chars().count() <= 3 && gap.trim_start().starts_with(['(', ':', '-', '–', '—', '='])
    });
    let first = mentions.iter().find(|mention| mention.range.start >= before.at.end)?;
    let gap = clause.get(before.at.end..first.range.start).unwrap_or_default();
    (!is_taken && !APART.is_match(gap)).then_some(before.least)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(clause: &str, expected: &[&str]) {
        let got: Vec<String> =
            asks(clause, SkillsIndex::bundled()).iter().map(|found| found.ask.in_words()).collect();
        assert_eq!(got, expected, "{clause}");
    }

    #[test]
    fn skills_stand_alone_or_in_groups() {
        check("Strong Python and PostgreSQL skills", &["Python", "PostgreSQL"]);
        check("Django or FastAPI", &["Django or FastAPI"]);
        check("Django, Flask or FastAPI", &["Django, Flask or FastAPI"]);
        check("Python, Django or Flask", &["Python", "Django or Flask"]);
        check("Erfahrung mit Django oder Flask", &["Django or Flask"]);
        check("a cloud such as AWS, GCP or Azure", &["AWS, Google Cloud or Azure"]);
        check("message queues such as Kafka or RabbitMQ", &["Apache Kafka or RabbitMQ"]);
        check("HTML/CSS", &["HTML", "CSS"]);
        check("React/Vue.js", &["React or Vue.js"]);
    }

    #[test]
    fn years_go_with_their_skills() {
        check("3+ years of Python", &["3 years of Python"]);
        check("5+ years with Java and 2+ years with Kotlin", &["5 years of Java", "2 years of Kotlin"]);
        check("Python (3+ years), Go (1 year)", &["3 years of Python", "1 year of Go"]);
        check("Python: 4 Jahre", &["4 years of Python"]);
        check("Mindestens drei Jahre Erfahrung mit Django oder Flask", &["3 years of Django or Flask"]);
        check("5+ years of software development, including Python", &["Python"]);
        check("Kafka within the last two years", &["Apache Kafka, used within the last 2 years"]);
    }

    #[test]
    fn what_is_not_needed_is_seen() {
        assert!(is_denied("No experience with Kubernetes needed"));
        assert!(is_denied("Kubernetes is not required"));
        assert!(is_denied("Keine Erfahrung mit Kubernetes nötig"));
        assert!(!is_denied("Experience with Kubernetes"));
    }
}
