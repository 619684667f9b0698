//! The Tesseract that is installed here: where it is, what it can read, and how it is run.

use std::env;
use std::ffi::OsStr;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::thread;
use std::time::Duration;

use super::tsv::{self, SeenWord};
use crate::limits;
use crate::picture::PagePicture;
use crate::worker::Watchdog;

/// What Tesseract keeps of our environment: where its libraries and languages lie.
const KEPT_ENVIRONMENT: [&str; 5] =
    ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot", "TESSDATA_PREFIX"];
/// How long it may take to say what it is.
const ASKING_TIME: Duration = Duration::from_secs(10);
/// Bytes of its answer about one page.
const MAX_TABLE_BYTES: u64 = 16 << 20;
/// Languages that are looked for at once, when none are named: each makes a page slower.
const MAX_LANGUAGES: usize = 4;

/// An installed Tesseract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tesseract {
    program: PathBuf,
    version: String,
    installed: Vec<String>,
    languages: String,
}

/// Why there is no OCR. The words say what to do.
#[derive(Debug, thiserror::Error)]
pub enum NoTesseract {
    /// It is not to be found.
    #[error("Tesseract is not installed (Debian and Ubuntu: apt install tesseract-ocr)")]
    NotInstalled,
    /// It is there and does not say what it is.
    #[error("`{program}` does not answer as Tesseract")]
    Silent {
        /// What was asked.
        program: PathBuf,
    },
    /// It knows no language, or not the one that was named.
    #[error("Tesseract at `{program}` lacks the language `{language}`; it has: {installed}")]
    NoLanguage {
        /// What was asked.
        program: PathBuf,
        /// What it lacks.
        language: String,
        /// What it has.
        installed: String,
    },
}

/// Why a page was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum OcrError {
    #[error("OCR takes longer than allowed")]
    TooSlow,
    #[error("OCR fails on it")]
    Failed,
}

impl Tesseract {
    /// The Tesseract on this machine, with all its languages but the first few left out.
    ///
    /// # Errors
    /// When it is not installed, does not answer, or has no language.
    pub fn find() -> Result<Self, NoTesseract> {
        let program = on_path().ok_or(NoTesseract::NotInstalled)?;
        Self::at(program)
    }

    /// The Tesseract that is this program.
    fn at(program: PathBuf) -> Result<Self, NoTesseract> {
        let ask = |argument: &str| {
            let mut command = command(&program, [argument]);
            let answer = run(&mut command, None, ASKING_TIME, 64 << 10).ok();
            answer.ok_or_else(|| NoTesseract::Silent { program: program.clone() })
        };
        let version = ask("--version")?;
        let version = version.lines().next().unwrap_or_default().trim().to_owned();
        let version = version.strip_prefix("tesseract ").map(|number| format!("Tesseract {number}"));
        let version = version.ok_or_else(|| NoTesseract::Silent { program: program.clone() })?;
        let mut installed: Vec<String> = ask("--list-langs")?
            .lines()
            .skip(1)
            .map(|language| language.trim().to_owned())
            // Not languages: one tells scripts apart, the other reads formulas.
            .filter(|language| !matches!(language.as_str(), "" | "osd" | "equ"))
            .collect();
        installed.sort_by_key(|language| (language != "eng", language.clone()));
        let languages = installed.iter().take(MAX_LANGUAGES).cloned().collect::<Vec<_>>().join("+");
        let found = Self { program, version, installed, languages };
        if found.languages.is_empty() { Err(found.lacks("eng")) } else { Ok(found) }
    }

    /// The same, reading only these languages: Tesseract's names, joined by `+`.
    ///
    /// # Errors
    /// [`NoTesseract::NoLanguage`] when one of them is not installed.
    pub fn with_languages(self, languages: &str) -> Result<Self, NoTesseract> {
        match languages.split('+').find(|&language| !self.installed.iter().any(|known| known == language)) {
            Some(missing) => Err(self.lacks(missing)),
            None => Ok(Self { languages: languages.to_owned(), ..self }),
        }
    }

    /// Where it is.
    pub fn program(&self) -> &std::path::Path {
        &self.program
    }

    /// Its name and version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The languages it reads, joined by `+`.
    pub fn languages(&self) -> &str {
        &self.languages
    }

    fn lacks(&self, language: &str) -> NoTesseract {
        NoTesseract::NoLanguage {
            program: self.program.clone(),
            language: language.to_owned(),
            installed: if self.installed.is_empty() { "none".to_owned() } else { self.installed.join(", ") },
        }
    }

    /// The words of a page's picture.
    pub(super) fn words(&self, picture: &PagePicture, deadline: Duration) -> Result<Vec<SeenWord>, OcrError> {
        let head = picture.head;
        let dpi = head.width as f32 * 72.0 / (head.area.right - head.area.left).max(1.0);
        let dpi = (dpi.round() as u32).clamp(70, 600).to_string();
        let arguments = [
            "stdin",
            "stdout",
            "-l",
            &self.languages,
            "--dpi",
            &dpi,
            "--psm",
            "3",
            "-c",
            "tessedit_create_tsv=1",
        ];
        let mut command = command(&self.program, arguments);
        let table = run(&mut command, Some(picture), deadline, MAX_TABLE_BYTES)?;
        tsv::words(&table).ok_or(OcrError::Failed)
    }
}

/// Where a program of that name is, by the folders that the system looks in.
fn on_path() -> Option<PathBuf> {
    let name = format!("tesseract{}", env::consts::EXE_SUFFIX);
    let folders = env::var_os("PATH").unwrap_or_default();
    let usual = if cfg!(windows) { Some(PathBuf::from(r"C:\Program Files\Tesseract-OCR")) } else { None };
    env::split_paths(&folders).chain(usual).map(|folder| folder.join(&name)).find(|program| program.is_file())
}

fn command<'a>(program: &PathBuf, arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = Command::new(program);
    command
        .args(arguments.into_iter().map(OsStr::new))
        .env_clear()
        .envs(KEPT_ENVIRONMENT.iter().filter_map(|&name| Some((name, env::var_os(name)?))))
        // Files are read side by side already.
        .env("OMP_THREAD_LIMIT", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

/// What the program says about the picture before the deadline, at which it is killed.
fn run(
    command: &mut Command,
    picture: Option<&PagePicture>,
    deadline: Duration,
    max_bytes: u64,
) -> Result<String, OcrError> {
    let mut child = command.spawn().map_err(|_| OcrError::Failed)?;
    limit_memory(child.id());
    let (Some(questions), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
        unreachable!("both streams were asked for as pipes");
    };
    let watchdog = Watchdog::new(child).map_err(|_| OcrError::Failed)?;
    watchdog.arm(deadline);
    let answer = thread::scope(|scope| {
        // It reads all before it writes, and may end before it has read all.
        scope.spawn(move || picture.map(|picture| write(questions, picture)));
        read(answers, max_bytes)
    });
    if !watchdog.disarm() {
        return Err(OcrError::TooSlow);
    }
    answer.map_err(|_| OcrError::Failed)
}

/// The picture in the plainest format there is: a portable greymap.
fn write(mut pipe: ChildStdin, picture: &PagePicture) -> io::Result<()> {
    write!(pipe, "P5\n{} {}\n255\n", picture.head.width, picture.head.height)?;
    pipe.write_all(&picture.grey)
}

fn read(pipe: ChildStdout, max_bytes: u64) -> io::Result<String> {
    let mut answer = String::new();
    pipe.take(max_bytes).read_to_string(&mut answer)?;
    Ok(answer)
}

/// Before it has seen the first dot, since it waits for them all.
#[cfg(target_os = "linux")]
fn limit_memory(process: u32) {
    let limit = Some((limits::OCR_MEMORY_BYTES, limits::OCR_MEMORY_BYTES));
    if let Ok(process) = process.try_into() {
        // Where the system refuses, the deadline alone holds.
        let _ = rlimit::prlimit(process, rlimit::Resource::AS, limit, None);
    }
}

#[cfg(not(target_os = "linux"))]
fn limit_memory(_process: u32) {}
