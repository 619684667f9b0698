//! Notifications of the system.

use notify_rust::Notification;

/// Shows a notification; false where no service of the system does that. May take a while, so it is not asked on the window's
/// own thread.
pub(crate) fn show(title: &str, body: &str) -> bool {
    let mut notification = Notification::new();
    notification.appname("Candela").summary(title).body(&plain(body)).icon("candela");
    notification.show().is_ok()
}

/// Many services read a little HTML; what is said here is text.
fn plain(body: &str) -> String {
    body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_text() {
        assert_eq!(plain("Added: 3 <b>& more</b>"), "Added: 3 &lt;b&gt;&amp; more&lt;/b&gt;");
    }
}
