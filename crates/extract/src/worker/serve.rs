//! The worker's side: reads files from standard input until it closes.

use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use super::GREETING;
use super::confine::confine;
use super::frame::{read_frame, write_frame};
use super::parent::{Question, Reply};
use super::peak::PeakMeter;
use crate::container::{Contents, Part, PartHead};
use crate::{DocumentText, ReadStatus, limits};

/// A file to read, as two frames: what is asked of it, and its bytes.
struct Request {
    question: Question,
    bytes: Vec<u8>,
}

/// Lowers this process's limits, gives up what reading does not need (see [`Confinement`](super::Confinement)), and answers
/// requests on the standard streams until the parent closes them.
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
    // What is measured with must be open before nothing can be opened any more.
    let meter = PeakMeter::open();
    let confinement = postcard::to_stdvec(&confine()).map_err(io::Error::other)?;
    let mut pipe = io::stdout().lock();
    write_frame(&mut pipe, GREETING)?;
    write_frame(&mut pipe, &confinement)?;
    drop(pipe);

    let (requests, inbox) = mpsc::sync_channel(1);
    let reader = thread::Builder::new().name("read".into()).stack_size(limits::STACK_BYTES);
    reader.spawn(move || answer_all(&inbox, meter))?;
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
    let Some(question) = read_frame(pipe, max_bytes)? else { return Ok(None) };
    let question = postcard::from_bytes(&question).map_err(io::Error::other)?;
    let bytes = read_frame(pipe, max_bytes)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    Ok(Some(Request { question, bytes }))
}

fn answer_all(inbox: &Receiver<Request>, mut meter: Option<PeakMeter>) {
    while let Ok(request) = inbox.recv() {
        if let Some(meter) = &mut meter {
            meter.reset();
        }
        let contents = read_caught(&request);
        let peak_mib = meter.as_mut().and_then(PeakMeter::peak_mib);
        if answer(contents, peak_mib).is_err() {
            return;
        }
    }
}

fn read_caught(request: &Request) -> Contents {
    let Question { file_name, options } = &request.question;
    let read = AssertUnwindSafe(|| crate::read::open(&request.bytes, file_name, options));
    panic::catch_unwind(read).unwrap_or_else(|_| {
        let reason = "the file is damaged in a way that stops its reader";
        DocumentText::without_text(crate::Format::Unknown, ReadStatus::Unreadable, reason).into()
    })
}

/// One frame with the document and the heads of parts and pictures, then one for the bytes of each part that has any,
/// and one for the dots of each picture.
fn answer(contents: Contents, peak_mib: Option<f64>) -> io::Result<()> {
    let head = |part: &Part| {
        let size = part.bytes.as_ref().map(|bytes| bytes.len() as u64).map_err(Clone::clone);
        PartHead { name: part.name.clone(), size }
    };
    let parts = contents.parts.iter().map(head).collect();
    let pictures = contents.pictures.iter().map(|picture| picture.head).collect();
    let reply = Reply { document: contents.document, parts, pictures, peak_mib };
    let payload = postcard::to_stdvec(&reply).map_err(io::Error::other)?;
    let mut pipe = io::stdout().lock();
    write_frame(&mut pipe, &payload)?;
    for bytes in contents.parts.iter().filter_map(|part| part.bytes.as_ref().ok()) {
        write_frame(&mut pipe, bytes)?;
    }
    for picture in &contents.pictures {
        write_frame(&mut pipe, &picture.grey)?;
    }
    Ok(())
}
