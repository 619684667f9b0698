//! How the window is drawn.

/// On Linux without a graphics processor, as in a virtual machine or on a remote desktop, the web view must not put layers together:
/// a stand-in for such a processor took two to three times as long a frame (`benches/RESULTS.md`). To be called before anything else of the window;
/// whoever has set the variable keeps their choice.
pub(crate) fn choose() {
    #[cfg(target_os = "linux")]
    if !has_graphics_processor() {
        // Without it, it is slower and no worse.
        let _ = webkit2gtk::glib::setenv("WEBKIT_DISABLE_COMPOSITING_MODE", "1", false);
    }
}

/// Whether the kernel offers something to render with.
#[cfg(target_os = "linux")]
fn has_graphics_processor() -> bool {
    let Ok(nodes) = std::fs::read_dir("/dev/dri") else { return false };
    nodes.flatten().any(|node| node.file_name().to_string_lossy().starts_with("renderD"))
}
