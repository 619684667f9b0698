//! A decision told with its reason and with what it gave up.
//!
//! Flagged: "chose Postgres over MongoDB because …", "moved from Celery to Dramatiq to cut memory". Not: lists of
//! technologies, versions raised. The reasoning behind a choice is what the next project gets; the choice stays behind.

use std::sync::LazyLock;

use crate::cues::Cues;
use crate::engine::Finding;
use crate::reading::Reading;

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    if !reading.is_software {
        return Vec::new();
    }
    reading.work().filter_map(|sentence| CUES.finding(sentence, 1)).collect()
}

pub(super) static CUES: LazyLock<Cues> = LazyLock::new(|| Cues::new("says why", TELLS).but(BUT));

const TELLS: &str = concat!(
    r"\b(?:gave up|giving up|sacrific(?:ed|ing)) [ -~]{2,50}\b(?:to|for|in favou?r of) (?:gain|get|keep|throughput|latency|speed|simplicity|availability|consistency)\b|\b(?:bought|built|optimi[sz]ed|rejected|took|ruled out)\b[ -~]{1,70}\b(?:instead of|rather than|over|instead,)[ -~]{1,60}\b(?:because|since|as|so that)\b|\brejected [ -~]{1,80}\b(?:because|since|as it)\b|",
    r"\baccept(?:ed|ing) (?:[\w-]+ ){1,8}?(?:in exchange for|in return for|for the sake of|to (?:keep|gain|avoid))\b|\bdecided against [ -~]{3,60}\b(?:for|that|which|as|since|because)\b|\b(?:used|using|built|wrote|implemented)\b[ -~]{1,60}\b(?:instead of|rather than|in place of)\b[ -~]{1,60}\b(?:because|since|as|so that|to (?:avoid|keep|save|cut|reduce))\b|",
    r"\b(?:chose|chosen|choosing|pick(?:ed|ing)|select(?:ed|ing)|prefer(?:red|ring)|favou?red|kept|stayed with|settled on|went with|decided (?:for|against|on)|opted for|recommended|argued (?:for|against))\b[ -~]{0,70}\b(?:over|instead of|rather than|because|since|as it|so that|in order to|to avoid|to keep|for its|against)\b",
    r"|\b(?:moved|migrat(?:ed|ing)|switched|replac(?:ed|ing)|swapp?ed|changed|went|rewrote|split|merged|dropped)\b[ -~]{1,80}\b(?:to (?:cut|avoid|reduce|remove|simplify|save|keep|stop|get rid|make|gain|lower|shorten|escape|ease|win)|because|since it|in order to|as (?:it|the|they)|so that|after (?:measuring|profiling|weighing|comparing))\b",
    r"|\b(?:trade-?offs?|weigh(?:ed|ing)|traded) (?:\w+ ){0,6}?(?:against|for|between|of)\b|\b(?:decision records?|ADRs?|design documents? (?:that|which|comparing))\b[ -~]{0,40}\b(?:why|compar\w+|alternatives?|because|trade-?offs?)\b|\b(?:at the (?:price|cost|expense) of|accepting (?:slower|higher|more|some|weaker|eventual)|deliberately (?:kept|left|chose|avoided))\b",
    r"|\b(?:entschied\w*|entscheidung fur|gewahlt|bevorzugt)\b[ -~]{0,70}\b(?:statt|anstatt|weil|da|um|gegenuber|gegen)\b|\b(?:umstieg|wechsel|umgestellt|umstellung|abgelost)\b[ -~]{1,70}\b(?:um|weil|da|damit)\b",
    r"|\b(?:choix d[eu']|choisi|retenu|prefere)\b[ -~]{0,70}\b(?:plutot que|au lieu de|parce que|car|afin de|pour (?:eviter|reduire|limiter))|\b(?:eleccion de|eleg[io]\w*|escog\w+|se opto por|opte por)\b[ -~]{0,70}\b(?:en lugar de|en vez de|frente a|porque|para (?:evitar|reducir))|\b(?:escolha d[eoa]|escolhi|optei por|preferi)\b[ -~]{0,70}\b(?:em vez de|ao inves de|porque|para (?:evitar|reduzir))|\b(?:gekozen voor|keuze voor|koos)\b[ -~]{0,70}\b(?:in plaats van|boven|omdat|om)\b|\b(?:scelta di|scelto|preferito)\b[ -~]{0,70}\b(?:invece di|al posto di|rispetto a|perche|per (?:evitare|ridurre))",
);

/// Versions, addresses and weights that change without a choice.
const BUT: &str = r"\b(?:house|flat|abroad|city|country|school|weighed (?:parcels|goods|ingredients)|selected as|chosen as|elected|career|because of (?:the|my|our) (?:weather|family|studies|partner|children|interests?)|my interests|replaced (?:staff|a colleague|the manager))\b";

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_silent};

    const ID: &str = "trade_off_reasoning";
    const HEAD: &str = "Software Engineer\n\n";

    #[test]
    fn reasons_are_flagged() {
        for text in [
            "Chose Postgres over MongoDB because the reports join six tables",
            "Moved from Celery to Dramatiq to cut memory of idle workers",
            "Kept the monolith rather than splitting it, as two people ran it",
            "Replaced the nightly batch by a stream so that stock is right at noon",
            "Weighed freshness against cost and settled on hourly loads",
            "Denormalised the order table at the price of a slower import, decided with the shop",
            "Entschied mich für Postgres statt MongoDB, weil Berichte viele Tabellen verbinden, und baute es auf",
            "Choix de PostgreSQL plutôt que MongoDB, mise en place en deux mois",
            "Elegí Kafka en lugar de RabbitMQ para evitar pérdidas, desarrollo propio",
            "Escolhi Kafka em vez de RabbitMQ para reduzir perdas, desenvolvimento próprio",
            "Gekozen voor Kafka in plaats van RabbitMQ omdat berichten vaker gelezen worden",
            "Scelto Kafka invece di RabbitMQ, realizzato in tre mesi",
        ] {
            check(ID, &format!("{HEAD}• {text}"), &[text]);
        }
    }

    #[test]
    fn lists_and_upgrades_are_not() {
        for text in [
            "Moved 9 services from Python 3.8 to Python 3.10",
            "Built services with Postgres, Kafka and Redis",
            "Replaced the last Flask views",
            "Moved to another city because of family",
            "Want to work on trade-offs of storage",
            "The architect chose Kafka over RabbitMQ because of its log",
        ] {
            check(ID, &format!("{HEAD}• {text}"), &[]);
        }
        check_silent(ID, &["Chose oak over pine because of the weather", ""]);
    }
}
