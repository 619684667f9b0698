//! Employments as the rules see them: how they were held, whether they develop software, how they follow one another.

use std::sync::LazyLock;

use candela_extract::Span;
use candela_profile::{Employment, YearMonth};
use jiff::Unit;
use jiff::civil::Date;
use regex::Regex;

use crate::fold::fold;
use crate::pattern::pattern;

/// One dated stay.
pub(crate) struct Job<'a> {
    pub(crate) employment: &'a Employment,
    /// Title, employer and dates as written, folded: everything before the first bullet.
    pub(crate) head: String,
    /// The title alone, folded.
    pub(crate) title: String,
    pub(crate) tenure: Tenure,
}

/// How a job was held, as far as its head says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tenure {
    /// The ordinary case.
    Permanent,
    /// Freelance, fixed-term, temporary.
    Contract,
    /// Internships, apprenticeships, jobs beside a study.
    Internship,
    /// Less than full time, volunteering, advising.
    Beside,
}

impl<'a> Job<'a> {
    pub(crate) fn new(employment: &'a Employment, body: &str) -> Self {
        let first_bullet = employment.bullets.iter().map(|bullet| bullet.range().start).min();
        let span = employment.span.range();
        let end = first_bullet.filter(|at| (span.start..=span.end).contains(at)).unwrap_or(span.end);
        // Long heads are prose that belongs to no bullet.
        let head = fold(
            body.get(span.start..end)
                .unwrap_or_default()
                .lines()
                .take(4)
                .collect::<Vec<_>>()
                .join(" ")
                .as_str(),
        );
        let title = employment.title.as_ref().map(|title| fold(&title.value)).unwrap_or_default();
        let tenure = tenure(&format!("{title} {head}"));
        Self { employment, head, title, tenure }
    }

    /// Where a reader finds it: its title, else its employer, else the whole entry.
    pub(crate) fn span(&self) -> Span {
        let title = self.employment.title.as_ref().and_then(|title| title.span);
        let company = || self.employment.company.as_ref().and_then(|company| company.span);
        title.or_else(company).unwrap_or(self.employment.span)
    }

    /// What it is called in a reason: the title, else the employer, else "a job".
    pub(crate) fn name(&self) -> &str {
        let value =
            |fact: &'a Option<candela_profile::Fact<String>>| fact.as_ref().map(|fact| fact.value.as_str());
        value(&self.employment.title).or_else(|| value(&self.employment.company)).unwrap_or("a job")
    }

    /// Whether its title is one of somebody who develops software.
    pub(crate) fn develops_software(&self) -> bool {
        is_developer_title(&self.title) || (self.title.is_empty() && is_developer_title(&self.head))
    }

    pub(crate) fn is_held_fully(&self) -> bool {
        self.tenure == Tenure::Permanent
    }

    /// Months from the first to the last, when both are told to the month.
    pub(crate) fn n_months(&self) -> Option<i32> {
        let (start, end) = (self.employment.start?, self.employment.end?);
        (start.month.is_some() && end.month.is_some()).then(|| months_between(first_of(start), first_of(end)))
    }

    /// The latest month it may have begun in: the only one, or the last of a bare year.
    pub(crate) fn latest_start(&self) -> Option<Date> {
        self.employment.start.map(last_of)
    }

    /// The earliest month it may have begun in.
    pub(crate) fn earliest_start(&self) -> Option<Date> {
        self.employment.start.map(first_of)
    }

    /// The earliest month it may have ended in; one that goes on ends never.
    pub(crate) fn earliest_end(&self) -> Option<Date> {
        if self.employment.current { Some(Date::MAX) } else { self.employment.end.map(first_of) }
    }

    /// The latest month it may have ended in; one that goes on ends never.
    pub(crate) fn latest_end(&self) -> Option<Date> {
        if self.employment.current { Some(Date::MAX) } else { self.employment.end.map(last_of) }
    }
}

/// Whether a folded title is one of somebody who develops software.
pub(crate) fn is_developer_title(title: &str) -> bool {
    static TITLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:software|developer|programmer|dev ?ops|sre|site reliability|front-?end|back-?end|full[- ]?stack|(?:data(?: platform)?|analytics|machine learning|ml|ai|nlp|cloud|platform|web|api|ui|qa|test|research|mobile|android|ios|embedded|firmware|systems?|security|infrastructure|integration|automation|game|staff|principal|lead|python|java|golang|rust|php) (?:engineer|scientist|developer|programmer|architect)|(?:applied|data) scientist|etl|data engineering|tech lead|technical lead|cto|systems? administrator|(?:software|solutions?|cloud|data) architect|\w*entwickler(?:in)?|developpeu(?:r|se)|ingenieur logiciel|ingenieure? (?:donnees|data|developpement|devops|systemes?|informatique|back-?end|front-?end|full[- ]?stack|machine learning)|desarrollador[a]?|programador[a]?|(?:ingenier[oa]|engenheir[oa]) (?:de )?(?:software|datos|dados|sistemas|informatic[oa]|devops|machine learning|back-?end|front-?end)|(?:cientific[oa]|cientista) de (?:datos|dados)|(?:software|data|cloud|devops|system)-?ingenieur\w*|ingegner[ea] (?:del |di )?(?:software|dei dati|informatic[oa])|desenvolvedor[a]?|ontwikkelaar|programmeur|sviluppat(?:ore|rice)|programmatore|(?:fach)?informatiker\w*)\b",
        )
    });
    TITLE.is_match(title)
}

fn tenure(head: &str) -> Tenure {
    static SIGNS: LazyLock<[(Regex, Tenure); 3]> = LazyLock::new(|| {
        [
            (
                pattern(
                    r"\b(?:intern(?:ship)?|trainee|working student|student|apprentice(?:ship)?|co-?op|summer (?:job|placement|of code)|placement year|industrial placement|werkstudent\w*|praktik\w*|azubi|auszubildende\w*|ausbildung|duales studium|hilfskraft|stagiaire|stage|alternan\w+|apprenti\w*|becari[oa]|practicas|practicante|pasante|estagi\w+|jovem aprendiz|tirocin\w+|stagista|stagiair\w?|bijbaan)\b",
                ),
                Tenure::Internship,
            ),
            (
                pattern(
                    r"\b(?:freelanc\w*|contract(?:or|ing)?|self-employed|temporary|temp|fixed[- ]term|interim|project-based|consulting engagement|freiberuf\w*|selbststandig\w*|befristet\w*|zeitarbeit|independant\w*|CDD|prestataire|autonom[oa]|por cuenta propia|temporal|contrato (?:temporal|por obra)|prestador de servicos|temporari[oa]|PJ|zzp\w*|tijdelijk\w*|detachering|libero professionista|partita iva|a progetto|tempo determinato)\b",
                ),
                Tenure::Contract,
            ),
            (
                pattern(
                    r"\b(?:part[- ]time|\d\d ?%|volunteer\w*|advis(?:or|er|ory)|board member|side project|evenings|weekends?|teilzeit|minijob|nebenberuflich\w*|nebentatigkeit|ehrenamt\w*|temps partiel|mi-temps|benevol\w*|media jornada|tiempo parcial|voluntari[oa]|meio periodo|tempo parcial|deeltijd|vrijwillig\w*|part time|volontari[oa])\b",
                ),
                Tenure::Beside,
            ),
        ]
    });
    SIGNS.iter().find(|(sign, _)| sign.is_match(head)).map_or(Tenure::Permanent, |(_, tenure)| *tenure)
}

fn first_of(month: YearMonth) -> Date {
    date(month.year, month.month.unwrap_or(1))
}

fn last_of(month: YearMonth) -> Date {
    date(month.year, month.month.unwrap_or(12))
}

fn date(year: i16, month: u8) -> Date {
    Date::new(year, i8::try_from(month).unwrap_or(1), 1).unwrap_or(Date::MIN)
}

/// Whole months from the first of one month to the first of another; negative when the other comes before.
pub(crate) fn months_between(from: Date, to: Date) -> i32 {
    from.until((Unit::Month, to)).map_or(0, |span| span.get_months())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_job_was_held_stands_in_its_head() {
        let rows = [
            ("Backend Engineer Acme Ltd Jan 2020 - Mar 2021", Tenure::Permanent),
            ("Summer Intern Acme Ltd", Tenure::Internship),
            ("Werkstudentin Softwareentwicklung", Tenure::Internship),
            ("Python Developer (freelance)", Tenure::Contract),
            ("Développeur en CDD", Tenure::Contract),
            ("ETL Developer (part-time, 20%)", Tenure::Beside),
            ("Desarrolladora, media jornada", Tenure::Beside),
            ("Internal Tools Engineer", Tenure::Permanent),
        ];
        for (head, expected) in rows {
            assert_eq!(tenure(&fold(head)), expected, "{head}");
        }
    }

    #[test]
    fn titles_of_developers_are_known() {
        for (title, expected) in [
            ("Senior Software Engineer", true),
            ("Datenbankentwicklerin", true),
            ("ETL Developer", true),
            ("Site Reliability Engineer", true),
            ("Científico de datos", true),
            ("Engenheira de software", true),
            ("Ingénieur données", true),
            ("Softwareingenieurin", true),
            ("Ingeniero industrial", false),
            ("Shop Assistant", false),
            ("Civil Engineer", false),
            ("Logistics Officer", false),
        ] {
            assert_eq!(is_developer_title(&fold(title)), expected, "{title}");
        }
    }

    #[test]
    fn months_are_counted_across_years() {
        assert_eq!(months_between(date(2020, 8), date(2021, 3)), 7);
        assert_eq!(months_between(date(2021, 3), date(2020, 8)), -7);
    }
}
