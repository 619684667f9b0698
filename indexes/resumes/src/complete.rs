//! What could be typed next: fields, skills, flags, towns and the other values, with how many candidates have each.

use std::ops::Range;

use candela_skills::SkillsIndex;

use crate::facets::{Facet, Facets};
use crate::index::IndexError;
use crate::query::{Leaf, SkillAsk, field_names};
use crate::schema::value_key;
use crate::vocabulary::spellings;

/// What could stand where the cursor is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Completion {
    /// The bytes of the typed query that an offer takes the place of.
    pub at: Range<usize>,
    /// Best first.
    pub offers: Vec<Offer>,
}

/// Something that could be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What to put in.
    pub text: String,
    /// What it is, in words: "Kubernetes".
    pub label: String,
    /// The facet it is a value of; `None` for the name of a field.
    pub facet: Option<Facet>,
    /// How many candidates have it; `None` for the name of a field.
    pub count: Option<u64>,
    /// The spelling that was typed the beginning of, where that is not the label: "k8s".
    pub through: Option<String>,
}

/// Offers at most.
const MOST_OFFERS: usize = 12;
/// Facets whose values are offered without their field.
const WITHOUT_FIELD: [Facet; 6] =
    [Facet::Skill, Facet::City, Facet::Flag, Facet::Role, Facet::Tag, Facet::Language];

impl Completion {
    /// What could stand at `cursor`, a byte of what is typed so far, by the facets of everybody, which are counted only where something
    /// is typed.
    ///
    /// # Errors
    /// Those of the counting.
    pub fn of(
        typed: &str,
        cursor: usize,
        skills: &SkillsIndex,
        facets_of_everybody: impl FnOnce() -> Result<Facets, IndexError>,
    ) -> Result<Self, IndexError> {
        let token = Token::at(typed, cursor);
        if token.value.is_empty() && token.field.is_none() {
            return Ok(Completion { at: token.at, offers: Vec::new() });
        }
        let counts = facets_of_everybody()?;
        let wanted = |facet: Facet| match token.field {
            Some(field) => facet.name() == field,
            None => WITHOUT_FIELD.contains(&facet),
        };
        let mut offers: Vec<(u8, Offer)> = Vec::new();
        for counted in counts.iter().filter(|counted| wanted(counted.facet) && counted.facet != Facet::Skill)
        {
            for tally in &counted.values {
                let Some(rank) = rank(&tally.value, &token.value) else { continue };
                let (text, label) = (tally.clause.clone(), tally.value.clone());
                let offer = Offer {
                    text,
                    label,
                    facet: Some(counted.facet),
                    count: Some(tally.count),
                    through: None,
                };
                offers.push((rank, offer));
            }
        }
        if wanted(Facet::Skill) {
            let counted = counts.iter().find(|counted| counted.facet == Facet::Skill);
            let count = |name: &str| {
                let tally =
                    counted.and_then(|counted| counted.values.iter().find(|tally| tally.value == name));
                tally.map_or(0, |tally| tally.count)
            };
            offers.extend(skill_offers(&token, skills, count));
        }
        if token.field.is_none() {
            let fields = field_names().filter(|name| name.starts_with(&value_key(&token.value)));
            let offer = |name: &str| Offer {
                text: format!("{name}:"),
                label: format!("{name}:"),
                facet: None,
                count: None,
                through: None,
            };
            offers.extend(fields.map(|name| (0, offer(name))));
        }
        offers.sort_by(|(rank, one), (other_rank, other)| {
            rank.cmp(other_rank).then(other.count.cmp(&one.count)).then_with(|| one.label.cmp(&other.label))
        });
        Ok(Completion {
            at: token.at,
            offers: offers.into_iter().map(|(_, offer)| offer).take(MOST_OFFERS).collect(),
        })
    }
}

/// Skills that begin so in one of their spellings.
fn skill_offers(token: &Token<'_>, skills: &SkillsIndex, count: impl Fn(&str) -> u64) -> Vec<(u8, Offer)> {
    let mut offers = Vec::new();
    for skill in skills.skills() {
        let best = spellings(skill)
            .filter_map(|spelling| Some((rank(spelling, &token.value)?, spelling)))
            .min_by_key(|(rank, _)| *rank);
        let Some((rank, spelling)) = best else { continue };
        let ask = SkillAsk { name: skill.name.clone(), exact: token.exact, years: None, last_used: None };
        offers.push((
            rank,
            Offer {
                text: Leaf::Skill(ask).to_string(),
                label: skill.name.clone(),
                facet: Some(Facet::Skill),
                count: Some(count(&skill.name)),
                through: (spelling != skill.name).then(|| spelling.to_owned()),
            },
        ));
    }
    // What nobody in the pool has is offered only to who asks for a skill.
    offers.retain(|(_, offer)| token.field.is_some() || offer.count != Some(0));
    offers
}

/// How well a value fits what was typed: it is that, it begins so, a word of it does.
fn rank(value: &str, typed: &str) -> Option<u8> {
    let (value, typed) = (value_key(value), value_key(typed));
    if value == typed {
        Some(1)
    } else if value.starts_with(&typed) {
        Some(2)
    } else {
        value.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(&typed)).then_some(3)
    }
}

/// What stands at the cursor.
struct Token<'a> {
    /// Without a sign before it.
    at: Range<usize>,
    /// The name of a field that is known.
    field: Option<&'a str>,
    /// `=` stands before the value.
    exact: bool,
    /// What is typed of the value up to the cursor.
    value: String,
}

impl<'a> Token<'a> {
    fn at(typed: &'a str, cursor: usize) -> Self {
        let cursor = typed.floor_char_boundary(cursor.min(typed.len()));
        let (before, after) = typed.split_at(cursor);
        let quote = before.rfind('"').filter(|_| before.matches('"').count() % 2 == 1);
        let is_gap = |c: char| c.is_whitespace() || "()".contains(c);
        let unquoted = &before[..quote.unwrap_or(cursor)];
        let start = unquoted
            .rfind(is_gap)
            .map_or(0, |gap| gap + unquoted[gap..].chars().next().map_or(1, char::len_utf8));
        let start =
            start + (before[start..].len() - before[start..].trim_start_matches(['-', '^', '%']).len());
        let end = match quote {
            Some(_) => after.find('"').map_or(typed.len(), |quote| cursor + quote + 1),
            None => after.find(is_gap).map_or(typed.len(), |gap| cursor + gap),
        };
        let token = &before[start..];
        let known = |(name, _): &(&str, &str)| field_names().any(|known| known == *name);
        let (field, value) = match token.split_once(':').filter(known) {
            Some((field, value)) => (Some(field), value),
            None => (None, token),
        };
        let exact = value.starts_with('=');
        Self { at: start..end, field, exact, value: value.trim_start_matches(['=', '"']).to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_what_stands_at_the_cursor() {
        let check = |typed: &str, at: &str, field: Option<&str>, value: &str| {
            let cursor = typed.find('|').unwrap();
            let typed = typed.replace('|', "");
            let token = Token::at(&typed, cursor);
            assert_eq!(
                (&typed[token.at.clone()], token.field, token.value.as_str()),
                (at, field, value),
                "{typed}"
            );
        };
        check("kub|", "kub", None, "kub");
        check("django -ku|b x", "kub", None, "ku");
        check("(skill:ku|", "skill:ku", Some("skill"), "ku");
        check("skill:=ku|", "skill:=ku", Some("skill"), "ku");
        check("a city:\"São P|", "city:\"São P", Some("city"), "São P");
        check("a city:\"São P|aulo\" b", "city:\"São Paulo\"", Some("city"), "São P");
        check("https:x|", "https:x", None, "https:x");
        check("a |", "", None, "");
        check("|", "", None, "");
    }
}
