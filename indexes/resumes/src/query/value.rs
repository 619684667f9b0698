//! The values behind the fields of a query, and the words and phrases that they are made of.

use std::ops::Range;

use jiff::civil::Date;
use winnow::LocatingSlice;
use winnow::ascii::digit1;
use winnow::combinator::{alt, delimited, eof, opt, preceded, separated_pair, terminated};
use winnow::prelude::*;
use winnow::stream::Location;
use winnow::token::{rest, take_while};

use super::ast::{ChoiceField, Comparison, How, LastUsed, Leaf, NamedField, SkillAsk, TextField};
use super::imported::{Compared, Imported, Unit};
use super::languages;
use super::parse::{Fault, Input, Parsed};
use crate::analyse::{LONGEST_TERM, is_gendered, words};
use crate::entry::Spoken;

/// Most years that may be asked.
const MOST_YEARS: f32 = 99.0;

/// Words in quotes, white space between them made single.
pub(super) fn phrase(input: &mut Input<'_>) -> Parsed<(String, Range<usize>)> {
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
pub(super) fn run<'a>(input: &mut Input<'a>) -> Parsed<(&'a str, Range<usize>)> {
    take_while(1.., |c: char| !(c.is_whitespace() || "()\"".contains(c))).with_span().parse_next(input)
}

pub(super) fn prefix_stem(stem: &str, at: Range<usize>) -> Parsed<()> {
    searchable(stem, at.clone())?;
    no_asterisk(stem, at.clone())?;
    if words(stem).len() > 1 {
        return Fault::at(at, "`*` follows one word").cut();
    }
    if stem.chars().count() < 2 {
        return Fault::at(at, "`*` needs two letters before it").cut();
    }
    Ok(())
}

pub(super) fn no_asterisk(text: &str, at: Range<usize>) -> Parsed<()> {
    match text.contains('*') && !is_gendered(text) {
        true => Fault::at(at, "`*` stands at the end of a word only").cut(),
        false => Ok(()),
    }
}

pub(super) fn searchable(text: &str, at: Range<usize>) -> Parsed<()> {
    match words(text).is_empty() {
        true if text.len() > LONGEST_TERM && text.contains(char::is_alphanumeric) => {
            Fault::at(at, format!("a word has at most {LONGEST_TERM} letters")).cut()
        }
        true => Fault::at(at, format!("`{text}` has no letter or digit to look for")).suggest("").cut(),
        false => Ok(()),
    }
}

pub(super) fn text(input: &mut Input<'_>, field: TextField) -> Parsed<Leaf> {
    let start = input.current_token_start();
    let whole = field == TextField::City && opt('=').parse_next(input)?.is_some();
    let quoted = input.starts_with('"');
    let (text, at, prefix) = if quoted {
        let (text, at) = phrase(input)?;
        (text, at, opt('*').parse_next(input)?.is_some())
    } else {
        let (run, at) = run(input)?;
        let (text, prefix) = run.strip_suffix('*').map_or((run, false), |stem| (stem, true));
        (text.to_owned(), at, prefix)
    };
    if prefix && whole {
        let end = input.current_token_start();
        return Fault::at(start..end, "a whole value (`=`) has no `*`").suggest(format!("={text}")).cut();
    }
    if prefix {
        prefix_stem(&text, at)?;
        return Ok(Leaf::Field { field, text, how: How::Prefix });
    }
    searchable(&text, at.clone())?;
    if !quoted {
        no_asterisk(&text, at)?;
    }
    Ok(Leaf::Field { field, text, how: if whole { How::Whole } else { How::Words } })
}

pub(super) fn skill(input: &mut Input<'_>) -> Parsed<Leaf> {
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

pub(super) fn years(input: &mut Input<'_>) -> Parsed<Leaf> {
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

/// One of the few values of a field.
pub(super) fn choice(input: &mut Input<'_>, field: ChoiceField) -> Parsed<Leaf> {
    let (value, at) = run(input)?;
    let wanted = value.to_lowercase().replace('-', "_");
    if let Some(known) = field.values().iter().find(|known| **known == wanted) {
        return Ok(Leaf::Choice(field, known));
    }
    let values = field.values().join("`, `");
    Fault::at(at, format!("`{}:{value}` is not known; there are `{values}`", field.name()))
        .suggest_nearest(&wanted, field.values().iter().copied())
        .cut()
}

/// A flag, a tag, a folder.
pub(super) fn named(input: &mut Input<'_>, field: NamedField) -> Parsed<Leaf> {
    if input.starts_with('"') && field != NamedField::Flag {
        return Ok(Leaf::Named(field, phrase(input)?.0));
    }
    let (value, at) = run(input)?;
    if field == NamedField::Flag {
        let is_id = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if !value.bytes().all(is_id) {
            let suggestion = value.to_lowercase().replace('-', "_");
            return Fault::at(at, format!("`{value}` is no id of a signal")).suggest(suggestion).cut();
        }
    } else {
        searchable(value, at.clone())?;
        no_asterisk(value, at)?;
    }
    Ok(Leaf::Named(field, value.to_owned()))
}

/// `german`, `de>=b2`.
pub(super) fn language(input: &mut Input<'_>) -> Parsed<Leaf> {
    let (value, at) = run(input)?;
    let (name, level) = value.split_once(">=").map_or((value, None), |(name, level)| (name, Some(level)));
    let name_at = at.start..at.start + name.len();
    let Some(code) = languages::code(name) else {
        return Fault::at(
            name_at,
            format!("no language is called `{name}`; write its name or its code of two letters"),
        )
        .suggest_nearest(name, languages::names())
        .cut();
    };
    let Some(level) = level else { return Ok(Leaf::Language { code, least: None }) };
    match Spoken::ALL.into_iter().find(|known| known.name() == level.to_lowercase()) {
        Some(least) => Ok(Leaf::Language { code, least: Some(least) }),
        None => {
            let levels = Spoken::ALL.map(Spoken::name).join("`, `");
            Fault::at(
                name_at.end + 2..at.end,
                format!("`{level}` is no level of a language; there are `{levels}`"),
            )
            .cut()
        }
    }
}

/// `<7d`, `2026-11-21`, `2026-11..`, `..2026-10-31`.
pub(super) fn imported(input: &mut Input<'_>) -> Parsed<Leaf> {
    let (value, at) = run(input)?;
    let days =
        separated_pair(opt(days), "..", opt(days)).verify_map(|(from, to): (Option<Days>, Option<Days>)| {
            let (from, to) = (from.map(|days| days.start), to.map(|days| days.end));
            let in_order = from.zip(to).is_none_or(|(from, to)| from <= to);
            (in_order && (from.is_some() || to.is_some())).then_some(Imported::Days { from, to })
        });
    let one = days_alone.map(|days| Imported::Days { from: Some(days.start), to: Some(days.end) });
    match terminated(alt((ago, days, one)), eof).parse_next(&mut LocatingSlice::new(value)) {
        Ok(imported) => Ok(Leaf::Imported(imported)),
        Err(_) => {
            let message =
                format!("`{value}` says no time; write `<7d`, `2026-11-21` or `2026-11-01..2026-11-20`");
            Fault::at(at, message).cut()
        }
    }
}

/// First and last day of what was written.
struct Days {
    start: Date,
    end: Date,
}

fn ago(input: &mut Input<'_>) -> Parsed<Imported> {
    let compared = alt(Compared::ALL.map(|compared| compared.sign().value(compared)));
    let unit = alt(Unit::ALL.map(|unit| unit.letter().value(unit)));
    (compared, digit1.parse_to::<u16>().verify(|count| *count <= 9_999), unit)
        .map(|(compared, count, unit)| Imported::Ago { compared, count, unit })
        .parse_next(input)
}

fn days_alone(input: &mut Input<'_>) -> Parsed<Days> {
    days(input)
}

/// A day, or all days of a month.
fn days(input: &mut Input<'_>) -> Parsed<Days> {
    let digits = |count: usize| take_while(count..=count, |c: char| c.is_ascii_digit());
    let year = digits(4).parse_to::<i16>();
    let month = preceded('-', digits(2)).parse_to::<i8>();
    let day = opt(preceded('-', digits(2)).parse_to::<i8>());
    (year, month, day)
        .verify_map(|(year, month, day)| {
            let start = Date::new(year, month, day.unwrap_or(1)).ok()?;
            let end = if day.is_some() { start } else { start.last_of_month() };
            Some(Days { start, end })
        })
        .parse_next(input)
}

/// The number of a candidate.
pub(super) fn id(input: &mut Input<'_>) -> Parsed<Leaf> {
    let (value, at) = run(input)?;
    match value.parse() {
        Ok(id) => Ok(Leaf::Id(id)),
        Err(_) => Fault::at(at, format!("`{value}` is no number of a candidate")).cut(),
    }
}
