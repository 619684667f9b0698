//! The layout on glyphs that are set by hand.

use proptest::prelude::*;

use super::body::LaidOut;
use super::glyph::{Glyph, Mark, Sheet};
use super::{lay_out, run_down};
use crate::Rect;

/// Every letter is as wide as half the size.
fn set(x: f32, y: f32, size: f32, bold: bool, text: &str) -> Vec<Glyph> {
    let advance = size / 2.0;
    text.chars()
        .enumerate()
        .map(|(index, char)| Glyph {
            text: char.to_string().into(),
            x: x + advance * index as f32,
            y,
            dx: advance,
            dy: 0.0,
            size,
            bold,
        })
        .collect()
}

/// A page of lines, each at a place: `(left, baseline, text)`, ten points high; `*` before the text makes it bold.
fn sheet(lines: &[(f32, f32, &str)]) -> Sheet {
    let glyphs = lines
        .iter()
        .flat_map(|(x, y, text)| match text.strip_prefix('*') {
            Some(text) => set(*x, *y, 10.0, true, text),
            None => set(*x, *y, 10.0, false, text),
        })
        .collect();
    Sheet { width: 600.0, height: 800.0, glyphs, marks: Vec::new() }
}

fn check(lines: &[(f32, f32, &str)], expected: &str) {
    let body = laid_out(&[sheet(lines)]).body;
    assert_eq!(body.trim_end(), expected, "from {lines:?}");
}

/// Lays out, and holds what must hold of every answer.
fn laid_out(sheets: &[Sheet]) -> LaidOut {
    let laid_out = lay_out(sheets, std::iter::empty());
    assert_eq!(laid_out.pages.len(), sheets.len());
    for page in &laid_out.pages {
        let mut end = 0;
        for word in &page.words {
            assert!(word.span.start >= end, "{word:?} overlaps what stands before it");
            end = word.span.end;
            let text = laid_out.body.get(word.span.range()).expect("a span lies on character boundaries");
            assert!(!text.is_empty() && !text.contains(char::is_whitespace), "{text:?} is no word");
            assert!(word.area.left <= word.area.right && word.area.top <= word.area.bottom);
        }
    }
    laid_out
}

#[test]
fn a_head_and_its_date_are_one_line() {
    check(&[(50.0, 100.0, "Engineer"), (450.0, 100.0, "2019 – 2021")], "Engineer\t2019 – 2021");
}

#[test]
fn dates_drawn_after_everything_stay_with_their_heads() {
    check(
        &[
            (50.0, 100.0, "*First job"),
            (50.0, 113.0, "• built one thing that takes up the width of this whole line of the page"),
            (50.0, 139.0, "*Second job"),
            (50.0, 152.0, "• built another thing that takes up the width of this whole line of it"),
            (50.0, 178.0, "*Third job"),
            (50.0, 191.0, "• built a third thing that takes up the width of this whole line of it"),
            (480.0, 100.0, "2021 – now"),
            (480.0, 139.0, "2018 – 2021"),
            (480.0, 178.0, "2015 – 2018"),
        ],
        "First job\t2021 – now\n\
         • built one thing that takes up the width of this whole line of the page\n\n\
         Second job\t2018 – 2021\n\
         • built another thing that takes up the width of this whole line of it\n\n\
         Third job\t2015 – 2018\n\
         • built a third thing that takes up the width of this whole line of it",
    );
}

#[test]
fn columns_are_read_one_after_the_other() {
    let left = ["Contact", "jane at home", "Berlin", "Skills", "Python", "Rust", "Go"];
    let right = ["Experience", "wrote code", "for years", "and years", "and then", "some more", "of it"];
    let mut lines: Vec<(f32, f32, &str)> = Vec::new();
    for (index, text) in left.iter().enumerate() {
        lines.push((50.0, 100.0 + 13.0 * index as f32, text));
    }
    for (index, text) in right.iter().enumerate() {
        lines.push((250.0, 104.0 + 13.0 * index as f32, text));
    }
    check(&lines, &format!("{}\n\n{}", left.join("\n"), right.join("\n")));
}

#[test]
fn a_timeline_is_read_entry_by_entry() {
    check(
        &[
            (50.0, 100.0, "2021 – now"),
            (50.0, 113.0, "Berlin"),
            (150.0, 100.0, "*Engineer, Kestrel"),
            (150.0, 113.0, "• wrote the importer"),
            (150.0, 126.0, "• ran it"),
            (50.0, 160.0, "2018 – 2021"),
            (50.0, 173.0, "Porto"),
            (150.0, 160.0, "*Developer, Heron"),
            (150.0, 173.0, "• kept the lights on"),
            (150.0, 186.0, "• went home"),
        ],
        "2021 – now\nBerlin\nEngineer, Kestrel\n• wrote the importer\n• ran it\n\n\
         2018 – 2021\nPorto\nDeveloper, Heron\n• kept the lights on\n• went home",
    );
}

#[test]
fn headings_in_the_column_of_labels_do_not_make_it_a_column() {
    check(
        &[
            (50.0, 100.0, "*SKILLS"),
            (50.0, 125.0, "Server"),
            (150.0, 125.0, "Python, Django, Flask and what else it takes"),
            (50.0, 150.0, "Browser"),
            (150.0, 150.0, "TypeScript, Svelte and a little of the rest"),
            (50.0, 185.0, "*EXPERIENCE"),
            (50.0, 210.0, "2021 – 2024"),
            (150.0, 210.0, "Web Developer"),
            (150.0, 223.0, "Körfez Yazılım, İzmir"),
            (150.0, 236.0, "• Built an ordering portal for the members"),
            (150.0, 249.0, "• Answered their questions two days a week"),
            (50.0, 274.0, "2019 – 2021"),
            (150.0, 274.0, "Web Designer"),
            (150.0, 287.0, "Kordon Reklam, İzmir"),
            (150.0, 300.0, "• Built sites for hotels and for two clinics"),
            (50.0, 335.0, "*EDUCATION"),
            (50.0, 360.0, "2015 – 2019"),
            (150.0, 360.0, "B.A. Visual Communication"),
        ],
        "SKILLS\n\n\
         Server\tPython, Django, Flask and what else it takes\n\n\
         Browser\tTypeScript, Svelte and a little of the rest\n\n\
         EXPERIENCE\n\n\
         2021 – 2024\tWeb Developer\nKörfez Yazılım, İzmir\n\
         • Built an ordering portal for the members\n\
         • Answered their questions two days a week\n\n\
         2019 – 2021\tWeb Designer\nKordon Reklam, İzmir\n\
         • Built sites for hotels and for two clinics\n\n\
         EDUCATION\n\n\
         2015 – 2019\tB.A. Visual Communication",
    );
}

#[test]
fn a_label_centred_beside_its_entry_comes_before_it() {
    // Drawn entry by entry: label first.
    check(
        &[
            (50.0, 113.0, "Contact"),
            (150.0, 100.0, "Website"),
            (280.0, 100.0, "jane.example.org"),
            (150.0, 113.0, "Phone"),
            (280.0, 113.0, "0123 456"),
            (50.0, 150.0, "Technical Skills"),
            (50.0, 163.0, "Summary"),
            (150.0, 150.0, "Main: Python, Django"),
            (150.0, 163.0, "Other: React"),
            (50.0, 200.0, "*Work"),
            (50.0, 213.0, "2021 to 2024"),
            (150.0, 203.0, "Engineer at Heron"),
            (150.0, 216.0, "• kept the lights on"),
        ],
        "Contact\nWebsite\tjane.example.org\nPhone\t0123 456\n\n\
         Technical Skills Summary\tMain: Python, Django\nOther: React\n\n\
         Work\n2021 to 2024\nEngineer at Heron\n• kept the lights on",
    );
}

#[test]
fn a_label_that_wraps_is_one_label() {
    check(
        &[
            (50.0, 100.0, "Sept. 2020 –"),
            (150.0, 100.0, "*Engineer"),
            (50.0, 113.0, "Present"),
            (150.0, 113.0, "Kestrel, Porto"),
            (150.0, 126.0, "• wrote the importer"),
            (50.0, 160.0, "November"),
            (50.0, 173.0, "2017 – Mai"),
            (50.0, 186.0, "2020"),
            (150.0, 160.0, "*Developer"),
            (150.0, 173.0, "Heron, Utrecht"),
            (150.0, 186.0, "• went home"),
            (50.0, 220.0, "2015 - 2016"),
            (150.0, 220.0, "*Intern"),
        ],
        "Sept. 2020 – Present\tEngineer\nKestrel, Porto\n• wrote the importer\n\n\
         November 2017 – Mai 2020\tDeveloper\nHeron, Utrecht\n• went home\n\n\
         2015 - 2016\tIntern",
    );
}

#[test]
fn a_narrow_gap_before_an_edge_parts_a_label() {
    check(
        &[
            (62.0, 100.0, "Sprachen und"),
            (72.0, 113.0, "Frameworks"),
            (128.0, 100.0, "Python, Perl"),
            (72.0, 130.0, "Werkzeuge"),
            (128.0, 130.0, "Docker, Bash"),
            (128.0, 160.0, "*Erfahrung"),
            (128.0, 180.0, "Entwickler"),
        ],
        "Sprachen und Frameworks Python, Perl\n\nWerkzeuge\tDocker, Bash\n\nErfahrung\n\nEntwickler",
    );
}

#[test]
fn sections_side_by_side_are_read_one_after_the_other() {
    check(
        &[
            (50.0, 100.0, "*Education"),
            (50.0, 113.0, "MSc Computer Science"),
            (50.0, 126.0, "University of Nairobi"),
            (300.0, 100.0, "*Skills"),
            (300.0, 113.0, "Python, Django, Kafka"),
            (300.0, 126.0, "Terraform, Grafana"),
            (50.0, 160.0, "*Experience"),
            (50.0, 180.0, "Engineer"),
            (480.0, 180.0, "2021 – now"),
            (50.0, 193.0, "Kestrel"),
            (480.0, 193.0, "Porto"),
            (50.0, 206.0, "• wrote an importer that takes up the width of this whole line of the page"),
        ],
        "Education\nMSc Computer Science\nUniversity of Nairobi\n\n\
         Skills\nPython, Django, Kafka\nTerraform, Grafana\n\n\
         Experience\n\nEngineer\t2021 – now\nKestrel\tPorto\n\
         • wrote an importer that takes up the width of this whole line of the page",
    );
}

#[test]
fn contact_data_and_labelled_lists_do_not_run_together() {
    check(
        &[
            (50.0, 100.0, "jane.doe-of-the-long-name@example.org"),
            (50.0, 113.0, "+49 30 123 45 67"),
            (50.0, 126.0, "github.com/jane-doe-of-the-long-name"),
            (50.0, 150.0, "Languages: Python, Go, Rust, TypeScript"),
            (50.0, 163.0, "Databases: PostgreSQL and Redis"),
        ],
        "jane.doe-of-the-long-name@example.org\n+49 30 123 45 67\ngithub.com/jane-doe-of-the-long-name\n\n\
         Languages: Python, Go, Rust, TypeScript\nDatabases: PostgreSQL and Redis",
    );
}

#[test]
fn text_from_the_right_is_read_in_its_order() {
    // As they stand on paper, from the left.
    let check = |visual: &str, expected: &str| {
        let filler = "ןתיא ןתיא ןתיא";
        let body = laid_out(&[sheet(&[(300.0, 100.0, visual), (400.0, 140.0, filler)])]).body;
        assert_eq!(body.lines().next(), Some(expected), "{visual}");
    };
    check("הריכב תחתפמ", "מפתחת בכירה");
    check("52-123-4567 972+ :ןופלט", "טלפון: +972 52-123-4567");
    check("Django-בו Python-ב", "ב-Python וב-Django");
    check("2023–2019 (ביבא לת) Kestrel תרבח", "חברת Kestrel (תל אביב) 2019–2023");
    check("2023–2019 )ביבא לת( Kestrel תרבח", "חברת Kestrel (תל אביב) 2019–2023");
    check("%35 ةبسنب", "بنسبة 35%");
    check("Python and Go", "Python and Go");
    check("+972 52 123", "+972 52 123");
}

#[test]
fn a_page_from_the_right_is_laid_out_from_the_right() {
    check(
        &[
            (400.0, 100.0, "תסדנהמ"),
            (60.0, 100.0, "2024"),
            (375.0, 113.0, "רבד תיינב •"),
            (400.0, 140.0, "תחתפמ"),
            (60.0, 140.0, "2020"),
        ],
        "מהנדסת\t2024\n• בניית דבר\n\nמפתחת\t2020",
    );
    check(&[(50.0, 100.0, "Name: ןתיא"), (50.0, 113.0, "Engineer")], "Name: איתן\nEngineer");
}

#[test]
fn print_without_spaces_stays_without() {
    let mut spread = sheet(&[]);
    for (index, char) in "決済基盤の開発".chars().enumerate() {
        let mut glyph = set(50.0 + 12.5 * index as f32, 100.0, 10.0, false, &char.to_string());
        glyph[0].dx = 10.0;
        spread.glyphs.extend(glyph);
    }
    assert_eq!(laid_out(&[spread]).body, "決済基盤の開発\n");
}

#[test]
fn columns_of_upright_letters_are_read_from_the_right() {
    let mut glyphs = Vec::new();
    for (column, text) in ["縦書きの職", "務経歴です"].into_iter().enumerate() {
        for (row, char) in text.chars().enumerate() {
            let x = 500.0 - 15.0 * column as f32;
            let y = 100.0 + 10.0 * row as f32;
            glyphs.push(Glyph {
                text: char.to_string().into(),
                x,
                y,
                dx: 10.0,
                dy: 0.0,
                size: 10.0,
                bold: false,
            });
        }
    }
    run_down(&mut glyphs);
    let page = Sheet { width: 600.0, height: 800.0, glyphs, marks: Vec::new() };
    assert_eq!(laid_out(&[page]).body, "縦書きの職\n務経歴です\n");
}

#[test]
fn wrapped_items_are_one_line() {
    check(
        &[
            (50.0, 100.0, "• rebuilt the whole of the pipeline in a language that is imple-"),
            (60.0, 113.0, "mented by others, without downtime"),
            (50.0, 126.0, "• second"),
        ],
        "• rebuilt the whole of the pipeline in a language that is implemented by others, without downtime\n\
         • second",
    );
}

#[test]
fn short_lines_of_a_list_stay_apart() {
    check(&[(50.0, 100.0, "Python"), (50.0, 113.0, "Django"), (50.0, 126.0, "Rust")], "Python\nDjango\nRust");
}

#[test]
fn spaced_letters_are_words() {
    check(&[(50.0, 100.0, "J O H N   D O E")], "JOHN DOE");
    let mut tracked = sheet(&[]);
    for (index, char) in "JOHNDOE".chars().enumerate() {
        let gap = if index >= 4 { 4.0 } else { 0.0 };
        tracked.glyphs.extend(set(50.0 + 8.0 * index as f32 + gap, 100.0, 10.0, false, &char.to_string()));
    }
    assert_eq!(laid_out(&[tracked]).body, "JOHN DOE\n");

    let mut wide = sheet(&[]);
    for (index, char) in "WORK AND PLAY".chars().enumerate().filter(|(_, char)| *char != ' ') {
        wide.glyphs.extend(set(50.0 + 18.0 * index as f32, 100.0, 10.0, false, &char.to_string()));
    }
    assert_eq!(laid_out(&[wide]).body, "WORK AND PLAY\n");
}

#[test]
fn cut_words_go_on_below_themselves() {
    check(&[(50.0, 100.0, "*Camille Aubigné-"), (50.0, 113.0, "*Lacroix")], "Camille Aubigné-Lacroix");
    check(
        &[(50.0, 100.0, "Skills"), (150.0, 100.0, "Python, Post-"), (150.0, 113.0, "greSQL, Redis")],
        "Skills\tPython, PostgreSQL, Redis",
    );
}

#[test]
fn sentences_that_end_with_their_lines_stay_apart() {
    check(
        &[
            (50.0, 100.0, "Built the settlement ledger for card refunds in two languages."),
            (50.0, 113.0, "Owned nightly jobs for all merchants."),
            (50.0, 126.0, "Education"),
        ],
        "Built the settlement ledger for card refunds in two languages.\n\
         Owned nightly jobs for all merchants.\nEducation",
    );
    check(
        &[
            (50.0, 100.0, "Built the settlement ledger for card refunds. Owned"),
            (50.0, 113.0, "nightly jobs for all the merchants and their banks."),
            (50.0, 126.0, "Then all went home."),
        ],
        "Built the settlement ledger for card refunds. Owned nightly jobs for all the merchants and their banks. \
         Then all went home.",
    );
}

#[test]
fn what_is_drawn_twice_is_read_once() {
    let mut bold = sheet(&[(50.0, 100.0, "Experience")]);
    bold.glyphs.extend(set(50.3, 100.0, 10.0, false, "Experience"));
    assert_eq!(laid_out(&[bold]).body, "Experience\n");
}

#[test]
fn accents_drawn_over_their_letter_join_it() {
    let mut sheet =
        sheet(&[(50.0, 100.0, "R"), (55.0, 100.0, "e"), (60.0, 100.0, "sum"), (75.0, 100.0, "e")]);
    sheet.glyphs.extend(set(55.0, 99.0, 10.0, false, "´"));
    sheet.glyphs.extend(set(75.0, 99.0, 10.0, false, "´"));
    assert_eq!(laid_out(&[sheet]).body, "Résumé\n");
}

#[test]
fn raised_letters_stay_in_their_line() {
    let mut sheet = sheet(&[(50.0, 100.0, "the 4")]);
    sheet.glyphs.extend(set(75.0, 96.0, 6.0, false, "th"));
    sheet.glyphs.extend(set(84.0, 100.0, 10.0, false, "place"));
    assert_eq!(laid_out(&[sheet]).body, "the 4th place\n");
}

#[test]
fn drawn_dots_are_list_marks_and_scales_are_not() {
    let dot = |left: f32, top: f32| Mark::new(Rect { left, top, right: left + 3.0, bottom: top + 3.0 });
    let mut list = sheet(&[(60.0, 100.0, "first"), (60.0, 113.0, "second")]);
    list.marks = vec![dot(51.0, 95.0), dot(51.0, 108.0)];
    assert_eq!(laid_out(&[list]).body, "• first\n• second\n");

    let mut scale = sheet(&[(20.0, 100.0, "Python"), (120.0, 100.0, "Rust")]);
    scale.marks = (0..5).map(|index| dot(85.0 + 6.0 * index as f32, 95.0)).collect();
    assert_eq!(laid_out(&[scale]).body, "Python\tRust\n");
}

#[test]
fn turned_text_comes_after_the_page() {
    let mut sheet = sheet(&[(50.0, 100.0, "upright text")]);
    for (index, char) in "edge".chars().enumerate() {
        let y = 300.0 - 5.0 * index as f32;
        let glyph =
            Glyph { text: char.to_string().into(), x: 20.0, y, dx: 0.0, dy: -5.0, size: 10.0, bold: false };
        sheet.glyphs.insert(index, glyph);
    }
    assert_eq!(laid_out(&[sheet]).body, "upright text\n\nedge\n");
}

#[test]
fn a_name_written_up_the_side_of_its_section_is_its_heading() {
    let mut sheet = sheet(&[
        (80.0, 60.0, "Jane Doe"),
        (80.0, 100.0, "Engineer, Kestrel Labs, 2019 - 2023"),
        (80.0, 115.0, "- Built the parcel tracker"),
        (80.0, 130.0, "- Cut the nightly run"),
        (80.0, 145.0, "Developer, Fjordlys, 2016 - 2019"),
        (80.0, 190.0, "BSc Computing, 2012 - 2016"),
        (80.0, 205.0, "Thesis on tide tables"),
        (80.0, 220.0, "Rated first of its year"),
    ]);
    let mut up = |from: f32, text: &str| {
        sheet.glyphs.extend(text.chars().enumerate().map(|(index, char)| Glyph {
            text: char.to_string().into(),
            x: 50.0,
            y: from - 5.0 * index as f32,
            dx: 0.0,
            dy: -5.0,
            size: 10.0,
            bold: false,
        }));
    };
    up(150.0, "Experience");
    up(225.0, "Education");
    up(500.0, "made with care");
    let body = laid_out(&[sheet]).body;
    assert_eq!(
        body,
        "Jane Doe\n\n\
         Experience\nEngineer, Kestrel Labs, 2019 - 2023\n- Built the parcel tracker\n- Cut the nightly run\n\
         Developer, Fjordlys, 2016 - 2019\n\n\
         Education\nBSc Computing, 2012 - 2016\nThesis on tide tables\nRated first of its year\n\n\
         made with care\n"
    );
}

#[test]
fn a_cut_address_goes_on_where_entries_stand_apart() {
    check(
        &[
            (50.0, 100.0, "jane@example.org"),
            (50.0, 125.0, "(808) 555-0164"),
            (50.0, 150.0, "github.com/kestrel-"),
            (48.0, 167.0, "games"),
        ],
        "jane@example.org\n\n(808) 555-0164\n\ngithub.com/kestrel-games",
    );
}

#[test]
fn items_with_roman_numbers_start_anew() {
    check(
        &[
            (40.0, 100.0, "(iii) Estimated what the whole width of this line is worth to them (in euros)"),
            (45.0, 113.0, "(iv) Built"),
        ],
        "(iii) Estimated what the whole width of this line is worth to them (in euros)\n(iv) Built",
    );
}

#[test]
fn a_cut_word_goes_on_below_the_text_of_its_item() {
    check(
        &[
            (50.0, 100.0, "Web Developer"),
            (200.0, 100.0, "2019 - 2021"),
            (330.0, 100.0, "•"),
            (342.0, 100.0, "Introduced islands into a server-"),
            (342.0, 113.0, "rendered shop"),
        ],
        "Web Developer\t2019 - 2021\t• Introduced islands into a server-rendered shop",
    );
}

#[test]
fn a_sentence_runs_over_the_page_past_its_footer() {
    let first = sheet(&[
        (50.0, 20.0, "Jane Doe"),
        (50.0, 600.0, "• a first item that fills its line to the very end of it"),
        (50.0, 613.0, "• a second item that is cut by the end of the page after"),
        (280.0, 780.0, "Page 1 of 2"),
    ]);
    let second = sheet(&[
        (50.0, 20.0, "Jane Doe"),
        (60.0, 100.0, "the word after"),
        (50.0, 113.0, "• a third item that fills its line to the very end of it"),
        (280.0, 780.0, "Page 2 of 2"),
    ]);
    let body = laid_out(&[first, second]).body;
    assert!(body.contains("cut by the end of the page after the word after\n• a third"), "{body}");
    assert!(body.ends_with("Page 1 of 2\nJane Doe\nPage 2 of 2\n"), "{body}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_letter_is_kept_and_every_span_fits(
        lines in prop::collection::vec((0.0_f32..550.0, 0.0_f32..780.0, "[a-zé0-9•. -]{1,30}"), 0..40)
    ) {
        // One letter of a place is kept where two are drawn: give each line a height of its own.
        let spread: Vec<(f32, f32, &str)> =
            lines.iter().enumerate().map(|(index, (x, _, text))| (*x, 15.0 * index as f32, text.as_str())).collect();
        let laid_out = laid_out(&[sheet(&spread)]);
        let letters = |text: &str| {
            let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
            letters.sort_unstable();
            letters
        };
        let drawn: String = lines.iter().map(|(_, _, text)| text.as_str()).collect();
        prop_assert_eq!(letters(&laid_out.body), letters(&drawn));
    }

    #[test]
    fn any_glyphs_give_a_sound_answer(
        glyphs in prop::collection::vec(
            (-100.0_f32..700.0, -100.0_f32..900.0, -20.0_f32..20.0, -20.0_f32..20.0, 0.1_f32..60.0, "[a-zא-ת中´ ]{1,2}"),
            0..200,
        )
    ) {
        let glyphs = glyphs
            .into_iter()
            .map(|(x, y, dx, dy, size, text)| Glyph { text: text.into(), x, y, dx, dy, size, bold: false })
            .collect();
        laid_out(&[Sheet { width: 600.0, height: 800.0, glyphs, marks: Vec::new() }]);
    }
}

/// Letters of `size` at a distance of `gap` between them, a space as wide as `word_gap` without being drawn.
fn spaced(x: f32, y: f32, text: &str, gap: f32, word_gap: f32) -> Vec<Glyph> {
    let mut left = x;
    let mut glyphs = Vec::new();
    for char in text.chars() {
        if char == ' ' {
            left += word_gap - gap;
            continue;
        }
        glyphs.extend(set(left, y, 10.0, true, &char.to_string()));
        left += 5.0 + gap;
    }
    glyphs
}

#[test]
fn words_of_spaced_out_headings_are_parted() {
    let check = |glyphs: Vec<Glyph>, lines: &[(f32, f32, &str)], expected: &str| {
        let mut sheet = sheet(lines);
        sheet.glyphs.extend(glyphs);
        assert_eq!(laid_out(&[sheet]).body.trim_end(), expected);
    };
    // By gaps that stand out, however little.
    check(spaced(50.0, 100.0, "KNUT ZWEIG", 5.0, 7.0), &[], "KNUT ZWEIG");
    check(spaced(50.0, 100.0, "KNUT ZWEIG", 1.0, 3.0), &[], "KNUT ZWEIG");
    // By the words of headings, where all gaps are alike.
    check(spaced(50.0, 100.0, "WORK EXPERIENCE", 4.0, 4.0), &[], "WORK EXPERIENCE");
    check(spaced(50.0, 100.0, "AREAS OF EXPERTISE", 1.0, 1.0), &[], "AREAS OF EXPERTISE");
    check(spaced(50.0, 100.0, "WORKSHOPS", 4.0, 4.0), &[], "WORKSHOPS");
    check(spaced(50.0, 100.0, "KNUTZWEIG", 4.0, 4.0), &[], "KNUTZWEIG");
    // By neighbours elsewhere in the document.
    check(
        spaced(50.0, 100.0, "KNUT ZWEIG", 4.0, 4.0),
        &[(50.0, 150.0, "knut.zweig@example.org")],
        "KNUT ZWEIG\n\nknut.zweig@example.org",
    );
}

#[test]
fn a_spaced_out_heading_that_wraps_in_a_narrow_column_is_one_word() {
    let mut glyphs = spaced(50.0, 100.0, "SPOKEN LANGU", 4.0, 9.0);
    glyphs.extend(spaced(50.0, 114.0, "AGES", 4.0, 9.0));
    let sheet = Sheet { width: 600.0, height: 800.0, glyphs, marks: Vec::new() };
    assert_eq!(laid_out(&[sheet]).body, "SPOKEN LANGUAGES\n");
}

#[test]
fn a_short_item_under_the_longest_of_a_narrow_list_stays_apart() {
    check(
        &[
            (50.0, 100.0, "PostgreSQL"),
            (50.0, 113.0, "Continuous Integration and Delivery"),
            (50.0, 126.0, "Docker"),
            (50.0, 139.0, "Terraform"),
        ],
        "PostgreSQL\nContinuous Integration and Delivery\nDocker\nTerraform",
    );
}
