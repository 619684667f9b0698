//! A role profile drafted from a job advert that somebody pasted.
//!
//! Headings say what is required and what is welcome (English and German, the commonest of other languages too); each
//! line is cut into clauses, and in each clause skills, groups of which one will do, and years are looked for. Every part
//! of the draft points at the words it came from, and what was not understood is told. It is a draft: a person puts it
//! right before it is kept.

mod asks;
mod head;
mod sections;
mod years;

use candela_extract::Span;
use candela_profile::roles_of_skill;
use candela_skills::SkillsIndex;
use serde::Serialize;

use self::sections::{Clause, Wanted, clauses};
use super::file::{Part, write_with};
use super::{RoleProfile, SkillAsk};
use crate::domains::{domains, domains_named};
use crate::fold::fold;

/// Most bytes of an advert that are read.
const LARGEST_ADVERT: usize = 100_000;

/// A profile read out of an advert.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Draft {
    /// The profile, as far as the advert says it.
    pub role: RoleProfile,
    /// Where each part of it came from, in the order of the advert.
    pub parts: Vec<DraftPart>,
    /// Requirements that were not understood and skills that are named and not asked for, in the order of the advert.
    pub left_out: Vec<LeftOut>,
}

/// One part of a drafted profile.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DraftPart {
    /// What was understood: "must: 3 years of Python".
    pub what: String,
    /// The words of the advert, as a range of it.
    pub at: Span,
    #[serde(skip)]
    part: Part,
}

/// Words of an advert that made no part of the profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// The words, as a range of the advert.
    pub at: Span,
    /// Why they were left out.
    pub why: String,
}

/// Drafts a profile from the text of an advert.
pub fn draft(advert: &str, skills: &SkillsIndex) -> Draft {
    let advert = &advert[..advert.floor_char_boundary(LARGEST_ADVERT)];
    let mut drafting = Drafting {
        advert,
        skills,
        draft: Draft { role: RoleProfile::default(), parts: Vec::new(), left_out: Vec::new() },
    };
    let title = drafting.head();
    for clause in clauses(advert) {
        // The title is read already; a sentence around it may ask for more.
        let is_title = title.is_some_and(|title| title.overlaps(clause.span));
        if !is_title || matches!(clause.wanted, Wanted::Must | Wanted::Nice) && title != Some(clause.span) {
            drafting.clause(&clause);
        }
    }
    drafting.guess_role();
    let mut draft = drafting.draft;
    // The line that gave the place was understood, whatever else it says.
    let place = draft.parts.iter().find(|made| made.part == Part::Place).map(|made| made.at);
    draft.left_out.retain(|left| place.is_none_or(|place| !place.overlaps(left.at)));
    draft.parts.sort_by_key(|part| part.at);
    draft.left_out.sort_by_key(|left| left.at);
    draft
}

impl Draft {
    /// The draft as a role's file, each part under the words it came from, and what was left out at the end.
    pub fn file(&self, advert: &str) -> String {
        let from = |part: Part| {
            let words = self.parts.iter().filter(|made| made.part == part);
            words.map(|made| format!("from the advert: {}", shortened(made.at.of(advert)))).collect()
        };
        let mut file = write_with(&self.role, from);
        if !self.left_out.is_empty() {
            file.push_str("\n# Left out:\n");
        }
        for left in &self.left_out {
            file.push_str(&format!("# - {} ({})\n", shortened(left.at.of(advert)), left.why));
        }
        file
    }
}

/// The words in one line of bearable length.
fn shortened(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(120) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

struct Drafting<'a> {
    advert: &'a str,
    skills: &'a SkillsIndex,
    draft: Draft,
}

impl Drafting<'_> {
    fn push(&mut self, part: Part, at: Span, what: String) {
        self.draft.parts.push(DraftPart { what, at, part });
    }

    fn leave_out(&mut self, at: Span, why: &str) {
        self.draft.left_out.push(LeftOut { at, why: why.to_owned() });
    }

    /// Title, level, kind of work and place; where the title stands.
    fn head(&mut self) -> Option<Span> {
        let title = head::title(self.advert);
        match &title {
            Some(found) => {
                self.draft.role.title.clone_from(&found.title);
                self.push(Part::Title, found.at, format!("title: {}", found.title));
                if let Some(level) = found.level {
                    self.draft.role.level = Some(level);
                    self.push(Part::Level, found.at, format!("level: {}", super::level_title(level)));
                }
                if let [only] = found.roles.as_slice() {
                    self.draft.role.role = Some(*only);
                    self.push(Part::Role, found.at, format!("kind of work: {}", super::role_title(*only)));
                }
            }
            None => "Role from an advert".clone_into(&mut self.draft.role.title),
        }
        if let Some((place, at)) = head::place(self.advert) {
            self.push(Part::Place, at, format!("place: {}", place.in_words()));
            self.draft.role.place = Some(place);
        }
        let title = title?;
        // "Senior Python developer" asks for Python, whether or not a requirement says so again.
        for ask in asks::asks(title.at.of(self.advert), self.skills) {
            self.add(Wanted::Must, ask.ask, title.at);
        }
        Some(title.at)
    }

    fn clause(&mut self, clause: &Clause) {
        let text = clause.span.of(self.advert);
        let found = asks::asks(text, self.skills);
        if asks::is_denied(text) {
            if !found.is_empty() {
                self.leave_out(clause.span, "it is said not to be needed");
            }
            return;
        }
        match clause.wanted {
            Wanted::Must | Wanted::Nice => self.asked(clause, found),
            Wanted::Named if !found.is_empty() => {
                let names: Vec<String> = found.iter().map(|found| found.ask.names()).collect();
                self.leave_out(
                    clause.span,
                    &format!("it names {}, outside what is asked for", names.join(", ")),
                );
            }
            Wanted::Named | Wanted::Nothing => {}
        }
    }

    fn asked(&mut self, clause: &Clause, found: Vec<asks::Found>) {
        let text = clause.span.of(self.advert);
        let plain = fold(text);
        let named = domains_named(&plain).map(|domain| domain.id.clone());
        let by_skill = |found: &asks::Found| {
            let domain =
                domains().find(|domain| found.ask.any.iter().all(|name| domain.skills.contains(name)));
            domain.map(|domain| domain.id.clone())
        };
        let fields: Vec<String> = named.chain(found.iter().filter_map(by_skill)).collect();
        let found: Vec<asks::Found> = found.into_iter().filter(|found| by_skill(found).is_none()).collect();
        let total = years::of_work(text).filter(|_| found.iter().all(|found| found.ask.years.is_none()));
        if found.is_empty() && fields.is_empty() && total.is_none() {
            self.leave_out(clause.span, "no skill, years or field was recognised in it");
        }
        if clause.wanted == Wanted::Nice && !fields.is_empty() {
            self.leave_out(clause.span, "it welcomes a field of business, which a role can only require");
        }
        if let Some(years) = total.filter(|_| clause.wanted == Wanted::Must) {
            let role = &mut self.draft.role;
            role.years = Some(role.years.map_or(years, |before| before.max(years)));
            self.push(Part::Years, clause.span, format!("{years} years of work"));
        }
        for field in fields {
            if clause.wanted == Wanted::Must && !self.draft.role.domains.contains(&field) {
                self.push(Part::Domains, clause.span, format!("field: {field}"));
                self.draft.role.domains.push(field);
            }
        }
        for asks::Found { ask, at } in found {
            let start = clause.span.start + at.start;
            self.add(clause.wanted, ask, Span { start, end: clause.span.start + at.end });
        }
    }

    /// Adds an ask; one that is there already takes the further years and keeps both places.
    fn add(&mut self, wanted: Wanted, ask: SkillAsk, at: Span) {
        let is_must = wanted == Wanted::Must;
        let role = &mut self.draft.role;
        let same = |other: &SkillAsk| other.any == ask.any;
        if !is_must && role.must.iter().any(same) {
            return;
        }
        let (asks, part, word): (_, fn(usize) -> Part, _) = if is_must {
            (&mut role.must, Part::Must, "must")
        } else {
            (&mut role.nice, Part::Nice, "nice to have")
        };
        let nth = match asks.iter().position(same) {
            Some(nth) => {
                asks[nth].years = [asks[nth].years, ask.years].into_iter().flatten().reduce(f32::max);
                asks[nth].last_used = asks[nth].last_used.or(ask.last_used);
                nth
            }
            None => {
                asks.push(ask);
                asks.len() - 1
            }
        };
        let what = format!("{word}: {}", asks[nth].in_words());
        self.push(part(nth), at, what);
    }

    /// The kind of work that the must-haves speak for, when the title names none and they do plainly.
    fn guess_role(&mut self) {
        if self.draft.role.role.is_some() {
            return;
        }
        let mut weights: Vec<(candela_profile::Role, f32)> = Vec::new();
        for name in self.draft.role.must.iter().filter_map(|ask| ask.any.first()) {
            for (role, weight) in roles_of_skill(name, self.skills) {
                match weights.iter_mut().find(|(known, _)| *known == role) {
                    Some((_, sum)) => *sum += weight,
                    None => weights.push((role, weight)),
                }
            }
        }
        weights.sort_by(|a, b| b.1.total_cmp(&a.1));
        let second = weights.get(1).map_or(0.0, |(_, weight)| *weight);
        if let Some((role, _)) =
            weights.first().filter(|(_, weight)| *weight >= 1.0 && *weight >= 1.5 * second)
        {
            self.draft.role.role = Some(*role);
            let at =
                self.draft.parts.iter().find(|made| matches!(made.part, Part::Must(_))).map(|made| made.at);
            let what = format!("kind of work: {}, told by the must-haves", super::role_title(*role));
            self.push(Part::Role, at.unwrap_or_default(), what);
        }
    }
}

#[cfg(test)]
mod tests;
