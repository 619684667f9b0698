//! Types checked before the code runs: annotations, checkers, strict modes.
//!
//! Flagged: "turned on mypy strict mode", "strict null checks in TypeScript", Pydantic models, mypy in a skills list
//! (weaker). Not: "strongly typed" alone, letters typed on a keyboard. It shows care for whoever reads the code next.

use std::sync::LazyLock;

use regex::Regex;

use crate::engine::Finding;
use crate::pattern::pattern;
use crate::reading::{Reading, Sentence};
use crate::tools::Purpose;

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    let done: Vec<_> = reading.work().filter_map(done).collect();
    if done.is_empty() { reading.sentences.iter().filter_map(listed).collect() } else { done }
}

fn done(sentence: &Sentence) -> Option<Finding> {
    let names = sentence.names_for(Purpose::Typing);
    if !names.is_empty() {
        return Some(Finding::at(sentence.span, 2, format!("{names} in work done")));
    }
    let phrase =
        TYPING.find(&sentence.plain).filter(|_| !LANGUAGES.is_match(&sentence.plain))?.as_str().trim();
    Some(Finding::at(sentence.span, 2, format!("static types in work done: \"{phrase}\"")))
}

/// A list of skills that names a checker; only shown where no work does.
fn listed(sentence: &Sentence) -> Option<Finding> {
    let names = sentence.names_for(Purpose::Typing);
    let is_named = sentence.lists_skills() && !names.is_empty();
    is_named.then(|| Finding::at(sentence.span, 1, format!("{names} among the skills")))
}

/// "Statically typed languages": a kind of language, and no types of the candidate's own.
static LANGUAGES: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:static(?:ally)?|strongly)[- ]typed (?:programming )?languages?\b"));

static TYPING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\btype[- ](?:hint|annotation|check)(?:s|ing|ed|er|ers)?\b|\bstatic(?:ally)?[- ]typ(?:ing|ed|es)\b|\bstatic type|\bgradual typing|\btyp(?:ed|ing) (?:\d[\d.,]*k? ?\w* ?(?:lines|files|modules|functions)|the (?:whole |entire )?(?:python |code ?base|api))",
        r"|\bstrict(?:ly)?(?:[- ]mode| null checks?|[- ]typed?| typing)?\b[ -~]{0,50}\bTypeScript\b|\bTypeScript\b[ -~]{0,40}\b(?:strict|no-?implicit-?any|strictly)\b|\bstrict[- ]?null[- ]?checks?\b|\bnoImplicit(?:Any|Returns)\b|\bnoUnchecked\w+|\bexactOptional\w+|\bstrictFunctionTypes\b|\bwhat (?:TypeScript|mypy|the compiler|the type checker) found\b|\buses? of `?any\b",
        r"|\b(?:from (?:plain )?(?:JavaScript|JS)|JavaScript code ?base|JavaScript files?)\b[ -~]{0,30}\bto (?:strict )?TypeScript\b|\b(?:von|de|da|van) (?:JavaScript|JS) (?:auf|nach|zu|a|vers|para|naar) TypeScript\b",
        r"|\btyp(?:prufung|annotation|hinweis|isierung)\w*|\bstatische (?:typ|codeanalyse mit typ)\w*|\b(?:typage|annotations? de types?|verification de types?)\b|\btipado (?:estatico|estricto)\b|\banotaciones de tipos?\b|\btipagem (?:estatica|estrita)\b|\banotacoes de tipos?\b|\btype-?(?:annotaties|controle)\b|\bstatische typering\b|\btipizzazione (?:statica|forte)\b|\bannotazioni di tipo\b",
        r"|\bTypedDicts?\b|\bProtocol[- ]based (?:ports|interfaces|design)\b|\bprotocol classes\b|\bimplicit any\b|\breplac\w+ any (?:by|with) (?:generics|unions?|\w+ types)\b|\b(?:runtime_checkable|NamedTuple|TypeVar|Literal types|py\.typed)\b|\btyping\.\w+|\bProtocol(?:s| classes)\b[ -~]{0,30}\b(?:typing|types|mypy)\b",
    ))
});

#[cfg(test)]
mod tests {
    use super::super::tests::{check_fires, check_silent};

    const ID: &str = "type_hints";

    #[test]
    fn static_types_are_flagged() {
        check_fires(
            ID,
            &[
                "Typed 150k lines of Python and turned on mypy strict mode in the build",
                "Migrated 300 files from JavaScript to TypeScript with strict null checks",
                "Turned on strict mode in the TypeScript code base and removed 654 uses of any",
                "Introduced Pydantic models for every request and response",
                "Added type hints to the whole billing package",
                "Enforced pyright in CI for 12 services",
                "Typprüfung mit mypy im strikten Modus eingeführt",
                "Passage de mypy en mode strict",
                "Introducción de tipado estático en el backend",
                "Skills: mypy, pytest, Docker",
            ],
        );
    }

    #[test]
    fn other_typing_is_not() {
        check_silent(
            ID,
            &[
                "Typed weekly letters to parents, with strict deadlines",
                "Maintained a strongly typed language",
                "Touch typing at 80 words a minute",
                "Designed a protocol for the clinical trial",
                "Wrote TypeScript and CSS",
                "No experience with mypy",
                "Worked under strict deadlines",
                "Determined the blood types of donors",
                "",
            ],
        );
    }
}
