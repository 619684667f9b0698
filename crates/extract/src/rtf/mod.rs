//! Rich Text Format (Microsoft's specification 1.9.1).
//!
//! Terms: a *group* is what stands between braces: what is set inside ends with it; a *destination* is what
//! becomes of a group's text: shown, noted, or dropped; a *place* is the part of the document that is said.

mod charset;
mod group;
mod look;
mod reader;
mod tokens;
mod words;

#[cfg(test)]
mod tests;

use crate::flow::Flow;
use crate::{DocumentText, Format, ReadStatus};
use group::Place;
use reader::Reader;

/// Reads the file: headers, body, footers.
pub(crate) fn read(bytes: &[u8]) -> DocumentText {
    let mut flow = Flow::default();
    let mut is_cut = false;
    for place in [Place::Header, Place::Body, Place::Footer] {
        is_cut |= Reader::new(&mut flow, place).read(bytes);
    }
    let mut document = flow.finish(Format::Rtf);
    if is_cut && document.status == ReadStatus::Ok {
        document.status = ReadStatus::OkPartial;
        document.reason = Some("the file is damaged: its end is missing".to_owned());
    }
    document
}
