//! Fields of word processors: text that a program fills in by an instruction.

/// The address in the instruction `HYPERLINK "address" \switches`.
pub(crate) fn hyperlink(instruction: &str) -> Option<&str> {
    let argument = instruction.trim_start().strip_prefix("HYPERLINK")?.trim_start();
    let address = match argument.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => argument.split_whitespace().next()?,
    };
    (!address.is_empty() && !address.starts_with('\\')).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_have_an_address() {
        let check = |instruction: &str, expected: Option<&str>| assert_eq!(hyperlink(instruction), expected);
        check(r#" HYPERLINK "mailto:jane@example.com" \o "Mail" "#, Some("mailto:jane@example.com"));
        check("HYPERLINK https://example.com", Some("https://example.com"));
        check(r#"HYPERLINK \l "bookmark""#, None);
        check("PAGE", None);
        check("HYPERLINK", None);
    }
}
