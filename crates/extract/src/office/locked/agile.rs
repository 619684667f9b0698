//! The agile scheme ([MS-OFFCRYPTO] 2.3.4.10 to 2.3.4.15): Office 2010 and later.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::super::xml::{Node, Nodes, Tag};
use crate::office::ciphers::{Hash, chained};
use crate::passwords::MAX_SPINS;

/// What is hashed behind a spun password for each of its keys.
const FOR_VERIFIER: [u8; 8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
const FOR_VERIFIER_HASH: [u8; 8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
const FOR_KEY: [u8; 8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];
/// Bytes of the package that are chained together.
const SEGMENT: usize = 4096;
/// What a hash that is too short for a key is filled with.
const FILLER: u8 = 0x36;

/// How a package is locked.
pub(super) struct Agile {
    package: Cipher,
    password: Cipher,
    spins: u32,
    verifier: Vec<u8>,
    verifier_hash: Vec<u8>,
    key: Vec<u8>,
}

/// How one thing is encrypted.
struct Cipher {
    hash: Hash,
    salt: Vec<u8>,
    key_bytes: usize,
    block_bytes: usize,
}

impl Cipher {
    fn parse(tag: &Tag<'_>) -> Option<Self> {
        let is_known = tag.attribute("cipherAlgorithm")? == "AES"
            && tag.attribute("cipherChaining")? == "ChainingModeCBC";
        let number = |name: &str| tag.attribute(name)?.parse::<usize>().ok();
        is_known.then_some(())?;
        Some(Self {
            hash: Hash::named(&tag.attribute("hashAlgorithm")?)?,
            salt: bytes(tag, "saltValue")?,
            key_bytes: number("keyBits")? / 8,
            block_bytes: number("blockSize")?,
        })
    }
}

/// The bytes that an attribute spells in Base64.
fn bytes(tag: &Tag<'_>, name: &str) -> Option<Vec<u8>> {
    STANDARD.decode(tag.attribute(name)?).ok()
}

/// The beginning of a hash, filled up to a length.
fn fitted(mut hash: Vec<u8>, length: usize) -> Vec<u8> {
    hash.resize(length, FILLER);
    hash
}

impl Agile {
    pub(super) fn parse(xml: &[u8]) -> Option<Self> {
        let xml = String::from_utf8_lossy(xml);
        let mut package = None;
        for node in Nodes::new(&xml) {
            let Node::Start(tag) = node else { continue };
            match tag.name() {
                "keyData" => package = Cipher::parse(&tag),
                "encryptedKey" => {
                    let spins =
                        tag.attribute("spinCount")?.parse().ok().filter(|spins| *spins <= MAX_SPINS)?;
                    return Some(Self {
                        package: package?,
                        password: Cipher::parse(&tag)?,
                        spins,
                        verifier: bytes(&tag, "encryptedVerifierHashInput")?,
                        verifier_hash: bytes(&tag, "encryptedVerifierHashValue")?,
                        key: bytes(&tag, "encryptedKeyValue")?,
                    });
                }
                _ => {}
            }
        }
        None
    }

    pub(super) fn spins(&self) -> u32 {
        self.spins
    }

    /// The package, if the password is right.
    pub(super) fn open(&self, password: &[u8], package: &[u8]) -> Option<Vec<u8>> {
        let Cipher { hash, salt, key_bytes, block_bytes } = &self.password;
        let spun = hash.spin(salt, password, self.spins);
        let first = fitted(salt.clone(), *block_bytes);
        let decrypt =
            |purpose: &[u8], data: &[u8]| chained(&fitted(hash.of(&spun, purpose), *key_bytes), &first, data);
        let expected = decrypt(&FOR_VERIFIER_HASH, &self.verifier_hash)?;
        let found = hash.of(&decrypt(&FOR_VERIFIER, &self.verifier)?, &[]);
        if !expected.starts_with(&found) {
            return None;
        }
        let mut key = decrypt(&FOR_KEY, &self.key)?;
        key.truncate(self.package.key_bytes);
        self.decrypt_package(&key, package)
    }

    fn decrypt_package(&self, key: &[u8], package: &[u8]) -> Option<Vec<u8>> {
        let Cipher { hash, salt, block_bytes, .. } = &self.package;
        let mut plain = Vec::with_capacity(package.len());
        for (number, segment) in package.chunks(SEGMENT).enumerate() {
            let number = u32::try_from(number).ok()?;
            let first = fitted(hash.of(salt, &number.to_le_bytes()), *block_bytes);
            // The last segment may be cut where the file was.
            let whole_blocks = segment.len() - segment.len() % (*block_bytes).max(1);
            plain.extend(chained(key, &first, &segment[..whole_blocks])?);
        }
        Some(plain)
    }
}
