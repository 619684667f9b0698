//! The `candela` command: one file a subcommand.
//!
//! It is a library so that a package can hold the command and the window in one program, which share nearly all of their code.

mod author;
mod backup;
mod completions;
mod correct;
mod decide;
mod doctor;
mod engine;
mod erase;
mod explain;
mod export;
mod facts;
mod fit;
mod github;
mod history;
mod impact;
mod import;
mod import_table;
mod kit;
mod language;
mod list;
mod log;
mod man;
mod market;
mod note;
mod own_rules;
mod passphrase;
mod pool;
mod pool_folder;
mod pool_team;
mod printable;
mod progress;
mod read;
mod reader;
mod report;
mod reread;
mod retention;
mod role;
mod roles;
mod same;
mod search;
mod show;
mod signals;
mod skills;
mod statement;
mod tag;
mod worker;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads résumés on this machine: text, facts and signals, each with the words that carry it.
#[derive(Parser)]
#[command(name = "candela", version, max_term_width = 100)]
struct Candela {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Import(import::Import),
    Search(search::Search),
    List(list::List),
    Show(show::Show),
    Decide(decide::Decide),
    Tag(tag::Tag),
    Tags(tag::Tags),
    Note(note::Note),
    History(history::History),
    Log(log::Log),
    Undo(history::Undo),
    Redo(history::Redo),
    Kit(kit::Kit),
    Market(market::Market),
    Export(export::Export),
    Correct(correct::Correct),
    Roles(roles::Roles),
    Fit(fit::FitCommand),
    Same(same::Same),
    Skills(skills::Skills),
    Reread(reread::Reread),
    Erase(erase::Erase),
    Github(github::Github),
    Read(read::Read),
    Explain(explain::Explain),
    Signals(signals::Signals),
    Report(report::Report),
    Statement(statement::StatementCommand),
    Impact(impact::ImpactCommand),
    Retention(retention::RetentionCommand),
    Backup(backup::BackupCommand),
    Restore(backup::Restore),
    Pool(pool::PoolCommand),
    Doctor(doctor::Doctor),
    Completions(completions::Completions),
    Man(man::Manual),
    Worker(worker::Worker),
}

/// Runs the command with its arguments, of which the first is the program's name. Ends the process itself where they are wrong or ask for help.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let outcome = match Candela::parse_from(arguments).command {
        Command::Import(import) => import.run(&now()),
        Command::Search(search) => search.run(),
        Command::List(list) => list.run(),
        Command::Show(show) => show.run(),
        Command::Decide(decide) => decide.run(now().timestamp()),
        Command::Tag(tag) => tag.run(now().timestamp()),
        Command::Tags(tags) => tags.run(),
        Command::Note(note) => note.run(now().timestamp()),
        Command::History(history) => history.run(),
        Command::Log(log) => log.run(),
        Command::Undo(undo) => undo.run(now().timestamp()),
        Command::Redo(redo) => redo.run(),
        Command::Kit(kit) => kit.run(),
        Command::Market(market) => market.run(),
        Command::Export(export) => export.run(),
        Command::Correct(correct) => correct.run(now().timestamp()),
        Command::Roles(roles) => roles.run(&now()),
        Command::Fit(fit) => fit.run(&now()),
        Command::Same(same) => same.run(now().timestamp()),
        Command::Skills(skills) => skills.run(),
        Command::Reread(reread) => reread.run(),
        Command::Erase(erase) => erase.run(now().date()),
        Command::Github(github) => github.run(&now()),
        Command::Read(read) => read.run(now().date()),
        Command::Explain(explain) => explain.run(now().date()),
        Command::Signals(signals) => signals.run(),
        Command::Report(report) => report.run(now().timestamp()),
        Command::Statement(statement) => statement.run(),
        Command::Impact(impact) => impact.run(),
        Command::Retention(retention) => retention.run(&now()),
        Command::Backup(backup) => backup.run(now().timestamp()),
        Command::Restore(restore) => restore.run(now().timestamp()),
        Command::Pool(pool) => pool.run(),
        Command::Doctor(doctor) => doctor.run(),
        Command::Completions(completions) => completions.run(),
        Command::Man(manual) => manual.run(),
        Command::Worker(worker) => worker.run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads our output has had enough, as `head` does.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("candela: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The one place of the command that reads the clock.
#[expect(clippy::disallowed_methods, reason = "everything below takes the date as an argument")]
pub(crate) fn now() -> jiff::Zoned {
    jiff::Zoned::now()
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kind = error.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
    kind == Some(std::io::ErrorKind::BrokenPipe)
}
