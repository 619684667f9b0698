//! OpenDocument text (OASIS ODF 1.3 part 3), in an archive or in one flat XML file.

mod locked;
mod styles;
mod walk;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::archive::{Archive, PartError};
use super::xml::{Node, Nodes, decode};
use super::{mark_damaged, without_main_part};
use crate::flow::Flow;
use crate::passwords::{UNKNOWN_LOCK, first_that_opens};
use crate::{DocumentText, Format, ReadStatus};
use locked::Lock;
use styles::Styles;
use walk::{Place, walk};

/// Reads the document in the archive: headers, body with its notes, footers. A locked one is tried with each of the passwords.
pub(super) fn read(archive: &mut Archive<'_>, passwords: &[String]) -> DocumentText {
    let other_kind = archive.part("mimetype").ok().and_then(|kind| foreign(&String::from_utf8_lossy(&kind)));
    if let Some(what) = other_kind {
        return DocumentText::without_text(Format::Unknown, ReadStatus::Unsupported, format!("it is {what}"));
    }
    let manifest = text_of(archive, "META-INF/manifest.xml");
    let content = match archive.part(CONTENT) {
        Ok(bytes) => bytes,
        // The whole document is in one part that is locked in a newer way.
        Err(PartError::Missing) if archive.has("encrypted-package") => return encrypted(UNKNOWN_LOCK),
        Err(error) => return without_main_part(Format::Odt, error),
    };
    let mut parts = Parts { archive, locks: locked::locks(&manifest), password: None };
    let content = match parts.unlock(content, passwords) {
        Ok(content) => content,
        Err(reason) => return encrypted(reason),
    };
    let common = parts.text("styles.xml");
    let mut document = say(&decode(&content), &common);
    document.modified = modified(&parts.text("meta.xml"));
    if archive.is_damaged() {
        mark_damaged(&mut document);
    }
    document
}

/// The part with the body.
const CONTENT: &str = "content.xml";

fn encrypted(reason: &str) -> DocumentText {
    DocumentText::without_text(Format::Odt, ReadStatus::Encrypted, reason)
}

/// The parts of a document, which may be locked.
struct Parts<'p, 'a> {
    archive: &'p mut Archive<'a>,
    locks: BTreeMap<String, Lock>,
    /// The right one, once it is known.
    password: Option<String>,
}

impl Parts<'_, '_> {
    /// The body as it is without its lock, and from then on the right password; or in words why it stays locked.
    fn unlock(&mut self, content: Vec<u8>, passwords: &[String]) -> Result<Vec<u8>, &'static str> {
        let Some(lock) = self.locks.get(CONTENT) else { return Ok(content) };
        if !lock.can_be_tried() {
            return Err(UNKNOWN_LOCK);
        }
        let (password, opened) = first_that_opens(passwords, lock.rounds(), |password| {
            Some((password.clone(), lock.open(password, &content)?))
        })?;
        self.password = Some(password);
        Ok(opened)
    }

    /// A part that the document does without when it is missing, bad or stays locked.
    fn text(&mut self, name: &str) -> String {
        let lock = self.locks.get(name).filter(|lock| lock.can_be_tried());
        let Some((lock, password)) = lock.zip(self.password.as_ref()) else {
            return text_of(self.archive, name);
        };
        let opened = self.archive.part(name).ok().and_then(|part| lock.open(password, &part));
        opened.map(|bytes| decode(&bytes).into_owned()).unwrap_or_default()
    }
}

/// Reads a document that is one XML file.
pub(crate) fn read_flat(bytes: &[u8]) -> DocumentText {
    let xml = decode(bytes);
    let mut document = say(&xml, &xml);
    document.modified = modified(&xml);
    document
}

/// What an OpenDocument file is that is no text.
fn foreign(kind: &str) -> Option<&'static str> {
    let kind = kind.trim().strip_prefix("application/vnd.oasis.opendocument.")?;
    match kind.split('-').next() {
        Some("spreadsheet") => Some("a spreadsheet"),
        Some("presentation") => Some("a presentation"),
        Some("graphics" | "image" | "chart" | "formula" | "database") => Some("a drawing or the like"),
        _ => None,
    }
}

fn say(content: &str, common: &str) -> DocumentText {
    let mut styles = Styles::default();
    styles.read(common);
    styles.read(content);
    let mut flow = Flow::default();
    let mut is_broken = false;
    for (xml, place) in [(common, Place::Headers), (content, Place::Body), (common, Place::Footers)] {
        is_broken |= walk(xml, place, &styles, &mut flow);
    }
    let mut document = flow.finish(Format::Odt);
    if is_broken {
        mark_damaged(&mut document);
    }
    document
}

/// A part that the document does without when it is missing or bad.
fn text_of(archive: &mut Archive<'_>, name: &str) -> String {
    archive.part(name).map(|bytes| decode(&bytes).into_owned()).unwrap_or_default()
}

/// The day of the last change in the metadata (`dc:date`).
fn modified(meta: &str) -> Option<Date> {
    let mut nodes = Nodes::new(meta);
    nodes.find(|node| matches!(node, Node::Start(tag) if tag.name() == "meta"))?;
    nodes.find(|node| matches!(node, Node::Start(tag) if tag.name() == "date"))?;
    match nodes.next()? {
        Node::Text(text) => text.trim().get(..10)?.parse().ok(),
        Node::Start(_) | Node::End(_) => None,
    }
}

#[cfg(test)]
mod tests;
