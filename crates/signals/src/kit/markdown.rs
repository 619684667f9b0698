//! The kit as Markdown.

use std::fmt::Write as _;

use super::{Kit, Question, role_name};

impl Kit {
    /// The kit as Markdown under a heading of one line. Words of the résumé cannot become marks of the page.
    pub fn markdown(&self, heading: &str) -> String {
        let mut page = format!("# Interview kit: {}\n", plain(heading));
        section(&mut page, "Their own questions", &self.own);
        section(&mut page, &self.role_heading(), &self.role);
        section(&mut page, "For anybody", &self.general);
        page.push_str("\n## The screen, 45 minutes\n\n");
        for part in self.screen {
            // Writing into a string cannot fail.
            let _ = writeln!(
                page,
                "- **{}, {} minutes.** {} *Look for:* {}",
                part.title, part.minutes, part.what, part.look_for
            );
        }
        page.push_str("\n## The whole process\n\n");
        for (number, stage) in (1..).zip(self.process) {
            let takes = stage.takes.as_ref().map(|takes| format!(", {takes}")).unwrap_or_default();
            let _ = writeln!(
                page,
                "{number}. **{}{takes}.** {} (guide {})",
                stage.title, stage.what, stage.guide
            );
        }
        page
    }

    /// "For the role: back end".
    pub(super) fn role_heading(&self) -> String {
        let names: Vec<&str> = self.roles.iter().map(|role| role_name(*role)).collect();
        if names.is_empty() {
            "For the role".to_owned()
        } else {
            format!("For the role: {}", names.join(", "))
        }
    }
}

fn section(page: &mut String, heading: &str, questions: &[Question]) {
    if questions.is_empty() {
        return;
    }
    let _ = write!(page, "\n## {heading}\n");
    for (number, question) in (1..).zip(questions) {
        let _ = write!(page, "\n{number}. **{}**\n", plain(&question.ask));
        if let Some(about) = &question.about {
            let words = about.quote.as_ref().map(|quote| format!("“{}”, ", plain(quote)));
            let _ = writeln!(page, "   - About: {}{}", words.unwrap_or_default(), plain(&about.reason));
        }
        for (label, text) in
            [("Strong", &question.strong), ("Weak", &question.weak), ("Tells", &question.tells)]
        {
            if !text.is_empty() {
                let _ = writeln!(page, "   - {label}: {}", plain(text));
            }
        }
        let _ = writeln!(page, "   - From: {}", source(question));
    }
}

/// "guides A and B", or what else a question comes from.
pub(super) fn source(question: &Question) -> String {
    let letters: Vec<String> = question.guides.iter().map(char::to_string).collect();
    match &letters[..] {
        [] => "this résumé".to_owned(),
        [one] => format!("guide {one}"),
        [most @ .., last] => format!("guides {} and {last}", most.join(", ")),
    }
}

/// On one line, with every mark of Markdown written as itself.
fn plain(text: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        for letter in word.chars() {
            if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
                line.push('\\');
            }
            line.push(if letter.is_control() { '\u{FFFD}' } else { letter });
        }
    }
    line
}
