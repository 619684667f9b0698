//! Threads, processes and event loops weighed against each other.
//!
//! Flagged: "moved image hashing to processes because of the GIL", "chose asyncio over threads for I/O". Not:
//! "multitasking", a tool's name alone. The wrong kind of concurrency makes a service slower, and harder to mend.

use std::sync::LazyLock;

use crate::cues::Cues;
use crate::engine::Finding;
use crate::reading::Reading;

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    reading.work().filter_map(|sentence| CUES.finding(sentence, 1)).collect()
}

pub(super) static CUES: LazyLock<Cues> =
    LazyLock::new(|| Cues::new("weighs ways of doing things at once", TELLS).but(BUT));

const TELLS: &str = concat!(
    r"\b(?:siz(?:ed|ing)|tun(?:ed|ing)) (?:the |of the )?(?:thread|process|worker|connection) pools?\b|\bglobal lock\b|\bserialis(?:ed|es|ing) all\b|\bserializ(?:ed|es|ing) all (?:writ|read|request)\w*|\basync\b[ -~]{0,30}\bprocesses where\b|\block(?:s|ing)? (?:granularity|striping|sharding)\b|",
    r"\b(?:the GIL|global interpreter lock|GIL[- ]bound|release[sd]? the GIL|free-threaded)\b",
    r"|\b(?:thread(?:s|ing|ed| pools?)?|multi-?threading|multi-?process(?:ing)?|process(?:es| pools?)|async(?:io)?|coroutines?|event loop|goroutines?|actors?|locks?|virtual threads?|fibers?|workers|pool size)\b[ -~]{0,60}\b(?:instead of|rather than|in place of|over|because|since|versus|vs\.?|against|beats?|outperforms?)\b[ -~]{0,60}\b(?:thread(?:s|ing| pools?)?|multi-?threading|multi-?process(?:ing)?|process(?:es| pools?)|async(?:io)?|coroutines?|event loop|goroutines?|actors?|locks?|CPU|I/?O|blocking|channels?|callbacks)\b",
    r"|\b(?:from|replaced|swapped|moved|converted) (?:[\w'-]+ ){0,3}?(?:thread(?:s|ing|ed| pools?)?|multi-?threading|multi-?processing|processes|callbacks|blocking (?:i/?o|calls|clients?)|gevent) (?:[\w'-]+ ){0,3}?(?:to|by|with|into) (?:[\w'-]+ ){0,3}?(?:async(?:io)?|threads?|processes|multi-?processing|coroutines?|process pools?|goroutines?|actors?|an? event loop|virtual threads?)\b",
    r"|\b(?:CPU|I/?O)[- ]bound\b[ -~]{0,80}\b(?:thread\w*|process\w*|async\w*|worker\w*|pool\w*|event loop)\b|\b(?:thread\w*|process(?:es|ing)?|async\w*|workers?|pools?)\b[ -~]{0,80}\b(?:CPU|I/?O)[- ]bound\b|\b(?:race conditions?|data races?|deadlock\w*|lock-free|thread[- ]safe\w*|lock contention)\b",
    r"|\b(?:sync(?:hronous)?|blocking)\b[ -~]{0,40}\b(?:as|to|into|by) async\w*\b|\b(?:statt|anstatt|anstelle von|plutot que|au lieu d[eu']|en lugar de|em vez de|in plaats van|invece di) ?(?:des |les |de |dos |de los )?(?:\w+ )?(?:threads?|prozessen|processus|procesos|processos|processen|processi|hilos|asyncio)\b|\b(?:wettlaufsituation\w*|nebenlaufigkeit\w*|conditions? de course|condicion(?:es)? de carrera|condicoes? de corrida|racecondities|corse critiche)\b",
);

const BUT: &str = r"\b(?:actors? and|theatre|film|stage|sewing|screws?|locks? of doors?|locksmith)\b";

#[cfg(test)]
mod tests {
    use super::super::tests::{check_fires, check_silent};

    const ID: &str = "concurrency_judgement";

    #[test]
    fn weighed_concurrency_is_flagged() {
        check_fires(
            ID,
            &[
                "Moved image hashing into worker processes, as threads were held up by the GIL",
                "Chose asyncio over threads because the crawler waits for the network",
                "Replaced threads by asyncio in the import service",
                "Kept CPU-bound scoring in a process pool and network calls in the event loop",
                "Found a race condition between two consumers and fixed it",
                "Converted callbacks to goroutines in the gateway",
                "Ersetzte Prozesse: asyncio statt Threads im Importdienst, umgesetzt in einem Monat",
                "Desarrollo del importador con asyncio en lugar de hilos",
            ],
        );
    }

    #[test]
    fn doing_many_things_is_not() {
        check_silent(
            ID,
            &[
                "Excellent multitasking and time management",
                "Wrote an asyncio client",
                "Processed orders in several threads",
                "Directed actors instead of animals, because the stage is small",
                "Want to learn about the GIL",
                "Course: threads versus processes in Python",
                "Skills: asyncio, threading, multiprocessing",
                "The team lead replaced threads by asyncio",
                "",
            ],
        );
    }
}
