//! What a worker gives up for good before it sees the first byte of a file: opening files, talking to anybody, starting
//! programs. A file that takes its reader over finds a process that holds three pipes and its memory.
//!
//! On Linux two walls stand behind one another: Landlock takes away every path and every address, and a seccomp filter
//! lets through only the calls that computing, its threads and its pipes need; any other fails with "operation not
//! permitted", so that a library that asks too much carries on. Elsewhere a worker has the limits of its process alone.

use serde::{Deserialize, Serialize};

/// What really holds a worker; a kernel may lack either.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confinement {
    /// No path can be opened, made or run, and no address reached.
    pub paths: bool,
    /// Only the calls that reading needs come through to the kernel.
    pub calls: bool,
}

/// Confines this thread and every thread it starts from now on. What cannot be had is told by what comes back.
#[cfg(target_os = "linux")]
pub(super) fn confine() -> Confinement {
    Confinement { paths: linux::give_up_paths(), calls: linux::give_up_calls() }
}

#[cfg(not(target_os = "linux"))]
pub(super) fn confine() -> Confinement {
    Confinement::default()
}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::BTreeMap;

    use landlock::{
        ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetError, RulesetStatus, Scope,
    };
    use seccompiler::{
        BackendError, BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition,
        SeccompFilter, SeccompRule, apply_filter,
    };

    /// The newest rights known here. An older kernel takes those it knows.
    const RIGHTS: ABI = ABI::V6;

    /// Calls that computing needs: memory, threads that there are, time, chance, the open pipes, and the end.
    const CALLS: [libc::c_long; 39] = [
        libc::SYS_brk,
        libc::SYS_mmap,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_mprotect,
        libc::SYS_madvise,
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_lseek,
        libc::SYS_fstat,
        libc::SYS_close,
        libc::SYS_ppoll,
        libc::SYS_futex,
        libc::SYS_sched_yield,
        libc::SYS_sched_getaffinity,
        libc::SYS_membarrier,
        libc::SYS_set_robust_list,
        libc::SYS_rseq,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_restart_syscall,
        libc::SYS_clock_gettime,
        libc::SYS_clock_getres,
        libc::SYS_clock_nanosleep,
        libc::SYS_nanosleep,
        libc::SYS_gettimeofday,
        libc::SYS_getrandom,
        libc::SYS_getrusage,
        libc::SYS_getpid,
        libc::SYS_gettid,
        libc::SYS_tgkill,
        libc::SYS_exit,
        libc::SYS_exit_group,
        // Let through here because the filter before this one has answered it already.
        libc::SYS_clone3,
        libc::SYS_uname,
    ];

    /// Whether paths and addresses are out of reach from now on.
    pub(super) fn give_up_paths() -> bool {
        let restricted = || -> Result<RulesetStatus, RulesetError> {
            let rules = Ruleset::default()
                .handle_access(AccessFs::from_all(RIGHTS))?
                .handle_access(AccessNet::from_all(RIGHTS))?
                .scope(Scope::from_all(RIGHTS))?;
            // No rule follows, so nothing that was named is allowed anywhere.
            Ok(rules.create()?.restrict_self()?.ruleset)
        };
        restricted().is_ok_and(|status| status != RulesetStatus::NotEnforced)
    }

    /// Whether the kernel refuses all other calls from now on.
    pub(super) fn give_up_calls() -> bool {
        [modern_threads(), all_but_reading()]
            .into_iter()
            .all(|filter| filter.is_ok_and(|program| apply_filter(&program).is_ok()))
    }

    /// Says that `clone3` is unknown: its arguments lie in memory, where no filter can see whether a thread is wanted
    /// or a process. The C library then falls back to `clone`.
    fn modern_threads() -> Result<BpfProgram, BackendError> {
        let rules = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
        let unknown = SeccompAction::Errno(libc::ENOSYS.unsigned_abs());
        filter(rules, SeccompAction::Allow, unknown)
    }

    fn all_but_reading() -> Result<BpfProgram, BackendError> {
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
            CALLS.into_iter().map(|call| (call, Vec::new())).collect();
        let thread = flags_hold(0, libc::CLONE_THREAD.unsigned_abs().into())?;
        rules.insert(libc::SYS_clone, vec![thread]);
        #[cfg(target_arch = "x86_64")]
        rules.insert(libc::SYS_poll, Vec::new());
        let refused = SeccompAction::Errno(libc::EPERM.unsigned_abs());
        filter(rules, refused, SeccompAction::Allow)
    }

    /// Whether the argument has all these bits.
    fn flags_hold(argument: u8, bits: u64) -> Result<SeccompRule, BackendError> {
        let has = SeccompCmpOp::MaskedEq(bits);
        SeccompRule::new(vec![SeccompCondition::new(argument, SeccompCmpArgLen::Qword, has, bits)?])
    }

    fn filter(
        rules: BTreeMap<i64, Vec<SeccompRule>>,
        otherwise: SeccompAction,
        on_match: SeccompAction,
    ) -> Result<BpfProgram, BackendError> {
        SeccompFilter::new(rules, otherwise, on_match, std::env::consts::ARCH.try_into()?)?.try_into()
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::fs::{self, File};
    use std::io::{ErrorKind, Read, Write};
    use std::net::{TcpListener, TcpStream, UdpSocket};
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::process::Command;
    use std::thread;

    use super::*;

    /// Runs in a thread that is confined, as a filter holds for the thread that asked for it and those it starts.
    fn confined<T: Send>(body: impl FnOnce() -> T + Send) -> T {
        thread::scope(|scope| {
            let thread = scope.spawn(|| {
                // A kernel may lack Landlock; the filter of calls refuses all of this by itself.
                assert!(confine().calls);
                body()
            });
            thread.join().expect("what is confined holds")
        })
    }

    fn refused<T>(what: &str, outcome: std::io::Result<T>) {
        let kind = outcome.err().map(|error| error.kind());
        assert_eq!(kind, Some(ErrorKind::PermissionDenied), "{what}");
    }

    #[test]
    fn no_file_can_be_opened_written_listed_or_removed() {
        let folder = tempfile::tempdir().unwrap();
        let [there, new] = ["there", "new"].map(|name| folder.path().join(name));
        fs::write(&there, "text").unwrap();
        confined(|| {
            refused("open", File::open(&there));
            refused("read /etc/passwd", fs::read("/etc/passwd"));
            refused("create", File::create(&new));
            refused("list", fs::read_dir(folder.path()));
            refused("remove", fs::remove_file(&there));
            refused("rename", fs::rename(&there, &new));
            refused("look", fs::metadata(&there));
            refused("link", std::os::unix::fs::symlink(&there, &new));
        });
        assert_eq!(fs::read_to_string(&there).unwrap(), "text");
    }

    #[test]
    fn nobody_can_be_talked_to() {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("socket");
        let _there = UnixListener::bind(&socket).unwrap();
        let listening = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        confined(|| {
            refused("tcp", TcpStream::connect(listening));
            refused("listen", TcpListener::bind("127.0.0.1:0"));
            refused("udp", UdpSocket::bind("127.0.0.1:0"));
            refused("unix", UnixStream::connect(&socket));
        });
    }

    #[test]
    fn no_program_can_be_started() {
        confined(|| {
            refused("spawn", Command::new("/bin/true").spawn());
            refused("spawn in a shell", Command::new("sh").args(["-c", "true"]).spawn());
        });
    }

    #[test]
    fn memory_threads_and_open_pipes_go_on() {
        let (mut out, mut into) = std::io::pipe().unwrap();
        let sum = confined(move || {
            let threads = (0..4_u64).map(|seed| {
                thread::Builder::new().name("read".into()).stack_size(64 << 20).spawn(move || {
                    (0..1_000_000_u64).map(|n| n ^ seed).collect::<Vec<_>>().iter().sum::<u64>()
                })
            });
            let threads: Vec<_> = threads.collect::<std::io::Result<_>>().unwrap();
            let sum = threads.into_iter().map(|thread| thread.join().unwrap()).sum::<u64>();
            into.write_all(b"read").unwrap();
            sum
        });
        let mut words = String::new();
        out.read_to_string(&mut words).unwrap();
        assert_eq!((sum > 0, words.as_str()), (true, "read"));
    }
}
