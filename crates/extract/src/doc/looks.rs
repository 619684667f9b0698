//! Properties of characters and paragraphs: formatted disk pages ([MS-DOC] 2.9.33, 2.9.175) and the
//! modifiers in them (2.6).

use super::Header;
use super::bytes::{u16_at, u32_at};

/// Numbers of the pairs that name the pages of character and paragraph properties.
const CHARACTER_PAGES: usize = 12;
const PARAGRAPH_PAGES: usize = 13;
const PAGE_BYTES: usize = 512;

/// Properties by offset in the main stream.
#[derive(Debug)]
pub(super) struct Runs<T>(Vec<Run<T>>);

#[derive(Debug)]
struct Run<T> {
    start: u32,
    end: u32,
    properties: T,
}

/// What is said of characters.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct CharacterLook {
    pub(super) half_points: Option<u16>,
    pub(super) is_bold: bool,
    pub(super) is_hidden: bool,
    pub(super) is_deleted: bool,
    pub(super) colour: Option<[u8; 3]>,
    pub(super) has_paint: bool,
}

/// What is said of paragraphs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct ParagraphLook {
    pub(super) in_table: bool,
    pub(super) ends_row: bool,
    pub(super) is_listed: bool,
    pub(super) has_paint: bool,
}

impl<T: Copy + Default> Runs<T> {
    /// The properties at an offset; the defaults where nothing is said.
    pub(super) fn at(&self, offset: u32) -> T {
        let idx = self.0.partition_point(|run| run.end <= offset);
        self.0.get(idx).filter(|run| run.start <= offset).map(|run| run.properties).unwrap_or_default()
    }

    fn new(mut runs: Vec<Run<T>>) -> Self {
        runs.retain(|run| run.start < run.end);
        runs.sort_by_key(|run| run.start);
        Self(runs)
    }
}

impl Runs<CharacterLook> {
    pub(super) fn of_characters(main: &[u8], table: &[u8], header: &Header) -> Self {
        let mut runs = Vec::new();
        for page in pages(main, header.table_part(main, table, CHARACTER_PAGES)) {
            let n = usize::from(page[PAGE_BYTES - 1]);
            for idx in 0..n {
                let Some((start, end)) = range(page, idx) else { break };
                let list = page.get(4 * (n + 1) + idx).and_then(|&at| character_list(page, at));
                let mut properties = CharacterLook::default();
                for modifier in Modifiers(list.unwrap_or_default()) {
                    properties.apply(&modifier);
                }
                runs.push(Run { start, end, properties });
            }
        }
        Self::new(runs)
    }
}

impl Runs<ParagraphLook> {
    pub(super) fn of_paragraphs(main: &[u8], table: &[u8], header: &Header) -> Self {
        let mut runs = Vec::new();
        for page in pages(main, header.table_part(main, table, PARAGRAPH_PAGES)) {
            let n = usize::from(page[PAGE_BYTES - 1]);
            for idx in 0..n {
                let Some((start, end)) = range(page, idx) else { break };
                let list = page.get(4 * (n + 1) + 13 * idx).and_then(|&at| paragraph_list(page, at));
                let mut properties = ParagraphLook::default();
                // The first two bytes are the style.
                for modifier in Modifiers(list.and_then(|list| list.get(2..)).unwrap_or_default()) {
                    properties.apply(&modifier);
                }
                runs.push(Run { start, end, properties });
            }
        }
        Self::new(runs)
    }
}

impl CharacterLook {
    fn apply(&mut self, modifier: &Modifier<'_>) {
        match modifier.code {
            0x083C => self.is_hidden = modifier.is_on(),
            0x0835 => self.is_bold = modifier.is_on(),
            0x0800 => self.is_deleted = modifier.is_on(),
            0x4A43 => self.half_points = u16_at(modifier.operand, 0),
            0x2A42 => self.colour = modifier.operand.first().and_then(|&idx| palette(idx)),
            0x6870 => self.colour = colour(modifier.operand),
            // Shading and text marker.
            0xCA71 | 0x4866 | 0x2A0C => self.has_paint = modifier.operand.iter().any(|&byte| byte != 0),
            _ => {}
        }
    }
}

impl ParagraphLook {
    fn apply(&mut self, modifier: &Modifier<'_>) {
        match modifier.code {
            0x2416 => self.in_table = modifier.is_on(),
            0x2417 => self.ends_row = modifier.is_on(),
            0x460B => self.is_listed = u16_at(modifier.operand, 0).is_some_and(|list| list != 0),
            0xC64D | 0x442D => self.has_paint = modifier.operand.iter().any(|&byte| byte != 0),
            _ => {}
        }
    }
}

/// The formatted disk pages that a table of pages names.
fn pages<'a>(main: &'a [u8], plc: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let n = plc.len().saturating_sub(4) / 8;
    (0..n).filter_map(move |idx| {
        let number = u32_at(plc, 4 * (n + 1) + 4 * idx)? & 0x3F_FFFF;
        let start = usize::try_from(number).ok()? * PAGE_BYTES;
        main.get(start..start + PAGE_BYTES)
    })
}

/// Offsets in the main stream that the run of that number covers.
fn range(page: &[u8], idx: usize) -> Option<(u32, u32)> {
    Some((u32_at(page, 4 * idx)?, u32_at(page, 4 * idx + 4)?))
}

fn character_list(page: &[u8], at: u8) -> Option<&[u8]> {
    let start = 2 * usize::from(at);
    let length = usize::from(*page.get(start).filter(|_| start > 0)?);
    page.get(start + 1..start + 1 + length)
}

fn paragraph_list(page: &[u8], at: u8) -> Option<&[u8]> {
    let start = 2 * usize::from(at);
    match usize::from(*page.get(start).filter(|_| start > 0)?) {
        0 => page.get(start + 2..start + 2 + 2 * usize::from(*page.get(start + 1)?)),
        length => page.get(start + 1..start + 2 * length),
    }
}

/// One property with its operand.
struct Modifier<'a> {
    code: u16,
    operand: &'a [u8],
}

impl Modifier<'_> {
    /// 0x80 and 0x81 stand for what the style says and its contrary: taken as plain yes and no.
    fn is_on(&self) -> bool {
        self.operand.first().is_some_and(|operand| operand & 1 == 1)
    }
}

/// A list of properties, to its end or to where it is broken.
struct Modifiers<'a>(&'a [u8]);

impl<'a> Iterator for Modifiers<'a> {
    type Item = Modifier<'a>;

    fn next(&mut self) -> Option<Modifier<'a>> {
        let code = u16_at(self.0, 0)?;
        let (skip, length) = match code >> 13 {
            0 | 1 => (2, 1),
            2 | 4 | 5 => (2, 2),
            3 => (2, 4),
            7 => (2, 3),
            // The one property whose length takes two bytes and counts itself.
            _ if code == 0xD608 => (4, usize::from(u16_at(self.0, 2)?).checked_sub(1)?),
            _ => (3, usize::from(*self.0.get(2)?)),
        };
        let operand = self.0.get(skip..skip + length)?;
        self.0 = &self.0[skip + length..];
        Some(Modifier { code, operand })
    }
}

/// A colour as red, green, blue and a fourth byte that is set for "automatic".
fn colour(operand: &[u8]) -> Option<[u8; 3]> {
    match operand {
        &[red, green, blue, 0] => Some([red, green, blue]),
        _ => None,
    }
}

/// The old sixteen colours ([MS-DOC] 2.9.119), as far as they may melt into white.
fn palette(idx: u8) -> Option<[u8; 3]> {
    match idx {
        0 => None,
        8 => Some([255; 3]),
        _ => Some([0; 3]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modifiers_are_read_to_where_they_break() {
        let list = [0x3C, 0x08, 1, 0x43, 0x4A, 20, 0, 0x08, 0xD6, 3, 0, 9, 9, 0x35, 0x08, 1, 0x70, 0x68, 255];
        let codes: Vec<u16> = Modifiers(&list).map(|modifier| modifier.code).collect();
        assert_eq!(codes, [0x083C, 0x4A43, 0xD608, 0x0835]);
    }
}
