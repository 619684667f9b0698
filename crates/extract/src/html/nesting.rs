//! How deeply a page's elements lie in one another, by its tags alone.
//!
//! The parser looks through all open elements at every tag, so a page of a hundred thousand unclosed ones keeps it busy
//! for minutes. Pages for people have some dozens, and careless ones some hundreds that nobody closes.

use std::collections::BTreeMap;

use memchr::memchr_iter;

/// Open elements that are still read.
const MAX_OPEN: usize = 5_000;
/// Bytes of the longest name that is told apart.
const MAX_NAME: usize = 12;

/// Elements that are closed by what follows them, or hold nothing.
const CLOSED_BY_THEMSELVES: [&[u8]; 27] = [
    b"area", b"base", b"body", b"br", b"col", b"dd", b"dt", b"embed", b"head", b"hr", b"html", b"img",
    b"input", b"li", b"link", b"meta", b"option", b"p", b"param", b"source", b"tbody", b"td", b"tfoot",
    b"th", b"thead", b"tr", b"wbr",
];

/// Whether more elements are open at once than any page has.
pub(super) fn is_too_deep(page: &str) -> bool {
    let bytes = page.as_bytes();
    let mut open: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    let mut depth = 0;
    for at in memchr_iter(b'<', bytes) {
        let rest = &bytes[at + 1..];
        let (is_end, rest) = rest.strip_prefix(b"/").map_or((false, rest), |rest| (true, rest));
        let length = rest.iter().take(MAX_NAME).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let name = rest[..length].to_ascii_lowercase();
        if !name.first().is_some_and(u8::is_ascii_alphabetic)
            || CLOSED_BY_THEMSELVES.contains(&name.as_slice())
        {
            continue;
        }
        let of_name = open.entry(name).or_default();
        if !is_end {
            *of_name += 1;
            depth += 1;
        } else if *of_name > 0 {
            *of_name -= 1;
            depth -= 1;
        }
        if depth > MAX_OPEN {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stays_open_counts() {
        let check = |page: &str, expected: bool| assert_eq!(is_too_deep(page), expected, "{page:.60}");
        check(&"<div>".repeat(100_000), true);
        check(&"<b><i x=1><span>".repeat(2_000), true);
        check(&"<div><B>text</b></DIV>".repeat(100_000), false);
        check(&"<p>text<br><li>more".repeat(100_000), false);
        check(&"a < b and 3 <4 < ".repeat(100_000), false);
        check(&"</div>".repeat(100_000), false);
    }
}
