//! What is stored of one candidate and why, to be given to them who ask.

use std::fmt::Write as _;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::export::escaped;
use crate::store;
use crate::{CandidateId, Error, Language, Pool};

const STYLE: &str = include_str!("report.css");

/// A part of a report: what it is, and why it is kept, in English and German.
struct Part {
    key: &'static str,
    title: [&'static str; 2],
    why: [&'static str; 2],
}

const PARTS: [Part; 10] = [
    Part {
        key: "files",
        title: ["Files that were read", "Gelesene Dateien"],
        why: [
            "Where each résumé came from and when, so that it can be found again and is not read twice.",
            "Woher jeder Lebenslauf kam und wann, damit er wiedergefunden und nicht zweimal gelesen wird.",
        ],
    },
    Part {
        key: "texts",
        title: ["The text of each file", "Der Text jeder Datei"],
        why: [
            "What is searched and shown; hidden words stand apart and count for nothing.",
            "Was durchsucht und gezeigt wird; verborgene Wörter stehen für sich und zählen nicht.",
        ],
    },
    Part {
        key: "facts",
        title: ["Facts read from the text", "Angaben, die aus dem Text gelesen wurden"],
        why: [
            "What the list shows and searches ask for. `start` and `end` say where in the text a fact stands.",
            "Was die Liste zeigt und Suchen abfragen. `start` und `end` sagen, wo im Text eine Angabe steht.",
        ],
    },
    Part {
        key: "corrections",
        title: ["Facts put right by hand", "Von Hand berichtigte Angaben"],
        why: [
            "They win over what was read; who made them, and when.",
            "Sie gelten vor dem Gelesenen; wer sie wann gemacht hat.",
        ],
    },
    Part {
        key: "signals",
        title: ["Signals", "Signale"],
        why: [
            "Observations of fixed rules about words of the text, each with its words. They are shown; nothing is decided by them.",
            "Beobachtungen fester Regeln an Wörtern des Textes, jede mit diesen Wörtern. Sie werden gezeigt; nichts wird durch sie entschieden.",
        ],
    },
    Part {
        key: "triage",
        title: ["Decision, tags and notes", "Entscheidung, Schlagwörter und Notizen"],
        why: [
            "Where the candidate stands today, and what was written.",
            "Wie es um die Bewerbung heute steht, und was geschrieben wurde.",
        ],
    },
    Part {
        key: "history",
        title: ["What was done", "Was getan wurde"],
        why: [
            "Each decision, tag and note with who, when, and what was before and after it.",
            "Jede Entscheidung, jedes Schlagwort und jede Notiz: wer, wann, und was davor und danach war.",
        ],
    },
    Part {
        key: "searches",
        title: ["Searches", "Suchen"],
        why: [
            "How many of the searches that are kept showed the candidate on their first page.",
            "Wie viele der aufbewahrten Suchen die Person auf der ersten Seite zeigten.",
        ],
    },
    Part {
        key: "github",
        title: ["Public work on GitHub", "Öffentliche Arbeit auf GitHub"],
        why: [
            "What an account that the résumé names shows in public, where the recruiter asked for it.",
            "Was ein im Lebenslauf genanntes Konto öffentlich zeigt, sofern es angesehen wurde.",
        ],
    },
    Part {
        key: "keeping",
        title: ["How long this is kept", "Wie lange das aufbewahrt wird"],
        why: [
            "The day counted from, the day on which it is due, a hold if there is one, and backups that hold it as well.",
            "Der Tag, von dem an gezählt wird, der Tag der Fälligkeit, eine Sperre, falls es eine gibt, und Sicherungen, in denen es ebenfalls steht.",
        ],
    },
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
        let kept = self.kept_as(id)?;
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
            "searches": self.ask(|connection| Ok(store::logged_searches::count_of(connection, id)?))?,
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

    /// As a page that neither runs nor fetches anything. What is stored keeps its own language.
    pub fn html(&self, language: Language) -> String {
        let nobody = language.of(["a candidate without a name", "eine Person ohne Namen"]);
        let name = escaped(self.value["name"].as_str().unwrap_or(nobody));
        let title = format!("{} {name}", language.of(["What is stored about", "Was gespeichert ist über"]));
        let number = &self.value["candidate"];
        let made = self.value["made"].as_str().unwrap_or_default();
        let when = language.of([
            format!("Candidate {number} of this pool, as of {made}."),
            format!("Nummer {number} in diesem Pool, Stand {made}."),
        ]);
        let mut html = page_head(language, &title, STYLE);
        // Writing to a string does not fail.
        let _ = writeln!(html, "<h1>{title}</h1>\n<p>{when}</p>");
        for Part { key, title, why } in PARTS {
            let _ =
                writeln!(html, "<h2>{}</h2>\n<p class=\"why\">{}</p>", language.of(title), language.of(why));
            if is_nothing(&self.value[key]) {
                let _ = writeln!(
                    html,
                    "<p>{}</p>",
                    language.of(["Nothing is stored.", "Nichts ist gespeichert."])
                );
            } else {
                write(&mut html, &self.value[key]);
            }
        }
        html.push_str("</html>\n");
        html
    }
}

/// How a page for candidates begins, up to its own words.
pub(crate) fn page_head(language: Language, title: &str, style: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>{title}</title>\n<style>\n{style}</style>\n",
        language.code(),
    )
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
        for language in [Language::En, Language::De] {
            let page = report.html(language);
            let is_told = |words: [&str; 2]| page.contains(language.of(words));
            assert!(PARTS.iter().all(|part| is_told(part.title) && is_told(part.why)), "{page}");
        }
        let page = report.html(Language::En);
        assert!(page.contains("Skills missing") && page.contains("&lt;b&gt;Basque"));
        assert!(!page.contains("<b>") && !page.contains("<script"), "strangers' words are text");
        assert!(matches!(pool.access_report(CandidateId(9), at()), Err(Error::NoCandidate(_))));
    }
}
