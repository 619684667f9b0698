//! Taking candidates out for good.

use rusqlite::Connection;

use super::{PoolIndex, Turn, rebuild, row_number, wait_for_lock};
use crate::{CandidateId, Error, folder};

impl PoolIndex {
    /// Removes candidates and their text from every file of the index, then does the `rest` before anybody can put them in
    /// again. What is set aside goes as well, since it may hold them.
    ///
    /// A crash on the way leaves candidates of the database that the index lacks, which the next opening puts in again.
    pub(crate) fn erase(
        &self,
        ids: &[CandidateId],
        connection: &mut Connection,
        rest: impl FnOnce(&mut Connection) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let lock = wait_for_lock(&self.lock)?;
        let of_index = |error| Error::of_index(&self.pool, error);
        let mut turn = Turn { writer: self.current().writer().map_err(of_index)?, lock };
        ids.iter().for_each(|id| turn.writer.delete(row_number(*id)));
        turn.writer.purge().map_err(of_index)?;
        rebuild::remove_leftovers(&self.folder)?;
        folder::remove(&rebuild::beside(&self.folder, "aside"))?;
        rest(connection)
    }
}
