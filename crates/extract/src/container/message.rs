//! Messages (`.eml`, RFC 5322 and MIME): their attachments, or the résumé that somebody wrote into one.

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::Contents;
use super::attachments::Attachments;
use crate::{DocumentText, Format, ReadStatus, html, text};

/// Reads a message: its attachments, and its text unless that only goes with a document.
pub(crate) fn read(bytes: &[u8]) -> Contents {
    let Some(message) = MessageParser::default().parse(bytes) else {
        let reason = "the message is damaged";
        return DocumentText::without_text(Format::Message, ReadStatus::Unreadable, reason).into();
    };
    attachments(&message).with_text(own_text(&message))
}

/// The subject, for a name.
pub(super) fn subject(bytes: &[u8]) -> Option<String> {
    MessageParser::new()
        .header_text(mail_parser::HeaderName::Subject)
        .parse_headers(bytes)?
        .subject()
        .map(str::to_owned)
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

/// The attached files. Pictures that stand in the text belong to it.
fn attachments(message: &Message<'_>) -> Attachments {
    let mut attachments = Attachments::default();
    for attached in message.attachments().filter(|part| !is_in_the_text(part)) {
        attachments.add(&name(attached), attached.contents());
    }
    attachments
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
