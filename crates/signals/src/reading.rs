//! A résumé as the rules read it: sentences, each with its place, its tools, its amounts and its stance.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use candela_extract::{DocumentText, Span};
use candela_profile::{Profile, SectionKind};
use regex::Regex;

use crate::fold::fold;
use crate::jobs::{Job, is_developer_title};
use crate::pattern::pattern;
use crate::quantity::{Amount, amounts};
use crate::rules::Rules;
use crate::sentences::{is_marked, sentences};
use crate::sieve::{MayFit, may_fit};
use crate::stance::{Stance, stance};
use crate::tools::{Purpose, ToolUse, tools};
use crate::words::{tells_deed, words};

/// One résumé, ready for the rules.
pub(crate) struct Reading<'a> {
    pub(crate) document: &'a DocumentText,
    pub(crate) profile: &'a Profile,
    pub(crate) rules: &'a Rules,
    /// Newest first.
    pub(crate) jobs: Vec<Job<'a>>,
    /// In the order of the body.
    pub(crate) sentences: Vec<Sentence>,
    /// Whether the résumé is that of somebody who develops software.
    pub(crate) is_software: bool,
}

/// One sentence, bullet or line.
pub(crate) struct Sentence {
    pub(crate) span: Span,
    /// Its words, folded.
    pub(crate) plain: String,
    /// The patterns that are worth trying on them.
    pub(crate) may_fit: MayFit,
    pub(crate) section: SectionKind,
    /// Whether it stands in the bullets of a dated employment, or behind a bullet mark among the work.
    pub(crate) is_bullet: bool,
    /// Whether it holds the title or the employer of an employment.
    is_head: bool,
    /// Whether it lists rather than tells.
    pub(crate) is_list: bool,
    pub(crate) has_deed: bool,
    pub(crate) stance: Stance,
    pub(crate) tools: Vec<ToolUse>,
    pub(crate) amounts: Vec<Amount>,
}

/// What a sentence is to the work told, apart from its words.
pub(crate) struct Standing {
    section: SectionKind,
    is_bullet: bool,
    is_list: bool,
    has_deed: bool,
    stance: Stance,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(document: &'a DocumentText, profile: &'a Profile, rules: &'a Rules) -> Self {
        let body = &document.body;
        let bullets: Vec<Span> =
            profile.employment.iter().flat_map(|job| job.bullets.iter().copied()).collect();
        let heads: Vec<Span> = heads(profile).collect();
        let mut tools = tools(body, &rules.packs).into_iter().peekable();
        let sentences: Vec<Sentence> = sentences(body, &bullets)
            .into_iter()
            .map(|span| {
                while tools.next_if(|tool| tool.range.start < span.range().start).is_some() {}
                let inside = std::iter::from_fn(|| tools.next_if(|tool| tool.range.start < span.range().end));
                let inside: Vec<ToolUse> = inside.collect();
                let section = section_at(profile, span);
                let is_marked = section == SectionKind::Work && is_marked(body, span);
                let is_bullet = is_marked || bullets.iter().any(|bullet| bullet.overlaps(span));
                let is_head = !is_bullet && heads.iter().any(|head| head.overlaps(span));
                Sentence::new(span, fold(span.of(body)), section, (is_bullet, is_head), inside)
            })
            .collect();
        let is_software = is_software(&sentences);
        let jobs = profile.employment.iter().map(|employment| Job::new(employment, body)).collect();
        Self { document, profile, rules, jobs, sentences, is_software }
    }

    /// Whether the work is software development: a job's title says so, or the headline where no job has a title.
    pub(crate) fn develops_software(&self) -> bool {
        let headline = || self.profile.headline.as_ref().map(|headline| fold(&headline.value));
        let is_headed = || {
            let is_untitled = !self.jobs.is_empty() && self.jobs.iter().all(|job| job.title.is_empty());
            is_untitled && headline().is_some_and(|headline| is_developer_title(&headline))
        };
        self.is_software && (self.jobs.iter().any(|job| job.develops_software()) || is_headed())
    }

    /// The sentences that tell of the candidate's own work.
    pub(crate) fn work(&self) -> impl Iterator<Item = &Sentence> {
        self.sentences.iter().filter(|sentence| sentence.tells_work())
    }
}

impl Sentence {
    fn new(
        span: Span,
        plain: String,
        section: SectionKind,
        (is_bullet, is_head): (bool, bool),
        tools: Vec<ToolUse>,
    ) -> Self {
        let may_fit = may_fit(&plain);
        let has_deed = tells_deed(&plain);
        let is_head = is_head || (!has_deed && is_title_line(&plain));
        Self {
            span,
            section,
            is_bullet,
            is_head,
            is_list: is_list(&plain, &tools, has_deed || is_bullet),
            has_deed,
            stance: stance(&plain, may_fit),
            may_fit,
            amounts: amounts(&plain),
            tools,
            plain,
        }
    }

    /// Whether it tells, in words of its own, of work the candidate did.
    pub(crate) fn tells_work(&self) -> bool {
        let is_own = match self.stance {
            Stance::Told => true,
            Stance::Known => self.has_deed,
            Stance::Denied
            | Stance::Wished
            | Stance::Taught
            | Stance::Others
            | Stance::Advert
            | Stance::Leisure => false,
        };
        let is_told = self.is_bullet || self.has_deed || self.is_line_of_work();
        is_own && is_told && !self.is_list && !self.is_head && !self.is_about_learning()
    }

    /// Whether it stands among the work and is long enough to tell something: some pages set no bullet marks.
    fn is_line_of_work(&self) -> bool {
        self.section == SectionKind::Work && words(&self.plain).count() >= 4
    }

    /// Makes it look like a sentence about work done; gives what it was, for [`restore`](Self::restore).
    pub(crate) fn as_if_work(&mut self) -> Standing {
        let work = Standing {
            section: SectionKind::Work,
            is_bullet: true,
            is_list: false,
            has_deed: true,
            stance: Stance::Told,
        };
        let Self { section, is_bullet, is_list, has_deed, stance, .. } = *self;
        self.restore(work);
        Standing { section, is_bullet, is_list, has_deed, stance }
    }

    /// Gives it back what [`as_if_work`](Self::as_if_work) took.
    pub(crate) fn restore(&mut self, standing: Standing) {
        let Standing { section, is_bullet, is_list, has_deed, stance } = standing;
        (self.section, self.is_bullet, self.is_list) = (section, is_bullet, is_list);
        (self.has_deed, self.stance) = (has_deed, stance);
    }

    /// Whether it is a list of skills rather than a wish, a course or somebody else's.
    pub(crate) fn lists_skills(&self) -> bool {
        self.is_list && matches!(self.stance, Stance::Told | Stance::Known)
    }

    /// Whether it gives an address or a telephone rather than telling anything.
    pub(crate) fn is_contact(&self) -> bool {
        static PHONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\+ ?\d[\d ().-]{7,}"));
        self.plain.contains('@') || self.plain.contains("://") || PHONE.is_match(&self.plain)
    }

    /// Whether it stands among schools, certificates or languages rather than in a job.
    pub(crate) fn is_about_learning(&self) -> bool {
        let is_learning = matches!(
            self.section,
            SectionKind::Education | SectionKind::Certificates | SectionKind::Languages
        );
        is_learning && !self.is_bullet
    }

    /// Names of its tools of a purpose, as a reason shows them; empty when there are none.
    pub(crate) fn names_for(&self, purpose: Purpose) -> String {
        let mut names: Vec<&str> = Vec::new();
        for tool in self.tools.iter().filter(|tool| tool.speaks_for(purpose)) {
            if !names.contains(&tool.written.as_str()) {
                names.push(&tool.written);
            }
        }
        list_of(&names)
    }
}

/// Names as a sentence has them: "Django, Flask and Celery".
pub(crate) fn list_of(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// A title and an employer, wherever they stand: few words, the longer ones with capitals.
fn is_title_line(plain: &str) -> bool {
    let is_capital = |word: &str| word.len() < 4 || !word.starts_with(|c: char| c.is_ascii_lowercase());
    is_developer_title(plain) && words(plain).count() < 10 && words(plain).all(is_capital)
}

/// Where titles and employers stand.
fn heads(profile: &Profile) -> impl Iterator<Item = Span> {
    let facts = profile.employment.iter().flat_map(|job| [&job.title, &job.company]);
    facts.flatten().filter_map(|fact| fact.span)
}

fn section_at(profile: &Profile, span: Span) -> SectionKind {
    let holds =
        |section: &&candela_profile::Section| section.body.contains(span) || section.heading.overlaps(span);
    profile.sections.iter().find(holds).map_or(SectionKind::Head, |section| section.kind)
}

/// A line of names: most of its words are tools, or it falls into many short items.
fn is_list(plain: &str, tools: &[ToolUse], has_deed: bool) -> bool {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[A-Z][\w &/'-]{0,38}: ?"));
    let rest = LABEL.find(plain).map_or(plain, |label| &plain[label.end()..]);
    // Folded, a dot in the middle of a line is a `?`.
    if plain.matches(" ? ").count() + plain.matches(" | ").count() >= 2 {
        return true;
    }
    let n_words = words(plain).count().max(1);
    let n_tool_words: usize = tools.iter().map(|tool| words(&tool.written).count()).sum();
    let is_mostly_tools = if has_deed { n_tool_words * 3 > n_words * 2 } else { n_tool_words * 2 > n_words };
    if is_mostly_tools {
        return true;
    }
    let items = || rest.split([',', ';', '|', '/']).map(|item| words(item).count()).filter(|n| *n > 0);
    let (n_items, n_item_words) = (items().count(), items().sum::<usize>());
    !has_deed && n_items >= 3 && n_item_words <= n_items * 5 / 2
}

/// Three names of the trade that can mean nothing else, or a title that says it.
fn is_software(sentences: &[Sentence]) -> bool {
    let trade = sentences.iter().flat_map(|sentence| &sentence.tools).filter(|tool| tool.is_of_the_trade());
    let names: BTreeSet<&str> = trade.map(ToolUse::name).collect();
    names.len() >= 3 || sentences.iter().take(40).any(|sentence| is_developer_title(&sentence.plain))
}
