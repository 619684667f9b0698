//! Signing in by the browser: a code is shown, the recruiter enters it on GitHub, and a token comes back. No secret of ours
//! is needed for it, only the client id of a registered app. No right beyond what is public is asked for.
//!
//! See <https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps#device-flow>.

use std::sync::Arc;
use std::time::Duration;

use http::header::ACCEPT;
use http_body_util::{BodyExt, Limited};
use octocrab::Octocrab;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::{Instant, timeout};

use crate::{Error, Token, web_address};

/// Answers here are a few lines.
const MAX_ANSWER_BYTES: usize = 64 << 10;
/// The time that one question may take.
const TIMEOUT: Duration = Duration::from_secs(20);
/// How much slower GitHub wants to be asked when it says so without a number.
const SLOWER: Duration = Duration::from_secs(5);
/// Longest that a code is believed to hold, and shortest pause between questions.
const MOST_SECONDS: u64 = 3600;
const LEAST_PAUSE: Duration = Duration::from_secs(1);

/// A sign-in that waits for somebody to enter its code.
pub struct SignIn {
    octocrab: Octocrab,
    web: String,
    client_id: String,
    device_code: SecretString,
    /// What to enter.
    pub user_code: String,
    /// Where to enter it.
    pub page: String,
    ends: Instant,
    pause: Duration,
}

#[derive(Deserialize)]
struct Codes {
    device_code: String,
    user_code: String,
    verification_uri: String,
    expires_in: u64,
    interval: u64,
}

#[derive(Deserialize)]
struct Granted {
    access_token: Option<String>,
    error: Option<String>,
    interval: Option<u64>,
}

impl SignIn {
    /// Asks for a code. Call it within a Tokio runtime.
    ///
    /// # Errors
    /// [`Error::Address`], [`Error::Refused`] when GitHub knows no app of that client id, and those of the network.
    pub async fn start(api: &str, client_id: &str) -> Result<Self, Error> {
        let wrong = || Error::Address(api.to_owned());
        let web = web_address(api).ok_or_else(wrong)?;
        let builder = Octocrab::builder().base_uri(web.as_str()).map_err(|_| wrong())?;
        let built = builder.add_header(ACCEPT, "application/json".to_owned()).build();
        let octocrab =
            built.map_err(|source| Error::Unreachable { api: web.clone(), source: Arc::new(source) })?;
        let asked = json!({ "client_id": client_id, "scope": "" });
        let codes: Codes = serde_json::from_value(ask(&octocrab, &web, "/login/device/code", &asked).await?)
            .map_err(|_| Error::Refused { what: format!("the app `{client_id}`"), status: 200 })?;
        Ok(Self {
            octocrab,
            web,
            client_id: client_id.to_owned(),
            device_code: codes.device_code.into(),
            user_code: codes.user_code,
            page: codes.verification_uri,
            ends: Instant::now() + Duration::from_secs(codes.expires_in.min(MOST_SECONDS)),
            pause: Duration::from_secs(codes.interval.min(MOST_SECONDS)).max(LEAST_PAUSE),
        })
    }

    /// Waits as long as GitHub wants between two questions, then asks whether the code was entered; none when not yet.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`] when somebody said no, or the code has ended.
    pub async fn poll(&mut self) -> Result<Option<Token>, Error> {
        if Instant::now() + self.pause > self.ends {
            return Err(Error::NotSignedIn("not finished in time"));
        }
        tokio::time::sleep(self.pause).await;
        let asked = json!({
            "client_id": self.client_id,
            "device_code": self.device_code.expose_secret(),
            "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
        });
        let answer = ask(&self.octocrab, &self.web, "/login/oauth/access_token", &asked).await;
        let answer = match answer {
            // The line was broken for a moment; the code still holds.
            Err(error) if error.is_passing() => return Ok(None),
            other => other?,
        };
        let granted = serde_json::from_value::<Granted>(answer).map_err(|source| Error::Unexpected {
            what: "the sign-in".to_owned(),
            source: Arc::new(source),
        })?;
        match (granted.access_token, granted.error.as_deref()) {
            (Some(token), _) => Token::new(&token).map(Some),
            (None, Some("authorization_pending")) => Ok(None),
            (None, Some("slow_down")) => {
                self.pause =
                    granted.interval.map_or(self.pause + SLOWER, Duration::from_secs).max(self.pause);
                Ok(None)
            }
            (None, Some("access_denied")) => Err(Error::NotSignedIn("refused in the browser")),
            (None, Some("expired_token")) => Err(Error::NotSignedIn("not finished in time")),
            (None, _) => Err(Error::Refused { what: "the sign-in".to_owned(), status: 200 }),
        }
    }
}

async fn ask(octocrab: &Octocrab, web: &str, path: &str, body: &Value) -> Result<Value, Error> {
    let what = "the sign-in";
    let asked = async {
        let sent = octocrab._post(path, Some(body)).await;
        let sent =
            sent.map_err(|source| Error::Unreachable { api: web.to_owned(), source: Arc::new(source) })?;
        let status = sent.status().as_u16();
        let body = Limited::new(sent.into_body(), MAX_ANSWER_BYTES).collect().await;
        Ok((status, body.map_err(|_| Error::Cut(what.to_owned()))?.to_bytes()))
    };
    let (status, body) = timeout(TIMEOUT, asked)
        .await
        .map_err(|_| Error::TimedOut { what: what.to_owned(), after: TIMEOUT })??;
    match status {
        500.. => Err(Error::Server(status)),
        400.. => Err(Error::Refused { what: what.to_owned(), status }),
        _ => serde_json::from_slice(&body).map_err(|_| Error::NotGithub(web.to_owned())),
    }
}
