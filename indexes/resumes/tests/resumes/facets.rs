//! The numbers beside the list.

use candela_resumes::{Query, ResumeIndex, Tally};

use crate::pool::{Draft, POOL, ask, index};

fn facets(index: &ResumeIndex, typed: &str) -> [Vec<Tally>; 4] {
    let facets = index.facets(&Query::parse(typed).unwrap(), 100).unwrap();
    [facets.skills, facets.flags, facets.years, facets.has]
}

fn shown(tallies: &[Tally]) -> Vec<String> {
    tallies.iter().map(|tally| format!("{} {}", tally.value, tally.count)).collect()
}

#[test]
fn counts_are_those_of_the_query() {
    let index = index(POOL.iter().map(Draft::entry));
    let [skills, flags, years, has] = facets(&index, "flag:scale_indicators");
    assert_eq!(shown(&flags), ["scale_indicators 3", "generic_claims 1", "quantified_impact 1"]);
    assert_eq!(shown(&years), ["6–9 3"]);
    assert_eq!(shown(&has), ["github 2", "email 2", "phone 1"]);
    assert_eq!(shown(&skills)[..3], ["PostgreSQL 2", "C++ 1", "Django 1"]);
    assert_eq!(shown(&facets(&index, "")[2]), ["3–5 2", "6–9 3"]);
    assert_eq!(index.facets(&Query::everybody(), 2).unwrap().skills.len(), 2);
}

#[test]
fn each_clause_finds_just_what_was_counted() {
    let index = index(POOL.iter().map(Draft::entry));
    for query in ["", "flag:scale_indicators", "payments OR django"] {
        let tallies = facets(&index, query).concat();
        assert!(tallies.len() > 10, "{query}");
        for tally in tallies {
            let narrowed = format!("({query}) {}", tally.clause).replace("() ", "");
            assert_eq!(ask(&index, &narrowed).total as u64, tally.count, "{narrowed}");
        }
    }
}
