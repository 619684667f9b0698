//! Old Word documents that are locked with a password ([MS-OFFCRYPTO] 2.3.5 and 2.3.6, [MS-DOC] 2.2.6).
//!
//! The streams are scrambled by RC4 in blocks, each with a key of its own made from the password. A *verifier* is a secret
//! that only the right key unscrambles to what its hash says.

use md5::Md5;
use rc4::{KeyInit, Rc4, StreamCipher};
use sha1::Sha1;
use sha2::digest::Digest;

use super::bytes::{u16_at, u32_at};

/// Bytes with one key.
const BLOCK: usize = 512;
/// Bytes at the beginning of the main stream that are not scrambled.
pub(super) const PLAIN_HEAD: usize = 0x44;
/// Bytes of a salt, and of a verifier.
const SALT: usize = 16;
/// Bytes of the hash that keys of Word 97 are made of: what was allowed to leave America then.
const EXPORTED: usize = 5;
const RC4: u32 = 0x6801;

/// How a document is locked.
pub(super) struct Lock {
    scheme: Scheme,
    salt: Vec<u8>,
    verifier: Vec<u8>,
    verifier_hash: Vec<u8>,
}

enum Scheme {
    /// Word 97 and 2000.
    Old,
    /// Word 2002 and 2003, with keys of so many bytes.
    CryptoApi { key_bytes: usize },
}

impl Lock {
    /// Reads the beginning of the table stream; `None` where the way is not known here.
    pub(super) fn parse(table: &[u8]) -> Option<Self> {
        let part = |at: usize, length: usize| table.get(at..at.checked_add(length)?).map(<[u8]>::to_vec);
        let size = |at: usize| usize::try_from(u32_at(table, at)?).ok();
        match (u16_at(table, 0)?, u16_at(table, 2)?) {
            (1, 1) => Some(Self {
                scheme: Scheme::Old,
                salt: part(4, SALT)?,
                verifier: part(4 + SALT, SALT)?,
                verifier_hash: part(4 + 2 * SALT, 16)?,
            }),
            (2..=4, 2) => {
                let header_at = 12_usize;
                let at = header_at.checked_add(size(8)?)?;
                let key_bits = Some(size(header_at + 16)?).filter(|bits| *bits != 0).unwrap_or(40);
                let is_known = u32_at(table, header_at + 8)? == RC4 && (40..=128).contains(&key_bits);
                is_known.then_some(())?;
                Some(Self {
                    scheme: Scheme::CryptoApi { key_bytes: key_bits / 8 },
                    salt: part(at + 4, SALT)?,
                    verifier: part(at + 4 + SALT, SALT)?,
                    verifier_hash: part(at + 4 + 2 * SALT + 4, 20)?,
                })
            }
            _ => None,
        }
    }

    /// The key that a password makes, if it is the right one.
    pub(super) fn key(&self, password: &str) -> Option<Key<'_>> {
        let password: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let root = match self.scheme {
            Scheme::Old => {
                let hash = Md5::digest(&password);
                let round = [&hash[..EXPORTED], &self.salt].concat();
                Md5::digest(round.repeat(16))[..EXPORTED].to_vec()
            }
            Scheme::CryptoApi { .. } => {
                Sha1::new().chain_update(&self.salt).chain_update(&password).finalize().to_vec()
            }
        };
        let key = Key { scheme: &self.scheme, root };
        let mut secret = [self.verifier.as_slice(), &self.verifier_hash].concat();
        key.of_block(0).apply_keystream(&mut secret);
        let (verifier, hash) = secret.split_at(SALT);
        let expected = match self.scheme {
            Scheme::Old => Md5::digest(verifier).to_vec(),
            Scheme::CryptoApi { .. } => Sha1::digest(verifier).to_vec(),
        };
        (hash == expected).then_some(key)
    }
}

/// What a document's streams are scrambled with.
pub(super) struct Key<'a> {
    scheme: &'a Scheme,
    root: Vec<u8>,
}

impl Key<'_> {
    /// Unscrambles a stream.
    pub(super) fn open(&self, stream: &mut [u8]) {
        for (number, block) in (0..).zip(stream.chunks_mut(BLOCK)) {
            self.of_block(number).apply_keystream(block);
        }
    }

    fn of_block(&self, number: u32) -> Rc4 {
        let number = number.to_le_bytes();
        let key = match self.scheme {
            Scheme::Old => Md5::new().chain_update(&self.root).chain_update(number).finalize().to_vec(),
            Scheme::CryptoApi { key_bytes } => {
                let hash = Sha1::new().chain_update(&self.root).chain_update(number).finalize();
                let mut key = hash[..*key_bytes].to_vec();
                if key.len() == EXPORTED {
                    // A short key is filled up with zeros.
                    key.resize(16, 0);
                }
                key
            }
        };
        Rc4::new_from_slice(&key).expect("RC4 takes keys of 1 to 256 bytes")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ReadStatus;
    use crate::doc::read;

    const OF_1997: &[u8] = include_bytes!("../../tests/fixtures/miro-valdes-locked.doc");
    const OF_2003: &[u8] = include_bytes!("../../tests/fixtures/miro-valdes-locked-2003.doc");

    #[test]
    fn the_right_password_opens_what_the_plain_document_says() {
        let plain = read(include_bytes!("../../tests/fixtures/miro-valdes.doc"), &[]).unwrap();
        let passwords = ["wrong", "Bergsee 7"].map(str::to_owned);
        for locked in [OF_1997, OF_2003] {
            let document = read(locked, &passwords).unwrap();
            assert_eq!((document.status, &document.body), (plain.status, &plain.body));
            assert_eq!(document.hidden.len(), plain.hidden.len());
        }
    }

    #[test]
    fn without_it_the_document_stays_locked() {
        for locked in [OF_1997, OF_2003] {
            for passwords in [&[][..], &["bergsee 7".to_owned()]] {
                let document = read(locked, passwords).unwrap();
                assert_eq!((document.status, document.body.as_str()), (ReadStatus::Encrypted, ""));
            }
        }
    }

    #[test]
    fn damage_is_no_panic() {
        let (header, verifier) = ([1, 0, 1, 0].as_slice(), [2, 0, 2, 0, 4, 0, 0, 0].as_slice());
        let endless = [verifier, &[0xFF; 4], &[0; 200]].concat();
        for table in [&[][..], header, verifier, &endless, &[3, 0, 1, 0]] {
            assert!(Lock::parse(table).is_none(), "{table:?}");
        }
    }
}
