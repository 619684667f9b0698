//! Where the candidate lives, as written.
//!
//! Every run of words between contacts and marks could be the place; a label before it, the list of places, a
//! postcode, and contacts in the lines around it speak for one.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

use crate::dates::date_ranges;
use crate::lines::Line;
use crate::marks::Marks;
use crate::places::{country, is_city, is_known_place, is_place, is_remote, is_state};
use crate::sections::{announced, section_of};
use crate::titles::{ends_as_company, holds_degree, holds_school, holds_title, title_weight};
use crate::vocabulary::lowered;
use crate::{Fact, Section, SectionKind};

/// A longer line is prose.
const CONTACT_LINE_BYTES: usize = 400;
/// How many lines around a place may hold the contacts that make it the candidate's own.
const NEAR_LINES: usize = 3;
/// What must speak for a place.
const ENOUGH: f32 = 2.5;

/// Labels before a place; the longest counts.
#[rustfmt::skip]
static LABELS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let labels = [
    "address", "location", "city", "based in", "lives in", "living in", "residence", "home", "place",
    "adresse", "anschrift", "wohnort", "ort", "standort", "lieu", "ville", "domicile", "dirección",
    "direccion", "ubicación", "ciudad", "residencia", "endereço", "localização", "cidade", "morada",
    "adres", "woonplaats", "indirizzo", "città", "residenza", "current location", "localidade", "domicilio",
    "localización", "localisation", "wohnhaft in", "住所", "现居", "地址", "거주지",
    ];
    let mut builder = AhoCorasick::builder();
    builder.match_kind(MatchKind::LeftmostLongest).start_kind(StartKind::Anchored);
    builder.build(labels).expect("a few short labels make an automaton")
});

/// Words that name another contact.
#[rustfmt::skip]
const CONTACT_WORDS: &[&str] = &[
    "email", "mail", "e-mail", "github", "linkedin", "gitlab", "website", "web", "phone", "portfolio", "tel", "mobile",
    "telefon", "teléfono", "telefone", "téléphone", "telefono", "mobil", "handy", "cell", "correo", "courriel", "site", "t", "e",
];

/// The most that a label, and that words without one, can say for a place. Most lines cannot reach enough, and are spared.
const LABEL_SAYS: f32 = 4.0;
const WORDS_SAY: f32 = 2.3;

/// A place with what speaks for it.
struct Candidate {
    place: Fact<String>,
    score: f32,
}

/// The place that most speaks for, the first of equals.
pub(crate) fn location(lines: &[Line<'_>], sections: &[Section]) -> Option<Fact<String>> {
    let contacts: Vec<bool> = lines.iter().map(|line| holds_contact(line.text)).collect();
    let page = Page { lines, contacts, sections };
    let mut best: Option<Candidate> = None;
    for (i, line) in lines.iter().enumerate().filter(|(_, line)| line.text.len() <= CONTACT_LINE_BYTES) {
        let standing = page.standing(i);
        // Most lines hold no label, and what stands around them need not be looked at.
        let most = standing.says(true);
        let found = match () {
            () if LABEL_SAYS + most < ENOUGH => continue,
            () if WORDS_SAY + most < ENOUGH => labels(line),
            () if WORDS_SAY + standing.says(page.is_near(i)) < ENOUGH => labels(line),
            () => line_candidates(line),
        };
        if found.is_empty() {
            continue;
        }
        let bonus = standing.says(page.is_near(i));
        for found in found {
            let score = found.score + bonus;
            if score >= ENOUGH && best.as_ref().is_none_or(|best| score > best.score) {
                best = Some(Candidate { score, ..found });
            }
        }
    }
    best.map(|best| best.place)
}

/// The lines with what is known of them.
struct Page<'s, 'a> {
    lines: &'s [Line<'a>],
    /// Which of them hold a contact.
    contacts: Vec<bool>,
    sections: &'s [Section],
}

/// What the place of a line in the document speaks for, with contacts or a headline near it and without.
struct Standing {
    alone: f32,
    near: f32,
}

impl Standing {
    fn says(&self, is_near: bool) -> f32 {
        if is_near { self.near } else { self.alone }
    }
}

impl Page<'_, '_> {
    fn standing(&self, index: usize) -> Standing {
        let line = &self.lines[index];
        let kind = section_of(self.sections, line.span()).map(|section| section.kind);
        let own = matches!(kind, Some(SectionKind::Head | SectionKind::Other | SectionKind::Summary));
        let top = if index < 10 { 0.5 } else { 0.0 };
        let bullet = if line.bullet && !own { 2.0 } else { 0.0 };
        let says = |near: f32| match kind {
            _ if own => 1.0 + near + top,
            _ if self.is_among_contacts(index) => 0.5 + near,
            // Columns are read one after another: contacts may come to stand behind another heading.
            Some(SectionKind::Skills | SectionKind::Languages | SectionKind::Certificates) => near - bullet,
            _ => near - 1.5 - bullet,
        };
        Standing { alone: says(0.0), near: says(1.0) }
    }

    /// Whether a contact stands in a line around this one, or a headline above it.
    fn is_near(&self, index: usize) -> bool {
        let around = index.saturating_sub(NEAR_LINES)..(index + NEAR_LINES + 1).min(self.lines.len());
        self.contacts[around].contains(&true) || beneath_title(self.lines, index)
    }

    /// Whether the line and those right beside it are contacts and nothing else, as in a column that was read behind the
    /// heading of another.
    fn is_among_contacts(&self, index: usize) -> bool {
        let is_short = |at: usize| self.lines[at].text.split_whitespace().nth(6).is_none();
        let contact = |at: usize| self.contacts.get(at) == Some(&true) && is_short(at);
        let beside = || index.checked_sub(1).is_some_and(contact) && contact(index + 1);
        is_short(index) && (contact(index) || beside())
    }
}

/// Whether the line above is a headline, as it is where a name stands in the middle of the text.
fn beneath_title(lines: &[Line<'_>], index: usize) -> bool {
    index.checked_sub(1).is_some_and(|above| {
        let above = &lines[above];
        !above.bullet && title_weight(above.text) > 2.0 && date_ranges(above.text).is_empty()
    })
}

fn holds_contact(text: &str) -> bool {
    text.contains('@') || longest_number(text) >= 8 || text.contains("linkedin.") || text.contains("github.")
}

/// The most digits that stand in a row with nothing but marks of telephone numbers between them.
fn longest_number(text: &str) -> usize {
    let (mut longest, mut digits) = (0, 0);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => digits += 1,
            b' ' | b'(' | b')' | b'+' | b'-' | b'.' | b'/' => {}
            _ => digits = 0,
        }
        longest = longest.max(digits);
    }
    longest
}

fn line_candidates(line: &Line<'_>) -> Vec<Candidate> {
    let of_part = |part: &&str| {
        let mut found: Vec<Candidate> = labelled(part, line).into_iter().collect();
        found.extend(runs(part).into_iter().filter_map(|run| candidate(run, line)));
        found
    };
    parts(line).iter().flat_map(of_part).collect()
}

/// The places of the line that a label names.
fn labels(line: &Line<'_>) -> Vec<Candidate> {
    parts(line).iter().filter_map(|part| labelled(part, line)).collect()
}

/// Marks between the parts of a line.
static MARKS: LazyLock<Marks> =
    LazyLock::new(|| Marks::new(&["|", "·", "•", ";", "\t", "♦", "⋄", "∙", "⋅", "◦", "▪", "—", "  "]));

/// The parts of a line between marks and before labels.
fn parts<'a>(line: &Line<'a>) -> Vec<&'a str> {
    MARKS.split(line.text).flat_map(split_dash).flat_map(before_labels).collect()
}

/// "Recife – PE" is one place; other dashes part two things.
fn split_dash(part: &str) -> Vec<&str> {
    match part.split_once(" – ") {
        Some((_, state)) if state.trim().len() == 2 => vec![part],
        _ => part.split(" – ").collect(),
    }
}

/// The part cut where a label with a colon begins in it: "Cell: 919 555 0117 Location: Austin, TX".
fn before_labels(part: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    for (colon, _) in part.match_indices(':') {
        let word = colon - part[..colon].rsplit(char::is_whitespace).next().unwrap_or_default().len();
        if word > 0 && part[word..colon].chars().all(char::is_alphabetic) {
            cuts.push(word);
        }
    }
    cuts.push(part.len());
    cuts.windows(2).map(|cut| &part[cut[0]..cut[1]]).collect()
}

/// The place after a label: "Address: Leipzig".
fn labelled(part: &str, line: &Line<'_>) -> Option<Candidate> {
    let part = part.trim();
    let label = lowered(part, |lower| LABELS.find(Input::new(lower).anchored(Anchored::Yes)))?;
    let rest = part.get(label.end()..)?;
    let joint = rest.trim_start().starts_with([':', '：', '-', '–'])
        || rest.starts_with(' ') && is_place(rest.trim());
    let place = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '-' | '–' | ','));
    let fits = joint
        && !place.is_empty()
        && place.len() <= 120
        && !place.contains('@')
        && !is_remote(place)
        && (country(place).is_some() || place.split_whitespace().count() <= 10);
    fits.then(|| Candidate { place: fact(place, line), score: LABEL_SAYS })
}

fn fact(place: &str, line: &Line<'_>) -> Fact<String> {
    Fact { value: place.to_owned(), span: Some(line.span_of(place)) }
}

/// The runs of words between addresses, telephones and links.
fn runs(part: &str) -> Vec<&str> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let offset = |word: &str| word.as_ptr() as usize - part.as_ptr() as usize;
    let mut runs = Vec::new();
    let mut start = 0;
    for i in 0..=words.len() {
        if i < words.len() && !is_contact_word(&words, i) {
            continue;
        }
        if start < i {
            let (first, last) = (words[start], words[i - 1]);
            runs.push(part[offset(first)..offset(last) + last.len()].trim_matches(outer));
        }
        start = i + 1;
    }
    runs.retain(|run| !run.is_empty());
    runs
}

fn outer(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '/' | '-' | '–') || !c.is_alphanumeric() && !c.is_ascii()
}

fn is_contact_word(words: &[&str], i: usize) -> bool {
    let word = words[i];
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let address = word.contains(['@', '_']) || word.contains('/') && word.len() > 1 || word.ends_with(':');
    address
        || bare.contains(".com")
        || CONTACT_WORDS.contains(&bare.as_str())
        || is_number_of_telephone(words, i)
}

/// Whether the word belongs to a telephone number rather than being a postcode before a name.
fn is_number_of_telephone(words: &[&str], i: usize) -> bool {
    let number = |word: &str| word.chars().any(|c| c.is_ascii_digit()) && !word.contains(char::is_alphabetic);
    if !number(words[i]) {
        return false;
    }
    let first = (0..i).rev().take_while(|&j| number(words[j])).last().unwrap_or(i);
    let last = (i..words.len()).take_while(|&j| number(words[j])).last().unwrap_or(i);
    let digits: usize = words[first..=last].iter().map(|word| digits(word)).sum();
    if digits < 7 {
        return false;
    }
    let named = words.get(last + 1).is_some_and(|next| next.starts_with(char::is_uppercase));
    let code = i == last && named && is_postcode(words[last]);
    // "965 44 71 20 03202 Elche" ends in a postcode; "00354 617 4973 Reykjavík" does not.
    let international = words[first].starts_with(['+', '(']) || words[first].starts_with("00");
    let telephone = digits <= if international { 13 } else { 11 };
    let alone = first == last && words[last].contains('-');
    !(code && (alone || first < last && !telephone))
}

/// Digits as postcodes have them: "41010", "8000", "4000-322".
fn is_postcode(word: &str) -> bool {
    let length = |group: &str| if digits_only(group) { group.len() } else { 0 };
    let groups: Vec<usize> = word.split('-').map(length).collect();
    matches!(groups.as_slice(), [4..=6] | [4 | 5, 3] | [3, 4] | [2, 3])
}

fn digits(word: &str) -> usize {
    word.chars().filter(char::is_ascii_digit).count()
}

fn digits_only(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

/// What speaks for the words being a place and nothing else.
fn candidate(run: &str, line: &Line<'_>) -> Option<Candidate> {
    // "Lagos, Nigeria." ends a sentence, "Guadalajara, Jal." and "Washington, D.C." do not.
    let last = run.rsplit([' ', ',']).next().unwrap_or_default();
    let run = if last.len() > 5 && last.matches('.').count() == 1 { run.trim_end_matches('.') } else { run };
    let run = if run.contains('(') { run } else { run.trim_matches(|c| matches!(c, '(' | ')')) };
    if run.len() > 80 {
        return None;
    }
    let score = match () {
        () if is_place(run) && is_known_place(run) => 2.0,
        () if with_code(run) => 1.8,
        () if is_place(run) => 1.5,
        () if with_region(run) => 1.2,
        () if is_pair_of_names(run) => 0.6,
        () => return None,
    };
    if is_remote(run) || holds_title(run) || holds_school(run) || announced(run).is_some() {
        return None;
    }
    let wide = if run.contains(',') { 0.3 } else { 0.0 };
    Some(Candidate { place: fact(run, line), score: score + wide })
}

/// A name with a postcode: "95028 Hof", "03202 Elche (Alicante)", "Norwich NR2 4SX", "Durham, NC 27701".
fn with_code(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', ',', '(', ')']).filter(|word| !word.is_empty()).collect();
    let code = |word: &&str| {
        digits(word) >= 2
            && word.len() <= 7
            && word.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || c == '-')
    };
    let short =
        |word: &&str| word.len() <= 3 && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let names = words.iter().filter(|word| !code(word) && !short(word)).count();
    let ends = words.first().is_some_and(code) || words.iter().rev().take(2).any(code);
    ends && (1..=4).contains(&names)
        && words.iter().all(|word| code(word) || short(word) || is_name_word(word))
}

/// A city with its region behind nothing but a space or a dash: "Kolkata West Bengal", "Recife – PE".
fn with_region(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', '–', '-', '/']).filter(|word| !word.is_empty()).collect();
    words.len() <= 5
        && words.iter().all(|word| is_name_word(word) || is_state(word) || word.len() == 2)
        && (1..words.len()).any(|n| is_city(&words[..n].join(" ")))
}

/// Two names with a comma, as a town and its region that no list has: "Hamamatsu, Shizuoka".
fn is_pair_of_names(text: &str) -> bool {
    let parts: Vec<&str> = text.split(", ").collect();
    let name = |part: &&str| {
        let words: Vec<&str> = part.split_whitespace().collect();
        (1..=4).contains(&words.len()) && words.iter().all(|word| is_name_word(word) || digits_only(word))
    };
    (2..=3).contains(&parts.len())
        && parts.iter().all(name)
        && !ends_as_company(text)
        && !holds_degree(text)
        && candela_skills::SkillsIndex::bundled().mentions(text).is_empty()
}

fn is_name_word(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::lines;

    fn check(body: &str, expected: Option<&str>) {
        let lines = lines(body);
        let sections = crate::sections::sections(body, &lines);
        assert_eq!(location(&lines, &sections).map(|place| place.value).as_deref(), expected, "in {body:?}");
    }

    #[test]
    fn places_among_contacts() {
        for (body, expected) in [
            ("Ana Ejemplo\nana@example.org +34 654 21 78 90 41010 Sevilla\n", Some("41010 Sevilla")),
            (
                "Ana Ejemplo\nana@example.org 965 44 71 20 03202 Elche (Alicante)\n",
                Some("03202 Elche (Alicante)"),
            ),
            ("Rui\n+351 912 447 038 | 4000-322 Porto | rui@example.org\n", Some("4000-322 Porto")),
            ("Tea\ntea@example.org +685 72 41188 Apia, Samoa\n", Some("Apia, Samoa")),
            ("Jón\n00354 617 4973 Reykjavík\n", Some("Reykjavík")),
            ("Jane Example\n919.555.0143, Durham, NC 27701\n", Some("Durham, NC 27701")),
            ("Jane Example\nNorwich NR2 4SX | jane@example.org\n", Some("Norwich NR2 4SX")),
            ("Ken\nken@example.org\n\nHamamatsu, Shizuoka\n", Some("Hamamatsu, Shizuoka")),
            ("Rui\nRecife – PE · rui@example.org\n", Some("Recife – PE")),
            ("Pia\nPune, +91 74123 45678, pia@example.org\n", Some("Pune")),
            ("Pia\nAddress: Dorfstraße 3, Beispielhausen\n", Some("Dorfstraße 3, Beispielhausen")),
            ("Jane Example\nSenior Engineer, Platform\njane@example.org\n", None),
            ("Ada Obi\nLagos, Nigeria. ada@example.ng\n", Some("Lagos, Nigeria")),
            ("Li\n\nEducation\nli@example.tw\nTaipei\ngithub.com/li\n", Some("Taipei")),
            ("Jane Example\nRemote\njane@example.org\n", None),
        ] {
            check(body, expected);
        }
    }
}
