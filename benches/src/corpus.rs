//! A folder of as many different files as a measurement needs.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use walkdir::WalkDir;

/// Fills `target` with `n_files` files, all of different content: those below `source` first, then copies of them
/// that differ in a comment at their end. Word files are left out, as nothing may follow their end.
///
/// Gives the paths in the order they were written.
pub fn fill(target: &Path, source: &Path, n_files: usize) -> Result<Vec<PathBuf>> {
    let originals = originals(source)?;
    ensure!(!originals.is_empty(), "no PDF, HTML, Markdown or text file below `{}`", source.display());
    fill_with(target, &originals, n_files)
}

/// The same with PDFs alone.
pub fn fill_with_pdfs(target: &Path, source: &Path, n_files: usize) -> Result<Vec<PathBuf>> {
    let pdfs = pdfs(source)?;
    ensure!(!pdfs.is_empty(), "no PDF below `{}`", source.display());
    fill_with(target, &pdfs, n_files)
}

fn fill_with(target: &Path, originals: &[PathBuf], n_files: usize) -> Result<Vec<PathBuf>> {
    (0..n_files)
        .map(|number| {
            let original = &originals[number % originals.len()];
            let round = number / originals.len();
            let mut content = fs::read(original).with_context(|| original.display().to_string())?;
            if round > 0 {
                content.extend(format!("\n{}\n", comment(original, round)).into_bytes());
            }
            // A thousand files a folder, as a download of applications looks on disk.
            let folder = target.join(format!("{:03}", number / 1000));
            fs::create_dir_all(&folder)?;
            let name = original.file_name().unwrap_or_default().to_string_lossy();
            let path = folder.join(format!("{round:04}-{name}"));
            fs::write(&path, content)?;
            Ok(path)
        })
        .collect()
}

/// Fills `target` with copies of the PDFs below `sources`, each at least once, until there are `n_files`.
///
/// Gives the paths in the order they were written.
pub fn repeat_pdfs(target: &Path, sources: &[PathBuf], n_files: usize) -> Result<Vec<PathBuf>> {
    let mut pdfs = Vec::new();
    for source in sources {
        pdfs.extend(self::pdfs(source)?);
    }
    ensure!(!pdfs.is_empty(), "no PDF below the given folders");
    (0..n_files.max(pdfs.len()))
        .map(|number| {
            let path = target.join(format!("{number:06}.pdf"));
            let original = &pdfs[number % pdfs.len()];
            fs::copy(original, &path).with_context(|| original.display().to_string())?;
            Ok(path)
        })
        .collect()
}

fn pdfs(source: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = originals(source)?;
    paths.retain(|path| extension(path) == Some("pdf"));
    Ok(paths)
}

fn originals(source: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in WalkDir::new(source).sort_by_file_name() {
        let path = entry?.into_path();
        if matches!(extension(&path), Some("pdf" | "html" | "md" | "txt")) {
            paths.push(path);
        }
    }
    Ok(paths)
}

fn extension(path: &Path) -> Option<&str> {
    path.extension().and_then(OsStr::to_str)
}

fn comment(path: &Path, round: usize) -> String {
    match extension(path) {
        Some("pdf") => format!("% copy {round}"),
        Some("html" | "md") => format!("<!-- copy {round} -->"),
        _ => format!("Copy {round}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn pdfs_are_repeated_until_there_are_enough() {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("source");
        fs::create_dir(&source).unwrap();
        for name in ["a.pdf", "b.txt", "c.pdf"] {
            fs::write(source.join(name), name).unwrap();
        }
        let check = |n_files: usize, expected: &[&str]| {
            let target = tempfile::tempdir().unwrap();
            let paths = repeat_pdfs(target.path(), std::slice::from_ref(&source), n_files).unwrap();
            let contents = paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect::<Vec<_>>();
            assert_eq!(contents, expected);
        };
        check(1, &["a.pdf", "c.pdf"]);
        check(3, &["a.pdf", "c.pdf", "a.pdf"]);
    }

    #[test]
    fn every_file_differs_and_the_originals_come_first() {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("source");
        fs::create_dir(&source).unwrap();
        fs::write(source.join("a.pdf"), "A").unwrap();
        fs::write(source.join("b.txt"), "B").unwrap();
        fs::write(source.join("c.docx"), "C").unwrap();
        let paths = fill(&folder.path().join("target"), &source, 7).unwrap();
        let contents = paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect::<Vec<_>>();
        assert_eq!(contents[..3], ["A", "B", "A\n% copy 1\n"]);
        assert_eq!(contents.iter().collect::<BTreeSet<_>>().len(), 7);
    }
}
