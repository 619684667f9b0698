//! Why an engine cannot be used, in words for the recruiter.

use candela_resumes::IndexError;

/// What went wrong between this machine and an engine.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// What was given is no address.
    #[error("`{text}` is no address of an engine, expected `https://host:port`")]
    NoAddress {
        /// As given, without a password.
        text: String,
    },
    /// The certificate of the authority cannot be read.
    #[error("the certificate in `{file}` cannot be used")]
    Authority {
        /// Its file.
        file: String,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Nobody answers: it is off, another address, a certificate that is not trusted, a wire that broke.
    #[error("the search engine at `{address}` cannot be reached")]
    Unreachable {
        /// Where.
        address: String,
        /// What the network said; never with a password.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// No answer in time.
    #[error("the search engine at `{address}` did not answer in time")]
    TooSlow {
        /// Where.
        address: String,
    },
    /// It has too much to do, also after waiting.
    #[error("the search engine at `{address}` is too busy")]
    Busy {
        /// Where.
        address: String,
    },
    /// It does not let us in.
    #[error("the search engine at `{address}` refuses the login")]
    Login {
        /// Where.
        address: String,
    },
    /// It is none that is known.
    #[error("what answers at `{address}` is neither OpenSearch nor Elasticsearch nor Quickwit")]
    Unknown {
        /// Where.
        address: String,
    },
    /// The index is not there: never made, or lost. It is filled anew from the pool.
    #[error("the search engine at `{address}` has no index `{index}`")]
    NoIndex {
        /// Where.
        address: String,
        /// Its name.
        index: String,
    },
    /// Only a part of the index answered, so that candidates would be missing.
    #[error("only {answered} of {total} parts of the index at `{address}` answered")]
    Partial {
        /// Where.
        address: String,
        /// Parts that did.
        answered: u64,
        /// Parts there are.
        total: u64,
    },
    /// It refuses the question.
    #[error("the search engine at `{address}` refuses the question ({status}): {said}")]
    Refused {
        /// Where.
        address: String,
        /// The status of HTTP.
        status: u16,
        /// What it said, shortened.
        said: String,
    },
    /// It failed.
    #[error("the search engine at `{address}` failed ({status}): {said}")]
    Failed {
        /// Where.
        address: String,
        /// The status of HTTP.
        status: u16,
        /// What it said, shortened.
        said: String,
    },
    /// Its answer is not what such an engine answers.
    #[error("the search engine at `{address}` answered something that is not understood: {found}")]
    Unreadable {
        /// Where.
        address: String,
        /// What was found, shortened.
        found: String,
    },
    /// Hits could not be made ready on this machine.
    #[error("hits of the search engine cannot be shown")]
    Shown(#[source] Box<IndexError>),
}

impl EngineError {
    /// Whether what was sent may have been taken all the same.
    pub(crate) fn is_unsure(&self) -> bool {
        matches!(
            self,
            Self::Unreachable { .. } | Self::TooSlow { .. } | Self::Failed { .. } | Self::Unreadable { .. }
        )
    }

    /// What is the matter with the engine, in few words: "cannot be reached".
    pub fn in_words(&self) -> &'static str {
        match self {
            Self::NoAddress { .. } | Self::Authority { .. } => "is not set up rightly",
            Self::Unreachable { .. } => "cannot be reached",
            Self::TooSlow { .. } => "did not answer in time",
            Self::Busy { .. } => "is too busy",
            Self::Login { .. } => "refuses the login",
            Self::Unknown { .. } => "is of an unknown kind",
            Self::NoIndex { .. } => "has lost the index",
            Self::Partial { .. } => "answers only in part",
            Self::Refused { .. } => "refuses the question",
            Self::Failed { .. } => "failed",
            Self::Unreadable { .. } => "gives an answer that is not understood",
            Self::Shown(_) => "gave hits that cannot be shown",
        }
    }
}

/// As one of an index at an address.
pub fn elsewhere(address: &str, error: EngineError) -> IndexError {
    match error {
        EngineError::Shown(error) => *error,
        error => IndexError::Elsewhere {
            address: address.to_owned(),
            said: error.in_words(),
            is_lost: matches!(error, EngineError::NoIndex { .. }),
            source: Box::new(error),
        },
    }
}
