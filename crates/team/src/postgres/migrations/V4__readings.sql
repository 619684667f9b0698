-- Imports that several machines do at once: each file is read by whoever has its turn.

DROP TABLE candela.task;

-- Whose turn a file is, by the hash of its bytes: nobody else's until then. Of a file that gave no candidate it stays a while what
-- it is, for the others who are importing.
CREATE TABLE candela.reading (
    pool text NOT NULL REFERENCES candela.pool ON DELETE CASCADE,
    key bytea NOT NULL CHECK (length(key) = 32),
    holder text NOT NULL, -- an import
    login text NOT NULL DEFAULT session_user,
    author text NOT NULL,
    until timestamptz NOT NULL,
    status text, -- null: it is being read
    reason text,
    PRIMARY KEY (pool, key)
);
CREATE INDEX reading_by_holder ON candela.reading (pool, holder);

-- Takes the turn of a file unless somebody has it: ours, theirs, brought when its candidate is in the pool, told when it gave
-- none. What was told before this import began counts no more, since somebody may have mended the file.
CREATE FUNCTION candela.turn(
    in_pool text, in_key bytea, in_holder text, in_author text, seconds double precision, since timestamptz,
    OUT turn text, OUT by_author text, OUT told_status text, OUT told_reason text
) LANGUAGE plpgsql AS $$
DECLARE held candela.reading;
BEGIN
    INSERT INTO candela.reading AS r (pool, key, holder, author, until)
        VALUES (in_pool, in_key, in_holder, in_author, now() + make_interval(secs => seconds))
        ON CONFLICT (pool, key) DO UPDATE SET holder = excluded.holder, login = excluded.login, author = excluded.author,
            until = excluded.until, status = NULL, reason = NULL
        WHERE r.holder <> in_holder AND r.until < CASE WHEN r.status IS NULL THEN now() ELSE since END;
    -- Whoever has read it gives the candidate before the turn goes, so this must be asked afterwards.
    SELECT login INTO by_author FROM candela.candidate WHERE pool = in_pool AND key = in_key;
    IF FOUND THEN
        DELETE FROM candela.reading WHERE pool = in_pool AND key = in_key AND holder = in_holder;
        turn := 'brought';
        RETURN;
    END IF;
    SELECT * INTO held FROM candela.reading WHERE pool = in_pool AND key = in_key;
    by_author := held.author;
    turn := CASE WHEN held.holder = in_holder THEN 'ours' WHEN held.status IS NULL THEN 'theirs' ELSE 'told' END;
    told_status := held.status;
    told_reason := held.reason;
END $$;

GRANT SELECT ON candela.reading TO candela_reader, candela_recruiter, candela_administrator;
GRANT INSERT, UPDATE, DELETE ON candela.reading TO candela_recruiter, candela_administrator;
ALTER TABLE candela.reading ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON candela.reading FOR SELECT USING (pool IN (SELECT candela.pools_of('reader')));
CREATE POLICY work ON candela.reading FOR ALL USING (pool IN (SELECT candela.pools_of('recruiter')));
CREATE POLICY own_name ON candela.reading AS RESTRICTIVE FOR INSERT WITH CHECK (login = session_user);

REVOKE ALL ON FUNCTION candela.turn FROM PUBLIC;
GRANT EXECUTE ON FUNCTION candela.turn TO candela_reader, candela_recruiter, candela_administrator;
