//! `candela-desktop update`: a newer version, asked for by hand. In no build that does not ask for the feature `updater`.

use tauri_plugin_updater::UpdaterExt;

use crate::window;

/// Makes this binary look for a newer version of itself, as nothing else does.
pub(crate) const UPDATE: &str = "update";

/// Installs the newest version, where it is newer than this one and its signature is that of the key this one was built with. Answers
/// what there is to tell.
pub(crate) fn run() -> Result<String, Box<dyn std::error::Error>> {
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_updater::Builder::new().build())
        .build(window::context())?;
    let updater = app.updater()?;
    let Some(newer) = tauri::async_runtime::block_on(updater.check())? else {
        return Ok(format!("{} is the newest version", app.package_info().version));
    };
    tauri::async_runtime::block_on(newer.download_and_install(|_, _| {}, || {}))?;
    Ok(format!("{} is installed", newer.version))
}
