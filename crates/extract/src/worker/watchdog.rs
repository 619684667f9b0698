//! Kills a process that misses its deadline, while the thread that waits for it is blocked on a pipe.

use std::process::Child;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// A child process and the thread that watches its deadline. Dropping it ends both.
pub(crate) struct Watchdog {
    watched: Arc<(Mutex<Watched>, Condvar)>,
    thread: Option<JoinHandle<()>>,
}

struct Watched {
    child: Child,
    deadline: Option<Instant>,
    missed: bool,
    done: bool,
}

impl Watchdog {
    pub(crate) fn new(child: Child) -> std::io::Result<Self> {
        let watched = Watched { child, deadline: None, missed: false, done: false };
        let watched = Arc::new((Mutex::new(watched), Condvar::new()));
        let shared = Arc::clone(&watched);
        let thread = thread::Builder::new().name("worker deadline".into()).spawn(move || watch(&shared))?;
        Ok(Self { watched, thread: Some(thread) })
    }

    /// Lets the child live for `time` from now, unless [`Self::disarm`] comes first.
    pub(crate) fn arm(&self, time: Duration) {
        self.lock().deadline = Some(Instant::now() + time);
        self.watched.1.notify_one();
    }

    /// Takes the deadline back. Whether the child met it.
    pub(crate) fn disarm(&self) -> bool {
        let mut watched = self.lock();
        watched.deadline = None;
        !watched.missed
    }

    /// Whether the child still runs.
    pub(crate) fn is_alive(&self) -> bool {
        matches!(self.lock().child.try_wait(), Ok(None))
    }

    /// Kills the child, if it still runs, and waits for its end.
    pub(crate) fn end(&self) {
        end(&mut self.lock().child);
    }

    fn lock(&self) -> MutexGuard<'_, Watched> {
        lock(&self.watched.0)
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        self.lock().done = true;
        self.watched.1.notify_one();
        self.end();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn watch((watched, changed): &(Mutex<Watched>, Condvar)) {
    let mut watched = lock(watched);
    while !watched.done {
        let left = watched.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        watched = match left {
            None => changed.wait(watched).expect("nobody panics while holding the lock"),
            Some(Duration::ZERO) => {
                watched.missed = true;
                watched.deadline = None;
                end(&mut watched.child);
                watched
            }
            Some(left) => {
                changed.wait_timeout(watched, left).expect("nobody panics while holding the lock").0
            }
        };
    }
}

fn end(child: &mut Child) {
    // Both fail only where the child has ended already.
    let _ = child.kill();
    let _ = child.wait();
}

fn lock(watched: &Mutex<Watched>) -> MutexGuard<'_, Watched> {
    watched.lock().expect("nobody panics while holding the lock")
}
