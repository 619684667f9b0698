//! Whole files of every format, damaged in ways that a seed decides, through the confined readers and into a pool.
//!
//! A hundred and fifty by default; `CANDELA_MUTATIONS=2000` asks for more. The counts are printed (`--nocapture` shows them).
//! What one file does to a reader in the same process is tested where files are read (`crates/extract/tests/files/damage.rs`).

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use candela_extract::limits;
use fastrand::Rng;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::desk::Desk;

/// How many files, when the variable asks for no other number.
const MUTATIONS: usize = 150;
/// The longest that a file may take.
const LONGEST_SECONDS: f64 = 10.0;
/// Most bits that are turned over in one file.
const MOST_FLIPS: usize = 40;
/// The longest stretch that is lost, doubled or moved.
const LONGEST_STRETCH: usize = 4_000;

#[test]
fn damaged_files_cost_no_more_than_themselves() {
    let count = std::env::var("CANDELA_MUTATIONS").map_or(MUTATIONS, |count| count.parse().unwrap());
    let (desk, whole) = (Desk::new(), whole_files());
    let mut random = Rng::with_seed(count as u64);
    let mut damages = BTreeMap::<&str, usize>::new();
    for nth in 0..count {
        let (extension, bytes) = &whole[nth % whole.len()];
        let (damage, bytes) = damaged(bytes, &mut random);
        *damages.entry(damage).or_default() += 1;
        desk.put(&format!("{nth:05}-{damage}.{extension}"), &bytes);
    }
    let before = files(&desk.resumes());

    let mut statuses = BTreeMap::<String, usize>::new();
    let (mut slowest, mut largest) = (0.0_f64, 0.0_f64);
    let rows = desk.rows(&["read", desk.resumes().to_str().unwrap(), "--json", "--as-of", "2026-05-04"]);
    for row in &rows {
        *statuses.entry(row["status"].as_str().unwrap().to_owned()).or_default() += 1;
        let seconds = row["seconds"].as_f64().unwrap();
        assert!(seconds <= LONGEST_SECONDS, "{row}");
        slowest = slowest.max(seconds);
        largest = largest.max(row["peak_mib"].as_f64().unwrap_or_default());
    }
    assert!(rows.len() >= count, "{} rows of {count} files", rows.len());
    assert!(largest <= (limits::MAX_MEMORY_BYTES >> 20) as f64, "{largest} MiB");

    // Everything that a process may take for its own lies in folders that stay empty.
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = desk.resumes();
    let mut import = desk.candela(&["import", folder.to_str().unwrap(), "--json"]);
    for variable in ["HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
        import.env(variable, elsewhere.path());
    }
    let imported = import.current_dir(elsewhere.path()).output().unwrap();
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
    assert_eq!(files(elsewhere.path()), BTreeMap::new(), "nothing is written outside the pool");
    assert!(files(&desk.resumes()) == before, "no original is touched");
    assert_eq!(desk.pool().health().unwrap().database_faults, [""; 0]);
    eprintln!("{count} files of {} kinds: {damages:?} became {statuses:?}", whole.len());
    eprintln!("slowest {slowest:.2} s, largest reader {largest:.0} MiB, no process ended badly");
}

/// A way of damaging a file, and what comes of it.
fn damaged(whole: &[u8], random: &mut Rng) -> (&'static str, Vec<u8>) {
    let mut bytes = whole.to_vec();
    let mut stretch = || {
        let start = random.usize(..whole.len());
        start..whole.len().min(start + random.usize(1..LONGEST_STRETCH))
    };
    let (one, other) = (stretch(), stretch());
    match random.u8(..5) {
        0 => {
            bytes.truncate(one.start);
            ("cut", bytes)
        }
        1 => {
            for _ in 0..random.usize(1..=MOST_FLIPS) {
                let at = random.usize(..bytes.len());
                bytes[at] ^= 1 << random.u8(..8);
            }
            ("flipped", bytes)
        }
        2 => {
            bytes[one].fill(0);
            ("zeroed", bytes)
        }
        3 => {
            bytes.splice(one.start..one.start, whole[other].iter().copied());
            ("doubled", bytes)
        }
        _ => {
            let moved: Vec<u8> = bytes.drain(one).collect();
            let at = random.usize(..=bytes.len());
            bytes.splice(at..at, moved);
            ("moved", bytes)
        }
    }
}

/// Whole files with their extensions: the fixtures, the samples, and containers of them.
fn whole_files() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = ["crates/extract/tests/fixtures", "crates/extract/tests/fixtures/pdf", "samples/resumes"];
    let mut paths: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file() && path.extension().is_some_and(|extension| extension != "typ"))
        .collect();
    paths.sort();
    let load =
        |path: &PathBuf| (path.extension().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap());
    let mut whole: Vec<_> = paths.iter().map(load).collect();
    let small = whole.iter().filter(|(_, bytes)| bytes.len() < 100_000).cloned().collect::<Vec<_>>();
    whole.push(("zip".to_owned(), archive(&small)));
    whole.push(("eml".to_owned(), message().into_bytes()));
    whole.push((
        "mbox".to_owned(),
        format!("From a@example.com Mon May  4 09:30:00 2026\n{}", message()).into_bytes(),
    ));
    whole
}

fn archive(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (nth, (extension, bytes)) in files.iter().take(6).enumerate() {
        archive.start_file(format!("inbox/{nth}.{extension}"), SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn message() -> String {
    let resume = crate::desk::resume(1);
    format!(
        "From: Robin <robin1@example.com>\r\nTo: jobs@example.com\r\nSubject: My application\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=part\r\n\r\n--part\r\nContent-Type: text/plain\r\n\r\nPlease see \
         below.\r\n--part\r\nContent-Type: text/plain; name=cv.txt\r\nContent-Disposition: attachment; \
         filename=cv.txt\r\n\r\n{resume}\r\n--part--\r\n"
    )
}

/// Every file of a folder with the hash of its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, u64> {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let hash = |path: &Path| {
        let mut hasher = DefaultHasher::new();
        fs::read(path).unwrap().hash(&mut hasher);
        hasher.finish()
    };
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().to_owned(), hash(entry.path()))).collect()
}
