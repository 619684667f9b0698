//! The signals of an account: their ids, their colours, and where their evidence stands.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How a signal is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// Speaks for the work.
    Green,
    /// Worth a question.
    Yellow,
    /// Worth a hard question.
    Red,
    /// Neutral.
    Fact,
}

/// Where something was seen. Texts of strangers stand in no evidence; a secret's value never does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Name of the repository, without its owner.
    pub repo: Option<String>,
    /// Path within the repository.
    pub path: Option<String>,
    /// Line, from 1.
    pub line: Option<usize>,
    /// The day of the commit, push, release or merge it was seen at.
    pub date: Option<Date>,
    /// Where a browser shows it.
    pub url: Option<String>,
    /// What was counted or searched, in our words.
    pub note: Option<String>,
}

/// A signal with all its evidence, strongest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signal {
    /// Its id.
    pub id: SignalId,
    /// How it is meant.
    pub polarity: Polarity,
    /// Where it was seen; empty when the account as a whole is meant.
    pub evidence: Vec<Evidence>,
}

macro_rules! signals {
    ($($(#[doc = $doc:literal])+ $name:ident $id:literal $polarity:ident;)+) => {
        /// What can be told of an account. The order is that in which signals are listed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum SignalId {
            $($(#[doc = $doc])+ #[serde(rename = $id)] $name,)+
        }

        impl SignalId {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable id.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $id,)+ }
            }

            /// How it is meant.
            pub fn polarity(self) -> Polarity {
                match self { $(Self::$name => Polarity::$polarity,)+ }
            }
        }
    };
}

signals! {
    /// Text addresses an automated reviewer to sway it.
    ReviewerManipulation "gh_reviewer_manipulation" Red;
    /// A key, or an `.env` with secrets, in the newest commit.
    SecretsAtHead "gh_secrets_at_head" Red;
    /// The same in an older commit, even if deleted since.
    SecretsInHistory "gh_secrets_in_history" Red;
    /// Copied tutorial projects.
    TutorialCopies "gh_tutorial_copies" Red;
    /// All code is in notebooks.
    NotebooksOnly "gh_notebooks_only" Red;
    /// Own repositories with files, none with a README.
    NoReadmeAnywhere "gh_no_readme_anywhere" Red;
    /// Newest own push over two years ago.
    StaleOverTwoYears "gh_stale_over_2y" Red;
    /// Code, and not one real test.
    NoTestsAnywhere "gh_no_tests_anywhere" Red;
    /// Test files, none of which asserts anything.
    PlaceholderTestsOnly "gh_placeholder_tests_only" Yellow;
    /// Python code and no manifest.
    NoDependencyManifest "gh_no_dependency_manifest" Yellow;
    /// Requirements without any version.
    UnpinnedRequirements "gh_unpinned_requirements" Yellow;
    /// A whole application in one source file.
    SingleFileProject "gh_single_file_project" Yellow;
    /// Settings are read from the environment and none is documented.
    NoEnvExample "gh_no_env_example" Yellow;
    /// `print()` where logging belongs.
    PrintDebugging "gh_print_debugging" Yellow;
    /// Python since 2022 with almost no annotations.
    UntypedSince2022 "gh_untyped_since_2022" Yellow;
    /// A list, dict or set as a default argument.
    MutableDefault "gh_mutable_default" Yellow;
    /// `except:` without a type, or a silenced `except Exception`.
    BareExcept "gh_bare_except" Yellow;
    /// A blocking call inside `async def`.
    BlockingInAsync "gh_blocking_in_async" Yellow;
    /// Pydantic v1 in code of the last twelve months.
    PydanticV1 "gh_pydantic_v1" Yellow;
    /// All public repositories are forks.
    ForksOnly "gh_forks_only" Yellow;
    /// Most repositories are one single commit.
    DumpCommits "gh_dump_commits" Yellow;
    /// Masses of commits without substance.
    CommitFarming "gh_commit_farming" Yellow;
    /// Automatic commits only.
    BotLike "gh_bot_like" Yellow;
    /// A test with a real assertion.
    TestsPresent "gh_tests_present" Green;
    /// A workflow that runs something.
    CiPresent "gh_ci_present" Green;
    /// A README at a repository's root.
    ReadmePresent "gh_readme_present" Green;
    /// Python that is mostly annotated.
    TypedPython "gh_typed_python" Green;
    /// A manifest of dependencies.
    DependencyManifest "gh_dependency_manifest" Green;
    /// A lock file.
    Lockfile "gh_lockfile" Green;
    /// Pushed within ninety days, or merged elsewhere.
    RecentActivity "gh_recent_activity" Green;
    /// Own commits in two dozen months of one repository.
    LongMaintained "gh_long_maintained" Green;
    /// A sample of the settings.
    EnvExample "gh_env_example" Green;
    /// Logging, imported and used.
    UsesLogging "gh_uses_logging" Green;
    /// A Dockerfile or compose file.
    Container "gh_container" Green;
    /// Python 3.10 or newer.
    ModernPython "gh_modern_python" Green;
    /// Releases.
    ReleasesPublished "gh_releases_published" Green;
    /// Issues of others, most of them answered.
    IssuesAnswered "gh_issues_answered" Green;
    /// Pull requests merged by others.
    UpstreamMerged "gh_upstream_merged" Green;
    /// Most own code is Python.
    PythonMain "gh_python_main" Fact;
    /// Nothing public to look at.
    NothingPublic "gh_nothing_public" Fact;
}
