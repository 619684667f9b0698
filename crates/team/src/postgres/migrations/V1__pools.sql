-- The shared truth of teams. A database may hold several pools; whoever is a member of one sees nothing of another.

-- Three roles that nobody logs in as; a member's own role is put into one of them. They are of the whole server, so another
-- database may have made them.
DO $$
DECLARE wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['candela_reader', 'candela_recruiter', 'candela_administrator'] LOOP
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
                EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
    END LOOP;
END $$;

GRANT USAGE ON SCHEMA candela TO candela_reader, candela_recruiter, candela_administrator;
GRANT SELECT ON candela.migrations TO candela_reader, candela_recruiter, candela_administrator;

CREATE TABLE candela.pool (
    name text PRIMARY KEY,
    -- Counts whatever happens in the pool. Its row is locked by every change, so that numbers come in the order in which they can
    -- be seen: whoever has heard of one has heard of all before it.
    last bigint NOT NULL DEFAULT 0,
    salt bytea NOT NULL DEFAULT decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')
);

-- Who may do what in which pool.
CREATE TABLE candela.member (
    pool text NOT NULL REFERENCES candela.pool ON DELETE CASCADE,
    login text NOT NULL,
    role text NOT NULL CHECK (role IN ('reader', 'recruiter', 'administrator')),
    PRIMARY KEY (pool, login)
);

-- The pools in which whoever is logged in may do what a role may. It sees the members for them; `session_user` cannot be borrowed.
CREATE FUNCTION candela.pools_of(wanted text) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT pool FROM candela.member WHERE login = session_user AND CASE wanted
        WHEN 'reader' THEN true
        WHEN 'recruiter' THEN role IN ('recruiter', 'administrator')
        ELSE role = 'administrator' END
$$;

-- A person, as read from one file, whose hash is the key.
CREATE TABLE candela.candidate (
    pool text NOT NULL REFERENCES candela.pool ON DELETE CASCADE,
    key bytea NOT NULL CHECK (length(key) = 32),
    arrived bigint NOT NULL,
    login text NOT NULL DEFAULT session_user,
    name text,
    years real,
    path text NOT NULL,
    about json NOT NULL,
    body text NOT NULL,
    layout bytea NOT NULL,
    facts json NOT NULL,
    signals json NOT NULL,
    sum bytea NOT NULL, -- over all of it, by whoever put it here
    PRIMARY KEY (pool, key)
);
CREATE UNIQUE INDEX candidate_by_arrival ON candela.candidate (pool, arrived);

-- Original files, each once.
CREATE TABLE candela.blob (
    pool text NOT NULL,
    key bytea NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (pool, key),
    FOREIGN KEY (pool, key) REFERENCES candela.candidate ON DELETE CASCADE
);
ALTER TABLE candela.blob ALTER COLUMN bytes SET STORAGE EXTERNAL; -- most formats are compressed already

-- Whatever people did, in the order in which it came to stand.
CREATE TABLE candela.deed (
    pool text NOT NULL,
    seq bigint NOT NULL,
    client text NOT NULL,
    number bigint NOT NULL,
    key bytea NOT NULL,
    login text NOT NULL DEFAULT session_user, -- who it really was
    author text NOT NULL, -- as they call themselves
    made text NOT NULL, -- by their clock
    received timestamptz NOT NULL DEFAULT now(),
    done json NOT NULL,
    PRIMARY KEY (pool, seq),
    UNIQUE (pool, client, number),
    FOREIGN KEY (pool, key) REFERENCES candela.candidate ON DELETE CASCADE
);
CREATE INDEX deed_by_key ON candela.deed (pool, key);

-- What was decided last. Undecided again is a row too, for the deed that said so.
CREATE TABLE candela.decision (
    pool text NOT NULL,
    key bytea NOT NULL,
    deed text NOT NULL,
    decision text,
    reason text,
    author text NOT NULL,
    login text NOT NULL DEFAULT session_user,
    PRIMARY KEY (pool, key),
    FOREIGN KEY (pool, key) REFERENCES candela.candidate ON DELETE CASCADE
);

CREATE TABLE candela.tag (
    pool text NOT NULL,
    key bytea NOT NULL,
    folded text NOT NULL,
    tag text NOT NULL,
    author text NOT NULL,
    PRIMARY KEY (pool, key, folded),
    FOREIGN KEY (pool, key) REFERENCES candela.candidate ON DELETE CASCADE
);

-- What was written. A note belongs to whoever wrote it first.
CREATE TABLE candela.note (
    pool text NOT NULL,
    id text NOT NULL,
    key bytea NOT NULL,
    body text, -- null: removed
    author text NOT NULL,
    login text NOT NULL DEFAULT session_user,
    deed text NOT NULL, -- the last that wrote it
    PRIMARY KEY (pool, id),
    FOREIGN KEY (pool, key) REFERENCES candela.candidate ON DELETE CASCADE
);
CREATE INDEX note_by_key ON candela.note (pool, key);

-- Who looked at whom.
CREATE TABLE candela.sighting (
    pool text NOT NULL,
    client text NOT NULL,
    number bigint NOT NULL,
    key bytea NOT NULL,
    login text NOT NULL DEFAULT session_user,
    author text NOT NULL,
    made text NOT NULL,
    PRIMARY KEY (pool, client, number),
    FOREIGN KEY (pool, key) REFERENCES candela.candidate ON DELETE CASCADE
);
CREATE INDEX sighting_by_key ON candela.sighting (pool, key);

-- Who is at a candidate just now. It holds nobody back, and ends by itself.
CREATE TABLE candela.claim (
    pool text NOT NULL,
    key bytea NOT NULL,
    login text NOT NULL DEFAULT session_user,
    author text NOT NULL,
    until timestamptz NOT NULL,
    PRIMARY KEY (pool, key),
    FOREIGN KEY (pool, key) REFERENCES candela.candidate ON DELETE CASCADE
);

-- Salted hashes of whoever was erased: of the file, which is never taken in again, and of addresses.
CREATE TABLE candela.tombstone (
    pool text NOT NULL REFERENCES candela.pool ON DELETE CASCADE,
    mark bytea NOT NULL,
    erased date NOT NULL,
    PRIMARY KEY (pool, mark)
);

-- That candidates were erased, for folders that still hold them: by the salted hash of their file.
CREATE TABLE candela.erasure (
    pool text NOT NULL REFERENCES candela.pool ON DELETE CASCADE,
    seq bigint NOT NULL,
    mark bytea NOT NULL,
    PRIMARY KEY (pool, seq)
);

-- Erased candidates whom a search engine may still hold.
CREATE TABLE candela.removal (
    pool text NOT NULL REFERENCES candela.pool ON DELETE CASCADE,
    key bytea NOT NULL,
    asked timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (pool, key)
);

-- Files that several are reading together, each by whoever holds it until then.
CREATE TABLE candela.task (
    pool text NOT NULL REFERENCES candela.pool ON DELETE CASCADE,
    work text NOT NULL,
    item text NOT NULL,
    holder text,
    until timestamptz,
    done boolean NOT NULL DEFAULT false,
    PRIMARY KEY (pool, work, item)
);
CREATE INDEX task_open ON candela.task (pool, work, item) WHERE NOT done;
