//! Blind reading: what tells who a candidate is, covered wherever it stands.
//!
//! Covered are the name, contacts, links and schools. A covered letter becomes a dot for each UTF-16 unit that it has, so that
//! offsets into a text, as the window counts them, stay where they are.

use candela_profile::{Contact, Profile};
use regex::{Regex, RegexBuilder};

/// Addresses of any kind: whoever writes one may write the name of somebody in it.
const ADDRESSES: &str = r"[^\s<>()\[\],;:]+@[^\s<>()\[\],;:]+\.\p{L}+|(?:https?://|www\.)[^\s<>]+|(?:\p{L}+\.)?(?:github|gitlab|linkedin|xing|bitbucket|stackoverflow|twitter|medium|dev)\.(?:com|org|io|to)/[^\s<>]+";

/// What is put in the place of a letter.
const COVER: char = '•';

/// Covers what tells who one candidate is.
#[derive(Clone, Debug)]
pub struct Blind {
    words: Option<Regex>,
}

impl Blind {
    /// For the candidate of these facts, whose spans are ranges of `body`.
    pub fn of(profile: &Profile, body: &str) -> Self {
        let mut parts = vec![ADDRESSES.to_owned()];
        for name in profile.name.iter().chain(&profile.name_other_script) {
            parts.extend(name_words(&name.value).flat_map(|word| spellings(&word)).map(|word| whole(&word)));
        }
        let written = |span: Option<candela_extract::Span>| {
            span.and_then(|span| body.get(span.range())).map(str::to_owned)
        };
        let mut literals: Vec<String> = Vec::new();
        for contact in &profile.contacts {
            let (Contact::Email(value)
            | Contact::Phone(value)
            | Contact::Github(value)
            | Contact::Link(value)) = &contact.value;
            literals.push(value.clone());
            literals.extend(written(contact.span));
        }
        for school in profile.education.iter().filter_map(|education| education.school.as_ref()) {
            literals.push(school.value.clone());
            literals.extend(written(school.span));
        }
        // The longest first, so that none is covered only in part.
        literals.retain(|literal| literal.trim().chars().count() > 1);
        literals.sort_by_key(|literal| std::cmp::Reverse(literal.len()));
        literals.dedup();
        parts.extend(literals.iter().map(|literal| format!("(?i:{})", whole(literal.trim()))));
        // A text of a few hundred words at most; one that is too large for the library is covered wholly.
        Self { words: RegexBuilder::new(&parts.join("|")).size_limit(1 << 24).build().ok() }
    }

    /// The text with everything covered that tells who it is.
    pub fn cover(&self, text: &str) -> String {
        match &self.words {
            Some(words) => {
                words.replace_all(text, |found: &regex::Captures<'_>| dots(&found[0])).into_owned()
            }
            None => dots(text),
        }
    }
}

/// White space stays, so that lines stay lines.
fn dots(text: &str) -> String {
    let cover = |letter: char| {
        let (letter, times) = if letter.is_whitespace() { (letter, 1) } else { (COVER, letter.len_utf16()) };
        std::iter::repeat_n(letter, times)
    };
    text.chars().flat_map(cover).collect()
}

/// The words of a name without particles such as "van", which say nothing and stand everywhere.
fn name_words(name: &str) -> impl Iterator<Item = String> {
    let is_telling = |word: &&str| {
        word.chars().count() > 1 && word.chars().next().is_some_and(|first| !first.is_lowercase())
    };
    let words = name.split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’');
    words.filter(is_telling).map(str::to_owned).collect::<Vec<_>>().into_iter()
}

/// As it is written in a name, in a heading, and with only the first letter large; a verb of the same letters stays.
fn spellings(word: &str) -> [String; 3] {
    let mut letters = word.chars();
    let title: String = letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect();
    [word.to_owned(), word.to_uppercase(), title]
}

/// A pattern of the literal, not as a part of a longer word.
fn whole(literal: &str) -> String {
    let edge = |letter: Option<char>| if letter.is_some_and(char::is_alphanumeric) { r"\b" } else { "" };
    format!("{}{}{}", edge(literal.chars().next()), regex::escape(literal), edge(literal.chars().next_back()))
}

#[cfg(test)]
mod tests {
    use candela_profile::{Education, Fact};

    use super::*;

    fn blind() -> Blind {
        let fact = |value: &str| Some(Fact { value: value.to_owned(), span: None });
        let contact = |contact| Fact { value: contact, span: None };
        Blind::of(
            &Profile {
                name: fact("May van der Grünwald-Ito"),
                contacts: vec![
                    contact(Contact::Phone("+49 30 901820".to_owned())),
                    contact(Contact::Github("mayvdg".to_owned())),
                ],
                education: vec![Education { school: fact("Hochschule Ostufer"), ..Education::default() }],
                ..Profile::default()
            },
            "",
        )
    }

    #[test]
    fn who_it_is_is_covered_and_nothing_else() {
        let check = |text: &str, expected: &str| assert_eq!(blind().cover(text), expected, "{text}");
        check("MAY VAN DER GRÜNWALD-ITO", "••• VAN DER ••••••••-•••");
        check("May Grünwald may van", "••• •••••••• may van");
        check("Mayor Itoh", "Mayor Itoh");
        check("call +49 30 901820 now", "call ••• •• •••••• now");
        check("hochschule ostufer, Kiel", "•••••••••• •••••••, Kiel");
        check("mail m.ito@example.org.", "mail •••••••••••••••••.");
        check("see github.com/mayvdg/tool", "see ••••••••••••••••••••••");
        check("https://may.example/cv and Django", "•••••••••••••••••••••• and Django");
        check("", "");
    }

    #[test]
    fn offsets_stay_where_they_are() {
        let text = "May 🕯 May Django";
        let units = |text: &str| text.encode_utf16().count();
        assert_eq!(units(&blind().cover(text)), units(text));
        let odd =
            Profile { name: Some(Fact { value: "𝕄ay".to_owned(), span: None }), ..Profile::default() };
        let text = "𝕄ay Django";
        assert_eq!(units(&Blind::of(&odd, "").cover(text)), units(text));
    }
}
