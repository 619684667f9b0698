//! One long import, with the memory of the command and of its readers looked at now and then.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::memory::{self, Memory};
use crate::{corpus, entries, pdf};

/// What was seen after so many files.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Files that had their answer.
    pub files: usize,
    /// Of the command, which keeps the pool and its index.
    pub command: Memory,
    /// Of the processes that read, together.
    pub readers: Memory,
}

/// By how much, in percent, the second half of a course of memory lies over the first.
#[derive(Clone, Copy, Debug)]
pub struct Growth {
    /// Of the command.
    pub command: f64,
    /// Of its readers.
    pub readers: f64,
}

/// Fills `target` with `n_files` PDFs, no two with the same bytes. Half of them are made here, of an invented person each; the others
/// are copies of the PDFs below `source` that differ in a comment, so that real producers are read as well. Each folder has a
/// thousand of either kind, so that an import meets both from the beginning to the end.
pub fn fill(target: &Path, source: &Path, n_files: usize) -> Result<()> {
    corpus::fill_with_pdfs(target, source, n_files / 2)?;
    for number in 0..n_files - n_files / 2 {
        let folder = target.join(format!("{:03}", number / 1000));
        fs::create_dir_all(&folder)?;
        let text = entries::entry(number as u64).body;
        fs::write(folder.join(format!("made-{number:06}.pdf")), pdf::page(&text))?;
    }
    Ok(())
}

/// Imports a folder into the pool by one `candela` and looks at its memory after every so many files.
pub fn import(candela: &Path, folder: &Path, pool: &Path, every: usize) -> Result<Vec<Sample>> {
    let mut child = Command::new(candela)
        .args(["import", "--json", "--pool"])
        .args([pool, folder])
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{}` does not start; build it first", candela.display()))?;
    let answers = BufReader::new(child.stdout.take().context("the output is piped")?);
    let mut samples = Vec::new();
    for (answer, files) in answers.lines().zip(1..) {
        answer?;
        if files % every == 0 {
            let (command, readers) = memory::of_family(child.id());
            samples.push(Sample { files, command, readers });
        }
    }
    let status = child.wait()?;
    ensure!(status.success(), "the import ended with {status}");
    Ok(samples)
}

/// How memory grew: the medians of the two halves. What the index holds until it writes goes up and down in both alike.
pub fn growth(samples: &[Sample]) -> Growth {
    let of = |memory: fn(&Sample) -> u64| {
        let (first, second) = samples.split_at(samples.len() / 2);
        let [before, after] = [first, second].map(|half| median(half.iter().map(memory).collect()));
        (after / before - 1.0) * 100.0
    };
    Growth { command: of(|sample| sample.command.own_kib), readers: of(|sample| sample.readers.own_kib) }
}

fn median(mut values: Vec<u64>) -> f64 {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or_default() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_is_of_what_processes_hold_themselves() {
        let samples = [100, 900, 100, 110, 110, 900].map(|own_kib| {
            let memory = Memory { own_kib, mapped_kib: own_kib * own_kib };
            Sample { files: 0, command: memory, readers: Memory { own_kib: 50, mapped_kib: 0 } }
        });
        let growth = growth(&samples);
        assert!((growth.command - 10.0).abs() < 0.01 && growth.readers == 0.0, "{growth:?}");
    }
}
