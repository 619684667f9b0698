//! What reading one file may cost. A résumé is far below every one of these; a file that attacks meets one.

use std::time::Duration;

/// Bytes of the file itself. Larger files are not opened for reading.
pub const MAX_INPUT_BYTES: u64 = 64 << 20;

/// Bytes of the body. What comes after is left out and the document says so.
pub const MAX_BODY_BYTES: usize = 1 << 20;

/// Bytes that may come out of one compressed part of a file.
pub(crate) const MAX_PART_BYTES: u64 = 32 << 20;

/// Bytes that may come out of all compressed parts of a file together.
pub(crate) const MAX_PARTS_BYTES: u64 = 64 << 20;

/// Files that are taken out of one archive, message or mailbox.
pub(crate) const MAX_PARTS: usize = 2_000;

/// Bytes that may come out of one archive, message or mailbox.
pub(crate) const MAX_UNPACKED_BYTES: u64 = 96 << 20;

/// How many archives and messages may lie in one another: an archive of messages with an archive attached.
pub(crate) const MAX_CONTAINERS_DEEP: usize = 4;

/// Files that are taken out of one given file, at any depth.
pub(crate) const MAX_PARTS_OF_A_FILE: usize = 5_000;

/// Bytes that may come out of one given file, at any depth.
pub(crate) const MAX_UNPACKED_OF_A_FILE: u64 = 512 << 20;

/// Links of one document that are kept.
pub(crate) const MAX_LINKS: usize = 2_000;

/// Pieces of hidden text of one document that are kept.
pub(crate) const MAX_HIDDEN: usize = 2_000;

/// Bytes of one piece of hidden text, about.
pub(crate) const MAX_HIDDEN_BYTES: usize = 64 << 10;

/// Wall-clock time for one file in a worker, while others work. Whole pools of résumés are read in it.
pub const DEADLINE: Duration = Duration::from_secs(4);

/// Wall-clock time for the second try of a file, by a new worker while no other works.
pub const DEADLINE_ALONE: Duration = Duration::from_secs(5);

/// How much longer a worker may take that also pictures pages for OCR.
pub(crate) const PICTURING: u32 = 4;

/// Pages of one document that are pictured for OCR.
pub(crate) const OCR_PAGES: usize = 10;

/// Wall-clock time for OCR of one page. A page in four languages takes ten seconds on a slow machine.
pub const OCR_DEADLINE: Duration = Duration::from_secs(40);

/// Address space of Tesseract, in bytes.
pub(crate) const OCR_MEMORY_BYTES: u64 = 2 << 30;

/// Bytes of stack for the thread that reads: damaged files nest their parts deeply before they are told off.
pub(crate) const STACK_BYTES: usize = 64 << 20;

/// Address space of a worker, in bytes.
pub const MAX_MEMORY_BYTES: u64 = 1 << 30;

/// Bytes of a worker's answer about one file.
pub(crate) const MAX_ANSWER_BYTES: usize = 128 << 20;

/// A worker whose memory went past this many MiB for one file is replaced before the next.
pub(crate) const RETIRE_PEAK_MIB: f64 = 256.0;
