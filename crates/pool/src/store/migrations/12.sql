-- What the columns of tables of applicants held, by their headings, so that the next table of the same kind need not be explained.
CREATE TABLE table_mappings (
    headings TEXT PRIMARY KEY, -- JSON
    mapping TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;
