-- How long candidates are kept; one row at most, none: until somebody erases them.
CREATE TABLE retention (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    keep TEXT NOT NULL, -- a period as ISO 8601 has it
    author TEXT NOT NULL,
    made TEXT NOT NULL
) STRICT;

-- Candidates who must not be erased, as in a dispute, whatever the period.
CREATE TABLE holds (
    candidate INTEGER PRIMARY KEY REFERENCES candidates (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    made TEXT NOT NULL
) STRICT;

-- The rules that the résumé was read by when something was decided, marked or written; null where that was not noted yet.
ALTER TABLE step_changes ADD COLUMN rules TEXT;
