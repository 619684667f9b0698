//! A query as a tree, and its canonical form.

use std::fmt::{self, Display, Formatter};
use std::ops::Range;

use super::imported::Imported;
use crate::entry::Spoken;

/// A part of a query.
///
/// The parser keeps trees flat: no `All` stands in an `All`, no `Any` in an `Any`, no `Not` in a `Not`; but for the query that
/// asks for nothing, an `All` or `Any` has at least two members. A `Wish` stands alone or in an `All`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Wish(Wish, Box<Node>),
    Leaf(Leaf, At),
}

impl Node {
    pub(super) fn renumber(&mut self, number: &mut dyn FnMut(u64) -> Option<u64>) {
        match self {
            Self::All(members) | Self::Any(members) => {
                members.iter_mut().for_each(|member| member.renumber(number));
            }
            Self::Not(inner) | Self::Wish(_, inner) => inner.renumber(number),
            // Numbers are counted from one.
            Self::Leaf(Leaf::Id(id), _) => *id = number(*id).unwrap_or(0),
            Self::Leaf(..) => {}
        }
    }
}

/// The bytes of what was typed that a leaf was read from. Two queries are the same wherever their parts stood.
#[derive(Clone, Debug, Default)]
pub(crate) struct At(pub(crate) Range<usize>);

impl PartialEq for At {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// How much something is wanted that is not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// `^word`
    Strong,
    /// `%word`
    Weak,
}

/// What is asked of a résumé, at one place of the query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Leaf {
    Word(Word),
    /// Words in a row; `near` is how many others may stand between them.
    Phrase {
        text: String,
        near: u32,
    },
    /// Words of one field; more than one stand in a row.
    Field {
        field: TextField,
        text: String,
        how: How,
    },
    Skill(SkillAsk),
    /// Years of dated employment.
    Years(Comparison),
    /// One of the few values of a field.
    Choice(ChoiceField, &'static str),
    /// A value of a field whose values nobody can list beforehand.
    Named(NamedField, String),
    /// A language by its code, spoken at least so well.
    Language {
        code: String,
        least: Option<Spoken>,
    },
    Imported(Imported),
    /// The candidate of that number.
    Id(u64),
}

/// How the words of a field are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// `city:york`: they stand in the field.
    Words,
    /// `title:dev*`: a word begins so.
    Prefix,
    /// `city:=York`: they are the field.
    Whole,
}

/// A field with few values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChoiceField {
    Has,
    Role,
    Level,
    Decision,
}

impl ChoiceField {
    pub(crate) const ALL: [Self; 4] = [Self::Has, Self::Role, Self::Level, Self::Decision];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Has => "has",
            Self::Role => "role",
            Self::Level => "level",
            Self::Decision => "decision",
        }
    }

    /// What may be asked, in the order it is offered.
    pub(crate) fn values(self) -> &'static [&'static str] {
        match self {
            Self::Has => &["github", "email", "phone"],
            Self::Role => &[
                "backend",
                "frontend",
                "data",
                "ml_ai",
                "devops",
                "automation",
                "mobile",
                "embedded",
                "quality",
                "security",
                "games",
            ],
            Self::Level => &["junior", "mid", "senior"],
            Self::Decision => &["shortlist", "maybe", "reject", "undecided"],
        }
    }
}

/// A field whose values are names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NamedField {
    Flag,
    Tag,
    Folder,
}

impl NamedField {
    pub(crate) const ALL: [Self; 3] = [Self::Flag, Self::Tag, Self::Folder];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Flag => "flag",
            Self::Tag => "tag",
            Self::Folder => "folder",
        }
    }
}

/// A plain word.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) kind: WordKind,
}

/// How a plain word is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordKind {
    /// `word`: names of skills also find their aliases.
    Plain,
    /// `=word`
    AsWritten,
    /// `word*`
    Prefix,
    /// `word~1`: so many letters may differ.
    Fuzzy(u8),
}

/// A field of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextField {
    Title,
    Company,
    City,
    School,
    File,
}

impl TextField {
    pub(crate) const ALL: [Self; 5] = [Self::Title, Self::Company, Self::City, Self::School, Self::File];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Company => "company",
            Self::City => "city",
            Self::School => "school",
            Self::File => "file",
        }
    }
}

/// `skill:django>=3y@2024..`
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SkillAsk {
    pub(crate) name: String,
    /// `skill:=name`: the skill itself, nothing that implies it.
    pub(crate) exact: bool,
    pub(crate) years: Option<Comparison>,
    pub(crate) last_used: Option<LastUsed>,
}

/// A number asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Comparison {
    AtLeast(f32),
    MoreThan(f32),
    AtMost(f32),
    LessThan(f32),
    /// Both ends count.
    Between(f32, f32),
    /// From the number to below the next whole one.
    About(f32),
}

impl Comparison {
    pub(crate) fn holds(self, value: f32) -> bool {
        match self {
            Self::AtLeast(least) => value >= least,
            Self::MoreThan(less) => value > less,
            Self::AtMost(most) => value <= most,
            Self::LessThan(more) => value < more,
            Self::Between(least, most) => (least..=most).contains(&value),
            Self::About(number) => (number..number + 1.0).contains(&value),
        }
    }
}

/// Years of last use, both ends counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LastUsed {
    pub(crate) from: Option<i16>,
    pub(crate) to: Option<i16>,
}

impl LastUsed {
    pub(crate) fn holds(self, year: i16) -> bool {
        self.from.is_none_or(|from| year >= from) && self.to.is_none_or(|to| year <= to)
    }
}

const EXCLUDED: &str = "what is excluded";

impl Node {
    /// Whether it only ranks, so that it can exclude nobody.
    pub(crate) fn only_wishes(&self) -> bool {
        match self {
            Self::Wish(..) => true,
            Self::All(members) => !members.is_empty() && members.iter().all(Self::only_wishes),
            Self::Any(_) | Self::Not(_) | Self::Leaf(..) => false,
        }
    }

    /// What of it, if anything, has no part in the ranking, so that a wish for it would do nothing.
    pub(crate) fn never_ranks(&self) -> Option<&'static str> {
        match self {
            Self::All(members) => {
                let mut asked = members.iter().filter(|member| !matches!(member, Self::Not(_))).peekable();
                if asked.peek().is_none() { Some(EXCLUDED) } else { asked.find_map(Self::never_ranks) }
            }
            Self::Any(members) => members.iter().find_map(Self::never_ranks),
            Self::Wish(_, inner) => inner.never_ranks(),
            Self::Not(_) => Some(EXCLUDED),
            Self::Leaf(leaf, _) => leaf.never_ranks(),
        }
    }

    /// The bytes of what was typed that it was read from; `None` for a part that was not typed, or everybody.
    pub(crate) fn at(&self) -> Option<Range<usize>> {
        match self {
            Self::Leaf(_, At(at)) => (!at.is_empty()).then(|| at.clone()),
            Self::Not(inner) | Self::Wish(_, inner) => inner.at(),
            Self::All(members) | Self::Any(members) => {
                let mut places = members.iter().filter_map(Self::at);
                let first = places.next()?;
                Some(places.fold(first, |all, at| all.start.min(at.start)..all.end.max(at.end)))
            }
        }
    }

    /// A part that was not typed.
    pub(crate) fn leaf(leaf: Leaf) -> Self {
        Self::Leaf(leaf, At::default())
    }

    /// Everything of `members`, flat.
    pub(crate) fn all(members: Vec<Self>) -> Self {
        let flat = members.into_iter().flat_map(|member| match member {
            Self::All(inner) => inner,
            other => vec![other],
        });
        Self::only_or(flat.collect(), Self::All)
    }

    /// Any of `members`, flat.
    pub(crate) fn any(members: Vec<Self>) -> Self {
        let flat = members.into_iter().flat_map(|member| match member {
            Self::Any(inner) => inner,
            other => vec![other],
        });
        Self::only_or(flat.collect(), Self::Any)
    }

    /// The opposite; of an opposite, the thing itself.
    pub(crate) fn not(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    fn only_or(mut members: Vec<Self>, join: fn(Vec<Self>) -> Self) -> Self {
        if members.len() == 1 { members.remove(0) } else { join(members) }
    }
}

impl Display for Node {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(members) => joined(formatter, members, " ", |member| matches!(member, Self::Any(_))),
            Self::Any(members) => joined(formatter, members, " OR ", |_| false),
            Self::Not(inner) => prefixed(formatter, '-', inner),
            Self::Wish(Wish::Strong, inner) => prefixed(formatter, '^', inner),
            Self::Wish(Wish::Weak, inner) => prefixed(formatter, '%', inner),
            Self::Leaf(leaf, _) => leaf.fmt(formatter),
        }
    }
}

fn joined(
    formatter: &mut Formatter<'_>,
    members: &[Node],
    with: &str,
    in_parentheses: fn(&Node) -> bool,
) -> fmt::Result {
    for (at, member) in members.iter().enumerate() {
        if at > 0 {
            formatter.write_str(with)?;
        }
        if in_parentheses(member) { write!(formatter, "({member})")? } else { member.fmt(formatter)? }
    }
    Ok(())
}

fn prefixed(formatter: &mut Formatter<'_>, sign: char, inner: &Node) -> fmt::Result {
    match inner {
        Node::Leaf(leaf, _) => write!(formatter, "{sign}{leaf}"),
        other => write!(formatter, "{sign}({other})"),
    }
}

impl Leaf {
    /// What it is, if it is something that has no part in the ranking.
    fn never_ranks(&self) -> Option<&'static str> {
        match self {
            Self::Field { field: TextField::City, .. } => Some("a place"),
            Self::Field { field: TextField::School, .. } => Some("a school"),
            Self::Field { field: TextField::File, .. } => Some("the name of a file"),
            Self::Named(NamedField::Folder, _) => Some("a folder"),
            Self::Id(_) => Some("the number of a candidate"),
            _ => None,
        }
    }
}

impl Display for Leaf {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(Word { text, kind }) => match kind {
                WordKind::Plain => formatter.write_str(text),
                WordKind::AsWritten => write!(formatter, "={text}"),
                WordKind::Prefix => write!(formatter, "{text}*"),
                WordKind::Fuzzy(letters) => write!(formatter, "{text}~{letters}"),
            },
            Self::Phrase { text, near: 0 } => write!(formatter, "\"{text}\""),
            Self::Phrase { text, near } => write!(formatter, "\"{text}\"~{near}"),
            Self::Field { field, text, how } => {
                let (before, after) = match how {
                    How::Words => ("", ""),
                    How::Prefix => ("", "*"),
                    How::Whole => ("=", ""),
                };
                write!(formatter, "{}:{before}{}{after}", field.name(), Quoted(text))
            }
            Self::Skill(skill) => skill.fmt(formatter),
            Self::Years(comparison) => write!(formatter, "years:{comparison}"),
            Self::Choice(field, value) => write!(formatter, "{}:{value}", field.name()),
            Self::Named(field, value) => write!(formatter, "{}:{}", field.name(), Quoted(value)),
            Self::Language { code, least: None } => write!(formatter, "lang:{code}"),
            Self::Language { code, least: Some(least) } => write!(formatter, "lang:{code}>={}", least.name()),
            Self::Imported(imported) => write!(formatter, "imported:{imported}"),
            Self::Id(id) => write!(formatter, "id:{id}"),
        }
    }
}

impl Display for SkillAsk {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "skill:{}{}", if self.exact { "=" } else { "" }, Quoted(&self.name))?;
        if let Some(years) = self.years {
            write!(formatter, "{years}y")?;
        }
        match self.last_used {
            None => Ok(()),
            Some(LastUsed { from: Some(from), to: Some(to) }) if from == to => {
                write!(formatter, "@{from:04}")
            }
            Some(LastUsed { from, to }) => {
                let shown = |year: Option<i16>| year.map(|year| format!("{year:04}")).unwrap_or_default();
                write!(formatter, "@{}..{}", shown(from), shown(to))
            }
        }
    }
}

impl Display for Comparison {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtLeast(number) => write!(formatter, ">={number}"),
            Self::MoreThan(number) => write!(formatter, ">{number}"),
            Self::AtMost(number) => write!(formatter, "<={number}"),
            Self::LessThan(number) => write!(formatter, "<{number}"),
            Self::Between(least, most) => write!(formatter, "{least}..{most}"),
            Self::About(number) => write!(formatter, "{number}"),
        }
    }
}

/// A value in quotes where it needs them.
struct Quoted<'a>(&'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        if self.0.contains(|c: char| c.is_whitespace() || "()<>@*=".contains(c)) {
            write!(formatter, "\"{}\"", self.0)
        } else {
            formatter.write_str(self.0)
        }
    }
}
