//! Signals of the recruiter's own: kept in one file of the pool's folder, tried on the pool before that.

use candela_extract::DocumentText;
use candela_signals::{Fault, OwnSignal, Rules, RulesFile, write_own};

use crate::rules::{Added, own_signals_file, rules, write_own_signals};
use crate::store;
use crate::{Error, Pool, Sort, Tried, TriedOn};

impl Pool {
    /// The recruiter's own signals, and what in their file is left out.
    pub fn own_signals(&self) -> Result<(Vec<OwnSignal>, Vec<Fault>), Error> {
        let (rules, faults) = Added::own_of(self.folder())?;
        Ok((rules.own().to_vec(), faults))
    }

    /// Keeps a signal, in the place of the one with its id or of the one that is named. What was read before is stale then:
    /// see [`reread`](Self::reread).
    ///
    /// # Errors
    /// [`Error::FaultySignals`] when something in the file could not be read: writing it again would lose that.
    pub fn keep_own_signal(&self, signal: OwnSignal, instead_of: Option<&str>) -> Result<(), Error> {
        let mut kept = self.whole_own_signals()?;
        let id = instead_of.unwrap_or(&signal.words().id);
        match kept.iter().position(|other| other.words().id == id) {
            Some(at) => kept[at] = signal,
            None => kept.push(signal),
        }
        self.replace_own_signals(&kept)
    }

    /// Takes a signal out; false when there was none of this id.
    ///
    /// # Errors
    /// Those of [`keep_own_signal`](Self::keep_own_signal).
    pub fn remove_own_signal(&self, id: &str) -> Result<bool, Error> {
        let mut kept = self.whole_own_signals()?;
        let n_before = kept.len();
        kept.retain(|signal| signal.words().id != id);
        self.replace_own_signals(&kept)?;
        Ok(kept.len() < n_before)
    }

    /// Takes over the signals of a file; those with an id that is there already replace it. Gives how many were taken, and what
    /// was left out.
    ///
    /// # Errors
    /// Those of [`keep_own_signal`](Self::keep_own_signal).
    pub fn import_own_signals(&self, file: RulesFile) -> Result<(usize, Vec<Fault>), Error> {
        let mut kept = self.whole_own_signals()?;
        let (rules, faults) = Rules::with(&[], Some(&file));
        let is_taken = |id: &str| rules.own().iter().any(|signal| signal.words().id == id);
        kept.retain(|signal| !is_taken(&signal.words().id));
        kept.extend(rules.own().iter().cloned());
        self.replace_own_signals(&kept)?;
        Ok((rules.own().len(), faults))
    }

    /// Tries a signal of the recruiter's own on every candidate and keeps nothing; shows the first `n_shown` who have it,
    /// newest first.
    pub fn try_signal(&self, signal: &OwnSignal, n_shown: usize) -> Result<Tried, Error> {
        self.ask(|connection| {
            let listed = store::candidates::list(connection, Sort::Newest, 0, usize::MAX >> 1)?;
            let mut tried = Tried { candidates: 0, of: listed.len(), first: Vec::new() };
            for candidate in listed {
                let body = store::texts::load(connection, candidate.resume)?;
                let profile = store::facts::load(connection, candidate.resume)?;
                let document = DocumentText { body, ..DocumentText::default() };
                let Some(span) = signal.spans(&document, &profile).first().copied() else { continue };
                tried.candidates += 1;
                if tried.first.len() < n_shown {
                    let quote = span.of(&document.body).to_owned();
                    let marks = signal.hits(&quote);
                    let (id, name, headline) = (candidate.id, candidate.name, candidate.headline);
                    tried.first.push(TriedOn { id, name, headline, quote, marks });
                }
            }
            Ok(tried)
        })
    }

    /// All that stands in the file, or nothing.
    fn whole_own_signals(&self) -> Result<Vec<OwnSignal>, Error> {
        let (rules, faults) = rules(self.folder())?;
        let file = own_signals_file(self.folder());
        let is_of_file = |fault: &Fault| file.file_name().is_some_and(|own| own == fault.file.as_str());
        let faults: Vec<Fault> = faults.into_iter().filter(is_of_file).collect();
        if faults.is_empty() { Ok(rules.own().to_vec()) } else { Err(Error::FaultySignals { faults }) }
    }

    fn replace_own_signals(&self, signals: &[OwnSignal]) -> Result<(), Error> {
        write_own_signals(self.folder(), &write_own(signals))
    }
}

#[cfg(test)]
mod tests {
    use candela_signals::{OwnPlace, OwnWords, Polarity};

    use super::*;
    use crate::testing::pool_of;

    fn signal(id: &str, word: &str) -> OwnSignal {
        OwnSignal::new(OwnWords {
            id: id.to_owned(),
            colour: Polarity::Green,
            title: id.to_owned(),
            why: "Because.".to_owned(),
            ask: String::new(),
            words: vec![word.to_owned()],
            pattern: None,
            place: OwnPlace::Anywhere,
        })
        .unwrap()
    }

    fn ids(pool: &Pool) -> Vec<String> {
        pool.own_signals().unwrap().0.into_iter().map(|signal| signal.words().id.clone()).collect()
    }

    #[test]
    fn signals_are_kept_replaced_renamed_and_taken_out() {
        let (_folder, pool) = pool_of(&[]);
        for id in ["own_one", "own_two", "own_one"] {
            pool.keep_own_signal(signal(id, "ledger"), None).unwrap();
        }
        assert_eq!(ids(&pool), ["own_one", "own_two"]);
        pool.keep_own_signal(signal("own_three", "ledger"), Some("own_one")).unwrap();
        assert_eq!(ids(&pool), ["own_three", "own_two"]);
        assert!(pool.remove_own_signal("own_two").unwrap());
        assert!(!pool.remove_own_signal("own_two").unwrap());
        assert_eq!(ids(&pool), ["own_three"]);
    }

    #[test]
    fn a_file_with_a_fault_is_told_and_never_written_over() {
        let (folder, pool) = pool_of(&[]);
        std::fs::write(own_signals_file(folder.path()), "[[signal]]\nid = \"own_x\"\n").unwrap();
        assert_eq!(pool.own_signals().unwrap().1.len(), 1);
        let refused = pool.keep_own_signal(signal("own_one", "ledger"), None).unwrap_err();
        assert!(matches!(refused, Error::FaultySignals { .. }), "{refused}");
    }

    #[test]
    fn a_file_is_taken_over_as_far_as_it_reads() {
        let (_folder, pool) = pool_of(&[]);
        pool.keep_own_signal(signal("own_one", "ledger"), None).unwrap();
        let text =
            write_own([&signal("own_one", "tally"), &signal("own_two", "tally")]) + "[[signal]]\nid = 1\n";
        let file = RulesFile { name: "theirs.toml".to_owned(), text };
        let (taken, faults) = pool.import_own_signals(file).unwrap();
        assert_eq!((taken, faults.len()), (2, 1));
        assert_eq!(ids(&pool), ["own_one", "own_two"]);
    }

    #[test]
    fn a_trial_counts_and_marks_the_words() {
        let (_folder, pool) = pool_of(&["Robin", "Noor"]);
        let tried = pool.try_signal(&signal("own_one", "ledger"), 1).unwrap();
        assert_eq!((tried.candidates, tried.of, tried.first.len()), (2, 2, 1));
        let first = &tried.first[0];
        let marked: Vec<&str> = first.marks.iter().map(|mark| first.quote[mark.clone()].trim()).collect();
        assert_eq!(marked, ["ledger"], "{first:?}");
        assert_eq!(pool.try_signal(&signal("own_one", "telematics"), 1).unwrap().candidates, 0);
    }
}
