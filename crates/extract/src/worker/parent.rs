//! The parent's side: starts workers, asks them, and outlives them.

use std::ffi::OsString;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::process::{ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::GREETING;
use super::confine::Confinement;
use super::frame::{read_frame, write_frame};
use super::watchdog::Watchdog;
use crate::container::{Contents, Part, PartHead};
use crate::ocr::{self, Tesseract};
use crate::picture::{MAX_SIDE, PagePicture, PictureHead};
use crate::source::{self, Refusal};
use crate::{DocumentText, ReadOptions, ReadStatus, limits};

/// How long a worker may take to start and greet.
const START_TIME: Duration = Duration::from_secs(30);

/// How long the frame may be that tells how a worker is confined.
const MAX_CONFINEMENT_BYTES: usize = 64;

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
    /// Wall-clock time for the second try of a file, in which no other worker is busy.
    pub deadline_alone: Duration,
    /// What may be used beside the file itself.
    pub options: ReadOptions,
    /// What reads pages that are only pictures; nothing does without.
    pub ocr: Option<Tesseract>,
    /// The workers that step aside when a file is to be read alone.
    pub company: Company,
}

impl WorkerCommand {
    /// `program worker`, with the usual deadline.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            arguments: vec!["worker".into()],
            deadline: limits::DEADLINE,
            deadline_alone: limits::DEADLINE_ALONE,
            options: ReadOptions::default(),
            ocr: None,
            company: Company::default(),
        }
    }
}

/// Workers that share a machine. Clones are the same company.
#[derive(Clone, Debug, Default)]
pub struct Company(Arc<RwLock<()>>);

impl Company {
    /// Holds off whoever wants to be alone.
    fn with_others(&self) -> RwLockReadGuard<'_, ()> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for the others to finish the file in hand, and has them wait.
    fn alone(&self) -> RwLockWriteGuard<'_, ()> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
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
    /// The files in it, when it is an archive, a message or a mailbox: see [`Unpacking`](crate::Unpacking).
    pub parts: Vec<Part>,
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

impl Answer {
    /// The answer about a file whose bytes were not to be had.
    pub fn refused(refusal: Refusal) -> Self {
        Self { document: refusal.into_document(), parts: Vec::new(), seconds: 0.0, peak_mib: None }
    }
}

/// The frame before a file's bytes.
#[derive(Serialize, Deserialize)]
pub(super) struct Question {
    /// The file's name without folders.
    pub(super) file_name: String,
    pub(super) options: ReadOptions,
}

/// The frame with which a worker answers; the bytes of the parts and the dots of the pictures follow
/// in frames of their own.
#[derive(Serialize, Deserialize)]
pub(super) struct Reply {
    pub(super) document: DocumentText,
    pub(super) parts: Vec<PartHead>,
    pub(super) pictures: Vec<PictureHead>,
    pub(super) peak_mib: Option<f64>,
}

/// What one try at a file came to: an answer with the pages that OCR should read, or how the worker ended over it.
type Try = Result<(Answer, Vec<PagePicture>), Ended>;

/// A worker that gave no answer.
struct Ended {
    status: ReadStatus,
    reason: &'static str,
    seconds: f64,
}

impl Worker {
    /// A worker that starts with its first file.
    pub fn new(command: WorkerCommand) -> Self {
        Self { command, process: None }
    }

    /// Reads one file. `file_name` is its name without folders.
    ///
    /// Whatever the bytes do, there is an answer soon after the two deadlines at the latest: a file over which a
    /// worker ended is tried once more by a new one, while no other works.
    ///
    /// # Errors
    /// Only when no worker can be started; the same file may be tried again once that is mended.
    pub fn read(&mut self, bytes: &[u8], file_name: &str) -> Result<Answer, WorkerError> {
        if bytes.len() as u64 > limits::MAX_INPUT_BYTES {
            return Ok(Answer::refused(source::too_large()));
        }
        let company = self.command.company.clone();
        let first = {
            let _others = company.with_others();
            self.try_once(bytes, file_name, self.command.deadline)?
        };
        let Ended { seconds, .. } = match first {
            Ok((answer, pictures)) => return Ok(self.recognised(answer, &pictures)),
            Err(ended) => ended,
        };
        let second = {
            let _nobody = company.alone();
            self.try_once(bytes, file_name, self.command.deadline_alone)?
        };
        Ok(match second {
            Ok((answer, pictures)) => {
                self.recognised(Answer { seconds: seconds + answer.seconds, ..answer }, &pictures)
            }
            Err(ended) => Answer {
                seconds: seconds + ended.seconds,
                ..Answer::refused(Refusal {
                    status: ended.status,
                    reason: format!("{}; it was tried twice", ended.reason),
                })
            },
        })
    }

    /// What holds the process back that reads; starts one when there is none.
    ///
    /// # Errors
    /// When no worker can be started.
    pub fn confinement(&mut self) -> Result<Confinement, WorkerError> {
        let process = self.running()?;
        let confinement = process.confinement;
        self.process = Some(process);
        Ok(confinement)
    }

    /// The process that is there, or a new one.
    fn running(&mut self) -> Result<Process, WorkerError> {
        match self.process.take() {
            Some(process) if process.watchdog.is_alive() => Ok(process),
            _ => Process::start(&self.command),
        }
    }

    /// The bytes at a path, which may lead on into an archive or a message.
    ///
    /// # Errors
    /// Only when no worker can be started; a file that is not there is a refusal.
    pub fn load(&mut self, path: &Path) -> Result<Result<Vec<u8>, Refusal>, WorkerError> {
        let Some((file, mut within)) = source::split(path) else { return Ok(source::load(path)) };
        let mut name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut bytes = source::load(file);
        while !within.as_os_str().is_empty() {
            let Ok(container) = &bytes else { break };
            let parts = self.read(container, &name)?.parts;
            let Some(part) = parts.into_iter().find(|part| within.starts_with(&part.name)) else {
                return Ok(Err(source::gone()));
            };
            within = within.strip_prefix(&part.name).expect("the part was chosen for this beginning");
            Part { name, bytes } = part;
        }
        Ok(bytes)
    }

    /// The answer with what OCR reads off the pictures.
    fn recognised(&self, mut answer: Answer, pictures: &[PagePicture]) -> Answer {
        if let Some(tesseract) = self.command.ocr.as_ref().filter(|_| !pictures.is_empty()) {
            let started = Instant::now();
            answer.document = ocr::recognise(tesseract, answer.document, pictures);
            answer.seconds += started.elapsed().as_secs_f64();
        }
        answer
    }

    fn try_once(&mut self, bytes: &[u8], file_name: &str, deadline: Duration) -> Result<Try, WorkerError> {
        let mut process = self.running()?;
        let page_pictures = self.command.ocr.is_some();
        let options = ReadOptions { page_pictures, ..self.command.options.clone() };
        let question = Question { file_name: file_name.to_owned(), options };
        let started = Instant::now();
        process.watchdog.arm(if page_pictures { deadline * limits::PICTURING } else { deadline });
        let reply = process.ask(&question, bytes);
        let in_time = process.watchdog.disarm();
        let seconds = started.elapsed().as_secs_f64();
        Ok(match reply {
            Ok((Contents { document, parts, pictures }, peak_mib)) => {
                let is_lean = peak_mib.is_none_or(|mib| mib <= limits::RETIRE_PEAK_MIB);
                self.process = (in_time && is_lean).then_some(process);
                Ok((Answer { document, parts, seconds, peak_mib }, pictures))
            }
            Err(_) => {
                let (status, reason) = if in_time {
                    process.cause_of_death()
                } else {
                    (ReadStatus::TooLarge, "reading it takes longer than allowed")
                };
                Err(Ended { status, reason, seconds })
            }
        })
    }
}

/// A running worker and its pipes.
struct Process {
    watchdog: Watchdog,
    questions: ChildStdin,
    answers: ChildStdout,
    complaints: ChildStderr,
    confinement: Confinement,
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
        let confinement = Confinement::default();
        let mut process = Self { watchdog, questions, answers, complaints, confinement };
        process.watchdog.arm(START_TIME);
        let greeting = process.greeting();
        process.watchdog.disarm();
        process.confinement =
            greeting.map_err(|_| WorkerError::NotAWorker { program: command.program.clone() })?;
        Ok(process)
    }

    /// The first two frames of a worker of this version.
    fn greeting(&mut self) -> io::Result<Confinement> {
        if self.frame(GREETING.len())? != GREETING {
            return Err(io::ErrorKind::InvalidData.into());
        }
        postcard::from_bytes(&self.frame(MAX_CONFINEMENT_BYTES)?).map_err(io::Error::other)
    }

    fn ask(&mut self, question: &Question, bytes: &[u8]) -> io::Result<(Contents, Option<f64>)> {
        write_frame(&mut self.questions, &postcard::to_stdvec(question).map_err(io::Error::other)?)?;
        write_frame(&mut self.questions, bytes)?;
        let Reply { document, parts, pictures, peak_mib } =
            postcard::from_bytes(&self.frame(limits::MAX_ANSWER_BYTES)?).map_err(io::Error::other)?;
        let mut left = limits::MAX_UNPACKED_BYTES;
        let mut part = |head: PartHead| -> io::Result<Part> {
            // Names are made to lead nowhere, and a worker that a file has taken over may make others.
            let leads_nowhere = |part: Component<'_>| matches!(part, Component::Normal(_));
            if !Path::new(&head.name).components().all(leads_nowhere) {
                return Err(io::ErrorKind::InvalidData.into());
            }
            let bytes = match head.size {
                Ok(size) => {
                    left = left.checked_sub(size).ok_or(io::ErrorKind::InvalidData)?;
                    Ok(self.frame(usize::try_from(size).map_err(io::Error::other)?)?)
                }
                Err(refusal) => Err(refusal),
            };
            Ok(Part { name: head.name, bytes })
        };
        let parts = parts.into_iter().map(&mut part).collect::<io::Result<_>>()?;
        let picture = |head: PictureHead| {
            let is_allowed = head.width.max(head.height) <= MAX_SIDE;
            let grey = self.frame(if is_allowed { head.dots() } else { 0 })?;
            let is_whole = grey.len() == head.dots();
            is_whole.then_some(PagePicture { head, grey }).ok_or_else(|| io::ErrorKind::InvalidData.into())
        };
        let pictures =
            pictures.into_iter().take(limits::OCR_PAGES).map(picture).collect::<io::Result<Vec<_>>>()?;
        Ok((Contents { document, parts, pictures }, peak_mib))
    }

    /// The worker's next frame.
    fn frame(&mut self, max_bytes: usize) -> io::Result<Vec<u8>> {
        read_frame(&mut self.answers, max_bytes)?.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
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
