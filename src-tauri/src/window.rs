//! Opens the window: plugins, state, and the one list of commands.

use candela_pool::Cancel;
use tauri::{App, AppHandle, Manager};

use crate::commands::{candidate, import, interview, pool, search, signals, triage};
use crate::desk::Desk;

/// Runs until the window is closed.
pub(crate) fn run() -> tauri::Result<()> {
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| come_forward(app)))
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .setup(set_up)
        .invoke_handler(tauri::generate_handler![
            pool::pool_overview,
            search::search_candidates,
            candidate::open_candidate,
            candidate::candidate_file,
            candidate::correct_fact,
            candidate::undo_correction,
            triage::candidate_triage,
            triage::decide,
            triage::tag_candidates,
            triage::untag_candidates,
            triage::write_note,
            triage::rewrite_note,
            triage::remove_note,
            triage::undo,
            triage::redo,
            triage::journal,
            triage::pool_tags,
            triage::decision_reasons,
            triage::set_decision_reasons,
            signals::signal_catalogue,
            interview::interview_kit,
            interview::market_reference,
            import::import_paths,
            import::import_samples,
            import::import_again,
            import::cancel_import,
        ])
        .run(tauri::generate_context!())
}

fn set_up(app: &mut App) -> Result<(), Box<dyn std::error::Error>> {
    let desk = Desk::new(std::env::current_exe()?)?;
    app.manage(desk.clone());
    // The first search need not wait for an index that fell behind, nor anybody for what older rules have read. What goes
    // wrong is told to whoever searches.
    tauri::async_runtime::spawn_blocking(move || {
        desk.pool().map(|pool| {
            pool.catch_up_index().and_then(|()| pool.reread(&mut |_| {}, &Cancel::default())).map(|_| ())
        })
    });
    Ok(())
}

/// A second start of the program shows the window that is there.
fn come_forward(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        // A window that cannot come forward is still there to be clicked.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}
