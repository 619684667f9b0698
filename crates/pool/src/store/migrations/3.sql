-- What a person put right by hand. It wins over what is read, whenever that is read again.
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    candidate INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    change TEXT NOT NULL, -- JSON
    author TEXT NOT NULL,
    made TEXT NOT NULL,
    undone TEXT -- when it was taken back; null while it holds
) STRICT;
CREATE INDEX corrections_by_candidate ON corrections (candidate, id);

-- The rules that a résumé was last read by; others are read again.
ALTER TABLE resumes ADD COLUMN rules TEXT NOT NULL DEFAULT '';
CREATE INDEX resumes_by_rules ON resumes (rules, id);

-- The candidate whose résumés these are versions of, once a person said so.
ALTER TABLE candidates ADD COLUMN merged_into INTEGER REFERENCES candidates (id) ON DELETE SET NULL;
CREATE INDEX candidates_merged ON candidates (merged_into) WHERE merged_into IS NOT NULL;

-- Two candidates that a person said are not the same.
CREATE TABLE apart (
    one INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE, -- the larger number
    author TEXT NOT NULL,
    made TEXT NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

-- Who was said to be one person, and who not; nothing is deleted from it but with its candidate.
CREATE TABLE same_history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    one INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    said TEXT NOT NULL, -- same, separate, different
    author TEXT NOT NULL,
    made TEXT NOT NULL
) STRICT;

-- A sketch of each text, in pieces: texts that are nearly the same share at least one piece.
CREATE TABLE sketches (
    resume INTEGER NOT NULL REFERENCES resumes (id) ON DELETE CASCADE,
    piece INTEGER NOT NULL, -- which of the pieces
    value INTEGER NOT NULL,
    PRIMARY KEY (resume, piece)
) STRICT, WITHOUT ROWID;
CREATE INDEX sketches_by_value ON sketches (piece, value);
