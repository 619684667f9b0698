//! Words of strangers, made safe for a terminal and for JSON.

use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

/// The text without what would steer a terminal or turn its writing direction.
pub(crate) fn printable(text: &str) -> String {
    let is_steering = |letter: char| {
        letter.is_control() || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|letter| if is_steering(letter) { '\u{FFFD}' } else { letter }).collect()
}

/// The text with every run of white space as one blank.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The bytes of a path that is no text, for scripts; `None` where the path can be written as it is.
#[cfg(unix)]
pub(crate) fn path_b64(path: &Path) -> Option<String> {
    use std::os::unix::ffi::OsStrExt;
    let is_utf_8 = path.to_str().is_some();
    (!is_utf_8).then(|| BASE64_STANDARD.encode(path.as_os_str().as_bytes()))
}

/// The units of a path that is no text, for scripts; `None` where the path can be written as it is.
#[cfg(not(unix))]
pub(crate) fn path_b64(path: &Path) -> Option<String> {
    use std::os::windows::ffi::OsStrExt;
    let is_unicode = path.to_str().is_some();
    let units = || path.as_os_str().encode_wide().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    (!is_unicode).then(|| BASE64_STANDARD.encode(units()))
}

/// A value of few, as its JSON names it, in plain words: "ml ai".
pub(crate) fn word(value: impl serde::Serialize) -> String {
    let json = serde_json::to_value(value).unwrap_or_default();
    json.as_str().unwrap_or_default().replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_steer_the_terminal() {
        let check = |text: &str, expected: &str| assert_eq!(printable(text), expected);
        check("cv.pdf", "cv.pdf");
        check("a\nb\x1b[31m", "a\u{FFFD}b\u{FFFD}[31m");
        check("\u{202E}fdp.exe", "\u{FFFD}fdp.exe");
    }
}
