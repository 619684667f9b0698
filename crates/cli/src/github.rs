//! `candela github`: what the accounts that candidates wrote down show in public.

use std::collections::BTreeMap;
use std::env;
use std::io::{self, Write};
use std::time::Duration;

use anyhow::{Context as _, ensure};
use candela_github::{Asked, Client, Login, Options, Portrait, Settings, Status, Token, study};
use clap::Args;
use jiff::Zoned;
use jiff::civil::Date;
use serde::Serialize;

use crate::pool_folder::PoolFolder;
use crate::printable::{printable, word};

/// Accounts that are looked at together: enough that queries are full, few enough that results come soon.
const ACCOUNTS_AT_ONCE: usize = 48;

/// When to ask again where GitHub does not say it.
const USUAL_PAUSE: Duration = Duration::from_secs(300);

/// Ask GitHub about accounts: what they build, how recently, with tests, types and CI or without
///
/// Goes to api.github.com, or to the address in CANDELA_GITHUB_API (such as https://HOST/api/v3), and sends the logins
/// that are given and nothing of a résumé. With a token in CANDELA_GITHUB_TOKEN some files of each account's best
/// repositories are read; without one GitHub answers 60 questions an hour, and only names of files are seen. What was found
/// is kept in the pool, so that a second look asks for little.
#[derive(Args)]
pub(crate) struct Github {
    /// Logins or addresses of accounts or repositories, such as `octocat` or `https://github.com/octocat/hello`
    #[arg(required = true, value_name = "LOGIN")]
    logins: Vec<String>,
    /// Print one JSON object a line and account, for scripts
    #[arg(long)]
    json: bool,
    /// Leave out the files: repositories, contributions and merged pull requests only
    #[arg(long)]
    overview: bool,
    /// Ask again for what was found before
    #[arg(long)]
    refresh: bool,
    /// The longest pause to wait for when GitHub asks for one; accounts that would need a longer one are reported as queued
    #[arg(long, value_name = "SECONDS", default_value_t = 5)]
    patience: u64,
    /// The date that ages are counted back from, instead of today
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<Date>,
    #[command(flatten)]
    pool: PoolFolder,
}

/// One line for scripts.
#[derive(Serialize)]
struct Row<'a> {
    /// What was given on the command line.
    asked: &'a str,
    #[serde(flatten)]
    answer: Answer<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Answer<'a> {
    Portrait(&'a Portrait),
    NotALogin { status: &'static str, reason: String },
}

impl Github {
    pub(crate) fn run(self, now: &Zoned) -> anyhow::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.context("cannot start the network")?.block_on(self.ask(now))
    }

    async fn ask(self, now: &Zoned) -> anyhow::Result<()> {
        let settings = settings(Duration::from_secs(self.patience))?;
        let options = Options {
            today: self.as_of.unwrap_or(now.date()),
            with_code: !self.overview,
            refresh: self.refresh,
            api: settings.api.clone(),
        };
        let client = Client::new(settings)?;
        let pool = self.pool.open_or_make()?;
        let mut n_unread = 0;
        for given in self.logins.chunks(ACCOUNTS_AT_ONCE) {
            let asked = asked(given);
            let mut portraits = study(&client, &asked, &*pool, &options).await;
            for queued in portraits.iter_mut().filter(|it| it.status == Status::Queued) {
                // Where GitHub names no time, a few minutes are polite.
                queued.until = queued.until.or_else(|| now.timestamp().checked_add(USUAL_PAUSE).ok());
            }
            let portraits =
                portraits.iter().map(|it| (it.login.to_lowercase(), it)).collect::<BTreeMap<_, _>>();
            for text in given {
                let portrait = text.parse::<Login>().map(|login| portraits[&login.as_str().to_lowercase()]);
                let is_read =
                    portrait.as_ref().is_ok_and(|it| !matches!(it.status, Status::Queued | Status::Failed));
                n_unread += usize::from(!is_read);
                let answer = match portrait {
                    Ok(portrait) => Answer::Portrait(portrait),
                    Err(error) => Answer::NotALogin { status: "not_a_login", reason: error.to_string() },
                };
                let line = if self.json {
                    serde_json::to_string(&Row { asked: text, answer })?
                } else {
                    describe(&answer)
                };
                writeln!(io::stdout(), "{line}")?;
            }
        }
        ensure!(n_unread == 0, "{n_unread} of {} accounts could not be read", self.logins.len());
        Ok(())
    }
}

/// What is to be asked, each account once.
fn asked(given: &[String]) -> Vec<Asked> {
    let mut asked = Vec::<Asked>::new();
    for (text, login) in given.iter().filter_map(|text| Some((text, text.parse::<Login>().ok()?))) {
        let is_new = !asked.iter().any(|it| it.login.as_str().eq_ignore_ascii_case(login.as_str()));
        if is_new {
            asked.push(Asked { repository: candela_github::repository_in(text), login });
        }
    }
    asked
}

fn settings(patience: Duration) -> anyhow::Result<Settings> {
    let given = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let usual = Settings::default();
    Ok(Settings {
        api: given("CANDELA_GITHUB_API").unwrap_or(usual.api),
        token: given("CANDELA_GITHUB_TOKEN").map(|token| Token::new(&token)).transpose()?,
        patience,
        ..usual
    })
}

fn describe(answer: &Answer<'_>) -> String {
    let portrait = match answer {
        Answer::Portrait(portrait) => portrait,
        Answer::NotALogin { reason, .. } => return reason.clone(),
    };
    let mut lines = vec![head(portrait)];
    let coverage = &portrait.coverage;
    if coverage.own_repositories > 0 {
        lines.push(format!(
            "  {} own repositories, {} listed, {} read with {} files",
            coverage.own_repositories, coverage.listed, coverage.read, coverage.files
        ));
    }
    lines.extend(coverage.not_seen.iter().map(|what| format!("  not seen: {}", printable(what))));
    for signal in &portrait.signals {
        let first = signal.evidence.first();
        let place = first.map(|evidence| {
            let place = [evidence.repo.as_deref(), evidence.path.as_deref()]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("/");
            let line = evidence.line.map(|line| format!(":{line}")).unwrap_or_default();
            let note = evidence.note.as_deref().map(|note| format!("  {note}")).unwrap_or_default();
            format!("  {place}{line}{note}")
        });
        let color = word(signal.polarity);
        lines.push(format!("  {color:6} {:28}{}", signal.id.as_str(), printable(&place.unwrap_or_default())));
    }
    lines.join("\n")
}

fn head(portrait: &Portrait) -> String {
    let name = portrait.account.as_ref().and_then(|account| account.name.as_deref()).unwrap_or_default();
    let reason = portrait.reason.as_deref().map(|reason| format!(": {reason}")).unwrap_or_default();
    let until = portrait.until.map(|until| format!(" (goes on at {until})")).unwrap_or_default();
    format!("{}  {}{reason}{until}", portrait.login, printable(name))
}
