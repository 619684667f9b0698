//! What is shipped has licences that allow it, in the crates, in the window's packages and in the C libraries, and their texts can be
//! collected.
//!
//! `CANDELA_LICENCES=FILE cargo test -p candela-tests --test licences` writes the texts into a file, as packages need it.
#![expect(clippy::unwrap_used, reason = "a test's helper fails the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;
use spdx::{Expression, ParseMode};
use walkdir::WalkDir;

/// What is shipped, or linked from the system, and is neither a crate nor a package. Their texts lie in the crates that bring them; that of
/// OpenSSL 3 is the Apache License, which every package holds.
const LIBRARIES: [&str; 3] = [
    "SQLCipher  (BSD-3-Clause, Copyright (c) 2025 Zetetic LLC)  https://github.com/sqlcipher/sqlcipher",
    "SQLite  (public domain)  https://sqlite.org/copyright.html",
    "OpenSSL 3, the system's libcrypto on Linux  (Apache-2.0, Copyright (c) 1998-2025 The OpenSSL Project Authors, Copyright (c) 1995-1998 \
     Eric A. Young, Tim J. Hudson)  https://www.openssl.org/source/license.html",
];

/// What `cargo metadata` tells of the lock file.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    repository: Option<String>,
    manifest_path: String,
    source: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    kind: Option<String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The list of `deny.toml`, which is the one place where it stands.
fn allowed() -> BTreeSet<String> {
    let deny: toml::Table = toml::from_str(&fs::read_to_string(root().join("deny.toml")).unwrap()).unwrap();
    let list = deny["licenses"]["allow"].as_array().unwrap();
    list.iter().map(|licence| licence.as_str().unwrap().to_owned()).collect()
}

fn is_allowed(licence: &str, allowed: &BTreeSet<String>) -> bool {
    let expression = Expression::parse_mode(licence, ParseMode::LAX);
    expression.is_ok_and(|expression| expression.evaluate(|asked| allowed.contains(&asked.to_string())))
}

/// Of all systems, where the crates that only others need are there or can be fetched; else of this system.
fn metadata() -> Metadata {
    let ask = |more: &[&str]| {
        let arguments = [&["metadata", "--format-version", "1", "--locked"], more].concat();
        Command::new(env!("CARGO")).args(arguments).current_dir(root()).output().unwrap()
    };
    let mut output = ask(&[]);
    if !output.status.success() {
        let about = Command::new("rustc").arg("-vV").output().unwrap();
        let about = String::from_utf8(about.stdout).unwrap();
        let host = about.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
        output = ask(&["--offline", "--filter-platform", host]);
    }
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What the command and the window are made of, on any system; what only tests or builds need is left out.
fn shipped(metadata: &Metadata) -> BTreeSet<&str> {
    let nodes: BTreeMap<_, _> = metadata.resolve.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    let made = metadata
        .packages
        .iter()
        .filter(|package| ["candela-cli", "candela-desktop"].contains(&package.name.as_str()));
    let mut left: Vec<_> = made.map(|package| package.id.as_str()).collect();
    let mut shipped = BTreeSet::new();
    while let Some(id) = left.pop() {
        if shipped.insert(id) {
            let kept = nodes[id]
                .deps
                .iter()
                .filter(|dependency| dependency.dep_kinds.iter().any(|kind| kind.kind.is_none()));
            left.extend(kept.map(|dependency| dependency.pkg.as_str()));
        }
    }
    shipped
}

#[test]
fn every_crate_has_a_licence_of_the_list() {
    let (metadata, allowed) = (metadata(), allowed());
    let others = metadata.packages.iter().filter(|package| package.source.is_some());
    let refused: Vec<_> = others
        .filter(|package| !is_allowed(package.license.as_deref().unwrap_or_default(), &allowed))
        .map(|package| format!("{} {}: {:?}", package.name, package.version, package.license))
        .collect();
    assert!(refused.is_empty(), "not in the list of deny.toml: {refused:#?}");
}

#[test]
fn the_licences_of_what_is_shipped_can_be_collected() {
    let metadata = metadata();
    let shipped = shipped(&metadata);
    assert!(shipped.len() > 200 && shipped.len() < metadata.packages.len(), "{} are shipped", shipped.len());
    let file = std::env::var_os("CANDELA_LICENCES");
    let mut parts = crates(&metadata, &shipped);
    if file.is_some() {
        parts.extend(packages());
    }
    let collected = collected(&parts);
    // A library inside a crate has a text of its own.
    for words in ["SQLCipher", "ZETETIC LLC", "OpenSSL Project Authors", "tantivy 0."] {
        assert!(collected.contains(words), "`{words}` is not among the licences");
    }
    if let Some(file) = file {
        assert!(collected.contains("pdfjs-dist 6.") && collected.contains("svelte 5."));
        fs::write(file, collected).unwrap();
    }
}

#[test]
fn every_package_of_the_window_has_a_licence_of_the_list() {
    let lock: Value =
        serde_json::from_str(&fs::read_to_string(root().join("package-lock.json")).unwrap()).unwrap();
    let allowed = allowed();
    let packages = lock["packages"].as_object().unwrap();
    let others: Vec<_> = packages.iter().filter(|(path, _)| path.contains("node_modules/")).collect();
    let refused: Vec<_> = others
        .iter()
        .filter(|(_, package)| {
            package["link"] != true && !is_allowed(package["license"].as_str().unwrap_or_default(), &allowed)
        })
        .map(|(path, package)| format!("{path}: {}", package["license"]))
        .collect();
    assert!(others.len() > 50 && refused.is_empty(), "not in the list of deny.toml: {refused:#?}");
}

#[test]
fn licences_are_judged_as_they_are_written() {
    let allowed = allowed();
    for (licence, expected) in [
        ("MIT", true),
        ("MIT/Apache-2.0", true),
        ("GPL-3.0-only", false),
        ("GPL-2.0-only OR Apache-2.0", true),
        ("GPL-2.0-only AND Apache-2.0", false),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("Apache-2.0 WITH LLVM-exception", true),
        ("", false),
        ("SEE LICENSE IN FILE", false),
    ] {
        assert_eq!(is_allowed(licence, &allowed), expected, "{licence}");
    }
}

/// Something that is shipped and is not ours.
struct Part {
    name: String,
    licence: String,
    home: String,
    texts: Vec<String>,
}

fn crates(metadata: &Metadata, shipped: &BTreeSet<&str>) -> Vec<Part> {
    let mut packages: Vec<_> = metadata
        .packages
        .iter()
        .filter(|package| package.source.is_some() && shipped.contains(package.id.as_str()))
        .collect();
    packages.sort_by_key(|package| (&package.name, &package.version));
    let part = |package: &&Package| Part {
        name: format!("{} {}", package.name, package.version),
        licence: package.license.clone().unwrap_or_default(),
        home: package.repository.clone().unwrap_or_default(),
        texts: texts_of(Path::new(&package.manifest_path).parent().unwrap()),
    };
    packages.iter().map(part).collect()
}

/// What the lock file has for more than development, as it is installed. Rather too much than too little: the page holds not all of it.
fn packages() -> Vec<Part> {
    let lock: Value =
        serde_json::from_str(&fs::read_to_string(root().join("package-lock.json")).unwrap()).unwrap();
    let kept = lock["packages"].as_object().unwrap().iter().filter(|(path, package)| {
        path.contains("node_modules/")
            && package["dev"] != true
            && package["link"] != true
            && package["optional"] != true
    });
    let part = |(path, package): (&String, &Value)| Part {
        name: format!(
            "{} {}",
            path.rsplit("node_modules/").next().unwrap(),
            package["version"].as_str().unwrap()
        ),
        licence: package["license"].as_str().unwrap_or_default().to_owned(),
        home: format!("https://www.npmjs.com/package/{}", path.rsplit("node_modules/").next().unwrap()),
        texts: texts_of(&root().join(path)),
    };
    kept.map(part).collect()
}

/// A list of what is shipped, then each licence text once with who has it.
fn collected(parts: &[Part]) -> String {
    let mut list = String::from("Candela is made with the work of others, under these licences.\n\n");
    let mut texts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for library in LIBRARIES {
        let _ = writeln!(list, "{library}");
    }
    for part in parts {
        let _ = writeln!(list, "{}  ({})  {}", part.name, part.licence, part.home);
        for text in &part.texts {
            texts.entry(text).or_default().push(&part.name);
        }
    }
    for (text, mut names) in texts {
        names.dedup();
        let _ = write!(list, "\n{}\n{}\n\n{text}\n", "=".repeat(80), names.join(", "));
    }
    list
}

/// The texts of licences in a folder and below it, where libraries lie that came with it; not those of its tests.
fn texts_of(folder: &Path) -> Vec<String> {
    let is_licence = |name: &str| {
        ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"]
            .iter()
            .any(|start| name.to_uppercase().starts_with(start))
            && !name.ends_with(".rs")
    };
    let is_other = |name: &str| ["cmake", "eml", "node_modules", "test", "tests", "vendor"].contains(&name);
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
    let kept =
        walk.filter_entry(|entry| entry.depth() == 0 || !is_other(&entry.file_name().to_string_lossy()));
    let files = kept
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file() && is_licence(&entry.file_name().to_string_lossy()));
    files.map(|entry| String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).trim().to_owned()).collect()
}
