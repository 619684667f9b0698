//! The rules, one a file, each named as its signal. A rule looks at a reading and gives what it found.

mod ai_integration;
mod async_and_background;
mod business_outcome;
mod career_change;
mod concurrency_judgement;
mod database_depth;
mod dependency_management;
mod domain_expertise;
mod employment_gap;
mod framework_laundry_list;
mod generic_claims;
mod hidden_instructions;
mod hidden_text;
mod image_only_contact;
mod job_hopping;
mod keyword_stuffing;
mod last_used;
mod legacy_python_only;
mod long_maintenance;
mod mlops;
mod modern_python;
mod no_contact;
mod no_production_evidence;
mod no_testing_evidence;
mod notebooks_only;
mod observability;
mod production_deployment;
mod python_version_named;
mod quantified_impact;
mod scale_indicators;
mod secrets_handling;
mod specific_frameworks;
mod testing_frameworks;
mod trade_off_reasoning;
mod tutorial_projects_only;
mod type_hints;
mod unexplained_overlap;
mod years_by_skill;
mod years_total;
mod years_without_accomplishments;

use std::sync::LazyLock;

use candela_extract::Span;
use candela_profile::SkillUse;

use crate::checks::Conclusion;
use crate::cues::Cues;
use crate::engine::Finding;
use crate::reading::Reading;
use crate::sieve::Pattern;

/// One rule that runs.
pub(crate) struct Detector {
    /// Its signal's id, and the name of its file.
    pub(crate) id: &'static str,
    pub(crate) search: Search,
    /// What it looks for in a sentence, where that is a matter of words alone; shown by explanations.
    pub(crate) cues: Option<&'static LazyLock<Cues>>,
}

/// How a rule searches.
#[derive(Clone, Copy)]
pub(crate) enum Search {
    /// It judges sentences one by one, and finds in the order of the body.
    Words(fn(&Reading<'_>) -> Vec<Finding>),
    /// It judges the whole résumé by a row of questions.
    Whole(fn(&Reading<'_>) -> Conclusion),
}

/// Every rule that runs, in the order of the catalogue.
const DETECTORS: &[Detector] = &[
    Detector { id: "specific_frameworks", search: Search::Words(specific_frameworks::detect), cues: None },
    Detector { id: "scale_indicators", search: Search::Words(scale_indicators::detect), cues: None },
    Detector { id: "quantified_impact", search: Search::Words(quantified_impact::detect), cues: None },
    Detector { id: "testing_frameworks", search: Search::Words(testing_frameworks::detect), cues: None },
    Detector { id: "type_hints", search: Search::Words(type_hints::detect), cues: None },
    Detector {
        id: "domain_expertise",
        search: Search::Words(domain_expertise::detect),
        cues: Some(&domain_expertise::CUES),
    },
    Detector {
        id: "production_deployment",
        search: Search::Words(production_deployment::detect),
        cues: Some(&production_deployment::CUES),
    },
    Detector {
        id: "database_depth",
        search: Search::Words(database_depth::detect),
        cues: Some(&database_depth::CUES),
    },
    Detector {
        id: "async_and_background",
        search: Search::Words(async_and_background::detect),
        cues: Some(&async_and_background::CUES),
    },
    Detector {
        id: "concurrency_judgement",
        search: Search::Words(concurrency_judgement::detect),
        cues: Some(&concurrency_judgement::CUES),
    },
    Detector {
        id: "dependency_management",
        search: Search::Words(dependency_management::detect),
        cues: Some(&dependency_management::CUES),
    },
    Detector {
        id: "observability",
        search: Search::Words(observability::detect),
        cues: Some(&observability::CUES),
    },
    Detector {
        id: "long_maintenance",
        search: Search::Words(long_maintenance::detect),
        cues: Some(&long_maintenance::CUES),
    },
    Detector {
        id: "trade_off_reasoning",
        search: Search::Words(trade_off_reasoning::detect),
        cues: Some(&trade_off_reasoning::CUES),
    },
    Detector {
        id: "business_outcome",
        search: Search::Words(business_outcome::detect),
        cues: Some(&business_outcome::CUES),
    },
    Detector {
        id: "modern_python",
        search: Search::Words(modern_python::detect),
        cues: Some(&modern_python::CUES),
    },
    Detector {
        id: "ai_integration",
        search: Search::Words(ai_integration::detect),
        cues: Some(&ai_integration::CUES),
    },
    Detector { id: "mlops", search: Search::Words(mlops::detect), cues: Some(&mlops::CUES) },
    Detector {
        id: "secrets_handling",
        search: Search::Words(secrets_handling::detect),
        cues: Some(&secrets_handling::CUES),
    },
    Detector { id: "generic_claims", search: Search::Words(generic_claims::detect), cues: None },
    Detector {
        id: "years_without_accomplishments",
        search: Search::Words(years_without_accomplishments::detect),
        cues: None,
    },
    Detector {
        id: "framework_laundry_list",
        search: Search::Words(framework_laundry_list::detect),
        cues: None,
    },
    Detector {
        id: "tutorial_projects_only",
        search: Search::Whole(tutorial_projects_only::conclude),
        cues: None,
    },
    Detector { id: "legacy_python_only", search: Search::Whole(legacy_python_only::conclude), cues: None },
    Detector { id: "notebooks_only", search: Search::Whole(notebooks_only::conclude), cues: None },
    Detector { id: "no_testing_evidence", search: Search::Whole(no_testing_evidence::conclude), cues: None },
    Detector {
        id: "no_production_evidence",
        search: Search::Whole(no_production_evidence::conclude),
        cues: None,
    },
    Detector { id: "keyword_stuffing", search: Search::Whole(keyword_stuffing::conclude), cues: None },
    Detector { id: "no_contact", search: Search::Whole(no_contact::conclude), cues: None },
    Detector { id: "hidden_text", search: Search::Words(hidden_text::detect), cues: None },
    Detector {
        id: "hidden_instructions",
        search: Search::Words(hidden_instructions::detect),
        cues: Some(&hidden_instructions::CUES),
    },
    Detector { id: "employment_gap", search: Search::Whole(employment_gap::conclude), cues: None },
    Detector { id: "unexplained_overlap", search: Search::Whole(unexplained_overlap::conclude), cues: None },
    Detector { id: "job_hopping", search: Search::Whole(job_hopping::conclude), cues: None },
    Detector { id: "years_total", search: Search::Whole(years_total::conclude), cues: None },
    Detector { id: "years_by_skill", search: Search::Whole(years_by_skill::conclude), cues: None },
    Detector { id: "last_used", search: Search::Whole(last_used::conclude), cues: None },
    Detector { id: "python_version_named", search: Search::Words(python_version_named::detect), cues: None },
    Detector { id: "career_change", search: Search::Whole(career_change::conclude), cues: None },
    Detector { id: "image_only_contact", search: Search::Whole(image_only_contact::conclude), cues: None },
];

/// The rule of a signal; `None` when no rule of that id runs.
pub(crate) fn detector(id: &str) -> Option<&'static Detector> {
    DETECTORS.iter().find(|detector| detector.id == id)
}

/// The patterns of all cues.
pub(crate) fn patterns() -> impl Iterator<Item = &'static Pattern> {
    DETECTORS.iter().filter_map(|detector| detector.cues).flat_map(|cues| cues.patterns())
}

/// What an explanation says of the trade that a résumé tells.
fn develops_words(reading: &Reading<'_>) -> String {
    let names = reading.jobs.iter().filter(|job| job.develops_software()).map(crate::jobs::Job::name);
    let names: Vec<&str> = names.take(3).collect();
    if names.is_empty() {
        if reading.is_software { "names of the trade" } else { "no title and too few names of the trade" }
            .to_owned()
    } else {
        names.join(", ")
    }
}

/// The skills that dated work names, each with the place in that work and its years.
fn in_dated_work<'a>(reading: &'a Reading<'_>) -> Vec<(&'a SkillUse, Span, f32)> {
    let jobs = &reading.profile.employment;
    let place = |skill: &SkillUse| {
        let is_work = |span: &&Span| jobs.iter().any(|job| job.span.contains(**span));
        skill.mentions.iter().find(is_work).copied()
    };
    let skills = reading.profile.skills.iter();
    skills.filter_map(|skill| Some((skill, place(skill)?, skill.years?))).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use candela_extract::DocumentText;
    use candela_profile::{Employment, Fact, Profile, Section, SectionKind, SkillPlace, SkillUse, YearMonth};

    use super::*;
    use crate::{EvidencePlace, Polarity, Signal, catalogue, signals};

    #[test]
    fn catalogue_and_rules_agree() {
        let rules: Vec<_> = catalogue().rules().iter().map(|rule| rule.id.as_str()).collect();
        let detectors: Vec<_> = DETECTORS.iter().map(|detector| detector.id).collect();
        assert_eq!(rules, detectors);
    }

    /// The signal of an id over a body without facts.
    pub(crate) fn raised(id: &str, body: &str) -> Option<Signal> {
        let document = DocumentText { body: body.to_owned(), ..DocumentText::default() };
        signals(&document, &Profile::default()).into_iter().find(|signal| signal.id == id)
    }

    /// Checks the words that a signal quotes, strongest first; none means that it must not be raised.
    pub(crate) fn check(id: &str, body: &str, quotes: &[&str]) {
        let signal = raised(id, body);
        let found: Vec<&str> = signal.iter().flat_map(|signal| quotes_of(signal, body)).collect();
        assert_eq!(found, quotes, "{id}: {body}\n{signal:?}");
        if let Some(signal) = signal {
            assert_eq!(Some(signal.polarity), catalogue().rule(id).map(|rule| rule.polarity));
        }
    }

    /// Checks sentences that each raise a signal by themselves, quoted whole.
    pub(crate) fn check_fires(id: &str, sentences: &[&str]) {
        let missed: Vec<_> = sentences.iter().filter(|text| raised(id, text).is_none()).collect();
        assert!(missed.is_empty(), "{id} misses {missed:#?}");
        for sentence in sentences {
            check(id, sentence, &[sentence]);
        }
    }

    /// Checks sentences of which none raises a signal.
    pub(crate) fn check_silent(id: &str, sentences: &[&str]) {
        let wrong: Vec<_> = sentences.iter().filter_map(|text| Some((text, raised(id, text)?))).collect();
        assert!(wrong.is_empty(), "{id} wrongly sees {wrong:#?}");
    }

    /// A résumé in the making, with the facts that a reader would take from it.
    pub(crate) struct Resume {
        body: String,
        profile: Profile,
    }

    impl Resume {
        pub(crate) fn new(head: &str) -> Self {
            let mut resume = Self { body: String::new(), profile: Profile::default() };
            resume.section(SectionKind::Head, "", |resume| resume.body.push_str(&format!("{head}\n")));
            resume
        }

        /// A job told to the month (`2019-03`) or the year (`2019`), until a month or `present`; newest first.
        pub(crate) fn job(self, title: &str, start: &str, end: &str, bullets: &[&str]) -> Self {
            let company = format!("Firm {}", self.profile.employment.len());
            self.job_at(&company, title, start, end, bullets)
        }

        pub(crate) fn job_at(
            mut self,
            company: &str,
            title: &str,
            start: &str,
            end: &str,
            bullets: &[&str],
        ) -> Self {
            self.section(SectionKind::Work, "Work", |resume| {
                let from = resume.body.len();
                let head = resume.line(title);
                let company = Fact { value: company.to_owned(), span: Some(resume.line(company)) };
                resume.line(&format!("{start} - {end}"));
                let bullets = bullets.iter().map(|bullet| {
                    resume.body.push_str("• ");
                    resume.line(bullet)
                });
                let bullets: Vec<Span> = bullets.collect();
                resume.profile.employment.push(Employment {
                    company: Some(company),
                    title: Some(Fact { value: title.to_owned(), span: Some(head) }),
                    start: month(start),
                    end: month(end),
                    current: end == "present",
                    span: Span::new(from..resume.body.len()),
                    bullets,
                    ..Employment::default()
                });
            });
            self
        }

        pub(crate) fn projects(mut self, projects: &[&str]) -> Self {
            self.section(SectionKind::Projects, "Projects", |resume| {
                projects.iter().for_each(|project| _ = resume.line(project));
            });
            self
        }

        fn section(&mut self, kind: SectionKind, heading: &str, fill: impl FnOnce(&mut Self)) {
            let heading = if heading.is_empty() { Span::new(0..0) } else { self.line(heading) };
            let from = self.body.len();
            fill(self);
            self.profile.sections.push(Section { kind, heading, body: Span::new(from..self.body.len()) });
        }

        fn line(&mut self, text: &str) -> Span {
            let from = self.body.len();
            self.body.push_str(text);
            self.body.push('\n');
            Span::new(from..from + text.len())
        }

        /// The document and its facts: years of work and of skills are counted from the jobs.
        fn read(&self) -> (DocumentText, Profile) {
            let document = DocumentText { body: self.body.clone(), ..DocumentText::default() };
            let mut profile = self.profile.clone();
            let months = |job: &Employment| {
                let index =
                    |month: YearMonth| i32::from(month.year) * 12 + i32::from(month.month.unwrap_or(1));
                let end = job.end.unwrap_or(YearMonth { year: 2026, month: Some(11) });
                job.start.map(|start| index(end) - index(start) + 1)
            };
            let total: Vec<i32> = profile.employment.iter().filter_map(months).collect();
            profile.years_experience = (!total.is_empty()).then(|| total.iter().sum::<i32>() as f32 / 12.0);
            for mention in candela_skills::SkillsIndex::bundled().mentions(&document.body) {
                let span = Span::new(mention.range.clone());
                let job = profile.employment.iter().find(|job| job.span.contains(span));
                let years = job.and_then(months).map(|months| months as f32 / 12.0);
                profile.skills.push(SkillUse {
                    skill: mention.skill.name.clone(),
                    years,
                    last_used: job.and_then(|job| job.end),
                    place: SkillPlace::Work,
                    mentions: vec![span],
                });
            }
            (document, profile)
        }
    }

    fn month(text: &str) -> Option<YearMonth> {
        let (year, month) =
            text.split_once('-').map_or((text, None), |(year, month)| (year, month.parse().ok()));
        Some(YearMonth { year: year.parse().ok()?, month })
    }

    /// The signal of an id over a résumé.
    pub(crate) fn raised_in(id: &str, resume: &Resume) -> Option<Signal> {
        let (document, profile) = resume.read();
        signals(&document, &profile).into_iter().find(|signal| signal.id == id)
    }

    /// Checks whether a résumé raises a signal; gives the reasons.
    pub(crate) fn check_resume(id: &str, resume: &Resume, expected: bool) -> Vec<String> {
        let signal = raised_in(id, resume);
        assert_eq!(signal.is_some(), expected, "{id}: {}\n{signal:?}", resume.body);
        signal.iter().flat_map(|signal| &signal.evidence).map(|evidence| evidence.reason.clone()).collect()
    }

    fn quotes_of<'a>(signal: &Signal, body: &'a str) -> Vec<&'a str> {
        let quote = |place: EvidencePlace| match place {
            EvidencePlace::Body(span) => body.get(span.range()).expect("evidence lies inside the body"),
            EvidencePlace::Hidden(_) | EvidencePlace::Absent => "",
        };
        signal.evidence.iter().map(|evidence| quote(evidence.place)).collect()
    }

    const WHOLE: &str = "Ada Exempel\nBackend Developer\nÜber 9 Jahre Erfahrung in der Softwareentwicklung. Teamfähig und motiviert.\n\n\
        • Built the billing API in FastAPI for 2M users – “99,95 % uptime”\n• Cut p95 latency from 900 ms\nto 120 ms with pytest\n\
        Skills: Django, Flask, Pyramid, Tornado, Bottle, mypy\n";

    #[test]
    fn evidence_lies_inside_every_cut_of_a_body() {
        for (end, _) in WHOLE.char_indices().chain([(WHOLE.len(), ' ')]) {
            let body = &WHOLE[..end];
            let document = DocumentText { body: body.to_owned(), ..DocumentText::default() };
            for signal in signals(&document, &Profile::default()) {
                assert!(
                    !signal.evidence.is_empty() && quotes_of(&signal, body).len() == signal.evidence.len()
                );
            }
        }
    }

    #[test]
    fn the_same_words_raise_the_same_signals_in_catalogue_order() {
        let document = DocumentText { body: WHOLE.to_owned(), ..DocumentText::default() };
        let first = signals(&document, &Profile::default());
        assert_eq!(first, signals(&document, &Profile::default()));
        let order = |signal: &Signal| catalogue().rules().iter().position(|rule| rule.id == signal.id);
        assert!(first.windows(2).all(|pair| order(&pair[0]) < order(&pair[1])));
        assert!(
            first.iter().any(|signal| signal.polarity == Polarity::Green) && first.len() >= 5,
            "{first:?}"
        );
    }
}
