//! The résumé index: schema, analysers, query language, snippets.
