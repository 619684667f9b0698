-- What was found on GitHub before, by repository and commit, so that a second look asks for little. Places and counts
-- only: no token, no secret, no text of a file.
CREATE TABLE github_kept (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Candidates whose account waits to be looked at. The one with the highest priority comes first.
CREATE TABLE github_queue (
    candidate INTEGER PRIMARY KEY REFERENCES candidates (id) ON DELETE CASCADE,
    login TEXT NOT NULL,
    repository TEXT, -- owner/name of one that the résumé names; finds an account that was renamed
    priority INTEGER NOT NULL DEFAULT 0,
    refresh INTEGER NOT NULL DEFAULT 0, -- 1: ask again for what was found before
    added TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    not_before TEXT, -- when it goes on; null: at once
    reason TEXT -- why it was not read yet
) STRICT;
CREATE INDEX github_queue_by_turn ON github_queue (priority DESC, added, candidate);

-- What was told of a candidate's account, and when.
CREATE TABLE github_portraits (
    candidate INTEGER PRIMARY KEY REFERENCES candidates (id) ON DELETE CASCADE,
    login TEXT NOT NULL,
    found TEXT NOT NULL,
    portrait TEXT NOT NULL -- JSON
) STRICT;

-- Whoever is erased is erased here too.
CREATE TRIGGER github_forget AFTER DELETE ON github_portraits BEGIN
    DELETE FROM github_kept WHERE key LIKE '% ' || lower(old.login) || '/%' OR key LIKE 'weeks % ' || lower(old.login);
END;

-- Whether anything may be asked, and whom; one row at most.
CREATE TABLE github_switch (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    is_on INTEGER NOT NULL,
    api TEXT NOT NULL
) STRICT;
