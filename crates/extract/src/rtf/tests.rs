use super::read;
use crate::{HiddenReason, ReadStatus};

#[track_caller]
fn check(rtf: &str, expected: &str) {
    assert_eq!(read(format!("{{\\rtf1\\ansi {rtf}}}").as_bytes()).body, expected, "{rtf}");
}

#[test]
fn paragraphs_signs_and_encodings() {
    check("Jane\\tab 2019\\par one\\line two\\par\\par three", "Jane\t2019\none\ntwo\n\nthree\n");
    check("Jos\\'e9 \\u321?\\u243?d\\'b9 \\endash\\~\\{x\\}", "José Łód¹ – {x}\n");
    check("\\ansicpg1250 \\'a3\\'f3d\\'9f", "Łódź\n");
    check("{\\fonttbl{\\f0\\fcharset204 Arial;}{\\f1\\fcharset2 Symbol;}}\\f0\\'cf\\'f0\\f1\\'b7", "Пр•\n");
    check("{\\fonttbl{\\f0\\fcharset128 MS;}}\\f0\\'93\\'fa\\'96\\'7b", "日本\n");
    check("\\u-10179?\\u-8704?", "😀\n");
    check("\\uc2\\u233 ab c", "é c\n");
}

#[test]
fn what_is_not_text_is_dropped() {
    check("{\\info{\\author Nobody}}{\\*\\generator x;}{\\stylesheet{\\s0 Normal;}}text", "text\n");
    check("{\\pict 89504e47}{\\*\\unknown{\\b words}}text{\\deleted gone}", "text\n");
    check("{\\upr{ansi}{\\*\\ud{unicode}}}", "unicode\n");
    check("\\bin4 }}}}text", "text\n");
}

#[test]
fn lists_tables_and_boxes() {
    check("{\\listtext\\'95\\tab}Built\\par{\\pntext 1.\\tab}first", "• Built\n1. first\n");
    check("{\\listtext o\\tab}Built", "• Built\n");
    check("\\trowd\\pard\\intbl Rust\\cell 5 years\\cell\\row\\pard after\\par", "Rust\t5 years\nafter\n");
    check(
        "Name{\\shp{\\*\\shpinst{\\sp{\\sn x}}{\\shptxt in the box\\par}}{\\shprslt in the box}} here\\par after",
        "Name here\n\nin the box\n\nafter\n",
    );
}

#[test]
fn headers_come_first_and_footers_last() {
    check("{\\footer page\\par}{\\header Jane Doe\\par}body\\par", "Jane Doe\n\nbody\n\npage\n");
}

#[test]
fn links_carry_their_words() {
    let rtf = r#"{\rtf1 {\field{\*\fldinst HYPERLINK "https://example.com"}{\fldrslt my page}} x}"#;
    let document = read(rtf.as_bytes());
    assert_eq!(document.body, "my page x\n");
    assert_eq!(document.links[0].target, "https://example.com");
    assert_eq!(document.links[0].span.unwrap().of(&document.body), "my page");
}

#[test]
fn what_nobody_sees_is_kept_apart() {
    let colours = "{\\colortbl;\\red255\\green255\\blue255;\\red0\\green0\\blue0;}";
    let check = |words: &str, expected: Option<HiddenReason>| {
        let document = read(format!("{{\\rtf1{colours}seen {{{words} planted}}}}").as_bytes());
        assert_eq!(document.hidden.first().map(|hidden| hidden.reason), expected, "{words}");
        assert_eq!(document.body.contains("planted"), expected.is_none(), "{words}");
    };
    check("\\v", Some(HiddenReason::Marked));
    check("\\v\\v0", None);
    check("\\cf1", Some(HiddenReason::Colour));
    check("\\cf1\\highlight2", None);
    check("\\cf0", None);
    check("\\cf2", None);
    check("\\fs2", Some(HiddenReason::Size));
    check("\\fs16", None);
}

#[test]
fn damage_is_said_and_costs_nothing() {
    let document = read(b"{\\rtf1 {\\b some words");
    assert_eq!((document.body.as_str(), document.status), ("some words\n", ReadStatus::OkPartial));
    let deep = format!("{{\\rtf1 {}deep{}}}", "{".repeat(100_000), "}".repeat(100_000));
    assert_eq!(read(deep.as_bytes()).body, "deep\n");
    check("\\bin4000000000 lost", "");
    check("}}}} after", "after\n");
    check("\\u-99999999999999 ?", "");
}
