//! The fields of the index.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{TantivyDocument, tokenizer::TextAnalyzer, tokenizer::TokenizerManager};

use crate::analyse::{ANALYSER, Analyser, terms};
use crate::entry::Entry;
use crate::query::TextField;
use crate::skill_use::SkillUse;

/// Name of the column that orders equals.
pub(crate) const ID: &str = "id";
/// Names of the columns that hold, in the same order, each skill of a résumé and how it was used.
pub(crate) const SKILL_NAME: &str = "skill_name";
pub(crate) const SKILL_USE: &str = "skill_use";
/// Names of columns that are counted.
pub(crate) const FLAG: &str = "flag";
pub(crate) const HAS: &str = "has";
pub(crate) const YEARS: &str = "years";

/// The fields by their use.
#[derive(Clone)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
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
    /// The body as given, and where in it work is told of.
    pub(crate) stored_body: Field,
    pub(crate) stored_work: Field,
}

impl Fields {
    pub(crate) fn new() -> Self {
        let words = || {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(ANALYSER)
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
        let stored_body = schema.add_text_field("stored_body", STORED);
        let stored_work = schema.add_u64_field("stored_work", STORED);
        let schema = schema.build();
        Self {
            schema,
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
            stored_body,
            stored_work,
        }
    }

    pub(crate) fn of(&self, field: TextField) -> Field {
        match field {
            TextField::Title => self.title,
            TextField::Company => self.company,
            TextField::City => self.city,
            TextField::School => self.school,
            TextField::File => self.file,
        }
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
            document.add_u64(self.skill_use, SkillUse::of(skill).pack());
        }
        if let Some(years) = entry.years {
            document.add_f64(self.years, f64::from(years));
        }
        for flag in &entry.flags {
            document.add_text(self.flag, flag);
        }
        for has in &entry.has {
            document.add_text(self.has, has.name());
        }
        document
    }
}

/// What a skill is looked up by: case, accents and white space do not matter.
pub(crate) fn skill_key(name: &str) -> String {
    terms(name)
        .into_iter()
        .filter(|term| term.length == 1)
        .map(|term| term.text)
        .collect::<Vec<_>>()
        .join(" ")
}

fn pack_range(range: &std::ops::Range<usize>) -> u64 {
    (range.start as u64) << 32 | range.end as u64
}

/// The range that `pack_range` made.
pub(crate) fn unpack_range(packed: u64) -> std::ops::Range<usize> {
    (packed >> 32) as usize..(packed & 0xffff_ffff) as usize
}

/// What Tantivy is told about the analyser.
pub(crate) fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(ANALYSER, TextAnalyzer::from(Analyser));
    tokenizers
}
