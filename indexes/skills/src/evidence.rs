//! Whether a spelling in a text means the skill.
//!
//! A spelling must stand as a word of its own, outside addresses, and beside none of the words that rule it out.
//! A weak spelling needs evidence as well: a list of skills around it, a word such as "in" before it or "developer"
//! after it, or one of its near words in the same line.

use std::ops::Range;

use crate::taxonomy::Entry;

/// A spelling found in a text.
pub(crate) struct Candidate<'a> {
    pub(crate) entry: &'a Entry,
    pub(crate) range: Range<usize>,
    /// Whether it needs evidence.
    pub(crate) weak: bool,
    /// Whether its capitals are those of the taxonomy.
    pub(crate) as_written: bool,
}

/// What kind of text is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// Any text.
    Prose,
    /// A list of skills, by its heading.
    SkillList,
}

/// How far evidence may stand from a spelling.
const WINDOW_BYTES: usize = 400;

/// Words before a weak spelling that make it a tool: "built in Go", "mit Flask".
#[rustfmt::skip]
const BEFORE: &[&str] = &[
    "in", "with", "using", "via", "on", "into", "onto", "use", "used", "mit", "unter", "auf", "über", "nach", "avec", "en",
    "sous", "sur", "vers", "à", "con", "su", "com", "em", "met", "naar", "op", "usando", "utilizando",
];

/// Words after a weak spelling that make it a tool: "Go services".
#[rustfmt::skip]
const AFTER: &[&str] = &[
    "api", "apis", "app", "application", "applications", "apps", "backend", "backends", "batch", "batches",
    "client", "cluster", "clusters", "code", "codebase", "component", "components", "consumer",
    "consumers", "dag", "dags", "dashboards", "developer", "developers", "development", "endpoint",
    "endpoints", "engineer", "engineers", "entwickler", "entwicklerin", "framework", "function",
    "functions", "jobs", "libraries", "library", "microservice", "microservices", "middleware",
    "migration", "module", "modules", "monolith", "package", "packages", "pipeline", "pipelines", "plugin",
    "plugins", "programmer", "programming", "project", "projects", "rewrite", "script", "scripts", "sdk",
    "server", "servers", "service", "services", "stack", "suite", "template", "templates", "views",
    "worker", "workers",
];

/// Verbs that make "to" such a word: "ported the service to Go".
const CHANGES: &[&str] =
    &["migrat", "port", "mov", "switch", "convert", "rewr", "transition", "upgrad", "translat"];

/// What follows the name of a company.
#[rustfmt::skip]
const COMPANY: &[&str] = &[
    "ltd", "limited", "gmbh", "mbh", "inc", "incorporated", "llc", "llp", "ag", "se", "kg", "corp",
    "corporation", "bv", "nv", "plc", "oy", "ab", "asa", "aps", "sarl", "sas", "srl", "spa", "slu", "sro", "pty",
    "pvt", "kk", "labs", "foundation", "group", "holding", "university", "bank",
];

/// Words before a name that a firm bears which make it the firm: "at Elastic", "bei SAP".
const EMPLOYED: &[&str] = &["at", "bei", "chez", "joined", "ex", "presso"];

/// Words before a name that make it a person's.
const PERSON: &[&str] =
    &["mr", "mrs", "ms", "dr", "prof", "herr", "frau", "herrn", "mme", "señora", "señor", "sig", "dear"];

/// What ends the name of a site, for addresses without "www" or "https".
#[rustfmt::skip]
const DOMAINS: &[&str] = &[
    "com", "org", "io", "dev", "co", "de", "fr", "es", "it", "nl", "uk", "eu", "ch", "at", "be", "pl", "pt", "br",
    "in", "us", "me", "app", "ai", "tech", "edu", "gov", "info", "xyz", "page", "site", "cloud", "rs", "se", "no",
    "dk", "fi", "ie", "ca", "au", "nz", "jp", "sh", "so", "cz", "gr", "ro", "hu", "mx", "ar", "cl", "za", "ke", "ng",
];

/// What a list puts between two items besides marks and versions: levels and lengths of use.
#[rustfmt::skip]
const LEVELS: &[&str] = &[
    "and", "und", "et", "y", "e", "en", "or", "years", "year", "yrs", "yr", "jahre", "jahr", "ans", "años", "anni",
    "anos", "jaar", "expert", "advanced", "intermediate", "proficient", "experienced", "fluent", "basic", "basics",
    "beginner", "good", "sehr", "gut", "experte", "fortgeschritten", "grundkenntnisse", "avancé", "intermédiaire",
    "avanzado", "intermedio", "básico",
];

/// What a line of skills parts its items with.
const SEPARATORS: &[char] = &[
    ',', ';', '/', '|', '·', '•', '‣', '▪', '●', '◦', '∙', '–', '—', '(', ')', '[', ']', ':', '&', '+', '\t',
    '\u{ff0c}', '\u{3001}',
];

/// The range grown over an attached version when it is a whole word outside an address; `None` otherwise.
pub(crate) fn whole_word(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let spelling = &text[range.clone()];
    let before = text[..range.start].chars().next_back();
    let starts_word = match before {
        Some(c) if c.is_alphanumeric() || matches!(c, '_' | '@' | '#' | '$') => false,
        Some('.' | '/' | '-') if spelling.len() < 3 => attached_before(text, range.start),
        Some('.') => attached_before(text, range.start),
        _ => true,
    };
    if !starts_word {
        return None;
    }
    let range = range.start..range.end + version_len(&text[range.end..], spelling);
    let mut after = text[range.end..].chars();
    let ends_word = match after.next() {
        Some(c) if c.is_alphanumeric() || matches!(c, '_' | '@') => false,
        Some('#') => false,
        Some('+') => !matches!(after.next(), Some('+')),
        Some('.') => !after.next().is_some_and(char::is_alphanumeric),
        _ => true,
    };
    (ends_word && !in_address(text, &range)).then_some(range)
}

/// Whether the mark right before `start` parts two names ("C/C++") instead of joining a word ("e-c").
fn attached_before(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev();
    match before.next() {
        Some('/') => true,
        Some(_) => !before.next().is_some_and(char::is_alphanumeric),
        None => true,
    }
}

/// Length of a version written straight onto the name: the `3` of "Python3", the `17` of "C++17".
fn version_len(rest: &str, spelling: &str) -> usize {
    if spelling.len() < 3 || spelling.ends_with(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let minor =
        rest[digits..].strip_prefix('.').map_or(0, |r| r.bytes().take_while(u8::is_ascii_digit).count());
    if digits == 0 || digits > 4 {
        0
    } else if minor > 0 {
        digits + 1 + minor
    } else {
        digits
    }
}

/// Whether the range lies in an e-mail or web address.
fn in_address(text: &str, range: &Range<usize>) -> bool {
    let around = window(text, range);
    let before = &text[around.start..range.start];
    let after = &text[range.end..around.end];
    let start = range.start - before.rsplit(char::is_whitespace).next().unwrap_or_default().len();
    let end = range.end + after.split(char::is_whitespace).next().unwrap_or_default().len();
    let token = &text[start..end];
    token.contains("://")
        || token.contains("www.")
        || token.trim_start_matches('@').contains('@')
        || names_site(&text[start..range.start])
        || names_site(&text[range.end..end])
}

/// Whether a piece of an address holds the end of a site's name: "github.com/", ".org".
fn names_site(piece: &str) -> bool {
    let mut labels = piece.split('.');
    labels.next();
    labels.any(|label| {
        let end = label.find(|c: char| !c.is_alphanumeric()).unwrap_or(label.len());
        DOMAINS.contains(&&label[..end])
            && (label[end..].is_empty() || label[end..].starts_with(['/', ':', '?', ')', ',']))
    })
}

/// The candidates that mean their skill.
pub(crate) fn settled<'a>(
    text: &str,
    mut candidates: Vec<Candidate<'a>>,
    setting: Setting,
) -> Vec<Candidate<'a>> {
    candidates.retain(|candidate| !ruled_out(text, candidate));
    let listed = |own: &Candidate<'a>| {
        setting == Setting::SkillList
            && own.as_written
            && is_item(text, &own.range, &line_range(text, own.range.start))
    };
    let keep: Vec<bool> = (0..candidates.len())
        .map(|i| {
            let own = &candidates[i];
            !own.weak || listed(own) || in_list(text, &candidates, i) || in_sentence(text, own)
        })
        .collect();
    let mut keep = keep.into_iter();
    candidates.retain(|_| keep.next().unwrap_or(false));
    candidates
}

fn ruled_out(text: &str, candidate: &Candidate<'_>) -> bool {
    let (before, after) = (word_before(text, candidate.range.start), word_after(text, candidate.range.end));
    let not = &candidate.entry.not;
    let firm =
        candidate.entry.firm && EMPLOYED.contains(&before.as_str()) && !AFTER.contains(&after.as_str());
    not.contains(&before)
        || not.contains(&after)
        || candidate.as_written
            && (firm || COMPANY.contains(&after.as_str()) || PERSON.contains(&before.as_str()))
        || candidate.weak && is_year(&after)
}

/// Whether the words of its own line settle a weak spelling.
fn in_sentence(text: &str, candidate: &Candidate<'_>) -> bool {
    let entry = candidate.entry;
    let range = &candidate.range;
    // Small letters are how everyday words are written; a long spelling with a near word is still clear.
    if !candidate.as_written && range.len() < 5 {
        return false;
    }
    if candidate.as_written && !entry.strict {
        let before = word_before(text, range.start);
        let after = word_after(text, range.end);
        let line = line_range(text, range.start);
        let changed = before == "to" && {
            let earlier = text[line.start..range.start].to_lowercase();
            CHANGES.iter().any(|verb| earlier.contains(verb))
        };
        if changed || BEFORE.contains(&before.as_str()) || AFTER.contains(&after.as_str()) {
            return true;
        }
    }
    let line = line_range(text, range.start);
    let around = [&text[line.start..range.start], &text[range.end..line.end.max(range.end)]];
    around.iter().any(|part| {
        let part = part.to_lowercase();
        entry.near.iter().any(|word| contains_word(&part, word))
    })
}

/// Whether a weak spelling is an item in a list of skills.
fn in_list(text: &str, candidates: &[Candidate<'_>], i: usize) -> bool {
    let own = &candidates[i];
    let line = line_range(text, own.range.start);
    let counts = |other: &Candidate<'_>| {
        other.entry.skill.name != own.entry.skill.name && (!other.weak || own.as_written && other.as_written)
    };
    let touches = |a: &Candidate<'_>, b: &Candidate<'_>| {
        let gap = &text[a.range.end..b.range.start];
        // "the checkout flow: Scrum": in small letters before a colon it is a word of the sentence.
        list_gap(gap) && (own.as_written || !gap.contains(':'))
    };
    let before = i.checked_sub(1).map(|j| &candidates[j]);
    let after = candidates.get(i + 1);
    if before.is_some_and(|b| counts(b) && touches(b, own))
        || after.is_some_and(|a| counts(a) && touches(own, a))
    {
        return true;
    }
    if !is_item(text, &own.range, &line) {
        return false;
    }
    // A list that runs over lines, or that holds items which are no skills in the taxonomy.
    let near = neighbours(text, &line);
    let first = candidates.partition_point(|other| other.range.start < near.start);
    candidates[first..]
        .iter()
        .take_while(|other| other.range.end <= near.end)
        .any(|other| counts(other) && is_item(text, &other.range, &line_range(text, other.range.start)))
}

/// Whether nothing but list marks, levels and versions stands between two items.
fn list_gap(gap: &str) -> bool {
    if gap.len() > 40 {
        return false;
    }
    let mut depth = 0_u32;
    let mut word = String::new();
    for c in gap.chars().chain([' ']) {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            c if c.is_whitespace() || SEPARATORS.contains(&c) || c == '-' => {
                if !word.is_empty() && !is_version(&word) && !LEVELS.contains(&word.to_lowercase().as_str()) {
                    return false;
                }
                word.clear();
            }
            c => word.push(c),
        }
    }
    depth == 0
}

fn is_version(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '+' | 'x'))
}

/// Whether the range fills its item: a list mark or the line's end on both sides.
fn is_item(text: &str, range: &Range<usize>, line: &Range<usize>) -> bool {
    let before = text[line.start..range.start].trim_end().chars().next_back();
    let after = text[range.end..line.end.max(range.end)].trim_start();
    let after =
        after.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim_start().chars().next();
    let mark = |c: Option<char>| c.is_none_or(|c| SEPARATORS.contains(&c) || matches!(c, '-' | '*'));
    mark(before) && (mark(after) || after == Some('.') && before.is_some())
}

/// The range with at most [`WINDOW_BYTES`] on either side, so that a text without line ends costs no more.
fn window(text: &str, range: &Range<usize>) -> Range<usize> {
    let inside = |at: &usize| text.is_char_boundary(*at);
    let from = (range.start.saturating_sub(WINDOW_BYTES)..=range.start).find(inside).unwrap_or(range.start);
    let to = (range.end..=text.len().min(range.end + WINDOW_BYTES)).rfind(inside).unwrap_or(range.end);
    from..to
}

/// The line around `at`, without its end, as far as the window reaches.
fn line_range(text: &str, at: usize) -> Range<usize> {
    let around = window(text, &(at..at));
    let start = text[around.start..at].rfind('\n').map_or(around.start, |i| around.start + i + 1);
    let end = text[at..around.end].find('\n').map_or(around.end, |i| at + i);
    start..end
}

/// The line with the one before and the one after it, a blank one between them forgiven.
fn neighbours(text: &str, line: &Range<usize>) -> Range<usize> {
    let ends = |at: usize| (1..=2).rev().find(|n| text[..at].ends_with(&"\n\n"[..*n])).map(|n| at - n);
    let begins = |at: usize| (1..=2).rev().find(|n| text[at..].starts_with(&"\n\n"[..*n])).map(|n| at + n);
    let before = ends(line.start).map(|at| line_range(text, at).start);
    let after = begins(line.end).map(|at| line_range(text, at).end);
    before.unwrap_or(line.start)..after.unwrap_or(line.end)
}

/// The word right before, parted by one space, hyphen or ampersand, in lower case; empty when there is none.
fn word_before(text: &str, at: usize) -> String {
    let before = text[..at].strip_suffix([' ', '-', '&', '\u{a0}']).unwrap_or_default();
    let start = before.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |i| i + 1);
    let start = (start..=before.len()).find(|&i| before.is_char_boundary(i)).unwrap_or(before.len());
    before[start..].to_lowercase()
}

/// The word right after, likewise.
fn word_after(text: &str, at: usize) -> String {
    let after = text[at..].strip_prefix([' ', '-', '&', '\u{a0}', '.']).unwrap_or_default();
    let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    after[..end].to_lowercase()
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether `word` stands in the lower-case `text` as a word.
fn contains_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(start, found)| {
        let before = text[..start].chars().next_back();
        let after = text[start + found.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
