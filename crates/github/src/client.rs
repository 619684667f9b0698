//! Asking GitHub, with every way it can fail told apart.

use std::time::Duration;

use http_body_util::{BodyExt, Limited};
use jiff::{Timestamp, fmt::rfc2822};
use octocrab::Octocrab;

use crate::{Account, Error, Login};

/// The address of the interface of github.com.
pub const GITHUB_API: &str = "https://api.github.com";

/// No account is longer; what is longer is not read.
const MAX_ANSWER_BYTES: usize = 1 << 20;

/// How GitHub is asked.
#[derive(Clone)]
pub struct Settings {
    /// Address of the interface: [`GITHUB_API`], or `https://HOST/api/v3` of an Enterprise server.
    pub api: String,
    /// A token; without one GitHub answers 60 questions an hour to the whole network.
    pub token: Option<String>,
    /// The time that one question may take, from connecting to the last byte.
    pub timeout: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self { api: GITHUB_API.to_owned(), token: None, timeout: Duration::from_secs(10) }
    }
}

/// A way to ask GitHub. Never tries again by itself: the caller knows whether somebody is waiting.
#[derive(Clone)]
pub struct Client {
    api: String,
    timeout: Duration,
    octocrab: Octocrab,
}

/// What came back, before it is understood.
struct Answer {
    status: u16,
    is_json: bool,
    limit: Option<Limit>,
    body: Vec<u8>,
}

/// That GitHub wants no more questions, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Limit {
    until: Option<Timestamp>,
}

impl Client {
    /// A client that has asked nothing yet. Call it within a Tokio runtime.
    ///
    /// The version of the interface that octocrab's types are made for goes with each question by itself.
    ///
    /// # Errors
    /// [`Error::Address`] and [`Error::Token`] when the settings cannot be used, [`Error::Unreachable`] when this
    /// machine has no certificates to know GitHub by.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let Settings { api, token, timeout } = settings;
        let builder = match Octocrab::builder().base_uri(api.as_str()) {
            Ok(builder) if is_web_address(&api) => builder,
            _ => return Err(Error::Address(api)),
        };
        let builder = match token {
            // octocrab panics on what cannot stand in a header.
            Some(token) if !token.bytes().all(|byte| byte.is_ascii_graphic()) => return Err(Error::Token),
            Some(token) => builder.personal_token(token),
            None => builder,
        };
        let octocrab = builder.build().map_err(|source| Error::Unreachable { api: api.clone(), source })?;
        Ok(Self { api, timeout, octocrab })
    }

    /// What the account shows in public.
    ///
    /// # Errors
    /// Every variant of [`Error`] but those of [`Client::new`]; [`Error::Unreachable`] is in both.
    pub async fn account(&self, login: &Login) -> Result<Account, Error> {
        let answer = tokio::time::timeout(self.timeout, self.ask(login))
            .await
            .map_err(|_| Error::TimedOut { login: login.to_string(), after: self.timeout })??;
        self.understand(&answer, login)
    }

    async fn ask(&self, login: &Login) -> Result<Answer, Error> {
        let response = self
            .octocrab
            ._get(format!("/users/{login}"))
            .await
            .map_err(|source| Error::Unreachable { api: self.api.clone(), source })?;
        let header = |name: &str| response.headers().get(name)?.to_str().ok();
        let status = response.status().as_u16();
        let is_json = header("content-type").is_some_and(|kind| kind.contains("json"));
        let limit = limit(status, header);
        let body = Limited::new(response.into_body(), MAX_ANSWER_BYTES).collect().await;
        let body = body.map_err(|_| Error::Cut(login.to_string()))?.to_bytes().to_vec();
        Ok(Answer { status, is_json, limit, body })
    }

    fn understand(&self, answer: &Answer, login: &Login) -> Result<Account, Error> {
        let login = login.to_string();
        match (answer.status, answer.limit) {
            (_, Some(Limit { until })) => Err(Error::RateLimited { until }),
            (500..=510, _) => Err(Error::Server(answer.status)),
            _ if !answer.is_json => Err(Error::NotGithub(self.api.clone())),
            (200, _) => serde_json::from_slice(&answer.body).map_err(|source| {
                if source.is_eof() { Error::Cut(login) } else { Error::Unexpected { login, source } }
            }),
            (401, _) => Err(Error::Unauthorised),
            (404, _) => Err(Error::NotFound(login)),
            (status, _) => Err(Error::Refused { login, status }),
        }
    }
}

fn is_web_address(api: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| api.starts_with(scheme))
}

/// The limit that a refusal speaks of: a spent allowance (`x-ratelimit-*`) or a request to slow down (`retry-after`).
/// See <https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api>.
fn limit<'a>(status: u16, header: impl Fn(&str) -> Option<&'a str>) -> Option<Limit> {
    let seconds = |name| header(name)?.parse::<i64>().ok();
    let pause = seconds("retry-after");
    let is_spent = seconds("x-ratelimit-remaining") == Some(0);
    if !matches!(status, 403 | 429) || (status == 403 && pause.is_none() && !is_spent) {
        return None;
    }
    let after_pause = || {
        let sent = rfc2822::parse(header("date")?).ok()?.timestamp().as_second();
        Timestamp::from_second(sent.checked_add(pause?)?).ok()
    };
    let at_reset = || Timestamp::from_second(seconds("x-ratelimit-reset")?).ok();
    Some(Limit { until: after_pause().or_else(at_reset) })
}
