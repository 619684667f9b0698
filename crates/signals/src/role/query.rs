//! A profile as a search for people like it.

use candela_profile::LevelStep;
use candela_skills::SkillsIndex;

use super::kinds::level_years;
use super::{LastUse, RoleProfile, SkillAsk};

/// A query of the search language that asks for the must-haves and ranks by the nice-to-haves. It is empty when the profile
/// asks for nothing that can be searched; a place is left out, because it must not decide who is seen.
pub fn similar(role: &RoleProfile, skills: &SkillsIndex) -> String {
    let least = [role.years, role.level.filter(|level| *level > LevelStep::Junior).map(level_years)];
    let years = least.into_iter().flatten().reduce(f32::max).filter(|years| *years > 0.0);
    let musts = role.must.iter().filter_map(|ask| asked(ask, skills));
    let nices = role.nice.iter().filter_map(|ask| asked(ask, skills)).map(|query| format!("%{query}"));
    let years = years.map(|years| format!("years:>={years}"));
    musts.chain(years).chain(nices).collect::<Vec<_>>().join(" ")
}

/// One ask; `None` when none of its skills is known.
fn asked(ask: &SkillAsk, skills: &SkillsIndex) -> Option<String> {
    let known = ask.any.iter().filter_map(|name| skills.resolve(name));
    let each: Vec<String> = known.map(|skill| one(&skill.name, ask)).collect();
    match each.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        several => Some(format!("({})", several.join(" OR "))),
    }
}

fn one(name: &str, ask: &SkillAsk) -> String {
    let years = ask.years.filter(|years| *years > 0.0).map(|years| format!(">={years}y")).unwrap_or_default();
    // "Within the last years" has no day in a query that is kept; the fit itself looks at it.
    let since = match ask.last_used {
        Some(LastUse::Since(year)) => format!("@{year}.."),
        Some(LastUse::WithinYears(_)) | None => String::new(),
    };
    format!("skill:\"{name}\"{years}{since}")
}

#[cfg(test)]
mod tests {
    use super::super::read_role;
    use super::*;

    #[test]
    fn a_profile_becomes_a_search() {
        for (file, expected) in [
            ("must = [\"k8s\"]", "skill:\"Kubernetes\""),
            (
                "must = [{ any = [\"Django\", \"FastAPI\"], years = 3 }]",
                "(skill:\"Django\">=3y OR skill:\"FastAPI\">=3y)",
            ),
            (
                "must = [{ skill = \"Go\", since = 2023 }]\nyears = 2\nlevel = \"senior\"",
                "skill:\"Go\"@2023.. years:>=5",
            ),
            ("nice = [\"Kafka\", \"Basketry\"]", "%skill:\"Apache Kafka\""),
            ("must = [{ any = [\"Django\", \"Basketry\"] }]", "skill:\"Django\""),
            ("place = { city = \"Berlin\" }", ""),
        ] {
            let (role, faults) = read_role("role.toml", &format!("title = \"t\"\n{file}"));
            assert!(faults.is_empty(), "{faults:?}");
            assert_eq!(similar(&role, SkillsIndex::bundled()), expected, "{file}");
        }
    }
}
