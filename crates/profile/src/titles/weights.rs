//! How much speaks for words being a title, a company, a degree or a school.

use crate::titles::{
    JOB_TAILS, OWN_ACCOUNT, ends_as_company, holds_degree, holds_field, holds_school, is_job_noun, is_joint,
    is_modifier, is_tail_word, is_weak_job, title_end, word,
};

/// What speaks for the words being a job title: 3 and more for a plain one, below 0 for none.
pub(crate) fn title_weight(text: &str) -> f32 {
    let plain = without_asides(text);
    let words: Vec<&str> = plain.split_whitespace().collect();
    if words.is_empty() || words.len() > 10 {
        return -1.5;
    }
    let last = words.iter().rposition(|word| !JOB_TAILS.contains(self::word(word).as_str())).unwrap_or(0);
    let closes = |i: usize| {
        i >= last
            || words[i].ends_with([',', ':'])
            || words.get(i + 1).is_some_and(|next| is_joint(next) || next.starts_with('('))
    };
    let noun = |i: &usize| is_job_noun(words[*i]);
    let strong = (0..words.len()).filter(noun).filter(|i| !is_weak_job(words[*i]));
    let strong = strong.map(|i| 3.0 - unexplained(&words, i)).reduce(f32::max);
    let weak = (0..words.len()).filter(noun).map(|i| if closes(i) { 2.2 } else { 0.4 }).reduce(f32::max);
    let modifiers = words.iter().filter(|word| is_modifier(word)).count();
    let said = strong.or(weak).unwrap_or(match () {
        () if modifiers == words.len() => 1.0,
        () if modifiers > 0 => 0.2,
        () => -0.6,
    });
    let company = if has_legal_form(plain) { 1.5 } else { 0.0 };
    let school = if holds_school(plain) && strong.is_none() { 1.0 } else { 0.0 };
    said - company - school
}

/// What names after the title speak against its being nothing but a title: "Engineer Sable" holds a company.
fn unexplained(words: &[&str], noun: usize) -> f32 {
    let rest = &words[title_end(words, noun)..];
    let names = rest
        .iter()
        .filter(|word| word.starts_with(char::is_uppercase) && !is_modifier(word) && !is_tail_word(word));
    match names.count() {
        0 => 0.0,
        1 => 0.6,
        _ => 1.0,
    }
}

/// What speaks for the words being a company's name.
pub(crate) fn company_weight(text: &str) -> f32 {
    let plain = without_asides(text);
    let lower = plain.to_lowercase();
    if OWN_ACCOUNT.contains(lower.as_str()) {
        return 0.9;
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    if words.is_empty() || words.len() > 10 {
        return -1.5;
    }
    let mut said = 0.4;
    if has_legal_form(plain) {
        said += 2.6;
    } else if ends_as_company(plain) || holds_school(plain) {
        said += 1.1;
    }
    let strong = words.iter().filter(|word| is_job_noun(word) && !is_weak_job(word)).count();
    let ends_in_job = words.last().is_some_and(|last| is_job_noun(last));
    said -= match () {
        () if strong > 0 => 2.5,
        () if ends_in_job => 1.0,
        () if words.iter().all(|word| is_modifier(word) || is_joint(word) || is_tail_word(word)) => 1.8,
        () if plain.split_once(',').is_some_and(|(first, _)| first.split(' ').all(is_modifier)) => 0.5,
        () => 0.0,
    };
    if words.len() > 2 && plain.starts_with(char::is_lowercase) {
        said -= 1.0;
    }
    said
}

/// What speaks for the words being a degree with its field.
pub(crate) fn degree_weight(text: &str) -> f32 {
    let words: Vec<&str> = text.split_whitespace().collect();
    let school = if holds_school(text) && !starts_as_degree(&words) { 1.5 } else { 0.0 };
    let said = match () {
        () if words.is_empty() || words.len() > 16 => -1.5,
        () if starts_as_degree(&words) => 3.2,
        () if holds_degree(text) => 2.6,
        () if holds_field(text) => 0.8,
        () => -0.4,
    };
    said - school
}

/// What speaks for the words being a school.
pub(crate) fn school_weight(text: &str) -> f32 {
    let words: Vec<&str> = text.split_whitespace().collect();
    let starts = starts_as_degree(&words);
    let acronym = words.len() == 1
        && (2..=8).contains(&text.len())
        && text.chars().filter(|c| c.is_uppercase()).count() > 1;
    let said = match () {
        () if words.is_empty() || words.len() > 14 => -1.5,
        () if holds_school(text) => 3.0,
        () if acronym => 0.9,
        () if has_legal_form(text) => 0.8,
        () => 0.2,
    };
    said - if starts { 2.0 } else { 0.0 }
        - if begins_with_field(&words) { 1.0 } else { 0.0 }
        - if words.first().is_some_and(|word| word.starts_with(char::is_lowercase)) { 0.8 } else { 0.0 }
}

/// Whether the first words are a degree: "BSc (Hons) Software Engineering", "Licence d'informatique".
fn starts_as_degree(words: &[&str]) -> bool {
    words.iter().take(2).any(|word| holds_degree(word))
        && !words.first().is_some_and(|word| is_school_noun(word))
}

/// Whether a field stands before a school as a thing of its own: "Statistics University of Leeds", "Informatics, ETH", but not
/// "Technical University" or "Business School".
fn begins_with_field(words: &[&str]) -> bool {
    let comma = words.iter().position(|word| word.ends_with(',')).map(|at| at + 1);
    let noun = words.iter().position(|word| is_school_noun(word));
    let named = |noun: &usize| words.get(noun + 1).is_some_and(|next| is_joint(next));
    let is_field = |end: usize| {
        let fields = &words[..end];
        !fields.is_empty() && fields.iter().all(|word| holds_field(word) || is_joint(word))
    };
    noun.filter(named).is_some_and(is_field) || comma.is_some_and(is_field)
}

fn is_school_noun(text: &str) -> bool {
    holds_school(text) && !holds_degree(text)
}

/// The words without what stands in parentheses.
fn without_asides(text: &str) -> &str {
    let outside = text.split_once(" (").map_or(text, |(before, _)| before);
    if outside.trim().is_empty() { text } else { outside.trim() }
}

/// Whether the name ends in the form of a company before the law: "GmbH", "S.p.A.", "Pvt. Ltd.".
fn has_legal_form(text: &str) -> bool {
    const FORMS: &[&str] = &[
        "inc",
        "ltd",
        "limited",
        "llc",
        "llp",
        "corp",
        "corporation",
        "gmbh",
        "ag",
        "se",
        "kg",
        "ohg",
        "ug",
        "mbh",
        "gbr",
        "kgaa",
        "s.a",
        "sa",
        "s.a.s",
        "sas",
        "sarl",
        "s.r.l",
        "srl",
        "s.p.a",
        "spa",
        "s.l",
        "sl",
        "b.v",
        "bv",
        "n.v",
        "nv",
        "ab",
        "as",
        "a/s",
        "aps",
        "oy",
        "oyj",
        "plc",
        "pvt",
        "pty",
        "kft",
        "zrt",
        "s.r.o",
        "a.s",
        "o.o",
        "d.o.o",
        "lda",
        "ltda",
        "co",
        "company",
        "e.v",
        "株式会社",
        "有限公司",
        "ооо",
        "s.a.u",
        "s.l.u",
        "sasu",
    ];
    let last = text.split_whitespace().next_back().map(word).unwrap_or_default();
    let several = text.split_whitespace().count() > 1;
    several && FORMS.contains(&last.trim_end_matches('.')) || text.starts_with("株式会社")
}
