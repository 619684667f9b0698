//! What the words of RTF do to the reader: destinations, settings, signs.

use super::charset::{Charset, code_page_encoding};
use super::group::{Destination, Place};
use super::reader::{Field, Reader};

/// Substitutes that may follow a Unicode character.
const MAX_SUBSTITUTES: i32 = 8;

impl Reader<'_> {
    /// Whether the word sets what becomes of the group.
    pub(super) fn destination(&mut self, word: &str, is_optional: bool) -> bool {
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

    pub(super) fn setting(&mut self, word: &str, number: Option<i32>) {
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
}
