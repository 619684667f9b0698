//! Failures on their way to the page.

use candela_extract::NoTesseract;
use candela_pool::Error;
use candela_resumes::QueryError;

use crate::log;
use crate::marks::utf16_offset;
use crate::wire::{ErrorCode, QueryProblem, WireError};

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The pool said no.
    #[error(transparent)]
    Pool(#[from] Error),
    /// The recruiter's query does not read.
    #[error("{}", error.message)]
    Query {
        /// What was typed.
        text: String,
        /// What is wrong with it.
        error: QueryError,
    },
    /// One import runs at a time.
    #[error("an import is running already")]
    ImportRunning,
    /// GitHub did not answer.
    #[error(transparent)]
    Github(#[from] candela_github::Error),
    /// Something else than a page of GitHub was to be opened.
    #[error("`{0}` is no page of GitHub")]
    NotOnGithub(String),
    /// A signal of the recruiter's own that cannot be looked for.
    #[error("{0}")]
    OwnSignal(String),
    /// Scans cannot be read here.
    #[error(transparent)]
    NoOcr(#[from] NoTesseract),
    /// The system has no program for a file, or none that starts.
    #[error("no program opens the file")]
    NotOpened(#[source] std::io::Error),
    /// The team's server said no, or nothing.
    #[error(transparent)]
    Team(candela_team::Error),
    /// A change, by whoever may only read.
    #[error("this login may only read in the team's pool")]
    OnlyReading,
    /// The system keeps no secrets, or does not answer.
    #[error("no keychain answers here")]
    NoKeychain,
    /// Something was asked on a thread that is gone.
    #[error("the window's own thread failed")]
    Thread(#[from] tauri::Error),
}

impl From<candela_team::Error> for Failure {
    fn from(error: candela_team::Error) -> Self {
        match error {
            candela_team::Error::Folder(error) => Self::Pool(error),
            error => Self::Team(error),
        }
    }
}

impl From<Failure> for WireError {
    fn from(failure: Failure) -> Self {
        log::note(&format!("{:?}", code(&failure)));
        let query = match &failure {
            Failure::Query { text, error } => Some(problem(text, error)),
            Failure::Pool(_)
            | Failure::Github(_)
            | Failure::NotOnGithub(_)
            | Failure::ImportRunning
            | Failure::OwnSignal(_)
            | Failure::NoOcr(_)
            | Failure::NotOpened(_)
            | Failure::NoKeychain
            | Failure::Team(_)
            | Failure::OnlyReading
            | Failure::Thread(_) => None,
        };
        Self { code: code(&failure), message: with_causes(&failure), query }
    }
}

fn code(failure: &Failure) -> ErrorCode {
    match failure {
        Failure::Query { .. } => ErrorCode::Query,
        Failure::ImportRunning => ErrorCode::ImportRunning,
        Failure::OwnSignal(_) => ErrorCode::FaultySignal,
        Failure::NoOcr(_) => ErrorCode::NoOcr,
        Failure::NotOpened(_) => ErrorCode::NotOpened,
        Failure::NoKeychain => ErrorCode::NoKeychain,
        Failure::OnlyReading => ErrorCode::OnlyReading,
        Failure::Team(candela_team::Error::Address { .. } | candela_team::Error::PasswordInAddress)
        | Failure::Pool(Error::EngineSecretInAddress) => ErrorCode::TeamAddress,
        Failure::Team(candela_team::Error::OtherEngine { .. }) => ErrorCode::Engine,
        Failure::Team(candela_team::Error::Login { .. }) => ErrorCode::TeamLogin,
        Failure::Team(error) if error.may_pass() => ErrorCode::TeamAway,
        Failure::Team(_) => ErrorCode::Team,
        Failure::Thread(_) => ErrorCode::Internal,
        Failure::NotOnGithub(_) => ErrorCode::GithubAddress,
        Failure::Github(error) => match error {
            candela_github::Error::Unauthorised | candela_github::Error::Token => ErrorCode::GithubToken,
            candela_github::Error::Expired => ErrorCode::GithubTokenExpired,
            candela_github::Error::TooFewRights => ErrorCode::GithubTokenRights,
            candela_github::Error::NotSignedIn(_) => ErrorCode::GithubSignIn,
            candela_github::Error::Address(_) => ErrorCode::GithubAddress,
            _ => ErrorCode::Github,
        },
        Failure::Pool(error) => match error {
            Error::NoSkill { .. } => ErrorCode::NoSkill,
            Error::NoCandidate(_) | Error::NoNote(_) | Error::NoRole(_) => ErrorCode::NotFound,
            Error::NoGithub(_) => ErrorCode::NoGithub,
            Error::Correction { .. } => ErrorCode::NotCorrected,
            Error::NotWatched { .. } => ErrorCode::NotWatched,
            Error::Table { .. } => ErrorCode::NoTable,
            Error::NoTag { .. } => ErrorCode::NoTag,
            Error::FaultyRole { .. } => ErrorCode::FaultyRole,
            Error::FaultySignals { .. } => ErrorCode::FaultySignal,
            Error::NoEarlierRole(_) => ErrorCode::NoEarlierRole,
            Error::EmptyNote => ErrorCode::EmptyNote,
            Error::Export(_) => ErrorCode::NotWritten,
            Error::OriginalGone { .. } => ErrorCode::FileMoved,
            Error::OriginalChanged { .. } => ErrorCode::FileChanged,
            Error::Busy { .. } => ErrorCode::PoolBusy,
            Error::NoPeriod { .. } | Error::NoProfile { .. } => ErrorCode::NoPeriod,
            Error::Groups { .. } => ErrorCode::NoGroups,
            Error::TooEarly { .. } => ErrorCode::TooEarly,
            Error::OnHold { .. } => ErrorCode::OnHold,
            Error::NotABackup { .. }
            | Error::BackupNewer { .. }
            | Error::BackupDamaged { .. }
            | Error::BackupFile { .. } => ErrorCode::NoBackup,
            Error::Locked { .. } | Error::WrongPassphrase { .. } => ErrorCode::WrongPassphrase,
            Error::DiskFull { .. } => ErrorCode::DiskFull,
            Error::Newer { .. } => ErrorCode::PoolNewer,
            Error::ReadOnly { .. } => ErrorCode::PoolReadOnly,
            Error::Gone { .. } => ErrorCode::PoolGone,
            Error::Damaged { .. } => ErrorCode::PoolDamaged,
            Error::PoolLocked { .. } => ErrorCode::PoolLocked,
            Error::WrongPoolPassphrase { .. } => ErrorCode::WrongPoolPassphrase,
            Error::ShortPassphrase => ErrorCode::ShortPassphrase,
            Error::InUse { .. } => ErrorCode::PoolInUse,
            Error::Engine(_)
            | Error::EngineSet { .. }
            | Error::NoEngine
            | Error::NoEngineSecret
            | Error::NoEngineKind { .. }
            | Error::EngineOfEncrypted { .. } => ErrorCode::Engine,
            _ => ErrorCode::Pool,
        },
    }
}

/// Where in the typed text the trouble is, as the page counts.
fn problem(text: &str, error: &QueryError) -> QueryProblem {
    QueryProblem {
        start: utf16_offset(text, error.at.start),
        end: utf16_offset(text, error.at.end),
        suggestion: error.suggestion.clone(),
    }
}

/// The message with those of its causes, outermost first.
pub(crate) fn with_causes(failure: &Failure) -> String {
    let causes = std::iter::successors(std::error::Error::source(failure), |error| error.source());
    causes.fold(failure.to_string(), |message, cause| format!("{message}: {cause}"))
}

#[cfg(test)]
mod tests {
    use candela_extract::ReadStatus;
    use candela_extract::source::Refusal;

    use super::*;

    #[test]
    fn the_place_in_a_query_is_counted_as_the_page_counts() {
        let error = QueryError {
            at: "größe ".len().."größe 🕯(".len(),
            column: 6,
            message: "a parenthesis is never closed".into(),
            suggestion: Some("🕯".into()),
        };
        let wire = WireError::from(Failure::Query { text: "größe 🕯(".into(), error });
        let query = wire.query.unwrap();
        assert_eq!((wire.code, query.start, query.end), (ErrorCode::Query, 6, 9));
        assert_eq!(
            (wire.message.as_str(), query.suggestion.as_deref()),
            ("a parenthesis is never closed", Some("🕯"))
        );
    }

    #[test]
    fn a_correction_that_cannot_be_meant_is_told_with_what_was_expected() {
        let expected = "an end after the start, found 2019".to_owned();
        let wire = WireError::from(Failure::Pool(Error::Correction { expected }));
        assert_eq!(wire.code, ErrorCode::NotCorrected);
        assert!(wire.message.ends_with("an end after the start, found 2019"), "{}", wire.message);
    }

    #[test]
    fn causes_are_told_with_the_failure() {
        let source = Refusal { status: ReadStatus::Rejected, reason: "no such file".to_owned() };
        let wire =
            WireError::from(Failure::Pool(Error::OriginalGone { path: "inbox/cv.pdf".into(), source }));
        assert_eq!(wire.code, ErrorCode::FileMoved);
        assert!(wire.message.ends_with(": no such file"), "{}", wire.message);
    }
}
