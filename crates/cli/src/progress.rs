//! How far an index is brought up to date, shown where that takes long.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// From how many missing candidates on it takes long enough to be shown.
const LONG: u64 = 1000;

/// Does `work`, which tells how many candidates are missing still, under a bar named `what`.
pub(crate) fn shown(
    what: &str,
    work: impl FnOnce(&mut dyn FnMut(usize) -> bool) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let bar = ProgressBar::hidden();
    let style = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}, {eta} left");
    bar.set_style(style.expect("the template is right"));
    bar.set_message(what.to_owned());
    let done = work(&mut |missing| {
        let missing = missing as u64;
        if bar.length().is_none_or(|length| length == 0) {
            bar.set_length(missing);
            if missing >= LONG {
                bar.set_draw_target(ProgressDrawTarget::stderr());
            }
        }
        bar.set_position(bar.length().unwrap_or(missing).saturating_sub(missing));
        true
    });
    bar.finish_and_clear();
    done
}
