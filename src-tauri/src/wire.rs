//! What crosses between the shell and the page, kept apart from the domain's types so that either can change alone.
//!
//! `ui/src/lib/wire/wire.ts` is generated from this file by the test at its end. Offsets into texts are UTF-16
//! code units, as the page counts them; areas are points from a page's top left.

mod export;
mod facts;
mod github;
mod impact;
mod keeping;
mod kit;
mod query;
mod roles;
mod signals;
mod system;
mod table;
mod team;
mod versions;

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

pub(crate) use export::*;
pub(crate) use facts::*;
pub(crate) use github::*;
pub(crate) use impact::*;
pub(crate) use keeping::*;
pub(crate) use kit::*;
pub(crate) use query::*;
pub(crate) use roles::*;
pub(crate) use signals::*;
pub(crate) use system::*;
pub(crate) use table::*;
pub(crate) use team::*;
pub(crate) use versions::*;

/// The pool as the window finds it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Overview {
    /// Where it lives, for the recruiter to know what to back up.
    pub(crate) folder: String,
}

/// A query and the part of its answer that is wanted.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct SearchRequest {
    /// As typed; empty for the whole pool.
    pub(crate) query: String,
    /// Rows to leave out at the start.
    pub(crate) offset: u32,
    /// Rows at most.
    pub(crate) limit: u32,
    /// Values of each facet at most; 0 when none are to be counted, as for further rows of the same answer.
    pub(crate) facets: u32,
}

/// Some rows of an answer.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct SearchAnswer {
    /// Candidates that match.
    pub(crate) total: u32,
    /// Candidates in the pool.
    pub(crate) pool: u32,
    /// Time the search took, in milliseconds.
    pub(crate) millis: f32,
    /// Best match first; newest first without a query.
    pub(crate) rows: Vec<Row>,
    /// What words were taken to mean besides themselves.
    pub(crate) expansions: Vec<Expansion>,
    /// Skills that were asked for and are not known.
    pub(crate) unknown_skills: Vec<UnknownSkill>,
    /// Words that no résumé holds, where something near is held.
    pub(crate) did_you_mean: Vec<DidYouMean>,
    /// What of the query could not be done as asked.
    pub(crate) limits: Vec<Limit>,
    /// The pool's search engine, where it has one.
    pub(crate) engine: Option<Engine>,
    /// The query as chips.
    pub(crate) chips: Vec<Chip>,
    /// The numbers beside the list; only facets that hold something.
    pub(crate) facets: Vec<FacetGroup>,
    /// Candidates that cannot be searched yet, and so may be missing.
    pub(crate) behind: u32,
    /// Whether an index of another version answered, which may miss some until it is made anew.
    pub(crate) outdated: bool,
}

/// Something of a query that a search engine cannot do as asked.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Limit {
    pub(crate) kind: LimitKind,
    /// The engine's name.
    pub(crate) engine: String,
    /// The part of the query that is meant; nothing where it is the whole.
    pub(crate) typed: String,
}

/// What an engine may not be able to do: find misspelt words, or tell the order of words near each other.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum LimitKind {
    Misspelt,
    Order,
}

/// How the pool's search engine is.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Engine {
    /// Its name.
    pub(crate) kind: String,
    /// Whether it answered; otherwise the index of this machine did.
    pub(crate) answered: bool,
    /// Candidates that it does not hold yet.
    pub(crate) missing: u32,
    /// Candidates that it will not hold.
    pub(crate) refused: u32,
    /// Erased or merged candidates of whom it may still hold something.
    pub(crate) removals: u32,
    /// What was the matter with it.
    pub(crate) trouble: Option<String>,
}

/// The search engine that a pool has.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct EngineStand {
    /// Without a login.
    pub(crate) address: String,
    /// Whether it is that of a team, for all.
    pub(crate) of_team: bool,
    pub(crate) engine: Engine,
}

/// One candidate in the list.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Row {
    pub(crate) id: u32,
    /// The candidate's name, or the file's when the résumé has none.
    pub(crate) name: String,
    pub(crate) headline: Option<String>,
    pub(crate) place: Option<String>,
    /// Years of dated employment.
    pub(crate) years: Option<f32>,
    /// The skills used longest, those used at work first.
    pub(crate) skills: Vec<RowSkill>,
    /// Why the row is here; empty without a query.
    pub(crate) why: Vec<Reason>,
    /// Words of the résumé that match, with what is around them: at most two passages, best first.
    pub(crate) snippets: Vec<Vec<Piece>>,
    pub(crate) counts: Counts,
    pub(crate) decision: Decision,
    pub(crate) tags: Vec<String>,
}

/// Where a candidate stands.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum Decision {
    Shortlist,
    Maybe,
    Reject,
    Undecided,
}

/// What was decided, marked and written about a candidate.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Triage {
    /// Whose.
    pub(crate) id: u32,
    /// Absent while nobody has decided.
    pub(crate) decided: Option<Decided>,
    /// In alphabetical order.
    pub(crate) tags: Vec<String>,
    /// The first one written first.
    pub(crate) notes: Vec<Note>,
    /// Everything that was done, the first step first, those taken back included.
    pub(crate) history: Vec<Step>,
}

/// A decision with who made it, when and why.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Decided {
    pub(crate) decision: Decision,
    pub(crate) reason: Option<String>,
    pub(crate) author: String,
    /// A moment, as RFC 3339 writes it.
    pub(crate) made: String,
}

/// Something written about a candidate.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Note {
    pub(crate) id: u32,
    /// Markdown.
    pub(crate) text: String,
    pub(crate) author: String,
    /// A moment, as RFC 3339 writes it.
    pub(crate) made: String,
    /// The same; absent when the text never was another.
    pub(crate) changed: Option<String>,
}

/// Something that was done in one go.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Step {
    pub(crate) id: u32,
    pub(crate) author: String,
    /// A moment, as RFC 3339 writes it.
    pub(crate) made: String,
    /// Whether it was taken back.
    pub(crate) undone: bool,
    pub(crate) deed: Deed,
    /// Whom it was done to; never empty.
    pub(crate) candidates: Vec<u32>,
}

/// What was done.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum Deed {
    Decided {
        decision: Decision,
        reason: Option<String>,
    },
    Tagged {
        tag: String,
    },
    Untagged {
        tag: String,
    },
    NoteWritten,
    NoteRewritten,
    NoteRemoved,
    Corrected {
        subject: Subject,
    },
    CorrectionTakenBack {
        subject: Subject,
    },
    /// Candidates were said to be one person.
    Joined,
    /// They were said to be different people.
    Parted,
    /// What was said of them was taken back.
    Unsaid,
    /// Things of several kinds, as the notes and tags of a table.
    Several,
}

/// What a correction is about.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum Subject {
    Name,
    Headline,
    Place,
    Years,
    Role,
    Level,
    Degree,
    Contact,
    Skill,
    Language,
    Certificate,
    Employment,
    Education,
}

/// What came of a wish to do, take back or do again.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Done {
    /// Absent when there was nothing to change.
    pub(crate) step: Option<Step>,
    /// How everybody stands that it changed.
    pub(crate) rows: Vec<Standing>,
}

/// What a row of the list shows of triage.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Standing {
    pub(crate) id: u32,
    pub(crate) decision: Decision,
    pub(crate) tags: Vec<String>,
}

/// A tag of the pool.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct TagCount {
    pub(crate) tag: String,
    /// How many candidates have it.
    pub(crate) count: u32,
}

/// A skill as the list shows it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct RowSkill {
    pub(crate) name: String,
    /// Years of dated use; absent when only listed.
    pub(crate) years: Option<f32>,
}

/// A run of text, marked or not.
#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) marked: bool,
}

/// Signals by colour.
#[derive(Debug, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Counts {
    pub(crate) green: u32,
    pub(crate) yellow: u32,
    pub(crate) red: u32,
    pub(crate) fact: u32,
}

/// What a word of the query was taken to mean.
#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Expansion {
    /// As typed.
    pub(crate) typed: String,
    /// Where it stands in the query.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Whether it is on.
    pub(crate) on: bool,
    /// What to put there to switch it.
    pub(crate) switched: Option<String>,
    /// Other spellings of the same skill that are found as well, its proper name first; would be found, where it is off.
    pub(crate) also: Vec<String>,
    /// Skills that imply it and are found as well.
    pub(crate) implied_by: Vec<String>,
}

/// A skill that was asked for and is not known.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct UnknownSkill {
    /// As typed.
    pub(crate) typed: String,
    /// Where it is asked in the query.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// What was probably meant.
    pub(crate) suggestion: Option<String>,
}

/// One candidate with everything the panel shows.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Candidate {
    pub(crate) id: u32,
    pub(crate) name: String,
    pub(crate) headline: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) years: Option<f32>,
    pub(crate) contacts: Vec<Contact>,
    /// What was put right by hand of the facts there is one of; each field once.
    pub(crate) corrected: Vec<Corrected>,
    pub(crate) facts: Facts,
    pub(crate) file: FileNote,
    /// The laid-out pages; empty when nothing could be read.
    pub(crate) pages: Vec<PageSize>,
    /// The text in reading order.
    pub(crate) body: String,
    /// In the order of the catalogue.
    pub(crate) cards: Vec<Card>,
    pub(crate) hidden: Vec<HiddenNote>,
    /// Where the words of the query stand.
    pub(crate) hits: Vec<Mark>,
}

/// A way to reach or look up the candidate.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Contact {
    pub(crate) kind: ContactKind,
    pub(crate) value: String,
    /// Its words; absent when it stands only behind a link, or was given by hand.
    pub(crate) mark: Option<Mark>,
    pub(crate) corrected: Option<ByHand>,
}

/// A fact there is one of, put right by hand.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Corrected {
    pub(crate) field: FixField,
    #[serde(flatten)]
    pub(crate) by: ByHand,
}

/// A fact there is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum FixField {
    Name,
    Headline,
    Place,
    Years,
    Role,
    Level,
    Degree,
}

/// A fact put right; no value says that there is none. What is added may take the place of a wrong one.
#[derive(Debug, Deserialize)]
#[serde(tag = "field", rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum Fix {
    Name { value: Option<String> },
    Headline { value: Option<String> },
    Place { value: Option<String> },
    Years { value: Option<f32> },
    Role { value: Option<Role> },
    Level { value: Option<LevelStep> },
    Degree { value: Option<DegreeLevel> },
    AddLanguage { code: String, level: Option<SpokenLevel> },
    RemoveLanguage { code: String },
    AddCertificate { certificate: String, instead_of: Option<String> },
    RemoveCertificate { certificate: String },
    AddContact { contact: ContactValue, instead_of: Option<ContactValue> },
    RemoveContact { contact: ContactValue },
    AddSkill { skill: String, years: Option<f32>, last_used: Option<YearMonth> },
    RemoveSkill { skill: String },
    AddEmployment { stay: Stay, instead_of: Option<Stay> },
    RemoveEmployment { stay: Stay },
    AddEducation { stay: Stay, instead_of: Option<Stay> },
    RemoveEducation { stay: Stay },
}

/// Which way that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum ContactKind {
    Email,
    Phone,
    Github,
    Link,
}

/// The file behind a candidate.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct FileNote {
    /// Name without folders.
    pub(crate) name: String,
    /// The whole path, as given at the import.
    pub(crate) path: String,
    /// Whether its pages can be drawn as they are.
    pub(crate) is_pdf: bool,
    /// What could not be read of it, in words.
    pub(crate) reason: Option<String>,
}

/// Size of a page in points.
#[derive(Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct PageSize {
    pub(crate) width: f32,
    pub(crate) height: f32,
}

/// A place in the text and on the pages.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Mark {
    /// Offset of the first code unit in the body.
    pub(crate) start: u32,
    /// Offset after the last one.
    pub(crate) end: u32,
    /// One for each line it runs over, in reading order; empty when the words have no place on a page.
    pub(crate) areas: Vec<Area>,
}

/// A rectangle on a page.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Area {
    /// Index into the pages.
    pub(crate) page: u32,
    pub(crate) left: f32,
    pub(crate) top: f32,
    pub(crate) right: f32,
    pub(crate) bottom: f32,
}

/// A signal with its evidence and what there is to say about it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Card {
    /// The signal's stable id.
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) polarity: Polarity,
    /// Why a reader should care.
    pub(crate) why: String,
    /// A question for the interview.
    pub(crate) ask: String,
    /// Whether it is a signal of the recruiter's own.
    pub(crate) is_own: bool,
    /// Letters of the hiring guides it rests on.
    pub(crate) guides: Vec<String>,
    /// Strongest first; never empty.
    pub(crate) evidence: Vec<Evidence>,
}

/// The colour of a signal.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum Polarity {
    Green,
    Yellow,
    Red,
    Fact,
}

/// One place that carries a signal.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Evidence {
    /// The words; absent when the signal is about something that is not there.
    pub(crate) quote: Option<String>,
    /// What the rule saw there.
    pub(crate) reason: String,
    /// Where the words stand; absent when nobody can see them.
    pub(crate) mark: Option<Mark>,
}

/// Text that stands in the file and that no reader of the page sees.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct HiddenNote {
    /// Page number, from 1.
    pub(crate) page: u32,
    /// Where it stands, as far as that is on the page.
    pub(crate) area: Area,
    pub(crate) text: String,
    pub(crate) reason: HiddenReason,
}

/// Why nobody sees it.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum HiddenReason {
    Colour,
    Size,
    Invisible,
    OffPage,
    Covered,
    Layer,
    Marked,
}

/// How far an import is.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct ImportProgress {
    /// Files that have their status.
    pub(crate) done: u32,
    /// Files found; absent while folders are still being walked.
    pub(crate) total: Option<u32>,
    /// Files a second so far.
    pub(crate) rate: f32,
    /// Seconds left at that rate.
    pub(crate) seconds_left: Option<f32>,
}

/// What became of every path that was given.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct ImportReport {
    /// The import's number, for reading some of its files again.
    pub(crate) id: u32,
    /// Only groups that hold a file, what needs the recruiter first, then the rest.
    pub(crate) groups: Vec<ReportGroup>,
    /// Whether it was stopped before the end.
    pub(crate) cancelled: bool,
    pub(crate) seconds: f32,
    /// Who read files at the same time on their own machines, in a team's pool.
    pub(crate) read_by: Vec<ReadBy>,
    /// What could read the files without text, when there are any and it is installed.
    pub(crate) ocr: Option<String>,
}

/// A colleague who imported at the same time.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct ReadBy {
    /// What they call themselves.
    pub(crate) who: String,
    /// How many of the files they read.
    pub(crate) files: u32,
}

/// A folder whose new files are imported by themselves.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct WatchedFolder {
    pub(crate) path: String,
    /// A folder on a drive that is away is watched again when it comes back.
    pub(crate) is_there: bool,
}

/// Watched folders were gone through.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct Watched {
    /// Of what was imported; null when there was nothing new.
    pub(crate) report: Option<ImportReport>,
    pub(crate) folders: Vec<WatchedFolder>,
}

/// What to read files of an import again with.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum Again {
    /// Those that need a password, with this one. It is kept nowhere.
    WithPassword(String),
    /// Those without text, with OCR.
    WithOcr,
}

/// Files that ended alike.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct ReportGroup {
    pub(crate) outcome: Outcome,
    /// Files in all.
    pub(crate) count: u32,
    /// The first of them, in the order of the walk.
    pub(crate) files: Vec<ReportFile>,
}

/// A file of the report.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct ReportFile {
    pub(crate) path: String,
    pub(crate) reason: Option<String>,
}

/// How a file ended.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum Outcome {
    Added,
    AddedPartly,
    Duplicate,
    NoText,
    Encrypted,
    Unreadable,
    TooLarge,
    Unsupported,
    Rejected,
    Opened,
    Cancelled,
}

/// A failure on its way to the page, which decides on the code and never on the text.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct WireError {
    pub(crate) code: ErrorCode,
    /// What went wrong, for a report; the page has its own sentence for every code.
    pub(crate) message: String,
    /// What is wrong with the query, when it is the query.
    pub(crate) query: Option<QueryProblem>,
}

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(TS))]
pub(crate) enum ErrorCode {
    /// The query does not read.
    Query,
    /// No such candidate, or not any more.
    NotFound,
    /// A folder that cannot be watched.
    NotWatched,
    /// A file that is no table of applicants, or not any more.
    NoTable,
    /// A skill that is not in the index.
    NoSkill,
    /// A fact that cannot be put right so.
    NotCorrected,
    /// The original file is not where it was.
    FileMoved,
    /// Another file stands where the original was.
    FileChanged,
    /// What was typed makes no tag.
    NoTag,
    /// The note is empty.
    EmptyNote,
    /// A file could not be written.
    NotWritten,
    /// An import is running already.
    ImportRunning,
    /// Another program writes to the pool for longer than is waited.
    PoolBusy,
    /// What was typed is no period of keeping.
    NoPeriod,
    /// A file of groups that is none.
    NoGroups,
    /// A candidate must not be erased.
    OnHold,
    /// A rule keeps candidates for longer, and no reason was given.
    TooEarly,
    /// A file is no backup, or not one that can be restored here.
    NoBackup,
    /// A backup needs its passphrase, or another one.
    WrongPassphrase,
    /// No room is left on the disk of the pool.
    DiskFull,
    /// A newer Candela made the pool.
    PoolNewer,
    /// The pool, or the drive it is on, takes no changes.
    PoolReadOnly,
    /// The pool's folder was moved or deleted while it was open.
    PoolGone,
    /// The pool's database is damaged.
    PoolDamaged,
    /// The pool is encrypted and closed.
    PoolLocked,
    /// Another passphrase locked the pool.
    WrongPoolPassphrase,
    /// A passphrase that is found by trying.
    ShortPassphrase,
    /// Somebody has the pool open while it is to be encrypted or decrypted.
    PoolInUse,
    /// The keychain of the system does not answer.
    NoKeychain,
    /// What was typed is no address of a team's pool.
    TeamAddress,
    /// The team's server does not know the login, or its password is another one.
    TeamLogin,
    /// The team's server cannot be reached, or takes no changes.
    TeamAway,
    /// The team's server says no.
    Team,
    /// This login may only read in the team's pool.
    OnlyReading,
    /// The search engine cannot be used, or the pool has one, or none.
    Engine,
    /// The pool could not be opened, read or written.
    Pool,
    /// What reads scans is not installed, or not wholly.
    NoOcr,
    /// No program of the system opens it.
    NotOpened,
    /// A role that lacks a title, or asks for what cannot be kept.
    FaultyRole,
    /// A signal of one's own that cannot be looked for, or a file of them that must be mended first.
    FaultySignal,
    /// A role has no earlier version to go back to.
    NoEarlierRole,
    /// GitHub did not answer, or wants to be asked later.
    Github,
    /// GitHub does not accept the token.
    GithubToken,
    /// The token's last day is past.
    GithubTokenExpired,
    /// The token may not read what is public.
    GithubTokenRights,
    /// The sign-in by the browser was refused, or not finished.
    GithubSignIn,
    /// An address is none of GitHub.
    GithubAddress,
    /// The résumé names no account on GitHub.
    NoGithub,
    /// A fault of ours.
    Internal,
}

/// A query that does not read.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(TS))]
pub(crate) struct QueryProblem {
    /// Where what is wrong starts in the query.
    pub(crate) start: u32,
    /// Where it ends; the same as the start when something is missing there.
    pub(crate) end: u32,
    /// What could stand there instead.
    pub(crate) suggestion: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/lib/wire/wire.ts");

    macro_rules! declarations {
        ($($name:ty),* $(,)?) => {{
            let config = ts_rs::Config::new();
            [$(format!("{}export {}\n", <$name>::docs().unwrap_or_default(), <$name>::decl(&config))),*].join("\n")
        }};
    }

    fn typescript() -> String {
        let types = declarations![
            Overview,
            SearchRequest,
            SearchAnswer,
            Limit,
            LimitKind,
            Engine,
            Row,
            RowSkill,
            Piece,
            Counts,
            Decision,
            Triage,
            Decided,
            Note,
            Step,
            Deed,
            Subject,
            Done,
            Standing,
            TagCount,
            Export,
            Format,
            Exported,
            Reason,
            DidYouMean,
            FacetName,
            FacetGroup,
            FacetValue,
            Choice,
            Chip,
            Sign,
            QueryEdit,
            QueryView,
            Completion,
            Offer,
            SavedSearch,
            Expansion,
            UnknownSkill,
            Candidate,
            Contact,
            ContactKind,
            Corrected,
            FixField,
            Fix,
            ContactValue,
            Facts,
            Named,
            ByHand,
            NameSource,
            Present,
            PresentBasis,
            Role,
            RoleShare,
            Level,
            LevelStep,
            Degree,
            DegreeLevel,
            Spoken,
            SpokenLevel,
            YearMonth,
            Stay,
            Entry,
            SkillUse,
            SkillPlace,
            Absence,
            TakenAway,
            FactKind,
            Versions,
            Version,
            SameOffer,
            SameBecause,
            Reread,
            FileNote,
            PageSize,
            Mark,
            Area,
            Card,
            Polarity,
            Evidence,
            HiddenNote,
            HiddenReason,
            RoleWords,
            KindWord,
            DomainWord,
            RoleKind,
            RoleLevel,
            RoleRow,
            RoleCounts,
            SavedRole,
            RoleProfile,
            RolePlace,
            RoleAsk,
            RoleTrap,
            RoleDraft,
            DraftPart,
            RoleFromFile,
            RoleFault,
            Fit,
            FitCounts,
            FitLine,
            FitEvidence,
            FitNeed,
            FitOutcome,
            FitTable,
            FitColumn,
            FitRow,
            FitCell,
            GithubStatus,
            GithubWishes,
            GithubSignIn,
            TokenPlace,
            TokenRefusal,
            GithubAllowance,
            GithubOf,
            GithubState,
            Github,
            GithubAccount,
            GithubReason,
            GithubSignal,
            GithubEvidence,
            GithubWeek,
            GithubLanguage,
            GithubRepository,
            GithubMerged,
            Retention,
            RetentionChoice,
            RetentionProfile,
            InLanguages,
            TooEarly,
            EarlyErasure,
            Kept,
            Hold,
            ReportFormat,
            PageLanguage,
            LogFormat,
            Statement,
            StatementFormat,
            Impact,
            ImpactTable,
            ImpactRow,
            ImpactRate,
            ImpactFormat,
            ImpactFile,
            Backups,
            Backup,
            ImportProgress,
            ImportReport,
            ReadBy,
            MenuGroup,
            MenuItem,
            Ocr,
            PoolLock,
            Place,
            TeamStand,
            TeamChosen,
            TeamRole,
            TeamLink,
            TeamComing,
            TeamConflict,
            EngineStand,
            WatchedFolder,
            Meaning,
            Table,
            TableColumn,
            TableImport,
            TablePreview,
            RefusedRow,
            Watched,
            Again,
            ReportGroup,
            ReportFile,
            Outcome,
            WireError,
            ErrorCode,
            QueryProblem,
            CatalogueRule,
            OwnSignal,
            OwnSignals,
            TriedSignal,
            TriedOn,
            Kit,
            KitQuestion,
            ScreenPart,
            ProcessStage,
            WorkKind,
            MarketRequest,
            MarketReference,
            MarketGuide,
            PayRow,
            MarketRow,
        ];
        format!(
            "// Generated from src-tauri/src/wire.rs; run its test with UPDATE_WIRE=1 to renew.\n\n{types}"
        )
    }

    #[test]
    fn typescript_is_that_of_the_types() {
        let now = typescript();
        if std::env::var_os("UPDATE_WIRE").is_some() {
            std::fs::write(PATH, &now).unwrap();
        }
        let kept = std::fs::read_to_string(PATH).unwrap_or_default();
        assert!(kept == now, "ui/src/lib/wire/wire.ts is old: run this test again with UPDATE_WIRE=1");
    }
}
