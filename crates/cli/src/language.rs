//! The language of a page that is written for candidates.

use candela_pool::Language;
use clap::Args;

/// In which language a page is written.
#[derive(Args)]
pub(crate) struct PageLanguage {
    /// The language of the page: en or de
    #[arg(long, value_name = "LANGUAGE", default_value = "en", value_parser = named)]
    pub(crate) language: Language,
}

fn named(typed: &str) -> Result<Language, String> {
    match typed {
        "en" => Ok(Language::En),
        "de" => Ok(Language::De),
        _ => Err("expected `en` or `de`".to_owned()),
    }
}
