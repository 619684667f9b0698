//! Link annotations and the words they lie on.

use hayro_interpret::RectExt;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Rect as PdfRect, String as PdfString};
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::kurbo::Rect as KurboRect;

use super::interpreter::placement;
use super::limits;
use crate::{Link, Page, Rect, Span};

/// A link's target and place.
#[derive(Clone, Debug)]
pub(crate) struct LinkArea {
    target: String,
    area: Rect,
}

impl LinkArea {
    /// The address it leads to.
    pub(crate) fn target(&self) -> &str {
        &self.target
    }
}

/// The links of a page to addresses outside the document, in file order.
pub(crate) fn link_areas(page: &PdfPage<'_>) -> Vec<LinkArea> {
    let Some(annotations) = page.raw().get::<Array<'_>>("Annots") else { return Vec::new() };
    let Some((to_page, ..)) = placement(page) else { return Vec::new() };
    annotations
        .iter::<Dict<'_>>()
        .take(limits::LINKS)
        .filter_map(|annotation| {
            let target = target(&annotation)?;
            let area = to_page.transform_rect_bbox(annotation.get::<PdfRect>("Rect")?.to_kurbo());
            Some(LinkArea { target, area: to_rect(area) })
        })
        .collect()
}

fn target(annotation: &Dict<'_>) -> Option<String> {
    let is_link = annotation.get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_str() == "Link");
    let action = annotation.get::<Dict<'_>>("A").filter(|_| is_link)?;
    let uri = action.get::<PdfString<'_>>("URI")?;
    let uri = String::from_utf8_lossy(uri.as_bytes()).trim().to_owned();
    (!uri.is_empty() && uri.len() <= limits::LINK_BYTES && !uri.contains(char::is_control)).then_some(uri)
}

fn to_rect(area: KurboRect) -> Rect {
    Rect { left: area.x0 as f32, top: area.y0 as f32, right: area.x1 as f32, bottom: area.y1 as f32 }
}

/// Joins the links of each page with the words beneath them. Neighbouring pieces of one link, as where it wraps, are
/// one.
pub(crate) fn links(areas: Vec<Vec<LinkArea>>, pages: &[Page]) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for (areas, page) in areas.into_iter().zip(pages) {
        for LinkArea { target, area } in areas {
            let span = span_beneath(area, page);
            match links.last_mut() {
                Some(last) if last.target == target && adjoining(last.span, span) => {
                    last.span = merged(last.span, span);
                }
                _ => links.push(Link { target, span }),
            }
        }
    }
    links
}

/// The span of the words whose middle lies in `area`; the first unbroken run where there are several.
fn span_beneath(area: Rect, page: &Page) -> Option<Span> {
    let beneath = |word: &&crate::Word| {
        let x = f32::midpoint(word.area.left, word.area.right);
        let y = f32::midpoint(word.area.top, word.area.bottom);
        area.left <= x && x <= area.right && area.top <= y && y <= area.bottom
    };
    let mut words = page.words.iter().filter(beneath).map(|word| word.span);
    let first = words.next()?;
    let end = words.fold(first.end, |end, span| if span.start <= end + 2 { span.end } else { end });
    Some(Span { start: first.start, end })
}

fn adjoining(last: Option<Span>, next: Option<Span>) -> bool {
    match (last, next) {
        (Some(last), Some(next)) => next.start <= last.end + 2 && last.start <= next.start,
        _ => true,
    }
}

fn merged(last: Option<Span>, next: Option<Span>) -> Option<Span> {
    match (last, next) {
        (Some(last), Some(next)) => Some(Span { start: last.start, end: last.end.max(next.end) }),
        (span, None) | (None, span) => span,
    }
}
