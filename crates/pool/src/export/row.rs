//! One candidate on the way out.

use candela_profile::{Contact, Employment, SkillUse};
use candela_signals::{Polarity, catalogue};

use super::Column;
use crate::{Blind, Candidate, Triage};

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Empty,
    Number(f64),
    Text(String),
    List(Vec<String>),
}

impl Cell {
    fn of(text: Option<String>) -> Self {
        text.filter(|text| !text.is_empty()).map_or(Self::Empty, Self::Text)
    }

    /// The words of it in one line.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
            Self::List(list) => list.join("; "),
        }
    }
}

/// A candidate with what was decided, covered where the export is blind.
pub(super) struct Row {
    pub(super) candidate: Candidate,
    pub(super) triage: Triage,
    pub(super) blind: Option<Blind>,
}

/// A signal with its title and the words it stands on.
pub(super) struct Told {
    pub(super) title: String,
    pub(super) quotes: Vec<String>,
}

impl Row {
    pub(super) fn new(candidate: Candidate, triage: Triage, blind: Option<Blind>) -> Self {
        Self { candidate, triage, blind }
    }

    /// A text as it may leave.
    pub(super) fn out(&self, text: &str) -> String {
        self.blind.as_ref().map_or_else(|| text.to_owned(), |blind| blind.cover(text))
    }

    /// What the candidate is called: by number in a blind export, and when no name was found.
    pub(super) fn title(&self) -> String {
        let name = self.candidate.profile.name.as_ref().filter(|_| self.blind.is_none());
        name.map_or_else(|| format!("#{}", self.candidate.id), |name| name.value.clone())
    }

    pub(super) fn cell(&self, column: Column) -> Cell {
        let profile = &self.candidate.profile;
        let value = |fact: &Option<candela_profile::Fact<String>>| {
            Cell::of(fact.as_ref().map(|fact| self.out(&fact.value)))
        };
        match column {
            Column::Id => Cell::Number(self.candidate.id.0 as f64),
            Column::Name => Cell::of(profile.name.as_ref().map(|name| name.value.clone())),
            Column::Headline => value(&profile.headline),
            Column::Place => value(&profile.location),
            Column::Years => {
                profile.years_experience.map_or(Cell::Empty, |years| Cell::Number(tenths(years)))
            }
            Column::Skills => self.list(profile.skills.iter().map(skill)),
            Column::Work => Cell::of(profile.employment.first().map(|job| self.out(&employment(job)))),
            Column::Emails => self.contacts(|contact| matches!(contact, Contact::Email(_))),
            Column::Phones => self.contacts(|contact| matches!(contact, Contact::Phone(_))),
            Column::Github => self.contacts(|contact| matches!(contact, Contact::Github(_))),
            Column::Green => self.titles(Polarity::Green),
            Column::Yellow => self.titles(Polarity::Yellow),
            Column::Red => self.titles(Polarity::Red),
            Column::Decision => {
                let decided =
                    self.triage.decided.as_ref().map(|decided| decided.decision).unwrap_or_default();
                Cell::Text(decided.name().to_owned())
            }
            Column::Reason => Cell::of(
                self.triage.decided.as_ref().and_then(|decided| Some(self.out(decided.reason.as_ref()?))),
            ),
            Column::Tags => self.list(self.triage.tags.iter().cloned()),
            Column::Notes => self.list(self.triage.notes.iter().map(|note| note.written.text.clone())),
            Column::File => Cell::Text(self.candidate.resume.path.display().to_string()),
        }
    }

    /// Signals of a colour, in the order of the catalogue.
    pub(super) fn told(&self, polarity: Polarity) -> Vec<Told> {
        let flagged = self.candidate.signals.iter().filter(|flagged| flagged.signal.polarity == polarity);
        flagged
            .map(|flagged| Told {
                title: catalogue()
                    .rule(&flagged.signal.id)
                    .map_or_else(|| flagged.signal.id.replace('_', " "), |rule| rule.title.clone()),
                quotes: flagged
                    .quotes
                    .iter()
                    .filter(|quote| !quote.is_empty())
                    .map(|quote| self.out(quote))
                    .collect(),
            })
            .collect()
    }

    fn titles(&self, polarity: Polarity) -> Cell {
        self.list(self.told(polarity).into_iter().map(|told| told.title))
    }

    fn contacts(&self, wanted: impl Fn(&Contact) -> bool) -> Cell {
        let contacts = self.candidate.profile.contacts.iter().map(|fact| &fact.value);
        self.list(contacts.filter(|contact| wanted(contact)).map(|contact| match contact {
            Contact::Email(value) | Contact::Phone(value) | Contact::Github(value) | Contact::Link(value) => {
                value.clone()
            }
        }))
    }

    fn list(&self, values: impl Iterator<Item = String>) -> Cell {
        let values: Vec<_> = values.map(|value| self.out(&value)).collect();
        if values.is_empty() { Cell::Empty } else { Cell::List(values) }
    }
}

/// Years to a tenth, without the tail that a wider number would show.
fn tenths(years: f32) -> f64 {
    (f64::from(years) * 10.0).round() / 10.0
}

/// "Django 4.2 y", or the name alone.
pub(super) fn skill(used: &SkillUse) -> String {
    used.years.map_or_else(|| used.skill.clone(), |years| format!("{} {years:.1} y", used.skill))
}

/// "Developer, Example Freight".
pub(super) fn employment(job: &Employment) -> String {
    let parts = [job.title.as_ref(), job.company.as_ref()];
    parts.into_iter().flatten().map(|fact| fact.value.as_str()).collect::<Vec<_>>().join(", ")
}
