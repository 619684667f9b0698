//! Models that stay in production: served, registered, watched, trained again.
//!
//! Flagged: "model registry in MLflow", "monitored feature drift", "nightly retraining", "exported to ONNX". Not: a
//! notebook, a model that was only trained. Most models that are trained never run, and most that run decay unseen.

use std::sync::LazyLock;

use crate::cues::Cues;
use crate::engine::Finding;
use crate::reading::{Reading, Sentence};
use crate::tools::Purpose;

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    reading.work().filter(|sentence| CUES.ruled_out(sentence).is_none()).filter_map(finding).collect()
}

fn finding(sentence: &Sentence) -> Option<Finding> {
    let names = sentence.names_for(Purpose::ModelOperations);
    let named =
        || (!names.is_empty()).then(|| Finding::at(sentence.span, 1, format!("{names} in work done")));
    CUES.finding(sentence, 2).or_else(named)
}

pub(super) static CUES: LazyLock<Cues> =
    LazyLock::new(|| Cues::new("models kept in production", TELLS).but(BUT));

const TELLS: &str = concat!(
    r"\broll-?back of (?:\w+ ){0,2}models?\b|\bmodels? (?:\w+ ){0,3}through the registry\b|\binference (?:costs?|latency)\b|\bdistill(?:ed|ing) (?:[\w'-]+ ){0,4}?(?:models?|BERT)\b|\b(?:serv\w+|host\w+|deploy\w+) (?:it |them |models? )?(?:with|on|behind) triton\b|",
    r"\bA/B[- ]test(?:ed|ing|s)?\b[ -~]{0,40}\bmodels?\b|\bmodels?\b[ -~]{0,40}\bA/B[- ]test\w*|\b(?:canary|staged|gradual) (?:roll-?outs?|releases?|deploy\w*) of (?:\w+ ){0,3}models?\b|\b(?:prediction|model|forecast) (?:quality|performance|accuracy)\b[ -~]{0,40}\b(?:alert\w*|in production|drift)\b|\b(?:monitor\w*|watch\w*|alert\w*)\b[ -~]{0,40}\b(?:model|data|feature|concept) drift\b|",
    r"\bmlops\b|\b(?:serv(?:ed|ing)|deploy(?:ed|ing)|host(?:ed|ing)|shipp(?:ed|ing)|releas(?:ed|ing)|operat(?:ed|ing)) (?:[\w'-]+ ){0,5}?(?:models?|classifiers?|forecasts?|LLMs?|recommenders?)\b[ -~]{0,60}\b(?:in production|to production|on kubernetes|behind|with|on|to|via|from)\b|\b(?:model|inference|prediction) (?:serving|server|registry|endpoints?|deployment|monitoring|gateway|versioning|cards?)\b|\b(?:feature|data|concept|model|prediction) drift\b|\bdrift (?:detection|monitoring|alerts?)\b|\b(?:automatic|automated|nightly|weekly|scheduled|continuous) (?:model )?re-?training\b|\bre-?train(?:ed|ing|s) (?:[\w'-]+ ){0,5}?(?:models?|nightly|weekly|automatically|on (?:a )?schedule|pipeline)\b|\bexperiment tracking\b|\btrack(?:ed|ing) experiments\b|\bfeature stores?\b|\bshadow (?:traffic|deployment|mode)\b[ -~]{0,60}\bmodel\b|\bmodel\b[ -~]{0,60}\bshadow (?:traffic|deployment|mode)\b|\bchampion[- ]challenger\b|\b(?:quanti[sz]ed|distilled) (?:[\w'-]+ ){0,5}?models?\b|\bGPU (?:inference|serving|scheduling|cluster)\b|\bbatch(?:ed)? inference\b|\btraining[- ]serving skew\b|\b(?:vLLM|BentoML|Seldon|KServe|TorchServe|Ray Serve|ClearML|Neptune\.ai|Metaflow)\b",
    r"|\bversioned artefacts?\b[ -~]{0,60}\bmodels?\b|\b(?:modellbetrieb|modell-?monitorings?|modelle? in produktion|nachtraining|mise en production (?:de|des) modeles?|reentrainement|suivi (?:de la )?derive|modelos? en produccion|reentrenamiento|modelos? em producao|retreinamento|retreino|modellen in productie|hertrain\w*|modelli in produzione|riaddestramento)\b",
);

const BUT: &str = r"\b(?:fashion|role) models?\b|\bcontinental drift\b|\bretrain(?:ed|ing) (?:staff|workers|employees|drivers)\b";

#[cfg(test)]
mod tests {
    use super::super::tests::{check_fires, check_silent};

    const ID: &str = "mlops";

    #[test]
    fn models_kept_in_production_are_flagged() {
        check_fires(
            ID,
            &[
                "Served the churn model in production with shadow traffic before each release",
                "Monitored feature drift and prediction latency of the demand forecast",
                "Set up a model registry and nightly retraining",
                "Tracked experiments in MLflow and compared runs",
                "Exported the ranking model to ONNX and quantized it",
                "Built a feature store for 30 models",
                "Deployed 12 models behind one inference gateway",
                "Aufbau des Modell-Monitorings für die Prognose",
                "Mise en production de modèles de prévision",
                "Creación de una plataforma con modelos en producción",
                "Implantei o retreinamento semanal",
                "Realizzazione del riaddestramento notturno",
            ],
        );
    }

    #[test]
    fn models_that_never_ran_are_not() {
        check_silent(
            ID,
            &[
                "Trained several models in a Jupyter Notebook and compared their scores",
                "Delivered the analysis as a notebook",
                "Booked fashion models for a shoot",
                "Retrained workers on the new till",
                "Modelled the warehouse in dbt",
                "Want to learn MLOps",
                "Course: MLOps with Kubeflow",
                "Skills: MLflow, Kubeflow, ONNX",
                "The data team deployed the model with MLflow",
                "",
            ],
        );
    }
}
