//! What the fuzz targets share.
//!
//! ```sh
//! cargo install cargo-fuzz --locked
//! scripts/fuzz.sh 100000             # so many executions of each target
//! scripts/fuzz.sh 2000000 query      # of one
//! ```
//!
//! The script lets the pinned stable compiler count branches, so that no other one is needed; without unsafe code of ours there is nothing for
//! a sanitizer to find. Whatever is found becomes a row of the tests of the crate it was found in.

#[path = "../../crates/extract/tests/files/promises.rs"]
mod promises;

use std::io::{Cursor, Write};

use candela_extract::{DocumentText, Format};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Reads bytes as a file of that name would be read, and holds the answer to the promises made of every text. What is in a container
/// is listed by itself, so that there is none of its own.
pub fn read(bytes: &[u8], file_name: &str) -> DocumentText {
    let document = candela_extract::read(bytes, file_name);
    let is_container = matches!(document.format, Format::Archive | Format::Mailbox | Format::Message);
    if is_container {
        assert!(document.status.has_text() || document.reason.is_some(), "a container without a reason");
    } else if let Err(broken) = promises::check(&document) {
        panic!("{broken}");
    }
    document
}

/// The same for bytes that begin as such files do, so that every execution reaches their reader.
pub fn read_after(start: &[u8], bytes: &[u8], file_name: &str) -> DocumentText {
    read(&[start, bytes].concat(), file_name)
}

/// An archive of files, none compressed: what is in them is what is tried.
pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in files {
        archive.start_file(*name, stored).expect("the name is new");
        archive.write_all(bytes).expect("memory takes it");
    }
    archive.finish().expect("memory takes it").into_inner()
}
