//! From the findings of all repositories to the signals of the account.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::judge::{Evidence, Findings, HistoryFacts, Mark, Signal, SignalId, by_path, paths, sway};
use crate::overview::{Merged, Overview};
use crate::repository::Repository;

/// So many pieces of evidence of one signal are kept; the counts say how many there were.
const MAX_EVIDENCE: usize = 12;
/// Months with own commits that make a repository long maintained.
const LONG_MONTHS: usize = 24;
/// Functions that were read before anybody is called untyped.
const ENOUGH_FUNCTIONS: usize = 8;

/// A repository with what was found in it; nothing when it was not read.
pub(crate) struct Judged<'a> {
    pub(crate) repository: &'a Repository,
    pub(crate) findings: Option<&'a Findings>,
    pub(crate) history: Option<&'a HistoryFacts>,
}

/// All that the account's signals are made of.
struct Account<'a> {
    overview: &'a Overview,
    judged: &'a [Judged<'a>],
    today: Date,
}

/// The signals of an account, in the order of [`SignalId`].
pub(crate) fn signals(overview: &Overview, judged: &[Judged<'_>], today: Date) -> Vec<Signal> {
    let account = Account { overview, judged, today };
    let mut found = BTreeMap::<SignalId, Vec<Evidence>>::new();
    for (signal, evidence) in account.by_place().into_iter().chain(account.by_account()) {
        found.entry(signal).or_default().push(evidence);
    }
    let to_signal = |(id, evidence): (SignalId, Vec<Evidence>)| {
        let said = evidence.into_iter().filter(|evidence| *evidence != Evidence::default());
        Signal { id, polarity: id.polarity(), evidence: said.take(MAX_EVIDENCE).collect() }
    };
    found.into_iter().map(to_signal).collect()
}

impl<'a> Account<'a> {
    fn own(&self) -> impl Iterator<Item = &'a Judged<'a>> {
        self.judged
            .iter()
            .filter(|it| it.repository.is_own() && it.history.is_none_or(|history| !history.is_foreign))
    }

    fn read(&self) -> impl Iterator<Item = (&'a Repository, &'a Findings)> {
        self.own().filter_map(|it| Some((it.repository, it.findings?)))
    }

    /// Signals that stand at a place.
    fn by_place(&self) -> Vec<(SignalId, Evidence)> {
        let mut found = Vec::new();
        for (repository, findings) in self.read() {
            let has = |signal| findings.marks.iter().any(|mark| mark.signal == signal);
            let counts = |mark: &Mark| match mark.signal {
                SignalId::NoEnvExample => !has(SignalId::EnvExample),
                SignalId::PydanticV1 => {
                    repository.pushed.is_some_and(|pushed| day(pushed) >= self.days_ago(365))
                }
                // Told by the whole account below.
                SignalId::PlaceholderTestsOnly => false,
                _ => true,
            };
            let marks = findings.marks.iter().filter(|mark| counts(mark));
            found.extend(marks.map(|mark| (mark.signal, of_mark(repository, mark))));
            if findings.is_typed() {
                let note = format!("{} of {} functions annotated", findings.annotated, findings.functions);
                found.push((SignalId::TypedPython, of_repository(repository, Some(note))));
            }
            let is_new = day(repository.created).year() >= 2022;
            if is_new
                && findings.functions >= ENOUGH_FUNCTIONS
                && findings.annotated * 10 <= findings.functions
            {
                let note = format!("{} of {} functions annotated", findings.annotated, findings.functions);
                found.push((SignalId::UntypedSince2022, of_repository(repository, Some(note))));
            }
        }
        for it in self.own() {
            self.of_history(it, &mut found);
            self.of_overview(it, &mut found);
        }
        let bio = self.overview.bio.as_deref().is_some_and(|bio| sway::line_of_sway(bio).is_some());
        found.extend(bio.then(|| (SignalId::ReviewerManipulation, note("the line under the name"))));
        found
    }

    fn of_history(&self, it: &Judged<'_>, found: &mut Vec<(SignalId, Evidence)>) {
        let (repository, Some(history)) = (it.repository, it.history) else { return };
        for secret in &history.secrets {
            let url = repository.file_url_at(&secret.commit, &secret.path, Some(secret.line));
            let evidence = Evidence {
                repo: Some(repository.name.clone()),
                path: Some(secret.path.clone()),
                line: Some(secret.line),
                date: Some(day(secret.date)),
                url: Some(url),
                note: None,
            };
            found.push((SignalId::SecretsInHistory, evidence));
        }
        if let Some(at) = history.sway {
            let said = of_repository(repository, Some("the message of a commit".to_owned()));
            found.push((SignalId::ReviewerManipulation, Evidence { date: Some(day(at)), ..said }));
        }
        if history.own_months >= LONG_MONTHS {
            let note = format!("own commits in {} different months", history.own_months);
            found.push((SignalId::LongMaintained, of_repository(repository, Some(note))));
        }
        if history.is_farmed {
            let n_commits = repository.head.as_ref().map_or(0, |head| head.n_commits);
            let note = format!("{n_commits} commits, the newest of which change a line or two each");
            found.push((SignalId::CommitFarming, of_repository(repository, Some(note))));
        }
        if history.issues >= 5 && history.issues_answered * 2 > history.issues {
            let note = format!(
                "{} of the newest {} issues of others answered",
                history.issues_answered, history.issues
            );
            found.push((SignalId::IssuesAnswered, of_repository(repository, Some(note))));
        }
    }

    fn of_overview(&self, it: &Judged<'_>, found: &mut Vec<(SignalId, Evidence)>) {
        let repository = it.repository;
        // Files at the root are in the overview, so that repositories that were not read have them too.
        if it.findings.is_none() {
            let files =
                repository.entries.iter().filter(|entry| !entry.is_folder).map(|entry| entry.path.as_str());
            for path in files {
                let mark = |signal| Mark { signal, path: Some(path.to_owned()), line: None, note: None };
                found.extend(by_path(path).map(mark).map(|mark| (mark.signal, of_mark(repository, &mark))));
            }
        }
        for release in &repository.releases {
            let evidence = Evidence {
                repo: Some(repository.name.clone()),
                date: release.published.map(day),
                url: Some(release.url.clone()),
                note: Some(format!("{} releases, newest first", repository.n_releases)),
                ..Evidence::default()
            };
            found.push((SignalId::ReleasesPublished, evidence));
        }
        if repository.description.as_deref().is_some_and(|text| sway::line_of_sway(text).is_some()) {
            let note = "the description of the repository".to_owned();
            found.push((SignalId::ReviewerManipulation, of_repository(repository, Some(note))));
        }
        if let Some(pushed) = repository.pushed.map(day).filter(|pushed| *pushed >= self.days_ago(90)) {
            let evidence = of_repository(repository, Some("newest push".to_owned()));
            found.push((SignalId::RecentActivity, Evidence { date: Some(pushed), ..evidence }));
        }
    }

    /// Signals of the account as a whole.
    fn by_account(&self) -> Vec<(SignalId, Evidence)> {
        let mut found = self.absences();
        found.extend(self.of_activity());
        found.extend(self.tutorials());
        found.extend(self.dumps());
        found.extend(self.bots());
        found
    }

    /// What was searched for in all own repositories and not found. Says how many were read.
    fn absences(&self) -> Vec<(SignalId, Evidence)> {
        let mut found = Vec::new();
        let n_own = usize::try_from(self.overview.n_own).unwrap_or(usize::MAX);
        let filled = self.own().filter(|it| !it.repository.entries.is_empty()).collect::<Vec<_>>();
        let read = self.read().collect::<Vec<_>>();
        let total =
            |count: fn(&Findings) -> usize| read.iter().map(|(_, findings)| count(findings)).sum::<usize>();
        let has_root = |is: fn(&str) -> bool| {
            filled.iter().any(|it| it.repository.entries.iter().any(|entry| is(&entry.path)))
                || read.iter().any(|(_, findings)| {
                    findings.marks.iter().any(|mark| mark.path.as_deref().is_some_and(is))
                })
        };
        let searched = |what: &str, n: usize| note(&format!("{what} in {n} of {n_own} own repositories"));
        if !filled.is_empty() && !has_root(paths::is_readme) {
            let each = filled.iter().map(|it| of_repository(it.repository, Some("no README".to_owned())));
            found.extend(each.map(|evidence| (SignalId::NoReadmeAnywhere, evidence)));
        }
        let code = total(|findings| findings.code_files);
        let asserting = total(|findings| findings.asserting_tests);
        if code > 0 && asserting == 0 && self.tests_were_looked_for(&read) {
            found.push((SignalId::NoTestsAnywhere, searched("no test that asserts anything", read.len())));
            for (repository, findings) in &read {
                let idle = findings.marks.iter().filter(|mark| mark.signal == SignalId::PlaceholderTestsOnly);
                found.extend(idle.map(|mark| (mark.signal, of_mark(repository, mark))));
            }
        }
        if total(|findings| findings.python_files) > 0 && !has_root(paths::is_manifest) {
            found.push((SignalId::NoDependencyManifest, searched("no manifest", filled.len())));
        }
        let notebooks = total(|findings| findings.notebooks);
        if notebooks > 0 && notebooks == code && self.all_is_listed(&read) {
            for (repository, findings) in read.iter().filter(|(_, findings)| findings.notebooks > 0) {
                let note = Some(format!("{} notebooks and no other code", findings.notebooks));
                let path = findings.main_file.clone();
                let mark = Mark { signal: SignalId::NotebooksOnly, path, line: None, note };
                found.push((SignalId::NotebooksOnly, of_mark(repository, &mark)));
            }
        }
        found
    }

    /// Whether every test file that is known of was read, and no repository that was left out shows a folder of tests.
    fn tests_were_looked_for(&self, read: &[(&Repository, &Findings)]) -> bool {
        let all_read = read.iter().all(|(_, findings)| findings.test_files <= findings.test_files_read);
        let is_promising = |repository: &Repository| {
            repository.entries.iter().any(|entry| {
                let name = entry.path.to_ascii_lowercase();
                paths::is_test(&entry.path)
                    || entry.is_folder && matches!(name.as_str(), "tests" | "test" | "spec" | "__tests__")
            })
        };
        all_read && !self.own().any(|it| it.findings.is_none() && is_promising(it.repository))
    }

    fn all_is_listed(&self, read: &[(&Repository, &Findings)]) -> bool {
        let left_out = self.own().filter(|it| it.findings.is_none() && !it.repository.entries.is_empty());
        read.iter().all(|(_, findings)| findings.is_listed) && left_out.count() == 0
    }

    fn of_activity(&self) -> Vec<(SignalId, Evidence)> {
        let mut found = Vec::new();
        let overview = self.overview;
        let newest = self
            .own()
            .filter_map(|it| Some((it.repository.pushed?, it.repository)))
            .max_by_key(|(pushed, _)| *pushed);
        if let Some((pushed, repository)) = newest.filter(|(pushed, _)| day(*pushed) < self.days_ago(730)) {
            let evidence = of_repository(repository, Some("newest own push".to_owned()));
            found.push((SignalId::StaleOverTwoYears, Evidence { date: Some(day(pushed)), ..evidence }));
        }
        for merged in &overview.merged {
            found.push((SignalId::UpstreamMerged, of_merged(merged)));
            if merged.date.is_some_and(|date| day(date) >= self.days_ago(90)) {
                found.push((SignalId::RecentActivity, of_merged(merged)));
            }
        }
        if overview.n_own == 0 && overview.n_forks > 0 {
            let forks = overview.forks.iter().map(|fork| Evidence {
                repo: Some(fork.name.clone()),
                url: Some(fork.url.clone()),
                note: fork.of.as_ref().map(|of| format!("fork of {of}")),
                ..Evidence::default()
            });
            found.extend(forks.map(|evidence| (SignalId::ForksOnly, evidence)));
        }
        if overview.n_own == 0 && overview.n_forks == 0 {
            found.push((SignalId::NothingPublic, note("0 public repositories")));
        }
        if let Some((language, share)) = self.main_language().filter(|(language, _)| language == "Python") {
            let note = note(&format!("{share} % of the bytes of own code are {language}"));
            found.push((SignalId::PythonMain, note));
        }
        found
    }

    /// The language of most bytes with its share in percent. Own code where it was listed, GitHub's count elsewhere;
    /// style sheets and pages are no code.
    fn main_language(&self) -> Option<(String, u64)> {
        let mut bytes = BTreeMap::<&str, u64>::new();
        for it in self.own() {
            match it.findings {
                Some(findings) => {
                    findings.bytes.iter().for_each(|(name, n)| *bytes.entry(name).or_default() += n);
                }
                None => {
                    for (name, n) in it.repository.languages.iter().filter(|(name, _)| !is_markup(name)) {
                        let name = if name == "Jupyter Notebook" { "Python" } else { name };
                        *bytes.entry(name).or_default() += n;
                    }
                }
            }
        }
        let total = bytes.values().sum::<u64>();
        let (name, n) = bytes.into_iter().max_by_key(|(_, n)| *n).filter(|(_, n)| *n > 0)?;
        Some((name.to_owned(), n * 100 / total))
    }

    /// Exercises: a README that names its course, or the same code in several repositories; two at least, and half
    /// of all.
    fn tutorials(&self) -> Vec<(SignalId, Evidence)> {
        let read = self.read().filter(|(_, findings)| findings.code_files > 0).collect::<Vec<_>>();
        let mut seen = BTreeMap::<&str, usize>::new();
        let oids = read.iter().flat_map(|(_, findings)| &findings.code_oids);
        oids.for_each(|oid| *seen.entry(oid).or_default() += 1);
        let is_copy = |findings: &Findings| {
            let shared = findings.code_oids.iter().filter(|oid| seen[oid.as_str()] > 1).count();
            shared * 2 > findings.code_oids.len()
        };
        let copies = read.iter().filter(|(repository, findings)| {
            findings.follows_tutorial || is_copy(findings) && names_an_exercise(&repository.name)
        });
        let copies = copies.collect::<Vec<_>>();
        if copies.len() < 2 || copies.len() * 2 < read.len() {
            return Vec::new();
        }
        let evidence = |(repository, findings): &(&Repository, &Findings)| {
            let why = if findings.follows_tutorial {
                "the README names its tutorial"
            } else {
                "the same code in several repositories"
            };
            let path = findings.main_file.clone();
            of_mark(
                repository,
                &Mark { signal: SignalId::TutorialCopies, path, line: None, note: Some(why.to_owned()) },
            )
        };
        copies.into_iter().map(|it| (SignalId::TutorialCopies, evidence(it))).collect()
    }

    fn dumps(&self) -> Vec<(SignalId, Evidence)> {
        let filled = self
            .own()
            .filter_map(|it| Some((it.repository, it.repository.head.as_ref()?)))
            .collect::<Vec<_>>();
        let dumped = filled.iter().filter(|(_, head)| head.n_commits == 1 && is_first_commit(&head.headline));
        let dumped = dumped.collect::<Vec<_>>();
        if filled.len() < 3 || dumped.len() * 2 <= filled.len() {
            return Vec::new();
        }
        let note = |head: &crate::repository::Head| Some(format!("one commit, on {}", day(head.date)));
        dumped
            .iter()
            .map(|(repository, head)| (SignalId::DumpCommits, of_repository(repository, note(head))))
            .collect()
    }

    /// All repositories that have a history worth the name are a machine's.
    fn bots(&self) -> Vec<(SignalId, Evidence)> {
        let grown =
            self.own().filter(|it| it.repository.head.as_ref().is_some_and(|head| head.n_commits >= 5));
        let grown = grown.collect::<Vec<_>>();
        if grown.is_empty() || !grown.iter().all(|it| it.history.is_some_and(|history| history.is_automatic))
        {
            return Vec::new();
        }
        let n_commits = |it: &Judged<'_>| it.repository.head.as_ref().map_or(0, |head| head.n_commits);
        let note =
            |it: &Judged<'_>| Some(format!("{} commits in a machine's words or at its hours", n_commits(it)));
        grown.iter().map(|it| (SignalId::BotLike, of_repository(it.repository, note(it)))).collect()
    }

    fn days_ago(&self, days: i32) -> Date {
        self.today.saturating_sub(days.days())
    }
}

fn day(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

fn note(text: &str) -> Evidence {
    Evidence { note: Some(text.to_owned()), ..Evidence::default() }
}

fn of_repository(repository: &Repository, note: Option<String>) -> Evidence {
    Evidence {
        repo: Some(repository.name.clone()),
        url: Some(repository.url.clone()),
        note,
        ..Evidence::default()
    }
}

fn of_mark(repository: &Repository, mark: &Mark) -> Evidence {
    Evidence {
        repo: Some(repository.name.clone()),
        url: Some(
            mark.path
                .as_ref()
                .map_or_else(|| repository.url.clone(), |path| repository.file_url(path, mark.line)),
        ),
        path: mark.path.clone(),
        line: mark.line,
        date: repository.head.as_ref().map(|head| day(head.date)),
        note: mark.note.clone(),
    }
}

fn of_merged(merged: &Merged) -> Evidence {
    Evidence {
        repo: Some(merged.repository.clone()),
        date: merged.date.map(day),
        url: Some(merged.url.clone()),
        ..Evidence::default()
    }
}

fn is_markup(language: &str) -> bool {
    let markup = [
        "HTML",
        "CSS",
        "SCSS",
        "Less",
        "Sass",
        "TeX",
        "Jinja",
        "Markdown",
        "Dockerfile",
        "Makefile",
        "Batchfile",
        "Procfile",
    ];
    markup.contains(&language)
}

/// A message of the kind that stands over everything at once.
fn is_first_commit(headline: &str) -> bool {
    let headline = headline.trim().trim_end_matches(['.', '!']).to_lowercase();
    matches!(
        headline.as_str(),
        "init" | "first" | "initial" | "upload" | "commit" | "initial version" | "initial upload"
    ) || ["initial commit", "first commit", "add files via upload", "init commit", "initial import"]
        .iter()
        .any(|start| headline.starts_with(start))
}

/// A repository named like one of the exercises that everybody does.
fn names_an_exercise(name: &str) -> bool {
    let name = name.to_lowercase();
    let words = name.split(['-', '_', '.']).collect::<BTreeSet<_>>();
    let exercises = [
        "todo",
        "todolist",
        "weather",
        "calculator",
        "blog",
        "clone",
        "titanic",
        "mnist",
        "iris",
        "tictactoe",
        "hangman",
        "snake",
        "tutorial",
        "course",
        "bootcamp",
        "quiz",
        "pokedex",
    ];
    exercises.iter().any(|exercise| words.contains(exercise))
}
