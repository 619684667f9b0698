//! How the whole pool stands against roles: worked out once, and kept in memory until a fact, the rules or the day change.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use candela_signals::role::{Fit, Rank, RoleProfile, write_role};
use jiff::civil::Date;
use serde::Serialize;

use crate::roles::fits_of;
use crate::skills::PoolSkills;
use crate::store;
use crate::{CandidateId, Error, Pool, RoleId, Sort};

/// Candidates that are held against the roles before others may ask something of the pool in between.
const AT_ONCE: usize = 64;

/// How many candidates meet what a role must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RoleCounts {
    /// Which role.
    pub role: RoleId,
    /// Its must-haves, with the kind of work, level and years.
    pub musts: usize,
    /// Candidates that meet all of them.
    pub all: usize,
    /// Candidates that meet more than half of them.
    pub most: usize,
    /// All candidates.
    pub of: usize,
}

/// A candidate, their résumé and how they stand, in the order of a table.
pub(crate) type Ranking = Vec<(CandidateId, i64, Rank)>;

/// What was worked out, and of which pool.
#[derive(Default)]
pub(crate) struct Ranks {
    state: Option<State>,
    /// By the role's file.
    rankings: BTreeMap<String, Arc<Ranking>>,
}

/// What a ranking depends on besides the role.
#[derive(Clone, PartialEq, Eq)]
struct State {
    /// How many candidates there are, and how often they were changed.
    candidates: (i64, i64),
    rules: String,
    as_of: Date,
}

impl Pool {
    /// How many candidates meet each role of the pool, in the order of the roles.
    pub fn role_counts(&self, as_of: Date) -> Result<Vec<RoleCounts>, Error> {
        let saved = self.roles()?;
        let roles: Vec<&RoleProfile> = saved.iter().map(|saved| &saved.role).collect();
        let rankings = self.rankings(&roles, as_of)?;
        let count = |id, ranking: &Ranking| {
            let meet = |meets: fn(&Rank) -> bool| ranking.iter().filter(|(_, _, rank)| meets(rank)).count();
            RoleCounts {
                role: id,
                musts: ranking.first().map_or(0, |(_, _, rank)| rank.musts),
                all: meet(|rank| rank.musts_met == rank.musts),
                most: meet(|rank| 2 * rank.musts_met > rank.musts),
                of: ranking.len(),
            }
        };
        Ok(saved.iter().zip(&rankings).map(|(saved, ranking)| count(saved.id, ranking)).collect())
    }

    /// Everybody in the order of how they fit, for each role; what is not known yet is worked out in one pass.
    pub(crate) fn rankings(&self, roles: &[&RoleProfile], as_of: Date) -> Result<Vec<Arc<Ranking>>, Error> {
        let skills = self.skills()?;
        let candidates = self.ask(|connection| Ok(store::candidates::revisions(connection)?))?;
        let state = State { candidates, rules: skills.rules.clone(), as_of };
        let files: Vec<String> = roles.iter().map(|role| write_role(role)).collect();
        let mut known = self.known_rankings(&state);
        let missing: Vec<usize> = (0..roles.len()).filter(|&at| !known.contains_key(&files[at])).collect();
        if !missing.is_empty() {
            let asked: Vec<&RoleProfile> = missing.iter().map(|&at| roles[at]).collect();
            for (at, ranking) in missing.into_iter().zip(self.rank_everybody(&asked, &skills, as_of)?) {
                known.insert(files[at].clone(), Arc::new(ranking));
            }
            let mut kept = self.kept_ranks().lock().unwrap_or_else(PoisonError::into_inner);
            *kept = Ranks { state: Some(state), rankings: known.clone() };
        }
        Ok(files.iter().filter_map(|file| known.get(file).cloned()).collect())
    }

    fn known_rankings(&self, state: &State) -> BTreeMap<String, Arc<Ranking>> {
        let kept = self.kept_ranks().lock().unwrap_or_else(PoisonError::into_inner);
        if kept.state.as_ref() == Some(state) { kept.rankings.clone() } else { BTreeMap::new() }
    }

    /// Holds everybody against each role, most must-haves met first.
    fn rank_everybody(
        &self,
        roles: &[&RoleProfile],
        skills: &PoolSkills,
        as_of: Date,
    ) -> Result<Vec<Ranking>, Error> {
        // Oldest first: equals stay in the order in which they came.
        let mut everybody = self
            .ask(|connection| Ok(store::candidates::list(connection, Sort::Newest, 0, usize::MAX >> 1)?))?;
        everybody.reverse();
        let mut rankings = vec![Ranking::with_capacity(everybody.len()); roles.len()];
        for some in everybody.chunks(AT_ONCE) {
            self.ask(|connection| {
                for listed in some {
                    let fits = fits_of(connection, roles, (listed.id, listed.resume), skills, as_of)?;
                    for (ranking, rank) in rankings.iter_mut().zip(fits.iter().map(Fit::rank)) {
                        ranking.push((listed.id, listed.resume, rank));
                    }
                }
                Ok(())
            })?;
        }
        for ranking in &mut rankings {
            ranking.sort_by(|(_, _, a), (_, _, b)| a.compare(b));
        }
        Ok(rankings)
    }
}
