-- What is shared beside candidates and deeds, by kind and name, once it was changed here or came from others. What it says stands in
-- the tables of its kind.
CREATE TABLE documents (
    kind TEXT NOT NULL, -- role, search, hold, kept, keeping, github
    name TEXT NOT NULL,
    candidate INTEGER REFERENCES candidates (id) ON DELETE CASCADE, -- whom it is about; null: nobody
    state TEXT NOT NULL, -- waiting; offered: waiting, and counts only where the team has none; standing
    base INTEGER NOT NULL DEFAULT 0, -- the number of the team's log by which it is known here
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX documents_waiting ON documents (kind, name) WHERE state <> 'standing';
CREATE INDEX documents_by_candidate ON documents (candidate);

-- 1: what there was before the pool was shared is written down too.
ALTER TABLE sharing ADD COLUMN documents INTEGER NOT NULL DEFAULT 0;
