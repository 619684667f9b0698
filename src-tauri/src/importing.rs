//! An import in the window: into the folder, together with colleagues where it follows a team's pool.

use candela_pool::{Cancel, ImportProgress, ImportRequest, Pool, TableImport};
use candela_team::{Follower, SharedImport, SharedReport};

use crate::desk::Desk;
use crate::error::Failure;
use crate::team::Team;

/// Imports the paths of the request, or the rows of a table; together with whoever else imports into the team's pool at the same time,
/// where its server can be reached.
pub(crate) fn import(
    desk: &Desk,
    pool: &Pool,
    request: &ImportRequest,
    table: Option<&TableImport>,
    progress: &mut dyn FnMut(ImportProgress),
    cancel: &Cancel,
) -> Result<SharedReport, Failure> {
    let author = desk.author();
    let import = SharedImport { request, table, author: &author, today: desk.today() };
    match desk.team().and_then(Team::server_of_its_own) {
        Some(server) => Ok(Follower::new(pool, server)?.import(import, progress, cancel)?),
        None => Ok(import.alone(pool, progress, cancel)?),
    }
}
