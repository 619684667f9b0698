//! What may be typed.

use candela_resumes::Query;
use proptest::prelude::*;

use crate::back_ends::InMemory;
use crate::pool::{BackEnd, ask};

fn check(typed: &str, canonical: &str) {
    let query = Query::parse(typed).unwrap_or_else(|error| panic!("{typed}: {error}"));
    assert_eq!(query.to_string(), canonical, "{typed}");
    assert_eq!(Query::parse(canonical).as_ref(), Ok(&query), "{typed}");
}

/// `expected`: the words meant, the message, the suggestion if there is one.
fn refused(typed: &str, at: &str, message: &str, suggestion: Option<&str>) {
    let error = Query::parse(typed).expect_err(typed);
    let start = error.at.start;
    assert_eq!(
        (&typed[error.at], error.message.as_str(), error.suggestion.as_deref()),
        (at, message, suggestion),
        "{typed}"
    );
    assert_eq!(error.column, typed[..start].chars().count(), "{typed}");
}

#[test]
fn queries_are_printed_in_their_canonical_form() {
    let rows = [
        ("", ""),
        ("skill:go@0450", "skill:go@0450"),
        ("skill:go@0450..", "skill:go@0450.."),
        ("  django   postgres ", "django postgres"),
        ("django AND postgres", "django postgres"),
        ("django OR flask", "django OR flask"),
        ("a1 b1 OR c1 AND d1", "a1 b1 OR c1 d1"),
        ("a1 (b1 OR c1) d1", "a1 (b1 OR c1) d1"),
        ("(a1 (b1 (c1)))", "a1 b1 c1"),
        ("a1 OR (b1 OR c1)", "a1 OR b1 OR c1"),
        ("NOT php", "-php"),
    ];
    for (typed, canonical) in rows {
        check(typed, canonical);
    }
    check("-(php OR java)", "-(php OR java)");
    check("--php", "php");
    check("NOT NOT php", "php");
    check("or and not", "or and not");
    check("C++ C# .NET Node.js CI/CD", "C++ C# .NET Node.js CI/CD");
    check("\"site  reliability\tengineer\"", "\"site reliability engineer\"");
    check(
        "\"kafka payments\"~5 kube* postgers~1 postgers~",
        "\"kafka payments\"~5 kube* postgers~1 postgers~1",
    );
    check("^kubernetes %rust =k8s", "^kubernetes %rust =k8s");
    check("django ^(aws OR gcp) %(php -js)", "django ^(aws OR gcp) %(php -js)");
    check("https://github.com/x 10:30", "https://github.com/x 10:30");
}

#[test]
fn fields_are_printed_in_their_canonical_form() {
    check("skill:django>=3y skill:django>=3", "skill:django>=3y skill:django>=3y");
    check(
        "skill:=python skill:c++ skill:\"machine learning\">2.5y",
        "skill:=python skill:c++ skill:\"machine learning\">2.5y",
    );
    check(
        "skill:django@2024.. skill:django@2024 skill:django@..2020",
        "skill:django@2024.. skill:django@2024 skill:django@..2020",
    );
    check("skill:django>=3y@2020..2024", "skill:django>=3y@2020..2024");
    check(
        "years:>=4 years:3..6 years:5.. years:..2 years:7 years:<10y",
        "years:>=4 years:3..6 years:>=5 years:<=2 years:7 years:<10",
    );
    check("flag:scale_indicators -flag:generic_claims", "flag:scale_indicators -flag:generic_claims");
    check(
        "has:github title:\"backend engineer\" company:acme* city:Lisbon",
        "has:github title:\"backend engineer\" company:acme* city:Lisbon",
    );
    check("school:Porto file:cv-2024", "school:Porto file:cv-2024");
    check("role:ML-AI level:Senior decision:shortlist", "role:ml_ai level:senior decision:shortlist");
    check("city:=York city:=\"São Paulo\" city:York*", "city:=York city:=\"São Paulo\" city:York*");
    check("lang:German lang:deutsch>=B2 lang:xh", "lang:de lang:de>=b2 lang:xh");
    check(
        "tag:\"to call\" tag:Zürich folder:/mail/Inbox -id:17",
        "tag:\"to call\" tag:Zürich folder:/mail/Inbox -id:17",
    );
    check(
        "imported:<7d imported:>=2w imported:<=3m imported:>1y",
        "imported:<7d imported:>=2w imported:<=3m imported:>1y",
    );
    check(
        "imported:2026-11-21 imported:2026-02 imported:2026-11.. imported:..2026-10-31",
        "imported:2026-11-21 imported:2026-02-01..2026-02-28 imported:2026-11-01.. imported:..2026-10-31",
    );
}

#[test]
fn wrong_queries_are_refused_with_their_place() {
    refused("django (flask OR rails", "(", "`(` is not closed", Some(""));
    refused("django) x", ")", "`)` closes nothing", Some(""));
    refused(
        "é \"site reliability ",
        "\"site reliability ",
        "`\"` is not closed",
        Some("\"site reliability\""),
    );
    refused("django OR", "", "something is missing at the end", None);
    refused("(django OR )", "", "something is missing before `)`", None);
    refused("()", "", "something is missing before `)`", None);
    refused("OR django", "OR", "`OR` needs something before it", Some(""));
    refused("django AND OR x", "OR", "`OR` needs something before it", Some(""));
    refused("django - flask", "-", "nothing to exclude after the sign", Some(""));
    refused("django NOT", "NOT", "nothing to exclude after the sign", Some(""));
    refused("^ django", "^", "nothing to wish for after the sign", Some(""));
    refused("django & flask", "&", "`&` has no letter or digit to look for", Some(""));
    refused("\"!?\"", "\"!?\"", "`!?` has no letter or digit to look for", Some(""));
    refused("skil:python", "skil", "there is no field `skil`", Some("skill"));
    refused("name:maria", "name", "there is no field `name`", None);
    refused("title:", "", "`title:` needs a value right after it", None);
    refused("years:many", "many", "`many` is no number of years; write `>=4` or `3..6`", None);
    refused("years:6..3", "6..3", "`6..3` is empty: the first number is the greater", Some("3..6"));
    refused(
        "skill:django>=x",
        ">=x",
        "`>=x` is not understood; years are asked as `>=3y`, the last use as `@2024..`",
        None,
    );
    refused(
        "flag:Scale-Indicators",
        "Scale-Indicators",
        "`Scale-Indicators` is no id of a signal",
        Some("scale_indicators"),
    );
    refused(
        "has:githup",
        "githup",
        "`has:githup` is not known; there are `github`, `email`, `phone`",
        Some("github"),
    );
    refused(
        "role:backned",
        "backned",
        "`role:backned` is not known; there are `backend`, `frontend`, `data`, `ml_ai`, `devops`, `automation`, `mobile`, `embedded`, `quality`, `security`, `games`",
        Some("backend"),
    );
    refused(
        "lang:germen",
        "germen",
        "no language is called `germen`; write its name or its code of two letters",
        Some("german"),
    );
    refused(
        "lang:de>=fluent",
        "fluent",
        "`fluent` is no level of a language; there are `a1`, `a2`, `b1`, `b2`, `c1`, `c2`, `native`",
        None,
    );
    let no_time = |value: &str| {
        format!("`{value}` says no time; write `<7d`, `2026-11-21` or `2026-11-01..2026-11-20`")
    };
    for value in ["yesterday", "<7", "2026-13", "2026-11-31", "2026-11-02..2026-11-01", ".."] {
        refused(&format!("imported:{value}"), value, &no_time(value), None);
    }
    refused("id:x", "x", "`x` is no number of a candidate", None);
    refused("city:=Yor*", "=Yor*", "a whole value (`=`) has no `*`", Some("=Yor"));
    refused("^folder:x", "^folder:x", "a folder never ranks; ask for it without `^`", None);
    refused("ku*be", "ku*be", "`*` stands at the end of a word only", None);
    refused("k*", "k*", "`*` needs two letters before it", None);
    refused("node.j*", "node.j*", "`*` follows one word", None);
    refused("django OR ^rust", "^rust", "a wish (`^`, `%`) cannot be an alternative of `OR`", None);
    refused("^city:Porto x", "^city:Porto ", "a place never ranks; ask for it without `^`", None);
    refused("%-php", "%-php", "what is excluded never ranks; ask for it without `%`", None);
    refused("-^rust", "-^rust", "a wish (`^`, `%`) cannot stand behind another sign", None);
}

#[test]
fn sizes_are_bounded() {
    let message = |typed: &str| Query::parse(typed).expect_err("too much").message;
    assert_eq!(message(&"x".repeat(10_001)), "a query has at most 10000 characters, this one has 10001");
    assert_eq!(message(&"a ".repeat(1_001)), "a query has at most 1000 words and fields, this one has 1001");
    assert_eq!(message(&"(".repeat(200)), "nested more than 50 deep");
    assert_eq!(message(&"-".repeat(200)), "nested more than 50 deep");
    assert!(Query::parse(&vec!["word"; 500].join(" OR ")).is_ok());
}

/// Strings made of the language's own pieces, which plain random text seldom hits.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "django",
        "C++",
        ".NET",
        "Node.js",
        "ü",
        "数据",
        "OR",
        "AND",
        "NOT",
        "(",
        ")",
        "\"",
        "-",
        "^",
        "%",
        "=",
        "*",
        "~",
        "~2",
        ":",
        " ",
        "  ",
        "\n",
        "skill:",
        "years:",
        "flag:",
        "has:",
        "title:",
        ">=",
        "<",
        "@",
        "..",
        "2024",
        "3",
        "4.5",
        "y",
        "github",
        "x_y",
        "role:data",
        "lang:de",
        "b2",
        "imported:",
        "7d",
        "2026-11-21",
        "tag:",
        "folder:",
        "city:=",
        "id:",
        "decision:maybe",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn any_text_parses_or_is_refused_and_prints_the_same(typed in prop_oneof![pieces(), any::<String>()]) {
        match Query::parse(&typed) {
            Ok(query) => {
                let canonical = query.to_string();
                prop_assert_eq!(Query::parse(&canonical), Ok(query), "{}", canonical);
            }
            Err(error) => {
                prop_assert!(typed.get(error.at.clone()).is_some());
                prop_assert!(!error.message.is_empty());
            }
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn marks_stand_in_the_text_one_after_another(typed in pieces(), text in prop_oneof![pieces(), any::<String>()]) {
        if let Ok(query) = Query::parse(&typed) {
            let marks = query.marks(&text);
            prop_assert!(marks.iter().all(|mark| text.get(mark.clone()).is_some_and(|word| !word.is_empty())));
            prop_assert!(marks.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}

/// Limits are named, and whatever is within them is worked out in steps that the limits bound: a hostile query is built for
/// each, asked of a pool and answered or refused.
#[test]
fn hostile_queries_are_answered_or_refused_with_a_limit() {
    let index = InMemory::pool();
    let many = |piece: &str, count: usize, between: &str| vec![piece; count].join(between);
    let nested = |deep: usize| format!("{}django{}", "(".repeat(deep), ")".repeat(deep));
    let too_long = "a query has at most 10000 characters";
    let rows: Vec<(String, Option<&str>)> = vec![
        ("a".repeat(10_000), Some("a word has at most 80 letters")),
        ("a".repeat(10_001), Some(too_long)),
        ("é".repeat(10_001), Some(too_long)),
        (many("django", 500, " OR "), None),
        (many("fo*", 500, " OR "), None),
        (many("postgers~2", 20, " OR "), None),
        (many("x", 1_001, " "), Some("a query has at most 1000 words and fields")),
        (nested(50), None),
        (nested(200), Some("nested more than 50 deep")),
        ("-".repeat(200) + "x", Some("nested more than 50 deep")),
        ("*".to_owned(), Some("")),
        ("*script".to_owned(), Some("")),
        (format!("\"{}\"~50", many("a", 300, " ")), None),
        ("node.js".repeat(200), None),
        (many("\"site reliability engineer\"", 50, " OR "), None),
    ];
    for (typed, refused) in rows {
        let shown: String = typed.chars().take(40).collect();
        match (Query::parse(&typed), refused) {
            (Ok(_), None) => drop(ask(&index, &typed)),
            (Err(error), Some(message)) => assert!(error.message.contains(message), "{shown}: {error}"),
            (parsed, _) => panic!("{shown}: {parsed:?}"),
        }
    }
}
