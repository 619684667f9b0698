use super::{read, read_markdown};
use crate::{HiddenReason, ReadStatus};

#[track_caller]
fn check(page: &str, expected: &str) {
    assert_eq!(read(page.as_bytes()).body, expected, "{page}");
}

#[test]
fn boxes_become_lines_and_blocks() {
    check("<h1>Jane Doe</h1><p>Engineer\n  at <b>Kestrel</b></p>", "Jane Doe\n\nEngineer at Kestrel\n");
    check("<div>one<div>two</div>three</div>", "one\ntwo\nthree\n");
    check("one<br>two&nbsp;&amp; three", "one\ntwo & three\n");
    check("<pre>a\n  b</pre>", "a\nb\n");
    check("<title>Not seen</title><script>alert(1)</script><style>x{}</style>seen", "seen\n");
}

#[test]
fn lists_say_their_marks() {
    check(
        "<ul><li>Built<li>Ran <ul><li>it</ul></ul><ol start=3><li>x</ol>",
        "• Built\n• Ran\n• it\n\n3. x\n",
    );
    check("<style>ul{list-style:none}</style><ul><li>plain</ul>", "plain\n");
    check("<ul>\n<li>\n<p>one</p>\n<p>more</p></li><li><div>two</div></ul>", "• one\nmore\n• two\n");
}

#[test]
fn rows_read_across_or_cell_by_cell() {
    check("<table><tr><td>Rust<td>5 years<tr><td>Go<td>2 years</table>", "Rust\t5 years\nGo\t2 years\n");
    check(
        "<table><tr><td><p>Skills<p>Rust</td><td><h1>Jane</h1><p>Engineer</td></table>",
        "Skills\n\nRust\n\nJane\n\nEngineer\n",
    );
    check(
        "<style>.row{display:flex}</style><div class=row><b>Engineer</b><span>2019</span></div>next",
        "Engineer\t2019\nnext\n",
    );
}

#[test]
fn what_floats_to_the_right_ends_its_line() {
    check(
        "<style>.d{float:right}</style><div><span class=d>2019</span> <b>Engineer</b>, Kestrel<ul><li>Built</ul></div>",
        "Engineer, Kestrel\t2019\n• Built\n",
    );
}

#[test]
fn colours_of_attributes_are_heeded() {
    let check = |page: &str, is_hidden: bool| {
        let document = read(page.as_bytes());
        assert_eq!(document.body.contains("planted"), !is_hidden, "{page}");
        assert_eq!(
            document.hidden.first().map(|hidden| hidden.reason),
            is_hidden.then_some(HiddenReason::Colour)
        );
    };
    check("seen <font color=#ffffff>planted</font>", true);
    check("<table bgcolor=navy><tr><td><font color=white>planted</font></table>", false);
    check("<body bgcolor=black text=white>planted", false);
    check("seen <font color=white style='color:black'>planted</font>", false);
}

#[test]
fn style_sheets_are_heeded() {
    let page = |css: &str| format!("<style>{css}</style><p>seen <span class=x id=y>planted</span></p>");
    let check = |css: &str, expected: Option<HiddenReason>| {
        let document = read(page(css).as_bytes());
        assert_eq!(document.hidden.first().map(|hidden| hidden.reason), expected, "{css}");
        assert_eq!(document.body.contains("planted"), expected.is_none(), "{css}");
    };
    check(".x{display:none}", Some(HiddenReason::Marked));
    check(".x{display:none} #y{display:inline}", None);
    check("#y{display:inline} .x{display:none !important}", Some(HiddenReason::Marked));
    check("@media print{.x{display:none}}", None);
    check("@media screen{p .x{visibility:hidden}}", Some(HiddenReason::Marked));
    check(".x{font-size:0}", Some(HiddenReason::Size));
    check(".x{color:#fff}", Some(HiddenReason::Colour));
    check("p{background:#123}.x{color:white}", None);
    check("body{background:url(dark.png)}.x{color:white}", None);
    check(".x{background:#eee;color:#eee}", Some(HiddenReason::Colour));
    check(".x{position:absolute;left:-9999px}", Some(HiddenReason::OffPage));
    check(".x{opacity:0}", Some(HiddenReason::Invisible));
    check("/* .x{display:none} */", None);
    check("not css at all {{{", None);
}

#[test]
fn inline_styles_and_the_hidden_attribute() {
    let check = |attribute: &str| {
        let document = read(format!("<p>seen</p><p {attribute}>planted</p>").as_bytes());
        assert_eq!((document.body.as_str(), document.hidden.len()), ("seen\n", 1), "{attribute}");
    };
    check("hidden");
    check("style='display:none'");
    check("style='font-size:1px'");
    check("style='color:white'");
}

#[test]
fn links_carry_their_words() {
    let document = read(b"<a href='mailto:jane@example.com'>mail me</a> <a href='#top'>up</a>");
    assert_eq!(document.links.len(), 1);
    assert_eq!(document.links[0].target, "mailto:jane@example.com");
    assert_eq!(document.links[0].span.unwrap().of(&document.body), "mail me");
}

#[test]
fn the_page_may_declare_its_encoding() {
    let mut page = b"<meta charset=windows-1250><p>".to_vec();
    page.extend(b"\xA3\xF3d\x9F");
    assert_eq!(read(&page).body, "Łódź\n");
}

#[test]
fn depth_costs_no_stack_and_scripts_are_no_text() {
    let page = format!("{}deep", "<div>".repeat(2_000));
    check(&page, "deep\n");
    assert_eq!(read(b"<script>document.write('x')</script>").status, ReadStatus::NoText);
}

#[test]
fn markdown_reads_as_it_is_displayed() {
    let check = |source: &str, expected: &str| {
        assert_eq!(read_markdown(source.as_bytes()).body, expected, "{source}");
    };
    check("# Jane *Doe*\n\nEngineer\nBerlin\n", "Jane Doe\n\nEngineer\nBerlin\n");
    check("- Built `x`\n- Ran it\n\n1. one\n2. two\n", "• Built x\n• Ran it\n\n1. one\n2. two\n");
    check("| Skill | Years |\n|---|---|\n| Rust | 5 |\n", "Skill\tYears\nRust\t5\n");
    check("<!-- not seen -->\n<div>seen</div>\n", "seen\n");
    check("---\ntitle: x\n---\nseen\n", "seen\n");
    let document = read_markdown(b"[me](https://example.com)");
    assert_eq!(document.links[0].target, "https://example.com");
}
