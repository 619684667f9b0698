//! Invented résumés for the index, as many as a measurement needs: the same number gives the same person.

use candela_resumes::{Entry, EntryLanguage, EntrySkill, Has, Place, Spoken};
use candela_skills::{Skill, SkillsIndex};
use fastrand::Rng;

const SYLLABLES: &[&str] = &[
    "ba", "rel", "mo", "tin", "sa", "vor", "ki", "lan", "du", "mer", "ola", "zen", "pri", "gha", "wu", "fei",
];
pub(crate) const CITIES: &[&str] =
    &["Lisbon", "Lagos", "Kraków", "Berlin", "São Paulo", "Pune", "Hanoi", "Nairobi", "Lyon", "Austin"];
pub(crate) const TITLES: &[&str] = &[
    "Backend Engineer",
    "Frontend Developer",
    "Site Reliability Engineer",
    "Data Engineer",
    "Full-Stack Developer",
    "Team Lead",
];
const DID: &[&str] = &[
    "Built",
    "Moved",
    "Cut the cost of",
    "Rewrote",
    "Ran",
    "Tested",
    "Sped up",
    "Documented",
    "Secured",
    "Shipped",
];
pub(crate) const WHAT: &[&str] = &[
    "the payments service",
    "a billing pipeline",
    "customer reports",
    "the search of a shop",
    "a fleet of sensors",
    "booking pages",
    "the login of two million users",
    "nightly exports",
    "fraud checks",
    "an internal API",
    "the mobile back end",
    "release tooling",
];
pub(crate) const RESULT: &[&str] = &[
    "halving the latency",
    "with no downtime",
    "for three teams",
    "under heavy load",
    "before the deadline",
    "across four regions",
];
pub(crate) const ROLES: &[&str] = &["backend", "frontend", "data", "devops", "mobile", "quality"];
pub(crate) const LEVELS: &[&str] = &["junior", "mid", "senior"];
pub(crate) const LANGUAGES: &[&str] = &["en", "de", "pl", "pt", "fr"];
pub(crate) const FLAGS: &[&str] = &[
    "specific_frameworks",
    "scale_indicators",
    "quantified_impact",
    "testing_frameworks",
    "generic_claims",
    "hidden_text",
];

/// The person of that number.
pub fn entry(id: u64) -> Entry {
    let mut random = Rng::with_seed(id);
    let name = format!("{} {}", capital(&word(&mut random)), capital(&word(&mut random)));
    let city = pick(&mut random, CITIES);
    let school = format!("University of {}", capital(&word(&mut random)));
    let n_skills = random.usize(8..20);
    let known: Vec<&Skill> = (0..n_skills).map(|_| skill(&mut random)).collect();
    let mut body = format!("{name}\n{city}\n{}@example.org\n", name.to_lowercase().replace(' ', "."));
    let mut work = Vec::new();
    let (mut titles, mut companies) = (Vec::new(), Vec::new());
    for job in 0..random.usize(2..6) {
        let (title, company) = (pick(&mut random, TITLES), format!("{} Ltd", capital(&word(&mut random))));
        body.push_str(&format!("{title}, {company}, {}–{}\n", 2022 - 3 * job, 2025 - 3 * job));
        for _ in 0..random.usize(3..7) {
            let start = body.len();
            body.push_str(&bullet(&mut random, &known));
            work.push(start..body.len());
            body.push('\n');
        }
        titles.push(title.to_owned());
        companies.push(company);
    }
    let names: Vec<&str> = known.iter().map(|skill| skill.name.as_str()).collect();
    body.push_str(&format!("Skills: {}\nEducation: {school}\n", names.join(", ")));
    Entry {
        id,
        headline: titles.first().cloned(),
        location: Some(city.to_owned()),
        city: Some(city.to_owned()),
        other_cities: Vec::new(),
        folder: format!("/inbox/{}", random.u8(1..30)),
        imported: i64::from(random.u32(..20_000_000)),
        resume: id + 1,
        roles: ROLES.iter().filter(|_| random.u8(..6) == 0).map(|&role| role.to_owned()).collect(),
        level: Some(LEVELS[random.usize(..LEVELS.len())].to_owned()),
        languages: LANGUAGES.iter().filter_map(|code| spoken(&mut random, code)).collect(),
        file_name: format!("{}.pdf", name.replace(' ', "_")),
        skills: uses(&mut random, &names),
        years: random.bool().then(|| random.f32() * 20.0),
        flags: FLAGS.iter().filter(|_| random.u8(..4) == 0).map(|&flag| flag.to_owned()).collect(),
        facts: Vec::new(),
        has: Has::ALL.into_iter().filter(|_| random.bool()).collect(),
        name: Some(name),
        schools: vec![school],
        body,
        work,
        titles,
        companies,
    }
}

/// The same person in a line or two, with fewer skills.
pub fn short_entry(id: u64) -> Entry {
    let mut random = Rng::with_seed(id);
    let known: Vec<&Skill> = (0..random.usize(3..7)).map(|_| skill(&mut random)).collect();
    let names: Vec<&str> = known.iter().map(|skill| skill.name.as_str()).collect();
    let title = pick(&mut random, TITLES);
    let mut body = format!("{title}\n");
    let start = body.len();
    body.push_str(&bullet(&mut random, &known));
    Entry {
        work: std::iter::once(start..body.len()).collect(),
        skills: uses(&mut random, &names),
        titles: vec![title.to_owned()],
        companies: Vec::new(),
        schools: Vec::new(),
        body,
        ..entry(id)
    }
}

fn spoken(random: &mut Rng, code: &str) -> Option<EntryLanguage> {
    let level = Spoken::ALL[random.usize(..Spoken::ALL.len())];
    let language = EntryLanguage { code: code.to_owned(), spoken: random.bool().then_some(level) };
    (random.u8(..3) == 0).then_some(language)
}

fn bullet(random: &mut Rng, known: &[&Skill]) -> String {
    let [first, second] = [0; 2].map(|_| known[random.usize(..known.len())].name.as_str());
    let (did, what, result) = (pick(random, DID), pick(random, WHAT), pick(random, RESULT));
    format!(
        "{did} {what} with {first} and {second}, {result}, {} % in {} weeks.",
        random.u8(5..95),
        random.u8(2..30)
    )
}

fn uses(random: &mut Rng, names: &[&str]) -> Vec<EntrySkill> {
    let mut names = names.to_vec();
    names.sort_unstable();
    names.dedup();
    let skill_use = |name: &str| {
        let place = [Place::Work, Place::Work, Place::Project, Place::List][random.usize(..4)];
        let dated = place == Place::Work;
        EntrySkill {
            name: name.to_owned(),
            place,
            years: dated.then(|| (random.f32() * 1000.0).round() / 100.0),
            last_used_year: dated.then(|| random.i16(2010..2027)),
        }
    };
    names.into_iter().map(skill_use).collect()
}

/// A skill; few are frequent and most are rare, as among people.
pub(crate) fn skill(random: &mut Rng) -> &'static Skill {
    let n_skills = SkillsIndex::bundled().skills().count();
    let place = (random.f32().powi(3) * n_skills as f32) as usize;
    SkillsIndex::bundled().skills().nth(place * 7 % n_skills).expect("a number below the count has a skill")
}

pub(crate) fn pick<'a>(random: &mut Rng, words: &[&'a str]) -> &'a str {
    words[random.usize(..words.len())]
}

fn word(random: &mut Rng) -> String {
    (0..random.usize(2..4)).map(|_| pick(random, SYLLABLES)).collect()
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_gives_the_same_person() {
        assert_eq!(entry(7), entry(7));
        assert_ne!(entry(7).body, entry(8).body);
        assert!(entry(7).body.len() > 1_000);
    }
}
