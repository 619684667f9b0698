//! An import in the wire's words: how fast it goes, and what became of the files.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use candela_extract::Tesseract;
use candela_pool::{ImportProgress, ImportReport, ItemStatus};
use candela_team::SharedReport;

use crate::wire;

/// Files of a group that are sent. The whole report stays in the pool.
const FILES_SHOWN: usize = 500;
/// Telling more often would only keep the page busy.
const TELL_EVERY: Duration = Duration::from_millis(120);

/// Statuses in the order of the report: what needs the recruiter, then the rest.
const ORDER: [ItemStatus; 11] = [
    ItemStatus::Encrypted,
    ItemStatus::NoText,
    ItemStatus::Unreadable,
    ItemStatus::TooLarge,
    ItemStatus::Rejected,
    ItemStatus::Unsupported,
    ItemStatus::AddedPartly,
    ItemStatus::Cancelled,
    ItemStatus::Added,
    ItemStatus::Duplicate,
    ItemStatus::Opened,
];

/// Tells progress at a pace that a person can follow.
pub(crate) struct Pace {
    started: Instant,
    told: Option<Instant>,
}

impl Pace {
    /// Starts the watch.
    pub(crate) fn start() -> Self {
        Self { started: Instant::now(), told: None }
    }

    /// Seconds since the start.
    pub(crate) fn seconds(&self) -> f32 {
        self.started.elapsed().as_secs_f32()
    }

    /// What to tell now; nothing when something was told a moment ago.
    pub(crate) fn next(&mut self, progress: &ImportProgress) -> Option<wire::ImportProgress> {
        let last = progress.total == Some(progress.done);
        if !last && self.told.is_some_and(|told| told.elapsed() < TELL_EVERY) {
            return None;
        }
        self.told = Some(Instant::now());
        Some(told(progress, self.seconds()))
    }
}

#[expect(clippy::cast_precision_loss, reason = "a rate for people needs no more than a float holds")]
fn told(progress: &ImportProgress, seconds: f32) -> wire::ImportProgress {
    let rate = if seconds > 0.0 { progress.done as f32 / seconds } else { 0.0 };
    let left = progress.total.map(|total| total.saturating_sub(progress.done) as f32);
    wire::ImportProgress {
        done: count(progress.done),
        total: progress.total.map(count),
        rate,
        seconds_left: left.filter(|_| rate > 0.0).map(|left| left / rate),
    }
}

/// What became of every path, grouped.
pub(crate) fn report(SharedReport { report, read_by }: &SharedReport, seconds: f32) -> wire::ImportReport {
    let mut by_status: BTreeMap<ItemStatus, Vec<wire::ReportFile>> = BTreeMap::new();
    for item in &report.items {
        let file = wire::ReportFile { path: item.path.display().to_string(), reason: item.reason.clone() };
        by_status.entry(item.status).or_default().push(file);
    }
    let cancelled = by_status.contains_key(&ItemStatus::Cancelled);
    let groups =
        ORDER.into_iter().filter_map(|status| Some(group(status, by_status.remove(&status)?))).collect();
    let ocr = report.items.iter().any(|item| item.status == ItemStatus::NoText).then(Tesseract::find);
    wire::ImportReport {
        id: u32::try_from(report.overview.id.0).unwrap_or_default(),
        groups,
        cancelled,
        seconds,
        read_by: read_by
            .iter()
            .map(|(who, files)| wire::ReadBy { who: who.clone(), files: count(*files) })
            .collect(),
        ocr: ocr.and_then(Result::ok).map(|found| found.version().to_owned()),
    }
}

/// The files of a report that ended so. A path that goes on into an archive or a message can be read by itself.
pub(crate) fn paths(report: ImportReport, status: ItemStatus) -> Vec<PathBuf> {
    report.items.into_iter().filter(|item| item.status == status).map(|item| item.path).collect()
}

fn group(status: ItemStatus, mut files: Vec<wire::ReportFile>) -> wire::ReportGroup {
    let count = count(files.len());
    files.truncate(FILES_SHOWN);
    wire::ReportGroup { outcome: outcome(status), count, files }
}

fn outcome(status: ItemStatus) -> wire::Outcome {
    match status {
        ItemStatus::Added => wire::Outcome::Added,
        ItemStatus::AddedPartly => wire::Outcome::AddedPartly,
        ItemStatus::Duplicate => wire::Outcome::Duplicate,
        ItemStatus::NoText => wire::Outcome::NoText,
        ItemStatus::Encrypted => wire::Outcome::Encrypted,
        ItemStatus::Unreadable => wire::Outcome::Unreadable,
        ItemStatus::TooLarge => wire::Outcome::TooLarge,
        ItemStatus::Unsupported => wire::Outcome::Unsupported,
        ItemStatus::Rejected => wire::Outcome::Rejected,
        ItemStatus::Opened => wire::Outcome::Opened,
        ItemStatus::Cancelled => wire::Outcome::Cancelled,
    }
}

/// A number for the page.
pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use candela_pool::{ImportId, ImportItem, ImportOverview};
    use jiff::Timestamp;

    use super::*;

    fn progress(done: usize, total: Option<usize>) -> ImportProgress {
        ImportProgress { found: done, done, total, items: Vec::new() }
    }

    #[test]
    fn rate_and_time_left_follow_from_what_was_done() {
        let check = |done, total, seconds, rate: f32, left: Option<f32>| {
            let told = told(&progress(done, total), seconds);
            assert_eq!((told.rate, told.seconds_left), (rate, left), "{done} of {total:?} after {seconds} s");
        };
        check(100, Some(300), 2.0, 50.0, Some(4.0));
        check(100, None, 2.0, 50.0, None);
        check(0, Some(300), 2.0, 0.0, None);
        check(0, Some(0), 0.0, 0.0, None);
        check(300, Some(300), 3.0, 100.0, Some(0.0));
    }

    #[test]
    fn the_last_progress_is_always_told() {
        let mut pace = Pace::start();
        assert!(pace.next(&progress(1, Some(9))).is_some());
        assert!(pace.next(&progress(2, Some(9))).is_none());
        assert!(pace.next(&progress(9, Some(9))).is_some());
    }

    #[test]
    fn every_item_is_in_its_group_and_what_needs_the_recruiter_comes_first() {
        let item =
            |path: &str, status| ImportItem { path: path.into(), status, reason: None, candidate: None };
        let items = ItemStatus::ALL.into_iter().map(|status| item(status.name(), status)).collect();
        let overview = ImportOverview {
            id: ImportId(1),
            started: Timestamp::UNIX_EPOCH,
            finished: true,
            counts: Vec::new(),
        };
        let read_by = [("ann".to_owned(), 2)].into();
        let report = report(&SharedReport { report: ImportReport { overview, items }, read_by }, 1.0);
        assert!(report.cancelled);
        assert_eq!((report.read_by[0].who.as_str(), report.read_by[0].files), ("ann", 2));
        assert_eq!(report.groups.len(), ItemStatus::ALL.len());
        assert!(report.groups.iter().all(|group| group.count == 1 && group.files.len() == 1));
        assert_eq!(report.groups[0].files[0].path, "encrypted");
        assert_eq!(report.groups[8].files[0].path, "added");
    }
}
