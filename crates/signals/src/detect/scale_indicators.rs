//! A production quantity: load, data volume, users, availability, latency, machines.
//!
//! Flagged: "1M requests/day", "a 10 TB pipeline", "2B+ users", "99.9 % uptime", "p99 under 80 ms", "500 nodes". Not:
//! money, team size, years, shares of improvement, marks, "10K charity run", "80 listeners", 16 GB of RAM.
//! Work that had to hold under load is other work than work that only had to run.

use std::sync::LazyLock;

use regex::Regex;

use crate::engine::Finding;
use crate::pattern::{exact_pattern, pattern};
use crate::quantity::{Amount, Change, Every, Unit, changes};
use crate::reading::{Reading, Sentence};
use crate::stance::{Stance, is_target};

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    let told = reading.sentences.iter().filter(|sentence| may_tell(sentence));
    told.filter_map(|sentence| finding(sentence, reading.is_software)).collect()
}

fn may_tell(sentence: &Sentence) -> bool {
    let is_own = matches!(sentence.stance, Stance::Told | Stance::Known);
    is_own
        && !sentence.amounts.is_empty()
        && !sentence.is_about_learning()
        && !sentence.is_contact()
        && !is_target(&sentence.plain)
}

fn finding(sentence: &Sentence, is_software: bool) -> Option<Finding> {
    static UNRELATED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:audience|attendees|spectators|followers|pallets?|beds|ward|reptile|museum|zoo|restaurant|kitchen|guests|charity|raised funds|donations|words per minute|wpm|calories|kilomet(?:er|re)s|km|miles|hectares|acres|livestock|residents|leaflets|flyers|hackathon|seminar|GPA|stars)\b",
        )
    });
    let plain = &sentence.plain;
    if UNRELATED.is_match(plain) {
        return None;
    }
    let changed = changes(plain, &sentence.amounts);
    // A load that was reached is one, whatever it was before.
    let is_reached = |change: &Change, amount: &Amount| {
        change.to.range == amount.range
            && (amount.unit == Unit::Rate || amount.every.is_some())
            && change.from.value < change.to.value
    };
    let steady = |amount: &&Amount| {
        !changed
            .iter()
            .any(|change| change.range.contains(&amount.range.start) && !is_reached(change, amount))
    };
    let kinds: Vec<_> = sentence
        .amounts
        .iter()
        .filter(steady)
        .filter_map(|amount| kind(plain, amount, is_software))
        .collect();
    let (_, what) = kinds.iter().max_by_key(|(strength, _)| *strength)?;
    let strength = kinds.iter().map(|(strength, _)| *strength).max().unwrap_or_default();
    Some(Finding::at(sentence.span, strength, (*what).to_owned()))
}

/// What an amount says about production, and how strongly; `None` when it says nothing.
fn kind(plain: &str, amount: &Amount, is_software: bool) -> Option<(u8, &'static str)> {
    let around = Around { before: &plain[..amount.range.start], after: &plain[amount.range.start..] };
    match amount.unit {
        Unit::Rate => Some((3, "a load per second or minute")),
        Unit::Bytes => is_data_volume(amount, &around).then_some((3, "a volume of data")),
        Unit::Percent => (is_availability(amount, plain)).then_some((3, "an availability")),
        Unit::Nines => (3.0..=9.0).contains(&amount.value).then_some((3, "an availability in nines")),
        Unit::Time => is_latency(amount, &around).then_some((2, "a latency that was held")),
        Unit::Count => count_kind(amount, &around, plain, is_software),
        Unit::Money | Unit::Factor => None,
    }
}

/// The words on both sides of an amount; `after` begins with the amount itself.
struct Around<'a> {
    before: &'a str,
    after: &'a str,
}

fn is_data_volume(amount: &Amount, around: &Around<'_>) -> bool {
    static MACHINE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[\d.,]+ ?\w+[ -](?:of )?(?:\w+ )?(?:RAM|memory|heap|VRAM|GPU|laptop|disk|SSD|USB|Arbeitsspeicher|memoire|memoria|geheugen|limit)\b",
        )
    });
    let is_machine = MACHINE.is_match(around.after);
    let least = match amount.every {
        Some(Every::Second) => 50e6,
        Some(_) => 1e9,
        None => 20e9,
    };
    !is_machine && amount.value >= least
}

fn is_availability(amount: &Amount, plain: &str) -> bool {
    static AVAILABLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:up-?time|availab\w*|SLAs?|SLOs?|verfugbar\w*|disponibil\w*|beschikbaar\w*|uptime-|reliability|success rate|delivery rate|deliverability)\b|\bverfugbarkeit",
        )
    });
    (99.0..100.0).contains(&amount.value) && AVAILABLE.is_match(plain)
}

fn is_latency(amount: &Amount, around: &Around<'_>) -> bool {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:\bp(?:50|75|9\d|99\.?9*)\b|\b\d\d(?:th|st|nd|rd)? percentile\b|\b(?:latenc(?:y|ies)|response times?|round[- ]trips?|latenz\w*|antwortzeit\w*|reaktionszeit\w*|latence|temps de reponse|latencia|tiempos? de respuesta|tempos? de resposta|responstijd\w*|reactietijd\w*|latenza|tempi? di risposta|fresh(?:er|ness)?|staleness|lag|largest contentful paint|first contentful paint|time to (?:interactive|first byte)|cold starts?|page loads?)\b)[ -~]{0,60}$",
        )
    });
    static AFTER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[\d.,]+ ?(?:ms|us|milliseconds?|seconds?|s)(?: \w+)?[ -](?:p\d\d|latency|response|latenz|latence|latencia|at p\d\d|percentile)|^[\d.,]+ ?(?:ms|us|milliseconds?)\b[ -~]{0,10}\b(?:p\d\d)",
        )
    });
    static CHANGED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:cut|reduc\w*|lower\w*|decreas\w*|improv\w*|shav\w*|dropp\w*|brought down|bringing|sped up|slash\w*|shorten\w*|senk\w*|gesenkt|reduzi\w*|verkurz\w*|redui\w*|baiss\w*|diminu\w*|redu(?:j|c)\w*|verlaag\w*|ridu\w*|ridott\w*)\b[ -~]*\b(?:by|um|de|en|em|met|del|to|auf|a)$",
        )
    });
    let is_named = BEFORE.is_match(around.before) || AFTER.is_match(around.after);
    let most = if FRESHNESS.is_match(around.before) { 60.0 } else { 5.0 };
    amount.value <= most && is_named && !CHANGED.is_match(around.before.trim_end())
}

/// Data may be older than an answer may be slow.
static FRESHNESS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:fresh(?:er|ness)?|staleness|lag)\b"));

fn count_kind(
    amount: &Amount,
    around: &Around<'_>,
    plain: &str,
    is_software: bool,
) -> Option<(u8, &'static str)> {
    let counted = counted(around.after);
    let is_trade = is_software || is_about_software(plain);
    if amount.is_year() || LINES_OF_CODE.is_match(&around.after[..around.after.len().min(60)]) {
        None
    } else if amount.every.is_some_and(|every| is_load(amount.value, every))
        && TRAFFIC.is_match(counted)
        && is_trade
    {
        Some((3, "a load over time"))
    } else if amount.value >= 100_000.0 && DATA.is_match(counted) && is_trade {
        Some((2, "a number of records"))
    } else if amount.value >= 1_000.0 && is_trade && counts_users(counted, around.before) {
        Some((2, "a number of users"))
    } else if amount.value >= 1_000.0 && CONCURRENT.is_match(counted) {
        Some((3, "a load at one time"))
    } else if let Some(least) = least_machines(counted) {
        (amount.value >= least && is_trade).then_some((2, "a number of machines or services"))
    } else {
        None
    }
}

/// The few words that a number counts.
fn counted(after: &str) -> &str {
    static REACH: LazyLock<Regex> =
        LazyLock::new(|| exact_pattern(r"^[a-z]*[ ]?[\d.,' ]*\+?[ ]?(?:[A-Za-z'./&+-]+ ?){0,6}"));
    REACH.find(after).map_or(after, |reach| reach.as_str())
}

/// Few enough to count by hand is no load.
fn is_load(value: f64, every: Every) -> bool {
    let least = match every {
        Every::Second => 20.0,
        Every::Minute => 100.0,
        Every::Hour => 500.0,
        Every::Day => 1_000.0,
        Every::Week => 5_000.0,
        Every::Month | Every::Year => 10_000.0,
    };
    value >= least
}

static TRAFFIC: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:requests?|reqs?|queries|calls|hits|messages?|msgs?|events?|transactions?|orders?|payments?|records?|rows?|jobs?|tasks?|e-?mails?|notifications?|webhooks?|page ?views?|views|visits?|visitors|sessions?|impressions|clicks|images?|photos|videos?|documents?|files?|logs?|log lines?|lines|metrics|spans?|traces?|packets?|invoices?|bookings?|reservations?|uploads?|downloads?|installs?|streams?|searches|predictions?|inferences?|tokens?|embeddings?|vectors?|data ?points?|readings?|measurements?|samples?|trades?|quotes?|ticks?|shipments?|parcels?|deliveries|rides?|trips?|bids?|auctions?|check-?outs?|logins?|sign-?ups?|users?|customers?|devices?|reports?|builds?|deployments?|operations?|ops|writes?|reads?|updates?|tickets?|claims?|scans?|pings?|positions?|frames?|listings?|products?|articles?|lookups|pushes|pages|statements|PDFs?|letters|labels|passengers|travell?ers|calculations?|simulations?|renders?|alerts?|alarms|sessions|pipelines?|SMS|API|items?)\b",
        r"|(?:anfragen|nachrichten|datensatze\w*|ereignisse\w*|transaktionen|bestellungen|zahlungen|buchungen|aufrufe\w*|seitenaufrufe|zeilen|vorgange\w*|abfragen|rechnungen|messwerte\w*|zahlerstande\w*|positionen|meldungen|besuche\w*|nutzer\w*|auftrage\w*|belege\w*|dokumente\w*|sendungen|bilder)\b",
        r"|\b(?:requetes?|messages|evenements?|transactions|commandes|paiements|enregistrements|lignes|appels|visites|visiteurs|factures|utilisateurs|colis|documents|reservations|fichiers)\b",
        r"|\b(?:peticiones|solicitudes|mensajes|eventos|transacciones|pedidos|pagos|registros|filas|llamadas|consultas|visitas|facturas|usuarios|documentos|reservas|archivos|envios)\b",
        r"|\b(?:requisicoes|pedidos|mensagens|eventos|transacoes|pagamentos|registros|registos|linhas|chamadas|consultas|acessos|usuarios|utilizadores|faturas|arquivos|documentos|entregas)\b",
        r"|\b(?:verzoeken|berichten|gebeurtenissen|transacties|bestellingen|betalingen|rijen|aanvragen|bezoekers|records|facturen|gebruikers|documenten|meldingen|zendingen)\b",
        r"|\b(?:richieste|messaggi|eventi|transazioni|ordini|pagamenti|righe|chiamate|visite|fatture|utenti|documenti|prenotazioni|spedizioni)\b",
    ))
});

static DATA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:requests?|records?|rows?|messages?|events?|documents?|transactions?|embeddings?|vectors?|data ?points?|images?|products?|listings?|files?|entries|objects|keys|time series|series|metrics|log lines|(?:device )?shadows|devices|downloads|installs?|installations|page ?views?|queries|logs|invoices|orders|payments|emails?|articles|SKUs|datensatze\w*|zeilen|dokumente\w*|bestellungen|transaktionen|lignes|enregistrements|documents|commandes|filas|registros|documentos|pedidos|transacciones|linhas|transacoes|rijen|records|bestellingen|righe|record|documenti|ordini|transazioni)\b",
    )
});

static PEOPLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:users?|MAUs?|DAUs?|customers?|clients|visitors|subscribers|accounts?|players?|members?|merchants|sellers|buyers|shoppers|drivers|riders|patients|students|learners|citizens|readers|viewers|tenants|consumers|households|devices|sensors|vehicles|endpoints|smart meters|meters|stores|shops|downloads|installs|\w*nutzer(?:innen)?n?|kund(?:en|innen)|kund\w*|abonnenten|haushalte\w*|gerate\w*|utilisateurs|clients|abonnes|usuarios|clientes|abonados|suscriptores|utilizadores|assinantes|gebruikers|klanten|abonnees|utenti|clienti|abbonati|dispositivi|dispositivos|appareils|apparaten)\b",
    )
});

fn counts_users(counted: &str, before: &str) -> bool {
    PEOPLE.is_match(counted) || (STAFF.is_match(counted) && USED_BY.is_match(before))
}

/// People who work or live somewhere are users where the sentence says so, and a head count otherwise.
static STAFF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:employees|staff|colleagues|travell?ers|passengers|drivers|students|pupils|patients|doctors|nurses|teachers|homes|households|merchants|shops|stores|sellers|farmers|schools|hospitals|clinics|companies|enseignants|eleves|patients|magasins|schuler\w*|lehrer\w*|filialen|haushalte\w*|arzte\w*|patienten|profesores|alumnos|tiendas|hogares|professores|alunos|lojas|winkels|docenten|leerlingen|negozi|insegnanti|studenti|mitarbeiter\w*|employes|salaries|empleados|funcionarios|medewerkers|dipendenti)\b",
    )
});
static USED_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:used by|utilisee? par|utilizad[oa]s? por|relied on by|serving|serves|in use by|genutzt von|fur|utilise par|usad[oa] por|utilizad[oa] por|gebruikt door|usat[oa] da)(?: (?:over|more than|about|some|all|uber|plus de|mas de|mais de|ruim|oltre))* ?$",
    )
});

static CONCURRENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:concurrent|simultaneous|parallel|open|live|gleichzeitig\w*|simultane\w*|concurrent\w*|gelijktijdig\w*|contemporane\w*|persistent) (?:connections?|users?|sessions?|sockets?|websockets?|verbindungen|nutzer|connexions|utilisateurs|conexiones|usuarios|conexoes|verbindingen|gebruikers|connessioni|utenti|streams?|players|requests)\b",
    )
});

static LINES_OF_CODE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[\w.,+ ]{0,20}(?:lines? of (?:code|python|java|php|typescript|javascript|ruby|go|rust|c)|lines from|LOC|SLOC|zeilen code|lignes de code|lineas de codigo|linhas de codigo|regels code|righe di codice|tests|test cases|unittest|cases|commits|stars|uses of)\b",
    )
});

/// The least number that counts for the machines or services named; `None` when none are.
fn least_machines(counted: &str) -> Option<f64> {
    static MACHINES: LazyLock<[(Regex, f64); 3]> = LazyLock::new(|| {
        [
            (pattern(r"\b(?:GPUs?|A100s?|H100s?|TPUs?)\b"), 16.0),
            (
                pattern(
                    r"\b(?:nodes?|servers?|hosts?|instances|VMs|virtual machines|machines|workers?|brokers|shards|clusters|cores|vCPUs?|knoten|servern?|rechner\w*|serveurs|noeuds|servidores|nodos|nos|maquinas|servidors|nodi|macchine)\b",
                ),
                50.0,
            ),
            (
                pattern(
                    r"\b(?:micro-?services|services|pods|tenants|databases|dienste\w*|mandanten|datenbanken|microservicios|microsservicos)\b",
                ),
                100.0,
            ),
        ]
    });
    MACHINES.iter().find(|(pattern, _)| pattern.is_match(counted)).map(|(_, least)| *least)
}

fn is_about_software(plain: &str) -> bool {
    static SOFTWARE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:apis?|services?|apps?|platform|system|website|web ?shop|shop|backend|pipeline|database|cluster|queue|server|checkout|endpoint|micro-?services?|cache|stream|broker|plattform|dienst|plateforme|plataforma|piattaforma)\b",
        )
    });
    SOFTWARE.is_match(plain)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_fires, check_silent};

    const ID: &str = "scale_indicators";

    #[test]
    fn production_quantities_are_flagged() {
        check_fires(
            ID,
            &[
                "Led the rewrite of the billing service, which now serves 18 million requests per day",
                "Held p99 latency of the API under 80 ms at peak",
                "Operated a 10 TB ETL pipeline every night",
                "Kept the catalogue API at 99.95% uptime over 6 quarters",
                "Ran a platform at five nines",
                "Rebuilt the checkout for a shop with 600,000 active customers",
                "Kept a fleet of 710 workers fed during the holiday peak on our cluster",
                "Processed 3 billion rows a day from 12 source systems in the data platform",
                "Scaled the API gateway to 40k rps",
                "Streaming platform with 2B+ users",
                "Ran Kubernetes on 500 nodes with a platform of four",
                "Designed a websocket gateway for 50,000 concurrent connections",
                "Verarbeitung von 40 Mio. Datensätzen pro Tag in der Plattform",
                "Betrieb einer Plattform mit 1,2 Mio. Nutzern",
                "Disponibilité de 99,9 % sur la plateforme",
                "Procesamiento de 3 mil millones de filas al día en la plataforma",
                "API com 2 milhões de requisições por dia",
                "Platform met 1,5 miljoen gebruikers gebouwd",
                "Piattaforma con 300.000 utenti attivi",
                "API p95 < 120 ms across three regions",
            ],
        );
    }

    #[test]
    fn other_numbers_are_not() {
        check_silent(
            ID,
            &[
                "Took part in the 10K charity run of the company",
                "Gave talks at 6 meetups with up to 80 listeners",
                "Guided 836 visitors a year through the reptile house",
                "Managed a yearly training budget of $16k",
                "Won second place among 125 teams in a 24-hour hackathon",
                "Grew regional revenue from $60k to $437k in 4 years",
                "Led a team of 1,200 sales agents",
                "Cut memory use of the API by 53%",
                "Cut p95 latency of the API from 900 ms to 120 ms",
                "Typed 150k lines of Python in the API",
                "Bought laptops with 64 GB of RAM for the API team",
                "Februar 2025 Dienste der Plattform überwacht",
                "Graduated with 99.2 % in the final exam",
                "Moved 42 services to Kubernetes",
                "Aimed at 1M users for the app, never reached",
                "Upgraded 12 APIs to version 3.11",
                "Athens, +30 691 230 6041, Email me, E-mail, GitHub",
                "Software developer since 2012, +49 170 1234567",
                "Backend developer with 12 years of experience",
                "Trained 4 new support agents on the rate limiter of the API",
                "Reduced latency of the API by 80 ms",
                "",
            ],
        );
    }

    #[test]
    fn loads_stand_before_head_counts() {
        let body = "• Rebuilt the shop for 90,000 customers of the platform\n• Served 40k rps from one API";
        check(
            ID,
            body,
            &["Served 40k rps from one API", "Rebuilt the shop for 90,000 customers of the platform"],
        );
    }
}
