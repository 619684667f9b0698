//! The numbers beside the list.

use candela_resumes::{Asking, Choice, Facet, Facets, Page, Query, SearchIndex, Tally};
use candela_skills::SkillsIndex;

use crate::back_ends::over_each_back_end;
use crate::pool::{BackEnd, ask, labels, now};

over_each_back_end!(
    counts_are_those_of_the_query,
    what_is_chosen_does_not_narrow_its_own_facet,
    each_clause_finds_just_what_was_counted,
    one_way_through_the_index_gives_the_same_as_two,
);

fn facets(index: &impl SearchIndex, typed: &str, most: usize) -> Facets {
    let asking = Asking { now: &now(), labels: &labels(), skills: SkillsIndex::bundled() };
    let page = Page { offset: 0, limit: 0 };
    index.search_and_count(&Query::parse(typed).unwrap(), &asking, page, most).unwrap().facets
}

fn tallies(index: &impl SearchIndex, typed: &str, facet: Facet) -> Vec<Tally> {
    let counts = facets(index, typed, 100);
    counts.into_iter().find(|counts| counts.facet == facet).map(|counts| counts.values).unwrap_or_default()
}

/// `Go 2`, with `+` and `-` before what is asked and excluded.
fn shown(index: &impl SearchIndex, typed: &str, facet: Facet) -> String {
    let sign = |tally: &Tally| match tally.chosen {
        Choice::Open => "",
        Choice::Asked => "+",
        Choice::Excluded => "-",
    };
    let row = |tally: &Tally| format!("{}{} {}", sign(tally), tally.value, tally.count);
    tallies(index, typed, facet).iter().map(row).collect::<Vec<_>>().join(", ")
}

fn counts_are_those_of_the_query<B: BackEnd>() {
    let index = B::pool();
    let check =
        |typed: &str, facet, expected: &str| assert_eq!(shown(&index, typed, facet), expected, "{typed}");
    check("", Facet::Flag, "scale indicators 3, generic claims 2, hidden text 1, quantified impact 1");
    check(
        "flag:works_remotely",
        Facet::Flag,
        "scale indicators 3, generic claims 2, hidden text 1, quantified impact 1, +works remotely 2",
    );
    check("has:github", Facet::Years, "6–9 2");
    check("", Facet::Years, "3–5 2, 6–9 3");
    check("", Facet::Role, "backend 3, data 1, devops 1, frontend 1, ml ai 1");
    check("", Facet::Level, "mid 1, senior 4");
    check(
        "skill:java",
        Facet::Skill,
        "Java 2, C 1, JavaScript 1, Machine Learning 1, PostgreSQL 1, R 1, Spring Boot 1",
    );
    check("", Facet::City, "Braga 1, Cork 1, Ghent 1, Ibadan 1, Nantes 1, Łódź 1");
    check("", Facet::Decision, "shortlist 1, maybe 1, reject 2, undecided 2");
    check("", Facet::Tag, "To call 2, Zürich 1");
    check("", Facet::Language, "English 4, German 2, Dutch 1, French 1, Polish 1");
    check("", Facet::Folder, "/mail/Inbox 3, /mail/fair 2026 3");
    check("", Facet::Imported, "today 1, last 7 days 6, last 30 days 6");
    check("flag:hidden_text", Facet::Has, "phone 1");
    let most_frequent = facets(&index, "", 2);
    assert!(most_frequent.iter().all(|counts| counts.values.len() <= 2));
}

fn what_is_chosen_does_not_narrow_its_own_facet<B: BackEnd>() {
    let index = B::pool();
    let check =
        |typed: &str, facet, expected: &str| assert_eq!(shown(&index, typed, facet), expected, "{typed}");
    check("role:backend", Facet::Role, "+backend 3, data 1, devops 1, frontend 1, ml ai 1");
    check("role:backend", Facet::Level, "mid 1, senior 2");
    check("(role:backend OR role:devops) level:mid", Facet::Role, "+backend 1, frontend 1, +devops 0");
    check("(role:backend OR role:devops) level:mid", Facet::Level, "+mid 1, senior 3");
    check("-role:backend", Facet::Role, "data 1, devops 1, ml ai 1, -backend 0");
    check("decision:undecided", Facet::Decision, "shortlist 1, maybe 1, reject 2, +undecided 2");
    check("years:>=4 skill:=Go", Facet::Years, "6–9 1, +>=4 0");
    check("city:=lodz", Facet::City, "Braga 1, Cork 1, Ghent 1, Ibadan 1, Nantes 1, +Łódź 1");
}

fn each_clause_finds_just_what_was_counted<B: BackEnd>() {
    let index = B::pool();
    for query in
        ["", "flag:scale_indicators", "payments OR django", "role:backend", "-decision:reject lang:en"]
    {
        let mut n_checked = 0;
        for counts in facets(&index, query, 100) {
            for tally in counts.values.iter().filter(|tally| tally.chosen == Choice::Open) {
                let others = Query::parse(query).unwrap();
                // What is chosen in the same facet is left out of the count.
                let chips = others.chips();
                let kept = chips.iter().filter(|chip| {
                    chip.facet != Some(counts.facet) || chip.sign != candela_resumes::Sign::Asked
                });
                let kept: Vec<String> = kept
                    .map(|chip| match chip.sign {
                        candela_resumes::Sign::Excluded => format!("-({})", chip.text),
                        _ => format!("({})", chip.text),
                    })
                    .collect();
                let narrowed = format!("{} {}", kept.join(" "), tally.clause);
                assert_eq!(ask(&index, &narrowed).total as u64, tally.count, "{query}: {narrowed}");
                n_checked += 1;
            }
        }
        assert!(n_checked > 15, "{query}");
    }
}

fn one_way_through_the_index_gives_the_same_as_two<B: BackEnd>() {
    let index = B::pool();
    let asking = Asking { now: &now(), labels: &labels(), skills: SkillsIndex::bundled() };
    for typed in ["", "django OR go", "skill:python level:senior", "decision:reject"] {
        let query = Query::parse(typed).unwrap();
        let page = Page { offset: 1, limit: 3 };
        let both = index.search_and_count(&query, &asking, page, 9).unwrap();
        let found = index.search(&query, &asking, page).unwrap();
        assert_eq!((both.total, &both.hits), (found.total, &found.hits), "{typed}");
        assert_eq!(both.facets, facets(&index, typed, 9), "{typed}");
    }
}
