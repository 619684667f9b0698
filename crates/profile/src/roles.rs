//! The kinds of development work: told by titles, by the skills used at work, and by the headline.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use candela_extract::Span;
use candela_skills::{Category, SkillsIndex};
use jiff::civil::Date;
use rustc_hash::FxBuildHasher;

use crate::dates::{months, union, years};
use crate::vocabulary::words;
use crate::{Employment, Fact, Role, RoleShare, SkillPlace, SkillUse};

const WORDS: &str = include_str!("../data/roles.txt");

/// The roles with the name of their list, in the order in which equal shares stand.
const ROLES: &[(Role, &str)] = &[
    (Role::Backend, "backend"),
    (Role::Data, "data"),
    (Role::MlAi, "ml_ai"),
    (Role::Devops, "devops"),
    (Role::Automation, "automation"),
    (Role::Frontend, "frontend"),
    (Role::Mobile, "mobile"),
    (Role::Embedded, "embedded"),
    (Role::Quality, "quality"),
    (Role::Security, "security"),
    (Role::Games, "games"),
];

/// The other lists of the data, after those of the roles.
const GENERAL: usize = ROLES.len();
const OTHER_TRADES: usize = ROLES.len() + 1;
const INTERNSHIPS: usize = ROLES.len() + 2;
const ALONE: usize = ROLES.len() + 3;
const LISTS: usize = ROLES.len() + 4;

/// A bit for each list that holds a phrase.
static LISTED: LazyLock<HashMap<&str, u16, FxBuildHasher>> = LazyLock::new(|| {
    let roles = ROLES.iter().map(|(_, name)| *name);
    let names = roles.chain(["general", "other trades", "internships", "trades by themselves"]);
    let mut listed: HashMap<_, u16, _> = HashMap::default();
    for (list, name) in names.enumerate() {
        words(WORDS, name).into_iter().for_each(|phrase| *listed.entry(phrase).or_default() |= 1 << list);
    }
    listed
});

/// No phrase of the lists has more words.
const LONGEST_PHRASE: u8 = 4;

/// How much titles, skills and the headline say together.
const TITLES_SAY: f32 = 0.6;
const SKILLS_SAY: f32 = 0.3;
const HEADLINE_SAYS: f32 = 0.45;
/// A title of the last years says more about somebody than one of long ago.
const RECENT_YEARS: i16 = 4;
const RECENT_FACTOR: f32 = 1.5;
/// A share below this is noise.
const LEAST_SHARE: f32 = 0.08;
/// A title without kind counts this much for what its own skills say.
const GENERAL_TITLE: f32 = 0.7;
/// Of that, what counts for services whatever the skills.
const SERVICES_SHARE: f32 = 0.25;

/// What a title says about its holder's work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trade {
    /// Development of these kinds; none when the title does not say.
    Development(Vec<Role>),
    /// Something else.
    Other,
}

/// What a job title says.
pub(crate) fn trade(title: &str) -> Trade {
    let held = held(title);
    if held[OTHER_TRADES] > 0 {
        return Trade::Other;
    }
    let by_role = &held[..ROLES.len()];
    let longest = by_role.iter().copied().max().unwrap_or(0);
    if longest > 0 && (held[GENERAL] > 0 || longest > 1 || held[ALONE] > 0) {
        let named = ROLES.iter().zip(by_role).filter(|(_, held)| **held == longest);
        return Trade::Development(named.map(|((role, _), _)| *role).collect());
    }
    if held[GENERAL] > 0 { Trade::Development(Vec::new()) } else { Trade::Other }
}

/// The kinds of development work that a job title names, none when it says development without saying of what kind; `None`
/// for another trade.
pub fn roles_of_title(title: &str) -> Option<Vec<Role>> {
    match trade(title) {
        Trade::Development(kinds) => Some(kinds),
        Trade::Other => None,
    }
}

fn title_words(title: &str) -> Vec<String> {
    title
        .split(|c: char| {
            c.is_whitespace() || matches!(c, ',' | '(' | ')' | '/' | '|' | ':' | '–' | '—' | '&')
        })
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .flat_map(
            |word| if is_known(&word) { vec![word] } else { word.split('-').map(str::to_owned).collect() },
        )
        .collect()
}

/// Whether a word with a hyphen stands in a list of titles as it is: "front-end", but not "Java-ontwikkelaar".
fn is_known(word: &str) -> bool {
    const TITLES: u16 = (1 << (GENERAL + 1)) - 1;
    !word.contains('-') || LISTED.get(word).is_some_and(|lists| lists & TITLES != 0)
}

/// How many words the longest phrase of each list has that the title holds.
fn held(title: &str) -> [u8; LISTS] {
    let words = title_words(title);
    let mut held = [0; LISTS];
    for n in 1..=LONGEST_PHRASE {
        for phrase in words.windows(usize::from(n)) {
            let lists = match phrase {
                [word] => LISTED.get(word.as_str()),
                words => LISTED.get(words.join(" ").as_str()),
            };
            let lists = lists.copied().unwrap_or(0);
            let mine = held.iter_mut().enumerate().filter(|(list, _)| lists & (1 << list) != 0);
            mine.for_each(|(_, longest)| *longest = n);
        }
    }
    held
}

/// Whether the title is that of an internship or of training.
pub(crate) fn is_internship(title: &str) -> bool {
    held(title)[INTERNSHIPS] > 0
}

/// The shares of the roles, largest first; none for somebody of another trade.
pub(crate) fn roles(
    employment: &[Employment],
    skills: &[SkillUse],
    headline: Option<&Fact<String>>,
    index: &SkillsIndex,
    as_of: Date,
) -> Vec<RoleShare> {
    let titled: Vec<(&Employment, Vec<Role>)> = employment.iter().filter_map(developed).collect();
    let headed = headline.and_then(|fact| Some((fact, roles_of_title(&fact.value)?)));
    if titled.is_empty() && headed.is_none() {
        return Vec::new();
    }
    let used: Vec<Used<'_>> =
        skills.iter().map(|used| Used { used, roles: roles_of_skill(&used.skill, index) }).collect();
    let mut shares = Shares::default();
    let by_title = title_shares(&titled, &used, as_of);
    shares.add(&by_title, TITLES_SAY);
    shares.add(&skill_shares(&used, |_| true), SKILLS_SAY);
    if let Some((_, kinds)) = &headed {
        shares.add(&kinds.iter().map(|role| (*role, 1.0)).collect(), HEADLINE_SAYS);
    }
    shares.finish(|role, share| {
        let headline = headed.as_ref().filter(|(_, kinds)| kinds.contains(&role)).map(|(fact, _)| *fact);
        let years = title_years(&titled, role, as_of);
        RoleShare { role, share, years, evidence: evidence(&titled, &used, headline, role) }
    })
}

/// A skill use with the roles that it speaks for.
struct Used<'a> {
    used: &'a SkillUse,
    roles: Vec<(Role, f32)>,
}

/// An employment in development with the kinds that its title names.
fn developed(employment: &Employment) -> Option<(&Employment, Vec<Role>)> {
    match trade(&employment.title.as_ref()?.value) {
        Trade::Development(kinds) => Some((employment, kinds)),
        Trade::Other => None,
    }
}

/// Weights by role.
#[derive(Default)]
struct Shares(BTreeMap<Role, f32>);

impl Shares {
    /// Adds weights so that together they count `factor`.
    fn add(&mut self, weights: &BTreeMap<Role, f32>, factor: f32) {
        let sum: f32 = weights.values().sum();
        if sum > 0.0 {
            for (role, weight) in weights {
                *self.0.entry(*role).or_default() += factor * weight / sum;
            }
        }
    }

    /// The shares that are more than noise, largest first, adding up to 1.
    fn finish(mut self, share: impl Fn(Role, f32) -> RoleShare) -> Vec<RoleShare> {
        let sum: f32 = self.0.values().sum();
        self.0.retain(|_, weight| *weight >= LEAST_SHARE * sum);
        let sum: f32 = self.0.values().sum();
        let order = |role: Role| ROLES.iter().position(|(other, _)| *other == role);
        let mut found: Vec<(Role, f32)> = self.0.into_iter().collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(order(a.0).cmp(&order(b.0))));
        found.into_iter().map(|(role, weight)| share(role, weight / sum)).collect()
    }
}

/// What the titles say: months, the recent ones more; a title without kind counts for what its skills say.
fn title_shares(
    titled: &[(&Employment, Vec<Role>)],
    skills: &[Used<'_>],
    as_of: Date,
) -> BTreeMap<Role, f32> {
    let mut weights: BTreeMap<Role, f32> = BTreeMap::new();
    for (employment, kinds) in titled {
        let recent =
            employment.current || employment.end.is_some_and(|end| end.year + RECENT_YEARS >= as_of.year());
        let months = stay(employment, as_of).map_or(3.0, |range| month_count(&range));
        let weight = months * if recent { RECENT_FACTOR } else { 1.0 };
        let kinds: BTreeMap<Role, f32> = if kinds.is_empty() {
            let own = skill_shares(skills, |span| employment.span.contains(span));
            general_kinds(&own)
        } else {
            kinds.iter().map(|role| (*role, 1.0)).collect()
        };
        let sum: f32 = kinds.values().sum();
        for (role, share) in &kinds {
            *weights.entry(*role).or_default() += weight * share / sum.max(1.0);
        }
    }
    weights
}

/// What a title without kind counts for: its own skills, and services, which most such titles build.
fn general_kinds(own: &BTreeMap<Role, f32>) -> BTreeMap<Role, f32> {
    let sum: f32 = own.values().sum();
    let share = |(role, weight): (&Role, &f32)| (*role, weight / sum * (GENERAL_TITLE - SERVICES_SHARE));
    let mut kinds: BTreeMap<Role, f32> = own.iter().map(share).collect();
    *kinds.entry(Role::Backend).or_default() += SERVICES_SHARE;
    kinds
}

fn stay(employment: &Employment, as_of: Date) -> Option<Range<i32>> {
    months(employment.start?, employment.end, as_of)
}

fn month_count(range: &Range<i32>) -> f32 {
    f32::from(i16::try_from(range.len()).unwrap_or(i16::MAX))
}

/// What the skills say that are mentioned at the places asked for; those used at work say most.
fn skill_shares(skills: &[Used<'_>], at: impl Fn(Span) -> bool) -> BTreeMap<Role, f32> {
    let mut weights = BTreeMap::new();
    for Used { used, roles } in skills.iter().filter(|skill| skill.used.mentions.iter().any(|span| at(*span)))
    {
        let place = match used.place {
            SkillPlace::Work => 1.0,
            SkillPlace::Project => 0.6,
            SkillPlace::List => 0.3,
        };
        for (role, weight) in roles {
            *weights.entry(*role).or_default() += place * weight;
        }
    }
    weights
}

/// The roles that a skill speaks for, by canonical name, and how much: 1 for what is used in hardly any other work.
pub fn roles_of_skill(name: &str, index: &SkillsIndex) -> Vec<(Role, f32)> {
    let Some(skill) = index.resolve(name) else { return Vec::new() };
    match skill.category {
        Category::WebFramework | Category::Orm | Category::TaskQueue | Category::Api => {
            vec![(Role::Backend, 1.0)]
        }
        Category::Database | Category::DatabaseTool | Category::MessageBroker | Category::SearchEngine => {
            vec![(Role::Backend, 0.6)]
        }
        Category::FrontendFramework | Category::FrontendLibrary => vec![(Role::Frontend, 1.0)],
        Category::MarkupStyle => vec![(Role::Frontend, 0.5)],
        Category::DataProcessing | Category::Warehouse => vec![(Role::Data, 1.0)],
        Category::BusinessIntelligence | Category::Streaming => vec![(Role::Data, 0.6)],
        Category::MachineLearning | Category::Llm | Category::VectorStore | Category::MlTool => {
            vec![(Role::MlAi, 1.0)]
        }
        Category::DataScience => vec![(Role::MlAi, 0.4), (Role::Data, 0.3)],
        Category::Container | Category::Infrastructure | Category::Observability => vec![(Role::Devops, 0.4)],
        Category::Delivery | Category::Cloud | Category::CloudService => vec![(Role::Devops, 0.2)],
        Category::Scraping => vec![(Role::Automation, 0.8)],
        Category::Mobile => vec![(Role::Mobile, 1.0)],
        Category::Embedded => vec![(Role::Embedded, 1.0)],
        Category::Security => vec![(Role::Security, 0.4)],
        Category::Game => vec![(Role::Games, 1.0)],
        _ => Vec::new(),
    }
}

/// Years of the employments whose titles name a role.
fn title_years(titled: &[(&Employment, Vec<Role>)], role: Role, as_of: Date) -> Option<f32> {
    let named = titled.iter().filter(|(_, kinds)| kinds.contains(&role));
    let stays: Vec<Range<i32>> = named.filter_map(|(employment, _)| stay(employment, as_of)).collect();
    (!stays.is_empty()).then(|| years(union(stays)))
}

/// The words that speak for a role, in the order of the body.
fn evidence(
    titled: &[(&Employment, Vec<Role>)],
    skills: &[Used<'_>],
    headline: Option<&Fact<String>>,
    role: Role,
) -> Vec<Span> {
    let titles = titled.iter().filter(|(_, kinds)| kinds.contains(&role));
    let titles = titles.filter_map(|(employment, _)| employment.title.as_ref()?.span);
    let used = skills.iter().filter(|skill| skill.roles.iter().any(|(other, _)| *other == role));
    let mut spans: Vec<Span> = titles
        .chain(used.filter_map(|skill| skill.used.mentions.first().copied()))
        .chain(headline.and_then(|fact| fact.span))
        .collect();
    spans.sort_unstable();
    spans.dedup();
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_say_a_trade() {
        let development = |roles: &[Role]| Trade::Development(roles.to_vec());
        for (title, expected) in [
            ("Senior Backend Engineer", development(&[Role::Backend])),
            ("Data Engineer", development(&[Role::Data])),
            ("Lead Data Scientist", development(&[Role::MlAi])),
            ("Full-Stack Developer", development(&[Role::Backend, Role::Frontend])),
            ("Software Engineer", development(&[])),
            ("Softwareentwicklerin", development(&[])),
            ("SRE", development(&[Role::Devops])),
            ("Científico de datos", development(&[Role::MlAi])),
            ("HVAC Engineer", Trade::Other),
            ("Zookeeper", Trade::Other),
            ("Sales Manager", Trade::Other),
        ] {
            assert_eq!(trade(title), expected, "{title}");
        }
        assert!(is_internship("Software Engineering Intern") && !is_internship("Internal Auditor"));
    }
}
