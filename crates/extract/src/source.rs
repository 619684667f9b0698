//! Files of the outside world: which there are under a path, and their bytes, without being led astray.
//!
//! Opens regular files and nothing else: a pipe would wait for ever, a device would never end, and a link
//! inside a folder may lead anywhere on the machine.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use crate::limits::MAX_INPUT_BYTES;
use crate::{DocumentText, Format, ReadStatus};

/// Names of folders that look like a document and deserve a line of their own.
const DOCUMENT_EXTENSIONS: [&str; 12] =
    ["pdf", "docx", "docm", "doc", "odt", "rtf", "rtfd", "html", "htm", "md", "txt", "pages"];

/// One thing that was found under a given path.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where it is: the given path and what was found beneath it.
    pub path: PathBuf,
    /// Why it is not read, when that is clear without opening it.
    pub refusal: Option<Refusal>,
}

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{reason}")]
pub struct Refusal {
    /// The status the file ends with.
    pub status: ReadStatus,
    /// In words for a recruiter.
    pub reason: String,
}

impl Refusal {
    fn rejected(reason: impl Into<String>) -> Self {
        Self { status: ReadStatus::Rejected, reason: reason.into() }
    }

    fn of(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => gone(),
            io::ErrorKind::PermissionDenied => Self::rejected("no right to read it"),
            _ => Self { status: ReadStatus::Unreadable, reason: format!("it cannot be read: {error}") },
        }
    }

    /// The document of a file that was refused.
    pub fn into_document(self) -> DocumentText {
        DocumentText::without_text(Format::Unknown, self.status, self.reason)
    }
}

/// Everything under `path`, sorted by name: the file itself, or a folder's entries at any depth.
///
/// A path may lead on into an archive or a message: then it is one entry, and the reading tells whether it is there.
/// A path given as a link is followed, since it was given; links found inside a folder are refused.
/// Folders make no entry, unless they cannot be read or are named like a document.
pub fn entries(path: &Path) -> Vec<Entry> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => {
            WalkDir::new(path).sort_by_file_name().into_iter().filter_map(walked).collect()
        }
        Ok(metadata) => {
            vec![Entry { path: path.to_owned(), refusal: refusal_of_kind(metadata.file_type()) }]
        }
        Err(_) if split(path).is_some() => vec![Entry { path: path.to_owned(), refusal: None }],
        Err(error) => {
            let refusal = match fs::symlink_metadata(path) {
                Ok(metadata) if metadata.is_symlink() => Refusal::rejected("a link that leads nowhere"),
                _ => Refusal::of(&error),
            };
            vec![Entry { path: path.to_owned(), refusal: Some(refusal) }]
        }
    }
}

fn walked(entry: walkdir::Result<walkdir::DirEntry>) -> Option<Entry> {
    match entry {
        Ok(entry) if entry.file_type().is_dir() => {
            let is_inside = entry.depth() > 0;
            (is_inside && is_named_like_a_document(entry.path())).then(|| Entry {
                refusal: Some(Refusal::rejected("a folder with the name of a document")),
                path: entry.into_path(),
            })
        }
        Ok(entry) => {
            let refusal = refusal_of_kind(entry.file_type());
            Some(Entry { path: entry.into_path(), refusal })
        }
        Err(error) => {
            let path = error.path().map(Path::to_owned)?;
            let refusal =
                error.io_error().map_or_else(|| Refusal::rejected("it cannot be listed"), Refusal::of);
            Some(Entry { path, refusal: Some(refusal) })
        }
    }
}

fn is_named_like_a_document(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    DOCUMENT_EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str())
}

fn refusal_of_kind(kind: fs::FileType) -> Option<Refusal> {
    if kind.is_file() {
        None
    } else if kind.is_symlink() {
        Some(Refusal::rejected("a link, and links inside a folder are not followed"))
    } else {
        Some(Refusal::rejected("not a regular file"))
    }
}

/// A path that leads into a file, as the file and where it goes on within; `None` for every other path.
pub(crate) fn split(path: &Path) -> Option<(&Path, &Path)> {
    let file = path.ancestors().skip(1).find(|ancestor| ancestor.is_file())?;
    Some((file, path.strip_prefix(file).ok()?))
}

/// The bytes of the regular file at `path`.
///
/// # Errors
/// A refusal when it is not a regular file (any more), larger than [`MAX_INPUT_BYTES`], or cannot be read.
pub fn load(path: &Path) -> Result<Vec<u8>, Refusal> {
    let file = open(path).map_err(|error| Refusal::of(&error))?;
    let metadata = file.metadata().map_err(|error| Refusal::of(&error))?;
    if let Some(refusal) = refusal_of_kind(metadata.file_type()) {
        return Err(refusal);
    }
    if metadata.len() > MAX_INPUT_BYTES {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    // One byte more than allowed tells a file that grew while it was read.
    let read = file.take(MAX_INPUT_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| Refusal::of(&error))?;
    if bytes.len() as u64 > MAX_INPUT_BYTES { Err(too_large()) } else { Ok(bytes) }
}

pub(crate) fn gone() -> Refusal {
    Refusal::rejected("there is no such file (any more)")
}

pub(crate) fn too_large() -> Refusal {
    Refusal { status: ReadStatus::TooLarge, reason: format!("larger than {} MiB", MAX_INPUT_BYTES >> 20) }
}

/// Opens without waiting, so that a pipe put in a file's place between listing and opening does not hang us.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().read(true).custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}
