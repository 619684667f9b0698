//! Word lists kept as data: a name in brackets, then words parted by commas.

use std::collections::HashSet;

/// The words of the list `[name]` in the data; empty when there is no such list.
pub(crate) fn words(data: &'static str, name: &str) -> HashSet<&'static str> {
    let title = |line: &'static str| line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    data.lines()
        .skip_while(|line| title(line) != Some(name))
        .skip(1)
        .take_while(|line| title(line).is_none())
        .filter(|line| !line.starts_with('#'))
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_ends_at_the_next() {
        let data = "# lists\n[one]\na, b,\nc\n[two]\nd\n";
        let mut one: Vec<&str> = words(data, "one").into_iter().collect();
        one.sort_unstable();
        assert_eq!(one, ["a", "b", "c"]);
        assert!(words(data, "three").is_empty());
    }
}
