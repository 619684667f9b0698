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
use winnow::combinator::{alt, eof, not, opt, peek, preceded, terminated};
use winnow::error::{ErrMode, ModalResult, ParserError};
use winnow::prelude::*;
use winnow::stream::Location;
use winnow::token::{any, one_of, take_while};

use super::QueryError;
use super::ast::{At, ChoiceField, Leaf, NamedField, Node, TextField, Wish, Word, WordKind};
use super::value::{self, no_asterisk, phrase, prefix_stem, run, searchable};
use crate::analyse::is_gendered;
use crate::vocabulary::nearest;

/// Longest query, in characters.
const LONGEST: usize = 10_000;
/// Most words, phrases and fields of a query.
const MOST_LEAVES: usize = 1_000;
/// Deepest nesting of signs and parentheses.
const DEEPEST: usize = 50;

pub(super) type Input<'a> = LocatingSlice<&'a str>;
pub(super) type Parsed<T> = ModalResult<T, Fault>;

pub(super) fn parse(text: &str) -> Result<Node, QueryError> {
    if let Some((start, _)) = text.char_indices().nth(LONGEST) {
        let message =
            format!("a query has at most {LONGEST} characters, this one has {}", text.chars().count());
        return Err(Fault::at(start..text.len(), message).in_query(text));
    }
    let root = query.parse_next(&mut LocatingSlice::new(text)).map_err(|error| {
        let fault = error.into_inner().unwrap_or_else(|_| Fault::at(0..text.len(), "this is no query"));
        fault.in_query(text)
    })?;
    match count_leaves(&root) {
        leaves if leaves > MOST_LEAVES => {
            let message =
                format!("a query has at most {MOST_LEAVES} words and fields, this one has {leaves}");
            Err(Fault::at(0..text.len(), message).in_query(text))
        }
        _ => Ok(root),
    }
}

fn count_leaves(node: &Node) -> usize {
    match node {
        Node::All(members) | Node::Any(members) => members.iter().map(count_leaves).sum(),
        Node::Not(inner) | Node::Wish(_, inner) => count_leaves(inner),
        Node::Leaf(..) => 1,
    }
}

/// An error that knows its place.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    at: Range<usize>,
    message: String,
    suggestion: Option<String>,
}

impl Fault {
    pub(super) fn at(at: Range<usize>, message: impl Into<String>) -> Self {
        Self { at, message: message.into(), suggestion: None }
    }

    pub(super) fn suggest(self, suggestion: impl Into<String>) -> Self {
        Self { suggestion: Some(suggestion.into()), ..self }
    }

    /// Suggests whichever of the `known` words is nearest, if one is near.
    pub(super) fn suggest_nearest<'a>(self, typed: &str, known: impl Iterator<Item = &'a str>) -> Self {
        match nearest(typed, known) {
            Some(known) => self.suggest(known),
            None => self,
        }
    }

    /// Ends the parse with this error.
    pub(super) fn cut<T>(self) -> Parsed<T> {
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
    let leaf = leaf(input)?;
    let at = At(start..input.current_token_start());
    multispace0.parse_next(input)?;
    Ok(Node::Leaf(leaf, at))
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
    // `https://…` is a word, not a field, and so is `Entwickler:in`.
    let whole = peek(run).parse_next(input)?.0;
    if is_gendered(whole) && !field_names().any(|name| whole.split(':').next() == Some(name)) {
        return word_leaf(input);
    }
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

fn field(input: &mut Input<'_>, name: &str, at: Range<usize>) -> Parsed<Leaf> {
    let after = input.current_token_start();
    if input.is_empty() || input.starts_with(|c: char| c.is_whitespace() || "()".contains(c)) {
        return Fault::at(after..after, format!("`{name}:` needs a value right after it")).cut();
    }
    if let Some(field) = TextField::ALL.into_iter().find(|field| field.name() == name) {
        return value::text(input, field);
    }
    if let Some(field) = ChoiceField::ALL.into_iter().find(|field| field.name() == name) {
        return value::choice(input, field);
    }
    if let Some(field) = NamedField::ALL.into_iter().find(|field| field.name() == name) {
        return value::named(input, field);
    }
    match name {
        "skill" => value::skill(input),
        "years" => value::years(input),
        "lang" => value::language(input),
        "imported" => value::imported(input),
        "id" => value::id(input),
        _ => Fault::at(at, format!("there is no field `{name}`")).suggest_nearest(name, field_names()).cut(),
    }
}

/// The names of all fields.
pub(crate) fn field_names() -> impl Iterator<Item = &'static str> {
    let others = ["skill", "years", "lang", "imported", "id"];
    let text = TextField::ALL.map(TextField::name).into_iter();
    let choice = ChoiceField::ALL.map(ChoiceField::name).into_iter();
    let named = NamedField::ALL.map(NamedField::name).into_iter();
    others.into_iter().chain(text).chain(choice).chain(named)
}
