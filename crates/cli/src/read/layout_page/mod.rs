//! What was read of one file, drawn over its pages as a web page: for people who mend layouts.
//!
//! The page holds words of strangers. They are written by an XML writer, which escapes them; there is no script, no link can be
//! followed, and the page's own policy forbids everything but its style sheet.

mod drawing;

use std::io;

use candela_extract::{DocumentText, PrintedBlock};
use quick_xml::Writer;
use quick_xml::events::{BytesText, Event};

use super::person::status_in_words;
use crate::printable::printable;

/// The page as it is written.
type Html = Writer<Vec<u8>>;

/// What can be shown or not, with its name in the legend; each is a class of the drawing.
const PARTS: [(&str, &str); 7] = [
    ("letters", "letters"),
    ("words", "words"),
    ("lines", "printed lines (dashed: goes on with the line before)"),
    ("blocks", "blocks"),
    ("order", "reading order (dashed: to the next block)"),
    ("hidden", "hidden words"),
    ("links", "links"),
];

/// The whole page about the file `name`.
pub(super) fn layout_page(name: &str, document: &DocumentText) -> io::Result<Vec<u8>> {
    let blocks = document.printed_blocks();
    let mut out = Writer::new(Vec::new());
    out.write_event(Event::DocType(BytesText::new("html")))?;
    out.create_element("html").with_attribute(("lang", "en")).write_inner_content(|out| {
        head(out, name)?;
        out.create_element("body").write_inner_content(|out| {
            summary(out, name, document, &blocks)?;
            legend(out)?;
            out.create_element("main").write_inner_content(|out| {
                (0..document.pages.len()).try_for_each(|page| page_section(out, document, &blocks, page))
            })?;
            hidden_table(out, document)?;
            links_table(out, document)
        })?;
        Ok(())
    })?;
    Ok(out.into_inner())
}

fn head(out: &mut Html, name: &str) -> io::Result<()> {
    let policy = "default-src 'none'; style-src 'unsafe-inline'";
    out.create_element("head").write_inner_content(|out| {
        out.create_element("meta").with_attribute(("charset", "utf-8")).write_empty()?;
        out.create_element("meta")
            .with_attributes([("http-equiv", "Content-Security-Policy"), ("content", policy)])
            .write_empty()?;
        text(out, "title", &format!("{name}: layout"))?;
        // Style sheets are not escaped in HTML; this one is our own.
        let style = BytesText::from_escaped(include_str!("page.css"));
        out.create_element("style").write_text_content(style)?;
        Ok(())
    })?;
    Ok(())
}

fn summary(out: &mut Html, name: &str, document: &DocumentText, blocks: &[PrintedBlock]) -> io::Result<()> {
    let status = status_in_words(document.status);
    let reason = document.reason.as_deref().map(|reason| format!(": {reason}")).unwrap_or_default();
    let words: usize = document.pages.iter().map(|page| page.words.len()).sum();
    let lines: usize = blocks.iter().map(|block| block.lines.len()).sum();
    let counts = [
        ("pages", document.pages.len()),
        ("words", words),
        ("printed lines", lines),
        ("blocks", blocks.len()),
        ("hidden texts", document.hidden.len()),
        ("links", document.links.len()),
    ];
    let counts = counts.map(|(what, count)| format!("{what}: {count}")).join(", ");
    out.create_element("header").write_inner_content(|out| {
        text(out, "h1", name)?;
        text(out, "p", &format!("{:?}, {status}{reason}", document.format))?;
        text(out, "p", &counts)?;
        document.warnings.iter().try_for_each(|warning| text(out, "p", &format!("Warning: {warning}")))
    })?;
    Ok(())
}

/// A tick box for each part. They stand before the drawing in the same element, where the style sheet looks for them.
fn legend(out: &mut Html) -> io::Result<()> {
    for (class, label) in PARTS {
        out.create_element("input")
            .with_attributes([("type", "checkbox"), ("id", class), ("checked", "checked")])
            .write_empty()?;
        out.create_element("label")
            .with_attributes([("for", class), ("class", class)])
            .write_text_content(BytesText::new(label))?;
    }
    Ok(())
}

/// One page: the drawing, and beside it the blocks that begin on it as the body has them.
fn page_section(
    out: &mut Html,
    document: &DocumentText,
    blocks: &[PrintedBlock],
    page: usize,
) -> io::Result<()> {
    out.create_element("section").write_inner_content(|out| {
        text(out, "h2", &format!("Page {}", page + 1))?;
        drawing::draw_page(out, document, blocks, page)?;
        out.create_element("div").with_attribute(("class", "body")).write_inner_content(|out| {
            for (number, block) in (1..).zip(blocks) {
                if block.lines[0].page == page {
                    body_of_block(out, document, number, block)?;
                }
            }
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

/// A block's part of the body, its number before it.
fn body_of_block(
    out: &mut Html,
    document: &DocumentText,
    number: usize,
    block: &PrintedBlock,
) -> io::Result<()> {
    let spans = || block.lines.iter().map(|line| line.span.range());
    let start = spans().map(|range| range.start).min().unwrap_or_default();
    let end = spans().map(|range| range.end).max().unwrap_or_default();
    let body = document.body.get(start..end).unwrap_or_default();
    out.create_element("div").with_attribute(("class", "block")).write_inner_content(|out| {
        text(out, "b", &number.to_string())?;
        out.create_element("pre").write_inner_content(|out| {
            // Line by line and cell by cell: only these two control characters mean something here.
            let lines =
                body.split('\n').map(|line| line.split('\t').map(printable).collect::<Vec<_>>().join(" ⇥ "));
            out.write_event(Event::Text(BytesText::new(&lines.collect::<Vec<_>>().join("\n"))))
        })?;
        Ok(())
    })?;
    Ok(())
}

fn hidden_table(out: &mut Html, document: &DocumentText) -> io::Result<()> {
    let rows = document.hidden.iter();
    let rows =
        rows.map(|hidden| [page_number(hidden.page), format!("{:?}", hidden.reason), hidden.text.clone()]);
    table(out, "Hidden words", ["page", "why", "words"], rows.collect())
}

fn links_table(out: &mut Html, document: &DocumentText) -> io::Result<()> {
    let row = |link: &candela_extract::Link| {
        let words = link.span.map(|span| span.of(&document.body));
        let page = link.span.and_then(|span| document.page_of(span)).map(|page| (page + 1).to_string());
        [page.unwrap_or_default(), link.target.clone(), words.unwrap_or("(no words)").to_owned()]
    };
    table(out, "Links", ["page", "target", "words"], document.links.iter().map(row).collect())
}

fn page_number(page: u32) -> String {
    (u64::from(page) + 1).to_string()
}

/// A table under its heading; nothing at all without rows.
fn table(out: &mut Html, title: &str, heads: [&str; 3], rows: Vec<[String; 3]>) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    text(out, "h2", title)?;
    out.create_element("table").write_inner_content(|out| {
        out.create_element("tr")
            .write_inner_content(|out| heads.iter().try_for_each(|head| text(out, "th", head)))?;
        for row in rows {
            out.create_element("tr")
                .write_inner_content(|out| row.iter().try_for_each(|cell| text(out, "td", cell)))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// An element with words in it.
fn text(out: &mut Html, element: &str, words: &str) -> io::Result<()> {
    out.create_element(element).write_text_content(BytesText::new(&printable(words)))?;
    Ok(())
}

#[cfg(test)]
mod tests;
