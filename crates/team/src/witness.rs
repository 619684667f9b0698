//! What a team's server says, before each answer, of a search engine that only adds.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use candela_pool::{EngineRecord, Holdings};

use crate::{Error, Server};

/// How long somebody who searches waits for it; after that the index of their machine answers.
const PATIENCE: Duration = Duration::from_secs(2);

/// What asks the server of a pool by a connection of its own, since the other one may be busy with what takes long. Nothing is asked
/// yet; `None` for an answer means that none came in time.
pub(crate) fn of(server: &Server) -> Result<impl Fn() -> Option<Holdings> + Send + Sync + 'static, Error> {
    let server = Mutex::new(server.again_when_asked(PATIENCE)?);
    Ok(move || {
        let mut server = server.lock().unwrap_or_else(PoisonError::into_inner);
        let holdings = server.holdings();
        server.forget_calls();
        // An engine that was taken away meanwhile holds nothing under any name.
        holdings.ok().map(Option::unwrap_or_default)
    })
}
