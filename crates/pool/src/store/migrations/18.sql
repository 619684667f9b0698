-- What the search engine of a pool holds, where the pool has one (its address stands in a file beside the database). The engine is
-- filled from here and can be filled anew.

-- The revision that the engine surely holds and finds; 0 for none.
ALTER TABLE candidates ADD COLUMN engine_revision INTEGER NOT NULL DEFAULT 0;
CREATE INDEX candidates_behind_engine ON candidates (id) WHERE engine_revision <> revision;

-- Whether the index on the engine was made, and until when the engine is left in peace, with what was the matter.
CREATE TABLE engine_index (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    is_made INTEGER NOT NULL,
    paused_until INTEGER NOT NULL DEFAULT 0,
    trouble TEXT
) STRICT;

-- What was sent and is not found yet: the engine may hold it. Taken is what it said to have.
CREATE TABLE engine_sent (
    candidate INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    is_taken INTEGER NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (candidate, revision)
) STRICT, WITHOUT ROWID;

-- What the engine will not take, and why.
CREATE TABLE engine_refused (
    candidate INTEGER PRIMARY KEY REFERENCES candidates (id) ON DELETE CASCADE,
    said TEXT NOT NULL
) STRICT;

-- Older revisions that the engine still holds.
CREATE TABLE engine_older (
    candidate INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    ordered INTEGER,
    PRIMARY KEY (candidate, revision)
) STRICT, WITHOUT ROWID;

-- Candidates who are to go from the engine and may still be there. Whoever was on the way to it when they went is settled only
-- after a while.
CREATE TABLE engine_removals (
    candidate INTEGER PRIMARY KEY,
    since INTEGER NOT NULL,
    is_settled INTEGER NOT NULL,
    ordered INTEGER
) STRICT;

CREATE TRIGGER engine_erased AFTER DELETE ON candidates
WHEN old.engine_revision > 0 OR EXISTS (SELECT 1 FROM engine_sent WHERE candidate = old.id) BEGIN
    INSERT OR REPLACE INTO engine_removals (candidate, since, is_settled)
        VALUES (old.id, unixepoch(), NOT EXISTS (SELECT 1 FROM engine_sent WHERE candidate = old.id));
    DELETE FROM engine_sent WHERE candidate = old.id;
    DELETE FROM engine_older WHERE candidate = old.id;
END;
CREATE TRIGGER engine_merged AFTER UPDATE OF merged_into ON candidates
WHEN new.merged_into IS NOT NULL
    AND (old.engine_revision > 0 OR EXISTS (SELECT 1 FROM engine_sent WHERE candidate = old.id)) BEGIN
    INSERT OR REPLACE INTO engine_removals (candidate, since, is_settled)
        VALUES (old.id, unixepoch(), NOT EXISTS (SELECT 1 FROM engine_sent WHERE candidate = old.id));
    DELETE FROM engine_sent WHERE candidate = old.id;
    DELETE FROM engine_older WHERE candidate = old.id;
    UPDATE candidates SET engine_revision = 0 WHERE id = old.id;
END;
