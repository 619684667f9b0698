//! Whether naming a skill claims it.
//!
//! It does not in the name of a person, an employer, a school or a place; in what is denied, wished for or being
//! learnt; among the hobbies; nor in what an advertisement asks for.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use candela_extract::Span;
use candela_skills::SkillsIndex;
use regex::Regex;

use crate::{Education, Employment, Fact, Section, SectionKind};

/// How far back the words of a sentence can reach that take a skill away.
const BEFORE_BYTES: usize = 200;
/// How far on.
const AFTER_BYTES: usize = 60;

/// Words in a sentence before a skill that take it away.
#[rustfmt::skip]
const DISCLAIMERS: &[&str] = &[
    // denied
    r"\bno (?:[\w-]+ ){0,3}(?:experience|knowledge|exposure|background)\b", r"\bwithout (?:[\w-]+ ){0,2}(?:experience|knowledge)\b",
    r"\b(?:not|never|haven['’]t|hasn['’]t|don['’]t|didn['’]t)(?: [\w-]+){0,2} (?:used?|worked|experienced|familiar|touched|tried|know|known|learnt|learned)\b",
    r"\bunfamiliar with\b", r"\black(?:s|ing)? (?:[\w-]+ ){0,2}(?:experience|knowledge)\b",
    r"\bkeine?n?(?: [\w-]+){0,2} (?:erfahrung(?:en)?|kenntnisse?|berührung)", r"\bohne (?:[\w-]+ )?(?:erfahrung|kenntnisse)",
    r"\b(?:aucune|pas d['’]|sans) ?(?:[\w-]+ )?(?:expérience|connaissance)", r"\bjamais (?:utilisé|travaillé)",
    r"\b(?:sin|ninguna|no tengo|nula) (?:[\w-]+ )?(?:experiencia|conocimientos?)", r"\bnunca (?:he |usei|trabalhei)",
    r"\b(?:sem|nenhuma) (?:[\w-]+ )?(?:experiência|conhecimentos?)", r"\bgeen (?:[\w-]+ )?(?:ervaring|kennis)",
    r"\b(?:nessuna|senza) (?:[\w-]+ )?(?:esperienza|conoscenza)",
    // wished for, or being learnt
    r"\b(?:want|wants|wish|wishes|like|love|eager|keen|hope|hopes|hoping|plan|plans|planning|aim|excited|happy|willing|ready|looking forward|looking) to (?:[\w-]+ ){0,2}(?:learn|learning|try|trying|explore|exploring|deepen|get into|pick up|study|studying|move into)\b",
    r"\b(?:interested|interest) in (?:learning|exploring|picking up)\b", r"\bto learn more about\b", r"\bcurious about\b",
    r"\b(?:currently|started|now|just|still|am|i'm|is) (?:self-)?(?:learning|studying|getting started with)\b",
    r"\blearning the basics\b", r"^\W*(?:learning|to learn|next up|wish ?list)\s*:",
    r"\b(?:möchte|will|würde|möchten)\b[^.;]{0,60}\b(?:lernen|kennenlernen|vertiefen|einarbeiten)\b", r"\blerne (?:gerade|derzeit|aktuell)\b",
    r"\b(?:souhaite|aimerais|voudrais|envie d['’]|désire) ?(?:apprendre|découvrir|approfondir|me former)", r"\ben cours d['’]apprentissage\b",
    r"\b(?:quiero|quisiera|me gustaría|deseo) (?:aprender|conocer|profundizar)", r"\baprendiendo\b",
    r"\b(?:quero|gostaria de|desejo) (?:aprender|conhecer)", r"\b(?:wil|zou graag)\b[^.;]{0,40}\bleren\b",
    r"\b(?:vorrei|voglio|desidero) (?:imparare|approfondire)",
    // barely begun
    r"\bbasics of\b", r"\bbasic understanding of\b", r"\bbeginner in\b", r"\bgrundlagen (?:von|in)\b", r"\bnotions de\b",
    r"\bnociones de\b", r"\bnoções de\b", r"\bbasi di\b", r"\bintro(?:duction)? to\b", r"\b(?:course|workshop):",
    // another choice
    r"\binstead of\b", r"\brather than\b",
    // an advertisement
    r"\blooking for someone\b", r"\bwe are looking for\b", r"\bthe ideal candidate\b",
    r"\brequired skills for this position\b", r"\bjob description:",
];

/// Words right after a skill that take it away.
#[rustfmt::skip]
const RETRACTIONS: &[&str] = &[
    r"(?:no|not any|never any) (?:[\w-]+ ){0,2}(?:experience|knowledge)\b", r"(?:none|nil|not used|never used|no)\W*$",
    r"(?:currently |still )?(?:learning|to learn|want to learn|wish to learn|planned)\W*$",
    r"(?:noch |bisher )?keine?n? (?:[\w-]+ ){0,2}(?:erfahrung|kenntnisse)", r"(?:noch )?keine?\W*$",
    r"(?:lernen|kennenlernen|erlernen|vertiefen|lerne ich)\b",
    r"(?:aucune?|pas d['’]) ?(?:expérience|connaissance)", r"en cours d['’]apprentissage\b",
    r"(?:ninguna?|sin) experiencia", r"aprendiendo\b", r"(?:nenhuma?|sem) experiência", r"geen ervaring", r"leren\b",
    r"(?:nessuna|senza) esperienza",
];

static DISCLAIMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!("(?i)(?:{})", plain_borders(DISCLAIMERS))).expect("the expressions are tested")
});

static RETRACTED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?i)^[ :(\[–—-]{{0,4}}(?:{})", plain_borders(RETRACTIONS)))
        .expect("the expressions are tested")
});

/// The expressions as one, whose words may border on letters outside ASCII. All of them begin and end with ASCII letters, and
/// the search for plain borders is ten times faster in text with a dash or a bullet in it.
fn plain_borders(expressions: &[&str]) -> String {
    expressions.join("|").replace(r"\b", r"(?-u:\b)")
}

/// Verbs at the end of a German or Dutch wish: "möchte Rust und Zig lernen".
static WISHED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:möchte|will|würde|wil|zou)\b").expect("the expression is tested"));
static LEARNT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[^.;\n]{0,50}\b(?:lernen|kennenlernen|erlernen|einarbeiten|leren)\b")
        .expect("the expression is tested")
});

/// What begins another thought in a sentence.
static TURNS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let turns =
        [". ", "; ", " but ", " aber ", " sondern ", " mais ", " pero ", " mas ", " however ", " maar "];
    AhoCorasick::new(turns).expect("a few short words make an automaton")
});

/// Headings of sections that speak of leisure, where words such as Poetry mean themselves.
#[rustfmt::skip]
const LEISURE: &[&str] = &[
    "hobb", "interest", "interess", "outside work", "outside of work", "beyond work", "loisir", "intérêt",
    "aficiones", "fun", "volunteer", "reference", "referen", "activities", "awards",
];

/// Words before an employer's name: "at Elastic", "für Oracle".
#[rustfmt::skip]
const TOWARDS: &[&str] = &[
    "at", "for", "by", "of", "from", "within", "joined", "bei", "für", "von", "chez", "pour", "par", "en", "para",
    "por", "presso", "bij", "voor", "@",
];

/// What the names of a résumé take away from its skills.
pub(super) struct Claims<'a> {
    body: &'a str,
    /// The names of people, employers, schools and places; sorted and apart.
    names: Vec<Span>,
    /// The words of the candidate's name, in small letters.
    own_name: Vec<String>,
    /// Skills that employers of the candidate are named like.
    employers: BTreeSet<&'a str>,
}

impl<'a> Claims<'a> {
    pub(super) fn new(
        body: &'a str,
        index: &'a SkillsIndex,
        employment: &[Employment],
        education: &[Education],
        name: Option<&Fact<String>>,
        location: Option<&Fact<String>>,
    ) -> Self {
        let companies = || employment.iter().filter_map(|stay| stay.company.as_ref());
        let schools = education.iter().filter_map(|study| study.school.as_ref());
        let facts = companies().chain(schools).chain(name).chain(location);
        // A "name" that lists skills was none.
        let is_name = |span: &Span| index.mentions(span.of(body)).len() < 3;
        let mut names: Vec<Span> = facts.filter_map(|fact| fact.span).filter(is_name).collect();
        names.sort_unstable();
        let of_company =
            companies().flat_map(|company| index.mentions(&company.value).into_iter().map(|m| m.skill));
        let by_name = companies().filter_map(|company| index.resolve(&company.value));
        let employers = of_company.chain(by_name).map(|skill| skill.name.as_str()).collect();
        let own_name = name.map(|name| name.value.split_whitespace().map(str::to_lowercase).collect());
        Self { body, names, own_name: own_name.unwrap_or_default(), employers }
    }

    /// What is claimed in a section.
    pub(super) fn within<'c>(&'c self, section: &'c Section) -> SectionClaims<'c, 'a> {
        SectionClaims { claims: self, section, speaks_of_skills: self.speaks_of_skills(section) }
    }

    fn speaks_of_skills(&self, section: &Section) -> bool {
        if matches!(section.kind, SectionKind::Certificates | SectionKind::Languages) {
            return false;
        }
        let heading = section.heading.of(self.body).to_lowercase();
        let leisure = section.kind == SectionKind::Other && LEISURE.iter().any(|word| heading.contains(word));
        !leisure && !DISCLAIMED.is_match(&heading)
    }

    /// Whether it fills a line among certificates or languages: a list of skills whose heading was not known.
    fn stands_alone(&self, section: &Section, range: &Range<usize>) -> bool {
        let blank = |text: &str| text.trim_matches([' ', '\t', '•', '-']).is_empty();
        let before = self.body[..range.start].rsplit('\n').next().unwrap_or_default();
        let after = self.body[range.end..].split('\n').next().unwrap_or_default();
        section.kind != SectionKind::Other && blank(before) && blank(after)
    }

    fn is_in_name(&self, range: &Range<usize>) -> bool {
        let after = self.names.partition_point(|name| name.range().start <= range.start);
        after.checked_sub(1).is_some_and(|i| range.end <= self.names[i].range().end)
    }

    /// Whether it is a word of the candidate's name beside another one of them: "Ruby Nguyen, page 2".
    fn is_own_name(&self, range: &Range<usize>) -> bool {
        let own = |word: &str| self.own_name.iter().any(|name| *name == word.to_lowercase());
        own(&self.body[range.clone()])
            && (own(word_before(self.body, range.start)) || own(word_after(self.body, range.end)))
    }

    fn names_employer(&self, skill: &str, range: &Range<usize>) -> bool {
        self.employers.contains(skill)
            && TOWARDS.contains(&word_before(self.body, range.start).to_lowercase().as_str())
    }
}

/// What is claimed in one section.
pub(super) struct SectionClaims<'c, 'a> {
    claims: &'c Claims<'a>,
    section: &'c Section,
    speaks_of_skills: bool,
}

impl SectionClaims<'_, '_> {
    /// Whether naming `skill` at this place of the section claims it.
    pub(super) fn holds(&self, skill: &str, range: &Range<usize>) -> bool {
        let Self { claims, section, speaks_of_skills } = self;
        let names_something = || {
            claims.is_in_name(range)
                || claims.is_own_name(range)
                || section.kind != SectionKind::Skills && claims.names_employer(skill, range)
        };
        (*speaks_of_skills || claims.stands_alone(section, range))
            && !names_something()
            && !is_denied(claims.body, range)
    }
}

/// Whether the sentence takes what stands at the range away.
fn is_denied(body: &str, range: &Range<usize>) -> bool {
    let before = clause_before(body, range.start);
    let after = clause_after(body, range.end);
    DISCLAIMED.is_match(before)
        || RETRACTED.is_match(after)
        || WISHED.is_match(before) && LEARNT.is_match(after)
}

/// The words of the sentence before a place.
fn clause_before(body: &str, at: usize) -> &str {
    let from = (at.saturating_sub(BEFORE_BYTES)..=at).find(|&i| body.is_char_boundary(i)).unwrap_or(at);
    let before = &body[from..at];
    let turn = TURNS.find_overlapping_iter(before).map(|turn| turn.end()).max();
    let before = &before[turn.unwrap_or(0)..];
    // A line end parts list items; a wrapped sentence goes on in small letters.
    match before.rfind('\n') {
        Some(end) if before[end + 1..].chars().next().is_none_or(|c| !c.is_lowercase()) => &before[end + 1..],
        _ => before,
    }
}

/// The words of the line after a place.
fn clause_after(body: &str, at: usize) -> &str {
    let to = (at..=body.len().min(at + AFTER_BYTES)).rfind(|&i| body.is_char_boundary(i)).unwrap_or(at);
    let after = &body[at..to];
    &after[..after.find('\n').unwrap_or(after.len())]
}

fn word_before(body: &str, at: usize) -> &str {
    let before = body[..at].trim_end_matches([' ', '\u{a0}']);
    let word = before.rsplit([' ', '\n', '\t', '\u{a0}', '(']).next().unwrap_or_default();
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '@')
}

fn word_after(body: &str, at: usize) -> &str {
    let after = body[at..].trim_start_matches([' ', '\u{a0}']);
    let word = after.split([' ', '\n', '\t', '\u{a0}', ',', ')']).next().unwrap_or_default();
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, skill: &str, claimed: bool) {
        let at = text.find(skill).unwrap();
        assert_eq!(!is_denied(text, &(at..at + skill.len())), claimed, "{skill} in {text:?}");
    }

    #[test]
    fn what_is_denied_is_not_claimed() {
        for text in [
            "No experience with Kubernetes.",
            "No hands-on experience with Docker, Helm or Kubernetes",
            "I have never used Kubernetes in production",
            "Kubernetes: no experience",
            "Kubernetes (none)",
            "Keine Kenntnisse in Kubernetes",
            "Bisher keine praktische Erfahrung mit Kubernetes",
            "Kubernetes: noch keine Erfahrung",
            "Aucune expérience de Kubernetes",
            "Sin experiencia en Kubernetes",
            "Sem experiência com Kubernetes",
            "Geen ervaring met Kubernetes",
            "Nessuna esperienza con Kubernetes",
            "Chose Nomad instead of Kubernetes",
        ] {
            check(text, "Kubernetes", false);
        }
    }

    #[test]
    fn what_is_wished_for_is_not_claimed() {
        for text in [
            "Want to learn Rust",
            "I would like to learn Go and Rust",
            "Eager to pick up Rust",
            "Currently learning Rust",
            "Rust (learning)",
            "Learning: Rust, Zig",
            "Ich möchte Rust und Zig lernen",
            "Würde mich gerne in Rust einarbeiten",
            "Souhaite apprendre Rust",
            "Me gustaría aprender Rust",
            "Gostaria de aprender Rust",
            "Vorrei imparare Rust",
        ] {
            check(text, "Rust", false);
        }
    }

    #[test]
    fn another_thought_is_claimed() {
        for text in [
            "No experience with Java but eight years of Python",
            "Never used Perl; daily work in Python",
            "Keine Erfahrung mit Java, aber sehr gute in Python",
            "Python developer with no gaps",
            "Wrote learning platforms in Python",
            "Python, not Perl",
            "Taught Python to juniors who want to learn",
            "Machine learning in Python",
        ] {
            check(text, "Python", true);
        }
    }
}
