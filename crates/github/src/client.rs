//! The way to GitHub: few questions at once, each with a deadline, tried again with pauses, never past a limit.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt, Limited};
use jiff::Timestamp;
use octocrab::Octocrab;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::sync::Semaphore;
use tokio::time::Instant;

use crate::answer::Answer;
use crate::budget::{Allowance, Budget};
use crate::{Account, Error, Login, Token};

/// The address of GitHub's public interface.
pub const GITHUB_API: &str = "https://api.github.com";

/// More questions at once are impolite, and GitHub answers them with a secondary limit.
const MAX_AT_ONCE: usize = 4;
/// An account is a few KiB, a query of many some hundreds, the tree of a huge repository some MiB.
const MAX_ANSWER_BYTES: usize = 12 << 20;
/// How often a question is asked again after an answer that may pass: a broken line, 5xx, a deadline.
const MAX_RETRIES: u32 = 2;
/// How often one question may run into a limit before it is left for later.
const MAX_LIMITS: u32 = 3;
/// So many questions that failed one after the other, each with its repetitions, and no more are asked.
const MAX_FAILURES: u32 = 4;

/// How to reach GitHub.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Address of the interface: [`GITHUB_API`], or `https://HOST/api/v3` of an Enterprise server.
    pub api: String,
    /// A token; without one GitHub answers 60 questions an hour to the whole network.
    pub token: Option<Token>,
    /// The time that one question may take, from connecting to the last byte.
    pub timeout: Duration,
    /// The longest pause that is waited for when GitHub asks for one; a longer one is an error that says until when.
    pub patience: Duration,
    /// The pause before a question is asked a second time; it doubles, and up to as much again is added by chance.
    pub first_pause: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            api: GITHUB_API.to_owned(),
            token: None,
            timeout: Duration::from_secs(20),
            patience: Duration::from_secs(5),
            first_pause: Duration::from_millis(400),
        }
    }
}

/// A way to ask GitHub. Clones share their limits.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    settings: Settings,
    octocrab: Octocrab,
    /// What stands before `/users/…` and before `graphql` in paths.
    rest_root: String,
    graphql_path: String,
    slots: Semaphore,
    calls: AtomicU64,
    state: Mutex<State>,
}

/// A token that GitHub accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The account that it belongs to.
    pub login: String,
    /// Its last moment; none when it does not end.
    pub until: Option<Timestamp>,
    /// What is allowed and left.
    pub budget: Budget,
}

#[derive(Deserialize)]
struct Viewer {
    data: Option<ViewerData>,
}

#[derive(Deserialize)]
struct ViewerData {
    viewer: ViewerLogin,
}

#[derive(Deserialize)]
struct ViewerLogin {
    login: String,
}

/// What the answers so far say about asking more.
#[derive(Default)]
struct State {
    budget: Budget,
    /// The last moment of the token.
    until: Option<Timestamp>,
    /// GitHub wants nothing before this moment.
    pause: Option<(Instant, Error)>,
    /// Questions that failed since the last answer.
    failures: u32,
    /// How large a query may be that GitHub answers whole, by the kind of its questions; only those that were cut.
    sizes: BTreeMap<&'static str, usize>,
    /// Nothing more is asked, for this reason.
    stopped: Option<Error>,
}

/// One question.
pub(crate) enum Request<'a> {
    /// A path of the REST interface, such as `/users/octocat`.
    Rest(&'a str),
    /// A GraphQL query.
    Graphql(&'a str),
}

impl Client {
    /// A client that has asked nothing yet. Call it within a Tokio runtime.
    ///
    /// The version of the interface that octocrab's types are made for goes with each question by itself.
    ///
    /// # Errors
    /// [`Error::Address`] when the address cannot be used, [`Error::Unreachable`] when this machine has no
    /// certificates to know GitHub by.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let wrong = || Error::Address(settings.api.clone());
        let (host, rest_root) = split_address(&settings.api).ok_or_else(wrong)?;
        // octocrab puts the path of its base before every path, so it gets none: an Enterprise server has GraphQL
        // at another path than REST.
        let builder = Octocrab::builder().base_uri(host).map_err(|_| wrong())?;
        let builder = match &settings.token {
            Some(token) => builder.personal_token(token.secret()),
            None => builder,
        };
        let octocrab = builder.build().map_err(|source| unreachable_at(&settings.api, source))?;
        let graphql_path = format!("{}/graphql", rest_root.strip_suffix("/v3").unwrap_or(rest_root));
        Ok(Self(Arc::new(Inner {
            rest_root: rest_root.to_owned(),
            graphql_path,
            octocrab,
            slots: Semaphore::new(MAX_AT_ONCE),
            calls: AtomicU64::new(0),
            state: Mutex::default(),
            settings,
        })))
    }

    /// What the account shows in public, by one REST question.
    ///
    /// # Errors
    /// Every variant of [`Error`] but [`Error::Address`] and [`Error::Token`].
    pub async fn account(&self, login: &Login) -> Result<Account, Error> {
        self.rest(&format!("/users/{login}"), &format!("account `{login}`")).await
    }

    /// Whether GitHub accepts the token, whose it is, how long it lasts, and what it allows. Costs one point.
    ///
    /// # Errors
    /// [`Error::Unauthorised`] when it does not, [`Error::Expired`] when it did, [`Error::TooFewRights`] when the token
    /// may not ask what is asked about candidates.
    pub async fn check(&self) -> Result<Checked, Error> {
        let _: Value = self.rest("/rate_limit", "the allowance").await?;
        let asked = self.answer(Request::Graphql("{ viewer { login } }"), "the token's account").await;
        let answer = match asked {
            Err(Error::Refused { status: 403, .. }) => return Err(Error::TooFewRights),
            other => other?,
        };
        let viewer: Viewer = answer.json("the token's account")?;
        let login = viewer.data.map(|data| data.viewer.login).ok_or(Error::TooFewRights)?;
        let (until, budget) = (self.token_until(), self.budget());
        Ok(Checked { login, until, budget })
    }

    /// Asks again after trouble that may have passed. A limit that GitHub set still holds, and so does its no to a token.
    pub fn take_heart(&self) {
        let mut state = self.state();
        state.failures = 0;
        state.stopped = state.stopped.take().filter(Error::is_of_token);
    }

    /// Why GitHub does not take the token, once it said so.
    pub fn token_refusal(&self) -> Option<Error> {
        self.state().stopped.clone().filter(Error::is_of_token)
    }

    /// The last moment of the token, as far as GitHub has said.
    pub fn token_until(&self) -> Option<Timestamp> {
        self.state().until
    }

    /// What was allowed and is left, as the newest answers say.
    pub fn budget(&self) -> Budget {
        self.state().budget
    }

    /// Questions sent so far, repetitions included.
    pub fn calls(&self) -> u64 {
        self.0.calls.load(Ordering::Relaxed)
    }

    /// Whether a token goes with the questions.
    pub fn has_token(&self) -> bool {
        self.0.settings.token.is_some()
    }

    /// Asks a path of the REST interface.
    pub(crate) async fn rest<T: DeserializeOwned>(&self, path: &str, what: &str) -> Result<T, Error> {
        let answer = self.answer(Request::Rest(path), what).await?;
        answer.json(what)
    }

    pub(crate) fn learnt_size(&self, kind: &str) -> Option<usize> {
        self.state().sizes.get(kind).copied()
    }

    pub(crate) fn learn_size(&self, kind: &'static str, size: usize) {
        self.state().sizes.insert(kind, size);
    }

    /// GraphQL says in an answer of status 200 that its allowance is spent.
    pub(crate) fn limited(&self, answer: &Answer) -> Error {
        let error = answer.limit();
        if let Error::RateLimited { wait, .. } = &error {
            self.pause(*wait, &error);
        }
        error
    }

    /// Asks until there is an answer, a reason that will not pass, or no patience left.
    pub(crate) async fn answer(&self, request: Request<'_>, what: &str) -> Result<Answer, Error> {
        let (mut retries, mut limits) = (0, 0);
        loop {
            self.wait_for_leave().await?;
            let error = match self.once(&request, what).await {
                Ok(answer) => {
                    self.state().failures = 0;
                    return Ok(answer);
                }
                Err(error) => error,
            };
            match &error {
                Error::RateLimited { wait, .. } => {
                    self.pause(*wait, &error);
                    limits += 1;
                    if limits >= MAX_LIMITS {
                        return Err(error);
                    }
                }
                error if error.is_of_token() => return Err(self.stop(error.clone())),
                passing if passing.is_passing() => {
                    if retries >= MAX_RETRIES {
                        return Err(self.count_failure(error));
                    }
                    let pause = self.0.settings.first_pause * 2_u32.pow(retries);
                    tokio::time::sleep(pause.mul_f64(1.0 + fastrand::f64())).await;
                    retries += 1;
                }
                _ => return Err(error),
            }
        }
    }

    /// Waits for the end of a short pause that GitHub wants; a long one, or a stop, is an error at once.
    async fn wait_for_leave(&self) -> Result<(), Error> {
        let until = {
            let mut state = self.state();
            if let Some(stopped) = &state.stopped {
                return Err(stopped.clone());
            }
            match &state.pause {
                Some((until, error)) if *until > Instant::now() => {
                    if *until > Instant::now() + self.0.settings.patience {
                        return Err(error.clone());
                    }
                    *until
                }
                _ => {
                    state.pause = None;
                    return Ok(());
                }
            }
        };
        tokio::time::sleep_until(until).await;
        Ok(())
    }

    fn pause(&self, wait: Duration, error: &Error) {
        let until = Instant::now() + wait;
        let mut state = self.state();
        if state.pause.as_ref().is_none_or(|(standing, _)| *standing < until) {
            state.pause = Some((until, error.clone()));
        }
    }

    fn count_failure(&self, error: Error) -> Error {
        let failures = {
            let mut state = self.state();
            state.failures += 1;
            state.failures
        };
        let is_hopeless = failures >= MAX_FAILURES || matches!(error, Error::NotGithub(_));
        if is_hopeless { self.stop(error) } else { error }
    }

    /// No more questions: each would get the same answer.
    fn stop(&self, error: Error) -> Error {
        self.state().stopped = Some(error.clone());
        error
    }

    async fn once(&self, request: &Request<'_>, what: &str) -> Result<Answer, Error> {
        let timeout = self.0.settings.timeout;
        let _slot = self.0.slots.acquire().await.expect("the semaphore is never closed");
        self.0.calls.fetch_add(1, Ordering::Relaxed);
        let answer = tokio::time::timeout(timeout, self.send(request, what))
            .await
            .map_err(|_| Error::TimedOut { what: what.to_owned(), after: timeout })??;
        if let Some((kind, allowance)) = Allowance::of(&answer) {
            self.state().budget.set(kind, allowance);
        }
        if let Some(until) = answer.token_until() {
            self.state().until = Some(until);
        }
        answer.refusal(what, &self.0.settings.api).map_or(Ok(answer), Err)
    }

    async fn send(&self, request: &Request<'_>, what: &str) -> Result<Answer, Error> {
        let inner = &self.0;
        let sent = match request {
            Request::Rest(path) => inner.octocrab._get(format!("{}{path}", inner.rest_root)).await,
            Request::Graphql(query) => {
                let body = serde_json::json!({ "query": query });
                inner.octocrab._post(inner.graphql_path.as_str(), Some(&body)).await
            }
        };
        let (head, body) = sent.map_err(|source| unreachable_at(&inner.settings.api, source))?.into_parts();
        let body = Limited::new(body, MAX_ANSWER_BYTES).collect().await;
        let body = body.map_err(|_| Error::Cut(what.to_owned()))?.to_bytes();
        Ok(Answer { status: head.status.as_u16(), headers: head.headers, body: body.to_vec() })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn unreachable_at(api: &str, source: octocrab::Error) -> Error {
    Error::Unreachable { api: api.to_owned(), source: Arc::new(source) }
}

/// Where people see with a browser what an interface tells of: `https://github.com`, or the Enterprise server itself.
/// None when the address cannot be used.
pub fn web_address(api: &str) -> Option<String> {
    let (host, _) = split_address(api)?;
    Some(if host == GITHUB_API { "https://github.com".to_owned() } else { host.to_owned() })
}

/// The host of an address with its scheme, and the path after it without a slash at its end.
fn split_address(api: &str) -> Option<(&str, &str)> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| api.starts_with(scheme))?;
    let end = api[scheme.len()..].find('/').map_or(api.len(), |at| scheme.len() + at);
    (end > scheme.len()).then(|| (&api[..end], api[end..].trim_end_matches('/')))
}
