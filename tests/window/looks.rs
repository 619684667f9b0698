//! Every screen in both looks: pictures for somebody to judge, and held to the rules of accessibility, colours among them.

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::app::{Outcome, Window, holds, with_opened};
use crate::journey::{open_the_first, search_two_words};

/// A screen: what leads to it, and what is there then.
struct Screen {
    name: &'static str,
    way: &'static [Way],
    shows: &'static str,
}

/// One step on the way to a screen.
enum Way {
    Keys(&'static str),
    Control(char),
    Click(&'static str),
    Delete,
    Escape,
}

use Way::{Click, Control, Delete, Escape, Keys};

const SCREENS: &[Screen] = &[
    Screen { name: "candidate", way: &[], shows: "[data-testid=card]" },
    Screen { name: "facts", way: &[Click("[data-tab=facts]")], shows: "[data-testid=bar]" },
    Screen {
        name: "github",
        way: &[Click("[data-tab=github]")],
        shows: "[data-tab=github][aria-selected=true]",
    },
    Screen { name: "fit", way: &[Click("[data-tab=fit]")], shows: "[data-tab=fit][aria-selected=true]" },
    Screen { name: "interview", way: &[Click("[data-tab=kit]")], shows: "[data-testid=question]" },
    Screen { name: "notes", way: &[Click("[data-tab=notes]")], shows: "[role=tabpanel] textarea" },
    Screen { name: "versions", way: &[Click("[data-tab=versions]")], shows: "[data-testid=version]" },
    Screen { name: "tag", way: &[Escape, Keys("t")], shows: "[data-testid=tag-input]" },
    Screen { name: "reason", way: &[Escape, Keys("w")], shows: "dialog[open]" },
    Screen { name: "erase", way: &[Escape, Delete], shows: "[data-testid=erase]" },
    Screen { name: "export", way: &[Escape, Control('e')], shows: "[data-testid=export-now]" },
    Screen { name: "palette", way: &[Escape, Control('k')], shows: "[data-testid=palette-input]" },
    Screen { name: "settings", way: &[Escape, Control(',')], shows: "[data-testid=watch-input]" },
    Screen { name: "compare", way: &[Escape, Keys("XxjxKjc")], shows: "[data-testid=compare]" },
    Screen {
        name: "roles",
        way: &[Escape, Keys("2"), Click("[data-testid=new-role]")],
        shows: "[data-testid=role-form]",
    },
    Screen { name: "insights", way: &[Escape, Escape, Keys("3")], shows: "[data-testid=insight] canvas" },
    Screen {
        name: "own-signals",
        way: &[Keys("4"), Click("[data-testid=new-own]")],
        shows: "[data-testid=own-form]",
    },
    Screen { name: "data", way: &[Escape, Escape, Keys("5")], shows: "[data-testid=period]" },
    Screen { name: "help", way: &[Keys("?")], shows: "[data-testid=looked-for]" },
];

const TABLE: &str = "Candidate;E-mail;Resume;Comments;Stage;Applied on\nAda Brandt;ada.brandt@example.org;cv/ada.txt;Called on Monday, \
    likes small teams;phone screen;2026-03-01\nBela Conti;bela@example.org;cv/bela.txt;;new;2026-03-02\nCy Okafor;cy@example.org;\
    cv/gone.txt;;new;2026-03-04\n";

#[test]
fn every_screen_is_looked_at_and_keeps_the_rules() {
    for theme in ["light", "dark"] {
        let (pool, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let table = export(home.path());
        with_opened(pool.path(), home.path(), &[&table], async |window| {
            // The table waits for its columns to be explained while the pool is still empty.
            window.find("[data-testid=table-now]:enabled").await?;
            choose(window, theme).await?;
            let mut faults = Vec::new();
            look(window, "table", theme, &mut faults).await?;
            window.press(Key::Escape).await?;
            look(window, "first-start", theme, &mut faults).await?;
            window.click("[data-testid=samples]").await?;
            window.find("[data-testid=report]").await?;
            look(window, "report", theme, &mut faults).await?;
            search_two_words(window).await?;
            open_the_first(window).await?;
            window.press(Key::Escape).await?;
            for screen in SCREENS {
                go(window, screen).await?;
                look(window, screen.name, theme, &mut faults).await?;
            }
            if theme == "light" {
                window.press(Key::Escape).await?;
                window.press("1").await?;
                twice_as_large(window, &mut faults).await?;
            }
            holds(faults.is_empty(), || faults.join("\n"))
        });
    }
}

/// A table with the files that it names.
fn export(home: &Path) -> std::path::PathBuf {
    let folder = home.join("export");
    fs::create_dir_all(folder.join("cv")).unwrap();
    for name in ["ada", "bela"] {
        fs::write(folder.join(format!("cv/{name}.txt")), format!("{name}\nBackend developer\n")).unwrap();
    }
    let table = folder.join("applicants.csv");
    fs::write(&table, TABLE).unwrap();
    table
}

/// The look is kept by the page, as the key for it would; a dialog is open and has no keys.
async fn choose(window: &Window, theme: &str) -> Outcome {
    let set = "document.documentElement.dataset.theme = arguments[0]; localStorage.setItem('candela.theme', arguments[0]);";
    window.ask(set, vec![json!(theme)]).await?;
    let painted =
        "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
    window.ask(painted, vec![]).await.map(drop)
}

async fn go(window: &Window, screen: &Screen) -> Outcome {
    walk(window, screen).await.map_err(|error| format!("on the way to {}: {error}", screen.name))
}

async fn walk(window: &Window, screen: &Screen) -> Outcome {
    for way in screen.way {
        match way {
            Keys(keys) => window.press(*keys).await?,
            Control(key) => window.press_with_control(*key).await?,
            Click(css) => window.click(css).await?,
            Delete => window.press(Key::Delete).await?,
            Escape => {
                window.press(Key::Escape).await?;
                window
                    .until("no dialog is open", "return document.querySelector('dialog') === null", vec![])
                    .await?;
            }
        }
    }
    window.find(screen.shows).await.map(drop)
}

/// Keeps a picture, and what breaks the rules seriously.
async fn look(window: &Window, name: &str, theme: &str, faults: &mut Vec<String>) -> Outcome {
    window.screenshot(&format!("look-{name}-{theme}")).await?;
    for fault in broken(window).await? {
        faults.push(format!("{name} {theme}: {fault}"));
    }
    Ok(())
}

/// What axe calls serious or critical on the screen.
async fn broken(window: &Window) -> Outcome<Vec<String>> {
    if window.ask("return window.axe === undefined", vec![]).await? == json!(true) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../node_modules/axe-core/axe.min.js");
        let source =
            fs::read_to_string(path).map_err(|error| format!("axe-core is not installed: {error}"))?;
        window.ask(&source, vec![]).await?;
    }
    let run = "window.found = undefined;
        axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => {
            window.found = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
                .flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`));
        }, error => { window.found = [String(error)]; });";
    window.ask(run, vec![]).await?;
    window.until("axe has looked", "return window.found !== undefined", vec![]).await?;
    let found: Value = window.ask("return window.found", vec![]).await?;
    serde_json::from_value(found).map_err(|error| error.to_string())
}

/// With text at twice its size nothing is cut off to the side, and what matters is still there.
async fn twice_as_large(window: &Window, faults: &mut Vec<String>) -> Outcome {
    for _ in 0..5 {
        window.press_with_control('+').await?;
    }
    let half = "return innerWidth <= 720";
    window.until("everything is twice as large", half, vec![]).await?;
    look(window, "twice", "light", faults).await?;
    let whole = "return document.scrollingElement.scrollWidth <= innerWidth
        && [...document.querySelectorAll('.tools button, [data-testid=tab], [data-testid=decide]')].every(it => {
            const box = it.getBoundingClientRect();
            return box.width === 0 || box.right <= innerWidth + 1;
        })";
    holds(window.ask(whole, vec![]).await? == json!(true), || {
        "at twice the size something is cut off".into()
    })?;
    window.press_with_control('0').await
}
