//! The whole way once: import, search, open, see the quote on the page.

use serde_json::json;
use thirtyfour::Key;

use crate::app::{Outcome, Window, holds, with_app};
use crate::candidate::{facts_show_their_words, look_at_every_tab};

#[test]
fn a_sample_pool_is_imported_searched_and_read() {
    with_app(async |window| {
        import_the_samples(window).await?;
        search_two_words(window).await?;
        open_the_first(window).await?;
        put_a_name_right(window).await?;
        see_a_quote_on_the_page(window).await?;
        see_it_in_the_text(window).await?;
        facts_show_their_words(window).await?;
        a_wrong_query_keeps_the_rows(window).await?;
        the_page_may_do_little(window).await?;
        look_at_it(window).await
    });
}

pub(crate) async fn import_the_samples(window: &Window) -> Outcome {
    window.find("[data-testid=samples]").await?;
    window.screenshot("welcome").await?;
    window.click("[data-testid=samples]").await?;
    window.find("[data-testid=report]").await?;
    window.screenshot("report").await?;
    let left_out = window.texts("[data-outcome=encrypted] .count, [data-outcome=no_text] .count").await?;
    holds(left_out == ["1", "1"], || {
        format!("one sample needs a password and one is a scan, not {left_out:?}")
    })?;
    let added = window.texts("[data-outcome=added] .count").await?;
    let total = window.texts("[data-testid=total] b").await?;
    holds(added == total && added.len() == 1, || format!("added {added:?}, listed {total:?}"))
}

pub(crate) async fn search_two_words(window: &Window) -> Outcome {
    window.press("/").await?;
    window.press("django postgres").await?;
    let answered = "const rows = document.querySelectorAll('[data-testid=row]');
        return document.querySelector('[data-testid=total]').textContent.includes(' of ')
            && rows.length > 0 && [...rows].every(row => row.querySelector('mark'))";
    window.until("every row shows the words it was found by", answered, vec![]).await?;
    let marked = window.texts("[data-testid=row] mark").await?;
    holds(marked.iter().any(|word| word.eq_ignore_ascii_case("django")), || format!("marked: {marked:?}"))
}

pub(crate) async fn open_the_first(window: &Window) -> Outcome {
    let listed = window.texts("#row-0 .name").await?;
    window.press(Key::Enter).await?;
    window.find("[data-testid=candidate-name]").await?;
    let opened = window.texts("[data-testid=candidate-name]").await?;
    holds(listed == opened, || format!("{listed:?} was listed first, {opened:?} was opened"))?;
    window.find("[data-testid=page-drawn] canvas").await?;
    window.find("[data-testid=hit]").await.map(drop)
}

/// A name is put right where it stands, and taken back.
async fn put_a_name_right(window: &Window) -> Outcome {
    let name = "[data-testid=candidate-name]";
    let before = window.texts(name).await?;
    let reads = "return document.querySelector('[data-testid=candidate-name]')?.textContent === arguments[0]";
    window.click("[data-testid=fix]").await?;
    window.find("[data-testid=fix-input]").await?;
    window.press(" the Second").await?;
    window.press(Key::Enter).await?;
    let right = format!("{} the Second", before.concat());
    window.until("the name is the right one", reads, vec![json!(right)]).await?;
    window.click("[data-testid=unfix]").await?;
    window.until("the name is as it was read", reads, vec![json!(before.concat())]).await
}

/// The quote's box lies on the page, in view, over ink.
async fn see_a_quote_on_the_page(window: &Window) -> Outcome {
    window.press(Key::Escape).await?;
    window.click("[data-signal=scale_indicators] [data-testid=quote]").await?;
    let in_view = "const mark = document.querySelector('.mark.now').getBoundingClientRect();
        const desk = document.querySelector('.scroller').getBoundingClientRect();
        return mark.width > 10 && mark.top >= desk.top && mark.bottom <= desk.bottom
            && mark.left >= desk.left && mark.right <= desk.right";
    window.until("the quote is marked in view", in_view, vec![]).await?;
    let ink = "const mark = document.querySelector('.mark.now');
        const canvas = mark.closest('[data-testid=page-drawn]').querySelector('canvas');
        const box = mark.getBoundingClientRect(), page = canvas.getBoundingClientRect();
        const scale = canvas.width / page.width;
        const pixels = canvas.getContext('2d').getImageData((box.left - page.left) * scale,
            (box.top - page.top) * scale, box.width * scale, box.height * scale).data;
        let dark = 0;
        for (let at = 0; at < pixels.length; at += 4) dark += pixels[at] + pixels[at + 1] + pixels[at + 2] < 384;
        return dark / (pixels.length / 4)";
    window.resize(1440, 900).await?;
    window.screenshot("window").await?;
    let share = window.ask(ink, vec![]).await?.as_f64().unwrap_or_default();
    holds((0.03..0.6).contains(&share), || {
        format!("{share:.3} of the marked place is ink: no line of text is there")
    })
}

/// The words under the mark are those of the quote.
async fn see_it_in_the_text(window: &Window) -> Outcome {
    window.click(".views button:last-child").await?;
    let same = "const plain = text => text.replace(/\\s+/g, ' ').trim();
        const quote = document.querySelector('[data-testid=quote][aria-current=true]');
        const marked = [...document.querySelectorAll('mark.now')].map(mark => mark.textContent).join('');
        return plain(quote.firstChild.textContent) === plain(marked)";
    window.until("the marked words are the quote", same, vec![]).await?;
    window.click(".views button:first-child").await?;
    window.find("[data-testid=page-drawn] canvas").await.map(drop)
}

async fn a_wrong_query_keeps_the_rows(window: &Window) -> Outcome {
    let before = window.texts("[data-testid=row] .name").await?;
    window.press("/").await?;
    window.press(Key::End + " (flask").await?;
    window.find("[data-testid=query-problem]").await?;
    window.screenshot("query-problem").await?;
    let after = window.texts("[data-testid=row] .name").await?;
    holds(before == after, || format!("the rows were {before:?} and are {after:?}"))?;
    window.press(Key::Escape + "/").await?;
    window.press("django postgres").await?;
    window
        .until(
            "the query reads again",
            "return !document.querySelector(arguments[0])",
            vec![json!("[data-testid=query-problem]")],
        )
        .await?;
    window.press(Key::Escape).await
}

/// A résumé that smuggled a script onto the page would find nothing there to use.
async fn the_page_may_do_little(window: &Window) -> Outcome {
    let refused = "try { eval('1'); return false } catch { return window.__TAURI__ === undefined }";
    holds(window.ask(refused, vec![]).await? == json!(true), || "the page may evaluate text".into())?;
    let frozen = "Object.prototype.candela = 1; return ({}).candela === undefined";
    holds(window.ask(frozen, vec![]).await? == json!(true), || "prototypes may be changed".into())
}

/// Pictures for somebody to look at; whatever was done before, the window is whole.
async fn look_at_it(window: &Window) -> Outcome {
    window.press("]").await?;
    for theme in ["light", "dark"] {
        while window.ask("return document.documentElement.dataset.theme", vec![]).await? != json!(theme) {
            window.press("l").await?;
        }
        for (width, height) in [(1280, 800), (1600, 1000), (1440, 900)] {
            window.resize(width, height).await?;
            window.screenshot(&format!("window-{theme}-{width}")).await?;
        }
        look_at_every_tab(window, theme).await?;
    }
    let whole = "return document.scrollingElement.scrollTop === 0 && !document.querySelector('.notice')
        && document.querySelector('[data-testid=page-drawn] canvas') !== null";
    holds(window.ask(whole, vec![]).await? == json!(true), || {
        "the page slipped, or is no longer drawn".into()
    })
}
