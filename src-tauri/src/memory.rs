//! How the window's process keeps memory.

/// Heaps of the C library. It would make one for nearly every thread, eight a processor, and give hardly anything of them back: a
/// morning's decisions left twice the memory behind (`benches/RESULTS.md`). The page waits for one answer at a time, so two are enough.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const HEAPS: (&str, &str) = ("MALLOC_ARENA_MAX", "2");

/// Starts this program once more with few heaps, for the C library reads how many only when a program starts. Returns where there
/// is nothing to do, where somebody has chosen, and where the program cannot be started again: then it needs more memory and works.
pub(crate) fn choose() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        use std::env;
        use std::os::unix::process::CommandExt;
        use std::process::Command;

        let (name, most) = HEAPS;
        if env::var_os(name).is_some() {
            return;
        }
        let Ok(program) = env::current_exe() else { return };
        // Only comes back when it fails.
        let _ = Command::new(program).args(env::args_os().skip(1)).env(name, most).exec();
    }
}
