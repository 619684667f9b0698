//! The same questions to a larger pool, here and on the fake engine: the same candidates, in the same order, with the same counts.

use candela_engine::Dialect;
use candela_resumes::{Asking, Entry, EntrySkill, Page, Place, Query, ResumeIndex, SearchIndex};
use candela_skills::SkillsIndex;

use crate::back_ends::Served;
use crate::pool::{POOL, labels, now};

/// Entries that differ in what they hold of everything that is asked below.
pub(crate) fn many(count: u64) -> Vec<Entry> {
    let lines = [
        "Senior Node.js Developer at a bank",
        "Als Softwareentwickler für Datenbankadministration zuständig",
        "Wrote pipelines in C++ and C#, ran them on Kubernetes",
        "Built CI/CD-Pipelines with k8s and Terraform",
        "Java-Entwicklerin mit Spring Boot",
        "Machine-learning models for payments",
        "payments of a bank, moved from Flask to Django",
        "Taught R and Go to a team, ready to go",
        "Site reliability engineer by night",
    ];
    let skills = ["Django", "Python", "Rust", "C++", "Kubernetes", "Java", "Node.js", "PostgreSQL"];
    let entry = |at: u64| {
        let base = POOL[(at % POOL.len() as u64) as usize].entry();
        let picked = |step: u64, of: usize| ((at * step + at / 3) % of as u64) as usize;
        let mut body = format!("{}\n", base.name.as_deref().unwrap_or_default());
        let start = body.len();
        for step in [1, 4, 7] {
            body.push_str(lines[picked(step, lines.len())]);
            body.push('\n');
        }
        let work = start..body.len() - (at % 2) as usize * 10;
        let skill = |(nth, step): (usize, u64)| EntrySkill {
            name: skills[(picked(step, skills.len()) + nth) % skills.len()].to_owned(),
            place: [Place::Work, Place::Project, Place::List][picked(step + 1, 3)],
            years: (at % 4 != nth as u64).then_some((at % 13) as f32 * 0.75),
            last_used_year: (!at.is_multiple_of(5)).then_some(2014 + (at % 12) as i16),
        };
        let mut skills: Vec<EntrySkill> = [2, 3, 5].into_iter().enumerate().map(skill).collect();
        skills.sort_by(|one, other| one.name.cmp(&other.name));
        skills.dedup_by(|one, other| one.name == other.name);
        let work = vec![work];
        Entry { id: at + 1, resume: at + 1, body, work, skills, years: Some((at % 17) as f32 * 1.3), ..base }
    };
    (0..count).map(entry).collect()
}

pub(crate) const QUERIES: [&str; 34] = [
    "",
    "bank",
    "payments bank",
    "payments OR kubernetes",
    "-payments -bank",
    "node.js",
    "nodejs developer",
    "\"senior nodejs developer\"",
    "\"als software für datenbank\"",
    "\"entwickler für datenbankadministration\"",
    "softwareentwickler",
    "=pipelines",
    "=ci/cd",
    "cicd",
    "\"machine learning models\"",
    "\"payments of a bank moved\"",
    "pipel*",
    "C++ OR C#",
    "go",
    "=go",
    "skill:python",
    "skill:=rust>=2.5y",
    "skill:python<3y",
    "skill:kubernetes@2020..",
    "skill:java>=1y@..2022",
    "skill:django>=3y OR skill:c++@2024",
    "bank ^django %skill:rust",
    "years:3..9.5 ^payments",
    "flag:scale_indicators (skill:rust OR skill:java)",
    "role:backend -skill:python",
    "city:ghent OR city:=Braga",
    "decision:undecided tag:zurich OR lang:de>=b2",
    "imported:<3d kubernetes",
    "has:github title:engineer",
];

#[test]
fn a_fake_engine_answers_as_the_index_of_this_machine() {
    let entries = many(60);
    let local = ResumeIndex::in_ram().unwrap();
    let mut writer = local.writer().unwrap();
    entries.iter().for_each(|entry| writer.put(entry).unwrap());
    writer.commit().unwrap();
    drop(writer);
    let asking = Asking { now: &now(), labels: &labels(), skills: SkillsIndex::bundled() };
    for dialect in Dialect::ALL {
        let served = Served::filled(dialect, entries.clone());
        let near = if dialect == Dialect::Quickwit {
            &[][..]
        } else {
            &["\"bank django\"~3", "payemnts~2", "\"r go\"~1"]
        };
        for typed in QUERIES.iter().chain(near) {
            let query = Query::parse(typed).unwrap();
            let page = Page { offset: 0, limit: 20 };
            let here = local.search_and_count(&query, &asking, page, 9).unwrap();
            let there = served.search_and_count(&query, &asking, page, 9).unwrap();
            assert_eq!(there.total, here.total, "{dialect:?}: {typed}");
            assert_eq!(there.hits, here.hits, "{dialect:?}: {typed}");
            assert_eq!(there.facets, here.facets, "{dialect:?}: {typed}");
            let page = Page { offset: 7, limit: 5 };
            let here = local.search(&query, &asking, page).unwrap();
            let there = served.search(&query, &asking, page).unwrap();
            assert_eq!(there.hits, here.hits, "{dialect:?}: {typed}");
            let (here, there) = (local.all(&query, &asking), served.all(&query, &asking));
            assert_eq!(there.unwrap(), here.unwrap(), "{dialect:?}: {typed}");
            let (here, there) = (local.count(&query, &asking, 40), served.count(&query, &asking, 40));
            assert_eq!(there.unwrap(), here.unwrap(), "{dialect:?}: {typed}");
        }
    }
}

#[test]
fn pages_beyond_what_is_fetched_at_once_follow_one_another() {
    let entry = |id| Entry { id, body: "ledgers".to_owned(), ..Entry::default() };
    let entries: Vec<Entry> = (1..=620).map(entry).collect();
    for dialect in [Dialect::OpenSearch, Dialect::Quickwit] {
        let served = Served::filled(dialect, entries.clone());
        let asking = Asking { now: &now(), labels: &labels(), skills: SkillsIndex::bundled() };
        let ids = |offset, limit| {
            let query = Query::parse("ledgers").unwrap();
            let found = served.search(&query, &asking, Page { offset, limit }).unwrap();
            assert_eq!(found.total, 620);
            found.hits.into_iter().map(|hit| hit.id).collect::<Vec<_>>()
        };
        assert_eq!(ids(0, usize::MAX), (1..=620).collect::<Vec<_>>(), "{dialect:?}");
        assert_eq!(ids(610, 50), (611..=620).collect::<Vec<_>>(), "{dialect:?}");
        assert_eq!(ids(98, 5), (99..=103).collect::<Vec<_>>(), "{dialect:?}");
        assert_eq!(ids(2_000, 5), [0; 0], "{dialect:?}");
        let all = served.all(&Query::parse("ledgers").unwrap(), &asking).unwrap();
        assert_eq!(all, (1..=620).collect::<Vec<_>>(), "{dialect:?}");
    }
}
