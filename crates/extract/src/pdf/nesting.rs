//! How deeply dictionaries lie in one another, by their marks alone.
//!
//! The parser skips a dictionary before it reads it, and so for each one within: time grows with the square of the depth.
//! Real files have some ten levels.

use memchr::memchr2_iter;

/// Levels that are still read.
const MAX_DEPTH: usize = 1_000;

/// Whether dictionaries lie in one another more deeply than in any real file.
pub(super) fn is_too_deep(file: &[u8]) -> bool {
    let mut depth = 0_usize;
    let mut next = 0;
    for at in memchr2_iter(b'<', b'>', file) {
        if at < next || file.get(at + 1) != Some(&file[at]) {
            continue;
        }
        next = at + 2;
        if file[at] == b'>' {
            depth = depth.saturating_sub(1);
            continue;
        }
        // The bytes of a picture may be anything; those of a dictionary begin with a name.
        let begins_with_name = file[next..].iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'/');
        depth += usize::from(begins_with_name);
        if depth > MAX_DEPTH {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_open_dictionaries_count() {
        let check =
            |file: &str, expected: bool| assert_eq!(is_too_deep(file.as_bytes()), expected, "{file:.40}");
        check(&"<</A ".repeat(100_000), true);
        check(&"<< /A <</B 1>> >>".repeat(100_000), false);
        check(&"<".repeat(100_000), false);
        check(&">>".repeat(100_000), false);
    }
}
