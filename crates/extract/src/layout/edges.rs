//! Column edges behind narrow gaps.
//!
//! A label may end so near to the text beside it that the gap could be one between words. What tells is the edge: the
//! word after the gap starts where other lines start.

use std::collections::BTreeMap;

use super::segments::{PlacedWord, Segment};

/// Lines that start at an edge, beside the one in question.
const MIN_LINES: usize = 3;
/// A gap before an edge is at least this wide, in letter sizes.
const MIN_GAP: f32 = 0.5;
/// Lines that start at one edge differ by less than this, in points.
const SAME_EDGE: f32 = 0.6;

/// Cuts the segments that run over an edge at which other lines start.
pub(crate) fn cut_at_edges(segments: Vec<Segment>) -> Vec<Segment> {
    let mut starts: BTreeMap<i32, usize> = BTreeMap::new();
    for segment in &segments {
        *starts.entry(bucket(segment.left)).or_default() += 1;
    }
    let is_edge = |left: f32| {
        let near = bucket(left - SAME_EDGE)..=bucket(left + SAME_EDGE);
        starts.range(near).map(|(_, count)| count).sum::<usize>() >= MIN_LINES
    };
    segments.into_iter().flat_map(|segment| cut(segment, is_edge)).collect()
}

/// Tenths of a point.
fn bucket(left: f32) -> i32 {
    (left * 10.0).round() as i32
}

fn cut(segment: Segment, is_edge: impl Fn(f32) -> bool) -> Vec<Segment> {
    let parts = |before: &PlacedWord, after: &PlacedWord| {
        after.left - before.right > MIN_GAP * after.size.max(before.size) && is_edge(after.left)
    };
    if segment.words.windows(2).all(|pair| !parts(&pair[0], &pair[1])) {
        return vec![segment];
    }
    segment.words.chunk_by(|before, after| !parts(before, after)).map(|words| part(&segment, words)).collect()
}

fn part(segment: &Segment, words: &[PlacedWord]) -> Segment {
    Segment {
        left: words[0].left,
        right: words.iter().map(|word| word.right).fold(f32::MIN, f32::max),
        bold: words.iter().all(|word| word.bold),
        order: words.iter().map(|word| word.order).min().unwrap_or(segment.order),
        words: words.to_vec(),
        ..segment.clone()
    }
}
