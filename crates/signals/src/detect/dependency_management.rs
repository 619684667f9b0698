//! Packages and their versions kept in hand.
//!
//! Flagged: "pinned all transitive dependencies with pip-tools", "automated dependency updates with Renovate", lock files.
//! Not: dependencies in a project plan, poetry that rhymes. It is a small habit that tells a lot about the others.

use std::sync::LazyLock;

use crate::cues::Cues;
use crate::engine::Finding;
use crate::reading::{Reading, Sentence};
use crate::tools::Purpose;

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    reading.work().filter(|sentence| CUES.ruled_out(sentence).is_none()).filter_map(finding).collect()
}

fn finding(sentence: &Sentence) -> Option<Finding> {
    let names = sentence.names_for(Purpose::Dependencies);
    let named =
        || (!names.is_empty()).then(|| Finding::at(sentence.span, 1, format!("{names} in work done")));
    CUES.finding(sentence, 2).or_else(named)
}

pub(super) static CUES: LazyLock<Cues> =
    LazyLock::new(|| Cues::new("packages and versions kept in hand", TELLS).but(BUT));

const TELLS: &str = concat!(
    r"\bnpm audit\b|\b(?:upgrad|updat|bump)(?:ed|ing) (?:all |over )?\d+ (?:[\w-]+ )?packages\b|\b(?:artifactory|nexus|verdaccio|devpi)\b[ -~]{0,50}\b(?:packages?|wheels?|artefacts?|artifacts?)\b|\b(?:packages?|wheels?)\b[ -~]{0,40}\b(?:artifactory|nexus|verdaccio|devpi)\b|",
    r"\b(?:introduc\w+|mov\w+ to|switch\w+ to|migrat\w+ to|adopt\w+|roll\w+ out) (?:poetry|uv|pdm|pipenv|pnpm|conda-lock|pip-tools)\b|\b(?:poetry|uv|conda)\b[ -~]{0,30}\b(?:services|repositories|packages|lock\w*|environments?)\b|\bcentral package management\b|\bversion catalog(?:ue)?s?\b|\benvironments? (?:locked|pinned)\b|",
    r"\b(?:lock[- ]?files?|pinn(?:ed|ing) (?:\w+ ){0,4}(?:dependenc\w+|versions?|packages|requirements)|pip-?tools|pip-compile|uv\.lock|poetry\.lock|package-lock|go\.sum|cargo\.lock|dependency (?:updates?|upgrades?|management|graph|pinning|hygiene|audits?|bumps?)|(?:update|upgrade|audit|manage|bump|pin|lock)(?:d|ed|s|ing)? (?:\w+ ){0,3}(?:third[- ]party|transitive|outdated|vulnerable|python|npm|java|package)? ?dependencies|outdated (?:packages|dependencies)|(?:transitive|vulnerable|third[- ]party) dependenc\w+|virtual ?env(?:ironment)?s?|reproducible (?:builds?|environments?)|hash(?:ed)? requirements|internal (?:package )?(?:index|registry)|private (?:package |npm |pypi )?(?:index|registry|pypi)|renovate|dependabot|software bill of materials|SBOMs?|pyproject(?:\.toml)?|semantic versioning)\b",
    r"|\b(?:abhangigkeiten (?:\w+ ){0,3}(?:aktualisiert|gepinnt|verwaltet|gepflegt)|abhangigkeitsverwaltung|paketverwaltung|reproduzierbare\w* builds?|gestion des dependances|mises? a jour des dependances|environnements? virtuels?|gestion de dependencias|actualizacion de dependencias|entornos? virtuales|gestao de dependencias|atualizacao de dependencias|ambientes? virtua(?:l|is)|afhankelijkheden (?:\w+ ){0,3}(?:bijgewerkt|vastgezet|beheerd)|gestione (?:delle )?dipendenze|aggiornamento (?:delle )?dipendenze|ambienti virtuali)\b",
);

const BUT: &str = r"\b(?:poetry (?:editor|magazine|anthology|night|festival|workshop|reading|slam|evening|class|club|prize|collection)|project plan|between (?:the )?teams|critical path|gantt|drug|alcohol|substance|yearbook|renovated? (?:a |the )?(?:house|flat|kitchen|building|offices?))\b";

#[cfg(test)]
mod tests {
    use super::super::tests::{check_fires, check_silent};

    const ID: &str = "dependency_management";

    #[test]
    fn kept_packages_are_flagged() {
        check_fires(
            ID,
            &[
                "Automated dependency updates with Renovate and cleared 12 security advisories",
                "Packaged the shared libraries with Poetry and published them to an internal index",
                "Pinned all transitive dependencies with pip-tools for reproducible builds",
                "Moved 14 repositories from requirements.txt to uv with lock files",
                "Set up Dependabot for 40 repositories",
                "Updated vulnerable dependencies every week",
                "Migrated the monorepo to pnpm workspaces",
                "Abhängigkeiten wöchentlich aktualisiert und gepflegt",
                "Mise en place de la gestion des dépendances",
                "Actualización de dependencias y creación de entornos virtuales",
            ],
        );
    }

    #[test]
    fn other_dependencies_are_not() {
        check_silent(
            ID,
            &[
                "Ran the poetry workshop and edited the yearbook",
                "Tracked dependencies between teams in the project plan",
                "Renovated a house in Porto",
                "Worked with people in alcohol dependency",
                "Skills: Poetry, pip-tools, Renovate",
                "Want to learn Poetry",
                "No experience with Poetry",
                "The platform team introduced Renovate",
                "",
            ],
        );
    }
}
