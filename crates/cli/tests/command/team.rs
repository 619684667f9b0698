//! A team's pool by the command: two people, each with a machine of their own, and one server.

use std::fs;
use std::path::Path;

use crate::cluster::{Cluster, QUICK};
use crate::desk::{Desk, program, resume};
use crate::person::{self, Person};

/// A server with a database of ann's, and two people, ann and noor.
pub(crate) fn people(desk: &Desk, server: &Cluster) -> [Person; 2] {
    person::people(program(), &desk.resumes().join(".."), server)
}

pub(crate) fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn two_people_share_a_pool_and_nobody_overwrites_a_colleague() {
    let desk = Desk::with_resumes(3);
    let server = Cluster::start(QUICK);
    let [ann, noor] = people(&desk, &server);
    assert!(ann.fails(&["list"]).contains("candela pool create"));
    ann.says(&["pool", "create"]);
    assert!(noor.fails(&["list"]).contains("candela pool admit"));
    ann.says(&["pool", "admit", "noor", "recruiter"]);
    assert_eq!(ann.says(&["pool", "members"]), "administrator  ann\nrecruiter      noor\n");

    ann.says(&["import", path(&desk.resumes())]);
    assert_eq!(noor.says(&["list"]).lines().count(), 3);
    assert_eq!(noor.says(&["search", "django", "--json"]).lines().count(), 3);
    assert_eq!(noor.says(&["decide", "1", "shortlist"]), "1: shortlist\n");
    ann.says(&["decide", "1", "reject", "--reason", "on the phone"]);
    assert!(noor.says(&["history", "1"]).contains("ann: 1 shortlist → reject (on the phone)"));
    noor.says(&["tag", "1", "Berlin"]);
    noor.says(&["note", "1", "Call"]);
    assert!(ann.says(&["note", "1"]).contains("noor: Call"));
    assert_eq!(ann.says(&["search", "tag:berlin", "--json"]).lines().count(), 1);

    let shown = ann.run(&["show", "2"]);
    assert!(!String::from_utf8_lossy(&shown.stderr).contains("being reviewed"));
    let shown = noor.run(&["show", "2"]);
    assert!(String::from_utf8_lossy(&shown.stderr).contains("being reviewed by ann"));
    assert_eq!(ann.says(&["pool", "seen", "2"]).lines().count(), 2);

    ann.says(&["pool", "admit", "noor", "reader"]);
    assert!(noor.fails(&["decide", "2", "reject"]).contains("may only read"));
    assert!(noor.fails(&["import", path(&desk.resumes())]).contains("may only read"));
    assert_eq!(noor.says(&["show", "2"]).lines().next(), ann.says(&["show", "2"]).lines().next());
    ann.says(&["pool", "admit", "noor", "recruiter"]);
    assert!(noor.fails(&["erase", "3", "--yes"]).contains("may not do this"));
    let erased = ann.says(&["erase", "3", "--yes"]);
    assert!(
        erased.contains("removal pending on a machine of noor") && erased.contains("1 erased"),
        "{erased}"
    );
    assert!(ann.says(&["pool", "sync"]).contains("removal pending on a machine of noor"));
    assert_eq!(noor.says(&["list"]).lines().count(), 2);
    assert!(!ann.says(&["pool", "sync"]).contains("removal pending"));
    assert!(ann.says(&["doctor"]).contains("none is pending in the team's pool"));
    // The file lies there still, and is not taken in again.
    noor.says(&["import", path(&desk.resumes())]);
    assert_eq!(noor.says(&["list"]).lines().count(), 2);
}

#[test]
fn a_server_that_is_away_stops_nobody_and_nothing_is_lost() {
    let desk = Desk::with_resumes(2);
    let server = Cluster::start(QUICK);
    let [ann, _] = people(&desk, &server);
    ann.says(&["pool", "create"]);
    ann.says(&["import", path(&desk.resumes())]);
    server.administer("postgres", "ALTER DATABASE candidates SET default_transaction_read_only = on");
    let decided = ann.run(&["decide", "1", "maybe"]);
    let said = String::from_utf8_lossy(&decided.stderr).into_owned();
    assert!(decided.status.success(), "{said}");
    assert!(said.contains("read-only") && said.contains("1 changes are kept here"), "{said}");
    let port = server.port;
    drop(server);
    // It takes a moment to end.
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let decided = ann.run(&["decide", "2", "shortlist"]);
    let said = String::from_utf8_lossy(&decided.stderr).into_owned();
    assert!(decided.status.success() && said.contains("2 changes are kept here"), "{said}");
    assert_eq!(ann.says(&["search", "decision:shortlist", "--json"]).lines().count(), 1);
    assert!(ann.fails(&["pool", "sync"]).contains("cannot be reached"));
    assert!(ann.fails(&["erase", "1", "--yes"]).contains("nobody is erased"));
}

#[test]
fn a_pool_goes_to_a_server_and_back_and_is_the_same() {
    let desk = Desk::with_resumes(4);
    desk.says(&["import", path(&desk.resumes())]);
    desk.says(&["decide", "2", "shortlist", "--reason", "seen"]);
    desk.says(&["note", "2", "Call"]);
    let server = Cluster::start(QUICK);
    let [ann, _] = people(&desk, &server);
    ann.says(&["pool", "create"]);
    let there = ann.says(&["pool", "move", path(&desk.pool_folder()), &ann.address()]);
    assert!(there.contains("brought: 4 candidates (0 were there), 4 original files (0 are not"), "{there}");
    assert!(there.contains("both hold the same: 4 candidates"));
    let back = desk.resumes().join("../back");
    let back = ann.says(&["pool", "move", &ann.address(), path(&back)]);
    let hashes = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(hashes(&there), hashes(&back));
    assert!(
        ann.says(&["pool", "move", path(&desk.pool_folder()), &ann.address()])
            .contains("0 candidates (4 were")
    );
    // A file that is on no machine any more is got from the server.
    fs::write(desk.resumes().join("0000.txt"), resume(99)).unwrap();
    assert!(ann.says(&["pool", "sync", "--originals"]).contains("1 original files"));
}
