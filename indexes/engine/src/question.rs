//! Conditions and worths in the language of engines: what all of them understand, and for the rest what each does.

use candela_resumes::{Bounds, Condition, Field, FieldKind, Worth};
use serde_json::{Map, Value, json};

use crate::dialect::Dialect;

/// Fields that every document has.
pub(crate) const ID: &str = "id";
pub(crate) const REVISION: &str = "revision";
pub(crate) const KEY: &str = "key";
pub(crate) const ENTRY: &str = "entry";

/// Most values of one list; engines refuse more than 65,536.
const MOST_VALUES: usize = 60_000;
/// Words that a misspelt one may be, before an engine stops to look.
const MOST_SPELLINGS: usize = 1_000;
/// An engine that cannot weigh counts a clause once for so many points.
const POINTS_A_CLAUSE: f32 = 100.0;

/// Everybody.
pub(crate) fn everybody() -> Value {
    json!({ "match_all": {} })
}

fn nobody() -> Value {
    json!({ "match_none": {} })
}

/// Everybody who fulfils a condition.
pub(crate) fn query(condition: &Condition, dialect: Dialect) -> Value {
    match condition {
        Condition::All(members) if members.is_empty() => everybody(),
        Condition::All(members) => {
            let (not, all): (Vec<_>, Vec<_>) =
                members.iter().partition(|member| matches!(member, Condition::Not(_)));
            let mut filter: Vec<Value> = all.into_iter().map(|member| query(member, dialect)).collect();
            if filter.is_empty() {
                filter.push(everybody());
            }
            let inner = not.into_iter().filter_map(|member| match member {
                Condition::Not(inner) => Some(query(inner, dialect)),
                _ => None,
            });
            json!({ "bool": { "filter": filter, "must_not": inner.collect::<Vec<_>>() } })
        }
        Condition::Any(members) => any(members.iter().map(|member| query(member, dialect)).collect()),
        // Some engines find nobody where only what is excluded is said.
        Condition::Not(inner) => {
            json!({ "bool": { "filter": [everybody()], "must_not": [query(inner, dialect)] } })
        }
        Condition::Is { field, values } => one_of(&field.name(), values.iter().cloned().map(Value::from)),
        Condition::StartsWith { field, start } => {
            of_field("prefix", &field.name(), json!({ "value": start }))
        }
        Condition::Nearly { field, word, letters } => match dialect.capabilities().finds_misspelt {
            true => of_field(
                "fuzzy",
                &field.name(),
                json!({
                    "value": word,
                    "fuzziness": letters,
                    "prefix_length": 0,
                    "max_expansions": MOST_SPELLINGS,
                    "transpositions": true,
                }),
            ),
            false => one_of(&field.name(), [Value::from(word.as_str())]),
        },
        Condition::InARow { field, words, near: 0 } => {
            of_field("match_phrase", &field.name(), json!({ "query": words.join(" ") }))
        }
        Condition::InARow { field, words, near } => match dialect.capabilities().near_keeps_order {
            true => {
                let clause = |word: &String| of_field("span_term", &field.name(), json!({ "value": word }));
                let clauses: Vec<Value> = words.iter().map(clause).collect();
                json!({ "span_near": { "clauses": clauses, "slop": near, "in_order": true } })
            }
            false => {
                of_field("match_phrase", &field.name(), json!({ "query": words.join(" "), "slop": near }))
            }
        },
        Condition::Number { field, bounds } => range(*field, *bounds),
        Condition::Ids(ids) => one_of(ID, ids.iter().copied().map(Value::from)),
    }
}

/// Who has one of some values; long lists in several.
pub(crate) fn one_of(field: &str, values: impl IntoIterator<Item = Value>) -> Value {
    let values: Vec<Value> = values.into_iter().collect();
    any(values.chunks(MOST_VALUES).map(|some| of_field("terms", field, some.into())).collect())
}

fn any(mut queries: Vec<Value>) -> Value {
    match queries.len() {
        0 => nobody(),
        1 => queries.remove(0),
        _ => json!({ "bool": { "should": queries, "minimum_should_match": 1 } }),
    }
}

/// `{ kind: { field: value } }`
fn of_field(kind: &str, field: &str, value: Value) -> Value {
    let one = |key: &str, value| Value::from(Map::from_iter([(key.to_owned(), value)]));
    one(kind, one(field, value))
}

fn range(field: Field, bounds: Bounds) -> Value {
    let number = |number: f64| match field.kind() {
        FieldKind::Integer => Value::from(number as i64),
        _ => Value::from(number),
    };
    let given = [
        ("gte", bounds.at_least),
        ("gt", bounds.more_than),
        ("lte", bounds.at_most),
        ("lt", bounds.less_than),
    ];
    let given = given.into_iter().filter_map(|(name, bound)| Some((name.to_owned(), number(bound?))));
    let given = Map::from_iter(given);
    if given.is_empty() { everybody() } else { of_field("range", &field.name(), given.into()) }
}

/// Everybody who fulfils a query, those worth most first.
pub(crate) fn ranked(filter: Value, worth: &[Worth], dialect: Dialect) -> Value {
    let should: Vec<Value> = worth.iter().flat_map(|worth| points(worth, dialect)).collect();
    json!({ "bool": { "filter": [filter], "should": should } })
}

/// What adds a worth to the points; more than one clause where an engine counts clauses.
fn points(worth: &Worth, dialect: Dialect) -> Vec<Value> {
    let all = |worth: &[Worth]| worth.iter().flat_map(|worth| points(worth, dialect)).collect::<Vec<_>>();
    match (worth, dialect.capabilities().ranks) {
        (Worth::When(condition, points), true) => {
            vec![json!({ "constant_score": { "filter": query(condition, dialect), "boost": points } })]
        }
        (Worth::When(condition, points), false) => {
            let times = (points / POINTS_A_CLAUSE).round().max(0.0) as usize;
            vec![query(condition, dialect); times]
        }
        (Worth::Within(condition, worth), _) => match all(worth) {
            clauses if clauses.is_empty() => Vec::new(),
            clauses => vec![json!({ "bool": { "filter": [query(condition, dialect)], "should": clauses } })],
        },
        (Worth::Best(several), true) => {
            let sums = several.iter().map(|worth| json!({ "bool": { "should": all(worth) } }));
            vec![json!({ "dis_max": { "queries": sums.collect::<Vec<_>>() } })]
        }
        (Worth::Best(several), false) => several.iter().flat_map(|worth| all(worth)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use candela_resumes::Part;

    use super::*;

    fn check(condition: Condition, dialect: Dialect, expected: Value) {
        assert_eq!(query(&condition, dialect), expected, "{condition:?} {dialect:?}");
    }

    fn is(field: Field, values: &[&str]) -> Condition {
        Condition::Is { field, values: values.iter().map(|&value| value.to_owned()).collect() }
    }

    #[test]
    fn conditions_are_asked_in_what_all_engines_understand() {
        for dialect in Dialect::ALL {
            check(Condition::All(vec![]), dialect, json!({"match_all": {}}));
            check(Condition::Any(vec![]), dialect, json!({"match_none": {}}));
            check(is(Field::Skill, &["c++", "c#"]), dialect, json!({"terms": {"skill": ["c++", "c#"]}}));
            check(is(Field::Skill, &[]), dialect, json!({"match_none": {}}));
            let used = Condition::All(vec![
                is(Field::SkillUse, &["Rust>=5"]),
                Condition::Not(Box::new(is(Field::Flag, &["generic_claims"]))),
            ]);
            let expected = json!({"bool": {
                "filter": [{"terms": {"skill_use": ["Rust>=5"]}}],
                "must_not": [{"terms": {"flag": ["generic_claims"]}}],
            }});
            check(used, dialect, expected);
            let row = Condition::InARow {
                field: Field::Row(Part::Body),
                words: vec!["site".to_owned(), "reliability".to_owned()],
                near: 0,
            };
            check(row, dialect, json!({"match_phrase": {"body_row": {"query": "site reliability"}}}));
            let years = Bounds { at_least: Some(3.0), less_than: Some(6.5), ..Bounds::default() };
            let years = Condition::Number { field: Field::Years, bounds: years };
            check(years, dialect, json!({"range": {"years": {"gte": 3.0, "lt": 6.5}}}));
        }
    }

    #[test]
    fn long_lists_are_asked_in_pieces() {
        let query = query(&Condition::Ids((0..130_000).collect()), Dialect::OpenSearch);
        assert_eq!(query["bool"]["should"].as_array().map(Vec::len), Some(3));
    }

    #[test]
    fn what_an_engine_cannot_do_is_asked_as_near_as_it_can() {
        let nearly =
            Condition::Nearly { field: Field::Terms(Part::Body), word: "postgers".to_owned(), letters: 1 };
        assert!(query(&nearly, Dialect::Elasticsearch)["fuzzy"]["body_terms"]["fuzziness"] == 1);
        check(nearly, Dialect::Quickwit, json!({"terms": {"body_terms": ["postgers"]}}));
    }
}
