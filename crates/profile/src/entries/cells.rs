//! The cells of a head line, and the ways in which the words of a cell may come apart.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use crate::entries::Piece;
use crate::entries::joints::{COMMAS, FIRM, LOOSE, words_for};
use crate::entries::prose::{is_filler, is_separator};
use crate::entries::weights::{Kind, Weights, aside_at, weights};
use crate::layout::Layout;
use crate::lines::Line;
use crate::places::{is_place, is_remote, trailing_place};
use crate::titles::{ends_as_company, holds_degree, holds_field, holds_school, split_title};

/// What it costs to part words at a mark that also stands inside names.
const COMMA_COST: f32 = 0.35;
const LOOSE_COST: f32 = 0.15;
const SPACE_COST: f32 = 0.9;
const WORD_COST: f32 = 0.7;
/// "Jumia Nigeria" is a company more often than Jumia in Nigeria.
const BARE_PLACE_COST: f32 = 2.4;

/// What speaks for a name after a comma being a place.
const UNKNOWN_PLACE: f32 = 0.5;

/// No cell is parted in more ways.
const MOST_WAYS: usize = 14;

/// A part of a head line, with all the ways to read its words.
#[derive(Clone, Debug)]
pub(super) struct Cell<'a> {
    pub(super) ways: Vec<Way<'a>>,
}

/// One way to part the words of a cell.
#[derive(Clone, Debug)]
pub(super) struct Way<'a> {
    pub(super) parts: Vec<Part<'a>>,
    pub(super) cost: f32,
}

/// Words that belong together, with what speaks for each meaning.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a> {
    pub(super) piece: Piece<'a>,
    pub(super) weights: Weights,
}

/// The cells of a part of a line.
pub(super) fn cells<'a>(text: &'a str, line: &Line<'a>, layout: &Layout<'_>, kind: Kind) -> Vec<Cell<'a>> {
    let start = line.start + (text.as_ptr() as usize - line.text.as_ptr() as usize);
    let mut cells = Vec::new();
    for range in layout.cells(start..start + text.len()) {
        let text = &text[range.start - start..range.end - start];
        for text in FIRM.split_outside(text) {
            let piece = trimmed(Piece { text, start: offset(line, text) });
            if !piece.text.is_empty() {
                cells.push(Cell { ways: ways(piece, kind) });
            }
        }
    }
    cells
}

fn offset(line: &Line<'_>, text: &str) -> usize {
    line.start + (text.as_ptr() as usize - line.text.as_ptr() as usize)
}

/// The piece without marks around it; a closing parenthesis stays with the one it closes.
fn trimmed(piece: Piece<'_>) -> Piece<'_> {
    let outer = |c: char| is_separator(c) && !matches!(c, '(' | ')');
    let mut text = piece.text.trim_matches(outer);
    while let Some(next) = without_odd_parenthesis(text) {
        text = next.trim_matches(outer);
    }
    for joint in ["at ", "@ ", "bei ", "chez ", "presso ", "in ", "hos "] {
        if let Some(rest) = text.strip_prefix(joint) {
            text = rest.trim_start();
        }
    }
    piece.part(text)
}

/// The text without an outer parenthesis whose other half is missing, or that holds all of it.
fn without_odd_parenthesis(text: &str) -> Option<&str> {
    let (opened, closed) = (text.matches('(').count(), text.matches(')').count());
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    if opened == 1 && closed == 1 && inner.is_some() {
        return inner;
    }
    let odd = match opened.cmp(&closed) {
        std::cmp::Ordering::Equal => return None,
        std::cmp::Ordering::Greater => '(',
        std::cmp::Ordering::Less => ')',
    };
    text.strip_prefix(odd).or_else(|| text.strip_suffix(odd))
}

fn ways(piece: Piece<'_>, kind: Kind) -> Vec<Way<'_>> {
    let mut lists: Vec<(Vec<&str>, f32)> = vec![(vec![piece.text], 0.0)];
    let text = piece.text;
    split_words(text, kind, &mut lists);
    split_parenthesis(text, &mut lists);
    if let Some((before, after)) = split_sentence(text) {
        lists.push((vec![before, after], COMMA_COST));
    }
    let loose = LOOSE.split_outside(text);
    if loose.len() > 1 {
        split_ends(text, &loose, LOOSE_COST, &mut lists);
    }
    for i in 0..lists.len().min(MOST_WAYS / 2) {
        let list = lists[i].clone();
        split_commas(&list, &mut lists);
    }
    lists.truncate(MOST_WAYS);
    let mut ways = Vec::new();
    let mut known = Known::new(text, kind);
    for (list, cost) in &lists {
        ways.push(way(piece, list, *cost, &mut known));
        part_places(piece, list, *cost, &mut known, &mut ways);
    }
    ways
}

/// What is known of parts of one cell. Most ways share parts, and weighing them takes most of the time that heads take.
struct Known<'a> {
    text: &'a str,
    kind: Kind,
    /// By where the part begins and ends in the text.
    weights: HashMap<(usize, usize), Weights, FxBuildHasher>,
    /// Where a place at the end of a part begins in it.
    places: HashMap<(usize, usize), Option<usize>, FxBuildHasher>,
}

impl<'a> Known<'a> {
    fn new(text: &'a str, kind: Kind) -> Self {
        Self { text, kind, weights: HashMap::default(), places: HashMap::default() }
    }

    fn ends(&self, part: &str) -> (usize, usize) {
        let start = part.as_ptr() as usize - self.text.as_ptr() as usize;
        (start, start + part.len())
    }

    fn weights(&mut self, part: &str) -> Weights {
        let ends = self.ends(part);
        *self.weights.entry(ends).or_insert_with(|| weights(part, self.kind))
    }

    fn trailing_place(&mut self, part: &str) -> Option<usize> {
        let ends = self.ends(part);
        *self.places.entry(ends).or_insert_with(|| trailing_place(part))
    }
}

fn way<'a>(piece: Piece<'a>, list: &[&'a str], cost: f32, known: &mut Known<'a>) -> Way<'a> {
    let parts = list.iter().map(|text| trimmed(piece.part(text))).filter(|part| !part.text.is_empty());
    let parts = parts.map(|part| {
        let mut weights = known.weights(part.text);
        let before = piece.text[..part.start - piece.start].trim_end();
        // "Oshawa Tool Exchange, Oshawa": a town that no list has.
        if before.ends_with(',') && weights.what < 0.5 && is_name_like(part.text) {
            weights.place = weights.place.max(UNKNOWN_PLACE);
        }
        Part { piece: part, weights }
    });
    let parts = parts.collect();
    Way { parts, cost }
}

/// "Acme plc, Durham. Data Scientist", but not "S.A. de C.V." or "St. Gallen".
fn split_sentence(text: &str) -> Option<(&str, &str)> {
    let closes = |at: &usize| {
        let last = text[..*at].rsplit([' ', ',']).next().unwrap_or_default();
        last.chars().count() > 4 && !last.contains('.') || last.ends_with('.') || !last.is_ascii()
    };
    let at = text.match_indices(". ").map(|(at, _)| at).find(closes)?;
    Some((&text[..at], &text[at + 2..]))
}

/// Whether the words could be the name of a town: one or two of them, of letters only.
fn is_name_like(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let plain =
        |word: &&str| word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase);
    (1..=2).contains(&words.len())
        && words.iter().all(plain)
        && !text.contains(|c: char| c.is_ascii_digit() || c == '&')
        && !ends_as_company(text)
}

/// "Engineer at Acme", "Entwicklerin bei Beispiel", and titles with a company after nothing but a space.
fn split_words<'a>(text: &'a str, kind: Kind, lists: &mut Vec<(Vec<&'a str>, f32)>) {
    for word in words_for(text) {
        let cost = if word.is_doubtful { WORD_COST } else { 0.0 };
        lists.push((vec![&text[..word.at.start], &text[word.at.end..]], cost));
    }
    match kind {
        Kind::Work => {
            let (title, company) = split_title(text);
            if !title.is_empty() && !company.is_empty() {
                // In the order of the page.
                let mut list = vec![title.trim(), company.trim()];
                list.sort_by_key(|part| part.as_ptr());
                lists.push((list, SPACE_COST));
            }
        }
        Kind::Study => {
            if let Some(at) = aside_at(text) {
                lists.push((vec![&text[..at], &text[at..]], 0.0));
            }
            if let Some((degree, school)) = split_degree(text) {
                lists.push((vec![degree, school], SPACE_COST));
            }
        }
    }
}

/// Degree and school of "BSc Computer Science University of Leeds", with nothing but a space between them.
fn split_degree(text: &str) -> Option<(&str, &str)> {
    // A comma before the school parts them better.
    let from = text.rfind(", ").map_or(0, |at| at + 2);
    let words: Vec<&str> = text.split_whitespace().collect();
    let school = words.iter().position(|word| holds_school(word))?;
    // "… Open Distance University" begins with the name before the noun, "… University of Leeds" at the noun.
    let named =
        |word: &&&str| word.starts_with(char::is_uppercase) && !holds_field(word) && !holds_degree(word);
    let begins = school - words[..school].iter().rev().take(3).take_while(named).count();
    let at = words.get(begins)?.as_ptr() as usize - text.as_ptr() as usize;
    if from > 0 && at <= from {
        return None;
    }
    let degree = text[..at].trim_end();
    (at > 0 && holds_degree(degree)).then(|| (degree, &text[at..]))
}

/// "QA Analyst (Acme)", but not "Developer (part-time)" or "Developer (Python, Go)".
fn split_parenthesis<'a>(text: &'a str, lists: &mut Vec<(Vec<&'a str>, f32)>) {
    let Some((before, rest)) = text.split_once('(') else { return };
    let Some((inside, after)) = rest.split_once(')') else { return };
    let says_nothing = |part: &str| is_filler(part) && !is_place(part) || part.trim_end().ends_with('%');
    let aside = inside.split(',').all(says_nothing) || inside.chars().count() < 3 || inside.contains('/');
    if !aside && !before.trim().is_empty() {
        let skills = candela_skills::SkillsIndex::bundled().mentions(inside).len();
        let cost = if skills > 0 { SPACE_COST } else { LOOSE_COST };
        lists.push((vec![before, inside, after], cost));
    }
}

/// All parts apart, only the first apart, and only the last apart.
fn split_ends<'a>(text: &'a str, parts: &[&'a str], cost: f32, lists: &mut Vec<(Vec<&'a str>, f32)>) {
    let at = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    lists.push((parts.to_vec(), cost));
    if parts.len() > 2 {
        let (first, last) = (parts[0], parts[parts.len() - 1]);
        lists.push((vec![first, &text[at(parts[1])..]], cost));
        let before_last = parts[parts.len() - 2];
        lists.push((vec![&text[..at(before_last) + before_last.len()], last], cost));
    }
}

fn split_commas<'a>(list: &(Vec<&'a str>, f32), lists: &mut Vec<(Vec<&'a str>, f32)>) {
    for (i, part) in list.0.iter().enumerate() {
        let commas = COMMAS.split_outside(part);
        if commas.len() < 2 || commas.len() > 6 {
            continue;
        }
        let mut found = Vec::new();
        split_ends(part, &commas, COMMA_COST, &mut found);
        for (parts, cost) in found {
            let mut whole = list.0.clone();
            whole.splice(i..=i, parts);
            lists.push((whole, list.1 + cost));
        }
    }
}

/// The ways in which a place comes off the end of a part.
fn part_places<'a>(
    piece: Piece<'a>,
    list: &[&'a str],
    cost: f32,
    known: &mut Known<'a>,
    ways: &mut Vec<Way<'a>>,
) {
    let mut parted: Vec<&'a str> = Vec::new();
    let mut cost = cost;
    let mut any = false;
    for part in list {
        let part = part.trim_end_matches(|c: char| is_separator(c) && c != ')');
        match known.trailing_place(part) {
            Some(at) => {
                let (before, place) = part.split_at(at);
                let marked = before.trim_end().ends_with([',', '(', '–', '—', '-', '|']);
                let wide = place.contains(',') || is_remote(place);
                cost += match (marked, wide) {
                    (true, _) => 0.1,
                    (false, true) => SPACE_COST,
                    (false, false) => BARE_PLACE_COST,
                };
                any = true;
                parted.extend([before, place]);
            }
            None => parted.push(part),
        }
    }
    if any {
        ways.push(way(piece, &parted, cost, known));
    }
}
