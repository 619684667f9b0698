//! One file's answer for a person at a terminal.

use std::fmt::Write;

use candela_extract::ReadStatus;
use candela_signals::Polarity;

use super::row::Row;
use crate::printable::{one_line, printable, word};

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
    if row.status != ReadStatus::Ok || !reason.is_empty() {
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
    line("role", &row.role.map(word).unwrap_or_default());
    line("level", &row.level.map(word).unwrap_or_default());
    line("skills", &row.skills.join(", "));
    for signal in &row.signals {
        let words = if signal.quote.is_empty() { &signal.reason } else { &signal.quote };
        line(colour_in_words(signal.polarity), &format!("{}: {}", signal.id, one_line(words)));
    }
    text.push('\n');
    text
}

pub(super) fn status_in_words(status: ReadStatus) -> &'static str {
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
