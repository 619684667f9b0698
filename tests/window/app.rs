//! The application under a driver, in folders of its own.

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::TypingData;
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::extensions::query::ElementPollerWithTimeout;
use thirtyfour::prelude::*;

/// What went wrong, in words. A body that panicked would leave the window open until the driver gives it up.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// How long anything on the screen may take to appear.
const PATIENCE: Duration = Duration::from_secs(90);
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Starts the window over an empty pool, runs the body, closes the window, then tells how it went.
pub(crate) fn with_app(body: impl AsyncFnOnce(&Window) -> Outcome) {
    let (pool, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    with_pool(pool.path(), home.path(), body);
}

/// The same over the pool in a folder, for somebody whose settings and caches lie in `home`.
pub(crate) fn with_pool(pool: &Path, home: &Path, body: impl AsyncFnOnce(&Window) -> Outcome) {
    with_opened(pool, home, &[], body);
}

/// The same, with files that the system opens it with.
pub(crate) fn with_opened(
    pool: &Path,
    home: &Path,
    files: &[&Path],
    body: impl AsyncFnOnce(&Window) -> Outcome,
) {
    with_drawn(pool, home, files, &[], Drawn::Layers, body);
}

/// The same with more in its environment, such as who sits before it.
pub(crate) fn with_environment(
    pool: &Path,
    home: &Path,
    environment: &[(&str, &OsStr)],
    body: impl AsyncFnOnce(&Window) -> Outcome,
) {
    with_drawn(pool, home, &[], environment, Drawn::Layers, body);
}

/// The same, started as the packages' menu entry does and drawn as the product chooses, to be measured; no pictures can be taken.
pub(crate) fn with_measured(pool: &Path, home: &Path, body: impl AsyncFnOnce(&Window) -> Outcome) {
    let entry = include_str!("../../src-tauri/package/candela.desktop");
    let exec = entry.lines().find_map(|line| line.strip_prefix("Exec=env ")).unwrap();
    let given: Vec<_> = exec.split(' ').filter_map(|word| word.split_once('=')).collect();
    let environment: Vec<_> = given.iter().map(|(name, value)| (*name, OsStr::new(value))).collect();
    with_drawn(pool, home, &[], &environment, Drawn::AsChosen, body);
}

/// How the window draws.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Drawn {
    /// As with a graphics processor: the driver waits for ever for a picture of a window without layers.
    Layers,
    AsChosen,
}

fn with_drawn(
    pool: &Path,
    home: &Path,
    files: &[&Path],
    environment: &[(&str, &OsStr)],
    drawn: Drawn,
    body: impl AsyncFnOnce(&Window) -> Outcome,
) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let driver = Driver::start(pool, home, environment, drawn);
    let outcome = runtime.block_on(async {
        let session = driver.session(files).await?;
        let window = Window { session, driver: driver.process.id() };
        let outcome = body(&window).await;
        if outcome.is_err() && drawn == Drawn::Layers {
            let _ = window.screenshot("failed").await;
        }
        window.session.quit().await.map_err(in_words)?;
        outcome
    });
    drop(driver);
    if let Err(message) = outcome {
        panic!("{message}");
    }
}

/// A driver process, and the screen that it has with its window alone: of two windows on one screen without anybody who manages them, each
/// takes the other's keys when it comes or goes. The window outlives the driver and ends with the screen.
struct Driver {
    process: Child,
    port: u16,
    _screen: Screen,
}

/// A display that nobody sees.
struct Screen {
    process: Child,
    name: String,
}

impl Screen {
    fn start() -> Self {
        let mut process = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed (Debian: xvfb)");
        let mut number = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Self { process, name: format!(":{}", number.trim()) }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Driver {
    fn start(pool: &Path, home: &Path, environment: &[(&str, &OsStr)], drawn: Drawn) -> Self {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let screen = Screen::start();
        let mut command = Command::new("WebKitWebDriver");
        if drawn == Drawn::Layers {
            command.env("WEBKIT_DISABLE_COMPOSITING_MODE", "0");
        }
        let process = command
            .arg(format!("--port={port}"))
            .env("DISPLAY", &screen.name)
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("CANDELA_POOL", pool)
            .env("CANDELA_KEYCHAIN", "off")
            .env_remove("CANDELA_GITHUB_TOKEN")
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .envs(environment.iter().copied())
            .stdout(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver is installed (Debian: webkit2gtk-driver)");
        let driver = Self { process, port, _screen: screen };
        let started = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            assert!(started.elapsed() < PATIENCE, "the driver does not listen");
            std::thread::sleep(LOOK_EVERY);
        }
        driver
    }

    async fn session(&self, files: &[&Path]) -> Outcome<WebDriver> {
        let mut wanted = Capabilities::new();
        let options = json!({ "binary": built("candela-desktop"), "args": files });
        wanted.set("webkitgtk:browserOptions", options).map_err(in_words)?;
        // The client wants ciphers to be chosen, though the driver is on this machine.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let poller = ElementPollerWithTimeout::new(PATIENCE, LOOK_EVERY);
        WebDriver::builder(format!("http://127.0.0.1:{}", self.port), wanted)
            .poller(std::sync::Arc::new(poller))
            .connect()
            .await
            .map_err(in_words)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A program of the workspace beside this test, as `cargo build` leaves it.
pub(crate) fn built(name: &str) -> PathBuf {
    let this = std::env::current_exe().unwrap();
    let program = this.ancestors().nth(2).unwrap().join(name);
    assert!(program.exists(), "{} is missing: build it first, in the same profile", program.display());
    program
}

/// The window as somebody before the screen has it.
pub(crate) struct Window {
    session: WebDriver,
    /// Number of the driver's process, which starts that of the window.
    pub(crate) driver: u32,
}

impl Window {
    /// Waits for an element of the page.
    pub(crate) async fn find(&self, css: &str) -> Outcome<WebElement> {
        let started = Instant::now();
        loop {
            match self.session.query(By::Css(css)).first().await {
                Ok(found) => return Ok(found),
                // One of those that match went while they were looked through.
                Err(error) if is_stale(&error) && started.elapsed() < PATIENCE => {}
                Err(error) => {
                    let (why, said) = (in_words(error), self.texts(".notice, [role=alert]").await?);
                    return Err(format!("nothing on the screen is `{css}`, the notices are {said:?}: {why}"));
                }
            }
        }
    }

    /// The texts of all elements that match now, in order.
    pub(crate) async fn texts(&self, css: &str) -> Outcome<Vec<String>> {
        let script = "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent.trim())";
        let texts = self.ask(script, vec![json!(css)]).await?;
        serde_json::from_value(texts).map_err(in_words)
    }

    /// Waits until the script gives true.
    pub(crate) async fn until(&self, what: &str, script: &str, arguments: Vec<Value>) -> Outcome {
        let started = Instant::now();
        loop {
            let now = self.ask(script, arguments.clone()).await?;
            if now == json!(true) {
                return Ok(());
            }
            if started.elapsed() > PATIENCE {
                return Err(format!("waited in vain until {what}; last seen: {now}"));
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }

    /// Runs a script in the page.
    pub(crate) async fn ask(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        let answer = self.session.execute(script, arguments).await.map_err(in_words)?;
        Ok(answer.json().clone())
    }

    /// Clicks as soon as there is something that can be clicked.
    pub(crate) async fn click(&self, css: &str) -> Outcome {
        let started = Instant::now();
        loop {
            match self.find(css).await?.click().await {
                Err(error) if comes_still(&error) && started.elapsed() < PATIENCE => {
                    tokio::time::sleep(LOOK_EVERY).await;
                }
                Err(error) => return Err(format!("`{css}` cannot be clicked: {}", in_words(error))),
                Ok(()) => return Ok(()),
            }
        }
    }

    /// Writes into a field in place of what stands there, and looks that it stands there as written, as somebody does
    /// before Enter.
    pub(crate) async fn fill(&self, css: &str, text: &str) -> Outcome {
        self.click(css).await?;
        self.press_with_control('a').await?;
        self.press(text).await?;
        let stands = "const stands = document.querySelector(arguments[0]).value;
            return stands === arguments[1] || stands";
        self.until(&format!("`{text}` stands in `{css}`"), stands, vec![json!(css), json!(text)]).await
    }

    /// Types into whatever has the focus.
    pub(crate) async fn press(&self, keys: impl Into<TypingData>) -> Outcome {
        self.session.action_chain().send_keys(keys).perform().await.map_err(in_words)
    }

    /// Strikes a key while Ctrl is held.
    pub(crate) async fn press_with_control(&self, key: impl Into<TypingData>) -> Outcome {
        let keys = self.session.action_chain().key_down(Key::Control).send_keys(key);
        keys.key_up(Key::Control).perform().await.map_err(in_words)
    }

    /// Makes the window so large, and waits until it is laid out and its pages are drawn anew.
    pub(crate) async fn resize(&self, width: u32, height: u32) -> Outcome {
        self.session.set_window_rect(0, 0, width, height).await.map_err(in_words)?;
        let drawn = "const canvas = document.querySelector('[data-testid=page-drawn] canvas');
            return innerWidth === arguments[0] && innerHeight === arguments[1] && canvas !== null
                && Math.abs(canvas.width - canvas.clientWidth * devicePixelRatio) <= 2";
        self.until("the window is as large as asked", drawn, vec![json!(width), json!(height)]).await?;
        Ok(())
    }

    /// Keeps a picture of the window in each theme, and leaves it in the one that it had.
    pub(crate) async fn screenshot_in_both_themes(&self, name: &str) -> Outcome {
        let set = "const root = document.documentElement, before = root.dataset.theme;
            root.dataset.theme = arguments[0];
            return before";
        let before = self.ask(set, vec![json!("light")]).await?;
        self.screenshot(&format!("{name}-light")).await?;
        self.ask(set, vec![json!("dark")]).await?;
        self.screenshot(&format!("{name}-dark")).await?;
        self.ask(set, vec![before]).await.map(drop)
    }

    /// Keeps a picture of the window under `tests/artefacts`.
    pub(crate) async fn screenshot(&self, name: &str) -> Outcome {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("artefacts");
        fs::create_dir_all(&folder).map_err(in_words)?;
        tokio::time::sleep(Duration::from_millis(400)).await; // what is laid out is painted a moment later
        self.session.screenshot(&folder.join(format!("{name}.png"))).await.map_err(in_words)
    }
}

fn is_stale(error: &WebDriverError) -> bool {
    matches!(**error, WebDriverErrorInner::StaleElementReference(_))
}

/// Whether something is being laid out or drawn anew.
fn comes_still(error: &WebDriverError) -> bool {
    use WebDriverErrorInner::{ElementClickIntercepted, ElementNotInteractable};
    is_stale(error) || matches!(**error, ElementNotInteractable(_) | ElementClickIntercepted(_))
}

fn in_words(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// Fails with words, not with a panic.
pub(crate) fn holds(condition: bool, what: impl FnOnce() -> String) -> Outcome {
    if condition { Ok(()) } else { Err(what()) }
}
