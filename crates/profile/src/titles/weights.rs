//! How much speaks for words being a title, a company, a degree or a school.

use crate::titles::{OWN_ACCOUNT, Word, title_end, words};

/// What speaks for the words being a job title: 3 and more for a plain one, below 0 for none.
pub(crate) fn title_weight(text: &str) -> f32 {
    weight_of_title(&words(without_asides(text)))
}

/// What speaks for the words being a job title, and for their being a company's name.
pub(crate) fn job_weights(text: &str) -> (f32, f32) {
    let plain = without_asides(text);
    let words = words(plain);
    (weight_of_title(&words), weight_of_company(plain, &words))
}

fn weight_of_title(words: &[Word<'_>]) -> f32 {
    if words.is_empty() || words.len() > 10 {
        return -1.5;
    }
    let last = words.iter().rposition(|word| !word.is_tail()).unwrap_or(0);
    let closes = |i: usize| {
        i >= last
            || words[i].text.ends_with([',', ':'])
            || words.get(i + 1).is_some_and(|next| next.is_joint() || next.text.starts_with('('))
    };
    let noun = |i: &usize| words[*i].is_job();
    let strong = (0..words.len()).filter(noun).filter(|i| !words[*i].is_weak_job());
    let strong = strong.map(|i| 3.0 - unexplained(words, i)).reduce(f32::max);
    let weak = (0..words.len()).filter(noun).map(|i| if closes(i) { 2.2 } else { 0.4 }).reduce(f32::max);
    let modifiers = words.iter().filter(|word| word.is_modifier()).count();
    let said = strong.or(weak).unwrap_or(match () {
        () if modifiers == words.len() => 1.0,
        () if modifiers > 0 => 0.2,
        () => -0.6,
    });
    let company = if has_legal_form(words) { 1.5 } else { 0.0 };
    let school = if strong.is_none() && words.iter().any(|word| word.is_school()) { 1.0 } else { 0.0 };
    said - company - school
}

/// What names after the title speak against its being nothing but a title: "Engineer Sable" holds a company.
fn unexplained(words: &[Word<'_>], noun: usize) -> f32 {
    let rest = &words[title_end(words, noun)..];
    let names = rest
        .iter()
        .filter(|word| word.text.starts_with(char::is_uppercase) && !word.is_modifier() && !word.is_tail());
    match names.count() {
        0 => 0.0,
        1 => 0.6,
        _ => 1.0,
    }
}

fn weight_of_company(plain: &str, words: &[Word<'_>]) -> f32 {
    if OWN_ACCOUNT.holds(plain) {
        return 0.9;
    }
    let Some(last) = words.last().filter(|_| words.len() <= 10) else { return -1.5 };
    let mut said = 0.4;
    if has_legal_form(words) {
        said += 2.6;
    } else if last.is_company_end() || words.iter().any(|word| word.is_school()) {
        said += 1.1;
    }
    let strong = words.iter().any(|word| word.is_job() && !word.is_weak_job());
    let fills = |word: &Word<'_>| word.is_modifier() || word.is_joint() || word.is_tail();
    let modified = |first: &str| first.split(' ').all(|text| Word::new(text).is_modifier());
    said -= match () {
        () if strong => 2.5,
        () if last.is_job() => 1.0,
        () if words.iter().all(fills) => 1.8,
        () if plain.split_once(',').is_some_and(|(first, _)| modified(first)) => 0.5,
        () => 0.0,
    };
    if words.len() > 2 && plain.starts_with(char::is_lowercase) {
        said -= 1.0;
    }
    said
}

/// What speaks for the words being a degree with its field.
pub(crate) fn degree_weight(text: &str) -> f32 {
    let words = words(text);
    let starts = starts_as_degree(&words);
    let school = if !starts && words.iter().any(|word| word.is_school()) { 1.5 } else { 0.0 };
    let said = match () {
        () if words.is_empty() || words.len() > 16 => -1.5,
        () if starts => 3.2,
        () if words.iter().any(|word| word.is_degree()) => 2.6,
        () if words.iter().any(|word| word.is_field()) => 0.8,
        () => -0.4,
    };
    said - school
}

/// What speaks for the words being a school.
pub(crate) fn school_weight(text: &str) -> f32 {
    let words = words(text);
    let starts = starts_as_degree(&words);
    let acronym = words.len() == 1
        && (2..=8).contains(&text.len())
        && text.chars().filter(|c| c.is_uppercase()).count() > 1;
    let said = match () {
        () if words.is_empty() || words.len() > 14 => -1.5,
        () if words.iter().any(|word| word.is_school()) => 3.0,
        () if acronym => 0.9,
        () if has_legal_form(&words) => 0.8,
        () => 0.2,
    };
    said - if starts { 2.0 } else { 0.0 }
        - if begins_with_field(&words) { 1.0 } else { 0.0 }
        - if words.first().is_some_and(|word| word.text.starts_with(char::is_lowercase)) { 0.8 } else { 0.0 }
}

/// Whether the first words are a degree: "BSc (Hons) Software Engineering", "Licence d'informatique".
fn starts_as_degree(words: &[Word<'_>]) -> bool {
    words.iter().take(2).any(|word| word.is_degree()) && !words.first().is_some_and(is_school_noun)
}

/// Whether a field stands before a school as a thing of its own: "Statistics University of Leeds", "Informatics, ETH", but not
/// "Technical University" or "Business School".
fn begins_with_field(words: &[Word<'_>]) -> bool {
    let comma = words.iter().position(|word| word.text.ends_with(',')).map(|at| at + 1);
    let noun = words.iter().position(is_school_noun);
    let named = |noun: &usize| words.get(noun + 1).is_some_and(|next| next.is_joint());
    let is_field = |end: usize| {
        let fields = &words[..end];
        !fields.is_empty() && fields.iter().all(|word| word.is_field() || word.is_joint())
    };
    noun.filter(named).is_some_and(is_field) || comma.is_some_and(is_field)
}

fn is_school_noun(word: &Word<'_>) -> bool {
    word.is_school() && !word.is_degree()
}

/// The words without what stands in parentheses.
fn without_asides(text: &str) -> &str {
    let outside = text.split_once(" (").map_or(text, |(before, _)| before);
    if outside.trim().is_empty() { text } else { outside.trim() }
}

/// Whether the name ends in the form of a company before the law: "Acme GmbH", "Beispiel S.p.A.".
fn has_legal_form(words: &[Word<'_>]) -> bool {
    let ends = words.len() > 1 && words.last().is_some_and(|last| last.is_legal_form());
    ends || words.first().is_some_and(|first| first.text.starts_with("株式会社"))
}
