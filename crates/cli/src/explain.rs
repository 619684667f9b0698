//! `candela explain`: why a signal was or was not raised for one file.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use candela_extract::DocumentText;
use candela_extract::source;
use candela_extract::worker::{Worker, WorkerCommand};
use candela_profile::Context;
use candela_signals::{Evidence, EvidencePlace, Explanation, Outcome, explain};
use clap::Args;
use jiff::civil::Date;
use serde::Serialize;

use crate::own_rules;
use crate::pool_folder::PoolFolder;

/// Say why a signal was or was not raised for a file, step by step
///
/// A signal about sentences shows each one that counts, and each that looks like it and was ruled out, with what ruled it
/// out. A signal about the whole résumé shows the questions it asks and their answers.
#[derive(Args)]
pub(crate) struct Explain {
    /// The résumé
    file: PathBuf,
    /// The signal, as `candela read` names it: `testing_frameworks`
    #[arg(value_name = "SIGNAL")]
    id: String,
    /// Print one JSON object, for scripts
    #[arg(long)]
    json: bool,
    /// The date that "present" stands for, instead of today
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<Date>,
    // Its own signals and packs count as well.
    #[command(flatten)]
    pool: PoolFolder,
}

/// An explanation as scripts get it: spans come with their words.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    title: &'a str,
    polarity: candela_signals::Polarity,
    raised: bool,
    evidence: Vec<EvidenceRow<'a>>,
    steps: Vec<StepRow<'a>>,
}

#[derive(Serialize)]
struct EvidenceRow<'a> {
    quote: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct StepRow<'a> {
    quote: Option<&'a str>,
    about: &'a str,
    outcome: Outcome,
}

impl Explain {
    pub(crate) fn run(self, today: Date) -> anyhow::Result<()> {
        let Self { file, id, json, as_of, pool } = self;
        let rules = own_rules::load(&pool.path()?)?;
        let document = read(&file)?;
        let file_name = file.file_name().unwrap_or_default().to_string_lossy();
        let context = Context::new(as_of.unwrap_or(today), &file_name);
        let profile = candela_profile::profile(&document, &context);
        let Some(explanation) = explain(&rules, &document, &profile, &id) else {
            bail!("there is no signal `{id}`; `candela signals list` names them all");
        };
        let text = if json {
            serde_json::to_string(&Row::new(&explanation, &document))? + "\n"
        } else {
            in_words(&explanation, &document)
        };
        Ok(io::stdout().write_all(text.as_bytes())?)
    }
}

fn read(file: &Path) -> anyhow::Result<DocumentText> {
    let failed = |document: DocumentText| {
        anyhow::anyhow!("`{}`: {}", file.display(), document.reason.unwrap_or_default())
    };
    let bytes = source::load(file).map_err(|refusal| failed(refusal.into_document()))?;
    let program = std::env::current_exe().context("cannot find the candela program itself")?;
    let file_name = file.file_name().unwrap_or_default().to_string_lossy();
    let document = Worker::new(WorkerCommand::new(program)).read(&bytes, &file_name)?.document;
    if document.has_text() { Ok(document) } else { Err(failed(document)) }
}

impl<'a> Row<'a> {
    fn new(explanation: &'a Explanation, document: &'a DocumentText) -> Self {
        let evidence = |evidence: &'a Evidence| EvidenceRow {
            quote: quote(evidence.place, document),
            reason: &evidence.reason,
        };
        let step = |step: &'a candela_signals::Step| StepRow {
            quote: step.span.map(|span| span.of(&document.body)),
            about: &step.about,
            outcome: step.outcome,
        };
        Self {
            id: &explanation.id,
            title: &explanation.title,
            polarity: explanation.polarity,
            raised: explanation.raised,
            evidence: explanation.evidence.iter().map(evidence).collect(),
            steps: explanation.steps.iter().map(step).collect(),
        }
    }
}

fn quote(place: EvidencePlace, document: &DocumentText) -> &str {
    match place {
        EvidencePlace::Body(span) => span.of(&document.body),
        EvidencePlace::Hidden(idx) => document.hidden.get(idx as usize).map_or("", |hidden| &hidden.text),
        EvidencePlace::Absent => "",
    }
}

fn in_words(explanation: &Explanation, document: &DocumentText) -> String {
    let raised = if explanation.raised { "raised" } else { "not raised" };
    let mut text = format!("{}: {raised}\n{}\n\n", explanation.id, explanation.title);
    for step in &explanation.steps {
        let mark = match step.outcome {
            Outcome::Holds => "yes",
            Outcome::Fails => "no ",
            Outcome::Silent => "-  ",
        };
        // Writing into a string cannot fail.
        let _ = writeln!(text, "{mark}  {}", step.about);
        if let Some(span) = step.span {
            let words = span.of(&document.body).split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = writeln!(text, "     {words}");
        }
    }
    text
}
