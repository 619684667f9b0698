//! Many questions in few GraphQL queries.
//!
//! A query asks several things at once, each under an alias of its own. GitHub may answer some and refuse others, and
//! stops queries that cost it too much or take too long. What came whole is kept; what did not is asked again in smaller
//! queries, down to parts of one question. octocrab's own GraphQL call throws all answers away when one is refused, so the
//! envelope is read here.

use std::collections::VecDeque;
use std::fmt::Write;
use std::sync::Arc;

use futures_util::future::join_all;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::client::Request;
use crate::{Client, Error};

/// Queries sent together before their answers say how large the next may be.
const QUERIES_AT_ONCE: usize = 4;
/// How often one question alone is asked again when GitHub has no time for it.
const MAX_TRIES: u32 = 2;

/// One thing to ask, which can stand beside others in a query.
pub(crate) trait Question: Clone {
    /// What it gives; `None` in an outcome means that GitHub knows nothing of the kind.
    type Answer: DeserializeOwned;

    /// What this kind of question is called among the others.
    const KIND: &'static str;

    /// Fragments that fields of these questions use.
    const FRAGMENTS: &'static str = "";

    /// The field that asks it, without alias: `user(login: "…") { … }`.
    fn field(&self) -> String;

    /// How much it asks for, in units of the batch size.
    fn weight(&self) -> usize {
        1
    }

    /// Two smaller questions that ask the same together, when there are such.
    fn halves(&self) -> Option<[Self; 2]> {
        None
    }
}

/// A question with what came of it.
pub(crate) struct Outcome<Q: Question> {
    pub(crate) question: Q,
    pub(crate) answer: Result<Option<Q::Answer>, Error>,
}

/// The whole of an answer to a query.
#[derive(Deserialize)]
struct Envelope {
    #[serde(default)]
    data: Option<Map<String, Value>>,
    #[serde(default)]
    errors: Vec<Refusal>,
}

/// One entry of `errors`.
#[derive(Debug, Deserialize)]
struct Refusal {
    #[serde(default, rename = "type")]
    kind: String,
    #[serde(default)]
    message: String,
    #[serde(default)]
    path: Vec<Value>,
}

impl Refusal {
    fn alias(&self) -> Option<&str> {
        self.path.first()?.as_str()
    }

    fn is_too_heavy(&self) -> bool {
        matches!(self.kind.as_str(), "RESOURCE_LIMITS_EXCEEDED" | "MAX_NODE_LIMIT_EXCEEDED")
    }

    fn is_out_of_time(&self) -> bool {
        self.message.starts_with("Something went wrong while executing your query")
    }

    fn is_limit(&self) -> bool {
        matches!(self.kind.as_str(), "RATE_LIMITED" | "RATE_LIMIT")
    }
}

/// Questions for one query.
struct Batch<Q> {
    questions: Vec<Q>,
    /// How often they have been asked just so.
    tries: u32,
}

/// Asks all questions, at most `size` in weight a query to begin with, and gives their outcomes. A question that was
/// halved gives several.
pub(crate) async fn ask_all<Q: Question>(client: &Client, questions: Vec<Q>, size: usize) -> Vec<Outcome<Q>> {
    let mut open = VecDeque::from(questions);
    // Batches that GitHub had no time for, made smaller or to be tried once more.
    let mut again = VecDeque::new();
    // GitHub's cap holds for the next questions of the kind as well.
    let mut size = client.learnt_size(Q::KIND).unwrap_or(size).max(1);
    let mut outcomes = Vec::new();
    while !open.is_empty() || !again.is_empty() {
        let next = (0..QUERIES_AT_ONCE).map_while(|_| again.pop_front().or_else(|| take(&mut open, size)));
        let batches = next.collect::<Vec<Batch<Q>>>();
        let answers = join_all(batches.iter().map(|batch| ask(client, &batch.questions))).await;
        let mut is_too_large = false;
        for (batch, answers) in batches.into_iter().zip(answers) {
            let is_alone = batch.questions.len() == 1;
            let mut late = Vec::new();
            for (question, answer) in batch.questions.into_iter().zip(answers) {
                match answer {
                    Err(Error::OutOfTime(_)) if !is_alone || batch.tries < MAX_TRIES => late.push(question),
                    Err(Error::TooHeavy(_)) if !is_alone => {
                        is_too_large = true;
                        open.push_back(question);
                    }
                    Err(error) if error.is_too_heavy() && question.halves().is_some() => {
                        is_too_large = true;
                        open.extend(question.halves().into_iter().flatten());
                    }
                    answer => outcomes.push(Outcome { question, answer }),
                }
            }
            // What took too long may have been too much, or GitHub may be slow just now: half as much settles which,
            // and says nothing about the others.
            let rest = late.split_off(late.len().div_ceil(2));
            let tries = if is_alone { batch.tries + 1 } else { 0 };
            let halves = [late, rest].into_iter().filter(|half| !half.is_empty());
            again.extend(halves.map(|questions| Batch { questions, tries }));
        }
        if is_too_large {
            size = (size / 2).max(1);
            client.learn_size(Q::KIND, size);
        }
    }
    outcomes
}

/// The next questions that fit a query; at least one, when there is one.
fn take<Q: Question>(open: &mut VecDeque<Q>, size: usize) -> Option<Batch<Q>> {
    let mut questions = vec![open.pop_front()?];
    let mut weight = questions[0].weight();
    while let Some(next) = open.pop_front_if(|next| weight + next.weight() <= size) {
        weight += next.weight();
        questions.push(next);
    }
    Some(Batch { questions, tries: 0 })
}

async fn ask<Q: Question>(client: &Client, batch: &[Q]) -> Vec<Result<Option<Q::Answer>, Error>> {
    let mut query = "query {\n".to_owned();
    for (n, question) in batch.iter().enumerate() {
        writeln!(query, "q{n}: {}", question.field()).expect("writing to a string never fails");
    }
    query.push_str("}\n");
    query.push_str(Q::FRAGMENTS);
    let what = format!("{} things at once", batch.len());
    let envelope = match client.answer(Request::Graphql(&query), &what).await {
        Ok(answer) => match answer.json::<Envelope>(&what) {
            Ok(envelope) if envelope.errors.iter().any(Refusal::is_limit) => Err(client.limited(&answer)),
            other => other,
        },
        Err(error) => Err(error),
    };
    match envelope {
        Ok(envelope) => read(envelope, batch.len(), &what),
        // One of them may be why all were refused, so they are asked in smaller queries.
        Err(Error::Refused { .. }) if batch.len() > 1 => {
            batch.iter().map(|_| Err(Error::TooHeavy(what.clone()))).collect()
        }
        Err(error) => batch.iter().map(|_| Err(error.clone())).collect(),
    }
}

/// The answers to `count` questions.
fn read<T: DeserializeOwned>(envelope: Envelope, count: usize, what: &str) -> Vec<Result<Option<T>, Error>> {
    let Envelope { data, errors } = envelope;
    let mut data = data.unwrap_or_default();
    let concerns = |alias: &str| {
        let alias = alias.to_owned();
        errors.iter().filter(move |error| error.alias().is_none_or(|concerned| concerned == alias))
    };
    let read_one = |n: usize| {
        let alias = format!("q{n}");
        if concerns(&alias).any(Refusal::is_too_heavy) {
            return Err(Error::TooHeavy(what.to_owned()));
        }
        if concerns(&alias).any(Refusal::is_out_of_time) {
            return Err(Error::OutOfTime(what.to_owned()));
        }
        match data.remove(&alias) {
            Some(Value::Null) if concerns(&alias).any(|error| error.kind == "FORBIDDEN") => {
                Err(Error::Refused { what: what.to_owned(), status: 403 })
            }
            Some(Value::Null) => Ok(None),
            Some(value) => serde_json::from_value(value)
                .map(Some)
                .map_err(|source| Error::Unexpected { what: what.to_owned(), source: Arc::new(source) }),
            None => Err(Error::Refused { what: what.to_owned(), status: 200 }),
        }
    };
    (0..count).map(read_one).collect()
}

/// A text as it stands in a query: GraphQL's strings are written as JSON's.
pub(crate) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
