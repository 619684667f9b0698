//! What an advert's headings say about the lines under them, and its lines as clauses.

use std::sync::LazyLock;

use candela_extract::Span;
use regex::Regex;

use crate::fold::fold;
use crate::pattern::pattern;

/// How much a clause asks for what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// It is required.
    Must,
    /// It is welcome.
    Nice,
    /// It stands where the work or the team is described.
    Named,
    /// It stands where the employer speaks of itself.
    Nothing,
}

/// A piece of a line that says one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) span: Span,
    pub(super) wanted: Wanted,
}

/// Most letters of a heading.
const LONGEST_HEADING: usize = 60;

/// Headings by what they announce. They fill their line, but for a mark and a word or two.
static HEADINGS: LazyLock<[(Wanted, Regex); 4]> = LazyLock::new(|| {
    let whole = |words: &str| pattern(&format!("^(?:{})$", words.replace("TAIL", TAIL)));
    [
        (Wanted::Nice, whole(NICE)),
        (Wanted::Must, whole(MUST)),
        (Wanted::Named, whole(NAMED)),
        (Wanted::Nothing, whole(NOTHING)),
    ]
});

/// What may follow in a heading; anything else makes it a sentence that asks.
const TAIL: &str = concat!(
    r"(?: (?:and|or|&|your|our|the|this|for|from|in|of|if|but|you|have|that|it|is|be|to|us|we|job|role|position|table|team|candidate|not|required|points?|skills?|",
    r"qualifications?|experiences?|requirements?|knowledge|competenc\w+|abilities|technologies|criteria|profile|kenntnisse|fahigkeiten|qualifikation\w*|erfahrung\w*|",
    r"an|dich|sie|du|uns|mit|wenn|ist|sind|ware|waren|noch|toll|mitbringst|mitbringen|bringst|bringen|fur|diese|die|stelle|fachliche|personliche))*"
);
const NICE: &str = concat!(
    r"(?:(?:a )?nice[- ]to[- ]haves?|preferred|desired|desirable|bonus|additional|optional|good[- ]to[- ]haves?)TAIL|bonus pointsTAIL|",
    r"(?:(?:it(?:'s| is| would be) |big |a )*plus(?:es)?(?: ifTAIL)?)|(?:it )?would be (?:nice|great|a plus)TAIL|what would be (?:nice|great)TAIL|ideally|",
    r"(?:das (?:ist|ware) )?(?:von vorteil|wunschenswert|pluspunkte?|idealerweise|ein plus)TAIL|das ware (?:toll|super|schon)TAIL|kann[- ]kriterien|wunschqualifikation\w*|",
    r"deseables?|se valora(?:ra)?|un plus|(?:les )?atouts?|diferenciais|desejavel|gradite|pre",
);
const MUST: &str = concat!(
    r"(?:(?:job|key|minimum|basic|technical|essential|core|our|the) )*(?:requirements?|required)TAIL|must[- ]haves?TAIL|",
    r"what you(?:'ll)? (?:need|bring|have|should have|offer)TAIL|what (?:we're|we are|we) (?:look(?:ing)? for|expect|need|require)TAIL|what you bring to theTAIL|",
    r"(?:your|the ideal|ideal candidate) ?(?:profile|skills|background|experience|qualifications?|skillset)?|about you|who you are|you (?:have|bring|are)|we expect|you should have|",
    r"(?:(?:minimum|basic|key|your|required|technical|professional|main) )*(?:qualifications|skills|experience|competenc(?:ies|es))(?: (?:and|&) (?:skills|experience|qualifications))?|",
    r"(?:unsere |deine |ihre )?anforderungenTAIL|(?:dein|ihr|euer|das) profil|profil|was (?:du|sie) mitbring(?:st|en)TAIL|(?:das|damit|womit) (?:bring|uberzeug)(?:st|en|t) (?:du|sie)TAIL|",
    r"(?:deine |ihre )?(?:voraussetzungen|qualifikation(?:en)?|kenntnisse|fahigkeiten|skills)|was wir (?:erwarten|suchen|uns wunschen)TAIL|wir (?:erwarten|suchen)|muss[- ]kriterien|das solltest du mitbringen|",
    r"(?:votre |le )?profil(?: recherche)?|competences(?: requises)?|requisitosTAIL|perfil|(?:tu|su) perfil|requisitiTAIL|vereisten|functie-?eisen|wie ben jij",
);
const NAMED: &str = concat!(
    r"(?:(?:key|main|your|job|core|the|primary) )*(?:responsibilit(?:y|ies)|tasks?|duties|role|mission|job|position)(?: [ -~]{0,20})?|what you(?:'ll| will)(?: be)? (?:do|doing|work on|working on|build)(?: [ -~]{0,20})?|",
    r"about the (?:role|job|position|team|project|work)|job description|the (?:team|project)|(?:our|the|your) ?(?:tech(?:nology|nical)? )?stack|tech(?:nology)? stack|technologies(?: we use)?|how we work|",
    r"(?:deine|ihre|die) (?:aufgaben?|rolle|mission|tatigkeiten)(?: [ -~]{0,20})?|aufgaben(?: [ -~]{0,20})?|was dich erwartet|das erwartet (?:dich|sie)|tatigkeiten|stellenbeschreibung|unser (?:tech[- ])?stack|womit wir arbeiten|",
    r"(?:vos |les )?missions|descriptif du poste|funciones|responsabilidades|responsabilita|mansioni|taken|wat ga je doen",
);
const NOTHING: &str = concat!(
    r"about (?:us|the company|our company|[a-z0-9 .&-]{2,30})|who we are|our (?:story|values|mission|culture|offer)|(?:our |your )?(?:benefits|perks)(?: [ -~]{0,20})?|what we offer(?: [ -~]{0,10})?|we offer|why (?:join )?us[ -~]{0,10}|why [a-z0-9 .&-]{2,30}|what's in it for you|",
    r"how to apply|apply(?: now)?|contact(?: us)?|(?:salary|compensation|pay)(?: [ -~]{0,20})?|(?:equal opportunit\w+|diversity)(?: [ -~]{0,30})?|hiring process|interview process|next steps|",
    r"uber uns|wer wir sind|(?:das |was )?(?:wir )?bieten(?: wir)?(?: [ -~]{0,10})?|wir bieten(?: [ -~]{0,20})?|unser angebot|(?:deine |ihre )?(?:benefits|vorteile)|kontakt|(?:deine |ihre )?bewerbung|gehalt|so geht's weiter|bewerbungsprozess|",
    r"a propos(?: [ -~]{0,20})?|nous offrons|avantages|sobre nosotros|ofrecemos|que ofrecemos|chi siamo|cosa offriamo|over ons|wij bieden",
);

/// Words by which a clause itself says that something is welcome.
static WELCOME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:nice[- ]to[- ]haves?|(?:is|are|be|as|would be) (?:a|an) (?:\w+ )?(?:plus|bonus|asset|advantage)|(?:a|big|huge|strong|definite) plus|bonus(?: points)?|",
        r"preferred|preferably|ideally|desirable|desired|advantageous|beneficial|welcome|optional(?:ly)?|would be (?:nice|great|ideal|helpful)|good to have|not (?:a must|required|mandatory)|",
        r"von vorteil|vorteilhaft|wunschenswert|wunschen|idealerweise|gerne? (?:auch|gesehen)|optional|pluspunkte?|ein plus|kein muss|hilfreich|bevorzugt|de preference|un plus|apprecie\w*|serait un plus|deseable|se valorara|valorable|desejavel|gradit[ao]|is een pre)\b",
    ))
});

/// How a sentence begins that asks, wherever it stands.
static ASKING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:you(?:'ll| will)? (?:must |should |already |also )?(?:have|bring|know|need|possess)|you are (?:experienced|proficient|fluent|comfortable|familiar)|must have|required:?|we (?:expect|require)|candidates? (?:must|should|need)|applicants? (?:must|should)|",
        r"(?:du|sie) (?:hast|haben|bringst|bringen|kennst|kennen|beherrschst|beherrschen|verfugst|verfugen)|mindestens \w+ jahre?|at least \w+ years?|(?:minimum(?: of)? )?\d{1,2} ?\+? years?)\b",
    ))
});

/// What a line may begin with before its words.
const BULLETS: [char; 14] = ['•', '▪', '◦', '·', '*', '-', '–', '—', '#', '>', '✓', '✔', '→', '+'];

/// The clauses of an advert, headings left out. Without a heading that asks, every clause may.
pub(super) fn clauses(advert: &str) -> Vec<Clause> {
    let has_asking_heading =
        lines(advert).any(|line| matches!(heading(line.of(advert)), Some((Wanted::Must | Wanted::Nice, _))));
    let mut wanted = if has_asking_heading { Wanted::Named } else { Wanted::Must };
    let mut clauses = Vec::new();
    for line in lines(advert) {
        let mut line = line;
        if let Some((announced, length)) = heading(line.of(advert)) {
            wanted = announced;
            line.start += u32::try_from(length).unwrap_or(0);
        }
        clauses
            .extend(cut(line, advert).map(|span| Clause { span, wanted: by_words(span.of(advert), wanted) }));
    }
    clauses
}

/// What a clause's own words make of the section it stands in.
fn by_words(clause: &str, section: Wanted) -> Wanted {
    let plain = fold(clause);
    match section {
        Wanted::Nothing => Wanted::Nothing,
        Wanted::Must | Wanted::Named if WELCOME.is_match(&plain) => Wanted::Nice,
        Wanted::Named if ASKING.is_match(&plain) => Wanted::Must,
        other => other,
    }
}

/// The lines that hold words, without what they begin with.
pub(super) fn lines(advert: &str) -> impl Iterator<Item = Span> {
    advert.lines().filter_map(|line| {
        let bare = line.trim().trim_start_matches(BULLETS).trim();
        let start = bare.as_ptr() as usize - advert.as_ptr() as usize;
        (!bare.is_empty()).then(|| Span::new(start..start + bare.len()))
    })
}

/// What a line announces and how many bytes of it are the heading: all, or all before the words after a colon.
fn heading(line: &str) -> Option<(Wanted, usize)> {
    let announced = |words: &str| {
        let plain = fold(words.trim_matches(|c: char| !c.is_alphanumeric()));
        let fits =
            |(_, pattern): &&(Wanted, Regex)| plain.len() <= LONGEST_HEADING && pattern.is_match(&plain);
        HEADINGS.iter().find(fits).map(|(wanted, _)| *wanted)
    };
    match line.split_once(':') {
        Some((before, after)) if !after.trim().is_empty() => {
            announced(before).map(|wanted| (wanted, before.len() + 1))
        }
        _ if line.ends_with(['.', ',']) => None,
        _ => announced(line).map(|wanted| (wanted, line.len())),
    }
}

/// The line cut at semicolons and at the ends of sentences.
fn cut(line: Span, advert: &str) -> impl Iterator<Item = Span> {
    // What is welcome beside what is required is a clause of its own: "Python, ideally 3.11", "SQL (dbt is a plus)".
    static END: LazyLock<Regex> = LazyLock::new(|| {
        let ideally = r"[,\s]\s*(?:ideally|preferably|idealerweise|vorzugsweise|am besten)\b";
        let aside = r"\([^()]*(?:preferred|preferably|plus\b|bonus|ideally|optional|von Vorteil|wünschenswert)[^()]*\)";
        Regex::new(&format!(r"(?i:;|{ideally}|{aside})|[.!?]\s+\p{{Lu}}")).expect("the expression is tested")
    });
    let text = line.of(advert);
    let mut starts = vec![0];
    starts.extend(END.find_iter(text).map(|end| end.start() + 1));
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([text.len()]).collect();
    let base = line.start as usize;
    starts.into_iter().zip(ends).filter_map(move |(start, end)| {
        let piece = text.get(start..end)?;
        let bare = piece.trim_matches(|c: char| c.is_whitespace() || ";,(".contains(c));
        let offset = base + start + (bare.as_ptr() as usize - piece.as_ptr() as usize);
        (!bare.is_empty()).then(|| Span::new(offset..offset + bare.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_what_is_asked() {
        for (line, expected) in [
            ("Requirements", Some(Wanted::Must)),
            ("## What you'll need:", Some(Wanted::Must)),
            ("Your profile", Some(Wanted::Must)),
            ("Dein Profil", Some(Wanted::Must)),
            ("Was Sie mitbringen:", Some(Wanted::Must)),
            ("Nice to have", Some(Wanted::Nice)),
            ("Preferred qualifications", Some(Wanted::Nice)),
            ("Von Vorteil:", Some(Wanted::Nice)),
            ("Responsibilities", Some(Wanted::Named)),
            ("Deine Aufgaben", Some(Wanted::Named)),
            ("Über uns", Some(Wanted::Nothing)),
            ("What we offer", Some(Wanted::Nothing)),
            ("Requirements: Python and SQL", Some(Wanted::Must)),
            ("Strong Python skills", None),
            ("You have built services in Go.", None),
        ] {
            assert_eq!(
                heading(line.trim_start_matches(BULLETS).trim()).map(|(wanted, _)| wanted),
                expected,
                "{line}"
            );
        }
    }

    #[test]
    fn clauses_take_their_section_and_their_own_words() {
        let advert = "Tasks\n- Build APIs in Go\nRequirements\n- Python; Kafka is a plus\n• SQL. Docker wäre von Vorteil\n\
            Benefits\n- A laptop with Linux";
        let got: Vec<_> = clauses(advert).iter().map(|c| (c.span.of(advert), c.wanted)).collect();
        assert_eq!(
            got,
            [
                ("Build APIs in Go", Wanted::Named),
                ("Python", Wanted::Must),
                ("Kafka is a plus", Wanted::Nice),
                ("SQL.", Wanted::Must),
                ("Docker wäre von Vorteil", Wanted::Nice),
                ("A laptop with Linux", Wanted::Nothing),
            ]
        );
        let line = "Requirements\n- 3 years of Python, ideally with Go\n- SQL (dbt preferred)";
        let got: Vec<_> = clauses(line).iter().map(|c| (c.span.of(line), c.wanted)).collect();
        assert_eq!(
            got,
            [
                ("3 years of Python", Wanted::Must),
                ("ideally with Go", Wanted::Nice),
                ("SQL", Wanted::Must),
                ("dbt preferred)", Wanted::Nice),
            ]
        );
    }
}
