//! Opens the window: plugins, state, and the one list of commands.

use std::thread;
use std::time::Duration;

use tauri::webview::PageLoadEvent;
use tauri::{App, AppHandle, Context, Emitter, Manager, RunEvent, UserAttentionType, Window, WindowEvent};
use tauri_plugin_window_state::StateFlags;

use crate::backing_up;
use crate::commands::{
    backup, candidate, duties, engine, erase, export, github, import, interview, keeping, pool, roles, same,
    search, signals, system, table, team, triage, vault, watch,
};
use crate::desk::Desk;
use crate::graphics;
use crate::log;
use crate::memory;
use crate::opened::{self, Opened};
use crate::rereading::{self, Rereading};
use crate::team as following;
use crate::watching::Watching;

/// How long a window stays hidden whose page does not load.
const LONGEST_LOADING: Duration = Duration::from_secs(5);

/// Runs until the window is closed.
pub(crate) fn run() -> tauri::Result<()> {
    memory::choose();
    graphics::choose();
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            opened::open(app, opened::files(arguments.into_iter().map(Into::into), folder.as_ref()));
            come_forward(app);
        }))
        .plugin(
            tauri_plugin_window_state::Builder::default()
                // The window is shown once its page is loaded.
                .with_state_flags(StateFlags::all() & !StateFlags::VISIBLE)
                .build(),
        )
        .plugin(tauri_plugin_dialog::init())
        .setup(set_up)
        .on_page_load(|page, load| {
            if load.event() == PageLoadEvent::Finished {
                appear(page.app_handle());
            }
        })
        .on_menu_event(|app, event| {
            // A page that is being loaded has no commands yet.
            let _ = app.emit("menu", event.id().as_ref());
        })
        .on_window_event(attend)
        .invoke_handler(tauri::generate_handler![
            pool::pool_overview,
            vault::pool_lock,
            vault::unlock_pool,
            vault::lock_pool,
            vault::encrypt_pool,
            vault::decrypt_pool,
            vault::change_passphrase,
            vault::remember_pool,
            team::team_stand,
            team::team_conflicts,
            team::keep_mine,
            team::keep_theirs,
            team::look_at_candidate,
            team::choose_team,
            team::log_in_to_team,
            engine::engine_stand,
            engine::give_engine,
            engine::log_in_to_engine,
            engine::remove_engine,
            team::choose_no_team,
            erase::begin_erasing,
            erase::take_back_erasing,
            erase::finish_erasing,
            keeping::retention,
            keeping::keep_for,
            keeping::keep_by,
            keeping::recognise_erased,
            keeping::too_early,
            keeping::candidate_kept,
            keeping::hold_candidates,
            keeping::release_candidates,
            keeping::save_access_report,
            keeping::save_log,
            duties::statement,
            duties::set_contact,
            duties::save_statement,
            duties::impact,
            duties::save_impact,
            backup::backups,
            backup::back_up,
            backup::is_backup_locked,
            backup::restore_backup,
            search::search_candidates,
            search::keep_place,
            search::found_candidates,
            search::view_query,
            search::edit_query,
            search::complete_query,
            search::more_like,
            search::saved_searches,
            search::save_search,
            search::look_at_saved_search,
            search::remove_saved_search,
            search::remember_search,
            search::past_searches,
            search::forget_searches,
            candidate::open_candidate,
            candidate::candidate_file,
            candidate::correct_fact,
            candidate::undo_correction,
            candidate::open_original,
            candidate::find_original,
            same::candidate_versions,
            same::join_candidates,
            same::part_candidates,
            same::unsay_same,
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
            signals::list_own_signals,
            signals::try_own_signal,
            signals::keep_own_signal,
            signals::remove_own_signal,
            signals::import_own_signals,
            signals::export_own_signals,
            interview::interview_kit,
            interview::market_reference,
            roles::list_roles,
            roles::role_words,
            roles::open_role,
            roles::save_role,
            roles::remove_role,
            roles::undo_role,
            roles::check_role,
            roles::draft_role,
            roles::export_role,
            roles::count_fits,
            roles::role_from_file,
            roles::fit_candidate,
            roles::fit_pool,
            export::export_candidates,
            export::export_columns,
            github::github_status,
            github::switch_github,
            github::set_github_token,
            github::forget_github_token,
            github::start_github_sign_in,
            github::finish_github_sign_in,
            github::cancel_github_sign_in,
            github::pause_github,
            github::browse_github,
            github::queue_github,
            github::prefer_github,
            github::cancel_github,
            github::work_github,
            github::candidate_github,
            import::import_paths,
            import::import_samples,
            import::import_again,
            import::cancel_import,
            table::read_table,
            table::preview_table,
            table::import_table,
            system::diagnostics,
            system::opened_paths,
            system::show_menu,
            system::ocr,
            system::switch_ocr,
            system::tell_work_ended,
            system::set_zoom,
            watch::watched_folders,
            watch::watch_folder,
            watch::unwatch_folder,
        ])
        .build(context())?
        .run(|app, event| match event {
            RunEvent::Exit => app.state::<Desk>().close(),
            event => open_by_event(app, &event),
        });
    Ok(())
}

/// Shows the window, once its page is loaded. One that is shown sooner is empty, and on Linux mostly waits half a second for its page to
/// draw, which waits for what the window has still to give it.
fn appear(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        // What cannot be shown by itself is shown by whoever asks for it.
        let _ = window.show();
    }
}

/// Shows the window also when its page has not loaded for so long: nobody is to wonder whether the program has started.
fn appear_anyway(app: &AppHandle) {
    let app = app.clone();
    thread::spawn(move || {
        thread::sleep(LONGEST_LOADING);
        appear(&app);
    });
}

/// The configuration with the page.
pub(crate) fn context() -> Context {
    tauri::generate_context!()
}

fn set_up(app: &mut App) -> Result<(), Box<dyn std::error::Error>> {
    let desk = Desk::new(std::env::current_exe()?)?;
    if let Ok(folder) = app.path().app_log_dir() {
        log::open(&folder, desk.now());
    }
    app.manage(desk);
    let folder = std::env::current_dir().unwrap_or_default();
    app.manage(Opened::by_arguments(std::env::args_os(), &folder));
    app.manage(Rereading::default());
    app.manage(Watching::start(app.handle()));
    appear_anyway(app.handle());
    // The first search need not wait for an index that fell behind, nor anybody for what older rules have read.
    rereading::start(app.handle());
    backing_up::start(app.handle());
    following::start(app.handle());
    Ok(())
}

fn attend(window: &Window, event: &WindowEvent) {
    match event {
        // Rules, packs and skills may have been edited by hand or by the command while the window was behind another.
        WindowEvent::Focused(true) => rereading::start(window.app_handle()),
        WindowEvent::Destroyed => finish_erasing(&window.state::<Desk>()),
        _ => {}
    }
}

/// Closing the window ends the moment in which erasing could be taken back.
fn finish_erasing(desk: &Desk) {
    let erased = desk.finish_erasing();
    if let Err(failure) = erased {
        log::note("not erased when the window closed");
        eprintln!("candidates were not erased: {failure}");
    }
}

/// A Mac gives files by an event, other systems by arguments.
#[cfg(target_os = "macos")]
fn open_by_event(app: &AppHandle, event: &RunEvent) {
    if let RunEvent::Opened { urls } = event {
        opened::open(app, urls.iter().filter_map(|url| url.to_file_path().ok()).collect());
    }
}

#[cfg(not(target_os = "macos"))]
fn open_by_event(_: &AppHandle, _: &RunEvent) {}

/// Long work has ended: the system marks the program where its window is not the one that is looked at. Whether it is not.
pub(crate) fn ask_for_attention(app: &AppHandle) -> bool {
    let Some(window) = app.get_webview_window("main") else { return false };
    let is_behind = !window.is_focused().unwrap_or(true);
    if is_behind {
        // A system that marks nothing has nothing to say.
        let _ = window.request_user_attention(Some(UserAttentionType::Informational));
    }
    is_behind
}

/// A second start of the program shows the window that is there.
fn come_forward(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        // A window that cannot come forward is still there to be clicked.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}
