//! What the page may ask. A command unpacks its state, asks one thing and turns a failure into the wire's words.

pub(crate) mod backup;
pub(crate) mod candidate;
pub(crate) mod duties;
pub(crate) mod engine;
pub(crate) mod erase;
pub(crate) mod export;
pub(crate) mod github;
pub(crate) mod import;
pub(crate) mod interview;
pub(crate) mod keeping;
pub(crate) mod pool;
pub(crate) mod roles;
pub(crate) mod same;
pub(crate) mod search;
pub(crate) mod signals;
pub(crate) mod system;
pub(crate) mod table;
pub(crate) mod team;
pub(crate) mod triage;
pub(crate) mod vault;
pub(crate) mod watch;

use crate::error::Failure;
use crate::wire::WireError;

/// Asks on a thread that may block, so that the window never waits.
async fn aside<T: Send + 'static>(
    ask: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, WireError> {
    // Boxed, for one machinery of tasks a type of answer, not one a command.
    let ask: Box<dyn FnOnce() -> Result<T, Failure> + Send> = Box::new(ask);
    let answer = tauri::async_runtime::spawn_blocking(ask).await;
    Ok(answer.map_err(Failure::from)??)
}
