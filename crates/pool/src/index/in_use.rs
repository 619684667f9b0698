//! Whether the last process that used the index came to its end.
//!
//! A damaged file of the index can make a reader ask for more memory than there is, which ends the process and cannot be caught.
//! Who dies leaves a mark; the next one then holds every file against its checksum before it reads any.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::{Error, folder};

/// Somebody who uses the index. Going, the last of them takes the mark away.
pub(super) struct InUse {
    /// `None` where nothing can be written.
    mark: Option<File>,
}

impl InUse {
    /// Leaves a mark for as long as the index is used; tells as well whether somebody died who had left one.
    pub(super) fn begin(mark: &Path) -> Result<(Self, bool), Error> {
        let failed = Error::folder(mark);
        let file = match open(mark) {
            Ok(file) => file,
            Err(error)
                if matches!(error.kind(), ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied) =>
            {
                return Ok((Self { mark: None }, false));
            }
            Err(error) => return Err(failed(error)),
        };
        let begin = || {
            let is_alone = file.try_lock().is_ok();
            let was_left = is_alone && file.metadata()?.len() > 0;
            file.set_len(1)?;
            if is_alone {
                file.unlock()?;
            }
            // From here on nobody else is alone.
            file.lock_shared()?;
            Ok(was_left)
        };
        let was_left = begin().map_err(failed)?;
        Ok((Self { mark: Some(file) }, was_left))
    }
}

impl Drop for InUse {
    fn drop(&mut self) {
        // A mark that stays costs the next one the time of looking at the files, nothing more.
        let Some(mark) = &self.mark else { return };
        let _ = mark.unlock();
        if mark.try_lock().is_ok() {
            let _ = mark.set_len(0);
        }
    }
}

fn open(mark: &Path) -> io::Result<File> {
    match folder::new_private_file(mark) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            File::options().read(true).write(true).open(mark)
        }
        made => made,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn who_dies_leaves_a_mark_and_who_goes_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let mark = folder.path().join("index.open");
        let was_left = |mark: &Path| InUse::begin(mark).unwrap().1;
        assert!(!was_left(&mark));
        assert!(!was_left(&mark), "the first one went");
        {
            let (_one, _) = InUse::begin(&mark).unwrap();
            assert!(!was_left(&mark), "the first one is still there");
            assert_eq!(fs::metadata(&mark).unwrap().len(), 1, "and not forgotten when the second one goes");
        }
        fs::write(&mark, "1").unwrap();
        assert!(was_left(&mark));
        assert!(!was_left(&mark));
    }
}
