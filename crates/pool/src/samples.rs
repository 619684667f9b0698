//! The sample pool: invented candidates, so that everything can be tried at once.

use std::fs;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::{Error, folder};

static SAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../samples/resumes");

/// Writes the sample résumés into a folder of the pool and gives that folder.
pub(crate) fn unpack(pool: &Path) -> Result<PathBuf, Error> {
    let folder = pool.join("samples");
    folder::create_private(&folder)?;
    for sample in SAMPLES.files() {
        let path = folder.join(sample.path());
        let is_there = fs::read(&path).is_ok_and(|bytes| bytes == sample.contents());
        if !is_there {
            fs::write(&path, sample.contents()).map_err(Error::folder(&path))?;
        }
    }
    Ok(folder)
}
