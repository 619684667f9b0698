//! The piece table ([MS-DOC] 2.9.38, 2.8.35): where in the file which part of the text lies.

use encoding_rs::WINDOWS_1252;

use super::Header;
use super::bytes::{u16_at, u32_at};
use crate::limits::MAX_BODY_BYTES;

/// Number of the pair that names the piece table.
const CLX: usize = 33;

/// Character positions that are looked at: more text than is ever kept.
const MAX_POSITIONS: u32 = 4 * MAX_BODY_BYTES as u32;

/// The text of a document as its pieces, in the order of the text.
#[derive(Debug)]
pub(super) struct Pieces(Vec<Piece>);

#[derive(Clone, Copy, Debug)]
struct Piece {
    /// First character position, and the one after the last.
    start: u32,
    end: u32,
    /// Offset of its bytes in the main stream.
    offset: u32,
    /// Whether a character is one byte of Windows-1252 rather than two of UTF-16.
    is_narrow: bool,
}

/// One UTF-16 unit of the text with its offset in the main stream.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub(super) unit: u16,
    pub(super) offset: u32,
}

impl Pieces {
    pub(super) fn parse(main: &[u8], table: &[u8], header: &Header) -> Option<Self> {
        let mut at = 0;
        let clx = header.table_part(main, table, CLX);
        // Property lists come before the table itself.
        while *clx.get(at)? == 1 {
            at += 3 + usize::from(u16_at(clx, at + 1)?);
        }
        let length = usize::try_from(u32_at(clx, at + 1)?).ok()?;
        let plc = clx.get(at + 5..).map(|plc| &plc[..length.min(plc.len())])?;
        let n = plc.len().checked_sub(4)? / 12;
        let piece = |idx: usize| {
            let descriptor = 4 * (n + 1) + 8 * idx;
            let place = u32_at(plc, descriptor + 2)?;
            let is_narrow = place & 0x4000_0000 != 0;
            let place = place & 0x3FFF_FFFF;
            let offset = if is_narrow { place / 2 } else { place };
            Some(Piece { start: u32_at(plc, 4 * idx)?, end: u32_at(plc, 4 * idx + 4)?, offset, is_narrow })
        };
        let pieces: Vec<Piece> = (0..n).filter_map(piece).filter(|piece| piece.start < piece.end).collect();
        (!pieces.is_empty()).then_some(Self(pieces))
    }

    /// The units of the text from one character position to another.
    pub(super) fn units(&self, main: &[u8], start: u32, end: u32) -> impl Iterator<Item = Unit> {
        let end = end.min(start.saturating_add(MAX_POSITIONS));
        self.0.iter().flat_map(move |piece| {
            let positions = piece.start.max(start)..piece.end.min(end);
            positions.map_while(move |position| unit(main, piece, position))
        })
    }
}

fn unit(main: &[u8], piece: &Piece, position: u32) -> Option<Unit> {
    let idx = position - piece.start;
    let width = if piece.is_narrow { 1 } else { 2 };
    let offset = piece.offset.checked_add(idx.checked_mul(width)?)?;
    let at = usize::try_from(offset).ok()?;
    let unit = if piece.is_narrow { narrow(*main.get(at)?) } else { u16_at(main, at)? };
    Some(Unit { unit, offset })
}

fn narrow(byte: u8) -> u16 {
    let (letter, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
    letter.encode_utf16().next().unwrap_or(u16::from(byte))
}
