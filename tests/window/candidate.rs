//! What stands beside the page of a candidate that is open.

use serde_json::json;

use crate::app::{Outcome, Window, holds};

/// Facts lead to their words on the page, and what is put right there can be taken back.
pub(crate) async fn facts_show_their_words(window: &Window) -> Outcome {
    window.click("[data-tab=facts]").await?;
    window.find("[data-testid=bar]").await?;
    let place = "[data-testid=entry] [data-testid=words]";
    window.click(place).await?;
    let in_view = "const mark = document.querySelector('.mark.words.now')?.getBoundingClientRect();
        const desk = document.querySelector('.scroller').getBoundingClientRect();
        return !!mark && mark.width > 10 && mark.top >= desk.top && mark.bottom <= desk.bottom";
    window.until("the words of the fact are marked in view", in_view, vec![]).await?;
    let skills = window.texts("[data-testid=skill] .name").await?;
    holds(!skills.is_empty(), || "no skill has a bar".into())?;
    let whole = "const beside = document.querySelector('.beside');
        return beside.scrollWidth <= beside.clientWidth";
    window.until("nothing beside the page is cut off", whole, vec![]).await?;
    window.click("[data-tab=signals]").await?;
    window.find("[data-testid=card]").await.map(drop)
}

/// Every tab, for somebody to look at.
pub(crate) async fn look_at_every_tab(window: &Window, theme: &str) -> Outcome {
    let tabs = window.ask(
        "return [...document.querySelectorAll('[data-testid=tab]')].map(tab => tab.dataset.tab)",
        vec![],
    );
    for tab in serde_json::from_value::<Vec<String>>(tabs.await?).unwrap_or_default() {
        window.click(&format!("[data-tab={tab}]")).await?;
        window.screenshot(&format!("candidate-{tab}-{theme}")).await?;
    }
    let selected = "return document.querySelectorAll('[data-testid=tab][aria-selected=true]').length";
    holds(window.ask(selected, vec![]).await? == json!(1), || "more than one tab is shown".into())?;
    window.click("[data-tab=signals]").await
}
