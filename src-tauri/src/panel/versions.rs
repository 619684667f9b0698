//! The résumés of a candidate, and who may be the same person, in the wire's words.

use candela_pool::{CandidateId, CandidateRow, Pool, SameBecause, SamePerson, Version};

use crate::error::Failure;
use crate::list::{file_name, number};
use crate::panel::facts::contact_value;
use crate::wire;

/// Every résumé of a candidate, and who else may be them.
pub(crate) fn versions(pool: &Pool, id: CandidateId) -> Result<wire::Versions, Failure> {
    let offers = pool.same_people()?.into_iter().filter_map(|same| offer(same, id)).collect();
    Ok(wire::Versions { versions: pool.versions(id)?.into_iter().map(version).collect(), offers })
}

fn version(version: Version) -> wire::Version {
    let Version { candidate, path, modified, imported, profile } = version;
    let newest = profile.employment.first().map(|job| {
        let parts = [job.title.as_ref(), job.company.as_ref()];
        parts.into_iter().flatten().map(|fact| fact.value.as_str()).collect::<Vec<_>>().join(", ")
    });
    wire::Version {
        candidate: number(candidate),
        file: file_name(&path),
        path: path.display().to_string(),
        modified: modified.map(|date| date.to_string()),
        imported: imported.to_string(),
        name: profile.name.map(|fact| fact.value),
        headline: profile.headline.map(|fact| fact.value),
        place: profile.location.map(|fact| fact.value),
        years: profile.years_experience,
        newest: newest.filter(|newest| !newest.is_empty()),
        skills: profile.skills.into_iter().map(|used| used.skill).collect(),
    }
}

/// The other of two who may be one person; nothing when the candidate is neither.
fn offer(same: SamePerson, id: CandidateId) -> Option<wire::SameOffer> {
    let SamePerson { one, other, because } = same;
    let other = match (one.id == id, other.id == id) {
        (true, _) => other,
        (_, true) => one,
        _ => return None,
    };
    let CandidateRow { id, name, headline, location, path, .. } = other;
    Some(wire::SameOffer {
        id: number(id),
        name: name.unwrap_or_else(|| file_name(&path)),
        headline,
        place: location,
        because: because.iter().map(reason).collect(),
    })
}

fn reason(because: &SameBecause) -> wire::SameBecause {
    match because {
        SameBecause::Contact { contact } => wire::SameBecause::Contact { contact: contact_value(contact) },
        SameBecause::Text { common } => wire::SameBecause::Text { common: *common },
    }
}
