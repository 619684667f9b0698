-- What the search engine of a team was sent, where it is one that only adds: whatever is sent twice stands there twice, so nothing is
-- sent that does not stand here before, under a number of its own, and every laptop leaves out of its questions what does not count.

ALTER TABLE candela.engine
    ADD COLUMN feeder text, -- the folder whose turn it is to change what the engine holds
    ADD COLUMN feeding timestamptz, -- until when, unless it goes on
    ADD COLUMN sent bigint NOT NULL DEFAULT 0, -- the last number that was given to something sent
    ADD COLUMN found bigint NOT NULL DEFAULT 0; -- documents that count; kept by the tables themselves
GRANT UPDATE (feeder, feeding, sent, found) ON candela.engine TO candela_recruiter, candela_administrator;

CREATE TABLE candela.engine_document (
    pool text NOT NULL REFERENCES candela.engine ON DELETE CASCADE,
    sending bigint NOT NULL,
    key bytea NOT NULL, -- whose it is; they may have been erased since
    revision bigint NOT NULL, -- how much was known of them
    -- sent: the engine may have it. taken: it said that it has. found: it was seen there once, and counts. refused: it will never have
    -- it. older: it counts no more, or never came to count, and may be there.
    state text NOT NULL CHECK (state IN ('sent', 'taken', 'found', 'refused', 'older')),
    said text, -- why it was refused
    since timestamptz NOT NULL DEFAULT now(), -- when it was sent
    ordered timestamptz, -- when the engine was told last to remove it
    PRIMARY KEY (pool, sending)
);
CREATE UNIQUE INDEX engine_document_counts ON candela.engine_document (pool, key) WHERE state IN ('found', 'refused');
CREATE UNIQUE INDEX engine_document_on_the_way ON candela.engine_document (pool, key) WHERE state IN ('sent', 'taken');
CREATE INDEX engine_document_left_out ON candela.engine_document (pool, sending) WHERE state IN ('sent', 'taken', 'older');
CREATE INDEX engine_document_by_key ON candela.engine_document (pool, key);

GRANT SELECT ON candela.engine_document TO candela_reader, candela_recruiter, candela_administrator;
GRANT INSERT, UPDATE, DELETE ON candela.engine_document TO candela_recruiter, candela_administrator;
ALTER TABLE candela.engine_document ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON candela.engine_document FOR SELECT USING (pool IN (SELECT candela.pools_of('reader')));
CREATE POLICY work ON candela.engine_document FOR ALL USING (pool IN (SELECT candela.pools_of('recruiter')));

-- How many count, in the transaction that changes it.
CREATE FUNCTION candela.count_found() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE candela.engine e SET found = e.found + changed.more FROM (
        SELECT pool, sum(one) AS more FROM (
            SELECT pool, 1 AS one FROM after_it WHERE state = 'found'
            UNION ALL SELECT pool, -1 FROM before_it WHERE state = 'found') ones
        GROUP BY pool) changed
    WHERE e.pool = changed.pool AND changed.more <> 0;
    RETURN NULL;
END $$;
CREATE TRIGGER counted AFTER UPDATE ON candela.engine_document REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it
    FOR EACH STATEMENT EXECUTE FUNCTION candela.count_found();

-- Whoever is erased is left out from the same moment on.
CREATE FUNCTION candela.leave_out() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE candela.engine_document SET state = 'older', ordered = NULL WHERE pool = old.pool AND key = old.key;
    RETURN NULL;
END $$;
CREATE TRIGGER left_out AFTER DELETE ON candela.candidate FOR EACH ROW EXECUTE FUNCTION candela.leave_out();

-- An index under another name is empty. The numbers go on, so that none ever means two documents.
CREATE FUNCTION candela.begin_index() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM candela.engine_document WHERE pool = new.pool;
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
        WHERE EXISTS (SELECT FROM candela.candidate c WHERE c.pool = in_pool AND c.key = k)
            AND NOT EXISTS (SELECT FROM candela.engine_document d WHERE d.pool = in_pool AND d.key = k
                AND (d.state IN ('sent', 'taken') OR (d.state IN ('found', 'refused') AND d.revision >= r)))
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
BEGIN
    IF NOT candela.feed(in_pool, in_name, in_feeder) THEN
        RETURN;
    END IF;
    UPDATE candela.engine_document SET state = 'taken' WHERE pool = in_pool AND sending = ANY (in_taken) AND state = 'sent';
    UPDATE candela.engine_document d SET state = 'older' WHERE d.pool = in_pool AND d.state IN ('found', 'refused') AND EXISTS (
        SELECT FROM candela.engine_document coming WHERE coming.pool = in_pool AND coming.key = d.key
            AND coming.sending = ANY (in_found || in_refused) AND coming.state IN ('sent', 'taken'));
    UPDATE candela.engine_document SET state = 'found'
        WHERE pool = in_pool AND sending = ANY (in_found) AND state IN ('sent', 'taken');
    UPDATE candela.engine_document d SET state = 'refused', said = told.what FROM unnest(in_refused, in_said) AS told(sending, what)
        WHERE d.pool = in_pool AND d.sending = told.sending AND d.state IN ('sent', 'taken');
    UPDATE candela.engine_document SET state = 'older'
        WHERE pool = in_pool AND sending = ANY (in_older) AND state IN ('sent', 'taken');
    UPDATE candela.engine_document SET ordered = now() WHERE pool = in_pool AND sending = ANY (in_ordered);
    DELETE FROM candela.engine_document WHERE pool = in_pool AND sending = ANY (in_gone) AND state <> 'found';
END $$;

-- Leaves out what stands of some candidates up to a revision: they are versions of somebody else now.
CREATE FUNCTION candela.engine_drop(in_pool text, in_name text, in_feeder text, keys bytea[], up_to bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF candela.feed(in_pool, in_name, in_feeder) THEN
        UPDATE candela.engine_document SET state = 'older'
            WHERE pool = in_pool AND key = ANY (keys) AND revision <= up_to AND state <> 'older';
    END IF;
END $$;

REVOKE ALL ON FUNCTION candela.count_found, candela.leave_out, candela.begin_index, candela.feed, candela.engine_send,
    candela.engine_note, candela.engine_drop FROM PUBLIC;
GRANT EXECUTE ON FUNCTION candela.count_found, candela.leave_out, candela.begin_index, candela.feed, candela.engine_send,
    candela.engine_note, candela.engine_drop TO candela_reader, candela_recruiter, candela_administrator;
