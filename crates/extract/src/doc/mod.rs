//! Word 97–2003 documents ([MS-DOC]) and the other files in a compound file ([MS-CFB]).
//!
//! Terms: a *piece* is a stretch of the text that lies in one run of the file; a *story* is the body, the
//! headers, the notes or the text boxes, one after another in the one text; a *character position* counts
//! UTF-16 units of that text.

mod bytes;
mod locked;
mod looks;
mod pieces;
mod say;

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use crate::limits::MAX_PART_BYTES;
use crate::passwords::{UNKNOWN_LOCK, first_that_opens};
use crate::{DocumentText, Format, ReadStatus};
use bytes::{u16_at, u32_at};
use locked::{Lock, PLAIN_HEAD};
use pieces::Pieces;

/// Streams that tell what else a compound file is.
const FOREIGN: [(&str, &str); 4] = [
    ("/Workbook", "a spreadsheet"),
    ("/Book", "a spreadsheet"),
    ("/PowerPoint Document", "a presentation"),
    ("/VisioDocument", "a drawing"),
];

/// Reads a compound file, if it is a Word document. A locked one is tried with each of the passwords.
pub(crate) fn read(bytes: &[u8], passwords: &[String]) -> Result<DocumentText, &'static str> {
    let unreadable = |reason| DocumentText::without_text(Format::Doc, ReadStatus::Unreadable, reason);
    let Ok(mut file) = CompoundFile::open(Cursor::new(bytes)) else {
        return Ok(unreadable("the file is damaged: its parts cannot be found"));
    };
    let Some(mut main) = stream(&mut file, "/WordDocument") else {
        return match FOREIGN.iter().find(|(name, _)| file.exists(name)) {
            Some(&(_, what)) => Err(what),
            None => Ok(unreadable("the file is damaged: its text is missing")),
        };
    };
    let Some(header) = Header::parse(&main) else {
        return Ok(unreadable("the file is damaged: its beginning cannot be understood"));
    };
    if header.is_older_than_97 {
        return Err("a Word document from before 1997; save it anew as PDF or Word");
    }
    let mut table = stream(&mut file, header.table_stream).unwrap_or_default();
    if header.is_encrypted
        && let Err(reason) = unlock(&mut main, &mut table, passwords)
    {
        return Ok(DocumentText::without_text(Format::Doc, ReadStatus::Encrypted, reason));
    }
    // Much of what the first look passed over was locked.
    let header = Header::parse(&main).unwrap_or(header);
    match Pieces::parse(&main, &table, &header) {
        Some(pieces) => Ok(say::say(&main, &table, &header, &pieces)),
        None => Ok(unreadable("the file is damaged: its text cannot be put together")),
    }
}

/// Unscrambles both streams by the first password that is right, or says why they stay locked.
fn unlock(main: &mut [u8], table: &mut [u8], passwords: &[String]) -> Result<(), &'static str> {
    let lock = Lock::parse(table).ok_or(UNKNOWN_LOCK)?;
    let key = first_that_opens(passwords, 1, |password| lock.key(password))?;
    let head = main.first_chunk::<PLAIN_HEAD>().copied();
    key.open(main);
    if let (Some(head), Some(place)) = (head, main.first_chunk_mut()) {
        *place = head;
    }
    key.open(table);
    Ok(())
}

/// The bytes of a stream, as far as they can be read.
fn stream(file: &mut CompoundFile<Cursor<&[u8]>>, name: &str) -> Option<Vec<u8>> {
    let stream = file.open_stream(name).ok()?;
    let mut bytes = Vec::new();
    // On an error the bytes before it are in the vector.
    let _ = stream.take(MAX_PART_BYTES).read_to_end(&mut bytes);
    Some(bytes)
}

/// What the file information block ([MS-DOC] 2.5.1) says.
struct Header {
    is_encrypted: bool,
    is_older_than_97: bool,
    table_stream: &'static str,
    /// Lengths of the stories in character positions.
    lengths: StoryLengths,
    /// Offset in the main stream of the pairs of offset and length into the table stream.
    pairs_at: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct StoryLengths {
    body: u32,
    footnotes: u32,
    headers: u32,
    comments: u32,
    endnotes: u32,
    boxes: u32,
}

impl Header {
    fn parse(main: &[u8]) -> Option<Self> {
        let magic = u16_at(main, 0)?;
        if magic != 0xA5EC && magic != 0xA5DC {
            return None;
        }
        let flags = u16_at(main, 0x0A)?;
        let shorts_at = 32;
        let longs_at = shorts_at + 2 + 2 * usize::from(u16_at(main, shorts_at)?);
        let n_longs = usize::from(u16_at(main, longs_at)?);
        let length = |idx: usize| u32_at(main, longs_at + 2 + 4 * idx).unwrap_or(0);
        Some(Self {
            is_encrypted: flags & 0x0100 != 0,
            is_older_than_97: u16_at(main, 2)? < 0xC0,
            table_stream: if flags & 0x0200 != 0 { "/1Table" } else { "/0Table" },
            lengths: StoryLengths {
                body: length(3),
                footnotes: length(4),
                headers: length(5),
                comments: length(7),
                endnotes: length(8),
                boxes: length(9),
            },
            pairs_at: longs_at + 2 + 4 * n_longs + 2,
        })
    }

    /// The part of the table stream that the pair of that number names; empty when there is none.
    fn table_part<'t>(&self, main: &[u8], table: &'t [u8], idx: usize) -> &'t [u8] {
        let at = self.pairs_at + 8 * idx;
        let part = || {
            let start = usize::try_from(u32_at(main, at)?).ok()?;
            let length = usize::try_from(u32_at(main, at + 4)?).ok()?;
            table.get(start..start.checked_add(length)?)
        };
        part().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
