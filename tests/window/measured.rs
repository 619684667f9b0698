//! How the desk feels with ten thousand candidates: the next one after a decision, their page, scrolling, searching while one types,
//! and the memory of all its processes over a morning's decisions.
//!
//! ```sh
//! cargo build --release -p candela-desktop -p candela-cli
//! cargo test --release -p candela-tests --features window --test window -- --ignored --nocapture --test-threads 1 measured start_up
//! ```
//!
//! `CANDELA_MEASURED=100000` asks for as many candidates; `CANDELA_MEASURED_POOL=FOLDER` takes a pool that is there, which it changes.

use std::collections::BTreeMap;
use std::fs;

use serde_json::json;
use thirtyfour::Key;

use crate::app::{Outcome, Window, holds, with_measured};
use crate::start_up::filled_pool;

const DECISIONS: usize = 60;
const SCROLLED_FRAMES: usize = 240;
/// What the project promises: the next candidate, and the longest frame of a scroll.
const NEXT_MS: f64 = 50.0;
const FRAME_MS: f64 = 32.0;
/// What it promises of the next candidate's page.
const DRAWN_MS: f64 = 150.0;
/// What it promises from a key press to the rows.
const TYPED_MS: f64 = 60.0;
/// Decisions over which memory is watched, after so many with which the caches fill.
const WATCHED_DECISIONS: usize = 500;
const WARMING_DECISIONS: usize = 50;
/// Decisions that one script in the page makes; memory is looked at after each.
const AT_ONCE: usize = 10;
/// Decisions over which memory is averaged: it goes up and down with the collector, and with the readers of PDFs, which end after fifty.
const AVERAGED: usize = 100;
/// What the project promises of all processes together, and of how they grow.
const MEMORY_MIB: f64 = 600.0;
const GROWTH: f64 = 1.1;
/// What is typed, a letter at a time.
const TYPED: &str = "python django";
/// What is put in as a whole, as an offer of the list beneath the field is.
const PUT_IN: [&str; 8] = [
    "skill:java",
    "skill:java>=3y",
    "kubernetes",
    "kubernetes aws",
    "\"payment service\"",
    "years:>=5",
    "flag:owned_product",
    "postgres terraform",
];

#[test]
#[ignore = "a measurement: wants release builds and a quiet machine"]
fn measured_decisions_scrolling_and_typing() {
    let pool = filled_pool();
    with_measured(&pool.pool, &pool.home, async |window| {
        window.find("[data-testid=row]").await?;
        let (next, drawn) = decide(window).await?;
        // The page of whoever comes next is drawn meanwhile.
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        // The first scroll is drawn while the page's program is still being made quick.
        scroll(window).await?;
        let frames = scroll(window).await?;
        let typed = type_queries(window).await?;
        holds(typed < TYPED_MS, || format!("{typed:.0} ms from a key to the rows"))?;
        holds(drawn < DRAWN_MS, || format!("{drawn:.0} ms until the page is drawn"))?;
        holds(next < NEXT_MS, || format!("{next:.0} ms until the next candidate"))?;
        holds(frames < FRAME_MS, || format!("a frame of {frames:.0} ms"))
    });
}

#[test]
#[ignore = "a measurement: wants release builds and a quiet machine"]
fn measured_memory_over_a_mornings_decisions() {
    let pool = filled_pool();
    with_measured(&pool.pool, &pool.home, async |window| {
        window.find("[data-testid=row]").await?;
        open_the_queue(window).await?;
        decide_and_search(window, 0, WARMING_DECISIONS).await?;
        let memory = decide_and_search(window, WARMING_DECISIONS, WATCHED_DECISIONS).await?;
        let before = mean(&memory[..AVERAGED / AT_ONCE]);
        let after = mean(&memory[memory.len() - AVERAGED / AT_ONCE..]);
        let most = memory.iter().copied().fold(0.0, f64::max);
        eprintln!(
            "{before:.0} MiB over {AVERAGED} decisions after the first {WARMING_DECISIONS}, \
             {after:.0} MiB over the last {AVERAGED} of {WATCHED_DECISIONS}, {most:.0} MiB at most"
        );
        holds(most < MEMORY_MIB && after < before * GROWTH, || {
            format!("{before:.0} MiB became {after:.0} MiB, {most:.0} at most")
        })
    });
}

async fn open_the_queue(window: &Window) -> Outcome {
    window.press(Key::Home).await?;
    window.press(Key::Enter).await?;
    window.find("[data-testid=candidate-name]").await?;
    window.press("q").await
}

/// Decides in the queue, each time once the next candidate is drawn; the medians from the key to the next candidate's name and to
/// their page on the screen.
async fn decide(window: &Window) -> Outcome<(f64, f64)> {
    open_the_queue(window).await?;
    let measure = "window.measured = []; window.drawn = [];
        const name = () => document.querySelector('[data-testid=candidate-name]')?.textContent
            + document.querySelector('[data-testid=row][aria-current=true]')?.id;
        const isDrawn = () => document.querySelector('[data-testid=page-drawn] canvas, .sheets > .sheet') !== null;
        const decide = left => {
            if (left === 0) return;
            const before = name(), began = performance.now();
            document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'm', bubbles: true }));
            let named = false;
            const look = () => {
                if (name() === before) return requestAnimationFrame(look);
                if (!named) named = window.measured.push(performance.now() - began) > 0;
                if (!isDrawn()) return requestAnimationFrame(look);
                window.drawn.push(performance.now() - began);
                // A recruiter reads before the next decision; what comes next is fetched meanwhile.
                setTimeout(() => decide(left - 1), 300);
            };
            requestAnimationFrame(look);
        };
        decide(arguments[0])";
    window.ask(measure, vec![json!(DECISIONS)]).await?;
    let next = told(window, "key to the next candidate", "measured", DECISIONS).await?;
    let drawn = told(window, "key to their page", "drawn", DECISIONS).await?;
    Ok((median(&next), median(&drawn)))
}

/// Decides so often, three times a second; searches, goes on, and comes back to everybody after every twentieth of all that were
/// made. The memory after every `AT_ONCE`, in MiB.
async fn decide_and_search(window: &Window, made: usize, decisions: usize) -> Outcome<Vec<f64>> {
    let work = "window.done = 0;
        const press = key => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
        const type = text => {
            const box = document.querySelector('[data-testid=search]');
            box.value = text;
            box.dispatchEvent(new InputEvent('input', { bubbles: true }));
        };
        const [decisions, queries, made] = arguments;
        const step = () => {
            const number = made + window.done;
            press(['s', 'm', 'r', 'm', 'u'][number % 5]);
            if (number % 20 === 10) type(queries[((number - 10) / 20) % queries.length]);
            if (number % 20 === 15) type('');
            if (++window.done < decisions) setTimeout(step, 330);
        };
        step()";
    let mut memory = Vec::new();
    for made in (made..made + decisions).step_by(AT_ONCE) {
        window.ask(work, vec![json!(AT_ONCE), json!(PUT_IN), json!(made)]).await?;
        window.until("all is decided", "return window.done >= arguments[0]", vec![json!(AT_ONCE)]).await?;
        memory.push(memory_mib(window.driver));
    }
    Ok(memory)
}

/// The memory of all processes that a process started, in MiB; what several share is counted once.
fn memory_mib(driver: u32) -> f64 {
    let stats = fs::read_dir("/proc").into_iter().flatten().filter_map(Result::ok).filter_map(|process| {
        let number: u32 = process.file_name().to_str()?.parse().ok()?;
        let stat = fs::read_to_string(process.path().join("stat")).ok()?;
        let parent = stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok()?;
        Some((number, parent))
    });
    let parents: BTreeMap<u32, u32> = stats.collect();
    let descends = |process: u32| {
        std::iter::successors(Some(process), |number| parents.get(number).copied())
            .skip(1)
            .any(|above| above == driver)
    };
    let kib = |process: u32| {
        let memory = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
        memory
            .lines()
            .find_map(|line| line.strip_prefix("Pss:"))?
            .trim()
            .strip_suffix(" kB")?
            .parse::<f64>()
            .ok()
    };
    parents.keys().filter(|process| descends(**process)).filter_map(|process| kib(*process)).sum::<f64>()
        / 1024.0
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
    let frames = told(window, "frame of a scroll", "measured", SCROLLED_FRAMES).await?;
    let long = frames.iter().skip(1).filter(|frame| **frame > FRAME_MS).count();
    eprintln!("{long} frames of more than {FRAME_MS} ms");
    Ok(frames.into_iter().skip(1).fold(0.0, f64::max))
}

/// Types queries into the search; the median from the key to the frame in which the rows that answer it are drawn.
async fn type_queries(window: &Window) -> Outcome<f64> {
    // As the keyboard does it: a value that a script sets has the whole window painted anew where the field has the focus.
    let measure = "window.measured = [];
        const box = document.querySelector('[data-testid=search]');
        box.focus();
        const type = ([first, ...rest]) => {
            if (first === undefined) return;
            if (first.whole) box.select();
            const began = performance.now();
            document.execCommand('insertText', false, first.text);
            const typed = box.value;
            const look = () => {
                if (document.querySelector('[data-answered]').dataset.answered !== typed) return requestAnimationFrame(look);
                // Once this frame is drawn.
                setTimeout(() => {
                    window.measured.push(performance.now() - began);
                    setTimeout(() => type(rest), 500);
                }, 0);
            };
            requestAnimationFrame(look);
        };
        type([...arguments[0]].map(text => ({ text })).concat(arguments[1].map(text => ({ text, whole: true }))))";
    window.ask(measure, vec![json!(TYPED), json!(PUT_IN)]).await?;
    told(window, "key to the rows", "measured", TYPED.len() + PUT_IN.len()).await.map(|times| median(&times))
}

/// Waits for so many times in a variable of the page, and prints them.
async fn told(window: &Window, what: &str, variable: &str, count: usize) -> Outcome<Vec<f64>> {
    for _ in 0..8000 {
        let measured = window.ask("return window[arguments[0]]", vec![json!(variable)]).await?;
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

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn median(times: &[f64]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}
