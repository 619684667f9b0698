//! Queries made of a person's or a role's skills: "more like this" is a query like any other, and can be read and changed.

use crate::entry::{Entry, EntrySkill};
use crate::query::{ChoiceField, Leaf, Node, Query, SkillAsk, Wish};
use crate::skill_use::SkillUse;

/// Skills of a candidate that others must have at least one of, and of those the ones wished for.
const SKILLS_ASKED: usize = 8;
const SKILLS_WISHED: usize = 6;
/// So many skills are strongly wished for.
const SKILLS_FIRST: usize = 3;

impl Query {
    /// Others like this one, by their skills and kind of work; name, place and school have no part in it.
    pub fn more_like(entry: &Entry) -> Self {
        let mut skills: Vec<&EntrySkill> = entry.skills.iter().collect();
        skills.sort_by_key(|skill| (std::cmp::Reverse(SkillUse::of(skill).points()), skill.name.as_str()));
        let ask = |skill: &&EntrySkill| {
            let ask =
                SkillAsk { name: skill.name.replace('"', ""), exact: true, years: None, last_used: None };
            Node::leaf(Leaf::Skill(ask))
        };
        let asked: Vec<Node> = skills.iter().take(SKILLS_ASKED).map(ask).collect();
        let wish = |(at, skill): (usize, &&EntrySkill)| {
            let wish = if at < SKILLS_FIRST { Wish::Strong } else { Wish::Weak };
            Node::Wish(wish, Box::new(ask(skill)))
        };
        let wished = skills.iter().take(SKILLS_WISHED).enumerate().map(wish);
        let role = entry.roles.first().and_then(|role| {
            let known = ChoiceField::Role.values().iter().find(|known| *known == role)?;
            Some(Node::leaf(Leaf::Choice(ChoiceField::Role, known)))
        });
        let mut members = Vec::new();
        match (asked.is_empty(), &role) {
            (false, _) => members.push(Node::any(asked)),
            (true, Some(role)) => members.push(role.clone()),
            (true, None) => {}
        }
        members.extend(wished);
        members.extend(role.map(|role| Node::Wish(Wish::Weak, Box::new(role))));
        members.push(Node::leaf(Leaf::Id(entry.id)).not());
        Self { root: Node::all(members) }
    }
}

#[cfg(test)]
mod tests {
    use crate::Place;

    use super::*;

    fn skill(name: &str, place: Place, years: Option<f32>) -> EntrySkill {
        EntrySkill { name: name.to_owned(), place, years, last_used_year: years.map(|_| 2026) }
    }

    #[test]
    fn the_skills_used_most_are_wished_for() {
        let entry = Entry {
            id: 7,
            name: Some("Ilse Marander".to_owned()),
            location: Some("Ghent".to_owned()),
            skills: vec![
                skill("Docker", Place::List, None),
                skill("Django", Place::Work, Some(6.0)),
                skill("Spring Boot", Place::Work, Some(1.0)),
                skill("Kafka", Place::Project, None),
            ],
            roles: vec!["backend".to_owned(), "data".to_owned()],
            ..Entry::default()
        };
        let query = Query::more_like(&entry);
        let expected = "(skill:=Django OR skill:=\"Spring Boot\" OR skill:=Kafka OR skill:=Docker) \
            ^skill:=Django ^skill:=\"Spring Boot\" ^skill:=Kafka %skill:=Docker %role:backend -id:7";
        assert_eq!(query.to_string(), expected);
        assert_eq!(Query::parse(expected), Ok(query));
    }

    #[test]
    fn who_has_no_skill_is_like_others_of_the_same_role() {
        let entry = Entry { id: 7, roles: vec!["data".to_owned()], ..Entry::default() };
        assert_eq!(Query::more_like(&entry).to_string(), "role:data %role:data -id:7");
        assert_eq!(Query::more_like(&Entry { id: 7, ..Entry::default() }).to_string(), "-id:7");
    }
}
