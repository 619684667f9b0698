//! The facts of a candidate in the wire's words.

use candela_extract::Span;
use candela_pool::{Change, Correction, Stay};
use candela_profile::{
    Absence, Contact, DegreeLevel, Education, Employment, Fact, Level, LevelStep, NameSource, Present,
    PresentBasis, Profile, Role, RoleShare, SkillPlace, SkillUse, SpokenLanguage, SpokenLevel, YearMonth,
};

use crate::marks::Marker;
use crate::wire;

/// What turns facts into the wire's words: where their words stand, and what was put right by hand.
pub(crate) struct Teller<'a> {
    pub(crate) marker: &'a Marker<'a>,
    /// Those that hold, in the order they were made.
    pub(crate) corrections: &'a [Correction],
}

impl Teller<'_> {
    /// Everything but what the head of the panel says.
    pub(crate) fn facts(&self, profile: &Profile) -> wire::Facts {
        let span_of = |fact: Option<&Fact<String>>| self.mark(fact.and_then(|fact| fact.span));
        wire::Facts {
            name_source: profile.name_source.map(name_source),
            name: span_of(profile.name.as_ref()),
            other_name: profile.name_other_script.as_ref().map(|name| self.named(name)),
            headline: span_of(profile.headline.as_ref()),
            place: span_of(profile.location.as_ref()),
            country: profile.place.as_ref().and_then(|place| place.country.clone()),
            written_in: profile.language.clone(),
            present: profile.present.map(present),
            roles: profile.roles.iter().map(|share| self.role(share)).collect(),
            level: profile.level.map(level),
            degree: profile
                .degree
                .as_ref()
                .map(|fact| wire::Degree { level: degree(fact.value), mark: self.mark(fact.span) }),
            languages: profile.languages.iter().map(|language| self.spoken(language)).collect(),
            certificates: profile.certificates.iter().map(|fact| self.certificate(fact)).collect(),
            employment: profile.employment.iter().map(|job| self.employment(job)).collect(),
            education: profile.education.iter().map(|study| self.education(study)).collect(),
            skills: profile.skills.iter().map(|used| self.skill(used)).collect(),
            absent: profile.absent.iter().map(|absence| self.absence(absence)).collect(),
            taken_away: self.taken_away(profile),
        }
    }

    /// A contact with its words.
    pub(crate) fn contact(&self, fact: &Fact<Contact>) -> wire::Contact {
        let wire::ContactValue { kind, value } = contact_value(&fact.value);
        let corrected = self
            .made(|change| matches!(change, Change::AddContact { contact, .. } if *contact == fact.value));
        wire::Contact { kind, value, mark: self.mark(fact.span), corrected }
    }

    /// Where words stand; nowhere for what was given by hand.
    fn mark(&self, span: Option<Span>) -> Option<wire::Mark> {
        span.filter(|span| span.start < span.end).map(|span| self.marker.mark(span.range()))
    }

    fn marks(&self, spans: &[Span]) -> Vec<wire::Mark> {
        spans.iter().filter_map(|span| self.mark(Some(*span))).collect()
    }

    /// The last of the corrections that hold and are such a change.
    fn made(&self, is_it: impl Fn(&Change) -> bool) -> Option<wire::ByHand> {
        self.corrections.iter().rev().find(|made| is_it(&made.change)).and_then(by_hand)
    }

    fn named(&self, fact: &Fact<String>) -> wire::Named {
        wire::Named { value: fact.value.clone(), mark: self.mark(fact.span), corrected: None }
    }

    fn certificate(&self, fact: &Fact<String>) -> wire::Named {
        let corrected = self.made(
            |change| matches!(change, Change::AddCertificate { certificate, .. } if *certificate == fact.value),
        );
        wire::Named { corrected, ..self.named(fact) }
    }

    fn role(&self, share: &RoleShare) -> wire::RoleShare {
        wire::RoleShare {
            role: role(share.role),
            share: share.share,
            years: share.years,
            marks: self.marks(&share.evidence),
        }
    }

    fn spoken(&self, language: &SpokenLanguage) -> wire::Spoken {
        wire::Spoken {
            code: language.code.clone(),
            level: language.level.map(spoken_level),
            mark: self.mark(Some(language.span)),
            corrected: self
                .made(|change| matches!(change, Change::AddLanguage { code, .. } if *code == language.code)),
        }
    }

    fn employment(&self, job: &Employment) -> wire::Entry {
        let shown = Stay::of_employment(job);
        let corrected =
            self.made(|change| matches!(change, Change::AddEmployment { stay, .. } if is(stay, &shown)));
        wire::Entry {
            stay: stay(&shown),
            place_mark: self.mark(job.company.as_ref().and_then(|fact| fact.span)),
            title_mark: self.mark(job.title.as_ref().and_then(|fact| fact.span)),
            dates_mark: self.mark(job.dates),
            corrected,
        }
    }

    fn education(&self, study: &Education) -> wire::Entry {
        let shown = Stay::of_education(study);
        let corrected =
            self.made(|change| matches!(change, Change::AddEducation { stay, .. } if is(stay, &shown)));
        wire::Entry {
            stay: stay(&shown),
            place_mark: self.mark(study.school.as_ref().and_then(|fact| fact.span)),
            title_mark: self.mark(study.degree.as_ref().and_then(|fact| fact.span)),
            dates_mark: self.mark(study.dates),
            corrected,
        }
    }

    fn skill(&self, used: &SkillUse) -> wire::SkillUse {
        wire::SkillUse {
            name: used.skill.clone(),
            years: used.years,
            last_used: used.last_used.map(year_month),
            place: match used.place {
                SkillPlace::Work => wire::SkillPlace::Work,
                SkillPlace::Project => wire::SkillPlace::Project,
                SkillPlace::List => wire::SkillPlace::List,
            },
            marks: self.marks(&used.mentions),
            corrected: self
                .made(|change| matches!(change, Change::AddSkill { skill, .. } if *skill == used.skill)),
        }
    }

    fn absence(&self, absence: &Absence) -> wire::Absence {
        wire::Absence {
            what: absence.what.clone(),
            reason: absence.reason.clone(),
            mark: self.mark(absence.span),
        }
    }

    /// What was said to be none, and was not added again since.
    fn taken_away(&self, profile: &Profile) -> Vec<wire::TakenAway> {
        let mut taken: Vec<wire::TakenAway> = Vec::new();
        for made in self.corrections {
            let (what, value, is_back) = match &made.change {
                Change::RemoveContact { contact } => (
                    wire::FactKind::Contact,
                    contact_value(contact).value,
                    profile.contacts.iter().any(|fact| fact.value == *contact),
                ),
                Change::RemoveSkill { skill } => (
                    wire::FactKind::Skill,
                    skill.clone(),
                    profile.skills.iter().any(|used| used.skill == *skill),
                ),
                Change::RemoveLanguage { code } => (
                    wire::FactKind::Language,
                    code.clone(),
                    profile.languages.iter().any(|language| language.code == *code),
                ),
                Change::RemoveCertificate { certificate } => (
                    wire::FactKind::Certificate,
                    certificate.clone(),
                    profile.certificates.iter().any(|fact| fact.value == *certificate),
                ),
                Change::RemoveEmployment { stay } => (
                    wire::FactKind::Employment,
                    in_words(stay),
                    profile.employment.iter().any(|job| is(&Stay::of_employment(job), stay)),
                ),
                Change::RemoveEducation { stay } => (
                    wire::FactKind::Education,
                    in_words(stay),
                    profile.education.iter().any(|study| is(&Stay::of_education(study), stay)),
                ),
                _ => continue,
            };
            if let (false, Some(by)) = (is_back, by_hand(made)) {
                taken.retain(|earlier| (earlier.what, &earlier.value) != (what, &value));
                taken.push(wire::TakenAway { what, value, by });
            }
        }
        taken
    }
}

/// A correction as the page takes it back; nothing for a number that a page cannot hold.
pub(crate) fn by_hand(made: &Correction) -> Option<wire::ByHand> {
    let correction = u32::try_from(made.id.0).ok()?;
    Some(wire::ByHand { correction, author: made.author.clone() })
}

/// "Developer, Acme, 2019-03": as much as is known.
fn in_words(stay: &Stay) -> String {
    let start = stay.start.map(|start| start.to_string());
    let parts = [stay.title.as_deref(), stay.place.as_deref(), start.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Whether both are the same stay; where the work was done tells none from another.
fn is(one: &Stay, other: &Stay) -> bool {
    Stay { location: None, ..one.clone() } == Stay { location: None, ..other.clone() }
}

pub(crate) fn contact_value(contact: &Contact) -> wire::ContactValue {
    let (kind, value) = match contact {
        Contact::Email(address) => (wire::ContactKind::Email, address),
        Contact::Phone(number) => (wire::ContactKind::Phone, number),
        Contact::Github(login) => (wire::ContactKind::Github, login),
        Contact::Link(address) => (wire::ContactKind::Link, address),
    };
    wire::ContactValue { kind, value: value.clone() }
}

fn stay(stay: &Stay) -> wire::Stay {
    wire::Stay {
        place: stay.place.clone(),
        title: stay.title.clone(),
        location: stay.location.clone(),
        start: stay.start.map(year_month),
        end: stay.end.map(year_month),
        current: stay.current,
    }
}

fn year_month(YearMonth { year, month }: YearMonth) -> wire::YearMonth {
    wire::YearMonth { year, month }
}

fn level(level: Level) -> wire::Level {
    let Level { step, years, months, internship_months } = level;
    let step = match step {
        LevelStep::Junior => wire::LevelStep::Junior,
        LevelStep::Mid => wire::LevelStep::Mid,
        LevelStep::Senior => wire::LevelStep::Senior,
    };
    wire::Level { step, years, months, internship_months }
}

fn present(present: Present) -> wire::Present {
    let basis = match present.basis {
        PresentBasis::Given => wire::PresentBasis::Given,
        PresentBasis::LastChange => wire::PresentBasis::LastChange,
        PresentBasis::NewestDate => wire::PresentBasis::NewestDate,
        PresentBasis::Read => wire::PresentBasis::Read,
    };
    wire::Present { date: present.date.to_string(), basis }
}

fn name_source(source: NameSource) -> wire::NameSource {
    match source {
        NameSource::Confirmed => wire::NameSource::Confirmed,
        NameSource::Page => wire::NameSource::Page,
        NameSource::FileName => wire::NameSource::FileName,
        NameSource::Email => wire::NameSource::Email,
    }
}

fn role(role: Role) -> wire::Role {
    match role {
        Role::Backend => wire::Role::Backend,
        Role::Frontend => wire::Role::Frontend,
        Role::Data => wire::Role::Data,
        Role::MlAi => wire::Role::MlAi,
        Role::Devops => wire::Role::Devops,
        Role::Automation => wire::Role::Automation,
        Role::Mobile => wire::Role::Mobile,
        Role::Embedded => wire::Role::Embedded,
        Role::Quality => wire::Role::Quality,
        Role::Security => wire::Role::Security,
        Role::Games => wire::Role::Games,
    }
}

fn degree(level: DegreeLevel) -> wire::DegreeLevel {
    match level {
        DegreeLevel::School => wire::DegreeLevel::School,
        DegreeLevel::Vocational => wire::DegreeLevel::Vocational,
        DegreeLevel::Bachelor => wire::DegreeLevel::Bachelor,
        DegreeLevel::Master => wire::DegreeLevel::Master,
        DegreeLevel::Doctorate => wire::DegreeLevel::Doctorate,
    }
}

fn spoken_level(level: SpokenLevel) -> wire::SpokenLevel {
    match level {
        SpokenLevel::A1 => wire::SpokenLevel::A1,
        SpokenLevel::A2 => wire::SpokenLevel::A2,
        SpokenLevel::B1 => wire::SpokenLevel::B1,
        SpokenLevel::B2 => wire::SpokenLevel::B2,
        SpokenLevel::C1 => wire::SpokenLevel::C1,
        SpokenLevel::C2 => wire::SpokenLevel::C2,
        SpokenLevel::Native => wire::SpokenLevel::Native,
    }
}
