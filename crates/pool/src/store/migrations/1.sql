-- A person. What the list shows and sorts by is copied here from the facts of the newest résumé.
CREATE TABLE candidates (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    resume INTEGER REFERENCES resumes (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT,
    name_key TEXT, -- the name folded for sorting
    headline TEXT,
    location TEXT,
    years REAL,
    revision INTEGER NOT NULL DEFAULT 1, -- counts up with every change that the search index must learn of
    indexed INTEGER NOT NULL DEFAULT 0 -- the revision that the search index holds; 0: none
) STRICT;
CREATE INDEX candidates_by_name ON candidates (name_key IS NULL, name_key, id);
CREATE INDEX candidates_by_years ON candidates (years IS NULL, years DESC, id);
CREATE INDEX candidates_behind ON candidates (id) WHERE indexed <> revision;

-- One document of a candidate.
CREATE TABLE resumes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    candidate INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    import INTEGER NOT NULL REFERENCES imports (id),
    hash BLOB NOT NULL UNIQUE, -- blake3 of the file's bytes
    path ANY NOT NULL, -- text, or the system's own bytes where a path is no text
    size_bytes INTEGER NOT NULL,
    format TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT,
    warnings TEXT NOT NULL, -- JSON
    modified TEXT, -- the document's own last change
    as_of TEXT NOT NULL -- what "present" stood for when the facts were taken
) STRICT;
CREATE INDEX resumes_by_candidate ON resumes (candidate);
CREATE INDEX resumes_by_import ON resumes (import);

-- The text of a résumé in reading order.
CREATE TABLE texts (
    resume INTEGER PRIMARY KEY REFERENCES resumes (id) ON DELETE CASCADE,
    body TEXT NOT NULL
) STRICT;

-- Pages, boxes of words, links and hidden text, packed.
CREATE TABLE layouts (
    resume INTEGER PRIMARY KEY REFERENCES resumes (id) ON DELETE CASCADE,
    pages INTEGER NOT NULL,
    packed BLOB NOT NULL
) STRICT;

-- The facts of a résumé, whole, with their spans.
CREATE TABLE facts (
    resume INTEGER PRIMARY KEY REFERENCES resumes (id) ON DELETE CASCADE,
    profile TEXT NOT NULL -- JSON
) STRICT;

-- Skills of a résumé, for rows and counts.
CREATE TABLE skills (
    resume INTEGER NOT NULL REFERENCES resumes (id) ON DELETE CASCADE,
    skill TEXT NOT NULL,
    place INTEGER NOT NULL, -- 0 work, 1 project, 2 list
    years REAL,
    PRIMARY KEY (resume, skill)
) STRICT, WITHOUT ROWID;

-- Ways to reach a candidate, for rows and to find the same person again.
CREATE TABLE contacts (
    resume INTEGER NOT NULL REFERENCES resumes (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (resume, kind, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX contacts_by_value ON contacts (kind, value);

-- Flags of a résumé, in the order of the catalogue.
CREATE TABLE signals (
    resume INTEGER NOT NULL REFERENCES resumes (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    signal TEXT NOT NULL,
    polarity TEXT NOT NULL,
    PRIMARY KEY (resume, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX signals_by_id ON signals (signal);

-- Where a flag stands, strongest first.
CREATE TABLE evidence (
    resume INTEGER NOT NULL,
    signal INTEGER NOT NULL, -- position of the flag
    position INTEGER NOT NULL,
    place TEXT NOT NULL, -- JSON
    reason TEXT NOT NULL,
    PRIMARY KEY (resume, signal, position),
    FOREIGN KEY (resume, signal) REFERENCES signals (resume, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- One run over the paths somebody gave.
CREATE TABLE imports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    started TEXT NOT NULL,
    finished INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What became of each path of an import.
CREATE TABLE import_items (
    import INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    path ANY NOT NULL,
    status TEXT NOT NULL,
    reason TEXT,
    candidate INTEGER REFERENCES candidates (id) ON DELETE SET NULL,
    PRIMARY KEY (import, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_items_by_candidate ON import_items (candidate);
