-- Whom candidates may ask, as it stands in the statement for them; one row at most.
CREATE TABLE contact (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    text TEXT NOT NULL
) STRICT;
