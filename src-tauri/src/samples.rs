//! The invented candidates that come with the program.

use std::fs;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::error::Failure;

static RESUMES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../samples/resumes");

/// Writes the sample résumés into a folder of the pool and says where, so that they have originals like any others.
pub(crate) fn unpack(pool: &Path) -> Result<PathBuf, Failure> {
    let folder = pool.join("samples");
    let written = fs::create_dir_all(&folder).and_then(|()| RESUMES.extract(&folder));
    written.map(|()| folder.clone()).map_err(|source| Failure::Samples { folder, source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unpacking_twice_leaves_the_same_files() {
        let pool = tempfile::tempdir().unwrap();
        let folder = unpack(pool.path()).unwrap();
        assert_eq!(unpack(pool.path()).unwrap(), folder);
        let names = fs::read_dir(&folder).unwrap().count();
        assert!(names >= 12, "{names} samples are not about a dozen");
    }
}
