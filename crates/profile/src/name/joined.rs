//! Names on several lines, and in two scripts.

use candela_extract::Span;

use crate::layout::Layout;
use crate::lines::{Line, without_letterspacing};
use crate::name::shape::{PARTICLES, cleaned, is_name};
use crate::name::{Candidate, Hints, score, stands_in_head};
use crate::{Fact, Section};

/// Names set on two to four lines, in one large type or all of them found in the hints.
pub(super) fn joined(
    lines: &[Line<'_>],
    sections: &[Section],
    layout: &Layout<'_>,
    largest: Option<f32>,
    hints: &Hints,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    let could_be: Vec<bool> = lines.iter().map(is_name_part).collect();
    for i in 0..lines.len() {
        let could_be = could_be[i..].iter().take_while(|could_be| **could_be).count();
        for n in 2..=could_be.min(4) {
            let parts = &lines[i..i + n];
            let name = cleaned(&glued(parts));
            let n_words = name.split(' ').count();
            if n_words > 6
                || name.ends_with('-')
                || !belong_together(parts, &name, n_words, layout, hints)
                || !is_name(&name)
            {
                continue;
            }
            let span = Span { start: parts[0].span().start, end: parts[n - 1].span().end };
            let name = Fact { value: name, span: Some(span) };
            let mut candidate = Candidate { name, rest: None, line: i, score: 0.0 };
            let in_head = stands_in_head(&lines[i], sections);
            candidate.score = score(&candidate, &lines[i], in_head, layout, largest, hints) + 1.0;
            // Of two readings the longer has more of the name.
            candidate.score += match n {
                2 => 0.0,
                3 => 0.1,
                _ => 0.2,
            };
            candidate.line = i + n - 1;
            found.push(candidate);
        }
    }
    found
}

/// Whether the line could be a part of a name and nothing else.
pub(super) fn is_name_part(line: &Line<'_>) -> bool {
    !line.bullet
        && !line.text.contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | ',' | ':' | '|' | '/'))
        && (1..=4).contains(&line.text.split_whitespace().take(5).count())
}

/// The lines as one name; a hyphen at a line's end joins.
pub(super) fn glued(parts: &[Line<'_>]) -> String {
    let mut name = String::new();
    for part in parts {
        if !name.is_empty() && !name.ends_with('-') {
            name.push(' ');
        }
        name.push_str(&without_letterspacing(part.text));
    }
    name
}

/// Whether type or the rest of the file says that the lines are one name.
pub(super) fn belong_together(
    parts: &[Line<'_>],
    name: &str,
    n_words: usize,
    layout: &Layout<'_>,
    hints: &Hints,
) -> bool {
    let sizes: Vec<f32> = parts.iter().filter_map(|part| layout.font_size(&part.range())).collect();
    let alike =
        sizes.len() == parts.len() && sizes.iter().all(|size| *size > 13.0 && (size - sizes[0]).abs() < 0.2);
    // "Ricardo Núñez y" and "d'Aubigné-" go on in the next line.
    let open = parts[..parts.len() - 1].iter().all(|part| {
        let last = part.text.rsplit(' ').next().unwrap_or_default();
        part.text.ends_with('-') || PARTICLES.holds(last)
    });
    let new = || {
        let supported = hints.support(name);
        parts.iter().all(|part| supported > hints.support(part.text))
    };
    let plain = || parts.iter().all(|part| is_name(&cleaned(part.text)));
    match parts.len() {
        2 if alike => open || n_words <= 4 && plain() || new(),
        2 => (n_words == 2 || open) && new(),
        _ => alike && (open || new()),
    }
}

/// "Jun Takahara (高原 純)" as two names; "Robert (Bob) Example" stays whole.
pub(super) fn split_scripts(name: Fact<String>) -> (Fact<String>, Option<Fact<String>>) {
    let parts =
        name.value.split_once('(').map(|(main, rest)| (main.trim(), rest.trim_end_matches(')').trim()));
    let latin = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphabetic())
            .all(|c| c < '\u{370}' || ('\u{1e00}'..='\u{1eff}').contains(&c))
    };
    match parts {
        Some((main, other)) if !main.is_empty() && !other.is_empty() && latin(main) != latin(other) => {
            let fact = |value: &str| Fact { value: value.to_owned(), span: name.span };
            (fact(main), Some(fact(other)))
        }
        _ => (name, None),
    }
}
