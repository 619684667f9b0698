//! A query with its words understood: skills with their spellings and with what implies them, words as patterns. From here it
//! becomes a query of the index (`tantivy_query`), marks in a text, and the reasons for a hit.

use std::ops::Bound;
use std::sync::Arc;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, FuzzyTermQuery,
    InvertedIndexRangeQuery, Occur, PhraseQuery, Query as IndexQuery, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use crate::entry::Has;
use crate::pattern::{Path, Pattern, Wanted};
use crate::query::{Comparison, Leaf, Node, SkillAsk, TextField, Wish, Word, WordKind};
use crate::schema::{Fields, skill_key};
use crate::search::{Expansion, UnknownSkill};
use crate::skill_use::{AskedSkill, Condition, SkillQuery};
use crate::vocabulary::{Known, implying, is_everyday, known, probably, spellings};

/// Points of a word that stands in a job title, in work done.
const IN_TITLE: f32 = 150.0;
const IN_WORK: f32 = 100.0;
/// Points of a flag, a way to reach, years, an employer: they tell alternatives and wishes apart.
const FULFILLED: f32 = 100.0;
/// What a wish counts for against something asked.
const STRONG_WISH: f32 = 2.0;
const WEAK_WISH: f32 = 0.5;
/// Most plain words that are looked up together as one skill: `ruby on rails`.
const LONGEST_SKILL: usize = 4;

/// A query, understood.
#[derive(Debug)]
pub(crate) enum Plan {
    All(Vec<Plan>),
    Any(Vec<Plan>),
    Not(Box<Plan>),
    Wish(Wish, Box<Plan>),
    /// A word or phrase, anywhere.
    Words {
        typed: String,
        pattern: Pattern,
    },
    Field {
        field: TextField,
        pattern: Pattern,
    },
    Skill(SkillPlan),
    Years(Comparison),
    Flag(String),
    Has(Has),
}

/// A skill, understood.
#[derive(Debug)]
pub(crate) struct SkillPlan {
    /// What the recruiter typed, or the canonical name.
    pub(crate) name: String,
    /// The skill itself first, then those that imply it.
    pub(crate) asked: Arc<[AskedSkill]>,
    pub(crate) condition: Condition,
    /// The spellings of all of them, for marking.
    pub(crate) written: Vec<Pattern>,
    /// Where words count as well, though the résumé may not hold the skill.
    pub(crate) or_words: OrWords,
}

/// Words that match beside a skill.
#[derive(Debug)]
pub(crate) enum OrWords {
    /// `skill:` asks for the skill and nothing else.
    None,
    /// An everyday word: in a name.
    InName(Pattern),
    /// Any of the spellings, or all of the words typed.
    Anywhere { spellings: Vec<Pattern>, typed: Vec<Pattern> },
}

/// Understands a query, and tells what was added to it.
pub(crate) fn plan(root: &Node) -> (Plan, Told) {
    let mut told = Told::default();
    let plan = plan_node(root, &mut told);
    (plan, told)
}

/// What the recruiter is told of how the query was understood.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) expansions: Vec<Expansion>,
    pub(crate) unknown_skills: Vec<UnknownSkill>,
}

fn plan_node(node: &Node, told: &mut Told) -> Plan {
    match node {
        Node::All(members) => Plan::All(plan_all(members, told)),
        Node::Any(members) => Plan::Any(members.iter().map(|member| plan_node(member, told)).collect()),
        Node::Not(inner) => Plan::Not(Box::new(plan_node(inner, told))),
        Node::Wish(wish, inner) => Plan::Wish(*wish, Box::new(plan_node(inner, told))),
        Node::Leaf(leaf) => plan_leaf(leaf, told),
    }
}

/// The members one by one, but plain words side by side that name one skill together: `machine learning`.
fn plan_all(members: &[Node], told: &mut Told) -> Vec<Plan> {
    let mut plans = Vec::new();
    let mut rest = members;
    while let Some(first) = rest.first() {
        let words: Vec<&str> = rest.iter().map_while(plain_word).take(LONGEST_SKILL).collect();
        let together =
            (2..=words.len()).rev().find_map(|count| Some((count, known(&words[..count].join(" "))?)));
        match together {
            Some((count, found)) => {
                plans.push(plan_plain_skill(&words[..count], &found, told));
                rest = &rest[count..];
            }
            None => {
                plans.push(plan_node(first, told));
                rest = &rest[1..];
            }
        }
    }
    plans
}

fn plain_word(node: &Node) -> Option<&str> {
    match node {
        Node::Leaf(Leaf::Word(Word { text, kind: WordKind::Plain })) => Some(text),
        _ => None,
    }
}

fn plan_leaf(leaf: &Leaf, told: &mut Told) -> Plan {
    match leaf {
        Leaf::Word(word) => plan_word(word, told),
        Leaf::Phrase { text, near } => {
            Plan::Words { typed: text.clone(), pattern: Pattern::near(text, *near) }
        }
        Leaf::Field { field, text, prefix: false } => {
            Plan::Field { field: *field, pattern: Pattern::of(text) }
        }
        Leaf::Field { field, text, prefix: true } => {
            Plan::Field { field: *field, pattern: Pattern::prefix(text) }
        }
        Leaf::Skill(skill) => plan_skill(skill, told),
        Leaf::Years(comparison) => Plan::Years(*comparison),
        Leaf::Flag(id) => Plan::Flag(id.clone()),
        Leaf::Has(has) => Plan::Has(*has),
    }
}

fn plan_word(word: &Word, told: &mut Told) -> Plan {
    let pattern = match word.kind {
        WordKind::Plain => match known(&word.text) {
            Some(found) => return plan_plain_skill(&[&word.text], &found, told),
            None => Pattern::of(&word.text),
        },
        WordKind::AsWritten => Pattern::of(&word.text),
        WordKind::Prefix => Pattern::prefix(&word.text),
        WordKind::Fuzzy(letters) => Pattern::fuzzy(&word.text, letters),
    };
    Plan::Words { typed: word.text.clone(), pattern }
}

/// Plain words that name a skill: who has the skill, or else who writes it.
fn plan_plain_skill(words: &[&str], found: &Known, told: &mut Told) -> Plan {
    let typed = words.join(" ");
    let skill = found.skill;
    let or_words = if found.everyday {
        OrWords::InName(Pattern::of(&typed))
    } else {
        let plain = spellings(skill).filter(|spelling| !is_everyday(spelling));
        OrWords::Anywhere {
            spellings: plain.map(Pattern::of).collect(),
            typed: words.iter().map(|word| Pattern::of(word)).collect(),
        }
    };
    told.expansions.push(Expansion {
        typed,
        skill: skill.name.clone(),
        spellings: spellings(skill).map(str::to_owned).collect(),
        implied_by: Vec::new(),
        skill_only: found.everyday,
    });
    Plan::Skill(SkillPlan {
        name: skill.name.clone(),
        asked: [AskedSkill { name: skill.name.clone(), implies: false }].into(),
        condition: Condition::default(),
        written: written(skill).collect(),
        or_words,
    })
}

/// `skill:…`: who has the skill or, unless it is asked exactly, one that implies it.
fn plan_skill(ask: &SkillAsk, told: &mut Told) -> Plan {
    let condition = Condition { years: ask.years, last_used: ask.last_used };
    let Some(Known { skill, .. }) = known(&ask.name) else {
        let suggestion = probably(&ask.name).map(str::to_owned);
        told.unknown_skills.push(UnknownSkill { typed: ask.name.clone(), suggestion });
        return Plan::Skill(SkillPlan {
            name: ask.name.clone(),
            asked: [AskedSkill { name: ask.name.clone(), implies: false }].into(),
            condition,
            written: vec![Pattern::of(&ask.name)],
            or_words: OrWords::None,
        });
    };
    let implying = if ask.exact { Vec::new() } else { implying(skill) };
    let asked = std::iter::once((skill, false)).chain(implying.iter().map(|skill| (*skill, true)));
    told.expansions.push(Expansion {
        typed: ask.name.clone(),
        skill: skill.name.clone(),
        spellings: spellings(skill).map(str::to_owned).collect(),
        implied_by: implying.iter().map(|skill| skill.name.clone()).collect(),
        skill_only: true,
    });
    Plan::Skill(SkillPlan {
        name: skill.name.clone(),
        asked: asked
            .clone()
            .map(|(skill, implies)| AskedSkill { name: skill.name.clone(), implies })
            .collect(),
        condition,
        written: asked.flat_map(|(skill, _)| written(skill)).collect(),
        or_words: OrWords::None,
    })
}

/// How a skill stands in a text: everyday words only with their capitals.
fn written(skill: &'static candela_skills::Skill) -> impl Iterator<Item = Pattern> {
    spellings(skill).map(|spelling| match is_everyday(spelling) {
        true => Pattern::with_capitals(spelling),
        false => Pattern::of(spelling),
    })
}

impl Plan {
    /// Every pattern that a hit may show, with the number of the leaf it belongs to. What is excluded shows nothing.
    pub(crate) fn patterns(&self) -> Vec<(usize, &Pattern)> {
        let mut patterns = Vec::new();
        for (at, leaf) in self.leaves().into_iter().enumerate() {
            match leaf {
                Self::Words { pattern, .. } => patterns.push((at, pattern)),
                Self::Field { field, pattern } if *field != TextField::File => patterns.push((at, pattern)),
                Self::Skill(skill) => {
                    patterns.extend(skill.written.iter().map(|pattern| (at, pattern)));
                    if let OrWords::Anywhere { typed, .. } = &skill.or_words {
                        patterns.extend(typed.iter().map(|pattern| (at, pattern)));
                    }
                }
                _ => {}
            }
        }
        patterns
    }

    /// What is asked or wished for, in the order of the query; what is excluded is left out.
    pub(crate) fn leaves(&self) -> Vec<&Self> {
        match self {
            Self::All(members) | Self::Any(members) => members.iter().flat_map(Self::leaves).collect(),
            Self::Wish(_, inner) => inner.leaves(),
            Self::Not(_) => Vec::new(),
            leaf => vec![leaf],
        }
    }

    /// The query of the index: who matches, and with how many points.
    pub(crate) fn tantivy_query(&self, fields: &Fields) -> Box<dyn IndexQuery> {
        match self {
            Self::All(members) => all_query(members, fields),
            Self::Any(members) => {
                union(members.iter().map(|member| all_query(std::slice::from_ref(member), fields)).collect())
            }
            Self::Not(_) | Self::Wish(..) => all_query(std::slice::from_ref(self), fields),
            Self::Words { pattern, .. } => words_query(pattern, fields),
            Self::Field { field, pattern } => {
                let points = match field {
                    TextField::Title => IN_TITLE,
                    TextField::Company => FULFILLED,
                    TextField::City | TextField::School | TextField::File => 0.0,
                };
                worth(pattern_query(pattern, fields.of(*field)), points)
            }
            Self::Skill(skill) => skill_query(skill, fields),
            Self::Years(comparison) => worth(years_query(*comparison, fields.years), FULFILLED),
            Self::Flag(id) => worth(term_query(fields.flag, id), FULFILLED),
            Self::Has(has) => worth(term_query(fields.has, has.name()), FULFILLED),
        }
    }
}

fn all_query(members: &[Plan], fields: &Fields) -> Box<dyn IndexQuery> {
    let mut clauses: Vec<(Occur, Box<dyn IndexQuery>)> = vec![(Occur::Must, worth(Box::new(AllQuery), 0.0))];
    for member in members {
        clauses.push(match member {
            Plan::Not(inner) => (Occur::MustNot, inner.tantivy_query(fields)),
            Plan::Wish(wish, inner) => (Occur::Should, wish_query(*wish, inner, fields)),
            member => (Occur::Must, member.tantivy_query(fields)),
        });
    }
    // Everybody is asked for only where nothing else is.
    if clauses[1..].iter().any(|(occur, _)| *occur == Occur::Must) {
        clauses.remove(0);
    }
    if clauses.len() == 1 { clauses.remove(0).1 } else { Box::new(BooleanQuery::new(clauses)) }
}

fn wish_query(wish: Wish, wanted: &Plan, fields: &Fields) -> Box<dyn IndexQuery> {
    let boost = match wish {
        Wish::Strong => STRONG_WISH,
        Wish::Weak => WEAK_WISH,
    };
    Box::new(BoostQuery::new(wanted.tantivy_query(fields), boost))
}

fn union(queries: Vec<Box<dyn IndexQuery>>) -> Box<dyn IndexQuery> {
    Box::new(BooleanQuery::union(queries))
}

fn worth(query: Box<dyn IndexQuery>, points: f32) -> Box<dyn IndexQuery> {
    Box::new(ConstScoreQuery::new(query, points))
}

/// A word counts where it stands best; that it stands anywhere in the résumé, or in the name, makes it match and counts nothing.
fn words_query(pattern: &Pattern, fields: &Fields) -> Box<dyn IndexQuery> {
    let places = [(fields.title, IN_TITLE), (fields.work, IN_WORK), (fields.body, 0.0), (fields.name, 0.0)];
    let queries =
        places.into_iter().map(|(field, points)| worth(pattern_query(pattern, field), points)).collect();
    Box::new(DisjunctionMaxQuery::new(queries))
}

fn skill_query(skill: &SkillPlan, fields: &Fields) -> Box<dyn IndexQuery> {
    let holders =
        union(skill.asked.iter().map(|asked| term_query(fields.skill, &skill_key(&asked.name))).collect());
    let by_use = Box::new(SkillQuery {
        asked: Arc::clone(&skill.asked),
        condition: skill.condition,
        holders: holders.into(),
    });
    match &skill.or_words {
        OrWords::None => by_use,
        OrWords::InName(pattern) => {
            Box::new(DisjunctionMaxQuery::new(vec![by_use, worth(pattern_query(pattern, fields.name), 0.0)]))
        }
        OrWords::Anywhere { spellings, typed } => {
            let anywhere = |pattern: &Pattern| {
                union(vec![pattern_query(pattern, fields.body), pattern_query(pattern, fields.name)])
            };
            let all_typed = typed.iter().map(|pattern| (Occur::Must, anywhere(pattern))).collect();
            let mut queries: Vec<Box<dyn IndexQuery>> = spellings.iter().map(anywhere).collect();
            queries.push(Box::new(BooleanQuery::new(all_typed)));
            Box::new(DisjunctionMaxQuery::new(vec![by_use, worth(union(queries), 0.0)]))
        }
    }
}

fn pattern_query(pattern: &Pattern, field: Field) -> Box<dyn IndexQuery> {
    union(pattern.paths.iter().map(|path| path_query(path, pattern.near, field)).collect())
}

fn path_query(path: &Path, near: u32, field: Field) -> Box<dyn IndexQuery> {
    if let [(_, wanted)] = path.as_slice() {
        return match wanted {
            Wanted::Is(term) => term_query(field, term),
            Wanted::StartsWith(stem) => {
                let from = Bound::Included(Term::from_field_text(field, stem));
                let to = Bound::Excluded(Term::from_field_text(field, &format!("{stem}{}", char::MAX)));
                Box::new(InvertedIndexRangeQuery::new(from, to))
            }
            Wanted::Near(term, letters) => {
                Box::new(FuzzyTermQuery::new(Term::from_field_text(field, term), *letters, true))
            }
        };
    }
    let terms = path.iter().filter_map(|(offset, wanted)| match wanted {
        Wanted::Is(term) => Some((*offset, Term::from_field_text(field, term))),
        Wanted::StartsWith(_) | Wanted::Near(..) => None,
    });
    Box::new(PhraseQuery::new_with_offset_and_slop(terms.collect(), near))
}

fn term_query(field: Field, text: &str) -> Box<dyn IndexQuery> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
}

fn years_query(comparison: Comparison, field: Field) -> Box<dyn IndexQuery> {
    let term = |years: f32| Term::from_field_f64(field, f64::from(years));
    let (from, to) = match comparison {
        Comparison::AtLeast(least) => (Bound::Included(term(least)), Bound::Unbounded),
        Comparison::MoreThan(less) => (Bound::Excluded(term(less)), Bound::Unbounded),
        Comparison::AtMost(most) => (Bound::Unbounded, Bound::Included(term(most))),
        Comparison::LessThan(more) => (Bound::Unbounded, Bound::Excluded(term(more))),
        Comparison::Between(least, most) => (Bound::Included(term(least)), Bound::Included(term(most))),
        Comparison::About(number) => (Bound::Included(term(number)), Bound::Excluded(term(number + 1.0))),
    };
    Box::new(RangeQuery::new(from, to))
}
