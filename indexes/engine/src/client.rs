//! The way to an engine: one question, one answer, each with a deadline. Nothing is asked twice here.

use std::fs;
use std::time::Duration;

use reqwest::blocking::{Client as Http, RequestBuilder};
use reqwest::{Certificate, Method, StatusCode, redirect};
use secrecy::ExposeSecret;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::address::{Address, Login};
use crate::error::EngineError;

/// Time to connect.
const CONNECT: Duration = Duration::from_secs(5);
/// Characters of what an engine said that are passed on.
const SAID: usize = 300;

/// A way to one engine.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    http: Http,
    pub(crate) address: Address,
}

/// What is sent.
pub(crate) enum Body {
    None,
    Json(Value),
    /// A JSON value a line.
    Lines(Vec<u8>),
}

impl Client {
    pub(crate) fn new(address: Address) -> Result<Self, EngineError> {
        // Whoever was first has chosen the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let unusable = |source: Box<dyn std::error::Error + Send + Sync>| EngineError::Unreachable {
            address: address.to_string(),
            source,
        };
        let mut builder = Http::builder()
            .connect_timeout(CONNECT)
            .timeout(address.timeout)
            .redirect(redirect::Policy::none())
            .user_agent(concat!("candela/", env!("CARGO_PKG_VERSION")));
        if let Some(file) = &address.authority {
            let wrong = |source: Box<dyn std::error::Error + Send + Sync>| EngineError::Authority {
                file: file.display().to_string(),
                source,
            };
            let pem = fs::read(file).map_err(|error| wrong(error.into()))?;
            let certificates = Certificate::from_pem_bundle(&pem).map_err(|error| wrong(error.into()))?;
            if certificates.is_empty() {
                return Err(wrong("it holds no certificate".into()));
            }
            builder = builder.tls_certs_merge(certificates);
        }
        let http = builder.build().map_err(|error| unusable(error.into()))?;
        Ok(Self { http, address })
    }

    /// Asks, and reads the answer as JSON.
    pub(crate) fn ask<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: Body,
    ) -> Result<T, EngineError> {
        let answer = self.send(method, path, body)?;
        serde_json::from_slice(&answer).map_err(|error| EngineError::Unreadable {
            address: self.address.to_string(),
            found: format!("{error} in {}", shortened(&answer)),
        })
    }

    fn send(&self, method: Method, path: &str, body: Body) -> Result<Vec<u8>, EngineError> {
        let request = self.with_login(self.http.request(method, self.address.join(path)));
        let request = match body {
            Body::None => request,
            Body::Json(value) => request.header("content-type", "application/json").body(value.to_string()),
            Body::Lines(lines) => request.header("content-type", "application/x-ndjson").body(lines),
        };
        let answer = request.send().map_err(|error| self.lost(error))?;
        let status = answer.status();
        let bytes = answer.bytes().map_err(|error| self.lost(error))?;
        if status.is_success() { Ok(bytes.into()) } else { Err(self.refused(status, &bytes)) }
    }

    fn with_login(&self, request: RequestBuilder) -> RequestBuilder {
        match &self.address.login {
            Login::None => request,
            Login::Password { name, password } => request.basic_auth(name, Some(password.expose_secret())),
            Login::ApiKey(key) => request.header("authorization", format!("ApiKey {}", key.expose_secret())),
        }
    }

    fn lost(&self, error: reqwest::Error) -> EngineError {
        let address = self.address.to_string();
        // The address of the error is the one asked, which is said already.
        let error = error.without_url();
        match error.is_timeout() {
            true => EngineError::TooSlow { address },
            false => EngineError::Unreachable { address, source: error.into() },
        }
    }

    fn refused(&self, status: StatusCode, answer: &[u8]) -> EngineError {
        let address = self.address.to_string();
        let (status, said) = (status.as_u16(), said(answer));
        match status {
            401 | 403 => EngineError::Login { address },
            408 => EngineError::TooSlow { address },
            429 | 503 => EngineError::Busy { address },
            500.. => EngineError::Failed { address, status, said },
            _ => EngineError::Refused { address, status, said },
        }
    }
}

/// The reason in an answer that refuses, or its beginning.
pub(crate) fn said(answer: &[u8]) -> String {
    let reason = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(error) => error.get("reason").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    let known = serde_json::from_slice::<Value>(answer).ok().and_then(|value| {
        let error = value.get("error").and_then(reason);
        error.or_else(|| value.get("message").and_then(reason))
    });
    known.map_or_else(|| shortened(answer), |known| known.chars().take(SAID).collect())
}

fn shortened(answer: &[u8]) -> String {
    String::from_utf8_lossy(answer).chars().take(SAID).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_is_taken_from_wherever_an_engine_puts_it() {
        let check = |answer: &str, expected: &str| assert_eq!(said(answer.as_bytes()), expected);
        check(r#"{"status":400,"error":{"type":"x","reason":"no such field"}}"#, "no such field");
        check(r#"{"message":"Route not found"}"#, "Route not found");
        check(r#"{"error":"gone","status":404}"#, "gone");
        check("<html>bad gateway</html>", "<html>bad gateway</html>");
    }
}
