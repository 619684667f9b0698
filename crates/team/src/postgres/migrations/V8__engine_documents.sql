-- What the search engine of a team was sent, where it is one that only adds: whatever is sent twice stands there twice, so nothing is
-- sent that does not stand here before, under a number of its own, and every laptop leaves out of its questions what does not count.

ALTER TABLE candela.engine
    ADD COLUMN feeder text, -- the folder whose turn it is to change what the engine holds
    ADD COLUMN feeding timestamptz, -- until when, unless it goes on
    ADD COLUMN sent bigint NOT NULL DEFAULT 0, -- the last number that was given to something sent
    ADD COLUMN found bigint NOT NULL DEFAULT 0; -- documents that count and are there
GRANT UPDATE (feeder, feeding, sent, found) ON candela.engine TO candela_recruiter, candela_administrator;

-- What the engine may have and does not count: not yet, or no more. It is left out of every question.
CREATE TABLE candela.engine_document (
    pool text NOT NULL REFERENCES candela.engine ON DELETE CASCADE,
    sending bigint NOT NULL,
    key bytea NOT NULL, -- whose it is; they may have been erased since
    revision bigint NOT NULL, -- how much was known of them
    -- sent: the engine may have it. taken: it said that it has. older: it will never count.
    state text NOT NULL CHECK (state IN ('sent', 'taken', 'older')),
    since timestamptz NOT NULL DEFAULT now(), -- when it was sent
    ordered timestamptz, -- when the engine was told last to remove it
    -- The pool comes last everywhere, so that an index is never taken for a way through all of a pool.
    PRIMARY KEY (sending, pool)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000); -- all that is ever sent passes through it
CREATE INDEX engine_document_by_key ON candela.engine_document (key, pool);

-- The one document of a candidate that counts: it was seen there once, or was refused and will never be there.
CREATE TABLE candela.engine_counts (
    pool text NOT NULL REFERENCES candela.engine ON DELETE CASCADE,
    key bytea NOT NULL,
    sending bigint NOT NULL,
    revision bigint NOT NULL,
    since timestamptz NOT NULL,
    said text, -- why it was refused
    PRIMARY KEY (key, pool)
);

GRANT SELECT ON candela.engine_document, candela.engine_counts TO candela_reader, candela_recruiter, candela_administrator;
GRANT INSERT, UPDATE, DELETE ON candela.engine_document, candela.engine_counts TO candela_recruiter, candela_administrator;
ALTER TABLE candela.engine_document ENABLE ROW LEVEL SECURITY;
ALTER TABLE candela.engine_counts ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON candela.engine_document FOR SELECT USING (pool IN (SELECT candela.pools_of('reader')));
CREATE POLICY see ON candela.engine_counts FOR SELECT USING (pool IN (SELECT candela.pools_of('reader')));
CREATE POLICY work ON candela.engine_document FOR ALL USING (pool IN (SELECT candela.pools_of('recruiter')));
CREATE POLICY work ON candela.engine_counts FOR ALL USING (pool IN (SELECT candela.pools_of('recruiter')));

-- Lets nothing of some candidates count up to a revision.
CREATE FUNCTION candela.engine_leave_out(in_pool text, keys bytea[], up_to bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE less bigint;
BEGIN
    UPDATE candela.engine_document SET state = 'older'
        WHERE pool = in_pool AND key = ANY (keys) AND revision <= up_to AND state <> 'older';
    WITH out AS (
        DELETE FROM candela.engine_counts WHERE pool = in_pool AND key = ANY (keys) AND revision <= up_to
            RETURNING sending, key, revision, since, said
    )
    INSERT INTO candela.engine_document (pool, sending, key, revision, state, since)
        SELECT in_pool, sending, key, revision, 'older', since FROM out WHERE said IS NULL;
    GET DIAGNOSTICS less = ROW_COUNT;
    UPDATE candela.engine e SET found = e.found - less WHERE e.pool = in_pool AND less > 0;
END $$;

-- Whoever is erased is left out from the same moment on, and the engine is to be told at once.
CREATE FUNCTION candela.leave_out() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM candela.engine_leave_out(old.pool, ARRAY[old.key], 9223372036854775807);
    UPDATE candela.engine_document SET ordered = NULL WHERE pool = old.pool AND key = old.key;
    RETURN NULL;
END $$;
CREATE TRIGGER left_out AFTER DELETE ON candela.candidate FOR EACH ROW EXECUTE FUNCTION candela.leave_out();

-- An index under another name is empty. The numbers go on, so that none ever means two documents.
CREATE FUNCTION candela.begin_index() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM candela.engine_document WHERE pool = new.pool;
    DELETE FROM candela.engine_counts WHERE pool = new.pool;
    new.found := 0;
    RETURN new;
END $$;
CREATE TRIGGER renamed BEFORE UPDATE OF name ON candela.engine FOR EACH ROW
    WHEN (old.name <> new.name) EXECUTE FUNCTION candela.begin_index();

-- Takes the turn to feed an index, or goes on with it; false when somebody else has it, or the index has another name by now. As
-- with every change, the row of the pool is locked first.
CREATE FUNCTION candela.feed(in_pool text, in_name text, in_feeder text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM candela.pool WHERE name = in_pool FOR UPDATE;
    UPDATE candela.engine SET feeder = in_feeder, feeding = now() + interval '1 minute'
        WHERE pool = in_pool AND name = in_name AND (feeder IS NULL OR feeder = in_feeder OR feeding < now());
    RETURN FOUND;
END $$;

-- Writes down what is about to be sent; only what is given back may be. Left out are those who are not in the pool, of whom something
-- is on the way, and of whom as much stands there already.
CREATE FUNCTION candela.engine_send(in_pool text, in_name text, in_feeder text, keys bytea[], revisions bigint[])
RETURNS TABLE (of_key bytea, of_sending bigint) LANGUAGE plpgsql AS $$
BEGIN
    IF NOT candela.feed(in_pool, in_name, in_feeder) THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH wanted AS (
        SELECT k, r, row_number() OVER () AS nth FROM unnest(keys, revisions) AS given(k, r)
        CROSS JOIN LATERAL (SELECT FROM candela.candidate c WHERE c.pool = in_pool AND c.key = k LIMIT 1) here
        LEFT JOIN LATERAL (SELECT d.state FROM candela.engine_document d
            WHERE d.pool = in_pool AND d.key = k AND d.state <> 'older' LIMIT 1) coming ON true
        LEFT JOIN LATERAL (SELECT c.revision FROM candela.engine_counts c
            WHERE c.pool = in_pool AND c.key = k LIMIT 1) counts ON true
        WHERE coming.state IS NULL AND coalesce(counts.revision < r, true)
    ), counted AS (
        UPDATE candela.engine e SET sent = e.sent + (SELECT count(*) FROM wanted) WHERE e.pool = in_pool RETURNING e.sent
    )
    INSERT INTO candela.engine_document AS d (pool, sending, key, revision, state)
        SELECT in_pool, counted.sent - nth + 1, k, r, 'sent' FROM wanted, counted RETURNING d.key, d.sending;
END $$;

-- Writes down what became of what was sent. What is found, or refused, takes the place of what counted until then. Of somebody who
-- was erased meanwhile everything stays left out.
CREATE FUNCTION candela.engine_note(
    in_pool text, in_name text, in_feeder text, in_taken bigint[], in_found bigint[], in_refused bigint[], in_said text[],
    in_older bigint[], in_ordered bigint[], in_gone bigint[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    less bigint;
    more bigint;
BEGIN
    IF NOT candela.feed(in_pool, in_name, in_feeder) THEN
        RETURN;
    END IF;
    UPDATE candela.engine_document SET state = 'taken' WHERE pool = in_pool AND sending = ANY (in_taken) AND state = 'sent';
    INSERT INTO candela.engine_document (pool, sending, key, revision, state, since)
        SELECT in_pool, c.sending, c.key, c.revision, 'older', c.since
        FROM unnest(in_found || in_refused) AS one(number)
        CROSS JOIN LATERAL (SELECT d.key FROM candela.engine_document d
            WHERE d.pool = in_pool AND d.sending = one.number AND d.state <> 'older' LIMIT 1) coming
        CROSS JOIN LATERAL (SELECT c.* FROM candela.engine_counts c
            WHERE c.pool = in_pool AND c.key = coming.key AND c.said IS NULL LIMIT 1) c;
    GET DIAGNOSTICS less = ROW_COUNT;
    WITH known AS (
        DELETE FROM candela.engine_document WHERE pool = in_pool AND sending = ANY (in_found || in_refused) AND state <> 'older'
            RETURNING key, sending, revision, since
    ), counts AS (
        INSERT INTO candela.engine_counts AS c (pool, key, sending, revision, since, said)
            SELECT in_pool, k.key, k.sending, k.revision, k.since, told.what
            FROM known k LEFT JOIN unnest(in_refused, in_said) AS told(number, what) ON told.number = k.sending
            ON CONFLICT (pool, key) DO UPDATE SET sending = excluded.sending, revision = excluded.revision,
                since = excluded.since, said = excluded.said
            RETURNING c.said
    )
    SELECT count(*) FROM counts WHERE said IS NULL INTO more;
    UPDATE candela.engine e SET found = e.found + more - less WHERE e.pool = in_pool AND more <> less;
    UPDATE candela.engine_document SET state = 'older' WHERE pool = in_pool AND sending = ANY (in_older);
    UPDATE candela.engine_document SET ordered = now() WHERE pool = in_pool AND sending = ANY (in_ordered);
    DELETE FROM candela.engine_document WHERE pool = in_pool AND sending = ANY (in_gone);
END $$;

-- Leaves out what stands of some candidates up to a revision: they are versions of somebody else now.
CREATE FUNCTION candela.engine_drop(in_pool text, in_name text, in_feeder text, keys bytea[], up_to bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF candela.feed(in_pool, in_name, in_feeder) THEN
        PERFORM candela.engine_leave_out(in_pool, keys, up_to);
    END IF;
END $$;

-- Made while a table is empty, a plan that is kept would go through all of it once it is full.
ALTER FUNCTION candela.engine_leave_out SET plan_cache_mode = force_custom_plan;
ALTER FUNCTION candela.engine_send SET plan_cache_mode = force_custom_plan;
ALTER FUNCTION candela.engine_note SET plan_cache_mode = force_custom_plan;

REVOKE ALL ON FUNCTION candela.engine_leave_out, candela.leave_out, candela.begin_index, candela.feed, candela.engine_send,
    candela.engine_note, candela.engine_drop FROM PUBLIC;
GRANT EXECUTE ON FUNCTION candela.engine_leave_out, candela.leave_out, candela.begin_index, candela.feed, candela.engine_send,
    candela.engine_note, candela.engine_drop TO candela_reader, candela_recruiter, candela_administrator;
