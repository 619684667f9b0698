//! Words cut at a line's end.
//!
//! A hyphen at the end of a line is either one that the program put there, which goes, or one that the word has
//! anyway (`data-driven`), which stays. The document's other words tell most cases apart.

use std::collections::HashSet;

/// Second halves of words that English writes with a hyphen.
const SECOND_HALVES: &str = "\
    agnostic ahead aware based bound built call centre centred centric class critical cutting day demand \
    driven edge effective efficient end facing first focused free friendly functional generation grade \
    grained growing hand heavy hosted house in intensive language latency learning letter level like line loop \
    making managed memory minded native negative off on only ops oriented out over paced party \
    performance platform point positive premise premises purpose quality rate read ready region related \
    relational risk running safe scale scoring security side site solving source specific speed stack \
    standing step structured style tenant term test tested threaded throughput tier time to tolerant \
    traffic tuned up value volume wide winning working world year";

/// First halves that are nearly always followed by a hyphen.
const FIRST_HALVES: &str = "\
    all back bi client co cost cross cutting data dead double event ex false fast fault fine five follow four front \
    full go hands high in large long low machine mid mission multi near non off on one open out peer \
    problem production read real role self semi server short single six small test third \
    three time top two type user well world zero";

/// What a document tells about how its words are spelt.
#[derive(Default)]
pub(crate) struct Vocabulary {
    /// Its words, lower case, hyphens included.
    words: HashSet<String>,
    /// Whether soft hyphens stand inside words: then its font names every hyphen so.
    plain_soft_hyphens: bool,
    /// Whether its program cuts words at line ends where no hyphen was before.
    cuts_words: bool,
}

impl Vocabulary {
    /// Takes in a printed word that is not cut, or the target of a link.
    pub(crate) fn add(&mut self, word: &str) {
        let word = bare(word).to_lowercase();
        self.plain_soft_hyphens |= word.contains(SOFT_HYPHEN);
        if word.len() > 1 {
            self.words.insert(word);
        }
    }

    /// Takes in the last word of a line and the first of the next one.
    pub(crate) fn add_line_end(&mut self, last: &str, next: &str) {
        let plain = |half: &str| half.len() > 1 && half.chars().all(char::is_lowercase);
        let Some(stem) = without_hyphen(last) else { return };
        let next = next.trim_end_matches(|char: char| !char.is_alphanumeric());
        self.cuts_words |=
            plain(stem) && plain(next) && !in_list(FIRST_HALVES, stem) && !in_list(SECOND_HALVES, next);
    }

    fn knows(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}

/// Drawn where a program has cut a word; some fonts give every hyphen this name.
const SOFT_HYPHEN: char = '\u{AD}';

fn without_hyphen(word: &str) -> Option<&str> {
    word.strip_suffix(['-', '\u{2010}', '\u{2011}', SOFT_HYPHEN])
}

/// The usual endings of mail addresses; those of countries have two letters.
const TOP_DOMAINS: &[&str] =
    &["com", "org", "net", "edu", "gov", "info", "dev", "app", "tech", "name", "pro", "xyz"];

/// What becomes of a line's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineEnd {
    /// Ordinary end: a space follows.
    Space,
    /// The two halves are one word without hyphen.
    Joined,
    /// Both halves belong together as they are, a hyphen included.
    Hyphenated,
}

/// How the last word of one line and the first of the next belong together.
pub(crate) fn line_end(last: &str, next: &str, vocabulary: &Vocabulary) -> LineEnd {
    let Some(stem) = without_hyphen(last) else {
        let whole = is_cut_address(last, next) || is_cut_path(last, next) || is_cut_range(last, next);
        return if whole { LineEnd::Hyphenated } else { LineEnd::Space };
    };
    if last.ends_with(SOFT_HYPHEN) && !vocabulary.plain_soft_hyphens && !stem.is_empty() {
        return LineEnd::Joined;
    }
    if is_address(stem) || next.contains('@') {
        return cut_address(stem, next, vocabulary);
    }
    let ends_in_letter = stem.chars().last().is_some_and(char::is_alphanumeric);
    let Some(next_char) = next.chars().next() else { return LineEnd::Space };
    if !ends_in_letter || !next_char.is_alphanumeric() {
        return LineEnd::Space;
    }
    let capitals = |half: &str| half.len() > 2 && bare(half).chars().all(char::is_uppercase);
    let small = next_char.is_lowercase() && stem.chars().last().is_some_and(char::is_lowercase);
    if !(small || capitals(stem) && capitals(next)) {
        return LineEnd::Hyphenated;
    }
    let (first, second) = (bare(stem).to_lowercase(), bare(next).to_lowercase());
    let first_part = first.rsplit('-').next().unwrap_or(&first);
    let second_part = second.split('-').next().unwrap_or(&second);
    if vocabulary.knows(&format!("{first}{second}")) {
        LineEnd::Joined
    } else if vocabulary.knows(&format!("{first}-{second}"))
        || in_list(SECOND_HALVES, second_part)
        || in_list(FIRST_HALVES, first_part)
        || (vocabulary.knows(first_part) && vocabulary.knows(second_part))
    {
        LineEnd::Hyphenated
    } else {
        LineEnd::Joined
    }
}

/// Whether a word is a web or mail address, or a path.
fn is_address(word: &str) -> bool {
    word.contains('@')
        || word.contains("://")
        || word.starts_with("www.")
        || (word.contains('.') && word.contains('/'))
}

/// Whether an address that ends with a hyphen has it anyway. Its link or another mention tells; else, inside a mail
/// address's domain, whether the document cuts words.
fn cut_address(stem: &str, next: &str, vocabulary: &Vocabulary) -> LineEnd {
    let (stem, next) = (bare(stem).to_lowercase(), bare(next).to_lowercase());
    let in_domain = stem.split_once('@').is_some_and(|(_, domain)| !domain.contains('.'));
    if vocabulary.knows(&format!("{stem}-{next}")) {
        LineEnd::Hyphenated
    } else if vocabulary.knows(&format!("{stem}{next}")) || (in_domain && vocabulary.cuts_words) {
        LineEnd::Joined
    } else {
        LineEnd::Hyphenated
    }
}

/// Whether a web address was cut after a slash.
fn is_cut_path(last: &str, next: &str) -> bool {
    let open = last.ends_with("://") || last.ends_with('/') && is_whole_address(last);
    open && next.starts_with(|char: char| char.is_ascii_lowercase() || char.is_ascii_digit())
}

/// Whether a range of years was cut after its dash.
fn is_cut_range(last: &str, next: &str) -> bool {
    let digit = |char: Option<char>| char.is_some_and(|char| char.is_ascii_digit());
    last.strip_suffix('–').is_some_and(|year| digit(year.chars().last())) && digit(next.chars().next())
}

/// Whether a word is a mail address or a web address with its domain.
pub(super) fn is_whole_address(word: &str) -> bool {
    let host = word.split('/').next().unwrap_or_default();
    let has_domain =
        |host: &str| host.rsplit_once('.').is_some_and(|(name, top)| !name.is_empty() && top.len() > 1);
    match word.split_once('@') {
        Some((name, domain)) => !name.is_empty() && has_domain(domain),
        None => {
            word.starts_with("https://")
                || word.starts_with("http://")
                || word.starts_with("www.")
                || (word.contains('/') && has_domain(host))
        }
    }
}

/// Whether a word was cut by a hyphen at the line's end.
pub(super) fn is_cut_word(last: &str, next: &str) -> bool {
    let letters = |half: &str| half.chars().filter(|char| char.is_alphabetic()).count();
    let ends_in_letter = |half: &str| half.chars().last().is_some_and(char::is_alphabetic);
    without_hyphen(last).is_some_and(|stem| ends_in_letter(stem) && letters(stem) > 1)
        && next.chars().next().is_some_and(char::is_alphabetic)
}

/// Whether a mail address was cut at the line's end: its domain is not complete, and the rest is a domain's end.
pub(crate) fn is_cut_address(last: &str, next: &str) -> bool {
    let Some((_, domain)) = last.split_once('@') else { return false };
    let complete =
        domain.rsplit_once('.').is_some_and(|(_, top)| top.len() == 2 || TOP_DOMAINS.contains(&top));
    let rest =
        next.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte));
    !domain.is_empty() && !complete && rest && next.contains('.')
}

fn in_list(list: &str, word: &str) -> bool {
    list.split(' ').any(|other| other == word)
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_at_line_ends() {
        use LineEnd::{Hyphenated, Joined, Space};
        let mut vocabulary = Vocabulary::default();
        for word in ["integration", "re-ranking", "token", "bucket"] {
            vocabulary.add(word);
        }
        vocabulary.add("jane.doe@example.org");
        let check = |last: &str, next: &str, expected| {
            assert_eq!(line_end(last, next, &vocabulary), expected, "{last} / {next}");
        };
        check("plain", "words", Space);
        check("imple-", "mented", Joined);
        check("CERTIFI-", "CATES", Joined);
        check("Aubigné-", "Lacroix", Hyphenated);
        check("inte-", "gration", Joined);
        check("data-", "driven", Hyphenated);
        check("end-to-", "end", Hyphenated);
        check("re-", "ranking", Hyphenated);
        check("token-", "bucket", Hyphenated);
        check("COVID-", "19", Hyphenated);
        check("2019–", "2023", Hyphenated);
        check("Berlin-", "Brandenburg", Hyphenated);
        check("2019", "–", Space);
        check("-", "item", Space);
        check("github.com/jane-", "doe", Hyphenated);
        check("jane.doe@alu", "mni.example.org", Hyphenated);
        check("https://", "www.example.org/jane", Hyphenated);
        check("github.com/", "jane-doe", Hyphenated);
        check("jane\u{AD}", "doe", Joined);
        check("jane.doe@ex-", "ample.org", Joined);
        check("jane-", "doe@example.org", Hyphenated);
        check("john.doe@my-", "firm.example.org", Hyphenated);
        check("jane.doe@example.org", "github.com", Space);
    }

    #[test]
    fn a_document_that_cuts_words_cuts_addresses() {
        let end = |line_ends: &[(&str, &str)]| {
            let mut vocabulary = Vocabulary::default();
            line_ends.iter().for_each(|(last, next)| vocabulary.add_line_end(last, next));
            line_end("jane@ex-", "ample.com", &vocabulary)
        };
        assert_eq!(end(&[("imple-", "mented,")]), LineEnd::Joined);
        assert_eq!(end(&[("data-", "driven"), ("plain", "words")]), LineEnd::Hyphenated);
    }

    #[test]
    fn soft_hyphens_inside_words_are_hyphens() {
        let mut vocabulary = Vocabulary::default();
        vocabulary.add("back\u{AD}end");
        assert_eq!(line_end("data\u{AD}", "driven", &vocabulary), LineEnd::Hyphenated);
    }
}
