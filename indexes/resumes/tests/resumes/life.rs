//! An index on disk: made, reopened, replaced, damaged.

use std::fs;
use std::path::Path;

use candela_resumes::{IndexError, ResumeIndex};

use crate::pool::{POOL, ask};

/// Puts other bytes in a file's place. The old file stays whole for an index that is just being closed and still maps it.
fn replace(part: &Path, bytes: &[u8]) {
    let new = part.with_extension("new");
    fs::write(&new, bytes).unwrap();
    fs::rename(new, part).unwrap();
}

fn ids(index: &ResumeIndex, typed: &str) -> Vec<u64> {
    ask(index, typed).hits.into_iter().map(|hit| hit.id).collect()
}

#[test]
fn what_was_committed_is_there_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    {
        let index = ResumeIndex::open(folder.path()).unwrap();
        assert!(index.is_empty());
        let mut writer = index.writer().unwrap();
        writer.put(&POOL[0].entry()).unwrap();
        writer.commit().unwrap();
        assert_eq!(ids(&index, "django"), [1]);
        writer.put(&POOL[1].entry()).unwrap();
    }
    let index = ResumeIndex::open(folder.path()).unwrap();
    assert_eq!(ids(&index, ""), [1], "what was not committed is not there");
    index.verify().unwrap();
}

#[test]
fn putting_an_entry_again_replaces_it() {
    let index = ResumeIndex::in_ram().unwrap();
    let mut writer = index.writer().unwrap();
    let mut entry = POOL[0].entry();
    writer.put(&entry).unwrap();
    writer.commit().unwrap();
    entry.body = "nothing but cobol".to_owned();
    entry.work.clear();
    writer.put(&entry).unwrap();
    writer.put(&POOL[1].entry()).unwrap();
    writer.commit().unwrap();
    assert_eq!(ids(&index, "cobol"), [1]);
    assert!(ids(&index, "payments").is_empty());
    assert_eq!(index.len(), 2);
    writer.delete(1);
    writer.commit().unwrap();
    assert_eq!(ids(&index, ""), [2]);
    writer.clear().unwrap();
    writer.commit().unwrap();
    assert!(index.is_empty());
}

#[test]
fn one_writes_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let index = ResumeIndex::open(folder.path()).unwrap();
    let writer = index.writer().unwrap();
    let second = ResumeIndex::open(folder.path()).unwrap();
    assert!(matches!(second.writer(), Err(IndexError::Busy { .. })));
    drop(writer);
    assert!(second.writer().is_ok());
}

#[test]
fn a_foreign_or_damaged_index_is_told() {
    let folder = tempfile::tempdir().unwrap();
    drop(ResumeIndex::open(folder.path()).unwrap());
    let meta = folder.path().join("meta.json");
    let text = fs::read_to_string(&meta).unwrap();

    fs::write(&meta, text.replace("stored_work", "kept_work")).unwrap();
    assert!(matches!(ResumeIndex::open(folder.path()), Err(IndexError::OtherVersion { .. })));
    for broken in ["", "{", "not an index"] {
        fs::write(&meta, broken).unwrap();
        assert!(matches!(ResumeIndex::open(folder.path()), Err(IndexError::Damaged { .. })), "{broken}");
    }
    assert!(matches!(ResumeIndex::open(&folder.path().join("missing")), Err(IndexError::Io { .. })));
}

#[test]
fn an_index_with_words_of_another_version_answers_and_is_written() {
    let folder = tempfile::tempdir().unwrap();
    {
        let index = ResumeIndex::open(folder.path()).unwrap();
        assert!(!index.is_outdated());
        let mut writer = index.writer().unwrap();
        writer.put(&POOL[0].entry()).unwrap();
        writer.commit().unwrap();
    }
    let meta = folder.path().join("meta.json");
    let text = fs::read_to_string(&meta).unwrap();
    fs::write(&meta, text.replace("terms_2", "terms_0")).unwrap();
    let index = ResumeIndex::open(folder.path()).unwrap();
    assert!(index.is_outdated());
    assert_eq!(ids(&index, "payments \"service from flask\""), [1]);
    let mut writer = index.writer().unwrap();
    writer.put(&POOL[3].entry()).unwrap();
    writer.commit().unwrap();
    assert_eq!(ids(&index, "payments"), [1, 4]);
}

#[test]
fn a_damaged_part_is_told() {
    let folder = tempfile::tempdir().unwrap();
    {
        let index = ResumeIndex::open(folder.path()).unwrap();
        let mut writer = index.writer().unwrap();
        writer.put(&POOL[0].entry()).unwrap();
        writer.commit().unwrap();
    }
    for part in fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()) {
        if part.extension().is_some_and(|extension| extension == "store") {
            let mut bytes = fs::read(&part).unwrap();
            bytes[3] ^= 0xff;
            replace(&part, &bytes);
        }
    }
    let index = ResumeIndex::open(folder.path()).unwrap();
    assert!(matches!(index.verify(), Err(IndexError::Damaged { .. })));
}

#[test]
fn damage_at_any_place_of_a_part_is_told_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    {
        let index = ResumeIndex::open(folder.path()).unwrap();
        let mut writer = index.writer().unwrap();
        for draft in POOL {
            writer.put(&draft.entry()).unwrap();
        }
        writer.commit().unwrap();
    }
    let mut parts: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    parts.retain(|part| part.extension().is_some_and(|extension| extension != "lock" && extension != "json"));
    parts.sort();
    for part in parts {
        let whole = fs::read(&part).unwrap();
        let mut damaged = vec![Vec::new(), whole[..whole.len() / 2].to_vec()];
        damaged.extend((0..whole.len()).step_by(1 + whole.len() / 20).map(|at| {
            let mut bytes = whole.clone();
            bytes[at] ^= 0xff;
            bytes
        }));
        for bytes in damaged {
            replace(&part, &bytes);
            let opened = ResumeIndex::open_checked(folder.path()).map(|_| ());
            assert!(
                matches!(&opened, Err(IndexError::Damaged { .. } | IndexError::Io { .. })),
                "{part:?} {opened:?}"
            );
        }
        replace(&part, &whole);
    }
    assert!(ResumeIndex::open_checked(folder.path()).is_ok());
}

/// Whether the bytes stand in any file of a folder.
fn stands_in(folder: &Path, bytes: &[u8]) -> bool {
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    files.into_iter().any(|file| file.windows(bytes.len()).any(|window| window == bytes))
}

#[test]
fn the_text_of_who_was_deleted_is_in_no_file_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let index = ResumeIndex::open(folder.path()).unwrap();
    let mut writer = index.writer().unwrap();
    let mut entry = POOL[0].entry();
    // A word that no compression can shorten, in every field that holds text.
    let secret = "zqxjkvwpyhgbfm";
    entry.body.push_str(secret);
    entry.titles.push(secret.to_owned());
    entry.name = Some(secret.to_owned());
    entry.city = Some(secret.to_owned());
    entry.folder = format!("/{secret}");
    writer.put(&entry).unwrap();
    writer.commit().unwrap();
    for draft in &POOL[1..] {
        writer.put(&draft.entry()).unwrap();
        writer.commit().unwrap();
    }
    assert!(stands_in(folder.path(), secret.as_bytes()), "it can be found at all");
    writer.delete(entry.id);
    writer.purge().unwrap();
    assert!(!stands_in(folder.path(), secret.as_bytes()));
    assert_eq!(ids(&index, "").len(), POOL.len() - 1);
    drop(writer);
    index.verify().unwrap();
    assert!(!stands_in(folder.path(), secret.as_bytes()));
}

#[test]
fn a_writer_that_comes_later_removes_the_text_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let index = ResumeIndex::open(folder.path()).unwrap();
    let secret = "zqxjkvwpyhgbfm";
    let mut entry = POOL[0].entry();
    entry.body.push_str(secret);
    let mut writer = index.writer().unwrap();
    writer.put(&entry).unwrap();
    writer.put(&POOL[1].entry()).unwrap();
    writer.commit().unwrap();
    drop(writer);
    assert_eq!(ids(&index, "").len(), 2);
    let mut writer = index.writer().unwrap();
    writer.delete(entry.id);
    writer.purge().unwrap();
    assert!(!stands_in(folder.path(), secret.as_bytes()));
}
