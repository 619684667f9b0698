//! Named styles: looks by family and name, list marks, and which page styles are in use.

use std::collections::{BTreeMap, BTreeSet};

use super::super::look::{Ground, Paint, RunLook, rgb};
use super::super::xml::{Node, Nodes, Tag};

/// How far a chain of styles is followed. Loops end here, too.
const MAX_DEPTH: usize = 20;

/// A document's styles.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By family and name; a family's default has no name.
    styles: BTreeMap<(String, String), Style>,
    lists: BTreeMap<String, Vec<ListLevel>>,
    /// Names of the page styles that some paragraph or table asks for.
    used_pages: BTreeSet<String>,
    page_paint: Paint,
}

#[derive(Clone, Debug, Default)]
struct Style {
    parent: Option<String>,
    look: RunLook,
    fill: Option<Paint>,
}

/// How one level of a list is marked.
#[derive(Clone, Debug)]
pub(super) enum ListLevel {
    Bullet,
    Number { prefix: String, suffix: String, start: u32 },
    None,
}

impl Styles {
    /// Adds the styles of a part. Later parts win.
    pub(super) fn read(&mut self, xml: &str) {
        let mut current: Option<((String, String), Style)> = None;
        let mut list: Option<String> = None;
        for node in Nodes::new(xml) {
            match node {
                Node::Start(tag) => {
                    if let Some(page) = tag.attribute("master-page-name").filter(|page| !page.is_empty()) {
                        self.used_pages.insert(page);
                    }
                    match (tag.name(), &mut current) {
                        ("body", _) => return,
                        ("style" | "default-style", _) => current = Some(begin_style(&tag)),
                        ("list-style", _) => {
                            list = tag.attribute("name");
                            self.lists.insert(list.clone().unwrap_or_default(), Vec::new());
                        }
                        (
                            "list-level-style-bullet" | "list-level-style-number" | "list-level-style-image",
                            _,
                        ) => {
                            if let Some(name) = &list {
                                self.lists.entry(name.clone()).or_default().push(list_level(&tag));
                            }
                        }
                        ("page-layout-properties", _) => {
                            self.page_paint = background(&tag).unwrap_or_default();
                        }
                        ("text-properties", Some((_, style))) => style.look = text_look(&tag),
                        ("paragraph-properties" | "table-cell-properties", Some((_, style))) => {
                            style.fill = background(&tag);
                        }
                        _ => {}
                    }
                }
                Node::End(name) if name == "style" || name == "default-style" => {
                    if let Some((key, style)) = current.take() {
                        self.styles.insert(key, style);
                    }
                }
                Node::End(_) | Node::Text(_) => {}
            }
        }
    }

    /// The look that a style of the family comes to, the family's default beneath.
    pub(super) fn look(&self, family: &str, name: Option<&str>) -> RunLook {
        self.chain(family, name).fold(RunLook::default(), |look, style| look.over(style.look))
    }

    /// The paint that a style of the family lays under its text.
    pub(super) fn fill(&self, family: &str, name: Option<&str>) -> Paint {
        self.chain(family, name).find_map(|style| style.fill).flatten()
    }

    /// What pages are painted with.
    pub(super) fn page_ground(&self) -> Ground {
        Ground::WHITE.under(self.page_paint)
    }

    /// Whether pages of that style can come up. The first page is a standard one unless told otherwise.
    pub(super) fn is_page_used(&self, name: &str) -> bool {
        name == "Standard" || self.used_pages.contains(name)
    }

    /// The mark of a level, counted from 0, of a list style.
    pub(super) fn list_level(&self, name: Option<&str>, level: usize) -> ListLevel {
        let levels = name.and_then(|name| self.lists.get(name));
        levels.and_then(|levels| levels.get(level)).cloned().unwrap_or(ListLevel::Bullet)
    }

    fn chain<'a>(&'a self, family: &str, name: Option<&str>) -> impl Iterator<Item = &'a Style> {
        let style = |name: &str| self.styles.get(&(family.to_owned(), name.to_owned()));
        let mut chain = Vec::new();
        let mut next = name.and_then(style);
        while let Some(found) = next.filter(|_| chain.len() < MAX_DEPTH) {
            chain.push(found);
            next = found.parent.as_deref().and_then(style);
        }
        chain.extend(style(""));
        chain.into_iter()
    }
}

fn begin_style(tag: &Tag<'_>) -> ((String, String), Style) {
    let family = tag.attribute("family").unwrap_or_default();
    let name = tag.attribute("name").unwrap_or_default();
    ((family, name), Style { parent: tag.attribute("parent-style-name"), ..Style::default() })
}

fn list_level(tag: &Tag<'_>) -> ListLevel {
    let is_number = tag.name() == "list-level-style-number";
    match tag.attribute("num-format").as_deref() {
        None | Some("") if is_number => ListLevel::None,
        _ if is_number => ListLevel::Number {
            prefix: tag.attribute("num-prefix").unwrap_or_default(),
            suffix: tag.attribute("num-suffix").unwrap_or_default(),
            start: tag.attribute("start-value").and_then(|start| start.parse().ok()).unwrap_or(1),
        },
        _ => ListLevel::Bullet,
    }
}

fn text_look(tag: &Tag<'_>) -> RunLook {
    RunLook {
        size: tag.attribute("font-size").and_then(|size| size.strip_suffix("pt")?.parse().ok()),
        bold: tag.attribute("font-weight").map(|weight| is_bold(&weight)),
        is_hidden: tag.attribute("display").map(|display| display == "none"),
        colour: match tag.attribute("use-window-font-color").as_deref() {
            Some("true") => Some(None),
            _ => tag.attribute("color").map(|hex| rgb(&hex)),
        },
        shade: background(tag),
    }
}

fn background(tag: &Tag<'_>) -> Option<Paint> {
    tag.attribute("background-color").map(|hex| rgb(&hex))
}

fn is_bold(weight: &str) -> bool {
    weight == "bold" || weight.parse::<u16>().is_ok_and(|weight| weight >= 600)
}
