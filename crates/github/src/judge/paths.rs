//! What a path tells: whose work a file is, and what it is for.

/// Folders of other people's work, and of what a program made.
const FOREIGN_FOLDERS: &[&str] = &[
    "node_modules",
    "bower_components",
    "venv",
    ".venv",
    "env",
    "virtualenv",
    "site-packages",
    "dist-packages",
    "vendor",
    "vendored",
    "third_party",
    "thirdparty",
    "external",
    "extern",
    "deps",
    "pods",
    "carthage",
    "__pycache__",
    ".git",
    ".idea",
    ".vscode",
    ".gradle",
    ".next",
    ".nuxt",
    ".tox",
    ".mypy_cache",
    ".ipynb_checkpoints",
    "dist",
    "build",
    "target",
    "out",
    "coverage",
    "htmlcov",
    "generated",
    "autogen",
    "openapi_client",
    "migrations",
    "static",
    "assets",
    "public",
    "fixtures",
    "snapshots",
    "__snapshots__",
];

/// Endings of files that a program made.
const GENERATED_ENDINGS: &[&str] = &[
    "_pb2.py",
    "_pb2_grpc.py",
    ".pb.go",
    "_generated.go",
    ".gen.go",
    ".g.dart",
    ".min.js",
    ".min.css",
    ".bundle.js",
    ".d.ts",
    ".generated.ts",
    "_generated.rs",
    ".designer.cs",
];

/// A language whose files are judged or counted as code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    Python,
    Script,
    Go,
    Rust,
    Java,
    Notebook,
    /// Code that is counted and not parsed.
    Other,
}

/// The language of a path, when it is code.
pub(crate) fn language(path: &str) -> Option<Language> {
    let (_, ending) = name(path).rsplit_once('.')?;
    Some(match ending.to_ascii_lowercase().as_str() {
        "py" | "pyw" => Language::Python,
        "ts" | "tsx" | "js" | "jsx" | "mjs" | "cjs" | "mts" | "cts" => Language::Script,
        "go" => Language::Go,
        "rs" => Language::Rust,
        "java" => Language::Java,
        "ipynb" => Language::Notebook,
        "c" | "h" | "cc" | "cpp" | "hpp" | "cs" | "kt" | "scala" | "rb" | "php" | "swift" | "m" | "r"
        | "jl" | "ex" | "exs" | "erl" | "hs" | "ml" | "clj" | "dart" | "lua" | "pl" | "sh" | "vue"
        | "svelte" | "zig" | "fs" => Language::Other,
        _ => return None,
    })
}

/// The last segment.
pub(crate) fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether a folder holds work of the repository's owner, by its name.
pub(crate) fn is_own_folder(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    !FOREIGN_FOLDERS.contains(&name.as_str()) && !name.ends_with(".egg-info")
}

/// Whether a file is the owner's own writing, by its path.
pub(crate) fn is_own(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let (folders, _) = lower.rsplit_once('/').unwrap_or(("", &lower));
    folders.split('/').all(is_own_folder) && !GENERATED_ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// Own code: what counts for or against anybody.
pub(crate) fn is_own_code(path: &str) -> bool {
    language(path).is_some() && is_own(path)
}

/// Whether a file is there to test, by its path. Tests inside Rust sources are told by reading.
pub(crate) fn is_test(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let file = name(&lower);
    let in_folder = |names: &[&str]| lower.split('/').rev().skip(1).any(|folder| names.contains(&folder));
    match language(path) {
        Some(Language::Python) => {
            file.starts_with("test_")
                || file.ends_with("_test.py")
                || file == "tests.py"
                || file == "test.py"
                || in_folder(&["tests", "test"])
        }
        Some(Language::Script) => {
            file.contains(".test.")
                || file.contains(".spec.")
                || in_folder(&["__tests__", "tests", "test", "e2e", "cypress"])
        }
        Some(Language::Go) => file.ends_with("_test.go"),
        Some(Language::Rust) => in_folder(&["tests"]),
        Some(Language::Java) => {
            in_folder(&["test"]) || file.ends_with("test.java") || file.ends_with("tests.java")
        }
        Some(Language::Other) => in_folder(&["tests", "test", "spec", "specs"]),
        Some(Language::Notebook) | None => false,
    }
}

/// Whether the path stands where a project begins: at the root, or in the folder of its application.
fn is_at_a_root(path: &str) -> bool {
    match path.rsplit_once('/') {
        None => true,
        Some((folder, _)) => matches!(
            folder.to_ascii_lowercase().as_str(),
            "backend" | "app" | "server" | "api" | "src" | "frontend" | "client" | "web"
        ),
    }
}

/// README at the root.
pub(crate) fn is_readme(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    matches!(
        lower.as_str(),
        "readme"
            | "readme.md"
            | "readme.rst"
            | "readme.txt"
            | "readme.adoc"
            | "readme.markdown"
            | "readme.org"
    ) || lower == "docs/readme.md"
        || lower == ".github/readme.md"
}

/// A file that names dependencies.
pub(crate) fn is_manifest(path: &str) -> bool {
    let file = name(path).to_ascii_lowercase();
    let is_named = matches!(
        file.as_str(),
        "pyproject.toml"
            | "pipfile"
            | "setup.py"
            | "setup.cfg"
            | "package.json"
            | "cargo.toml"
            | "go.mod"
            | "pom.xml"
            | "build.gradle"
            | "build.gradle.kts"
            | "gemfile"
            | "composer.json"
            | "environment.yml"
            | "environment.yaml"
    );
    is_at_a_root(path) && (is_named || is_requirements(path))
        || is_requirements(path) && path.starts_with("requirements/")
}

/// A requirements file of pip.
pub(crate) fn is_requirements(path: &str) -> bool {
    let file = name(path).to_ascii_lowercase();
    file.ends_with(".txt") && (file.starts_with("requirements") || path.starts_with("requirements/"))
}

/// A file that pins every dependency.
pub(crate) fn is_lockfile(path: &str) -> bool {
    let file = name(path).to_ascii_lowercase();
    is_at_a_root(path)
        && matches!(
            file.as_str(),
            "uv.lock"
                | "poetry.lock"
                | "pipfile.lock"
                | "pdm.lock"
                | "cargo.lock"
                | "package-lock.json"
                | "pnpm-lock.yaml"
                | "yarn.lock"
                | "go.sum"
                | "bun.lock"
                | "gradle.lockfile"
        )
}

/// A sample of the settings, without their values.
pub(crate) fn is_env_example(path: &str) -> bool {
    let file = name(path).to_ascii_lowercase();
    is_own(path)
        && matches!(
            file.as_str(),
            ".env.example"
                | ".env_example"
                | ".env-example"
                | ".env.dist"
                | ".env.sample"
                | ".env_sample"
                | ".env.template"
                | "env.example"
                | "example.env"
                | "sample.env"
                | ".env.local.example"
                | ".env.defaults"
        )
}

/// A file of settings with their values, which belongs in no commit.
pub(crate) fn is_env(path: &str) -> bool {
    let file = name(path).to_ascii_lowercase();
    is_own(path)
        && matches!(
            file.as_str(),
            ".env" | ".env.local" | ".env.production" | ".env.prod" | ".env.dev" | ".env.development"
        )
}

/// A private key by its name.
pub(crate) fn is_key_file(path: &str) -> bool {
    let file = name(path).to_ascii_lowercase();
    is_own(path)
        && (matches!(file.as_str(), "id_rsa" | "id_ed25519" | "id_ecdsa")
            || file.ends_with(".pem")
            || file.ends_with(".key"))
}

/// Dockerfile or compose file.
pub(crate) fn is_container(path: &str) -> bool {
    let file = name(path).to_ascii_lowercase();
    let is_compose = (file.starts_with("docker-compose") || file.starts_with("compose."))
        && (file.ends_with(".yml") || file.ends_with(".yaml"));
    is_own(path)
        && (file == "dockerfile" || file.starts_with("dockerfile.") || file == "containerfile" || is_compose)
}

/// A workflow of GitHub's own CI, or a pipeline of another.
pub(crate) fn is_workflow(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let is_yaml = lower.ends_with(".yml") || lower.ends_with(".yaml");
    is_yaml && lower.starts_with(".github/workflows/")
        || matches!(
            lower.as_str(),
            ".gitlab-ci.yml" | ".travis.yml" | ".circleci/config.yml" | "azure-pipelines.yml"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(is: fn(&str) -> bool, yes: &[&str], no: &[&str]) {
        yes.iter().for_each(|path| assert!(is(path), "{path}"));
        no.iter().for_each(|path| assert!(!is(path), "{path}"));
    }

    #[test]
    fn foreign_and_generated_files_are_no_own_code() {
        check(
            is_own_code,
            &["main.py", "src/app/views.py", "cmd/server/main.go", "environment/a.py", "notebooks/a.ipynb"],
            &[
                "venv/lib/a.py",
                "web/node_modules/x/index.js",
                "api/v1_pb2.py",
                "vendor/x/y.go",
                "style.css",
                "dist/app.js",
                "README.md",
            ],
        );
    }

    #[test]
    fn files_are_known_by_their_paths() {
        check(
            is_test,
            &[
                "tests/test_a.py",
                "a/tests.py",
                "src/a.test.ts",
                "pkg/a_test.go",
                "src/test/java/ATest.java",
                "tests/it.rs",
            ],
            &["src/latest.py", "contest.py", "src/testing.go", "src/lib.rs", "tests/data.json"],
        );
        check(
            is_env_example,
            &[".env.example", "backend/.env_example", ".env.dist"],
            &[".env", "node_modules/x/.env.example"],
        );
        check(is_env, &[".env", "app/.env.production"], &[".env.example", ".envrc"]);
        check(
            is_manifest,
            &[
                "requirements.txt",
                "backend/requirements-dev.txt",
                "app/pyproject.toml",
                "requirements/base.txt",
            ],
            &["docs/package.json", "notes.txt"],
        );
        check(is_lockfile, &["uv.lock", "frontend/pnpm-lock.yaml"], &["examples/a/Cargo.lock"]);
        check(
            is_container,
            &["Dockerfile", "docker-compose.prod.yml", "compose.yaml"],
            &["docs/docker.md", "compose.txt"],
        );
        check(
            is_workflow,
            &[".github/workflows/ci.yml"],
            &[".github/dependabot.yml", ".github/workflows/README.md"],
        );
        check(is_readme, &["README.md", "readme.rst", "README"], &["src/README.md", "readmes.md"]);
        check(is_key_file, &["id_rsa", "certs/server.key"], &["id_rsa.pub", "venv/cacert.pem"]);
    }
}
