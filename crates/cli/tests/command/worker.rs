//! Workers as real processes: what a file does to one never reaches the next file.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use candela_extract::ReadStatus;
use candela_extract::worker::{Worker, WorkerCommand, WorkerError};

fn command() -> WorkerCommand {
    WorkerCommand::new(env!("CARGO_BIN_EXE_candela"))
}

#[test]
fn one_worker_reads_many_files_and_tells_what_each_cost() {
    let mut worker = Worker::new(command());
    for text in ["Jane Doe\n", "John Roe\n"] {
        let answer = worker.read(text.as_bytes(), "cv.txt").unwrap();
        assert_eq!((answer.document.body.as_str(), answer.document.status), (text, ReadStatus::Ok));
        assert!(answer.seconds > 0.0);
        assert!(!cfg!(target_os = "linux") || answer.peak_mib.unwrap() > 1.0);
    }
}

#[test]
fn a_missed_deadline_ends_the_worker_and_the_next_file_meets_a_new_one() {
    // No machine reads so much HTML in a millisecond.
    let slow = "<p>some words of a résumé</p>".repeat(100_000);
    let deadline = Duration::from_millis(1);
    let mut worker = Worker::new(WorkerCommand { deadline, deadline_alone: deadline, ..command() });
    let answer = worker.read(slow.as_bytes(), "cv.html").unwrap();
    assert_eq!(answer.document.status, ReadStatus::TooLarge);
    let reason = "reading it takes longer than allowed; it was tried twice";
    assert_eq!(answer.document.reason.as_deref(), Some(reason));

    // A file that only had no luck is read at the second try.
    let mut worker =
        Worker::new(WorkerCommand { deadline, deadline_alone: Duration::from_secs(60), ..command() });
    let answer = worker.read(slow.as_bytes(), "cv.html").unwrap();
    assert!(answer.document.status.has_text() && answer.seconds > 0.001);
    assert_eq!(worker.read(b"Jane Doe", "cv.txt").unwrap().document.status, ReadStatus::Ok);
}

#[cfg(target_os = "linux")]
#[test]
fn memory_is_limited_and_the_next_file_is_read() {
    let arguments = ["worker", "--memory-mib", "200"].map(Into::into).to_vec();
    let mut worker = Worker::new(WorkerCommand { arguments, ..command() });
    let large = vec![b'x'; 60 << 20];
    let answer = worker.read(&large, "cv.txt").unwrap();
    assert_eq!(answer.document.status, ReadStatus::TooLarge);
    assert_eq!(
        answer.document.reason.as_deref(),
        Some("reading it takes more memory than allowed; it was tried twice")
    );
    assert_eq!(worker.read(b"Jane Doe", "cv.txt").unwrap().document.status, ReadStatus::Ok);
}

#[test]
fn a_file_over_the_limit_is_not_even_sent() {
    let mut worker = Worker::new(WorkerCommand::new("/no/such/program"));
    let answer = worker.read(&vec![0; (64 << 20) + 1], "cv.pdf").unwrap();
    assert_eq!(answer.document.status, ReadStatus::TooLarge);
}

#[test]
fn a_program_that_is_no_worker_is_an_error_of_the_installation() {
    let error = |program: &str| Worker::new(WorkerCommand::new(program)).read(b"x", "cv.txt").unwrap_err();
    assert!(matches!(error("/no/such/program"), WorkerError::Start { .. }));
    if cfg!(unix) {
        assert!(matches!(error("true"), WorkerError::NotAWorker { .. }));
    }
}

#[test]
fn a_worker_ends_with_its_parent_even_while_it_reads() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_candela"))
        .arg("worker")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut greeting = [0; 20];
    child.stdout.as_mut().unwrap().read_exact(&mut greeting).unwrap();
    // A page so long that its parser is busy when its parent is gone.
    let page = "<p>some <b>words</b> of a résumé</p>".repeat(300_000);
    let mut stdin = child.stdin.take().unwrap();
    for frame in [b"\x07cv.html\0\0".as_slice(), page.as_bytes()] {
        stdin.write_all(&u32::try_from(frame.len()).unwrap().to_le_bytes()).unwrap();
        stdin.write_all(frame).unwrap();
    }
    drop(stdin);
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > Duration::from_secs(5) {
            child.kill().unwrap();
            panic!("the worker outlives its parent");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}
