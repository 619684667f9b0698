//! The words of job titles, companies, degrees and schools.

mod weights;
mod word;

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::vocabulary::Words;

pub(crate) use weights::{degree_weight, job_weights, school_weight, title_weight};
pub(crate) use word::Word;

const WORDS: &str = include_str!("../../data/titles.txt");

/// Words for working for oneself, where a company would stand.
static OWN_ACCOUNT: LazyLock<Words> = LazyLock::new(|| Words::new(WORDS, "own account"));

/// The words of a text.
fn words(text: &str) -> Vec<Word<'_>> {
    text.split_whitespace().map(Word::new).collect()
}

fn any_word<'a>(text: &'a str, is: fn(Word<'a>) -> bool) -> bool {
    text.split_whitespace().any(|text| is(Word::new(text)))
}

/// Whether the word stands before a job noun and belongs to the title: "senior", "data".
pub(crate) fn is_modifier(text: &str) -> bool {
    Word::new(text).is_modifier()
}

/// Whether the words hold a job title.
pub(crate) fn holds_title(text: &str) -> bool {
    any_word(text, Word::is_job)
}

/// Whether the words look like a company's name with its legal form or line of business.
pub(crate) fn ends_as_company(text: &str) -> bool {
    text.split_whitespace().next_back().is_some_and(|last| Word::new(last).is_company_end())
}

/// Whether the words name a school.
pub(crate) fn holds_school(text: &str) -> bool {
    any_word(text, Word::is_school)
}

/// Whether the words name a degree.
pub(crate) fn holds_degree(text: &str) -> bool {
    any_word(text, Word::is_degree)
}

/// Whether the words hold a job title, a school or a degree.
pub(crate) fn holds_any(text: &str) -> bool {
    any_word(text, |word| word.is_job() || word.is_school() || word.is_degree())
}

/// Whether a word names a field of study.
pub(crate) fn holds_field(text: &str) -> bool {
    any_word(text, Word::is_field)
}

/// Whether a part of the words is a job title: "API Developer · Heron Insurance Inc.", "Acme GmbH, Engineer".
pub(crate) fn names_title(text: &str) -> bool {
    text.split([',', '·', '|', '–', '—', '@', '\t']).any(|part| title_weight(part.trim()) > 1.5)
}

/// Whether the word follows a job noun in the languages that put the noun first: "Développeur full stack", "Consultor BI".
fn is_tail(word: Word<'_>) -> bool {
    let text = word.text;
    word.is_modifier()
        && (text.starts_with(char::is_lowercase)
            || text.chars().all(|c| !c.is_lowercase())
            || is_language(text))
}

fn is_language(text: &str) -> bool {
    let found = candela_skills::SkillsIndex::bundled().resolve(text);
    found.is_some_and(|skill| skill.category == candela_skills::Category::Language)
}

/// Whether the words say that somebody works for themselves.
pub(crate) fn is_own_account(text: &str) -> bool {
    OWN_ACCOUNT.holds(text)
}

/// Words between a title and a company, the likeliest first.
const FOR: &[&str] =
    &[" at ", " @ ", " bei der ", " bei ", " chez ", " presso ", " bij ", " na empresa ", ", at "];

/// Finds whether any of them is there at all; most often none is.
static FOR_EITHER: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(FOR).expect("a few short words make an automaton"));

/// Title and company of words that hold both with nothing between them but a space: "Lead Engineer Sable AG".
///
/// Either part may be empty. Without a job noun everything is company.
pub(crate) fn split_title(text: &str) -> (&str, &str) {
    let joints = if FOR_EITHER.is_match(text) { FOR } else { &[] };
    for joint in joints {
        if let Some((title, company)) = text.split_once(joint)
            && holds_title(title)
        {
            return (title.trim(), company.trim());
        }
    }
    let words = words(text);
    let plain = words.iter().position(|word| word.is_job() && !word.is_modifier());
    let Some(noun) = plain.or_else(|| words.iter().position(|word| word.is_job())) else {
        return ("", text);
    };
    let mut start = noun;
    while start > 0
        && (words[start - 1].is_modifier()
            || words[start - 1].is_job()
            || matches!(words[start - 1].text, "&" | "and" | "/"))
    {
        start -= 1;
    }
    let end = title_end(&words, noun);
    let at = |i: usize| words[i].text.as_ptr() as usize - text.as_ptr() as usize;
    if end == words.len() {
        // The company may stand before the title when its last word says so.
        let before = text[..at(start)].trim_end();
        return if ends_as_company(before) { (&text[at(start)..], before) } else { (text, "") };
    }
    (text[..at(end)].trim_end_matches(|c: char| c.is_whitespace() || c == ','), &text[at(end)..])
}

/// Where the title that has its noun at `noun` ends.
fn title_end(words: &[Word<'_>], noun: usize) -> usize {
    let mut end = noun + 1;
    while end < words.len() {
        let word = words[end];
        let opens = word.text.starts_with('(');
        if opens {
            // "(part-time)", "(Python, Django)": all of the parenthesis.
            let close = (end..words.len()).find(|&i| words[i].text.ends_with(')'));
            end = close.unwrap_or(words.len() - 1) + 1;
        } else if word.is_job() || word.is_bare_tail() || is_tail(word) {
            end += 1;
        } else if word.is_list_joint()
            && !words.get(end + 1).is_some_and(|next| next.is_modifier() || next.is_job())
        {
            break;
        } else if word.is_joint() && end + 1 < words.len() {
            end += 2;
            while end < words.len()
                && (words[end].is_modifier() || words[end].is_job() || matches!(words[end].text, "&" | "and"))
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
