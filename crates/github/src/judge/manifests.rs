//! Manifests of dependencies, and settings of tools.

use std::collections::BTreeSet;

use crate::judge::parse::Source;
use crate::judge::paths;

/// What manifests of one file show.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Manifest {
    /// Packages that the project asks for, in small letters.
    pub(crate) packages: BTreeSet<String>,
    /// Requirements, and how many of them name a version.
    pub(crate) requirements: usize,
    pub(crate) with_version: usize,
    /// Asks for Python 3.10 or newer.
    pub(crate) is_modern_python: bool,
}

/// What a manifest shows; empty for other files.
pub(crate) fn manifest(path: &str, text: &str) -> Manifest {
    if paths::is_requirements(path) {
        return requirements(text);
    }
    match paths::name(path) {
        "pyproject.toml" => pyproject(text),
        "Cargo.toml" => cargo(text),
        "package.json" => package_json(text),
        "go.mod" => go_mod(text),
        _ => Manifest::default(),
    }
}

fn requirements(text: &str) -> Manifest {
    let mut manifest = Manifest::default();
    for line in text.lines() {
        let line = line.split(" #").next().unwrap_or(line).trim();
        if line.is_empty() || line.starts_with(['#', '-']) {
            continue;
        }
        manifest.requirements += 1;
        manifest.with_version += usize::from(line.contains(['=', '<', '>', '~', '@']));
        manifest.packages.extend(package(line));
    }
    manifest
}

/// The name before extras, versions and markers.
fn package(requirement: &str) -> Option<String> {
    let end = requirement
        .find(|c: char| !(c.is_ascii_alphanumeric() || "-_.".contains(c)))
        .unwrap_or(requirement.len());
    Some(requirement[..end].to_ascii_lowercase().replace('_', "-")).filter(|name| !name.is_empty())
}

fn pyproject(text: &str) -> Manifest {
    let Ok(table) = text.parse::<toml::Table>() else { return Manifest::default() };
    let mut manifest = Manifest::default();
    let project = table.get("project");
    let python = project.and_then(|project| project.get("requires-python")).and_then(toml::Value::as_str);
    let poetry = table.get("tool").and_then(|tool| tool.get("poetry"));
    let poetry = poetry.and_then(|poetry| poetry.get("dependencies")).and_then(toml::Value::as_table);
    let poetry_python =
        poetry.and_then(|dependencies| dependencies.get("python")).and_then(toml::Value::as_str);
    manifest.is_modern_python = python.or(poetry_python).is_some_and(is_at_least_3_10);
    let listed = project.and_then(|project| project.get("dependencies")).and_then(toml::Value::as_array);
    let listed = listed.into_iter().flatten().filter_map(toml::Value::as_str).filter_map(package);
    let of_poetry = poetry.into_iter().flat_map(toml::Table::keys).filter(|name| *name != "python");
    manifest.packages = listed.chain(of_poetry.map(|name| name.to_ascii_lowercase())).collect();
    manifest
}

/// `>=3.10`, `^3.12`, `>=3.11,<4`.
fn is_at_least_3_10(constraint: &str) -> bool {
    constraint.split(',').any(|part| {
        let version = part.trim().trim_start_matches([' ', '>', '=', '^', '~']);
        let is_lower_bound = !part.trim().starts_with(['<', '!']);
        let minor = version.strip_prefix("3.").and_then(|rest| rest.split('.').next()?.parse::<u32>().ok());
        is_lower_bound && minor.is_some_and(|minor| minor >= 10)
    })
}

fn cargo(text: &str) -> Manifest {
    let Ok(table) = text.parse::<toml::Table>() else { return Manifest::default() };
    let tables =
        ["dependencies", "dev-dependencies"].into_iter().filter_map(|name| table.get(name)?.as_table());
    let packages = tables.flat_map(toml::Table::keys).map(|name| name.to_ascii_lowercase()).collect();
    Manifest { packages, ..Manifest::default() }
}

fn package_json(text: &str) -> Manifest {
    let Ok(value) = serde_json::from_str::<serde_json::Value>(text) else { return Manifest::default() };
    let tables =
        ["dependencies", "devDependencies"].into_iter().filter_map(|name| value.get(name)?.as_object());
    let packages = tables.flat_map(|table| table.keys()).map(|name| name.to_ascii_lowercase()).collect();
    Manifest { packages, ..Manifest::default() }
}

fn go_mod(text: &str) -> Manifest {
    let modules = text.lines().filter_map(|line| {
        let line = line.trim().trim_start_matches("require ");
        let (module, version) = line.split_once(' ')?;
        (module.contains('.') && version.starts_with('v')).then(|| module.to_ascii_lowercase())
    });
    Manifest { packages: modules.collect(), ..Manifest::default() }
}

/// Whether a `tsconfig.json` asks for strict types. It may hold comments, so it is read as an expression of the
/// language itself.
pub(crate) fn is_strict_tsconfig(path: &str, text: &str) -> bool {
    if paths::name(path) != "tsconfig.json" {
        return false;
    }
    let expression = format!("({text})");
    Source::parse("tsconfig.ts", &expression).is_some_and(|source| {
        source.nodes().iter().any(|node| {
            node.kind() == "pair"
                && source.field(*node, "key") == "\"strict\""
                && source.field(*node, "value") == "true"
        })
    })
}

/// Whether a workflow has a step that runs something.
pub(crate) fn runs_something(text: &str) -> bool {
    let is_step = |line: &str| {
        let line = line.split(" #").next().unwrap_or(line).trim_start();
        let keys = line.split(['{', ',', '-', '[']).map(str::trim_start);
        !line.starts_with('#')
            && keys.into_iter().any(|key| key.starts_with("run:") || key.starts_with("uses:"))
    };
    text.contains("jobs:") && text.lines().any(is_step)
}

/// Packages that a notebook's code cells import, and how many of its cells hold code.
pub(crate) fn notebook(text: &str) -> (BTreeSet<String>, usize) {
    let Ok(notebook) = serde_json::from_str::<serde_json::Value>(text) else { return Default::default() };
    let cells =
        notebook.get("cells").and_then(serde_json::Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let code = cells.iter().filter(|cell| cell.get("cell_type").is_some_and(|kind| kind == "code"));
    let texts = code.filter_map(|cell| match cell.get("source")? {
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Array(lines) => Some(lines.iter().filter_map(serde_json::Value::as_str).collect()),
        _ => None,
    });
    let texts = texts.filter(|text| !text.trim().is_empty()).collect::<Vec<_>>();
    // Lines for the shell and for the notebook itself are no Python.
    let python =
        texts.iter().flat_map(|text| text.lines()).filter(|line| !line.trim_start().starts_with(['!', '%']));
    let python = python.collect::<Vec<_>>().join("\n");
    let imports = Source::parse("cells.py", &python).map(|source| super::python::python(&source).imports);
    (imports.unwrap_or_default(), texts.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requirements_are_counted_with_their_versions() {
        let found = manifest(
            "requirements.txt",
            "# tools\nFlask==3.0\nrequests\n-r base.txt\npsycopg[binary]>=3 # db\n",
        );
        assert_eq!((found.requirements, found.with_version), (3, 2));
        assert_eq!(found.packages.into_iter().collect::<Vec<_>>(), ["flask", "psycopg", "requests"]);
    }

    #[test]
    fn the_python_asked_for_is_read() {
        for (constraint, expected) in [
            (">=3.10", true),
            ("^3.12", true),
            (">=3.8,<4", false),
            (">=3.9, <3.13", false),
            ("3.11.*", true),
        ] {
            let text =
                format!("[project]\nrequires-python = \"{constraint}\"\ndependencies = [\"httpx>=0.27\"]\n");
            let found = manifest("pyproject.toml", &text);
            assert_eq!(found.is_modern_python, expected, "{constraint}");
            assert!(found.packages.contains("httpx"));
        }
    }

    #[test]
    fn other_manifests_name_their_packages() {
        let check = |path: &str, text: &str, expected: &str| {
            assert!(manifest(path, text).packages.contains(expected), "{path}");
        };
        check("Cargo.toml", "[dependencies]\ntokio = \"1\"\n", "tokio");
        check("package.json", r#"{"devDependencies": {"vitest": "^2"}}"#, "vitest");
        check("go.mod", "module a\nrequire (\n\tgithub.com/go-chi/chi v5.0.0\n)\n", "github.com/go-chi/chi");
    }

    #[test]
    fn strict_types_are_asked_for_outside_of_comments() {
        assert!(is_strict_tsconfig(
            "tsconfig.json",
            "{ // types\n \"compilerOptions\": { \"strict\": true, } }"
        ));
        assert!(!is_strict_tsconfig(
            "tsconfig.json",
            "{ /* \"strict\": true */ \"compilerOptions\": { \"strict\": false } }"
        ));
    }

    #[test]
    fn a_workflow_must_run_something() {
        assert!(runs_something("on: push\njobs:\n  a:\n    steps:\n      - run: pytest\n"));
        assert!(runs_something("jobs:\n  a: {steps: [{uses: actions/checkout@v4}, {run: cargo test}]}\n"));
        assert!(!runs_something("on: push\njobs:\n# - run: pytest\n"));
    }

    #[test]
    fn notebooks_are_read_by_their_json() {
        let text = r##"{"cells": [{"cell_type": "markdown", "source": ["import flask"]},
            {"cell_type": "code", "source": ["!pip install x\n", "import pandas as pd\n"]}]}"##;
        assert_eq!(notebook(text), (BTreeSet::from(["pandas".to_owned()]), 1));
        assert_eq!(notebook("{"), (BTreeSet::new(), 0));
    }
}
