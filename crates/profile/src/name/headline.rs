//! The headline beneath a name.

use crate::lines::Line;
use crate::name::{Candidate, stands_in_head};
use crate::sections::announced;
use crate::titles::holds_title;
use crate::{Fact, Section};

/// The line after the name that says what the candidate is.
pub(super) fn headline(lines: &[Line<'_>], sections: &[Section], name: &Candidate) -> Option<Fact<String>> {
    let after = lines.get(name.line + 1..)?;
    // A name that stands below the top has its own head around it.
    let alone = !stands_in_head(&lines[name.line], sections);
    let in_head = |line: &&Line<'_>| alone || stands_in_head(line, sections);
    let near: Vec<&Line<'_>> = after.iter().take_while(in_head).take(4).collect();
    near.iter().find_map(|line| title_line(line)).or_else(|| near.iter().find_map(|line| title_cell(line)))
}

/// The headline beside contacts: "Senior Data Scientist⇥919 555 0143, Durham".
pub(super) fn title_cell(line: &Line<'_>) -> Option<Fact<String>> {
    let mut cells = line.text.split(['\t', '|']).map(str::trim).filter(|cell| !cell.is_empty());
    cells.find_map(|cell| title_line(&line.part(cell, false)))
}

pub(super) fn title_line(line: &Line<'_>) -> Option<Fact<String>> {
    let text = line.text;
    let contact = text.contains('@')
        || text.contains("://")
        || text.contains("www.")
        || text.chars().filter(char::is_ascii_digit).count() > 4;
    let short = text.len() <= 120 && text.split_whitespace().count() <= 14 && !text.ends_with('.');
    (short && !contact && holds_title(text) && announced(text).is_none())
        .then(|| Fact { value: text.to_owned(), span: Some(line.span()) })
}
