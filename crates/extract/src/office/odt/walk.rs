//! The XML of headers, body and footers into the flow.

use super::super::look::{Ground, RunLook};
use super::super::xml::{Listener, Tag, listen};
use super::styles::{ListLevel, Styles};
use crate::flow::{Flow, LinkId, Look};

/// Spaces that one element may stand for: more only align.
const MAX_SPACES: usize = 8;

/// Which part of the file is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Headers,
    Body,
    Footers,
}

/// Says one place of a part. Whether its XML was broken.
pub(super) fn walk(xml: &str, place: Place, styles: &Styles, flow: &mut Flow) -> bool {
    // White letters may stand on a picture or a drawn bar that lies behind the text.
    let is_over_drawing = xml.contains("run-through=\"background\"");
    let page = if is_over_drawing { Ground::Unknown } else { styles.page_ground() };
    let mut walk = Walk {
        place,
        styles,
        flow,
        open: Vec::new(),
        n_skipping: 0,
        n_inside: 0,
        looks: Vec::new(),
        grounds: vec![page],
        n_hidden: 0,
        lists: Vec::new(),
        links: Vec::new(),
        has_text: Vec::new(),
    };
    let is_broken = listen(xml, &mut walk);
    walk.flow.end_block();
    is_broken
}

struct Walk<'a> {
    place: Place,
    styles: &'a Styles,
    flow: &'a mut Flow,
    open: Vec<Element>,
    /// Open elements from the outermost one that is skipped on.
    n_skipping: usize,
    /// Open elements that begin the place.
    n_inside: usize,
    /// Looks of the open paragraphs and spans, innermost last.
    looks: Vec<RunLook>,
    grounds: Vec<Ground>,
    /// Open elements that are switched off.
    n_hidden: usize,
    lists: Vec<List>,
    links: Vec<Option<LinkId>>,
    /// For each open paragraph, whether it has said anything.
    has_text: Vec<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Place,
    Paragraph {
        is_heading: bool,
    },
    Span,
    Link,
    List,
    Item,
    Table,
    Row,
    Cell,
    Box,
    /// A section or paragraph that is switched off.
    Hidden,
    Other,
}

#[derive(Debug)]
struct List {
    style: Option<String>,
    count: u32,
    /// The mark of the open item, until its first text takes it.
    mark: Option<String>,
}

impl Listener for Walk<'_> {
    fn start(&mut self, tag: &Tag<'_>) {
        if self.n_skipping > 0 || self.is_skipped(tag) {
            self.n_skipping += 1;
            return;
        }
        let element = self.element(tag);
        let style = tag.attribute("style-name");
        match element {
            Element::Place => self.n_inside += 1,
            Element::Paragraph { .. } => {
                let ground = self.ground().under(self.styles.fill("paragraph", style.as_deref()));
                self.grounds.push(ground);
                self.looks.push(self.styles.look("paragraph", style.as_deref()));
                self.has_text.push(false);
            }
            Element::Span => {
                let base = self.looks.last().copied().unwrap_or_default();
                self.looks.push(self.styles.look("text", style.as_deref()).over(base));
            }
            Element::Link => {
                let link = tag.attribute("href").map(|address| self.flow.begin_link(&address));
                self.links.push(link);
            }
            Element::List => {
                let style = style.or_else(|| self.lists.last()?.style.clone());
                self.lists.push(List { style, count: 0, mark: None });
            }
            Element::Item => self.begin_item(),
            Element::Table => self.flow.end_line(),
            Element::Row => self.flow.begin_row(),
            Element::Cell => {
                self.flow.begin_cell();
                let ground = self.ground().under(self.styles.fill("table-cell", style.as_deref()));
                self.grounds.push(ground);
            }
            Element::Box => {
                self.flow.begin_aside();
                // What a drawn box is filled with is told in too many ways to be sure.
                self.grounds.push(Ground::Unknown);
            }
            Element::Hidden => self.n_hidden += 1,
            Element::Other => self.stand_in(tag),
        }
        self.open.push(element);
    }

    fn end(&mut self) {
        if self.n_skipping > 0 {
            self.n_skipping -= 1;
            return;
        }
        match self.open.pop() {
            Some(Element::Place) => {
                self.n_inside -= 1;
                self.flow.end_block();
            }
            Some(Element::Paragraph { .. }) => {
                self.grounds.pop();
                self.looks.pop();
                match self.has_text.pop() {
                    Some(true) => self.flow.end_line(),
                    _ => self.flow.end_block(),
                }
            }
            Some(Element::Span) => {
                self.looks.pop();
            }
            Some(Element::Link) => {
                if let Some(Some(link)) = self.links.pop() {
                    self.flow.end_link(link);
                }
            }
            Some(Element::List) => {
                self.lists.pop();
            }
            Some(Element::Table) => self.flow.end_block(),
            Some(Element::Row) => self.flow.end_row(),
            Some(Element::Cell) => {
                self.flow.end_line();
                self.grounds.pop();
            }
            Some(Element::Box) => {
                self.flow.end_aside();
                self.grounds.pop();
            }
            Some(Element::Hidden) => self.n_hidden -= 1,
            Some(Element::Item | Element::Other) | None => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.n_skipping == 0 && self.n_inside > 0 && !self.has_text.is_empty() {
            // Any white space in the XML counts as one space.
            let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.starts_with(char::is_whitespace) {
                words.insert(0, ' ');
            }
            if text.ends_with(char::is_whitespace) && !words.ends_with(' ') {
                words.push(' ');
            }
            self.say(&words);
        }
    }

    fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    fn is_full(&self) -> bool {
        self.flow.is_full()
    }
}

impl Walk<'_> {
    /// Elements with all that is in them: what was deleted, comments, marks of notes, descriptions of
    /// pictures, phonetic guides, and whatever is marked as not displayed.
    fn is_skipped(&self, tag: &Tag<'_>) -> bool {
        match tag.name() {
            "tracked-changes"
            | "annotation"
            | "note-citation"
            | "title"
            | "desc"
            | "forms"
            | "ruby-text"
            | "table-of-content-source"
            | "object"
            | "binary-data"
            | "meta"
            | "scripts" => true,
            "header-left" | "footer-left" => true,
            "master-page" => {
                let name = tag.attribute("name").unwrap_or_default();
                !self.styles.is_page_used(&name)
            }
            _ => false,
        }
    }

    fn element(&self, tag: &Tag<'_>) -> Element {
        match (tag.name(), self.place) {
            ("header" | "header-first", Place::Headers) | ("footer" | "footer-first", Place::Footers) => {
                Element::Place
            }
            ("text", Place::Body) if self.n_inside == 0 => Element::Place,
            _ if self.n_inside == 0 => Element::Other,
            ("p", _) => Element::Paragraph { is_heading: false },
            ("h", _) => Element::Paragraph { is_heading: true },
            ("span", _) => Element::Span,
            ("a", _) => Element::Link,
            ("list", _) => Element::List,
            ("list-item", _) => Element::Item,
            ("table", _) => Element::Table,
            ("table-row", _) => Element::Row,
            ("table-cell", _) => Element::Cell,
            ("text-box" | "custom-shape" | "rect" | "ellipse" | "note-body", _) => Element::Box,
            ("section", _) if tag.attribute("display").as_deref() == Some("none") => Element::Hidden,
            ("hidden-text" | "hidden-paragraph", _)
                if tag.attribute("is-hidden").as_deref() == Some("true") =>
            {
                Element::Hidden
            }
            _ => Element::Other,
        }
    }

    /// Says what an element without content stands for.
    fn stand_in(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "s" => {
                let count = tag.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                self.say(&" ".repeat(MAX_SPACES.min(count)));
            }
            "tab" => self.say("\t"),
            "line-break" if !self.has_text.is_empty() => self.flow.end_line(),
            _ => {}
        }
    }

    fn begin_item(&mut self) {
        let level = self.lists.len().saturating_sub(1);
        let Some(list) = self.lists.last_mut() else { return };
        let mark = match self.styles.list_level(list.style.as_deref(), level) {
            ListLevel::Bullet => "• ".to_owned(),
            ListLevel::Number { prefix, suffix, start } => {
                let number = start.saturating_add(list.count);
                list.count = list.count.saturating_add(1);
                format!("{prefix}{number}{suffix} ")
            }
            ListLevel::None => String::new(),
        };
        list.mark = Some(mark);
    }

    fn say(&mut self, text: &str) {
        if self.n_inside == 0 {
            return;
        }
        let look = self.look();
        let is_text = look.hidden.is_none() && !text.trim().is_empty();
        if let Some(has_text) = self.has_text.last_mut()
            && is_text
            && !std::mem::replace(has_text, true)
        {
            let is_heading = self.open.iter().rev().find_map(|element| match element {
                Element::Paragraph { is_heading } => Some(*is_heading),
                _ => None,
            });
            if is_heading == Some(true) {
                self.flow.end_block();
            }
            if let Some(mark) = self.lists.last_mut().and_then(|list| list.mark.take()) {
                self.flow.text(&mark, look);
            }
        }
        self.flow.text(text, look);
    }

    fn look(&self) -> Look {
        let mut look = self.looks.last().copied().unwrap_or_default();
        if self.n_hidden > 0 {
            look.is_hidden = Some(true);
        }
        look.on(self.ground())
    }

    fn ground(&self) -> Ground {
        self.grounds.last().copied().unwrap_or(Ground::Unknown)
    }
}
