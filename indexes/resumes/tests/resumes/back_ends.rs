//! What the small pool is asked of: the index of this machine, in memory and on disk.

use std::sync::LazyLock;

use candela_resumes::{Entry, ResumeIndex};

use crate::pool::{BackEnd, Draft, POOL};

/// The index in memory, in one part.
pub(crate) struct InMemory;

impl BackEnd for InMemory {
    type Index = ResumeIndex;

    fn filled(entries: impl IntoIterator<Item = Entry>) -> ResumeIndex {
        let index = ResumeIndex::in_ram().unwrap();
        let mut writer = index.writer().unwrap();
        for entry in entries {
            writer.put(&entry).unwrap();
        }
        writer.commit().unwrap();
        index
    }
}

/// The index in a folder, a part for each résumé, and every other one of them put in twice.
pub(crate) struct OnDiskInParts;

impl BackEnd for OnDiskInParts {
    type Index = ResumeIndex;

    fn filled(entries: impl IntoIterator<Item = Entry>) -> ResumeIndex {
        // Open files outlive their folder.
        let folder = tempfile::tempdir().unwrap();
        let index = ResumeIndex::open(folder.path()).unwrap();
        let mut writer = index.writer().unwrap();
        for entry in entries {
            for _ in 0..1 + entry.id % 2 {
                writer.put(&entry).unwrap();
                writer.commit().unwrap();
            }
        }
        index
    }

    fn pool() -> ResumeIndex {
        static POOL_IN_PARTS: LazyLock<ResumeIndex> =
            LazyLock::new(|| OnDiskInParts::filled(POOL.iter().map(Draft::entry)));
        POOL_IN_PARTS.clone()
    }
}

/// Each test over each back end.
macro_rules! over_each_back_end {
    ($($test:ident),* $(,)?) => {
        mod in_memory {
            $(#[test] fn $test() { super::$test::<crate::back_ends::InMemory>(); })*
        }

        mod on_disk_in_parts {
            $(#[test] fn $test() { super::$test::<crate::back_ends::OnDiskInParts>(); })*
        }
    };
}
pub(crate) use over_each_back_end;
