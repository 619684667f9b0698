//! Praise, skill or duty with nothing behind it in its sentence.
//!
//! Flagged: "Passionate team player", "Experienced in Python", "10+ years of software experience", "Responsible for
//! development". Not: the same words with a result, a figure or a system of their own in the sentence.
//! Such words fit every candidate, so they tell nothing about this one.

use std::sync::LazyLock;

use candela_profile::SectionKind;
use regex::Regex;

use crate::engine::Finding;
use crate::pattern::pattern;
use crate::quantity::Unit;
use crate::reading::{Reading, Sentence};
use crate::stance::Stance;
use crate::words::words;

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    reading.sentences.iter().filter(|sentence| may_claim(sentence)).filter_map(finding).collect()
}

fn may_claim(sentence: &Sentence) -> bool {
    let is_listing = matches!(
        sentence.section,
        SectionKind::Languages | SectionKind::Certificates | SectionKind::Education
    );
    let is_own =
        !matches!(sentence.stance, Stance::Advert | Stance::Others | Stance::Denied | Stance::Taught);
    is_own && !is_listing && !has_result(sentence)
}

/// Whether the sentence gives a figure other than years, or tells what was done.
fn has_result(sentence: &Sentence) -> bool {
    static RESULT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r#"(?:^|[ (,;:/"'])(?:built|wrote|rewrote|rebuilt|led|shipped|launched|cut|reduced|raised|migrated|introduced|designed|founded|mentored|automated|replaced|moved|scaled|kept|saved|grew|won|created|published|fixed|ported|deployed|implemented|refactored)\b"#,
            r"|\b(?:eingefuhrt|aufgebaut|entwickelte?|gebaut|umgesetzt|migriert|gesenkt|reduziert|concu|developpe|mis en place|reduit|migre|desarrolle|implante|reduje|migre|desenvolvi|implantei|reduzi|migrei|ontwikkelde|gebouwd|verlaagde|sviluppato|realizzato|ridotto|migrato)\b",
        ))
    });
    let years = 2e7;
    let is_figure = |amount: &crate::quantity::Amount| match amount.unit {
        Unit::Time => amount.value < years,
        Unit::Count => amount.value >= 2.0 && !amount.is_year(),
        Unit::Percent | Unit::Money | Unit::Bytes | Unit::Factor | Unit::Rate | Unit::Nines => true,
    };
    sentence.amounts.iter().any(is_figure) || RESULT.is_match(&sentence.plain)
}

fn finding(sentence: &Sentence) -> Option<Finding> {
    let plain = &sentence.plain;
    let at = |strength, what: &str| Some(Finding::at(sentence.span, strength, what));
    if TRAIT.is_match(plain) {
        at(3, "praise of character or skill, with nothing done behind it")
    } else if claims_years(plain) && rest_is_general(sentence, &YEARS, 0.7) {
        at(2, "years of experience, with nothing done behind them")
    } else if !sentence.is_list && SKILL.is_match(plain) && rest_is_general(sentence, &SKILL, 0.5) {
        at(2, "a claim of skill, with nothing done behind it")
    } else if DUTY.is_match(plain) && rest_is_general(sentence, &DUTY, 0.85) {
        at(1, "a duty in general words")
    } else {
        None
    }
}

/// Whether the folded sentence states years of experience: "10+ years of Python experience", "9 Jahre Erfahrung".
pub(super) fn claims_years(plain: &str) -> bool {
    YEARS.is_match(plain)
}

static YEARS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|many|several|a decade|decades?)(?: ?\+| plus)?(?: or more)?(?: ?(?:years?|yrs?)'?)?(?: of)? (?:[\w/+#.-]+ ){0,5}?(?:experience|expertise)\b|\bexperience of (?:over |more than |about |nearly )?\w+\+? (?:years|yrs)\b|\bexperience: (?:over )?\d+\+? (?:years|yrs)",
        r"|\b(?:\d+|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|mehrere|viele)\+? ?jahren? (?:[\w/+#.-]+ ){0,3}?\w*(?:erfahrung|praxis)|\b(?:mehr|lang|viel)jahrige\w* \w*erfahrung",
        r"|\bexperiencia de (?:mas de |mais de )?\d+ anos|\bexperience de (?:plus de )?\d+ ans|\b(?:\d+|deux|trois|cinq|dix|plusieurs)(?: ?\+)? (?:ans|annees) d'?(?:e )?(?:experience|pratique)|\b(?:\d+|dos|tres|cinco|diez|varios|muitos|dois|dez)(?: ?\+)? anos de (?:[\w/+#.-]+ ){0,3}?experiencia",
        r"|\b(?:\d+|twee|drie|vijf|tien)(?: ?\+)? jaar (?:[\w/+#.-]+ ){0,3}?(?:\w*ervaring)|\b(?:\d+|due|tre|cinque|dieci)(?: ?\+)? anni di (?:[\w/+#.-]+ ){0,3}?esperienza",
    ))
});

static TRAIT: LazyLock<Regex> = LazyLock::new(|| pattern(TRAITS));

const TRAITS: &str = concat!(
    r"\bpassion(?:ate)? (?:for|about|developer|engineer|programmer|coder|software|team|and|individual|professional|technologist|front|back|full|web|data)|\b(?:passie voor|passione per|pasion por|paixao por)|\bpassionate\b[ -~]{0,40}\b(?:developer|engineer|programmer|coder|professional)\b|\b(?:self-?(?:motivated|starter|driven|directed|disciplined)|hard-?working|hard worker|detail[- ]oriented|results?[- ](?:driven|oriented|focused)|goal[- ](?:driven|oriented)|solution[- ]oriented|team[- ]?players?|(?:quick|fast|rapid|continuous|lifelong) learner|go-getter|highly motivated|tech-?savvy|can-do|out[- ]of[- ]the[- ]box|outside the box|problem[- ]solver|proven (?:track record|ability|experience|expertise)|strong work ethic|attention to detail|multi-?task(?:ing|er)?|rock-?star|coding ninja|code ninja|guru|perfectionist|strategic thinker|creative thinker)\b",
    r"|\b(?:motivated|dedicated|dynamic|enthusiastic|ambitious|committed|talented|creative|versatile|seasoned|accomplished|skilled|innovative|reliable|driven|conscientious|proactive|organi[sz]ed|experienced|diligent|flexible)(?:,| and) (?:\w+[- ])?(?:motivated|dedicated|dynamic|enthusiastic|ambitious|committed|talented|creative|versatile|organi[sz]ed|innovative|reliable|driven|conscientious|proactive|flexible|hard-?working|responsible|punctual|friendly|adaptable|curious|diligent|independent|skilled|able to)\b",
    r"|\b(?:motivated|dedicated|dynamic|enthusiastic|ambitious|talented|versatile|seasoned|accomplished|innovative|experienced|skilled|proactive) (?:\w+[- ]){0,3}?(?:professional|individual|developer|engineer|programmer|person|team member|specialist|expert)\.?$",
    r"|\b(?:able|ability|capable|willing(?:ness)?) (?:to|of) (?:\w+ )?(?:work|learn|adapt|communicate|handle pressure|multitask|solve problems|think|working|learning)\b|\bwork(?:s|ing)? (?:well |effectively |both |equally well )*(?:independently|under pressure|in a team|in teams|with others)\b|\b(?:calm|good|great|effective) under pressure\b|\bthriv(?:e|es|ing) (?:in|on|under)\b|\bfast-paced\b",
    r"|\b(?:strong|excellent|great|good|outstanding|exceptional|superb|solid|effective|advanced|impeccable|proven)(?: and \w+)? (?:[\w-]+,? (?:and )?){0,4}?(?:skills|abilities|communicator|work ethic|team spirit)\b|\b(?:communication|interpersonal|problem[- ]solving|analytical|organi[sz]ational|leadership|teamwork|soft) skills\b|\blov(?:e|es|ing) (?:to )?(?:clean code|cod(?:e|ing)|technology|programming|challenges?|solv(?:e|ing)|learn(?:ing)?|new technolog)|\b(?:committed|dedicated) to (?:excellence|quality|delivering|continuous|clean)|\balways (?:willing|eager|ready|keen) to\b|\b(?:eager|keen|willing) to (?:learn|grow)\b|\bwrit(?:e|es|ing) clean(?:,| and|\b)[ -~]{0,30}code\b|\b(?:top-notch|world-class|cutting-edge|best-in-class|high-quality (?:software|code|solutions))\b",
    r"|\b(?:teamfahig\w*|teamplayer\w*|belastbar\w*|leidenschaft\w*|hochmotiviert\w*|motivierte?r?,? (?:und|entwickler\w*|softwareentwickler\w*)|und motiviert|begeisterte?r?|eigeninitiative|auffassungsgabe|kommunikationsstark\w*|kommunikationsfahig\w*|zielorientiert\w*|losungsorientiert\w*|ergebnisorientiert\w*|lernbereit\w*|engagiert\w*|teamgeist|zuverlassig,? (?:und|\w+ und)|und zuverlassig|strukturierte arbeitsweise|selbststandige?s? (?:arbeit\w*|und)|hohe (?:motivation|einsatzbereitschaft|lernbereitschaft)|unter (?:zeit)?druck)\b",
    r"|\b(?:passionne\w*|motive\w*,? et|et motive\w*|rigoureu\w*|esprit d'(?:equipe|initiative|analyse)|sens (?:de l'organisation|du travail|des responsabilites|de l'ecoute)|force de proposition|bon(?:ne)? (?:relationnel|communication|communicant)|capacites? (?:d'adaptation|d'analyse|a travailler)|travail(?:ler)? en equipe|sous pression|autonome et|et autonome|autonome,|polyvalent\w*|dynamique et|et dynamique|curieu(?:x|se))\b",
    r"|\b(?:apasionad[oa]\w*|proactiv[oa]|trabajo en equipo|trabajar (?:bajo presion|en equipo)|bajo presion|orientad[oa] a (?:los )?(?:resultados|objetivos|detalle)|responsable y|capacidad (?:de|para) (?:trabaj\w*|aprend\w*|adapt\w*|resol\w*|analisis)|motivad[oa] y|y motivad[oa]|comprometid[oa]|facilidad (?:de|para) (?:aprend\w*|trabaj\w*)|autodidacta|resolutiv[oa]|altamente motivad[oa]|buenas habilidades)\b",
    r"|\b(?:apaixonad[oa]\w*|proativ[oa]|trabalho em equipe?|trabalhar (?:em equipe?|sob pressao)|sob pressao|orientad[oa] (?:a|para) (?:resultados|objetivos)|facilidade (?:de|em|para) (?:aprend\w*|trabalh\w*|comunic\w*)|motivad[oa] e|e motivad[oa]|dedicad[oa] e|autodidata|boa comunicacao|capacidade de (?:trabalh\w*|aprend\w*|adapt\w*))\b",
    r"|\b(?:gepassioneerd\w*|teamspeler|gemotiveerd\w*|zelfstandig (?:kunnen )?werk\w*|zelfstandig en|leergierig\w*|stressbestendig\w*|resultaatgericht\w*|gedreven|enthousiast\w*|proactieve?|teamgericht|onder druk|goede communicat\w*)\b",
    r"|\b(?:appassionat[oa]\w*|motivat[oa] e|e motivat[oa]|lavoro di (?:squadra|gruppo)|spirito di squadra|capacita di (?:lavor\w*|adatt\w*|apprend\w*|problem)|proattiv[oa]|affidabile e|orientat[oa] (?:ai|al) (?:risultat\w*|obiettiv\w*)|lavorare (?:in team|in gruppo|sotto pressione)|sotto pressione|ottime (?:capacita|doti)|buone (?:capacita|doti))\b",
);

static SKILL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:experienced|expert|expertise|proficient|proficiency|skilled|versed|fluent|competent|adept|specialist|specialised|specialized|strong|experience|background|excel(?:s)?|comfortable) (?:in|with)\b",
        r"|\b(?:good|solid|strong|deep|sound|excellent|broad|extensive|advanced|in-depth|thorough|great|wide|vast|comprehensive|practical|hands-on|rich)(?: and \w+)? (?:\w+ )?(?:knowledge|understanding|command|grasp|background|experience|expertise)\b|\bknowledge of\b|\bunderstanding of\b",
        r"|\b(?:gute|sehr gute|fundierte|umfassende|solide|tiefgehende|breite|ausgepragte|umfangreiche|fortgeschrittene|grundliche|praktische)s? \w*(?:kenntnisse|erfahrung(?:en)?|wissen|verstandnis|know-?how)\b|\b(?:erfahren|versiert|erfahrung|kenntnisse|expert(?:e|in)) (?:in|mit|im)\b|\berfahrene?r? \w*entwickler\w*\b",
        r"|\b(?:bonnes?|solides?|excellentes?|tres bonnes?) (?:\w+ )?(?:connaissances?|maitrise|experience|competences?)\b|\bmaitrise (?:de|du|des)\b|\bexpert(?:e)? en\b|\bexperience (?:en|avec|dans)\b|\bexperimente(?:e)? en\b",
        r"|\b(?:buen(?:os|as)?|solid[oa]s?|ampli[oa]s?|excelentes?|fuertes?|profund[oa]s?) (?:\w+ )?(?:conocimientos?|dominio|experiencia|manejo)\b|\bexpert[oa] en\b|\bexperiencia (?:en|con)\b|\bconocimientos? (?:de|en)\b|\bdominio de\b",
        r"|\b(?:bons?|solid[oa]s?|ampl[oa]s?|excelentes?|forte) (?:\w+ )?(?:conhecimentos?|dominio|experiencia)\b|\bespecialista em\b|\bexperiencia (?:em|com)\b|\bconhecimentos? (?:\w+ )?(?:de|em)\b|\bexperiente em\b",
        r"|\b(?:goede|uitstekende|grondige|brede|ruime) (?:\w+ )?(?:kennis|ervaring|beheersing)\b|\b(?:ervaren|ervaring|kennis|bedreven) (?:in|met|van)\b|\b(?:buon[ae]?|ottim[ae]|solid[ae]|ampi[ae]|profond[ae]) (?:\w+ )?(?:conoscenz[ae]|padronanza|esperienza)\b|\bespert[oa] (?:in|di)\b|\besperienza (?:in|con)\b|\bconoscenz[ae] (?:di|del|dei)\b",
    ))
});

static DUTY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:(?:various|different|diverse|several|general|daily) (?:tasks|duties|activities|assignments)|responsible for|responsibilities includ(?:e|ed|ing)|duties includ(?:e|ed|ing)|in charge of|tasked with|involved in|participat(?:ed|ing) in|took part in|taking part in|contribut(?:ed|ing) to|help(?:ed|ing) (?:to|with|in|the)|assist(?:ed|ing)(?: in| with)?|support(?:ed|ing)|work(?:ed|ing) (?:on|with|as|in|closely)|collaborat(?:ed|ing) with|handl(?:ed|ing)|attended|perform(?:ed|ing)|engaged in)\b",
        r"|\b(?:verantwortlich fur|zustandig fur|mitarbeit|mitwirkung|mitgewirkt|beteiligt an|teilnahme|teilgenommen|unterstutzung|unterstutzt\w*|responsable (?:de|du|des|del)|en charge de|participation|participe|charge(?:e)? de|encargad[oa] de|participacion|particip[eo]|colabor\w*|apoyo|responsavel (?:por|pelo|pela)|participacao|participei|apoio|verantwoordelijk voor|betrokken bij|deelgenomen|meegewerkt|ondersteun\w*|responsabile d\w+|partecipazione|partecipato|supporto)\b",
    ))
});

/// Whether the words beside the claim are mostly such as stand in any résumé: languages, trades, fillers.
fn rest_is_general(sentence: &Sentence, claim: &Regex, least_share: f64) -> bool {
    let plain = &sentence.plain;
    let Some(hit) = claim.find(plain) else { return false };
    let beside = words(&plain[..hit.start()]).chain(words(&plain[hit.end()..]));
    let (mut n_words, mut n_general) = (0_u32, 0_u32);
    for word in beside.filter(|word| word.len() > 3 || word.chars().all(|c| c.is_ascii_uppercase())) {
        n_words += 1;
        let is_tool = sentence.tools.iter().any(|tool| tool.written.contains(word));
        n_general += u32::from(is_tool || is_general(word));
    }
    f64::from(n_general) >= least_share * f64::from(n_words)
}

/// Whether a word tells nothing of one's own: it begins with one of the stems of `data/general_words.txt`. Stems of up
/// to three letters are whole words, or their plural.
fn is_general(word: &str) -> bool {
    static STEMS: LazyLock<Vec<&str>> =
        LazyLock::new(|| include_str!("../../data/general_words.txt").split_whitespace().collect());
    let word = word.to_ascii_lowercase();
    STEMS.iter().any(|stem| match word.strip_prefix(stem) {
        Some(rest) => stem.len() > 3 || matches!(rest, "" | "s"),
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_fires, check_silent};

    const ID: &str = "generic_claims";

    #[test]
    fn claims_with_nothing_behind_are_flagged() {
        check_fires(
            ID,
            &[
                "10+ years of Python experience",
                "Experienced in Python",
                "Expert in backend development and cloud technologies",
                "Good knowledge of databases, APIs and agile methods",
                "Over 14 years of experience in software development",
                "Passionate developer who loves clean code",
                "Self-motivated, reliable and able to work independently or in a team",
                "Strong problem-solving skills and ability to work under pressure",
                "Hard-working team player with excellent communication skills",
                "Results-driven engineer with a proven track record of delivering high-quality software",
                "Responsible for backend development and bug fixing",
                "Worked on various projects for different clients",
                "Involved in the development of web applications",
                "Sehr gute Kenntnisse in Java und Datenbanken",
                "Teamfähig, belastbar und motiviert",
                "Mehrjährige Erfahrung in der Softwareentwicklung",
                "Développeur passionné par les nouvelles technologies",
                "Plus de 8 ans d'expérience en développement web",
                "Más de 10 años de experiencia en desarrollo de software",
                "Capacidad de trabajar en equipo y bajo presión",
                "Mais de 6 anos de experiência em desenvolvimento de software",
                "Gepassioneerd ontwikkelaar met oog voor kwaliteit",
                "Oltre 7 anni di esperienza nello sviluppo software",
            ],
        );
    }

    #[test]
    fn the_same_words_with_a_result_are_not() {
        check_silent(
            ID,
            &[
                "Experienced a threefold traffic surge on launch day and kept the booking system up by adding a cache",
                "Responsible for the payments service that takes 3M requests a day",
                "Self-motivated: rebuilt the billing run alone and cut it from 5 hours to 20 minutes",
                "Backend engineer who likes boring, well-measured systems and short feedback loops",
                "Backend engineer with 7 years in healthcare, mostly on the ingest service and what surrounds it",
                "10 years of experience with SEPA mandates, chargebacks and ledger reconciliation at acquirers",
                "Joined logistics after a degree in physics and stayed for the hard problems",
                "Proficient: Python, Django, AWS",
                "English (professional working proficiency), German (fluent)",
                "Registered Nurse with 13 years of practice in Seoul",
                "Built the billing API in FastAPI",
                "The ideal candidate is a passionate team player",
                "",
            ],
        );
    }

    #[test]
    fn praise_stands_before_duties() {
        let body =
            "Summary\n\nResponsible for coding and documentation. Passionate developer who loves clean code.";
        check(
            ID,
            body,
            &["Passionate developer who loves clean code.", "Responsible for coding and documentation."],
        );
    }
}
