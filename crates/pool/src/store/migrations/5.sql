-- What searches are for. What a role asks is kept version by version; nothing of it is ever changed.
CREATE TABLE roles (
    id INTEGER PRIMARY KEY AUTOINCREMENT
) STRICT;

-- The newest version of a role that was not taken back is the one that holds.
CREATE TABLE role_versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    role INTEGER NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    hash BLOB, -- blake3 of the text; null where the version says that the role is removed
    text TEXT, -- the role's file, as TOML; null likewise
    author TEXT NOT NULL,
    made TEXT NOT NULL,
    undone TEXT -- when it was taken back; null while it holds
) STRICT;
CREATE INDEX role_versions_by_role ON role_versions (role, id);
