//! Where somebody lives, held against where the work is. It stands aside: it moves nobody up or down.

use candela_profile::{Place, is_same_city};

use super::{FitLine, FitOutcome, Judged, Need, Resume};
use crate::fold::fold;
use crate::role::PlaceAsk;

/// The line; `None` when the work can be done from anywhere.
pub(super) fn line(asked: &PlaceAsk, resume: &Resume<'_>) -> Option<FitLine> {
    let is_anywhere =
        asked.city.is_none() && asked.country.is_none() || asked.remote && asked.country.is_none();
    if is_anywhere {
        return None;
    }
    let nowhere = Place::default();
    let lives = resume.profile.place.as_ref().unwrap_or(&nowhere);
    let found = resume.profile.location.as_ref().map_or("no place", |place| &place.value);
    let (outcome, sentence) = judge(asked, lives);
    let evidence = resume.profile.location.iter().filter_map(|place| place.span).collect();
    let judged = Judged { outcome, found: found.to_owned(), sentence: sentence.to_owned(), evidence };
    Some(judged.line(Need::Aside, asked.in_words()))
}

fn judge(asked: &PlaceAsk, lives: &Place) -> (FitOutcome, &'static str) {
    let is_same_city = match (&asked.city, &lives.city) {
        (Some(asked), Some(lives)) => is_same_city(asked, lives) || plain(asked) == plain(lives),
        _ => false,
    };
    let country = asked.country.clone().or_else(|| country_of(asked.city.as_deref()?));
    match (&country, &lives.country) {
        (Some(asked), Some(lives)) if asked != lives => (
            FitOutcome::Fail,
            "The résumé names another country; whether they would move is for them to say.",
        ),
        _ if is_same_city => (FitOutcome::Pass, "They live there."),
        (Some(_), Some(_)) if asked.remote || asked.city.is_none() => {
            (FitOutcome::Pass, "They live in the country.")
        }
        (Some(_), Some(_)) => (
            FitOutcome::Unknown,
            "They live elsewhere in the country; ask whether they would move or travel.",
        ),
        _ => (FitOutcome::Unknown, "The résumé does not say where they live, or not plainly enough."),
    }
}

fn plain(city: &str) -> String {
    fold(city).to_lowercase()
}

fn country_of(city: &str) -> Option<String> {
    candela_profile::place(city).country
}
