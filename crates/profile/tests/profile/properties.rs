//! What must hold of any text.

use candela_extract::Span;
use proptest::prelude::*;

use crate::{AS_OF, of};

/// Pieces that résumés are made of, so that random texts reach every reader.
const PIECES: &[&str] = &[
    "Experience",
    "EDUCATION",
    "Skills:",
    "Berufserfahrung",
    "Jan 2020 – Present",
    "2019-03 to 2021-07",
    "Summer 2018",
    "since 2021",
    "2035 – 2040",
    "2021 – 2019",
    "Lead Engineer",
    "Acme GmbH",
    "Python, Go, R",
    "• Built it in Django",
    "ana@example.org",
    "+49 (0) 30 123456",
    "name [at] example [dot] org",
    "github.com/ana-dev",
    "in/ana",
    "Zürich",
    "Đà Nẵng",
    "山田 太郎",
    "J O H N  D O E",
    "’22 — now",
    "–",
    "\t",
    "\n",
    "\n\n",
    " ",
    "(",
    ")",
    "Chiang Mai 2017",
    "Location: ",
    "no experience with Rust",
    "ﬁ",
    "e\u{301}",
    "😀",
    "\u{200b}",
    "BSc",
    "University of Leeds",
];

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => Just("\n".to_owned()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_lie_in_the_text_on_character_boundaries(body in texts()) {
        let found = of(&body);
        let mut spans: Vec<Span> = found.sections.iter().flat_map(|s| [s.heading, s.body]).collect();
        spans.extend(found.employment.iter().map(|e| e.span));
        spans.extend(found.employment.iter().filter_map(|e| e.dates));
        let parts = found.employment.iter().flat_map(|e| [&e.company, &e.title, &e.location]);
        spans.extend(parts.flatten().filter_map(|fact| fact.span));
        spans.extend(found.education.iter().flat_map(|e| [&e.school, &e.degree]).flatten().filter_map(|f| f.span));
        spans.extend(found.roles.iter().flat_map(|role| role.evidence.clone()));
        spans.extend(found.certificates.iter().filter_map(|fact| fact.span));
        spans.extend(found.languages.iter().map(|language| language.span));
        spans.extend(found.employment.iter().flat_map(|e| e.bullets.clone()));
        spans.extend(found.education.iter().map(|e| e.span));
        spans.extend(found.skills.iter().flat_map(|s| s.mentions.clone()));
        spans.extend(found.contacts.iter().filter_map(|c| c.span));
        spans.extend(found.name.iter().chain(&found.headline).chain(&found.location).filter_map(|f| f.span));
        for span in spans {
            prop_assert!(body.get(span.range()).is_some(), "{span:?} in {body:?}");
        }
    }

    #[test]
    fn sections_cover_the_text(body in texts()) {
        let sections = of(&body).sections;
        prop_assert_eq!(sections[0].body.start, 0);
        prop_assert!(sections.windows(2).all(|pair| pair[0].body.end == pair[1].heading.start));
        prop_assert_eq!(sections[sections.len() - 1].body.end as usize, body.len());
    }

    #[test]
    fn years_stay_within_the_dates(body in texts()) {
        let found = of(&body);
        let first = found.employment.iter().filter_map(|e| e.start).map(|start| start.year).min();
        if let (Some(years), Some(first)) = (found.years_experience, first) {
            let span = f32::from(AS_OF.year() - first + 1);
            prop_assert!((0.0..=span).contains(&years), "{years} years since {first}");
        }
        if let (Some(level), Some(years)) = (found.level, found.years_experience) {
            prop_assert!(level.years <= years + 0.01, "{level:?} of {years} years");
        }
        let shares: f32 = found.roles.iter().map(|role| role.share).sum();
        prop_assert!(found.roles.is_empty() || (shares - 1.0).abs() < 0.001, "shares add up to {shares}");
        for skill in &found.skills {
            prop_assert!(skill.years.unwrap_or(0.0) <= found.years_experience.unwrap_or(0.0));
        }
    }

    #[test]
    fn the_same_text_gives_the_same_facts(body in texts()) {
        prop_assert_eq!(of(&body), of(&body));
    }
}
