//! The texts of few files of a repository, and the habits of its history, in one question.

use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::graphql::{Question, quoted};
use crate::judge::{self, Commit, HistoryFacts, KeptSecret};
use crate::overview::{Listed, RawLogin};
use crate::repository::Repository;

/// The size of one query, to begin with, in [`ReadOf::weight`].
pub(crate) const WEIGHT_A_QUERY: usize = 160;
/// Files of settings whose history is looked at.
const ENV_FILES: [&str; 3] = [".env", ".env.local", ".env.production"];
/// Months of history that are counted one by one.
const MAX_MONTHS: i32 = 72;
/// A repository younger than this has no two dozen months.
const LONG_MONTHS: i32 = 23;
/// From so many commits on, the size of each tells something.
const MANY_COMMITS: u64 = 300;

/// Asks for files of a repository at its newest commit, and for its history.
#[derive(Clone, Debug)]
pub(crate) struct ReadOf {
    pub(crate) repository: usize,
    owner: String,
    name: String,
    commit: String,
    author: String,
    files: Vec<String>,
    history: Option<Habits>,
}

/// What is asked of a history.
#[derive(Clone, Debug)]
struct Habits {
    /// First days of the months whose own commits are counted.
    months: Vec<Date>,
    with_lines: bool,
    with_issues: bool,
}

impl ReadOf {
    /// The question about a repository of the account with the id `author`. `number` names it to whoever asks.
    pub(crate) fn new(
        number: usize,
        repository: &Repository,
        author: &str,
        files: Vec<String>,
    ) -> Option<Self> {
        let (owner, name) = repository.full_name.split_once('/')?;
        let head = repository.head.as_ref()?;
        let history = Habits {
            months: months(repository),
            with_lines: head.n_commits >= MANY_COMMITS,
            with_issues: repository.n_issues >= 5,
        };
        Some(Self {
            repository: number,
            owner: owner.to_owned(),
            name: name.to_owned(),
            commit: head.oid.clone(),
            author: author.to_owned(),
            files,
            history: Some(history),
        })
    }

    fn history_field(&self, habits: &Habits) -> String {
        let author = quoted(&self.author);
        let lines = if habits.with_lines { "additions deletions " } else { "" };
        let mut fields = vec![
            format!(
                "newest: history(first: 30) {{ nodes {{ messageHeadline committedDate {lines}author {{ user {{ login }} }} }} }}"
            ),
            format!("mine: history(author: {{id: {author}}}) {{ totalCount }}"),
        ];
        fields.extend(habits.months.iter().enumerate().map(|(n, month)| {
            let last = month.last_of_month();
            format!("m{n}: history(author: {{id: {author}}}, since: \"{month}T00:00:00Z\", until: \"{last}T23:59:59Z\") {{ totalCount }}")
        }));
        fields.extend(ENV_FILES.iter().enumerate().map(|(n, path)| {
            format!("e{n}: history(first: 5, path: \"{path}\") {{ nodes {{ oid committedDate file(path: \"{path}\") {{ object {{ ... on Blob {{ text }} }} }} }} }}")
        }));
        let issues = if habits.with_issues {
            " issues(first: 40, orderBy: {field: CREATED_AT, direction: DESC}) { nodes { author { login } comments(first: 8) { nodes { author { login } } } } }"
        } else {
            ""
        };
        format!(
            "head: object(oid: {}) {{ ... on Commit {{ {} }} }}{issues}",
            quoted(&self.commit),
            fields.join(" ")
        )
    }
}

/// The months in which a repository could have been worked on, when it is old enough for that to matter.
fn months(repository: &Repository) -> Vec<Date> {
    let day = |at: Timestamp| at.to_zoned(TimeZone::UTC).date();
    let Some(last) = repository.pushed.map(day) else { return Vec::new() };
    let first = day(repository.created).max(last.saturating_sub(MAX_MONTHS.months()));
    let is_long = first.saturating_add(LONG_MONTHS.months()) <= last;
    let has_enough = repository.head.as_ref().is_some_and(|head| head.n_commits >= 24);
    if !is_long || !has_enough {
        return Vec::new();
    }
    std::iter::successors(Some(first.first_of_month()), |month| Some(month.saturating_add(1.month())))
        .take_while(|month| *month <= last)
        .collect()
}

impl Question for ReadOf {
    type Answer = Map<String, Value>;

    const KIND: &'static str = "contents";

    fn field(&self) -> String {
        let files = self.files.iter().enumerate().map(|(n, path)| {
            let expression = quoted(&format!("{}:{path}", self.commit));
            format!("f{n}: object(expression: {expression}) {{ ... on Blob {{ text isTruncated }} }}")
        });
        let history = self.history.iter().map(|habits| self.history_field(habits));
        let fields = files.chain(history).collect::<Vec<_>>().join(" ");
        format!("repository(owner: {}, name: {}) {{ {fields} }}", quoted(&self.owner), quoted(&self.name))
    }

    fn weight(&self) -> usize {
        let history = self
            .history
            .as_ref()
            .map_or(0, |habits| 4 + habits.months.len() / 12 + usize::from(habits.with_issues) * 10);
        self.files.len() + history
    }

    fn halves(&self) -> Option<[Self; 2]> {
        if self.history.is_some() && !self.files.is_empty() {
            return Some([
                Self { history: None, ..self.clone() },
                Self { files: Vec::new(), ..self.clone() },
            ]);
        }
        if let Some(habits) = &self.history {
            // A history that is too costly even alone is asked for less.
            let is_least = habits.months.is_empty() && !habits.with_lines && !habits.with_issues;
            let least = Habits { months: Vec::new(), with_lines: false, with_issues: false };
            let nothing = Self { history: None, ..self.clone() };
            return (!is_least).then(|| [Self { history: Some(least), ..self.clone() }, nothing]);
        }
        let (left, right) = self.files.split_at(self.files.len() / 2);
        let part = |files: &[String]| Self { files: files.to_vec(), ..self.clone() };
        (!left.is_empty()).then(|| [part(left), part(right)])
    }
}

#[derive(Deserialize)]
struct RawBlob {
    text: Option<String>,
    #[serde(default, rename = "isTruncated")]
    is_truncated: bool,
}

#[derive(Deserialize)]
struct RawCount {
    #[serde(rename = "totalCount")]
    total: u64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawCommit {
    message_headline: String,
    committed_date: Timestamp,
    #[serde(default)]
    additions: Option<u64>,
    #[serde(default)]
    deletions: Option<u64>,
    author: Option<RawAuthor>,
}

#[derive(Deserialize)]
struct RawAuthor {
    user: Option<RawLogin>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawVersion {
    oid: String,
    committed_date: Timestamp,
    file: Option<RawFile>,
}

#[derive(Deserialize)]
struct RawFile {
    object: Option<RawBlob>,
}

#[derive(Deserialize)]
struct RawIssue {
    author: Option<RawLogin>,
    comments: Listed<RawComment>,
}

#[derive(Deserialize)]
struct RawComment {
    author: Option<RawLogin>,
}

impl ReadOf {
    /// The texts that came, by path.
    pub(crate) fn texts(&self, answer: &mut Map<String, Value>) -> Vec<(String, String)> {
        let text = |n: usize| {
            let blob = serde_json::from_value::<RawBlob>(answer.remove(&format!("f{n}"))?).ok()?;
            blob.text.filter(|_| !blob.is_truncated)
        };
        let mut text = text;
        self.files.iter().enumerate().filter_map(|(n, path)| Some((path.clone(), text(n)?))).collect()
    }

    /// What the history shows, when it was asked for and came. `total` counts the commits of the repository.
    pub(crate) fn history(
        &self,
        answer: &Map<String, Value>,
        login: &str,
        total: u64,
    ) -> Option<HistoryFacts> {
        let habits = self.history.as_ref()?;
        let head = answer.get("head")?.as_object()?;
        let newest = of::<Listed<RawCommit>>(head, "newest")?.into_iter().map(|raw| Commit {
            headline: raw.message_headline,
            date: raw.committed_date,
            login: raw.author.and_then(|author| author.user).map(|user| user.login),
            // Without the sizes nobody is called a farmer.
            lines: raw.additions.zip(raw.deletions).map_or(u64::MAX, |(added, taken)| added + taken),
        });
        let facts = judge::judge_history(login, total, &newest.collect::<Vec<_>>());
        let has_own = |n: &usize| of::<RawCount>(head, &format!("m{n}")).is_some_and(|count| count.total > 0);
        let (issues, issues_answered) = answered(answer, login);
        Some(HistoryFacts {
            own_commits: of::<RawCount>(head, "mine").map(|count| count.total),
            own_months: (0..habits.months.len()).filter(has_own).count(),
            secrets: secrets(head),
            issues,
            issues_answered,
            ..facts
        })
    }
}

fn of<T: for<'de> Deserialize<'de>>(object: &Map<String, Value>, key: &str) -> Option<T> {
    T::deserialize(object.get(key)?).ok()
}

/// The commits that held a file of settings with secrets, oldest first.
fn secrets(head: &Map<String, Value>) -> Vec<KeptSecret> {
    let mut found = Vec::new();
    for (n, path) in ENV_FILES.iter().enumerate() {
        for version in
            of::<Listed<RawVersion>>(head, &format!("e{n}")).into_iter().flat_map(Listed::into_iter)
        {
            let text = version.file.and_then(|file| file.object).and_then(|blob| blob.text);
            if let Some(line) = text.and_then(|text| judge::line_of_secret(path, &text)) {
                let path = (*path).to_owned();
                found.push(KeptSecret { path, line, commit: version.oid, date: version.committed_date });
            }
        }
    }
    found.sort_by_key(|secret| (secret.date, secret.path.clone()));
    found
}

/// Issues of others, and those that the account answered.
fn answered(answer: &Map<String, Value>, login: &str) -> (usize, usize) {
    let is_own = |author: &Option<RawLogin>| {
        author.as_ref().is_some_and(|author| author.login.eq_ignore_ascii_case(login))
    };
    let issues = of::<Listed<RawIssue>>(answer, "issues").into_iter().flat_map(Listed::into_iter);
    let of_others = issues.filter(|issue| !is_own(&issue.author)).collect::<Vec<_>>();
    let answered = of_others.iter().filter(|issue| {
        issue.comments.nodes.iter().flatten().flatten().any(|comment| is_own(&comment.author))
    });
    (of_others.len(), answered.count())
}
