//! The SQLite store, the import, and what a pool is asked.
