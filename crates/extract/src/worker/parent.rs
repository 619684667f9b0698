//! The parent's side: starts workers, asks them, and outlives them.

use std::ffi::OsString;
use std::io::{self, Read};
use std::path::PathBuf;
use std::process::{ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::GREETING;
use super::frame::{read_frame, write_frame};
use super::watchdog::Watchdog;
use crate::{DocumentText, Format, ReadStatus, limits, source};

/// How long a worker may take to start and greet.
const START_TIME: Duration = Duration::from_secs(30);

/// What a worker keeps of the parent's environment: where its libraries lie, and nothing that is secret.
const KEPT_ENVIRONMENT: [&str; 4] = ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SystemRoot"];

/// How to start a worker.
#[derive(Clone, Debug)]
pub struct WorkerCommand {
    /// The binary, usually [`std::env::current_exe`].
    pub program: PathBuf,
    /// Arguments that make it call [`serve`](super::serve).
    pub arguments: Vec<OsString>,
    /// Wall-clock time for one file.
    pub deadline: Duration,
}

impl WorkerCommand {
    /// `program worker`, with the usual deadline.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into(), arguments: vec!["worker".into()], deadline: limits::DEADLINE }
    }
}

/// A process that reads files, started when first needed and replaced whenever a file has broken it.
///
/// Dropping it ends the process.
pub struct Worker {
    command: WorkerCommand,
    process: Option<Process>,
}

/// What a worker found, and what it cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What was read; a status and a reason where nothing could be.
    pub document: DocumentText,
    /// Wall-clock seconds from question to answer.
    pub seconds: f64,
    /// The most memory the worker held meanwhile, in MiB; `None` where the system does not tell.
    pub peak_mib: Option<f64>,
}

/// Workers cannot be had at all: the fault is in the installation or the machine, not in a file.
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    /// The program does not start.
    #[error("the reader process `{program}` cannot be started")]
    Start {
        /// What should have started.
        program: PathBuf,
        /// Why it did not.
        source: io::Error,
    },
    /// It starts and is not a worker of this version.
    #[error("`{program}` starts and does not answer as a reader process")]
    NotAWorker {
        /// What was started.
        program: PathBuf,
    },
}

/// The frame with which a worker answers.
#[derive(Serialize, Deserialize)]
pub(super) struct Reply {
    pub(super) document: DocumentText,
    pub(super) peak_mib: Option<f64>,
}

impl Worker {
    /// A worker that starts with its first file.
    pub fn new(command: WorkerCommand) -> Self {
        Self { command, process: None }
    }

    /// Reads one file. `file_name` is its name without folders.
    ///
    /// Whatever the bytes do, there is an answer soon after the deadline at the latest.
    ///
    /// # Errors
    /// Only when no worker can be started; the same file may be tried again once that is mended.
    pub fn read(&mut self, bytes: &[u8], file_name: &str) -> Result<Answer, WorkerError> {
        if bytes.len() as u64 > limits::MAX_INPUT_BYTES {
            return Ok(Answer {
                document: source::too_large().into_document(),
                seconds: 0.0,
                peak_mib: None,
            });
        }
        let mut process = match self.process.take() {
            Some(process) if process.watchdog.is_alive() => process,
            _ => Process::start(&self.command)?,
        };
        let started = Instant::now();
        process.watchdog.arm(self.command.deadline);
        let reply = process.ask(bytes, file_name);
        let in_time = process.watchdog.disarm();
        let seconds = started.elapsed().as_secs_f64();
        match reply {
            Ok(Reply { document, peak_mib }) => {
                let is_lean = peak_mib.is_none_or(|mib| mib <= limits::RETIRE_PEAK_MIB);
                self.process = (in_time && is_lean).then_some(process);
                Ok(Answer { document, seconds, peak_mib })
            }
            Err(_) => {
                let (status, reason) = if in_time {
                    process.cause_of_death()
                } else {
                    (ReadStatus::TooLarge, "reading it takes longer than allowed")
                };
                let document = DocumentText::without_text(Format::Unknown, status, reason);
                Ok(Answer { document, seconds, peak_mib: None })
            }
        }
    }
}

/// A running worker and its pipes.
struct Process {
    watchdog: Watchdog,
    questions: ChildStdin,
    answers: ChildStdout,
    complaints: ChildStderr,
}

impl Process {
    fn start(command: &WorkerCommand) -> Result<Self, WorkerError> {
        let spawn_failed = |source| WorkerError::Start { program: command.program.clone(), source };
        let mut program = Command::new(&command.program);
        program
            .args(&command.arguments)
            .env_clear()
            .envs(KEPT_ENVIRONMENT.iter().filter_map(|&name| Some((name, std::env::var_os(name)?))))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // A Ctrl-C at the terminal is for the parent, which lets the file in hand be finished.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut program, 0);
        let mut child = program.spawn().map_err(spawn_failed)?;
        let (Some(questions), Some(answers), Some(complaints)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            unreachable!("all three streams were asked for as pipes");
        };
        let watchdog = Watchdog::new(child).map_err(spawn_failed)?;
        let mut process = Self { watchdog, questions, answers, complaints };
        process.watchdog.arm(START_TIME);
        let greeting = read_frame(&mut process.answers, GREETING.len());
        process.watchdog.disarm();
        match greeting {
            Ok(Some(greeting)) if greeting == GREETING => Ok(process),
            _ => Err(WorkerError::NotAWorker { program: command.program.clone() }),
        }
    }

    fn ask(&mut self, bytes: &[u8], file_name: &str) -> io::Result<Reply> {
        write_frame(&mut self.questions, file_name.as_bytes())?;
        write_frame(&mut self.questions, bytes)?;
        let payload = read_frame(&mut self.answers, limits::MAX_ANSWER_BYTES)?;
        let payload = payload.ok_or(io::ErrorKind::UnexpectedEof)?;
        postcard::from_bytes(&payload).map_err(io::Error::other)
    }

    /// What the last words of a worker that died over a file say about the file.
    fn cause_of_death(mut self) -> (ReadStatus, &'static str) {
        self.watchdog.end();
        let mut words = Vec::new();
        // Nobody is left to write, so this ends.
        let _ = self.complaints.by_ref().take(4096).read_to_end(&mut words);
        let words = String::from_utf8_lossy(&words);
        if words.contains("memory allocation of") || words.contains("out of memory") {
            (ReadStatus::TooLarge, "reading it takes more memory than allowed")
        } else if words.contains("overflowed its stack") {
            (ReadStatus::Unreadable, "the file is nested too deeply to be read")
        } else {
            (ReadStatus::Unreadable, "the file is damaged in a way that stops its reader")
        }
    }
}
