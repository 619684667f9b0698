//! Named styles and what they come to through the styles they are based on.

use std::collections::BTreeMap;

use super::super::look::{Paint, RunLook};
use super::super::xml::{Node, Nodes};
use super::properties::{fill, read_run_property, value};

/// How far a chain of styles is followed. Loops end here, too.
const MAX_DEPTH: usize = 20;

/// A document's styles by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    defaults: RunLook,
    /// The id of the paragraph style of paragraphs that name none.
    normal: Option<String>,
    styles: BTreeMap<String, Style>,
}

#[derive(Clone, Debug, Default)]
struct Style {
    based_on: Option<String>,
    look: RunLook,
    shade: Option<Paint>,
    list: ListRef,
    is_heading: bool,
}

/// What a paragraph says about its list: a part may come from its style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ListRef {
    pub(super) number_id: Option<String>,
    pub(super) level: Option<usize>,
}

/// What a style comes to.
#[derive(Clone, Debug, Default)]
pub(super) struct Resolved {
    pub(super) look: RunLook,
    /// Paint under the paragraph.
    pub(super) shade: Option<Paint>,
    pub(super) list: ListRef,
    pub(super) is_heading: bool,
}

impl Styles {
    pub(super) fn parse(xml: &str) -> Self {
        let mut styles = Self::default();
        let mut path: Vec<String> = Vec::new();
        let mut current: Option<(String, Style)> = None;
        for node in Nodes::new(xml) {
            match node {
                Node::Start(tag) => {
                    let parent = path.last().map(String::as_str).unwrap_or_default();
                    match (parent, tag.name(), &mut current) {
                        (_, "style", _) => {
                            let id = tag.attribute("styleId").unwrap_or_default();
                            let is_default =
                                matches!(tag.attribute("default").as_deref(), Some("1" | "true"));
                            if is_default && tag.attribute("type").as_deref() == Some("paragraph") {
                                styles.normal = Some(id.clone());
                            }
                            current = Some((id, Style::default()));
                        }
                        ("style", "basedOn", Some((_, style))) => style.based_on = value(&tag),
                        ("style", "name", Some((_, style))) => {
                            let name = value(&tag).unwrap_or_default().to_ascii_lowercase();
                            style.is_heading = name.starts_with("heading") || name == "title";
                        }
                        ("pPr", "outlineLvl", Some((_, style))) => style.is_heading = true,
                        ("pPr", "shd", Some((_, style))) => style.shade = Some(fill(&tag)),
                        ("numPr", "numId", Some((_, style))) => style.list.number_id = value(&tag),
                        ("numPr", "ilvl", Some((_, style))) => {
                            style.list.level = value(&tag).and_then(|level| level.parse().ok());
                        }
                        // A table style's looks for its first row and the like are of no paragraph's.
                        ("rPr", _, Some((_, style))) if !path.iter().any(|name| name == "tblStylePr") => {
                            read_run_property(&mut style.look, &tag);
                        }
                        ("rPr", _, None) if path.iter().any(|name| name == "rPrDefault") => {
                            read_run_property(&mut styles.defaults, &tag);
                        }
                        _ => {}
                    }
                    path.push(tag.name().to_owned());
                }
                Node::End(name) => {
                    path.pop();
                    if name == "style"
                        && let Some((id, style)) = current.take()
                    {
                        styles.styles.insert(id, style);
                    }
                }
                Node::Text(_) => {}
            }
        }
        styles
    }

    /// What a paragraph style comes to, with the document's defaults beneath.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Resolved {
        let mut resolved = id.or(self.normal.as_deref()).map(|id| self.resolve(id)).unwrap_or_default();
        resolved.look = resolved.look.over(self.defaults);
        resolved
    }

    /// What a character style comes to.
    pub(super) fn run(&self, id: &str) -> RunLook {
        self.resolve(id).look
    }

    fn resolve(&self, id: &str) -> Resolved {
        let mut resolved = Resolved::default();
        let mut next = Some(id);
        for _ in 0..MAX_DEPTH {
            let Some(style) = next.and_then(|id| self.styles.get(id)) else { break };
            resolved.look = resolved.look.over(style.look);
            resolved.shade = resolved.shade.or(style.shade);
            resolved.is_heading |= style.is_heading;
            resolved.list.level = resolved.list.level.or(style.list.level);
            resolved.list.number_id = resolved.list.number_id.or_else(|| style.list.number_id.clone());
            next = style.based_on.as_deref();
        }
        resolved
    }
}
