//! Outlook messages (`.msg`; [MS-OXMSG] in a compound file): their attachments, or the résumé that somebody wrote
//! into one.
//!
//! Terms: a *property* is a stream of the message's storage, named after its number and type; an attached message is a
//! storage in the attachment's.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use cfb::CompoundFile;

use super::Contents;
use super::attachments::Attachments;
use crate::kind::{Kind, kind};
use crate::limits::{MAX_CONTAINERS_DEEP, MAX_INPUT_BYTES};
use crate::{DocumentText, Format, ReadStatus, html, rtf, text};

/// What every message's storage has.
const PROPERTIES: &str = "__properties_version1.0";
/// How the storage of an attachment begins.
const ATTACHMENT: &str = "__attach_version1.0_";

/// Numbers of properties ([MS-OXPROPS]).
const SUBJECT: &str = "0037";
const BODY: &str = "1000";
const HTML_BODY: &str = "1013";
const RTF_BODY: &str = "1009";
const DISPLAY_NAME: &str = "3001";
const DATA: &str = "3701";
const SHORT_FILE_NAME: &str = "3704";
const LONG_FILE_NAME: &str = "3707";
const CONTENT_ID: &str = "3712";

/// Types of properties.
const EMBEDDED: &str = "000D";
const TEXT_8_BIT: &str = "001E";
const TEXT_UTF_16: &str = "001F";
const BINARY: &str = "0102";

/// Bytes before compressed RTF, and the number among them that says that it is not compressed.
const RTF_HEAD: usize = 16;
const RTF_PLAIN: u32 = 0x414C_454D;

type File<'b> = CompoundFile<Cursor<&'b [u8]>>;

/// Reads a compound file that is a message; `None` when it is something else.
pub(crate) fn read(bytes: &[u8]) -> Option<Contents> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).ok()?;
    let root = Path::new("/");
    if !file.exists(root.join(PROPERTIES)) {
        return None;
    }
    let mut attachments = Attachments::default();
    attach(&mut file, root, "", MAX_CONTAINERS_DEEP, &mut attachments);
    let document = own_text(&mut file, root).unwrap_or_else(|| {
        DocumentText::without_text(Format::Message, ReadStatus::NoText, "a message without text")
    });
    Some(attachments.with_text(document))
}

/// Takes in what is attached to the message in `storage`. `folder` is the name of the message, if it is an attached
/// one, with its slash.
fn attach(file: &mut File<'_>, storage: &Path, folder: &str, depth: usize, attachments: &mut Attachments) {
    let Ok(entries) = file.read_storage(storage) else { return };
    let mut storages: Vec<PathBuf> = entries
        .filter(|entry| entry.is_storage() && entry.name().starts_with(ATTACHMENT))
        .map(|entry| entry.path().to_owned())
        .collect();
    storages.sort();
    for attached in storages {
        let name = [LONG_FILE_NAME, SHORT_FILE_NAME, DISPLAY_NAME]
            .iter()
            .find_map(|number| words(file, &attached, number))
            .unwrap_or_default();
        let message = attached.join(stream_name(DATA, EMBEDDED));
        if file.is_storage(&message) {
            attach_message(file, &message, &name, folder, depth, attachments);
        } else if let Some(bytes) = stream(file, &attached, DATA, BINARY)
            && !is_in_the_text(file, &attached, &bytes, &name)
        {
            attachments.add(&format!("{folder}{}", name.replace(['/', '\\'], " ")), &bytes);
        }
    }
}

/// Takes in an attached message: its text as a file named after it, and what is attached to it.
fn attach_message(
    file: &mut File<'_>,
    message: &Path,
    name: &str,
    folder: &str,
    depth: usize,
    attachments: &mut Attachments,
) {
    let Some(depth) = depth.checked_sub(1) else { return };
    let subject = words(file, message, SUBJECT).filter(|subject| !subject.is_empty());
    let name = subject.unwrap_or_else(|| name.to_owned()).replace(['/', '\\'], " ");
    let name = if name.trim().is_empty() { "message" } else { name.trim() };
    if let Some(page) = stream(file, message, HTML_BODY, BINARY) {
        attachments.add(&format!("{folder}{name}.html"), &page);
    } else if let Some(text) = words(file, message, BODY) {
        attachments.add(&format!("{folder}{name}.txt"), text.as_bytes());
    }
    attach(file, message, &format!("{folder}{name}/"), depth, attachments);
}

/// What the message itself says. Its HTML has lists and headings; its plain text is the same without.
fn own_text(file: &mut File<'_>, message: &Path) -> Option<DocumentText> {
    let page = stream(file, message, HTML_BODY, BINARY).map(|page| html::read(&page));
    // What was taken for text here is UTF-8 now, whatever the page says of itself.
    let marked = |text: String| ("\u{FEFF}".to_owned() + &text).into_bytes();
    let page = page.or_else(|| Some(html::read(&marked(words(file, message, HTML_BODY)?))));
    let page = page.filter(|page| page.status.has_text());
    let text = || words(file, message, BODY).map(|text| text::read(&marked(text)));
    let mut document = page.or_else(text).or_else(|| rich_text(file, message))?;
    document.format = Format::Message;
    Some(document)
}

/// What a message says that has its text only as RTF, compressed in the way of mail programs ([MS-OXRTFCP]).
fn rich_text(file: &mut File<'_>, message: &Path) -> Option<DocumentText> {
    let bytes = stream(file, message, RTF_BODY, BINARY)?;
    let number = |at: usize| Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
    let length = usize::try_from(number(0)?).ok()?.checked_add(4)?;
    // The library takes the sizes at their word.
    let is_plausible = length >= RTF_HEAD && number(4)? as u64 <= MAX_INPUT_BYTES;
    let is_plain = number(8)? == RTF_PLAIN;
    let is_there = !is_plain || number(4)? as usize <= length - RTF_HEAD;
    let rtf = (is_plausible && is_there).then(|| bytes.get(..length)).flatten()?;
    let rtf = compressed_rtf::decompress_rtf(rtf).ok()?;
    // It gives each byte as one character.
    let rtf: Vec<u8> = rtf.chars().map(|letter| u8::try_from(letter).unwrap_or(b'?')).collect();
    Some(rtf::read(&rtf)).filter(|document| document.status.has_text())
}

/// Whether an attachment is a picture that the text shows.
fn is_in_the_text(file: &mut File<'_>, attached: &Path, bytes: &[u8], name: &str) -> bool {
    matches!(kind(bytes, name), Kind::Picture(_)) && words(file, attached, CONTENT_ID).is_some()
}

fn stream_name(number: &str, kind: &str) -> String {
    format!("__substg1.0_{number}{kind}")
}

/// The text of a property.
fn words(file: &mut File<'_>, storage: &Path, number: &str) -> Option<String> {
    if let Some(bytes) = stream(file, storage, number, TEXT_UTF_16) {
        return Some(encoding_rs::UTF_16LE.decode_without_bom_handling(&bytes).0.into_owned());
    }
    stream(file, storage, number, TEXT_8_BIT).map(|bytes| text::decode(&bytes).text)
}

/// The bytes of a property, as far as they can be read.
fn stream(file: &mut File<'_>, storage: &Path, number: &str, kind: &str) -> Option<Vec<u8>> {
    let stream = file.open_stream(storage.join(stream_name(number, kind))).ok()?;
    let mut bytes = Vec::new();
    // On an error the bytes before it are in the vector.
    let _ = stream.take(MAX_INPUT_BYTES + 1).read_to_end(&mut bytes);
    Some(bytes)
}
