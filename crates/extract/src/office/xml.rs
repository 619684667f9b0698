//! XML for the office formats: lenient, without namespaces, without document types.
//!
//! Names are local names: the formats read here use no two alike for different things within reach. Entities
//! that a document declares itself are not expanded, nothing outside is fetched.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Characters of an XML file, by byte order mark or its own declaration.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let declared = || {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
        let (_, after) = head.split_once("encoding=")?;
        let label = after.get(1..)?.split(['"', '\'']).next()?;
        Encoding::for_label_no_replacement(label.as_bytes())
    };
    let encoding = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or_else(declared);
    encoding.unwrap_or(UTF_8).decode(bytes).0
}

/// What stands next in a document.
pub(crate) enum Node<'a> {
    Start(Tag<'a>),
    End(String),
    Text(Cow<'a, str>),
}

/// A start tag.
pub(crate) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// The name without its prefix.
    pub(crate) fn name(&self) -> &str {
        local(self.0.name().into_inner())
    }

    /// The value of the attribute with that local name.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        // The check for doubles takes quadratic time.
        attributes.with_checks(false);
        let attribute = attributes.flatten().find(|attribute| local(attribute.key.into_inner()) == name)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or(attribute.value);
        Some(value.into_owned())
    }
}

/// A document from its start to its end, or to where it is broken.
pub(crate) struct Nodes<'a> {
    reader: Reader<&'a [u8]>,
    is_broken: bool,
}

impl<'a> Nodes<'a> {
    pub(crate) fn new(xml: &'a str) -> Self {
        let mut reader = Reader::from_str(xml);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { reader, is_broken: false }
    }

    /// Whether the document ended where it should not.
    pub(crate) fn is_broken(&self) -> bool {
        self.is_broken
    }
}

impl<'a> Iterator for Nodes<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        loop {
            match self.reader.read_event() {
                Ok(Event::Start(tag) | Event::Empty(tag)) => return Some(Node::Start(Tag(tag))),
                Ok(Event::End(tag)) => {
                    return Some(Node::End(tag.local_name().into_inner().to_owned()));
                }
                Ok(Event::Text(text)) => return Some(Node::Text(text.into_inner())),
                Ok(Event::CData(text)) => return Some(Node::Text(text.into_inner())),
                Ok(Event::GeneralRef(reference)) => {
                    if let Some(letter) = character(&reference) {
                        return Some(Node::Text(Cow::Owned(letter.to_string())));
                    }
                }
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
                Ok(Event::Eof) => return None,
                Err(_) => {
                    self.is_broken = true;
                    return None;
                }
            }
        }
    }
}

/// Who is told what stands in a document. Keeps its own stack of open elements, so that depth costs no call stack.
pub(crate) trait Listener {
    /// An element begins.
    fn start(&mut self, tag: &Tag<'_>);
    /// The innermost open element ends.
    fn end(&mut self);
    /// Text within the innermost open element.
    fn text(&mut self, text: &str);
    /// Whether an element is open.
    fn is_open(&self) -> bool;
    /// Whether there is nothing more to say.
    fn is_full(&self) -> bool;
}

/// Tells the listener all of a document and closes what it leaves open. Whether the document is broken or cut.
pub(crate) fn listen(xml: &str, listener: &mut impl Listener) -> bool {
    let mut nodes = Nodes::new(xml);
    for node in nodes.by_ref() {
        match node {
            Node::Start(tag) => listener.start(&tag),
            Node::End(_) => listener.end(),
            Node::Text(text) => listener.text(&text),
        }
        if listener.is_full() {
            break;
        }
    }
    let is_cut = !listener.is_full() && listener.is_open();
    while listener.is_open() {
        listener.end();
    }
    nodes.is_broken() || is_cut
}

/// The character of a reference by number or of one of the five names that XML itself knows.
fn character(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return Some(letter);
    }
    match reference.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
