//! OpenDocument parts that are locked with a password (ODF 1.3 part 2, chapter 3.4): each part compressed, then encrypted with
//! a key made from the password, the part's own salt and many rounds of hashing. The manifest tells how.
//!
//! What is opened: AES with PBKDF2, as word processors write it since 2011. Blowfish before, and Argon2 since 2024, are
//! said to be unknown here.

use std::collections::BTreeMap;
use std::io::Read;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::read::DeflateDecoder;
use sha1::Sha1;

use crate::limits::MAX_PART_BYTES;
use crate::office::ciphers::{Hash, chained};
use crate::office::xml::{Node, Nodes, Tag};
use crate::passwords::MAX_SPINS;

/// Bytes of an unlocked part that its checksum covers.
const CHECKED: usize = 1024;
/// Bytes of a block of AES.
const BLOCK: usize = 16;

/// How one part is locked.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Lock {
    /// The hash of the checksum, and the checksum of the beginning of the compressed part.
    checksum: Option<(Hash, Vec<u8>)>,
    first_block: Vec<u8>,
    salt: Vec<u8>,
    rounds: u32,
    key_bytes: usize,
    /// The hash that the password goes through first.
    start: Option<Hash>,
    is_known: bool,
}

/// How the parts are locked, by their names; empty for a document without a password.
pub(super) fn locks(manifest: &str) -> BTreeMap<String, Lock> {
    let mut locks = BTreeMap::new();
    let mut part = None;
    for node in Nodes::new(manifest) {
        let Node::Start(tag) = node else { continue };
        if tag.name() == "file-entry" {
            part = tag.attribute("full-path");
        } else if let Some(name) = &part {
            if tag.name() == "encryption-data" {
                locks.insert(name.clone(), Lock::default());
            }
            if let Some(lock) = locks.get_mut(name) {
                lock.take(&tag);
            }
        }
    }
    locks
}

impl Lock {
    /// Takes what one element of the manifest says.
    fn take(&mut self, tag: &Tag<'_>) {
        let bytes = |name| tag.attribute(name).and_then(|text| BASE64_STANDARD.decode(text).ok());
        // Names of methods are addresses, or the words of older versions.
        let says =
            |name, word: &str| tag.attribute(name).is_some_and(|text| text.to_lowercase().contains(word));
        let hash = |name| if says(name, "sha256") { Hash::Sha256 } else { Hash::Sha1 };
        match tag.name() {
            "encryption-data" => {
                self.checksum = bytes("checksum").map(|sum| (hash("checksum-type"), sum));
            }
            "algorithm" => {
                self.first_block = bytes("initialisation-vector").unwrap_or_default();
                self.is_known = says("algorithm-name", "aes") && says("algorithm-name", "cbc");
            }
            "start-key-generation" => self.start = Some(hash("start-key-generation-name")),
            "key-derivation" => {
                let number = |name| tag.attribute(name).and_then(|text| text.parse().ok());
                self.salt = bytes("salt").unwrap_or_default();
                self.rounds = number("iteration-count").unwrap_or_default();
                self.key_bytes = tag.attribute("key-size").and_then(|size| size.parse().ok()).unwrap_or(16);
                self.is_known &= says("key-derivation-name", "pbkdf2");
            }
            _ => {}
        }
    }

    /// Whether a password can be tried on it.
    pub(super) fn can_be_tried(&self) -> bool {
        let is_usual = matches!(self.key_bytes, 16 | 24 | 32) && self.first_block.len() == BLOCK;
        self.is_known && is_usual && (1..=MAX_SPINS).contains(&self.rounds)
    }

    /// How often a password is hashed to make the key.
    pub(super) fn rounds(&self) -> u32 {
        // Each twenty bytes of the key take all rounds, each of two hashes.
        self.rounds.saturating_mul(if self.key_bytes > 20 { 4 } else { 2 })
    }

    /// The part, if the password is right.
    pub(super) fn open(&self, password: &str, part: &[u8]) -> Option<Vec<u8>> {
        let start = self.start.unwrap_or(Hash::Sha1).of(password.as_bytes(), &[]);
        let mut key = vec![0; self.key_bytes];
        pbkdf2::pbkdf2_hmac::<Sha1>(&start, &self.salt, self.rounds, &mut key);
        let compressed = chained(&key, &self.first_block, &part[..part.len() - part.len() % BLOCK])?;
        // The last byte tells how many are filled in.
        let filled = usize::from(*compressed.last()?);
        let compressed = compressed.get(..compressed.len().checked_sub(filled)?)?;
        let (hash, sum) = self.checksum.as_ref()?;
        let begins = &compressed[..compressed.len().min(CHECKED)];
        if hash.of(begins, &[]) != *sum {
            return None;
        }
        let mut opened = Vec::new();
        // On an error the bytes before it are in the vector.
        let _ = DeflateDecoder::new(compressed).take(MAX_PART_BYTES).read_to_end(&mut opened);
        Some(opened)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ReadStatus;
    use crate::office::read;

    const LOCKED: &[u8] = include_bytes!("../../../tests/fixtures/miro-valdes-locked.odt");

    #[test]
    fn the_right_password_of_several_opens_what_the_plain_document_says() {
        let plain = read(include_bytes!("../../../tests/fixtures/miro-valdes.odt"), &[]).unwrap();
        let opened = read(LOCKED, &["wrong", "Bergsee 7"].map(str::to_owned)).unwrap();
        assert_eq!((opened.status, &opened.body), (plain.status, &plain.body));
        assert_eq!((opened.hidden.len(), opened.modified), (plain.hidden.len(), plain.modified));
    }

    #[test]
    fn without_it_the_document_stays_locked_and_says_why() {
        let check = |passwords: &[&str], expected: &str| {
            let passwords: Vec<String> = passwords.iter().map(|&word| word.to_owned()).collect();
            let document = read(LOCKED, &passwords).unwrap();
            assert_eq!((document.status, document.body.as_str()), (ReadStatus::Encrypted, ""));
            assert_eq!(document.reason.as_deref(), Some(expected));
        };
        check(&[], "the file needs a password");
        check(&["bergsee 7"], "no password that was given opens it");
    }

    #[test]
    fn what_the_manifest_says_is_taken_or_left() {
        let check = |algorithm: &str, derivation: &str, expected: bool| {
            let manifest = format!(
                r#"<manifest><file-entry full-path="content.xml"><encryption-data checksum="AAAA" checksum-type="SHA1/1K">
                <algorithm algorithm-name="{algorithm}" initialisation-vector="AAAAAAAAAAAAAAAAAAAAAA=="/>
                <key-derivation {derivation} salt="AAAA"/></encryption-data></file-entry><file-entry full-path="meta.xml"/></manifest>"#
            );
            let locks = locks(&manifest);
            assert_eq!(locks.keys().collect::<Vec<_>>(), ["content.xml"]);
            assert_eq!(locks["content.xml"].can_be_tried(), expected, "{algorithm} {derivation}");
            // Nothing that can be tried opens what is too short.
            assert!(!expected || locks["content.xml"].open("a", b"short").is_none());
        };
        let pbkdf2 = r#"key-derivation-name="PBKDF2" iteration-count="1000" key-size="32""#;
        check("http://www.w3.org/2001/04/xmlenc#aes256-cbc", pbkdf2, true);
        check("Blowfish CFB", pbkdf2, false);
        check("http://www.w3.org/2009/xmlenc11#aes256-gcm", r#"key-derivation-name="argon2id""#, false);
        check(
            "http://www.w3.org/2001/04/xmlenc#aes256-cbc",
            r#"key-derivation-name="PBKDF2" iteration-count="4000000000" key-size="32""#,
            false,
        );
    }
}
