//! Secrets in files. Only their place is ever told.

use std::sync::LazyLock;

use regex::Regex;

use crate::judge::paths;

static KEYS: LazyLock<Regex> = LazyLock::new(|| {
    let keys = [
        r"\bAKIA[0-9A-Z]{16}\b",
        r"\bgh[pousr]_[A-Za-z0-9]{36,}",
        r"\bgithub_pat_[A-Za-z0-9_]{60,}",
        r"\bsk_live_[0-9A-Za-z]{20,}",
        r"\bxox[abprs]-[0-9A-Za-z-]{20,}",
        r"\bAIza[0-9A-Za-z_-]{35}\b",
        r"\bSG\.[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{30,}",
        r"-----BEGIN (?:RSA |EC |OPENSSH |DSA )?PRIVATE KEY-----",
    ];
    Regex::new(&keys.join("|")).expect("the patterns above are sound")
});

static SECRET_NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(SECRET|TOKEN|PASSWORD|PASSWD|_PWD|APIKEY|API_KEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIAL|_KEY$|_DSN$|DATABASE_URL$)")
        .expect("the pattern above is sound")
});

static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(change[-_ ]?me.*|replace.*|your.*|my[-_]?(secret|password|token|key)|x{3,}.*|\.{3,}|\*{3,}|<.*>|\{.*\}|\$.*|example.*|dummy.*|test|testing|password|secret|postgres|root|admin|none|null|true|false|todo|insert.*|[a-z]+://(localhost|127\.0\.0\.1|db|[^:@/]*(:(postgres|password|root|secret)?)?@(localhost|127\.0\.0\.1|db|postgres))[:/].*)$")
        .expect("the pattern above is sound")
});

/// The first line of a file that holds a secret.
pub(crate) fn line_of_secret(path: &str, text: &str) -> Option<usize> {
    let is_env = paths::is_env(path);
    let is_secret = |line: &str| {
        let is_key = !is_sample(path) && KEYS.is_match(line);
        is_key || is_env && is_secret_setting(line)
    };
    text.lines().position(is_secret).map(|at| at + 1)
}

/// Files that show how a secret looks.
fn is_sample(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    ["example", "sample", "template", "test", "fixture", "mock", "readme"]
        .iter()
        .any(|word| lower.contains(word))
}

/// `NAME=value` where the name means a secret and the value is one.
fn is_secret_setting(line: &str) -> bool {
    let line = line.trim().trim_start_matches("export ");
    let Some((name, value)) = line.split_once('=') else { return false };
    let value = value.trim().trim_matches(['"', '\'']);
    !name.starts_with('#')
        && SECRET_NAME.is_match(name.trim())
        && value.len() >= 6
        && !PLACEHOLDER.is_match(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_told_from_samples() {
        let rows: &[(&str, &str, Option<usize>)] = &[
            (".env", "DEBUG=1\nPAYMENT_SECRET=f00dfeedc0ffee\n", Some(2)),
            (
                ".env",
                "API_TOKEN=changeme\nPASSWORD=\nSECRET_KEY=your-key-here\nDATABASE_URL=postgres://localhost/app",
                None,
            ),
            (".env", "# API_TOKEN=f00dfeedc0ffee", None),
            (".env", "DATABASE_URL=postgres://app:9fj2kd@db.example.net/app", Some(1)),
            (".env.example", "PAYMENT_SECRET=f00dfeedc0ffee", None),
            ("settings.py", "KEY = 'AKIAABCDEFGHIJKLMNOP'", Some(1)),
            ("docs/example.py", "KEY = 'AKIAABCDEFGHIJKLMNOP'", None),
            ("settings.py", "SECRET_KEY = os.environ['SECRET_KEY']", None),
            ("deploy/id_rsa", "-----BEGIN OPENSSH PRIVATE KEY-----\nx", Some(1)),
        ];
        for (path, text, expected) in rows {
            assert_eq!(line_of_secret(path, text), *expected, "{path} {text}");
        }
    }
}
