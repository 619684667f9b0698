//! The kit as one printable web page.
//!
//! It holds words of strangers. They are written by an XML writer, which escapes them; there is no script and no link, and
//! the page's own policy forbids everything but its style sheet.

use std::io;

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::markdown::source;
use super::{Kit, Question};

type Html = Writer<Vec<u8>>;

/// What the page may load.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

impl Kit {
    /// The kit as one page for printing, under a heading.
    pub fn html(&self, heading: &str) -> String {
        let mut out = Writer::new(b"<!doctype html>\n".to_vec());
        write(&mut out, self, heading).expect("writing into memory does not fail");
        String::from_utf8(out.into_inner()).expect("it was written from strings")
    }
}

fn write(out: &mut Html, kit: &Kit, heading: &str) -> io::Result<()> {
    out.create_element("html").with_attribute(("lang", "en")).write_inner_content(|out| {
        head(out, heading)?;
        out.create_element("body").write_inner_content(|out| {
            text(out, "h1", &format!("Interview kit: {heading}"))?;
            section(out, "Their own questions", &kit.own)?;
            section(out, &kit.role_heading(), &kit.role)?;
            section(out, "For anybody", &kit.general)?;
            screen(out, kit)?;
            process(out, kit)
        })?;
        Ok(())
    })?;
    Ok(())
}

fn head(out: &mut Html, heading: &str) -> io::Result<()> {
    out.create_element("head").write_inner_content(|out| {
        out.create_element("meta").with_attribute(("charset", "utf-8")).write_empty()?;
        out.create_element("meta")
            .with_attributes([("http-equiv", "Content-Security-Policy"), ("content", POLICY)])
            .write_empty()?;
        text(out, "title", &format!("Interview kit: {heading}"))?;
        // Style sheets are not escaped in HTML; this one is our own.
        out.create_element("style").write_text_content(BytesText::from_escaped(include_str!("kit.css")))?;
        Ok(())
    })?;
    Ok(())
}

fn section(out: &mut Html, heading: &str, questions: &[Question]) -> io::Result<()> {
    if questions.is_empty() {
        return Ok(());
    }
    out.create_element("section").write_inner_content(|out| {
        text(out, "h2", heading)?;
        out.create_element("ol")
            .write_inner_content(|out| questions.iter().try_for_each(|question| item(out, question)))?;
        Ok(())
    })?;
    Ok(())
}

fn item(out: &mut Html, question: &Question) -> io::Result<()> {
    out.create_element("li").write_inner_content(|out| {
        text(out, "h3", &question.ask)?;
        if let Some(about) = &question.about {
            let words = about.quote.as_ref().map(|quote| format!("“{quote}”, ")).unwrap_or_default();
            labelled(out, "About", &format!("{words}{}", about.reason))?;
        }
        labelled(out, "Strong", &question.strong)?;
        labelled(out, "Weak", &question.weak)?;
        labelled(out, "Tells", &question.tells)?;
        labelled(out, "From", &source(question))?;
        notes(out)
    })?;
    Ok(())
}

fn screen(out: &mut Html, kit: &Kit) -> io::Result<()> {
    out.create_element("section").with_attribute(("class", "sheet")).write_inner_content(|out| {
        text(out, "h2", "The screen, 45 minutes")?;
        out.create_element("ol").write_inner_content(|out| {
            for part in kit.screen {
                out.create_element("li").write_inner_content(|out| {
                    text(out, "h3", &format!("{}, {} minutes", part.title, part.minutes))?;
                    text(out, "p", &part.what)?;
                    labelled(out, "Look for", &part.look_for)?;
                    notes(out)
                })?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

fn process(out: &mut Html, kit: &Kit) -> io::Result<()> {
    out.create_element("section").write_inner_content(|out| {
        text(out, "h2", "The whole process")?;
        out.create_element("ol").write_inner_content(|out| {
            for stage in kit.process {
                out.create_element("li").write_inner_content(|out| {
                    let takes = stage.takes.as_ref().map(|takes| format!(", {takes}")).unwrap_or_default();
                    text(out, "h3", &format!("{}{takes}", stage.title))?;
                    text(out, "p", &format!("{} (guide {})", stage.what, stage.guide))
                })?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

/// Room for writing on paper.
fn notes(out: &mut Html) -> io::Result<()> {
    out.create_element("div").with_attribute(("class", "notes")).write_text_content(BytesText::new(""))?;
    Ok(())
}

fn labelled(out: &mut Html, label: &str, words: &str) -> io::Result<()> {
    if words.is_empty() {
        return Ok(());
    }
    out.create_element("p").write_inner_content(|out| {
        text(out, "b", label)?;
        out.write_event(quick_xml::events::Event::Text(BytesText::new(&format!(" {words}"))))
    })?;
    Ok(())
}

fn text(out: &mut Html, element: &str, words: &str) -> io::Result<()> {
    out.create_element(element).write_text_content(BytesText::new(words))?;
    Ok(())
}
