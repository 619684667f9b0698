//! A body cut into sentences that keep their place.
//!
//! A résumé is hardly prose: bullets without a full stop, lines wrapped by the page, headings, lists. A *passage*
//! is one bullet, one paragraph or one line that stands alone; sentences never cross passages.

use std::ops::Range;

use candela_extract::Span;

/// The sentences of a body in its order, without bullet marks or white space at their ends.
///
/// `bullets` are passages known already, in any order; everything else is cut by its lines.
pub(crate) fn sentences(body: &str, bullets: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    for passage in passages(body, bullets) {
        split(body, passage, &mut found);
    }
    found
}

/// Whether a bullet mark or the number of an item stands right before a span.
pub(crate) fn is_marked(body: &str, span: Span) -> bool {
    let line = body[..span.range().start].rsplit('\n').next().unwrap_or_default();
    starts_bullet(line)
        || (!line.trim().is_empty() && item_number(line.trim_start()) == line.trim_start().len())
}

/// The passages of the body, in its order.
fn passages(body: &str, bullets: &[Span]) -> Vec<Range<usize>> {
    let mut known: Vec<Range<usize>> =
        bullets.iter().map(|span| span.range()).filter(|range| body.get(range.clone()).is_some()).collect();
    known.sort_by_key(|range| (range.start, range.end));
    let mut found = Vec::new();
    let mut open: Option<Range<usize>> = None;
    for bullet in known {
        let at = open.as_ref().map_or(0, |before| before.end);
        if bullet.start < at || bullet.is_empty() {
            continue;
        }
        // What looks like a bullet may be the end of the one before, cut off by the page.
        if let Some(before) = open.as_mut()
            && body[at..bullet.start].trim().is_empty()
            && body[bullet.clone()].starts_with(char::is_lowercase)
            && ends_open(&body[before.clone()])
        {
            before.end = bullet.end;
            continue;
        }
        join_lines(body, at..bullet.start, open.take(), &mut found);
        open = Some(bullet);
    }
    let at = open.as_ref().map_or(0, |before| before.end);
    join_lines(body, at..body.len(), open, &mut found);
    found
}

/// Cuts a range into lines and joins those that the page has wrapped, the first of them to `open`. An empty line ends a passage, unless what comes
/// after it goes on in small letters: loosely set pages have empty lines inside a sentence.
fn join_lines(
    body: &str,
    range: Range<usize>,
    mut open: Option<Range<usize>>,
    found: &mut Vec<Range<usize>>,
) {
    let mut is_parted = false;
    let mut at = range.start;
    for line in body[range].split_inclusive('\n').flat_map(parted) {
        let content = inner(line, at);
        at += line.len();
        let text = &body[content.clone()];
        if text.is_empty() {
            is_parted = true;
            continue;
        }
        let may_join = !starts_bullet(line) && (!is_parted || text.starts_with(char::is_lowercase));
        is_parted = false;
        open = match open.take() {
            Some(before) if may_join && is_wrapped(&body[before.clone()], text) => {
                Some(before.start..content.end)
            }
            before => {
                found.extend(before);
                Some(content)
            }
        };
    }
    found.extend(open);
}

/// A line whose only bullet mark stands in its middle is a head and a bullet: "Sep 2026 ○ Built the ledger import".
/// Several marks part the items of a list, which stays whole.
fn parted(line: &str) -> impl Iterator<Item = &str> {
    let lead = line.len() - line.trim_start_matches(|c: char| c.is_whitespace() || is_bullet_mark(c)).len();
    let mut marks = line[lead..].match_indices(is_bullet_mark);
    let cut = match (marks.next(), marks.next()) {
        (Some((at, mark)), None) if mark != "·" && line[lead + at..].split_whitespace().count() > 4 => {
            lead + at
        }
        _ => line.len(),
    };
    let (head, bullet) = line.split_at(cut);
    [head, bullet].into_iter().filter(|part| !part.is_empty())
}

/// The range of a line without white space and bullet mark.
fn inner(line: &str, at: usize) -> Range<usize> {
    let text = line.trim_end();
    let start = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || is_bullet_mark(c)).len();
    let start =
        start + DASHES.iter().find(|dash| text[start..].starts_with(**dash)).map_or(0, |dash| dash.len());
    let start = start + item_number(&text[start..]);
    at + start..at + text.len()
}

/// The length of "(iv) ", "(3) " or "(b) " at the start of a line.
fn item_number(text: &str) -> usize {
    let Some((number, _)) = text.strip_prefix('(').and_then(|rest| rest.split_once(") ")) else { return 0 };
    let is_number =
        number.chars().all(|c| matches!(c, 'i' | 'v' | 'x')) || number.chars().all(|c| c.is_ascii_digit());
    let is_item = !number.is_empty() && number.len() <= 4 && (is_number || number.len() == 1);
    if is_item { number.len() + 3 } else { 0 }
}

/// Marks that open a bullet only when a blank follows.
const DASHES: [&str; 3] = ["- ", "* ", "– "];

fn is_bullet_mark(c: char) -> bool {
    matches!(
        c,
        '•' | '◦'
            | '▪'
            | '▫'
            | '‣'
            | '⁃'
            | '●'
            | '○'
            | '■'
            | '□'
            | '◆'
            | '◇'
            | '►'
            | '▸'
            | '➢'
            | '➤'
            | '✓'
            | '✔'
            | '∙'
            | '·'
            | '\u{f0b7}'
            | '\u{f0a7}'
            | '\u{f0d8}'
    )
}

fn starts_bullet(line: &str) -> bool {
    let text = line.trim_start();
    item_number(text) > 0
        || text.starts_with(is_bullet_mark)
        || DASHES.iter().any(|dash| text.starts_with(dash))
}

/// Words after which no sentence ends, so that a line ending in one goes on in the next.
const BINDING: &[&str] = &[
    "a", "an", "the", "and", "or", "of", "for", "to", "in", "on", "at", "by", "with", "from", "into", "over",
    "under", "than", "as", "that", "which", "per", "via", "using", "und", "oder", "von", "mit", "für", "der",
    "die", "das", "den", "dem", "des", "im", "auf", "zu", "zur", "zum", "et", "ou", "de", "du", "la", "le",
    "les", "des", "pour", "avec", "sur", "par", "dans", "y", "el", "los", "las", "del", "con", "para", "por",
    "en", "e", "do", "da", "dos", "das", "com", "em", "um", "uma", "van", "het", "een", "met", "voor", "op",
    "il", "gli", "di", "della", "per", "su", "&", "+",
];

/// Whether a text ends in a word after which no sentence ends.
fn ends_open(text: &str) -> bool {
    text.split_whitespace().next_back().is_some_and(|last| BINDING.contains(&last.to_lowercase().as_str()))
}

/// Whether `next` goes on with the sentence that `before` leaves open.
fn is_wrapped(before: &str, next: &str) -> bool {
    let last_line = before.rsplit('\n').next().unwrap_or(before).trim();
    if last_line.ends_with(['.', '!', '?', ':', ';', '…']) || last_line.contains('@') || next.contains('@')
    {
        return false;
    }
    let last_word = last_line.split_whitespace().next_back().unwrap_or_default();
    if last_line.ends_with([',', '-', '‐', '/', '(', '&'])
        || BINDING.contains(&last_word.to_lowercase().as_str())
    {
        return true;
    }
    let first = next.chars().next().unwrap_or_default();
    // A line that starts small, or inside a bracket, goes on; a short line before it is a heading or a list item.
    let continues = first.is_lowercase()
        || first == '('
        || first.is_ascii_digit()
        || next.starts_with(['%', '$', '€', '£']);
    let is_long = last_line.chars().count() >= 45 && last_line.contains(' ');
    is_long && (continues || open_bracket(last_line))
}

fn open_bracket(line: &str) -> bool {
    line.matches('(').count() > line.matches(')').count()
}

/// Cuts a passage at its full stops.
fn split(body: &str, passage: Range<usize>, found: &mut Vec<Span>) {
    let text = &body[passage.clone()];
    let mut start = 0;
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | '…' | '。' | '।'))
    {
        let end = at + mark.len_utf8();
        if ends_sentence(text, start, at, end, mark) {
            push_trimmed(body, passage.start + start..passage.start + end, found);
            start = end;
        }
    }
    push_trimmed(body, passage.start + start..passage.end, found);
}

fn push_trimmed(body: &str, range: Range<usize>, found: &mut Vec<Span>) {
    let text = &body[range.clone()];
    let trimmed = text.trim();
    if trimmed.contains(char::is_alphanumeric) {
        let start = range.start + (text.len() - text.trim_start().len());
        found.push(Span::new(start..start + trimmed.len()));
    }
}

/// Shortened words, in lower case, whose full stop ends no sentence.
const SHORTENED: &[&str] = &[
    "e.g", "i.e", "etc", "approx", "ca", "vs", "no", "nr", "mr", "mrs", "ms", "dr", "prof", "inc", "ltd",
    "co", "corp", "st", "jr", "sr", "dept", "est", "incl", "excl", "resp", "max", "min", "avg", "bzw", "z.b",
    "z. b", "d.h", "u.a", "inkl", "evtl", "ggf", "mio", "mrd", "tsd", "usw", "abt", "dipl", "ing", "p.ej",
    "aprox", "sra", "env", "ex", "p.ex", "cf", "m", "mme", "bijv", "o.a", "enz", "d.w.z", "ecc", "es", "b.v",
    "n.v", "s.a", "s.l", "s.r.l", "jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "okt",
    "nov", "dec", "dez", "fig", "v", "ver",
];

fn ends_sentence(text: &str, start: usize, at: usize, end: usize, mark: char) -> bool {
    let rest = &text[end..];
    if matches!(mark, '。' | '।') {
        return true;
    }
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let next = rest.trim_start().chars().next();
    let starts_anew = next.is_none_or(|c| !c.is_lowercase() && !matches!(c, ',' | ';' | ')' | '·' | '|'));
    if mark != '.' {
        return starts_anew;
    }
    let before = &text[start..at];
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default()
        .trim_start_matches(['(', '"', '„', '“']);
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    starts_anew && !is_initial && !SHORTENED.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: &[&str]) {
        let found: Vec<_> = sentences(body, &[]).into_iter().map(|span| span.of(body)).collect();
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn full_stops_inside_names_end_nothing() {
        check(
            "Ported Node.js 18.2 to Deno. Kept .NET 8 out.",
            &["Ported Node.js 18.2 to Deno.", "Kept .NET 8 out."],
        );
        check("Tools, e.g. Flask, at Acme Inc. in Berlin", &["Tools, e.g. Flask, at Acme Inc. in Berlin"]);
        check(
            "Served 1.2 Mio. Nutzer pro Tag. Danach Pause.",
            &["Served 1.2 Mio. Nutzer pro Tag.", "Danach Pause."],
        );
        check("Worked with J. Okafor on Vue.js.", &["Worked with J. Okafor on Vue.js."]);
    }

    #[test]
    fn bullets_lose_their_mark_and_keep_apart() {
        check("• Built the API\n• Ran it\n– Sold it", &["Built the API", "Ran it", "Sold it"]);
        check("- Built the API\n* Ran it", &["Built the API", "Ran it"]);
        check("(i) Built the API\n(ii) Ran it\n(b) Sold it", &["Built the API", "Ran it", "Sold it"]);
    }

    #[test]
    fn a_bullet_after_its_date_is_its_own() {
        check("Sep 2026 ○ Built the ledger import alone", &["Sep 2026", "Built the ledger import alone"]);
        check("Django • Flask • Ran it all for years", &["Django • Flask • Ran it all for years"]);
    }

    #[test]
    fn wrapped_lines_are_one_sentence() {
        check(
            "Cut the nightly run of the warehouse loader from\n5 hours to 20 minutes\nNext thing",
            &["Cut the nightly run of the warehouse loader from\n5 hours to 20 minutes", "Next thing"],
        );
        check(
            "• Rewrote the ledger service, which posts to the\n  general ledger every night\n• Next",
            &["Rewrote the ledger service, which posts to the\n  general ledger every night", "Next"],
        );
        check(
            "Published the shared libraries of four teams to an internal\n\nindex\n\nNext",
            &["Published the shared libraries of four teams to an internal\n\nindex", "Next"],
        );
        check("Skills\nreact\nvue", &["Skills", "react", "vue"]);
        check("Backend Engineer\n2019 - 2022\nBuilt it", &["Backend Engineer", "2019 - 2022", "Built it"]);
    }

    #[test]
    fn a_known_bullet_that_was_cut_short_goes_on() {
        let body = "• Brought the coverage of the warehouse controller from 24%\n\nto 91%\n\nNext";
        let found = sentences(body, &[Span::new(4..61)]);
        let texts: Vec<_> = found.iter().map(|span| span.of(body)).collect();
        assert_eq!(texts, ["Brought the coverage of the warehouse controller from 24%\n\nto 91%", "Next"]);
    }

    #[test]
    fn a_known_bullet_that_ends_another_is_joined_to_it() {
        let body = "– Modelled orders and tested macros in\n\npytest\n\n– ran it";
        let found = sentences(body, &[Span::new(4..40), Span::new(42..48), Span::new(54..60)]);
        let texts: Vec<_> = found.iter().map(|span| span.of(body)).collect();
        assert_eq!(texts, ["Modelled orders and tested macros in\n\npytest", "ran it"]);
    }

    #[test]
    fn known_bullets_are_kept_whole() {
        let body = "Head\nCut cost\nBy half\nTail";
        let found = sentences(body, &[Span::new(5..21)]);
        let texts: Vec<_> = found.iter().map(|span| span.of(body)).collect();
        assert_eq!(texts, ["Head", "Cut cost\nBy half", "Tail"]);
    }

    #[test]
    fn every_cut_of_a_text_keeps_spans_inside() {
        let body = "• Größe: 1,2 Mio. Nutzer. „Ja!“ sagte Dr. Åse.\n\nx。y\n– (a";
        for (end, _) in body.char_indices() {
            for span in sentences(&body[..end], &[]) {
                assert!(
                    body[..end].get(span.range()).is_some_and(|text| text.trim() == text && !text.is_empty())
                );
            }
        }
    }
}
