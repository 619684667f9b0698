//! Towns that are written in several ways: München and Munich, Wien and Vienna.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Every way in which a town is written, under each of them in small letters.
static TOWNS: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let rows = include_str!("../data/cities.txt").lines().filter(|line| !line.starts_with('#'));
    let towns = rows.map(|row| row.split(',').collect::<Vec<_>>());
    towns.flat_map(|town| town.clone().into_iter().map(move |name| (key(name), town.clone()))).collect()
});

fn key(name: &str) -> String {
    name.trim().to_lowercase()
}

/// The other ways in which a town is written; empty for one that is written the same everywhere, or is not known.
pub fn other_spellings(city: &str) -> impl Iterator<Item = &'static str> {
    let key_of_city = key(city);
    let town = TOWNS.get(&key_of_city).map(Vec::as_slice).unwrap_or_default();
    town.iter().copied().filter(move |name| key(name) != key_of_city)
}

/// Whether two names are the same town's, case aside.
pub fn is_same_city(one: &str, other: &str) -> bool {
    key(one) == key(other) || other_spellings(one).any(|name| key(name) == key(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_is_the_same_in_every_language() {
        for (one, other, same) in [
            ("München", "Munich", true),
            ("koeln", "Cologne", true),
            ("Wien", "Vienna", true),
            ("Leeds", "leeds", true),
            ("Leeds", "Lille", false),
            ("München", "Münster", false),
            ("", "Wien", false),
        ] {
            assert_eq!(is_same_city(one, other), same, "{one} and {other}");
            assert_eq!(is_same_city(other, one), same, "{other} and {one}");
        }
        assert_eq!(other_spellings("Lutetia").count(), 0);
    }

    #[test]
    fn no_name_is_in_two_rows() {
        let mut names: Vec<_> = include_str!("../data/cities.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(|row| row.split(','))
            .map(key)
            .collect();
        names.sort();
        let n_names = names.len();
        names.dedup();
        assert_eq!(names.len(), n_names);
    }
}
