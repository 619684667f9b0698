//! Searches of the sample pool, held against who is right by `samples/searches.toml`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::desk::Desk;

#[derive(Deserialize)]
struct Labelled {
    search: Vec<Search>,
}

#[derive(Deserialize)]
struct Search {
    query: String,
    finds: Vec<String>,
    #[serde(default)]
    ordered: bool,
}

/// What precision and recall over all searches must reach.
const FLOOR: f64 = 0.97;

#[test]
fn searches_of_the_sample_pool_find_who_is_right() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let labelled = fs::read_to_string(samples.join("searches.toml")).unwrap();
    let labelled: Labelled = toml::from_str(&labelled).unwrap();
    let desk = Desk::new();
    desk.says(&["import", samples.join("resumes").to_str().unwrap(), "--as-of", "2026-11-15"]);
    let (mut right, mut wrong, mut missed, mut told) = (0, 0, 0, Vec::new());
    for search in labelled.search {
        let rows = desk.rows(&["search", &search.query, "--json", "--limit", "100"]);
        let found: Vec<String> = rows
            .iter()
            .map(|row| {
                Path::new(row["path"].as_str().unwrap()).file_stem().unwrap().to_str().unwrap().to_owned()
            })
            .collect();
        let (got, want): (BTreeSet<_>, BTreeSet<_>) = (found.iter().collect(), search.finds.iter().collect());
        right += got.intersection(&want).count();
        wrong += got.difference(&want).count();
        missed += want.difference(&got).count();
        if got != want || search.ordered && found != search.finds {
            told.push(format!("{}: {found:?}, right is {:?}", search.query, search.finds));
        }
        assert!(!search.ordered || found == search.finds, "{told:#?}");
    }
    let (precision, recall) = (
        right as f64 / f64::from(right as u32 + wrong as u32),
        right as f64 / f64::from(right as u32 + missed as u32),
    );
    assert!(precision >= FLOOR && recall >= FLOOR, "precision {precision}, recall {recall}: {told:#?}");
}
