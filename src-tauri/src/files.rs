//! Files that the recruiter names in a dialog: the page never learns or names a path.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use candela_pool::Error;
use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;

/// Asks where to write a file; nothing when the recruiter thinks better of it. Blocks.
pub(crate) fn save_as(app: &AppHandle, name: &str, ending: &str) -> Result<Option<PathBuf>, Error> {
    let dialog = app.dialog().file().add_filter(ending, &[ending]);
    let chosen = dialog.set_file_name(format!("{name}.{ending}")).blocking_save_file();
    chosen.map(|chosen| chosen.into_path().map_err(|error| Error::Export(error.into()))).transpose()
}

/// Asks where to write a text and writes it; gives the path for people.
pub(crate) fn save_text(
    app: &AppHandle,
    name: &str,
    ending: &str,
    text: &str,
) -> Result<Option<String>, Error> {
    let Some(path) = save_as(app, name, ending)? else { return Ok(None) };
    write_file(&path, |out| out.write_all(text.as_bytes()).map_err(unwritten))?;
    Ok(Some(path.display().to_string()))
}

/// Writes beside the file first: what stood there stays until the new one is whole.
pub(crate) fn write_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
) -> Result<(), Error> {
    let beside = path.with_extension("part");
    let mut out = BufWriter::new(File::create(&beside).map_err(unwritten)?);
    let written = write(&mut out).and_then(|()| out.flush().map_err(unwritten));
    drop(out);
    match written {
        Ok(()) => std::fs::rename(&beside, path).map_err(unwritten),
        Err(error) => {
            // What is left of it is of no use, whether or not it can be removed.
            let _ = std::fs::remove_file(&beside);
            Err(error)
        }
    }
}

fn unwritten(error: std::io::Error) -> Error {
    Error::Export(error.into())
}

/// A title as a name for its file: small letters and digits, the rest as lines.
pub(crate) fn file_stem(title: &str, otherwise: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let stem = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    if stem.is_empty() { otherwise.to_owned() } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_its_title() {
        for (title, expected) in [("Backend, Lyon", "backend-lyon"), ("../../etc", "etc"), (" / ", "role")] {
            assert_eq!(file_stem(title, "role"), expected);
        }
    }

    #[test]
    fn what_stood_there_stays_when_the_new_one_fails() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("roles.toml");
        write_file(&path, |out| out.write_all(b"first").map_err(unwritten)).unwrap();
        let failed = write_file(&path, |_| Err(unwritten(std::io::Error::other("full"))));
        assert!(failed.is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "first");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
