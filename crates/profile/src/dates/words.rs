//! The words of dates, in many languages.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Month names by language, one row a month; abbreviations stand beside them.
#[rustfmt::skip]
pub(super) const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "janvier", "janv", "enero", "ene", "janeiro", "januari",
        "gennaio", "gen", "styczeń", "leden", "ocak", "января", "январь"],
    &["february", "feb", "febr", "februar", "février", "févr", "fév", "fevrier", "febrero", "fevereiro",
        "fev", "februari", "febbraio", "luty", "únor", "şubat", "февраля", "февраль"],
    &["march", "mar", "märz", "mär", "mrz", "maerz", "mars", "marzo", "março", "marco", "maart", "mrt",
        "marzec", "březen", "mart", "марта", "март", "marts"],
    &["april", "apr", "avril", "avr", "abril", "abr", "aprile", "kwiecień", "duben", "nisan", "апреля",
        "апрель"],
    &["may", "mai", "mayo", "maio", "mei", "maggio", "mag", "maj", "květen", "mayıs", "мая", "май"],
    &["june", "jun", "juni", "juin", "junio", "junho", "giugno", "giu", "czerwiec", "červen", "haziran",
        "июня", "июнь"],
    &["july", "jul", "juli", "juillet", "juil", "julio", "julho", "luglio", "lug", "lipiec", "červenec",
        "temmuz", "июля", "июль"],
    &["august", "aug", "août", "aout", "agosto", "ago", "augustus", "sierpień", "srpen", "ağustos",
        "августа", "август", "augusti"],
    &["september", "sept", "sep", "septembre", "septiembre", "setiembre", "setembro", "set", "settembre",
        "wrzesień", "září", "eylül", "сентября", "сентябрь"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre", "outubro", "out", "ottobre", "ott",
        "październik", "říjen", "ekim", "октября", "октябрь"],
    &["november", "nov", "novembre", "noviembre", "novembro", "listopad", "kasım", "ноября", "ноябрь"],
    &["december", "dec", "dezember", "dez", "décembre", "déc", "decembre", "diciembre", "dic",
        "dezembro", "dicembre", "grudzień", "prosinec", "aralık", "декабря", "декабрь", "desember",
        "des"],
];

/// Seasons with their first and last month on the northern half, where most résumés that use them are written.
pub(super) const SEASONS: &[(&[&str], u8, u8)] = &[
    (&["spring", "frühjahr", "frühling", "printemps", "primavera", "voorjaar", "lente"], 3, 5),
    (&["summer", "sommer", "été", "verano", "verão", "zomer", "estate"], 6, 8),
    (&["fall", "autumn", "herbst", "automne", "otoño", "outono", "herfst", "autunno"], 9, 11),
    (&["winter", "hiver", "invierno", "inverno"], 12, 12),
];

/// Words for a stay that goes on.
#[rustfmt::skip]
pub(super) const PRESENT: &[&str] = &[
    "present", "now", "current", "currently", "today", "ongoing", "to date", "till date", "till now",
    "until now", "heute", "jetzt", "laufend", "dato", "aktuell", "gegenwärtig", "présent", "présente",
    "aujourd'hui", "aujourd’hui", "à ce jour", "a ce jour", "actuel", "actuellement", "en cours",
    "maintenant", "actualidad", "actual", "actualmente", "la actualidad", "presente", "hoy", "a la fecha",
    "atual", "atualmente", "o momento", "hoje", "heden", "nu", "oggi", "attuale", "in corso",
    "attualmente", "obecnie", "současnost", "halen", "günümüz", "至今", "现在", "現在", "现今", "현재",
    "настоящее время",
];

/// Words before the only date of a stay that goes on.
pub(super) const SINCE: &[&str] =
    &["since", "from", "seit", "ab", "depuis", "desde", "sinds", "vanaf", "dal", "da", "od"];

pub(super) static MONTH_NUMBERS: LazyLock<HashMap<&'static str, u8>> = LazyLock::new(|| {
    MONTHS
        .iter()
        .zip(1_u8..)
        .flat_map(|(names, number)| names.iter().map(move |name| (*name, number)))
        .collect()
});
