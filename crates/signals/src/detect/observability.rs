//! Systems that can be seen into while they run: metrics, traces, structured logs, objectives, alerts.
//!
//! Flagged: "instrumented the service with OpenTelemetry", "alerts that page on burn rate", "structured logs". Not:
//! "monitored progress", vital signs, metrics for the board. Who cannot see a system cannot keep it running.

use std::sync::LazyLock;

use crate::cues::Cues;
use crate::engine::Finding;
use crate::reading::{Reading, Sentence};
use crate::tools::Purpose;

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    reading.work().filter_map(finding).collect()
}

fn finding(sentence: &Sentence) -> Option<Finding> {
    let names = sentence.names_for(Purpose::Observability);
    let named =
        || (!names.is_empty()).then(|| Finding::at(sentence.span, 2, format!("{names} in work done")));
    named().or_else(|| CUES.finding(sentence, 1))
}

pub(super) static CUES: LazyLock<Cues> =
    LazyLock::new(|| Cues::new("a system made visible while it runs", TELLS).but(BUT));

const TELLS: &str = concat!(
    r"\b(?:trace|request|correlation) ids?\b|\blog (?:retention|search|shipping)\b|\breal[- ]user monitoring\b|\bRUM\b|\bcore web vitals\b[ -~]{0,30}\b(?:dashboards?|monitor\w*)\b|\btun(?:ed|ing) (?:the )?alerts?\b|\bpages at night\b|\bsynthetic probes?\b|",
    r"\b(?:traces|spans) and (?:logs|metrics)\b|\b(?:logs|metrics) and traces\b|\balert (?:noise|storms?)\b|\bburn[- ]rates?\b|\blogging und tracing\b|\bstrukturierte\w* logging\b|\bhoneycomb (?:quer\w+|traces?|dashboards?)\b|\blogging\b[ -~]{0,60}\b(?:every request|end to end|correlation|request ids?|structured|json)\b|\bcloudwatch (?:alarms?|dashboards?|metrics|logs)\b|\b(?:alarms?|dashboards) (?:and \w+ )?(?:for|of|on) (?:the |our |every |all )?(?:\w+ ){0,3}(?:platform|back ?end)\b|",
    r"\b(?:observability|distributed tracing|(?:request|end-to-end) tracing|opentelemetry|structured log(?:s|ging)|log aggregation|centrali[sz]ed log(?:s|ging)|service[- ]level (?:objectives?|indicators?)|SLOs?|SLIs?|error budgets?|burn rates?|golden signals|telemetry (?:for|of|from|pipeline)|health checks?|synthetic (?:checks|monitoring)|alert(?:s|ing)? (?:rules?|on (?:burn|error|latenc|queue|lag|drift)\w*|that page|to every table|for (?:the |every |each |all )?(?:service|api|pipeline|queue|cluster|database|job)\w*)|(?:freshness|volume|drift|latency|error|anomaly) (?:and \w+ )?alerts|(?:feature|data|model|prediction) drift|tracing spans|spans to|alerts? (?:now )?(?:fire|page)|alert fatigue|on-call alerts|paging alerts)\b",
    r"|\b(?:monitor(?:ed|ing)|dashboards?|metrics|instrument(?:ed|ing|ation)|alert(?:s|ed|ing)|trac(?:es|ed|ing)|logs)\b[ -~]{0,60}\b(?:of|for|in|on|across) (?:the |our |every |each |all |\d+ )*(?:\w+ ){0,3}(?:services?|micro-?services?|apis?|pipelines?|clusters?|servers?|endpoints?|databases?|queues?|models?|deployments?|production|jobs|kubernetes|applications?)\b",
    r"|\b(?:beobachtbarkeit|uberwach(?:t|te|ung)[ -~]{0,40}(?:dienste\w*|systeme\w*|server\w*|anwendung\w*|cluster\w*|prometheus|metriken)|strukturierte\w* (?:logs|protokolle)|alarmierung|verteiltes tracing|supervision (?:des|de|d')[ -~]{0,30}(?:services|serveurs|applications|plateforme)|observabilite|journaux structures|tracage distribue)\b",
    r"|\b(?:monitori[sz]acion (?:de|con)|observabilidad|trazas distribuidas|registros estructurados|alertas (?:de|para|sobre) (?:latencia|errores|servicios?)|monitoramento (?:de|com)|observabilidade|rastreamento distribuido|logs estruturados|waarneembaarheid|gestructureerde logs|monitoring (?:van|met|mit|con|avec)|monitoraggio (?:di|dei|con)[ -~]{0,30}(?:servizi|server|applicazioni|prometheus|grafana)|osservabilita|log strutturati)\b",
);

const BUT: &str = r"\b(?:vital signs|patients?|temperatures?|heating|progress|students?|pupils|animals?|breeding|wildlife|crops?|parcels|shipments|(?:to|for) the board|sales (?:metrics|dashboard)|marketing (?:metrics|dashboard)|competitors?|budgets? of|stock levels?|KPIs?|interviews?|recruitment)\b";

#[cfg(test)]
mod tests {
    use super::super::tests::{check_fires, check_silent};

    const ID: &str = "observability";

    #[test]
    fn visible_systems_are_flagged() {
        check_fires(
            ID,
            &[
                "Instrumented the ingest service with OpenTelemetry traces and structured logs",
                "Defined service-level objectives and built Prometheus alerts that page on burn rate",
                "Added freshness and volume alerts to every table of the warehouse",
                "Built Grafana dashboards for latency, errors and saturation of 21 services",
                "Reported client and server errors to Sentry and triaged them weekly",
                "Introduced structured logging and cut the time to find a cause",
                "Set error budgets with two product teams",
                "Built dashboards for all 14 production services",
                "Dienste mit Prometheus und Grafana überwacht und SLOs vereinbart",
                "Mise en place de la supervision des serveurs",
                "Implementación de trazas distribuidas",
                "Implantei o monitoramento de 30 APIs",
                "Opzetten van gestructureerde logs voor de webshop",
                "Realizzazione del monitoraggio dei servizi",
            ],
        );
    }

    #[test]
    fn other_watching_is_not() {
        check_silent(
            ID,
            &[
                "Monitored vital signs of up to 8 patients per shift",
                "Monitored temperatures during the first heating season",
                "Observed breeding behaviour and wrote monthly reports",
                "Traced missing parcels and reported delays",
                "Reported metrics to the board every quarter",
                "Observed user interviews and wrote a summary",
                "Monitored progress of the project",
                "Want to learn Prometheus",
                "No experience with Grafana",
                "Skills: Prometheus, Grafana",
                "Completed a course on OpenTelemetry",
                "",
            ],
        );
    }
}
