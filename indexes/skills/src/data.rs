//! The bundled taxonomy: one file a category, under `data`.

use crate::Category;

/// A file of the taxonomy.
pub(crate) struct Bundled {
    /// What all its skills are.
    pub(crate) category: Category,
    /// Name of the file, without its ending.
    pub(crate) name: &'static str,
    pub(crate) text: &'static str,
}

macro_rules! bundled {
    ($($category:ident => $name:literal,)*) => {
        &[$(Bundled {
            category: Category::$category,
            name: $name,
            text: include_str!(concat!("../data/", $name, ".toml")),
        }),*]
    };
}

/// The text of every bundled file: what the bundled skills are, to tell one version of them from another.
pub fn bundled_data() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|file| file.text)
}

/// Every file, in the order of the categories.
pub(crate) const FILES: &[Bundled] = bundled! {
    Language => "language",
    WebFramework => "web_framework",
    FrontendFramework => "frontend_framework",
    FrontendLibrary => "frontend_library",
    MarkupStyle => "markup_style",
    Mobile => "mobile",
    BuildTool => "build_tool",
    Runtime => "runtime",
    DataProcessing => "data_processing",
    Warehouse => "warehouse",
    DataScience => "data_science",
    BusinessIntelligence => "business_intelligence",
    MachineLearning => "machine_learning",
    MlTool => "ml_tool",
    Llm => "llm",
    VectorStore => "vector_store",
    Testing => "testing",
    Typing => "typing",
    Linter => "linter",
    DependencyTool => "dependency_tool",
    Container => "container",
    Delivery => "delivery",
    Infrastructure => "infrastructure",
    Cloud => "cloud",
    CloudService => "cloud_service",
    OperatingSystem => "operating_system",
    VersionControl => "version_control",
    Observability => "observability",
    Database => "database",
    SearchEngine => "search_engine",
    DatabaseTool => "database_tool",
    Orm => "orm",
    Streaming => "streaming",
    MessageBroker => "message_broker",
    TaskQueue => "task_queue",
    Concurrency => "concurrency",
    Api => "api",
    Security => "security",
    Networking => "networking",
    Embedded => "embedded",
    Game => "game",
    Blockchain => "blockchain",
    Scraping => "scraping",
    Practice => "practice",
    Domain => "domain",
    Design => "design",
    Management => "management",
    Office => "office",
    BusinessSoftware => "business_software",
    Engineering => "engineering",
    Editor => "editor",
    ContentManagement => "content_management",
    Analytics => "analytics",
    Documentation => "documentation",
    Model => "model",
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_file_of_the_folder_is_bundled_under_its_category() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let kept: BTreeSet<String> = files
            .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
            .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
            .collect();
        let bundled: BTreeSet<String> = FILES.iter().map(|file| file.name.to_owned()).collect();
        assert_eq!(bundled, kept);
        let in_order: Vec<&str> = FILES.iter().map(|file| file.name).collect();
        assert_eq!(in_order, Category::NAMES);
        for file in FILES {
            assert_eq!(toml::Value::try_from(file.category).unwrap().as_str(), Some(file.name));
        }
    }
}
