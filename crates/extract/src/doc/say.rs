//! The stories of a document into the flow.

use super::bytes::u32_at;
use super::looks::{CharacterLook, ParagraphLook, Runs};
use super::pieces::{Pieces, Unit};
use super::{Header, StoryLengths};
use crate::field::hyperlink;
use crate::flow::{Flow, LinkId, Look, NORMAL_SIZE, ParagraphRow};
use crate::{DocumentText, Format, HiddenReason};

/// Number of the pair that names where the headers part.
const HEADER_PARTS: usize = 11;
/// Parts of the headers' story before those of the first section, and parts a section.
const PARTS_BEFORE: usize = 6;
const PARTS_A_SECTION: usize = 6;
/// Letters below this many half points are not read by people.
const MIN_HALF_POINTS: u16 = 4;
/// Sections whose headers are looked at.
const MAX_SECTIONS: usize = 100;

/// Says all stories: headers, body, text boxes, notes, footers.
pub(super) fn say(main: &[u8], table: &[u8], header: &Header, pieces: &Pieces) -> DocumentText {
    let stories = Stories::of(header.lengths);
    let margins = Margins::parse(header.table_part(main, table, HEADER_PARTS), stories.headers.0);
    let mut flow = Flow::default();
    let mut teller = Teller {
        flow: &mut flow,
        main,
        pieces,
        characters: Runs::of_characters(main, table, header),
        paragraphs: Runs::of_paragraphs(main, table, header),
        // White letters may stand on a drawing that lies behind the text.
        is_over_drawing: pieces.units(main, 0, stories.body.1).any(|unit| unit.unit == 8),
        fields: Vec::new(),
        has_text: false,
        row: ParagraphRow::default(),
    };
    teller.margins(&margins.headers);
    for story in [stories.body, stories.boxes, stories.footnotes, stories.endnotes] {
        teller.story(story);
    }
    teller.margins(&margins.footers);
    flow.finish(Format::Doc)
}

/// Character positions of the stories, from the first to after the last.
struct Stories {
    body: (u32, u32),
    footnotes: (u32, u32),
    headers: (u32, u32),
    endnotes: (u32, u32),
    boxes: (u32, u32),
}

impl Stories {
    fn of(lengths: StoryLengths) -> Self {
        let mut position = 0_u32;
        let mut next = |length: u32| {
            let start = position;
            position = position.saturating_add(length);
            (start, position)
        };
        let (body, footnotes, headers) = (next(lengths.body), next(lengths.footnotes), next(lengths.headers));
        next(lengths.comments);
        Self { body, footnotes, headers, endnotes: next(lengths.endnotes), boxes: next(lengths.boxes) }
    }
}

/// Character positions of the headers and footers that are shown.
#[derive(Debug, Default)]
struct Margins {
    headers: Vec<(u32, u32)>,
    footers: Vec<(u32, u32)>,
}

impl Margins {
    /// A section's parts are headers of even, of odd pages, footers of even, of odd pages, first header, first
    /// footer. Empty ones stand for those of the section before.
    fn parse(plc: &[u8], start: u32) -> Self {
        let mut margins = Self::default();
        let position = |idx: usize| Some(start.saturating_add(u32_at(plc, 4 * idx)?));
        let part = |idx: usize| Some((position(idx)?, position(idx + 1)?)).filter(|(start, end)| start < end);
        for section in 0..MAX_SECTIONS {
            let first = PARTS_BEFORE + section * PARTS_A_SECTION;
            if position(first + 1).is_none() {
                break;
            }
            margins.headers.extend([4, 1].into_iter().filter_map(|idx| part(first + idx)));
            margins.footers.extend([5, 3].into_iter().filter_map(|idx| part(first + idx)));
        }
        margins
    }
}

struct Teller<'a> {
    flow: &'a mut Flow,
    main: &'a [u8],
    pieces: &'a Pieces,
    characters: Runs<CharacterLook>,
    paragraphs: Runs<ParagraphLook>,
    is_over_drawing: bool,
    fields: Vec<Field>,
    /// Whether the paragraph has said anything.
    has_text: bool,
    row: ParagraphRow,
}

/// A field: instructions, then the result that people see.
#[derive(Debug, Default)]
struct Field {
    instruction: Vec<u16>,
    shows_result: bool,
    link: Option<LinkId>,
}

impl Teller<'_> {
    /// Says headers or footers; the same words are said once.
    fn margins(&mut self, parts: &[(u32, u32)]) {
        let mut said: Vec<Vec<u16>> = Vec::new();
        for &part in parts {
            let words: Vec<u16> =
                self.pieces.units(self.main, part.0, part.1).map(|unit| unit.unit).collect();
            if !said.contains(&words) {
                said.push(words);
                self.story(part);
            }
        }
    }

    fn story(&mut self, (start, end): (u32, u32)) {
        let mut text: Vec<u16> = Vec::new();
        let mut last: Option<(CharacterLook, ParagraphLook)> = None;
        for Unit { unit, offset } in self.pieces.units(self.main, start, end) {
            let looks = (self.characters.at(offset), self.paragraphs.at(offset));
            if unit < 0x20 || last.is_some_and(|last| last != looks) {
                self.say(&text, last.unwrap_or(looks));
                text.clear();
            }
            last = Some(looks);
            match unit {
                0..0x20 => self.sign(unit, looks),
                _ => text.push(unit),
            }
            if self.flow.is_full() {
                return;
            }
        }
        self.say(&text, last.unwrap_or_default());
        while let Some(field) = self.fields.pop() {
            field.link.into_iter().for_each(|link| self.flow.end_link(link));
        }
        self.row.end(self.flow);
        self.flow.end_block();
    }

    /// Signs below the space, which part the text or stand for something.
    fn sign(&mut self, unit: u16, looks: (CharacterLook, ParagraphLook)) {
        match unit {
            0x09 => self.say(&[unit], looks),
            0x07 => self.end_cell(looks.1),
            0x0D | 0x0C => {
                let has_text = std::mem::take(&mut self.has_text);
                if has_text { self.flow.end_line() } else { self.flow.end_block() }
            }
            0x0B | 0x0E => self.flow.end_line(),
            0x13 => self.fields.push(Field::default()),
            0x14 => self.show_result(),
            0x15 => {
                if let Some(Field { link: Some(link), .. }) = self.fields.pop() {
                    self.flow.end_link(link);
                }
            }
            0x1E => self.say(&[u16::from(b'-')], looks),
            _ => {}
        }
    }

    fn say(&mut self, units: &[u16], (character, paragraph): (CharacterLook, ParagraphLook)) {
        if units.is_empty() || character.is_deleted {
            return;
        }
        if let Some(field) = self.fields.iter_mut().rev().find(|field| !field.shows_result) {
            field.instruction.extend(units);
            return;
        }
        self.row.enter(paragraph.in_table, self.flow);
        let text = String::from_utf16_lossy(units);
        let look = self.look(character, paragraph);
        if look.hidden.is_none()
            && !text.trim().is_empty()
            && !std::mem::replace(&mut self.has_text, true)
            && paragraph.is_listed
        {
            self.flow.text("• ", look);
        }
        self.flow.text(&text, look);
    }

    fn show_result(&mut self) {
        let Some(field) = self.fields.last_mut() else { return };
        field.shows_result = true;
        let instruction = String::from_utf16_lossy(&field.instruction);
        field.link = hyperlink(&instruction).map(|address| self.flow.begin_link(address));
    }

    fn end_cell(&mut self, paragraph: ParagraphLook) {
        self.has_text = false;
        if paragraph.ends_row {
            self.row.end(self.flow);
        } else {
            self.row.enter(true, self.flow);
            self.flow.begin_cell();
        }
    }

    fn look(&self, character: CharacterLook, paragraph: ParagraphLook) -> Look {
        let is_on_paint =
            character.has_paint || paragraph.has_paint || paragraph.in_table || self.is_over_drawing;
        let is_white = character.colour.is_some_and(|colour| colour.iter().all(|&channel| channel > 239));
        let hidden = if character.is_hidden {
            Some(HiddenReason::Marked)
        } else if character.half_points.is_some_and(|size| size < MIN_HALF_POINTS) {
            Some(HiddenReason::Size)
        } else if is_white && !is_on_paint {
            Some(HiddenReason::Colour)
        } else {
            None
        };
        let size = character.half_points.map_or(NORMAL_SIZE, |size| f32::from(size) / 2.0);
        Look { size, bold: character.is_bold, hidden }
    }
}
