//! Which repositories and which of their files are read: few, and those that tell most.

use crate::judge::paths::{self, Language};
use crate::repository::{Entry, Repository};

/// Repositories of one account whose files are read.
pub(crate) const REPOSITORIES_READ: usize = 5;
/// Files of one repository that are read.
const MAX_FILES: usize = 18;
/// A larger file is data or a program's work; GitHub cuts texts at 512 KB.
pub(crate) const MAX_FILE_BYTES: u64 = 120_000;
/// All files of one repository together.
const MAX_BYTES: u64 = 500_000;

/// The indices of the repositories worth reading, best first.
pub(crate) fn repositories(all: &[Repository]) -> Vec<usize> {
    let mut own = (0..all.len()).filter(|n| all[*n].is_own() && all[*n].head.is_some()).collect::<Vec<_>>();
    own.sort_by_key(|n| (std::cmp::Reverse(worth(&all[*n])), *n));
    own.truncate(REPOSITORIES_READ);
    own
}

/// More code, more commits and more users make a repository tell more; all in steps of ten times, so that none decides
/// alone.
fn worth(repository: &Repository) -> u64 {
    let code = repository.languages.iter().map(|(_, bytes)| bytes).sum::<u64>();
    let commits = repository.head.as_ref().map_or(0, |head| head.n_commits);
    let steps = |n: u64| u64::from((n + 1).ilog2());
    2 * steps(code)
        + 3 * steps(commits)
        + 2 * steps(repository.stars)
        + if repository.is_archived { 0 } else { 2 }
}

/// The paths of the files worth reading, most telling first.
pub(crate) fn files(entries: &[Entry]) -> Vec<String> {
    let is_readable = |entry: &&Entry| !entry.is_folder && entry.size <= MAX_FILE_BYTES && entry.size > 0;
    let readable = entries.iter().filter(is_readable).collect::<Vec<_>>();
    let mut chosen = Vec::new();
    let mut take = |limit: usize, is: &dyn Fn(&str) -> bool, by_size: bool| {
        let mut found = readable.iter().filter(|entry| is(&entry.path)).collect::<Vec<_>>();
        found.sort_by_key(|entry| {
            (if by_size { std::cmp::Reverse(entry.size) } else { std::cmp::Reverse(0) }, &entry.path)
        });
        chosen.extend(found.into_iter().take(limit).map(|entry| (entry.path.clone(), entry.size)));
    };
    let is_code = |path: &str| paths::is_own_code(path) && !paths::is_test(path);
    let is_parsed = |path: &str| !matches!(paths::language(path), Some(Language::Notebook | Language::Other));
    take(1, &paths::is_readme, false);
    take(2, &paths::is_env, false);
    take(1, &paths::is_key_file, false);
    take(2, &|path| paths::is_manifest(path) && !path.ends_with("setup.py"), false);
    take(1, &|path| paths::name(path) == "tsconfig.json" && paths::is_own(path), false);
    take(2, &paths::is_workflow, false);
    take(5, &|path| paths::is_own(path) && paths::is_test(path) && is_parsed(path), true);
    take(10, &|path| is_code(path) && is_parsed(path), true);
    take(1, &|path| is_code(path) && paths::language(path) == Some(Language::Notebook), true);
    within_bounds(chosen)
}

fn within_bounds(chosen: Vec<(String, u64)>) -> Vec<String> {
    let mut files = Vec::<String>::new();
    let mut bytes = 0;
    for (path, size) in chosen {
        let fits = files.len() < MAX_FILES && bytes + size <= MAX_BYTES;
        if fits && !files.contains(&path) {
            bytes += size;
            files.push(path);
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, size: u64) -> Entry {
        Entry { path: path.to_owned(), oid: String::new(), size, is_folder: false }
    }

    #[test]
    fn the_telling_files_come_first_and_large_ones_never() {
        let entries = [
            entry("README.md", 900),
            entry("app/models.py", 4_000),
            entry("app/views.py", 9_000),
            entry("app/dump.py", 900_000),
            entry("tests/test_views.py", 700),
            entry("requirements.txt", 80),
            entry(".github/workflows/ci.yml", 300),
            entry("node_modules/x/index.js", 300),
            entry("style.css", 300),
        ];
        let expected = [
            "README.md",
            "requirements.txt",
            ".github/workflows/ci.yml",
            "tests/test_views.py",
            "app/views.py",
            "app/models.py",
        ];
        assert_eq!(files(&entries), expected);
    }

    #[test]
    fn a_thousand_files_are_bounded() {
        let entries = (0..1000).map(|n| entry(&format!("src/{n}.py"), 60_000)).collect::<Vec<_>>();
        assert!(files(&entries).len() <= 8);
    }
}
