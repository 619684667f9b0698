-- What a team shares beside candidates and what is done to them: roles, saved searches, holds, periods of keeping, what was found on
-- GitHub. The last that was told of a kind and name counts.

CREATE TABLE candela.document (
    pool text NOT NULL REFERENCES candela.pool ON DELETE CASCADE,
    kind text NOT NULL,
    name text NOT NULL,
    key bytea, -- whom it is about
    seq bigint NOT NULL,
    login text NOT NULL DEFAULT session_user, -- who said so last
    received timestamptz NOT NULL DEFAULT now(),
    body json, -- null: it was taken away
    PRIMARY KEY (pool, kind, name),
    FOREIGN KEY (pool, key) REFERENCES candela.candidate ON DELETE CASCADE
);
CREATE UNIQUE INDEX document_by_seq ON candela.document (pool, seq);
CREATE INDEX document_by_key ON candela.document (pool, key);

-- Writes a document: stands, refused when it does not insist and another one than that of its base stands, gone when whom it is
-- about is not here.
CREATE FUNCTION candela.write(
    in_pool text, in_kind text, in_name text, in_key bytea, in_body json, base bigint, insists boolean,
    OUT heard text, OUT number bigint, OUT standing json
) LANGUAGE plpgsql AS $$
DECLARE before candela.document;
BEGIN
    PERFORM FROM candela.pool WHERE name = in_pool FOR UPDATE;
    IF in_key IS NOT NULL AND NOT EXISTS (SELECT FROM candela.candidate WHERE pool = in_pool AND key = in_key) THEN
        heard := 'gone';
        RETURN;
    END IF;
    SELECT * INTO before FROM candela.document d WHERE d.pool = in_pool AND d.kind = in_kind AND d.name = in_name;
    number := coalesce(before.seq, 0);
    IF before.body::text IS NOT DISTINCT FROM in_body::text THEN
        heard := 'stands';
    ELSIF number <> base AND NOT insists THEN
        heard := 'refused';
        standing := before.body;
    ELSE
        number := candela.next(in_pool);
        INSERT INTO candela.document (pool, kind, name, key, seq, body)
            VALUES (in_pool, in_kind, in_name, in_key, number, in_body)
            ON CONFLICT (pool, kind, name) DO UPDATE SET key = excluded.key, seq = excluded.seq, login = excluded.login,
                received = excluded.received, body = excluded.body;
        heard := 'stands';
    END IF;
END $$;

-- Nobody erases a candidate of whom a colleague has said that they must not be, though the folder has not heard of it.
CREATE FUNCTION candela.refuse_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM candela.document WHERE pool = old.pool AND key = old.key AND kind = 'hold' AND body IS NOT NULL) THEN
        RAISE 'the candidate is on hold' USING ERRCODE = 'CAH01';
    END IF;
    RETURN old;
END $$;
CREATE TRIGGER held BEFORE DELETE ON candela.candidate FOR EACH ROW EXECUTE FUNCTION candela.refuse_held();

GRANT SELECT ON candela.document TO candela_reader, candela_recruiter, candela_administrator;
GRANT INSERT, UPDATE ON candela.document TO candela_recruiter, candela_administrator;
GRANT DELETE ON candela.document TO candela_administrator;
ALTER TABLE candela.document ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON candela.document FOR SELECT USING (pool IN (SELECT candela.pools_of('reader')));
CREATE POLICY add ON candela.document FOR INSERT WITH CHECK (pool IN (SELECT candela.pools_of('recruiter')));
CREATE POLICY change ON candela.document FOR UPDATE USING (pool IN (SELECT candela.pools_of('recruiter')));
CREATE POLICY remove ON candela.document FOR DELETE USING (pool IN (SELECT candela.pools_of('administrator')));
-- Nobody writes in somebody else's name.
CREATE POLICY own_name ON candela.document AS RESTRICTIVE FOR INSERT WITH CHECK (login = session_user);
CREATE POLICY own_change ON candela.document AS RESTRICTIVE FOR UPDATE USING (true) WITH CHECK (login = session_user);

REVOKE ALL ON FUNCTION candela.write, candela.refuse_held FROM PUBLIC;
GRANT EXECUTE ON FUNCTION candela.write, candela.refuse_held TO candela_reader, candela_recruiter, candela_administrator;
