//! The marks of list items, written or drawn.

use super::columns::Line;
use super::glyph::Mark;
use super::segments::{PlacedWord, Segment};

/// A mark stands at most this many letter sizes before its text.
const REACH: f32 = 3.5;
/// A page with more marks that stand alone is no list.
const MAX_ATTACHED: usize = 2_000;
/// Marks that are nothing else.
const SURE: &str = "•●○◦▪▫■□‣⁃∙➢➣➤►▶▸▹▻✓✔✗❖◆◇⬥⦿⦁◉◎⚫✦✧★☆☑➔➜➙⮞❯";
/// Marks that also occur inside text: they count when they stand alone before it.
const ALONE: &str = "-–—−*∗⋆·・»›→⇒⟩§¤o+~>";

/// The left edge of an item's text when the line begins with a mark and has text after it.
pub(crate) fn starts_item(line: &Line) -> Option<f32> {
    let mut words = line.segments.iter().flat_map(|segment| &segment.words);
    let first = words.next()?;
    let next = words.next();
    match (is_mark(&first.text), next) {
        (true, Some(next)) => Some(next.left),
        (false, _) if first.text.starts_with(|c| SURE.contains(c)) => Some(first.left),
        (false, Some(next)) if is_number_mark(&first.text) => Some(next.left),
        _ => None,
    }
}

/// Whether a word is a list mark and nothing else.
pub(crate) fn is_mark(word: &str) -> bool {
    let mut chars = word.chars();
    let only = chars.next().filter(|_| chars.next().is_none());
    only.is_some_and(|char| SURE.contains(char) || ALONE.contains(char))
}

/// Whether a word is the number of a list item: `1.`, `12)`, `(a)`, `(iv)`.
fn is_number_mark(word: &str) -> bool {
    let Some(body) = word.strip_suffix(['.', ')']) else { return false };
    let body = body.strip_prefix('(').unwrap_or(body);
    let number = !body.is_empty() && body.len() <= 2 && body.bytes().all(|byte| byte.is_ascii_digit());
    let letter = body.len() == 1 && body.bytes().all(|byte| byte.is_ascii_lowercase()) && word.ends_with(')');
    let roman = body.len() <= 5 && !body.is_empty() && body.bytes().all(|byte| b"ivx".contains(&byte));
    number || letter || roman && word.ends_with(')')
}

/// Puts the marks that stand alone to the text they belong to, and turns drawn shapes into marks where one stands
/// before a line.
pub(crate) fn attach(mut segments: Vec<Segment>, drawn: &[Mark]) -> Vec<Segment> {
    segments.extend(drawn_marks(&segments, drawn));
    let (marks, mut texts): (Vec<Segment>, Vec<Segment>) =
        segments.into_iter().partition(|segment| segment.words.len() == 1 && is_mark(&segment.words[0].text));
    texts.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut alone = Vec::new();
    let too_many = marks.len() > MAX_ATTACHED;
    for mark in marks {
        match (!too_many).then(|| text_after(&texts, &mark)).flatten() {
            Some(index) => {
                let text = &mut texts[index];
                text.left = text.left.min(mark.left);
                text.words.splice(0..0, mark.words);
            }
            None => alone.push(mark),
        }
    }
    texts.append(&mut alone);
    texts.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left)));
    texts
}

/// The nearest text to the right of a mark at its height, unless it has a mark already.
fn text_after(texts: &[Segment], mark: &Segment) -> Option<usize> {
    let reach = mark.size.max(8.0);
    let from = texts.partition_point(|text| text.baseline < mark.baseline - reach);
    texts[from..]
        .iter()
        .enumerate()
        .take_while(|(_, text)| text.baseline <= mark.baseline + reach)
        .filter(|(_, text)| {
            let level = (text.baseline - mark.baseline).abs() < 0.45 * text.size.max(mark.size);
            let gap = text.left - mark.right;
            level && gap > -0.2 * text.size && gap < REACH * text.size && !is_mark(&text.words[0].text)
        })
        .min_by(|(_, a), (_, b)| a.left.total_cmp(&b.left))
        .map(|(index, _)| from + index)
}

/// Segments for drawn shapes that stand alone just before a line, as list marks do. Dots in a row are a scale.
fn drawn_marks(texts: &[Segment], drawn: &[Mark]) -> Vec<Segment> {
    let mut sorted: Vec<&Segment> = texts.iter().collect();
    sorted.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut found: Vec<Segment> = Vec::new();
    for mark in drawn {
        let area = mark.area;
        let (width, height) = (area.right - area.left, area.bottom - area.top);
        if !(0.6..=1.6).contains(&(width / height)) || beside_another(mark, drawn) {
            continue;
        }
        let middle = f32::midpoint(area.top, area.bottom);
        let from = sorted.partition_point(|text| text.baseline < middle - 1.0);
        let before = sorted[from..].iter().take_while(|text| text.baseline < middle + 12.0).find(|text| {
            let rise = text.baseline - middle;
            let gap = text.left - mark.right;
            rise > 0.05 * text.size
                && rise < 0.7 * text.size
                && gap > 0.1 * text.size
                && gap < 2.5 * text.size
                && width < 0.8 * text.size
                && !is_mark(&text.words[0].text)
        });
        let Some(text) = before else { continue };
        let doubled = found
            .iter()
            .any(|other| other.baseline == text.baseline && (other.left - mark.left).abs() < 0.5 * text.size);
        if !doubled {
            found.push(mark_segment(mark, text));
        }
    }
    found
}

fn beside_another(mark: &Mark, drawn: &[Mark]) -> bool {
    let width = mark.area.right - mark.area.left;
    drawn.iter().any(|other| {
        let apart = (other.area.left - mark.area.left).abs();
        let level = (other.area.top - mark.area.top).abs() < 0.5 * width;
        level && apart > 0.7 * width && apart < 4.0 * width
    })
}

fn mark_segment(mark: &Mark, text: &Segment) -> Segment {
    let first = &text.words[0];
    let word = PlacedWord {
        text: "•".to_owned(),
        area: mark.area,
        left: mark.left,
        right: mark.right,
        size: text.size,
        bold: first.bold,
        order: text.order,
        letters: Vec::new(),
    };
    Segment {
        left: mark.left,
        right: mark.right,
        baseline: text.baseline,
        size: text.size,
        bold: text.bold,
        order: text.order,
        page: text.page,
        words: vec![word],
    }
}
