use super::read_flat;
use crate::{HiddenReason, ReadStatus};

/// A flat document with the given automatic styles, master pages and text.
fn flat(styles: &str, pages: &str, text: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.text">
        <office:meta><dc:date>2024-02-03T10:00:00</dc:date></office:meta>
        <office:automatic-styles>{styles}</office:automatic-styles>
        <office:master-styles>{pages}</office:master-styles>
        <office:body><office:text>{text}</office:text></office:body></office:document>"#
    )
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(read_flat(flat("", "", text).as_bytes()).body, expected);
}

#[test]
fn paragraphs_spaces_tabs_and_breaks() {
    check(
        r#"<text:h>Work</text:h><text:p>Engineer,<text:s text:c="2"/>
             <text:span>Kestrel</text:span><text:tab/>2019</text:p><text:p/><text:p>one<text:line-break/>two</text:p>"#,
        "Work\nEngineer, Kestrel\t2019\n\none\ntwo\n",
    );
    check(r#"<text:p>a<text:s text:c="4000000000"/>b</text:p>"#, "a\tb\n");
}

#[test]
fn lists_say_their_marks() {
    let styles = r#"<text:list-style style:name="L1"><text:list-level-style-number text:level="1"
        style:num-format="1" style:num-suffix="."/></text:list-style>"#;
    let text = r#"<text:list text:style-name="L1"><text:list-item><text:p>first</text:p><text:p>goes on</text:p></text:list-item>
        <text:list-item><text:p>second</text:p><text:list><text:list-item><text:p>under</text:p></text:list-item></text:list>
        </text:list-item></text:list>"#;
    let document = read_flat(flat(styles, "", text).as_bytes());
    assert_eq!(document.body, "1. first\ngoes on\n2. second\n• under\n");
    assert_eq!(document.modified, Some(jiff::civil::date(2024, 2, 3)));
}

#[test]
fn tables_boxes_and_notes() {
    check(
        r#"<table:table><table:table-row><table:table-cell><text:p>Rust</text:p></table:table-cell>
           <table:table-cell><text:p>5 years</text:p></table:table-cell></table:table-row></table:table>
           <text:p>Jane<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>a note</text:p>
           </text:note-body></text:note> Doe</text:p>
           <text:p><draw:frame><draw:text-box><text:p>in the box</text:p></draw:text-box><svg:title>Frame 1</svg:title></draw:frame></text:p>"#,
        "Rust\t5 years\n\nJane Doe\n\na note\n\nin the box\n",
    );
}

#[test]
fn deleted_text_and_comments_are_not_read() {
    check(
        r#"<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>
           </text:changed-region></text:tracked-changes>
           <text:p>kept<office:annotation><text:p>a comment</text:p></office:annotation></text:p>"#,
        "kept\n",
    );
}

#[test]
fn headers_of_used_pages_come_first_and_footers_last() {
    let pages = r#"<style:master-page style:name="Standard"><style:header><text:p>Jane Doe</text:p></style:header>
        <style:footer><text:p>page</text:p></style:footer></style:master-page>
        <style:master-page style:name="Unused"><style:header><text:p>Template</text:p></style:header></style:master-page>"#;
    let document = read_flat(flat("", pages, "<text:p>body</text:p>").as_bytes());
    assert_eq!(document.body, "Jane Doe\n\nbody\n\npage\n");
}

#[test]
fn links_carry_their_words() {
    let text = r#"<text:p><text:a xlink:href="mailto:jane@example.com">mail me</text:a></text:p>"#;
    let document = read_flat(flat("", "", text).as_bytes());
    assert_eq!(document.links[0].target, "mailto:jane@example.com");
    assert_eq!(document.links[0].span.unwrap().of(&document.body), "mail me");
}

#[test]
fn what_nobody_sees_is_kept_apart() {
    let check = |properties: &str, expected: Option<HiddenReason>| {
        let styles = format!(
            r#"<style:style style:name="T1" style:family="text"><style:text-properties {properties}/></style:style>"#
        );
        let text = r#"<text:p>seen <text:span text:style-name="T1">planted</text:span></text:p>"#;
        let document = read_flat(flat(&styles, "", text).as_bytes());
        assert_eq!(document.hidden.first().map(|hidden| hidden.reason), expected, "{properties}");
        assert_eq!(document.body.contains("planted"), expected.is_none());
    };
    check(r#"text:display="none""#, Some(HiddenReason::Marked));
    check(r##"fo:color="#ffffff""##, Some(HiddenReason::Colour));
    check(r##"fo:color="#ffffff" fo:background-color="#000000""##, None);
    check(r#"fo:font-size="1pt""#, Some(HiddenReason::Size));
    check(r#"fo:font-size="9pt""#, None);
    let section =
        r#"<text:section text:display="none"><text:p>planted</text:p></text:section><text:p>seen</text:p>"#;
    let document = read_flat(flat("", "", section).as_bytes());
    assert_eq!((document.body.as_str(), document.hidden.len()), ("seen\n", 1));
}

#[test]
fn a_broken_file_is_read_as_far_as_it_goes() {
    let whole = flat("", "", "<text:p>some words</text:p><text:p>");
    let cut = whole.find("</office:text>").unwrap();
    let document = read_flat(&whole.as_bytes()[..cut]);
    assert_eq!((document.status, document.body.as_str()), (ReadStatus::OkPartial, "some words\n"));
}
