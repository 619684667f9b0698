//! The way to a server: TLS, login, and what holds for a connection.

use std::future::poll_fn;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio::sync::mpsc::unbounded_channel;
use tokio_postgres::config::{ChannelBinding, SslMode};
use tokio_postgres::tls::{MakeTlsConnect, TlsConnect};
use tokio_postgres::{AsyncMessage, Client, Config, NoTls, Socket};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{Connected, PATIENCE, Role, schema};
use crate::address::Tls;
use crate::{Address, Error, Password};

/// The oldest PostgreSQL that will do, as it numbers itself.
const OLDEST: i32 = 150_000;

/// Connects, and makes sure that it is a pool of ours that this login may see.
pub(super) async fn open(address: &Address, password: Option<&Password>) -> Result<Connected, Error> {
    let (client, called) = connect(address, password).await?;
    schema::check(&client, address).await?;
    let failed = |error| Error::of(&address.server(), &address.login, error);
    let no_pool = || Error::NoPool { pool: address.pool.clone() };
    let found = client
        .query_opt(
            "SELECT p.salt, m.role FROM candela.pool p
         LEFT JOIN candela.member m ON m.pool = p.name AND m.login = session_user WHERE p.name = $1",
            &[&address.pool],
        )
        .await;
    let row = found
        .map_err(|error| match Error::of(&address.server(), &address.login, error) {
            // Whoever is in no pool at all may not even look at the tables.
            Error::NotAllowed { .. } => no_pool(),
            other => other,
        })?
        .ok_or_else(no_pool)?;
    client.batch_execute("LISTEN candela").await.map_err(failed)?;
    // Whoever sees a pool without being in it owns the tables.
    let role = row.get::<_, Option<&str>>(1).map_or(Role::Administrator, Role::of_name);
    Ok(Connected { client, called, salt: row.get(0), role })
}

/// Connects, whatever is in the database.
pub(super) async fn connect(
    address: &Address,
    password: Option<&Password>,
) -> Result<(Client, tokio::sync::mpsc::UnboundedReceiver<i64>), Error> {
    let mut config = Config::new();
    config
        .host(&address.host)
        .port(address.port)
        .user(&address.login)
        .dbname(&address.database)
        .application_name("candela")
        .connect_timeout(PATIENCE)
        .keepalives_idle(PATIENCE)
        // What the server would do after nobody waits any longer is not done.
        .options(format!(
            "-c statement_timeout={0} -c lock_timeout={0} -c idle_in_transaction_session_timeout={0}",
            PATIENCE.as_millis()
        ));
    if let Some(password) = password {
        config.password(&password.0);
    }
    match &address.tls {
        Tls::Off => {
            config.ssl_mode(SslMode::Disable);
            run(&config, NoTls, address).await
        }
        Tls::Verified { ca } => {
            config.ssl_mode(SslMode::Require).channel_binding(ChannelBinding::Prefer);
            run(&config, MakeRustlsConnect::new(guarded(ca.as_deref())?), address).await
        }
    }
}

async fn run<T>(
    config: &Config,
    tls: T,
    address: &Address,
) -> Result<(Client, tokio::sync::mpsc::UnboundedReceiver<i64>), Error>
where
    T: MakeTlsConnect<Socket>,
    T::Stream: Send + 'static,
    T::TlsConnect: Send,
    <T::TlsConnect as TlsConnect<Socket>>::Future: Send,
{
    let failed = |error| Error::of(&address.server(), &address.login, error);
    let (client, mut connection) = config.connect(tls).await.map_err(failed)?;
    let (call, called) = unbounded_channel();
    let pool = address.pool.clone();
    tokio::spawn(async move {
        while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
            if let AsyncMessage::Notification(note) = message
                && let Some(number) = number_of_pool(note.payload(), &pool)
                && call.send(number).is_err()
            {
                return;
            }
        }
    });
    let row = client
        .query_one(
            "SELECT current_setting('server_version_num')::int, current_setting('server_version')",
            &[],
        )
        .await
        .map_err(failed)?;
    if row.get::<_, i32>(0) < OLDEST {
        return Err(Error::OldServer { server: address.server(), found: row.get(1) });
    }
    Ok((client, called))
}

/// The number that was called out, when it is of this pool.
fn number_of_pool(payload: &str, pool: &str) -> Option<i64> {
    let called: serde_json::Value = serde_json::from_str(payload).ok()?;
    (called["pool"] == pool).then(|| called["seq"].as_i64()).flatten()
}

/// TLS that takes only the server of this name, vouched for by the team's own authority or one of this machine.
fn guarded(ca: Option<&std::path::Path>) -> Result<ClientConfig, Error> {
    let mut roots = RootCertStore::empty();
    match ca {
        Some(path) => {
            let unusable = |fault: String| Error::File {
                path: path.to_owned(),
                source: std::io::Error::new(std::io::ErrorKind::InvalidData, fault),
            };
            let pem = std::fs::read(path).map_err(|source| Error::File { path: path.to_owned(), source })?;
            for certificate in CertificateDer::pem_slice_iter(&pem) {
                let certificate = certificate.map_err(|error| unusable(error.to_string()))?;
                roots.add(certificate).map_err(|error| unusable(error.to_string()))?;
            }
            if roots.is_empty() {
                return Err(unusable("expected a certificate as PEM, found none".to_owned()));
            }
        }
        None => {
            for certificate in rustls_native_certs::load_native_certs().certs {
                // The machine's store may hold what no TLS of today takes; the others are what matters.
                let _ = roots.add(certificate);
            }
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("the provider knows the versions of today")
        .with_root_certificates(roots)
        .with_no_client_auth())
}
