//! An index whose files only the holder of a key can read: each is an [age](https://age-encryption.org) file.
//!
//! Files of an index are written once and read at any place, so a file is opened wholly into memory the first time it is asked
//! for, and stays there for as long as somebody reads it. Small files that are replaced at one stroke are sealed as text, because
//! Tantivy reads them line by line to see whether another process has changed them.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, BufRead, BufWriter, Read, Write};
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use age::armor::{ArmoredReader, ArmoredWriter, Format};
use age::stream::StreamWriter;
use age::x25519::Identity;
use age::{DecryptError, Decryptor, Encryptor};
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, TerminatingWrite,
    WatchCallback, WatchHandle, WritePtr,
};

/// What seals the files of an index, and opens them.
#[derive(Clone)]
pub struct Seal(Identity);

impl Seal {
    /// The seal of a secret key in the age format; `None` when it is none.
    pub fn of_key(key: &str) -> Option<Self> {
        key.parse().ok().map(Self)
    }

    fn sealing<W: Write>(&self, to: W) -> io::Result<StreamWriter<W>> {
        let recipient = self.0.to_public();
        let encryptor = Encryptor::with_recipients(iter::once(&recipient as &dyn age::Recipient))
            .map_err(io::Error::other)?;
        encryptor.wrap_output(to)
    }

    /// # Errors
    /// Of the kind `InvalidData` when it is not as it was sealed, or by another key.
    fn open(&self, sealed: impl BufRead) -> io::Result<Vec<u8>> {
        let refused = |error| match error {
            DecryptError::Io(error) => error,
            other => io::Error::new(io::ErrorKind::InvalidData, other.to_string()),
        };
        let decryptor = Decryptor::new_buffered(sealed).map_err(refused)?;
        let identity = iter::once(&self.0 as &dyn age::Identity);
        let mut bytes = Vec::new();
        decryptor.decrypt(identity).map_err(refused)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// A folder of sealed files.
#[derive(Clone)]
pub(crate) struct SealedDirectory {
    files: MmapDirectory,
    seal: Seal,
    /// What somebody reads at the moment.
    opened: Arc<Mutex<BTreeMap<PathBuf, Weak<[u8]>>>>,
}

impl SealedDirectory {
    pub(crate) fn new(files: MmapDirectory, seal: Seal) -> Self {
        Self { files, seal, opened: Arc::default() }
    }

    fn open(&self, path: &Path) -> Result<Arc<[u8]>, OpenReadError> {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = opened.get(path).and_then(Weak::upgrade) {
            return Ok(bytes);
        }
        let failed = |error| OpenReadError::wrap_io_error(error, path.to_owned());
        let sealed = self.files.open_read(path)?.read_bytes().map_err(failed)?;
        let bytes: Arc<[u8]> = self.seal.open(sealed.as_slice()).map_err(failed)?.into();
        opened.retain(|_, bytes| bytes.strong_count() > 0);
        opened.insert(path.to_owned(), Arc::downgrade(&bytes));
        Ok(bytes)
    }
}

impl fmt::Debug for SealedDirectory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sealed {:?}", self.files)
    }
}

impl Directory for SealedDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(OwnedBytes::new(self.open(path)?)))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let failed = |error| OpenWriteError::wrap_io_error(error, path.to_owned());
        let stream = self.seal.sealing(self.files.open_write(path)?).map_err(failed)?;
        Ok(BufWriter::new(Box::new(SealedFile(Some(stream)))))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let sealed = self.files.atomic_read(path)?;
        let opened = self.seal.open(io::BufReader::new(ArmoredReader::new(sealed.as_slice())));
        opened.map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let mut sealed = self.seal.sealing(ArmoredWriter::wrap_output(Vec::new(), Format::AsciiArmor)?)?;
        sealed.write_all(data)?;
        self.files.atomic_write(path, &sealed.finish()?.finish()?)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.files.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}

/// A file that is being written; there until it is finished.
struct SealedFile(Option<StreamWriter<WritePtr>>);

impl SealedFile {
    fn stream(&mut self) -> io::Result<&mut StreamWriter<WritePtr>> {
        self.0.as_mut().ok_or_else(|| io::Error::other("the file is finished"))
    }
}

impl Write for SealedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream()?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream()?.flush()
    }
}

impl TerminatingWrite for SealedFile {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        match self.0.take() {
            Some(stream) => stream.finish()?.terminate(),
            None => Ok(()),
        }
    }
}
