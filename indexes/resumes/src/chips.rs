//! A query as chips, and what a mouse can do to it. Every change is made to the query and printed back, so that the text in the
//! field and the chips are always the same query.

use std::ops::Range;

use candela_skills::SkillsIndex;

use crate::facets::{Choice, Facet};
use crate::plan::skill_words;
use crate::query::{Node, Query, QueryError, Wish};
use crate::schema::value_key;
use crate::search::members_of;

/// A part of a query that must hold beside the others, as one thing to click on.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    /// In canonical form, without its sign.
    pub text: String,
    /// The bytes of the typed query that it was read from, without sign and parentheses.
    pub at: Range<usize>,
    /// How it is meant.
    pub sign: Sign,
    /// The alternatives of an `OR`, in canonical form; one where there is no `OR`.
    pub alternatives: Vec<String>,
    /// The facet that it chooses values of.
    pub facet: Option<Facet>,
}

/// How a part of a query is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Who does not match is not listed.
    Asked,
    /// `-`: who matches is not listed.
    Excluded,
    /// `^`: strongly wanted.
    Strong,
    /// `%`: wanted.
    Weak,
}

/// A change to a query. Chips are counted from 0; one that is not there is left alone.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Asks for more: a part, or a whole query, as for a search within the results.
    Add {
        /// As typed.
        text: String,
    },
    /// Takes a chip out.
    Remove {
        /// Which.
        chip: usize,
    },
    /// Takes one alternative out of a chip.
    RemoveAlternative {
        /// Which chip.
        chip: usize,
        /// Which of its alternatives.
        alternative: usize,
    },
    /// Gives a chip another sign.
    Sign {
        /// Which.
        chip: usize,
        /// The sign it gets.
        sign: Sign,
    },
    /// Makes several chips one: any of them will do.
    Or {
        /// Which; at the place of the first of them the new one stands.
        chips: Vec<usize>,
    },
    /// Makes the alternatives of a chip chips of their own, all of which must hold.
    Apart {
        /// Which.
        chip: usize,
    },
    /// Chooses a value of a facet, excludes it, or lets go of it. Chosen values of one facet are alternatives.
    Choose {
        /// As told with its count.
        clause: String,
        /// What is to hold for it.
        choice: Choice,
    },
}

impl Query {
    /// The parts that must hold, one after another. Plain words that name one skill together are one chip.
    pub fn chips(&self) -> Vec<Chip> {
        parts(&self.root).iter().map(chip).collect()
    }

    /// The query with a change made to it.
    ///
    /// # Errors
    /// When what is added is no query, or the change makes none: a wish cannot be an alternative, and a place cannot be wished for.
    pub fn edited(&self, edit: &Edit) -> Result<Self, QueryError> {
        let mut parts = parts(&self.root);
        match edit {
            Edit::Add { text } => parts.push(Self::parse(text)?.root),
            Edit::Remove { chip } => drop(take(&mut parts, *chip)),
            Edit::RemoveAlternative { chip, alternative } => {
                if let Some(part) = parts.get_mut(*chip) {
                    let (sign, mut alternatives) = opened(part);
                    drop(take(&mut alternatives, *alternative));
                    *part = signed(sign, Node::any(alternatives));
                }
            }
            Edit::Sign { chip, sign } => {
                if let Some(part) = parts.get_mut(*chip) {
                    *part = signed(*sign, Node::any(opened(part).1));
                }
            }
            Edit::Or { chips } => join(&mut parts, chips),
            Edit::Apart { chip } => {
                if let Some(part) = take(&mut parts, *chip) {
                    let (sign, alternatives) = opened(&part);
                    let apart = alternatives.into_iter().map(|alternative| signed(sign, alternative));
                    parts.splice(*chip..*chip, apart);
                }
            }
            Edit::Choose { clause, choice } => choose(&mut parts, clause, *choice)?,
        }
        // What was put together may be no query: the parser says what is wrong with it.
        Self::parse(&Node::all(parts).to_string())
    }
}

/// The parts of a query, plain words of one skill together.
fn parts(root: &Node) -> Vec<Node> {
    let members: Vec<Node> = members_of(root).into_iter().cloned().collect();
    let mut parts = Vec::new();
    let mut rest = members.as_slice();
    while !rest.is_empty() {
        let (first, others) = rest.split_at(skill_words(rest, SkillsIndex::bundled()).max(1));
        parts.push(Node::all(first.to_vec()));
        rest = others;
    }
    parts
}

fn chip(part: &Node) -> Chip {
    let (sign, alternatives) = opened(part);
    let inner = Node::any(alternatives.clone());
    Chip {
        text: inner.to_string(),
        at: part.at().unwrap_or_default(),
        sign,
        alternatives: alternatives.iter().map(ToString::to_string).collect(),
        facet: Facet::chosen(&inner).map(|(facet, _)| facet),
    }
}

/// The sign of a part, and what stands behind it.
fn opened(part: &Node) -> (Sign, Vec<Node>) {
    let (sign, inner) = match part {
        Node::Not(inner) => (Sign::Excluded, inner.as_ref()),
        Node::Wish(Wish::Strong, inner) => (Sign::Strong, inner.as_ref()),
        Node::Wish(Wish::Weak, inner) => (Sign::Weak, inner.as_ref()),
        Node::All(_) | Node::Any(_) | Node::Leaf(..) => (Sign::Asked, part),
    };
    let alternatives = match inner {
        Node::Any(members) => members.clone(),
        other => vec![other.clone()],
    };
    (sign, alternatives)
}

/// A part with its sign; nothing needs none.
fn signed(sign: Sign, inner: Node) -> Node {
    if matches!(&inner, Node::All(members) | Node::Any(members) if members.is_empty()) {
        return Node::All(Vec::new());
    }
    match sign {
        Sign::Asked => inner,
        Sign::Excluded => inner.not(),
        Sign::Strong => Node::Wish(Wish::Strong, Box::new(inner)),
        Sign::Weak => Node::Wish(Wish::Weak, Box::new(inner)),
    }
}

fn take<T>(parts: &mut Vec<T>, at: usize) -> Option<T> {
    (at < parts.len()).then(|| parts.remove(at))
}

fn join(parts: &mut Vec<Node>, chips: &[usize]) {
    let is_joined = |at: &usize| chips.contains(at) && *at < parts.len();
    let Some(first) = (0..parts.len()).find(is_joined) else { return };
    let joined: Vec<Node> = (0..parts.len()).filter(is_joined).map(|at| parts[at].clone()).collect();
    let mut at = 0;
    parts.retain(|_| {
        at += 1;
        !chips.contains(&(at - 1))
    });
    parts.insert(first, Node::any(joined));
}

fn choose(parts: &mut Vec<Node>, clause: &str, choice: Choice) -> Result<(), QueryError> {
    let value = Query::parse(clause)?.root;
    let facet = Facet::chosen(&value).map(|(facet, _)| facet);
    let of_facet = |node: &Node| facet.is_some() && Facet::chosen(node).map(|(facet, _)| facet) == facet;
    let is_value = |node: &Node| value_key(&node.to_string()) == value_key(&value.to_string());
    // The value goes from wherever the facet speaks of it.
    for part in parts.iter_mut() {
        let (sign, mut alternatives) = opened(part);
        if matches!(sign, Sign::Asked | Sign::Excluded) && alternatives.iter().any(is_value) {
            alternatives.retain(|alternative| !is_value(alternative));
            *part = signed(sign, Node::any(alternatives));
        }
    }
    parts.retain(|part| !matches!(part, Node::All(members) if members.is_empty()));
    match choice {
        Choice::Open => {}
        Choice::Excluded => parts.push(value.not()),
        Choice::Asked => match parts.iter_mut().find(|part| of_facet(part)) {
            Some(part) => *part = Node::any(vec![part.clone(), value]),
            None => parts.push(value),
        },
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chips(typed: &str) -> Vec<String> {
        let shown = |chip: Chip| {
            let sign = match chip.sign {
                Sign::Asked => "",
                Sign::Excluded => "-",
                Sign::Strong => "^",
                Sign::Weak => "%",
            };
            format!("{sign}[{}] {}", chip.alternatives.join(" | "), &typed[chip.at])
        };
        Query::parse(typed).unwrap().chips().into_iter().map(shown).collect()
    }

    #[test]
    fn a_query_is_a_row_of_chips() {
        let check = |typed: &str, expected: &[&str]| assert_eq!(chips(typed), expected, "{typed}");
        check("", &[]);
        check("machine learning django", &["[machine learning] machine learning", "[django] django"]);
        check("(react OR vue) -php", &["[react | vue] react OR vue", "-[php] php"]);
        check("^(aws  gcp) %rust", &["^[aws gcp] aws  gcp", "%[rust] rust"]);
        check("a1 b1 OR c1", &["[a1 b1 | c1] a1 b1 OR c1"]);
        check("-(years:>=4 OR  has:email)", &["-[years:>=4 | has:email] years:>=4 OR  has:email"]);
    }

    fn check(typed: &str, edit: &Edit, expected: &str) {
        assert_eq!(
            Query::parse(typed).unwrap().edited(edit).unwrap().to_string(),
            expected,
            "{typed}: {edit:?}"
        );
    }

    #[test]
    fn chips_are_added_removed_and_signed() {
        let add = |text: &str| Edit::Add { text: text.to_owned() };
        check("", &add("django"), "django");
        check("a1 OR b1", &add("c1"), "(a1 OR b1) c1");
        check("a1", &add("b1 OR c1"), "a1 (b1 OR c1)");
        check("a1 b1", &Edit::Remove { chip: 0 }, "b1");
        check("a1 b1", &Edit::Remove { chip: 7 }, "a1 b1");
        check("a1", &Edit::Remove { chip: 0 }, "");
        check("a1 (b1 OR c1)", &Edit::RemoveAlternative { chip: 1, alternative: 0 }, "a1 c1");
        check("machine learning x1", &Edit::Sign { chip: 0, sign: Sign::Excluded }, "-(machine learning) x1");
        check("-(b1 OR c1)", &Edit::Sign { chip: 0, sign: Sign::Asked }, "b1 OR c1");
        check("a1 -b1", &Edit::Sign { chip: 1, sign: Sign::Weak }, "a1 %b1");
    }

    #[test]
    fn chips_are_grouped_and_taken_apart() {
        check("a1 b1 c1 d1", &Edit::Or { chips: vec![3, 1] }, "a1 (b1 OR d1) c1");
        check("a1 (b1 OR c1)", &Edit::Or { chips: vec![0, 1] }, "a1 OR b1 OR c1");
        check("a1 (b1 OR c1) d1", &Edit::Apart { chip: 1 }, "a1 b1 c1 d1");
    }

    #[test]
    fn values_of_a_facet_are_alternatives() {
        let choose = |clause: &str, choice| Edit::Choose { clause: clause.to_owned(), choice };
        check("django", &choose("role:data", Choice::Asked), "django role:data");
        check(
            "role:data django",
            &choose("role:backend", Choice::Asked),
            "(role:data OR role:backend) django",
        );
        check("(role:data OR role:backend)", &choose("role:data", Choice::Open), "role:backend");
        check("role:data x1", &choose("role:data", Choice::Excluded), "x1 -role:data");
        check("-role:data", &choose("role:data", Choice::Asked), "role:data");
        check("-role:data", &choose("role:data", Choice::Open), "");
        check("skill:=Go", &choose("city:=\"São Paulo\"", Choice::Asked), "skill:=Go city:=\"São Paulo\"");
    }

    #[test]
    fn a_change_that_makes_no_query_is_refused() {
        let query = Query::parse("city:york ^rust go").unwrap();
        assert!(query.edited(&Edit::Sign { chip: 0, sign: Sign::Strong }).is_err());
        assert!(query.edited(&Edit::Or { chips: vec![1, 2] }).is_err());
        assert!(query.edited(&Edit::Add { text: "(".to_owned() }).is_err());
    }
}
