-- What a folder is to others, from the moment its pool is shared; one row at most, none: nobody else works on it.
CREATE TABLE sharing (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    client TEXT NOT NULL, -- this folder, as others know it
    address TEXT, -- the team's pool that it follows; null: it was only moved from or to
    deeds INTEGER NOT NULL DEFAULT 0, -- how many deeds were done here
    heard INTEGER NOT NULL DEFAULT 0, -- the last number of the team's log that is in here
    given INTEGER NOT NULL DEFAULT 0 -- the last résumé that the team has, and all before it
) STRICT;

-- What people did to candidates, here and elsewhere, as it is told to others.
CREATE TABLE deeds (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    client TEXT NOT NULL,
    number INTEGER NOT NULL, -- counts the deeds of a client
    candidate INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    author TEXT NOT NULL,
    made TEXT NOT NULL,
    deed TEXT NOT NULL, -- JSON
    state TEXT NOT NULL, -- waiting, standing, refused
    UNIQUE (client, number)
) STRICT;
CREATE INDEX deeds_waiting ON deeds (seq) WHERE state = 'waiting';
CREATE INDEX deeds_by_candidate ON deeds (candidate);

-- Notes and corrections by the deed that made them, since their numbers are of this folder alone.
CREATE TABLE deed_names (
    kind TEXT NOT NULL, -- note, correction
    number INTEGER NOT NULL,
    deed TEXT NOT NULL,
    PRIMARY KEY (kind, number),
    UNIQUE (kind, deed)
) STRICT, WITHOUT ROWID;

-- The deed that decided on a candidate last: whoever decides next says that they knew of it.
ALTER TABLE candidates ADD COLUMN decided_by TEXT;

-- Decisions of one's own that came after somebody else's, until one of them is chosen.
CREATE TABLE conflicts (
    candidate INTEGER PRIMARY KEY REFERENCES candidates (id) ON DELETE CASCADE,
    mine TEXT NOT NULL, -- JSON
    theirs TEXT -- JSON; null: they put the candidate among the undecided
) STRICT;

-- 1: done by somebody elsewhere, and not taken back from here.
ALTER TABLE steps ADD COLUMN elsewhere INTEGER NOT NULL DEFAULT 0;
