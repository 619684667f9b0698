//! What a worker may take from the system. Set by the worker on itself before it sees the first byte.

use std::io;

use rlimit::Resource;

/// Files a worker may hold open: its three pipes, the two of the peak meter, and a little air.
const MAX_OPEN_FILES: u64 = 16;

/// Lowers this process's limits for good.
///
/// Nothing may be written to a file (size 0), so a worker's output and errors must be pipes; no core is
/// dumped, because it would hold the résumé.
///
/// # Errors
/// When the system refuses a limit.
pub(super) fn apply(max_memory_bytes: u64) -> io::Result<()> {
    let limits = [
        (Resource::CORE, 0),
        (Resource::FSIZE, 0),
        (Resource::NOFILE, MAX_OPEN_FILES),
        // macOS takes this limit and does not heed it, and refuses values below what is mapped already.
        #[cfg(not(target_os = "macos"))]
        (Resource::AS, max_memory_bytes),
    ];
    #[cfg(target_os = "macos")]
    let _ = max_memory_bytes;
    for (resource, limit) in limits {
        let limit = limit.min(resource.get_hard()?);
        resource.set(limit, limit)?;
    }
    Ok(())
}
