-- Whether whoever was erased is recognised when they apply again, with the salt of their marks; no row: they are not.
CREATE TABLE recognising (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    salt BLOB NOT NULL
) STRICT;

-- Salted hashes of the e-mail addresses and files of those who were erased, with the day.
CREATE TABLE erased_marks (
    mark BLOB PRIMARY KEY NOT NULL,
    erased TEXT NOT NULL
) STRICT, WITHOUT ROWID;
