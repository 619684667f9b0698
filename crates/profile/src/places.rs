//! Cities and countries: telling a place from other words, and which country it lies in.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use rustc_hash::FxBuildHasher;

use crate::Place;
use crate::vocabulary::lowered;

/// What a name is known as.
#[derive(Default)]
struct Named {
    /// ISO codes of the countries that have a city called so, the best known first.
    cities: Vec<&'static str>,
    /// ISO code of the country called so.
    country: Option<&'static str>,
    /// Whether a state of the United States is called so.
    is_us_state: bool,
}

struct Places {
    /// What names in small letters are known as.
    names: HashMap<String, Named, FxBuildHasher>,
    /// Bytes of the longest.
    longest: usize,
}

static PLACES: LazyLock<Places> = LazyLock::new(|| {
    let mut names: HashMap<String, Named, FxBuildHasher> = HashMap::default();
    for row in include_str!("../data/places.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut columns = row.split('|');
        let (Some(code), Some(own), Some(cities)) = (columns.next(), columns.next(), columns.next()) else {
            continue;
        };
        for name in own.split(',') {
            names.entry(folded(name, str::to_owned)).or_default().country = Some(code);
        }
        for city in cities.split(',') {
            names.entry(folded(city, str::to_owned)).or_default().cities.push(code);
        }
    }
    for state in US_STATE_NAMES {
        names.entry((*state).to_owned()).or_default().is_us_state = true;
    }
    let longest = names.keys().map(String::len).max().unwrap_or(0);
    Places { names, longest }
});

/// What the words are known as and nothing else.
fn named(words: &str) -> Option<&'static Named> {
    let places = &*PLACES;
    let too_long = words.len() > places.longest && words.is_ascii() && words.trim().len() > places.longest;
    if too_long { None } else { folded(words, |name| places.names.get(name)) }
}

fn is_country(words: &str) -> bool {
    named(words).is_some_and(|named| named.country.is_some())
}

/// States and provinces by the letters that follow a city, for the countries that write them so.
#[rustfmt::skip]
const US_STATES: &[&str] = &[
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY",
    "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND",
    "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "DC",
];
const CA_PROVINCES: &[&str] = &["AB", "BC", "MB", "NB", "NL", "NS", "ON", "PE", "QC", "SK"];
#[rustfmt::skip]
const US_STATE_NAMES: &[&str] = &[
    "california", "texas", "ohio", "florida", "washington", "oregon", "illinois", "massachusetts",
    "virginia", "colorado", "michigan", "pennsylvania", "north carolina", "south carolina", "arizona",
    "utah", "minnesota", "wisconsin", "tennessee", "missouri", "maryland", "indiana", "new jersey",
    "connecticut", "idaho", "nevada", "kansas", "iowa", "kentucky", "alabama", "oklahoma", "louisiana",
    "arkansas", "nebraska", "new mexico",
];

/// What becomes of a name in the form in which places are looked up.
fn folded<T>(name: &str, of: impl FnOnce(&str) -> T) -> T {
    let name = name.trim();
    if name.is_ascii() {
        return lowered(name, of);
    }
    of(&name.to_lowercase().replace('\u{307}', "").replace('’', "'"))
}

/// The country that a place as written lies in, as an ISO code: "Boise, ID", "69003 Lyon, France", "Tbilisi".
pub(crate) fn country(place: &str) -> Option<&'static str> {
    let parts: Vec<&str> =
        place.split([',', '|', '(', ')', '·', ';', '/']).map(str::trim).filter(|p| !p.is_empty()).collect();
    // The last part is the widest: a country, a state, or the city itself.
    for part in parts.iter().rev() {
        let named = named(part);
        if let Some(code) = named.and_then(|named| named.country) {
            return Some(code);
        }
        let city_before = parts.len() > 1;
        if city_before && CA_PROVINCES.contains(part) && !US_STATES.contains(part) {
            return Some("CA");
        }
        if city_before && US_STATES.contains(part) || named.is_some_and(|named| named.is_us_state) {
            return Some("US");
        }
    }
    parts.iter().rev().find_map(|part| named(&without_postcode(part))?.cities.first().copied())
}

/// City and country of a place as written.
pub fn place(written: &str) -> Place {
    let parts = written.split([',', '|', '(', ')', '·', ';', '/', '–']).map(str::trim);
    let bare: Vec<Cow<'_, str>> = parts.map(without_postcode).filter(|part| !part.is_empty()).collect();
    let known = bare.iter().find(|part| is_city(part));
    let other = |part: &&Cow<'_, str>| !is_country(part) && !is_state(part) && !is_street(part);
    let city = known.or_else(|| bare.iter().find(other)).map(|city| city.to_string());
    Place { city, country: country(written).map(str::to_owned) }
}

/// Whether the words name a street rather than a town.
fn is_street(part: &str) -> bool {
    let lower = part.to_lowercase();
    [
        "straße", "strasse", "str.", "street", " st", "road", "avenue", "rue ", "calle", "rua ", "via ",
        "straat", "laan", "weg", "platz",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

/// "12045 Berlin", "Dublin 8" and "1012 AB Amsterdam" without the code, single spaces between the words.
fn without_postcode(part: &str) -> Cow<'_, str> {
    let digits = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    let part = part.trim();
    // Most names are written so already.
    if !digits(part) && part.split(' ').all(|word| !word.is_empty() && !word.contains(char::is_whitespace)) {
        return Cow::Borrowed(part);
    }
    let letters = |word: &str| word.len() == 2 && word.chars().all(|c| c.is_ascii_uppercase());
    let words: Vec<&str> = part.split_whitespace().collect();
    let code = |i: usize| digits(words[i]) || letters(words[i]) && i > 0 && digits(words[i - 1]);
    let names: Vec<&str> = (0..words.len()).filter(|&i| !code(i)).map(|i| words[i]).collect();
    Cow::Owned(names.join(" "))
}

/// Whether the words are a place and nothing else.
pub(crate) fn is_place(text: &str) -> bool {
    let text =
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | '(' | ')' | '|'));
    if text.is_empty() || text.len() > 80 {
        return false;
    }
    if is_remote(text) {
        return true;
    }
    if !text.contains([',', '/', '(', ')', '|']) {
        return is_known(text);
    }
    let parts: Vec<&str> =
        text.split([',', '/', '(', ')', '|']).map(str::trim).filter(|p| !p.is_empty()).collect();
    let Some((first, rest)) = parts.split_first() else { return false };
    if rest.is_empty() {
        return is_known(first);
    }
    let code = |part: &str| {
        part.len() == 2 && part.chars().all(|c| c.is_ascii_uppercase())
            || part.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '-')
            || part.split_once(' ').is_some_and(|(state, zip)| {
                US_STATES.contains(&state) && zip.chars().all(|c| c.is_ascii_digit())
            })
    };
    let wide = rest.iter().all(|part| is_known(part) || code(part) || is_remote(part));
    let short = first.split_whitespace().count() <= 3 && first.chars().next().is_some_and(char::is_uppercase);
    // A city that is not in the list is still one before a state or country.
    is_known(first) && rest.len() <= 3 && (wide || rest.iter().all(|part| is_name_like(part)))
        || short && wide && !has_digit(first)
        || parts.iter().skip(1).any(|part| is_known(part)) && wide && has_digit(first)
}

fn has_digit(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
}

fn is_name_like(part: &str) -> bool {
    part.split_whitespace().count() <= 3
        && part.chars().next().is_some_and(char::is_uppercase)
        && !has_digit(part)
}

/// Whether the words are a place whose city or country is known, and nothing else.
pub fn is_known_place(text: &str) -> bool {
    let text =
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | '(' | ')' | '|'));
    is_remote(text) || is_known(text.split(',').next().unwrap_or_default()) && is_place(text)
}

/// Whether the words are a city of the list.
pub(crate) fn is_city(text: &str) -> bool {
    named(text).is_some_and(|named| !named.cities.is_empty())
}

/// Whether the words are a city, a country or a state of the lists.
fn is_known(part: &str) -> bool {
    named(&without_postcode(part)).is_some()
}

/// Whether the word is the code of a state or province, as it stands after a city.
pub(crate) fn is_state(text: &str) -> bool {
    US_STATES.contains(&text) || CA_PROVINCES.contains(&text)
}

/// Words that say where work is done without a place.
#[rustfmt::skip]
const REMOTE: &[&str] = &[
    "remote", "fully remote", "hybrid", "on-site", "onsite", "on site", "home office", "homeoffice", "télétravail",
    "remoto", "en remoto", "distancia", "worldwide", "anywhere", "thuiswerk",
];

/// No such words are longer, in whatever letters.
const LONGEST_REMOTE: usize = 16;

/// Whether the words say where work is done without a place.
pub(crate) fn is_remote(text: &str) -> bool {
    let text = text.trim();
    let is_remote = |text: &str| REMOTE.contains(&text);
    text.len() <= LONGEST_REMOTE && lowered(text, is_remote)
}

/// Words before a place that make it part of a name.
#[rustfmt::skip]
const JOINED_TO_PLACES: &[&str] =
    &["of", "de", "di", "do", "da", "von", "van", "zu", "in", "für", "the", "d'", "degli", "del"];

/// Where a place at the end of the words begins, in bytes: "Sable Systems Raleigh, NC" gives the R.
pub(crate) fn trailing_place(text: &str) -> Option<usize> {
    let starts: Vec<usize> =
        text.split_whitespace().map(|word| word.as_ptr() as usize - text.as_ptr() as usize).collect();
    let from = starts.len().saturating_sub(6);
    // "University of Leeds" is no university in Leeds.
    let joined = |at: usize| {
        let before = text[..at].split_whitespace().next_back();
        before.is_some_and(|word| lowered(word, |word| JOINED_TO_PLACES.contains(&word)))
    };
    let whole = |&&at: &&usize| at > 0 && is_known_place(&text[at..]) && !joined(at);
    starts[from..].iter().find(whole).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_of_places() {
        for (place, expected) in [
            ("Boise, ID", Some("US")),
            ("Columbus, Ohio", Some("US")),
            ("69003 Lyon, France", Some("FR")),
            ("12045 Berlin", Some("DE")),
            ("Dublin 8", Some("IE")),
            ("Montréal, QC", Some("CA")),
            ("İstanbul", Some("TR")),
            ("Córdoba, Argentina", Some("AR")),
            ("Nowhere in particular", None),
        ] {
            assert_eq!(country(place), expected, "{place}");
        }
    }

    #[test]
    fn cities_of_places() {
        for (written, city, country) in [
            ("04109 Leipzig", Some("Leipzig"), Some("DE")),
            ("Hamamatsu, Shizuoka, Japan", Some("Hamamatsu"), Some("JP")),
            ("Dorfstraße 3, 12045 Berlin", Some("Berlin"), Some("DE")),
            ("Boise, ID", Some("Boise"), Some("US")),
            ("Ghana", None, Some("GH")),
        ] {
            let found = place(written);
            assert_eq!((found.city.as_deref(), found.country.as_deref()), (city, country), "{written}");
        }
    }

    #[test]
    fn places_and_other_words() {
        for place in [
            "Leeds, UK",
            "Remote",
            "Austin, TX",
            "Bengaluru, Karnataka",
            "Hong Kong",
            "Groningen, NL",
            "Springfield, IL 62704",
        ] {
            assert!(is_place(place), "{place}");
        }
        for other in
            ["Sable Systems", "Python, SQL", "Lead Engineer", "Quill & Co, Ltd.", "Senior Engineer, Platform"]
        {
            assert!(!is_place(other), "{other}");
        }
        assert_eq!(trailing_place("Sable Systems Raleigh, NC"), Some(14));
        assert_eq!(trailing_place("Longacre Bank Remote"), Some(14));
        assert_eq!(trailing_place("Sable Systems"), None);
    }
}
