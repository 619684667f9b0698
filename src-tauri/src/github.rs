//! GitHub for the window: what its commands do, and accounts and the queue in the wire's words.

use candela_github::{
    Allowance, Budget, Client, Error, Evidence, Polarity, Portrait, Settings, SignIn, Status, Token,
    web_address,
};
use candela_pool::{CandidateId, GithubFound, GithubSwitch, GithubTurn};
use tauri::async_runtime::block_on;

use crate::desk::Desk;
use crate::error::Failure;
use crate::token::Kept;
use crate::wire;

/// Points of GraphQL, or calls of REST without a token, that one candidate takes at most.
const POINTS_A_CANDIDATE: u64 = 2;
const CALLS_A_CANDIDATE: u64 = 4;

/// How things stand.
pub(crate) fn status(desk: &Desk) -> Result<wire::GithubStatus, Failure> {
    let (pool, github) = (desk.pool()?, desk.github());
    let token = github.token.get().map(|(_, kept)| kept);
    let status = standing(pool.github_switch()?, token, &pool.github_queue()?, github.budget());
    Ok(wire::GithubStatus {
        token_until: github.token_until().map(|at| at.to_string()),
        token_refusal: github.token_refusal().map(|error| refusal(&error)),
        is_running: github.is_running(),
        is_paused: github.is_paused(),
        ..status
    })
}

/// Sets the switch, whom to ask, and by which app to sign in.
pub(crate) fn switch(desk: &Desk, wishes: wire::GithubWishes) -> Result<wire::GithubStatus, Failure> {
    let pool = desk.pool()?;
    let api = Some(wishes.api.trim().to_owned()).filter(|api| !api.is_empty());
    let api = api.unwrap_or_else(|| candela_github::GITHUB_API.to_owned());
    if web_address(&api).is_none() {
        return Err(Error::Address(api).into());
    }
    let client_id = Some(wishes.client_id.trim().to_owned()).filter(|id| !id.is_empty());
    let is_elsewhere = pool.github_switch()?.api != api;
    pool.set_github_switch(&GithubSwitch { is_on: wishes.is_on, api, client_id })?;
    if is_elsewhere {
        // A token is for one server alone: another one must not see it.
        desk.github().token.forget();
        desk.github().reset();
    }
    status(desk)
}

/// Keeps a token that was pasted, once GitHub says that it is good.
pub(crate) fn take_token(desk: &Desk, pasted: &str) -> Result<wire::GithubStatus, Failure> {
    keep_if_good(desk, Token::new(pasted)?)
}

/// Forgets the token.
pub(crate) fn forget_token(desk: &Desk) -> Result<wire::GithubStatus, Failure> {
    desk.github().token.forget();
    desk.github().reset();
    status(desk)
}

fn keep_if_good(desk: &Desk, token: Token) -> Result<wire::GithubStatus, Failure> {
    let api = desk.pool()?.github_switch()?.api;
    let settings = Settings { api, token: Some(token.clone()), ..Settings::default() };
    let client = block_on(async {
        let client = Client::new(settings)?;
        client.check().await?;
        Ok::<_, Error>(client)
    })?;
    desk.github().token.set(token);
    desk.github().set_client(client);
    status(desk)
}

/// Asks for a code, and opens the page where to enter it.
pub(crate) fn begin_sign_in(desk: &Desk) -> Result<wire::GithubSignIn, Failure> {
    let GithubSwitch { api, client_id, .. } = desk.pool()?.github_switch()?;
    let client_id = client_id.unwrap_or_default();
    let sign_in = block_on(SignIn::start(&api, &client_id))?;
    let told = wire::GithubSignIn { code: sign_in.user_code.clone(), page: sign_in.page.clone() };
    desk.github().begin_sign_in(sign_in);
    // The page is shown beside the code: where no browser opens, it is opened by hand.
    let _ = browse(desk, &told.page);
    Ok(told)
}

/// Waits for the code to be entered, and keeps the token that comes of it.
pub(crate) fn finish_sign_in(desk: &Desk) -> Result<wire::GithubStatus, Failure> {
    let Some(mut awaited) = desk.github().await_sign_in() else { return status(desk) };
    while !awaited.is_given_up() {
        if let Some(token) = block_on(awaited.sign_in.poll())? {
            return if awaited.is_given_up() { status(desk) } else { keep_if_good(desk, token) };
        }
    }
    status(desk)
}

/// Puts a candidate before all others into the queue, or everybody who was never looked at.
pub(crate) fn queue(
    desk: &Desk,
    id: Option<CandidateId>,
    refresh: bool,
) -> Result<wire::GithubStatus, Failure> {
    let pool = desk.pool()?;
    match id {
        Some(id) => {
            pool.queue_github(id, refresh, desk.now())?;
            pool.prefer_github(id)?;
        }
        None => drop(pool.queue_all_github(desk.now())?),
    }
    status(desk)
}

/// Works the queue off until nobody can be asked for now, or somebody lets it rest.
pub(crate) fn work(desk: &Desk, tell: &mut dyn FnMut(wire::GithubStatus)) -> Result<(), Failure> {
    let (pool, github) = (desk.pool()?, desk.github());
    if !pool.github_switch()?.is_on {
        return Ok(());
    }
    let Some(_running) = github.start() else { return Ok(()) };
    pool.expire_github(desk.now())?;
    loop {
        let GithubSwitch { is_on, api, .. } = pool.github_switch()?;
        if !is_on || github.is_paused() {
            return Ok(());
        }
        let progress = block_on(async {
            let client = github.client(&api)?;
            Ok::<_, Failure>(pool.work_github(&client, &api, desk.now()).await?)
        })?;
        tell(status(desk)?);
        if progress.waiting == 0 || progress.until.is_some() {
            return Ok(());
        }
    }
}

/// A candidate's account.
pub(crate) fn of(desk: &Desk, id: CandidateId) -> Result<wire::GithubOf, Failure> {
    let pool = desk.pool()?;
    let turn = pool.github_queue()?.into_iter().find(|turn| turn.candidate == id);
    Ok(wire::GithubOf {
        login: pool.github_login(id)?,
        is_waiting: turn.is_some(),
        until: turn.as_ref().and_then(|turn| turn.until).map(|at| at.to_string()),
        reason: turn.and_then(|turn| turn.reason),
        known: pool.github_of(id)?.map(found),
    })
}

/// Opens a page of GitHub, or of the server that is asked, in the browser.
pub(crate) fn browse(desk: &Desk, url: &str) -> Result<(), Failure> {
    let api = desk.pool()?.github_switch()?.api;
    if !is_on_github(&api, url) {
        return Err(Failure::NotOnGithub(url.to_owned()));
    }
    open::that_detached(url).map_err(Failure::NotOpened)
}

/// What an account wrote is no address to open: only pages of GitHub are.
fn is_on_github(api: &str, url: &str) -> bool {
    let web = web_address(api);
    let homes = ["https://github.com", "https://gist.github.com"];
    let is_plain = url.chars().all(|c| !c.is_whitespace() && !c.is_control());
    is_plain
        && homes
            .into_iter()
            .chain(web.as_deref())
            .any(|home| url.strip_prefix(home).is_some_and(|path| path.is_empty() || path.starts_with('/')))
}

fn standing(
    switch: GithubSwitch,
    token: Option<Kept>,
    queue: &[GithubTurn],
    budget: Budget,
) -> wire::GithubStatus {
    let is_open = queue.iter().any(|turn| turn.until.is_none());
    let until = queue.iter().filter_map(|turn| turn.until).min().filter(|_| !is_open);
    let fitting = match token {
        Some(_) => budget.graphql.map(|it| it.left / POINTS_A_CANDIDATE),
        None => budget.rest.map(|it| it.left / CALLS_A_CANDIDATE),
    };
    wire::GithubStatus {
        is_on: switch.is_on,
        api: switch.api,
        client_id: switch.client_id,
        token: token.map(|kept| match kept {
            Kept::Keychain => wire::TokenPlace::Keychain,
            Kept::Memory => wire::TokenPlace::Memory,
        }),
        token_until: None,
        token_refusal: None,
        waiting: count(queue.len() as u64),
        until: until.map(|at| at.to_string()),
        reason: queue.iter().find_map(|turn| turn.reason.clone()),
        is_running: false,
        is_paused: false,
        calls: budget.rest.map(allowance),
        points: budget.graphql.map(allowance),
        candidates: fitting.map(count),
    }
}

fn allowance(allowance: Allowance) -> wire::GithubAllowance {
    wire::GithubAllowance {
        limit: count(allowance.limit),
        left: count(allowance.left),
        reset: allowance.reset.to_string(),
    }
}

fn refusal(error: &Error) -> wire::TokenRefusal {
    match error {
        Error::Expired => wire::TokenRefusal::Expired,
        Error::TooFewRights => wire::TokenRefusal::TooFewRights,
        _ => wire::TokenRefusal::Wrong,
    }
}

/// What is known of a candidate's account.
fn found(found: GithubFound) -> wire::Github {
    let GithubFound { found, portrait, likeness, claims } = found;
    let Portrait { login, status, reason, account, coverage, signals, activity, .. } = portrait;
    wire::Github {
        found: found.to_string(),
        asked: login,
        status: state(status),
        reason,
        account: account.map(|it| wire::GithubAccount {
            login: it.login,
            name: it.name,
            bio: it.bio,
            company: it.company,
            place: it.place,
            site: it.site,
            since: it.since.map(|date| date.to_string()),
            followers: count(it.followers),
        }),
        is_sure: likeness.is_sure,
        reasons: likeness
            .reasons
            .into_iter()
            .map(|it| wire::GithubReason { speaks_for: it.speaks_for, words: it.words })
            .collect(),
        own_repositories: count(coverage.own_repositories),
        listed: count(coverage.listed as u64),
        read: count(coverage.read as u64),
        files: count(coverage.files as u64),
        not_seen: coverage.not_seen,
        signals: signals
            .into_iter()
            .map(|it| wire::GithubSignal {
                id: it.id.as_str().to_owned(),
                polarity: polarity(it.polarity),
                evidence: it.evidence.into_iter().map(evidence).collect(),
            })
            .collect(),
        weeks: activity
            .weeks
            .into_iter()
            .map(|it| wire::GithubWeek {
                start: it.start.to_string(),
                contributions: count(it.contributions),
            })
            .collect(),
        private_contributions: count(activity.private_contributions),
        languages: activity
            .languages
            .into_iter()
            .map(|(name, bytes)| wire::GithubLanguage { name, bytes: bytes as f64 })
            .collect(),
        repositories: activity.repositories.into_iter().map(repository).collect(),
        forks: count(activity.forks),
        merged: activity
            .merged
            .into_iter()
            .map(|it| wire::GithubMerged {
                repository: it.repository,
                title: it.title,
                stars: count(it.stars),
                date: it.date.map(|date| date.to_string()),
                url: it.url,
            })
            .collect(),
        claimed_and_seen: claims.seen,
        claimed_not_seen: claims.not_seen,
        seen_not_claimed: claims.not_claimed,
    }
}

fn repository(it: candela_github::RepositoryRow) -> wire::GithubRepository {
    wire::GithubRepository {
        name: it.name,
        url: it.url,
        description: it.description,
        is_own: it.is_own,
        is_archived: it.is_archived,
        pushed: it.pushed.map(|date| date.to_string()),
        stars: count(it.stars),
        licence: it.licence,
        language: it.language,
        commits: count(it.commits),
        is_read: it.is_read,
        tests: it.tests,
        types: it.types,
        ci: it.ci,
    }
}

fn evidence(it: Evidence) -> wire::GithubEvidence {
    wire::GithubEvidence {
        repo: it.repo,
        path: it.path,
        line: it.line.map(|line| count(line as u64)),
        date: it.date.map(|date| date.to_string()),
        url: it.url,
        note: it.note,
    }
}

fn polarity(polarity: Polarity) -> wire::Polarity {
    match polarity {
        Polarity::Green => wire::Polarity::Green,
        Polarity::Yellow => wire::Polarity::Yellow,
        Polarity::Red => wire::Polarity::Red,
        Polarity::Fact => wire::Polarity::Fact,
    }
}

fn state(status: Status) -> wire::GithubState {
    match status {
        Status::Ok => wire::GithubState::Ok,
        Status::PrivateProfile => wire::GithubState::PrivateProfile,
        Status::Empty => wire::GithubState::Empty,
        Status::Renamed => wire::GithubState::Renamed,
        Status::Organization => wire::GithubState::Organization,
        Status::Missing => wire::GithubState::Missing,
        Status::Queued => wire::GithubState::Queued,
        Status::Failed => wire::GithubState::Failed,
    }
}

/// A number as the page takes it.
fn count(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_queue_goes_on_at_once_while_anybody_may_be_asked() {
        let api = candela_github::GITHUB_API.to_owned();
        let switch = || GithubSwitch { is_on: true, api: api.clone(), client_id: None };
        let turn = |id, until: Option<&str>| GithubTurn {
            candidate: CandidateId(id),
            login: "noor-halden".to_owned(),
            until: until.map(|at| at.parse().unwrap()),
            reason: until.map(|_| "busy".to_owned()),
        };
        let reset = "2026-11-01T10:00:00Z".parse().unwrap();
        let left = |left| Some(Allowance { limit: 5000, left, reset });
        let budget = Budget { rest: left(43), graphql: left(101) };
        let of = |token, queue: &[GithubTurn]| standing(switch(), token, queue, budget);
        let late = [turn(1, Some("2026-11-01T09:30:00Z")), turn(2, Some("2026-11-01T09:10:00Z"))];
        let paused = of(Some(Kept::Memory), &late);
        assert_eq!(paused.until.as_deref(), Some("2026-11-01T09:10:00Z"));
        assert_eq!((paused.waiting, paused.token), (2, Some(wire::TokenPlace::Memory)));
        assert_eq!(paused.candidates, Some(50));
        assert_eq!(of(None, &late).candidates, Some(10));
        let mixed = [turn(1, Some("2026-11-01T09:30:00Z")), turn(2, None)];
        assert_eq!(of(None, &mixed).until, None);
    }

    #[test]
    fn only_pages_of_github_are_opened() {
        let check = |api: &str, url: &str, expected| assert_eq!(is_on_github(api, url), expected, "{url}");
        let api = candela_github::GITHUB_API;
        check(api, "https://github.com/noor/ferry/blob/c0ffee/a.py#L3", true);
        check(api, "https://github.com", true);
        check(api, "https://gist.github.com/noor/1", true);
        check(api, "https://github.com.example/noor", false);
        check(api, "https://github.com@example.org/", false);
        check(api, "http://github.com/noor", false);
        check(api, "file:///etc/passwd", false);
        check(api, "https://github.com/a b", false);
        check(api, "javascript:alert(1)", false);
        check("https://git.example/api/v3", "https://git.example/noor/ferry", true);
        check("https://git.example/api/v3", "https://git.example.org/noor", false);
    }
}
