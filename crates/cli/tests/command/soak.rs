//! The long import of `benches`, shortened, so that it still runs when somebody needs it. What it says of memory counts at full length alone.

use std::path::Path;

use candela_benches::soak;
use candela_pool::{Pool, Sort};

use crate::desk::program;

#[test]
fn memory_is_looked_at_while_every_file_becomes_a_candidate() {
    let place = tempfile::tempdir().unwrap();
    let (files, pool) = (place.path().join("files"), place.path().join("pool"));
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/resumes");
    soak::fill(&files, &samples, 300).unwrap();
    let seen = soak::import(program(), &files, &pool, 50).unwrap();
    assert_eq!(seen.iter().map(|sample| sample.files).collect::<Vec<_>>(), [50, 100, 150, 200, 250, 300]);
    for sample in &seen[..5] {
        assert!((1..256 << 10).contains(&sample.command.own_kib), "{sample:?}");
        assert!((1..512 << 10).contains(&sample.readers.own_kib), "{sample:?}");
    }
    // Two of the ten samples are a scan and a locked file.
    let candidates = Pool::open(&pool).unwrap().candidates(Sort::Newest, 0, 1).unwrap().total;
    assert_eq!(candidates, 150 + 150 / 10 * 8);
}
