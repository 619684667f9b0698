//! Real query texts over the small pool, with the exact ids.

use candela_resumes::{Asking, Hit, Page, Query, SearchIndex};
use candela_skills::SkillsIndex;

use crate::back_ends::over_each_back_end;
use crate::pool::{BackEnd, Draft, POOL, ask, labels, now};

over_each_back_end!(
    words_are_found_together_apart_and_not,
    names_with_signs_are_found_whole,
    spellings_of_a_skill_find_one_another,
    everyday_words_are_taken_as_the_skill_unless_as_written,
    phrases_and_prefixes,
    misspellings,
    accents_case_and_compounds_fold,
    inflected_forms_and_german_compounds_find_one_another_unless_as_written,
    skills_are_asked_with_what_implies_them_with_years_and_last_use,
    years_flags_and_fields,
    a_person_is_found_by_name,
    the_reasons_add_up_to_the_score,
    the_better_use_stands_first_and_says_why,
    work_ranks_before_other_words_and_wishes_rank,
    expansions_are_told,
    unknown_skills_are_told_with_what_was_probably_meant,
    pages_follow_one_another,
    everybody_is_every_page_in_one,
    snippets_show_the_work_first_with_its_words_marked,
    swapping_names_places_and_schools_changes_no_order,
    fields_of_work_origin_and_triage_find_who_has_them,
    a_misspelt_word_gets_what_was_probably_meant,
    expansions_are_switched_in_the_text,
    what_could_be_typed_is_offered_with_counts,
);

fn check<B: BackEnd>(rows: &[(&str, &[u64])]) {
    let index = B::pool();
    for (typed, expected) in rows {
        let mut ids: Vec<u64> = ask(&index, typed).hits.into_iter().map(|hit| hit.id).collect();
        ids.sort_unstable();
        assert_eq!(ids, *expected, "{typed}");
    }
}

fn words_are_found_together_apart_and_not<B: BackEnd>() {
    check::<B>(&[
        ("", &[1, 2, 3, 4, 5, 6]),
        ("payments", &[1, 4]),
        ("paiements", &[6]),
        ("payments billing", &[]),
        ("payments OR billing", &[1, 3, 4]),
        ("payments -machine", &[1]),
        ("-payments", &[2, 3, 5, 6]),
        ("-(payments OR billing)", &[2, 5, 6]),
        ("(payments OR billing) scale", &[]),
        ("payments ^billing", &[1, 4]),
        ("^billing", &[1, 2, 3, 4, 5, 6]),
    ]);
}

fn names_with_signs_are_found_whole<B: BackEnd>() {
    check::<B>(&[
        ("C++", &[1]),
        ("C#", &[2]),
        (".NET", &[2]),
        ("C", &[4]),
        ("R", &[4]),
        ("=R", &[4]),
        ("CI/CD", &[2]),
        ("=CI/CD", &[2]),
        ("=cicd", &[2]),
        ("Java", &[4, 5]),
        ("JavaScript", &[2, 5]),
    ]);
}

fn spellings_of_a_skill_find_one_another<B: BackEnd>() {
    check::<B>(&[
        ("nodejs", &[1, 2]),
        ("Node.js", &[1, 2]),
        ("node js", &[1, 2]),
        ("=nodejs", &[1, 2]),
        ("postgres", &[1, 5]),
        ("PostgreSQL", &[1, 5]),
        ("=postgres", &[5]),
        ("k8s", &[2, 3]),
        ("kubernetes", &[2, 3]),
        ("=k8s", &[2]),
        ("machine learning", &[4]),
        ("ruby on rails", &[6]),
    ]);
}

fn everyday_words_are_taken_as_the_skill_unless_as_written<B: BackEnd>() {
    check::<B>(&[("go", &[3]), ("=go", &[3, 4]), ("Go OR R", &[3, 4])]);
}

fn phrases_and_prefixes<B: BackEnd>() {
    check::<B>(&[
        ("\"site reliability engineer\"", &[3]),
        ("\"reliability engineer\"~1", &[3, 5]),
        ("\"site reliability\"", &[3, 5]),
        ("\"machine learning\"", &[4]),
        ("kube*", &[3]),
        ("pay*", &[1, 4]),
    ]);
}

fn misspellings<B: BackEnd>() {
    if B::FINDS_MISSPELT {
        check::<B>(&[("paymants~1", &[1, 4]), ("poymants~2", &[1, 4])]);
    }
}

fn accents_case_and_compounds_fold<B: BackEnd>() {
    check::<B>(&[
        ("łódź", &[5]),
        ("lodz", &[5]),
        ("BAK-LACKA", &[5]),
        ("entwicklerin", &[5]),
        ("software-entwicklung", &[5]),
        ("datenbank", &[5]),
        ("equipe", &[6]),
        ("applications", &[6]),
        ("developpeuse", &[6]),
    ]);
}

fn inflected_forms_and_german_compounds_find_one_another_unless_as_written<B: BackEnd>() {
    check::<B>(&[
        ("pipelines", &[2]),
        ("=pipelines", &[]),
        ("=pipeline", &[2]),
        ("operator", &[3]),
        ("=operator", &[]),
        ("\"kubernetes cluster\"", &[3]),
        ("\"operator in go\"", &[3]),
        ("entwickler", &[5]),
        ("=entwickler", &[]),
        ("Entwickler:innen", &[5]),
        ("Entwickler*in", &[5]),
        ("title:Entwickler*in", &[5]),
        ("java-entwickler", &[5]),
        ("javaentwickler", &[5]),
        ("software", &[5]),
        ("=software", &[]),
        ("\"software entwicklung\"", &[5]),
        ("software entwicklungen", &[5]),
        ("datenbanken", &[5]),
        ("operators*", &[3]),
    ]);
}

fn skills_are_asked_with_what_implies_them_with_years_and_last_use<B: BackEnd>() {
    check::<B>(&[
        ("skill:python", &[1, 2]),
        ("skill:=python", &[1]),
        ("skill:k8s", &[2, 3]),
        ("skill:\"node js\"", &[1, 2]),
        ("skill:django>=3y", &[1]),
        ("skill:django<3y", &[]),
        ("skill:node.js>=3y", &[2]),
        ("skill:kubernetes@2025..", &[3]),
        ("skill:kubernetes@..2024", &[2]),
        ("skill:kubernetes>=3y@2024", &[2]),
        ("skill:go", &[3]),
        ("skill:cobol", &[]),
        ("-skill:javascript", &[3, 4, 6]),
    ]);
}

fn years_flags_and_fields<B: BackEnd>() {
    check::<B>(&[
        ("years:>=8", &[1, 5]),
        ("years:>8", &[1]),
        ("years:3..5", &[2, 4]),
        ("years:<=3", &[2]),
        ("years:<3", &[]),
        ("years:7", &[3]),
        ("-years:>=0", &[6]),
        ("flag:scale_indicators", &[1, 3, 5]),
        ("flag:scale_indicators -flag:generic_claims", &[1, 3]),
        ("flag:no_such_flag", &[]),
        ("flag:works_remotely", &[1, 2]),
        ("has:github", &[1, 3]),
        ("has:phone -has:email", &[6]),
        ("title:engineer", &[1, 3]),
        ("title:\"reliability engineer\"", &[3]),
        ("title:dev*", &[2, 6]),
        ("city:braga", &[2]),
        ("school:ruby", &[3]),
        ("company:\"example works\" city:cork", &[4]),
        ("file:cv-4", &[4]),
    ]);
}

fn a_person_is_found_by_name<B: BackEnd>() {
    check::<B>(&[("ilse marander", &[1]), ("\"django oyelaran\"", &[3]), ("castellane", &[6])]);
}

fn said(hit: &Hit) -> String {
    hit.why.iter().map(|reason| reason.words.as_str()).collect::<Vec<_>>().join("; ")
}

fn the_reasons_add_up_to_the_score<B: BackEnd>() {
    let index = B::pool();
    let queries = [
        "payments",
        "skill:python payments",
        "engineer OR developer OR go",
        "years:>=3 ^kubernetes %payments %level:senior",
        "(has:github OR flag:generic_claims) decision:undecided ^tag:\"to call\"",
        "lang:de>=b2 OR role:backend company:works",
        "imported:<3d %imported:<1d city:nantes",
        "skill:=django>=3y ^(react OR decision:reject)",
    ];
    for typed in queries {
        let hits = ask(&index, typed).hits;
        assert!(!hits.is_empty(), "{typed}");
        for hit in hits {
            let points: f32 = hit.why.iter().map(|reason| reason.points).sum();
            assert_eq!(points, hit.score, "{typed}: {:?}", hit.why);
        }
    }
}

fn the_better_use_stands_first_and_says_why<B: BackEnd>() {
    let index = B::pool();
    let found = ask(&index, "django");
    let shown: Vec<(u64, String)> = found.hits.iter().map(|hit| (hit.id, said(hit))).collect();
    let expected =
        [(1, "Django 6.1 y, last used 2026"), (2, "Django in a list only"), (3, "Django in the text")];
    assert_eq!(shown, expected.map(|(id, why)| (id, why.to_owned())));
    assert_eq!(found.hits[2].score, 0.0, "a name makes a résumé match and counts nothing");

    let why = |typed: &str, id: u64| {
        let hits = ask(&index, typed).hits;
        said(hits.iter().find(|hit| hit.id == id).unwrap())
    };
    assert_eq!(why("skill:python", 2), "Python through Django in a list only");
    assert_eq!(why("payments title:backend", 1), "“payments” in work; title Backend Engineer");
    assert_eq!(
        why("engineer years:>=7", 3),
        "“engineer” in the title Site Reliability Engineer; 7.2 years of work"
    );
    assert_eq!(why("ledeburg", 1), "“ledeburg” in the text");
}

fn work_ranks_before_other_words_and_wishes_rank<B: BackEnd>() {
    let index = B::pool();
    let ids = |typed: &str| ask(&index, typed).hits.into_iter().map(|hit| hit.id).collect::<Vec<_>>();
    assert_eq!(ids("engineer"), [1, 3, 5], "titles before work");
    assert_eq!(ids("flag:scale_indicators ^kubernetes"), [3, 1, 5]);
    assert_eq!(ids("flag:scale_indicators %java"), [5, 1, 3]);
    assert_eq!(ids("kubernetes"), [3, 2]);
    assert_eq!(ids(""), [1, 2, 3, 4, 5, 6]);
}

fn expansions_are_told<B: BackEnd>() {
    let index = B::filled([]);
    let expansions = ask(&index, "k8s go payments skill:=django").expansions;
    let shown: Vec<_> =
        expansions.iter().map(|e| (e.typed.as_str(), e.skill.as_str(), e.skill_only)).collect();
    assert_eq!(shown, [("k8s", "Kubernetes", false), ("go", "Go", true), ("django", "Django", true)]);
    assert!(expansions[0].spellings.contains(&"Kubernetes".to_owned()));
    assert!(ask(&index, "skill:python").expansions[0].implied_by.contains(&"Django".to_owned()));
}

fn unknown_skills_are_told_with_what_was_probably_meant<B: BackEnd>() {
    let index = B::filled([]);
    let unknown = ask(&index, "skill:pyhton skill:postgers skill:=quux skill:django").unknown_skills;
    let shown: Vec<_> = unknown.iter().map(|u| (u.typed.as_str(), u.suggestion.as_deref())).collect();
    assert_eq!(shown, [("pyhton", Some("Python")), ("postgers", Some("Postgres")), ("quux", None)]);
}

fn everybody_is_every_page_in_one<B: BackEnd>() {
    let index = B::pool();
    let asking = Asking { now: &now(), labels: &labels(), skills: SkillsIndex::bundled() };
    for typed in
        ["", "python", "python ^django", "payments OR billing", "-payments", "years:>=5", "nobodyhasthis"]
    {
        let paged: Vec<u64> = ask(&index, typed).hits.into_iter().map(|hit| hit.id).collect();
        assert_eq!(index.all(&Query::parse(typed).unwrap(), &asking).unwrap(), paged, "{typed}");
    }
}

fn pages_follow_one_another<B: BackEnd>() {
    let index = B::pool();
    let query = Query::parse("flag:scale_indicators").unwrap();
    let page = |offset, limit| {
        let asking = Asking { now: &now(), labels: &labels(), skills: SkillsIndex::bundled() };
        let found = index.search(&query, &asking, Page { offset, limit }).unwrap();
        (found.total, found.hits.into_iter().map(|hit| hit.id).collect::<Vec<_>>())
    };
    assert_eq!(page(0, 2), (3, vec![1, 3]));
    assert_eq!(page(2, 2), (3, vec![5]));
    assert_eq!(page(9, 2), (3, vec![]));
    assert_eq!(page(0, 0), (3, vec![]));
    assert_eq!(page(1, usize::MAX), (3, vec![3, 5]));
    assert_eq!(page(usize::MAX, usize::MAX), (3, vec![]));
}

fn snippets_show_the_work_first_with_its_words_marked<B: BackEnd>() {
    let index = B::pool();
    let hit = &ask(&index, "django postgres").hits[0];
    let shown: Vec<String> = hit
        .snippets
        .iter()
        .map(|snippet| {
            let mut text = snippet.text.clone();
            for mark in snippet.marks.iter().rev() {
                text.insert(mark.end, ']');
                text.insert(mark.start, '[');
            }
            text
        })
        .collect();
    assert_eq!(
        shown,
        [
            "Moved the payments service from Flask to [Django] and [PostgreSQL].",
            "Skills: Python, [Django], [PostgreSQL], Docker, C++"
        ]
    );
}

#[test]
fn marks_are_every_place_the_query_speaks_of() {
    let marked = |typed: &str, text: &str| {
        let marks = Query::parse(typed).unwrap().marks(text);
        marks.into_iter().map(|mark| text[mark].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(marked("k8s -docker", "Kubernetes and k8s, no Docker"), ["Kubernetes", "k8s"]);
    assert_eq!(marked("skill:python", "Django on Python 3"), ["Django", "Python"]);
    assert_eq!(marked("go", "Go is where we go"), ["Go"]);
    assert_eq!(marked("\"data base\"~2 OR nodejs", "data in a base; Node.js"), ["data in a base", "Node.js"]);
    assert_eq!(marked("c", "C++ and C"), ["C"]);
    assert_eq!(marked("machine learning", "Machine-learning"), ["Machine-learning"]);
}

fn swapping_names_places_and_schools_changes_no_order<B: BackEnd>() {
    let queries = [
        "django",
        "payments OR django",
        "skill:python",
        "engineer",
        "years:>=3 ^kubernetes",
        "go OR r",
        "ruby OR java",
        "node js OR postgres",
    ];
    let straight = B::pool();
    for shift in 1..POOL.len() {
        let swapped = B::filled(POOL.iter().enumerate().map(|(at, draft)| {
            let other = &POOL[(at + shift) % POOL.len()];
            Draft { name: other.name, city: other.city, school: other.school, ..*draft }.entry()
        }));
        for typed in queries {
            let ranked = |index| {
                let hits = ask(index, typed).hits.into_iter().filter(|hit| hit.score > 0.0);
                hits.map(|hit| (hit.id, hit.score)).collect::<Vec<_>>()
            };
            assert_eq!(ranked(&straight), ranked(&swapped), "{typed}");
        }
    }
}

fn fields_of_work_origin_and_triage_find_who_has_them<B: BackEnd>() {
    check::<B>(&[
        ("role:backend", &[1, 2, 5]),
        ("level:mid", &[2]),
        ("lang:german", &[1, 5]),
        ("lang:de>=b2", &[5]),
        ("lang:nl>=c2", &[1]),
        ("city:=ghent", &[1]),
        ("city:=\"łódź\" OR city:=Lodz", &[5]),
        ("folder:inbox", &[2, 4, 6]),
        ("folder:\"/mail/fair 2026\"", &[1, 3, 5]),
        ("imported:<1d", &[6]),
        ("imported:<3d", &[4, 5, 6]),
        ("imported:>=4d", &[1, 2]),
        ("imported:2026-11-02..2026-11-03", &[2, 3]),
        ("decision:reject", &[2, 4]),
        ("-decision:reject -decision:undecided", &[1, 5]),
        ("decision:undecided", &[3, 6]),
        ("tag:\"TO CALL\"", &[1, 3]),
        ("tag:zurich", &[3]),
        ("tag:unknown", &[]),
        ("-id:3 decision:undecided", &[6]),
    ]);
}

fn a_misspelt_word_gets_what_was_probably_meant<B: BackEnd>() {
    let index = B::pool();
    let meant = |typed: &str| {
        let found = ask(&index, typed).did_you_mean;
        found.into_iter().map(|meant| (typed[meant.at].to_owned(), meant.instead)).collect::<Vec<_>>()
    };
    let row = |typed: &str, instead: &str| vec![(typed.to_owned(), instead.to_owned())];
    if B::FINDS_MISSPELT {
        assert_eq!(meant("payemnts"), row("payemnts", "payments"));
        assert_eq!(meant("ghent OR clustres"), row("clustres", "clusters"));
    }
    assert_eq!(meant("kuberntes"), row("kuberntes", "Kubernetes"));
    assert_eq!(meant("payments -payemnts qqqqq \"payemnts\""), []);
}

fn expansions_are_switched_in_the_text<B: BackEnd>() {
    let index = B::pool();
    let switched = |typed: &str| {
        let told = ask(&index, typed).expansions.remove(0);
        let text = told
            .switched
            .clone()
            .map(|other| format!("{}{other}{}", &typed[..told.at.start], &typed[told.at.end..]));
        (told.on, text)
    };
    let check = |on: &str, off: &str| {
        assert_eq!(switched(on), (true, Some(off.to_owned())));
        assert_eq!(switched(off), (false, Some(on.to_owned())));
    };
    check("payments k8s -x1", "payments =k8s -x1");
    check("machine learning years:>=3", "\"machine learning\" years:>=3");
    check("^skill:python>=2y@2020..", "^skill:=python>=2y@2020..");
    assert_eq!(switched("skill:cobol"), (true, None), "nothing implies it");
}

fn what_could_be_typed_is_offered_with_counts<B: BackEnd>() {
    let index = B::pool();
    let offers = |typed: &str| {
        let asking = Asking { now: &now(), labels: &labels(), skills: SkillsIndex::bundled() };
        let completion = index.complete(typed, typed.len(), &asking).unwrap();
        let offers = completion.offers.into_iter().map(|offer| match offer.count {
            Some(count) => format!("{} {count}", offer.text),
            None => offer.text,
        });
        (typed[completion.at].to_owned(), offers.collect::<Vec<_>>().join(", "))
    };
    let check = |typed: &str, at: &str, expected: &str| {
        assert_eq!(offers(typed), (at.to_owned(), expected.to_owned()), "{typed}");
    };
    check("payments k8", "k8", "skill:Kubernetes 2");
    check("-flag:sc", "flag:sc", "flag:scale_indicators 3");
    check("lev", "lev", "level:");
    check("level:", "level:", "level:senior 4, level:mid 1");
    check("city:łó", "city:łó", "city:=Łódź 1");
    check("gh", "gh", "city:=Ghent 1");
    check(
        "decision:",
        "decision:",
        "decision:reject 2, decision:undecided 2, decision:maybe 1, decision:shortlist 1",
    );
    check("tag:\"to", "tag:\"to", "tag:\"To call\" 2");
    check(
        "skill:=postg",
        "skill:=postg",
        "skill:=PostgreSQL 2, skill:=PostGIS 0, skill:=PostGraphile 0, skill:=PostgREST 0, skill:=\"Amazon RDS\" 0",
    );
    check("", "", "");
}
