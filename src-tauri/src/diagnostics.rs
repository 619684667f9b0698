//! What helps to find a fault: versions, the system, and how much there is. Nothing of a candidate, no path and no name is in it,
//! so that it can be handed on.

use candela_extract::Tesseract;
use candela_pool::{Health, IndexHealth, Pool};
use candela_signals::RULES_VERSION;

use crate::error::Failure;
use crate::log;

/// The diagnostics as text, a line a subject. Checks the whole database: seconds for a large pool.
pub(crate) fn diagnostics(pool: &Pool) -> Result<String, Failure> {
    let health = pool.health()?;
    let watched = pool.watched_folders()?;
    let gone = watched.iter().filter(|folder| !folder.is_dir()).count();
    let view = tauri::webview_version().unwrap_or_else(|_| "of unknown version".to_owned());
    let lines = [
        format!("Candela {}, rules {}", env!("CARGO_PKG_VERSION"), rules()),
        format!("System: {} {}, web view {view}", std::env::consts::OS, std::env::consts::ARCH),
        format!("Pool: {}", counts(&health)),
        format!("Search index: {}", index(&health.index)),
        format!("OCR: {}", ocr()),
        format!("Watched folders: {}, of which {gone} are not there", watched.len()),
    ];
    let log = log::last_lines();
    let told =
        if log.is_empty() { "no log is kept".to_owned() } else { format!("the last {} lines", log.len()) };
    Ok(lines.into_iter().chain([format!("Log: {told}")]).chain(log).collect::<Vec<_>>().join("\n") + "\n")
}

/// Enough of the name of the rules to tell them apart.
fn rules() -> String {
    RULES_VERSION.chars().take(12).collect()
}

fn counts(health: &Health) -> String {
    format!(
        "{} candidates, {} résumés, {} imports, {} MiB, tables of version {}, {} faults",
        health.candidates,
        health.resumes,
        health.imports,
        health.size_bytes >> 20,
        health.schema,
        health.database_faults.len(),
    )
}

/// The words of a fault may name a file, so they are left out.
fn index(health: &IndexHealth) -> String {
    match health {
        IndexHealth::Whole => "whole".to_owned(),
        IndexHealth::Outdated => "of another version".to_owned(),
        IndexHealth::Behind { candidates } => format!("{candidates} candidates behind"),
        IndexHealth::Damaged { .. } => "damaged".to_owned(),
    }
}

fn ocr() -> String {
    Tesseract::find().map_or_else(
        |_| "not installed".to_owned(),
        |found| format!("{} ({})", found.version(), found.languages()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diagnostics_count_and_name_no_place() {
        let folder = tempfile::tempdir().unwrap();
        let pool = Pool::open(&folder.path().join("pool")).unwrap();
        let inbox = folder.path().join("inbox of Robin");
        std::fs::create_dir(&inbox).unwrap();
        pool.watch_folder(&inbox).unwrap();
        std::fs::remove_dir(&inbox).unwrap();
        let text = diagnostics(&pool).unwrap();
        assert!(text.contains("Pool: 0 candidates, 0 résumés, 0 imports"), "{text}");
        assert!(text.contains("Watched folders: 1, of which 1 are not there"), "{text}");
        for telling in ["Robin", folder.path().to_str().unwrap()] {
            assert!(!text.contains(telling), "{text}");
        }
    }

    #[test]
    fn a_damaged_index_is_told_without_its_words() {
        let damaged = IndexHealth::Damaged { reason: "/home/ann/pool/index is gone".to_owned() };
        assert_eq!(index(&damaged), "damaged");
        assert_eq!(index(&IndexHealth::Behind { candidates: 3 }), "3 candidates behind");
    }
}
