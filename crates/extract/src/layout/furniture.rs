//! Running headers, footers and page numbers.
//!
//! What repeats at the edge of every page must not stand in the middle of a sentence that runs over the page's
//! end: it is taken out of its page's flow and put after the last page's text.

use super::segments::Segment;

/// Share of the page's height, at the top and at the bottom, in which running lines stand.
const EDGE: f32 = 0.11;
/// A page with more pieces of lines has no running ones.
const MAX_SEGMENTS: usize = 1_500;
/// At least so many points, on small pages.
const MIN_EDGE: f32 = 50.0;

/// Parts the running lines of each page from its text. The header of the first page stays: it is where the
/// name stands.
pub(crate) fn take_out(pages: &mut [(f32, Vec<Segment>)]) -> Vec<Vec<Segment>> {
    let mut taken = vec![Vec::new(); pages.len()];
    if pages.len() < 2 {
        return taken;
    }
    let running: Vec<Vec<bool>> = (0..pages.len()).map(|page| running_on(page, pages)).collect();
    for (page, flags) in running.iter().enumerate() {
        let segments = std::mem::take(&mut pages[page].1);
        for (segment, runs) in segments.into_iter().zip(flags) {
            if *runs { taken[page].push(segment) } else { pages[page].1.push(segment) }
        }
    }
    taken
}

/// Which segments of a page are running ones.
fn running_on(page: usize, pages: &[(f32, Vec<Segment>)]) -> Vec<bool> {
    let (height, segments) = &pages[page];
    if segments.len() > MAX_SEGMENTS {
        return vec![false; segments.len()];
    }
    let neighbours = [page.checked_sub(1), Some(page + 1)];
    segments
        .iter()
        .map(|segment| {
            let edge = (height * EDGE).max(MIN_EDGE);
            let header = segment.baseline < edge;
            let footer = segment.baseline > height - edge;
            if !(header && page > 0 || footer) {
                return false;
            }
            let text = segment.text();
            let numbered = is_page_number(&text) && outermost(segment, segments, header);
            numbered
                || neighbours
                    .iter()
                    .flatten()
                    .filter_map(|index| pages.get(*index))
                    .filter(|(_, others)| others.len() <= MAX_SEGMENTS)
                    .any(|(_, others)| others.iter().any(|other| repeats(segment, &text, other)))
        })
        .collect()
}

fn repeats(segment: &Segment, text: &str, other: &Segment) -> bool {
    (other.baseline - segment.baseline).abs() < 2.0
        && (other.left - segment.left).abs() < 30.0
        && same_but_digits(&other.text(), text)
}

fn same_but_digits(a: &str, b: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| !c.is_numeric()).collect::<String>();
    letters(a) == letters(b)
}

/// `3`, `3 / 4`, `Page 3 of 4`, `- 3 -`.
fn is_page_number(text: &str) -> bool {
    let lower = text.to_lowercase();
    let rest = [
        "page", "seite", "página", "pagina", "strona", "of", "von", "de", "sur", "di", "/", "|", "-", "–",
        ".",
    ]
    .iter()
    .fold(lower, |rest, word| rest.replace(word, " "));
    let mut numbers = rest.split_whitespace();
    let first = numbers.next();
    first.is_some()
        && rest.split_whitespace().count() <= 2
        && rest
            .split_whitespace()
            .all(|number| number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether nothing but the line itself is nearer to the page's edge.
fn outermost(segment: &Segment, segments: &[Segment], header: bool) -> bool {
    segments.iter().all(|other| {
        if header { other.baseline > segment.baseline - 2.0 } else { other.baseline < segment.baseline + 2.0 }
    })
}
