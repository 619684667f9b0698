//! Work done later or beside, and what happens when it fails halfway.
//!
//! Flagged: "Celery tasks with retries and idempotency keys", "asyncio client", "a transactional outbox". Not:
//! "asynchronous communication", background papers. A task that fails halfway is where systems lose money.

use std::sync::LazyLock;

use crate::cues::Cues;
use crate::engine::Finding;
use crate::reading::{Reading, Sentence};
use crate::tools::Purpose;

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    reading.work().filter_map(finding).collect()
}

fn finding(sentence: &Sentence) -> Option<Finding> {
    let names = sentence.names_for(Purpose::Background);
    let named =
        || (!names.is_empty()).then(|| Finding::at(sentence.span, 1, format!("{names} in work done")));
    CUES.finding(sentence, 2).or_else(named)
}

pub(super) static CUES: LazyLock<Cues> =
    LazyLock::new(|| Cues::new("work in the background, and its failures", TELLS).but(BUT));

const TELLS: &str = concat!(
    r"\bretry topics?\b|\bmanual (?:commits?|acknowledg\w+)\b|\b(?:laravel|rails|redis|kafka|SQS|priority|durable|delayed) queues?\b|\bfan-?out\b[ -~]{0,50}\b(?:SQS|SNS|lambda|kafka|queues?|workers?)\b|\bjobs? that (?:re)?(?:start|resume|continue)s? where\b|\bresumable (?:jobs?|chunks|batches|imports?|uploads?)\b|\b(?:without|no) (?:double|duplicate) (?:charges?|bookings?|payments?|sends?|messages?|processing)\b|",
    r"\bRQ (?:jobs?|workers?|queues?|tasks?)\b|\bsagas?\b[ -~]{0,40}\b(?:compensat\w+|steps?|orchestrat\w+)\b|\bcompensat(?:ing|ion) (?:steps?|transactions?|actions?)\b|\bfails? half-?way\b|\bstep functions\b[ -~]{0,60}\b(?:retr\w+|tasks?|lambda|orchestrat\w+)\b|\b(?:into|onto|through|behind|with|via|and|to|by) (?:an? |the )?(?:\w+ )?queues?\b|\basync(?:hronous)? (?:\w+ )?(?:service|api|handlers?|consumers?|workers?)\b|",
    r"\b(?:celery|sidekiq|rabbitmq|dramatiq|hangfire|bullmq)\b[ -~]{0,80}\b(?:tasks?|workers?|queues?|retry|retries|re-?tries|back-?off|taken|taches?|reprise|tareas?|reintentos?|tarefas?|tentativas|herkansing\w*|tentativi|aufgaben|wiederholung\w*)\b|\b(?:tasks?|workers?|jobs?|taken|taches?|traitements?|tareas?|tarefas?|aufgaben|code|attivita|rendering|runs?)\b[ -~]{0,60}\b(?:celery|sidekiq|rabbitmq|dramatiq|hangfire|bullmq)\b",
    r"|\b(?:task|job|work|message|background) queues?\b|\bbackground (?:jobs?|tasks?|work(?:ers?)?|process(?:es|ing)|threads?)\b|\b(?:worker pool|async (?:workers?|tasks?|jobs?|i/?o|views?|endpoints?|python|client|code)|event[- ]loop|asyncio|async/await|cron jobs? (?:to|into)|dead[- ]letter(?:ed|ing)?|retry (?:queue|policy|policies|logic|budget)|retries\b[ -~]{0,40}\b(?:back-?off|idempoten\w*|queue|jitter)|(?:exponential )?back-?off|idempoten\w+|exactly[- ]once|at[- ]least[- ]once|transactional outbox|outbox (?:pattern|table)|saga (?:pattern|orchestrat\w+)|safe to (?:run twice|retry|re-?run)|sent twice|circuit breakers?|back-?pressure|poison messages?|durable (?:workflows?|execution))\b",
    r"|\basynchronous(?:ly)? (?:process\w*|jobs?|tasks?|workers?|pipelines?|services?|api|python|i/?o|message\w*|event\w*)\b",
    r"|\b(?:hintergrund(?:aufgaben|jobs?|prozess\w*|verarbeitung)|warteschlangen?|idempotenz\w*|asynchrone\w* (?:verarbeitung|aufgaben|jobs)|wiederholungen und|nachrichtenwarteschlange\w*)\b",
    r"|\b(?:taches? (?:de fond|en arriere-plan|asynchrones?)|files? (?:d'attente|de messages)|idempoten(?:ce|te?)|traitements? asynchrones?|tareas? (?:en segundo plano|asincron\w*)|colas? de (?:tareas|mensajes|trabajo)|idempoten(?:cia|tes?)|reintentos)\b",
    r"|\b(?:tarefas? (?:em segundo plano|assincron\w*)|filas? de (?:tarefas|mensagens)|processamento assincrono|achtergrond(?:taken|processen|jobs)|wachtrij(?:en)?|idempotent\w*|asynchrone verwerking|code di (?:messaggi|task|lavoro)|(?:attivita|processi) in background|elaborazione asincrona|idempotenza)\b",
);

const BUT: &str = r"\b(?:background (?:papers?|checks?)|asynchronous communication|ticket queue of|customers? in the queue|airport|supermarket|check-?in|support queue|ticket queue|phone queue|call queue)\b";

#[cfg(test)]
mod tests {
    use super::super::tests::{check_fires, check_silent};

    const ID: &str = "async_and_background";

    #[test]
    fn background_work_is_flagged() {
        check_fires(
            ID,
            &[
                "Moved e-mail and invoice runs into Celery tasks with retries and idempotency keys",
                "Introduced a transactional outbox so that no event is lost or sent twice",
                "Scheduled background jobs in Dramatiq and made every job safe to run twice",
                "Wrote an asyncio crawler for 40 suppliers",
                "Replaced nightly cron scripts by a job queue with dead-letter handling",
                "Added exponential backoff and a circuit breaker to every supplier call",
                "Moved PDF rendering to Sidekiq workers",
                "Orchestrated refunds with Temporal workflows",
                "Rechnungsläufe in Hintergrundaufgaben mit Wiederholungen verlagert",
                "Tâches de fond avec reprise sur erreur, mise en place d'une file de messages",
                "Implantación de colas de mensajes con reintentos",
                "Desenvolvimento de tarefas em segundo plano com reprocessamento",
                "Opzetten van achtergrondtaken voor facturen",
                "Sviluppo di code di messaggi per gli ordini",
            ],
        );
    }

    #[test]
    fn other_backgrounds_are_not() {
        check_silent(
            ID,
            &[
                "Filed background papers for the committee",
                "Promoted asynchronous communication in a remote team",
                "Managed the ticket queue of the help desk",
                "Grew celery and lettuce on two hectares",
                "Want to learn asyncio",
                "Course: asynchronous Python with asyncio",
                "No experience with Celery",
                "Skills: Celery, Redis",
                "The platform team introduced Celery",
                "",
            ],
        );
    }
}
