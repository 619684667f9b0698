-- How long candidates are kept, at most and at least, with the profile that it began with; one row at most, none: until somebody
-- erases them. Takes the place of `retention`, which knew no least.
CREATE TABLE keeping (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    profile TEXT, -- null: of one's own
    keep TEXT, -- a period as ISO 8601 has it; null: nobody is ever due
    at_least TEXT, -- the same; null: may be erased at any time
    author TEXT NOT NULL,
    made TEXT NOT NULL
) STRICT;
INSERT INTO keeping (id, keep, author, made) SELECT id, keep, author, made FROM retention;
DROP TABLE retention;

-- Candidates who are kept by another profile than the pool's.
CREATE TABLE kept_otherwise (
    candidate INTEGER PRIMARY KEY REFERENCES candidates (id) ON DELETE CASCADE,
    profile TEXT NOT NULL
) STRICT;

-- That candidates were erased sooner than a rule allows, and why; who they were is nowhere.
CREATE TABLE early_erasures (
    id INTEGER PRIMARY KEY,
    erased TEXT NOT NULL, -- the day
    author TEXT NOT NULL,
    candidates INTEGER NOT NULL,
    rule TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;

-- Searches whose answer somebody saw, with the first of it, for whoever asks how candidates were chosen.
CREATE TABLE logged_searches (
    id INTEGER PRIMARY KEY,
    query TEXT, -- null: it held a word of the name of somebody who was erased
    author TEXT NOT NULL,
    made TEXT NOT NULL,
    total INTEGER NOT NULL,
    rules TEXT NOT NULL
) STRICT;
CREATE TABLE logged_hits (
    search INTEGER NOT NULL REFERENCES logged_searches (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    candidate INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    PRIMARY KEY (search, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX logged_hits_by_candidate ON logged_hits (candidate);
