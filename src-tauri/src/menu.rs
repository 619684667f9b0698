//! The menus of the system. What stands in them is told by the page, whose list of commands is the only one.

use tauri::AppHandle;
use tauri::menu::{Menu, SubmenuBuilder};

use crate::wire::MenuGroup;

/// Shows these menus, or none.
pub(crate) fn show(app: &AppHandle, groups: &[MenuGroup]) -> tauri::Result<()> {
    if groups.is_empty() && !cfg!(target_os = "macos") {
        app.remove_menu()?;
        return Ok(());
    }
    // A Mac has its own menus besides, by which one quits and copies.
    let menu = if cfg!(target_os = "macos") { Menu::default(app)? } else { Menu::new(app)? };
    for group in groups {
        let submenu = SubmenuBuilder::new(app, &group.title);
        let submenu = group.items.iter().fold(submenu, |menu, item| menu.text(&item.command, &item.label));
        menu.append(&submenu.build()?)?;
    }
    app.set_menu(menu)?;
    Ok(())
}
