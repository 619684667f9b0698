//! Letters that are spaced out, as in `J O H N   D O E`.
//!
//! Such letters are one word again, and a gap that stands out from theirs parts two. Where a program has made all gaps
//! alike (a web page turns three spaces into one), only words can tell: those of headings, and neighbours elsewhere
//! in the document.

use std::collections::HashMap;

use super::columns::Line;
use super::segments::{Letter, PlacedWord, Segment, WORD_GAP, sole_char};

/// A row is spaced out when it has at least this many letters at even distances.
const MIN_SPACED_ROW: usize = 6;
/// Evenly spaced letters are one word when there are at least this many of them.
const MIN_SPACED_LETTERS: usize = 4;
/// The next wider gap parts words when it is wider by this share of the size, and the others differ by less than half.
const CLEAR_JUMP: f32 = 0.1;
/// A word of fewer or more letters than this is not searched for others.
const PARTED: std::ops::RangeInclusive<usize> = 6..=60;
/// Letters of the longest word of a heading.
const MAX_HEADING_WORD: usize = 20;
/// As many neighbours of a document as this are enough to find a name.
const MAX_NEIGHBOURS: usize = 3;

/// Words of headings, in the languages of the section names that are known.
const HEADING_WORDS: &str = "\
    about academic achievements activities additional and areas awards background books career certificates certifications \
    coding community competences competencies contact contributions core courses curriculum cv details development \
    education employment engineering experience expertise extracurricular focus freelance further hackathons highlights \
    history hobbies honors honours in independent industry information interests key knowledge language languages \
    leadership links management me memberships methods objective of open other outside patents personal portfolio positions \
    previous private professional proficiencies profile programming project projects publications qualifications recent \
    references relevant research resume role roles scholarships selected side skills social soft software source speaking \
    spoken stack strengths studies summary talks teaching tech technical technologies technology the to tools toolbox \
    training vitae volunteer volunteering web work working workshops writing \
    arbeit ausbildung auszeichnungen berufliche beruflicher berufserfahrung bildung daten ehrenamt erfahrung fähigkeiten \
    interessen kenntnisse kontakt lebenslauf mich persönliche profil projekte referenzen sprachen sprachkenntnisse studium \
    und veröffentlichungen weiterbildung werdegang zertifikate über \
    bénévolat centres certifications compétences coordonnées de diplômes études et expérience expériences formation \
    formations informatiques intérêt intérêts langues loisirs parcours personnels professionnel professionnelle \
    professionnelles projets propos références techniques \
    académica aptitudes certificaciones competencias contacto cursos datos educación experiencia formación habilidades \
    idiomas intereses laboral perfil personales profesional proyectos referencias sobre técnicas \
    acadêmica certificações competências contato educação experiência formação objetivo pessoais profissional \
    profissionais projetos resumo \
    competenze contatti corsi esperienza esperienze formazione interessi istruzione lavorativa lingue professionale \
    professionali profilo progetti tecniche \
    contactgegevens cursussen ervaring mij opleiding opleidingen over profiel projecten talen vaardigheden werkervaring";

/// The usual distance between the letters of a row that is spaced out widely, as `J O H N   D O E` is; zero for others.
pub(super) fn row_spacing(row: &[Letter<'_>]) -> f32 {
    let ink: Vec<&Letter<'_>> = row.iter().filter(|letter| !letter.is_space).collect();
    if ink.len() < MIN_SPACED_ROW {
        return 0.0;
    }
    let mut gaps: Vec<f32> = ink.windows(2).map(|pair| pair[1].left - pair[0].right).collect();
    gaps.sort_by(f32::total_cmp);
    let middle = gaps[gaps.len() / 2];
    let even = gaps.iter().filter(|gap| (**gap - middle).abs() < 0.25 * middle).count();
    if middle > 0.25 * ink[0].glyph.size && even * 10 >= gaps.len() * 7 { middle } else { 0.0 }
}

/// How letters stand that are spaced out evenly without spaces between them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tracking {
    /// The extra space between two of them.
    pub gap: f32,
    /// From this gap on, words are parted; for letters of the size of the first.
    pub word_gap: f32,
}

/// The spacing of letters that are spaced out; `None` for all other text.
pub(super) fn tracking(letters: &[Letter<'_>]) -> Option<Tracking> {
    let mut gaps: Vec<f32> = letters
        .windows(2)
        .filter(|pair| !pair[0].is_space && !pair[1].is_space)
        .map(|pair| pair[1].left - pair[0].right)
        .collect();
    if gaps.len() < MIN_SPACED_LETTERS {
        return None;
    }
    gaps.sort_by(f32::total_cmp);
    let size = letters[0].glyph.size;
    let gap = gaps[gaps.len() / 2];
    let even = gaps.iter().filter(|other| (**other - gap).abs() < 0.08 * size).count();
    let is_spaced = gap > 0.06 * size && even * 10 >= gaps.len() * 6;
    is_spaced.then(|| Tracking { gap, word_gap: word_gap(&gaps, size).unwrap_or(gap + WORD_GAP * size) })
}

/// The middle of the first jump of the sorted gaps above the usual one.
fn word_gap(gaps: &[f32], size: f32) -> Option<f32> {
    let upper = &gaps[gaps.len() / 2..];
    let usual = *upper.first()?;
    let jump = upper.windows(2).find(|pair| {
        let jump = pair[1] - pair[0];
        jump > CLEAR_JUMP * size && jump > 2.0 * (pair[0] - usual)
    })?;
    Some(f32::midpoint(jump[0], jump[1]))
}

/// `J O H N   D O E` to `JOHN DOE`: single letters at even distances are one word, a wider distance parts two.
pub(super) fn join_spaced_letters(words: Vec<PlacedWord>) -> Vec<PlacedWord> {
    let letter = |word: &&PlacedWord| sole_char(&word.text).is_some_and(char::is_alphabetic);
    let alone =
        |word: &PlacedWord| sole_char(&word.text).is_some_and(|char| char.is_alphanumeric() || char == '&');
    let letters = words.iter().filter(letter).count();
    if letters < MIN_SPACED_LETTERS || letters * 10 < words.len() * 7 || !words.iter().all(alone) {
        return words;
    }
    let mut gaps: Vec<f32> = words.windows(2).map(|pair| pair[1].left - pair[0].right).collect();
    gaps.sort_by(f32::total_cmp);
    let size = words[0].size;
    let limit = word_gap(&gaps, size).unwrap_or(gaps[gaps.len() / 2] * 1.6 + 0.02 * size);
    words
        .chunk_by(|before, after| after.left - before.right < limit)
        .filter_map(|letters| joined(letters.to_vec()))
        .collect()
}

/// One word of letters that stand one after another.
fn joined(letters: Vec<PlacedWord>) -> Option<PlacedWord> {
    let (first, last) = (letters.first()?, letters.last()?);
    Some(PlacedWord {
        text: letters.iter().map(|letter| letter.text.as_str()).collect(),
        area: letters.iter().map(|letter| letter.area).reduce(crate::Rect::union)?,
        left: first.left,
        right: last.right,
        size: letters.iter().map(|letter| letter.size).fold(0.0, f32::max),
        bold: first.bold,
        order: letters.iter().map(|letter| letter.order).min()?,
        letters,
    })
}

/// Parts what stands alone on its line, evenly spaced, and is several words by its letters.
pub(super) fn part_words<'s>(pages: impl Iterator<Item = &'s mut Vec<Segment>>, targets: &[&str]) {
    let mut pages: Vec<&mut Vec<Segment>> = pages.collect();
    let is_long = |segment: &Segment| matches!(segment.words.as_slice(), [word] if PARTED.contains(&word.letters.len()));
    if !pages.iter().any(|segments| segments.iter().any(is_long)) {
        return;
    }
    let neighbours = neighbours(&pages, targets);
    for segment in
        pages.iter_mut().flat_map(|segments| segments.iter_mut()).filter(|segment| is_long(segment))
    {
        let whole = lower(&segment.words[0].text);
        if is_heading_word(&whole) || whole.chars().count() != segment.words[0].letters.len() {
            continue;
        }
        let Some(lengths) = neighbours.get(&whole).cloned().or_else(|| cut_heading(&whole)) else { continue };
        let mut letters = std::mem::take(&mut segment.words[0].letters).into_iter();
        segment.words =
            lengths.iter().filter_map(|length| joined(letters.by_ref().take(*length).collect())).collect();
    }
}

/// Whether a spaced word of a heading was cut where its narrow column ends: `LANGU`, `AGES`.
pub(super) fn is_cut_heading(last: &Line, line: &Line) -> bool {
    let head = last.segments.last().and_then(|segment| segment.words.last());
    let tail = line.segments.first().and_then(|segment| segment.words.first());
    let below = (line.left() - last.left()).abs() < 0.3 * line.size() && last.bold() == line.bold();
    below && head.zip(tail).is_some_and(|(head, tail)| is_cut_heading_word(head, tail))
}

/// Whether two pieces of a heading that is spaced out are one word.
pub(super) fn is_cut_heading_word(head: &PlacedWord, tail: &PlacedWord) -> bool {
    let is_spaced = |word: &PlacedWord| !word.letters.is_empty();
    (is_spaced(head) || is_spaced(tail))
        && !is_heading_word(&lower(&head.text))
        && is_heading_word(&lower(&(head.text.clone() + &tail.text)))
}

fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// Whether a word in lower case is one of headings.
pub(super) fn is_heading_word(word: &str) -> bool {
    HEADING_WORDS.split(' ').any(|other| other == word)
}

/// How many letters the words of a heading have that were written as one; `None` when they are no such words.
fn cut_heading(whole: &str) -> Option<Vec<usize>> {
    let ends: Vec<usize> = whole.char_indices().map(|(at, char)| at + char.len_utf8()).collect();
    let mut best: Option<Vec<usize>> = None;
    for (count, end) in ends.iter().enumerate().take(MAX_HEADING_WORD).rev() {
        let (word, rest) = whole.split_at(*end);
        if !is_heading_word(word) {
            continue;
        }
        let lengths = if rest.is_empty() { Some(Vec::new()) } else { cut_heading(rest) };
        if let Some(lengths) = lengths
            && best.as_ref().is_none_or(|best| lengths.len() + 1 < best.len())
        {
            best = Some([vec![count + 1], lengths].concat());
        }
    }
    best
}

/// Words that stand beside one another in text that is not spaced out or in the targets of links, written as one, with
/// their lengths.
fn neighbours(pages: &[&mut Vec<Segment>], targets: &[&str]) -> HashMap<String, Vec<usize>> {
    let lines = pages.iter().flat_map(|segments| segments.iter()).map(|segment| {
        let plain = segment.words.iter().filter(|word| word.letters.is_empty());
        plain.map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    });
    let mut found = HashMap::new();
    for line in lines.chain(targets.iter().map(|target| (*target).to_owned())) {
        let line = lower(&line);
        let words: Vec<&str> =
            line.split(|char: char| !char.is_alphabetic()).filter(|word| word.chars().count() > 1).collect();
        for count in 2..=MAX_NEIGHBOURS {
            for beside in words.windows(count) {
                found
                    .entry(beside.concat())
                    .or_insert_with(|| beside.iter().map(|word| word.chars().count()).collect());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_headings_are_found_in_one() {
        let check = |whole: &str, expected: Option<&[usize]>| {
            assert_eq!(cut_heading(whole).as_deref(), expected, "{whole}");
        };
        check("workexperience", Some(&[4, 10]));
        check("areasofexpertise", Some(&[5, 2, 9]));
        check("überuns", None);
        check("übermich", Some(&[4, 4]));
        check("kestrellabs", None);
        check("skills", Some(&[6]));
    }

    #[test]
    fn the_first_clear_jump_parts_words() {
        let check =
            |gaps: &[f32], expected: Option<f32>| assert_eq!(word_gap(gaps, 10.0), expected, "{gaps:?}");
        check(&[5.0, 5.0, 5.0, 5.0, 5.0], None);
        check(&[5.0, 5.0, 5.0, 7.0], Some(6.0));
        check(&[1.0, 2.0, 2.5, 3.2, 3.8], None);
        check(&[2.0, 2.0, 2.0, 2.1, 6.0, 30.0], Some(4.05));
    }
}
