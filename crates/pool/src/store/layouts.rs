//! `layouts`: pages, boxes of words, links and hidden text of a résumé, packed.
//!
//! A page holds hundreds of words, so each is kept as steps from the one before it, lengths in tenths of a
//! point, which the compressor then makes small: about four bytes a word.

use candela_extract::{HiddenText, Link, Page, Rect, Span, Word};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use crate::store::{Failure, name_of, of_name};

/// The first byte of a packed layout. Another way of packing gets another one.
const PACKING: u8 = 1;

/// Where everything of a document stands.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Layout {
    pub(crate) pages: Vec<Page>,
    pub(crate) hidden: Vec<HiddenText>,
    pub(crate) links: Vec<Link>,
}

pub(crate) fn insert(
    connection: &Connection,
    resume: i64,
    pages: &[Page],
    hidden: &[HiddenText],
    links: &[Link],
) -> rusqlite::Result<()> {
    insert_packed(connection, resume, pages.len(), &pack(pages, hidden, links))
}

/// Keeps a layout that was packed elsewhere.
pub(crate) fn insert_packed(
    connection: &Connection,
    resume: i64,
    pages: usize,
    packed: &[u8],
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO layouts (resume, pages, packed) VALUES (?1, ?2, ?3)")?
        .execute(params![resume, pages, packed])?;
    Ok(())
}

/// The layout of a résumé as it is packed.
pub(crate) fn packed(connection: &Connection, resume: i64) -> rusqlite::Result<Vec<u8>> {
    connection
        .prepare_cached("SELECT packed FROM layouts WHERE resume = ?1")?
        .query_row([resume], |row| row.get(0))
}

pub(crate) fn load(connection: &Connection, resume: i64) -> Result<Layout, Failure> {
    unpack(&packed(connection, resume)?).map_err(Failure::stored("layout", resume))
}

/// How many pages a résumé has.
pub(crate) fn count_pages(connection: &Connection, resume: i64) -> rusqlite::Result<usize> {
    connection
        .prepare_cached("SELECT pages FROM layouts WHERE resume = ?1")?
        .query_row([resume], |row| row.get(0))
}

#[derive(Serialize, Deserialize)]
struct Packed {
    pages: Vec<PackedPage>,
    hidden: Vec<PackedHidden>,
    links: Vec<PackedLink>,
}

/// A page; all lengths in tenths of a point. The lists have one entry a word.
#[derive(Default, Serialize, Deserialize)]
struct PackedPage {
    width: i32,
    height: i32,
    /// From the end of the word before (of any page) to the start of this one, in bytes.
    gaps: Vec<i64>,
    lengths: Vec<u32>,
    /// From the right edge of the word before.
    lefts: Vec<i32>,
    /// From the top edge of the word before.
    tops: Vec<i32>,
    widths: Vec<i32>,
    heights: Vec<i32>,
    /// Size of the letters against the word before.
    sizes: Vec<i32>,
    bold: Vec<bool>,
}

#[derive(Serialize, Deserialize)]
struct PackedHidden {
    page: u32,
    area: [i32; 4],
    text: String,
    reason: String,
}

#[derive(Serialize, Deserialize)]
struct PackedLink {
    target: String,
    span: Option<(u32, u32)>,
}

fn pack(pages: &[Page], hidden: &[HiddenText], links: &[Link]) -> Vec<u8> {
    let mut end = 0;
    let packed = Packed {
        pages: pages.iter().map(|page| pack_page(page, &mut end)).collect(),
        hidden: hidden.iter().map(pack_hidden).collect(),
        links: links.iter().map(pack_link).collect(),
    };
    let plain = postcard::to_stdvec(&packed).expect("lists and numbers always serialise");
    let mut bytes = vec![PACKING];
    bytes.extend(lz4_flex::compress_prepend_size(&plain));
    bytes
}

fn unpack(bytes: &[u8]) -> Result<Layout, Box<dyn std::error::Error + Send + Sync>> {
    let Some((&PACKING, rest)) = bytes.split_first() else {
        return Err("packed in an unknown way".into());
    };
    let packed: Packed = postcard::from_bytes(&lz4_flex::decompress_size_prepended(rest)?)?;
    let mut end = 0;
    Ok(Layout {
        pages: packed.pages.iter().map(|page| unpack_page(page, &mut end)).collect(),
        hidden: packed.hidden.into_iter().map(unpack_hidden).collect::<Result<_, _>>()?,
        links: packed.links.into_iter().map(unpack_link).collect(),
    })
}

fn pack_page(page: &Page, end: &mut i64) -> PackedPage {
    let mut packed =
        PackedPage { width: tenths(page.width), height: tenths(page.height), ..PackedPage::default() };
    let (mut right, mut top, mut size) = (0, 0, 0);
    for word in &page.words {
        let [word_left, word_top, word_right, word_bottom] = pack_area(&word.area);
        packed.gaps.push(i64::from(word.span.start) - *end);
        packed.lengths.push(word.span.end - word.span.start);
        packed.lefts.push(word_left.wrapping_sub(right));
        packed.tops.push(word_top.wrapping_sub(top));
        packed.widths.push(word_right.wrapping_sub(word_left));
        packed.heights.push(word_bottom.wrapping_sub(word_top));
        packed.sizes.push(tenths(word.font_size).wrapping_sub(size));
        packed.bold.push(word.bold);
        *end = i64::from(word.span.end);
        (right, top, size) = (word_right, word_top, tenths(word.font_size));
    }
    packed
}

fn unpack_page(packed: &PackedPage, end: &mut i64) -> Page {
    let (mut right, mut top, mut size) = (0_i32, 0_i32, 0_i32);
    let mut words = Vec::with_capacity(packed.gaps.len());
    let boxes = packed.lefts.iter().zip(&packed.tops).zip(packed.widths.iter().zip(&packed.heights));
    let looks = packed.sizes.iter().zip(&packed.bold);
    for (((gap, length), ((left, down), (width, height))), (size_step, bold)) in
        packed.gaps.iter().zip(&packed.lengths).zip(boxes).zip(looks)
    {
        let start = *end + gap;
        *end = start + i64::from(*length);
        let left = right.wrapping_add(*left);
        right = left.wrapping_add(*width);
        top = top.wrapping_add(*down);
        size = size.wrapping_add(*size_step);
        words.push(Word {
            span: Span { start: offset(start), end: offset(*end) },
            area: unpack_area([left, top, right, top.wrapping_add(*height)]),
            font_size: points(size),
            bold: *bold,
        });
    }
    Page { width: points(packed.width), height: points(packed.height), words }
}

fn pack_hidden(hidden: &HiddenText) -> PackedHidden {
    PackedHidden {
        page: hidden.page,
        area: pack_area(&hidden.area),
        text: hidden.text.clone(),
        reason: name_of(hidden.reason),
    }
}

fn unpack_hidden(packed: PackedHidden) -> Result<HiddenText, serde_json::Error> {
    Ok(HiddenText {
        page: packed.page,
        area: unpack_area(packed.area),
        text: packed.text,
        reason: of_name(packed.reason)?,
    })
}

fn pack_link(link: &Link) -> PackedLink {
    PackedLink { target: link.target.clone(), span: link.span.map(|span| (span.start, span.end)) }
}

fn unpack_link(packed: PackedLink) -> Link {
    Link { target: packed.target, span: packed.span.map(|(start, end)| Span { start, end }) }
}

fn pack_area(area: &Rect) -> [i32; 4] {
    [tenths(area.left), tenths(area.top), tenths(area.right), tenths(area.bottom)]
}

fn unpack_area([left, top, right, bottom]: [i32; 4]) -> Rect {
    Rect { left: points(left), top: points(top), right: points(right), bottom: points(bottom) }
}

/// The cast saturates, which is right for a box that a hostile file puts at infinity.
fn tenths(points: f32) -> i32 {
    (points * 10.0).round() as i32
}

fn points(tenths: i32) -> f32 {
    tenths as f32 / 10.0
}

/// A damaged step must not take the reader down: the span then fits no body and marks nothing.
fn offset(position: i64) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::reading;

    #[test]
    fn a_layout_comes_back_to_a_tenth_of_a_point() {
        let document = reading("Robin Achterberg", "Django").document;
        let layout = Layout { pages: document.pages, hidden: document.hidden, links: document.links };
        assert_eq!(unpack(&pack(&layout.pages, &layout.hidden, &layout.links)).unwrap(), layout);
    }

    #[test]
    fn words_before_the_last_one_and_boxes_without_end_come_back() {
        let word = |start, left: f32| Word {
            span: Span { start, end: start + 3 },
            area: Rect { left, top: -left, right: left + 1.0, bottom: 0.0 },
            font_size: 9.0,
            bold: false,
        };
        let pages = [word(90, 4.0), word(10, f32::INFINITY), word(0, -7.0)].map(|word| Page {
            width: 1.0,
            height: 1.0,
            words: vec![word.clone(), word],
        });
        let unpacked = unpack(&pack(&pages, &[], &[])).unwrap();
        let spans = |pages: &[Page]| -> Vec<Span> {
            pages.iter().flat_map(|page| &page.words).map(|w| w.span).collect()
        };
        assert_eq!(spans(&unpacked.pages), spans(&pages));
        assert_eq!(unpacked.pages[2], pages[2], "a box at infinity does not shift those after it");
    }

    #[test]
    fn damage_is_told_and_not_shown() {
        let whole = pack(&reading("Robin", "Django").document.pages, &[], &[]);
        assert!(unpack(&[]).is_err());
        assert!(unpack(&whole[..whole.len() / 2]).is_err());
        assert!(unpack(&[&[PACKING + 1], &whole[1..]].concat()).is_err());
    }
}
