//! Where a pool lies, and who may look into it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Error;

/// The variable that names the pool's folder when nobody gives one.
const POOL_VARIABLE: &str = "CANDELA_POOL";

/// The folder of the pool: the one `given`, else what `CANDELA_POOL` names, else `pool` in the system's folder
/// for application data. It need not exist yet.
pub fn pool_folder(given: Option<PathBuf>) -> Result<PathBuf, Error> {
    let named = given
        .or_else(|| std::env::var_os(POOL_VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from));
    if let Some(folder) = named {
        return Ok(folder);
    }
    Ok(data_folder()?.join("pool"))
}

/// The system's folder for what Candela keeps.
pub fn data_folder() -> Result<PathBuf, Error> {
    let project = directories::ProjectDirs::from("", "", "Candela").ok_or(Error::NoDataFolder)?;
    Ok(project.data_dir().to_owned())
}

/// The file in a pool's folder that lists the recruiter's own contacts; see [`ScreenOut`](candela_profile::ScreenOut).
pub(crate) const SCREEN_OUT: &str = "screen-out.txt";

/// The text of that file; empty without the file.
pub(crate) fn screen_out(folder: &Path) -> Result<String, Error> {
    let path = folder.join(SCREEN_OUT);
    match fs::read(&path) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(Error::folder(&path)(error)),
    }
}

/// Makes the folder, and those above it, for its owner alone.
///
/// A folder that is there already keeps its rights: somebody may share it on purpose.
pub(crate) fn create_private(folder: &Path) -> Result<(), Error> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(Error::folder(folder))
}

/// Makes an empty file for its owner alone, unless it is there.
///
/// One that is there is not even opened: closing it would take away the locks that this process holds on it, with which
/// SQLite tells other processes that a database is in use (<https://www.sqlite.org/howtocorrupt.html>, 2.2).
pub(crate) fn create_private_file(path: &Path) -> Result<(), Error> {
    let mut options = fs::OpenOptions::new();
    options.create_new(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(Error::of_file(path, error)),
        _ => Ok(()),
    }
}

/// Makes a file for its owner alone, which must not be there yet.
pub(crate) fn new_private_file(path: &Path) -> std::io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// The paths in a folder, in the order of their names; none where there is no folder.
pub(crate) fn paths(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::folder(folder)(error)),
    };
    let paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>();
    let mut paths = paths.map_err(Error::folder(folder))?;
    paths.sort();
    Ok(paths)
}

/// Takes a folder away with all that is in it, when it is there.
pub(crate) fn remove(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::folder(folder)(error)),
        _ => Ok(()),
    }
}

/// Takes a file away, when it is there.
pub(crate) fn take_away(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::folder(path)(error)),
        _ => Ok(()),
    }
}

/// Makes names that were given in a folder outlast a power cut.
pub(crate) fn sync(folder: &Path) -> Result<(), Error> {
    // Elsewhere a folder cannot be opened, and the system keeps names by itself.
    if cfg!(unix) {
        fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(Error::folder(folder))?;
    }
    Ok(())
}

/// Writes zeros over what a file holds. Disks that write elsewhere than where they were told keep the old bytes for a while.
pub(crate) fn overwrite(file: &fs::File) -> std::io::Result<()> {
    use std::io::{Read, Seek, Write};
    let length = file.metadata()?.len();
    let mut file = file;
    file.rewind()?;
    std::io::copy(
        &mut std::io::repeat(0).take(length),
        &mut std::io::BufWriter::with_capacity(1 << 16, file),
    )?;
    file.flush()?;
    file.sync_all()
}

/// Overwrites a file and takes it away, or all files of a folder and the folder; nothing happens where neither is.
pub(crate) fn wipe(path: &Path) -> Result<(), Error> {
    for entry in walkdir::WalkDir::new(path).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() {
            let file = fs::File::options().write(true).open(entry.path());
            file.and_then(|file| overwrite(&file)).map_err(Error::folder(entry.path()))?;
        }
    }
    if path.is_dir() { remove(path) } else { take_away(path) }
}

/// Which file stands at the path; another value when another file does, where the system can tell. `None`: none does.
pub(crate) fn identity(path: &Path) -> Option<(u64, u64)> {
    let metadata = fs::metadata(path).ok()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        Some((metadata.dev(), metadata.ino()))
    }
    // A file that is open cannot be taken away there.
    #[cfg(not(unix))]
    {
        let _ = metadata;
        Some((0, 0))
    }
}

/// Writes a little and takes it away again. Asked when a library says that writing failed and not why.
pub(crate) fn try_writing(folder: &Path) -> std::io::Result<()> {
    let probe = folder.join("room.probe");
    let written = fs::write(&probe, [0; 1 << 16]);
    // A probe that cannot be taken away is overwritten by the next one.
    let _ = fs::remove_file(&probe);
    written
}

/// Bytes of all files in the folder, at any depth.
pub(crate) fn size(folder: &Path) -> Result<u64, Error> {
    let failed = |error: walkdir::Error| {
        let source = error.into_io_error().unwrap_or_else(|| std::io::ErrorKind::Other.into());
        Error::folder(folder)(source)
    };
    let mut bytes = 0;
    for entry in walkdir::WalkDir::new(folder) {
        match entry.and_then(|entry| entry.metadata()) {
            Ok(metadata) => bytes += if metadata.is_file() { metadata.len() } else { 0 },
            // Another process, or the index's own merging, may take a file away meanwhile.
            Err(error)
                if error.io_error().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound) => {}
            Err(error) => return Err(failed(error)),
        }
    }
    Ok(bytes)
}
