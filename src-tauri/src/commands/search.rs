//! The list, the search, and what helps with queries.

use candela_pool::CandidateId;
use tauri::State;

use super::aside;
use crate::desk::Desk;
use crate::wire::{
    Answer, Completion, Place, QueryEdit, QueryView, SavedSearch, SearchAnswer, SearchRequest,
};
use crate::{list, query};

/// How many past searches are shown.
const PAST_SEARCHES: usize = 30;

/// Some rows of the candidates that match; of all, without a query.
#[tauri::command]
pub(crate) async fn search_candidates(desk: State<'_, Desk>, request: SearchRequest) -> Answer<SearchAnswer> {
    let desk = desk.inner().clone();
    aside(move || list::search(&*desk.pool()?, &request, &desk.clock())).await
}

/// Keeps where the recruiter is in the list; the next answer about the pool's lock tells it.
#[tauri::command]
pub(crate) async fn keep_place(desk: State<'_, Desk>, place: Place) -> Answer<()> {
    let desk = desk.inner().clone();
    aside(move || Ok(desk.pool()?.keep_place(&place.into())?)).await
}

/// The numbers of all candidates that match, in the order of the list.
#[tauri::command]
pub(crate) async fn found_candidates(desk: State<'_, Desk>, query: String) -> Answer<Vec<u32>> {
    let desk = desk.inner().clone();
    aside(move || {
        let found = desk.pool()?.found(&query, &desk.clock())?;
        Ok(found.into_iter().map(list::number).collect())
    })
    .await
}

/// A query as chips.
#[tauri::command]
pub(crate) async fn view_query(text: String) -> Answer<QueryView> {
    Ok(query::view(&text)?)
}

/// A query with a change made to it by mouse.
#[tauri::command]
pub(crate) async fn edit_query(text: String, edit: QueryEdit) -> Answer<QueryView> {
    Ok(query::edited(&text, edit)?)
}

/// What could stand at the cursor, counted in UTF-16 units.
#[tauri::command]
pub(crate) async fn complete_query(desk: State<'_, Desk>, typed: String, cursor: u32) -> Answer<Completion> {
    let desk = desk.inner().clone();
    aside(move || query::completion(&*desk.pool()?, &typed, cursor, &desk.clock())).await
}

/// The query for others like a candidate, by skills and work.
#[tauri::command]
pub(crate) async fn more_like(desk: State<'_, Desk>, id: u32) -> Answer<String> {
    let desk = desk.inner().clone();
    aside(move || Ok(desk.pool()?.more_like(CandidateId(id.into()))?.to_string())).await
}

/// The saved searches by name, with how much is new in each.
#[tauri::command]
pub(crate) async fn saved_searches(desk: State<'_, Desk>) -> Answer<Vec<SavedSearch>> {
    let desk = desk.inner().clone();
    aside(move || query::saved(&*desk.pool()?, &desk.clock())).await
}

/// Keeps a query under a name, in the place of another one of that name.
#[tauri::command]
pub(crate) async fn save_search(
    desk: State<'_, Desk>,
    name: String,
    query: String,
) -> Answer<Vec<SavedSearch>> {
    let desk = desk.inner().clone();
    aside(move || {
        let pool = desk.pool()?;
        pool.save_search(&name, &query)?;
        query::saved(&pool, &desk.clock())
    })
    .await
}

/// Says that the results of a saved search are on the screen: nothing in them is new any more.
#[tauri::command]
pub(crate) async fn look_at_saved_search(desk: State<'_, Desk>, id: u32) -> Answer<Vec<SavedSearch>> {
    let desk = desk.inner().clone();
    aside(move || {
        let pool = desk.pool()?;
        pool.look_at_saved_search(query::saved_id(id))?;
        query::saved(&pool, &desk.clock())
    })
    .await
}

/// Forgets a saved search.
#[tauri::command]
pub(crate) async fn remove_saved_search(desk: State<'_, Desk>, id: u32) -> Answer<Vec<SavedSearch>> {
    let desk = desk.inner().clone();
    aside(move || {
        let pool = desk.pool()?;
        pool.remove_saved_search(query::saved_id(id))?;
        query::saved(&pool, &desk.clock())
    })
    .await
}

/// Remembers a query that somebody has finished typing, and gives the last ones, newest first.
#[tauri::command]
pub(crate) async fn remember_search(desk: State<'_, Desk>, query: String) -> Answer<Vec<String>> {
    let desk = desk.inner().clone();
    aside(move || {
        let pool = desk.pool()?;
        pool.remember_search(&query, desk.now())?;
        pool.log_asked(&query, &desk.author(), &desk.clock())?;
        Ok(pool.past_searches(PAST_SEARCHES)?)
    })
    .await
}

/// The last queries, newest first.
#[tauri::command]
pub(crate) async fn past_searches(desk: State<'_, Desk>) -> Answer<Vec<String>> {
    let desk = desk.inner().clone();
    aside(move || Ok(desk.pool()?.past_searches(PAST_SEARCHES)?)).await
}

/// Forgets the last queries.
#[tauri::command]
pub(crate) async fn forget_searches(desk: State<'_, Desk>) -> Answer<()> {
    let desk = desk.inner().clone();
    aside(move || Ok(desk.pool()?.forget_searches()?)).await
}
