//! An import in the window: into the folder, together with colleagues where it follows a team's pool.

use candela_pool::{Cancel, ImportProgress, ImportRequest, Pool};
use candela_team::{Follower, SharedImport, SharedReport};

use crate::desk::Desk;
use crate::error::Failure;
use crate::team::Team;

/// Imports; together with whoever else imports into the team's pool at the same time, where its server can be reached.
pub(crate) fn import(
    desk: &Desk,
    pool: &Pool,
    request: &ImportRequest,
    progress: &mut dyn FnMut(ImportProgress),
    cancel: &Cancel,
) -> Result<SharedReport, Failure> {
    let Some(server) = desk.team().and_then(Team::server_of_its_own) else {
        return Ok(pool.import(request, progress, cancel)?.into());
    };
    let author = desk.author();
    let import = SharedImport { request, author: &author, today: desk.today() };
    Ok(Follower::new(pool, server)?.import(import, progress, cancel)?)
}
