//! What is shipped has licences that allow it, in the crates and in the window's packages, and their texts can be collected.
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
    let shipped = shipped(&metadata);
    assert!(shipped.len() > 200 && shipped.len() < metadata.packages.len(), "{} are shipped", shipped.len());
    if let Some(file) = std::env::var_os("CANDELA_LICENCES") {
        fs::write(file, collected(&metadata, &shipped)).unwrap();
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

/// A list of what is shipped, then each licence text once with who has it.
fn collected(metadata: &Metadata, shipped: &BTreeSet<&str>) -> String {
    let mut packages: Vec<_> = metadata
        .packages
        .iter()
        .filter(|package| package.source.is_some() && shipped.contains(package.id.as_str()))
        .collect();
    packages.sort_by_key(|package| (&package.name, &package.version));
    let mut list = String::from("Candela is made with the work of others, under these licences.\n\n");
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages {
        let name = format!("{} {}", package.name, package.version);
        let licence = package.license.as_deref().unwrap_or_default();
        let _ = writeln!(list, "{name}  ({licence})  {}", package.repository.as_deref().unwrap_or_default());
        for text in texts_of(Path::new(&package.manifest_path).parent().unwrap()) {
            texts.entry(text).or_default().push(name.clone());
        }
    }
    for (text, names) in texts {
        let _ = write!(list, "\n{}\n{}\n\n{text}\n", "=".repeat(80), names.join(", "));
    }
    list
}

/// The texts of licences in the folder of a crate.
fn texts_of(folder: &Path) -> Vec<String> {
    let is_licence = |name: &str| {
        ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"]
            .iter()
            .any(|start| name.to_uppercase().starts_with(start))
    };
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file() && is_licence(&path.file_name().unwrap_or_default().to_string_lossy()))
        .collect();
    paths.sort();
    paths.iter().map(|path| String::from_utf8_lossy(&fs::read(path).unwrap()).trim().to_owned()).collect()
}
