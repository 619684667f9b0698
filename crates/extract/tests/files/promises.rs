//! What holds of every document text, whatever the file was.

use candela_extract::{DocumentText, Format, ReadStatus};
use unicode_normalization::is_nfc;

/// The first promise that `document` breaks.
pub(crate) fn check(document: &DocumentText) -> Result<(), String> {
    status(document)?;
    body(&document.body)?;
    words(document)?;
    for link in &document.links {
        let fits = link
            .span
            .is_none_or(|span| document.body.get(span.range()).is_some_and(|words| !words.is_empty()));
        ensure(fits, || format!("the link {link:?} does not fit the body"))?;
    }
    for hidden in &document.hidden {
        ensure((hidden.page as usize) < document.pages.len(), || format!("{hidden:?} stands on no page"))?;
        ensure(!hidden.text.trim().is_empty(), || format!("{hidden:?} hides nothing"))?;
    }
    Ok(())
}

fn ensure(holds: bool, says: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(says()) }
}

/// A status other than plainly fine has its reason, and there is text where the status says so.
fn status(document: &DocumentText) -> Result<(), String> {
    let DocumentText { status, reason, body, .. } = document;
    ensure(reason.is_some() == (*status != ReadStatus::Ok), || {
        format!("{status:?} with the reason {reason:?}")
    })?;
    ensure(status.has_text() != body.trim().is_empty(), || format!("{status:?} with the body {body:?}"))?;
    let is_known = document.format != Format::Unknown || !status.has_text();
    ensure(is_known, || "text of an unknown format".to_owned())
}

/// Composed letters, and no control character but the two that part lines and cells.
fn body(body: &str) -> Result<(), String> {
    ensure(is_nfc(body), || "the body is not NFC".to_owned())?;
    let control = body.chars().find(|char| char.is_control() && !matches!(char, '\n' | '\t'));
    ensure(control.is_none(), || format!("the body holds {control:?}"))
}

/// Spans fit the body, follow one another, and cover all of it but the white space; boxes are boxes.
fn words(document: &DocumentText) -> Result<(), String> {
    let DocumentText { body, pages, .. } = document;
    for page in pages {
        let in_order = page.words.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
        ensure(in_order, || "words of a page overlap or are out of order".to_owned())?;
    }
    let mut words: Vec<_> = pages.iter().flat_map(|page| &page.words).collect();
    words.sort_by_key(|word| word.span);
    let mut end = 0;
    for word in words {
        let range = word.span.range();
        let between =
            body.get(end..range.start).ok_or_else(|| format!("{word:?} overlaps, or cuts a character"))?;
        ensure(between.trim().is_empty(), || format!("{between:?} stands on no page"))?;
        let text = body.get(range).ok_or_else(|| format!("{word:?} does not fit the body"))?;
        ensure(!text.is_empty() && !text.contains(char::is_whitespace), || format!("{text:?} is no word"))?;
        let area = word.area;
        let is_box = area.left <= area.right && area.top <= area.bottom;
        ensure(is_box && word.font_size.is_finite(), || format!("{text:?} has no box: {word:?}"))?;
        end = word.span.end as usize;
    }
    let rest = &body[end..];
    ensure(rest.trim().is_empty(), || format!("{rest:?} stands on no page"))
}
