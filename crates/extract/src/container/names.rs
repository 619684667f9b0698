//! Names of parts: whatever strangers wrote, as a path that stays within its container.

use std::collections::BTreeSet;

/// Characters of one name that are kept; its end, with the extension, always is.
const MAX_NAME: usize = 120;
/// Names between the container and the part that are kept.
const MAX_FOLDERS: usize = 8;

/// Gives names, each once.
#[derive(Default)]
pub(super) struct PartNames {
    given: BTreeSet<String>,
}

impl PartNames {
    /// The name for a part that is called `wanted`; `otherwise` when nothing of that can be used.
    pub(super) fn give(&mut self, wanted: &str, otherwise: &str) -> String {
        let name = safe(wanted).unwrap_or_else(|| otherwise.to_owned());
        let numbered = |n: usize| match name.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() && !extension.contains('/') => {
                format!("{stem} ({n}).{extension}")
            }
            _ => format!("{name} ({n})"),
        };
        let mut candidates = std::iter::once(name.clone()).chain((2..).map(numbered));
        let free = candidates.find(|name| !self.given.contains(name)).expect("there are numbers enough");
        self.given.insert(free.clone());
        free
    }
}

/// The name without what leads elsewhere or cannot be printed; `None` when nothing is left.
fn safe(wanted: &str) -> Option<String> {
    let names: Vec<String> = wanted
        .split(['/', '\\'])
        .map(|name| name.trim().trim_end_matches(':'))
        .filter(|name| !matches!(*name, "" | "." | ".."))
        .map(shortened)
        .collect();
    let kept = &names[names.len().saturating_sub(MAX_FOLDERS)..];
    (!kept.is_empty()).then(|| kept.join("/"))
}

fn shortened(name: &str) -> String {
    let is_harmless = |letter: char| {
        !letter.is_control() && !matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    let letters: Vec<char> =
        name.chars().map(|letter| if is_harmless(letter) { letter } else { '\u{FFFD}' }).collect();
    if letters.len() <= MAX_NAME {
        return letters.into_iter().collect();
    }
    let (start, end) = (&letters[..MAX_NAME - 21], &letters[letters.len() - 20..]);
    start.iter().chain(&['…']).chain(end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_container() {
        let check = |wanted: &str, expected: &str| {
            assert_eq!(PartNames::default().give(wanted, "part"), expected, "{wanted:?}");
        };
        check("jane.pdf", "jane.pdf");
        check("developers/jane.pdf", "developers/jane.pdf");
        check("../../etc/cron.d/jane.pdf", "etc/cron.d/jane.pdf");
        check("/etc/passwd", "etc/passwd");
        check("C:\\Users\\jane.pdf", "C/Users/jane.pdf");
        check("a\nb\u{202E}.pdf", "a\u{FFFD}b\u{FFFD}.pdf");
        check("././", "part");
        check("", "part");
    }

    #[test]
    fn every_name_is_given_once() {
        let mut names = PartNames::default();
        let given: Vec<String> = (0..3).map(|_| names.give("cv.pdf", "part")).collect();
        assert_eq!(given, ["cv.pdf", "cv (2).pdf", "cv (3).pdf"]);
        assert_eq!([names.give("", "part"), names.give("", "part")], ["part", "part (2)"]);
        assert_eq!([names.give("a.b/cv", ""), names.give("a.b/cv", "")], ["a.b/cv", "a.b/cv (2)"]);
    }

    #[test]
    fn a_name_of_any_length_keeps_its_end() {
        let name = PartNames::default().give(&("x".repeat(70_000) + ".pdf"), "part");
        assert!(name.ends_with("xx.pdf") && name.chars().count() == MAX_NAME, "{name}");
        let deep = PartNames::default().give(&("a/".repeat(5_000) + "cv.pdf"), "part");
        assert_eq!(deep, "a/a/a/a/a/a/a/cv.pdf");
    }
}
