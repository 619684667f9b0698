//! Reading the pictures of pages with an installed Tesseract.
//!
//! The worker takes the picture of a page down and may start no process; the parent starts Tesseract as a child of its
//! own, with limits, and hands it plain grey dots: none of its decoders ever sees a stranger's file.

mod insert;
mod tesseract;
mod tsv;

use crate::picture::PagePicture;
use crate::{DocumentText, ReadStatus, Recognition, limits};
use insert::insert_page;
pub use tesseract::{NoTesseract, Tesseract};
use tsv::SeenWord;

/// Words that are less certain than this, in percent, are noise: specks and edges of pictures.
const MIN_CONFIDENCE: f32 = 20.0;
/// Words that are less certain than this should be looked at.
const DOUBTFUL: f32 = 60.0;
/// With fewer letters and digits a picture is no résumé.
const MIN_LETTERS: usize = 40;

/// Reads the pictures of pages into the document they are of.
pub(crate) fn recognise(
    tesseract: &Tesseract,
    mut document: DocumentText,
    pictures: &[PagePicture],
) -> DocumentText {
    let mut seen = Vec::new();
    let mut failure = None;
    for picture in pictures {
        match tesseract.words(picture, limits::OCR_DEADLINE) {
            Ok(words) => {
                let words =
                    words.into_iter().filter(|word| word.confidence >= MIN_CONFIDENCE).collect::<Vec<_>>();
                seen.push((picture.head, words));
            }
            Err(error) => failure = Some(error.to_string()),
        }
    }
    let all = || seen.iter().flat_map(|(_, words)| words);
    let letters: usize = all().map(SeenWord::letters).sum();
    if letters < MIN_LETTERS {
        let why = failure.unwrap_or_else(|| "OCR finds no words in it".to_owned());
        document.reason = Some(format!("{}; {why}", what_it_was(&document)));
        return document;
    }
    let sure = all().map(|word| word.confidence * word.letters() as f32).sum::<f32>() / letters as f32;
    let mut recognition = Recognition {
        by: format!("{} ({})", tesseract.version(), tesseract.languages()),
        confidence: sure.round() as u8,
        pages: Vec::new(),
        doubtful: Vec::new(),
    };
    for (head, words) in &seen {
        recognition.pages.push(head.page);
        recognition.doubtful.extend(insert_page(&mut document, head, words));
    }
    let mut reason = format!(
        "{}: read by OCR, {} % sure; look at the original where it matters",
        what_it_was(&document).trim_end_matches(": needs OCR"),
        recognition.confidence
    );
    if let Some(failure) = failure {
        reason = format!("{reason}; of a page more: {failure}");
    }
    document.reason = Some(reason);
    // The file itself still has no text, or only in part: whoever wants to be sure looks at it.
    if document.status != ReadStatus::NoText {
        document.status = ReadStatus::OkPartial;
    }
    document.recognition = Some(recognition);
    document
}

fn what_it_was(document: &DocumentText) -> String {
    document.reason.clone().unwrap_or_else(|| "scanned".to_owned())
}
