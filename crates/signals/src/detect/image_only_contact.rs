//! Labels for an address or a number, and nothing readable beside them: the contacts stand in a picture.
//!
//! Raised: "E-mail:" alone on its line, and no address in the whole text. Not: labels with their values, no labels at
//! all (then `no_contact` speaks). It is a fact: the person has contacts, this reader cannot see them.

use std::sync::LazyLock;

use regex::Regex;

use super::no_contact::has_contact;
use crate::checks::{Checks, Conclusion, counted};
use crate::engine::Finding;
use crate::pattern::pattern;
use crate::reading::{Reading, Sentence};

pub(super) fn conclude(reading: &Reading<'_>) -> Conclusion {
    let labels = labels(reading);
    let mut checks = Checks::default();
    checks
        .ask(
            "is no address or number readable?",
            !has_contact(reading),
            "e-mail addresses and telephones were searched",
        )
        .ask("are there labels for one?", !labels.is_empty(), counted(labels.len(), "label", "labels"));
    checks.conclude(|| {
        let reason = "a label with nothing readable beside it: the contact may stand in a picture";
        labels.iter().map(|label| Finding::at(label.span, 1, reason)).collect()
    })
}

/// Lines that announce an address or a number and hold none.
pub(super) fn labels<'a>(reading: &'a Reading<'_>) -> Vec<&'a Sentence> {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:e-?mail(?: address)?|mail|phone(?: number)?|mobile|cell|tel(?:ephone|efon|efono|efoon|\.)?|telefone|handy|correo(?: electronico)?|courriel|posta elettronica) ?:? ?$",
        )
    });
    reading.sentences.iter().filter(|sentence| LABEL.is_match(&sentence.plain)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_silent};

    const ID: &str = "image_only_contact";

    #[test]
    fn labels_without_values_are_raised() {
        check(ID, "Ada Exempel\nE-mail:\nTelefon\n\n• Built the API", &["E-mail:", "Telefon"]);
    }

    #[test]
    fn everything_else_is_not() {
        check_silent(
            ID,
            &[
                "Ada Exempel\nWrote an e-mail client",
                "Ada Exempel\nE-mail: ada@example.org",
                "Phone +49 30 1234567",
                "",
            ],
        );
    }
}
