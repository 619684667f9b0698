//! What a team shares beside candidates and deeds: roles, saved searches, holds, periods of keeping, what was found on GitHub.
//!
//! Each is a *document* with a kind and a name that are the same in every folder. What it says stands in the tables of its kind; here
//! it is written down, in the transaction that changes it, that it waits to be told, and what comes from others is done. All kinds
//! take the same way.

use rusqlite::Connection;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::retention::{Hold, Retention};
use crate::shared::Key;
use crate::store::documents::{self, Noted, State};
use crate::store::{self, Failure, json_of, shared};
use crate::{CandidateId, Error, Pool, RoleId};

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentKind {
    /// A role, by the deed that made it.
    Role,
    /// A saved search, by what it is called.
    Search,
    /// The hold on a candidate, by their key.
    Hold,
    /// That a candidate is kept by another profile than the pool's, by their key.
    Kept,
    /// How long candidates are kept; there is one.
    Keeping,
    /// What was found on a candidate's account, by their key.
    Github,
}

impl DocumentKind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Role, Self::Search, Self::Hold, Self::Kept, Self::Keeping, Self::Github];

    /// As it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Search => "search",
            Self::Hold => "hold",
            Self::Kept => "kept",
            Self::Keeping => "keeping",
            Self::Github => "github",
        }
    }

    /// The kind of a stored name; `None` for one that is not known here.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether taking it away unaware of what somebody else has said of it meanwhile would do harm.
    fn is_guarded(self) -> bool {
        matches!(self, Self::Hold | Self::Kept | Self::Github)
    }
}

/// One document as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What it is.
    pub kind: DocumentKind,
    /// What it is called everywhere.
    pub name: String,
    /// Whom it is about: it goes when they are erased.
    pub key: Option<Key>,
    /// What it says, as JSON; `None` when it was taken away.
    pub body: Option<String>,
}

/// A document that is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// What is told.
    pub document: Document,
    /// The number of the team's log by which it was known here; 0 for none.
    pub base: i64,
    /// Whether it counts whatever somebody else has said meanwhile. Otherwise theirs does.
    pub insists: bool,
}

/// What became of a document that was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentHeard {
    /// It is so there, by this number of the log.
    Stands(i64),
    /// Somebody else has said something else, which counts.
    Refused {
        /// Its number in the log.
        seq: i64,
        /// What it says.
        body: Option<String>,
    },
    /// Whom it is about is not there: they were erased.
    Gone,
}

/// What was changed here.
pub(crate) enum Changed<'a> {
    Role(RoleId),
    Search(&'a str),
    Keeping,
    Of(DocumentKind, CandidateId),
}

/// Writes down that something was changed, where the pool is shared. It was just changed, in the same transaction.
pub(crate) fn note_change(connection: &Connection, changed: &Changed<'_>) -> Result<(), Failure> {
    if documents::are_noted(connection)? { write_down(connection, changed, State::Waiting) } else { Ok(()) }
}

fn write_down(connection: &Connection, changed: &Changed<'_>, state: State) -> Result<(), Failure> {
    let (kind, name, candidate) = match changed {
        Changed::Role(id) => (DocumentKind::Role, name_of_role(connection, *id)?, None),
        Changed::Search(name) => (DocumentKind::Search, (*name).to_owned(), None),
        Changed::Keeping => (DocumentKind::Keeping, String::new(), None),
        Changed::Of(kind, candidate) => {
            (*kind, shared::key_of(connection, *candidate)?.to_string(), Some(*candidate))
        }
    };
    Ok(documents::note(connection, kind, &name, candidate, state)?)
}

/// Whatever was here before the pool was shared, or before this was shared at all.
pub(crate) fn write_down_all(connection: &Connection) -> Result<(), Failure> {
    if documents::are_noted(connection)? {
        return Ok(());
    }
    documents::begin(connection)?;
    all(connection)?
        .iter()
        .try_for_each(|changed| write_down(connection, &changed.as_changed(), State::Offered))
}

/// Something that is here.
enum Here {
    Role(RoleId),
    Search(String),
    Keeping,
    Of(DocumentKind, CandidateId),
}

impl Here {
    fn as_changed(&self) -> Changed<'_> {
        match self {
            Self::Role(id) => Changed::Role(*id),
            Self::Search(name) => Changed::Search(name),
            Self::Keeping => Changed::Keeping,
            Self::Of(kind, candidate) => Changed::Of(*kind, *candidate),
        }
    }
}

fn all(connection: &Connection) -> Result<Vec<Here>, Failure> {
    let of = |kind| move |candidate: &CandidateId| Here::Of(kind, *candidate);
    let mut here: Vec<Here> = store::roles::all(connection)?.into_iter().map(Here::Role).collect();
    here.extend(store::saved_searches::list(connection)?.into_iter().map(|saved| Here::Search(saved.name)));
    here.extend(store::retention::holds(connection)?.keys().map(of(DocumentKind::Hold)));
    here.extend(store::retention::kept_otherwise(connection)?.keys().map(of(DocumentKind::Kept)));
    here.extend(store::retention::load(connection)?.map(|_| Here::Keeping));
    here.extend(store::github::found(connection)?.iter().map(of(DocumentKind::Github)));
    Ok(here)
}

const ROLE: &str = "role";

/// What a role is called everywhere; it is named when it has no name yet.
fn name_of_role(connection: &Connection, id: RoleId) -> Result<String, Failure> {
    if let Some(name) = shared::name_of(connection, ROLE, id.0)? {
        return Ok(name.to_string());
    }
    // No count of this folder: one that was brought back to an earlier state would give it twice.
    let name = shared::name_by_chance(connection, id.0)?;
    shared::give_name(connection, ROLE, id.0, &name)?;
    Ok(name.to_string())
}

#[derive(Serialize, Deserialize)]
struct RoleBody {
    /// `None`: the role is removed.
    text: Option<String>,
    author: String,
    made: jiff::Timestamp,
}

#[derive(Serialize, Deserialize)]
struct SearchBody {
    query: String,
}

#[derive(Serialize, Deserialize)]
struct KeptBody {
    profile: String,
}

#[derive(Serialize, Deserialize)]
struct GithubBody {
    login: String,
    found: jiff::Timestamp,
    portrait: String,
}

/// What a document says here.
fn body(
    connection: &Connection,
    kind: DocumentKind,
    name: &str,
    candidate: Option<CandidateId>,
) -> Result<Option<String>, Failure> {
    Ok(match (kind, candidate) {
        (DocumentKind::Role, _) => match role_of(connection, name)? {
            Some(id) => store::roles::find(connection, id)?.map(|version| {
                let store::roles::Version { text, author, made, .. } = version;
                json_of(&RoleBody { text, author, made })
            }),
            None => None,
        },
        (DocumentKind::Search, _) => {
            let saved = store::saved_searches::named(connection, name)?;
            saved.map(|saved| json_of(&SearchBody { query: saved.query }))
        }
        (DocumentKind::Keeping, _) => store::retention::load(connection)?.as_ref().map(json_of),
        (DocumentKind::Hold, Some(id)) => store::retention::hold(connection, id)?.as_ref().map(json_of),
        (DocumentKind::Kept, Some(id)) => {
            let profile = store::retention::kept_by(connection, id)?;
            profile.map(|profile| json_of(&KeptBody { profile }))
        }
        (DocumentKind::Github, Some(id)) => {
            let stored = store::github::stored(connection, id)?;
            stored.map(|(login, found, portrait)| json_of(&GithubBody { login, found, portrait }))
        }
        (DocumentKind::Hold | DocumentKind::Kept | DocumentKind::Github, None) => None,
    })
}

fn role_of(connection: &Connection, name: &str) -> Result<Option<RoleId>, Failure> {
    let Ok(name) = name.parse() else { return Ok(None) };
    Ok(shared::number_of(connection, ROLE, &name)?.map(RoleId))
}

/// Makes it so here; whom it is about.
fn bring_about(connection: &Connection, document: &Document) -> Result<Option<CandidateId>, Failure> {
    let Document { kind, name, key, body } = document;
    let candidate = match key {
        Some(key) => match shared::of_key(connection, key)? {
            Some((candidate, _)) => Some(candidate),
            // They were erased here.
            None => return Ok(None),
        },
        None => None,
    };
    let body = body.as_deref();
    match (kind, candidate) {
        (DocumentKind::Role, _) => take_role(connection, name, said(body)?)?,
        (DocumentKind::Search, _) => take_search(connection, name, said(body)?)?,
        (DocumentKind::Keeping, _) => {
            store::retention::set(connection, said::<Retention>(body)?.as_ref())?;
        }
        (DocumentKind::Hold, Some(id)) => {
            store::retention::set_hold(connection, id, said::<Hold>(body)?.as_ref())?;
        }
        (DocumentKind::Kept, Some(id)) => {
            let kept: Option<KeptBody> = said(body)?;
            store::retention::keep_by(connection, id, kept.as_ref().map(|kept| kept.profile.as_str()))?;
        }
        (DocumentKind::Github, Some(id)) => match said(body)? {
            Some(GithubBody { login, found, portrait }) => {
                store::github::store(connection, id, &login, found, &portrait)?;
                store::github::dequeue(connection, id)?;
            }
            None => store::github::forget(connection, id)?,
        },
        (DocumentKind::Hold | DocumentKind::Kept | DocumentKind::Github, None) => {}
    }
    Ok(candidate)
}

fn said<T: DeserializeOwned>(body: Option<&str>) -> Result<Option<T>, Failure> {
    body.map(|json| serde_json::from_str(json).map_err(Failure::stored("document", 0))).transpose()
}

fn take_role(connection: &Connection, name: &str, role: Option<RoleBody>) -> Result<(), Failure> {
    let (Some(RoleBody { text, author, made }), Ok(named)) = (role, name.parse()) else { return Ok(()) };
    let id = match role_of(connection, name)? {
        Some(id) => id,
        None => {
            let id = store::roles::insert(connection)?;
            shared::give_name(connection, ROLE, id.0, &named)?;
            id
        }
    };
    let holds = store::roles::find(connection, id)?;
    if holds.is_some_and(|holds| (&holds.text, &holds.author, holds.made) == (&text, &author, made)) {
        return Ok(());
    }
    Ok(store::roles::add_version(connection, id, text.as_deref(), &author, made)?)
}

fn take_search(connection: &Connection, name: &str, search: Option<SearchBody>) -> Result<(), Failure> {
    let here = store::saved_searches::named(connection, name)?;
    match (search, here) {
        (Some(search), Some(here)) if search.query == here.query => {}
        (Some(search), _) => {
            let seen = store::candidates::newest_indexed(connection)?;
            store::saved_searches::put(connection, name, &search.query, seen)?;
        }
        (None, Some(here)) => drop(store::saved_searches::delete(connection, here.id)?),
        (None, None) => {}
    }
    Ok(())
}

impl Pool {
    /// The first documents that were changed here and not told yet.
    pub fn waiting_documents(&self, limit: usize) -> Result<Vec<Telling>, Error> {
        self.ask(|connection| {
            let waiting = documents::waiting(connection, limit)?;
            waiting.into_iter().map(|noted| telling(connection, noted)).collect()
        })
    }

    /// Notes what became of documents that were told. What was changed again meanwhile waits on; in the place of what was refused
    /// stands what counts.
    pub fn note_documents(&self, told: &[(Document, DocumentHeard)]) -> Result<(), Error> {
        self.change(|connection| {
            told.iter().try_for_each(|(document, heard)| note_heard(connection, document, heard))
        })
    }

    /// Makes documents of others so here, with their numbers in the team's log, but for those that wait to be told themselves.
    pub fn take_documents(&self, documents: &[(i64, Document)]) -> Result<(), Error> {
        self.change(|connection| {
            for (seq, document) in documents {
                let here = documents::find(connection, document.kind, &document.name)?;
                if here.is_none_or(|here| here.state == State::Standing) {
                    settle(connection, document, *seq)?;
                }
            }
            Ok(())
        })
    }

    /// Makes documents so here as if they had been changed here.
    pub fn put_documents(&self, documents: &[Document]) -> Result<(), Error> {
        self.change(|connection| {
            for document in documents {
                let candidate = bring_about(connection, document)?;
                if document.key.is_none() || candidate.is_some() {
                    documents::note(connection, document.kind, &document.name, candidate, State::Waiting)?;
                }
            }
            Ok(())
        })
    }

    /// Every document of a shared pool, some at a time.
    ///
    /// # Errors
    /// Those of the pool, and those of whoever takes them.
    pub fn each_documents<E: From<Error>>(
        &self,
        take: &mut dyn FnMut(Vec<Document>) -> Result<(), E>,
    ) -> Result<(), E> {
        const AT_ONCE: usize = 100;
        let here = self.ask(all)?;
        for some in here.chunks(AT_ONCE) {
            take(self.ask(|connection| some.iter().map(|here| document(connection, here)).collect())?)?;
        }
        Ok(())
    }
}

fn telling(connection: &Connection, noted: Noted) -> Result<Telling, Failure> {
    let Noted { kind, name, candidate, state, base } = noted;
    let body = body(connection, kind, &name, candidate)?;
    let insists = state == State::Waiting && (body.is_some() || !kind.is_guarded());
    let key = candidate.map(|candidate| shared::key_of(connection, candidate)).transpose()?;
    Ok(Telling { document: Document { kind, name, key, body }, base, insists })
}

fn document(connection: &Connection, here: &Here) -> Result<Document, Failure> {
    let (kind, name, candidate) = match here {
        Here::Role(id) => {
            let name = shared::name_of(connection, ROLE, id.0)?;
            (DocumentKind::Role, name.map(|name| name.to_string()).unwrap_or_default(), None)
        }
        Here::Search(name) => (DocumentKind::Search, name.clone(), None),
        Here::Keeping => (DocumentKind::Keeping, String::new(), None),
        Here::Of(kind, candidate) => {
            (*kind, shared::key_of(connection, *candidate)?.to_string(), Some(*candidate))
        }
    };
    let key = candidate.map(|candidate| shared::key_of(connection, candidate)).transpose()?;
    Ok(Document { body: body(connection, kind, &name, candidate)?, kind, name, key })
}

fn note_heard(connection: &Connection, told: &Document, heard: &DocumentHeard) -> Result<(), Failure> {
    let Some(here) = documents::find(connection, told.kind, &told.name)? else { return Ok(()) };
    if body(connection, told.kind, &told.name, here.candidate)? != told.body {
        return Ok(());
    }
    match heard {
        DocumentHeard::Stands(seq) => {
            Ok(documents::settle(connection, told.kind, &told.name, here.candidate, *seq)?)
        }
        DocumentHeard::Refused { seq, body } => {
            settle(connection, &Document { body: body.clone(), ..told.clone() }, *seq)
        }
        // They go from here with the next erasure that is heard of.
        DocumentHeard::Gone => {
            Ok(documents::settle(connection, told.kind, &told.name, here.candidate, here.base)?)
        }
    }
}

fn settle(connection: &Connection, document: &Document, seq: i64) -> Result<(), Failure> {
    let candidate = bring_about(connection, document)?;
    if document.key.is_some() && candidate.is_none() {
        return Ok(());
    }
    Ok(documents::settle(connection, document.kind, &document.name, candidate, seq)?)
}
