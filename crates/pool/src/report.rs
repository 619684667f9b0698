//! What is stored of one candidate and why, to be given to them who ask.

use std::fmt::Write as _;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::export::escaped;
use crate::store;
use crate::{CandidateId, Error, Pool};

const STYLE: &str = include_str!("report.css");

/// The parts of a report: what each is, and why it is kept.
const PARTS: [(&str, &str, &str); 9] = [
    (
        "files",
        "Files that were read",
        "Where each résumé came from and when, so that it can be found again and is not read twice.",
    ),
    (
        "texts",
        "The text of each file",
        "What is searched and shown; hidden words stand apart and count for nothing.",
    ),
    (
        "facts",
        "Facts read from the text",
        "What the list shows and searches ask for. `start` and `end` say where in the text a fact stands.",
    ),
    ("corrections", "Facts put right by hand", "They win over what was read; who made them, and when."),
    (
        "signals",
        "Signals",
        "Observations of fixed rules about words of the text, each with its words. They are shown; nothing is decided by them.",
    ),
    ("triage", "Decision, tags and notes", "Where the candidate stands today, and what was written."),
    (
        "history",
        "What was done",
        "Each decision, tag and note with who, when, and what was before and after it.",
    ),
    (
        "github",
        "Public work on GitHub",
        "What an account that the résumé names shows in public, where the recruiter asked for it.",
    ),
    (
        "keeping",
        "How long this is kept",
        "The day counted from, the day on which it is due, a hold if there is one, and backups that hold it as well.",
    ),
];

/// All that the pool holds of one candidate.
#[derive(Clone, Debug)]
pub struct AccessReport {
    value: Value,
}

impl Pool {
    /// All that is stored of a candidate and of the versions of them.
    ///
    /// # Errors
    /// [`Error::NoCandidate`] when nobody has this number.
    pub fn access_report(&self, id: CandidateId, at: Timestamp) -> Result<AccessReport, Error> {
        let candidate = self.candidate(id)?;
        let resumes = self.ask(|connection| {
            let mut resumes = Vec::new();
            for resume in store::same::versions(connection, id)? {
                let file = store::resumes::load(connection, resume)?;
                let layout = store::layouts::load(connection, resume)?;
                let text = json!({
                    "file": file.path.to_string_lossy(),
                    "text": store::texts::load(connection, resume)?,
                    "hidden": layout.hidden,
                    "links": layout.links,
                });
                let file = json!({
                    "file": file.path.to_string_lossy(),
                    "imported": file.imported,
                    "size_bytes": file.size_bytes,
                    "format": file.format,
                    "last_changed": file.modified,
                    "status": file.status,
                    "reason": file.reason,
                    "warnings": file.warnings,
                });
                resumes.push((file, text));
            }
            Ok(resumes)
        })?;
        let (files, texts): (Vec<_>, Vec<_>) = resumes.into_iter().unzip();
        let versions = self.versions(id)?;
        let facts: Vec<_> = versions
            .iter()
            .map(|version| json!({ "file": version.path.to_string_lossy(), "facts": version.profile }))
            .collect();
        let kept = self.kept_of(|other| other == id)?.pop();
        let backups: Vec<_> =
            self.backups()?.iter().map(|backup| backup.path.to_string_lossy().into_owned()).collect();
        let github =
            self.github_of(id)?.map(|found| json!({ "found": found.found, "portrait": found.portrait }));
        let value = json!({
            "candidate": id,
            "name": candidate.profile.name.as_ref().map(|name| &name.value),
            "made": at,
            "files": files,
            "texts": texts,
            "facts": facts,
            "corrections": self.corrections(id)?,
            "signals": candidate.signals,
            "triage": self.triage(id)?,
            "history": self.history(id)?,
            "github": github,
            "keeping": { "kept": kept, "period": self.retention()?.map(|chosen| chosen.keep), "backups": backups },
        });
        Ok(AccessReport { value })
    }
}

impl AccessReport {
    /// As one JSON object.
    pub fn json(&self) -> String {
        format!("{:#}\n", self.value)
    }

    /// As a page that neither runs nor fetches anything.
    pub fn html(&self) -> String {
        let name = self.value["name"].as_str().unwrap_or("a candidate without a name");
        let title = format!("What is stored about {}", escaped(name));
        let mut html = format!(
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
             content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n\
             <h1>{title}</h1>\n<p>Candidate {} of this pool, as of {}.</p>\n",
            self.value["candidate"],
            self.value["made"].as_str().unwrap_or_default(),
        );
        for (key, title, why) in PARTS {
            // Writing to a string does not fail.
            let _ = writeln!(html, "<h2>{title}</h2>\n<p class=\"why\">{why}</p>");
            if is_nothing(&self.value[key]) {
                html.push_str("<p>Nothing is stored.</p>\n");
            } else {
                write(&mut html, &self.value[key]);
            }
        }
        html.push_str("</html>\n");
        html
    }
}

/// What says nothing is left out of the page; the JSON has it.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(values) => values.iter().all(is_nothing),
        Value::Object(values) => values.values().all(is_nothing),
        Value::String(text) => text.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn write(html: &mut String, value: &Value) {
    match value {
        Value::Object(values) => {
            html.push_str("<dl>\n");
            for (key, value) in values.iter().filter(|(_, value)| !is_nothing(value)) {
                let _ = write!(html, "<dt>{}</dt><dd>", escaped(&key.replace('_', " ")));
                write(html, value);
                html.push_str("</dd>\n");
            }
            html.push_str("</dl>\n");
        }
        Value::Array(values) => {
            html.push_str("<ul>\n");
            for value in values.iter().filter(|value| !is_nothing(value)) {
                html.push_str("<li>");
                write(html, value);
                html.push_str("</li>\n");
            }
            html.push_str("</ul>\n");
        }
        Value::String(text) => html.push_str(&escaped(text)),
        other => html.push_str(&escaped(&other.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Decision;
    use crate::testing::pool_of;

    const ROBIN: CandidateId = CandidateId(1);

    fn at() -> Timestamp {
        "2026-05-04T09:30:00Z".parse().unwrap()
    }

    #[test]
    fn everything_that_the_pool_holds_of_a_candidate_is_told_and_of_nobody_else() {
        let (_folder, pool) = pool_of(&["Robin", "Noor"]);
        pool.decide(&[ROBIN], Decision::Reject, Some("Skills missing"), "anna", at()).unwrap();
        pool.write_note(ROBIN, "Speaks <b>Basque</b>", "anna", at()).unwrap();
        pool.hold(&[ROBIN], "a dispute", "anna", at()).unwrap();
        let report = pool.access_report(ROBIN, at()).unwrap();
        let value: Value = serde_json::from_str(&report.json()).unwrap();
        let text = pool.document(ROBIN).unwrap().body;
        assert_eq!(value["texts"][0]["text"], json!(text));
        assert_eq!(value["facts"][0]["facts"]["name"]["value"], "Robin");
        assert_eq!(value["triage"]["decided"]["reason"], "Skills missing");
        assert_eq!(value["history"].as_array().unwrap().len(), 2);
        assert_eq!(value["keeping"]["kept"]["hold"]["reason"], "a dispute");
        assert!(!report.json().contains("Noor"));
        let page = report.html();
        assert!(PARTS.iter().all(|(_, title, why)| page.contains(title) && page.contains(why)));
        assert!(page.contains("Skills missing") && page.contains("&lt;b&gt;Basque"));
        assert!(!page.contains("<b>") && !page.contains("<script"), "strangers' words are text");
        assert!(matches!(pool.access_report(CandidateId(9), at()), Err(Error::NoCandidate(_))));
    }
}
