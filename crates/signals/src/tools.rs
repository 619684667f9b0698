//! The names of the trade in a sentence: frameworks, test tools, type checkers and what stands beside them.
//!
//! Many names are everyday words too ("Express", "pandas", "Prefect", "Airflow"). Such a *common* name counts only
//! spelled as its tool is, and with something of the trade beside it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;
use serde::Deserialize;

use crate::pattern::pattern;

/// What naming a tool in work done speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Purpose {
    Framework,
    Testing,
    Typing,
    Other,
}

/// A name that rules know.
#[derive(Debug)]
pub(crate) struct Tool {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) purpose: Purpose,
    /// The rival that a recruiter would count this as; `None` outside groups of rivals.
    pub(crate) rival: Option<String>,
    is_common: bool,
}

/// A tool named in a folded sentence.
#[derive(Clone, Debug)]
pub(crate) struct ToolUse {
    pub(crate) tool: &'static Tool,
    pub(crate) range: Range<usize>,
    /// Whether the name can be nothing else, or what stands beside it says so.
    pub(crate) is_sure: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    kind: String,
    purpose: Purpose,
    #[serde(default)]
    rivals: bool,
    tools: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    #[serde(default)]
    also: Vec<String>,
    of: Option<String>,
    #[serde(default)]
    common: bool,
}

struct Lexicon {
    tools: Vec<Tool>,
    spellings: Vec<(String, usize)>,
    finder: AhoCorasick,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../data/tools.toml")).expect("the tools are tested to parse");
    let mut tools = Vec::new();
    let mut spellings = BTreeMap::new();
    for group in file.group {
        for entry in group.tools {
            for spelling in entry.also.into_iter().chain([entry.name.clone()]) {
                spellings.insert(spelling, tools.len());
            }
            let rival = group.rivals.then(|| entry.of.unwrap_or_else(|| entry.name.clone()));
            let (kind, purpose) = (group.kind.clone(), group.purpose);
            tools.push(Tool { name: entry.name, kind, purpose, rival, is_common: entry.common });
        }
    }
    let spellings: Vec<_> = spellings.into_iter().collect();
    let finder = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(spellings.iter().map(|(spelling, _)| spelling))
        .expect("a few hundred short names fit");
    Lexicon { tools, spellings, finder }
});

/// The tools named in a folded sentence, in its order. Common names are unsure until their company is judged.
pub(crate) fn tools(plain: &str) -> Vec<ToolUse> {
    let lexicon = &*LEXICON;
    let mut found: Vec<ToolUse> = Vec::new();
    let mut at = 0;
    while let Some(hit) = lexicon.finder.find(aho_corasick::Input::new(plain).span(at..plain.len())) {
        let range = hit.start()..hit.end();
        let tool = &lexicon.tools[lexicon.spellings[hit.pattern().as_usize()].1];
        let fits =
            is_whole_word(plain, &range) && (!tool.is_common || is_spelled_as_tool(plain, &range, tool));
        at = if fits { range.end } else { range.start + 1 };
        if fits && !is_foreign(plain, &range) {
            found.push(ToolUse { tool, range, is_sure: !tool.is_common });
        }
    }
    judge_common(plain, &mut found);
    found
}

/// Common names beside a sure one, or in a place where only a tool can stand, are sure.
fn judge_common(plain: &str, found: &mut [ToolUse]) {
    let has_sure = found.iter().any(|tool| tool.is_sure);
    for tool in found.iter_mut().filter(|tool| !tool.is_sure) {
        tool.is_sure = has_sure || stands_as_tool(plain, &tool.range);
    }
    let n_common = found.iter().filter(|tool| !tool.is_sure).count();
    if n_common >= 3 {
        found.iter_mut().for_each(|tool| tool.is_sure = true);
    }
}

fn is_whole_word(plain: &str, range: &Range<usize>) -> bool {
    let bytes = plain.as_bytes();
    let before = range.start.checked_sub(1).map(|at| bytes[at]);
    let starts = before.is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, b'_' | b'@' | b'.'));
    let rest = plain[range.end..].trim_start_matches(|c: char| c.is_ascii_digit());
    let ends = match rest.as_bytes() {
        [] => true,
        [b'.', next, ..] => !next.is_ascii_alphabetic(),
        [b'-', ..] => !rest[1..].starts_with(|c: char| c.is_ascii_lowercase()) || joins(rest),
        [b'+' | b'#', ..] => false,
        [next, ..] => !next.is_ascii_alphabetic() && *next != b'_',
    };
    starts && ends && !is_in_address(plain, range)
}

/// Whether a hyphen ties a word to a tool rather than making another word of it: "React-based", not "express-delivery".
fn joins(rest: &str) -> bool {
    const TIES: [&str; 14] = [
        "-based",
        "-powered",
        "-driven",
        "-backed",
        "-style",
        "-native",
        "-to-",
        "-tests",
        "-test",
        "-basiert",
        "-anwendung",
        "-app",
        "-api",
        "-service",
    ];
    TIES.iter().any(|tie| rest.starts_with(tie))
}

fn is_in_address(plain: &str, range: &Range<usize>) -> bool {
    let start = plain[..range.start].rfind(' ').map_or(0, |at| at + 1);
    let end = plain[range.end..].find(' ').map_or(plain.len(), |at| range.end + at);
    let word = &plain[start..end];
    word.contains("://") || word.contains("www.") || word.contains(".com/") || word.contains('@')
}

/// A common name must be written as one of its spellings is, capitals included.
fn is_spelled_as_tool(plain: &str, range: &Range<usize>, tool: &Tool) -> bool {
    let lexicon = &*LEXICON;
    let written = &plain[range.clone()];
    lexicon.spellings.iter().any(|(spelling, at)| spelling == written && lexicon.tools[*at].name == tool.name)
}

/// Whether the name is that of a firm, a person, a season or a train rather than of a tool.
fn is_foreign(plain: &str, range: &Range<usize>) -> bool {
    static FIRM: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?: (?:&|and) (?:Sons|Co|Partners)\b)|^,? (?:Ltd|Limited|GmbH|Inc|LLC|LLP|AG|SE|Corp|Corporation|S\.?A\.?S?|S\.?L|B\.?V|N\.?V|AB|ApS|Oy|Pty|Pvt|PLC|Plc|SARL|SpA|Srl|Group|Gruppe|Groupe|Grupo|Holding|Labs|Bank|Logistics|Logistik|Technologies|Technology|Solutions|Consulting|Energy|Media|Retail|Studios?|Systems|Ventures|Capital|Foods?|Hotels?|Airlines?)\b",
        )
    });
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^ (?:Reinhardt|Unchained|20[0-3]\d\b|19\d\d\b|semester|term|break|trains?\b|lanes?\b|courier|post\b|parcel|deliver|momentum|d'ensemble|cleaning|season|festival|stars?\b)",
        )
    });
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:\b(?:Monty|American|Federal|Orient|Pony|Burmese|ball|giant|red|guard|hand|curtain|vacuum|thermos|school|head|whisky|feeding|fresh|stuffed|river|Frank|Saint|San|Lady|Mount|Mr|Mrs) |\b(?:Summer|Autumn|Fall|Winter)[ /])$",
        )
    });
    let after = &plain[range.end..];
    let before = &plain[..range.start];
    let is_verb = before.ends_with("to ") && is_small(plain, range);
    is_verb || FIRM.is_match(after) || NAME.is_match(after) || BEFORE.is_match(before)
}

/// "to react", "to express": a verb.
fn is_small(plain: &str, range: &Range<usize>) -> bool {
    plain[range.start..].starts_with(|c: char| c.is_ascii_lowercase())
}

/// Whether the words around a common name leave no other reading: "in Flask,", "React components", "the Spark batch".
fn stands_as_tool(plain: &str, range: &Range<usize>) -> bool {
    static AFTER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[ -](?:v?\d|apis?\b|REST\b|apps?\b|applications?\b|services?\b|micro|back-?ends?\b|front-?ends?\b|rewrite|views?\b|endpoints?|console|components?|hooks?\b|batch|jobs?\b|pipelines?|dags?\b|models?\b|codebase|code\b|plug-?ins?|extensions?|modules?\b|servers?\b|middleware|templates?\b|orm\b|tests?\b|test suite|suites?\b|scripts?\b|scenarios|specs?\b|framework|library|sdk\b|website|portal\b|web|project|stack\b|developer|based\b|powered\b|dataframes?|workers?\b|tasks?\b|queues?\b|clusters?\b|streaming|dashboards?|macros?|migration|monolith|upgrade|Anwendung|Dienst|Projekt|Komponenten|Tests|-Tests))|^ ?(?:\(|/)[A-Z]",
        )
    });
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:in|with|using|on|via|to|from|of|and|our|mit|von|auf|nach|zu|con|com|avec|en|vers|sous|met|naar|op|sur|mediante|usando|utilizando|utilisant|col|su|da|por|through|between|through|written in|built on)$",
        )
    });
    static TRADE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:api|apis|app|apps|application|applications|back-?end|front-?end|web|website|software|service|services|server|code|codebase|database|data|dataset|datasets|pipeline|pipelines|model|models|endpoint|endpoints|component|components|console|dashboard|deployment|deployed|release|released|micro-?services?|module|library|ci|test suite|unit tests?|integration tests?|end-to-end|e2e|regression|coverage|bundle|page|pages|ui|rest|graphql|queue|cache|batch|etl|warehouse|notebooks?|python|parser|tests?|churn|machine learning|neural|frontend|shop|checkout|login|portal|platform|Anwendung|Webanwendung|Schnittstelle|Dienst|Dienste|Datenbank|Oberflache|Plattform|Komponenten|servicio|servicios|aplicacion|datos|interfaz|plataforma|servicos?|aplicacao|dados|donnees|appli|applications?|interface|plateforme|base de|gegevens|toepassing|portale|servizi|servizio|dati|applicazione|interfaccia|piattaforma)\b",
        )
    });
    let (before, after) = (plain[..range.start].trim_end(), &plain[range.end..]);
    AFTER.is_match(after) || (BEFORE.is_match(before) && TRADE.is_match(plain))
}
