//! Certificates and courses, as their section lists them.

use crate::Fact;
use crate::dates::date_ranges;
use crate::lines::Line;

/// A longer line is a sentence about one.
const MOST_BYTES: usize = 140;
/// Words of lines that only add to the certificate above.
#[rustfmt::skip]
const ADDITIONS: &[&str] = &[
    "issued", "credential", "valid", "expires", "ausgestellt", "gültig", "délivré", "expedido", "emitido", "rilasciato", "uitgegeven",
];

/// The certificates in the lines of their sections, in order.
pub(crate) fn certificates(sections: &[Vec<Line<'_>>]) -> Vec<Fact<String>> {
    sections.iter().flatten().flat_map(named).collect()
}

fn named(line: &Line<'_>) -> Vec<Fact<String>> {
    if line.text.len() > 2 * MOST_BYTES {
        return Vec::new();
    }
    // "AWS Solutions Architect; CKA, 2023"
    let parts = line.text.split([';', '|', '\t']).map(|part| without_dates(part.trim()));
    let fits = |part: &&str| {
        let lower = part.to_lowercase();
        part.chars().filter(|c| c.is_alphabetic()).count() > 2
            && part.len() <= MOST_BYTES
            && !part.contains("://")
            && !ADDITIONS.iter().any(|word| lower.starts_with(word))
    };
    let fact = |part: &str| Fact { value: part.to_owned(), span: Some(line.span_of(part)) };
    parts.filter(fits).map(fact).collect()
}

/// The name without the dates at its ends.
fn without_dates(text: &str) -> &str {
    let outer =
        |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '-' | '–' | '—' | ':' | '·' | '.');
    let mut text = text.trim_matches(|c: char| outer(c) && c != '(' && c != ')');
    if let Some(date) = date_ranges(text).first() {
        if text[date.at.end..].chars().all(outer) {
            text = text[..date.at.start].trim_end_matches(outer);
        } else if text[..date.at.start].chars().all(outer) {
            text = text[date.at.end..].trim_start_matches(outer);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::lines;

    #[test]
    fn names_without_dates() {
        let body = "• CKA: Certified Kubernetes Administrator, 2024\nAzure Fundamentals AZ-900 (2022)\n· May 2023\nIssued on: 2021\n2019: TOGAF 9; First Certificate (B2)\n";
        let found: Vec<String> = certificates(&[lines(body)]).into_iter().map(|fact| fact.value).collect();
        let expected = [
            "CKA: Certified Kubernetes Administrator",
            "Azure Fundamentals AZ-900",
            "TOGAF 9",
            "First Certificate (B2)",
        ];
        assert_eq!(found, expected);
    }
}
