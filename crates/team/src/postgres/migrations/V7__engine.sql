-- The search engine of a team's pool, where it has one: whoever opens the pool gets it from here. It holds no secret.
CREATE TABLE candela.engine (
    pool text PRIMARY KEY REFERENCES candela.pool ON DELETE CASCADE,
    setting json NOT NULL, -- where it is and how it lets one in
    name text NOT NULL -- of its index; another one for each index that is made
);
GRANT SELECT ON candela.engine TO candela_reader, candela_recruiter, candela_administrator;
GRANT INSERT, DELETE ON candela.engine TO candela_administrator;
-- Whoever finds the index lost makes another one.
GRANT UPDATE (name) ON candela.engine TO candela_recruiter, candela_administrator;

ALTER TABLE candela.engine ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON candela.engine FOR SELECT USING (pool IN (SELECT candela.pools_of('reader')));
CREATE POLICY add ON candela.engine FOR INSERT WITH CHECK (pool IN (SELECT candela.pools_of('administrator')));
CREATE POLICY remove ON candela.engine FOR DELETE USING (pool IN (SELECT candela.pools_of('administrator')));
CREATE POLICY rename ON candela.engine FOR UPDATE USING (pool IN (SELECT candela.pools_of('recruiter')));

-- Who was merged into whom, for what is indexed of a candidate depends on it.
CREATE INDEX deed_merged ON candela.deed (pool, (done ->> 'after')) WHERE done ->> 'of' = 'merged';

-- The number of the log that last changed what is indexed of each of some candidates: when they came, when a fact of theirs or of
-- anybody who was ever merged into them was put right, when one of them was merged or parted. Whoever is not here has no row.
CREATE FUNCTION candela.indexed_at(in_pool text, keys bytea[]) RETURNS TABLE (of_key bytea, at bigint)
LANGUAGE sql STABLE AS $$
    WITH family AS (
        SELECT k AS root, k AS member FROM unnest(keys) AS k
        UNION
        SELECT k, d.key FROM unnest(keys) AS k JOIN candela.deed d
            ON d.pool = in_pool AND d.done ->> 'of' = 'merged' AND d.done ->> 'after' = encode(k, 'hex')
    )
    SELECT c.key, greatest(c.arrived, (
        SELECT max(d.seq) FROM family f JOIN candela.deed d ON d.pool = in_pool AND d.key = f.member
        WHERE f.root = c.key AND d.done ->> 'of' IN ('correction', 'merged')))
    FROM candela.candidate c WHERE c.pool = in_pool AND c.key = ANY (keys)
$$;
REVOKE ALL ON FUNCTION candela.indexed_at(text, bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION candela.indexed_at(text, bytea[]) TO candela_reader, candela_recruiter, candela_administrator;
