//! What came back, and what refusals in it mean.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use serde::de::DeserializeOwned;

use crate::Error;

/// How long to wait when GitHub asks to slow down and does not say for how long.
/// See <https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api>.
const UNSAID_PAUSE: Duration = Duration::from_secs(60);

/// What came back, before it is understood.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as a value.
    pub(crate) fn json<T: DeserializeOwned>(&self, what: &str) -> Result<T, Error> {
        serde_json::from_slice(&self.body).map_err(|source| {
            if source.is_eof() {
                Error::Cut(what.to_owned())
            } else {
                Error::Unexpected { what: what.to_owned(), source: Arc::new(source) }
            }
        })
    }

    /// Why this is no answer, told by its head alone.
    pub(crate) fn refusal(&self, what: &str, api: &str) -> Option<Error> {
        if self.is_limit() {
            return Some(self.limit());
        }
        let is_json = self.header("content-type").is_some_and(|kind| kind.contains("json"));
        match self.status {
            502 | 504 if is_json => Some(Error::OutOfTime(what.to_owned())),
            status @ 500..=510 => Some(Error::Server(status)),
            _ if !is_json => Some(Error::NotGithub(api.to_owned())),
            200 => None,
            401 if self.is_expired() => Some(Error::Expired),
            401 => Some(Error::Unauthorised),
            404 => Some(Error::NotFound(what.to_owned())),
            status => Some(Error::Refused { what: what.to_owned(), status }),
        }
    }

    /// The last moment of the token, which GitHub tells with every answer to a token that ends.
    /// See <https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/token-expiration-and-revocation>.
    pub(crate) fn token_until(&self) -> Option<Timestamp> {
        let told = self.header("github-authentication-token-expiration")?;
        // `2026-12-01 09:30:00 UTC`, or with an offset from UTC.
        let told = told.trim().replace("UTC", "+0000");
        Timestamp::strptime("%Y-%m-%d %H:%M:%S %z", told).ok()
    }

    /// Whether a refused token was a good one once. GitHub does not say so for every kind.
    fn is_expired(&self) -> bool {
        let sent =
            self.header("date").and_then(|date| rfc2822::parse(date).ok()).map(|date| date.timestamp());
        let is_past = self.token_until().zip(sent).is_some_and(|(until, sent)| until < sent);
        is_past || String::from_utf8_lossy(&self.body).to_ascii_lowercase().contains("expired")
    }

    /// That the allowance is spent (`x-ratelimit-*`) or GitHub asks to slow down (`retry-after`, or in words alone).
    fn is_limit(&self) -> bool {
        let in_words = || {
            let body = String::from_utf8_lossy(&self.body).to_ascii_lowercase();
            body.contains("secondary rate limit") || body.contains("api rate limit")
        };
        match self.status {
            429 => true,
            403 => {
                self.header("retry-after").is_some()
                    || self.header("x-ratelimit-remaining") == Some("0")
                    || in_words()
            }
            _ => false,
        }
    }

    /// The limit that this answer speaks of, with its end by GitHub's own clock.
    pub(crate) fn limit(&self) -> Error {
        let seconds = |name| self.header(name)?.parse::<i64>().ok();
        let sent =
            self.header("date").and_then(|date| rfc2822::parse(date).ok()).map(|date| date.timestamp());
        let after_pause = || {
            let pause = Duration::from_secs(u64::try_from(seconds("retry-after")?).ok()?);
            Some((sent.and_then(|sent| sent.checked_add(pause).ok()), pause))
        };
        let at_reset = || {
            let is_spent = seconds("x-ratelimit-remaining") == Some(0);
            let reset = Timestamp::from_second(seconds("x-ratelimit-reset").filter(|_| is_spent)?).ok()?;
            let wait = sent.and_then(|sent| Duration::try_from(reset.duration_since(sent)).ok());
            Some((Some(reset), wait.unwrap_or(UNSAID_PAUSE)))
        };
        let unsaid = || (sent.and_then(|sent| sent.checked_add(UNSAID_PAUSE).ok()), UNSAID_PAUSE);
        let (until, wait) = after_pause().or_else(at_reset).unwrap_or_else(unsaid);
        Error::RateLimited { until, wait }
    }
}
