//! The parts of a ZIP file, with what comes out of them counted. Nothing is ever written.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::read_zipfile_from_stream;
use zip::result::ZipError;

use crate::limits::{MAX_PART_BYTES, MAX_PARTS_BYTES};

/// Parts of a truncated archive that are looked at.
const MAX_STREAMED_PARTS: usize = 500;

/// A ZIP file's parts by name.
pub(crate) struct Archive<'a> {
    parts: Parts<'a>,
    /// Bytes that may still come out.
    left: u64,
    is_damaged: bool,
}

enum Parts<'a> {
    Indexed(ZipArchive<Cursor<&'a [u8]>>),
    /// From an archive whose index is lost: the parts that stand before the damage.
    Streamed(BTreeMap<String, Vec<u8>>),
}

/// Why a part's bytes are not to be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartError {
    Missing,
    TooLarge,
    Encrypted,
    Damaged,
}

impl<'a> Archive<'a> {
    /// Opens the archive; without an index, takes what stands before the damage.
    pub(crate) fn open(bytes: &'a [u8]) -> Self {
        let left = MAX_PARTS_BYTES;
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(zip) => Self { parts: Parts::Indexed(zip), left, is_damaged: false },
            Err(_) => Self { parts: Parts::Streamed(streamed(bytes)), left, is_damaged: true },
        }
    }

    /// Whether something was lost on the way to what has been read so far.
    pub(crate) fn is_damaged(&self) -> bool {
        self.is_damaged
    }

    /// Whether there is a part of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        match &self.parts {
            Parts::Indexed(zip) => zip.index_for_name(name).is_some(),
            Parts::Streamed(parts) => parts.contains_key(name),
        }
    }

    /// The bytes of the part; of a damaged one, those before the damage.
    pub(crate) fn part(&mut self, name: &str) -> Result<Vec<u8>, PartError> {
        let zip = match &mut self.parts {
            Parts::Streamed(parts) => return parts.remove(name).ok_or(PartError::Missing),
            Parts::Indexed(zip) => zip,
        };
        let part = zip.by_name(name).map_err(|error| match error {
            ZipError::FileNotFound => PartError::Missing,
            ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
                PartError::Encrypted
            }
            _ => PartError::Damaged,
        })?;
        let limit = self.left.min(MAX_PART_BYTES);
        let (bytes, is_whole) = read_up_to(part, limit + 1);
        if bytes.len() as u64 > limit {
            return Err(PartError::TooLarge);
        }
        self.left -= bytes.len() as u64;
        self.is_damaged |= !is_whole;
        if bytes.is_empty() && !is_whole { Err(PartError::Damaged) } else { Ok(bytes) }
    }
}

/// At most `limit` bytes, and whether the reader had no error up to there.
fn read_up_to(reader: impl Read, limit: u64) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    // On an error the bytes before it are in the vector.
    let is_whole = reader.take(limit).read_to_end(&mut bytes).is_ok();
    (bytes, is_whole)
}

fn streamed(mut bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut parts = BTreeMap::new();
    let mut left = MAX_PARTS_BYTES;
    for _ in 0..MAX_STREAMED_PARTS {
        let Ok(Some(part)) = read_zipfile_from_stream(&mut bytes) else { break };
        let Ok(name) = part.name().map(|name| name.into_owned()) else { break };
        let (content, is_whole) = read_up_to(part, left.min(MAX_PART_BYTES));
        left -= content.len() as u64;
        parts.entry(name).or_insert(content);
        if !is_whole || left == 0 {
            break;
        }
    }
    parts
}
