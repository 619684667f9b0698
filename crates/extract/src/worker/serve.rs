//! The worker's side: reads files from standard input until it closes.

use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use super::GREETING;
use super::frame::{read_frame, write_frame};
use super::parent::Reply;
use super::peak::PeakMeter;
use crate::{DocumentText, ReadStatus, limits};

/// Stack of the thread that reads: nested input goes deep before it is told off.
const STACK_BYTES: usize = 64 << 20;

/// A file to read: two frames, its name and its bytes.
struct Request {
    file_name: String,
    bytes: Vec<u8>,
}

/// Lowers this process's limits and answers requests on the standard streams until the parent closes them.
///
/// Standard output and standard error must be pipes. Does not come back while the parent lives; afterwards
/// the caller should return from `main`, which also ends a file that is still being read.
///
/// # Errors
/// When a limit cannot be set or a pipe breaks.
pub fn serve(max_memory_bytes: u64) -> io::Result<()> {
    #[cfg(unix)]
    super::rlimits::apply(max_memory_bytes)?;
    #[cfg(not(unix))]
    let _ = max_memory_bytes;
    // What a panic has to say is said in the answer.
    panic::set_hook(Box::new(|_| {}));
    write_frame(&mut io::stdout().lock(), GREETING)?;

    let (requests, inbox) = mpsc::sync_channel(1);
    let reader = thread::Builder::new().name("read".into()).stack_size(STACK_BYTES);
    reader.spawn(move || answer_all(&inbox))?;
    // This thread only listens, so that the end of the parent is seen even while a file takes for ever.
    let mut pipe = io::stdin().lock();
    while let Some(request) = next_request(&mut pipe)? {
        if requests.send(request).is_err() {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
    }
    Ok(())
}

fn next_request(pipe: &mut impl io::Read) -> io::Result<Option<Request>> {
    let max_bytes = usize::try_from(limits::MAX_INPUT_BYTES).unwrap_or(usize::MAX);
    let Some(name) = read_frame(pipe, max_bytes)? else { return Ok(None) };
    let bytes = read_frame(pipe, max_bytes)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    Ok(Some(Request { file_name: String::from_utf8_lossy(&name).into_owned(), bytes }))
}

fn answer_all(inbox: &Receiver<Request>) {
    let mut meter = PeakMeter::open();
    while let Ok(request) = inbox.recv() {
        if let Some(meter) = &mut meter {
            meter.reset();
        }
        let document = read_caught(&request);
        let peak_mib = meter.as_mut().and_then(PeakMeter::peak_mib);
        if answer(&Reply { document, peak_mib }).is_err() {
            return;
        }
    }
}

fn read_caught(request: &Request) -> DocumentText {
    let read = AssertUnwindSafe(|| crate::read(&request.bytes, &request.file_name));
    panic::catch_unwind(read).unwrap_or_else(|_| {
        DocumentText::without_text(
            crate::Format::Unknown,
            ReadStatus::Unreadable,
            "the file is damaged in a way that stops its reader",
        )
    })
}

fn answer(reply: &Reply) -> io::Result<()> {
    let payload = postcard::to_stdvec(reply).map_err(io::Error::other)?;
    let mut pipe = io::stdout().lock();
    write_frame(&mut pipe, &payload)?;
    pipe.flush()
}
