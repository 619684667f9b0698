//! How a sentence stands to the work it speaks of: done by the candidate, or only wished for, learnt, taught, denied,
//! aimed at, or done by somebody else.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::pattern;
use crate::sieve::{MayFit, Pattern};

/// What a sentence claims about the candidate. Only [`Stance::Told`] can be evidence of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stance {
    /// Told as a fact about the candidate's own work; the ordinary case.
    Told,
    /// "No experience with Django".
    Denied,
    /// "Want to learn Kubernetes", "looking for a Rust team".
    Wished,
    /// "Course: Intro to FastAPI", "taught Django to beginners".
    Taught,
    /// "Familiar with the basics of React".
    Known,
    /// "The team lead introduced pytest", "built by an agency".
    Others,
    /// "We are looking for a developer with …", quoted from a job advert.
    Advert,
    /// Meetups, charity runs, choirs.
    Leisure,
}

impl Stance {
    /// As an explanation says it: "it is a wish".
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Told => "it tells of work done",
            Self::Denied => "it is denied",
            Self::Wished => "it is a wish",
            Self::Taught => "it was learnt or taught",
            Self::Known => "it only claims knowledge",
            Self::Others => "it tells of somebody else's work",
            Self::Advert => "it quotes a job advert",
            Self::Leisure => "it is leisure",
        }
    }
}

/// The stance of a folded sentence: the first in [`SIGNS`] that fits.
pub(crate) fn stance(plain: &str, may_fit: MayFit) -> Stance {
    let sign = SIGNS.iter().find(|(_, sign)| sign.find_sieved(plain, may_fit).is_some());
    sign.map_or(Stance::Told, |(stance, _)| *stance)
}

/// The patterns that give stances away.
pub(crate) fn patterns() -> impl Iterator<Item = &'static Pattern> {
    SIGNS.iter().map(|(_, sign)| sign)
}

/// What gives a stance away, in the order of judging.
static SIGNS: LazyLock<[(Stance, Pattern); 7]> = LazyLock::new(|| {
    [
        (Stance::Advert, ADVERT),
        (Stance::Denied, DENIED),
        (Stance::Wished, WISHED),
        (Stance::Taught, TAUGHT),
        (Stance::Others, OTHERS),
        (Stance::Leisure, LEISURE),
        (Stance::Known, KNOWN),
    ]
    .map(|(stance, sign)| (stance, Pattern::new(sign)))
});

const ADVERT: &str = concat!(
    r"\bwe are (?:looking|hiring|searching)\b|\bwe (?:offer|expect|require)\b|\bthe ideal candidate\b|\byou (?:will|should|must) (?:have|bring|be)\b",
    r"|\b(?:interview(?:ed|ing) (?:candidates|applicants)|recruit(?:ed|ing) (?:for|of|candidates|developers|engineers)|applicants|job openings?|vacanc(?:y|ies))\b|\b(?:the|this) (?:role|position|job|vacancy|advert) (?:requires?|asks|calls|involves)\b|\b(?:must|nice)[- ]to?[- ]?haves?\b|\bjob (?:description|advert|posting|requirements)\b",
    r"|\bwir (?:suchen|bieten|erwarten)\b|\bsie bringen\b|\bstellenanzeige\b|\bnous (?:recherchons|offrons)\b|\bse (?:busca|ofrece|requiere)\b|\b(?:buscamos|procuramos|oferecemos|ofrecemos|cerchiamo|offriamo)\b|\bwij zoeken\b|\bwij bieden\b",
);

const DENIED: &str = concat!(
    r"\b(?:no|not any|without(?: any)?|little|zero|lack(?:s|ing)?(?: of)?|limited) (?:[\w/+#.-]+ ){0,3}?(?:experience|exposure|knowledge|background|skills)\b",
    r"|\b(?:have|has|had)(?: not|n't) (?:yet |ever )?(?:used|worked|touched|tried|written|built|deployed)\b|\b(?:never|not yet) (?:used|worked|touched|tried|written|built|deployed|seen)\b|\bno longer use",
    r"|\bdo(?: not|n't) (?:know|use|have)\b|\bkeine? (?:\w+ )?(?:erfahrung|kenntnisse|praxis)|\bohne (?:\w+ )?(?:erfahrung|kenntnisse)|\b(?:noch )?nie (?:\w+ )*(?:benutzt|gearbeitet|verwendet|eingesetzt)",
    r"|\b(?:sans|pas d'|aucune) ?(?:experience|connaissance)|\bjamais utilise|\b(?:sin|ninguna) (?:experiencia|conocimientos)|\bnunca he\b|\b(?:sem|nenhuma) (?:experiencia|conhecimento)|\bnunca (?:usei|trabalhei)|\b(?:geen|zonder) (?:\w+ )?(?:ervaring|kennis)|\bnooit (?:met|gewerkt|gebruikt)|\b(?:nessuna|senza) (?:esperienza|conoscenza)|\bmai (?:usato|lavorato)",
);

const WISHED: &str = concat!(
    r"^ ?(?:i )?(?:want|would like|wish|hope|would love|plan|am keen|am eager|keen|eager) to\b|\b(?:want(?:s|ed|ing)?|would like|'d like|wish(?:es)?|hop(?:e|es|ing)|eager|keen|aspir(?:e|es|ing)|aim(?:s|ing)?|plan(?:s|ning)?|intend(?:s|ing)?|excited|curious) to (?:learn|work|use|try|get|gain|move|grow|become|deepen|build|explore|join|start|master|expand|pick|dive|apply|contribute|develop)\b",
    r"|\b(?:looking (?:for|to|forward)|seeking|in search of|searching for|open to (?:work|relocation|new|roles|remote)|interested in|interest in|would love|dream of|next step)\b",
    r"|\b(?:currently|now|still|started|began|begun|keep|am) (?:learning|studying|exploring)\b|\blearning (?:to|how|about|more)\b|\bto learn\b|\bself[- ]study",
    r"|\b(?:mochte|wurde gerne?|will) (?:[\w/+#.-]+ ){0,6}?(?:lernen|arbeiten|vertiefen|einarbeiten|kennenlernen|wechseln)|\binteress(?:e an|iert an|iere mich)|\bauf der suche|^ ?suche\b|\blerne (?:gerade|derzeit|zurzeit)|\bderzeit am lernen",
    r"|\b(?:souhaite|cherche a|desire|envie de|a la recherche|interesse[e]? par|j'apprends|en cours d'apprentissage)\b|^ ?recherche (?:un|une)\b|\b(?:me gustaria|quiero|deseo|busco|en busca de|interesad[oa] en|aprendiendo|aprender)\b|\b(?:gostaria de|quero|desejo|busco|procuro|em busca de|interessad[oa] em|aprendendo|a aprender)\b",
    r"|\b(?:wil graag|zou graag|op zoek naar|geinteresseerd in|aan het leren|leer momenteel)\b|\b(?:vorrei|desidero|cerco|alla ricerca|interessat[oa] a|sto imparando|imparare)\b",
);

const TAUGHT: &str = concat!(
    r"^ ?certified\b|^ ?(?:attended|visited|watched|listened to) (?:an? |the |several )?(?:talks?|conferences?|webinars?|meet-?ups?)\b|\b(?:boot ?camp|tutorials?|udemy|coursera|edx|pluralsight|codecademy|freecodecamp|mooc|nanodegree|linkedin learning|datacamp|udacity|khan academy|w3schools|youtube)\b",
    r"|\b(?:course ?work|lecture notes|homework|coursework|class project|course (?:project|exercise|material|assignment)|certificate (?:in|of)|certification (?:in|course))\b",
    r"|\b(?:online|video|evening|weekend|introductory|crash|training|university|short|summer) (?:course|class|school)\b|^ ?(?:course|training|workshop|kurs|cours|curso|cursus|corso|certificates?|certificat|zertifikat|formation|formacion|formacao|schulung|weiterbildung)s? ?(?::|-|\bin\b|\bon\b|\ben\b|\bem\b|\bde\b|\bsur\b)",
    r"|\b(?:took|taking|completed?|attend(?:ed|ing)?|finished|followed|passed|enrolled in|visited|audited) (?:[\w/+#.-]+ ){0,4}?(?:course|courses|class|classes|training|workshop|seminar|lectures?|bootcamp|certification|certificate)\b",
    r"|\b(?:taught|teach|teaches|teaching|lectur(?:ed|er|ing)|tutor(?:ed|ing)|instruct(?:ed|or)|gave (?:a |an )?(?:class|course|lesson|lecture|workshop)s?|teaching assistant|marked (?:tests|exams|papers)|ran (?:a )?workshops?|held (?:a )?workshops?)\b",
    r"|\b(?:unterrichtet|unterrichte|dozent|lehrauftrag|kurs (?:besucht|absolviert)|online-?kurs|besuchte? (?:\w+ )*kurs|schulung (?:besucht|absolviert|in)|weiterbildung (?:in|zu)|tutorium)",
    r"|\b(?:suivi (?:une|un|de) (?:formation|cours)|formation (?:en ligne|a|sur)|cours (?:en ligne|de|du soir)|enseigne|donne des cours|curso (?:de|en|online|em)|cursos (?:de|en|online)|impart(?:i|ido|iendo)|clases de|ensin(?:ei|ava)|aulas de|dava aulas|cursus (?:over|in|gevolgd)|lesgegeven|doceerde|corso (?:di|su|online)|insegnat[oa]|docente)\b",
);

const OTHERS: &str = concat!(
    r"^ ?(?:the|our|my) (?:company|firm|employer|group|corporation)'s\b|^ ?(?:the|our|my|an?|another|his|her|their)(?: former| previous| next| other)? (?:[\w-]+ )?(?:lead|manager|boss|dbas?|admins?|administrators?|interns?|colleagues?|predecessor|successor|vendor|agency|contractors?|consultan(?:t|ts|cy)|architect|company|employer|firm|client|customer|supplier|cto|ceo|director|department|market|(?:other|partner|platform|infrastructure|infra|data|qa|sister|neighbouring|neighboring|central|external|offshore|research|security|compliance|legal|operations|ops|dev ?ops|sre|support|analytics|science|backend|back-end|frontend|front-end|mobile|web|api|cloud|network|database|systems|compliance|product|design|ml|ai) team)s? (?:who |that |had |has |have |later |then |once |already |was |were |is |are )*(?:introduc|implement|automat|tun|fine-?tun|add|fix|configur|optimi[sz]|redesign|refactor|enabl|train|made|took|built|buil[dt]|wrote|writ|set|us(?:es|ed)|mov|migrat|chose|cho[os]|adopt|cut|reduc|rais|increas|grew|grow|serv|handl|process|run|ran|roll|develop|creat|deliver|design|own|report|achiev|sav|lower|doubl|tripl|launch|operat|ship|maintain|rewrot|rewrit|replac|test|deploy|brought|bring|kept|held)\w*\b",
    r"|\b(?:written|built|introduced|developed|designed|done|made|set up|maintained|owned|led|rewritten|delivered|run|operated|achieved|implemented|rolled out) (?:entirely |mostly |solely |previously |originally )?by (?:an?|the|our|my|another|other|some|external)(?: [\w-]+)? ?(?:agency|vendor|teams?|contractors?|consultan\w+|colleagues?|lead|manager|predecessor|supplier|company|engineers?|department|others?)\b",
    r"|^ ?(?:der|die|das|unser|unsere|mein|meine|ein|eine) (?:[\w-]+ )?(?:teamleit\w*|leit\w*|chef\w*|kolleg\w*|agentur|dienstleister|vorganger\w*|firma|unternehmen|lieferant\w*|nachbarteam) (?:\w+ )?(?:fuhrte|baute|schrieb|hat|hatte|setzte|entwickelte|senkte|erhohte|reduzierte|betreibt|betrieb)\b",
    r"|^ ?(?:le|la|l'|notre|mon|ma|un|une) ?(?:[\w-]+ )?(?:chef|responsable|manager|collegue|agence|prestataire|predecesseur|entreprise|societe|equipe voisine)\b[ \w'-]{0,30}? (?:a|avait|ont) \w+",
    r"|^ ?(?:el|la|nuestro|nuestra|mi|un|una) (?:[\w-]+ )?(?:jef[ea]|responsable|lider|companer[oa]|agencia|proveedor|empresa|consultora)\b[ \w'-]{0,30}? (?:introdujo|construyo|escribio|ha|habia|redujo|implanto|desarrollo)\b",
    r"|^ ?(?:o|a|nosso|nossa|meu|minha|um|uma) (?:[\w-]+ )?(?:chefe|gerente|lider|colega|agencia|fornecedor|empresa|consultoria)\b[ \w'-]{0,30}? (?:introduziu|construiu|escreveu|reduziu|implantou|desenvolveu)\b",
    r"|^ ?(?:de|het|onze|mijn|een) (?:[\w-]+ )?(?:teamleider|manager|collega|leverancier|bureau|voorganger|bedrijf)\b[ \w'-]{0,30}? (?:introduceerde|bouwde|schreef|heeft|had|verlaagde)\b",
    r"|^ ?(?:il|la|lo|l'|nostro|nostra|un|una) ?(?:[\w-]+ )?(?:capo|responsabile|manager|collega|agenzia|fornitore|azienda|societa)\b[ \w'-]{0,30}? (?:ha|aveva|introdusse)\b",
);

const LEISURE: &str = concat!(
    r"\b(?:hackathons?|meet-?ups?|charity|marathons?|hobb(?:y|ies)|fundrais\w*|choir|listeners?|half-marathon|(?:fun|10k|5k|sponsored|charity) run|triathlon|book club|chess club|football club|orchestra)\b",
    r"|\b(?:volunteer(?:ed|ing)? (?:at|for|in|as)|ehrenamt\w*|benevol\w*|voluntari[oa]\w*|vrijwillig\w*|volontari\w*)\b",
);

const KNOWN: &str = concat!(
    r"\b(?:familiar(?:ity)? with|basics of|basic (?:knowledge|understanding|skills)|some (?:experience|exposure|knowledge)|exposure to|beginner|(?:good|solid|strong|deep|working|sound|excellent|practical|theoretical|broad|extensive|advanced|in-depth)? ?(?:knowledge|understanding|command|grasp) of|(?:experienced|proficient|skilled|expert|expertise|versed|fluent|comfortable|competent|adept|specialised|specialized|specialist|experience) (?:in|with|at)|know(?:s)? )\b",
    r"|\b(?:grundkenntnisse|kenntnisse|erfahrung(?:en)?|erfahren|vertraut|sicher im umgang|expertise|versiert) (?:in|mit|im|von|der|des)\b|\b\w*kenntnisse\b|\b(?:notions|connaissances?|maitrise|bonne connaissance|experience|expert|competences?) (?:de|du|des|en|avec|sur)\b",
    r"|\b(?:conocimientos?|dominio|experiencia|expert[oa]|manejo|nociones) (?:de|del|en|con)\b|\b(?:conhecimentos?|dominio|experiencia|especialista|nocoes) (?:de|do|em|com)\b|\b(?:kennis|ervaring|ervaren|bekend|vertrouwd) (?:van|met|in)\b|\b(?:conoscenza|conoscenze|esperienza|espert[oa]|padronanza|nozioni) (?:di|del|della|in|con)\b",
);

/// Whether a figure in the sentence is only aimed at, or was missed.
pub(crate) fn is_target(plain: &str) -> bool {
    static AIMED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:goals?|targets?|aims?|ziele?|objectifs?|objetivos?|metas?|doel|obiettivi?o?) ?:|\b(?:aim(?:ed|ing|s)? (?:to|at|for)|set out to|(?:targets?|goals?|objective|ambition) (?:of|was|is|to|for|were)|targeting|planned to|plans? to|expected to|supposed to|should (?:have )?(?:cut|reduce|save|raise|bring)|hoped? to|meant to|want(?:s|ed)? to|tried to|attempted to|intended to|projected to|estimated to|could (?:have )?(?:cut|save|reduce)|would (?:have )?(?:cut|save|reduce)|potential(?:ly)? (?:to|saving)|budget(?:ed)? for|proposed|pitched|ziel (?:war|ist|von)|angestrebt\w*|geplant\w*|soll(?:te)?\b|objectif (?:de|etait)|visait|vise a|prevu\w*|objetivo (?:de|era)|meta (?:de|era)|previst[oa]\w*|planeado|doel (?:was|van)|gepland|obiettivo (?:di|era)|puntava)\b",
        )
    });
    static MISSED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:(?:not|never|n't|without)(?: \w+)? (?:reach|met|meet|achiev|hit|succeed|attain)\w*|missed|fell short|(?:was|were) dropped|failed to|unsuccessful\w*|(?:project|product|feature) (?:was |got )?(?:cancelled|canceled|stopped|shelved|abandoned)|cancelled before|(?:was|were|been|got|later|then|finally) abandoned|abandoned (?:the|this|that|it|after|when|because)|(?:nicht|nie) (?:erreicht|geschafft)|verfehlt\w*|non atteint\w*|pas atteint\w*|no (?:se )?(?:alcanz|logr|cumpl)\w*|nao (?:ating|alcanc)\w*|niet (?:gehaald|bereikt)|non raggiunt\w*)\b",
        )
    });
    static BEATEN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:exceed|beat(?:ing)?\b|surpass|ahead of|over[- ]?deliver|ubertroffen|ubertraf|depass|superad|superou|superando|overtroffen|superat)",
        )
    });
    MISSED.is_match(plain) || (AIMED.is_match(plain) && !BEATEN.is_match(plain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;
    use crate::sieve::may_fit;

    #[test]
    fn only_what_is_told_as_work_is_told() {
        let rows = [
            ("Built the course catalogue in Django", Stance::Told),
            ("Reduced no-shows with machine learning in PyTorch", Stance::Told),
            ("Removed the last Flask views without a rewrite", Stance::Told),
            ("Introduced pytest in the team", Stance::Told),
            ("No experience with Django yet", Stance::Denied),
            ("Noch keine Erfahrung mit Kubernetes", Stance::Denied),
            ("I want to learn Kubernetes next", Stance::Wished),
            ("Looking for a team that uses FastAPI", Stance::Wished),
            ("Je souhaite travailler avec React", Stance::Wished),
            ("Course: Intro to FastAPI", Stance::Taught),
            ("Completed an online course on Kubernetes", Stance::Taught),
            ("Taught Django to 30 beginners", Stance::Taught),
            ("Curso de React en línea", Stance::Taught),
            ("The team lead introduced pytest", Stance::Others),
            ("Der Teamleiter führte pytest ein", Stance::Others),
            ("Kept a shop alive that was built by an external agency in Laravel", Stance::Others),
            ("We are looking for a developer with Django", Stance::Advert),
            ("Gave talks at 6 meetups", Stance::Leisure),
            ("Familiar with the basics of React", Stance::Known),
            ("Gute Kenntnisse in Java und Spring", Stance::Known),
        ];
        for (text, expected) in rows {
            let plain = fold(text);
            assert_eq!(stance(&plain, may_fit(&plain)), expected, "{text}");
        }
    }

    #[test]
    fn targets_are_no_results() {
        let rows = [
            ("Aimed to cut costs by 30 %", true),
            ("Cut costs by 12 %, missed the goal of 30 %", true),
            ("Cut costs by 35 %, exceeding the target of 30 %", false),
            ("Cut costs by 35 %", false),
            ("Cut load time by 2 s and abandoned baskets by 18 %", false),
            ("Ziel war eine Senkung um 20 %, nicht erreicht", true),
        ];
        for (text, expected) in rows {
            assert_eq!(is_target(&fold(text)), expected, "{text}");
        }
    }
}
