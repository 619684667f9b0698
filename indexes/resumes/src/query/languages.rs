//! Languages that may be asked for by name: ISO 639-1 code, English name, own name.

/// Those that résumés name most, by code.
const LANGUAGES: &[(&str, &str, &str)] = &[
    ("ar", "arabic", "العربية"),
    ("bg", "bulgarian", "български"),
    ("bn", "bengali", "বাংলা"),
    ("ca", "catalan", "català"),
    ("cs", "czech", "čeština"),
    ("da", "danish", "dansk"),
    ("de", "german", "deutsch"),
    ("el", "greek", "ελληνικά"),
    ("en", "english", "english"),
    ("es", "spanish", "español"),
    ("et", "estonian", "eesti"),
    ("fa", "persian", "فارسی"),
    ("fi", "finnish", "suomi"),
    ("fr", "french", "français"),
    ("ga", "irish", "gaeilge"),
    ("he", "hebrew", "עברית"),
    ("hi", "hindi", "हिन्दी"),
    ("hr", "croatian", "hrvatski"),
    ("hu", "hungarian", "magyar"),
    ("hy", "armenian", "հայերեն"),
    ("id", "indonesian", "bahasa"),
    ("is", "icelandic", "íslenska"),
    ("it", "italian", "italiano"),
    ("ja", "japanese", "日本語"),
    ("ka", "georgian", "ქართული"),
    ("ko", "korean", "한국어"),
    ("lt", "lithuanian", "lietuvių"),
    ("lv", "latvian", "latviešu"),
    ("ms", "malay", "melayu"),
    ("nl", "dutch", "nederlands"),
    ("no", "norwegian", "norsk"),
    ("pl", "polish", "polski"),
    ("pt", "portuguese", "português"),
    ("ro", "romanian", "română"),
    ("ru", "russian", "русский"),
    ("sk", "slovak", "slovenčina"),
    ("sl", "slovenian", "slovenščina"),
    ("sq", "albanian", "shqip"),
    ("sr", "serbian", "српски"),
    ("sv", "swedish", "svenska"),
    ("sw", "swahili", "kiswahili"),
    ("ta", "tamil", "தமிழ்"),
    ("te", "telugu", "తెలుగు"),
    ("th", "thai", "ไทย"),
    ("tr", "turkish", "türkçe"),
    ("uk", "ukrainian", "українська"),
    ("ur", "urdu", "اردو"),
    ("vi", "vietnamese", "việt"),
    ("yo", "yoruba", "yorùbá"),
    ("zh", "chinese", "中文"),
];

/// The code of a language by code or name; any two letters are a code.
pub(crate) fn code(typed: &str) -> Option<String> {
    let typed = typed.to_lowercase();
    let two_letters = typed.len() == 2 && typed.bytes().all(|byte| byte.is_ascii_lowercase());
    let known =
        LANGUAGES.iter().find(|(code, english, own)| [*code, *english, *own].contains(&typed.as_str()));
    known.map(|(code, ..)| (*code).to_owned()).or(two_letters.then_some(typed))
}

/// The English name of a code, or the code where it is a rare one.
pub(crate) fn english(code: &str) -> String {
    let known = LANGUAGES.iter().find(|(known, ..)| *known == code);
    known.map_or_else(|| code.to_owned(), |(_, english, _)| english[..1].to_uppercase() + &english[1..])
}

/// Every name that may be typed.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().flat_map(|(_, english, own)| [*english, *own])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_code_and_by_names() {
        for typed in ["de", "German", "deutsch", "DE"] {
            assert_eq!(code(typed).as_deref(), Some("de"), "{typed}");
        }
        assert_eq!(code("xh").as_deref(), Some("xh"));
        assert_eq!(code("klingon"), None);
        assert_eq!((english("de").as_str(), english("xh").as_str()), ("German", "xh"));
    }
}
