//! Gives the rules a version: a hash over their sources and their data, so that no change of a rule is ever forgotten.
//! And takes what each rule's file says of itself, so that the window and the docs can show it.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Parts of the crate that raise no signal: their words may change without anything becoming stale.
const APART: [&str; 5] = ["src/kit", "src/market", "src/role", "data/kit.toml", "data/market.toml"];

fn main() -> io::Result<()> {
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut files = Vec::new();
    for folder in ["src", "data"] {
        println!("cargo::rerun-if-changed={folder}");
        gather(Path::new(folder), &mut files)?;
    }
    files.retain(|file: &PathBuf| !APART.iter().any(|apart| file.starts_with(apart)));
    files.sort();
    fs::write(out.join("about.rs"), about(&files)?)?;
    let mut hash = Fnv::default();
    for file in files {
        hash.add(file.to_string_lossy().replace('\\', "/").as_bytes());
        // A checkout may have other line ends.
        hash.add(fs::read_to_string(&file)?.replace("\r\n", "\n").as_bytes());
    }
    fs::write(out.join("rules_version.txt"), format!("{:016x}", hash.0))
}

/// A slice of ids with what the rule's file says: its comment from the third line on, in one line.
fn about(files: &[PathBuf]) -> io::Result<String> {
    let mut rows = String::from("&[\n");
    for file in files.iter().filter(|file| file.starts_with("src/detect")) {
        let text = fs::read_to_string(file)?;
        let comment = text.lines().map_while(|line| line.strip_prefix("//!"));
        let about = comment.skip(2).map(str::trim).collect::<Vec<_>>().join(" ");
        let id = file.file_stem().unwrap_or_default().to_string_lossy();
        rows.push_str(&format!("    ({id:?}, {about:?}),\n"));
    }
    Ok(rows + "]\n")
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { gather(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

/// The 64-bit FNV-1a hash: the same on every machine and in every release of the compiler.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
