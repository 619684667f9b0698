-- What changes a pool: each function locks the row of the pool first, so that changes stand in one line and cannot wait for each
-- other in a circle. They run with the rights of whoever calls them.

-- The next number of a pool, whose row stays locked until the end of the transaction.
CREATE FUNCTION candela.next(in_pool text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE number bigint;
BEGIN
    UPDATE candela.pool SET last = last + 1 WHERE name = in_pool RETURNING last INTO number;
    IF number IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'this login may not change the pool';
    END IF;
    PERFORM pg_notify('candela', json_build_object('pool', in_pool, 'seq', number)::text);
    RETURN number;
END $$;

-- A deed as it is told.
CREATE FUNCTION candela.told(d candela.deed) RETURNS json LANGUAGE sql STABLE AS $$
    SELECT json_build_object('name', d.client || ':' || d.number, 'key', encode(d.key, 'hex'), 'author', d.author,
        'made', d.made, 'done', d.done)
$$;

CREATE FUNCTION candela.told(in_pool text, deed_name text) RETURNS json LANGUAGE sql STABLE AS $$
    SELECT candela.told(d) FROM candela.deed d WHERE d.pool = in_pool
        AND d.client = regexp_replace(deed_name, ':[0-9]+$', '') AND d.number = substring(deed_name FROM '[0-9]+$')::bigint
$$;

-- Judges a deed, and does it when it may be done: stands, known, refused (with what stands), gone, or taken when
-- another deed has its name.
CREATE FUNCTION candela.tell(
    in_pool text, in_client text, in_number bigint, in_key bytea, in_author text, in_made text, in_done json,
    OUT heard text, OUT standing json
) LANGUAGE plpgsql AS $$
DECLARE
    kind text := in_done ->> 'of';
    deed_name text := in_client || ':' || in_number;
    before candela.decision;
    written candela.note;
    next_seq bigint;
BEGIN
    IF kind = 'seen' THEN
        INSERT INTO candela.sighting (pool, client, number, key, author, made)
            SELECT in_pool, in_client, in_number, in_key, in_author, in_made
            WHERE EXISTS (SELECT FROM candela.candidate WHERE pool = in_pool AND key = in_key)
            ON CONFLICT DO NOTHING;
        heard := 'stands';
        RETURN;
    END IF;
    PERFORM FROM candela.pool WHERE name = in_pool FOR UPDATE;
    SELECT CASE WHEN d.key = in_key AND d.made = in_made AND d.done::text = in_done::text THEN 'known' ELSE 'taken' END
        INTO heard FROM candela.deed d WHERE d.pool = in_pool AND d.client = in_client AND d.number = in_number;
    IF heard IS NOT NULL THEN
        RETURN;
    END IF;
    IF NOT EXISTS (SELECT FROM candela.candidate WHERE pool = in_pool AND key = in_key) THEN
        heard := 'gone';
        RETURN;
    END IF;
    IF kind = 'decision' THEN
        SELECT * INTO before FROM candela.decision WHERE pool = in_pool AND key = in_key;
        IF before.deed IS DISTINCT FROM in_done ->> 'base' THEN
            heard := 'refused';
            standing := candela.told(in_pool, before.deed);
            RETURN;
        END IF;
        INSERT INTO candela.decision (pool, key, deed, decision, reason, author)
            VALUES (in_pool, in_key, deed_name, in_done #>> '{after,decision}', in_done #>> '{after,reason}',
                coalesce(in_done #>> '{after,author}', in_author))
            ON CONFLICT (pool, key) DO UPDATE SET deed = excluded.deed, decision = excluded.decision,
                reason = excluded.reason, author = excluded.author, login = excluded.login;
    ELSIF kind = 'note' THEN
        SELECT * INTO written FROM candela.note WHERE pool = in_pool AND id = in_done ->> 'note';
        IF FOUND AND written.login <> session_user AND written.author <> in_author THEN
            heard := 'refused';
            standing := candela.told(in_pool, written.deed);
            RETURN;
        END IF;
        INSERT INTO candela.note (pool, id, key, body, author, deed)
            VALUES (in_pool, in_done ->> 'note', in_key, in_done #>> '{after,text}',
                coalesce(in_done #>> '{after,author}', in_author), deed_name)
            ON CONFLICT (pool, id) DO UPDATE SET body = excluded.body, deed = excluded.deed;
    ELSIF kind = 'tag' AND (in_done ->> 'on')::boolean THEN
        INSERT INTO candela.tag (pool, key, folded, tag, author)
            VALUES (in_pool, in_key, lower(in_done ->> 'tag'), in_done ->> 'tag', in_author)
            ON CONFLICT DO NOTHING;
    ELSIF kind = 'tag' THEN
        DELETE FROM candela.tag WHERE pool = in_pool AND key = in_key AND folded = lower(in_done ->> 'tag');
    END IF;
    next_seq := candela.next(in_pool);
    INSERT INTO candela.deed (pool, seq, client, number, key, author, made, done)
        VALUES (in_pool, next_seq, in_client, in_number, in_key, in_author, in_made, in_done);
    heard := 'stands';
END $$;

-- Takes a candidate in, unless they are here or their file was erased. `files` and `addresses` are salted hashes; `before` is the
-- day on which somebody with one of the addresses was erased.
CREATE FUNCTION candela.put(
    in_pool text, in_key bytea, in_name text, in_years real, in_path text, in_about json, in_body text, in_layout bytea,
    in_facts json, in_signals json, in_sum bytea, file bytea, addresses bytea[],
    OUT heard text, OUT before date
) LANGUAGE plpgsql AS $$
DECLARE next_seq bigint;
BEGIN
    PERFORM FROM candela.pool WHERE name = in_pool FOR UPDATE;
    IF EXISTS (SELECT FROM candela.tombstone WHERE pool = in_pool AND mark = file) THEN
        heard := 'gone';
        RETURN;
    END IF;
    IF EXISTS (SELECT FROM candela.candidate WHERE pool = in_pool AND key = in_key) THEN
        heard := 'known';
        RETURN;
    END IF;
    next_seq := candela.next(in_pool);
    INSERT INTO candela.candidate (pool, key, arrived, name, years, path, about, body, layout, facts, signals, sum)
        VALUES (in_pool, in_key, next_seq, in_name, in_years, in_path, in_about, in_body, in_layout, in_facts, in_signals, in_sum);
    SELECT max(erased) INTO before FROM candela.tombstone WHERE pool = in_pool AND mark = ANY (addresses);
    heard := 'stands';
END $$;

-- Takes a candidate out for good, with whatever others said of them, and leaves salted hashes.
CREATE FUNCTION candela.erase(in_pool text, in_key bytea, file bytea, addresses bytea[], on_day date) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE next_seq bigint := candela.next(in_pool);
BEGIN
    DELETE FROM candela.deed WHERE pool = in_pool
        AND (done ->> 'other' = encode(in_key, 'hex') OR (done ->> 'of' = 'merged' AND done ->> 'after' = encode(in_key, 'hex')));
    DELETE FROM candela.candidate WHERE pool = in_pool AND key = in_key;
    INSERT INTO candela.tombstone (pool, mark, erased)
        SELECT in_pool, mark, on_day FROM unnest(addresses || file) AS mark
        ON CONFLICT (pool, mark) DO UPDATE SET erased = excluded.erased;
    INSERT INTO candela.erasure (pool, seq, mark) VALUES (in_pool, next_seq, file);
    INSERT INTO candela.removal (pool, key) VALUES (in_pool, in_key) ON CONFLICT DO NOTHING;
END $$;

-- Says that somebody is at a candidate, unless somebody else is; whoever is, and until when.
CREATE FUNCTION candela.claim(in_pool text, in_key bytea, in_author text, seconds double precision)
RETURNS TABLE (by_author text, by_me boolean, ends timestamptz) LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO candela.claim AS c (pool, key, author, until)
        VALUES (in_pool, in_key, in_author, now() + make_interval(secs => seconds))
        ON CONFLICT (pool, key) DO UPDATE SET login = excluded.login, author = excluded.author, until = excluded.until
            WHERE c.until < now() OR (c.login = session_user AND c.author = excluded.author);
    RETURN QUERY SELECT c.author, c.login = session_user AND c.author = in_author, c.until
        FROM candela.claim c WHERE c.pool = in_pool AND c.key = in_key;
END $$;
