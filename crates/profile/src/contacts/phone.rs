//! Telephone numbers of all countries, by the numbering plans of the `phonenumber` crate.

use std::sync::LazyLock;

use candela_extract::{DocumentText, Span};
use phonenumber::metadata::{DATABASE, Database};
use phonenumber::{ParseError, PhoneNumber, country};
use regex::Regex;

use super::email::percent_decoded;
use super::{is_about_others, is_contact_place};
use crate::dates::date_ranges;
use crate::{Contact, Fact, Section};

static DIGITS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\(?\+ ?|\(?00|\()?\d(?:[\d().\t\u{a0}\u{2009}\u{202f}\u{2010}\u{2011} /–-]{4,}\d)")
        .expect("the pattern is fixed and covered by the tests")
});

/// So many expressions of numbering plans stay compiled: those of many countries, where the library keeps those of ten.
const PLAN_EXPRESSIONS: usize = 1_000;

/// The numbering plans of all countries.
static PLANS: LazyLock<&Database> = LazyLock::new(|| {
    if let Ok(mut expressions) = DATABASE.cache().lock() {
        expressions.set_capacity(PLAN_EXPRESSIONS);
    }
    &DATABASE
});

/// How far before a number its label may begin.
const LABEL_BYTES: usize = 24;

/// Words that say that the number in their line is none to call.
#[rustfmt::skip]
const NOT_PHONES: &[&str] = &[
    "passport", "iban", "vat", "ssn", "nif", "dni", "cnpj", "cpf", "date of birth", "born", "geburtsdatum",
    "dob", "orcid", "isbn", "steuer", "licen", "id:", "fax",
];

/// Words that say that it is one.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "phone", "tel", "mobile", "cell", "mobil", "handy", "telefon", "téléphone", "portable", "gsm",
    "whatsapp", "móvil", "celular", "telemóvel", "cellulare", "mob.", "电话", "電話", "전화", "☎", "📞", "call",
];

pub(super) fn phones(
    document: &DocumentText,
    sections: &[Section],
    place: Option<&'static str>,
) -> Vec<Fact<Contact>> {
    let body = &document.body;
    let mut found = Vec::new();
    for m in DIGITS.find_iter(body) {
        for (offset, written) in split_numbers(m.as_str()) {
            let start = m.start() + offset;
            let written = without_postcode(written, &body[start + written.len()..], place);
            let span = Span::new(start..start + written.len());
            if is_phone(body, sections, span) {
                found.push(Fact { value: Contact::Phone(normal(written, place)), span: Some(span) });
            }
        }
    }
    for link in &document.links {
        let target = link.target.strip_prefix("tel:").or_else(|| link.target.strip_prefix("callto:"));
        if let Some(number) = target {
            let number = percent_decoded(number);
            let elsewhere = link.span.is_some_and(|span| is_about_others(body, sections, span));
            if n_digits(&number) >= 7 && !elsewhere {
                found.push(Fact { value: Contact::Phone(normal(&number, place)), span: link.span });
            }
        }
    }
    found
}

/// Two numbers written side by side come apart: "+49 30 1234567 / +49 170 1234567".
fn split_numbers(written: &str) -> Vec<(usize, &str)> {
    for joint in [" / ", " - ", " – ", "  ", "/"] {
        if let Some((left, right)) = written.split_once(joint)
            && n_digits(left) >= 7
            && n_digits(right) >= 7
        {
            let mut numbers = split_numbers(left.trim_end());
            let offset = left.len() + joint.len();
            numbers.extend(split_numbers(right).into_iter().map(|(at, part)| (offset + at, part)));
            return numbers;
        }
    }
    let written = written.trim_end_matches([' ', '(', '.', '-', '/', '–']);
    vec![(0, written)]
}

/// The number without the postcode of a town that follows it: "091 612 77 40 90133 Palermo"; nothing of "4000-322 Porto".
fn without_postcode<'a>(written: &'a str, after: &str, place: Option<&'static str>) -> &'a str {
    let after = after.split('\n').next().unwrap_or_default().trim_start();
    if !after.starts_with(char::is_uppercase) {
        return written;
    }
    let plain = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let parts = written.split_once('-').filter(|(left, right)| plain(left) && plain(right));
    if parts.is_some_and(|(left, right)| left.len() == 4 && right.len() == 3) {
        return "";
    }
    let Some((number, code)) = written.rsplit_once([' ', '\t', '\u{a0}']) else { return written };
    let number = number.trim_end();
    if !(4..=6).contains(&code.len()) || !plain(code) || n_digits(number) < 7 {
        return written;
    }
    let country =
        if number.starts_with(['+', '(']) { None } else { place.and_then(|code| code.parse().ok()) };
    let valid = |text: &str| parsed(country, text).is_ok_and(|number| is_valid(&number));
    let too_long = digits(written).trim_start_matches("00").len() > 12;
    if !valid(written) && valid(number) || too_long { number } else { written }
}

fn is_phone(body: &str, sections: &[Section], span: Span) -> bool {
    let written = span.of(body);
    let count = n_digits(written);
    let international = written.trim_start_matches('(').starts_with('+') || written.starts_with("00");
    if !(7..=15).contains(&count) || count > 11 && !international && !written.starts_with('0') {
        return false;
    }
    let (before, after) =
        (body[..span.range().start].chars().next_back(), body[span.range().end..].chars().next());
    let joined = |c: Option<char>| {
        c.is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, '_' | '@' | '-' | '/' | '%' | '=' | '#' | '$' | '€' | '£')
        })
    };
    if joined(before) || joined(after) && !matches!(after, Some('-' | '/')) || !balanced(written) {
        return false;
    }
    // A date, a range of years, or a postcode with a house number.
    if !international && (count < 9 || looks_dated(written)) && !date_ranges(written).is_empty() {
        return false;
    }
    let near = label_before(body, span.range().start).to_lowercase();
    if NOT_PHONES.iter().any(|word| begins_word(&near, word)) {
        return false;
    }
    let fits = LABELS.iter().any(|word| near.contains(word))
        || is_contact_place(body, sections, span)
        || international && count >= 9
        || count >= 9 && stands_by_address(body, span);
    fits && !is_about_others(body, sections, span)
}

/// Whether a word of the text begins with these letters.
fn begins_word(text: &str, word: &str) -> bool {
    let begins = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
    text.match_indices(word).any(|(at, _)| begins(at))
}

/// Whether the number fills its line, with an e-mail address in a line beside it: contacts in a column that was read behind
/// another heading.
fn stands_by_address(body: &str, span: Span) -> bool {
    let range = span.range();
    let mut before = body[..range.start].rsplit('\n');
    let mut after = body[range.end..].split('\n');
    let blank = |text: Option<&str>| text.is_none_or(|text| !text.contains(char::is_alphanumeric));
    let alone = blank(before.next()) && blank(after.next());
    let mut near = before.filter(|line| !line.trim().is_empty()).take(1);
    let mut next = after.filter(|line| !line.trim().is_empty()).take(1);
    alone && (near.any(is_address_line) || next.any(is_address_line))
}

fn is_address_line(line: &str) -> bool {
    line.contains('@') && line.split_whitespace().count() < 4
}

/// The last words of the line before a number.
fn label_before(body: &str, at: usize) -> &str {
    let from = (at.saturating_sub(LABEL_BYTES)..=at).find(|&i| body.is_char_boundary(i)).unwrap_or(at);
    let before = &body[from..at];
    before.rfind('\n').map_or(before, |end| &before[end + 1..])
}

/// Whether the digits are grouped as dates are: "2019-2021", "01.02.2019 - 03.04.2020".
fn looks_dated(written: &str) -> bool {
    let groups: Vec<&str> =
        written.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    groups.iter().any(|group| group.len() == 4 && (group.starts_with("19") || group.starts_with("20")))
        && groups.iter().all(|group| group.len() <= 4)
        && groups.len() <= 6
        && groups.iter().filter(|group| group.len() == 4).count() * 2 >= groups.len().min(2)
}

fn balanced(written: &str) -> bool {
    written.matches('(').count() == written.matches(')').count()
}

fn n_digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// E.164 where the country is known, else the digits as written.
fn normal(written: &str, place: Option<&'static str>) -> String {
    let bare = written.trim_start_matches('(');
    let all = digits(written);
    if bare.starts_with('+') || all.starts_with("00") {
        // "+49 (0) 30 …" names the trunk zero that is not dialled from abroad.
        let international = format!("+{}", digits(&written.replace("(0)", "")).trim_start_matches("00"));
        // "+44 07400 …" keeps it without the marks; only then does the numbering plan have a say.
        let trunk = written
            .split([' ', '-', '.', '/', ')'])
            .skip(1)
            .find(|group| !group.is_empty())
            .is_some_and(|group| group.starts_with('0'));
        return match trunk.then(|| parsed(None, &international)) {
            Some(Ok(number)) => e164(&number),
            _ => international,
        };
    }
    let mut places: Vec<country::Id> = place.and_then(|code| code.parse().ok()).into_iter().collect();
    if all.len() == 11 && all.starts_with('1') {
        places.push(country::US);
    }
    places
        .into_iter()
        .filter_map(|place| parsed(Some(place), written).ok())
        .find(is_valid)
        .map_or(all, |number| e164(&number))
}

fn parsed(place: Option<country::Id>, written: &str) -> Result<PhoneNumber, ParseError> {
    phonenumber::parse_with(&PLANS, place, written)
}

fn is_valid(number: &PhoneNumber) -> bool {
    phonenumber::is_valid_with(&PLANS, number)
}

fn e164(number: &PhoneNumber) -> String {
    format!("+{}{}", number.code().value(), number.national())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_e164_where_the_country_is_known() {
        for (written, place, expected) in [
            ("+49 (0) 30 174144", None, "+4930174144"),
            ("0046 70 127 56 82", None, "+46701275682"),
            ("(+55) 11 96124-7699", None, "+5511961247699"),
            ("07400 175796", Some("GB"), "+447400175796"),
            ("+44 07400 175796", None, "+447400175796"),
            ("06 12 33 27 99", Some("FR"), "+33612332799"),
            ("1-614-555-0123", None, "+16145550123"),
            ("06 12 33 27 99", None, "0612332799"),
        ] {
            assert_eq!(normal(written, place), expected, "{written}");
        }
    }

    #[test]
    fn a_postcode_is_no_part_of_a_number() {
        for (written, after, place, expected) in [
            ("091 612 77 40 90133", " Palermo", Some("IT"), "091 612 77 40"),
            ("050 – 318 27 44 9711", " LM Groningen", Some("NL"), "050 – 318 27 44"),
            ("+34 654 21 78 90\t41010", " Sevilla", None, "+34 654 21 78 90"),
            ("4000-322", " Porto", Some("PT"), ""),
            ("+351 912 447 0381", "\n", Some("PT"), "+351 912 447 0381"),
            ("030 1234 5678", " Berlin", Some("DE"), "030 1234 5678"),
            ("0030 691 234 3129", " Address", None, "0030 691 234 3129"),
        ] {
            assert_eq!(without_postcode(written, after, place), expected, "{written}");
        }
    }

    #[test]
    fn two_numbers_side_by_side() {
        let found: Vec<&str> =
            split_numbers("+49 30 1234567 / +49 170 1234567").into_iter().map(|(_, number)| number).collect();
        assert_eq!(found, ["+49 30 1234567", "+49 170 1234567"]);
    }
}
