//! Signals of a recruiter's own: a list of words or a pattern, with a colour, a title and a reason.
//!
//! They stand in one TOML file, a table a signal. A signal with a fault is left out and told; the others work.

use std::collections::BTreeSet;
use std::ops::Range;

use candela_extract::{DocumentText, Span};
use candela_profile::Profile;
use regex::Regex;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::engine::Finding;
use crate::packs::Fault;
use crate::pattern::{LARGEST_PATTERN, small_pattern_of_any_script};
use crate::reading::Reading;
use crate::{EvidencePlace, Polarity, Rule, Rules};

/// Most own signals in a file.
const MOST_SIGNALS: usize = 200;
/// Most words of one signal.
const MOST_WORDS: usize = 200;
/// Most letters of a pattern.
const LONGEST_PATTERN: usize = 1_000;
/// Most letters of a title and of a reason.
const LONGEST_TITLE: usize = 80;
const LONGEST_WHY: usize = 400;
/// What every own id begins with, so that it never meets one of the product's.
const PREFIX: &str = "own_";

/// One signal of a recruiter's own, as it is written in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnWords {
    /// Begins with `own_`, then small letters, digits and `_`.
    pub id: String,
    /// Its colour.
    pub colour: Polarity,
    /// A few words for a card or a filter.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// What to ask; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ask: String,
    /// Whole words or phrases, case aside. Either these or a pattern.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// A regular expression over one sentence as written, case aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// Where it is looked for.
    #[serde(default)]
    pub place: OwnPlace,
}

/// Where an own signal is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnPlace {
    /// In every sentence.
    #[default]
    Anywhere,
    /// Only in sentences that tell of work done: no wishes, courses, denials or lists.
    Work,
}

/// A signal of a recruiter's own, ready to be looked for.
#[derive(Clone, Debug)]
pub struct OwnSignal {
    words: OwnWords,
    rule: Rule,
    pattern: Regex,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File<T> {
    #[serde(default = "Vec::new")]
    signal: Vec<T>,
}

/// The own signals of a file, and what is wrong with the rest.
pub(crate) fn read(file: &str, text: &str) -> (Vec<OwnSignal>, Vec<Fault>) {
    let written: File<Spanned<toml::Value>> = match toml::from_str(text) {
        Ok(written) => written,
        Err(error) => return (Vec::new(), vec![Fault::of_toml(file, text, &error)]),
    };
    let (mut signals, mut faults, mut ids) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (i, table) in written.signal.into_iter().enumerate() {
        let at = table.span().start;
        let words =
            table.into_inner().try_into::<OwnWords>().map_err(|error| error.message().trim().to_owned());
        match words.and_then(OwnSignal::new) {
            _ if i == MOST_SIGNALS => {
                faults.push(Fault::at(file, text, at, format!("a file may have {MOST_SIGNALS} signals")));
                break;
            }
            Ok(signal) if ids.insert(signal.words.id.clone()) => signals.push(signal),
            Ok(signal) => {
                let message = format!("`{}` stands in the file already", signal.words.id);
                faults.push(Fault::at(file, text, at, message));
            }
            Err(message) => faults.push(Fault::at(file, text, at, message)),
        }
    }
    (signals, faults)
}

/// The file that holds these signals, as it can be kept, handed on and read again.
pub fn write_own<'a>(signals: impl IntoIterator<Item = &'a OwnSignal>) -> String {
    let signal = signals.into_iter().map(|signal| &signal.words).collect();
    toml::to_string_pretty(&File::<&OwnWords> { signal }).expect("strings and lists of strings are TOML")
}

impl OwnWords {
    /// The id that is made of a title: "Fleets of vehicles" is `own_fleets_of_vehicles`.
    pub fn id_of(title: &str) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
        let words: String = title.chars().map(plain).collect();
        let words: Vec<&str> = words.split('_').filter(|word| !word.is_empty()).collect();
        format!("{PREFIX}{}", words.join("_"))
    }
}

impl OwnSignal {
    /// A signal from its words.
    ///
    /// # Errors
    /// In words for a recruiter: what is missing, wrong or too large, and where a pattern is wrong.
    pub fn new(words: OwnWords) -> Result<Self, String> {
        check_id(&words.id)?;
        check_length("title", &words.title, LONGEST_TITLE)?;
        check_length("why", &words.why, LONGEST_WHY)?;
        let pattern = match &words.pattern {
            Some(_) if !words.words.is_empty() => {
                return Err(format!("`{}` has both words and a pattern, expected one of them", words.id));
            }
            Some(pattern) => compile(pattern)?,
            None => compile_words(&words)?,
        };
        let rule = Rule {
            id: words.id.clone(),
            polarity: words.colour,
            title: words.title.clone(),
            why: words.why.clone(),
            guides: Vec::new(),
            ask: words.ask.clone(),
            strong: String::new(),
            weak: String::new(),
        };
        Ok(Self { words, rule, pattern })
    }

    /// As it is written in the file.
    pub fn words(&self) -> &OwnWords {
        &self.words
    }

    /// What is said of it, in the shape of the product's own rules.
    pub fn rule(&self) -> &Rule {
        &self.rule
    }

    /// The sentences of a résumé that carry it, in the order of the body.
    pub fn spans(&self, document: &DocumentText, profile: &Profile) -> Vec<Span> {
        let findings = self.findings(&Reading::new(document, profile, Rules::bundled()));
        let span = |finding: Finding| match finding.place {
            EvidencePlace::Body(span) => Some(span),
            EvidencePlace::Hidden(_) | EvidencePlace::Absent => None,
        };
        findings.into_iter().filter_map(span).collect()
    }

    /// The words of a text that carry it, as byte ranges; sorted, apart.
    pub fn hits(&self, text: &str) -> Vec<Range<usize>> {
        self.pattern.find_iter(text).map(|hit| hit.range()).filter(|range| !range.is_empty()).collect()
    }

    /// What it finds, in the order of the body.
    pub(crate) fn findings(&self, reading: &Reading<'_>) -> Vec<Finding> {
        let body = &reading.document.body;
        let is_looked_at = |sentence: &&crate::reading::Sentence| {
            self.words.place == OwnPlace::Anywhere || sentence.tells_work()
        };
        let find = |sentence: &crate::reading::Sentence| {
            let hit = self.pattern.find(sentence.span.of(body)).filter(|hit| !hit.is_empty())?;
            Some(Finding::at(sentence.span, 1, format!("\"{}\"", hit.as_str().trim())))
        };
        reading.sentences.iter().filter(is_looked_at).filter_map(find).collect()
    }
}

fn check_id(id: &str) -> Result<(), String> {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    match id.strip_prefix(PREFIX) {
        Some(rest) if !rest.is_empty() && rest.chars().all(is_plain) && id.len() <= 64 => Ok(()),
        _ => Err(format!(
            "expected an id such as `{PREFIX}fleet`, of up to 64 small letters, digits and `_`, found `{id}`"
        )),
    }
}

fn check_length(what: &str, text: &str, limit: usize) -> Result<(), String> {
    match text.chars().count() {
        _ if text.trim().is_empty() => Err(format!("`{what}` is empty")),
        n if n > limit => Err(format!("`{what}` may have {limit} letters, this one has {n}")),
        _ => Ok(()),
    }
}

fn compile(pattern: &str) -> Result<Regex, String> {
    let n_letters = pattern.chars().count();
    if n_letters > LONGEST_PATTERN {
        return Err(format!("a pattern may have {LONGEST_PATTERN} letters, this one has {n_letters}"));
    }
    let compiled = small_pattern_of_any_script(pattern, LARGEST_PATTERN)?;
    if compiled.is_match("") {
        Err("the pattern fits everything, even nothing".to_owned())
    } else {
        Ok(compiled)
    }
}

fn compile_words(words: &OwnWords) -> Result<Regex, String> {
    let list: Vec<&str> =
        words.words.iter().map(|word| word.trim()).filter(|word| !word.is_empty()).collect();
    match list.len() {
        0 => return Err(format!("`{}` has neither words nor a pattern, expected one of them", words.id)),
        n if n > MOST_WORDS => return Err(format!("a signal may have {MOST_WORDS} words, this one has {n}")),
        _ => {}
    }
    // A blank in a phrase is any white space: lines wrap.
    let escaped: Vec<String> = list
        .iter()
        .map(|word| word.split_whitespace().map(regex::escape).collect::<Vec<_>>().join(r"\s+"))
        .collect();
    small_pattern_of_any_script(
        &format!(r"(?:\b|^)(?:{})(?:\b|$|\s)", escaped.join("|")),
        16 * LARGEST_PATTERN,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{RulesFile, signals_by};

    #[test]
    fn ids_are_made_from_titles() {
        assert_eq!(OwnWords::id_of("Fleets of vehicles"), "own_fleets_of_vehicles");
        assert_eq!(OwnWords::id_of("  CAN-bus / J1939 "), "own_can_bus_j1939");
    }

    const FLEET: &str = "[[signal]]\nid = \"own_fleet\"\ncolour = \"green\"\ntitle = \"Fleets of vehicles\"\n\
        why = \"We route vans.\"\nwords = [\"telematics\", \"Flottensteuerung\"]\n";

    fn rules(text: &str) -> (Rules, Vec<String>) {
        let file = RulesFile { name: "signals.toml".to_owned(), text: text.to_owned() };
        let (rules, faults) = Rules::with(&[], Some(&file));
        (rules, faults.iter().map(Fault::to_string).collect())
    }

    fn quotes(rules: &Rules, body: &str) -> Vec<String> {
        let document = DocumentText { body: body.to_owned(), ..DocumentText::default() };
        let raised = signals_by(rules, &document, &Profile::default());
        let own = raised.iter().filter(|signal| signal.id.starts_with(PREFIX));
        own.flat_map(|signal| &signal.evidence)
            .filter_map(|evidence| match evidence.place {
                EvidencePlace::Body(span) => Some(span.of(body).to_owned()),
                EvidencePlace::Hidden(_) | EvidencePlace::Absent => None,
            })
            .collect()
    }

    #[test]
    fn own_words_are_flagged() {
        let (rules, faults) = rules(FLEET);
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(quotes(&rules, "• Built Telematics for vans\n• Cooked"), ["Built Telematics for vans"]);
        assert_eq!(quotes(&rules, "Bau der Flottensteuerung"), ["Bau der Flottensteuerung"]);
        assert!(quotes(&rules, "biotelematics").is_empty());
        assert_eq!(rules.rule("own_fleet").map(|rule| rule.title.as_str()), Some("Fleets of vehicles"));
    }

    #[test]
    fn own_patterns_see_work_only_where_they_are_told_to() {
        let pattern = "[[signal]]\nid = \"own_can\"\ncolour = \"yellow\"\ntitle = \"CAN\"\nwhy = \"x\"\n\
            pattern = 'CAN[- ]bus'\nplace = \"work\"\n";
        let (rules, faults) = rules(pattern);
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(
            quotes(&rules, "• Wrote the CAN bus driver\n• Want to learn CAN bus"),
            ["Wrote the CAN bus driver"]
        );
    }

    #[test]
    fn faults_have_a_place_and_leave_the_rest_working() {
        let table = |rest: &str| {
            format!(
                "{FLEET}\n[[signal]]\nid = \"own_b\"\ncolour = \"red\"\ntitle = \"B\"\nwhy = \"w\"\n{rest}\n"
            )
        };
        let rows = [
            (
                table("pattern = \"a(b\""),
                "`signals.toml`, line 8: the pattern is wrong at character 2: unclosed group",
            ),
            (table("pattern = \"a*\""), "`signals.toml`, line 8: the pattern fits everything, even nothing"),
            (
                table(r"pattern = '(?:\w{1,60}){60}'"),
                "`signals.toml`, line 8: the pattern is too large: compiled, it may need 65536 bytes",
            ),
            (
                table(""),
                "`signals.toml`, line 8: `own_b` has neither words nor a pattern, expected one of them",
            ),
            (
                table("words = [\"a\"]").replace("own_b", "own_fleet"),
                "`signals.toml`, line 8: `own_fleet` stands in the file already",
            ),
        ];
        for (text, expected) in rows {
            let (rules, faults) = rules(&text);
            assert_eq!(faults, [expected]);
            assert_eq!(rules.own().len(), 1, "{text}");
        }
        let (_, faults) = rules(&table("words = [\"a\"]").replace("own_b", "scale_indicators"));
        assert!(
            faults[0].starts_with("`signals.toml`, line 8: expected an id such as `own_fleet`"),
            "{faults:?}"
        );
        let (_, faults) = rules("[[signal]\n");
        assert!(faults[0].starts_with("`signals.toml`, line 1: "), "{faults:?}");
    }

    #[test]
    fn a_written_file_is_read_again() {
        let (rules, _) = rules(FLEET);
        let (again, faults) = read("again.toml", &write_own(rules.own()));
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(again[0].words(), rules.own()[0].words());
    }
}
