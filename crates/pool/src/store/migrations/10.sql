-- Backups that were written, so that whoever is erased can be followed into them.
CREATE TABLE backups (
    path ANY PRIMARY KEY, -- text, or the system's own bytes where a path is no text
    made TEXT NOT NULL
) STRICT, WITHOUT ROWID;
