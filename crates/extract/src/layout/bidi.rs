//! Scripts that are written from right to left.
//!
//! Letters are put in order by their place, so words come in *visual* order, as they stand on paper. A reader of Hebrew or
//! Arabic reads them from the right, but numbers and Latin words inside from the left: the *logical* order. The rules
//! that turn one into the other (Unicode Standard Annex 9) are their own inverse here. A page that is mostly written from
//! right to left is mirrored, so that all the layout sees it as one written from left to right.

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use super::segments::{PlacedWord, Segment};

/// Stands for any digit of an Arabic number.
const ARABIC_DIGIT: char = '\u{660}';

/// Puts the words of segments that stand on a page of `width` points in logical order. Also tells whether the page is
/// mirrored.
pub(crate) fn in_logical_order(segments: Vec<Segment>, width: f32) -> (Vec<Segment>, bool) {
    let mirrored = is_from_right(segments.iter());
    let segments = segments
        .into_iter()
        .map(|segment| {
            let segment = in_order(segment, mirrored);
            if mirrored { mirror(segment, width) } else { segment }
        })
        .collect();
    (segments, mirrored)
}

/// Whether a text runs from right to left.
pub(crate) fn is_from_right_char(char: char) -> bool {
    matches!(bidi_class(char), BidiClass::R | BidiClass::AL)
}

/// Whether more letters run from right to left than from left to right.
fn is_from_right<'s>(segments: impl Iterator<Item = &'s Segment>) -> bool {
    let (mut from_right, mut from_left) = (0_usize, 0_usize);
    for char in segments.flat_map(|segment| &segment.words).flat_map(|word| word.text.chars()) {
        if char.is_ascii() {
            from_left += usize::from(char.is_ascii_alphabetic());
        } else if is_from_right_char(char) {
            from_right += 1;
        } else {
            from_left += usize::from(char.is_alphabetic());
        }
    }
    from_right > from_left
}

/// What is moved as one: a character and the marks over and under it.
struct Cluster {
    text: String,
    level: Level,
    /// The index of its word; `None` for the space between two.
    word: Option<usize>,
}

fn in_order(segment: Segment, page_from_right: bool) -> Segment {
    let has_from_right =
        |word: &PlacedWord| !word.text.is_ascii() && word.text.chars().any(is_from_right_char);
    if !segment.words.iter().any(has_from_right) {
        return segment;
    }
    let from_right = page_from_right || is_from_right(std::iter::once(&segment));
    let clusters = clusters(&segment.words, if from_right { Level::rtl() } else { Level::ltr() });
    let levels: Vec<Level> = clusters.iter().map(|cluster| cluster.level).collect();
    let ordered = BidiInfo::reorder_visual(&levels).into_iter().map(|index| &clusters[index]);
    let mut words: Vec<PlacedWord> = Vec::new();
    let mut inside = false;
    for cluster in ordered {
        let Some(index) = cluster.word else {
            inside = false;
            continue;
        };
        let source = &segment.words[index];
        match words.last_mut() {
            Some(word) if inside => {
                word.text.push_str(&cluster.text);
                word.area = word.area.union(source.area);
                word.left = word.left.min(source.left);
                word.right = word.right.max(source.right);
            }
            _ => words.push(PlacedWord { text: cluster.text.clone(), ..source.clone() }),
        }
        inside = true;
    }
    Segment { words, ..segment }
}

fn clusters(words: &[PlacedWord], base: Level) -> Vec<Cluster> {
    let visual: Vec<char> =
        words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ").chars().collect();
    let levels = levels(&visual, base);
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut word = 0;
    for (char, level) in visual.into_iter().zip(levels) {
        if char == ' ' {
            clusters.push(Cluster { text: " ".to_owned(), level, word: None });
            word += 1;
            continue;
        }
        match clusters.last_mut().filter(|last| last.word == Some(word)) {
            Some(last) if bidi_class(char) == BidiClass::NSM => last.text.push(char),
            _ => clusters.push(Cluster { text: char.to_string(), level, word: Some(word) }),
        }
    }
    turn_brackets(&mut clusters);
    clusters
}

/// The levels of characters in visual order. Digits that are read after an Arabic letter are Arabic numbers, whatever
/// their shape: signs beside them then stand elsewhere. The rules look for that letter before them, here it is after.
fn levels(visual: &[char], base: Level) -> Vec<Level> {
    let mut after_arabic = false;
    let mut classed: Vec<char> = visual
        .iter()
        .rev()
        .map(|char| {
            match bidi_class(*char) {
                BidiClass::AL => after_arabic = true,
                BidiClass::L | BidiClass::R => after_arabic = false,
                _ => {}
            }
            if after_arabic && char.is_ascii_digit() { ARABIC_DIGIT } else { *char }
        })
        .collect();
    classed.reverse();
    let text: String = classed.into_iter().collect();
    let levels = BidiInfo::new(&text, Some(base)).levels;
    text.char_indices().map(|(at, _)| levels[at]).collect()
}

/// In text from the right, an opening bracket is drawn as a closing one. Some programs note the character that was
/// meant, some the one that was drawn: the latter shows where the one on the right, which is read first, closes.
fn turn_brackets(clusters: &mut [Cluster]) {
    let from_right = || clusters.iter().rev().filter(|cluster| cluster.level.is_rtl());
    let first =
        from_right().find_map(|cluster| cluster.text.chars().find(|char| other_bracket(*char) != *char));
    if !first.is_some_and(|char| matches!(char, ')' | ']' | '}' | '>' | '»')) {
        return;
    }
    for cluster in clusters.iter_mut().filter(|cluster| cluster.level.is_rtl()) {
        cluster.text = cluster.text.chars().map(other_bracket).collect();
    }
}

fn other_bracket(char: char) -> char {
    match char {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        other => other,
    }
}

/// The segment as seen from behind the page; the boxes of its words stay where they are.
fn mirror(segment: Segment, width: f32) -> Segment {
    let words = segment
        .words
        .into_iter()
        .map(|word| PlacedWord { left: width - word.right, right: width - word.left, ..word })
        .collect();
    Segment { left: width - segment.right, right: width - segment.left, words, ..segment }
}
