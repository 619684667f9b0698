//! The way to a server is guarded: only the right one, with a certificate that holds, is talked to.

use std::fs;
use std::path::Path;
use std::process::Command;

use candela_team::{Address, Error, Server};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};

use crate::server::{Cluster, QUICK, password};

/// An authority of a team, and a server with a certificate of it.
struct Guarded {
    cluster: Cluster,
    issuer: Issuer<'static, KeyPair>,
    authority: tempfile::NamedTempFile,
}

impl Guarded {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap();
        let authority = tempfile::NamedTempFile::new().unwrap();
        fs::write(authority.path(), certificate.pem()).unwrap();
        let guarded = Self { cluster: Cluster::start(QUICK), issuer: Issuer::new(params, key), authority };
        guarded.give_certificate("127.0.0.1", 2099);
        guarded.cluster.administer(
            "postgres",
            "ALTER SYSTEM SET ssl_cert_file = 'tls.crt';;ALTER SYSTEM SET ssl_key_file = 'tls.key';;
             ALTER SYSTEM SET ssl = on;;SELECT pg_reload_conf();;CREATE DATABASE guarded",
        );
        guarded
    }

    /// Another certificate for the server, by name and last year.
    fn give_certificate(&self, name: &str, until: i32) {
        let mut params = CertificateParams::new([name.to_owned()]).unwrap();
        params.not_before = date_time_ymd(2000, 1, 1);
        params.not_after = date_time_ymd(until, 1, 1);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let data = self.cluster.folder.join("data");
        give(&data.join("tls.crt"), &certificate.pem());
        give(&data.join("tls.key"), &key.serialize_pem());
        self.cluster.administer("postgres", "SELECT pg_reload_conf()");
        std::thread::sleep(std::time::Duration::from_millis(300));
    }

    fn address(&self, ca: Option<&Path>) -> Address {
        let ca = ca.map(|path| format!("?ca={}", path.display())).unwrap_or_default();
        Address::parse(&format!("postgres://postgres@127.0.0.1:{}/guarded{ca}", self.cluster.port)).unwrap()
    }

    fn refusal(&self, ca: Option<&Path>) -> String {
        match Server::create(&self.address(ca), password()).err() {
            Some(Error::Certificate { reason, .. }) => reason,
            other => panic!("expected a refused certificate, found {other:?}"),
        }
    }
}

/// Writes a file that belongs to the server.
fn give(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    let made = Command::new("chmod").arg("600").arg(path).status().unwrap();
    assert!(made.success());
    let folder = path.parent().unwrap();
    let made =
        Command::new("chown").arg(format!("--reference={}", folder.display())).arg(path).status().unwrap();
    assert!(made.success());
}

#[test]
fn only_the_right_server_with_a_certificate_that_holds_is_talked_to() {
    let guarded = Guarded::new();
    let authority = Some(guarded.authority.path());
    drop(Server::create(&guarded.address(authority), password()).unwrap());
    drop(Server::open(&guarded.address(authority), password()).unwrap());
    assert!(guarded.refusal(None).contains("`ca=`"), "an own authority must be named");
    guarded.give_certificate("127.0.0.1", 2020);
    assert_eq!(guarded.refusal(authority), "it has expired");
    guarded.give_certificate("db.example.org", 2099);
    assert_eq!(guarded.refusal(authority), "it is another server's");
}

#[test]
fn a_server_without_tls_is_not_talked_to_unless_it_is_said() {
    let cluster = crate::server::cluster();
    let address =
        Address::parse(&format!("postgres://postgres@127.0.0.1:{}/postgres", cluster.port)).unwrap();
    let error = Server::open(&address, password()).err().unwrap();
    assert!(matches!(error, Error::Unreachable { .. }), "{error:?}");
    let nothing = tempfile::NamedTempFile::new().unwrap();
    let with = Address::parse(&format!("{}&ca={}", address.text(), nothing.path().display())).unwrap();
    assert!(matches!(Server::open(&with, password()).err(), Some(Error::File { .. })));
}
