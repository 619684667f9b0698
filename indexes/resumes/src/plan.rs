//! A query with its words understood: skills with their spellings and with what implies them, words as patterns. From here it
//! becomes sets of documents (`evaluate`), marks in a text, and the reasons for a hit.

use std::ops::Range;
use std::sync::Arc;

use candela_skills::{Skill, SkillsIndex};
use jiff::{Timestamp, Zoned, tz::TimeZone};

use crate::expansion::{Expansion, UnknownSkill, told_of_skill, told_of_words, told_of_words_as_written};
use crate::labels::{Ids, Labels};
use crate::pattern::Pattern;
use crate::query::{
    ChoiceField, Comparison, How, Imported, Leaf, NamedField, Node, SkillAsk, TextField, Wish, Word, WordKind,
};
use crate::schema::{language_term, value_key};
use crate::skill_use::{AskedSkill, Condition};
use crate::vocabulary::{Known, is_everyday, known, probably, spellings};

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

impl ValueKind {
    pub(crate) const ALL: [Self; 7] =
        [Self::Flag, Self::Has, Self::Role, Self::Level, Self::Language, Self::City, Self::Folder];
}

/// What a query means depends on this beside its words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around<'a> {
    pub(crate) now: &'a Zoned,
    pub(crate) labels: &'a Labels,
    pub(crate) skills: &'a SkillsIndex,
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
    let around = Around { now: &now, labels: &Labels::default(), skills: SkillsIndex::bundled() };
    plan(root, around).0
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
            let count = skill_words(rest, self.around.skills);
            match (rest, count) {
                ([first, ..], 0 | 1) => plans.push(self.node(first)),
                _ => {
                    let words: Vec<&str> = rest[..count].iter().filter_map(plain_word).collect();
                    let at = Node::All(rest[..count].to_vec()).at().unwrap_or_default();
                    let known = known(self.around.skills, &words.join(" "));
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
                    self.told.expansions.extend(told_of_words_as_written(self.around.skills, text, at));
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
            WordKind::Plain => match known(self.around.skills, &word.text) {
                Some(found) => return self.plain_skill(&[&word.text], &found, at.clone()),
                None => Pattern::of(&word.text),
            },
            WordKind::AsWritten => {
                self.told.expansions.extend(told_of_words_as_written(self.around.skills, &word.text, at));
                Pattern::as_written(&word.text)
            }
            WordKind::Prefix => Pattern::prefix(&word.text),
            WordKind::Fuzzy(letters) => Pattern::fuzzy(&word.text, letters),
        };
        Plan::Words { typed: word.text.clone(), pattern }
    }

    /// Plain words that name a skill: who has the skill, or else who writes it.
    fn plain_skill(&mut self, words: &[&str], found: &Known<'_>, at: Range<usize>) -> Plan {
        let typed = words.join(" ");
        let skill = found.skill;
        let skills = self.around.skills;
        let or_words = if found.everyday {
            OrWords::InName(Pattern::of(&typed))
        } else {
            let plain = spellings(skill).filter(|spelling| !is_everyday(skills, spelling));
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
            written: written(skills, skill).collect(),
            or_words,
        })
    }

    /// `skill:…`: who has the skill or, unless it is asked exactly, one that implies it.
    fn skill(&mut self, ask: &SkillAsk, at: &Range<usize>) -> Plan {
        let condition = Condition { years: ask.years, last_used: ask.last_used };
        let skills = self.around.skills;
        let Some(Known { skill, .. }) = known(skills, &ask.name) else {
            let suggestion = probably(skills, &ask.name).map(str::to_owned);
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
        let all_implying = skills.implying(&skill.name);
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
            written: asked.flat_map(|(skill, _)| written(skills, skill)).collect(),
            or_words: OrWords::None,
        })
    }
}

fn value(kind: ValueKind, term: String, said: &str) -> Plan {
    Plan::Value { kind, term, said: said.to_owned() }
}

/// How many of the nodes at the start are plain words that name one skill together; 0 when the first is no plain word.
pub(crate) fn skill_words(nodes: &[Node], skills: &SkillsIndex) -> usize {
    let words: Vec<&str> = nodes.iter().map_while(plain_word).take(LONGEST_SKILL).collect();
    let together = (2..=words.len()).rev().find(|count| known(skills, &words[..*count].join(" ")).is_some());
    together.unwrap_or(words.len().min(1))
}

fn plain_word(node: &Node) -> Option<&str> {
    match node {
        Node::Leaf(Leaf::Word(Word { text, kind: WordKind::Plain }), _) => Some(text),
        _ => None,
    }
}

/// How a skill stands in a text: everyday words only with their capitals.
fn written(skills: &SkillsIndex, skill: &Skill) -> impl Iterator<Item = Pattern> {
    spellings(skill).map(|spelling| match is_everyday(skills, spelling) {
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

    /// Every pattern that is looked up to tell who matches, and with how many points.
    pub(crate) fn looked_up(&self) -> Vec<&Pattern> {
        fn of_leaf(leaf: &Plan) -> Vec<&Pattern> {
            match leaf {
                Plan::Words { pattern, .. } | Plan::Field { pattern, .. } => vec![pattern],
                Plan::Skill(skill) => match &skill.or_words {
                    OrWords::None => Vec::new(),
                    OrWords::InName(pattern) => vec![pattern],
                    OrWords::Anywhere { spellings, typed } => spellings.iter().chain(typed).collect(),
                },
                _ => Vec::new(),
            }
        }
        self.all_leaves().into_iter().flat_map(of_leaf).collect()
    }

    /// The leaves with what is excluded.
    pub(crate) fn all_leaves(&self) -> Vec<&Self> {
        match self {
            Self::All(members) | Self::Any(members) => members.iter().flat_map(Self::all_leaves).collect(),
            Self::Not(inner) | Self::Wish(_, inner) => inner.all_leaves(),
            leaf => vec![leaf],
        }
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

    /// Whether it takes long to find: words in a row, beginnings of words, misspellings.
    pub(crate) fn is_dear(&self) -> bool {
        match self {
            Self::All(members) | Self::Any(members) => members.iter().any(Self::is_dear),
            Self::Not(inner) => inner.is_dear(),
            Self::Words { pattern, .. } | Self::Field { pattern, .. } => pattern.is_dear(),
            Self::Skill(skill) => match &skill.or_words {
                OrWords::None => false,
                OrWords::InName(pattern) => pattern.is_dear(),
                OrWords::Anywhere { spellings, typed } => spellings.iter().chain(typed).any(Pattern::is_dear),
            },
            Self::Wish(..)
            | Self::Years(_)
            | Self::Value { .. }
            | Self::Imported(_)
            | Self::Ids { .. }
            | Self::Id(_) => false,
        }
    }
}

/// What the points of a wish count for.
pub(crate) fn boost(wish: Wish) -> f32 {
    match wish {
        Wish::Strong => STRONG_WISH,
        Wish::Weak => WEAK_WISH,
    }
}
