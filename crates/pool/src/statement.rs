//! A statement for candidates: what this pool really does with their applications, to be sent or put up.

use std::fmt::Write as _;

use crate::export::escaped;
use crate::report::page_head;
use crate::retention::in_words;
use crate::store;
use crate::{Error, Language, Pool, RetentionProfile};

const STYLE: &str = include_str!("report.css");

/// What stands where nobody is named to be asked.
const NOBODY: [&str; 2] = [
    "(name and address of whoever answers: set them before this goes out)",
    "(Name und Anschrift der zuständigen Person: bitte eintragen, bevor dies hinausgeht)",
];

/// A statement, paragraph by paragraph with its heading.
#[derive(Clone, Debug)]
pub struct Statement {
    language: Language,
    parts: Vec<(&'static str, String)>,
}

impl Pool {
    /// Whom candidates may ask, as it stands in the statement; several lines. `None` while nobody is named.
    pub fn contact(&self) -> Result<Option<String>, Error> {
        self.ask(|connection| Ok(store::statement::contact(connection)?))
    }

    /// Names whom candidates may ask; nothing to name nobody.
    pub fn set_contact(&self, text: &str) -> Result<(), Error> {
        let text = Some(text.trim()).filter(|text| !text.is_empty());
        self.change(|connection| Ok(store::statement::set_contact(connection, text)?))
    }

    /// The statement, made from what is switched on and chosen in this pool now.
    pub fn statement(&self, language: Language) -> Result<Statement, Error> {
        let text = |texts: [&str; 2]| language.of(texts).to_owned();
        let contact = self.contact()?.unwrap_or_else(|| text(NOBODY));
        let parts = vec![
            (language.of(["What is done", "Was geschieht"]), text(DONE)),
            (language.of(["What is read out", "Was ausgelesen wird"]), text(READ)),
            (language.of(["Who decides", "Wer entscheidet"]), text(DECIDES)),
            (language.of(["Where it is", "Wo es liegt"]), text(WHERE)),
            ("GitHub", self.on_github(language)?),
            (language.of(["How long", "Wie lange"]), self.on_keeping(language)?),
            (language.of(["What you may ask", "Was Sie verlangen können"]), text(RIGHTS)),
            (language.of(["Whom you ask", "Wen Sie fragen"]), contact),
        ];
        Ok(Statement { language, parts })
    }

    fn on_github(&self, language: Language) -> Result<String, Error> {
        let is_on = self.github_switch()?.is_on;
        Ok(language.of(if is_on { GITHUB_ON } else { GITHUB_OFF }).to_owned())
    }

    fn on_keeping(&self, language: Language) -> Result<String, Error> {
        let Some(chosen) = self.retention()? else { return Ok(language.of(UNTIL_ERASED).to_owned()) };
        let mut said = match chosen.keep.map(|keep| in_words(keep, language)) {
            Some(period) => language.of([
                format!(
                    "Applications are due to be erased {period} after the last thing that happened to them: a résumé came in, something \
                     was decided or noted. A person erases them."
                ),
                format!(
                    "Bewerbungen sind zu löschen, wenn seit dem letzten Vorgang (ein Lebenslauf kam herein, etwas wurde entschieden oder \
                     notiert) vergangen sind: {period}. Ein Mensch löscht sie."
                ),
            ]),
            None => language.of(UNTIL_ERASED).to_owned(),
        };
        if let Some(least) = chosen.at_least.map(|least| in_words(least, language)) {
            let _ = match language {
                Language::En => write!(said, " They are kept for at least {least}."),
                Language::De => write!(said, " Mindestens aufbewahrt werden sie: {least}."),
            };
        }
        if let Some(profile) = chosen.profile.as_deref().and_then(RetentionProfile::named) {
            let _ = write!(said, " ({}, {})", profile.title(language), profile.source);
        }
        let _ = write!(said, " {}", language.of(HOLDS));
        Ok(said)
    }
}

impl Statement {
    /// As plain text.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n", self.title());
        for (heading, words) in &self.parts {
            // Writing to a string does not fail.
            let _ = write!(text, "\n{heading}\n{words}\n");
        }
        text
    }

    /// As a page that neither runs nor fetches anything.
    pub fn html(&self) -> String {
        let title = self.title();
        let mut html = page_head(self.language, title, STYLE);
        let _ = writeln!(html, "<h1>{title}</h1>");
        for (heading, words) in &self.parts {
            let words = escaped(words).replace('\n', "<br>\n");
            let _ = writeln!(html, "<h2>{heading}</h2>\n<p>{words}</p>");
        }
        html.push_str("</html>\n");
        html
    }

    fn title(&self) -> &'static str {
        self.language.of(["How your application is handled", "Wie mit Ihrer Bewerbung umgegangen wird"])
    }
}

const DONE: [&str; 2] = [
    "We read applications with Candela, a program on our own computer. It takes the text out of the file, makes it searchable, and shows \
     the page to the person who decides.",
    "Wir lesen Bewerbungen mit Candela, einem Programm auf dem eigenen Rechner. Es entnimmt der Datei den Text, macht ihn durchsuchbar und \
     zeigt die Seite der Person, die entscheidet.",
];
const READ: [&str; 2] = [
    "Name, contacts, place, employment, education, languages and skills, as the résumé says them; and signals: fixed, written rules point \
     at words of the text that are worth a question, and show those words. The rules are the same for everybody and do not learn. \
     Gender, age, origin, health, beliefs and pictures are neither looked for nor guessed, and no order of a list looks at name, place or school. \
     Text that a reader cannot see counts for nothing and is told.",
    "Name, Kontakte, Ort, Beschäftigung, Ausbildung, Sprachen und Kenntnisse, wie der Lebenslauf sie nennt; und Signale: Feste, geschriebene \
     Regeln weisen auf Wörter des Textes hin, die eine Frage wert sind, und zeigen sie. Die Regeln sind für alle gleich und lernen \
     nicht. Geschlecht, Alter, Herkunft, Gesundheit, Überzeugungen und Bilder werden weder gesucht noch erraten, und keine Reihenfolge einer \
     Liste sieht auf Name, Ort oder Schule. Text, den Lesende nicht sehen können, zählt nicht und wird gemeldet.",
];
const DECIDES: [&str; 2] = [
    "A person. The program gives no marks and rejects nobody; each decision is noted with who made it and when.",
    "Ein Mensch. Das Programm vergibt keine Noten und lehnt niemanden ab; zu jeder Entscheidung ist vermerkt, wer sie wann getroffen hat.",
];
const WHERE: [&str; 2] = [
    "On our computer and in our copies of it. The program sends nothing to its makers or to anybody else, but for what is said under GitHub.",
    "Auf unserem Rechner und in unseren Kopien davon. Das Programm sendet nichts an seine Hersteller oder andere, abgesehen von dem, was \
     unter GitHub steht.",
];
const GITHUB_ON: [&str; 2] = [
    "If your résumé names a GitHub account, we may look at what it shows in public: repositories, code, contributions. Only the name of \
     the account is sent to GitHub.",
    "Nennt Ihr Lebenslauf ein GitHub-Konto, sehen wir uns vielleicht an, was es öffentlich zeigt: Repositorys, Code, Beiträge. An GitHub \
     geht dafür nur der Name des Kontos.",
];
const GITHUB_OFF: [&str; 2] = [
    "Accounts on GitHub that a résumé names are not looked at by the program: this is switched off.",
    "GitHub-Konten, die ein Lebenslauf nennt, sieht das Programm nicht an: Das ist ausgeschaltet.",
];
const UNTIL_ERASED: [&str; 2] = [
    "Until a person erases it; no period has been chosen.",
    "Bis ein Mensch es löscht; eine Frist ist nicht gewählt.",
];
const HOLDS: [&str; 2] = [
    "In a dispute they are kept until it is settled.",
    "Während einer Auseinandersetzung werden sie bis zu deren Ende aufbewahrt.",
];
const RIGHTS: [&str; 2] = [
    "To see all that is stored about you, with where it came from and who did what; to have it put right; to have it erased, as far as no \
     duty to keep it stands against it; and to have a decision looked at again by a person. Which rights the law gives you depends on where \
     you live. Where there is a data protection authority, you may complain to it.",
    "Alles zu sehen, was über Sie gespeichert ist, woher es kam und wer was getan hat; es berichtigen zu lassen; es löschen zu lassen, soweit \
     keine Pflicht zur Aufbewahrung entgegensteht; und eine Entscheidung noch einmal von einem Menschen prüfen zu lassen. Welche Rechte Ihnen \
     das Gesetz gibt, hängt davon ab, wo Sie leben. Wo es eine Datenschutzbehörde gibt, können Sie sich bei ihr beschweren.",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::pool_of;
    use crate::{GithubSwitch, RetentionChoice};

    #[test]
    fn it_says_what_this_pool_does() {
        let (_folder, pool) = pool_of(&["Robin"]);
        let said = |language| pool.statement(language).unwrap().text();
        let plain = said(Language::En);
        assert!(
            plain.contains("this is switched off") && plain.contains("no period has been chosen"),
            "{plain}"
        );
        assert!(plain.contains(NOBODY[0]), "{plain}");
        let switch = GithubSwitch { is_on: true, ..pool.github_switch().unwrap() };
        pool.set_github_switch(&switch).unwrap();
        let choice = RetentionChoice::of_profile("us_private").unwrap();
        pool.set_retention(&choice, "anna", "2026-05-04T09:30:00Z".parse().unwrap()).unwrap();
        pool.set_contact(" Anna Brandt <hr>\nExample Street 1 ").unwrap();
        let [english, german] = [said(Language::En), said(Language::De)];
        assert!(english.contains("we may look at what it shows in public"), "{english}");
        assert!(english.contains("at least 1 year") && english.contains("29 CFR 1602.14"), "{english}");
        assert!(german.contains("sehen wir uns vielleicht an") && german.contains("1 Jahr"), "{german}");
        assert!(english.ends_with("Whom you ask\nAnna Brandt <hr>\nExample Street 1\n"), "{english}");
        let page = pool.statement(Language::De).unwrap().html();
        assert!(page.contains("lang=\"de\"") && page.contains("Anna Brandt &lt;hr&gt;<br>"), "{page}");
        pool.set_contact("  ").unwrap();
        assert_eq!(pool.contact().unwrap(), None);
    }
}
