//! Candidates on GitHub: who waits to be looked at, what was found, whether it is the same person, and what the résumé
//! claims against what own code shows.

mod claims;
mod person;

use std::time::Duration;

use candela_github::{
    Asked, Client, GITHUB_API, Login, Options, Portrait, Shelf, Status, repository_in, study,
};
use candela_profile::{Contact, Profile};
use jiff::{Timestamp, ToSpan};

pub use claims::Claims;
pub use person::{Likeness, LikenessReason};

use claims::claims;
use person::likeness;

use crate::shared::{Changed, DocumentKind, note_change};
use crate::store::github::Waiting;
use crate::{CandidateId, Error, Pool, shown, store};

/// Candidates that are looked at together.
const AT_ONCE: usize = 48;
/// When somebody is asked for again whom GitHub did not answer about, without saying until when.
const USUAL_PAUSE: Duration = Duration::from_secs(300);
/// Days after which what was told of an account is forgotten.
const KEPT_DAYS: i64 = 180;

/// Whether GitHub may be asked, and at which address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GithubSwitch {
    /// Off until the recruiter switches it on.
    pub is_on: bool,
    /// The address of the interface.
    pub api: String,
    /// The app by which somebody signs in with the browser.
    pub client_id: Option<String>,
}

/// A candidate who waits to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GithubTurn {
    /// Who.
    pub candidate: CandidateId,
    /// The account.
    pub login: String,
    /// When it goes on, when something was in the way.
    pub until: Option<Timestamp>,
    /// What was in the way.
    pub reason: Option<String>,
}

/// What is known of a candidate's account.
#[derive(Clone, Debug, PartialEq)]
pub struct GithubFound {
    /// When it was found.
    pub found: Timestamp,
    /// What it shows.
    pub portrait: Portrait,
    /// Whether it is the same person.
    pub likeness: Likeness,
    /// The résumé against it.
    pub claims: Claims,
}

/// How far the queue was worked off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GithubProgress {
    /// Candidates who were looked at in this go.
    pub done: usize,
    /// Candidates who still wait.
    pub waiting: usize,
    /// When the next of them can be looked at; none when at once.
    pub until: Option<Timestamp>,
}

impl Pool {
    /// Whether GitHub may be asked.
    pub fn github_switch(&self) -> Result<GithubSwitch, Error> {
        let stored = self.ask(|connection| Ok(store::github::switch(connection)?))?;
        Ok(stored.unwrap_or_else(|| GithubSwitch {
            is_on: false,
            api: GITHUB_API.to_owned(),
            client_id: None,
        }))
    }

    /// Switches the asking on or off. Switched off, the queue stays as it is.
    pub fn set_github_switch(&self, switch: &GithubSwitch) -> Result<(), Error> {
        self.change(|connection| Ok(store::github::set_switch(connection, switch)?))
    }

    /// Puts a candidate into the queue, to be asked for anew when `refresh` says so.
    ///
    /// # Errors
    /// [`Error::NoGithub`] when the résumé names no account.
    pub fn queue_github(&self, id: CandidateId, refresh: bool, at: Timestamp) -> Result<(), Error> {
        let resume = self.resume_of(id)?;
        let profile = self.ask(|connection| shown::facts(connection, id, resume))?;
        let (login, repository) = account_of(&profile).ok_or(Error::NoGithub(id))?;
        let waiting =
            Waiting { candidate: id, login, repository, refresh, tries: 0, not_before: None, reason: None };
        self.change(|connection| Ok(store::github::enqueue(connection, &waiting, at)?))
    }

    /// Puts everybody into the queue who names an account and was never looked at. Gives their number.
    pub fn queue_all_github(&self, at: Timestamp) -> Result<usize, Error> {
        let unseen = self.ask(|connection| Ok(store::github::unseen(connection)?))?;
        for id in &unseen {
            match self.queue_github(*id, false, at) {
                Ok(()) | Err(Error::NoGithub(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(unseen.len())
    }

    /// The candidate on the screen comes next.
    pub fn prefer_github(&self, id: CandidateId) -> Result<(), Error> {
        self.change(|connection| Ok(store::github::prefer(connection, id)?))
    }

    /// Empties the queue. Gives the number of those who waited.
    pub fn cancel_github(&self) -> Result<usize, Error> {
        self.change(|connection| Ok(store::github::clear(connection)?))
    }

    /// All who wait, in the order of their turns.
    pub fn github_queue(&self) -> Result<Vec<GithubTurn>, Error> {
        let all = self.ask(|connection| Ok(store::github::all(connection)?))?;
        let turn = |it: Waiting| GithubTurn {
            candidate: it.candidate,
            login: it.login,
            until: it.not_before,
            reason: it.reason,
        };
        Ok(all.into_iter().map(turn).collect())
    }

    /// The account that a candidate names, or that was put right by hand.
    pub fn github_login(&self, id: CandidateId) -> Result<Option<String>, Error> {
        let resume = self.resume_of(id)?;
        let profile = self.ask(|connection| shown::facts(connection, id, resume))?;
        Ok(account_of(&profile).map(|(login, _)| login))
    }

    /// What is known of a candidate's account; none when nobody looked yet, or at another account than they now name.
    pub fn github_of(&self, id: CandidateId) -> Result<Option<GithubFound>, Error> {
        let resume = self.resume_of(id)?;
        let loaded = self.ask(|connection| Ok(store::github::load(connection, id)?))?;
        let Some((found, portrait)) = loaded else { return Ok(None) };
        // One of another shape is of an older Candela: it is asked for again.
        let Ok(portrait) = serde_json::from_str::<Portrait>(&portrait) else { return Ok(None) };
        let profile = self.ask(|connection| shown::facts(connection, id, resume))?;
        if account_of(&profile).is_none_or(|(login, _)| !login.eq_ignore_ascii_case(&portrait.login)) {
            return Ok(None);
        }
        Ok(Some(GithubFound {
            found,
            likeness: likeness(&profile, &portrait),
            claims: claims(&profile, &portrait, self.skills()?.index()),
            portrait,
        }))
    }

    /// Looks at those whose turn it is, one batch. What was found is kept before anything else is asked; who could not be
    /// read waits until GitHub answers again. Call it until nobody waits.
    pub async fn work_github(
        &self,
        client: &Client,
        api: &str,
        at: Timestamp,
    ) -> Result<GithubProgress, Error> {
        let next = self.ask(|connection| Ok(store::github::next(connection, at, AT_ONCE)?))?;
        let today = at.to_zoned(jiff::tz::TimeZone::UTC).date();
        let (again, usual) = next.into_iter().partition::<Vec<_>, _>(|it| it.refresh);
        let mut done = 0;
        for (batch, refresh) in [(usual, false), (again, true)] {
            let options = Options { today, with_code: true, refresh, api: api.to_owned() };
            let asked = batch.iter().filter_map(to_ask).collect::<Vec<_>>();
            let portraits = study(client, &asked, self, &options).await;
            for it in &batch {
                let found = portraits.iter().find(|portrait| portrait.login.eq_ignore_ascii_case(&it.login));
                done += usize::from(self.settle(it, found, at)?);
            }
        }
        self.progress(done, at)
    }

    /// Keeps what was found, or lets the candidate wait. Says whether it was found.
    fn settle(&self, waiting: &Waiting, found: Option<&Portrait>, at: Timestamp) -> Result<bool, Error> {
        let id = waiting.candidate;
        let unread = found.filter(|portrait| portrait.status == Status::Queued);
        if let Some(portrait) = unread {
            // Whoever fails again and again waits longer each time, up to a day.
            let pause = USUAL_PAUSE * 2_u32.pow(waiting.tries.min(8));
            let until = portrait.until.or_else(|| at.checked_add(pause).ok()).unwrap_or(at);
            let reason = portrait.reason.as_deref().unwrap_or_default();
            self.change(|connection| Ok(store::github::postpone(connection, id, until, reason)?))?;
            return Ok(false);
        }
        self.change(|connection| {
            if let Some(portrait) = found {
                let json = serde_json::to_string(portrait).expect("portraits have text keys");
                store::github::store(connection, id, &portrait.login, at, &json)?;
                note_change(connection, &Changed::Of(DocumentKind::Github, id))?;
            }
            store::github::dequeue(connection, id)?;
            Ok(true)
        })
    }

    /// Forgets what was found long ago.
    pub fn expire_github(&self, at: Timestamp) -> Result<usize, Error> {
        let Ok(moment) = at.checked_sub((KEPT_DAYS * 24).hours()) else { return Ok(0) };
        self.change(|connection| {
            // Stale findings about people do not pile up.
            let stale = store::github::found_before(connection, moment)?;
            for candidate in &stale {
                store::github::forget(connection, *candidate)?;
                note_change(connection, &Changed::Of(DocumentKind::Github, *candidate))?;
            }
            Ok(stale.len())
        })
    }

    /// How the queue stands, with what was done in this go.
    pub fn progress(&self, done: usize, at: Timestamp) -> Result<GithubProgress, Error> {
        let queue = self.github_queue()?;
        let is_open = queue.iter().any(|turn| turn.until.is_none_or(|until| until <= at));
        let next = queue.iter().filter_map(|turn| turn.until).min();
        Ok(GithubProgress { done, waiting: queue.len(), until: next.filter(|_| !is_open) })
    }
}

fn to_ask(waiting: &Waiting) -> Option<Asked> {
    Some(Asked { login: waiting.login.parse::<Login>().ok()?, repository: waiting.repository.clone() })
}

/// The account that a résumé names, with a repository of it when it names one.
fn account_of(profile: &Profile) -> Option<(String, Option<String>)> {
    let contacts = || profile.contacts.iter().map(|fact| &fact.value);
    let login = contacts().find_map(|contact| match contact {
        Contact::Github(login) => Some(login.clone()),
        _ => None,
    })?;
    let repository = contacts().find_map(|contact| match contact {
        Contact::Link(address) => repository_in(address)
            .filter(|it| it.split_once('/').is_some_and(|(owner, _)| owner.eq_ignore_ascii_case(&login))),
        _ => None,
    });
    Some((login, repository))
}

impl Shelf for Pool {
    fn get(&self, key: &str) -> Option<String> {
        self.ask(|connection| Ok(store::github::kept(connection, key)?)).ok().flatten()
    }

    fn put(&self, key: &str, value: &str) {
        // A full or busy disk costs one more question the next time, which is better than no portrait now.
        let _ = self.change(|connection| Ok(store::github::keep(connection, key, value)?));
    }
}

#[cfg(test)]
mod tests;
