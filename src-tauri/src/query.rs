//! Queries in the wire's words: chips, facets, completion, saved searches.

use candela_pool::{Pool, SavedSearchId};
use candela_resumes as resumes;
use candela_resumes::Query;

use crate::error::Failure;
use crate::marks::utf16_offset;
use crate::report::count;
use crate::wire;

/// A query as it was typed, with its chips.
pub(crate) fn view(text: &str) -> Result<wire::QueryView, Failure> {
    let query = parsed(text)?;
    Ok(wire::QueryView { text: text.to_owned(), chips: chips(&query, text) })
}

/// A query with a change made to it.
pub(crate) fn edited(text: &str, edit: wire::QueryEdit) -> Result<wire::QueryView, Failure> {
    let edit = edit_of(edit);
    let changed =
        parsed(text)?.edited(&edit).map_err(|error| Failure::Query { text: added(&edit), error })?;
    view(&changed.to_string())
}

fn parsed(text: &str) -> Result<Query, Failure> {
    Query::parse(text).map_err(|error| Failure::Query { text: text.to_owned(), error })
}

/// What was typed of a change.
fn added(edit: &resumes::Edit) -> String {
    match edit {
        resumes::Edit::Add { text } => text.clone(),
        resumes::Edit::Choose { clause, .. } => clause.clone(),
        _ => String::new(),
    }
}

fn edit_of(edit: wire::QueryEdit) -> resumes::Edit {
    let at = |number: u32| number as usize;
    match edit {
        wire::QueryEdit::Add { text } => resumes::Edit::Add { text },
        wire::QueryEdit::Remove { chip } => resumes::Edit::Remove { chip: at(chip) },
        wire::QueryEdit::RemoveAlternative { chip, alternative } => {
            resumes::Edit::RemoveAlternative { chip: at(chip), alternative: at(alternative) }
        }
        wire::QueryEdit::Sign { chip, sign } => resumes::Edit::Sign { chip: at(chip), sign: sign_of(sign) },
        wire::QueryEdit::Or { chips } => resumes::Edit::Or { chips: chips.into_iter().map(at).collect() },
        wire::QueryEdit::Apart { chip } => resumes::Edit::Apart { chip: at(chip) },
        wire::QueryEdit::Choose { clause, choice } => {
            let choice = match choice {
                wire::Choice::Open => resumes::Choice::Open,
                wire::Choice::Asked => resumes::Choice::Asked,
                wire::Choice::Excluded => resumes::Choice::Excluded,
            };
            resumes::Edit::Choose { clause, choice }
        }
    }
}

fn sign_of(sign: wire::Sign) -> resumes::Sign {
    match sign {
        wire::Sign::Asked => resumes::Sign::Asked,
        wire::Sign::Excluded => resumes::Sign::Excluded,
        wire::Sign::Strong => resumes::Sign::Strong,
        wire::Sign::Weak => resumes::Sign::Weak,
    }
}

/// The chips of a query that was typed so.
pub(crate) fn chips(query: &Query, typed: &str) -> Vec<wire::Chip> {
    let chip = |chip: resumes::Chip| wire::Chip {
        start: utf16_offset(typed, chip.at.start),
        end: utf16_offset(typed, chip.at.end),
        sign: match chip.sign {
            resumes::Sign::Asked => wire::Sign::Asked,
            resumes::Sign::Excluded => wire::Sign::Excluded,
            resumes::Sign::Strong => wire::Sign::Strong,
            resumes::Sign::Weak => wire::Sign::Weak,
        },
        text: chip.text,
        alternatives: chip.alternatives,
        facet: chip.facet.map(facet_name),
    };
    query.chips().into_iter().map(chip).collect()
}

fn facet_name(facet: resumes::Facet) -> wire::FacetName {
    match facet {
        resumes::Facet::Skill => wire::FacetName::Skill,
        resumes::Facet::Role => wire::FacetName::Role,
        resumes::Facet::Level => wire::FacetName::Level,
        resumes::Facet::Years => wire::FacetName::Years,
        resumes::Facet::City => wire::FacetName::City,
        resumes::Facet::Flag => wire::FacetName::Flag,
        resumes::Facet::Decision => wire::FacetName::Decision,
        resumes::Facet::Tag => wire::FacetName::Tag,
        resumes::Facet::Folder => wire::FacetName::Folder,
        resumes::Facet::Imported => wire::FacetName::Imported,
        resumes::Facet::Has => wire::FacetName::Has,
        resumes::Facet::Language => wire::FacetName::Lang,
    }
}

/// The numbers beside the list.
pub(crate) fn facets(facets: resumes::Facets) -> Vec<wire::FacetGroup> {
    let value = |tally: resumes::Tally| wire::FacetValue {
        label: tally.value,
        clause: tally.clause,
        count: u32::try_from(tally.count).unwrap_or(u32::MAX),
        choice: match tally.chosen {
            resumes::Choice::Open => wire::Choice::Open,
            resumes::Choice::Asked => wire::Choice::Asked,
            resumes::Choice::Excluded => wire::Choice::Excluded,
        },
    };
    let group = |counts: resumes::FacetCounts| wire::FacetGroup {
        name: facet_name(counts.facet),
        values: counts.values.into_iter().map(value).collect(),
    };
    facets.into_iter().map(group).collect()
}

/// What could stand at the cursor, which is counted as the page counts.
pub(crate) fn completion(
    pool: &Pool,
    typed: &str,
    cursor: u32,
    now: &jiff::Zoned,
) -> Result<wire::Completion, Failure> {
    let completion = pool.complete(typed, byte_offset(typed, cursor), now)?;
    let offer = |offer: resumes::Offer| wire::Offer {
        text: offer.text,
        label: offer.label,
        facet: offer.facet.map(facet_name),
        count: offer.count.map(|count| u32::try_from(count).unwrap_or(u32::MAX)),
        through: offer.through,
    };
    Ok(wire::Completion {
        start: utf16_offset(typed, completion.at.start),
        end: utf16_offset(typed, completion.at.end),
        offers: completion.offers.into_iter().map(offer).collect(),
    })
}

/// The byte before which so many UTF-16 units stand.
fn byte_offset(text: &str, utf16: u32) -> usize {
    let mut left = utf16 as usize;
    for (at, character) in text.char_indices() {
        if left < character.len_utf16() {
            return at;
        }
        left -= character.len_utf16();
    }
    text.len()
}

/// The saved searches by name.
pub(crate) fn saved(pool: &Pool, now: &jiff::Zoned) -> Result<Vec<wire::SavedSearch>, Failure> {
    let saved = pool.saved_searches(now)?.into_iter();
    let row = |saved: candela_pool::SavedSearch| wire::SavedSearch {
        id: u32::try_from(saved.id.0).expect("nobody saves four milliard searches"),
        name: saved.name,
        query: saved.query,
        total: count(saved.total),
        new: count(saved.new),
    };
    Ok(saved.map(row).collect())
}

/// The number of a saved search in the pool.
pub(crate) fn saved_id(id: u32) -> SavedSearchId {
    SavedSearchId(id.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chips_stand_where_the_page_counts() {
        let view = view("größe -(🕯x OR b)").unwrap();
        let places: Vec<_> = view.chips.iter().map(|chip| (chip.start, chip.end, chip.sign)).collect();
        assert_eq!(places, [(0, 5, wire::Sign::Asked), (8, 16, wire::Sign::Excluded)]);
        assert_eq!(view.chips[1].alternatives, ["🕯x", "b"]);
    }

    #[test]
    fn a_change_gives_the_text_and_its_chips() {
        let choose = wire::QueryEdit::Choose { clause: "role:data".to_owned(), choice: wire::Choice::Asked };
        let view = edited("django  AND role:backend", choose).unwrap();
        assert_eq!(view.text, "django (role:backend OR role:data)");
        assert_eq!(view.chips[1].facet, Some(wire::FacetName::Role));
        assert!(edited("django", wire::QueryEdit::Add { text: "(".to_owned() }).is_err());
    }

    #[test]
    fn the_cursor_is_counted_as_the_page_counts() {
        let text = "ü🕯k";
        assert_eq!([0, 1, 2, 3, 4, 9].map(|cursor| byte_offset(text, cursor)), [0, 2, 2, 6, 7, 7]);
    }
}
