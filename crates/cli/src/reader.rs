//! What files may be read with: passwords, and OCR for scans. The same for every command that reads.

use std::fs;
use std::path::PathBuf;

use anyhow::Context as _;
use candela_extract::worker::WorkerCommand;
use candela_extract::{ReadOptions, Tesseract};
use clap::Args;

#[derive(Args)]
pub(crate) struct Reader {
    /// Read scans and pictures with the Tesseract that is installed here
    #[arg(long)]
    ocr: bool,
    /// The languages of the scans, by Tesseract's names [default: those that are installed]
    #[arg(long, value_name = "eng+deu", requires = "ocr")]
    ocr_languages: Option<String>,
    /// Try the passwords in this file, one a line, on locked files
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Ask for a password and try it on locked files
    #[arg(long)]
    ask_password: bool,
}

impl Reader {
    /// How the processes are started that read.
    pub(crate) fn command(&self) -> anyhow::Result<WorkerCommand> {
        let program = std::env::current_exe().context("cannot find the candela program itself")?;
        let options = ReadOptions::with_passwords(self.passwords()?);
        Ok(WorkerCommand { options, ocr: self.tesseract()?, ..WorkerCommand::new(program) })
    }

    fn tesseract(&self) -> anyhow::Result<Option<Tesseract>> {
        if !self.ocr {
            return Ok(None);
        }
        let found = Tesseract::find()?;
        Ok(Some(match &self.ocr_languages {
            Some(languages) => found.with_languages(languages)?,
            None => found,
        }))
    }

    fn passwords(&self) -> anyhow::Result<Vec<String>> {
        let mut passwords = Vec::new();
        if let Some(path) = &self.password_file {
            let text =
                fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
            passwords.extend(text.lines().filter(|line| !line.is_empty()).map(str::to_owned));
        }
        if self.ask_password {
            let password = rpassword::prompt_password("Password for locked files: ");
            passwords.push(password.context("cannot ask for a password here")?);
        }
        Ok(passwords)
    }
}
