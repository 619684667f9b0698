//! One file's answer for a person at a terminal.

use std::fmt::Write;

use candela_extract::ReadStatus;
use candela_signals::Polarity;

use super::row::Row;

/// A few lines about one file, ended by an empty one.
pub(crate) fn describe(row: &Row) -> String {
    let mut text = format!("{}\n", printable(&row.path));
    let mut line = |label: &str, value: &str| {
        if !value.is_empty() {
            // Writing to a string does not fail.
            let _ = writeln!(text, "  {label:<11}{}", printable(value));
        }
    };
    let reason = row.reason.as_deref().unwrap_or_default();
    if row.status != ReadStatus::Ok {
        line(status_in_words(row.status), reason);
    }
    line("name", row.name.as_deref().unwrap_or_default());
    line("headline", row.headline.as_deref().unwrap_or_default());
    line("lives in", row.location.as_deref().unwrap_or_default());
    line("e-mail", &row.emails.join(", "));
    line("telephone", &row.phones.join(", "));
    line("github", row.github.as_deref().unwrap_or_default());
    line("links", &row.links.join(", "));
    line("experience", &row.years_experience.map(|years| format!("{years} years")).unwrap_or_default());
    line("skills", &row.skills.join(", "));
    for signal in &row.signals {
        let words = if signal.quote.is_empty() { &signal.reason } else { &signal.quote };
        line(colour_in_words(signal.polarity), &format!("{}: {}", signal.id, one_line(words)));
    }
    text.push('\n');
    text
}

fn status_in_words(status: ReadStatus) -> &'static str {
    match status {
        ReadStatus::Ok => "read",
        ReadStatus::OkPartial => "partly",
        ReadStatus::NoText => "no text",
        ReadStatus::Encrypted => "locked",
        ReadStatus::Unreadable => "unreadable",
        ReadStatus::TooLarge => "too large",
        ReadStatus::Unsupported => "not read",
        ReadStatus::Rejected => "refused",
    }
}

fn colour_in_words(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Green => "+ green",
        Polarity::Yellow => "? yellow",
        Polarity::Red => "! red",
        Polarity::Fact => "  fact",
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text without what would steer a terminal or turn its writing direction.
fn printable(text: &str) -> String {
    let is_steering = |letter: char| {
        letter.is_control() || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|letter| if is_steering(letter) { '\u{FFFD}' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_steer_the_terminal() {
        let check = |text: &str, expected: &str| assert_eq!(printable(text), expected);
        check("cv.pdf", "cv.pdf");
        check("a\nb\x1b[31m", "a\u{FFFD}b\u{FFFD}[31m");
        check("\u{202E}fdp.exe", "\u{FFFD}fdp.exe");
    }
}
