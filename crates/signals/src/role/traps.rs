//! What in a profile itself will keep good people away, or lets in nobody at all.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use candela_profile::{Role, roles_of_skill};
use candela_skills::{Skill, SkillsIndex};
use jiff::civil::Date;
use serde::Serialize;

use super::kinds::{LEVELS, level_title, level_years, role_title};
use super::profile::years_in_words;
use super::{RoleProfile, SkillAsk};
use crate::Rules;
use crate::tools::is_framework_or_library;

/// Most frameworks and libraries that somebody will really use in their first months.
const MOST_FRAMEWORKS: usize = 5;
/// Most must-haves that a person still weighs up one by one.
const MOST_MUSTS: usize = 10;
/// How plainly a skill must speak for a kind of work to count for it.
const PLAIN_WEIGHT: f32 = 0.6;

/// Something in a profile that will work against whoever searches with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trap {
    /// Stable id: `rival_frameworks`.
    pub id: &'static str,
    /// What was seen, in a sentence.
    pub title: String,
    /// Why that works against the search.
    pub why: &'static str,
    /// What to do about it.
    pub advice: String,
    /// Letters of the hiring guides that warn of it; empty where none does.
    pub guides: &'static [char],
    /// The skills it is about, as the profile writes them; may be empty.
    pub about: Vec<String>,
}

/// The traps of a profile, in the order in which they weigh. `as_of` says how long a technology has been there.
pub fn traps(role: &RoleProfile, skills: &SkillsIndex, rules: &Rules, as_of: Date) -> Vec<Trap> {
    let profile = Known::new(role, skills);
    let checks = [
        several_roles(&profile),
        many_frameworks(&profile),
        no_kind_of_work(&profile),
        no_sql_in_data(&profile),
        many_musts(&profile),
        level_against_years(role),
    ];
    let mut traps: Vec<Trap> = rival_frameworks(&profile, rules);
    traps.extend(checks.into_iter().flatten());
    traps.extend(older_than_the_technology(&profile, as_of));
    traps.extend(longer_than_all_work(role));
    traps.extend(unknown_skills(role, skills));
    traps.extend(asked_twice(&profile));
    traps
}

/// The asks of a profile with the skills they name.
struct Known<'a> {
    role: &'a RoleProfile,
    index: &'a SkillsIndex,
    /// Each must-have with the skills of it that are known.
    musts: Vec<(&'a SkillAsk, Vec<&'a Skill>)>,
    nices: Vec<(&'a SkillAsk, Vec<&'a Skill>)>,
}

impl<'a> Known<'a> {
    fn new(role: &'a RoleProfile, index: &'a SkillsIndex) -> Self {
        let known =
            |ask: &'a SkillAsk| (ask, ask.any.iter().filter_map(|name| index.resolve(name)).collect());
        Self {
            role,
            index,
            musts: role.must.iter().map(known).collect(),
            nices: role.nice.iter().map(known).collect(),
        }
    }

    /// The must-haves all of whose skills hold; a group counts as one.
    fn musts_where(&self, holds: impl Fn(&Skill) -> bool) -> Vec<&'a SkillAsk> {
        let all = |(_, skills): &&(&SkillAsk, Vec<&Skill>)| {
            !skills.is_empty() && skills.iter().all(|skill| holds(skill))
        };
        self.musts.iter().filter(all).map(|(ask, _)| *ask).collect()
    }

    /// The kinds of work that the must-haves speak for plainly, each with what speaks for it.
    fn roles(&self) -> BTreeMap<Role, BTreeSet<String>> {
        let mut roles: BTreeMap<Role, BTreeSet<String>> = BTreeMap::new();
        for (ask, skills) in &self.musts {
            for skill in skills {
                for (role, weight) in roles_of_skill(&skill.name, self.index) {
                    if weight >= PLAIN_WEIGHT {
                        roles.entry(role).or_default().insert(ask.names());
                    }
                }
            }
        }
        roles
    }
}

fn rival_frameworks(profile: &Known<'_>, rules: &Rules) -> Vec<Trap> {
    let mut kinds: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    // Rivals of which one will do are what a group is for.
    for (ask, skills) in &profile.musts {
        if let [skill] = skills.as_slice()
            && ask.any.len() == 1
            && let Some(kind) = rules.packs.rival_kind(&skill.name)
        {
            kinds.entry(kind).or_default().insert(skill.name.clone());
        }
    }
    let several = kinds.into_iter().filter(|(_, names)| names.len() > 1);
    several
        .map(|(kind, names)| {
            let about: Vec<String> = names.into_iter().collect();
            Trap {
                id: "rival_frameworks",
                title: format!("{} are all required, and a project uses one of them", joined(&about, "and")),
                why: "Who asks for every one of several rivals seems not to know their own stack, and people who know one \
                      of them well turn away.",
                advice: format!("Require the {} you really use, or make them a group of which one will do.", kind_of_one(kind)),
                guides: &['B', 'C', 'D'],
                about,
            }
        })
        .collect()
}

fn kind_of_one(kind: &str) -> &str {
    kind.strip_suffix('s').unwrap_or(kind)
}

fn several_roles(profile: &Known<'_>) -> Option<Trap> {
    let mut roles = profile.roles();
    // Somebody who does both ends of a web application is one person.
    if roles.contains_key(&Role::Backend) && roles.contains_key(&Role::Frontend) {
        roles.remove(&Role::Frontend);
    }
    let strong = roles.values().filter(|skills| skills.len() > 1).count();
    (roles.len() > 2 || strong > 1).then(|| {
        let kinds: Vec<String> = roles.keys().map(|role| role_title(*role).to_owned()).collect();
        Trap {
            id: "several_roles",
            title: format!("the must-haves are those of several jobs: {}", joined(&kinds, "and")),
            why: "One posting for several kinds of work draws people who are strong at one of them and weak at the work \
                  you need done.",
            advice: "Decide what the person will build in the first three months, and make a profile for each kind of work."
                .to_owned(),
            guides: &['B', 'C', 'D'],
            about: roles.into_values().flatten().collect::<BTreeSet<_>>().into_iter().collect(),
        }
    })
}

fn many_frameworks(profile: &Known<'_>) -> Option<Trap> {
    let frameworks = profile.musts_where(|skill| is_framework_or_library(skill.category));
    (frameworks.len() > MOST_FRAMEWORKS).then(|| Trap {
        id: "many_frameworks",
        title: format!("{} frameworks and libraries are required", frameworks.len()),
        why: "A list of everything says that nobody decided what the job is. Strong people read on elsewhere; those who \
              copy the list into their résumé apply.",
        advice: format!(
            "Keep the three to {MOST_FRAMEWORKS} that will be used in the first three months; make the others nice to have."
        ),
        guides: &['B', 'C', 'D'],
        about: frameworks.iter().map(|ask| ask.names()).collect(),
    })
}

fn many_musts(profile: &Known<'_>) -> Option<Trap> {
    let n_musts = profile.role.must.len();
    (n_musts > MOST_MUSTS).then(|| Trap {
        id: "many_must_haves",
        title: format!("{n_musts} things are required"),
        why: "Hardly anybody meets so many, and those who could do the work without two of them do not apply.",
        advice: "Keep what cannot be learnt in the first weeks; make the others nice to have.".to_owned(),
        guides: &['C'],
        about: Vec::new(),
    })
}

fn no_kind_of_work(profile: &Known<'_>) -> Option<Trap> {
    let is_open =
        profile.role.role.is_none() && profile.role.domains.is_empty() && profile.roles().is_empty();
    is_open.then(|| Trap {
        id: "no_kind_of_work",
        title: "the profile does not say what the person will build".to_owned(),
        why: "A language alone is no job: who writes pipelines in it and who writes web services in it are different \
              people.",
        advice: "Name the kind of work (`role`), or the frameworks that it is done with.".to_owned(),
        guides: &['A', 'B', 'C', 'D'],
        about: profile.role.must.iter().map(SkillAsk::names).collect(),
    })
}

fn no_sql_in_data(profile: &Known<'_>) -> Option<Trap> {
    let is_data = profile.role.role == Some(Role::Data)
        || profile.role.role.is_none()
            && profile.roles().get(&Role::Data).is_some_and(|skills| skills.len() > 1);
    let tells_sql = |skill: &&Skill| {
        skill.name == "SQL" || profile.index.implied(&skill.name).iter().any(|parent| parent.name == "SQL")
    };
    let has_sql = profile.musts.iter().flat_map(|(_, skills)| skills).any(tells_sql);
    (is_data && !has_sql).then(|| Trap {
        id: "no_sql_in_data",
        title: "a data role without SQL among its must-haves".to_owned(),
        why: "Most of the work with data is done in SQL; somebody with plain Python and excellent SQL often does it better \
              than the other way round.",
        advice: "Add SQL to the must-haves.".to_owned(),
        guides: &['D'],
        about: Vec::new(),
    })
}

fn level_against_years(role: &RoleProfile) -> Option<Trap> {
    let (level, years) = (role.level?, role.years?);
    let above = LEVELS
        .iter()
        .find(|(_, _, least)| *least > level_years(level))
        .map(|(above, _, least)| (*above, *least));
    let said = match above {
        _ if years < level_years(level) => format!("{} begins later", level_title(level)),
        Some((above, least)) if years >= least => format!("that is {}", level_title(above)),
        _ => return None,
    };
    Some(Trap {
        id: "level_against_years",
        title: format!("{} is asked for with {}: {said}", level_title(level), years_in_words(years)),
        why: "Level and years contradict each other, so that nobody knows whom the profile means, or what to pay.",
        advice:
            "Junior is under 2 years of development, mid 2 to 5, senior 5 and more: change one of the two."
                .to_owned(),
        guides: &['B'],
        about: Vec::new(),
    })
}

static FIRST_RELEASES: LazyLock<BTreeMap<String, i16>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/first_releases.toml"))
        .expect("the bundled years are run by tests")
});

fn older_than_the_technology<'a>(profile: &'a Known<'_>, as_of: Date) -> impl Iterator<Item = Trap> + 'a {
    let asks = profile.musts.iter().chain(&profile.nices);
    asks.filter_map(move |(ask, skills)| {
        let years = ask.years?;
        // Of a group, the oldest may have the years.
        let first = skills
            .iter()
            .map(|skill| FIRST_RELEASES.get(&skill.name).copied())
            .collect::<Option<Vec<_>>>()?;
        let (first, skill) = first.into_iter().zip(skills).min_by_key(|(first, _)| *first)?;
        let most = f32::from(as_of.year() - first + 1);
        (years > most).then(|| Trap {
            id: "older_than_the_technology",
            title: format!(
                "{} of {} are asked for, which came out in {first}",
                years_in_words(years),
                skill.name
            ),
            why: "Nobody can have them, so that only those apply who do not mind.",
            advice: format!(
                "Ask for {} at most, or for none: years of one tool say little.",
                years_in_words((most / 2.0).floor())
            ),
            guides: &[],
            about: vec![ask.names()],
        })
    })
}

fn longer_than_all_work(role: &RoleProfile) -> impl Iterator<Item = Trap> + '_ {
    let total = role.years;
    role.must.iter().filter_map(move |ask| {
        let (years, total) = (ask.years?, total?);
        (years > total).then(|| Trap {
            id: "longer_than_all_work",
            title: format!("{} are asked for, and {} of work in all", ask.in_words(), years_in_words(total)),
            why: "Who has so many years of one skill has as many of work: one of the two numbers means nothing.",
            advice: "Lower the years of the skill, or raise those of the work.".to_owned(),
            guides: &[],
            about: vec![ask.names()],
        })
    })
}

fn unknown_skills<'a>(role: &'a RoleProfile, skills: &'a SkillsIndex) -> impl Iterator<Item = Trap> + 'a {
    let names = role.must.iter().chain(&role.nice).flat_map(|ask| &ask.any);
    names.filter(|name| skills.resolve(name).is_none()).map(|name| Trap {
        id: "unknown_skill",
        title: format!("`{name}` is not in the skills index"),
        why: "No résumé is searched for it, so that the line stays unknown for everybody.",
        advice: format!(
            "Write it another way, or add it: candela skills add '{}' --category …",
            name.replace('\'', "")
        ),
        guides: &[],
        about: vec![name.clone()],
    })
}

fn asked_twice<'a>(profile: &'a Known<'_>) -> impl Iterator<Item = Trap> + 'a {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, skills) in profile.musts.iter().chain(&profile.nices) {
        for name in skills.iter().map(|skill| skill.name.as_str()).collect::<BTreeSet<_>>() {
            *times.entry(name).or_default() += 1;
        }
    }
    times.into_iter().filter(|(_, times)| *times > 1).map(|(name, _)| Trap {
        id: "asked_twice",
        title: format!("{name} is asked for more than once"),
        why: "Each line counts for itself, so that one skill moves people up or down twice.",
        advice: "Keep one of the lines.".to_owned(),
        guides: &[],
        about: vec![name.to_owned()],
    })
}

fn joined(names: &[String], word: &str) -> String {
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {word} {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::read_role;
    use super::*;

    const TODAY: Date = Date::constant(2026, 5, 4);

    /// The ids of the traps of a profile in its file form.
    fn check(file: &str, expected: &[&str]) {
        let (role, faults) = read_role("role.toml", &format!("title = \"t\"\n{file}"));
        assert!(faults.is_empty(), "{faults:?}");
        let traps = traps(&role, SkillsIndex::bundled(), Rules::bundled(), TODAY);
        let got: Vec<_> = traps.iter().map(|trap| trap.id).collect();
        assert_eq!(got, expected, "{file}");
        for trap in traps {
            assert!(!trap.title.is_empty() && !trap.why.is_empty() && !trap.advice.is_empty(), "{trap:?}");
        }
    }

    #[test]
    fn traps_are_seen() {
        check("must = [\"Django\", \"FastAPI\"]", &["rival_frameworks"]);
        check("must = [\"PyTorch\", \"TensorFlow\", \"Keras\"]", &["rival_frameworks"]);
        check(
            "must = [\"Django\", \"Celery\", \"SQLAlchemy\", \"pytest\", \"Pydantic\", \"mypy\"]",
            &["many_frameworks"],
        );
        check("must = [\"Django\", \"PyTorch\", \"Apache Spark\"]", &["several_roles"]);
        check("must = [\"Django\", \"Celery\", \"PyTorch\", \"scikit-learn\"]", &["several_roles"]);
        check("role = \"data\"\nmust = [\"Python\", \"Apache Airflow\"]", &["no_sql_in_data"]);
        check("must = [\"Python\"]", &["no_kind_of_work"]);
        check("role = \"backend\"\nlevel = \"senior\"\nyears = 2", &["level_against_years"]);
        check("role = \"backend\"\nlevel = \"junior\"\nyears = 5", &["level_against_years"]);
        check("[[must]]\nskill = \"FastAPI\"\nyears = 12", &["older_than_the_technology"]);
        check("years = 3\n[[must]]\nskill = \"Django\"\nyears = 5", &["longer_than_all_work"]);
        check("must = [\"Django\", \"Basketry\"]", &["unknown_skill"]);
        check("must = [\"Django\", \"Kubernetes\"]\nnice = [\"k8s\"]", &["asked_twice"]);
        let many =
            ["Django", "SQL", "Git", "Linux", "AWS", "Docker", "Redis", "Kafka", "Jira", "Scrum", "Python"];
        check(&format!("must = {many:?}"), &["many_must_haves"]);
    }

    #[test]
    fn sound_profiles_have_none() {
        for file in [
            "must = [\"Python\", \"PostgreSQL\", { any = [\"Django\", \"FastAPI\"], years = 3 }]\nnice = [\"Flask\"]",
            "must = [\"Django\", \"React\"]",
            "role = \"data\"\nmust = [\"SQL\", \"Apache Airflow\", \"Apache Spark\"]",
            "role = \"data\"\nmust = [\"dbt\"]",
            "role = \"backend\"\nlevel = \"mid\"\nyears = 3\nmust = [\"Go\"]",
            "role = \"backend\"\nlevel = \"senior\"\nyears = 5",
            "[[must]]\nany = [\"FastAPI\", \"Django\"]\nyears = 12",
            "role = \"devops\"\nmust = [\"Kubernetes\", \"Terraform\", \"AWS\", \"Docker\", \"GitHub Actions\"]",
        ] {
            check(file, &[]);
        }
    }

    #[test]
    fn years_are_those_of_skills_of_the_index() {
        for name in FIRST_RELEASES.keys() {
            assert!(SkillsIndex::bundled().get(name).is_some(), "`{name}` is no skill of the index");
        }
    }
}
