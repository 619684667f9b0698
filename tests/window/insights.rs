//! The pool as numbers: bars are drawn, and a line leads to those it counts.

use serde_json::json;
use thirtyfour::Key;

use crate::app::{Outcome, Window, holds, with_app};

#[test]
fn insights_draw_the_pool_and_lead_to_people() {
    with_app(async |window| {
        window.click("[data-testid=samples]").await?;
        window.find("[data-testid=report]").await?;
        window.press(Key::Escape + "3").await?;
        bars_are_drawn(window).await?;
        look_at_both_themes(window).await?;
        a_line_is_a_search(window).await
    });
}

/// Every canvas has ink: a chart that failed leaves it blank.
async fn bars_are_drawn(window: &Window) -> Outcome {
    let drawn = "const all = [...document.querySelectorAll('[data-testid=insight] canvas')];
        return all.length > 5 && all.every(canvas => {
            const { width, height } = canvas;
            return width > 0 && canvas.getContext('2d').getImageData(0, 0, width, height).data.some(part => part > 0);
        })";
    window.until("every chart has bars", drawn, vec![]).await
}

async fn look_at_both_themes(window: &Window) -> Outcome {
    for theme in ["light", "dark"] {
        while window.ask("return document.documentElement.dataset.theme", vec![]).await? != json!(theme) {
            window.press("l").await?;
        }
        window.screenshot(&format!("insights-{theme}")).await?;
    }
    Ok(())
}

async fn a_line_is_a_search(window: &Window) -> Outcome {
    let line = "return [...document.querySelectorAll('[data-testid=insight] li')]
        .find(line => line.textContent.includes('Django')).textContent.trim()";
    let counted = window.ask(line, vec![]).await?;
    let counted = counted.as_str().unwrap_or_default().trim_start_matches("Django").trim().to_owned();
    window.click("[data-testid=insight] button[title=Django]").await?;
    let listed =
        "return document.querySelector('[data-testid=total]')?.textContent.includes(' of ') === true";
    window.until("the list shows those who were counted", listed, vec![]).await?;
    let total = window.texts("[data-testid=total] b").await?.concat();
    holds(total == counted, || format!("the line counts {counted}, the list has {total}"))
}
