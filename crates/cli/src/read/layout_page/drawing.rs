//! One page as a drawing: letters in their places, and around them what the reader made of them.

use std::io;

use candela_extract::{DocumentText, Link, Page, PrintedBlock, PrintedLine, Rect, Word};
use quick_xml::events::BytesText;

use super::{Html, text};
use crate::printable::printable;

/// Share of the letters' size by which a word's box reaches below its baseline.
const BELOW_BASELINE: f32 = 0.22;
/// Room around the page, for numbers that stand at its edge, in points.
const EDGE: f32 = 14.0;
/// How far the path of the reading order keeps from the letters, in points.
const PATH_GAP: f32 = 4.0;
/// Length of the head of an arrow, in points.
const ARROW: f32 = 5.0;

/// The drawing of the page by index. Coordinates are those of the page.
pub(super) fn draw_page(
    out: &mut Html,
    document: &DocumentText,
    blocks: &[PrintedBlock],
    page_idx: usize,
) -> io::Result<()> {
    let page = &document.pages[page_idx];
    let (left, top) = (number(-EDGE), number(-EDGE));
    let (width, height) = (number(page.width + 2.0 * EDGE), number(page.height + 2.0 * EDGE));
    let view = format!("{left} {top} {width} {height}");
    out.create_element("svg").with_attribute(("viewBox", view.as_str())).write_inner_content(|out| {
        let paper = Rect { left: 0.0, top: 0.0, right: page.width, bottom: page.height };
        rect(out, "paper", paper, "")?;
        group(out, "blocks", |out| block_boxes(out, blocks, page_idx))?;
        group(out, "lines", |out| line_boxes(out, blocks, page_idx))?;
        group(out, "words", |out| word_boxes(out, document, page))?;
        group(out, "letters", |out| page.words.iter().try_for_each(|word| letters(out, document, word)))?;
        group(out, "links", |out| link_boxes(out, document, page))?;
        group(out, "hidden", |out| hidden_boxes(out, document, page_idx))?;
        group(out, "order", |out| order(out, blocks, page_idx))?;
        group(out, "blocks", |out| block_numbers(out, blocks, page_idx))
    })?;
    Ok(())
}

fn word_boxes(out: &mut Html, document: &DocumentText, page: &Page) -> io::Result<()> {
    for word in &page.words {
        let range = word.span.range();
        let bold = if word.bold { " bold" } else { "" };
        let size = number(word.font_size);
        let says = format!("{}: {size} pt{bold}, bytes {range:?}", word.span.of(&document.body));
        rect(out, "word", word.area, &says)?;
    }
    Ok(())
}

/// A word's own letters, stretched to its box. Words higher than wide are taken for turned ones.
fn letters(out: &mut Html, document: &DocumentText, word: &Word) -> io::Result<()> {
    let Rect { left, right, bottom, .. } = word.area;
    let words = word.span.of(&document.body);
    let (wide, high) = (word.area.right - left, bottom - word.area.top);
    let is_turned = high > 1.5 * wide && words.chars().nth(2).is_some();
    let rise = BELOW_BASELINE * word.font_size;
    let (x, y, turn, length) =
        if is_turned { (right - rise, bottom, "-90", high) } else { (left, bottom - rise, "0", wide) };
    let (x, y) = (number(x), number(y));
    out.create_element("text")
        .with_attributes([
            ("transform", format!("translate({x} {y}) rotate({turn})").as_str()),
            ("font-size", number(word.font_size).as_str()),
            ("font-weight", if word.bold { "bold" } else { "normal" }),
            ("textLength", number(length).as_str()),
            ("lengthAdjust", "spacingAndGlyphs"),
        ])
        .write_text_content(BytesText::new(&printable(words)))?;
    Ok(())
}

fn line_boxes(out: &mut Html, blocks: &[PrintedBlock], page: usize) -> io::Result<()> {
    for (_, line) in lines_on(blocks, page) {
        let class = if line.goes_on { "line goes-on" } else { "line" };
        rect(out, class, line.area, "")?;
    }
    Ok(())
}

fn block_boxes(out: &mut Html, blocks: &[PrintedBlock], page: usize) -> io::Result<()> {
    blocks.iter().filter_map(|block| area_on(block, page)).try_for_each(|area| rect(out, "block", area, ""))
}

/// Each block's number at its top left; a block that goes on from another page bears it again.
fn block_numbers(out: &mut Html, blocks: &[PrintedBlock], page: usize) -> io::Result<()> {
    for (number_of_block, block) in (1..).zip(blocks) {
        let Some(area) = area_on(block, page) else { continue };
        let (x, y) = (number(area.left - 2.0 * PATH_GAP), number(area.top + 2.0));
        out.create_element("text")
            .with_attributes([("x", x.as_str()), ("y", y.as_str()), ("class", "number")])
            .write_text_content(BytesText::new(&number_of_block.to_string()))?;
    }
    Ok(())
}

/// A path from line to line, beside their first letters; where it leads to another block, it has an arrow.
fn order(out: &mut Html, blocks: &[PrintedBlock], page: usize) -> io::Result<()> {
    let mut before: Option<(usize, Point)> = None;
    for (block, line) in lines_on(blocks, page) {
        let here = Point { x: line.area.left - PATH_GAP, y: f32::midpoint(line.area.top, line.area.bottom) };
        if let Some((block_before, from)) = before {
            let class = if block == block_before { "step" } else { "jump" };
            path(
                out,
                class,
                &format!("M {} {} L {} {}", number(from.x), number(from.y), number(here.x), number(here.y)),
            )?;
            if block != block_before {
                path(out, "arrow", &arrow_head(from, here))?;
            }
        }
        before = Some((block, here));
    }
    Ok(())
}

/// A place on the page.
#[derive(Clone, Copy)]
struct Point {
    x: f32,
    y: f32,
}

/// The outline of the head of an arrow between two places.
fn arrow_head(from: Point, to: Point) -> String {
    let (along_x, along_y) = (to.x - from.x, to.y - from.y);
    let scale = ARROW / along_x.hypot(along_y).max(0.1);
    let (back_x, back_y) = (along_x * scale, along_y * scale);
    let corner = |side: f32| (number(to.x - back_x - side * back_y), number(to.y - back_y + side * back_x));
    let ((one_x, one_y), (other_x, other_y)) = (corner(0.4), corner(-0.4));
    format!("M {} {} L {one_x} {one_y} L {other_x} {other_y} Z", number(to.x), number(to.y))
}

fn hidden_boxes(out: &mut Html, document: &DocumentText, page: usize) -> io::Result<()> {
    for hidden in document.hidden.iter().filter(|hidden| hidden.page as usize == page) {
        rect(out, "hidden-words", hidden.area, &format!("{:?}: {}", hidden.reason, hidden.text))?;
    }
    Ok(())
}

fn link_boxes(out: &mut Html, document: &DocumentText, page: &Page) -> io::Result<()> {
    for Link { target, span } in &document.links {
        let Some(span) = span else { continue };
        for word in page.words.iter().filter(|word| word.span.overlaps(*span)) {
            let under = Rect { top: word.area.bottom - 1.2, ..word.area };
            rect(out, "link", under, target)?;
        }
    }
    Ok(())
}

/// The printed lines of one page in reading order, with the index of their block.
fn lines_on(blocks: &[PrintedBlock], page: usize) -> impl Iterator<Item = (usize, &PrintedLine)> {
    let lines =
        blocks.iter().enumerate().flat_map(|(idx, block)| block.lines.iter().map(move |line| (idx, line)));
    lines.filter(move |(_, line)| line.page == page)
}

/// The box around what stands of a block on one page.
fn area_on(block: &PrintedBlock, page: usize) -> Option<Rect> {
    block.lines.iter().filter(|line| line.page == page).map(|line| line.area).reduce(Rect::union)
}

fn path(out: &mut Html, class: &str, course: &str) -> io::Result<()> {
    out.create_element("path").with_attributes([("class", class), ("d", course)]).write_empty()?;
    Ok(())
}

fn group(out: &mut Html, class: &str, content: impl FnOnce(&mut Html) -> io::Result<()>) -> io::Result<()> {
    out.create_element("g").with_attribute(("class", class)).write_inner_content(content)?;
    Ok(())
}

/// A rectangle; `says` shows when the pointer rests on it.
fn rect(out: &mut Html, class: &str, area: Rect, says: &str) -> io::Result<()> {
    let numbers = [area.left, area.top, area.right - area.left, area.bottom - area.top].map(number);
    let [x, y, width, height] = numbers.each_ref().map(String::as_str);
    out.create_element("rect")
        .with_attributes([("class", class), ("x", x), ("y", y), ("width", width), ("height", height)])
        .write_inner_content(|out| if says.is_empty() { Ok(()) } else { text(out, "title", says) })?;
    Ok(())
}

fn number(value: f32) -> String {
    format!("{value:.1}")
}
