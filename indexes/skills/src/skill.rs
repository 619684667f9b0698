//! A skill and the kind of thing it is.

use serde::{Deserialize, Serialize};

/// One entry of the taxonomy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skill {
    /// Canonical name, the one shown and stored: "PostgreSQL".
    pub name: String,
    /// Every other spelling, weak ones included, in the order of the data.
    pub aliases: Vec<String>,
    /// The kind of thing it is.
    pub category: Category,
    /// Canonical names of what knowing it directly implies: Django has Python.
    pub parents: Vec<String>,
}

/// The kind of thing a skill is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Programming and query languages.
    Language,
    /// What server-side applications and sites are built with.
    WebFramework,
    /// What browser applications are built with.
    FrontendFramework,
    /// Libraries used inside a browser application.
    FrontendLibrary,
    /// Mark-up, style sheets and data notations.
    MarkupStyle,
    /// Mobile platforms and frameworks.
    Mobile,
    /// Bundlers and build systems.
    BuildTool,
    /// What programs run on.
    Runtime,
    /// Batch processing, orchestration of data jobs, table formats.
    DataProcessing,
    /// Analytical databases.
    Warehouse,
    /// Libraries and tools for analysis.
    DataScience,
    /// Dashboards and reports.
    BusinessIntelligence,
    /// Frameworks that train models.
    MachineLearning,
    /// Libraries and tools around models.
    MlTool,
    /// Building with language models.
    Llm,
    /// Similarity search over embeddings.
    VectorStore,
    /// Test frameworks and tools.
    Testing,
    /// Static typing and validation by types.
    Typing,
    /// Linters and formatters.
    Linter,
    /// Package and dependency management.
    DependencyTool,
    /// Containers and their orchestration.
    Container,
    /// Continuous integration and delivery.
    Delivery,
    /// Infrastructure as code and virtualisation.
    Infrastructure,
    /// Cloud providers and platforms.
    Cloud,
    /// Single services of a cloud.
    CloudService,
    /// Operating systems, web and application servers.
    OperatingSystem,
    /// Version control.
    VersionControl,
    /// Metrics, traces, logs and alerts.
    Observability,
    /// Databases.
    Database,
    /// Full-text search.
    SearchEngine,
    /// Pooling, migration and change capture of databases.
    DatabaseTool,
    /// Object-relational mapping.
    Orm,
    /// Event streams.
    Streaming,
    /// Message brokers.
    MessageBroker,
    /// Background jobs.
    TaskQueue,
    /// Asynchronous and parallel programming.
    Concurrency,
    /// Interface styles and interface products.
    Api,
    /// Identity, protection and security testing.
    Security,
    /// Networks.
    Networking,
    /// Devices, electronics and industrial control.
    Embedded,
    /// Games and graphics.
    Game,
    /// Distributed ledgers.
    Blockchain,
    /// Fetching and parsing pages.
    Scraping,
    /// Ways of working.
    Practice,
    /// Fields of knowledge.
    Domain,
    /// Design tools and practice.
    Design,
    /// Planning and communication tools.
    Management,
    /// Office software.
    Office,
    /// Customer, resource and process software.
    BusinessSoftware,
    /// Computer-aided engineering.
    Engineering,
    /// Editors and development environments.
    Editor,
    /// Content management and shops.
    ContentManagement,
    /// Product analytics and marketing technology.
    Analytics,
    /// Writing and publishing documentation.
    Documentation,
    /// Trained models and assistants that are used as they are.
    Model,
}

impl Category {
    /// The names of all of them, as data and the command line write them.
    #[rustfmt::skip]
    pub const NAMES: &[&str] = &[
        "language", "web_framework", "frontend_framework", "frontend_library", "markup_style",
        "mobile", "build_tool", "runtime", "data_processing", "warehouse",
        "data_science", "business_intelligence", "machine_learning", "ml_tool", "llm",
        "vector_store", "testing", "typing", "linter", "dependency_tool",
        "container", "delivery", "infrastructure", "cloud", "cloud_service",
        "operating_system", "version_control", "observability", "database", "search_engine",
        "database_tool", "orm", "streaming", "message_broker", "task_queue",
        "concurrency", "api", "security", "networking", "embedded",
        "game", "blockchain", "scraping", "practice", "domain",
        "design", "management", "office", "business_software", "engineering",
        "editor", "content_management", "analytics", "documentation", "model",
    ];

    /// Whether its skills are alternatives to one another, so that a project uses one and rarely four.
    pub fn is_rivalrous(self) -> bool {
        matches!(self, Self::WebFramework | Self::FrontendFramework | Self::MachineLearning | Self::Cloud)
    }
}
