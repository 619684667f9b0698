//! The values of facets: how they are said, and the part of a query that asks for each.

use super::{Choice, Facet, Tally};
use crate::columns::YEAR_BANDS;
use crate::query::{
    ChoiceField, Comparison, How, Imported, Leaf, NamedField, Node, SkillAsk, TextField, english,
};
use crate::schema::{FACT, value_key};

/// Times since an import, as asked and as said; each holds those before it.
pub(crate) const AGES: [(&str, &str); 4] = [
    ("<1d", "today"),
    ("<7d", "last 7 days"),
    ("<30d", "last 30 days"),
    (">=30d", "30 days ago and earlier"),
];

/// A value in words.
pub(super) fn said(facet: Facet, name: &str) -> String {
    match facet {
        Facet::Years => {
            let at = YEAR_BANDS.iter().position(|from| from.to_string() == name);
            match at.map(|at| (YEAR_BANDS[at], YEAR_BANDS.get(at + 1))) {
                Some((from, Some(next))) if next - from == 1.0 => format!("{from}"),
                Some((from, Some(next))) => format!("{from}–{}", next - 1.0),
                Some((from, None)) => format!("{from} and more"),
                None => name.to_owned(),
            }
        }
        Facet::Imported => {
            AGES.iter().find(|(age, _)| *age == name).map_or(name, |(_, said)| said).to_owned()
        }
        Facet::Language => english(name),
        Facet::Flag => flag_of(name).replace('_', " "),
        Facet::Role => name.replace('_', " "),
        Facet::Skill
        | Facet::Level
        | Facet::City
        | Facet::Decision
        | Facet::Tag
        | Facet::Folder
        | Facet::Has => name.to_owned(),
    }
}

fn flag_of(name: &str) -> &str {
    name.strip_prefix(FACT).unwrap_or(name)
}

/// The part of a query that keeps just a value.
pub(super) fn clause_of(facet: Facet, name: &str) -> String {
    let owned = || name.replace('"', "");
    let choice = |field: ChoiceField| {
        field.values().iter().find(|value| **value == name).map(|value| Leaf::Choice(field, value))
    };
    let leaf = match facet {
        Facet::Skill => {
            Some(Leaf::Skill(SkillAsk { name: owned(), exact: true, years: None, last_used: None }))
        }
        Facet::Role => choice(ChoiceField::Role),
        Facet::Level => choice(ChoiceField::Level),
        Facet::Decision => choice(ChoiceField::Decision),
        Facet::Has => choice(ChoiceField::Has),
        Facet::Years => band(name).map(Leaf::Years),
        Facet::City => Some(Leaf::Field { field: TextField::City, text: owned(), how: How::Whole }),
        Facet::Flag => Some(Leaf::Named(NamedField::Flag, flag_of(name).to_owned())),
        Facet::Tag => Some(Leaf::Named(NamedField::Tag, owned())),
        Facet::Folder => Some(Leaf::Named(NamedField::Folder, owned())),
        Facet::Imported => None,
        Facet::Language => Some(Leaf::Language { code: owned(), least: None }),
    };
    leaf.map_or_else(|| format!("{}:{name}", facet.name()), |leaf| leaf.to_string())
}

fn band(name: &str) -> Option<Comparison> {
    let at = YEAR_BANDS.iter().position(|from| from.to_string() == name)?;
    let from = YEAR_BANDS[at];
    Some(match YEAR_BANDS.get(at + 1) {
        Some(next) if next - from == 1.0 => Comparison::About(from),
        // Years have two decimals.
        Some(next) => Comparison::Between(from, next - 0.01),
        None => Comparison::AtLeast(from),
    })
}

/// Says of each value whether the query asks for it or excludes it, and adds those that it speaks of and that are missing.
pub(super) fn add_chosen(facet: Facet, counts: &[(&str, u64)], members: &[&Node], tallies: &mut Vec<Tally>) {
    for member in members {
        let (node, choice) = match member {
            Node::Not(inner) => (inner.as_ref(), Choice::Excluded),
            node => (*node, Choice::Asked),
        };
        let Some((_, leaves)) = Facet::chosen(node).filter(|(of, _)| *of == facet) else { continue };
        for leaf in leaves {
            let clause = leaf.to_string();
            let known = tallies.iter_mut().find(|tally| value_key(&tally.clause) == value_key(&clause));
            match known {
                Some(tally) => tally.chosen = choice,
                None => {
                    let count = |name: &str| value_key(&clause_of(facet, name)) == value_key(&clause);
                    let held = counts.iter().find(|(name, _)| count(name));
                    tallies.push(Tally {
                        value: held.map_or_else(|| told(leaf), |(name, _)| said(facet, name)),
                        count: held.map_or(0, |(_, count)| *count),
                        clause,
                        chosen: choice,
                    });
                }
            }
        }
    }
}

/// A chosen value that is none of the facet's own, such as `years:>=4`.
fn told(leaf: &Leaf) -> String {
    let text = leaf.to_string();
    match leaf {
        Leaf::Imported(Imported::Ago { .. } | Imported::Days { .. }) | Leaf::Years(_) => {
            text.split_once(':').map_or(text.clone(), |(_, value)| value.to_owned())
        }
        Leaf::Skill(skill) => skill.name.clone(),
        Leaf::Field { text, .. } => text.clone(),
        Leaf::Named(NamedField::Flag, id) => id.replace('_', " "),
        Leaf::Named(_, name) => name.clone(),
        Leaf::Choice(_, value) => value.replace('_', " "),
        Leaf::Language { code, .. } => english(code),
        Leaf::Word(_) | Leaf::Phrase { .. } | Leaf::Id(_) => text,
    }
}
