//! Declares the window's commands, so that each needs its own permission, and sees that there is a page to build in.

use std::{fs, path::Path};

/// Every command of `src/commands`. What is not in this list cannot be permitted, hence not called.
const COMMANDS: &[&str] = &[
    "pool_overview",
    "diagnostics",
    "opened_paths",
    "show_menu",
    "ocr",
    "switch_ocr",
    "tell_work_ended",
    "watched_folders",
    "watch_folder",
    "unwatch_folder",
    "begin_erasing",
    "take_back_erasing",
    "finish_erasing",
    "search_candidates",
    "view_query",
    "edit_query",
    "complete_query",
    "more_like",
    "saved_searches",
    "save_search",
    "look_at_saved_search",
    "remove_saved_search",
    "remember_search",
    "past_searches",
    "forget_searches",
    "open_candidate",
    "candidate_file",
    "correct_fact",
    "undo_correction",
    "open_original",
    "find_original",
    "candidate_versions",
    "join_candidates",
    "part_candidates",
    "unsay_same",
    "candidate_triage",
    "decide",
    "tag_candidates",
    "untag_candidates",
    "write_note",
    "rewrite_note",
    "remove_note",
    "undo",
    "redo",
    "journal",
    "pool_tags",
    "decision_reasons",
    "set_decision_reasons",
    "signal_catalogue",
    "list_own_signals",
    "try_own_signal",
    "keep_own_signal",
    "remove_own_signal",
    "import_own_signals",
    "export_own_signals",
    "interview_kit",
    "market_reference",
    "list_roles",
    "role_words",
    "open_role",
    "save_role",
    "remove_role",
    "undo_role",
    "check_role",
    "draft_role",
    "export_role",
    "count_fits",
    "role_from_file",
    "fit_candidate",
    "fit_pool",
    "export_candidates",
    "export_columns",
    "github_status",
    "switch_github",
    "set_github_token",
    "forget_github_token",
    "start_github_sign_in",
    "finish_github_sign_in",
    "cancel_github_sign_in",
    "pause_github",
    "browse_github",
    "queue_github",
    "prefer_github",
    "cancel_github",
    "work_github",
    "candidate_github",
    "import_paths",
    "import_samples",
    "import_again",
    "cancel_import",
    "read_table",
    "preview_table",
    "import_table",
];

/// What the window shows when the page was never built.
const PLACEHOLDER: &str =
    "<!doctype html><title>Candela</title><p>The page is not built: run `npm run build`.</p>";

fn main() {
    let dist = Path::new("../ui/dist");
    if !dist.join("index.html").exists() {
        println!("cargo:warning=ui/dist is missing, so the window will be empty: run `npm run build` first");
        fs::create_dir_all(dist).expect("the working copy is writable");
        fs::write(dist.join("index.html"), PLACEHOLDER).expect("the working copy is writable");
    }
    println!("cargo:rerun-if-changed=../ui/dist");
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .expect("tauri.conf.json and the capabilities are valid");
}
