-- Which folders follow a pool and how far, so that it can be told where somebody who was erased may still be.

CREATE TABLE candela.follower (
    pool text NOT NULL REFERENCES candela.pool ON DELETE CASCADE,
    client text NOT NULL, -- a folder, as in its deeds
    login text NOT NULL DEFAULT session_user,
    heard bigint NOT NULL, -- everything of the pool up to this number is in it
    removals integer NOT NULL, -- of whom its search engine may still hold something
    seen timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (pool, client)
);

-- A removal waits until every folder has heard of the erasure, and every search engine has told that it holds nothing.
ALTER TABLE candela.removal ADD COLUMN seq bigint NOT NULL DEFAULT 0;

CREATE OR REPLACE FUNCTION candela.erase(in_pool text, in_key bytea, file bytea, addresses bytea[], on_day date) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE next_seq bigint := candela.next(in_pool);
BEGIN
    DELETE FROM candela.deed WHERE pool = in_pool
        AND (done ->> 'other' = encode(in_key, 'hex') OR (done ->> 'of' = 'merged' AND done ->> 'after' = encode(in_key, 'hex')));
    DELETE FROM candela.candidate WHERE pool = in_pool AND key = in_key;
    DELETE FROM candela.reading WHERE pool = in_pool AND key = in_key;
    INSERT INTO candela.tombstone (pool, mark, erased)
        SELECT in_pool, mark, on_day FROM unnest(addresses || file) AS mark
        ON CONFLICT (pool, mark) DO UPDATE SET erased = excluded.erased;
    INSERT INTO candela.erasure (pool, seq, mark) VALUES (in_pool, next_seq, file);
    INSERT INTO candela.removal (pool, key, seq) VALUES (in_pool, in_key, next_seq)
        ON CONFLICT (pool, key) DO UPDATE SET seq = excluded.seq;
END $$;

-- Notes how far a folder follows; by an administrator's, removals that are through everywhere are noted as done.
CREATE FUNCTION candela.follow(in_pool text, in_client text, in_heard bigint, in_removals integer) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE is_served boolean := false;
BEGIN
    -- Once an hour is enough to know whether somebody is still there.
    INSERT INTO candela.follower AS f (pool, client, heard, removals) VALUES (in_pool, in_client, in_heard, in_removals)
        ON CONFLICT (pool, client) DO UPDATE SET heard = excluded.heard, removals = excluded.removals, seen = now()
        WHERE (f.heard, f.removals) IS DISTINCT FROM (excluded.heard, excluded.removals) OR f.seen < now() - interval '1 hour';
    -- A search engine of the whole team, of which a later step of the tables tells, works by this list, which is its own then.
    IF to_regclass('candela.engine') IS NOT NULL THEN
        EXECUTE 'SELECT EXISTS (SELECT FROM candela.engine WHERE pool = $1)' INTO is_served USING in_pool;
    END IF;
    IF NOT is_served AND in_pool IN (SELECT candela.pools_of('administrator')) THEN
        DELETE FROM candela.removal r WHERE r.pool = in_pool AND NOT EXISTS (
            SELECT FROM candela.follower f WHERE f.pool = in_pool AND (f.heard < r.seq OR f.removals > 0));
    END IF;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON candela.follower TO candela_reader, candela_recruiter, candela_administrator;
GRANT UPDATE ON candela.removal TO candela_administrator;
ALTER TABLE candela.follower ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON candela.follower FOR SELECT USING (pool IN (SELECT candela.pools_of('reader')));
CREATE POLICY own ON candela.follower FOR ALL
    USING (pool IN (SELECT candela.pools_of('reader')) AND login = session_user);
CREATE POLICY clear ON candela.follower FOR DELETE USING (pool IN (SELECT candela.pools_of('administrator')));

REVOKE ALL ON FUNCTION candela.follow FROM PUBLIC;
GRANT EXECUTE ON FUNCTION candela.follow TO candela_reader, candela_recruiter, candela_administrator;
