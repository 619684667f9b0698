//! Data work told through notebooks alone: no service, pipeline, package or deployment.
//!
//! Flagged: "explored churn in Jupyter notebooks", "delivered the analysis as a notebook", and nothing that ran. Not:
//! notebooks beside something that was deployed, a biologist's field notebooks. A notebook ends when its author closes it.

use std::sync::LazyLock;

use regex::Regex;

use super::no_production_evidence::n_told;
use crate::checks::{Checks, Conclusion, counted};
use crate::engine::Finding;
use crate::pattern::pattern;
use crate::reading::{Reading, Sentence};
use crate::tools::Purpose;

pub(super) fn conclude(reading: &Reading<'_>) -> Conclusion {
    let told: Vec<&Sentence> =
        reading.sentences.iter().filter(|sentence| sentence.is_bullet || sentence.tells_work()).collect();
    let notebooks: Vec<&Sentence> = told
        .iter()
        .copied()
        .filter(|sentence| !sentence.is_list && NOTEBOOK.is_match(&sentence.plain))
        .collect();
    let shipped = told.iter().find_map(|sentence| shipped(sentence));
    let n_told = n_told(reading);
    let mut checks = Checks::default();
    checks
        .ask(
            "is it the résumé of somebody who works with software or data?",
            reading.is_software,
            super::develops_words(reading),
        )
        .ask(
            "are notebooks named in the work?",
            !notebooks.is_empty(),
            counted(notebooks.len(), "sentence", "sentences"),
        )
        .ask(
            "are they much of what is told?",
            notebooks.len() * 4 >= n_told,
            format!("{} of {}", notebooks.len(), counted(n_told, "sentence", "sentences")),
        )
        .ask(
            "did nothing of it run elsewhere?",
            shipped.is_none(),
            shipped.map_or_else(
                || "no service, pipeline, package or deployment".to_owned(),
                |words| format!("\"{words}\""),
            ),
        );
    let reason = format!(
        "notebooks, and no service, pipeline, package or deployment in {}",
        counted(n_told, "sentence", "sentences")
    );
    checks
        .conclude(|| notebooks.iter().map(|sentence| Finding::at(sentence.span, 1, reason.clone())).collect())
}

static NOTEBOOK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:jupyter(?:lab)?|i?python notebooks?|notebooks?|colab|kaggle kernels?)\b")
});

/// Words of a sentence that show something that outlived its notebook.
fn shipped(sentence: &Sentence) -> Option<String> {
    static SHIPPED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"\b(?:deploy\w*|production|productioni[sz]\w*|served|serving|service|microservices?|endpoint|rest api|api (?:in|with|on|for)|pipelines?|dags?|scheduled|orchestrat\w*|packag(?:e|ed|ing)|library|container\w*|docker\w*|released|shipped|real-time|batch job|retrain\w*|mlflow|airflow|dagster|prefect|kubernetes|lambda|sagemaker|ci/cd|built (?:the|a|an) (?:\w+ ){0,3}(?:system|platform|app|application|tool|warehouse)|rolled out|launched|migrat\w+|rewrote|artefact|streaming)\b",
            r"|\b(?:produktiv\w*|in produktion|mise en production|en produccion|em producao|in productie|in produzione|desplegad\w*|implantad\w*)\b",
        ))
    });
    let tool = sentence
        .tools
        .iter()
        .find(|tool| tool.speaks_for(Purpose::Deployment) || tool.speaks_for(Purpose::ModelOperations));
    let word = || SHIPPED.find(&sentence.plain).map(|word| word.as_str().to_owned());
    tool.map(|tool| tool.written.clone()).or_else(word)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Resume, check_resume};

    const ID: &str = "notebooks_only";
    const BOOKS: [&str; 2] =
        ["Explored customer churn in Jupyter notebooks with pandas", "Delivered the analysis as a notebook"];

    fn resume(extra: &[&str]) -> Resume {
        let bullets: Vec<&str> = BOOKS.iter().chain(extra).copied().collect();
        Resume::new("Data Scientist").job("Data Scientist", "2019-03", "2024-05", &bullets)
    }

    #[test]
    fn notebooks_alone_are_flagged() {
        let found = check_resume(ID, &resume(&["Took part in meetings"]), true);
        assert_eq!(found[0], "notebooks, and no service, pipeline, package or deployment in 3 sentences");
    }

    #[test]
    fn notebooks_beside_what_ran_are_not() {
        for extra in [
            "Moved the model to production",
            "Wrote the Airflow DAGs",
            "Served the forecast from a REST API",
            "Mise en production du modèle",
        ] {
            check_resume(ID, &resume(&[extra]), false);
        }
    }

    #[test]
    fn other_notebooks_are_not() {
        let ranger = Resume::new("Ranger").job(
            "Ranger",
            "2012-03",
            "2024-05",
            &["Filled notebooks with field observations of raptors"],
        );
        check_resume(ID, &ranger, false);
        check_resume(ID, &Resume::new("Data Scientist"), false);
        check_resume(ID, &Resume::new(""), false);
    }
}
