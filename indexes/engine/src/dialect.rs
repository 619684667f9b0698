//! Which engine answers, and what it can do.

use serde_json::Value;

/// Whose language an engine speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// OpenSearch.
    OpenSearch,
    /// Elasticsearch.
    Elasticsearch,
    /// Quickwit, which speaks a part of Elasticsearch's language below a path of its own.
    Quickwit,
}

/// What an engine can do for a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Whether it looks for words with letters wrong (`postgers~1`).
    pub finds_misspelt: bool,
    /// Whether words near each other are found in their order only.
    pub near_keeps_order: bool,
    /// Whether it lists the best first by Candela's points; otherwise by its own, and only the first of them are put in order.
    pub ranks: bool,
    /// Whether what was put is found as soon as the engine is told to let it be (`refresh`); otherwise some seconds later.
    pub finds_at_once: bool,
    /// Whether who is erased is gone at once. Otherwise they are hidden at once, and gone later.
    pub erases_at_once: bool,
    /// Whether it asks for a login; otherwise whoever reaches it reads everything.
    pub has_login: bool,
}

impl Dialect {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::OpenSearch, Self::Elasticsearch, Self::Quickwit];

    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::OpenSearch => "OpenSearch",
            Self::Elasticsearch => "Elasticsearch",
            Self::Quickwit => "Quickwit",
        }
    }

    /// The one of a name; case does not matter.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dialect| dialect.name().eq_ignore_ascii_case(name))
    }

    /// The one that tells of itself so at its root.
    pub(crate) fn of_root(root: &Value) -> Option<Self> {
        let version = root.get("version")?;
        match version.get("distribution").and_then(Value::as_str) {
            Some(distribution) => Self::of_name(distribution),
            // Older versions of Quickwit name no distribution, and call the cluster by its name alone.
            None => match (root.get("cluster_uuid"), root.get("cluster_name")) {
                (Some(id), Some(name)) if id == name => Some(Self::Quickwit),
                _ => version.get("number").map(|_| Self::Elasticsearch),
            },
        }
    }

    /// Whether it holds one revision of each candidate and refuses an older one; otherwise it only adds.
    pub fn knows_revisions(self) -> bool {
        self != Self::Quickwit
    }

    /// What stands before every path of Elasticsearch's language.
    pub(crate) fn prefix(self) -> &'static str {
        match self {
            Self::OpenSearch | Self::Elasticsearch => "",
            Self::Quickwit => "/api/v1/_elastic",
        }
    }

    /// What it can do.
    pub fn capabilities(self) -> Capabilities {
        let is_quickwit = self == Self::Quickwit;
        Capabilities {
            finds_misspelt: !is_quickwit,
            near_keeps_order: !is_quickwit,
            ranks: !is_quickwit,
            finds_at_once: !is_quickwit,
            erases_at_once: !is_quickwit,
            has_login: !is_quickwit,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn engines_are_known_by_what_they_tell_of_themselves() {
        let check = |root: Value, expected| assert_eq!(Dialect::of_root(&root), expected, "{root}");
        check(
            json!({"version": {"distribution": "opensearch", "number": "2.19.0"}}),
            Some(Dialect::OpenSearch),
        );
        check(
            json!({"cluster_name": "a", "cluster_uuid": "b", "version": {"number": "8.17.0"}}),
            Some(Dialect::Elasticsearch),
        );
        check(json!({"version": {"distribution": "quickwit", "number": "7.17.0"}}), Some(Dialect::Quickwit));
        check(
            json!({"cluster_name": "a", "cluster_uuid": "a", "version": {"number": "7.17.0"}}),
            Some(Dialect::Quickwit),
        );
        check(json!({"version": {"distribution": "other"}}), None);
        check(json!({"hello": "world"}), None);
    }
}
