//! How the desk feels with ten thousand candidates: the next one after a decision, scrolling, and searching while one types.
//!
//! ```sh
//! cargo build --release -p candela-desktop -p candela-cli
//! xvfb-run -a cargo test --release -p candela-tests --features window --test window -- --ignored --nocapture --test-threads 1 measured start_up
//! ```
//!
//! `CANDELA_MEASURED=100000` asks for as many candidates.

use serde_json::json;
use thirtyfour::Key;

use crate::app::{Outcome, Window, holds, with_measured};
use crate::start_up::filled_pool;

const DECISIONS: usize = 60;
const SCROLLED_FRAMES: usize = 240;
/// What the project promises: the next candidate, and the longest frame of a scroll.
const NEXT_MS: f64 = 50.0;
const FRAME_MS: f64 = 32.0;
/// What it promises from a key press to the rows.
const TYPED_MS: f64 = 60.0;
/// What is typed, a letter or more at a time.
const TYPED: [&str; 12] = [
    "p",
    "py",
    "python",
    "python d",
    "python django",
    "skill:java",
    "skill:java>=3y",
    "kubernetes",
    "kubernetes aws",
    "\"payment service\"",
    "years:>=5",
    "flag:owned_product",
];

#[test]
#[ignore = "a measurement: wants release builds and a quiet machine"]
fn measured_decisions_scrolling_and_typing() {
    let pool = filled_pool();
    with_measured(&pool.pool, &pool.home, async |window| {
        window.find("[data-testid=row]").await?;
        let next = decide(window).await?;
        let frames = scroll(window).await?;
        let typed = type_queries(window).await?;
        holds(typed < TYPED_MS, || format!("{typed:.0} ms from a key to the rows"))?;
        holds(next < NEXT_MS, || format!("{next:.0} ms until the next candidate"))?;
        holds(frames < FRAME_MS, || format!("a frame of {frames:.0} ms"))
    });
}

/// Decides in the queue, each time once the next candidate is drawn; the median from the key to the next candidate's name on
/// the screen.
async fn decide(window: &Window) -> Outcome<f64> {
    window.press(Key::Home).await?;
    window.press(Key::Enter).await?;
    window.find("[data-testid=candidate-name]").await?;
    window.press("q").await?;
    let measure = "window.measured = [];
        const name = () => document.querySelector('[data-testid=candidate-name]')?.textContent
            + document.querySelector('[data-testid=row][aria-current=true]')?.id;
        const decide = left => {
            if (left === 0) return;
            const before = name(), began = performance.now();
            document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'm', bubbles: true }));
            const look = () => {
                if (name() === before) return requestAnimationFrame(look);
                window.measured.push(performance.now() - began);
                // A recruiter reads before the next decision; what comes next is fetched meanwhile.
                setTimeout(() => decide(left - 1), 300);
            };
            requestAnimationFrame(look);
        };
        decide(arguments[0])";
    window.ask(measure, vec![json!(DECISIONS)]).await?;
    told(window, "key to the next candidate", DECISIONS).await.map(|times| median(&times))
}

/// Scrolls through the list by a third of a screen a frame; the longest frame but the very first.
async fn scroll(window: &Window) -> Outcome<f64> {
    let measure = "window.measured = [];
        const list = [...document.querySelectorAll('[role=listbox] *')].find(it => it.scrollHeight > it.clientHeight * 4);
        let last = null;
        const step = now => {
            if (last !== null) window.measured.push(now - last);
            last = now;
            list.scrollTop += 240;
            if (window.measured.length < arguments[0]) requestAnimationFrame(step);
        };
        requestAnimationFrame(step)";
    window.ask(measure, vec![json!(SCROLLED_FRAMES)]).await?;
    let frames = told(window, "frame of a scroll", SCROLLED_FRAMES).await?;
    let long = frames.iter().skip(1).filter(|frame| **frame > FRAME_MS).count();
    eprintln!("{long} frames of more than {FRAME_MS} ms");
    Ok(frames.into_iter().skip(1).fold(0.0, f64::max))
}

/// Types queries into the search; the median from the key to the frame in which the rows that answer it are drawn.
async fn type_queries(window: &Window) -> Outcome<f64> {
    let measure = "window.measured = [];
        const box = document.querySelector('[data-testid=search]');
        const type = left => {
            if (left.length === 0) return;
            const began = performance.now();
            box.value = left[0];
            box.dispatchEvent(new InputEvent('input', { bubbles: true }));
            const look = () => {
                if (document.querySelector('[data-answered]').dataset.answered !== left[0]) return requestAnimationFrame(look);
                // Once this frame is drawn.
                requestAnimationFrame(() => {
                    window.measured.push(performance.now() - began);
                    setTimeout(() => type(left.slice(1)), 500);
                });
            };
            requestAnimationFrame(look);
        };
        type(arguments[0])";
    window.ask(measure, vec![json!(TYPED)]).await?;
    told(window, "key to the rows", TYPED.len()).await.map(|times| median(&times))
}

/// Waits for so many measured times and prints them.
async fn told(window: &Window, what: &str, count: usize) -> Outcome<Vec<f64>> {
    for _ in 0..2400 {
        let measured = window.ask("return window.measured", vec![]).await?;
        let times: Vec<f64> = serde_json::from_value(measured).map_err(|error| error.to_string())?;
        if times.len() >= count {
            let longest = times.iter().copied().fold(0.0, f64::max);
            eprintln!("{what}: {:.1} ms (median of {count}; the longest {longest:.1})", median(&times));
            return Ok(times);
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    Err(format!("{what} was not measured"))
}

fn median(times: &[f64]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}
