-- Where the recruiter was in the list when the window was last used; no row: nowhere yet.
CREATE TABLE place (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    query TEXT NOT NULL,
    row INTEGER NOT NULL
) STRICT;
