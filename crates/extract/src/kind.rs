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
    /// Recognised, and not a kind that holds a résumé's text; in words, with its article.
    Foreign(&'static str),
    /// Not recognised.
    Unknown,
}

/// First bytes of kinds that are not read.
const FOREIGN: [(&[u8], &str); 25] = [
    (b"\xFF\xD8\xFF", "a picture (JPEG)"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"BM", "a picture (BMP)"),
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
];

/// How far into a file its beginning is looked for.
const HEAD_BYTES: usize = 1024;

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
        return foreign(bytes).map_or(Kind::Unknown, Kind::Foreign);
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
    } else if lower.starts_with("mime-version:") && lower.contains("multipart/related") {
        Kind::Foreign("a web archive (MHTML)")
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

fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let by_start = FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, name)| name);
    by_start.or_else(|| match (bytes.get(..4), bytes.get(4..12)) {
        (Some(b"RIFF"), Some([.., b'W', b'E', b'B', b'P'])) => Some("a picture (WebP)"),
        (Some(b"RIFF"), _) => Some("a sound or film"),
        (_, Some([b'f', b't', b'y', b'p', b'h' | b'm', b'e' | b'i', ..])) => Some("a picture (HEIC)"),
        (_, Some([b'f', b't', b'y', b'p', ..])) => Some("a sound or film"),
        _ => None,
    })
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
        check(b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\0\0", "cv.pdf", Kind::Foreign("a picture (JPEG)"));
        check(b"MZ\x90\0\x03\0\0\0\x04\0\0\0", "cv.docx", Kind::Foreign("a program"));
        check(&[0; 64], "cv.txt", Kind::Unknown);
    }
}
