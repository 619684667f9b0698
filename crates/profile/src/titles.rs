//! The words of job titles, companies, degrees and schools.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::vocabulary::words;

const WORDS: &str = include_str!("../data/titles.txt");

/// Nouns that name a job, in lower case.
static JOBS: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "jobs"));

/// Those of them that stand in names of companies too.
static WEAK_JOBS: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "weak jobs"));

/// Words for working for oneself, where a company would stand.
static OWN_ACCOUNT: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "own account"));

/// Fields of study.
static FIELDS: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "fields"));

/// Words that stand before such a noun and belong to the title.
static JOB_MODIFIERS: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "job modifiers"));

/// Words after such a noun that still belong to the title.
static JOB_TAILS: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "job tails"));

/// What a company's name ends with.
static COMPANY_ENDS: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "company ends"));

/// Words that make a line a school.
static SCHOOLS: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "schools"));

/// Words that make a line a degree.
static DEGREES: LazyLock<HashSet<&str>> = LazyLock::new(|| words(WORDS, "degrees"));

fn word(text: &str) -> String {
    text.trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '(' | ')' | '|' | '"' | '“' | '”'))
        .to_lowercase()
}

/// Nouns that end compounds in German, Dutch and the Nordic languages.
#[rustfmt::skip]
const JOB_STEMS: &[&str] = &[
    "entwickler", "ingenieur", "leiter", "berater", "administrator", "techniker", "informatiker", "ontwikkelaar",
    "analyst", "analist", "manager", "architekt", "architect", "konsulent", "utvikler", "utvecklare", "spezialist",
    "assistent", "betreuer", "beheerder", "referent", "mitarbeiter", "medewerker", "programmierer", "designer",
];

fn is_job_noun(text: &str) -> bool {
    let word = word(text);
    let stem = word.trim_end_matches('.');
    JOBS.contains(stem)
        || stem.split_once('/').is_some_and(|(a, b)| JOBS.contains(a) || JOBS.contains(b))
        || stem.rsplit_once('-').is_some_and(|(_, last)| JOBS.contains(last) && !WEAK_JOBS.contains(last))
        // Compounds and forms for both: "Datenbankentwickler", "Entwickler:in", "Projectmanager".
        || JOB_STEMS.iter().any(|noun| stem.contains(noun))
}

/// Whether the word stands before a job noun and belongs to the title: "senior", "data".
pub(crate) fn is_modifier(text: &str) -> bool {
    JOB_MODIFIERS.contains(word(text).as_str())
}

/// Whether the words hold a job title.
pub(crate) fn holds_title(text: &str) -> bool {
    text.split_whitespace().any(is_job_noun)
}

/// Whether the words look like a company's name with its legal form or line of business.
pub(crate) fn ends_as_company(text: &str) -> bool {
    text.split_whitespace().next_back().is_some_and(|last| COMPANY_ENDS.contains(word(last).as_str()))
}

/// Whether the words name a school.
pub(crate) fn holds_school(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || c == ',').any(|part| {
        let acronym = part.chars().count() < 5;
        let word = word(part);
        SCHOOLS.contains(word.as_str()) && (!acronym || part.chars().all(char::is_uppercase))
            || ["universit", "hochschule", "gymnasium", "egyetem", "大学", "학교"]
                .iter()
                .any(|stem| word.contains(stem))
    })
}

/// Whether the words name a degree.
pub(crate) fn holds_degree(text: &str) -> bool {
    text.split_whitespace().any(|part| {
        let lower = word(part);
        let known = DEGREES.contains(lower.as_str()) || DEGREES.contains(lower.trim_end_matches(['.', '\'']));
        // "MA" and "M.A." are degrees, "Ma" is a name.
        known
            && (part.chars().count() > 3
                || part.contains('.')
                || part.chars().filter(|c| c.is_uppercase()).count() > 1)
    })
}

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

fn is_tail_word(text: &str) -> bool {
    JOB_TAILS.contains(word(text).as_str())
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
        - if words.first().is_some_and(|word| word.starts_with(char::is_lowercase)) { 0.8 } else { 0.0 }
}

/// Whether a word names a field of study.
pub(crate) fn holds_field(text: &str) -> bool {
    text.split_whitespace().any(|part| FIELDS.contains(word(part).as_str()))
}

/// Whether the first words are a degree: "BSc (Hons) Software Engineering", "Licence d'informatique".
fn starts_as_degree(words: &[&str]) -> bool {
    words.iter().take(2).any(|word| holds_degree(word))
        && !words.first().is_some_and(|word| is_school_noun(word))
}

fn is_school_noun(text: &str) -> bool {
    holds_school(text) && !holds_degree(text)
}

/// The words without what stands in parentheses.
fn without_asides(text: &str) -> &str {
    let outside = text.split_once(" (").map_or(text, |(before, _)| before);
    if outside.trim().is_empty() { text } else { outside.trim() }
}

/// Words that follow a job noun in the languages that put the noun first: "Développeur full stack", "Consultor BI".
fn is_tail(text: &str) -> bool {
    is_modifier(text)
        && (text.starts_with(char::is_lowercase)
            || text.chars().all(|c| !c.is_lowercase())
            || is_language(text))
}

fn is_language(text: &str) -> bool {
    let found = candela_skills::SkillsIndex::bundled().resolve(text);
    found.is_some_and(|skill| skill.category == candela_skills::Category::Language)
}

fn is_weak_job(text: &str) -> bool {
    WEAK_JOBS.contains(word(text).trim_end_matches('.'))
}

/// Small words inside titles: "Head of Data", "Chef de projet".
fn is_joint(text: &str) -> bool {
    matches!(
        text.to_lowercase().as_str(),
        "of" | "in"
            | "for"
            | "de"
            | "du"
            | "des"
            | "del"
            | "della"
            | "di"
            | "da"
            | "do"
            | "für"
            | "im"
            | "en"
            | "em"
            | "e"
            | "y"
            | "et"
            | "und"
            | "and"
            | "&"
            | "/"
            | "-"
            | "–"
            | "van"
            | "der"
            | "voor"
    )
}

/// Words that join two titles, or two names of a company.
fn is_list_joint(text: &str) -> bool {
    matches!(text, "&" | "and" | "e" | "y" | "et" | "und" | "/" | "-" | "–" | "+")
}

/// Whether the words say that somebody works for themselves.
pub(crate) fn is_own_account(text: &str) -> bool {
    OWN_ACCOUNT.contains(text.to_lowercase().as_str())
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

/// Title and company of words that hold both with nothing between them but a space: "Lead Engineer Sable AG".
///
/// Either part may be empty. Without a job noun everything is company.
pub(crate) fn split_title(text: &str) -> (&str, &str) {
    for joint in [" at ", " @ ", " bei der ", " bei ", " chez ", " presso ", " bij ", " na empresa ", ", at "]
    {
        if let Some((title, company)) = text.split_once(joint)
            && holds_title(title)
        {
            return (title.trim(), company.trim());
        }
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let Some(noun) = words
        .iter()
        .position(|word| is_job_noun(word) && !is_modifier(word))
        .or_else(|| words.iter().position(|word| is_job_noun(word)))
    else {
        return ("", text);
    };
    let mut start = noun;
    while start > 0
        && (is_modifier(words[start - 1])
            || is_job_noun(words[start - 1])
            || matches!(words[start - 1], "&" | "and" | "/"))
    {
        start -= 1;
    }
    let end = title_end(&words, noun);
    let at = |i: usize| words[i].as_ptr() as usize - text.as_ptr() as usize;
    if end == words.len() {
        // The company may stand before the title when its last word says so.
        let before = text[..at(start)].trim_end();
        return if ends_as_company(before) { (&text[at(start)..], before) } else { (text, "") };
    }
    (text[..at(end)].trim_end_matches(|c: char| c.is_whitespace() || c == ','), &text[at(end)..])
}

/// Where the title that has its noun at `noun` ends.
fn title_end(words: &[&str], noun: usize) -> usize {
    let mut end = noun + 1;
    while end < words.len() {
        let word = words[end];
        let opens = word.starts_with('(');
        if opens {
            // "(part-time)", "(Python, Django)": all of the parenthesis.
            let close = (end..words.len()).find(|&i| words[i].ends_with(')')).unwrap_or(words.len() - 1);
            end = close + 1;
        } else if is_job_noun(word) || JOB_TAILS.contains(word.to_lowercase().as_str()) || is_tail(word) {
            end += 1;
        } else if is_list_joint(word)
            && !words.get(end + 1).is_some_and(|next| is_modifier(next) || is_job_noun(next))
        {
            break;
        } else if is_joint(word) && end + 1 < words.len() {
            end += 2;
            while end < words.len()
                && (is_modifier(words[end]) || is_job_noun(words[end]) || matches!(words[end], "&" | "and"))
            {
                end += 1;
            }
        } else {
            break;
        }
    }
    end.min(words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_companies_in_one_breath() {
        for (text, expected) in [
            ("Lead Data Engineer Tidewater Digital", ("Lead Data Engineer", "Tidewater Digital")),
            ("Registered Nurse Hawthorn Logistics", ("Registered Nurse", "Hawthorn Logistics")),
            ("Senior Software Engineer at Northgate GmbH", ("Senior Software Engineer", "Northgate GmbH")),
            (
                "Frontend Developer (part-time) Cartograph Energy",
                ("Frontend Developer (part-time)", "Cartograph Energy"),
            ),
            ("Head of Engineering", ("Head of Engineering", "")),
            ("Acme Ltd Software Engineer", ("Software Engineer", "Acme Ltd")),
            ("Software Engineer II", ("Software Engineer II", "")),
            ("Hawthorn Logistics", ("", "Hawthorn Logistics")),
            ("Softwareentwickler bei Beispiel AG", ("Softwareentwickler", "Beispiel AG")),
            ("Summer Intern Umbra & Sons", ("Summer Intern", "Umbra & Sons")),
        ] {
            assert_eq!(split_title(text), expected);
        }
    }
}
