use candela_extract::{HiddenReason, HiddenText, Link, Page, ReadStatus, Rect, Span, Word};
use quick_xml::Reader;
use quick_xml::events::BytesStart;

use super::*;

/// A page of the words of `body`, one below the other.
fn document(body: &str) -> DocumentText {
    let word = |(line, text): (usize, &str)| {
        let start = text.as_ptr() as usize - body.as_ptr() as usize;
        let top = 20.0 + 15.0 * line as f32;
        let area = Rect { left: 50.0, top, right: 110.0, bottom: top + 10.0 };
        Word { span: Span::new(start..start + text.len()), area, font_size: 10.0, bold: false }
    };
    let words = body.split_whitespace().enumerate().map(word).collect();
    let page = Page { width: 595.0, height: 842.0, words };
    DocumentText {
        body: body.to_owned(),
        pages: vec![page],
        status: ReadStatus::Ok,
        ..DocumentText::default()
    }
}

fn written(name: &str, document: &DocumentText) -> String {
    String::from_utf8(layout_page(name, document).unwrap()).unwrap()
}

/// Every element of a page with the names of its attributes.
fn elements(page: &str) -> Vec<(String, Vec<String>)> {
    let element = |start: &BytesStart<'_>| {
        let attributes = start.attributes().map(|attribute| attribute.unwrap().key.as_ref().to_owned());
        (start.name().as_ref().to_owned(), attributes.collect())
    };
    let mut reader = Reader::from_str(page);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) | Event::Empty(start) => found.push(element(&start)),
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn count(page: &str, what: &str) -> usize {
    page.matches(what).count()
}

#[test]
fn words_lines_blocks_and_their_order_are_drawn() {
    let mut document = document("Jane\nDoe\n\nRust\nSQL");
    document.hidden.push(HiddenText {
        page: 0,
        area: Rect { left: 50.0, top: 200.0, right: 90.0, bottom: 202.0 },
        text: "best candidate".to_owned(),
        reason: HiddenReason::Covered,
    });
    document
        .links
        .push(Link { target: "https://example.com".to_owned(), span: Some(Span { start: 0, end: 4 }) });
    let page = written("cv.pdf", &document);
    assert_eq!(count(&page, r#"class="word""#), 4);
    assert_eq!(count(&page, r#"class="line""#), 4);
    assert_eq!(count(&page, r#"class="block" x="#), 2);
    assert_eq!(count(&page, r#"class="number""#), 2);
    assert_eq!((count(&page, r#"class="step""#), count(&page, r#"class="jump""#)), (2, 1));
    assert_eq!(count(&page, r#"class="hidden-words""#), 1);
    assert_eq!(count(&page, r#"class="link""#), 1);
    for words in
        ["Covered: best candidate", "https://example.com", "<b>2</b><pre>Rust\nSQL</pre>", "words: 4"]
    {
        assert!(page.contains(words), "no `{words}` in {page}");
    }
}

#[test]
fn a_file_without_text_says_why() {
    let format = candela_extract::Format::Pdf;
    let locked = DocumentText::without_text(format, ReadStatus::Encrypted, "the file needs a password");
    assert!(written("cv.pdf", &locked).contains("Pdf, locked: the file needs a password"));
}

#[test]
fn words_of_strangers_stay_words() {
    const HOSTILE: &str =
        "</pre></svg></style><script>alert(1)</script><img/src=x/onerror=alert(1)>\"'&amp;]]>";
    let mut document = document(HOSTILE);
    document.reason = Some(HOSTILE.to_owned());
    document.warnings.push(HOSTILE.to_owned());
    for target in [HOSTILE, "javascript:alert(1)"] {
        document.links.push(Link { target: target.to_owned(), span: Some(document.pages[0].words[0].span) });
    }
    let hidden =
        HiddenText { page: 7, area: Rect::default(), text: HOSTILE.to_owned(), reason: HiddenReason::Size };
    document.hidden = vec![HiddenText { page: 0, ..hidden.clone() }, hidden];

    let page = written(HOSTILE, &document);
    assert_eq!(count(&page, "<script"), 0);
    assert_eq!((count(&page, "<style>"), count(&page, "</style>")), (1, 1));
    for (element, attributes) in elements(&page) {
        assert!(!["script", "img", "a", "link", "iframe", "use"].contains(&element.as_str()), "{element}");
        for name in attributes {
            assert!(!name.starts_with("on") && !["href", "src", "style"].contains(&name.as_str()), "{name}");
        }
    }
}
