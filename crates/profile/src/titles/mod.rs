//! The words of job titles, companies, degrees and schools.

mod weights;

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::vocabulary::words;

pub(crate) use weights::{company_weight, degree_weight, school_weight, title_weight};

const WORDS: &str = include_str!("../../data/titles.txt");

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

/// No stem of a job or school has fewer bytes; most words end here.
const SHORTEST_STEM: usize = 6;

fn is_job_noun(text: &str) -> bool {
    let word = word(text);
    let stem = word.trim_end_matches('.');
    JOBS.contains(stem)
        || stem.split_once('/').is_some_and(|(a, b)| JOBS.contains(a) || JOBS.contains(b))
        || stem.rsplit_once('-').is_some_and(|(_, last)| JOBS.contains(last) && !WEAK_JOBS.contains(last))
        // Compounds and forms for both: "Datenbankentwickler", "Entwickler:in", "Projectmanager".
        || stem.len() >= SHORTEST_STEM && JOB_STEMS.iter().any(|noun| stem.contains(noun))
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
            || word.len() >= SHORTEST_STEM
                && ["universit", "hochschule", "gymnasium", "egyetem", "大学", "학교"]
                    .iter()
                    .any(|stem| word.contains(stem))
    })
}

/// Whether the words name a degree.
pub(crate) fn holds_degree(text: &str) -> bool {
    text.split_whitespace().any(|part| {
        let lower = word(part);
        // "Diplom-Informatikerin" is a degree as much as a trade.
        let known = lower.starts_with("diplom-")
            || DEGREES.contains(lower.as_str())
            || DEGREES.contains(lower.trim_end_matches(['.', '\'']));
        // "MA" and "M.A." are degrees, "Ma" is a name.
        known
            && (part.chars().count() > 3
                || part.contains('.')
                || part.chars().filter(|c| c.is_uppercase()).count() > 1)
    })
}

/// Whether a part of the words is a job title: "API Developer · Heron Insurance Inc.", "Acme GmbH, Engineer".
pub(crate) fn names_title(text: &str) -> bool {
    text.split([',', '·', '|', '–', '—', '@', '\t']).any(|part| title_weight(part.trim()) > 1.5)
}

fn is_tail_word(text: &str) -> bool {
    JOB_TAILS.contains(word(text).as_str())
}

/// Whether a word names a field of study.
pub(crate) fn holds_field(text: &str) -> bool {
    text.split_whitespace().any(|part| FIELDS.contains(word(part).as_str()))
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
