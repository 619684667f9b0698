//! What must hold of every role profile, and of everything that is pasted as one.

use candela_profile::{LevelStep, Role};
use candela_signals::role::{LastUse, PlaceAsk, RoleProfile, SkillAsk, draft, read_role, write_role};
use candela_skills::SkillsIndex;
use proptest::prelude::*;

/// Words as people type them, quotes, umlauts and marks of the file included; never white space at the ends.
fn words() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9\"'\\\\#ß漢é=\\[\\]]([a-zA-Z0-9 \"'\\\\#ß漢é=\\[\\]\n]{0,20}[a-zA-Z0-9\"'#ß漢é])?"
}

fn years() -> impl Strategy<Value = Option<f32>> {
    proptest::option::of((0_u16..=600).prop_map(|tenths| f32::from(tenths) / 10.0))
}

fn ask() -> impl Strategy<Value = SkillAsk> {
    let last_used =
        prop_oneof![(1_u8..=60).prop_map(LastUse::WithinYears), (1970_i16..=2100).prop_map(LastUse::Since),];
    (proptest::collection::vec(words(), 1..4), years(), proptest::option::of(last_used))
        .prop_map(|(any, years, last_used)| SkillAsk { any, years, last_used })
}

fn place() -> impl Strategy<Value = PlaceAsk> {
    let country = proptest::option::of("[A-Z]{2}");
    (proptest::option::of(words()), country, any::<bool>())
        .prop_map(|(city, country, remote)| PlaceAsk { city, country, remote })
        .prop_filter("an empty place is none", |place| *place != PlaceAsk::default())
}

fn role() -> impl Strategy<Value = RoleProfile> {
    let kinds = proptest::sample::select(vec![Role::Backend, Role::MlAi, Role::Devops]);
    let levels = proptest::sample::select(vec![LevelStep::Junior, LevelStep::Mid, LevelStep::Senior]);
    let domains = proptest::sample::subsequence(vec!["payments".to_owned(), "health".to_owned()], 0..=2);
    let asks = || proptest::collection::vec(ask(), 0..5);
    (
        words(),
        proptest::option::of(kinds),
        proptest::option::of(levels),
        years(),
        domains,
        proptest::option::of(place()),
        asks(),
        asks(),
        proptest::collection::vec(words(), 0..3),
    )
        .prop_map(|(title, role, level, years, domains, place, must, nice, questions)| RoleProfile {
            title,
            role,
            level,
            years,
            domains,
            place,
            must,
            nice,
            questions,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(role in role()) {
        let file = write_role(&role);
        let (again, faults) = read_role("role.toml", &file);
        prop_assert_eq!(faults, Vec::new(), "{}", &file);
        prop_assert_eq!(again, role, "{}", &file);
    }

    #[test]
    fn any_text_is_read_or_refused_with_words(text in "[a-z=\\[\\]\"{}, \n0-9é#]{0,80}") {
        let (_, faults) = read_role("role.toml", &text);
        prop_assert!(faults.iter().all(|fault| !fault.message.is_empty()));
    }

    #[test]
    fn a_draft_of_any_advert_points_into_it_and_makes_a_file(
        pieces in proptest::collection::vec(proptest::sample::select(vec![
            "Requirements:\n", "Dein Profil\n", "Nice to have\n", "- ", "3+ years ", "of ", "Python", "Go", " or ", "/", ", ",
            "Django", "\n", "(", ")", "Größe ", "漢字 ", "Kafka", " is a plus", "; ", ". ", "Senior Developer", "Berlin", "remote ",
            "such as ", "ideally ", "SEPA ", "mindestens zwei Jahre ",
        ]), 0..40)
    ) {
        let advert = pieces.concat();
        let draft = draft(&advert, SkillsIndex::bundled());
        for at in draft.parts.iter().map(|part| part.at).chain(draft.left_out.iter().map(|left| left.at)) {
            prop_assert!(advert.get(at.range()).is_some_and(|words| !words.is_empty()), "{:?}", at);
        }
        let (again, faults) = read_role("draft.toml", &draft.file(&advert));
        prop_assert_eq!(faults, Vec::new());
        prop_assert_eq!(again, draft.role);
    }
}
