//! Plain text: its encoding, its lines, and the paragraphs that an editor has broken into lines.

mod encoding;
mod old;
mod rewrap;

use crate::flow::{Flow, Look};
use crate::{DocumentText, Format};

pub(crate) use encoding::{Decoded, decode, looks_like_text};

/// The characters of bytes that are text in whatever encoding; `None` when they are no text.
pub fn characters(bytes: &[u8]) -> Option<String> {
    looks_like_text(bytes).then(|| decode(bytes).text)
}

/// Reads plain text.
pub(crate) fn read(bytes: &[u8]) -> DocumentText {
    let Decoded { text, is_lossy } = decode(bytes);
    let text = without_terminal_codes(&text);
    let mut flow = Flow::default();
    for paragraph in rewrap::paragraphs(&text) {
        match paragraph {
            Some(line) => {
                flow.text(&line, Look::default());
                flow.end_line();
            }
            None => flow.end_block(),
        }
        if flow.is_full() {
            break;
        }
    }
    let mut document = flow.finish(Format::Text);
    if is_lossy {
        document.warnings.push("some bytes do not fit the file's encoding".to_owned());
    }
    document
}

/// The text with the lines put together that an editor has wrapped.
pub(crate) fn unwrapped(text: &str) -> String {
    let lines = rewrap::paragraphs(text);
    lines.into_iter().map(|line| line.unwrap_or_default() + "\n").collect()
}

/// The text without the codes that colour or steer a terminal (ECMA-48): `ESC [ … letter`, `ESC ] … BEL`.
fn without_terminal_codes(text: &str) -> String {
    let mut parts = text.split('\u{1B}');
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code_end = match part.chars().next() {
            Some('[') => part[1..].find(|letter: char| ('@'..='~').contains(&letter)).map(|at| at + 2),
            Some(']') => part.find('\u{7}').map(|at| at + 1),
            _ => None,
        };
        kept.push_str(&part[code_end.unwrap_or(0)..]);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ReadStatus;

    #[test]
    fn lines_and_blocks_stay() {
        let check = |bytes: &[u8], expected: &str| assert_eq!(read(bytes).body, expected);
        check(b"Jane Doe\r\n\r\n\r\nSkills\r\n- Rust\r\n", "Jane Doe\n\nSkills\n- Rust\n");
        check(b"\x1b[2J\x1b]0;owned\x07Jane\x1b[31m Doe\0", "Jane Doe\n");
        check(b"\xFF\xFEJ\0\xE9\0", "J\u{E9}\n");
        check(b"Jos\xE9 M\xFCller, Z\xFCrich", "José Müller, Zürich\n");
    }

    #[test]
    fn nothing_but_space_is_no_text() {
        assert_eq!(read(b" \n\t\n").status, ReadStatus::NoText);
        assert_eq!(read(b"x").status, ReadStatus::Ok);
    }
}
