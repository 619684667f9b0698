//! The bullets of an entry.

use candela_extract::Span;

use crate::entries::prose::is_filler;
use crate::lines::Line;

/// The bullets of an entry's body: marked lines with the lines they run on to, else one a line or sentence.
pub(super) fn bullets(lines: &[Line<'_>]) -> Vec<Span> {
    let marked = lines.iter().any(|line| line.bullet);
    let mut bullets: Vec<Span> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let continues = i > 0 && !line.bullet && !line.after_gap && runs_on(&lines[i - 1], line, marked);
        match bullets.last_mut() {
            Some(last) if continues => last.end = line.span().end,
            _ if is_filler(line.text) => {}
            _ => bullets.push(line.span()),
        }
    }
    bullets
}

/// Whether a line goes on with the sentence of the line before.
fn runs_on(previous: &Line<'_>, line: &Line<'_>, marked: bool) -> bool {
    let open = !previous.text.ends_with(['.', '!', '?', ':', ';']);
    let starts_small = line.text.chars().next().is_some_and(|c| {
        c.is_lowercase() || c.is_ascii_digit() || matches!(c, '(' | '%' | '$' | '€' | '+' | '&')
    });
    open && (starts_small || marked && previous.text.len() > 50)
}
