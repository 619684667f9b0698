-- The search engine of a team has one index for all its laptops, in which a candidate goes by a number that is made of their key.
ALTER TABLE candidates ADD COLUMN engine_number INTEGER; -- null: not made yet, or there is no such engine
CREATE UNIQUE INDEX candidates_by_engine_number ON candidates (engine_number) WHERE engine_number IS NOT NULL;
CREATE INDEX candidates_unnumbered ON candidates (id) WHERE engine_number IS NULL;

-- Who was erased in the team and may still be on its engine, by that number: no answer has them.
CREATE TABLE engine_erased (
    number INTEGER PRIMARY KEY
) STRICT;
