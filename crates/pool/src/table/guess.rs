//! What a column seems to hold: by its heading, else by its values.

use super::Meaning;
use super::parse::Parsed;

/// Values that are looked at.
const LOOKED_AT: usize = 50;
/// What is longer than this is written text.
const LONG_CHARS: usize = 300;
/// Endings of the names of résumés.
const DOCUMENTS: [&str; 10] = ["pdf", "docx", "doc", "odt", "rtf", "html", "md", "txt", "eml", "msg"];

/// Headings without anything but letters, in lower case, English and German and what several programs write.
const HEADINGS: &[(Meaning, &[&str])] = &[
    (
        Meaning::FirstName,
        &["firstname", "firstnames", "givenname", "givennames", "forename", "vorname", "vornamen", "prénom"],
    ),
    (Meaning::LastName, &["lastname", "lastnames", "familyname", "surname", "nachname", "familienname"]),
    (
        Meaning::Name,
        &[
            "name",
            "fullname",
            "candidate",
            "candidatename",
            "applicant",
            "applicantname",
            "person",
            "bewerber",
            "bewerberin",
            "bewerbername",
            "kandidat",
            "kandidatin",
            "vollername",
            "nameundvorname",
            "vorundnachname",
            "nom",
        ],
    ),
    (
        Meaning::Email,
        &[
            "email",
            "emails",
            "mail",
            "emailaddress",
            "emailaddresses",
            "emailadresse",
            "mailadresse",
            "candidateemail",
            "primaryemail",
        ],
    ),
    (
        Meaning::Phone,
        &[
            "phone",
            "phones",
            "phonenumber",
            "telephone",
            "tel",
            "mobile",
            "mobilephone",
            "cell",
            "candidatephone",
            "telefon",
            "telefonnummer",
            "rufnummer",
            "handy",
            "handynummer",
            "mobil",
            "mobiltelefon",
        ],
    ),
    (
        Meaning::Link,
        &[
            "link",
            "links",
            "url",
            "urls",
            "website",
            "websites",
            "homepage",
            "github",
            "githuburl",
            "githubprofile",
            "gitlab",
            "linkedin",
            "linkedinurl",
            "linkedinprofile",
            "portfolio",
            "portfoliourl",
            "profile",
            "profileurl",
            "webseite",
        ],
    ),
    (
        Meaning::Location,
        &[
            "location",
            "currentlocation",
            "city",
            "town",
            "place",
            "ort",
            "wohnort",
            "stadt",
            "standort",
            "ville",
        ],
    ),
    (
        Meaning::ResumeFile,
        &[
            "resume",
            "résumé",
            "cv",
            "resumefile",
            "cvfile",
            "resumepath",
            "cvpath",
            "resumefilename",
            "cvfilename",
            "file",
            "filename",
            "filepath",
            "path",
            "attachment",
            "attachments",
            "document",
            "documents",
            "lebenslauf",
            "lebenslaufdatei",
            "datei",
            "dateiname",
            "dateipfad",
            "pfad",
            "anhang",
            "anlage",
        ],
    ),
    (
        Meaning::ResumeText,
        &[
            "resumetext",
            "cvtext",
            "fulltext",
            "text",
            "resumecontent",
            "parsedresume",
            "lebenslauftext",
            "volltext",
        ],
    ),
    (
        Meaning::Note,
        &[
            "note",
            "notes",
            "comment",
            "comments",
            "remark",
            "remarks",
            "feedback",
            "notiz",
            "notizen",
            "kommentar",
            "kommentare",
            "bemerkung",
            "bemerkungen",
            "anmerkung",
            "anmerkungen",
        ],
    ),
    (
        Meaning::Tags,
        &["tag", "tags", "label", "labels", "schlagwort", "schlagworte", "schlagwörter", "stichwörter"],
    ),
    (
        Meaning::Date,
        &[
            "date",
            "applied",
            "appliedat",
            "appliedon",
            "applieddate",
            "dateapplied",
            "applicationdate",
            "submitted",
            "submittedat",
            "created",
            "createdat",
            "receivedat",
            "datum",
            "bewerbungsdatum",
            "eingang",
            "eingangsdatum",
            "eingegangen",
            "beworbenam",
        ],
    ),
];

/// What each column seems to hold.
pub(super) fn mapping(parsed: &Parsed) -> Vec<Meaning> {
    let guess = |(nth, heading): (usize, &String)| {
        let values: Vec<_> = parsed.values(nth).take(LOOKED_AT).collect();
        match by_heading(heading) {
            // One word for the file and for what it says.
            Some(Meaning::ResumeFile) if values.iter().any(|value| is_text(value)) => Meaning::ResumeText,
            // On a server, where nothing is fetched from.
            Some(Meaning::ResumeFile) if most(&values, is_address) => Meaning::Ignore,
            Some(meaning) => meaning,
            None => by_values(&values),
        }
    };
    parsed.headings.iter().enumerate().map(guess).collect()
}

fn by_heading(heading: &str) -> Option<Meaning> {
    let letters: String = heading.to_lowercase().chars().filter(|char| char.is_alphabetic()).collect();
    HEADINGS.iter().find(|(_, headings)| headings.contains(&letters.as_str())).map(|(meaning, _)| *meaning)
}

fn by_values(values: &[&str]) -> Meaning {
    if most(values, |value| {
        value.split_once('@').is_some_and(|(_, rest)| rest.contains('.') && !rest.contains(' '))
    }) {
        Meaning::Email
    } else if most(values, is_address) {
        Meaning::Link
    } else if most(values, is_document) {
        Meaning::ResumeFile
    } else if most(values, is_text) {
        Meaning::ResumeText
    } else {
        Meaning::Ignore
    }
}

fn most(values: &[&str], fits: impl Fn(&str) -> bool) -> bool {
    !values.is_empty() && values.iter().filter(|value| fits(value)).count() * 4 >= values.len() * 3
}

fn is_address(value: &str) -> bool {
    value.starts_with("http://") || value.starts_with("https://") || value.starts_with("www.")
}

fn is_document(value: &str) -> bool {
    let ending = value.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| DOCUMENTS.contains(&ending.as_str())) && !value.contains('\n')
}

fn is_text(value: &str) -> bool {
    value.contains('\n') || value.chars().count() > LONG_CHARS
}
