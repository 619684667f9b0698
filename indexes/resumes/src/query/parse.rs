//! Text → query, by winnow. Nothing is guessed: what cannot be understood is refused with its place.
//!
//! ```text
//! query     = [ any ]
//! any       = all { "OR" all }
//! all       = part { [ "AND" ] part }
//! part      = ( "-" | "NOT" | "^" | "%" ) part | "(" any ")" | leaf
//! leaf      = phrase [ "~" number ] | field ":" value | [ "=" ] word [ "*" | "~" number ]
//! ```

use std::ops::Range;

use winnow::LocatingSlice;
use winnow::ascii::{digit1, multispace0};
use winnow::combinator::{alt, delimited, eof, not, opt, peek, preceded, separated_pair, terminated};
use winnow::error::{ErrMode, ModalResult, ParserError};
use winnow::prelude::*;
use winnow::stream::Location;
use winnow::token::{any, one_of, rest, take_while};

use super::QueryError;
use super::ast::{Comparison, LastUsed, Leaf, Node, SkillAsk, TextField, Wish, Word, WordKind};
use crate::Has;
use crate::analyse::terms;
use crate::vocabulary::nearest;

/// Longest query, in bytes.
const LONGEST: usize = 10_000;
/// Most words, phrases and fields of a query.
const MOST_LEAVES: usize = 1_000;
/// Deepest nesting of signs and parentheses.
const DEEPEST: usize = 50;
/// Most years that may be asked.
const MOST_YEARS: f32 = 99.0;

type Input<'a> = LocatingSlice<&'a str>;
type Parsed<T> = ModalResult<T, Fault>;

pub(super) fn parse(text: &str) -> Result<Node, QueryError> {
    if text.len() > LONGEST {
        let start = text.floor_char_boundary(LONGEST);
        let message = format!("a query has at most {LONGEST} bytes, this one has {}", text.len());
        return Err(Fault { at: start..text.len(), message, suggestion: None }.in_query(text));
    }
    let root = query.parse_next(&mut LocatingSlice::new(text)).map_err(|error| {
        let fault = error.into_inner().unwrap_or_else(|_| Fault::at(0..text.len(), "this is no query"));
        fault.in_query(text)
    })?;
    match count_leaves(&root) {
        leaves if leaves > MOST_LEAVES => {
            let message = format!("a query has at most {MOST_LEAVES} words, this one has {leaves}");
            Err(Fault::at(0..text.len(), message).in_query(text))
        }
        _ => Ok(root),
    }
}

fn count_leaves(node: &Node) -> usize {
    match node {
        Node::All(members) | Node::Any(members) => members.iter().map(count_leaves).sum(),
        Node::Not(inner) | Node::Wish(_, inner) => count_leaves(inner),
        Node::Leaf(_) => 1,
    }
}

/// An error that knows its place.
#[derive(Clone, Debug)]
struct Fault {
    at: Range<usize>,
    message: String,
    suggestion: Option<String>,
}

impl Fault {
    fn at(at: Range<usize>, message: impl Into<String>) -> Self {
        Self { at, message: message.into(), suggestion: None }
    }

    fn suggest(self, suggestion: impl Into<String>) -> Self {
        Self { suggestion: Some(suggestion.into()), ..self }
    }

    /// Ends the parse with this error.
    fn cut<T>(self) -> Parsed<T> {
        Err(ErrMode::Cut(self))
    }

    fn in_query(self, text: &str) -> QueryError {
        let column = text[..self.at.start].chars().count();
        QueryError { at: self.at, column, message: self.message, suggestion: self.suggestion }
    }
}

impl<'a> ParserError<Input<'a>> for Fault {
    type Inner = Self;

    fn from_input(input: &Input<'a>) -> Self {
        let start = input.current_token_start();
        Self::at(start..start, "this is not understood")
    }

    fn into_inner(self) -> Result<Self, Self> {
        Ok(self)
    }
}

fn query(input: &mut Input<'_>) -> Parsed<Node> {
    multispace0.parse_next(input)?;
    if input.is_empty() {
        return Ok(Node::All(Vec::new()));
    }
    let root = any_of(input, 0)?;
    let start = input.current_token_start();
    match opt(')').parse_next(input)? {
        Some(_) => Fault::at(start..start + 1, "`)` closes nothing").suggest("").cut(),
        None => Ok(root),
    }
}

fn any_of(input: &mut Input<'_>, depth: usize) -> Parsed<Node> {
    let mut alternatives = Vec::new();
    loop {
        let start = input.current_token_start();
        let alternative = all_of(input, depth)?;
        let end = input.current_token_start();
        let is_wish = alternative.only_wishes();
        alternatives.push(alternative);
        let more = keyword(input, "OR")?;
        if is_wish && (more || alternatives.len() > 1) {
            return Fault::at(start..end, "a wish (`^`, `%`) cannot be an alternative of `OR`").cut();
        }
        if !more {
            return Ok(Node::any(alternatives));
        }
    }
}

fn all_of(input: &mut Input<'_>, depth: usize) -> Parsed<Node> {
    let mut parts = vec![part(input, depth)?];
    loop {
        if keyword(input, "AND")?
            || !(input.is_empty() || input.starts_with(')') || peek_keyword(input, "OR"))
        {
            parts.push(part(input, depth)?);
        } else {
            return Ok(Node::all(parts));
        }
    }
}

/// One part and the white space after it.
fn part(input: &mut Input<'_>, depth: usize) -> Parsed<Node> {
    let start = input.current_token_start();
    if depth > DEEPEST {
        return Fault::at(start..start, format!("nested more than {DEEPEST} deep")).cut();
    }
    if keyword(input, "NOT")? || opt('-').parse_next(input)?.is_some() {
        return Ok(operand(input, depth, start, "exclude")?.not());
    }
    if let Some(sign) = opt(one_of(['^', '%'])).parse_next(input)? {
        let wish = if sign == '^' { Wish::Strong } else { Wish::Weak };
        let wanted = operand(input, depth, start, "wish for")?;
        return match wanted.never_ranks() {
            Some(what) => {
                let end = input.current_token_start();
                Fault::at(start..end, format!("{what} never ranks; ask for it without `{sign}`")).cut()
            }
            None => Ok(Node::Wish(wish, Box::new(wanted))),
        };
    }
    if opt('(').parse_next(input)?.is_some() {
        return group(input, depth, start);
    }
    for operator in ["OR", "AND"] {
        if keyword(input, operator)? {
            return Fault::at(
                start..start + operator.len(),
                format!("`{operator}` needs something before it"),
            )
            .suggest("")
            .cut();
        }
    }
    if input.is_empty() {
        return Fault::at(start..start, "something is missing at the end").cut();
    }
    if input.starts_with(')') {
        return Fault::at(start..start, "something is missing before `)`").cut();
    }
    terminated(leaf, multispace0).map(Node::Leaf).parse_next(input)
}

/// What stands after a sign.
fn operand(input: &mut Input<'_>, depth: usize, start: usize, verb: &str) -> Parsed<Node> {
    if input.is_empty() || input.starts_with(char::is_whitespace) || input.starts_with(')') {
        let end = input.current_token_start();
        return Fault::at(start..end, format!("nothing to {verb} after the sign")).suggest("").cut();
    }
    let operand = part(input, depth + 1)?;
    if operand.only_wishes() {
        let end = input.current_token_start();
        return Fault::at(start..end, "a wish (`^`, `%`) cannot stand behind another sign").cut();
    }
    Ok(operand)
}

fn group(input: &mut Input<'_>, depth: usize, start: usize) -> Parsed<Node> {
    multispace0.parse_next(input)?;
    let inner = any_of(input, depth + 1)?;
    if opt((')', multispace0)).parse_next(input)?.is_none() {
        return Fault::at(start..start + 1, "`(` is not closed").suggest("").cut();
    }
    Ok(inner)
}

/// Takes an operator in capitals and the white space after it, if it stands here as a whole word.
fn keyword(input: &mut Input<'_>, word: &str) -> Parsed<bool> {
    let end_of_word =
        peek(alt((eof.void(), any.verify(|c: &char| c.is_whitespace() || "()\"".contains(*c)).void())));
    opt((word, end_of_word, multispace0)).map(|found| found.is_some()).parse_next(input)
}

fn peek_keyword(input: &Input<'_>, word: &str) -> bool {
    keyword(&mut input.clone(), word).unwrap_or(false)
}

fn leaf(input: &mut Input<'_>) -> Parsed<Leaf> {
    if input.starts_with('"') {
        return phrase_leaf(input);
    }
    // `https://…` is a word, not a field.
    let letters = take_while(1.., |c: char| c.is_ascii_alphabetic() || c == '_');
    match opt(terminated(letters.with_span(), (':', not("//")))).parse_next(input)? {
        Some((name, at)) => field(input, name, at),
        None => word_leaf(input),
    }
}

fn phrase_leaf(input: &mut Input<'_>) -> Parsed<Leaf> {
    let (text, _) = phrase(input)?;
    let near = opt(preceded('~', digit1.parse_to())).parse_next(input)?.unwrap_or(0_u32);
    Ok(Leaf::Phrase { text, near: near.min(50) })
}

/// Words in quotes, white space between them made single.
fn phrase(input: &mut Input<'_>) -> Parsed<(String, Range<usize>)> {
    let start = input.current_token_start();
    let quoted = opt(delimited('"', take_while(0.., |c| c != '"'), '"')).parse_next(input)?;
    let Some(text) = quoted else {
        let unclosed = rest.parse_next(input)?;
        let at = start..start + unclosed.len();
        return Fault::at(at, "`\"` is not closed").suggest(format!("{}\"", unclosed.trim_end())).cut();
    };
    let at = start..input.current_token_start();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    searchable(&text, at.clone())?;
    Ok((text, at))
}

/// A run without white space, quotes and parentheses.
fn run<'a>(input: &mut Input<'a>) -> Parsed<(&'a str, Range<usize>)> {
    take_while(1.., |c: char| !(c.is_whitespace() || "()\"".contains(c))).with_span().parse_next(input)
}

fn word_leaf(input: &mut Input<'_>) -> Parsed<Leaf> {
    let (run, at) = run(input)?;
    let (text, kind) = match run.strip_prefix('=') {
        Some(text) => (text, WordKind::AsWritten),
        None => word_kind(run),
    };
    if kind == WordKind::Prefix {
        prefix_stem(text, at.clone())?;
    } else {
        searchable(text, at.clone())?;
        no_asterisk(text, at)?;
    }
    Ok(Leaf::Word(Word { text: text.to_owned(), kind }))
}

fn word_kind(run: &str) -> (&str, WordKind) {
    if let Some(stem) = run.strip_suffix('*') {
        return (stem, WordKind::Prefix);
    }
    match run.rsplit_once('~') {
        Some((text, "1" | "")) => (text, WordKind::Fuzzy(1)),
        Some((text, "2")) => (text, WordKind::Fuzzy(2)),
        _ => (run, WordKind::Plain),
    }
}

fn prefix_stem(stem: &str, at: Range<usize>) -> Parsed<()> {
    searchable(stem, at.clone())?;
    no_asterisk(stem, at.clone())?;
    let terms = terms(stem);
    if terms.len() > 1 {
        return Fault::at(at, "`*` follows one word").cut();
    }
    if stem.chars().count() < 2 {
        return Fault::at(at, "`*` needs two letters before it").cut();
    }
    Ok(())
}

fn no_asterisk(text: &str, at: Range<usize>) -> Parsed<()> {
    match text.contains('*') {
        true => Fault::at(at, "`*` stands at the end of a word only").cut(),
        false => Ok(()),
    }
}

fn searchable(text: &str, at: Range<usize>) -> Parsed<()> {
    match terms(text).is_empty() {
        true => Fault::at(at, format!("`{text}` has no letter or digit to look for")).suggest("").cut(),
        false => Ok(()),
    }
}

fn field(input: &mut Input<'_>, name: &str, at: Range<usize>) -> Parsed<Leaf> {
    let after = input.current_token_start();
    if input.is_empty() || input.starts_with(|c: char| c.is_whitespace() || "()".contains(c)) {
        return Fault::at(after..after, format!("`{name}:` needs a value right after it")).cut();
    }
    if let Some(field) = TextField::ALL.into_iter().find(|field| field.name() == name) {
        return text_field(input, field);
    }
    match name {
        "skill" => skill(input),
        "years" => years(input),
        "flag" => flag(input),
        "has" => has(input),
        _ => {
            let known =
                TextField::ALL.map(TextField::name).into_iter().chain(["skill", "years", "flag", "has"]);
            let fault = Fault::at(at, format!("there is no field `{name}`"));
            nearest(name, known).map_or(fault.clone(), |known| fault.suggest(known)).cut()
        }
    }
}

fn text_field(input: &mut Input<'_>, field: TextField) -> Parsed<Leaf> {
    if input.starts_with('"') {
        let (text, at) = phrase(input)?;
        let prefix = opt('*').parse_next(input)?.is_some();
        if prefix {
            prefix_stem(&text, at)?;
        }
        return Ok(Leaf::Field { field, text, prefix });
    }
    let (run, at) = run(input)?;
    let (text, prefix) = run.strip_suffix('*').map_or((run, false), |stem| (stem, true));
    if prefix {
        prefix_stem(text, at)?;
    } else {
        searchable(text, at.clone())?;
        no_asterisk(text, at)?;
    }
    Ok(Leaf::Field { field, text: text.to_owned(), prefix })
}

fn skill(input: &mut Input<'_>) -> Parsed<Leaf> {
    let exact = opt('=').parse_next(input)?.is_some();
    let name = if input.starts_with('"') {
        phrase(input)?.0
    } else {
        let name = take_while(0.., |c: char| !(c.is_whitespace() || "()\"<>@".contains(c)));
        let (name, at) = name.with_span().parse_next(input)?;
        searchable(name, at.clone())?;
        no_asterisk(name, at)?;
        name.to_owned()
    };
    let (condition, at) = take_while(0.., |c: char| !(c.is_whitespace() || "()\"".contains(c)))
        .with_span()
        .parse_next(input)?;
    let parsed =
        (opt(comparison), opt(preceded('@', last_used)), eof).parse_next(&mut LocatingSlice::new(condition));
    let Ok((years, last_used, _)) = parsed else {
        let message =
            format!("`{condition}` is not understood; years are asked as `>=3y`, the last use as `@2024..`");
        return Fault::at(at, message).cut();
    };
    Ok(Leaf::Skill(SkillAsk { name, exact, years, last_used }))
}

fn years(input: &mut Input<'_>) -> Parsed<Leaf> {
    let (value, at) = run(input)?;
    let between = separated_pair(number, "..", opt(number)).map(|(least, most)| match most {
        Some(most) => Comparison::Between(least, most),
        None => Comparison::AtLeast(least),
    });
    let up_to = preceded("..", number).map(Comparison::AtMost);
    let mut value_parser = terminated(alt((comparison, between, up_to, number.map(Comparison::About))), eof);
    match value_parser.parse_next(&mut LocatingSlice::new(value)) {
        Ok(Comparison::Between(least, most)) if least > most => {
            Fault::at(at, format!("`{value}` is empty: the first number is the greater"))
                .suggest(format!("{most}..{least}"))
                .cut()
        }
        Ok(comparison) => Ok(Leaf::Years(comparison)),
        Err(_) => Fault::at(at, format!("`{value}` is no number of years; write `>=4` or `3..6`")).cut(),
    }
}

fn comparison(input: &mut Input<'_>) -> Parsed<Comparison> {
    alt((
        preceded(">=", number).map(Comparison::AtLeast),
        preceded("<=", number).map(Comparison::AtMost),
        preceded('>', number).map(Comparison::MoreThan),
        preceded('<', number).map(Comparison::LessThan),
    ))
    .parse_next(input)
}

/// `4`, `4.5`, with or without `y`.
fn number(input: &mut Input<'_>) -> Parsed<f32> {
    let digits = (digit1, opt(('.', digit1))).take().parse_to();
    terminated(digits, opt('y')).verify(|number: &f32| *number <= MOST_YEARS).parse_next(input)
}

/// `2024`, `2024..`, `2020..2024`, `..2020`.
fn last_used(input: &mut Input<'_>) -> Parsed<LastUsed> {
    let year = || take_while(4..=4, |c: char| c.is_ascii_digit()).parse_to::<i16>();
    let from = (year(), opt(preceded("..", opt(year()))))
        .map(|(from, to)| LastUsed { from: Some(from), to: to.unwrap_or(Some(from)) });
    let up_to = preceded("..", year()).map(|to| LastUsed { from: None, to: Some(to) });
    let in_order = |last: &LastUsed| last.from.zip(last.to).is_none_or(|(from, to)| from <= to);
    alt((from, up_to)).verify(in_order).parse_next(input)
}

fn flag(input: &mut Input<'_>) -> Parsed<Leaf> {
    let (id, at) = run(input)?;
    if id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_') {
        return Ok(Leaf::Flag(id.to_owned()));
    }
    let suggestion = id.to_lowercase().replace('-', "_");
    Fault::at(at, format!("`{id}` is no id of a signal")).suggest(suggestion).cut()
}

fn has(input: &mut Input<'_>) -> Parsed<Leaf> {
    let (value, at) = run(input)?;
    if let Some(has) = Has::ALL.into_iter().find(|has| has.name() == value) {
        return Ok(Leaf::Has(has));
    }
    let names = Has::ALL.map(Has::name);
    let fault = Fault::at(at, format!("`has:{value}` is not known; there are `{}`", names.join("`, `")));
    nearest(value, names.into_iter()).map_or(fault.clone(), |name| fault.suggest(name)).cut()
}
