//! A small pool of invented people, and questions to it.

use candela_resumes::{
    Asking, Entry, EntryLanguage, EntrySkill, Found, Has, Labels, Page, Place, Query, SearchIndex, Spoken,
};
use candela_skills::SkillsIndex;
use jiff::civil::{Date, date};
use jiff::{Zoned, tz::TimeZone};

/// `Django work 6.1 2026`, `Docker list`.
fn skill(row: &str) -> EntrySkill {
    let mut words: Vec<&str> = row.split_whitespace().collect();
    let at = words.iter().position(|word| ["work", "project", "list"].contains(word)).unwrap();
    let rest = words.split_off(at);
    let place = match rest[0] {
        "work" => Place::Work,
        "project" => Place::Project,
        _ => Place::List,
    };
    let years = rest.get(1).map(|years| years.parse().unwrap());
    let last_used_year = rest.get(2).map(|year| year.parse().unwrap());
    EntrySkill { name: words.join(" "), place, years, last_used_year }
}

/// An entry whose body is its parts one under the other; the bullets are its work.
pub(crate) struct Draft {
    pub(crate) id: u64,
    pub(crate) name: &'static str,
    pub(crate) city: &'static str,
    pub(crate) title: &'static str,
    pub(crate) school: &'static str,
    pub(crate) bullets: &'static [&'static str],
    pub(crate) list: &'static str,
    pub(crate) skills: &'static [&'static str],
    pub(crate) years: Option<f32>,
    pub(crate) flags: &'static [&'static str],
    pub(crate) has: &'static [Has],
}

impl Draft {
    pub(crate) fn entry(&self) -> Entry {
        let mut body = format!("{}\n{}\n{}\nExample Works\n", self.name, self.city, self.title);
        let mut work = Vec::new();
        for bullet in self.bullets {
            let start = body.len();
            body.push_str(bullet);
            work.push(start..body.len());
            body.push('\n');
        }
        body.push_str(&format!("Skills: {}\nEducation\n{}\n", self.list, self.school));
        Entry {
            id: self.id,
            name: Some(self.name.to_owned()),
            headline: None,
            location: Some(self.city.to_owned()),
            city: self.city.split(", ").next().map(str::to_owned),
            other_cities: Vec::new(),
            file_name: format!("cv-{}.pdf", self.id),
            folder: if self.id.is_multiple_of(2) { "/mail/Inbox" } else { "/mail/fair 2026" }.to_owned(),
            imported: noon(date(2026, 11, self.id as i8)).timestamp().as_second(),
            resume: self.id + 100,
            body,
            work,
            titles: vec![self.title.to_owned()],
            companies: vec!["Example Works".to_owned()],
            schools: vec![self.school.to_owned()],
            skills: self.skills.iter().map(|row| skill(row)).collect(),
            years: self.years,
            roles: self.roles().iter().map(|&role| role.to_owned()).collect(),
            level: self.years.map(|years| if years < 5.0 { "mid" } else { "senior" }.to_owned()),
            languages: self.languages(),
            flags: self.flags.iter().map(|&flag| flag.to_owned()).collect(),
            facts: if self.id < 3 { vec!["works_remotely".to_owned()] } else { Vec::new() },
            has: self.has.to_vec(),
        }
    }
}

impl Draft {
    fn roles(&self) -> &'static [&'static str] {
        match self.id {
            1 => &["backend"],
            2 => &["frontend", "backend"],
            3 => &["devops"],
            4 => &["data", "ml_ai"],
            5 => &["backend"],
            _ => &[],
        }
    }

    fn languages(&self) -> Vec<EntryLanguage> {
        let spoken: &[(&str, Option<Spoken>)] = match self.id {
            1 => &[("en", None), ("nl", Some(Spoken::Native)), ("de", Some(Spoken::B1))],
            5 => &[("de", Some(Spoken::C1)), ("pl", Some(Spoken::Native))],
            6 => &[("fr", None)],
            _ => &[("en", None)],
        };
        spoken.iter().map(|&(code, spoken)| EntryLanguage { code: code.to_owned(), spoken }).collect()
    }
}

fn noon(day: Date) -> Zoned {
    day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap()
}

/// The evening after all were imported, one a day.
pub(crate) fn now() -> Zoned {
    noon(date(2026, 11, 6))
}

/// What was decided of them.
pub(crate) fn labels() -> Labels {
    let decided = [("shortlist", 1), ("reject", 2), ("reject", 4), ("maybe", 5)];
    let tagged = [("To call", 1), ("to call", 3), ("Zürich", 3)];
    Labels::new(
        decided.map(|(decision, id)| (decision.to_owned(), id)),
        tagged.map(|(tag, id)| (tag.to_owned(), id)),
    )
}

pub(crate) const POOL: &[Draft] = &[
    Draft {
        id: 1,
        name: "Ilse Marander",
        city: "Ghent, Belgium",
        title: "Backend Engineer",
        school: "Hogeschool Ledeburg",
        bullets: &[
            "Moved the payments service from Flask to Django and PostgreSQL.",
            "Cut Node.js gateways from nine to two.",
        ],
        list: "Python, Django, PostgreSQL, Docker, C++",
        skills: &[
            "Django work 6.1 2026",
            "PostgreSQL work 6.1 2026",
            "Python work 6.1 2026",
            "Docker list",
            "C++ list",
            "Node.js work 2.0 2021",
        ],
        years: Some(9.5),
        flags: &["scale_indicators", "quantified_impact"],
        has: &[Has::Email, Has::Github],
    },
    Draft {
        id: 2,
        name: "Tomaz Verdelho",
        city: "Braga, Portugal",
        title: "Full-Stack Developer",
        school: "Instituto do Minho",
        bullets: &["Built shop pages in nodejs and React.", "Kept a CI/CD pipeline green with k8s."],
        list: "JavaScript, Django, C#, .NET",
        skills: &[
            "Node.js work 3.0 2024",
            "React work 3.0 2024",
            "JavaScript work 3.0 2024",
            "Kubernetes work 3.0 2024",
            "Django list",
            "C# list",
            ".NET list",
        ],
        years: Some(3.0),
        flags: &["generic_claims"],
        has: &[Has::Email, Has::Phone],
    },
    Draft {
        id: 3,
        name: "Django Oyelaran",
        city: "Ibadan, Nigeria",
        title: "Site Reliability Engineer",
        school: "Ruby Hill College",
        bullets: &[
            "Ran Kubernetes clusters for the billing of two banks.",
            "Wrote operators in Go, to go live faster.",
        ],
        list: "Kubernetes, Go, Terraform, R&D budgets",
        skills: &["Kubernetes work 4.0 2025", "Go work 2.5 2025", "Terraform list"],
        years: Some(7.25),
        flags: &["scale_indicators"],
        has: &[Has::Email, Has::Github, Has::Phone],
    },
    Draft {
        id: 4,
        name: "Wen Halloran",
        city: "Cork, Ireland",
        title: "Data Scientist",
        school: "Coolmore University of Go",
        bullets: &[
            "Forecast demand in R and C, ready to go.",
            "Taught machine-learning basics to the payments team.",
        ],
        list: "R, C, Machine Learning, Java",
        skills: &["R work 5.0 2019", "C work 1.0 2016", "Machine Learning work 5.0 2019", "Java list"],
        years: Some(5.0),
        flags: &[],
        has: &[Has::Email],
    },
    Draft {
        id: 5,
        name: "Zofia Bąk-Łącka",
        city: "Łódź, Polska",
        title: "Java-Entwicklerin",
        school: "Politechnika Wymyślona",
        bullets: &[
            "Softwareentwicklung einer PostgreSQL-Datenbank mit JavaScript-Anteilen.",
            "Site reliability night engineer by choice.",
        ],
        list: "Java, Postgres, Spring Boot",
        skills: &[
            "Java work 8.0 2026",
            "PostgreSQL work 8.0 2026",
            "Spring Boot work 3.0 2026",
            "JavaScript work 1.0 2026",
        ],
        years: Some(8.0),
        flags: &["generic_claims", "scale_indicators"],
        has: &[],
    },
    Draft {
        id: 6,
        name: "Ruby Castellane",
        city: "Nantes, France",
        title: "Développeuse web",
        school: "École Imaginaire",
        bullets: &["Refonte d\u{2019}applications Rails pour l\u{2019}équipe paiements."],
        list: "Ruby on Rails, Ruby, MySQL",
        skills: &["Ruby on Rails work 4.0 2023", "Ruby work 4.0 2023", "MySQL list"],
        years: None,
        flags: &["hidden_text"],
        has: &[Has::Phone],
    },
];

/// What the tests are asked of: an index, filled.
pub(crate) trait BackEnd {
    type Index: SearchIndex;

    /// Whether it looks for words with letters wrong; one that does not says so in its answers.
    const FINDS_MISSPELT: bool = true;

    fn filled(entries: impl IntoIterator<Item = Entry>) -> Self::Index;

    /// The small pool.
    fn pool() -> Self::Index {
        Self::filled(POOL.iter().map(Draft::entry))
    }
}

pub(crate) fn ask(index: &impl SearchIndex, typed: &str) -> Found {
    let query = Query::parse(typed).unwrap_or_else(|error| panic!("{typed}: {error}"));
    let asking = Asking { now: &now(), labels: &labels(), skills: SkillsIndex::bundled() };
    index.search(&query, &asking, Page { offset: 0, limit: 50 }).unwrap()
}
