//! Web pages, and Markdown by way of one.
//!
//! The page is parsed as browsers do (html5ever) and walked without recursion. What its style sheets switch
//! off, or make too small or too pale to see, is kept apart; scripts are never run, nothing is fetched.

mod css;
mod nesting;

use std::borrow::Cow;

use ego_tree::iter::Edge;
use encoding_rs::Encoding;
use pulldown_cmark::{Event, Options, Parser};
use scraper::{ElementRef, Html, Node};

use crate::flow::{Flow, LinkId};
use crate::{DocumentText, Format, ReadStatus, text};
use css::{Computed, Display, Sheet};

/// Reads a web page.
pub(crate) fn read(bytes: &[u8]) -> DocumentText {
    let mut document = say(&decode(bytes), Format::Html);
    if document.status == ReadStatus::NoText {
        document.reason = Some("the page holds no text of its own; scripts are not run".to_owned());
    }
    document
}

/// Reads Markdown as what it is displayed as.
pub(crate) fn read_markdown(bytes: &[u8]) -> DocumentText {
    let source = text::decode(bytes).text;
    // Lines that an editor wrapped are put together first, so that the other line ends can be kept: people
    // who write two lines mean two lines.
    let source = text::unwrapped(&source);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let events = Parser::new_ext(&source, options).map(|event| match event {
        Event::SoftBreak => Event::HardBreak,
        event => event,
    });
    let mut page = String::new();
    pulldown_cmark::html::push_html(&mut page, events);
    say(&page, Format::Markdown)
}

/// Characters of a page: UTF-8 or what a mark says, else what the page itself declares, else a guess.
fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let declared = || {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
        let (_, after) = head.split_once("charset=")?;
        let label: String = after
            .trim_start_matches(['"', '\''])
            .chars()
            .take_while(|&letter| letter.is_ascii_alphanumeric() || "-_:".contains(letter))
            .collect();
        Encoding::for_label_no_replacement(label.as_bytes())
    };
    let is_marked = Encoding::for_bom(bytes).is_some();
    match (std::str::from_utf8(bytes), declared()) {
        (Ok(page), _) => Cow::Borrowed(page),
        (Err(_), Some(encoding)) if !is_marked => encoding.decode(bytes).0,
        (Err(_), _) => Cow::Owned(text::decode(bytes).text),
    }
}

fn say(page: &str, format: Format) -> DocumentText {
    if nesting::is_too_deep(page) {
        let reason = "the page is nested more deeply than any that is written for people";
        return DocumentText::without_text(format, ReadStatus::TooLarge, reason);
    }
    let page = Html::parse_document(page);
    let mut sheet = Sheet::default();
    for node in page.tree.nodes() {
        if let Some(element) = ElementRef::wrap(node)
            && element.value().name() == "style"
        {
            element.text().for_each(|css| sheet.add(css));
        }
    }
    let mut flow = Flow::default();
    let mut walk = Walk {
        sheet: &sheet,
        flow: &mut flow,
        open: Vec::new(),
        n_skipping: 0,
        lists: Vec::new(),
        is_mark_bare: false,
    };
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(text) => walk.text(text),
                _ => {
                    if let Some(element) = ElementRef::wrap(node) {
                        walk.start(element);
                    }
                }
            },
            Edge::Close(node) => {
                if node.value().is_element() {
                    walk.end();
                }
            }
        }
        if walk.flow.is_full() {
            break;
        }
    }
    flow.finish(format)
}

struct Walk<'a> {
    sheet: &'a Sheet,
    flow: &'a mut Flow,
    open: Vec<Open>,
    /// Open elements from the outermost one that is never shown on.
    n_skipping: usize,
    lists: Vec<List>,
    /// Whether nothing follows the mark of a list item yet.
    is_mark_bare: bool,
}

/// An open element.
struct Open {
    look: Computed,
    kind: Kind,
    link: Option<LinkId>,
    is_item: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Inline,
    /// In the line, with some room around it.
    Spaced,
    /// Pushed to the end of the line.
    Float,
    /// Lines of its own.
    Line,
    /// Lines of its own with room above and below.
    Block,
    Row,
    Cell,
    List,
}

/// An open list: the number of its next item, if they are numbered.
struct List {
    number: Option<u32>,
}

impl Walk<'_> {
    fn start(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        if self.n_skipping > 0 || is_never_shown(name) {
            self.n_skipping += 1;
            return;
        }
        let parent = self.look();
        let in_row = self.open.last().is_some_and(|open| open.kind == Kind::Row);
        let look = self.sheet.compute(element, &parent);
        let in_item = self.open.last().is_some_and(|open| open.is_item);
        let kind = match kind(name, look.display) {
            Kind::Inline | Kind::Spaced if look.is_at_line_end => Kind::Float,
            // Paragraphs of one item stay together.
            Kind::Block if in_item && name == "p" => Kind::Line,
            kind => kind,
        };
        if in_row && kind != Kind::Cell && kind != Kind::Row {
            self.flow.begin_cell();
        }
        match kind {
            Kind::Inline => {}
            Kind::Spaced => self.flow.text(" ", look.look()),
            Kind::Float => self.flow.begin_float(),
            Kind::Line if in_item && self.is_mark_bare => {}
            Kind::Line => self.flow.end_line(),
            Kind::Block => self.flow.end_block(),
            Kind::Row => {
                if in_row {
                    self.flow.begin_cell();
                }
                self.flow.begin_row();
            }
            Kind::Cell => self.flow.begin_cell(),
            Kind::List => self.begin_list(element),
        }
        match name {
            "br" => self.flow.end_line(),
            "li" => self.say_mark(&look),
            _ => {}
        }
        let target =
            element.value().attr("href").filter(|target| name == "a" && !target.starts_with(['#', '?']));
        let target =
            target.filter(|target| !target.trim_start().to_ascii_lowercase().starts_with("javascript:"));
        let link = target.map(|target| self.flow.begin_link(target));
        self.open.push(Open { look, kind, link, is_item: name == "li" });
    }

    fn end(&mut self) {
        if self.n_skipping > 0 {
            self.n_skipping -= 1;
            return;
        }
        let Some(Open { look, kind, link, .. }) = self.open.pop() else { return };
        if let Some(link) = link {
            self.flow.end_link(link);
        }
        match kind {
            Kind::Inline => {}
            Kind::Spaced => self.flow.text(" ", look.look()),
            Kind::Float => self.flow.end_float(),
            Kind::Line | Kind::Cell => self.flow.end_line(),
            Kind::Block => self.flow.end_block(),
            Kind::Row => self.flow.end_row(),
            Kind::List => {
                self.lists.pop();
                if self.lists.is_empty() { self.flow.end_block() } else { self.flow.end_line() }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.n_skipping > 0 {
            return;
        }
        self.is_mark_bare &= text.trim().is_empty();
        let look = self.look();
        if self.open.last().is_some_and(|open| open.kind == Kind::Row) {
            if text.trim().is_empty() {
                return;
            }
            self.flow.begin_cell();
        }
        if !look.keeps_lines {
            self.flow.text(&collapsed(text), look.look());
            return;
        }
        for (idx, line) in text.split('\n').enumerate() {
            if idx > 0 {
                self.flow.end_line();
            }
            self.flow.text(line, look.look());
        }
    }

    fn begin_list(&mut self, element: ElementRef<'_>) {
        self.flow.end_line();
        let start = || element.value().attr("start").and_then(|start| start.parse().ok()).unwrap_or(1);
        let number = (element.value().name() == "ol").then(start);
        self.lists.push(List { number });
    }

    fn say_mark(&mut self, look: &Computed) {
        let list = self.lists.last_mut();
        let mark = match list.and_then(|list| list.number.as_mut()) {
            Some(number) => {
                let mark = format!("{number}. ");
                *number = number.saturating_add(1);
                mark
            }
            None => "• ".to_owned(),
        };
        if look.has_list_marks {
            self.flow.text(&mark, look.look());
            self.is_mark_bare = true;
        }
    }

    fn look(&self) -> Computed {
        self.open.last().map_or_else(Computed::page, |open| open.look)
    }
}

/// Elements that show nothing of what is in them, whatever a style sheet says.
fn is_never_shown(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "title"
            | "script"
            | "style"
            | "template"
            | "noscript"
            | "iframe"
            | "object"
            | "video"
            | "audio"
            | "canvas"
            | "datalist"
            | "desc"
            | "metadata"
            | "rp"
            | "rt"
    )
}

fn kind(name: &str, display: Display) -> Kind {
    match (name, display) {
        ("ul" | "ol" | "menu", Display::Block) => Kind::List,
        (
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table" | "section" | "article" | "hr"
            | "blockquote" | "dl" | "pre" | "header" | "footer" | "aside",
            Display::Block,
        ) => Kind::Block,
        (_, Display::Block) => Kind::Line,
        (_, Display::InlineBlock) => Kind::Spaced,
        (_, Display::Row) => Kind::Row,
        (_, Display::Cell) => Kind::Cell,
        (_, Display::Inline | Display::None) => Kind::Inline,
    }
}

/// Runs of white space as one space each, but for the spaces that are there on purpose.
fn collapsed(text: &str) -> String {
    let is_space = |letter: char| matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{C}');
    let mut collapsed = String::with_capacity(text.len());
    for letter in text.chars() {
        if !is_space(letter) {
            collapsed.push(letter);
        } else if !collapsed.ends_with(' ') {
            collapsed.push(' ');
        }
    }
    collapsed
}

#[cfg(test)]
mod tests;
