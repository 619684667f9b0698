//! Tesseract's table of words: a line an element, twelve columns, the fifth level being words.

/// A word where Tesseract sees it. Positions are dots from the picture's top left.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SeenWord {
    /// Block, paragraph and line, each counted within the one before.
    pub(super) line: [u32; 3],
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) width: f32,
    pub(super) height: f32,
    /// In percent.
    pub(super) confidence: f32,
    pub(super) text: String,
}

impl SeenWord {
    /// How many letters and digits it has.
    pub(super) fn letters(&self) -> usize {
        self.text.chars().filter(|letter| letter.is_alphanumeric()).count()
    }
}

/// The words of a table, in its order; `None` when it is no such table.
pub(super) fn words(table: &str) -> Option<Vec<SeenWord>> {
    let mut lines = table.lines();
    lines.next()?.starts_with("level\tpage_num\t").then(|| lines.filter_map(word).collect())
}

fn word(line: &str) -> Option<SeenWord> {
    let columns: Vec<&str> = line.splitn(12, '\t').collect();
    let [level, _, block, paragraph, line, _, left, top, width, height, confidence, text] = columns[..]
    else {
        return None;
    };
    let text = text.trim();
    if level != "5" || text.is_empty() {
        return None;
    }
    let number = |text: &str| text.parse::<f32>().ok().filter(|number| number.is_finite());
    Some(SeenWord {
        line: [block.parse().ok()?, paragraph.parse().ok()?, line.parse().ok()?],
        left: number(left)?,
        top: number(top)?,
        width: number(width)?,
        height: number(height)?,
        confidence: number(confidence)?,
        text: text.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_are_taken_from_the_table() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
             1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t\n\
             5\t1\t1\t1\t2\t1\t100\t200\t50\t20\t96.5\tJane\n\
             5\t1\t1\t1\t2\t2\t160\t200\t50\t20\t91\t \n\
             5\t1\t1\t1\t2\t3\tx\t200\t50\t20\t91\tDoe\n";
        let words = words(table).unwrap();
        assert_eq!(words.len(), 1);
        assert_eq!((words[0].text.as_str(), words[0].line, words[0].confidence), ("Jane", [1, 1, 2], 96.5));
        assert_eq!(super::words("tesseract: command failed"), None);
        assert_eq!(super::words(""), None);
    }
}
