//! What a file is, told by its bytes. Its name only breaks ties between kinds of text.

use crate::text;

/// The kinds of bytes that the readers tell apart before they look closer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Pdf,
    /// A ZIP archive: an office document or something else.
    Zip,
    /// A compound file: a binary office document or an encrypted one.
    Compound,
    Rtf,
    /// An OpenDocument text in one XML file.
    FlatOdt,
    Html,
    Markdown,
    Text,
    /// A message, or a web page saved as one.
    Message,
    /// Messages one after another.
    Mailbox,
    /// A picture that can be looked at; in words, with its article.
    Picture(&'static str),
    /// Recognised, and not a kind that holds a résumé's text; in words, with its article.
    Foreign(&'static str),
    /// Not recognised.
    Unknown,
}

/// First bytes of pictures.
const PICTURES: [(&[u8], &str); 6] = [
    (b"\xFF\xD8\xFF", "a picture (JPEG)"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"BM", "a picture (BMP)"),
];

/// First bytes of kinds that are not read.
const FOREIGN: [(&[u8], &str); 20] = [
    (b"8BPS", "a picture (Photoshop)"),
    (b"\x7FELF", "a program"),
    (b"MZ", "a program"),
    (b"\xCF\xFA\xED\xFE", "a program"),
    (b"\xCA\xFE\xBA\xBE", "a program"),
    (b"\x1F\x8B", "a compressed archive (gzip)"),
    (b"BZh", "a compressed archive (bzip2)"),
    (b"\xFD7zXZ\0", "a compressed archive (xz)"),
    (b"7z\xBC\xAF\x27\x1C", "a compressed archive (7-Zip)"),
    (b"Rar!\x1A\x07", "a compressed archive (RAR)"),
    (b"\x28\xB5\x2F\xFD", "a compressed archive (Zstandard)"),
    (b"%!PS", "a PostScript file"),
    (b"SQLite format 3\0", "a database"),
    (b"OggS", "a sound or film"),
    (b"ID3", "a sound or film"),
    (b"fLaC", "a sound or film"),
    (b"\x1A\x45\xDF\xA3", "a sound or film"),
    (b"wOF", "a font"),
    (b"\0\0\0\x01Bud1", "a folder's settings (.DS_Store)"),
    (b"\0\x05\x16\x07", "a Mac's notes on another file (AppleDouble)"),
];

/// How texts begin, in lower case, that are written for programs.
const FOREIGN_TEXTS: [(&str, &str); 3] = [
    ("begin:vcard", "a contact card (vCard)"),
    ("begin:vcalendar", "a calendar entry"),
    ("-----begin pgp", "a PGP signature or locked message"),
];

/// Heads of a message, in lower case, that people write in letters too.
const LETTER_HEADS: [&str; 7] = ["bcc", "cc", "date", "from", "reply-to", "subject", "to"];

/// Heads of a message, in lower case, that only programs write.
const MACHINE_HEADS: [&str; 8] = [
    "content-type",
    "delivered-to",
    "dkim-signature",
    "message-id",
    "mime-version",
    "received",
    "return-path",
    "x-mozilla-status",
];

/// How far into a file its beginning is looked for.
const HEAD_BYTES: usize = 1024;

/// Whether a text in lower case begins as a message does: heads and nothing else up to an empty line, or as far as
/// the beginning goes. Two of them are well known; one is of those that only programs write, unless the file is
/// named as a message.
fn is_message(lower: &str, extension: &str) -> bool {
    let (mut letter, mut machine) = (0, usize::from(extension == "eml"));
    let mut lines = lower.lines().take_while(|line| !line.trim().is_empty()).enumerate().peekable();
    while let Some((idx, line)) = lines.next() {
        let is_folded = idx > 0 && line.starts_with([' ', '\t']);
        let is_cut = lower.len() + 1 >= HEAD_BYTES && lines.peek().is_none();
        match line.split_once(':') {
            _ if is_folded => {}
            Some((head, _)) if is_head(head) => {
                letter += usize::from(LETTER_HEADS.contains(&head));
                machine += usize::from(MACHINE_HEADS.contains(&head));
            }
            _ if is_cut => {}
            _ => return false,
        }
    }
    machine > 0 && letter + machine >= 2
}

fn is_head(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// What the bytes are.
pub(crate) fn kind(bytes: &[u8], file_name: &str) -> Kind {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    if find(head, b"%PDF-").is_some() {
        return Kind::Pdf;
    }
    let start = trim_start(head);
    let magics: [(&[u8], Kind); 4] = [
        (b"PK\x03\x04", Kind::Zip),
        (b"PK\x05\x06", Kind::Zip),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Kind::Compound),
        (b"{\\rt", Kind::Rtf),
    ];
    if let Some(&(_, kind)) = magics.iter().find(|(magic, _)| start.starts_with(magic)) {
        return kind;
    }
    if !text::looks_like_text(bytes) {
        return not_text(bytes);
    }
    text_kind(&text::decode(head).text, &extension(file_name))
}

/// The name's extension in lower case, without its dot; empty when there is none.
pub(crate) fn extension(file_name: &str) -> String {
    match file_name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension.to_ascii_lowercase(),
        _ => String::new(),
    }
}

/// The kind of a text by its beginning.
fn text_kind(head: &str, extension: &str) -> Kind {
    let lower = head.trim_start_matches('\u{FEFF}').trim_start().to_ascii_lowercase();
    let is_html_name = ["html", "htm", "xhtml"].contains(&extension);
    let is_xml = lower.starts_with("<?xml");
    if is_xml && lower.contains("<office:document") {
        Kind::FlatOdt
    } else if is_xml && lower.contains("<w:worddocument") || lower.contains("<pkg:package") {
        Kind::Foreign("a Word 2003 XML document")
    } else if let Some(&(_, what)) = FOREIGN_TEXTS.iter().find(|(start, _)| lower.starts_with(start)) {
        Kind::Foreign(what)
    } else if lower.starts_with("from ")
        && lower.split_once('\n').is_some_and(|(_, rest)| is_message(rest, "eml"))
    {
        Kind::Mailbox
    } else if is_message(&lower, extension) {
        Kind::Message
    } else if ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| lower.starts_with(tag))
        || (is_xml || lower.starts_with("<!--")) && lower.contains("<html")
        || lower.starts_with('<') && is_html_name
    {
        Kind::Html
    } else if ["md", "markdown", "mkd"].contains(&extension) {
        Kind::Markdown
    } else if is_html_name && lower.contains("</") {
        Kind::Html
    } else {
        Kind::Text
    }
}

fn not_text(bytes: &[u8]) -> Kind {
    let by_start = |names: &[(&[u8], &'static str)]| {
        names.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, name)| name)
    };
    if let Some(name) = by_start(&PICTURES) {
        return Kind::Picture(name);
    }
    if let Some(name) = by_start(&FOREIGN) {
        return Kind::Foreign(name);
    }
    match (bytes.get(..4), bytes.get(4..12)) {
        (Some(b"RIFF"), Some([.., b'W', b'E', b'B', b'P'])) => Kind::Picture("a picture (WebP)"),
        (Some(b"RIFF"), _) => Kind::Foreign("a sound or film"),
        (_, Some([b'f', b't', b'y', b'p', b'h' | b'm', b'e' | b'i', ..])) => {
            Kind::Picture("a picture (HEIC)")
        }
        (_, Some([b'f', b't', b'y', b'p', ..])) => Kind::Foreign("a sound or film"),
        _ => Kind::Unknown,
    }
}

fn trim_start(head: &[u8]) -> &[u8] {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let start = head.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(head.len());
    &head[start..]
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_and_the_name_breaks_ties() {
        let check = |bytes: &[u8], name: &str, expected: Kind| {
            assert_eq!(kind(bytes, name), expected, "{name}: {bytes:?}");
        };
        check(b"%PDF-1.4\n", "cv.txt", Kind::Pdf);
        check(b"junk before\n%PDF-1.4\n", "cv", Kind::Pdf);
        check(b"PK\x03\x04....", "cv.pdf", Kind::Zip);
        check(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "cv.doc", Kind::Compound);
        check(b"{\\rtf1\\ansi Hello}", "cv.doc", Kind::Rtf);
        check(b"<!DOCTYPE html><html>", "cv.doc", Kind::Html);
        check(b"\xEF\xBB\xBF\n<html>", "cv", Kind::Html);
        check(b"<div>Jane</div>", "cv.html", Kind::Html);
        check(b"<div>Jane</div>", "cv.txt", Kind::Text);
        check(b"# Jane Doe", "cv.md", Kind::Markdown);
        check(b"# Jane Doe", "cv.txt", Kind::Text);
        check(b"\xFF\xFEJ\0a\0n\0e\0", "cv.txt", Kind::Text);
        check(b"BMW engineer, fifteen years", "cv.txt", Kind::Text);
        check(b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\0\0", "cv.pdf", Kind::Picture("a picture (JPEG)"));
        check(b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0", "cv", Kind::Picture("a picture (WebP)"));
        check(b"From: a@example.org\nSubject: CV\n\nHello", "cv.eml", Kind::Message);
        check(b"From: a@example.org\nMIME-Version: 1.0\n\nHello", "cv.txt", Kind::Message);
        check(b"From: Jane Doe\nTo: Hiring\nDate: May 4\n\nDear all", "letter.txt", Kind::Text);
        check(b"Received: by mx\n  for b\nX-A: b\nDate: now\n\n", "cv", Kind::Message);
        check(b"From a@example.org Sat Jan  3 2026\nFrom: a\nTo: b\n\n", "cv", Kind::Mailbox);
        check(b"From 2019 to 2024 I built bridges\n", "cv.txt", Kind::Text);
        check(b"Name: Jane Doe\nDate: 2026\nE-mail: jane@example.com\n", "cv.txt", Kind::Text);
        check(b"BEGIN:VCARD\nFN:Jane", "jane.vcf", Kind::Foreign("a contact card (vCard)"));
        check(b"MZ\x90\0\x03\0\0\0\x04\0\0\0", "cv.docx", Kind::Foreign("a program"));
        check(&[0; 64], "cv.txt", Kind::Unknown);
    }
}
