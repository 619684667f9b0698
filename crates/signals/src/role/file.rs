//! A role profile as a file that people edit.
//!
//! ```toml
//! title = "Backend developer"
//! role = "backend"
//! level = "senior"
//! years = 5
//!
//! [place]
//! city = "Berlin"
//! country = "DE"
//!
//! [[must]]
//! skill = "Python"
//! years = 3
//! within = 2            # years since it was used last; or: since = 2023
//!
//! [[must]]
//! any = ["Django", "FastAPI"]
//! ```
//!
//! What is wrong is told with its line and what was expected, and left out; the rest is read. `must` and `nice` may also be
//! lists of names: `nice = ["Kafka", "Terraform"]`.

use std::fmt::Write as _;

use candela_profile::{LevelStep, Role};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::kinds::{LEVELS, ROLES};
use super::{LastUse, PlaceAsk, RoleProfile, SkillAsk};
use crate::domains::{domain, domains};
use crate::packs::Fault;

/// Most bytes of a role's file.
pub const LARGEST_ROLE: usize = 64 * 1024;
/// Most letters of a title, a name or a question.
const LONGEST_TEXT: usize = 400;
/// Most asks, domains and questions of each kind.
const MOST_ASKS: usize = 100;
/// Most years that may be asked for.
const MOST_YEARS: f32 = 60.0;

type Value<'a> = Spanned<DeValue<'a>>;

/// The role profile of a file, as far as it can be read, and what is wrong with the rest. `file` is what messages call it.
pub fn read_role(file: &str, text: &str) -> (RoleProfile, Vec<Fault>) {
    let mut reader = Reader { file, text, faults: Vec::new() };
    if text.len() > LARGEST_ROLE {
        let message = format!("a role may have {LARGEST_ROLE} bytes, this one has {}", text.len());
        reader.faults.push(Fault { file: file.to_owned(), line: None, message });
        return (RoleProfile::default(), reader.faults);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    reader.faults.extend(errors.iter().map(|error| Fault::of_toml(file, text, error)));
    let role = reader.role(table.get_ref());
    let mut faults = reader.faults;
    faults.sort_by_key(|fault| fault.line);
    (role, faults)
}

/// The file of a role profile; reading it gives the same profile.
pub fn write_role(role: &RoleProfile) -> String {
    write_with(role, |_| Vec::new())
}

/// A part of a role's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Title,
    Role,
    Level,
    Years,
    Domains,
    Place,
    Must(usize),
    Nice(usize),
}

/// The file with lines of comment before its parts.
pub(super) fn write_with(role: &RoleProfile, comments: impl Fn(Part) -> Vec<String>) -> String {
    let mut file = String::new();
    let mut line = |part: Option<Part>, content: String| {
        for comment in part.map(&comments).unwrap_or_default() {
            // Writing to a string does not fail.
            let _ = writeln!(file, "# {}", comment.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        let _ = writeln!(file, "{content}");
    };
    line(Some(Part::Title), format!("title = {}", quoted(&role.title)));
    if let Some((_, name, _)) = role.role.and_then(|role| ROLES.iter().find(|(known, _, _)| *known == role)) {
        line(Some(Part::Role), format!("role = {}", quoted(name)));
    }
    if let Some((_, name, _)) = role.level.and_then(|level| LEVELS.iter().find(|(l, _, _)| *l == level)) {
        line(Some(Part::Level), format!("level = {}", quoted(name)));
    }
    if let Some(years) = role.years {
        line(Some(Part::Years), format!("years = {years}"));
    }
    if !role.domains.is_empty() {
        line(Some(Part::Domains), format!("domains = {}", list(&role.domains)));
    }
    if !role.questions.is_empty() {
        let questions: Vec<String> =
            role.questions.iter().map(|question| format!("    {},\n", quoted(question))).collect();
        line(None, format!("questions = [\n{}]", questions.concat()));
    }
    if let Some(place) = &role.place {
        line(None, String::new());
        line(Some(Part::Place), format!("[place]{}", place_keys(place)));
    }
    for (name, asks, part) in
        [("must", &role.must, Part::Must as fn(usize) -> Part), ("nice", &role.nice, Part::Nice)]
    {
        for (nth, ask) in asks.iter().enumerate() {
            line(None, String::new());
            line(Some(part(nth)), format!("[[{name}]]{}", ask_keys(ask)));
        }
    }
    file
}

fn place_keys(place: &PlaceAsk) -> String {
    let text = |key: &str, value: &Option<String>| {
        value.as_ref().map(|value| format!("\n{key} = {}", quoted(value))).unwrap_or_default()
    };
    let remote = if place.remote { "\nremote = true" } else { "" };
    format!("{}{}{remote}", text("city", &place.city), text("country", &place.country))
}

fn ask_keys(ask: &SkillAsk) -> String {
    let names = match ask.any.as_slice() {
        [only] => format!("\nskill = {}", quoted(only)),
        several => format!("\nany = {}", list(several)),
    };
    let years = ask.years.map(|years| format!("\nyears = {years}")).unwrap_or_default();
    let last = match ask.last_used {
        Some(LastUse::WithinYears(years)) => format!("\nwithin = {years}"),
        Some(LastUse::Since(year)) => format!("\nsince = {year}"),
        None => String::new(),
    };
    format!("{names}{years}{last}")
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn list(names: &[String]) -> String {
    format!("[{}]", names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", "))
}

/// Reads the parts of a file and collects what is wrong with them.
struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn fault<T>(&mut self, at: &Spanned<T>, message: impl Into<String>) {
        self.faults.push(Fault::at(self.file, self.text, at.span().start, message));
    }

    fn expected(&mut self, key: &str, what: &str, value: &Value<'_>) {
        let found = self.text.get(value.span()).unwrap_or_default();
        let found: String = found.lines().next().unwrap_or_default().chars().take(60).collect();
        self.fault(value, format!("`{key}`: expected {what}, found `{found}`"));
    }

    fn role(&mut self, table: &DeTable<'_>) -> RoleProfile {
        let mut role = RoleProfile::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "title" => role.title = self.text_of("title", value).unwrap_or_default(),
                "role" => role.role = self.role_kind(value),
                "level" => role.level = self.level(value),
                "years" => role.years = self.years("years", value),
                "domains" => role.domains = self.domains(value),
                "place" => role.place = self.place(value),
                "must" => role.must = self.asks("must", value),
                "nice" => role.nice = self.asks("nice", value),
                "questions" => role.questions = self.texts("questions", value),
                other => {
                    let message = format!(
                        "`{other}` is not known here, expected one of `title`, `role`, `level`, `years`, `domains`, \
                         `place`, `must`, `nice`, `questions`"
                    );
                    self.fault(key, message);
                }
            }
        }
        if !table.contains_key("title") {
            let message = "expected a title, such as `title = \"Backend developer\"`".to_owned();
            self.faults.push(Fault { file: self.file.to_owned(), line: None, message });
        }
        role
    }

    fn text_of(&mut self, key: &str, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str().map(|text| text.trim().to_owned());
        match text {
            Some(text) if text.is_empty() => self.fault(value, format!("`{key}` is empty")),
            Some(text) if text.chars().count() > LONGEST_TEXT => {
                self.fault(value, format!("`{key}` may have {LONGEST_TEXT} letters"));
            }
            Some(text) => return Some(text),
            None => self.expected(key, "words in quotes", value),
        }
        None
    }

    fn texts(&mut self, key: &str, value: &Value<'_>) -> Vec<String> {
        let Some(array) = value.get_ref().as_array() else {
            self.expected(key, "a list such as [\"…\", \"…\"]", value);
            return Vec::new();
        };
        if array.len() > MOST_ASKS {
            self.fault(value, format!("`{key}` may have {MOST_ASKS} entries, this one has {}", array.len()));
        }
        array.iter().take(MOST_ASKS).filter_map(|value| self.text_of(key, value)).collect()
    }

    fn role_kind(&mut self, value: &Value<'_>) -> Option<Role> {
        let found = value.get_ref().as_str().and_then(|text| ROLES.iter().find(|(_, name, _)| *name == text));
        if found.is_none() {
            self.expected("role", &one_of(ROLES.iter().map(|(_, name, _)| *name)), value);
        }
        found.map(|(role, _, _)| *role)
    }

    fn level(&mut self, value: &Value<'_>) -> Option<LevelStep> {
        let found =
            value.get_ref().as_str().and_then(|text| LEVELS.iter().find(|(_, name, _)| *name == text));
        if found.is_none() {
            self.expected("level", &one_of(LEVELS.iter().map(|(_, name, _)| *name)), value);
        }
        found.map(|(level, _, _)| *level)
    }

    fn years(&mut self, key: &str, value: &Value<'_>) -> Option<f32> {
        let years = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok(),
            DeValue::Float(number) => number.as_str().parse().ok(),
            _ => None,
        };
        let years = years.filter(|years| (0.0..=MOST_YEARS).contains(years));
        if years.is_none() {
            self.expected(key, &format!("a number of years from 0 to {MOST_YEARS}"), value);
        }
        years
    }

    fn whole(&mut self, key: &str, value: &Value<'_>, least: i16, most: i16) -> Option<i16> {
        let number = value.get_ref().as_integer().and_then(|number| number.as_str().parse::<i16>().ok());
        let number = number.filter(|number| (least..=most).contains(number));
        if number.is_none() {
            self.expected(key, &format!("a whole number from {least} to {most}"), value);
        }
        number
    }

    fn domains(&mut self, value: &Value<'_>) -> Vec<String> {
        let names = self.texts("domains", value);
        let (known, unknown): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| domain(name).is_some());
        for name in unknown {
            let all = one_of(domains().map(|domain| domain.id.as_str()));
            self.fault(value, format!("`domains`: expected {all}, found `{name}`"));
        }
        known
    }

    fn place(&mut self, value: &Value<'_>) -> Option<PlaceAsk> {
        let Some(table) = value.get_ref().as_table() else {
            self.expected("place", "a table with `city`, `country` and `remote`", value);
            return None;
        };
        let mut place = PlaceAsk::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "city" => place.city = self.text_of("city", value),
                "country" => place.country = self.country(value),
                "remote" => match value.get_ref().as_bool() {
                    Some(remote) => place.remote = remote,
                    None => self.expected("remote", "`true` or `false`", value),
                },
                other => {
                    let message =
                        format!("`{other}` is not known in a place, expected `city`, `country` or `remote`");
                    self.fault(key, message);
                }
            }
        }
        (place != PlaceAsk::default()).then_some(place)
    }

    fn country(&mut self, value: &Value<'_>) -> Option<String> {
        let text = self.text_of("country", value)?;
        let is_code = text.len() == 2 && text.bytes().all(|letter| letter.is_ascii_alphabetic());
        let code = if is_code { Some(text.to_uppercase()) } else { candela_profile::place(&text).country };
        if code.is_none() {
            self.expected("country", "a country or its two letters, such as \"DE\"", value);
        }
        code
    }

    fn asks(&mut self, key: &str, value: &Value<'_>) -> Vec<SkillAsk> {
        let Some(array) = value.get_ref().as_array() else {
            let what = format!("tables under `[[{key}]]`, or a list of skills such as [\"Python\", \"SQL\"]");
            self.expected(key, &what, value);
            return Vec::new();
        };
        if array.len() > MOST_ASKS {
            self.fault(value, format!("`{key}` may have {MOST_ASKS} entries, this one has {}", array.len()));
        }
        array.iter().take(MOST_ASKS).filter_map(|value| self.ask(key, value)).collect()
    }

    fn ask(&mut self, key: &str, value: &Value<'_>) -> Option<SkillAsk> {
        if value.get_ref().is_str() {
            return self.text_of(key, value).map(|skill| SkillAsk::of(&skill));
        }
        let Some(table) = value.get_ref().as_table() else {
            self.expected(key, "a skill, or a table with `skill` or `any`", value);
            return None;
        };
        let mut ask = SkillAsk::default();
        let n_faults = self.faults.len();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "skill" => ask.any.extend(self.text_of("skill", value)),
                "any" => ask.any.extend(self.texts("any", value)),
                "years" => ask.years = self.years("years", value),
                "within" => {
                    let years = self.whole("within", value, 1, 60).and_then(|years| u8::try_from(years).ok());
                    ask.last_used = years.map(LastUse::WithinYears).or(ask.last_used);
                }
                "since" => {
                    ask.last_used =
                        self.whole("since", value, 1970, 2100).map(LastUse::Since).or(ask.last_used);
                }
                other => {
                    let message = format!(
                        "`{other}` is not known here, expected `skill`, `any`, `years`, `within` or `since`"
                    );
                    self.fault(key, message);
                }
            }
        }
        let both = |a, b| table.contains_key(a) && table.contains_key(b);
        if both("skill", "any") {
            self.fault(value, "expected either `skill` or `any`, found both");
        }
        if both("within", "since") {
            self.fault(value, "expected either `within` or `since`, found both");
        }
        if ask.any.is_empty() && self.faults.len() == n_faults {
            self.fault(value, format!("expected `skill` or `any` in every `[[{key}]]`"));
        }
        (!ask.any.is_empty()).then_some(ask)
    }
}

fn one_of<'a>(names: impl Iterator<Item = &'a str>) -> String {
    format!("one of {}", names.map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        read_role("role.toml", text).1.iter().map(Fault::to_string).collect()
    }

    #[test]
    fn a_file_is_read() {
        let text = "title = \"Backend developer\"\nrole = \"backend\"\nlevel = \"senior\"\nyears = 5.5\n\
            domains = [\"payments\"]\nnice = [\"Kafka\"]\nquestions = [\"Why?\"]\n\n[place]\ncity = \"Berlin\"\n\
            country = \"Germany\"\nremote = true\n\n[[must]]\nskill = \"Python\"\nyears = 3\nwithin = 2\n\n\
            [[must]]\nany = [\"Django\", \"FastAPI\"]\nsince = 2023\n";
        let (role, faults) = read_role("role.toml", text);
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(
            (role.role, role.level, role.years),
            (Some(Role::Backend), Some(LevelStep::Senior), Some(5.5))
        );
        let asks: Vec<_> = role.must.iter().chain(&role.nice).map(SkillAsk::in_words).collect();
        assert_eq!(
            asks,
            [
                "3 years of Python, used within the last 2 years",
                "Django or FastAPI, used since 2023",
                "Kafka"
            ]
        );
        assert_eq!(
            role.place.as_ref().map(PlaceAsk::in_words).as_deref(),
            Some("Berlin, DE, or remote within DE")
        );
        assert_eq!(read_role("again.toml", &write_role(&role)), (role, Vec::new()));
    }

    #[test]
    fn faults_name_file_line_and_what_was_expected_and_leave_the_rest() {
        for (line, expected) in [
            ("years = \"five\"", "`years`: expected a number of years from 0 to 60, found `\"five\"`"),
            ("years = 99", "`years`: expected a number of years from 0 to 60, found `99`"),
            (
                "level = \"guru\"",
                "`level`: expected one of \"junior\", \"mid\", \"senior\", found `\"guru\"`",
            ),
            (
                "must = 3",
                "`must`: expected tables under `[[must]]`, or a list of skills such as [\"Python\", \"SQL\"], found `3`",
            ),
            ("must = [3]", "`must`: expected a skill, or a table with `skill` or `any`, found `3`"),
            ("must = [{ years = 3 }]", "expected `skill` or `any` in every `[[must]]`"),
            ("must = [{ skill = \"Go\", any = [\"C\"] }]", "expected either `skill` or `any`, found both"),
            (
                "must = [{ skill = \"Go\", within = 2, since = 2020 }]",
                "expected either `within` or `since`, found both",
            ),
            (
                "must = [{ skill = \"Go\", since = 20 }]",
                "`since`: expected a whole number from 1970 to 2100, found `20`",
            ),
            (
                "must = [{ skill = \"Go\", yaers = 2 }]",
                "`yaers` is not known here, expected `skill`, `any`, `years`, `within` or `since`",
            ),
            (
                "place = { country = \"Atlantis\" }",
                "`country`: expected a country or its two letters, such as \"DE\", found `\"Atlantis\"`",
            ),
            ("place = { remote = 1 }", "`remote`: expected `true` or `false`, found `1`"),
            ("questions = [\"\"]", "`questions` is empty"),
        ] {
            let text = format!("title = \"t\"\n{line}\nnice = [\"Kafka\"]\n");
            assert_eq!(faults(&text), [format!("`role.toml`, line 2: {expected}")], "{line}");
            assert_eq!(read_role("role.toml", &text).0.nice, [SkillAsk::of("Kafka")], "{line}");
        }
        assert_eq!(
            faults("nice = [\"Kafka\"]"),
            ["`role.toml`: expected a title, such as `title = \"Backend developer\"`"]
        );
        assert!(
            faults("title = \"t\"\ncolour = 1\n")[0]
                .starts_with("`role.toml`, line 2: `colour` is not known here")
        );
        assert!(faults("title = \"t\"\ndomains = [\"mining\"]\n")[0].ends_with("found `mining`"));
    }

    #[test]
    fn broken_lines_leave_the_others_read() {
        let (role, faults) = read_role("role.toml", "title = \"t\"\nyears = = 3\nlevel = \"mid\"\n");
        assert_eq!((role.title.as_str(), role.level), ("t", Some(LevelStep::Mid)));
        assert_eq!(faults[0].line, Some(2), "{faults:?}");
        let huge = "#".repeat(LARGEST_ROLE + 1);
        assert!(read_role("role.toml", &huge).1[0].message.contains(&LARGEST_ROLE.to_string()));
    }
}
