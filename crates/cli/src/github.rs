//! `candela github`: what the accounts that candidates wrote down show in public.

use std::env;
use std::io::{self, Write};

use anyhow::{Context as _, ensure};
use candela_github::{Account, AccountKind, Client, Error, Login, NotALogin, Settings};
use clap::Args;
use serde::Serialize;

/// Ask GitHub about accounts: who they are, since when, how many public repositories
///
/// Goes to api.github.com, or to the address in CANDELA_GITHUB_API (such as https://HOST/api/v3). Without a token in
/// CANDELA_GITHUB_TOKEN, GitHub answers 60 questions an hour.
#[derive(Args)]
pub(crate) struct Github {
    /// Logins or addresses of accounts, such as `octocat` or `https://github.com/octocat`
    #[arg(required = true, value_name = "LOGIN")]
    logins: Vec<String>,
    /// Print one JSON object a line and account, for scripts
    #[arg(long)]
    json: bool,
}

/// One line for scripts.
#[derive(Serialize)]
struct Row<'a> {
    /// What was given on the command line.
    asked: &'a str,
    /// `ok`, `not_a_login` or the code of the error.
    status: &'static str,
    /// Why the status is not `ok`.
    reason: Option<String>,
    #[serde(flatten)]
    account: Option<Account>,
}

/// Why there is no account to show.
#[derive(Debug, thiserror::Error)]
enum NoAccount {
    #[error(transparent)]
    NotALogin(#[from] NotALogin),
    #[error(transparent)]
    Github(#[from] Error),
}

impl Github {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.context("cannot start the network")?.block_on(self.ask())
    }

    async fn ask(self) -> anyhow::Result<()> {
        let client = Client::new(settings())?;
        let mut n_failed = 0;
        for asked in &self.logins {
            let found = find(&client, asked).await;
            n_failed += usize::from(found.is_err());
            let line = if self.json { to_json(asked, found)? } else { describe(found) };
            writeln!(io::stdout(), "{line}")?;
        }
        ensure!(n_failed == 0, "{n_failed} of {} accounts could not be read", self.logins.len());
        Ok(())
    }
}

fn settings() -> Settings {
    let given = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let usual = Settings::default();
    Settings {
        api: given("CANDELA_GITHUB_API").unwrap_or(usual.api),
        token: given("CANDELA_GITHUB_TOKEN"),
        ..usual
    }
}

async fn find(client: &Client, asked: &str) -> Result<Account, NoAccount> {
    let login = asked.parse::<Login>()?;
    Ok(client.account(&login).await?)
}

fn to_json(asked: &str, found: Result<Account, NoAccount>) -> serde_json::Result<String> {
    let status = match &found {
        Ok(_) => "ok",
        Err(NoAccount::NotALogin(_)) => "not_a_login",
        Err(NoAccount::Github(error)) => error.code(),
    };
    let reason = found.as_ref().err().map(ToString::to_string);
    serde_json::to_string(&Row { asked, status, reason, account: found.ok() })
}

fn describe(found: Result<Account, NoAccount>) -> String {
    let account = match found {
        Ok(account) => account,
        Err(error) => return error.to_string(),
    };
    let kind = match account.kind {
        AccountKind::Person => "person",
        AccountKind::Organisation => "organisation",
        AccountKind::Program => "program",
    };
    let since = account.created.strftime("%Y-%m-%d");
    let words = [account.name, account.bio].into_iter().flatten().map(|text| format!("  {text}\n"));
    format!(
        "{} ({kind} since {since})\n{}  {} public repositories, {} followers",
        account.login,
        words.collect::<String>(),
        account.public_repositories,
        account.followers,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account() -> Account {
        Account {
            login: "ifecole".to_owned(),
            name: Some("Ife Cole".to_owned()),
            kind: AccountKind::Person,
            created: "2015-05-04T10:00:00Z".parse().unwrap(),
            public_repositories: 12,
            followers: 34,
            bio: None,
        }
    }

    #[test]
    fn an_account_is_told_to_people() {
        let expected =
            "ifecole (person since 2015-05-04)\n  Ife Cole\n  12 public repositories, 34 followers";
        assert_eq!(describe(Ok(account())), expected);
    }

    #[test]
    fn every_account_asked_for_gets_a_line_for_scripts() {
        let expected = r#"{"asked":"@ifecole","status":"ok","reason":null,"login":"ifecole","name":"Ife Cole","kind":"person","created":"2015-05-04T10:00:00Z","public_repositories":12,"followers":34,"bio":null}"#;
        assert_eq!(to_json("@ifecole", Ok(account())).unwrap(), expected);
        let missing = to_json("nobody", Err(Error::Unauthorised.into())).unwrap();
        let expected =
            r#"{"asked":"nobody","status":"unauthorised","reason":"GitHub does not accept the token"}"#;
        assert_eq!(missing, expected);
        let wrong = "no login".parse::<Login>().unwrap_err();
        assert!(to_json("no login", Err(wrong.into())).unwrap().contains(r#""status":"not_a_login""#));
    }
}
