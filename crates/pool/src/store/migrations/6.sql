-- Searches that are asked again and again.
CREATE TABLE saved_searches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    query TEXT NOT NULL, -- in canonical form
    seen INTEGER NOT NULL -- the newest résumé when its results were last looked at; those after it are new
) STRICT;

-- What was searched for, each query once.
CREATE TABLE past_searches (
    query TEXT PRIMARY KEY, -- in canonical form
    asked TEXT NOT NULL -- when it was last asked
) STRICT, WITHOUT ROWID;
CREATE INDEX past_searches_by_time ON past_searches (asked);

-- Counts the changes of decisions and tags, so that whoever keeps a copy of them knows when it is old.
CREATE TABLE labels_version (version INTEGER NOT NULL) STRICT;
INSERT INTO labels_version (version) VALUES (1);
CREATE TRIGGER decisions_made AFTER INSERT ON decisions BEGIN UPDATE labels_version SET version = version + 1; END;
CREATE TRIGGER decisions_changed AFTER UPDATE ON decisions BEGIN UPDATE labels_version SET version = version + 1; END;
CREATE TRIGGER decisions_gone AFTER DELETE ON decisions BEGIN UPDATE labels_version SET version = version + 1; END;
CREATE TRIGGER tags_put AFTER INSERT ON tags BEGIN UPDATE labels_version SET version = version + 1; END;
CREATE TRIGGER tags_changed AFTER UPDATE ON tags BEGIN UPDATE labels_version SET version = version + 1; END;
CREATE TRIGGER tags_gone AFTER DELETE ON tags BEGIN UPDATE labels_version SET version = version + 1; END;
