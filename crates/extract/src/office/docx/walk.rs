//! One part's XML into the flow: body, header, footer or notes.

use std::collections::BTreeMap;

use super::super::look::{Ground, Paint, RunLook};
use super::super::xml::{Listener, Tag, listen};
use super::Relationships;
use super::numbering::{Counters, Numbering};
use super::properties::{fill, is_on, read_run_property, value};
use super::styles::{ListRef, Resolved, Styles};
use crate::HiddenReason;
use crate::field::hyperlink;
use crate::flow::{Flow, LinkId, Look};

/// Table styles that paint no cell.
const PLAIN_TABLE_STYLES: [&str; 3] = ["TableGrid", "TableNormal", "TableGridLight"];

/// What all parts of a document share.
pub(super) struct Shared {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    /// The lines of each diagram (SmartArt), by the name of the part with its data.
    pub(super) diagrams: BTreeMap<String, Vec<String>>,
}

/// Says one part. Whether its XML was broken.
pub(super) fn walk(xml: &str, shared: &Shared, relationships: &Relationships, flow: &mut Flow) -> bool {
    // White letters may stand on a picture or a drawn bar that lies behind the text.
    let is_over_drawing = xml.contains("behindDoc=\"1\"") || xml.contains("z-index:-");
    let page = if is_over_drawing { Ground::Unknown } else { Ground::WHITE };
    let mut walk = Walk {
        shared,
        relationships,
        flow,
        counters: Counters::default(),
        open: Vec::new(),
        n_skipping: 0,
        has_choice: Vec::new(),
        paragraphs: Vec::new(),
        runs: Vec::new(),
        fields: Vec::new(),
        grounds: vec![page],
        links: Vec::new(),
        rows: Vec::new(),
    };
    let is_broken = listen(xml, &mut walk);
    walk.flow.end_block();
    is_broken
}

struct Walk<'a> {
    shared: &'a Shared,
    relationships: &'a Relationships,
    flow: &'a mut Flow,
    counters: Counters,
    open: Vec<Element>,
    /// Open elements from the outermost one that is skipped on.
    n_skipping: usize,
    /// For each open choice between alternatives, whether one was taken.
    has_choice: Vec<bool>,
    paragraphs: Vec<Paragraph>,
    runs: Vec<RunLook>,
    fields: Vec<Field>,
    /// What letters stand on, innermost last.
    grounds: Vec<Ground>,
    links: Vec<Option<LinkId>>,
    /// Of each open row, whether it is not shown.
    rows: Vec<bool>,
}

/// The elements that the walk tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Paragraph,
    ParagraphProperties,
    NumberProperties,
    Run,
    RunProperties,
    Text,
    Instruction,
    Field,
    Link,
    Table,
    TableProperties,
    Row,
    RowProperties,
    Cell,
    CellProperties,
    Box,
    Alternatives,
    Other,
}

#[derive(Debug, Default)]
struct Paragraph {
    style: Resolved,
    shade: Option<Paint>,
    list: ListRef,
    /// Whether a tracked change joins it with the next.
    is_joined: bool,
    has_text: bool,
}

/// A field: instructions, then the result that people see.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    shows_result: bool,
    link: Option<LinkId>,
}

impl Listener for Walk<'_> {
    fn start(&mut self, tag: &Tag<'_>) {
        if self.n_skipping > 0 || self.is_skipped(tag) {
            self.n_skipping += 1;
            return;
        }
        let parent = self.open.last().copied();
        let element = self.element(parent, tag);
        match element {
            Element::Paragraph => self.begin_paragraph(),
            Element::Run => self.runs.push(RunLook::default()),
            Element::Field => {
                self.fields.push(Field {
                    instruction: tag.attribute("instr").unwrap_or_default(),
                    ..Field::default()
                });
                self.show_result();
            }
            Element::Link => self.begin_link(tag),
            Element::Row => {
                self.rows.push(false);
                self.flow.begin_row();
            }
            Element::Cell => {
                self.flow.begin_cell();
                self.grounds.push(self.ground());
            }
            Element::Table => {
                self.flow.end_line();
                self.grounds.push(self.ground());
            }
            Element::Box => {
                self.flow.begin_aside();
                // What a drawn box is filled with is told in too many ways to be sure.
                self.grounds.push(Ground::Unknown);
            }
            Element::Alternatives => self.has_choice.push(false),
            Element::ParagraphProperties
            | Element::NumberProperties
            | Element::RunProperties
            | Element::Text
            | Element::Instruction
            | Element::TableProperties
            | Element::RowProperties
            | Element::CellProperties
            | Element::Other => self.property(parent, tag),
        }
        self.open.push(element);
    }

    fn end(&mut self) {
        if self.n_skipping > 0 {
            self.n_skipping -= 1;
            return;
        }
        match self.open.pop() {
            Some(Element::Paragraph) => self.end_paragraph(),
            Some(Element::Run) => {
                self.runs.pop();
            }
            Some(Element::Field) => self.end_field(),
            Some(Element::Link) => {
                if let Some(Some(link)) = self.links.pop() {
                    self.flow.end_link(link);
                }
            }
            Some(Element::Row) => {
                self.rows.pop();
                self.flow.end_row();
            }
            Some(Element::Cell) => {
                self.flow.end_line();
                self.grounds.pop();
            }
            Some(Element::Table) => {
                self.flow.end_block();
                self.grounds.pop();
            }
            Some(Element::Box) => {
                self.flow.end_aside();
                self.grounds.pop();
            }
            Some(Element::Alternatives) => {
                self.has_choice.pop();
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.open.last() {
            _ if self.n_skipping > 0 => {}
            Some(Element::Text) => self.say(text),
            Some(Element::Instruction) => {
                if let Some(field) = self.fields.last_mut() {
                    field.instruction.push_str(text);
                }
            }
            _ => {}
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
    /// Elements with all that is in them: what was deleted or moved away, old properties, the other
    /// alternative, notes that only part text from notes, phonetic guides.
    fn is_skipped(&mut self, tag: &Tag<'_>) -> bool {
        match tag.name() {
            "del" => self.open.last() != Some(&Element::RunProperties),
            "moveFrom" | "sdtPr" | "sdtEndPr" | "pPrChange" | "rPrChange" | "tblPrChange" | "trPrChange"
            | "tcPrChange" | "sectPrChange" | "rt" => true,
            "Choice" => {
                self.has_choice.last_mut().is_some_and(|has_choice| std::mem::replace(has_choice, true))
            }
            "Fallback" => self.has_choice.last() == Some(&true),
            "footnote" | "endnote" => tag.attribute("type").is_some_and(|kind| kind != "normal"),
            _ => false,
        }
    }

    fn element(&self, parent: Option<Element>, tag: &Tag<'_>) -> Element {
        match tag.name() {
            "p" => Element::Paragraph,
            "pPr" if parent == Some(Element::Paragraph) => Element::ParagraphProperties,
            "numPr" if parent == Some(Element::ParagraphProperties) => Element::NumberProperties,
            "r" => Element::Run,
            "rPr" if matches!(parent, Some(Element::Run | Element::ParagraphProperties)) => {
                Element::RunProperties
            }
            "t" => Element::Text,
            "instrText" => Element::Instruction,
            "fldSimple" => Element::Field,
            "hyperlink" => Element::Link,
            "tbl" => Element::Table,
            "tblPr" => Element::TableProperties,
            "tr" => Element::Row,
            "trPr" if parent == Some(Element::Row) => Element::RowProperties,
            "tc" => Element::Cell,
            "tcPr" => Element::CellProperties,
            "txbxContent" => Element::Box,
            "AlternateContent" => Element::Alternatives,
            _ => Element::Other,
        }
    }

    /// What an element without content of its own says about its parent, or stands for in the text.
    fn property(&mut self, parent: Option<Element>, tag: &Tag<'_>) {
        match (parent, tag.name()) {
            (Some(Element::RunProperties), name) => self.run_property(name, tag),
            (Some(Element::ParagraphProperties | Element::NumberProperties), name) => {
                self.paragraph_property(name, tag);
            }
            (Some(Element::CellProperties), "shd") => {
                if let Some(ground) = self.grounds.last_mut() {
                    *ground = ground.under(fill(tag));
                }
            }
            (Some(Element::RowProperties), "hidden") => {
                if let Some(is_hidden) = self.rows.last_mut() {
                    *is_hidden = is_on(tag);
                }
            }
            (_, "relIds") => self.diagram(tag),
            (Some(Element::TableProperties), "tblStyle") => {
                let is_plain = value(tag).is_some_and(|id| PLAIN_TABLE_STYLES.contains(&id.as_str()));
                if let (false, Some(ground)) = (is_plain, self.grounds.last_mut()) {
                    *ground = Ground::Unknown;
                }
            }
            (_, "tab" | "ptab") => self.say("\t"),
            (_, "br" | "cr") if self.is_shown() => self.flow.end_line(),
            (_, "noBreakHyphen") => self.say("-"),
            (_, "sym") => self.symbol(tag),
            (_, "fldChar") => match tag.attribute("fldCharType").as_deref() {
                Some("begin") => self.fields.push(Field::default()),
                Some("separate") => self.show_result(),
                Some("end") => self.end_field(),
                _ => {}
            },
            _ => {}
        }
    }

    fn run_property(&mut self, name: &str, tag: &Tag<'_>) {
        let is_of_run = self.open.iter().rev().nth(1) == Some(&Element::Run);
        match (name, self.runs.last_mut(), self.paragraphs.last_mut()) {
            ("rStyle", Some(look), _) if is_of_run => {
                let style = value(tag).map(|id| self.shared.styles.run(&id)).unwrap_or_default();
                *look = look.over(style);
            }
            (_, Some(look), _) if is_of_run => read_run_property(look, tag),
            // Of the paragraph's own mark only its deletion matters.
            ("del", _, Some(paragraph)) => paragraph.is_joined = true,
            _ => {}
        }
    }

    fn paragraph_property(&mut self, name: &str, tag: &Tag<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            "pStyle" => paragraph.style = self.shared.styles.paragraph(value(tag).as_deref()),
            "shd" => paragraph.shade = Some(fill(tag)),
            "outlineLvl" => paragraph.style.is_heading |= value(tag).as_deref() != Some("9"),
            "numId" => paragraph.list.number_id = value(tag),
            "ilvl" => paragraph.list.level = value(tag).and_then(|level| level.parse().ok()),
            _ => {}
        }
    }

    fn begin_paragraph(&mut self) {
        let style = self.shared.styles.paragraph(None);
        self.paragraphs.push(Paragraph { style, ..Paragraph::default() });
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        if paragraph.is_joined {
            return;
        }
        if paragraph.has_text { self.flow.end_line() } else { self.flow.end_block() }
    }

    /// What stands in a diagram, line by line.
    fn diagram(&mut self, tag: &Tag<'_>) {
        let shared = self.shared;
        let data = tag.attribute("dm").and_then(|id| self.relationships.part(&id));
        let Some(lines) = data.and_then(|data| shared.diagrams.get(&data)).filter(|_| self.is_shown()) else {
            return;
        };
        self.flow.begin_aside();
        // What a diagram's shapes are filled with is not looked at.
        self.grounds.push(Ground::Unknown);
        let look = self.look();
        for line in lines {
            self.flow.text(line, look);
            self.flow.end_line();
        }
        self.grounds.pop();
        self.flow.end_aside();
    }

    fn begin_link(&mut self, tag: &Tag<'_>) {
        let address = tag.attribute("id").and_then(|id| self.relationships.address(&id).map(str::to_owned));
        let link = address.map(|address| self.flow.begin_link(&address));
        self.links.push(link);
    }

    /// The innermost field's instructions are over: what follows is seen.
    fn show_result(&mut self) {
        let Some(field) = self.fields.last_mut() else { return };
        field.shows_result = true;
        field.link = hyperlink(&field.instruction).map(|address| self.flow.begin_link(address));
    }

    fn end_field(&mut self) {
        if let Some(Field { link: Some(link), .. }) = self.fields.pop() {
            self.flow.end_link(link);
        }
    }

    /// Whether text here is seen: no field around it is still giving instructions.
    fn is_shown(&self) -> bool {
        self.fields.iter().all(|field| field.shows_result)
    }

    fn symbol(&mut self, tag: &Tag<'_>) {
        let code = tag.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        if let Some(letter) = code.and_then(char::from_u32) {
            self.say(letter.encode_utf8(&mut [0; 4]));
        }
    }

    fn say(&mut self, text: &str) {
        if !self.is_shown() {
            return;
        }
        let look = self.look();
        let is_text = look.hidden.is_none() && !text.trim().is_empty();
        if let Some(paragraph) = self.paragraphs.last_mut()
            && is_text
            && !std::mem::replace(&mut paragraph.has_text, true)
        {
            self.begin_text(look);
        }
        self.flow.text(text, look);
    }

    /// Says what stands before the first text of a paragraph.
    fn begin_text(&mut self, look: Look) {
        let Some(paragraph) = self.paragraphs.last() else { return };
        if paragraph.style.is_heading {
            self.flow.end_block();
        }
        let number_id = paragraph.list.number_id.as_ref().or(paragraph.style.list.number_id.as_ref());
        let level = paragraph.list.level.or(paragraph.style.list.level).unwrap_or(0);
        if let Some(number_id) = number_id {
            let mark = self.shared.numbering.mark(number_id, level, &mut self.counters);
            self.flow.text(&mark, look);
        }
    }

    fn look(&self) -> Look {
        let style = self.paragraphs.last().map(|paragraph| paragraph.style.look).unwrap_or_default();
        let run = self.runs.last().copied().unwrap_or_default();
        let look = run.over(style).on(self.paragraph_ground());
        if self.rows.contains(&true) { Look { hidden: Some(HiddenReason::Marked), ..look } } else { look }
    }

    fn paragraph_ground(&self) -> Ground {
        let shade = self.paragraphs.last().and_then(|paragraph| paragraph.shade.or(paragraph.style.shade));
        self.ground().under(shade.flatten())
    }

    fn ground(&self) -> Ground {
        self.grounds.last().copied().unwrap_or(Ground::Unknown)
    }
}
