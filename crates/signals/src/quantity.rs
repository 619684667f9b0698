//! A small grammar of amounts: "1M requests/day", "10 TB", "99.9 % uptime", "from $430k to $17k", "5 Stunden".
//!
//! An *amount* is a number with its magnitude and the unit that it carries on its face: a share, money, a time, bytes,
//! a rate, a factor. What is counted ("users", "rows") are the words after it, for the rules to judge.
//! Everything works on folded text (see [`crate::fold`]).

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::{exact_pattern, pattern};

/// A number in a sentence, with its unit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Amount {
    /// Where it stands in the folded sentence, unit included.
    pub(crate) range: Range<usize>,
    /// Its value, magnitude included; times in seconds, bytes in bytes.
    pub(crate) value: f64,
    pub(crate) unit: Unit,
    /// The time it is counted by: "per day", "/s", "pro Tag", "nightly".
    pub(crate) every: Option<Every>,
}

impl Amount {
    /// Whether it may be a year: a bare number of our time.
    pub(crate) fn is_year(&self) -> bool {
        self.unit == Unit::Count && (1970.0..2100.0).contains(&self.value) && self.value.fract() == 0.0
    }
}

/// What an amount measures, as far as its own words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// A number of whatever follows.
    Count,
    Percent,
    Money,
    /// Seconds.
    Time,
    Bytes,
    /// "3x", "four times", "Faktor 5".
    Factor,
    /// Requests, queries, transactions or operations a second.
    Rate,
    /// A count of nines: "five nines".
    Nines,
}

/// The time that a rate is counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Every {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// The amounts of a folded sentence, in its order.
pub(crate) fn amounts(plain: &str) -> Vec<Amount> {
    let mut found: Vec<Amount> = Vec::new();
    for hit in NUMBER.find_iter(plain) {
        let covered = found.last().is_some_and(|before| hit.start() < before.range.end);
        if !covered && let Some(amount) = amount(plain, hit.range()) {
            found.push(amount);
        }
    }
    found
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\d+(?:[.,' ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?",
        r"|\b(?:half a|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|fifty|hundreds? of|tens? of|dozens? of|several|many|eine?|zwei|drei|funf|zehn|hunderte|un|une|deux|trois|cinq|dix|dos|tres|cinco|diez|um|dois|duas|dez|due|tre|cinque|dieci|twee|drie|vijf|tien|millions|billions|millionen|milliarden|miljoenen|millones|milhoes|milioni)\b",
    ))
});

/// The amount that starts with the number at `number`; `None` where the digits belong to a name, a date or a version.
fn amount(plain: &str, number: Range<usize>) -> Option<Amount> {
    let written = &plain[number.clone()];
    let is_word = !written.as_bytes()[0].is_ascii_digit();
    if !is_word && is_part_of_name(plain, &number) {
        return None;
    }
    let mut end = number.end;
    let mut value = if is_word { word_value(written)? } else { number_value(written, &plain[end..]) };
    let mut has_magnitude = false;
    if let Some(hit) = MAGNITUDE.captures(&plain[end..]) {
        let name = hit.get(1).map_or("", |name| name.as_str());
        value *= magnitude(name);
        end += hit.get(0).map_or(0, |all| all.end());
        has_magnitude = true;
    }
    let is_level = || AFTER_TO.is_match(&plain[..number.start]) && !ARTICLES.contains(&written);
    if is_word && !has_magnitude && !is_large_word(written) && !takes_small_word(&plain[end..]) && !is_level()
    {
        return None;
    }
    end += PLUS.find(&plain[end..]).map_or(0, |plus| plus.end());
    let is_money = MONEY_BEFORE.is_match(&plain[..number.start]);
    let (unit, scale, length) = unit(&plain[end..], is_money, has_magnitude);
    end += length;
    let every = every(&plain[end..], unit);
    let range = number.start..end + every.map_or(0, |(_, length)| length);
    let every = every.map(|(every, _)| every).or_else(|| rate_every(&plain[..end]));
    Some(Amount { range, value: value * scale, unit, every })
}

/// Digits glued to letters before them ("p99", "v2", "EC2", "N+1"), in versions ("3.11.2"), dates and clock times.
fn is_part_of_name(plain: &str, number: &Range<usize>) -> bool {
    static DATE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:[./-]\d|:\d|-\d{4}|(?:st|nd|rd|th)\b)"));
    static STANDARD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:\b(?:ISO|IEC|ISO/IEC|RFC|DIN|EN|IEEE|NIST|BS|SOC|HTTP|port|room|page|chapter|section|phase|level|ticket|issue|version|release|article)|#) ?$",
        )
    });
    let before = &plain.as_bytes()[..number.start];
    let glued = match before {
        [.., letter] if letter.is_ascii_alphabetic() || *letter == b'_' => true,
        [.., digit, b'.' | b'/' | b':' | b','] if digit.is_ascii_digit() => true,
        [.., b'1' | b'2', b'0' | b'9', a, b, b'-'] => a.is_ascii_digit() && b.is_ascii_digit(),
        [.., letter, b'-' | b'+'] => {
            letter.is_ascii_alphabetic()
                && !matches!(&plain[number.end..], rest if rest.trim_start().starts_with('%'))
        }
        _ => false,
    };
    let glued = glued || STANDARD.is_match(&plain[..number.start]);
    glued || DATE.is_match(&plain[number.end..])
}

fn number_value(written: &str, rest: &str) -> f64 {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let last = written.rfind(['.', ',']);
    let is_decimal = last.is_some_and(|at| {
        let n_after = written.len() - at - 1;
        n_after != 3
            || rest.trim_start().starts_with('%')
            || (written.starts_with('0') && written[..at].len() == 1)
    });
    let text = match last {
        Some(at) if is_decimal => format!("{}.{}", digits(&written[..at]), digits(&written[at + 1..])),
        _ => digits(written),
    };
    text.parse().unwrap_or(0.0)
}

fn word_value(word: &str) -> Option<f64> {
    const WORDS: &[(&[&str], f64)] = &[
        (&["half a"], 0.5),
        (&["a", "an", "one", "ein", "eine", "un", "une", "um"], 1.0),
        (&["two", "zwei", "deux", "dos", "dois", "duas", "due", "twee"], 2.0),
        (&["three", "drei", "trois", "tres", "tre", "drie", "several"], 3.0),
        (&["four"], 4.0),
        (&["five", "funf", "cinq", "cinco", "cinque", "vijf", "many"], 5.0),
        (&["six"], 6.0),
        (&["seven"], 7.0),
        (&["eight"], 8.0),
        (&["nine"], 9.0),
        (&["ten", "zehn", "dix", "diez", "dez", "dieci", "tien", "ten of", "tens of"], 10.0),
        (&["twelve", "dozen of", "dozens of"], 12.0),
        (&["fifteen"], 15.0),
        (&["twenty"], 20.0),
        (&["thirty"], 30.0),
        (&["fifty"], 50.0),
        (&["hundred of", "hundreds of", "hunderte"], 100.0),
        (&["millions", "millionen", "miljoenen", "millones", "milhoes", "milioni"], 1e6),
        (&["billions", "milliarden"], 1e9),
    ];
    let word = word.to_ascii_lowercase();
    WORDS.iter().find(|(spellings, _)| spellings.contains(&word.as_str())).map(|(_, value)| *value)
}

/// Whether a number word is an amount without a magnitude after it.
fn is_large_word(word: &str) -> bool {
    word_value(word).is_some_and(|value| value >= 100.0)
}

/// Whether a small number word ("five", "two") is followed by a unit that makes an amount of it.
fn takes_small_word(rest: &str) -> bool {
    static UNIT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^ (?:nines\b|times\b|percent\b|per cent\b|Prozent\b|por ciento\b|pour cent\b|(?:seconds?|minutes?|hours?|days?|weeks?|months?|Sekunden|Minuten?|Stunden?|Tage?n?|Wochen?|Monate?n?|secondes|heures?|jours?|semaines?|segundos|minutos?|horas?|dias?|semanas?|minuti|ore|giorni|settimane|uren|uur|minuten|dagen|dag)\b)",
        )
    });
    UNIT.is_match(rest)
}

static MAGNITUDE: LazyLock<Regex> = LazyLock::new(|| {
    exact_pattern(concat!(
        r"^ ?(k|K|M|MM|mm|m|B|bn|Bn|mn|Mn|mln|mio|Mio|Mrd|mld|Md|Tsd|T",
        r"|(?i:thousands?|millions?|billions?|trillions?|lakhs?|crores?|tausend|millionen|million|milliarden|milliarde|mille|milliards?|mil millones|millones|millon|mil|milhoes|milhao|bilhoes|bilhao|mila|milioni|milione|miliardi|miliardo|duizend|miljoen|miljard))(?:\b\.?|$)(?: of\b| de\b| von\b| di\b)?",
    ))
});

fn magnitude(name: &str) -> f64 {
    match name {
        "k" | "K" | "Tsd" => 1e3,
        "M" | "MM" | "mm" | "m" | "mn" | "Mn" | "mln" | "mio" | "Mio" => 1e6,
        "B" | "bn" | "Bn" | "Mrd" | "mld" | "Md" => 1e9,
        "T" => 1e12,
        word => match word.to_ascii_lowercase().as_str() {
            "thousand" | "thousands" | "tausend" | "mille" | "mil" | "mila" | "duizend" => 1e3,
            "lakh" | "lakhs" => 1e5,
            "crore" | "crores" => 1e7,
            "billion" | "billions" | "milliarden" | "milliarde" | "milliard" | "milliards"
            | "mil millones" | "bilhoes" | "bilhao" | "miliardi" | "miliardo" | "miljard" => 1e9,
            "trillion" | "trillions" => 1e12,
            _ => 1e6,
        },
    }
}

/// "fell from 20 a week to one": a small number word after "to" is a level.
static AFTER_TO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:from|fell|dropped|down|von|de|da|van|cut|reduced)\b[ -~]{0,40}\b(?:to|auf|a|para|naar) $")
});
const ARTICLES: [&str; 10] = ["a", "an", "un", "une", "um", "ein", "eine", "several", "many", "half a"];

static PLUS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^ ?\+"));
static MONEY_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:\$|\b(?:USD|EUR|GBP|CHF|INR|BRL|R|Rs\.?|SEK|NOK|DKK|PLN|CZK|JPY|NGN|ZAR|KES|CAD|AUD|MXN|TRY|US\$)) ?$",
    )
});

/// The unit at the start of `rest`, what one of it is in the unit's base, and its length.
fn unit(rest: &str, is_money: bool, has_magnitude: bool) -> (Unit, f64, usize) {
    static UNITS: LazyLock<Vec<(Regex, Unit, f64)>> = LazyLock::new(|| {
        let any = |text: &str| pattern(&format!(r"^[ -]?(?:{text})"));
        let exact = |text: &str| exact_pattern(&format!(r"^[ -]?(?:{text})(?:\b|$)"));
        vec![
            (
                any(
                    r"%|percent\b|per cent\b|percentage points?\b|pct\b|Prozent(?:punkte)?\b|pour ?cent\b|por ?ciento\b|por cento\b|per cento\b|procent\b|pp\b",
                ),
                Unit::Percent,
                1.0,
            ),
            (
                any(
                    r"(?:\$|USD\b|EUR\b|GBP\b|CHF\b|INR\b|BRL\b|euros?\b|dollars?\b|pounds?\b|Dollar\b|rupees?\b|reais\b|pesos?\b|PLN\b|SEK\b|NOK\b|DKK\b|kr\b|zl\b|francs?\b|Franken\b)",
                ),
                Unit::Money,
                1.0,
            ),
            (exact("B|bytes?"), Unit::Bytes, 1.0),
            (exact("[kK]i?B"), Unit::Bytes, 1e3),
            (exact("Mi?B|Mo"), Unit::Bytes, 1e6),
            (exact("Gi?B|Go|[Gg]igabytes?|Gi?B/s|G(?:bit/s|bps)"), Unit::Bytes, 1e9),
            (exact("Ti?B|TO|To|[Tt]erabytes?|[Tt]eraoctets?|T(?:bit/s|bps)"), Unit::Bytes, 1e12),
            (exact("Pi?B|Po|[Pp]etabytes?"), Unit::Bytes, 1e15),
            (exact("Ei?B|[Ee]xabytes?"), Unit::Bytes, 1e18),
            (
                any(
                    r"(?:rps|qps|tps|rpm|iops|wps|ops/s(?:ec)?|req(?:s|uests)?/s(?:ec)?|msgs?/s(?:ec)?|events/s(?:ec)?|ev/s|r/s|q/s|tx/s)\b",
                ),
                Unit::Rate,
                1.0,
            ),
            (any(r"(?:u?s|microseconds?|usec)\b").clone(), Unit::Time, 1.0),
            (
                any(
                    r"(?:ms|msec|milli-?seconds?|milli-?sekunden|millisecondes?|milisegundos?|milissegundos?|millisecondi)\b",
                ),
                Unit::Time,
                1e-3,
            ),
            (any(r"(?:secs?|seconds?|Sekunden?|secondes?|segundos?|secondi|seconden)\b"), Unit::Time, 1.0),
            (any(r"(?:mins?|minutes?|Minuten?|minutos?|minut[oi]|minuut)\b"), Unit::Time, 60.0),
            (any(r"(?:h|hrs?|hours?|Stunden?|Std\.?|heures?|horas?|or[ae]|uur|uren)\b"), Unit::Time, 3600.0),
            (
                any(
                    r"(?:days?|Tage?n?|jours?|dias?|giorn[oi]|dag|dagen|person-days?|working days?|Personentage)\b",
                ),
                Unit::Time,
                86400.0,
            ),
            (any(r"(?:weeks?|Wochen?|semaines?|semanas?|settiman[ae]|weken|week)\b"), Unit::Time, 604_800.0),
            (any(r"(?:months?|Monate?n?|mois|mes(?:es)?|mesi|maanden|maand)\b"), Unit::Time, 2.6e6),
            (any(r"(?:years?|yrs?|Jahre?n?|ans?|annees?|anos?|ann[io]|jaar|jaren)\b"), Unit::Time, 3.2e7),
            (
                any(r"(?:x|fold|-fold|times|fach|fache[rsn]?|mal|fois|veces|vezes|volte|keer)\b"),
                Unit::Factor,
                1.0,
            ),
            (any(r"nines\b"), Unit::Nines, 1.0),
        ]
    });
    let hit = UNITS
        .iter()
        .find_map(|(pattern, unit, scale)| pattern.find(rest).map(|hit| (*unit, *scale, hit.end())));
    match hit {
        _ if is_money => (Unit::Money, 1.0, 0),
        // "2M x", "3k h": a magnitude before a one-letter unit is a count of something else, except bytes and money.
        Some((Unit::Factor, ..)) if has_magnitude => (Unit::Count, 1.0, 0),
        Some(hit) => hit,
        None => (Unit::Count, 1.0, 0),
    }
}

/// The time of a rate within a few words after the number, and how far it reaches. Times have none: "8 hours a month"
/// is a time saved, not a load.
fn every(rest: &str, unit: Unit) -> Option<(Every, usize)> {
    static RATE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:[ -][a-z][a-z'/-]*){0,5}? ?(?:/ ?|\b(?:per|a|an|each|every|pro|je|par|al|por|ao|a la|il|alla|in the|in der|in a|au) |\b(?:all|l)')",
            r"(s|sec|second|sekunde|seconde|segundo|secondo|min|minute|minuto|minuut|h|hr|hour|stunde|heure|hora|ora|uur|day|d|night|tag|nacht|jour|nuit|dia|noche|noite|dag|giorno|notte|week|woche|semaine|semana|settimana|month|mo|monat|mois|mes|mese|maand|year|yr|jahr|an|annee|ano|anno|jaar)\b",
            r"|^(?:[ -][a-z][a-z'/-]*){0,4}? (daily|nightly|hourly|weekly|monthly|yearly|taglich|stundlich|monatlich|dagelijks|quotidien(?:ne)?s?|diari[oa]s?|diariamente|mensuales|mensais|mensuels|giornalier[ei]|al giorno|par nuit)\b",
        ))
    });
    if matches!(unit, Unit::Percent | Unit::Factor | Unit::Nines) {
        return None;
    }
    let hit = RATE.captures(rest)?;
    let word = hit.get(1).or_else(|| hit.get(2))?.as_str().to_ascii_lowercase();
    Some((every_named(&word), hit.get(0).map_or(0, |all| all.end())))
}

fn every_named(word: &str) -> Every {
    match word {
        "s" | "sec" | "second" | "sekunde" | "seconde" | "segundo" | "secondo" => Every::Second,
        "min" | "minute" | "minuto" | "minuut" => Every::Minute,
        "h" | "hr" | "hour" | "stunde" | "heure" | "hora" | "ora" | "uur" | "hourly" | "stundlich" => {
            Every::Hour
        }
        "week" | "woche" | "semaine" | "semana" | "settimana" | "weekly" => Every::Week,
        "month" | "mo" | "monat" | "mois" | "mes" | "mese" | "maand" | "monthly" | "monatlich"
        | "mensuales" | "mensais" | "mensuels" => Every::Month,
        "year" | "yr" | "jahr" | "an" | "annee" | "ano" | "anno" | "jaar" | "yearly" => Every::Year,
        _ => Every::Day,
    }
}

/// Units that hold their time themselves: "40k rps".
fn rate_every(through: &str) -> Option<Every> {
    static RPM: LazyLock<Regex> = LazyLock::new(|| pattern(r"rpm$"));
    static PER_SECOND: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:rps|qps|tps|iops|wps|/s|/sec|bps)$"));
    if RPM.is_match(through) {
        Some(Every::Minute)
    } else {
        PER_SECOND.is_match(through).then_some(Every::Second)
    }
}

/// A change from one amount to another, as [`changes`] finds it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Change {
    /// Both amounts and what stands between them.
    pub(crate) range: Range<usize>,
    pub(crate) from: Amount,
    pub(crate) to: Amount,
}

/// Pairs of amounts told as before and after: "from 5 hours to 71 minutes", "de 39 % al 94 %", "von 9 auf 3 s",
/// "in 31 minutes instead of 5 hours", "900 ms -> 120 ms".
pub(crate) fn changes(plain: &str, amounts: &[Amount]) -> Vec<Change> {
    static FROM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:from|von|vom|de|del|desde|da|dal|dall'|du|van)(?: (?:about|around|over|nearly|roughly|almost|more than|some|approximately|up to|etwa|rund|uber|circa|environ|plus de|unos|mas de|cerca de|quase|oltre|ruim|bijna|el|los|las|un|una|le|les|an average of))? ?[$~]?$",
        )
    });
    static TO: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[ -~]{0,45}?(?:\b(?:to|down to|up to|auf|zu|al?|all'|alla|allo|ai|agli|alle|hasta|para|ate|a|au|aux|jusqu'a|naar|tot|in|ad)(?:\b|(?:'))|->|=>|>)(?: (?:about|around|under|below|less than|just|only|over|nearly|roughly|almost|some|more than|unter|etwa|rund|nur|knapp|moins de|environ|plus de|menos de|unos|solo|apenas|meno di|minder dan|el|los|las|un|le|les))* ?[$~<]?$",
        )
    });
    static INSTEAD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[ -~]{0,25}?\b(?:instead of|rather than|down from|up from|where it took|compared (?:to|with)|statt|anstatt|anstelle von|au lieu de|contre|en lugar de|en vez de|em vez de|ao inves de|invece di|anziche|in plaats van|vs\.?|versus|against)(?: (?:about|around|over|nearly|roughly|the previous|previously|bisher|vorher|zuvor))* ?[$~]?$",
        )
    });
    static ARROW: LazyLock<Regex> = LazyLock::new(|| pattern(r"^ ?(?:->|=>) ?[$~<]?$"));
    let mut found = Vec::new();
    for pair in amounts.windows(2) {
        let [first, second] = pair else { continue };
        let Some(between) = plain.get(first.range.end..second.range.start) else { continue };
        let before = plain[..first.range.start].trim_end_matches('$').trim_end();
        let (from, to) = if INSTEAD.is_match(between) {
            (second, first)
        } else if ARROW.is_match(between) || (FROM.is_match(before) && TO.is_match(between)) {
            (first, second)
        } else {
            continue;
        };
        let range = first.range.start..second.range.end;
        found.push(Change { range, from: from.clone(), to: to.clone() });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    fn check(text: &str, value: f64, unit: Unit, every: Option<Every>) {
        let plain = fold(text);
        let found = amounts(&plain);
        let seen = found.first().map(|amount| (amount.value, amount.unit, amount.every));
        assert_eq!(seen, Some((value, unit, every)), "{text}: {found:?}");
    }

    #[test]
    fn amounts_are_read() {
        let (count, day) = (Unit::Count, Some(Every::Day));
        check("1M requests/day", 1e6, count, day);
        check("18 million requests per day", 18e6, count, day);
        check("3.5 million requests a day", 3.5e6, count, day);
        check("9,000 orders per minute", 9e3, count, Some(Every::Minute));
        check("2B+ users", 2e9, count, None);
        check("40k rps", 40e3, Unit::Rate, Some(Every::Second));
        check("12k requests per second", 12e3, count, Some(Every::Second));
        check("10 TB", 10e12, Unit::Bytes, None);
        check("650 GB every night", 650e9, Unit::Bytes, day);
        check("1.2PB events table", 1.2e15, Unit::Bytes, None);
        check("99.995% uptime", 99.995, Unit::Percent, None);
        check("99,9 % Verfügbarkeit", 99.9, Unit::Percent, None);
        check("1,2 Mio. Nutzer", 1.2e6, count, None);
        check("40 Mio. Datensätze pro Tag", 40e6, count, day);
        check("600 000 utilisateurs", 600e3, count, None);
        check("1.200.000 usuarios", 1.2e6, count, None);
        check("3 mil millones de filas al día", 3e9, count, day);
        check("2 milhões de pedidos por mês", 2e6, count, Some(Every::Month));
        check("five nines", 5.0, Unit::Nines, None);
        check("two million users", 2e6, count, None);
        check("millions of events daily", 1e6, count, day);
        check("$430k", 430e3, Unit::Money, None);
        check("1,2 Mio. €", 1.2e6, Unit::Money, None);
        check("under 80 ms", 80e-3, Unit::Time, None);
        check("19x faster", 19.0, Unit::Factor, None);
        check("80 lakh payments per month", 8e6, count, Some(Every::Month));
    }

    #[test]
    fn names_and_dates_are_no_amounts() {
        for text in [
            "p99",
            "EC2",
            "Python 3.11.2",
            "2019-04",
            "04/2019",
            "N+1 queries",
            "12:30",
            "a team",
            "one of them",
        ] {
            let plain = fold(text);
            let found: Vec<_> = amounts(&plain).into_iter().filter(|amount| amount.value > 1.0).collect();
            let is_version = text.starts_with("Python");
            assert!(found.is_empty() || is_version, "{text}: {found:?}");
        }
    }

    #[test]
    fn before_and_after_are_paired() {
        let rows = [
            ("from 5 hours to 71 minutes", 18_000.0, 4_260.0),
            ("from $430k to $17k", 430e3, 17e3),
            ("del 39 % al 94 %", 39.0, 94.0),
            ("von 39 % auf 94 % erhöht", 39.0, 94.0),
            ("portée de 38 % à 84 %", 38.0, 84.0),
            ("in 31 minutes instead of 5 hours", 18_000.0, 1_860.0),
            ("900 ms → 120 ms", 0.9, 0.12),
            ("recall from 0.68 to 0.84", 0.68, 0.84),
            ("from 2 days down to 8 hours", 172_800.0, 28_800.0),
        ];
        for (text, from, to) in rows {
            let plain = fold(text);
            let found = changes(&plain, &amounts(&plain));
            let seen = found.first().map(|change| (change.from.value, change.to.value));
            assert_eq!(seen, Some((from, to)), "{text}: {found:?} {:?}", amounts(&plain));
        }
    }
}
