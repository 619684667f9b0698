//! The pool: every candidate of one workspace, kept in a folder of the recruiter's own machine.
//!
//! Terms: a *pool* is a folder with a SQLite database (the truth) and a search index (derived from it, rebuilt
//! when lost); a *candidate* is a person; a *résumé* is one document of theirs, known by the hash of its
//! bytes; an *import* is one run over the paths somebody gave, and each path of it ends as an *import item*
//! with a status. Several processes may work on one pool at once.

mod backup;
mod blind;
mod correct;
mod engine;
mod error;
mod export;
mod folder;
mod github;
mod impact;
mod import;
mod index;
mod keychain;
mod language;
mod log;
mod own_signals;
mod pool;
#[cfg(test)]
mod power_loss;
mod ranks;
mod report;
mod reread;
mod retention;
mod roles;
mod rules;
mod same;
mod samples;
mod search;
mod shared;
mod shown;
mod skills;
mod statement;
mod store;
mod table;
#[cfg(test)]
mod testing;
mod triage;
mod vault;
mod view;
mod watch;

pub use backup::{Backup, daily_backups, is_locked_backup, listed_daily};
pub use blind::Blind;
pub use candela_resumes::{
    Choice, Completion, DidYouMean, Expansion, Facet, Facets, Limit, LimitKind, Offer, QueryError, Reason,
    Snippet, UnknownSkill,
};
pub use correct::{Change, Correction, CorrectionId, Stay};
pub use engine::{
    Counts, EngineAddress, EngineLogin, EngineRecord, EngineRequest, EngineState, EngineTruth, EngineTurn,
    Holdings, MOST_LEFT_OUT, Noted, Older, OnTheWay, TeamEngine,
};
pub use error::Error;
pub use export::{Column, ExportFormat, ExportRequest};
pub use folder::{data_folder, pool_folder};
pub use github::{Claims, GithubFound, GithubProgress, GithubSwitch, GithubTurn, Likeness, LikenessReason};
pub use impact::{Impact, ImpactFormat, ImpactRow, ImpactTable, LEAST_RATED, Rate};
pub use import::{
    Cancel, Colleagues, ImportId, ImportItem, ImportOverview, ImportProgress, ImportReport, ImportRequest,
    ItemStatus, Together, Whose,
};
pub use keychain::{Keychain, system_keychain};
pub use language::Language;
pub use log::{LogFormat, LogLine, Logged};
pub use pool::Pool;
pub use ranks::RoleCounts;
pub use report::AccessReport;
pub use reread::RereadProgress;
pub use retention::{
    EarlyErasure, Erasure, Hold, Kept, Retention, RetentionChoice, RetentionProfile, TooEarly, marks_of,
};
pub use roles::{FitRow, FitTable, RoleId, RoleVersion, SavedRole};
pub use rules::{own_signals_file, rules};
pub use same::{Said, SameBecause, SamePerson, Version};
pub use search::{LoggedSearch, Place, SavedSearch, SavedSearchId, Search};
pub use shared::{
    About, Conflict, Corrected, Deed, DeedName, Document, DocumentHeard, DocumentKind, Done, Heard,
    Inventory, Key, NoDeedName, Record, Sharing, Telling,
};
pub use skills::OwnSkillsReport;
pub use statement::Statement;
pub use table::{Meaning, Table, TableColumn, TableImport, TablePreview};
pub use triage::{Decided, Decision, Note, NoteId, Step, StepChange, StepId, Triage, Turn, Written};
pub use vault::{Passphrase, PoolKey, is_encrypted};
pub use view::{
    Candidate, CandidateId, CandidateRow, FlaggedSignal, Found, FoundRow, Health, IndexHealth, ResumeFile,
    RowSkill, Rows, SignalCounts, Sort, Tried, TriedOn,
};
