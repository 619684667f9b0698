//! An encrypted pool on the command line.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use candela_pool::{IndexHealth, Sort};

use crate::desk::Desk;
use crate::kills::kills;

const RIGHT: &str = "five invented words of mine";

/// A desk with an encrypted pool of three candidates, and the option that opens it.
fn encrypted() -> (Desk, String) {
    let desk = Desk::with_resumes(3);
    desk.says(&["import", desk.resumes().to_str().unwrap()]);
    desk.says(&["search", "django"]);
    let file = desk.put("../right.txt", format!("{RIGHT}\nnothing of this line\n").as_bytes());
    let file = file.to_str().unwrap().to_owned();
    desk.says(&["pool", "encrypt", "--new-passphrase-file", &file]);
    (desk, format!("--pool-passphrase-file={file}"))
}

fn tells(folder: &Path, word: &[u8]) -> bool {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let mut files = files.filter(|entry| entry.file_type().is_file());
    files.any(|entry| fs::read(entry.path()).unwrap().windows(word.len()).any(|found| found == word))
}

#[test]
fn an_encrypted_pool_opens_with_its_passphrase_alone() {
    let (desk, opens) = encrypted();
    assert_eq!(desk.rows(&["search", "django", "--json", &opens]).len(), 3);
    desk.put("new.txt", crate::desk::resume(77).as_bytes());
    desk.says(&["import", desk.resumes().to_str().unwrap(), &opens]);
    desk.says(&["decide", "1", "shortlist", &opens]);
    assert_eq!(desk.rows(&["list", "--json", &opens]).len(), 4);
    for word in ["Achterberg", "robin77@example.com", "tracking service"] {
        assert!(tells(&desk.resumes(), word.as_bytes()), "{word} can be found at all");
        assert!(!tells(&desk.pool_folder(), word.as_bytes()), "{word}");
    }
    let wrong = desk.put("../wrong.txt", b"other invented words");
    let wrong = format!("--pool-passphrase-file={}", wrong.display());
    for arguments in [&["list"][..], &["list", &wrong], &["pool", "decrypt", &wrong]] {
        let refused = desk.run(arguments);
        assert!(!refused.status.success(), "{arguments:?}");
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(said.contains("passphrase"), "{said}");
    }
    let doctor = desk.says(&["doctor", &opens]);
    assert!(doctor.contains("opens with its passphrase"), "{doctor}");
}

#[test]
fn another_passphrase_a_backup_and_a_plain_pool_again() {
    let (desk, opens) = encrypted();
    let other = desk.put("../other.txt", b"quite another passphrase");
    let other = other.to_str().unwrap();
    desk.says(&["pool", "passphrase", "--new-passphrase-file", other, &opens]);
    assert!(!desk.run(&["list", &opens]).status.success());
    let opens = format!("--pool-passphrase-file={other}");
    let backup = desk.put("../b.candela", b"");
    let backup = backup.to_str().unwrap();
    desk.says(&["backup", backup, &opens]);
    desk.says(&["pool", "decrypt", &opens]);
    assert_eq!(desk.rows(&["list", "--json"]).len(), 3);
    let restored = desk.says(&["restore", backup, "--replace", "--passphrase-file", other]);
    assert!(restored.contains("3 candidates"), "{restored}");
    assert!(
        !desk.run(&["list"]).status.success(),
        "it is as encrypted as it was when the backup was written"
    );
    assert_eq!(desk.rows(&["list", "--json", &opens]).len(), 3);
}

#[test]
fn encrypting_and_decrypting_may_be_killed_at_any_time() {
    let desk = Desk::with_resumes(30);
    desk.says(&["import", desk.resumes().to_str().unwrap()]);
    desk.says(&["decide", "7", "shortlist"]);
    let started = Instant::now();
    desk.encrypt();
    let takes = started.elapsed();
    let file = desk.passphrase_file();
    let encrypt = ["pool", "encrypt", "--new-passphrase-file", file.to_str().unwrap()];
    let mut random = fastrand::Rng::with_seed(9);
    let (mut killed, mut encrypted) = (0, 0);
    for _ in 0..kills().div_ceil(2) {
        let was_encrypted = candela_pool::is_encrypted(&desk.pool_folder()).unwrap();
        let arguments = if was_encrypted { &["pool", "decrypt"][..] } else { &encrypt };
        let mut conversion =
            desk.candela(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(takes.mul_f64(2.0 * random.f64()));
        conversion.kill().unwrap();
        killed += usize::from(!conversion.wait().unwrap().success());
        encrypted += usize::from(candela_pool::is_encrypted(&desk.pool_folder()).unwrap());
        let pool = desk.pool();
        let health = pool.health().unwrap();
        assert_eq!((health.candidates, health.database_faults.len()), (30, 0));
        assert!(!matches!(health.index, IndexHealth::Damaged { .. }), "{:?}", health.index);
        let shortlisted = pool.search("decision:shortlist tracking", 0, 9).unwrap();
        assert_eq!((shortlisted.total, pool.candidates(Sort::Newest, 0, 1).unwrap().total), (1, 30));
    }
    if !candela_pool::is_encrypted(&desk.pool_folder()).unwrap() {
        desk.says(&encrypt);
    }
    drop(desk.pool());
    assert!(!tells(&desk.pool_folder(), b"Achterberg"), "whatever was left about is cleared");
    eprintln!("{killed} conversions killed, {encrypted} of them left an encrypted pool; all whole");
}
