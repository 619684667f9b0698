//! OpenDocument text (OASIS ODF 1.3 part 3), in an archive or in one flat XML file.

mod styles;
mod walk;

use jiff::civil::Date;

use super::archive::{Archive, PartError};
use super::xml::{Node, Nodes, decode};
use super::{mark_damaged, without_main_part};
use crate::flow::Flow;
use crate::{DocumentText, Format, ReadStatus};
use styles::Styles;
use walk::{Place, walk};

/// Reads the document in the archive: headers, body with its notes, footers.
pub(super) fn read(archive: &mut Archive<'_>) -> DocumentText {
    let other_kind = archive.part("mimetype").ok().and_then(|kind| foreign(&String::from_utf8_lossy(&kind)));
    if let Some(what) = other_kind {
        return DocumentText::without_text(Format::Unknown, ReadStatus::Unsupported, format!("it is {what}"));
    }
    if text_of(archive, "META-INF/manifest.xml").contains("encryption-data") {
        return without_main_part(Format::Odt, PartError::Encrypted);
    }
    let content = match archive.part("content.xml") {
        Ok(bytes) => bytes,
        Err(error) => return without_main_part(Format::Odt, error),
    };
    let content = decode(&content);
    let common = text_of(archive, "styles.xml");
    let mut document = say(&content, &common);
    document.modified = modified(&text_of(archive, "meta.xml"));
    if archive.is_damaged() {
        mark_damaged(&mut document);
    }
    document
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
