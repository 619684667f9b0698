//! ZIP archives of files, with what comes out of them counted.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::{ZipFile, ZipReadOptions, read_zipfile_from_stream};
use zip::result::{ZipError, ZipResult};

use super::names::PartNames;
use super::{Contents, Part};
use crate::limits::{MAX_INPUT_BYTES, MAX_PARTS, MAX_UNPACKED_BYTES};
use crate::source::Refusal;
use crate::{Format, ReadStatus};

/// What the reason of an archive's row begins with.
const WHAT: &str = "an archive";

/// Unpacks a ZIP file that is no document. Locked parts are tried with each of the passwords.
pub(crate) fn read(bytes: &[u8], passwords: &[String]) -> Contents {
    match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => indexed(archive, passwords),
        Err(_) => streamed(bytes),
    }
}

fn indexed(mut archive: ZipArchive<Cursor<&[u8]>>, passwords: &[String]) -> Contents {
    let mut taken = Taken::default();
    for idx in 0..archive.len() {
        let Some((name, kind)) = entry(&mut archive, idx) else { continue };
        if taken.is_full() {
            let contents = Contents::of_container(Format::Archive, WHAT, taken.parts);
            return contents.lacking(&format!("only the first {MAX_PARTS} were taken out"));
        }
        let bytes = match kind {
            Kind::Folder => continue,
            Kind::Link => {
                Err(refusal(ReadStatus::Rejected, "a link, and links in an archive are not followed"))
            }
            Kind::File => taken.unpack(|limit| unpack(&mut archive, idx, passwords, limit)),
        };
        taken.put(&name, bytes);
    }
    Contents::of_container(Format::Archive, WHAT, taken.parts)
}

/// The files that stand before the damage in an archive without an index.
fn streamed(mut bytes: &[u8]) -> Contents {
    let mut taken = Taken::default();
    while !taken.is_full()
        && let Ok(Some(file)) = read_zipfile_from_stream(&mut bytes)
    {
        if file.is_dir() {
            continue;
        }
        let Ok(name) = file.name().map(|name| name.into_owned()) else { break };
        let mut is_whole = true;
        let part = taken.unpack(|limit| {
            let part = read_up_to(file, limit);
            is_whole = part.is_ok();
            part
        });
        taken.put(&name, part);
        if !is_whole {
            break;
        }
    }
    Contents::of_container(Format::Archive, WHAT, taken.parts)
        .lacking("the archive is damaged, and what stands behind the damage is lost")
}

enum Kind {
    File,
    Folder,
    Link,
}

/// Name and kind of an entry; `None` when its head is damaged beyond a name.
fn entry(archive: &mut ZipArchive<Cursor<&[u8]>>, idx: usize) -> Option<(String, Kind)> {
    let file = archive.by_index_raw(idx).ok()?;
    let kind = match (file.is_dir(), file.is_symlink()) {
        (true, _) => Kind::Folder,
        (_, true) => Kind::Link,
        _ => Kind::File,
    };
    let name = file.name().map(|name| name.into_owned()).unwrap_or_default();
    Some((name, kind))
}

/// The bytes of an entry, by the first password that opens it when it is locked.
fn unpack(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    idx: usize,
    passwords: &[String],
    limit: u64,
) -> Result<Vec<u8>, Refusal> {
    let mut outcome = archive.by_index(idx).map_err(refusal_of).and_then(|file| read_up_to(file, limit));
    for password in passwords {
        if !matches!(&outcome, Err(refusal) if refusal.status == ReadStatus::Encrypted) {
            break;
        }
        let options = ZipReadOptions::new().password(Some(password.as_bytes()));
        let file: ZipResult<ZipFile<'_, _>> = archive.by_index_with_options(idx, options);
        // The check of an old cipher lets one wrong password in 256 pass; what comes out then is damaged.
        if let Ok(bytes) = file.map_err(refusal_of).and_then(|file| read_up_to(file, limit)) {
            outcome = Ok(bytes);
        }
    }
    outcome
}

fn read_up_to(file: impl Read, limit: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let read = file.take(limit + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > limit {
        return Err(too_large());
    }
    read.map(|_| bytes).map_err(|_| damaged())
}

/// The parts so far, and what may still come out.
struct Taken {
    parts: Vec<Part>,
    names: PartNames,
    left: u64,
}

impl Default for Taken {
    fn default() -> Self {
        Self { parts: Vec::new(), names: PartNames::default(), left: MAX_UNPACKED_BYTES }
    }
}

impl Taken {
    fn is_full(&self) -> bool {
        self.parts.len() >= MAX_PARTS
    }

    /// Has the next part's bytes taken out, as many as there may still be.
    fn unpack(&mut self, unpack: impl FnOnce(u64) -> Result<Vec<u8>, Refusal>) -> Result<Vec<u8>, Refusal> {
        if self.left == 0 {
            return Err(too_large());
        }
        let limit = self.left.min(MAX_INPUT_BYTES);
        let part = unpack(limit);
        self.left -= match &part {
            Ok(bytes) => bytes.len() as u64,
            // A part that is too large has cost as much as a large one.
            Err(refusal) if refusal.status == ReadStatus::TooLarge => limit,
            Err(_) => 0,
        };
        part
    }

    fn put(&mut self, name: &str, bytes: Result<Vec<u8>, Refusal>) {
        let name = self.names.give(name, &format!("file {}", self.parts.len() + 1));
        self.parts.push(Part { name, bytes });
    }
}

fn refusal_of(error: ZipError) -> Refusal {
    match error {
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            refusal(ReadStatus::Encrypted, "a password is needed to take it out of its archive")
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => refusal(
            ReadStatus::Unsupported,
            "it is packed in a way that is not read here; unpack the archive first",
        ),
        _ => damaged(),
    }
}

fn too_large() -> Refusal {
    refusal(ReadStatus::TooLarge, "it unpacks to more than any résumé holds, or comes after what does")
}

fn damaged() -> Refusal {
    refusal(ReadStatus::Unreadable, "the archive is damaged: this file cannot be unpacked")
}

fn refusal(status: ReadStatus, reason: &str) -> Refusal {
    Refusal { status, reason: reason.to_owned() }
}
