//! Office Open XML text documents (ECMA-376 part 1, chapter 17).
//!
//! Terms: a *part* is a file within the archive; a *relationship* names another part or an outside address
//! by an id; a *style* is a named look that paragraphs and runs refer to; a *list* numbers paragraphs.

mod diagram;
mod numbering;
mod properties;
mod styles;
mod walk;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::archive::{Archive, PartError};
use super::xml::{Node, Nodes, decode};
use super::{mark_damaged, without_main_part};
use crate::flow::Flow;
use crate::{DocumentText, Format};
use numbering::Numbering;
use styles::Styles;
use walk::{Shared, walk};

const MAIN_PART: &str = "word/document.xml";

/// Whether the archive holds a text document.
pub(super) fn is_docx(archive: &Archive<'_>) -> bool {
    archive.has(MAIN_PART)
        || archive.has("[Content_Types].xml") && archive.has("word/_rels/document.xml.rels")
        || archive.has("word/styles.xml")
}

/// Reads the document: headers, body, notes, footers.
pub(super) fn read(archive: &mut Archive<'_>) -> DocumentText {
    let main_name = main_part(archive);
    let main = match archive.part(&main_name) {
        Ok(bytes) => bytes,
        Err(error) => return without_main_part(Format::Docx, error),
    };
    let main = decode(&main);
    let relationships = relationships(archive, &main_name);
    let shared = Shared {
        styles: Styles::parse(&related(archive, &relationships, "/styles")),
        numbering: Numbering::parse(&related(archive, &relationships, "/numbering")),
        diagrams: diagrams(archive, &relationships),
    };
    let mut flow = Flow::default();
    let mut is_broken = false;
    let margins = Margins::parse(&main, &related(archive, &relationships, "/settings"));
    let mut say =
        |xml: &str, relationships: &Relationships| is_broken |= walk(xml, &shared, relationships, &mut flow);
    for (xml, relationships) in margin_parts(archive, &relationships, &margins.headers) {
        say(&xml, &relationships);
    }
    say(&main, &relationships);
    for kind in ["/footnotes", "/endnotes"] {
        if let Some(name) = relationships.of_kind(kind).first() {
            let own = self::relationships(archive, name);
            say(&text_of(archive, name), &own);
        }
    }
    for (xml, relationships) in margin_parts(archive, &relationships, &margins.footers) {
        say(&xml, &relationships);
    }
    let mut document = flow.finish(Format::Docx);
    document.modified = modified(archive);
    if is_broken || archive.is_damaged() {
        mark_damaged(&mut document);
    }
    document
}

/// Name of the part with the text, as the package says.
fn main_part(archive: &mut Archive<'_>) -> String {
    let package = Relationships::parse(&text_of(archive, "_rels/.rels"), "");
    let named = package.of_kind("/officeDocument").into_iter().next();
    named.filter(|name| archive.has(name)).unwrap_or_else(|| MAIN_PART.to_owned())
}

/// Headers and footers, each with its relationships; the same words are said once.
fn margin_parts(
    archive: &mut Archive<'_>,
    relationships: &Relationships,
    ids: &[String],
) -> Vec<(String, Relationships)> {
    let mut parts: Vec<(String, Relationships)> = Vec::new();
    for id in ids {
        let Some(name) = relationships.part(id) else { continue };
        let own = self::relationships(archive, &name);
        let xml = text_of(archive, &name);
        if !xml.is_empty() && parts.iter().all(|(other, _)| *other != xml) {
            parts.push((xml, own));
        }
    }
    parts
}

/// Which headers and footers are shown.
#[derive(Debug, Default)]
struct Margins {
    /// Relationship ids, in the order of the document.
    headers: Vec<String>,
    footers: Vec<String>,
}

impl Margins {
    fn parse(document: &str, settings: &str) -> Self {
        let has_title_page = document.contains("titlePg");
        let has_even_pages = settings.contains("evenAndOddHeaders");
        let mut margins = Self::default();
        for node in Nodes::new(document) {
            let Node::Start(tag) = node else { continue };
            let ids = match tag.name() {
                "headerReference" => &mut margins.headers,
                "footerReference" => &mut margins.footers,
                _ => continue,
            };
            let is_shown = match tag.attribute("type").as_deref() {
                Some("first") => has_title_page,
                Some("even") => has_even_pages,
                _ => true,
            };
            if let Some(id) = tag.attribute("id").filter(|id| is_shown && !ids.contains(id)) {
                ids.push(id);
            }
        }
        margins
    }
}

/// What the ids of one part stand for.
#[derive(Debug, Default)]
pub(super) struct Relationships(BTreeMap<String, Relationship>);

#[derive(Debug)]
struct Relationship {
    kind: String,
    target: String,
    is_outside: bool,
}

impl Relationships {
    /// `folder` is that of the part, with its slash.
    fn parse(xml: &str, folder: &str) -> Self {
        let mut relationships = BTreeMap::new();
        for node in Nodes::new(xml) {
            let Node::Start(tag) = node else { continue };
            if let (Some(id), Some(kind), Some(target)) =
                (tag.attribute("Id"), tag.attribute("Type"), tag.attribute("Target"))
            {
                let is_outside = tag.attribute("TargetMode").as_deref() == Some("External");
                let target = match target.strip_prefix('/') {
                    _ if is_outside => target,
                    Some(from_root) => from_root.to_owned(),
                    None => format!("{folder}{target}"),
                };
                relationships.insert(id, Relationship { kind, target, is_outside });
            }
        }
        Self(relationships)
    }

    /// The outside address of the id.
    fn address(&self, id: &str) -> Option<&str> {
        self.0.get(id).filter(|relationship| relationship.is_outside).map(|outside| outside.target.as_str())
    }

    /// The name of the part of the id.
    fn part(&self, id: &str) -> Option<String> {
        self.0.get(id).filter(|relationship| !relationship.is_outside).map(|part| part.target.clone())
    }

    /// Names of the parts whose type ends so.
    fn of_kind(&self, kind: &str) -> Vec<String> {
        let is_kind =
            |relationship: &&Relationship| relationship.kind.ends_with(kind) && !relationship.is_outside;
        self.0.values().filter(is_kind).map(|relationship| relationship.target.clone()).collect()
    }
}

/// The relationships of the part of that name.
fn relationships(archive: &mut Archive<'_>, name: &str) -> Relationships {
    let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, file)| (folder, file));
    let slash = if folder.is_empty() { "" } else { "/" };
    let xml = text_of(archive, &format!("{folder}{slash}_rels/{file}.rels"));
    Relationships::parse(&xml, &format!("{folder}{slash}"))
}

/// The text of the first related part whose type ends so; empty when there is none.
fn related(archive: &mut Archive<'_>, relationships: &Relationships, kind: &str) -> String {
    relationships.of_kind(kind).first().map(|name| text_of(archive, name)).unwrap_or_default()
}

/// A part that the document does without when it is missing or bad.
fn text_of(archive: &mut Archive<'_>, name: &str) -> String {
    match archive.part(name) {
        Ok(bytes) => decode(&bytes).into_owned(),
        Err(PartError::Missing | PartError::TooLarge | PartError::Encrypted | PartError::Damaged) => {
            String::new()
        }
    }
}

/// The lines of the diagrams that the part shows, by the names of their data.
fn diagrams(archive: &mut Archive<'_>, relationships: &Relationships) -> BTreeMap<String, Vec<String>> {
    let names = relationships.of_kind("/diagramData").into_iter();
    names.map(|name| (name.clone(), diagram::lines(&text_of(archive, &name)))).collect()
}

/// The day of the last change in the core properties.
fn modified(archive: &mut Archive<'_>) -> Option<Date> {
    let core = text_of(archive, "docProps/core.xml");
    let mut nodes = Nodes::new(&core);
    nodes.find(|node| matches!(node, Node::Start(tag) if tag.name() == "modified"))?;
    match nodes.next()? {
        Node::Text(text) => text.trim().get(..10)?.parse().ok(),
        Node::Start(_) | Node::End(_) => None,
    }
}

#[cfg(test)]
mod tests;
