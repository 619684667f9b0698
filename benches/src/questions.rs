//! What recruiters type, as many questions as a measurement needs: the same number gives the same questions.
//!
//! They ask for what the invented people of [`entries`](crate::entries) are made of, frequent skills more often than rare ones. Of
//! questions that are words alone there is a form for full-text engines that know no skills, years or flags.

use std::fmt::Write;

use fastrand::Rng;

use crate::entries::{CITIES, FLAGS, LANGUAGES, LEVELS, RESULT, ROLES, TITLES, WHAT, pick, skill};

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// In Candela's query language.
    pub typed: String,
    /// The same as words, where it is nothing else.
    pub words: Option<Words>,
}

/// A question of words, phrases and beginnings of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// One of each row must stand in a résumé.
    all: Vec<Vec<Term>>,
    /// None of these may.
    none: Vec<Term>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Term {
    Word(String),
    Phrase(String),
    Start(String),
}

impl Words {
    /// In the query language of SQLite's FTS5.
    pub fn fts5(&self) -> String {
        self.printed(" AND ", " NOT ", |term| match term {
            Term::Word(text) | Term::Phrase(text) => format!("\"{text}\""),
            Term::Start(stem) => format!("\"{stem}\"*"),
        })
    }

    /// In the query language of Recoll.
    pub fn recoll(&self) -> String {
        self.printed(" ", " -", |term| match term {
            Term::Word(text) => text.clone(),
            Term::Phrase(text) => format!("\"{text}\""),
            Term::Start(stem) => format!("{stem}*"),
        })
    }

    fn printed(&self, and: &str, but: &str, print: impl Fn(&Term) -> String) -> String {
        let any = |terms: &Vec<Term>| {
            let any = terms.iter().map(&print).collect::<Vec<_>>().join(" OR ");
            if terms.len() > 1 { format!("({any})") } else { any }
        };
        let mut printed = self.all.iter().map(any).collect::<Vec<_>>().join(and);
        self.none.iter().for_each(|term| printed += &format!("{but}{}", print(term)));
        printed
    }

    /// Candela's language has the same signs as Recoll's.
    fn question(self) -> Question {
        Question { typed: self.recoll(), words: Some(self) }
    }
}

/// So many questions.
pub fn questions(n_questions: usize) -> Vec<Question> {
    (0..n_questions).map(|number| question(number, &mut Rng::with_seed(number as u64))).collect()
}

/// Kinds of questions come in turns: of twenty, twelve are words.
fn question(number: usize, random: &mut Rng) -> Question {
    match number % 20 {
        0..=3 => all(vec![known(random), known(random)]),
        4 | 5 => all(vec![known(random)]),
        6 => all(vec![known(random), known(random), known(random)]),
        7 => all(words(pick(random, TITLES)).chain([known(random)]).collect()),
        8 => all(vec![Term::Phrase(phrase(random)), known(random)]),
        9 => all(words(&phrase(random)).collect()),
        10 => {
            let all = vec![vec![known(random), known(random), known(random)], vec![known(random)]];
            Words { all, none: vec![known(random)] }.question()
        }
        11 => all(vec![Term::Start(start(random)), known(random)]),
        12 => typed(format!("skill:\"{}\">={}y", skill(random).name, random.u8(1..6))),
        13 => {
            typed(format!("skill:\"{}\"@{}.. {}", skill(random).name, random.u16(2019..2026), plain(random)))
        }
        14 => typed(format!("{} {}flag:{}", plain(random), pick(random, &["", "-"]), pick(random, FLAGS))),
        15 => typed(format!("years:>={} has:github {}", random.u8(1..12), plain(random))),
        16 => typed(format!(
            "role:{} level:{} lang:{} city:\"{}\"",
            pick(random, ROLES),
            pick(random, LEVELS),
            pick(random, LANGUAGES),
            pick(random, CITIES)
        )),
        17 => typed(format!("title:\"{}\" {}", pick(random, TITLES), plain(random))),
        18 => typed(format!("{} ^{} %{}", plain(random), plain(random), plain(random))),
        _ if number % 100 == 99 => typed(String::new()),
        _ => typed(misspelt(random)),
    }
}

fn typed(typed: String) -> Question {
    Question { typed, words: None }
}

fn all(terms: Vec<Term>) -> Question {
    Words { all: terms.into_iter().map(|term| vec![term]).collect(), none: Vec::new() }.question()
}

fn words(text: &str) -> impl Iterator<Item = Term> {
    text.split(' ').filter(|word| word.len() > 2).map(|word| Term::Word(word.to_lowercase()))
}

/// A skill as it is typed, as a phrase where it is more than a word.
fn known(random: &mut Rng) -> Term {
    let name = plain(random);
    match name.strip_prefix('"') {
        Some(name) => Term::Phrase(name.trim_end_matches('"').to_owned()),
        None => Term::Word(name),
    }
}

fn plain(random: &mut Rng) -> String {
    let name = skill(random).name.to_lowercase();
    if name.chars().all(char::is_alphanumeric) { name } else { format!("\"{name}\"") }
}

/// Two or three words that stand in a row in somebody's work.
fn phrase(random: &mut Rng) -> String {
    let text = if random.bool() { pick(random, WHAT) } else { pick(random, RESULT) };
    let words: Vec<&str> = text.split(' ').collect();
    words[words.len() - words.len().min(2 + random.usize(..2))..].join(" ")
}

fn start(random: &mut Rng) -> String {
    let name = skill(random).name.to_lowercase();
    let letters = name.chars().take_while(|c| c.is_ascii_alphabetic()).take(4).collect::<String>();
    if letters.len() < 3 { "mer".to_owned() } else { letters }
}

/// A word of five letters or more with two of them changed about, asked as it is or as nearly so.
fn misspelt(random: &mut Rng) -> String {
    let name = loop {
        let name = skill(random).name.to_lowercase();
        if name.len() >= 5 && name.bytes().all(|byte| byte.is_ascii_lowercase()) {
            break name;
        }
    };
    let at = random.usize(1..name.len() - 2);
    let (start, rest) = name.split_at(at);
    let mut typed = start.to_owned();
    let _ = write!(typed, "{}{}{}", &rest[1..2], &rest[..1], &rest[2..]);
    if random.bool() { format!("{typed}~1") } else { typed }
}

#[cfg(test)]
mod tests {
    use candela_resumes::Query;

    use super::*;

    #[test]
    fn questions_are_always_the_same_and_are_all_understood() {
        let asked = questions(200);
        assert_eq!(asked, questions(200));
        for question in &asked {
            assert!(Query::parse(&question.typed).is_ok(), "{}", question.typed);
        }
        assert_eq!(asked.iter().filter(|question| question.words.is_some()).count(), 120);
    }

    #[test]
    fn words_are_printed_for_each_engine() {
        let word = |text: &str| Term::Word(text.to_owned());
        let words = Words {
            all: vec![
                vec![word("java"), Term::Phrase("spring boot".to_owned())],
                vec![Term::Start("kub".to_owned())],
            ],
            none: vec![word("php")],
        };
        assert_eq!(words.fts5(), r#"("java" OR "spring boot") AND "kub"* NOT "php""#);
        assert_eq!(words.recoll(), r#"(java OR "spring boot") kub* -php"#);
    }
}
