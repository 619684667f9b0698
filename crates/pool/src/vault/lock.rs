//! Locking something with a passphrase, and opening it again, in the age format.

use std::io::{self, BufRead, Read, Write};
use std::iter;

use age::secrecy::SecretString;
use age::stream::StreamWriter;
use age::{DecryptError, Decryptor, Encryptor};

/// What every age file begins with (<https://age-encryption.org/v1>).
pub(crate) const BEGINNING: &[u8] = b"age-encryption.org/v1\n";
/// Powers of two of work that a passphrase costs to try: about a quarter of a second and 128 MiB each.
const WORK: u8 = 17;
/// The most work that a file may ask of us.
const MOST_WORK: u8 = 20;
/// The fewest characters of a passphrase that is to keep strangers out of a whole pool.
const FEWEST_CHARACTERS: usize = 8;

/// What locks a backup or a pool. It is kept nowhere, and nothing opens what it locks without it.
#[derive(Clone)]
pub struct Passphrase(SecretString);

impl Passphrase {
    /// A passphrase as it was typed; `None` when nothing was.
    pub fn new(typed: String) -> Option<Self> {
        (!typed.is_empty()).then(|| Self(SecretString::from(typed)))
    }

    /// Whether it is so short that trying all would find it soon.
    pub fn is_short(&self) -> bool {
        age::secrecy::ExposeSecret::expose_secret(&self.0).chars().count() < FEWEST_CHARACTERS
    }
}

/// Why something does not open.
#[derive(Debug)]
pub(crate) enum Refused {
    /// Another passphrase locked it.
    WrongPassphrase,
    /// It is not as it was locked.
    Damaged,
    /// It cannot be read.
    Io(io::Error),
}

impl From<DecryptError> for Refused {
    fn from(error: DecryptError) -> Self {
        match error {
            DecryptError::KeyDecryptionFailed
            | DecryptError::DecryptionFailed
            | DecryptError::NoMatchingKeys => Self::WrongPassphrase,
            DecryptError::Io(error) => Self::of_reading(error),
            _ => Self::Damaged,
        }
    }
}

impl Refused {
    /// A file that ends too soon is damaged, as is one whose pieces do not fit together.
    pub(crate) fn of_reading(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => Self::Damaged,
            _ => Self::Io(error),
        }
    }
}

/// Locks what is written into it, once it is finished.
pub(crate) fn locking<W: Write>(to: W, passphrase: &Passphrase) -> io::Result<StreamWriter<W>> {
    let mut recipient = age::scrypt::Recipient::new(passphrase.0.clone());
    recipient.set_work_factor(WORK);
    Encryptor::with_recipients(iter::once(&recipient as &dyn age::Recipient))
        .map_err(io::Error::other)?
        .wrap_output(to)
}

/// Opens what was locked; read errors of the answer are [`Refused::of_reading`].
pub(crate) fn opening<R: BufRead>(from: R, passphrase: &Passphrase) -> Result<impl Read, Refused> {
    let mut identity = age::scrypt::Identity::new(passphrase.0.clone());
    identity.set_max_work_factor(MOST_WORK);
    let decryptor = Decryptor::new_buffered(from)?;
    Ok(decryptor.decrypt(iter::once(&identity as &dyn age::Identity))?)
}
