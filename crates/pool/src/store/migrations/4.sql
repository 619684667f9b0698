-- What is thought of a candidate today; nobody has thought of those without a row.
CREATE TABLE decisions (
    candidate INTEGER PRIMARY KEY REFERENCES candidates (id) ON DELETE CASCADE,
    decision TEXT NOT NULL, -- shortlist, maybe, reject
    reason TEXT,
    author TEXT NOT NULL,
    made TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_by_decision ON decisions (decision);

-- Words that the recruiter put on a candidate, written as they were first written in this pool.
CREATE TABLE tags (
    candidate INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    tag TEXT NOT NULL COLLATE NOCASE,
    PRIMARY KEY (candidate, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX tags_by_tag ON tags (tag);

-- What the recruiter wrote about a candidate, in Markdown.
CREATE TABLE notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    candidate INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    author TEXT NOT NULL,
    made TEXT NOT NULL,
    changed TEXT -- when the text was last another; null when it never was
) STRICT;
CREATE INDEX notes_by_candidate ON notes (candidate, id);

-- Reasons that are offered with a decision.
CREATE TABLE reasons (
    position INTEGER PRIMARY KEY,
    reason TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO reasons (position, reason) VALUES
    (0, 'Experience fits'),
    (1, 'Skills missing'),
    (2, 'Too junior for the role'),
    (3, 'Too senior for the role'),
    (4, 'Place or hours do not fit'),
    (5, 'Ask first');

-- The journal: one row for everything that was done in one go, taken back in one go.
CREATE TABLE steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    author TEXT NOT NULL,
    made TEXT NOT NULL,
    undone TEXT, -- when it was taken back; null while it stands
    final INTEGER NOT NULL DEFAULT 0 -- 1: taken back for good, since something else was done after that
) STRICT;
CREATE INDEX steps_undone ON steps (id) WHERE undone IS NOT NULL AND final = 0;

-- What a step changed, with the state before and after.
CREATE TABLE step_changes (
    step INTEGER NOT NULL REFERENCES steps (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    candidate INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    change TEXT NOT NULL, -- JSON
    PRIMARY KEY (step, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX step_changes_by_candidate ON step_changes (candidate, step);
