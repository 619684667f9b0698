//! What GitHub allows within an hour, and what is left of it.

use jiff::Timestamp;
use serde::Serialize;

use crate::answer::Answer;

/// What GitHub allows, as far as its answers have said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Budget {
    /// Questions to the REST interface.
    pub rest: Option<Allowance>,
    /// Points of GraphQL; a query of this crate costs one or a few.
    pub graphql: Option<Allowance>,
}

/// One of the two allowances.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Allowance {
    /// How many an hour.
    pub limit: u64,
    /// How many are left.
    pub left: u64,
    /// When all are there again.
    pub reset: Timestamp,
}

/// Which allowance an answer speaks of.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Rest,
    Graphql,
}

impl Budget {
    pub(crate) fn set(&mut self, kind: Kind, allowance: Allowance) {
        match kind {
            Kind::Rest => self.rest = Some(allowance),
            Kind::Graphql => self.graphql = Some(allowance),
        }
    }
}

impl Allowance {
    pub(crate) fn of(answer: &Answer) -> Option<(Kind, Self)> {
        let number = |name| answer.header(name)?.parse::<u64>().ok();
        let kind = match answer.header("x-ratelimit-resource") {
            Some("graphql") => Kind::Graphql,
            Some("core") | None => Kind::Rest,
            Some(_) => return None,
        };
        let reset = Timestamp::from_second(i64::try_from(number("x-ratelimit-reset")?).ok()?).ok()?;
        let (limit, left) = (number("x-ratelimit-limit")?, number("x-ratelimit-remaining")?);
        Some((kind, Self { limit, left, reset }))
    }
}
