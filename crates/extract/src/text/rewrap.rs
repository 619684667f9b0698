//! Undoes the line breaks of an editor that wraps at a fixed width, so that a bullet is one line again.
//!
//! A line was broken by the editor when the first word of the next would not have fitted. The width is
//! learnt from lines that surely go on: the next one starts with a small letter.

/// Widths at which editors and mailers wrap, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 50..=120;
/// As many lines must surely go on before any is joined.
const MIN_SURE: usize = 2;

/// The text's paragraphs, each as one line; `None` for empty lines.
pub(super) fn paragraphs(text: &str) -> Vec<Option<String>> {
    let text = text.replace("\r\n", "\n");
    let lines: Vec<&str> = text.split(is_line_end).map(str::trim_end).collect();
    let Some(width) = wrap_width(&lines) else {
        return lines.into_iter().map(|line| (!line.is_empty()).then(|| line.to_owned())).collect();
    };
    let mut paragraphs: Vec<Option<String>> = Vec::new();
    let mut before = "";
    for line in lines {
        match paragraphs.last_mut() {
            Some(Some(paragraph)) if goes_on(before, line, width) => join(paragraph, line.trim_start()),
            _ => paragraphs.push((!line.is_empty()).then(|| line.to_owned())),
        }
        before = line;
    }
    paragraphs
}

fn is_line_end(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The width at which the lines were wrapped; `None` when they do not look wrapped.
fn wrap_width(lines: &[&str]) -> Option<usize> {
    let is_sure = |pair: &[&str]| {
        let [line, next] = pair else { return false };
        WIDTHS.contains(&line.chars().count())
            && may_go_on(line, next)
            && next.trim_start().starts_with(char::is_lowercase)
    };
    let sure: Vec<usize> =
        lines.windows(2).filter(|pair| is_sure(pair)).map(|pair| pair[0].chars().count()).collect();
    (sure.len() >= MIN_SURE).then(|| sure.into_iter().max()).flatten()
}

/// Whether `next` is the rest of `line`, in a text wrapped at `width`.
fn goes_on(line: &str, next: &str, width: usize) -> bool {
    let first_word = next.split_whitespace().next().unwrap_or_default();
    may_go_on(line, next) && line.chars().count() + 1 + first_word.chars().count() > width
}

fn may_go_on(line: &str, next: &str) -> bool {
    !line.is_empty()
        && !next.is_empty()
        && !starts_a_bullet(next)
        && !has_columns(line)
        && !has_columns(next)
        && !is_rule(line)
        && !is_rule(next)
}

fn starts_a_bullet(line: &str) -> bool {
    let line = line.trim_start();
    let mark = line.split_whitespace().next().unwrap_or_default();
    let is_number = || {
        let digits = mark.trim_end_matches(['.', ')']);
        digits.len() < mark.len() && digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_sign = || {
        let mut letters = mark.chars();
        let first = letters.next();
        letters.next().is_none()
            && first.is_some_and(|sign| !sign.is_alphanumeric() && !"&(\"'".contains(sign))
    };
    line.starts_with(['•', '▪', '●', '◦', '‣', '·', '–', '■', '*']) || is_number() || is_sign()
}

/// Whether something in the line is pushed to a column, such as a date to the right.
fn has_columns(line: &str) -> bool {
    line.trim_start().contains("   ") || line.trim_start().contains('\t')
}

/// A line drawn with signs, such as `-----`.
fn is_rule(line: &str) -> bool {
    !line.chars().any(char::is_alphanumeric)
}

/// A word that was broken after its hyphen keeps it and gets no space.
fn join(paragraph: &mut String, rest: &str) {
    let is_broken_word = paragraph.ends_with('-')
        && paragraph.chars().rev().nth(1).is_some_and(char::is_alphanumeric)
        && rest.starts_with(char::is_alphanumeric);
    if !is_broken_word {
        paragraph.push(' ');
    }
    paragraph.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let got = paragraphs(text);
        let got: Vec<&str> = got.iter().map(|line| line.as_deref().unwrap_or_default()).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn a_wrapped_bullet_is_one_line_again() {
        check(
            "Backend Engineer, Kestrel Labs                      Jan 2019 - Present\n\
             - Moved the billing service to its own database without any downtime and\n  \
               wrote the runbook for it\n\
             - Cut the run time of the nightly import from four hours to eleven mi-\n  \
               nutes by reading in parallel\n\
             - Mentored two juniors\n\
             Amsterdam",
            &[
                "Backend Engineer, Kestrel Labs                      Jan 2019 - Present",
                "- Moved the billing service to its own database without any downtime and wrote the runbook for it",
                "- Cut the run time of the nightly import from four hours to eleven mi-nutes by reading in parallel",
                "- Mentored two juniors",
                "Amsterdam",
            ],
        );
    }

    #[test]
    fn lines_that_nobody_wrapped_stay() {
        let short = ["Jane Doe", "backend engineer", "jane@example.com", "amsterdam"];
        check(&short.join("\n"), &short);
        let long = [
            "- Moved the billing service to its own database without any downtime whatsoever, and wrote the runbook for it so that the next one is easier",
            "Rotterdam, where the river is",
        ];
        check(&long.join("\n"), &long);
    }
}
