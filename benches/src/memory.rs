//! Memory and processor time of a process and all its children, from Linux' `/proc`.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Child, ExitStatus};
use std::thread;
use std::time::Duration;

use anyhow::Result;

/// Time between two looks. A peak shorter than this is missed.
const BETWEEN_SAMPLES: Duration = Duration::from_millis(50);

/// What processes hold, in proportional set sizes: a page that several of them share counts once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Memory {
    /// Heaps and stacks.
    pub own_kib: u64,
    /// Pages of files, which the system takes back when it needs room: programs, and the search index.
    pub mapped_kib: u64,
}

/// The memory of a process, and that of all its descendants together.
pub fn of_family(ancestor: u32) -> (Memory, Memory) {
    let descendants = family(ancestor).into_iter().skip(1).map(memory);
    let together = |sum: Memory, one: Memory| Memory {
        own_kib: sum.own_kib + one.own_kib,
        mapped_kib: sum.mapped_kib + one.mapped_kib,
    };
    (memory(ancestor), descendants.fold(Memory::default(), together))
}

/// Nothing for a process that is gone.
fn memory(process: u32) -> Memory {
    let of = |field| rollup(process, field).unwrap_or_default();
    let own_kib = of("Pss_Anon:") + of("Pss_Shmem:");
    Memory { own_kib, mapped_kib: of("Pss_File:") }
}

/// Waits for `child` and gives the largest memory seen of it and its descendants together, in MiB.
///
/// Memory is the proportional set size: a page that several of them share counts once.
pub fn wait_and_watch(child: &mut Child) -> Result<(ExitStatus, f64)> {
    let mut peak_kib = 0;
    loop {
        let together = family(child.id()).into_iter().filter_map(proportional_set_size_kib).sum::<u64>();
        peak_kib = peak_kib.max(together);
        if let Some(status) = child.try_wait()? {
            return Ok((status, peak_kib as f64 / 1024.0));
        }
        thread::sleep(BETWEEN_SAMPLES);
    }
}

/// Processor time in seconds of all children that have ended and were waited for, and of theirs.
pub fn processor_seconds_of_children() -> f64 {
    // Linux counts in hundredths of a second towards programs, whatever it does within.
    const TICKS_A_SECOND: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    // `cutime` and `cstime`, the 16th and 17th field of all.
    let ticks = after_name.split_ascii_whitespace().skip(13).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / TICKS_A_SECOND
}

/// `ancestor` and every process that descends from it.
fn family(ancestor: u32) -> Vec<u32> {
    let mut children = BTreeMap::<u32, Vec<u32>>::new();
    let numbers = fs::read_dir("/proc").into_iter().flatten().flatten();
    for process in numbers.filter_map(|entry| entry.file_name().to_str()?.parse().ok()) {
        if let Some(parent) = parent(process) {
            children.entry(parent).or_default().push(process);
        }
    }
    let mut family = vec![ancestor];
    let mut next = 0;
    while let Some(&process) = family.get(next) {
        family.extend(children.remove(&process).unwrap_or_default());
        next += 1;
    }
    family
}

/// The fourth field of `/proc/PID/stat`; the second may hold blanks and parentheses.
fn parent(process: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    stat.rsplit_once(')')?.1.split_ascii_whitespace().nth(1)?.parse().ok()
}

/// The memory of one process, in KiB; `None` when it is gone or cannot be looked at.
pub fn proportional_set_size_kib(process: u32) -> Option<u64> {
    rollup(process, "Pss:")
}

fn rollup(process: u32, field: &str) -> Option<u64> {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let line = rollup.lines().find(|line| line.starts_with(field))?;
    line.split_ascii_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn the_memory_of_a_grandchild_counts() {
        // `tail` must hold all that it may have to print, and waits with it until the reader wakes.
        let script = "head -c 30000000 /dev/zero | tail -c 30000000 | (sleep 0.4; cat >/dev/null)";
        let mut child = Command::new("sh").args(["-c", script]).spawn().unwrap();
        let (status, peak_mib) = wait_and_watch(&mut child).unwrap();
        assert!(status.success());
        assert!(peak_mib > 28.0, "{peak_mib}");
    }
}
