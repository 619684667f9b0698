//! Candidates side by side: chosen in the list, decided about where they stand.

use serde_json::json;
use thirtyfour::Key;

use crate::app::{Outcome, Window, holds, with_app};

#[test]
fn selected_candidates_stand_side_by_side() {
    with_app(async |window| {
        window.click("[data-testid=samples]").await?;
        window.find("[data-testid=report]").await?;
        window.press(Key::Escape + "2").await?;
        keep_a_role(window).await?;
        compare_three(window).await?;
        look_at_both_themes(window).await?;
        decide_there(window).await?;
        leave_out_and_return(window).await?;
        nobody_has_a_name_in_blind_mode(window).await
    });
}

async fn keep_a_role(window: &Window) -> Outcome {
    window.click("[data-testid=from-advert]").await?;
    let paste = "const field = document.querySelector('[data-testid=advert-input]');
        field.value = arguments[0]; field.dispatchEvent(new Event('input', { bubbles: true }));";
    window.find("[data-testid=advert-input]").await?;
    let advert = "Backend Developer, Lyon\n\nWhat you bring:\n- at least 3 years of Python\n- Django\n- PostgreSQL\n\n\
        Nice to have:\n- Kubernetes\n";
    window.ask(paste, vec![json!(advert)]).await?;
    window.click("[data-testid=draft-now]").await?;
    window.click("[data-testid=save-role]").await?;
    window.find("[data-testid=role-item]").await?;
    window.press(Key::Escape).await?;
    window.press("1").await
}

async fn compare_three(window: &Window) -> Outcome {
    window.find("[data-testid=row]").await?;
    window.press(Key::Escape).await?;
    window.press(Key::Home + "xjxjx").await?;
    window.find("[data-testid=selection]").await?;
    window.press("c").await?;
    let stands = "return document.querySelectorAll('[data-testid=compared]').length === 3
        && [...document.querySelectorAll('[data-testid=compare-row]')].some(row => row.textContent.includes('Python'))";
    window.until("three stand side by side, held against the role", stands, vec![]).await
}

async fn look_at_both_themes(window: &Window) -> Outcome {
    for theme in ["dark", "light"] {
        while window.ask("return document.documentElement.dataset.theme", vec![]).await? != json!(theme) {
            window.press("l").await?;
        }
        window.screenshot(&format!("compare-{theme}")).await?;
    }
    Ok(())
}

async fn decide_there(window: &Window) -> Outcome {
    window.press("jr").await?;
    decided(window, &["undecided", "reject", "undecided"]).await?;
    window.press("u").await?;
    decided(window, &["undecided", "undecided", "undecided"]).await?;
    window.press("s").await?;
    decided(window, &["undecided", "shortlist", "undecided"]).await
}

async fn decided(window: &Window, expected: &[&str]) -> Outcome {
    let are = "const all = [...document.querySelectorAll('[data-testid=compared] [data-decision]')];
        return JSON.stringify(all.map(one => one.dataset.decision)) === JSON.stringify(arguments[0])";
    window.until(&format!("the decisions are {expected:?}"), are, vec![json!(expected)]).await
}

async fn leave_out_and_return(window: &Window) -> Outcome {
    window.press("x").await?;
    decided(window, &["undecided", "undecided"]).await?;
    window.press(Key::Escape).await?;
    window.find("[data-testid=selection]").await?;
    let shown = "return document.querySelector('#row-1 [data-decision]')?.dataset.decision === 'shortlist'";
    window.until("the list shows what was decided", shown, vec![]).await
}

async fn nobody_has_a_name_in_blind_mode(window: &Window) -> Outcome {
    let names = window.texts("[data-testid=row] .name").await?;
    window.press("b").await?;
    window.find("[data-testid=blind]").await?;
    window.find("[data-testid=row]").await?;
    window.press(Key::Home + "xjxc").await?;
    decided(window, &["undecided", "shortlist"]).await?;
    let page = window.texts("body").await?.concat();
    let told: Vec<_> = names.iter().filter(|name| page.contains(name.as_str())).collect();
    holds(told.is_empty(), || format!("blind mode tells {told:?}"))
}
