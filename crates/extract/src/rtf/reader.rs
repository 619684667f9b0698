//! One place of an RTF file, token by token, into the flow.

use std::collections::BTreeMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::charset::Charset;
use super::group::{Destination, Group, Place};
use super::tokens::{Token, Tokens};
use crate::field::hyperlink;
use crate::flow::{Flow, LinkId, ParagraphRow};

/// Groups within groups that are followed; deeper ones keep the settings of the last.
const MAX_DEPTH: usize = 10_000;

pub(super) struct Reader<'a> {
    pub(super) flow: &'a mut Flow,
    pub(super) place: Place,
    pub(super) group: Group,
    pub(super) outer: Vec<Group>,
    /// Groups deeper than are followed.
    pub(super) n_too_deep: usize,
    pub(super) default_encoding: &'static Encoding,
    pub(super) default_font: i32,
    pub(super) fonts: BTreeMap<i32, Charset>,
    /// `None` is the reader's own colour.
    pub(super) colours: Vec<Option<[u8; 3]>>,
    pub(super) next_colour: Option<[u8; 3]>,
    /// Bytes of text whose encoding is that of the current font.
    pub(super) bytes: Vec<u8>,
    pub(super) high_surrogate: Option<u16>,
    pub(super) n_to_skip: i32,
    /// Whether `\*` has been met: the group's destination is dropped unless known.
    pub(super) is_optional: bool,
    pub(super) fields: Vec<Field>,
    pub(super) list_mark: String,
    pub(super) has_text: bool,
    pub(super) row: ParagraphRow,
    pub(super) has_painted_cells: bool,
}

#[derive(Debug, Default)]
pub(super) struct Field {
    instruction: String,
    link: Option<LinkId>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(flow: &'a mut Flow, place: Place) -> Self {
        Self {
            flow,
            place,
            group: Group::new(),
            outer: Vec::new(),
            n_too_deep: 0,
            default_encoding: WINDOWS_1252,
            default_font: 0,
            fonts: BTreeMap::new(),
            colours: Vec::new(),
            next_colour: None,
            bytes: Vec::new(),
            high_surrogate: None,
            n_to_skip: 0,
            is_optional: false,
            fields: Vec::new(),
            list_mark: String::new(),
            has_text: false,
            row: ParagraphRow::default(),
            has_painted_cells: false,
        }
    }

    /// Says one place of the file. Whether its end is missing.
    pub(super) fn read(mut self, bytes: &[u8]) -> bool {
        for token in Tokens::new(bytes) {
            if !matches!(token, Token::Byte(_)) {
                self.flush();
            }
            match token {
                Token::Open => self.open(),
                Token::Close => self.close(),
                Token::Byte(byte) => self.byte(byte),
                Token::Symbol(symbol) => self.symbol(symbol),
                Token::Word(word, number) => self.word(word, number),
            }
            if self.flow.is_full() {
                break;
            }
        }
        self.flush();
        let is_cut = !self.outer.is_empty() && !self.flow.is_full();
        while !self.outer.is_empty() {
            self.close();
        }
        self.row.end(self.flow);
        self.flow.end_block();
        is_cut
    }

    fn open(&mut self) {
        self.n_to_skip = 0;
        self.is_optional = false;
        if self.outer.len() < MAX_DEPTH {
            self.outer.push(self.group);
            (self.group.is_aside, self.group.is_field) = (false, false);
        } else {
            self.n_too_deep += 1;
        }
    }

    fn close(&mut self) {
        self.n_to_skip = 0;
        self.is_optional = false;
        if self.n_too_deep > 0 {
            self.n_too_deep -= 1;
            return;
        }
        let Some(outer) = self.outer.pop() else { return };
        let group = std::mem::replace(&mut self.group, outer);
        if group.destination == Destination::ListMark && outer.destination != Destination::ListMark {
            self.say_list_mark();
        }
        if group.is_aside {
            self.flow.end_aside();
        }
        if group.is_field
            && let Some(Field { link: Some(link), .. }) = self.fields.pop()
        {
            self.flow.end_link(link);
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.n_to_skip > 0 {
            self.n_to_skip -= 1;
            return;
        }
        match self.group.destination {
            Destination::Colours if byte == b';' => self.colours.push(self.next_colour.take()),
            Destination::Shown(_) | Destination::ListMark | Destination::Instruction => self.bytes.push(byte),
            Destination::Colours | Destination::Fonts | Destination::Dropped => {}
        }
    }

    /// Gives the gathered bytes their meaning.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let font = if self.group.font < 0 { self.default_font } else { self.group.font };
        let charset = self.fonts.get(&font).copied().unwrap_or(Charset::Default);
        let text = charset.decode(&self.bytes, self.default_encoding);
        self.bytes.clear();
        self.say(&text);
    }

    fn symbol(&mut self, symbol: u8) {
        if self.n_to_skip > 0 {
            self.n_to_skip -= 1;
            return;
        }
        match symbol {
            b'*' => self.is_optional = true,
            b'~' => self.say(" "),
            b'_' => self.say("-"),
            b'\\' | b'{' | b'}' => self.say(char::from(symbol).encode_utf8(&mut [0; 4])),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        if self.n_to_skip > 0 {
            self.n_to_skip -= 1;
            return;
        }
        let is_optional = std::mem::take(&mut self.is_optional);
        if !self.destination(word, is_optional) {
            self.setting(word, number);
        }
    }

    pub(super) fn begin_aside(&mut self) {
        let place = self.outer_shown();
        if place == Destination::Shown(self.place) {
            self.group.is_aside = true;
            self.flow.begin_aside();
        }
        self.group.destination = place;
    }

    /// Where the nearest group around this one shows its text.
    pub(super) fn outer_shown(&self) -> Destination {
        let shown = self.outer.iter().rev().map(|group| group.destination);
        let is_shown = |destination: &Destination| matches!(destination, Destination::Shown(_));
        shown.into_iter().find(is_shown).unwrap_or(Destination::Dropped)
    }

    pub(super) fn show_result(&mut self) {
        let is_shown = self.is_shown();
        if let Some(field) = self.fields.last_mut()
            && is_shown
        {
            field.link = hyperlink(&field.instruction).map(|address| self.flow.begin_link(address));
        }
    }

    pub(super) fn is_shown(&self) -> bool {
        self.group.destination == Destination::Shown(self.place)
    }

    pub(super) fn say(&mut self, text: &str) {
        match self.group.destination {
            Destination::Shown(place) if place == self.place && !self.group.is_deleted => {
                self.enter_table();
                let look = self.look();
                self.has_text |= look.hidden.is_none() && !text.trim().is_empty();
                self.flow.text(text, look);
            }
            Destination::ListMark => self.list_mark.push_str(text),
            Destination::Instruction => {
                if let Some(field) = self.fields.last_mut() {
                    field.instruction.push_str(text);
                }
            }
            Destination::Shown(_) | Destination::Dropped | Destination::Fonts | Destination::Colours => {}
        }
    }

    /// Whatever sign a bullet has in its font, it is a bullet; numbers and letters stay.
    fn say_list_mark(&mut self) {
        let mark = std::mem::take(&mut self.list_mark);
        let mark = mark.trim();
        let is_number = mark.chars().any(char::is_numeric) || mark.ends_with(['.', ')']);
        match mark {
            "" => {}
            _ if is_number => self.say(&format!("{mark} ")),
            _ => self.say("• "),
        }
    }

    /// Opens or closes a table row, as the paragraph says that it is in one or not.
    fn enter_table(&mut self) {
        if self.row.enter(self.group.in_table, self.flow) {
            self.forget_row();
        }
    }

    fn forget_row(&mut self) {
        self.has_text = false;
        self.has_painted_cells = false;
    }

    pub(super) fn end_line(&mut self, is_paragraph: bool) {
        if !self.is_shown() {
            return;
        }
        let has_text = std::mem::take(&mut self.has_text);
        if has_text || !is_paragraph { self.flow.end_line() } else { self.flow.end_block() }
    }

    pub(super) fn end_cell(&mut self) {
        if self.is_shown() {
            self.enter_table();
            self.has_text = false;
            self.flow.begin_cell();
        }
    }

    pub(super) fn end_row(&mut self) {
        if self.row.end(self.flow) {
            self.forget_row();
        }
    }
}
