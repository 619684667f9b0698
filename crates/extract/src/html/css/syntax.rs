//! How a style sheet is written: comments, blocks, at-rules, declarations, and how strong a selector is.

/// One `property: value` of a rule, in lower case.
#[derive(Clone, Debug)]
pub(super) struct Declaration {
    pub(super) property: String,
    pub(super) value: String,
    pub(super) is_important: bool,
}

/// Media and support queries that hold on a common screen: none that ask for print or for a narrow one.
pub(super) fn is_for_screen(at_rule: &str) -> bool {
    let query = at_rule.to_ascii_lowercase();
    (query.starts_with("media") && !query.contains("print") && !query.contains("max-width"))
        || query.starts_with("supports")
        || query.starts_with("layer")
}

pub(super) fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// What stands before the next pair of braces, what in them, and what after.
pub(super) fn next_block(css: &str) -> Option<(&str, &str, &str)> {
    let open = css.find('{')?;
    let mut depth = 0_usize;
    for (at, letter) in css[open..].char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((&css[..open], &css[open + 1..open + at], &css[open + at + 1..]));
        }
    }
    Some((&css[..open], &css[open + 1..], ""))
}

/// `property: value` pairs, in lower case.
pub(super) fn declarations(block: &str) -> Vec<Declaration> {
    let mut depth = 0_i32;
    let ends = |letter: char| {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        letter == ';' && depth <= 0
    };
    let parse = |text: &str| {
        let (property, value) = text.split_once(':')?;
        let value = value.trim().to_ascii_lowercase();
        let (value, is_important) = match value.strip_suffix("!important") {
            Some(value) => (value.trim_end().to_owned(), true),
            None => (value, false),
        };
        Some(Declaration { property: property.trim().to_ascii_lowercase(), value, is_important })
    };
    block.split(ends).filter_map(parse).collect()
}

/// Ids, then classes, attributes and pseudo-classes, then names, counted near enough by their signs.
pub(super) fn specificity(selector: &str) -> u32 {
    let count =
        |signs: &[char]| u32::try_from(selector.matches(signs).count().min(255)).expect("at most 255");
    let names =
        selector.split([' ', '>', '+', '~']).filter(|part| part.starts_with(char::is_alphabetic)).count();
    let names = u32::try_from(names.min(255)).expect("at most 255");
    (count(&['#']) << 12) + (count(&['.', '[', ':']) << 6) + names.min(63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_declarations_are_parted_where_css_does() {
        assert_eq!(next_block("a { b {c} } d"), Some(("a ", " b {c} ", " d")));
        assert_eq!(next_block("a { b"), Some(("a ", " b", "")));
        assert_eq!(next_block("a"), None);
        let found = declarations("background: url(data:x;y); COLOR: Red !important; nonsense");
        let found: Vec<_> =
            found.iter().map(|d| (d.property.as_str(), d.value.as_str(), d.is_important)).collect();
        assert_eq!(found, [("background", "url(data:x;y)", false), ("color", "red", true)]);
    }
}
