//! Office Open XML files that are locked with a password ([MS-OFFCRYPTO]): the package in one encrypted stream of a
//! compound file.
//!
//! Terms: a password is *spun*, hashed over and over, into a *key*; a *verifier* is a secret that only the right key
//! decrypts to what its hash says. There are two schemes: the *standard* one of Office 2007, and the *agile* one since.

mod agile;

mod standard;

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use crate::limits::MAX_INPUT_BYTES;
use crate::passwords::{UNKNOWN_LOCK, first_that_opens};
use crate::{DocumentText, Format, ReadStatus};
use agile::Agile;
use standard::Standard;

/// How the file is locked.
const INFO: &str = "/EncryptionInfo";
/// The locked package, after its length.
const PACKAGE: &str = "/EncryptedPackage";

/// A way to lock a package.
enum Scheme {
    Agile(Agile),
    Standard(Standard),
}

/// The package in a locked file, or the document that says why it stays locked; `None` when the compound file is
/// something else.
pub(crate) fn unlock(bytes: &[u8], passwords: &[String]) -> Option<Result<Vec<u8>, DocumentText>> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).ok()?;
    if !file.exists(INFO) && !file.exists(PACKAGE) {
        return None;
    }
    let stream = |file: &mut CompoundFile<_>, name: &str| {
        let mut bytes = Vec::new();
        file.open_stream(name).ok()?.take(MAX_INPUT_BYTES).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    };
    let scheme = stream(&mut file, INFO).and_then(|info| Scheme::parse(&info));
    let (Some(scheme), Some(package)) = (scheme, stream(&mut file, PACKAGE)) else {
        return Some(Err(locked(UNKNOWN_LOCK)));
    };
    let opened = first_that_opens(passwords, scheme.spins(), |password| scheme.open(password, &package));
    Some(opened.map_err(locked))
}

fn locked(reason: &str) -> DocumentText {
    DocumentText::without_text(Format::Docx, ReadStatus::Encrypted, reason)
}

impl Scheme {
    /// What the stream says of how the file is locked; `None` where that is not known here.
    fn parse(info: &[u8]) -> Option<Self> {
        let (version, rest) = info.split_at_checked(4)?;
        match version {
            [4, 0, 4, 0] => Agile::parse(rest.get(4..)?).map(Self::Agile),
            [2..=4, 0, 2, 0] => Standard::parse(rest).map(Self::Standard),
            _ => None,
        }
    }

    fn spins(&self) -> u32 {
        match self {
            Self::Agile(agile) => agile.spins(),
            Self::Standard(_) => standard::SPINS,
        }
    }

    /// The package, if the password is right.
    fn open(&self, password: &str, package: &[u8]) -> Option<Vec<u8>> {
        let password: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (length, locked) = package.split_first_chunk::<8>()?;
        let mut opened = match self {
            Self::Agile(agile) => agile.open(&password, locked)?,
            Self::Standard(standard) => standard.open(&password, locked)?,
        };
        opened.truncate(usize::try_from(u64::from_le_bytes(*length)).ok()?);
        Some(opened)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const AGILE: &[u8] = include_bytes!("../../tests/fixtures/miro-valdes-locked.docx");

    fn reason(outcome: Option<Result<Vec<u8>, DocumentText>>) -> Option<String> {
        outcome.and_then(Result::err).and_then(|document| document.reason)
    }

    #[test]
    fn the_right_password_of_several_opens_a_package() {
        let passwords = ["wrong", "Bergsee 7"].map(str::to_owned);
        let package = unlock(AGILE, &passwords).unwrap().unwrap();
        assert_eq!(package, include_bytes!("../../tests/fixtures/miro-valdes.docx"));
    }

    #[test]
    fn what_stays_locked_says_why() {
        let check = |passwords: &[&str], expected: &str| {
            let passwords: Vec<String> = passwords.iter().map(|&word| word.to_owned()).collect();
            assert_eq!(reason(unlock(AGILE, &passwords)).as_deref(), Some(expected), "{passwords:?}");
        };
        check(&[], "the file needs a password");
        check(&["bergsee 7"], "no password that was given opens it");
        assert!(unlock(include_bytes!("../../tests/fixtures/miro-valdes.doc"), &[]).is_none());
    }

    #[test]
    fn damage_is_no_panic() {
        for info in
            [&b""[..], b"\x04\0\x04\0\x40\0\0\0<encryption/>", b"\x03\0\x02\0\0\0\0\0\xFF\xFF\xFF\xFF"]
        {
            let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
            file.create_stream(INFO).unwrap().write_all(info).unwrap();
            file.create_stream(PACKAGE).unwrap();
            let bytes = file.into_inner().into_inner();
            let reason = reason(unlock(&bytes, &["a".to_owned()]));
            assert_eq!(reason.as_deref(), Some("the file is encrypted in a way that cannot be opened"));
        }
    }
}
