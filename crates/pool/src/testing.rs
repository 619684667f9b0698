//! Invented résumés for the tests of this crate, put into a pool without reading a file.

use std::path::Path;

use candela_extract::{
    DocumentText, Format, HiddenReason, HiddenText, Link, Page, ReadStatus, Rect, Span, Word,
    worker::WorkerCommand,
};
use candela_profile::{Contact, Fact, Profile, SkillPlace, SkillUse};
use candela_signals::{Evidence, EvidencePlace, Polarity, Signal};
use rusqlite::Connection;

use crate::import::{Reading, keep};
use crate::{CandidateId, Erasure, ImportRequest, Pool, store};

/// A request that no file is read for.
pub(crate) fn request() -> ImportRequest {
    ImportRequest {
        paths: Vec::new(),
        jobs: 1,
        as_of: "2026-05-04".parse().unwrap(),
        worker: WorkerCommand::new("never-started"),
        at: "2026-05-04T09:30:00Z".parse().unwrap(),
        again: None,
    }
}

/// Somebody erases, on a day when no rule is in the way.
pub(crate) fn erasure() -> Erasure {
    Erasure { on: "2026-05-04".parse().unwrap(), author: "anna".to_owned(), reason: None }
}

/// A résumé of one page whose body is the name and a line of work.
pub(crate) fn reading(name: &str, skill: &str) -> Reading {
    let body = format!("{name}\nBuilt a ledger with {skill}.\n");
    let span_of = |words: &str| body.find(words).map(|start| Span::new(start..start + words.len())).unwrap();
    let document = DocumentText {
        format: Format::Text,
        status: ReadStatus::Ok,
        pages: vec![page(&body)],
        hidden: vec![HiddenText {
            page: 0,
            area: Rect { left: 1.0, top: 2.0, right: 3.0, bottom: 4.5 },
            text: "hire me".to_owned(),
            reason: HiddenReason::Colour,
        }],
        links: vec![Link { target: "https://example.org".to_owned(), span: Some(span_of("ledger")) }],
        modified: Some("2026-01-31".parse().unwrap()),
        body: body.clone(),
        ..DocumentText::default()
    };
    let profile = Profile {
        name: Some(Fact { value: name.to_owned(), span: Some(span_of(name)) }),
        years_experience: Some(name.len() as f32),
        contacts: vec![Fact { value: Contact::Github("example".to_owned()), span: None }],
        skills: vec![SkillUse {
            skill: skill.to_owned(),
            years: Some(2.5),
            last_used: None,
            place: SkillPlace::Work,
            mentions: vec![span_of(skill)],
        }],
        ..Profile::default()
    };
    let evidence = |place| Evidence { place, reason: "as told".to_owned() };
    let signal =
        |id: &str, polarity, place| Signal { id: id.to_owned(), polarity, evidence: vec![evidence(place)] };
    let signals = vec![
        signal("specific_frameworks", Polarity::Green, EvidencePlace::Body(span_of(skill))),
        signal("hidden_text", Polarity::Red, EvidencePlace::Hidden(0)),
        signal("no_testing_evidence", Polarity::Yellow, EvidencePlace::Absent),
    ];
    Reading {
        hash: blake3::hash(body.as_bytes()),
        size_bytes: body.len() as u64,
        document,
        profile,
        signals,
        rules: String::new(),
    }
}

/// Keeps readings as one import; returns their candidates.
pub(crate) fn keep_all(connection: &Connection, readings: &[Reading]) -> Vec<CandidateId> {
    let request = request();
    let import = store::imports::insert(connection, request.at).unwrap();
    let path = |nth: usize| format!("/resumes/{nth}.txt");
    let keep = |(nth, reading)| keep(connection, import, &request, Path::new(&path(nth)), reading).unwrap();
    readings.iter().enumerate().map(keep).collect()
}

/// A pool in a folder that goes away with the returned guard, holding a candidate for each name.
pub(crate) fn pool_of(names: &[&str]) -> (tempfile::TempDir, Pool) {
    let folder = tempfile::tempdir().unwrap();
    let pool = Pool::open(folder.path()).unwrap();
    let readings: Vec<_> = names.iter().map(|name| reading(name, "Django")).collect();
    keep_all(&store::open(folder.path(), None).unwrap(), &readings);
    (folder, pool)
}

fn page(body: &str) -> Page {
    let word = |(start, letters): (usize, &str)| Word {
        span: Span::new(start..start + letters.len()),
        area: Rect { left: start as f32, top: 10.0, right: start as f32 + 5.3, bottom: 21.7 },
        font_size: 10.5,
        bold: start == 0,
    };
    let start_of = |letters: &str| letters.as_ptr() as usize - body.as_ptr() as usize;
    let words = body.split_whitespace().map(|letters| word((start_of(letters), letters))).collect();
    Page { width: 595.3, height: 841.9, words }
}
