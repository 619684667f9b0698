use super::*;
use crate::HiddenText;

fn hidden(reason: HiddenReason) -> Look {
    Look { hidden: Some(reason), ..Look::default() }
}

#[test]
fn white_space_is_set_once_and_gaps_stay_visible() {
    let check = |text: &str, expected: &str| {
        let mut flow = Flow::default();
        flow.text(text, Look::default());
        assert_eq!(flow.finish(Format::Text).body, expected, "{text:?}");
    };
    check("  a  b\nc ", "a b c\n");
    check("Engineer\t2019", "Engineer\t2019\n");
    check("Engineer      2019", "Engineer\t2019\n");
    check("Engineer \t 2019", "Engineer\t2019\n");
    check("•\tBuilt it\t2019", "• Built it\t2019\n");
    check("1.\tBuilt it", "1. Built it\n");
    check("C\tfive years", "C\tfive years\n");
    check("(555) 123", "(555) 123\n");
    check(".NET, 1.5 years", ".NET, 1.5 years\n");
    check("1.5 years", "1.5 years\n");
    check(" \t ", "");
}

#[test]
fn blocks_are_parted_by_one_empty_line() {
    let mut flow = Flow::default();
    flow.end_block();
    for word in ["one", "two"] {
        flow.text(word, Look::default());
        flow.end_block();
        flow.end_line();
        flow.end_block();
    }
    assert_eq!(flow.finish(Format::Text).body, "one\n\ntwo\n");
}

#[test]
fn letters_compose_across_pieces() {
    let bold = Look { bold: true, ..Look::default() };
    let check = |first: &str, second: &str, expected: &str| {
        let mut flow = Flow::default();
        flow.text(first, Look::default());
        flow.text(second, bold);
        assert_eq!(flow.finish(Format::Text).body, expected);
    };
    check("Jose", "\u{301} Silva", "José Silva\n");
    check("\u{1100}", "\u{1161}", "\u{AC00}\n");
}

#[test]
fn links_know_their_words_and_survive_without_any() {
    let mut flow = Flow::default();
    flow.text("See ", Look::default());
    let link = flow.begin_link("https://example.com/a");
    flow.text("my", Look::default());
    flow.text(" page", Look { bold: true, ..Look::default() });
    flow.end_link(link);
    flow.text(" now", Look::default());
    let link = flow.begin_link("mailto:a@example.com");
    flow.end_link(link);
    let document = flow.finish(Format::Text);
    let words: Vec<_> =
        document.links.iter().map(|link| link.span.map(|span| span.of(&document.body))).collect();
    assert_eq!(words, [Some("my page"), None]);
    assert_eq!(document.links[1].target, "mailto:a@example.com");
}

#[test]
fn hidden_text_is_kept_apart_with_its_reason() {
    let mut flow = Flow::default();
    flow.text("seen", Look::default());
    flow.end_line();
    flow.text("expert in ", hidden(HiddenReason::Marked));
    flow.text("everything", hidden(HiddenReason::Marked));
    flow.text(" ", hidden(HiddenReason::Colour));
    let document = flow.finish(Format::Docx);
    assert_eq!(document.body, "seen\n");
    let [HiddenText { page: 0, text, reason: HiddenReason::Marked, .. }] = document.hidden.as_slice() else {
        panic!("{:?}", document.hidden)
    };
    assert_eq!(text, "expert in everything");
}

#[test]
fn long_text_ends_at_the_limit_and_says_so() {
    let mut flow = Flow::default();
    let mut n_lines = 0;
    while !flow.is_full() {
        flow.text("a line of some length that is said again and again", Look::default());
        flow.end_line();
        n_lines += 1;
    }
    flow.text("dropped", Look::default());
    let document = flow.finish(Format::Text);
    assert_eq!(document.status, ReadStatus::OkPartial);
    assert_eq!(document.body.lines().count(), n_lines);
    assert!(document.body.len() < MAX_BODY_BYTES + 100 && !document.body.contains("dropped"));
}

proptest::proptest! {
    #[test]
    fn every_word_has_its_letters_and_a_place_on_its_page(lines in proptest::collection::vec("\\PC{0,120}", 0..20)) {
        let mut flow = Flow::default();
        for (idx, line) in lines.iter().enumerate() {
            flow.text(line, Look { size: idx as f32, bold: idx % 3 == 0, hidden: None });
            if idx % 4 == 0 { flow.end_block() } else { flow.end_line() }
        }
        let document = flow.finish(Format::Text);
        proptest::prop_assert!(unicode_normalization::is_nfc(&document.body));
        let words = document.pages.iter().flat_map(|page| page.words.iter().map(move |word| (page, word)));
        let mut said = String::new();
        let mut end = 0;
        for (page, word) in words {
            proptest::prop_assert!(word.span.start >= end && word.span.end > word.span.start);
            end = word.span.end;
            said.push_str(document.body.get(word.span.range()).expect("on character boundaries"));
            proptest::prop_assert!(word.area.left >= 0.0 && word.area.right <= page.width, "{:?}", word.area);
            proptest::prop_assert!(word.area.top >= 0.0 && word.area.bottom <= page.height, "{:?}", word.area);
            proptest::prop_assert!(word.area.left <= word.area.right && word.area.top < word.area.bottom);
        }
        proptest::prop_assert_eq!(said, document.body.split_whitespace().collect::<String>());
    }
}

#[test]
fn rows_of_data_read_across_and_layout_reads_cell_by_cell() {
    let check = |rows: &[&[&[&str]]], expected: &str| {
        let mut flow = Flow::default();
        for cells in rows {
            flow.begin_row();
            for lines in *cells {
                flow.begin_cell();
                for line in *lines {
                    flow.text(line, Look::default());
                    flow.end_line();
                }
                flow.end_block();
            }
            flow.end_row();
        }
        assert_eq!(flow.finish(Format::Docx).body, expected);
    };
    check(&[&[&["Rust"], &["5 years"]], &[&["Go"], &["2 years"]]], "Rust\t5 years\nGo\t2 years\n");
    check(&[&[&["Skills", "Rust"], &["Jane Doe", "Engineer"]]], "Skills\nRust\n\nJane Doe\nEngineer\n");
    check(
        &[&[&["2019 – 2021"], &["Engineer, Kestrel Labs", "• Built it"]]],
        "2019 – 2021\tEngineer, Kestrel Labs\n• Built it\n",
    );
    check(&[&[&["Experience"], &["Engineer", "• Built it"]]], "Experience\n\nEngineer\n• Built it\n");
    check(&[&[&[], &["alone"]]], "alone\n");
}

#[test]
fn a_box_reads_after_the_line_it_stands_in() {
    let mut flow = Flow::default();
    flow.text("Jane ", Look::default());
    flow.begin_aside();
    flow.text("in the box", Look::default());
    flow.end_aside();
    flow.text("Doe", Look::default());
    flow.end_line();
    flow.text("Engineer", Look::default());
    assert_eq!(flow.finish(Format::Docx).body, "Jane Doe\n\nin the box\n\nEngineer\n");
}

#[test]
fn what_is_left_open_is_closed_at_the_end() {
    let mut flow = Flow::default();
    flow.begin_row();
    flow.begin_cell();
    flow.begin_aside();
    flow.begin_row();
    flow.begin_cell();
    flow.begin_link("https://example.com");
    flow.text("still here", Look::default());
    assert_eq!(flow.finish(Format::Docx).body, "still here\n");
}
