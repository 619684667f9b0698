//! Software that was brought to its users and kept running there.
//!
//! Flagged: "moved 28 services to Kubernetes", "on call one week in four, with written postmortems", "released to
//! production on every merge", "Gunicorn behind Nginx". Not: a demo on a free tier, soldiers and containers that were
//! deployed or shipped, a nurse on call. Running software teaches what writing it does not.

use std::sync::LazyLock;

use crate::cues::Cues;
use crate::engine::Finding;
use crate::reading::{Reading, Sentence};
use crate::tools::Purpose;

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    let told = reading.work().filter(|sentence| CUES.ruled_out(sentence).is_none());
    told.filter_map(finding).collect()
}

fn finding(sentence: &Sentence) -> Option<Finding> {
    let names = sentence.names_for(Purpose::Deployment);
    CUES.finding(sentence, 3)
        .or_else(|| {
            (!names.is_empty()).then(|| Finding::at(sentence.span, 2, format!("{names} in work done")))
        })
        .or_else(|| ON_CALL.finding(sentence, 2))
}

/// Software in service, in words that mean nothing else.
pub(super) static CUES: LazyLock<Cues> =
    LazyLock::new(|| Cues::new("ran or shipped in production", TELLS).but(BUT));

const TELLS: &str = concat!(
    r"\bproduction support\b|\b(?:when|if) production (?:breaks|fails|is down)\b|\bpublish(?:es|ed|ing)? (?:[\w'-]+ ){0,4}?(?:to|on) (?:PyPI|npm|crates\.io|Maven Central|NuGet|the app store|Docker Hub)\b[ -~]{0,30}\b(?:CI|tag|release|pipeline|automat\w+)\b|\broot[- ]cause analys[ie]s\b[ -~]{0,40}\b(?:incidents?|outages?|production)\b|\bnights? shift uses\b|",
    r"\b(?:deploy(?:ed|ing|s)?|releas(?:ed|ing|es?)|shipp(?:ed|ing)|roll(?:ed|ing|s)? out|push(?:ed|ing)?|promot(?:ed|ing)|went|put|brought|took|moved)\b[ -~]{0,60}\b(?:to|into|in) (?:production|prod|AWS|Azure|GCP|Google Cloud|Heroku|the cloud|Lambda|EC2|ECS|EKS|Cloud Run|the app ?store|(?:the )?(?:app|play) store|both stores|general availability)\b|\b(?:run(?:s|ning)?|ran|operat(?:ed|ing|es)|serv(?:ed|ing|es)|kept|support(?:ed|ing)) (?:[\w'-]+ ){0,5}?in production\b",
    r"|\b(?:blue[-/ ]green|canary (?:releases?|deploy\w*|roll-?outs?)|rolling (?:releases?|updates?|deploy\w*)|zero[- ]downtime (?:deploy\w*|releases?)|feature flags?|shadow traffic|continuous (?:deployment|delivery)|(?:CI|CI/CD|delivery|deployment|release|build) pipelines?|CI/CD|release (?:train|process|automation)|release engineering|canary(?:ing|ed)?|infrastructure as code|IaC|production incidents?|incident (?:response|commander|reviews?|management)|post-?mortems?|runbooks?|disaster recovery|auto-?scaling|load[- ]balanc\w+|on-call (?:rotation|rota|duty)|post-incident reviews?|outages?|rollbacks?|pager duty|carried the pager|went live|go-live|over[- ]the[- ]air|OTA (?:updates?|roll-?outs?))\b",
    r"|\b(?:Gunicorn|uWSGI|Uvicorn|systemd|nginx|HAProxy|Traefik|Fargate|ECS|EKS|GKE|AKS|CloudFormation|Capistrano|Fastlane)\b",
    r"|\b(?:rufbereitschaft|bereitschaftsdienst|produktivbetrieb|produktivumgebung|in (?:die )?produktion (?:gebracht|uberfuhrt|genommen)|in betrieb (?:genommen|gehalten)|live-?gang|betrieb von [ -~]{0,40}(?:diensten|services|anwendungen|systemen|servern|clustern?|plattform))\b",
    r"|\b(?:astreintes?|mise en production|mis en production|deploiement continu|integration continue|chaine (?:CI|de livraison)|livraison continue|exploitation d[eu'] ?[ -~]{0,30}(?:services|applications|plateforme|serveurs))\b",
    r"|\b(?:guardias?|puesta en produccion|en produccion|despliegues? (?:continu\w+|automat\w+)|integracion continua|entrega continua|operacion de [ -~]{0,30}(?:servicios|aplicaciones|plataforma))\b",
    r"|\b(?:plantao|sobreaviso|em producao|implantacao (?:continua|automat\w+|em)|integracao continua|entrega continua|operacao de [ -~]{0,30}(?:servicos|aplicacoes|plataforma))\b",
    r"|\b(?:piketdienst|storingsdienst|in productie|live gezet|uitrol van|continue (?:integratie|levering)|beheer van [ -~]{0,30}(?:diensten|servers|clusters|platform)|reperibilita|in produzione|messa in produzione|rilasci? (?:continu\w+|automat\w+)|integrazione continua)\b",
);

/// People, goods and demos: the same words about other things.
const BUT: &str = r"\b(?:overseas|troops|field hospitals?|soldiers|battalion|peacekeep\w+|surgical|wards?|patients?|clinic(?:al)?|hospital (?:ward|beds)|nurs(?:e|ing)|midwi\w+|vet(?:erinary)?|plumb\w+|lifeboat|fire ?fight\w+|containers through|ports|freight|cargo|training (?:to|for|in) the|sales (?:team|training)|free tier|hobby (?:plan|dyno)|theatre|film|crops?|harvest|factory floor|assembly line|production (?:line|manager|planning|schedule)|music production|video production|volunteers?|airlift|relief)\b";

/// "On call" alone is said by doctors and caretakers too.
static ON_CALL: LazyLock<Cues> = LazyLock::new(|| {
    Cues::new(
        "on call for software",
        r"\bon[- ]?call\b[ -~]{0,80}\b(?:services?|systems?|platform|apis?|production|incidents?|rotation|engineers?|alerts?|cluster|backend|infrastructure|databases?|applications?)\b|\b(?:services?|systems?|platform|apis?|incidents?|rotation|backend|infrastructure|production)\b[ -~]{0,60}\bon[- ]?call\b",
    )
    .but(BUT)
});

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_fires, check_silent};

    const ID: &str = "production_deployment";

    #[test]
    fn software_in_service_is_flagged() {
        check_fires(
            ID,
            &[
                "Moved 28 services to Kubernetes with Helm charts",
                "Released the web client to production on every merge",
                "Carried the pager for the billing service: on-call one week in 3, with written postmortems",
                "Replaced weekly releases by blue-green deployments",
                "Wrote the Terraform modules for three regions",
                "Ran the service with Gunicorn behind Nginx on two hosts",
                "Deployed the scoring API to AWS and kept it there for four years",
                "Shared the on-call rotation for the payments platform",
                "Shipped an offline-first app to both stores",
                "Set up GitHub Actions so that every merge is tested",
                "Betrieb von 34 Diensten inklusive Rufbereitschaft",
                "Mise en production hebdomadaire et astreintes",
                "Operación de 39 servicios con guardias",
                "Implantação contínua de 12 serviços em produção",
                "Beheer van 40 servers en storingsdienst",
                "Messa in produzione del portale e reperibilità",
            ],
        );
    }

    #[test]
    fn other_deployments_are_not() {
        check_silent(
            ID,
            &[
                "Deployed overseas twice to coordinate field hospitals",
                "On call for the surgical ward two nights a week",
                "Shipped 342 containers through three ports",
                "Rolled out Salesforce training to the region",
                "Planned the production schedule of two assembly lines",
                "Completed an online course on Kubernetes and shared the notes",
                "No experience with Kubernetes",
                "Want to learn Terraform",
                "Skills: Docker, Kubernetes, Terraform",
                "The platform team moved our services to Kubernetes",
                "We are looking for engineers who join the on-call rotation",
                "Deployed a demo to a free tier of Heroku",
                "Wrote the billing service",
                "",
            ],
        );
    }

    #[test]
    fn words_of_service_stand_before_bare_names() {
        let body = "• Wrote Helm charts for 9 services\n• Released the client to production every day";
        check(ID, body, &["Released the client to production every day", "Wrote Helm charts for 9 services"]);
    }
}
