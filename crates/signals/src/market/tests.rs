use std::collections::BTreeSet;

use super::*;

fn wanted(country: &str, level: LevelStep, roles: &[Role]) -> MarketFor {
    MarketFor { country: Some(country.to_owned()), level: Some(level), roles: roles.to_vec() }
}

/// Guide, region and amount of the rows by the hour or year.
fn check(country: &str, level: LevelStep, roles: &[Role], expected: &[&str]) {
    let rows = market().rows(&wanted(country, level, roles));
    let told = rows.pay.iter().filter(|row| matches!(row.pay.per, Per::Hour | Per::Year));
    let told: Vec<String> =
        told.map(|row| format!("{} {}: {}", row.pay.guide, row.place, row.pay.amount())).collect();
    assert_eq!(told, expected, "{country} {level:?}");
}

#[test]
fn guides_that_disagree_stand_side_by_side() {
    check(
        "PL",
        LevelStep::Mid,
        &[Role::Backend],
        &[
            "A Eastern Europe: $35–60 an hour",
            "A Outside the USA and Western Europe: $20–50 an hour",
            "B Eastern Europe: $50–70 an hour",
            "E Outside the USA and Western Europe: $35–90 an hour",
            "E USA and Europe: $100–210 an hour",
        ],
    );
    check(
        "DE",
        LevelStep::Senior,
        &[],
        &[
            "A United Kingdom and Western Europe: $90–130 an hour",
            "B United Kingdom and Western Europe: $120–170 an hour",
            "E USA and Europe: $100–210 an hour",
        ],
    );
    check(
        "KE",
        LevelStep::Junior,
        &[],
        &["B Africa: $18–28 an hour", "E Outside the USA and Western Europe: $35–90 an hour"],
    );
}

#[test]
fn the_kind_of_work_chooses_among_rows_that_tell_it() {
    let salaries = |roles: &[Role]| {
        let rows = market().rows(&wanted("US", LevelStep::Senior, roles));
        let of_year = rows.pay.iter().filter(|row| row.pay.per == Per::Year);
        of_year.map(|row| (row.pay.guide, row.pay.amount())).collect::<Vec<_>>()
    };
    let of = |guide, amount: &str| (guide, format!("{amount} a year"));
    let (b, d) = (of('B', "$140,000–220,000"), of('D', "$160,000–220,000"));
    assert_eq!(salaries(&[Role::Backend]), [b.clone(), of('C', "$130,000–180,000"), d.clone()]);
    assert_eq!(salaries(&[Role::MlAi]), [b, of('B', "$250,000 and more"), d]);
    let changes = |roles: &[Role]| {
        let rows = market().rows(&MarketFor { roles: roles.to_vec(), ..MarketFor::default() });
        rows.changes.iter().map(|change| format!("{} {}", change.guide, change.amount())).collect::<Vec<_>>()
    };
    assert_eq!(
        changes(&[Role::MlAi]),
        ["A +40 to +80 %", "B +40 to +80 %", "B +20 to +40 %", "D +15 to +25 %", "C -50 to -30 %"]
    );
    assert_eq!(changes(&[Role::Data])[2], "D +10 to +15 %");
}

#[test]
fn what_is_not_known_is_said_and_leaves_nothing_out() {
    let all = market().rows(&MarketFor::default());
    assert_eq!(all.pay.len(), market().pay.len());
    assert_eq!(all.guides.len(), 5);
    assert_eq!(all.remarks.len(), 2, "{:?}", all.remarks);
    let japan = market().rows(&wanted("JP", LevelStep::Mid, &[]));
    assert_eq!(japan.remarks, ["No guide gives figures for a region with JP."]);
    assert!(japan.pay.iter().all(|row| row.place == "anywhere"), "{:?}", japan.pay);
    assert!(market().rows(&wanted("PL", LevelStep::Mid, &[])).remarks.is_empty());
}

#[test]
fn the_data_names_only_what_it_defines() {
    let Market { guide, region, pay, change, duration } = market();
    let ids: BTreeSet<&str> = region.iter().map(|region| region.id.as_str()).collect();
    assert_eq!(ids.len(), region.len());
    let letters: BTreeSet<char> = guide.iter().map(|guide| guide.letter).collect();
    for region in region {
        assert!(region.of.iter().all(|part| ids.contains(part.as_str())), "{}", region.id);
        assert_ne!(region.countries.is_empty(), region.of.is_empty(), "{}", region.id);
        let is_code = |code: &String| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        assert!(region.countries.iter().all(is_code), "{}", region.id);
    }
    for pay in pay {
        assert!(pay.region.as_ref().is_none_or(|id| ids.contains(id.as_str())), "{pay:?}");
        assert!(pay.high.is_none_or(|high| high > pay.low), "{pay:?}");
    }
    assert!(change.iter().all(|change| change.low < change.high && !change.what.is_empty()));
    assert!(duration.iter().all(|duration| duration.low <= duration.high && !duration.what.is_empty()));
    let named = pay.iter().map(|row| (row.guide, row.year));
    let named = named.chain(change.iter().map(|row| (row.guide, row.year)));
    let mut named = named.chain(duration.iter().map(|row| (row.guide, row.year)));
    assert!(named.all(|(guide, year)| letters.contains(&guide) && year >= 2024));
}

#[test]
fn durations_and_amounts_read_as_words() {
    let rows = market().rows(&MarketFor::default());
    let told: Vec<String> = rows.durations.iter().map(|duration| duration.amount()).collect();
    assert_eq!(told, ["14 to 28 days", "3 to 5 days", "28 to 42 days", "14 days"]);
}
