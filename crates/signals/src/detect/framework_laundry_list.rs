//! Four or more frameworks that do the same job, side by side, and fewer than two of them used in work told.
//!
//! Which frameworks rival one another stands in the packs. Flagged: "Expert in Django, FastAPI, Flask, Pyramid and Tornado". Not: tools that complete each other, or a list whose
//! members turn up in the work. Nobody runs five web frameworks at once; such a row is mostly there for keyword searches.

use std::collections::BTreeSet;

use crate::engine::Finding;
use crate::packs::Rival;
use crate::reading::{Reading, Sentence};
use crate::tools::ToolUse;

/// So many rivals side by side are a row.
const ROW: usize = 4;

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    reading.sentences.iter().filter_map(|sentence| finding(sentence, reading)).collect()
}

fn finding(sentence: &Sentence, reading: &Reading<'_>) -> Option<Finding> {
    let kinds: BTreeSet<&str> = rivals(sentence).map(|rival| rival.kind.as_str()).collect();
    let rows =
        kinds.into_iter().map(|kind| (kind, rivals_of(sentence, kind))).filter(|(_, row)| row.len() >= ROW);
    let (kind, row) = rows.max_by_key(|(_, row)| row.len())?;
    let n_used = row.iter().filter(|name| is_used(name, reading)).count();
    let strength = u8::try_from(row.len()).unwrap_or(u8::MAX);
    let used = if n_used == 0 { "none of them" } else { "one of them" };
    let reason = format!("{} {kind} side by side, {used} in work told", row.len());
    (n_used < 2).then(|| Finding::at(sentence.span, strength, reason))
}

/// The rivals named in a sentence, by kind.
fn rivals(sentence: &Sentence) -> impl Iterator<Item = &Rival> {
    sentence.tools.iter().filter_map(ToolUse::rival)
}

fn rivals_of<'a>(sentence: &'a Sentence, kind: &str) -> BTreeSet<&'a str> {
    rivals(sentence).filter(|rival| rival.kind == kind).map(|rival| rival.name.as_str()).collect()
}

/// Whether a work sentence that is no row itself names the framework.
fn is_used(name: &str, reading: &Reading<'_>) -> bool {
    reading.work().any(|sentence| {
        rivals(sentence).any(|rival| rival.name == name && rivals_of(sentence, &rival.kind).len() < ROW)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_fires, check_silent};

    const ID: &str = "framework_laundry_list";

    #[test]
    fn a_row_of_rivals_is_flagged() {
        check_fires(
            ID,
            &[
                "Expert in Django, FastAPI, Flask, Pyramid, Tornado, Bottle, Sanic and aiohttp",
                "Familiar with Express, NestJS, Django, Flask, Spring Boot, ASP.NET Core, Laravel, Gin",
                "Web frameworks: Django, Flask, FastAPI, Pyramid",
                "Worked with React, Angular, Vue, Svelte and Ember",
                "ML: PyTorch, TensorFlow, MXNet, JAX, Caffe",
            ],
        );
    }

    #[test]
    fn complements_are_not() {
        check_silent(
            ID,
            &[
                "Django, Django REST Framework, DRF, Celery, PostgreSQL",
                "React, Redux, Next.js, Tailwind CSS, Jest, Cypress",
                "Python, Java, Kotlin, Scala, Rust",
                "Django, Flask, FastAPI",
                "",
            ],
        );
    }

    #[test]
    fn rivals_used_in_work_are_forgiven() {
        let row = "Frameworks: Django, Flask, FastAPI, Pyramid";
        check(ID, &format!("{row}\n\n• Built the shop in Django"), &[row]);
        check(ID, &format!("{row}\n\n• Built the shop in Django\n• Moved the API to FastAPI"), &[]);
    }
}
