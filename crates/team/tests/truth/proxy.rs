//! Something between a laptop and its server that can be slow, cut the line, or let nothing through.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A way to a server that can be disturbed. It ends with the process.
#[derive(Clone, Default)]
pub(crate) struct Proxy {
    port: u16,
    line: Arc<Line>,
}

#[derive(Default)]
struct Line {
    /// How long each piece of an answer is held back.
    delay_ms: AtomicU64,
    /// After how many more bytes of an answer everything is cut; 0: never.
    cut_after: AtomicUsize,
    is_down: AtomicBool,
}

impl Proxy {
    /// A way to a port of this machine.
    pub(crate) fn to(server: u16) -> Self {
        let line = Arc::new(Line::default());
        let (say, said) = std::sync::mpsc::channel();
        let shared = Arc::clone(&line);
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                say.send(listener.local_addr().unwrap().port()).unwrap();
                loop {
                    let (laptop, _) = listener.accept().await.unwrap();
                    tokio::spawn(carry(laptop, server, Arc::clone(&shared)));
                }
            });
        });
        Self { port: said.recv().unwrap(), line }
    }

    /// Where to go instead.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Holds answers back.
    pub(crate) fn slow_down(&self, delay: Duration) {
        self.line.delay_ms.store(u64::try_from(delay.as_millis()).unwrap(), Ordering::SeqCst);
    }

    /// Cuts every line after this many bytes more of answers.
    pub(crate) fn cut_after(&self, bytes: usize) {
        self.line.cut_after.store(bytes, Ordering::SeqCst);
    }

    /// Lets nobody through, and cuts whoever is, or lets them through again.
    pub(crate) fn take_down(&self, down: bool) {
        self.line.is_down.store(down, Ordering::SeqCst);
    }
}

async fn carry(laptop: TcpStream, server: u16, line: Arc<Line>) {
    if line.is_down.load(Ordering::SeqCst) {
        return;
    }
    let server = TcpStream::connect(("127.0.0.1", server)).await.unwrap();
    let (mut from_laptop, mut to_laptop) = laptop.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let questions = async {
        let _ = tokio::io::copy(&mut from_laptop, &mut to_server).await;
    };
    let answers = async {
        let mut piece = vec![0; 4096];
        loop {
            let Ok(length @ 1..) = from_server.read(&mut piece).await else { return };
            tokio::time::sleep(Duration::from_millis(line.delay_ms.load(Ordering::SeqCst))).await;
            if line.is_down.load(Ordering::SeqCst) {
                return;
            }
            let left = line.cut_after.load(Ordering::SeqCst);
            let let_through = if left == 0 { length } else { length.min(left) };
            if to_laptop.write_all(&piece[..let_through]).await.is_err() {
                return;
            }
            if left > 0 {
                line.cut_after.store((left - let_through).max(1), Ordering::SeqCst);
                if let_through == left {
                    line.is_down.store(true, Ordering::SeqCst);
                    line.cut_after.store(0, Ordering::SeqCst);
                    return;
                }
            }
        }
    };
    let watch = async {
        while !line.is_down.load(Ordering::SeqCst) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::select! { () = questions => {}, () = answers => {}, () = watch => {} }
}
