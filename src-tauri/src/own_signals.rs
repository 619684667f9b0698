//! Signals of the recruiter's own in the wire's words, and back.

use candela_pool::{Pool, Tried, TriedOn};
use candela_resumes::Snippet;
use candela_signals::{Fault, OwnPlace, OwnSignal, OwnWords, Polarity, RulesFile};

use crate::error::Failure;
use crate::list::{number, pieces};
use crate::panel::polarity;
use crate::report::count;
use crate::roles::fault;
use crate::wire;

/// Candidates that a trial shows.
const SHOWN: usize = 12;

/// The signals of the pool.
pub(crate) fn list(pool: &Pool) -> Result<wire::OwnSignals, Failure> {
    let (signals, faults) = pool.own_signals()?;
    Ok(shown(&signals, faults))
}

/// Tries a signal on the pool and keeps nothing.
pub(crate) fn try_on(pool: &Pool, signal: wire::OwnSignal) -> Result<wire::TriedSignal, Failure> {
    let Tried { candidates, of, first } = pool.try_signal(&meant(signal)?, SHOWN)?;
    let tried_on = |TriedOn { id, name, headline, quote, marks }: TriedOn| wire::TriedOn {
        id: number(id),
        name: name.unwrap_or_else(|| format!("#{id}")),
        headline,
        quote: pieces(&Snippet { text: quote, marks }),
    };
    Ok(wire::TriedSignal {
        candidates: count(candidates),
        of: count(of),
        first: first.into_iter().map(tried_on).collect(),
    })
}

/// Keeps a signal; the one that was changed goes, also when its id is another now.
pub(crate) fn keep(pool: &Pool, signal: wire::OwnSignal) -> Result<wire::OwnSignals, Failure> {
    let before = (!signal.id.is_empty()).then(|| signal.id.clone());
    let signal = meant(signal)?;
    let is_taken = |other: &OwnSignal| other.words().id == signal.words().id;
    if before.is_none() && pool.own_signals()?.0.iter().any(is_taken) {
        return Err(Failure::OwnSignal(format!("there is a signal `{}` already", signal.words().title)));
    }
    pool.keep_own_signal(signal, before.as_deref())?;
    list(pool)
}

/// Takes over the signals of a file's text; what is left out of it is told.
pub(crate) fn import(pool: &Pool, name: String, text: String) -> Result<wire::OwnSignals, Failure> {
    let (_, faults) = pool.import_own_signals(RulesFile { name, text })?;
    Ok(shown(&pool.own_signals()?.0, faults))
}

fn shown(signals: &[OwnSignal], faults: Vec<Fault>) -> wire::OwnSignals {
    let signal = |signal: &OwnSignal| {
        let words = signal.words().clone();
        wire::OwnSignal {
            id: words.id,
            colour: polarity(words.colour),
            title: words.title,
            why: words.why,
            ask: words.ask,
            words: words.words,
            pattern: words.pattern,
            in_work: words.place == OwnPlace::Work,
        }
    };
    wire::OwnSignals {
        signals: signals.iter().map(signal).collect(),
        faults: faults.into_iter().map(fault).collect(),
    }
}

/// A signal from the page; without an id it is named after its title.
fn meant(signal: wire::OwnSignal) -> Result<OwnSignal, Failure> {
    let words = OwnWords {
        id: if signal.id.is_empty() { OwnWords::id_of(&signal.title) } else { signal.id },
        colour: match signal.colour {
            wire::Polarity::Green => Polarity::Green,
            wire::Polarity::Yellow => Polarity::Yellow,
            wire::Polarity::Red => Polarity::Red,
            wire::Polarity::Fact => Polarity::Fact,
        },
        title: signal.title,
        why: signal.why,
        ask: signal.ask,
        words: signal.words,
        pattern: signal.pattern,
        place: if signal.in_work { OwnPlace::Work } else { OwnPlace::Anywhere },
    };
    OwnSignal::new(words).map_err(Failure::OwnSignal)
}
