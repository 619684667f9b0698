//! A query with its words understood: skills with their spellings and with what implies them, words as patterns. From here it
//! becomes a query of the index (`tantivy_query`), marks in a text, and the reasons for a hit.

use std::ops::{Bound, Range};
use std::sync::Arc;

use jiff::{Timestamp, Zoned, tz::TimeZone};

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, FuzzyTermQuery,
    InvertedIndexRangeQuery, Occur, PhraseQuery, Query as IndexQuery, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use crate::expansion::{Expansion, UnknownSkill, told_of_skill, told_of_words, told_of_words_as_written};
use crate::ids_query::IdsQuery;
use crate::labels::{Ids, Labels};
use crate::pattern::{Path, Pattern, Wanted};
use crate::query::{
    ChoiceField, Comparison, How, Imported, Leaf, NamedField, Node, SkillAsk, TextField, Wish, Word, WordKind,
};
use crate::schema::{Fields, language_term, skill_key, value_key};
use crate::skill_use::{AskedSkill, Condition, SkillQuery};
use crate::vocabulary::{Known, implying, is_everyday, known, probably, spellings};

/// Points of a word that stands in a job title, in work done.
pub(crate) const IN_TITLE: f32 = 150.0;
pub(crate) const IN_WORK: f32 = 100.0;
/// Points of a flag, a way to reach, years, a decision, an employer: they tell alternatives and wishes apart.
pub(crate) const FULFILLED: f32 = 100.0;
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
    /// A value that a résumé has or has not, with what it is called in a reason.
    Value {
        kind: ValueKind,
        term: String,
        said: String,
    },
    /// Seconds since 1970.
    Imported(Range<i64>),
    /// These candidates, or everybody `but` them.
    Ids {
        ids: Arc<Ids>,
        but: bool,
        said: String,
    },
    Id(u64),
}

/// What a value is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValueKind {
    Flag,
    Has,
    Role,
    Level,
    Language,
    City,
    Folder,
}

/// What a query means depends on this beside its words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around<'a> {
    pub(crate) now: &'a Zoned,
    pub(crate) labels: &'a Labels,
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
pub(crate) fn plan(root: &Node, around: Around<'_>) -> (Plan, Told) {
    let mut told = Told::default();
    let plan = Planner { around, told: &mut told }.node(root);
    (plan, told)
}

/// Understands a query for the sake of its words: nothing of it depends on the time or on what was decided.
pub(crate) fn plan_of_words(root: &Node) -> Plan {
    let now = Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC);
    plan(root, Around { now: &now, labels: &Labels::default() }).0
}

/// What the recruiter is told of how the query was understood.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) expansions: Vec<Expansion>,
    pub(crate) unknown_skills: Vec<UnknownSkill>,
}

struct Planner<'a, 'b> {
    around: Around<'a>,
    told: &'b mut Told,
}

impl Planner<'_, '_> {
    fn node(&mut self, node: &Node) -> Plan {
        match node {
            Node::All(members) => Plan::All(self.all(members)),
            Node::Any(members) => Plan::Any(members.iter().map(|member| self.node(member)).collect()),
            Node::Not(inner) => Plan::Not(Box::new(self.node(inner))),
            Node::Wish(wish, inner) => Plan::Wish(*wish, Box::new(self.node(inner))),
            Node::Leaf(leaf, at) => self.leaf(leaf, &at.0),
        }
    }

    /// The members one by one, but plain words side by side that name one skill together: `machine learning`.
    fn all(&mut self, members: &[Node]) -> Vec<Plan> {
        let mut plans = Vec::new();
        let mut rest = members;
        while !rest.is_empty() {
            let count = skill_words(rest);
            match (rest, count) {
                ([first, ..], 0 | 1) => plans.push(self.node(first)),
                _ => {
                    let words: Vec<&str> = rest[..count].iter().filter_map(plain_word).collect();
                    let at = Node::All(rest[..count].to_vec()).at().unwrap_or_default();
                    let known = known(&words.join(" "));
                    plans.extend(known.map(|found| self.plain_skill(&words, &found, at)));
                }
            }
            rest = &rest[count.max(1)..];
        }
        plans
    }

    fn leaf(&mut self, leaf: &Leaf, at: &Range<usize>) -> Plan {
        match leaf {
            Leaf::Word(word) => self.word(word, at),
            Leaf::Phrase { text, near } => {
                if *near == 0 {
                    self.told.expansions.extend(told_of_words_as_written(text, at));
                }
                Plan::Words { typed: text.clone(), pattern: Pattern::near(text, *near) }
            }
            Leaf::Field { field, text, how: How::Words } => {
                Plan::Field { field: *field, pattern: Pattern::of(text) }
            }
            Leaf::Field { field, text, how: How::Prefix } => {
                Plan::Field { field: *field, pattern: Pattern::prefix(text) }
            }
            // Only towns are asked for whole.
            Leaf::Field { text, how: How::Whole, .. } => value(ValueKind::City, value_key(text), text),
            Leaf::Skill(skill) => self.skill(skill, at),
            Leaf::Years(comparison) => Plan::Years(*comparison),
            Leaf::Choice(field, chosen) => self.choice(*field, chosen),
            Leaf::Named(NamedField::Flag, id) => value(ValueKind::Flag, id.clone(), &id.replace('_', " ")),
            Leaf::Named(NamedField::Folder, folder) => value(ValueKind::Folder, value_key(folder), folder),
            Leaf::Named(NamedField::Tag, tag) => {
                Plan::Ids { ids: self.around.labels.tagged(tag), but: false, said: format!("tag {tag}") }
            }
            Leaf::Language { code, least } => {
                let said = least
                    .map_or_else(String::new, |least| format!(" {} or better", least.name().to_uppercase()));
                let said = format!("{}{said}", crate::query::english(code));
                value(ValueKind::Language, language_term(code, *least), &said)
            }
            Leaf::Imported(imported) => self.imported(imported),
            Leaf::Id(id) => Plan::Id(*id),
        }
    }

    fn imported(&self, imported: &Imported) -> Plan {
        Plan::Imported(imported.seconds(self.around.now))
    }

    fn choice(&self, field: ChoiceField, chosen: &str) -> Plan {
        let said = chosen.replace('_', " ");
        match field {
            ChoiceField::Has => value(ValueKind::Has, chosen.to_owned(), &said),
            ChoiceField::Role => value(ValueKind::Role, chosen.to_owned(), &said),
            ChoiceField::Level => value(ValueKind::Level, chosen.to_owned(), &said),
            ChoiceField::Decision => {
                let (ids, but) = self.around.labels.decided(chosen);
                Plan::Ids { ids, but, said }
            }
        }
    }

    fn word(&mut self, word: &Word, at: &Range<usize>) -> Plan {
        let pattern = match word.kind {
            WordKind::Plain => match known(&word.text) {
                Some(found) => return self.plain_skill(&[&word.text], &found, at.clone()),
                None => Pattern::of(&word.text),
            },
            WordKind::AsWritten => {
                self.told.expansions.extend(told_of_words_as_written(&word.text, at));
                Pattern::of(&word.text)
            }
            WordKind::Prefix => Pattern::prefix(&word.text),
            WordKind::Fuzzy(letters) => Pattern::fuzzy(&word.text, letters),
        };
        Plan::Words { typed: word.text.clone(), pattern }
    }

    /// Plain words that name a skill: who has the skill, or else who writes it.
    fn plain_skill(&mut self, words: &[&str], found: &Known, at: Range<usize>) -> Plan {
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
        self.told.expansions.push(told_of_words(&typed, found, at));
        Plan::Skill(SkillPlan {
            name: skill.name.clone(),
            asked: [AskedSkill { name: skill.name.clone(), implies: false }].into(),
            condition: Condition::default(),
            written: written(skill).collect(),
            or_words,
        })
    }

    /// `skill:…`: who has the skill or, unless it is asked exactly, one that implies it.
    fn skill(&mut self, ask: &SkillAsk, at: &Range<usize>) -> Plan {
        let condition = Condition { years: ask.years, last_used: ask.last_used };
        let Some(Known { skill, .. }) = known(&ask.name) else {
            let suggestion = probably(&ask.name).map(str::to_owned);
            self.told.unknown_skills.push(UnknownSkill {
                typed: ask.name.clone(),
                at: at.clone(),
                suggestion,
            });
            return Plan::Skill(SkillPlan {
                name: ask.name.clone(),
                asked: [AskedSkill { name: ask.name.clone(), implies: false }].into(),
                condition,
                written: vec![Pattern::of(&ask.name)],
                or_words: OrWords::None,
            });
        };
        let all_implying = implying(skill);
        self.told.expansions.push(told_of_skill(ask, skill, &all_implying, at));
        let implying = if ask.exact { Vec::new() } else { all_implying };
        let asked = std::iter::once((skill, false)).chain(implying.iter().map(|skill| (*skill, true)));
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
}

fn value(kind: ValueKind, term: String, said: &str) -> Plan {
    Plan::Value { kind, term, said: said.to_owned() }
}

/// How many of the nodes at the start are plain words that name one skill together; 0 when the first is no plain word.
pub(crate) fn skill_words(nodes: &[Node]) -> usize {
    let words: Vec<&str> = nodes.iter().map_while(plain_word).take(LONGEST_SKILL).collect();
    let together = (2..=words.len()).rev().find(|count| known(&words[..*count].join(" ")).is_some());
    together.unwrap_or(words.len().min(1))
}

fn plain_word(node: &Node) -> Option<&str> {
    match node {
        Node::Leaf(Leaf::Word(Word { text, kind: WordKind::Plain }), _) => Some(text),
        _ => None,
    }
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
        self.weighted_leaves().into_iter().map(|(leaf, _)| leaf).collect()
    }

    /// The same with what the points of each count for.
    pub(crate) fn weighted_leaves(&self) -> Vec<(&Self, f32)> {
        match self {
            Self::All(members) | Self::Any(members) => {
                members.iter().flat_map(Self::weighted_leaves).collect()
            }
            Self::Wish(wish, inner) => {
                let weighted = inner.weighted_leaves().into_iter();
                weighted.map(|(leaf, weight)| (leaf, weight * boost(*wish))).collect()
            }
            Self::Not(_) => Vec::new(),
            leaf => vec![(leaf, 1.0)],
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
            Self::Value { kind, term, .. } => {
                let (field, points) = match kind {
                    ValueKind::Flag => (fields.flag, FULFILLED),
                    ValueKind::Has => (fields.has, FULFILLED),
                    ValueKind::Role => (fields.role, FULFILLED),
                    ValueKind::Level => (fields.level, FULFILLED),
                    ValueKind::Language => (fields.language, FULFILLED),
                    ValueKind::City => (fields.city_whole, 0.0),
                    ValueKind::Folder => (fields.folder, 0.0),
                };
                worth(term_query(field, term), points)
            }
            Self::Imported(seconds) => worth(imported_query(seconds, fields.imported), FULFILLED),
            Self::Ids { ids, but, .. } => worth(ids_query(ids, *but), FULFILLED),
            Self::Id(id) => {
                let term = Term::from_field_u64(fields.id, *id);
                worth(Box::new(TermQuery::new(term, IndexRecordOption::Basic)), 0.0)
            }
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
    Box::new(BoostQuery::new(wanted.tantivy_query(fields), boost(wish)))
}

fn boost(wish: Wish) -> f32 {
    match wish {
        Wish::Strong => STRONG_WISH,
        Wish::Weak => WEAK_WISH,
    }
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

fn imported_query(seconds: &Range<i64>, field: Field) -> Box<dyn IndexQuery> {
    let from = Bound::Included(Term::from_field_i64(field, seconds.start));
    let to = Bound::Excluded(Term::from_field_i64(field, seconds.end));
    Box::new(RangeQuery::new(from, to))
}

fn ids_query(ids: &Arc<Ids>, but: bool) -> Box<dyn IndexQuery> {
    let within = Box::new(IdsQuery { ids: Arc::clone(ids) });
    if !but {
        return within;
    }
    let everybody: Box<dyn IndexQuery> = Box::new(AllQuery);
    Box::new(BooleanQuery::new(vec![(Occur::Must, everybody), (Occur::MustNot, within)]))
}
