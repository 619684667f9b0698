//! Questions in Elasticsearch's language as queries of Tantivy. What an engine of a dialect refuses is refused.

use std::collections::BTreeMap;
use std::ops::Bound;

use candela_engine::Dialect;
use serde_json::{Map, Value};
use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, FuzzyTermQuery,
    Occur, PhraseQuery, Query, RangeQuery, RegexQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

pub(super) struct Asked<'a> {
    pub(super) dialect: Dialect,
    pub(super) fields: &'a BTreeMap<String, Field>,
    /// Documents that can be found, by place.
    pub(super) sources: Vec<(i64, &'a Value)>,
}

type Built = Result<Box<dyn Query>, String>;

impl Asked<'_> {
    pub(super) fn query(&self, query: &Value) -> Built {
        let (kind, inner) = one(query)?;
        let is_elastic = self.dialect != Dialect::Quickwit;
        match kind {
            "match_all" => Ok(Box::new(AllQuery)),
            "match_none" => Ok(Box::new(EmptyQuery)),
            "bool" => self.bool(inner.as_object().unwrap()),
            "terms" => {
                let (field, values) = one(inner)?;
                let values = values.as_array().ok_or("terms wants a list")?;
                assert!(values.len() <= 65_536, "too many values");
                let terms: Result<Vec<Term>, String> =
                    values.iter().map(|value| self.term(field, value)).collect();
                let terms = terms?;
                Ok(match terms.as_slice() {
                    [term] => {
                        let query = TermQuery::new(term.clone(), IndexRecordOption::Basic);
                        Box::new(ConstScoreQuery::new(Box::new(query), 1.0))
                    }
                    _ => Box::new(TermSetQuery::new(terms)),
                })
            }
            "prefix" => {
                let (field, value) = one(inner)?;
                let escaped: String = value["value"]
                    .as_str()
                    .unwrap()
                    .chars()
                    .flat_map(|c| (!c.is_alphanumeric()).then_some('\\').into_iter().chain([c]))
                    .collect();
                let query = RegexQuery::from_pattern(&format!("{escaped}.*"), self.field(field)?);
                Ok(Box::new(query.map_err(|error| error.to_string())?))
            }
            "match_phrase" => {
                let (field, value) = one(inner)?;
                let words = value["query"].as_str().unwrap().split_whitespace();
                let terms: Vec<Term> =
                    words.map(|word| Term::from_field_text(self.fields[field], word)).collect();
                let slop = value["slop"].as_u64().unwrap_or(0) as u32;
                Ok(match terms.as_slice() {
                    [term] => Box::new(TermQuery::new(term.clone(), IndexRecordOption::Basic)),
                    _ => {
                        let mut phrase = PhraseQuery::new(terms);
                        phrase.set_slop(slop);
                        Box::new(phrase)
                    }
                })
            }
            "range" => {
                let (field, bounds) = one(inner)?;
                let bound = |included: &str, excluded: &str| -> Result<Bound<Term>, String> {
                    Ok(match (bounds.get(included), bounds.get(excluded)) {
                        (Some(value), _) => Bound::Included(self.term(field, value)?),
                        (_, Some(value)) => Bound::Excluded(self.term(field, value)?),
                        _ => Bound::Unbounded,
                    })
                };
                Ok(Box::new(RangeQuery::new(bound("gte", "gt")?, bound("lte", "lt")?)))
            }
            "fuzzy" if is_elastic => {
                let (field, value) = one(inner)?;
                let letters = value["fuzziness"].as_u64().unwrap() as u8;
                let term = self.term(field, &value["value"])?;
                Ok(Box::new(FuzzyTermQuery::new(term, letters, true)))
            }
            "span_near" if is_elastic => Ok(self.span_near(inner)),
            "constant_score" if is_elastic => {
                let score = inner["boost"].as_f64().unwrap() as f32;
                Ok(Box::new(ConstScoreQuery::new(self.query(&inner["filter"])?, score)))
            }
            "dis_max" if is_elastic => {
                let queries = inner["queries"].as_array().unwrap().iter().map(|query| self.query(query));
                Ok(Box::new(DisjunctionMaxQuery::new(queries.collect::<Result<_, _>>()?)))
            }
            other => Err(format!("unknown variant `{other}`")),
        }
    }

    fn bool(&self, inner: &Map<String, Value>) -> Built {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for (occur, members) in inner {
            let members = match (occur.as_str(), members) {
                ("minimum_should_match", least) => {
                    assert!(*least == 1 && inner.len() == 2, "only where nothing else is asked");
                    continue;
                }
                (_, members) => members.as_array().unwrap(),
            };
            for member in members {
                let query = self.query(member)?;
                clauses.push(match occur.as_str() {
                    "filter" => (Occur::Must, Box::new(ConstScoreQuery::new(query, 0.0))),
                    "must_not" => (Occur::MustNot, query),
                    "should" => (Occur::Should, query),
                    other => return Err(format!("unknown field `{other}`")),
                });
            }
        }
        Ok(Box::new(BoostQuery::new(Box::new(BooleanQuery::new(clauses)), 1.0)))
    }

    /// Looked for in the texts themselves, one after another.
    fn span_near(&self, inner: &Value) -> Box<dyn Query> {
        assert_eq!(inner["in_order"], true);
        let slop = inner["slop"].as_u64().unwrap() as usize;
        let mut field = String::new();
        let mut words = Vec::new();
        for clause in inner["clauses"].as_array().unwrap() {
            let (name, value) = one(&clause["span_term"]).unwrap();
            field = name.to_owned();
            words.push(value["value"].as_str().unwrap());
        }
        let stands_in = |row: &str| {
            let tokens: Vec<&str> = row.split_whitespace().collect();
            (0..tokens.len()).any(|start| {
                let mut at = start;
                let begins = tokens[start] == words[0];
                begins
                    && words[1..].iter().all(|word| {
                        let found = tokens[at + 1..].iter().position(|token| token == word);
                        found.is_some_and(|next| {
                            at += 1 + next;
                            true
                        })
                    })
                    && at - start < words.len() + slop
            })
        };
        let has = |source: &Value| {
            source[&field]
                .as_array()
                .is_some_and(|rows| rows.iter().any(|row| stands_in(row.as_str().unwrap())))
        };
        let places = self.sources.iter().filter(|(_, source)| has(source));
        let place = self.fields["_place"];
        Box::new(TermSetQuery::new(places.map(|(at, _)| Term::from_field_i64(place, *at))))
    }

    fn field(&self, name: &str) -> Result<Field, String> {
        self.fields.get(name).copied().ok_or_else(|| format!("no field `{name}`"))
    }

    fn term(&self, field: &str, value: &Value) -> Result<Term, String> {
        let known = self.field(field)?;
        Ok(match value {
            Value::String(text) => Term::from_field_text(known, text),
            value if field == "years" => Term::from_field_f64(known, value.as_f64().unwrap()),
            value => Term::from_field_i64(known, value.as_i64().ok_or("no whole number")?),
        })
    }
}

/// The one field of an object.
fn one(value: &Value) -> Result<(&str, &Value), String> {
    match value.as_object().map(|object| object.iter().collect::<Vec<_>>()).as_deref() {
        Some([(name, value)]) => Ok((name, value)),
        _ => Err(format!("one field expected, found `{value}`")),
    }
}
