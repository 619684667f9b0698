//! Many times as a line.

#![expect(clippy::print_stdout, reason = "the line is what the measurements are for")]

use std::time::Duration;

/// Prints median, 99 of 100 and the longest of times in any order; there must be one at least.
pub fn show(what: &str, times: &[Duration]) {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let at = |share: f64| milliseconds(sorted[((sorted.len() - 1) as f64 * share) as usize]);
    println!("{what}: median {:.2} ms, 99 of 100 {:.2} ms, longest {:.2} ms", at(0.5), at(0.99), at(1.0));
}

/// With fractions.
pub fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
