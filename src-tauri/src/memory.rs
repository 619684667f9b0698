//! How the window's process keeps memory.

/// What the C library is told when a program starts. It would make a heap for nearly every thread, eight a processor, and give hardly
/// anything of them back: a morning's decisions left twice the memory behind. The page waits for one answer at a time, so two are
/// enough. And each large piece that is given back makes it keep larger ones from then on, unless the sizes are given: these are those it
/// begins with, in bytes, which is another twentieth (`benches/RESULTS.md`). The web view's processes inherit them.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const SETTINGS: [(&str, &str); 3] =
    [("MALLOC_ARENA_MAX", "2"), ("MALLOC_MMAP_THRESHOLD_", "131072"), ("MALLOC_TRIM_THRESHOLD_", "131072")];

/// Starts this program once more with these settings, for the C library reads them only when a program starts; a tenth of a second, which
/// the packages' menu entry saves by giving them. Returns where all are there, and where the program cannot be started again: then it
/// needs more memory and works. What somebody has chosen stays.
pub(crate) fn choose() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        use std::env;
        use std::os::unix::process::CommandExt;
        use std::process::Command;

        let missing: Vec<_> = SETTINGS.into_iter().filter(|(name, _)| env::var_os(name).is_none()).collect();
        if missing.is_empty() {
            return;
        }
        let Ok(program) = env::current_exe() else { return };
        // Only comes back when it fails.
        let _ = Command::new(program).args(env::args_os().skip(1)).envs(missing).exec();
    }
}

#[cfg(all(test, target_os = "linux", target_env = "gnu"))]
mod tests {
    use super::SETTINGS;

    #[test]
    fn the_menu_entry_of_the_packages_gives_the_same() {
        let entry = include_str!("../package/candela.desktop");
        let given = SETTINGS.map(|(name, value)| format!("{name}={value}")).join(" ");
        let exec = format!("Exec=env {given} {{{{exec}}}} %F");
        assert!(entry.lines().any(|line| line == exec), "`{exec}` is not in {entry}");
    }
}
