//! A team's pool in the window, over a real PostgreSQL: one sits before the window, a colleague works by the command elsewhere.

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::app::{Outcome, Window, built, holds, with_environment};
use crate::cluster::{Cluster, QUICK};
use crate::person::{Person, people};

/// How long what a colleague did may take until it is on the screen.
const SECONDS: Duration = Duration::from_secs(5);

#[test]
fn a_team_decides_together_and_goes_on_without_its_server() {
    let home = tempfile::tempdir().unwrap();
    let mut server = Cluster::start(QUICK);
    let [ann, noor] = people(&built("candela"), home.path(), &server);
    ann.says(&["pool", "create"]);
    ann.says(&["pool", "admit", "noor", "recruiter"]);
    ann.says(&["import", "--sample"]);
    let password = noor.password_file();
    let environment = [("USER", "noor".as_ref()), ("CANDELA_TEAM_PASSWORD_FILE", password.as_os_str())];
    with_environment(Path::new(&noor.address()), &noor.home, &environment, async |window| {
        everybody_comes(window).await?;
        what_is_decided_here_is_told(window, &ann).await?;
        what_a_colleague_decides_appears(window, &ann).await?;
        who_is_second_chooses(window, &ann, &server).await?;
        the_server_goes_and_comes(window, &ann, &mut server).await
    });
}

/// Somebody of the list as ann's folder has them.
struct Known {
    id: String,
    decision: String,
}

/// The candidate of a row, by name, where ann is.
async fn at_anns(window: &Window, ann: &Person, row: usize) -> Outcome<Known> {
    let name = window.texts(&format!("#row-{row} .name")).await?.concat();
    let listed: Vec<Value> =
        ann.says(&["list", "--json"]).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let found = listed.iter().find(|listed| listed["name"] == name);
    let found = found.ok_or_else(|| format!("ann knows nobody called `{name}`"))?;
    Ok(Known { id: found["id"].to_string(), decision: found["decision"].as_str().unwrap().to_owned() })
}

/// Waits until ann knows of a decision.
async fn ann_hears(window: &Window, ann: &Person, row: usize, decision: &str) -> Outcome {
    let asked = Instant::now();
    loop {
        let known = at_anns(window, ann, row).await?;
        if known.decision == decision {
            return Ok(());
        }
        holds(asked.elapsed() < Duration::from_secs(20), || {
            format!("ann was told `{decision}` in vain; she knows of `{}`", known.decision)
        })?;
    }
}

async fn row_says(window: &Window, row: usize, decision: &str) -> Outcome {
    let says = "return document.querySelector(`#row-${arguments[0]} [data-decision]`)?.dataset.decision === arguments[1]";
    window.until(&format!("row {row} says {decision}"), says, vec![json!(row), json!(decision)]).await
}

async fn foot_says(window: &Window, words: &str) -> Outcome {
    let says =
        "return document.querySelector('[data-testid=team]')?.textContent.includes(arguments[0]) ?? false";
    window.until(&format!("the foot says `{words}`"), says, vec![json!(words)]).await
}

/// Decides on the candidate of a row by keys.
async fn decide(window: &Window, row: usize, key: &str) -> Outcome {
    window.click(&format!("#row-{row}")).await?;
    let open = "return document.querySelector('[data-testid=candidate-name]')?.textContent
        === document.querySelector(`#row-${arguments[0]} .name`).textContent";
    window.until("they are open", open, vec![json!(row)]).await?;
    window.press(key).await
}

async fn everybody_comes(window: &Window) -> Outcome {
    window.find("[data-testid=row]").await?;
    let all = "return document.querySelector('[data-testid=total] b')?.textContent === '13'";
    window.until("everybody whom the team has is listed", all, vec![]).await?;
    foot_says(window, "Team: connected").await?;
    window.screenshot("team-first").await
}

async fn what_is_decided_here_is_told(window: &Window, ann: &Person) -> Outcome {
    decide(window, 0, "s").await?;
    row_says(window, 0, "shortlist").await?;
    ann_hears(window, ann, 0, "shortlist").await
}

/// On the same candidate, whom the colleague knows to be decided on.
async fn what_a_colleague_decides_appears(window: &Window, ann: &Person) -> Outcome {
    let Known { id, .. } = at_anns(window, ann, 0).await?;
    ann.says(&["decide", &id, "reject", "--reason", "on the phone"]);
    let told = Instant::now();
    row_says(window, 0, "reject").await?;
    let took = told.elapsed();
    holds(took < SECONDS, || format!("it took {took:?} until it was on the screen"))
}

/// The window is cut off, so that both decide without knowing of each other; then the colleague was first.
async fn who_is_second_chooses(window: &Window, ann: &Person, server: &Cluster) -> Outcome {
    cut_off(server, "noor");
    foot_says(window, "cannot be reached").await?;
    decide(window, 1, "s").await?;
    decide(window, 2, "s").await?;
    foot_says(window, "2 changes wait").await?;
    for row in [1, 2] {
        let Known { id, .. } = at_anns(window, ann, row).await?;
        ann.says(&["decide", &id, "reject"]);
    }
    administer(server, "ALTER ROLE noor CONNECTION LIMIT -1");
    foot_says(window, "2 decisions to choose").await?;
    row_says(window, 1, "reject").await?;
    row_says(window, 2, "reject").await?;
    window.click("[data-testid=team]").await?;
    window.find("[data-testid=team-conflict]").await?;
    window.screenshot_in_both_themes("team-conflicts").await?;

    let names = window.texts("[data-testid=team-conflict] b").await?;
    let listed = [window.texts("#row-1 .name").await?, window.texts("#row-2 .name").await?].concat();
    holds(names.len() == 2 && listed.iter().all(|name| names.contains(name)), || {
        format!("{listed:?} are to be chosen, {names:?} are shown")
    })?;
    // The first of the dialog stays as she said, the second as here.
    let first = if names[0] == listed[0] { 1 } else { 2 };
    window.click("[data-testid=team-conflict]:nth-child(1) [data-testid=keep-theirs]").await?;
    let left = "return document.querySelectorAll('[data-testid=team-conflict]').length === arguments[0]";
    window.until("one is left to choose", left, vec![json!(1)]).await?;
    window.click("[data-testid=keep-mine]").await?;
    window.until("none is left to choose", left, vec![json!(0)]).await?;
    window.press(Key::Escape).await?;
    row_says(window, first, "reject").await?;
    row_says(window, 3 - first, "shortlist").await?;
    ann_hears(window, ann, first, "reject").await?;
    ann_hears(window, ann, 3 - first, "shortlist").await?;
    foot_says(window, "Team: connected").await
}

async fn the_server_goes_and_comes(window: &Window, ann: &Person, server: &mut Cluster) -> Outcome {
    server.stop();
    foot_says(window, "cannot be reached").await?;
    decide(window, 3, "m").await?;
    row_says(window, 3, "maybe").await?;
    foot_says(window, "1 change waits").await?;
    window.screenshot_in_both_themes("team-away").await?;
    window.click("[data-testid=team]").await?;
    window.find("[data-testid=team-waiting]").await?;
    window.screenshot("team-away-dialog").await?;
    window.press(Key::Escape).await?;
    server.start_again();
    foot_says(window, "Team: connected").await?;
    ann_hears(window, ann, 3, "maybe").await?;
    window.press_with_control(',').await?;
    window.find("[data-testid=engine-give]").await?;
    let into_view = "document.querySelector('[data-testid=engine-give]').scrollIntoView()";
    window.ask(into_view, vec![]).await?;
    window.screenshot_in_both_themes("team-settings").await
}

/// The server takes nobody of this name any more.
fn cut_off(server: &Cluster, login: &str) {
    administer(
        server,
        &format!(
            "ALTER ROLE {login} CONNECTION LIMIT 0;;SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{login}'"
        ),
    );
}

/// The test itself runs where nobody may wait.
fn administer(server: &Cluster, sql: &str) {
    thread::scope(|scope| scope.spawn(|| server.administer("postgres", sql)).join().unwrap());
}
