//! One skill that is asked for, or several of which one will do.

use std::sync::LazyLock;

use candela_extract::Span;
use candela_profile::{SkillPlace, SkillUse, YearMonth};
use candela_skills::SkillsIndex;
use jiff::ToSpan as _;
use jiff::civil::Date;
use regex::Regex;

use super::experience::{reaches, years_around};
use super::{FitLine, FitOutcome, Judged, Need, Resume};
use crate::fold::fold;
use crate::pattern::pattern;
use crate::role::profile::years_in_words;
use crate::role::{LastUse, SkillAsk};

/// Years that a line states: "5+ years", "seit 5 Jahren".
static STATED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(\d{1,2})(?:[.,]\d)?\s*\+?\s*(?:years?|yrs?|jahren?|ans|anos|anni|jaar)\b"));

pub(super) fn line(ask: &SkillAsk, need: Need, resume: &Resume<'_>, skills: &SkillsIndex) -> FitLine {
    let known: Vec<&str> =
        ask.any.iter().filter_map(|name| skills.resolve(name)).map(|skill| skill.name.as_str()).collect();
    let judged = if known.is_empty() {
        let sentence = format!(
            "{} is in no skills index, so no résumé can be held against it: add it to your skills, or name another.",
            ask.names()
        );
        Judged::unknown("not a known skill", sentence)
    } else {
        Found::new(&known, resume, skills).judge(ask, resume)
    };
    judged.line(need, ask.in_words())
}

/// What a résumé says of the skills that are asked for, and of those that imply one of them.
struct Found<'a> {
    uses: Vec<&'a SkillUse>,
    /// Names found, those asked for first; none twice.
    names: Vec<&'a str>,
    years: Option<f32>,
    last_used: Option<YearMonth>,
    /// Whether work without dates names it, so that there may be more.
    has_undated: bool,
    /// The first mention in each employment, or the first at all, with the words of the dates.
    evidence: Vec<Span>,
}

impl<'a> Found<'a> {
    fn new(asked: &[&str], resume: &Resume<'a>, skills: &SkillsIndex) -> Self {
        let implies = |used: &SkillUse| {
            skills.implied(&used.skill).iter().any(|parent| asked.contains(&parent.name.as_str()))
        };
        let (themselves, others): (Vec<_>, Vec<_>) =
            resume.profile.skills.iter().partition(|used| asked.contains(&used.skill.as_str()));
        let implying = others.into_iter().filter(|used| implies(used));
        let uses: Vec<&SkillUse> = themselves.into_iter().chain(implying).collect();
        let mentions: Vec<Span> = uses.iter().flat_map(|used| used.mentions.iter().copied()).collect();
        let (together, dates) = years_around(&mentions, resume);
        let single = uses.iter().filter_map(|used| used.years).reduce(f32::max);
        let undated = |job: &&candela_profile::Employment| job.start.is_none();
        let mut undated = resume.profile.employment.iter().filter(undated);
        Self {
            names: uses.iter().map(|used| used.skill.as_str()).collect(),
            // Of one skill alone its own years hold, which a person may have put right.
            years: if uses.len() > 1 {
                single.map(|years| together.unwrap_or(years).max(years))
            } else {
                single
            },
            last_used: uses.iter().filter_map(|used| used.last_used).max(),
            has_undated: undated.any(|job| mentions.iter().any(|span| job.span.contains(*span))),
            evidence: evidence(&mentions, resume).into_iter().chain(dates).collect(),
            uses,
        }
    }

    fn judge(self, ask: &SkillAsk, resume: &Resume<'_>) -> Judged {
        if self.uses.is_empty() {
            let sentence =
                format!("The résumé does not name {}; that says nothing against them. Ask.", ask.names());
            return Judged::unknown("not named", sentence);
        }
        let parts: Vec<(FitOutcome, String)> = [
            Some((FitOutcome::Pass, self.where_named())),
            ask.years.map(|asked| self.judge_years(asked, resume)),
            ask.last_used.map(|asked| self.judge_last_use(asked, resume.as_of)),
        ]
        .into_iter()
        .flatten()
        .collect();
        let outcome = parts.iter().map(|(outcome, _)| *outcome).max().unwrap_or(FitOutcome::Unknown);
        // What is met goes without saying beside what is not.
        let told = parts.iter().filter(|(part, _)| *part == outcome);
        let sentence = told.map(|(_, sentence)| sentence.as_str()).collect::<Vec<_>>().join(" ");
        Judged { outcome, found: self.in_words(), sentence, evidence: self.evidence }
    }

    fn judge_years(&self, asked: f32, resume: &Resume<'_>) -> (FitOutcome, String) {
        let Some(years) = self.years else {
            let sentence =
                "No dated work names it, so its years are not known. Ask where it was used and how long.";
            return (FitOutcome::Unknown, sentence.to_owned());
        };
        let sum = format!("The dated work that names it adds up to {}", years_in_words(years));
        if reaches(years, asked) {
            (FitOutcome::Pass, format!("{sum}."))
        } else if let Some(stated) = self.stated_years(resume).filter(|stated| reaches(*stated, asked)) {
            let stated = years_in_words(stated);
            (
                FitOutcome::Unknown,
                format!("{sum}, but the résumé speaks of {stated}. Ask where the rest was."),
            )
        } else if self.has_undated {
            (FitOutcome::Unknown, format!("{sum}, and work without dates names it too. Ask for the dates."))
        } else {
            (FitOutcome::Fail, format!("{sum}, and {} are asked.", years_in_words(asked)))
        }
    }

    fn judge_last_use(&self, asked: LastUse, as_of: Date) -> (FitOutcome, String) {
        let Some(last) = self.last_used else {
            let sentence =
                "No dated work names it, so its last use is not known. Ask when they used it last.";
            return (FitOutcome::Unknown, sentence.to_owned());
        };
        let is_met = match asked {
            LastUse::Since(year) => last.year >= year,
            LastUse::WithinYears(years) => {
                let since = as_of.saturating_sub(i64::from(years).years());
                // A year without a month counts to its end.
                (last.year, last.month.unwrap_or(12)) >= (since.year(), since.month().unsigned_abs())
            }
        };
        match (is_met, self.has_undated) {
            (true, _) => (FitOutcome::Pass, format!("The last dated work that names it ends in {last}.")),
            (false, true) => {
                let sentence = format!(
                    "The last dated work that names it ends in {last}; other work that does has no dates. Ask."
                );
                (FitOutcome::Unknown, sentence)
            }
            (false, false) => {
                (FitOutcome::Fail, format!("The last dated work that names it ended in {last}."))
            }
        }
    }

    /// The most years that a line outside the employments gives the skill.
    fn stated_years(&self, resume: &Resume<'_>) -> Option<f32> {
        let mentions = self.uses.iter().flat_map(|used| &used.mentions);
        let outside =
            mentions.filter(|span| !resume.profile.employment.iter().any(|job| job.span.contains(**span)));
        let stated = outside.filter_map(|span| {
            let line = fold(line_around(resume.body, *span));
            STATED.captures_iter(&line).filter_map(|found| found[1].parse().ok()).reduce(f32::max)
        });
        stated.reduce(f32::max)
    }

    fn where_named(&self) -> String {
        let place = self.uses.iter().map(|used| used.place).min().unwrap_or(SkillPlace::List);
        match place {
            SkillPlace::Work => "It is named in work they did.".to_owned(),
            SkillPlace::Project => "It is named in a project, in no paid work.".to_owned(),
            SkillPlace::List => "It is only listed; ask where they used it.".to_owned(),
        }
    }

    fn in_words(&self) -> String {
        let names = self.names.iter().take(4).copied().collect::<Vec<_>>().join(", ");
        let years = self.years.map(|years| format!(": {}", years_in_words(years))).unwrap_or_default();
        let last = self.last_used.map(|last| format!(", last in {last}")).unwrap_or_default();
        format!("{names}{years}{last}")
    }
}

/// The first mention in each employment; where no employment has one, the first of all.
fn evidence(mentions: &[Span], resume: &Resume<'_>) -> Vec<Span> {
    let first_in = |job: &candela_profile::Employment| {
        mentions.iter().filter(|span| job.span.contains(**span)).min().copied()
    };
    let in_work: Vec<Span> = resume.profile.employment.iter().filter_map(first_in).collect();
    if in_work.is_empty() { mentions.iter().min().copied().into_iter().collect() } else { in_work }
}

fn line_around(body: &str, span: Span) -> &str {
    let range = span.range();
    let start = body.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end =
        body.get(range.end..).and_then(|after| after.find('\n')).map_or(body.len(), |at| range.end + at);
    body.get(start..end).unwrap_or_default()
}
