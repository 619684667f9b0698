//! How the cells of a table row read.
//!
//! Tables of data are read across: a row is a line. Tables that only lay out a page, with a sidebar in one
//! cell and the work in the other, are read cell by cell. A date beside an entry belongs to its first line.

use super::{Line, Look, Piece};

/// The lines of a row's cells in reading order.
pub(super) fn in_order(cells: Vec<Vec<Line>>) -> Vec<Line> {
    let cells: Vec<Vec<Line>> = cells.into_iter().map(trimmed).filter(|cell| !cell.is_empty()).collect();
    if cells.iter().all(|cell| cell.len() == 1) {
        return cells.into_iter().flatten().reduce(beside).into_iter().collect();
    }
    let mut lines = Vec::new();
    let mut cells = cells.into_iter().peekable();
    while let Some(cell) = cells.next() {
        let next = cells.next_if(|next| is_date(&cell) || is_date(next));
        match next {
            // A date stands beside the first line of its entry, to the left or to the right.
            Some(next) if is_date(&cell) => lines.extend(beside_first(cell, next)),
            Some(date) => {
                let mut entry = cell.into_iter();
                lines.extend(beside_first(entry.next().into_iter().collect(), date));
                lines.extend(entry);
            }
            None => lines.extend(cell),
        }
        lines.push(Line::BlockEnd);
    }
    lines
}

/// The line of `left` beside the first line of `right`, and the rest of `right`.
fn beside_first(left: Vec<Line>, right: Vec<Line>) -> Vec<Line> {
    let mut right = right.into_iter();
    let first = left.into_iter().chain(right.next()).reduce(beside);
    first.into_iter().chain(right).collect()
}

/// The cell without block ends around its text; empty when there is none.
fn trimmed(mut cell: Vec<Line>) -> Vec<Line> {
    let is_text = |line: &Line| matches!(line, Line::Text(_));
    cell.truncate(cell.iter().rposition(is_text).map_or(0, |last| last + 1));
    let start = cell.iter().position(is_text).unwrap_or(cell.len());
    cell.split_off(start)
}

/// Whether the cell is one short line that holds a year, as "Jan 2019 – Mar 2021" and
/// "2019 – now" do.
fn is_date(cell: &[Line]) -> bool {
    let [Line::Text(pieces)] = cell else { return false };
    let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let n_digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.trim().chars().count() <= 30 && n_digits >= 4
}

/// Two lines as one with a gap between them.
fn beside(left: Line, right: Line) -> Line {
    match (left, right) {
        (Line::Text(mut left), Line::Text(right)) => {
            let look = left.last().map_or_else(Look::default, |piece| piece.look);
            left.push(Piece { text: "\t".to_owned(), look, link: None });
            left.extend(right);
            Line::Text(left)
        }
        (text @ Line::Text(_), Line::BlockEnd) | (Line::BlockEnd, text) => text,
    }
}
