//! The ciphers and hashes that word processors lock their files with.

use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeDecrypt, KeyInit, KeyIvInit};
use aes::{Aes128, Aes192, Aes256};
use sha1::Sha1;
use sha2::digest::Digest;
use sha2::{Sha256, Sha384, Sha512};

/// A hash that a file may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "SHA1" | "SHA-1" => Self::Sha1,
            "SHA256" | "SHA-256" => Self::Sha256,
            "SHA384" | "SHA-384" => Self::Sha384,
            "SHA512" | "SHA-512" => Self::Sha512,
            _ => return None,
        })
    }

    /// The hash of two pieces one after the other.
    pub(super) fn of(self, first: &[u8], second: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha1 => of::<Sha1>(first, second),
            Self::Sha256 => of::<Sha256>(first, second),
            Self::Sha384 => of::<Sha384>(first, second),
            Self::Sha512 => of::<Sha512>(first, second),
        }
    }

    /// A salted password, hashed so often with a counter before it.
    pub(super) fn spin(self, salt: &[u8], password: &[u8], spins: u32) -> Vec<u8> {
        match self {
            Self::Sha1 => spin::<Sha1>(salt, password, spins),
            Self::Sha256 => spin::<Sha256>(salt, password, spins),
            Self::Sha384 => spin::<Sha384>(salt, password, spins),
            Self::Sha512 => spin::<Sha512>(salt, password, spins),
        }
    }
}

fn of<D: Digest>(first: &[u8], second: &[u8]) -> Vec<u8> {
    D::new().chain_update(first).chain_update(second).finalize().to_vec()
}

fn spin<D: Digest>(salt: &[u8], password: &[u8], spins: u32) -> Vec<u8> {
    let salted = D::new().chain_update(salt).chain_update(password).finalize();
    let spun = (0..spins)
        .fold(salted, |hash, count| D::new().chain_update(count.to_le_bytes()).chain_update(hash).finalize());
    spun.to_vec()
}

/// Decrypts AES with chained blocks; `None` when the key, the first block or the data have no length that fits.
pub(super) fn chained(key: &[u8], first: &[u8], data: &[u8]) -> Option<Vec<u8>> {
    let mut plain = data.to_vec();
    match key.len() {
        16 => decrypt(cbc::Decryptor::<Aes128>::new_from_slices(key, first).ok()?, &mut plain),
        24 => decrypt(cbc::Decryptor::<Aes192>::new_from_slices(key, first).ok()?, &mut plain),
        32 => decrypt(cbc::Decryptor::<Aes256>::new_from_slices(key, first).ok()?, &mut plain),
        _ => None,
    }?;
    Some(plain)
}

/// Decrypts AES block by block; `None` when the key or the data have no length that fits.
pub(super) fn unchained(key: &[u8], data: &[u8]) -> Option<Vec<u8>> {
    let mut plain = data.to_vec();
    match key.len() {
        16 => decrypt(ecb::Decryptor::<Aes128>::new_from_slice(key).ok()?, &mut plain),
        24 => decrypt(ecb::Decryptor::<Aes192>::new_from_slice(key).ok()?, &mut plain),
        32 => decrypt(ecb::Decryptor::<Aes256>::new_from_slice(key).ok()?, &mut plain),
        _ => None,
    }?;
    Some(plain)
}

fn decrypt(mode: impl BlockModeDecrypt, data: &mut [u8]) -> Option<()> {
    mode.decrypt_padded::<NoPadding>(data).ok().map(|_| ())
}
