//! As a page for the hiring manager: a card for each candidate with the words behind each signal.

use std::fmt::Write as _;
use std::io::Write;

use candela_profile::Contact;
use candela_signals::Polarity;

use super::Column;
use super::row::{Row, employment, skill};
use crate::Error;

const STYLE: &str = include_str!("brief.css");
/// Skills and employments that a brief shows.
const MOST_SKILLS: usize = 12;
const MOST_WORK: usize = 4;
/// Quotes beneath a signal.
const MOST_QUOTES: usize = 2;

pub(super) fn write(
    rows: impl Iterator<Item = Result<Row, Error>>,
    out: &mut dyn Write,
) -> Result<(), Error> {
    // The words are those of strangers: nothing on the page may run or be fetched.
    let head = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>Candidates</title>\n<style>\n{STYLE}</style>\n\
         <h1>Candidates</h1>\n"
    );
    out.write_all(head.as_bytes()).map_err(Error::export)?;
    for row in rows {
        out.write_all(card(&row?).as_bytes()).map_err(Error::export)?;
    }
    out.write_all(b"</html>\n").map_err(Error::export)
}

fn card(row: &Row) -> String {
    let mut html = String::from("<article>\n");
    // Writing to a string does not fail.
    let decision = row.cell(Column::Decision).words();
    let _ = writeln!(html, "<span class=\"decision\">{}</span>", escaped(&decision));
    let _ = writeln!(html, "<h2>{}</h2>", escaped(&row.title()));
    let years = row.candidate.profile.years_experience.map(|years| format!("{years:.1} years"));
    let about =
        [row.cell(Column::Headline).words(), row.cell(Column::Place).words(), years.unwrap_or_default()];
    let about: Vec<_> = about.into_iter().filter(|part| !part.is_empty()).collect();
    let _ = writeln!(html, "<p class=\"about\">{}</p>", escaped(&about.join(" · ")));
    if row.blind.is_none() {
        contacts(row, &mut html);
    }
    let profile = &row.candidate.profile;
    let skills: Vec<_> = profile.skills.iter().take(MOST_SKILLS).map(skill).collect();
    paragraph(&mut html, "Skills", &skills.join(" · "));
    list(&mut html, "Work", profile.employment.iter().take(MOST_WORK).map(|job| row.out(&employment(job))));
    for (title, polarity) in [
        ("Speaks for them", Polarity::Green),
        ("To ask about", Polarity::Yellow),
        ("To be careful with", Polarity::Red),
    ] {
        signals(row, title, polarity, &mut html);
    }
    paragraph(&mut html, "Reason", &row.cell(Column::Reason).words());
    paragraph(&mut html, "Tags", &row.cell(Column::Tags).words());
    for note in &row.triage.notes {
        let _ =
            writeln!(html, "<h3>Note</h3>\n<p class=\"note\">{}</p>", escaped(&row.out(&note.written.text)));
    }
    html + "</article>\n"
}

fn contacts(row: &Row, html: &mut String) {
    let mut links = Vec::new();
    for contact in row.candidate.profile.contacts.iter().map(|fact| &fact.value) {
        links.push(match contact {
            Contact::Email(address) => link(&format!("mailto:{address}"), address),
            Contact::Github(login) => {
                link(&format!("https://github.com/{login}"), &format!("github.com/{login}"))
            }
            Contact::Link(address) if address.starts_with("https://") || address.starts_with("http://") => {
                link(address, address)
            }
            Contact::Link(text) | Contact::Phone(text) => escaped(text),
        });
    }
    if !links.is_empty() {
        let _ = writeln!(html, "<p>{}</p>", links.join(" · "));
    }
}

fn link(address: &str, text: &str) -> String {
    format!("<a href=\"{}\" rel=\"noreferrer\">{}</a>", escaped(address), escaped(text))
}

fn signals(row: &Row, title: &str, polarity: Polarity, html: &mut String) {
    let told = row.told(polarity);
    if told.is_empty() {
        return;
    }
    let _ = writeln!(html, "<h3>{title}</h3>\n<ul>");
    for signal in told {
        let quotes =
            signal.quotes.iter().take(MOST_QUOTES).map(|quote| format!(" <q>{}</q>", escaped(quote)));
        let _ = writeln!(html, "<li>{}{}</li>", escaped(&signal.title), quotes.collect::<String>());
    }
    html.push_str("</ul>\n");
}

fn paragraph(html: &mut String, title: &str, text: &str) {
    if !text.is_empty() {
        let _ = writeln!(html, "<h3>{title}</h3>\n<p>{}</p>", escaped(text));
    }
}

fn list(html: &mut String, title: &str, items: impl Iterator<Item = String>) {
    let items: String = items.map(|item| format!("<li>{}</li>\n", escaped(&item))).collect();
    if !items.is_empty() {
        let _ = writeln!(html, "<h3>{title}</h3>\n<ul>\n{items}</ul>");
    }
}

/// A stranger's words as text of a page, in an attribute as well.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            letter => safe.push(letter),
        }
    }
    safe
}
