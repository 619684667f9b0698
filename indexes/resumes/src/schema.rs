//! The fields of the index.

use std::path::Path;

use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, FieldType, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing,
    TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, Tokenizer, TokenizerManager};

use crate::analyse::{ANALYSER, Analyser, fold, words};
use crate::entry::{Entry, EntryLanguage, Spoken};
use crate::pattern::{OnlyWanted, WantedTerms};
use crate::plan::{Plan, ValueKind};
use crate::query::TextField;
use crate::skill_use::SkillUse;

/// Name of the column that orders equals.
pub(crate) const ID: &str = "id";
/// Names of the columns that hold, in the same order, each skill of a résumé and how it was used.
pub(crate) const SKILL_NAME: &str = "skill_name";
pub(crate) const SKILL_USE: &str = "skill_use";
/// Stands before signals that only state something: they are found like others, and not counted among them.
pub(crate) const FACT: &str = "fact:";
/// Names of columns that are counted.
pub(crate) const FLAG: &str = "flag";
pub(crate) const HAS: &str = "has";
pub(crate) const YEARS: &str = "years";
pub(crate) const ROLE: &str = "role";
pub(crate) const LEVEL: &str = "level";
pub(crate) const LANGUAGE: &str = "lang_code";
pub(crate) const CITY: &str = "city_name";
pub(crate) const FOLDER: &str = "folder_path";
/// Seconds since 1970, and the number of the résumé.
pub(crate) const IMPORTED: &str = "imported";
pub(crate) const RESUME: &str = "resume";

/// The fields by their use.
#[derive(Clone)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    analyser: String,
    pub(crate) id: Field,
    /// Everything a reader sees, the name too: found, not ranked.
    pub(crate) body: Field,
    /// What of the body tells of work done: ranked.
    pub(crate) work: Field,
    /// Job titles and headline: ranked.
    pub(crate) title: Field,
    pub(crate) name: Field,
    company: Field,
    city: Field,
    school: Field,
    file: Field,
    /// Skills under their key.
    pub(crate) skill: Field,
    skill_name: Field,
    skill_use: Field,
    pub(crate) years: Field,
    pub(crate) flag: Field,
    pub(crate) has: Field,
    pub(crate) role: Field,
    pub(crate) level: Field,
    /// `de`, and `de>=b2` for each level up to the one spoken.
    pub(crate) language: Field,
    language_code: Field,
    /// The town whole, under its key.
    pub(crate) city_whole: Field,
    city_name: Field,
    /// The folder's path and its name, under their keys.
    pub(crate) folder: Field,
    folder_path: Field,
    pub(crate) imported: Field,
    pub(crate) resume: Field,
    /// The body as given, and where in it work is told of.
    pub(crate) stored_body: Field,
    pub(crate) stored_work: Field,
}

impl Fields {
    pub(crate) fn new() -> Self {
        Self::with_words_of(ANALYSER)
    }

    /// What Tantivy is told about the analyser. Whatever its name was, what is written from now on has the words of this version.
    pub(crate) fn tokenizers(&self) -> TokenizerManager {
        self.words_by(Analyser)
    }

    /// The same for an index that holds these terms and no others.
    pub(crate) fn only(&self, wanted: WantedTerms) -> TokenizerManager {
        self.words_by(OnlyWanted::of(wanted))
    }

    fn words_by(&self, analyser: impl Tokenizer) -> TokenizerManager {
        let tokenizers = TokenizerManager::default();
        tokenizers.register(&self.analyser, TextAnalyzer::from(analyser));
        tokenizers
    }

    /// Those of an index that was written, when they are these; its words may be those of another version.
    pub(crate) fn of(schema: &Schema) -> Option<Self> {
        let body = schema.get_field("body").ok()?;
        let FieldType::Str(options) = schema.get_field_entry(body).field_type() else { return None };
        let fields = Self::with_words_of(options.get_indexing_options()?.tokenizer());
        (fields.schema == *schema).then_some(fields)
    }

    /// Whether their words are those of this version.
    pub(crate) fn are_current(&self) -> bool {
        self.analyser == ANALYSER
    }

    fn with_words_of(analyser: &str) -> Self {
        let words = || {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(analyser)
                .set_fieldnorms(false)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions);
            TextOptions::default().set_indexing_options(indexing)
        };
        let mut schema = Schema::builder();
        let id = schema.add_u64_field(ID, FAST | INDEXED);
        let [body, work, name] = ["body", "work", "name"].map(|name| schema.add_text_field(name, words()));
        let title = schema.add_text_field("title", words() | STORED);
        let [company, city, school, file] =
            ["company", "city", "school", "file"].map(|name| schema.add_text_field(name, words()));
        let skill = schema.add_text_field("skill", STRING);
        let skill_name = schema.add_text_field(SKILL_NAME, TextOptions::default().set_fast("raw"));
        let skill_use = schema.add_u64_field(SKILL_USE, FAST);
        let years = schema.add_f64_field(YEARS, FAST);
        let flag = schema.add_text_field(FLAG, STRING | FAST);
        let has = schema.add_text_field(HAS, STRING | FAST);
        let role = schema.add_text_field(ROLE, STRING | FAST);
        let level = schema.add_text_field(LEVEL, STRING | FAST);
        let language = schema.add_text_field("lang", STRING);
        let city_whole = schema.add_text_field("city_whole", STRING);
        let folder = schema.add_text_field("folder", STRING);
        let [language_code, city_name, folder_path] = [LANGUAGE, CITY, FOLDER]
            .map(|name| schema.add_text_field(name, TextOptions::default().set_fast("raw")));
        let imported = schema.add_i64_field(IMPORTED, FAST);
        let resume = schema.add_u64_field(RESUME, FAST);
        let stored_body = schema.add_text_field("stored_body", STORED);
        let stored_work = schema.add_u64_field("stored_work", STORED);
        let schema = schema.build();
        Self {
            schema,
            analyser: analyser.to_owned(),
            id,
            body,
            work,
            title,
            name,
            company,
            city,
            school,
            file,
            skill,
            skill_name,
            skill_use,
            years,
            flag,
            has,
            role,
            level,
            language,
            language_code,
            city_whole,
            city_name,
            folder,
            folder_path,
            imported,
            resume,
            stored_body,
            stored_work,
        }
    }

    pub(crate) fn field(&self, field: TextField) -> Field {
        match field {
            TextField::Title => self.title,
            TextField::Company => self.company,
            TextField::City => self.city,
            TextField::School => self.school,
            TextField::File => self.file,
        }
    }

    pub(crate) fn of_value(&self, kind: ValueKind) -> Field {
        match kind {
            ValueKind::Flag => self.flag,
            ValueKind::Has => self.has,
            ValueKind::Role => self.role,
            ValueKind::Level => self.level,
            ValueKind::Language => self.language,
            ValueKind::City => self.city_whole,
            ValueKind::Folder => self.folder,
        }
    }

    /// Those of exact values that no leaf of a plan asks for; what only columns hold is none of them.
    pub(crate) fn unasked(&self, plan: &Plan) -> Vec<Field> {
        let values = ValueKind::ALL.map(|kind| self.of_value(kind));
        let asked: Vec<Field> = (plan.all_leaves().into_iter())
            .filter_map(|leaf| match leaf {
                Plan::Value { kind, .. } => Some(self.of_value(*kind)),
                Plan::Skill(_) => Some(self.skill),
                _ => None,
            })
            .collect();
        values.into_iter().chain([self.skill]).filter(|field| !asked.contains(field)).collect()
    }

    pub(crate) fn document_without(&self, entry: &Entry, unasked: &[Field]) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        for (field, value) in
            self.document(entry).field_values().filter(|(field, _)| !unasked.contains(field))
        {
            document.add_field_value(field, value);
        }
        document
    }

    pub(crate) fn document(&self, entry: &Entry) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_u64(self.id, entry.id);
        document.add_text(self.body, &entry.body);
        document.add_text(self.stored_body, &entry.body);
        for range in &entry.work {
            let Some(text) = entry.body.get(range.clone()) else { continue };
            document.add_text(self.work, text);
            document.add_u64(self.stored_work, pack_range(range));
        }
        let one_each =
            [(self.name, &entry.name), (self.title, &entry.headline), (self.city, &entry.location)];
        for (field, value) in one_each.into_iter().filter_map(|(field, value)| Some((field, value.as_ref()?)))
        {
            document.add_text(field, value);
        }
        document.add_text(self.file, &entry.file_name);
        let many =
            [(self.title, &entry.titles), (self.company, &entry.companies), (self.school, &entry.schools)];
        for (field, value) in
            many.into_iter().flat_map(|(field, values)| values.iter().map(move |value| (field, value)))
        {
            document.add_text(field, value);
        }
        for skill in &entry.skills {
            document.add_text(self.skill, skill_key(&skill.name));
            document.add_text(self.skill_name, &skill.name);
            document.add_u64(self.skill_use, u64::from(SkillUse::of(skill).pack()));
        }
        if let Some(years) = entry.years {
            document.add_f64(self.years, f64::from(years));
        }
        for flag in &entry.flags {
            document.add_text(self.flag, flag);
        }
        for fact in &entry.facts {
            document.add_text(self.flag, format!("{FACT}{fact}"));
        }
        for has in &entry.has {
            document.add_text(self.has, has.name());
        }
        for role in &entry.roles {
            document.add_text(self.role, role);
        }
        if let Some(level) = &entry.level {
            document.add_text(self.level, level);
        }
        for language in &entry.languages {
            document.add_text(self.language_code, &language.code);
            for term in language_terms(language) {
                document.add_text(self.language, term);
            }
        }
        self.add_origin(&mut document, entry);
        document
    }

    fn add_origin(&self, document: &mut TantivyDocument, entry: &Entry) {
        if let Some(city) = entry.city.as_ref().filter(|city| !value_key(city).is_empty()) {
            document.add_text(self.city_whole, value_key(city));
            document.add_text(self.city_name, city);
            for other in &entry.other_cities {
                document.add_text(self.city_whole, value_key(other));
                document.add_text(self.city, other);
            }
        }
        if !value_key(&entry.folder).is_empty() {
            document.add_text(self.folder_path, &entry.folder);
            document.add_text(self.folder, value_key(&entry.folder));
            let name = Path::new(&entry.folder).file_name().map(|name| value_key(&name.to_string_lossy()));
            if let Some(name) = name.filter(|name| *name != value_key(&entry.folder)) {
                document.add_text(self.folder, name);
            }
        }
        document.add_i64(self.imported, entry.imported);
        document.add_u64(self.resume, entry.resume);
    }
}

/// What a skill is looked up by: case, accents and white space do not matter.
pub(crate) fn skill_key(name: &str) -> String {
    let words = words(name).into_iter().filter(|word| word.length == 1);
    words.map(|word| word.stem).collect::<Vec<_>>().join(" ")
}

/// The whole value of a field as it is compared: case, accents, quotes and how wide its blanks are do not matter.
pub(crate) fn value_key(value: &str) -> String {
    let words: Vec<String> = value.split_whitespace().map(|word| fold(&word.replace('"', ""))).collect();
    words.join(" ").trim().to_owned()
}

/// The terms of a language: its code, and one for each level up to the one spoken.
pub(crate) fn language_terms(language: &EntryLanguage) -> Vec<String> {
    let levels = language.spoken.map_or(&[][..], |spoken| &Spoken::ALL[..=spoken as usize]);
    let at_least = levels.iter().map(|least| language_term(&language.code, Some(*least)));
    std::iter::once(language_term(&language.code, None)).chain(at_least).collect()
}

/// What a language, spoken at least so well, is looked up by.
pub(crate) fn language_term(code: &str, least: Option<Spoken>) -> String {
    match least {
        None => code.to_owned(),
        Some(least) => format!("{code}>={}", least.name()),
    }
}

fn pack_range(range: &std::ops::Range<usize>) -> u64 {
    (range.start as u64) << 32 | range.end as u64
}

/// The range that `pack_range` made.
pub(crate) fn unpack_range(packed: u64) -> std::ops::Range<usize> {
    (packed >> 32) as usize..(packed & 0xffff_ffff) as usize
}
