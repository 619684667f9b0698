//! Messages (`.eml`, RFC 5322 and MIME): their attachments, or the résumé that somebody wrote into one.

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::names::PartNames;
use super::{Contents, Part};
use crate::kind::{Kind, kind};
use crate::limits::{MAX_INPUT_BYTES, MAX_PARTS, MAX_UNPACKED_BYTES};
use crate::{DocumentText, Format, ReadStatus, html, source, text};

/// What the reason of a message's row begins with.
const WHAT: &str = "a message";
/// Beside attachments, a message with fewer letters than this only says what it brings.
const MIN_RESUME_LETTERS: usize = 600;

/// Reads a message: its attachments, and its text unless that only goes with a document.
pub(crate) fn read(bytes: &[u8]) -> Contents {
    let Some(message) = MessageParser::default().parse(bytes) else {
        let reason = "the message is damaged";
        return DocumentText::without_text(Format::Message, ReadStatus::Unreadable, reason).into();
    };
    let (parts, is_whole) = attachments(&message);
    let document = own_text(&message);
    let mut contents = if is_resume(&document, &parts) {
        Contents { document, parts, pictures: Vec::new() }
    } else {
        Contents::of_container(Format::Message, WHAT, parts)
    };
    if !is_whole {
        contents = contents.lacking("only the first attachments were taken out");
    }
    contents
}

/// The subject, for a name.
pub(super) fn subject(bytes: &[u8]) -> Option<String> {
    MessageParser::new()
        .header_text(mail_parser::HeaderName::Subject)
        .parse_headers(bytes)?
        .subject()
        .map(str::to_owned)
}

/// A message is the résumé when it brings no document and says more than that it brings something.
fn is_resume(document: &DocumentText, parts: &[Part]) -> bool {
    let is_document = |part: &Part| match &part.bytes {
        Ok(bytes) => !matches!(kind(bytes, &part.name), Kind::Picture(_) | Kind::Foreign(_) | Kind::Unknown),
        Err(_) => true,
    };
    let letters = || document.body.chars().filter(|letter| letter.is_alphanumeric()).count();
    parts.is_empty() || !parts.iter().any(is_document) && letters() >= MIN_RESUME_LETTERS
}

/// What the message itself says. Its HTML has lists and headings; its plain text is the same without.
fn own_text(message: &Message<'_>) -> DocumentText {
    let is_html = |part: &&MessagePart<'_>| matches!(part.body, PartType::Html(_));
    let all = |parts: &mut dyn Iterator<Item = &MessagePart<'_>>| {
        parts.filter_map(MessagePart::text_contents).fold(String::new(), |text, part| text + part + "\n")
    };
    // What comes from the parser is UTF-8, whatever the page says of itself.
    let mut document = if message.html_bodies().any(|part| is_html(&part)) {
        html::read(("\u{FEFF}".to_owned() + &all(&mut message.html_bodies())).as_bytes())
    } else {
        text::read(("\u{FEFF}".to_owned() + &all(&mut message.text_bodies())).as_bytes())
    };
    document.format = Format::Message;
    document
}

/// The attached files, and whether that is all of them. Pictures that stand in the text belong to it.
fn attachments(message: &Message<'_>) -> (Vec<Part>, bool) {
    let mut names = PartNames::default();
    let mut parts = Vec::new();
    let mut left = MAX_UNPACKED_BYTES;
    for attached in message.attachments().filter(|part| !is_in_the_text(part)) {
        if parts.len() == MAX_PARTS {
            return (parts, false);
        }
        let content = attached.contents();
        let size = content.len() as u64;
        let bytes =
            if size > left.min(MAX_INPUT_BYTES) { Err(source::too_large()) } else { Ok(content.to_vec()) };
        left = left.saturating_sub(size);
        let name = names.give(&name(attached), &format!("attachment {}", parts.len() + 1));
        parts.push(Part { name, bytes });
    }
    (parts, true)
}

fn is_in_the_text(part: &MessagePart<'_>) -> bool {
    let is_picture = part.content_type().is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("image"));
    let is_attachment = part.content_disposition().is_some_and(mail_parser::ContentType::is_attachment);
    is_picture
        && (part.content_id().is_some() || !is_attachment && matches!(part.body, PartType::InlineBinary(_)))
}

/// The attachment's own name; that of an attached message is its subject.
fn name(part: &MessagePart<'_>) -> String {
    let of_message = || Some(format!("{}.eml", part.message()?.subject()?.replace(['/', '\\'], " ")));
    part.attachment_name().map(str::to_owned).or_else(of_message).unwrap_or_default()
}
