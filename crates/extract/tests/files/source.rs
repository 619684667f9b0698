//! What lies in a folder of strangers: only regular files are opened, everything else gets its reason.

use std::fs;
use std::path::Path;

use candela_extract::ReadStatus;
use candela_extract::source::{entries, load};

/// Name and reason of each entry under a folder, in order.
fn listed(folder: &Path) -> Vec<(String, Option<String>)> {
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
    let row = |entry: candela_extract::source::Entry| {
        (name(&entry.path), entry.refusal.map(|refusal| refusal.reason))
    };
    entries(folder).into_iter().map(row).collect()
}

#[test]
fn a_folder_is_walked_in_order_of_names() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b.txt", "a/z.txt", "a/y.txt", "cv.pdf/inside.txt"] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "text").unwrap();
    }
    let folder_reason = Some("a folder with the name of a document".to_owned());
    assert_eq!(
        listed(folder.path()),
        [
            ("a/y.txt".to_owned(), None),
            ("a/z.txt".to_owned(), None),
            ("b.txt".to_owned(), None),
            ("cv.pdf".to_owned(), folder_reason),
            ("cv.pdf/inside.txt".to_owned(), None),
        ]
    );
}

#[test]
fn what_is_not_there_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("gone.pdf");
    assert_eq!(entries(&gone)[0].refusal.as_ref().unwrap().status, ReadStatus::Rejected);
    // A file that vanishes between listing and reading.
    fs::write(&gone, "text").unwrap();
    assert_eq!(entries(&gone)[0].refusal, None);
    fs::remove_file(&gone).unwrap();
    assert_eq!(load(&gone).unwrap_err().status, ReadStatus::Rejected);
}

#[test]
fn a_file_larger_than_allowed_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sparse.pdf");
    fs::File::create(&path).unwrap().set_len(5 << 30).unwrap();
    assert_eq!(load(&path).unwrap_err().status, ReadStatus::TooLarge);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    use super::*;

    #[test]
    fn pipes_sockets_and_links_are_refused_and_never_opened() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.txt"), "secret").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let made = Command::new("mkfifo").arg(path("fifo.pdf")).status().unwrap();
        assert!(made.success());
        let _socket = UnixListener::bind(path("socket.pdf")).unwrap();
        symlink(path("loop.pdf"), path("loop.pdf")).unwrap();
        symlink(outside.path().join("secret.txt"), path("outside.txt")).unwrap();
        symlink("/dev/zero", path("zero.pdf")).unwrap();
        symlink(outside.path(), path("folder")).unwrap();
        let listed = listed(folder.path());
        assert_eq!(listed.len(), 6);
        for (name, reason) in listed {
            assert!(reason.is_some(), "{name} would be opened");
        }
        // Even when one takes a file's place after it was listed, nothing waits for ever.
        assert_eq!(load(&path("fifo.pdf")).unwrap_err().status, ReadStatus::Rejected);
        assert_eq!(load(Path::new("/dev/zero")).unwrap_err().status, ReadStatus::Rejected);
    }

    #[test]
    fn a_link_that_was_given_is_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("cv.txt"), folder.path().join("link.txt"));
        fs::write(&file, "text").unwrap();
        symlink(&file, &link).unwrap();
        assert_eq!(entries(&link)[0].refusal, None);
        assert_eq!(load(&link).unwrap(), b"text");
        symlink("/dev/zero", folder.path().join("zero")).unwrap();
        assert!(entries(&folder.path().join("zero"))[0].refusal.is_some());
    }

    #[test]
    fn no_right_to_read_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let (file, closed) = (folder.path().join("cv.txt"), folder.path().join("closed"));
        fs::write(&file, "text").unwrap();
        fs::create_dir(&closed).unwrap();
        for path in [&file, &closed] {
            fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
        }
        if fs::read(&file).is_ok() {
            eprintln!("skipped: this user may read everything, such as root may");
            return;
        }
        let refusal = load(&file).unwrap_err();
        assert_eq!((refusal.status, refusal.reason.as_str()), (ReadStatus::Rejected, "no right to read it"));
        let closed = &listed(folder.path())[0];
        assert_eq!(closed.1.as_deref(), Some("no right to read it"));
    }

    #[test]
    fn odd_names_are_only_names() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().unwrap();
        let names: [&[u8]; 5] = [
            b"new\nline.txt",
            "\u{202E}txt.exe".as_bytes(),
            "😀.txt".as_bytes(),
            b"bad\xFF\xFE.txt",
            &[b'n'; 240],
        ];
        for name in names {
            fs::write(folder.path().join(OsStr::from_bytes(name)), "text").unwrap();
        }
        let entries = entries(folder.path());
        assert_eq!(entries.len(), names.len());
        for entry in entries {
            assert_eq!(load(&entry.path).unwrap(), b"text", "{entry:?}");
        }
    }
}
