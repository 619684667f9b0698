//! Asking a team's engine that only adds: before each answer the team's server tells what counts, and the engine is held against it.

use candela_engine::{EngineIndex, elsewhere};
use candela_resumes::IndexError;

use super::record::Holdings;
use crate::engine::EngineState;
use crate::engine::setting::Setting;
use crate::{Error, Pool};

/// What tells what the engine of a team holds: within a moment, or not at all.
pub(crate) type Witness = Box<dyn Fn() -> Option<Holdings> + Send + Sync>;

impl Pool {
    /// Lets the team's server be asked, before each answer of an engine that only adds, what counts of it. `ask` gives nothing when the
    /// server does not answer within a moment, for somebody waits for the answer: the index of this machine gives it then. What was given
    /// first stays.
    pub fn ask_before_answers(&self, ask: impl Fn() -> Option<Holdings> + Send + Sync + 'static) {
        self.witness().get_or_init(|| Box::new(ask));
    }

    /// Whether the team's server is asked before each answer.
    pub fn asks_before_answers(&self) -> bool {
        self.witness().get().is_some()
    }

    /// The index of the team without what does not count and who was erased or merged, if the engine holds exactly what the team's server
    /// says; else why it is not to be asked.
    pub(in crate::engine) fn vouched(
        &self,
        setting: &Setting,
        engine: &EngineIndex,
    ) -> Result<Result<EngineIndex, IndexError>, Error> {
        let unfit = |said| IndexError::Elsewhere {
            address: engine.address(),
            said,
            is_lost: false,
            source: "what the team's server knows of it".into(),
        };
        let Some(holdings) = self.witness().get().and_then(|ask| ask()) else {
            return Ok(Err(unfit("can only be relied on while the team's server answers")));
        };
        if holdings.index != setting.name {
            return Ok(Err(unfit("is being filled anew")));
        }
        if holdings.is_too_much() {
            return Ok(Err(unfit("holds too much that does not count")));
        }
        let left_out: Vec<_> = holdings.documents_left_out().collect();
        let engine = engine.without([], left_out.iter().copied());
        match engine.count_shown() {
            Ok(count) if count == holdings.found => {}
            Ok(_) => return Ok(Err(unfit("does not hold what it was sent"))),
            Err(error) => return Ok(Err(elsewhere(&engine.address(), error))),
        }
        engine.hide_only(self.hidden_from_team_engine()?, left_out);
        Ok(Ok(engine))
    }

    /// Says in a state what would be in the way of an answer.
    pub(in crate::engine) fn tell_if_unfit(
        &self,
        state: &mut EngineState,
        setting: &Setting,
        engine: &EngineIndex,
    ) -> Result<(), Error> {
        if let Err(IndexError::Elsewhere { said, .. }) = self.vouched(setting, engine)? {
            state.trouble = Some(said.to_owned());
        }
        Ok(())
    }
}
