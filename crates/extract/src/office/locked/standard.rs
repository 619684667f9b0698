//! The standard scheme ([MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9): Office 2007, and programs that write like it.

use crate::office::ciphers::{Hash, unchained};

/// How often a password is spun.
pub(super) const SPINS: u32 = 50_000;
/// Numbers of the ciphers: AES with keys of 128, 192 and 256 bits.
const AES: std::ops::RangeInclusive<u32> = 0x660E..=0x6610;
/// Bytes of a salt, and of a verifier.
const SALT: usize = 16;

/// How a package is locked.
pub(super) struct Standard {
    salt: Vec<u8>,
    key_bytes: usize,
    verifier: Vec<u8>,
    verifier_hash: Vec<u8>,
}

impl Standard {
    /// Reads what follows the version.
    pub(super) fn parse(info: &[u8]) -> Option<Self> {
        let number = |at: usize| Some(u32::from_le_bytes(*info.get(at..)?.first_chunk()?));
        let size = |at: usize| usize::try_from(number(at)?).ok();
        let (flags_bytes, size_bytes) = (4, 4);
        let header_at = flags_bytes + size_bytes;
        let is_known = AES.contains(&number(header_at + 8)?);
        let key_bytes = size(header_at + 16)? / 8;
        let verifier_at = header_at.checked_add(size(flags_bytes)?)?;
        let part = |at: usize, length: usize| {
            let start = verifier_at.checked_add(at)?;
            info.get(start..start.checked_add(length)?).map(<[u8]>::to_vec)
        };
        is_known.then_some(())?;
        Some(Self {
            salt: part(4, SALT)?,
            key_bytes,
            verifier: part(4 + SALT, SALT)?,
            verifier_hash: part(4 + 2 * SALT + 4, 32)?,
        })
    }

    /// The package, if the password is right.
    pub(super) fn open(&self, password: &[u8], package: &[u8]) -> Option<Vec<u8>> {
        let key = self.key(password);
        let found = Hash::Sha1.of(&unchained(&key, &self.verifier)?, &[]);
        if !unchained(&key, &self.verifier_hash)?.starts_with(&found) {
            return None;
        }
        unchained(&key, &package[..package.len() - package.len() % SALT])
    }

    fn key(&self, password: &[u8]) -> Vec<u8> {
        let block_zero = 0_u32.to_le_bytes();
        let spun = Hash::Sha1.of(&Hash::Sha1.spin(&self.salt, password, SPINS), &block_zero);
        let widened = |filler: u8| {
            let mut block = [filler; 64];
            block.iter_mut().zip(&spun).for_each(|(byte, hash)| *byte ^= hash);
            Hash::Sha1.of(&block, &[])
        };
        let mut key = [widened(0x36), widened(0x5C)].concat();
        key.truncate(self.key_bytes);
        key
    }
}

#[cfg(test)]
mod tests {
    use aes::Aes128;
    use aes::cipher::block_padding::NoPadding;
    use aes::cipher::{BlockModeEncrypt, KeyInit};

    use super::*;

    /// What follows the version, for a secret verifier, and the package, both locked with a password.
    fn lock(password: &[u8], package: &[u8]) -> (Vec<u8>, Vec<u8>) {
        let mut scheme =
            Standard { salt: vec![7; SALT], key_bytes: 16, verifier: vec![], verifier_hash: vec![] };
        let key = scheme.key(password);
        let encrypt = |plain: &[u8]| {
            let mut data = plain.to_vec();
            let length = data.len();
            let mode = ecb::Encryptor::<Aes128>::new_from_slice(&key).unwrap();
            mode.encrypt_padded::<NoPadding>(&mut data, length).unwrap();
            data
        };
        let secret = [42; SALT];
        let mut hash = Hash::Sha1.of(&secret, &[]);
        hash.resize(32, 0);
        (scheme.verifier, scheme.verifier_hash) = (encrypt(&secret), encrypt(&hash));
        let numbers = [0x24_u32, 32, 0x24, 0, 0x660E, 0x8004, 128, 24, 0, 0];
        let mut info: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        info.extend(16_u32.to_le_bytes());
        info.extend([scheme.salt, scheme.verifier].concat());
        info.extend(20_u32.to_le_bytes());
        info.extend(scheme.verifier_hash);
        (info, encrypt(package))
    }

    #[test]
    fn a_package_opens_with_its_password_only() {
        let (info, package) = lock(b"right", &[b'x'; 48]);
        let scheme = Standard::parse(&info).unwrap();
        assert_eq!(scheme.open(b"right", &package), Some(vec![b'x'; 48]));
        assert_eq!(scheme.open(b"wrong", &package), None);
        assert!((0..info.len()).all(|end| Standard::parse(&info[..end]).is_none()));
    }
}
