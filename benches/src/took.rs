//! What an engine says of itself, read on the way: a relay before it, since no answer of Candela's tells.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// How an answer to a search, to several or to what was put begins, after the heading of HTTP; those within an answer to several
/// stand elsewhere.
const TOOK: &[u8] = b"\r\n\r\n{\"took\":";

/// A relay on this machine, until the program ends.
#[derive(Debug)]
pub struct Relay {
    address: SocketAddr,
    seen: Arc<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    took_ms: AtomicU64,
    waited: Mutex<Waited>,
}

/// Between the last byte asked and the last byte answered.
#[derive(Debug, Default)]
struct Waited {
    since: Option<Instant>,
    whole: Duration,
}

impl Seen {
    fn waited(&self) -> MutexGuard<'_, Waited> {
        self.waited.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn asked(&self) {
        self.waited().since = Some(Instant::now());
    }

    fn answered(&self, took_ms: u64) {
        self.took_ms.fetch_add(took_ms, Ordering::Relaxed);
        let (now, mut waited) = (Instant::now(), self.waited());
        if let Some(since) = waited.since.replace(now) {
            waited.whole += now - since;
        }
    }
}

impl Relay {
    /// Passes on what comes to a server at `http://host:port`.
    ///
    /// # Errors
    /// When the address is another one, or there is no room for the relay.
    pub fn start(engine: &str) -> Result<Self> {
        let engine =
            engine.strip_prefix("http://").context("expected an address that begins with http://")?;
        let engine = engine.trim_end_matches('/').to_owned();
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let relay = Self { address: listener.local_addr()?, seen: Arc::default() };
        let seen = relay.seen.clone();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                // A client whose engine is away finds its connection closed.
                let _ = pass_on(client, &engine, &seen);
            }
        });
        Ok(relay)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Counts anew what the engine takes.
    pub fn forget(&self) {
        self.seen.took_ms.store(0, Ordering::Relaxed);
        *self.seen.waited() = Waited::default();
    }

    /// What was waited for its answers since then, by one who asks one thing after another.
    pub fn waited(&self) -> Duration {
        self.seen.waited().whole
    }

    /// What the engine says that its answers took since then, in whole milliseconds each.
    pub fn took(&self) -> Duration {
        Duration::from_millis(self.seen.took_ms.load(Ordering::Relaxed))
    }
}

fn pass_on(client: TcpStream, engine: &str, seen: &Arc<Seen>) -> io::Result<()> {
    let server = TcpStream::connect(engine)?;
    for stream in [&client, &server] {
        stream.set_nodelay(true)?;
    }
    let (from_client, to_server) = (client.try_clone()?, server.try_clone()?);
    let sent = seen.clone();
    thread::spawn(move || {
        copy(from_client, to_server, |_| sent.asked());
    });
    let seen = seen.clone();
    thread::spawn(move || {
        let mut took = Took::default();
        copy(server, client, |bytes| seen.answered(took.read(bytes)));
    });
    Ok(())
}

/// Until either side has had enough.
fn copy(mut from: TcpStream, mut to: TcpStream, mut meet: impl FnMut(&[u8])) {
    let mut buffer = vec![0; 1 << 16];
    while let Ok(read @ 1..) = from.read(&mut buffer) {
        meet(&buffer[..read]);
        if to.write_all(&buffer[..read]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
}

/// Finds the numbers, wherever the pieces of an answer begin and end.
#[derive(Debug, Default)]
struct Took {
    matched: usize,
    number: Option<u64>,
}

impl Took {
    fn read(&mut self, bytes: &[u8]) -> u64 {
        let mut sum = 0;
        for byte in bytes {
            match &mut self.number {
                Some(number) if byte.is_ascii_digit() => *number = *number * 10 + u64::from(byte - b'0'),
                Some(number) => {
                    sum += *number;
                    self.number = None;
                }
                None if *byte == TOOK[self.matched] => {
                    self.matched += 1;
                    if self.matched == TOOK.len() {
                        (self.matched, self.number) = (0, Some(0));
                    }
                }
                None => self.matched = usize::from(*byte == TOOK[0]),
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_in_pieces_and_once_an_answer() {
        let mut took = Took::default();
        let pieces = ["HTTP/1.1 200 OK\r\n\r\n{\"to", "ok\":1", "2,\"responses\":[{\"took\":3}]}"];
        assert_eq!(pieces.map(|piece| took.read(piece.as_bytes())), [0, 0, 12]);
        assert_eq!(took.read(b"HTTP/1.1 200 OK\r\n\r\n{\"count\":7}"), 0);
    }
}
