//! Rich Text Format (Microsoft's specification 1.9.1).
//!
//! Terms: a *group* is what stands between braces: what is set inside ends with it; a *destination* is what
//! becomes of a group's text: shown, noted, or dropped; a *place* is the part of the document that is said.

mod charset;
mod tokens;

use std::collections::BTreeMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::field::hyperlink;
use crate::flow::{Flow, LinkId, Look};
use crate::{DocumentText, Format, HiddenReason, ReadStatus};
use charset::{Charset, code_page_encoding};
use tokens::{Token, Tokens};

/// Groups within groups that are followed; deeper ones keep the settings of the last.
const MAX_DEPTH: usize = 10_000;
/// Substitutes that may follow a Unicode character.
const MAX_SUBSTITUTES: i32 = 8;
/// Letters below this many half points are not read by people.
const MIN_HALF_POINTS: i32 = 4;

/// Reads the file: headers, body, footers.
pub(crate) fn read(bytes: &[u8]) -> DocumentText {
    let mut flow = Flow::default();
    let mut is_cut = false;
    for place in [Place::Header, Place::Body, Place::Footer] {
        is_cut |= Reader::new(&mut flow, place).read(bytes);
    }
    let mut document = flow.finish(Format::Rtf);
    if is_cut && document.status == ReadStatus::Ok {
        document.status = ReadStatus::OkPartial;
        document.reason = Some("the file is damaged: its end is missing".to_owned());
    }
    document
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Header,
    Body,
    Footer,
}

/// What becomes of the text of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Destination {
    Shown(Place),
    /// The mark before a list item.
    ListMark,
    Dropped,
    Fonts,
    Colours,
    Instruction,
}

/// What a group sets.
#[derive(Clone, Copy, Debug)]
struct Group {
    destination: Destination,
    /// Whether a text box or note began here.
    is_aside: bool,
    is_field: bool,
    n_substitutes: i32,
    font: i32,
    bold: bool,
    half_points: i32,
    is_hidden: bool,
    is_deleted: bool,
    colour: i32,
    /// Paint under the letters, and under the paragraph; 0 for none.
    letter_paint: i32,
    paragraph_paint: i32,
    in_table: bool,
}

impl Group {
    fn new() -> Self {
        Self {
            destination: Destination::Shown(Place::Body),
            is_aside: false,
            is_field: false,
            n_substitutes: 1,
            font: -1,
            bold: false,
            half_points: 24,
            is_hidden: false,
            is_deleted: false,
            colour: 0,
            letter_paint: 0,
            paragraph_paint: 0,
            in_table: false,
        }
    }

    /// `\plain`: letters as if nothing had been said.
    fn plain(self) -> Self {
        let fresh = Self::new();
        Self {
            font: fresh.font,
            bold: fresh.bold,
            half_points: fresh.half_points,
            is_hidden: fresh.is_hidden,
            is_deleted: fresh.is_deleted,
            colour: fresh.colour,
            letter_paint: fresh.letter_paint,
            ..self
        }
    }
}

struct Reader<'a> {
    flow: &'a mut Flow,
    place: Place,
    group: Group,
    outer: Vec<Group>,
    /// Groups deeper than are followed.
    n_too_deep: usize,
    default_encoding: &'static Encoding,
    default_font: i32,
    fonts: BTreeMap<i32, Charset>,
    /// `None` is the reader's own colour.
    colours: Vec<Option<[u8; 3]>>,
    next_colour: Option<[u8; 3]>,
    /// Bytes of text whose encoding is that of the current font.
    bytes: Vec<u8>,
    high_surrogate: Option<u16>,
    n_to_skip: i32,
    /// Whether `\*` has been met: the group's destination is dropped unless known.
    is_optional: bool,
    fields: Vec<Field>,
    list_mark: String,
    has_text: bool,
    has_row: bool,
    has_painted_cells: bool,
}

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    link: Option<LinkId>,
}

impl<'a> Reader<'a> {
    fn new(flow: &'a mut Flow, place: Place) -> Self {
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
            has_row: false,
            has_painted_cells: false,
        }
    }

    /// Says one place of the file. Whether its end is missing.
    fn read(mut self, bytes: &[u8]) -> bool {
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
        if std::mem::take(&mut self.has_row) {
            self.flow.end_row();
        }
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

    /// Whether the word sets what becomes of the group.
    fn destination(&mut self, word: &str, is_optional: bool) -> bool {
        let destination = match word {
            "fonttbl" => Destination::Fonts,
            "colortbl" => Destination::Colours,
            "fldinst" => Destination::Instruction,
            "listtext" | "pntext" if self.is_shown() => Destination::ListMark,
            "header" | "headerl" | "headerr" | "headerf" => Destination::Shown(Place::Header),
            "footer" | "footerl" | "footerr" | "footerf" => Destination::Shown(Place::Footer),
            "ud" => self.outer_shown(),
            "fldrslt" => {
                self.show_result();
                return true;
            }
            "field" => {
                self.group.is_field = true;
                self.fields.push(Field::default());
                return true;
            }
            "footnote" | "shptxt" | "dptxbxtext" => {
                self.begin_aside();
                return true;
            }
            // Neither of the two is shown, and text boxes are in both.
            "shpinst" | "do" => Destination::Dropped,
            "stylesheet" | "info" | "pict" | "nonshppict" | "shprslt" | "upr" | "tc" | "xe" | "rxe"
            | "private" | "nonesttables" | "userprops" | "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep"
            | "aftnsepc" | "aftncn" | "annotation" | "objdata" => Destination::Dropped,
            _ if is_optional => Destination::Dropped,
            _ => return false,
        };
        // What is dropped stays dropped, but for the few words that bring text back.
        if self.group.destination != Destination::Dropped || word == "ud" {
            self.group.destination = destination;
        }
        true
    }

    fn setting(&mut self, word: &str, number: Option<i32>) {
        let value = number.unwrap_or(0);
        let is_on = number != Some(0);
        let group = &mut self.group;
        match word {
            "ansicpg" => self.default_encoding = code_page_encoding(value),
            "mac" => self.default_encoding = code_page_encoding(10000),
            "deff" => self.default_font = value,
            "fcharset" if group.destination == Destination::Fonts => {
                self.fonts.insert(group.font, Charset::of_font(value));
            }
            "red" | "green" | "blue" => self.set_channel(word, value),
            "f" => group.font = value,
            "uc" => group.n_substitutes = value.clamp(0, MAX_SUBSTITUTES),
            "u" => self.unicode(value),
            "plain" => self.group = group.plain(),
            "b" => group.bold = is_on,
            "fs" => group.half_points = value,
            "v" => group.is_hidden = is_on,
            "deleted" => group.is_deleted = is_on,
            "cf" => group.colour = value,
            "cb" | "chcbpat" | "highlight" => group.letter_paint = value,
            "cbpat" => group.paragraph_paint = value,
            "pard" => (group.in_table, group.paragraph_paint) = (false, 0),
            "intbl" => group.in_table = true,
            "clcbpat" => self.has_painted_cells = true,
            _ => self.sign(word),
        }
    }

    /// Words that stand for a sign or an end.
    fn sign(&mut self, word: &str) {
        match word {
            "par" | "sect" | "line" | "page" | "column" => self.end_line(word == "par"),
            "cell" => self.end_cell(),
            "row" => self.end_row(),
            "nestcell" | "tab" => self.say("\t"),
            "nestrow" => self.end_line(false),
            "emdash" => self.say("—"),
            "endash" => self.say("–"),
            "lquote" => self.say("‘"),
            "rquote" => self.say("’"),
            "ldblquote" => self.say("“"),
            "rdblquote" => self.say("”"),
            "bullet" => self.say("•"),
            "emspace" | "enspace" | "qmspace" => self.say(" "),
            _ => {}
        }
    }

    fn set_channel(&mut self, word: &str, value: i32) {
        let channel = ["red", "green", "blue"].iter().position(|&name| name == word);
        if let (Destination::Colours, Some(channel)) = (self.group.destination, channel) {
            let colour = self.next_colour.get_or_insert([0; 3]);
            colour[channel] = u8::try_from(value.clamp(0, 255)).expect("just clamped");
        }
    }

    /// A UTF-16 unit as a signed number; substitutes for older readers follow.
    fn unicode(&mut self, value: i32) {
        self.n_to_skip = self.group.n_substitutes;
        let unit = u16::try_from(value.rem_euclid(0x1_0000)).expect("a remainder of 16 bits");
        if let 0xD800..0xDC00 = unit {
            self.high_surrogate = Some(unit);
            return;
        }
        let units: Vec<u16> = self.high_surrogate.take().into_iter().chain([unit]).collect();
        self.say(&String::from_utf16_lossy(&units));
    }

    fn begin_aside(&mut self) {
        let place = self.outer_shown();
        if place == Destination::Shown(self.place) {
            self.group.is_aside = true;
            self.flow.begin_aside();
        }
        self.group.destination = place;
    }

    /// Where the nearest group around this one shows its text.
    fn outer_shown(&self) -> Destination {
        let shown = self.outer.iter().rev().map(|group| group.destination);
        let is_shown = |destination: &Destination| matches!(destination, Destination::Shown(_));
        shown.into_iter().find(is_shown).unwrap_or(Destination::Dropped)
    }

    fn show_result(&mut self) {
        let is_shown = self.is_shown();
        if let Some(field) = self.fields.last_mut()
            && is_shown
        {
            field.link = hyperlink(&field.instruction).map(|address| self.flow.begin_link(address));
        }
    }

    fn is_shown(&self) -> bool {
        self.group.destination == Destination::Shown(self.place)
    }

    fn say(&mut self, text: &str) {
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
        match (self.group.in_table, self.has_row) {
            (true, false) => {
                self.flow.begin_row();
                self.flow.begin_cell();
                self.has_row = true;
            }
            (false, true) => self.end_row(),
            (true, true) | (false, false) => {}
        }
    }

    fn end_line(&mut self, is_paragraph: bool) {
        if !self.is_shown() {
            return;
        }
        let has_text = std::mem::take(&mut self.has_text);
        if has_text || !is_paragraph { self.flow.end_line() } else { self.flow.end_block() }
    }

    fn end_cell(&mut self) {
        if self.is_shown() {
            self.enter_table();
            self.has_text = false;
            self.flow.begin_cell();
        }
    }

    fn end_row(&mut self) {
        if std::mem::take(&mut self.has_row) {
            self.has_text = false;
            self.has_painted_cells = false;
            self.flow.end_row();
        }
    }

    fn look(&self) -> Look {
        let group = &self.group;
        let hidden = if group.is_hidden {
            Some(HiddenReason::Marked)
        } else if group.half_points < MIN_HALF_POINTS {
            Some(HiddenReason::Size)
        } else if self.melts_into_ground() {
            Some(HiddenReason::Colour)
        } else {
            None
        };
        // Sizes of files are far below what a float holds exactly.
        #[expect(clippy::cast_precision_loss, reason = "half points of a letter are small numbers")]
        let size = group.half_points as f32 / 2.0;
        Look { size, bold: group.bold, hidden }
    }

    fn melts_into_ground(&self) -> bool {
        let Some(colour) = self.colour(self.group.colour) else { return false };
        let paint =
            [self.group.letter_paint, self.group.paragraph_paint].into_iter().find(|&paint| paint != 0);
        let ground = match paint {
            Some(paint) => self.colour(paint).unwrap_or([255; 3]),
            None if self.has_painted_cells => return false,
            None => [255; 3],
        };
        colour.iter().zip(ground).all(|(&a, b)| a.abs_diff(b) < 16)
    }

    fn colour(&self, number: i32) -> Option<[u8; 3]> {
        self.colours.get(usize::try_from(number).ok()?).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rtf: &str, expected: &str) {
        assert_eq!(read(format!("{{\\rtf1\\ansi {rtf}}}").as_bytes()).body, expected, "{rtf}");
    }

    #[test]
    fn paragraphs_signs_and_encodings() {
        check("Jane\\tab 2019\\par one\\line two\\par\\par three", "Jane\t2019\none\ntwo\n\nthree\n");
        check("Jos\\'e9 \\u321?\\u243?d\\'b9 \\endash\\~\\{x\\}", "José Łód¹ – {x}\n");
        check("\\ansicpg1250 \\'a3\\'f3d\\'9f", "Łódź\n");
        check(
            "{\\fonttbl{\\f0\\fcharset204 Arial;}{\\f1\\fcharset2 Symbol;}}\\f0\\'cf\\'f0\\f1\\'b7",
            "Пр•\n",
        );
        check("{\\fonttbl{\\f0\\fcharset128 MS;}}\\f0\\'93\\'fa\\'96\\'7b", "日本\n");
        check("\\u-10179?\\u-8704?", "😀\n");
        check("\\uc2\\u233 ab c", "é c\n");
    }

    #[test]
    fn what_is_not_text_is_dropped() {
        check("{\\info{\\author Nobody}}{\\*\\generator x;}{\\stylesheet{\\s0 Normal;}}text", "text\n");
        check("{\\pict 89504e47}{\\*\\unknown{\\b words}}text{\\deleted gone}", "text\n");
        check("{\\upr{ansi}{\\*\\ud{unicode}}}", "unicode\n");
        check("\\bin4 }}}}text", "text\n");
    }

    #[test]
    fn lists_tables_and_boxes() {
        check("{\\listtext\\'95\\tab}Built\\par{\\pntext 1.\\tab}first", "• Built\n1. first\n");
        check("{\\listtext o\\tab}Built", "• Built\n");
        check(
            "\\trowd\\pard\\intbl Rust\\cell 5 years\\cell\\row\\pard after\\par",
            "Rust\t5 years\nafter\n",
        );
        check(
            "Name{\\shp{\\*\\shpinst{\\sp{\\sn x}}{\\shptxt in the box\\par}}{\\shprslt in the box}} here\\par after",
            "Name here\n\nin the box\n\nafter\n",
        );
    }

    #[test]
    fn headers_come_first_and_footers_last() {
        check("{\\footer page\\par}{\\header Jane Doe\\par}body\\par", "Jane Doe\n\nbody\n\npage\n");
    }

    #[test]
    fn links_carry_their_words() {
        let rtf = r#"{\rtf1 {\field{\*\fldinst HYPERLINK "https://example.com"}{\fldrslt my page}} x}"#;
        let document = read(rtf.as_bytes());
        assert_eq!(document.body, "my page x\n");
        assert_eq!(document.links[0].target, "https://example.com");
        assert_eq!(document.links[0].span.unwrap().of(&document.body), "my page");
    }

    #[test]
    fn what_nobody_sees_is_kept_apart() {
        let colours = "{\\colortbl;\\red255\\green255\\blue255;\\red0\\green0\\blue0;}";
        let check = |words: &str, expected: Option<HiddenReason>| {
            let document = read(format!("{{\\rtf1{colours}seen {{{words} planted}}}}").as_bytes());
            assert_eq!(document.hidden.first().map(|hidden| hidden.reason), expected, "{words}");
            assert_eq!(document.body.contains("planted"), expected.is_none(), "{words}");
        };
        check("\\v", Some(HiddenReason::Marked));
        check("\\v\\v0", None);
        check("\\cf1", Some(HiddenReason::Colour));
        check("\\cf1\\highlight2", None);
        check("\\cf0", None);
        check("\\cf2", None);
        check("\\fs2", Some(HiddenReason::Size));
        check("\\fs16", None);
    }

    #[test]
    fn damage_is_said_and_costs_nothing() {
        let document = read(b"{\\rtf1 {\\b some words");
        assert_eq!((document.body.as_str(), document.status), ("some words\n", ReadStatus::OkPartial));
        let deep = format!("{{\\rtf1 {}deep{}}}", "{".repeat(100_000), "}".repeat(100_000));
        assert_eq!(read(deep.as_bytes()).body, "deep\n");
        check("\\bin4000000000 lost", "");
        check("}}}} after", "after\n");
        check("\\u-99999999999999 ?", "");
    }
}
