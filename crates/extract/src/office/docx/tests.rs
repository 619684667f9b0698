use std::io::{Cursor, Write};

use super::super::archive::Archive;
use super::read;
use crate::{DocumentText, HiddenReason, ReadStatus};

/// A document of the given parts; `word/document.xml` holds `body`.
fn document(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let main = format!("<w:document><w:body>{body}</w:body></w:document>");
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts.iter().chain(&[("word/document.xml", main.as_str())]) {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn read_bytes(bytes: &[u8]) -> DocumentText {
    read(&mut Archive::open(bytes))
}

#[track_caller]
fn check(body: &str, expected: &str) {
    check_with(body, &[], expected);
}

#[track_caller]
fn check_with(body: &str, parts: &[(&str, &str)], expected: &str) {
    assert_eq!(read_bytes(&document(body, parts)).body, expected);
}

const NUMBERING: (&str, &str) = (
    "word/numbering.xml",
    r#"<w:numbering>
        <w:abstractNum w:abstractNumId="0">
            <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl>
        </w:abstractNum>
        <w:abstractNum w:abstractNumId="1">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
            <w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%2)"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>
    </w:numbering>"#,
);

const RELATIONSHIPS: (&str, &str) = (
    "word/_rels/document.xml.rels",
    r#"<Relationships>
        <Relationship Id="r1" Type="x/numbering" Target="numbering.xml"/>
        <Relationship Id="r2" Type="x/hyperlink" Target="https://example.com/me" TargetMode="External"/>
        <Relationship Id="r3" Type="x/header" Target="header1.xml"/>
        <Relationship Id="r4" Type="x/header" Target="header2.xml"/>
        <Relationship Id="r5" Type="x/footer" Target="footer1.xml"/>
        <Relationship Id="r6" Type="x/footnotes" Target="footnotes.xml"/>
        <Relationship Id="r7" Type="x/styles" Target="/word/styles.xml"/>
    </Relationships>"#,
);

#[test]
fn paragraphs_breaks_tabs_and_signs() {
    check(
        r#"<w:p><w:r><w:t>Engineer,</w:t><w:t xml:space="preserve"> Kestrel</w:t><w:tab/><w:t>2019</w:t></w:r></w:p>
           <w:p><w:r><w:t>one</w:t><w:br/><w:t>two &amp; t&#104;ree</w:t></w:r></w:p>
           <w:p/>
           <w:p><w:r><w:t>semi</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>colon</w:t><w:sym w:font="Wingdings" w:char="F0A7"/></w:r></w:p>"#,
        "Engineer, Kestrel\t2019\none\ntwo & three\n\nsemi-colon•\n",
    );
}

#[test]
fn lists_say_their_marks() {
    let item = |number: u8, level: u8, text: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>
               <w:r><w:t>{text}</w:t></w:r></w:p>"#
        )
    };
    let body = [item(5, 0, "Built"), item(6, 0, "first"), item(6, 1, "under"), item(6, 0, "second")].concat();
    check_with(&body, &[RELATIONSHIPS, NUMBERING], "• Built\n1. first\n1a) under\n2. second\n");
}

#[test]
fn a_list_may_come_from_the_style_of_a_style() {
    let styles = r#"<w:styles>
        <w:style w:type="paragraph" w:styleId="ListBullet"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="Mine"><w:basedOn w:val="ListBullet"/><w:rPr><w:b/><w:sz w:val="30"/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>
    </w:styles>"#;
    let body = r#"<w:p><w:pPr><w:pStyle w:val="Mine"/></w:pPr><w:r><w:t>Built</w:t></w:r></w:p>
                  <w:p><w:pPr><w:pStyle w:val="Loop"/></w:pPr><w:r><w:t>Plain</w:t></w:r></w:p>"#;
    let document = read_bytes(&document(body, &[RELATIONSHIPS, NUMBERING, ("word/styles.xml", styles)]));
    assert_eq!(document.body, "• Built\nPlain\n");
    let looks: Vec<_> = document.pages[0].words.iter().map(|word| (word.font_size, word.bold)).collect();
    assert_eq!(looks, [(15.0, true), (15.0, true), (10.0, false)]);
}

#[test]
fn tracked_changes_read_as_accepted() {
    check(
        r#"<w:p><w:ins><w:r><w:t>kept </w:t></w:r></w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>
           <w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>here</w:t></w:r></w:moveTo></w:p>
           <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r></w:p><w:p><w:r><w:t>line</w:t></w:r></w:p>"#,
        "kept here\none line\n",
    );
}

#[test]
fn a_text_box_reads_once() {
    check(
        r#"<w:p><w:r><w:t>Name</w:t></w:r><w:r><mc:AlternateContent>
             <mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>in the box</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>
             <mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>in the box</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>
           </mc:AlternateContent></w:r></w:p><w:p><w:r><w:t>after</w:t></w:r></w:p>"#,
        "Name\n\nin the box\n\nafter\n",
    );
    check(
        r#"<w:p><mc:AlternateContent><mc:Fallback><w:r><w:t>only here</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"#,
        "only here\n",
    );
}

#[test]
fn content_controls_and_fields_show_what_people_see() {
    check(
        r#"<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>control</w:t></w:r></w:p></w:sdtContent></w:sdt>
           <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \@ x</w:instrText></w:r>
             <w:r><w:t>not seen</w:t></w:r>
             <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2024</w:t></w:r>
             <w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#,
        "control\n2024\n",
    );
}

#[test]
fn links_come_from_relationships_and_fields() {
    let body = r#"<w:p><w:hyperlink r:id="r2"><w:r><w:t>my page</w:t></w:r></w:hyperlink></w:p>
        <w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> HYPERLINK "mailto:jane@example.com" \o "x" </w:instrText>
          <w:fldChar w:fldCharType="separate"/><w:t>mail me</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>"#;
    let document = read_bytes(&document(body, &[RELATIONSHIPS]));
    let links: Vec<_> = document
        .links
        .iter()
        .map(|link| (link.target.as_str(), link.span.unwrap().of(&document.body)))
        .collect();
    assert_eq!(links, [("https://example.com/me", "my page"), ("mailto:jane@example.com", "mail me")]);
}

#[test]
fn headers_come_first_and_notes_and_footers_last_each_once() {
    let part = |text: &str| format!("<w:hdr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:hdr>");
    let notes = r#"<w:footnotes><w:footnote w:type="separator"><w:p><w:r><w:t>----</w:t></w:r></w:p></w:footnote>
        <w:footnote w:id="2"><w:p><w:r><w:t>a note</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let body = r#"<w:p><w:r><w:t>body</w:t></w:r></w:p><w:sectPr>
        <w:headerReference w:type="first" r:id="r4"/><w:headerReference w:type="default" r:id="r3"/>
        <w:footerReference w:type="default" r:id="r5"/></w:sectPr>"#;
    let (header, other, footer) = (part("Jane Doe"), part("Template Name"), part("page"));
    let parts = [
        RELATIONSHIPS,
        ("word/header1.xml", header.as_str()),
        ("word/header2.xml", other.as_str()),
        ("word/footer1.xml", footer.as_str()),
        ("word/footnotes.xml", notes),
    ];
    check_with(body, &parts, "Jane Doe\n\nbody\n\na note\n\npage\n");
}

#[test]
fn what_nobody_sees_is_kept_apart() {
    let run = |properties: &str| {
        let body = format!(
            r#"<w:p><w:r><w:t>seen</w:t></w:r></w:p><w:p><w:r><w:rPr>{properties}</w:rPr><w:t>planted words</w:t></w:r></w:p>"#
        );
        let document = read_bytes(&document(&body, &[]));
        let hidden = document.hidden.first().map(|hidden| (hidden.text.clone(), hidden.reason));
        assert_eq!(document.body.contains("planted"), hidden.is_none());
        hidden
    };
    let check = |properties: &str, expected: Option<HiddenReason>| {
        let expected = expected.map(|reason| ("planted words".to_owned(), reason));
        assert_eq!(run(properties), expected, "{properties}");
    };
    check("<w:vanish/>", Some(HiddenReason::Marked));
    check(r#"<w:vanish w:val="0"/>"#, None);
    check(r#"<w:color w:val="FFFFFF"/>"#, Some(HiddenReason::Colour));
    check(r#"<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F497D"/>"#, None);
    check(r#"<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>"#, None);
    check(r#"<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>"#, Some(HiddenReason::Colour));
    check(r#"<w:color w:val="auto"/>"#, None);
    check(r#"<w:sz w:val="2"/>"#, Some(HiddenReason::Size));
    check(r#"<w:sz w:val="16"/>"#, None);
}

#[test]
fn white_on_a_dark_cell_paragraph_or_drawing_is_seen() {
    let white = r#"<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>Jane Doe</w:t></w:r>"#;
    let dark = r#"<w:shd w:val="clear" w:fill="202020"/>"#;
    check(
        &format!("<w:tbl><w:tr><w:tc><w:tcPr>{dark}</w:tcPr><w:p>{white}</w:p></w:tc></w:tr></w:tbl>"),
        "Jane Doe\n",
    );
    check(&format!("<w:p><w:pPr>{dark}</w:pPr>{white}</w:p>"), "Jane Doe\n");
    check(&format!(r#"<w:p><w:r><wp:anchor behindDoc="1"/></w:r>{white}</w:p>"#), "Jane Doe\n");
    check(&format!("<w:p><w:txbxContent><w:p>{white}</w:p></w:txbxContent></w:p>"), "Jane Doe\n");
    let styled = r#"<w:tblPr><w:tblStyle w:val="Dark1"/></w:tblPr>"#;
    check(&format!("<w:tbl>{styled}<w:tr><w:tc><w:p>{white}</w:p></w:tc></w:tr></w:tbl>"), "Jane Doe\n");
    assert_eq!(read_bytes(&document(&format!("<w:p>{white}</w:p>"), &[])).body, "");
}

#[test]
fn entities_of_the_document_are_not_expanded() {
    let main = r#"<!DOCTYPE x [<!ENTITY a "planted"><!ENTITY b SYSTEM "file:///etc/hostname">]>
        <w:document><w:body><w:p><w:r><w:t>seen &a;&b;</w:t></w:r></w:p></w:body></w:document>"#;
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(main.as_bytes()).unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    assert_eq!(read_bytes(&bytes).body, "seen\n");
}

#[test]
fn damage_is_said() {
    let whole = document(&"<w:p><w:r><w:t>some words of a résumé</w:t></w:r></w:p>".repeat(50), &[]);
    let document = read_bytes(&whole[..whole.len() - 30]);
    assert_eq!(document.status, ReadStatus::OkPartial);
    assert!(document.body.starts_with("some words of a résumé\n"), "{document:?}");
    assert_eq!(read_bytes(&whole[..40]).status, ReadStatus::Unreadable);
    assert_eq!(read_bytes(&super::tests::document("", &[])).status, ReadStatus::NoText);
}

#[test]
fn what_unpacks_to_too_much_is_not_read() {
    let bomb = document(&" ".repeat(40 << 20), &[]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(read_bytes(&bomb).status, ReadStatus::TooLarge);
}

#[test]
fn depth_costs_no_stack() {
    let n = 50_000;
    let body =
        format!("{}<w:p><w:r><w:t>deep</w:t></w:r></w:p>{}", "<w:sdt>".repeat(n), "</w:sdt>".repeat(n));
    check(&body, "deep\n");
}

#[test]
fn a_diagram_says_what_stands_in_it() {
    let relationships = (
        "word/_rels/document.xml.rels",
        r#"<Relationships><Relationship Id="r9" Type="x/diagramData" Target="diagrams/data1.xml"/></Relationships>"#,
    );
    let data = (
        "word/diagrams/data1.xml",
        "<dgm:dataModel><dgm:pt><dgm:t><a:p><a:r><a:t>Rust</a:t></a:r></a:p></dgm:t></dgm:pt>
         <dgm:pt><dgm:t><a:p><a:r><a:t>Kafka</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>",
    );
    let body = r#"<w:p><w:r><w:t>Skills</w:t></w:r><w:r><w:drawing><a:graphicData><dgm:relIds r:dm="r9" r:lo="r1"/></a:graphicData></w:drawing></w:r></w:p>
                  <w:p><w:r><w:t>after</w:t></w:r></w:p>"#;
    check_with(body, &[relationships, data], "Skills\n\nRust\nKafka\n\nafter\n");
    check(body, "Skills\nafter\n");
}

#[test]
fn a_row_that_is_not_shown_is_hidden() {
    let row = |properties: &str, text: &str| {
        format!(
            "<w:tr><w:trPr>{properties}</w:trPr><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>"
        )
    };
    let rows =
        [row("", "seen"), row("<w:hidden/>", "unseen"), row(r#"<w:hidden w:val="0"/>"#, "seen too")].concat();
    let document = read_bytes(&document(&format!("<w:tbl>{rows}</w:tbl>"), &[]));
    assert_eq!(document.body, "seen\nseen too\n");
    let hidden: Vec<_> = document.hidden.iter().map(|hidden| (hidden.text.as_str(), hidden.reason)).collect();
    assert_eq!(hidden, [("unseen", HiddenReason::Marked)]);
}
