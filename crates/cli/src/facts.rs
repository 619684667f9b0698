//! The facts of a candidate in lines, each with the words that it was read from.

use candela_extract::{DocumentText, Span};
use candela_profile::{
    Contact, Education, Employment, Fact, LinkKind, NameSource, PresentBasis, Profile, SkillUse, YearMonth,
    language_name,
};

use crate::printable::{one_line, word};

/// Words of evidence longer than this are cut.
const MOST_LETTERS: usize = 90;

/// Label and value of every fact, in the order they are shown.
pub(crate) fn facts(profile: &Profile, document: &DocumentText) -> Vec<(&'static str, String)> {
    let page = Pages { document };
    let mut rows: Vec<(&'static str, String)> = Vec::new();
    rows.extend(profile.name.iter().map(|name| ("name", page.name(name, profile.name_source))));
    rows.extend(profile.name_other_script.iter().map(|name| ("also", page.fact(name))));
    rows.extend(profile.headline.iter().map(|headline| ("headline", page.fact(headline))));
    rows.extend(profile.location.iter().map(|place| ("lives in", page.location(place, profile))));
    rows.extend(profile.contacts.iter().map(|contact| page.contact(contact)));
    rows.extend(profile.language.iter().map(|code| ("written in", name_of_language(code))));
    rows.extend(profile.years_experience.map(|years| ("experience", experience(years, profile))));
    rows.extend(profile.employment.iter().map(|job| ("work", page.employment(job))));
    rows.extend(profile.education.iter().map(|study| ("education", page.education(study))));
    rows.extend(
        profile.degree.iter().map(|degree| ("degree", page.with_words(word(degree.value), degree.span))),
    );
    rows.extend(profile.certificates.iter().map(|certificate| ("certificate", page.fact(certificate))));
    rows.extend(profile.languages.iter().map(|spoken| {
        let level = spoken.level.map(|level| format!(" ({})", word(level))).unwrap_or_default();
        let span = Some(spoken.span).filter(|span| !span.range().is_empty());
        ("speaks", page.with_words(format!("{}{level}", name_of_language(&spoken.code)), span))
    }));
    rows.extend(profile.roles.iter().map(|share| {
        let words: Vec<String> = share.evidence.iter().take(5).map(|span| page.words(*span)).collect();
        let told =
            if words.is_empty() { String::new() } else { format!(": “{}”", words.join("”, “")) };
        ("role", format!("{} {:.0} %{told}", word(share.role), share.share * 100.0))
    }));
    rows.extend(
        profile.level.map(|level| {
            ("level", format!("{} ({:.1} years of development)", word(level.step), level.years))
        }),
    );
    rows.extend(profile.skills.iter().map(|used| ("skill", page.skill(used))));
    rows.extend(profile.absent.iter().map(|absence| {
        let reason = format!("{}: {}", absence.what.replace('_', " "), absence.reason);
        ("absent", absence.span.map_or(reason.clone(), |span| page.with_words(reason, Some(span))))
    }));
    rows
}

fn experience(years: f32, profile: &Profile) -> String {
    let present = profile.present.map(|present| {
        let basis = match present.basis {
            PresentBasis::Given => "as was asked",
            PresentBasis::LastChange => "the last change of the file",
            PresentBasis::NewestDate => "the newest date in the text",
            PresentBasis::Read => "the day it was read",
        };
        format!(" (“present” is {}, {basis})", present.date)
    });
    format!("{years:.1} years{}", present.unwrap_or_default())
}

fn name_of_language(code: &str) -> String {
    language_name(code).unwrap_or(code).to_owned()
}

/// A document to look words up in.
struct Pages<'a> {
    document: &'a DocumentText,
}

impl Pages<'_> {
    /// The words of a span on one line, cut where they are many.
    fn words(&self, span: Span) -> String {
        let words = one_line(self.document.body.get(span.range()).unwrap_or_default());
        match words.char_indices().nth(MOST_LETTERS) {
            Some((at, _)) => format!("{}…", &words[..at]),
            None => words,
        }
    }

    /// A value with its page, and its words where they are others.
    fn with_words(&self, value: String, span: Option<Span>) -> String {
        let Some(span) = span else { return format!("{value} (not in the text)") };
        let page = self.document.page_of(span).map_or("text".to_owned(), |page| format!("page {}", page + 1));
        let words = self.words(span);
        if words == value { format!("{value} ({page})") } else { format!("{value} ({page}: “{words}”)") }
    }

    fn fact(&self, fact: &Fact<String>) -> String {
        self.with_words(fact.value.clone(), fact.span)
    }

    fn name(&self, name: &Fact<String>, source: Option<NameSource>) -> String {
        let sure = match source {
            Some(NameSource::Confirmed) => ", spelt so in a contact or the file's name too",
            Some(NameSource::FileName) => ", from the file's name alone",
            Some(NameSource::Email) => ", from the e-mail address alone",
            Some(NameSource::Page) | None => "",
        };
        format!("{}{sure}", self.fact(name))
    }

    fn location(&self, place: &Fact<String>, profile: &Profile) -> String {
        let known = profile.place.as_ref().map(|place| {
            let parts = [place.city.as_deref(), place.country.as_deref()];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        });
        let known = known.filter(|known| !known.is_empty()).map(|known| format!(", that is {known}"));
        format!("{}{}", self.fact(place), known.unwrap_or_default())
    }

    fn contact(&self, contact: &Fact<Contact>) -> (&'static str, String) {
        let (label, value) = match &contact.value {
            Contact::Email(value) => ("e-mail", value),
            Contact::Phone(value) => ("telephone", value),
            Contact::Github(value) => ("github", value),
            Contact::Link(value) => (link_label(LinkKind::of(value)), value),
        };
        let shown = match contact.span {
            Some(span) => self.with_words(value.clone(), Some(span)),
            None => format!("{value} (behind a link, or by hand)"),
        };
        (label, shown)
    }

    fn employment(&self, job: &Employment) -> String {
        let location = job.location.as_ref().map(|place| format!(", {}", place.value)).unwrap_or_default();
        let names = [&job.title, &job.company].into_iter().flatten().map(|fact| fact.value.as_str());
        let head = format!("{}{location}", names.collect::<Vec<_>>().join(", "));
        self.stay(head, (job.start, job.end, job.current), job.dates, job.span)
    }

    fn education(&self, study: &Education) -> String {
        let names = [&study.degree, &study.school].into_iter().flatten().map(|fact| fact.value.as_str());
        let head = names.collect::<Vec<_>>().join(", ");
        self.stay(head, (study.start, study.end, study.current), study.dates, study.span)
    }

    /// An entry with its dates as they are understood, and as they are written.
    fn stay(
        &self,
        head: String,
        (start, end, current): (Option<YearMonth>, Option<YearMonth>, bool),
        dates: Option<Span>,
        span: Span,
    ) -> String {
        let month = |month: YearMonth| month.to_string();
        let end = if current { Some("today".to_owned()) } else { end.map(month) };
        let when = match (start.map(month), end) {
            (Some(start), Some(end)) => format!(", {start} to {end}"),
            (Some(start), None) => format!(", from {start}"),
            (None, Some(end)) => format!(", until {end}"),
            (None, None) => ", no dates".to_owned(),
        };
        let whole = Some(span).filter(|span| !span.range().is_empty());
        self.with_words(format!("{head}{when}"), dates.or(whole))
    }

    fn skill(&self, used: &SkillUse) -> String {
        let years = used.years.map(|years| format!(" ({years:.1} y)")).unwrap_or_default();
        let last = used.last_used.map(|last| format!(", last {last}")).unwrap_or_default();
        let value = format!("{}{years}{last}, {}", used.skill, word(used.place));
        self.with_words(value, used.mentions.first().map(|span| self.line_around(*span)))
    }

    /// The line that a span stands in.
    fn line_around(&self, span: Span) -> Span {
        let body = &self.document.body;
        let range = span.range();
        let start = body[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let end = body[range.end..].find('\n').map_or(body.len(), |at| range.end + at);
        Span::new(start..end)
    }
}

fn link_label(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::LinkedIn => "linkedin",
        LinkKind::GitLab => "gitlab",
        LinkKind::Bitbucket => "bitbucket",
        LinkKind::StackOverflow => "overflow",
        LinkKind::Kaggle => "kaggle",
        LinkKind::HuggingFace => "hugging",
        LinkKind::LeetCode => "leetcode",
        LinkKind::Site => "link",
    }
}
