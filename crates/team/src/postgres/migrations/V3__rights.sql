-- Who may touch which table at all (grants), and which of its rows (policies).

GRANT SELECT ON ALL TABLES IN SCHEMA candela TO candela_reader, candela_recruiter, candela_administrator;

GRANT INSERT ON candela.candidate, candela.blob, candela.deed TO candela_recruiter, candela_administrator;
GRANT INSERT, UPDATE ON candela.decision, candela.note TO candela_recruiter, candela_administrator;
GRANT INSERT, DELETE ON candela.tag TO candela_recruiter, candela_administrator;
GRANT INSERT, UPDATE, DELETE ON candela.claim, candela.task TO candela_recruiter, candela_administrator;
GRANT UPDATE (last) ON candela.pool TO candela_recruiter, candela_administrator;
-- Readers are noted when they look, and can note nothing else.
GRANT INSERT ON candela.sighting TO candela_reader, candela_recruiter, candela_administrator;

GRANT DELETE ON candela.candidate, candela.deed, candela.blob, candela.decision, candela.note, candela.sighting TO candela_administrator;
GRANT INSERT, UPDATE ON candela.tombstone TO candela_administrator;
GRANT INSERT ON candela.erasure TO candela_administrator;
GRANT INSERT, DELETE ON candela.removal TO candela_administrator;
GRANT INSERT, UPDATE, DELETE ON candela.member TO candela_administrator;

ALTER TABLE candela.pool ENABLE ROW LEVEL SECURITY;
CREATE POLICY see ON candela.pool FOR SELECT USING (name IN (SELECT candela.pools_of('reader')));
CREATE POLICY change ON candela.pool FOR UPDATE USING (name IN (SELECT candela.pools_of('recruiter')));

DO $$
DECLARE held text;
BEGIN
    FOREACH held IN ARRAY ARRAY['candidate', 'blob', 'deed', 'decision', 'tag', 'note', 'sighting', 'claim', 'tombstone', 'erasure',
        'removal', 'task', 'member'] LOOP
        EXECUTE format('ALTER TABLE candela.%I ENABLE ROW LEVEL SECURITY', held);
        EXECUTE format('CREATE POLICY see ON candela.%I FOR SELECT USING (pool IN (SELECT candela.pools_of(''reader'')))', held);
    END LOOP;
    FOREACH held IN ARRAY ARRAY['candidate', 'blob', 'deed', 'decision', 'note'] LOOP
        EXECUTE format('CREATE POLICY add ON candela.%I FOR INSERT WITH CHECK (pool IN (SELECT candela.pools_of(''recruiter'')))', held);
        EXECUTE format('CREATE POLICY change ON candela.%I FOR UPDATE USING (pool IN (SELECT candela.pools_of(''recruiter'')))', held);
        EXECUTE format('CREATE POLICY remove ON candela.%I FOR DELETE USING (pool IN (SELECT candela.pools_of(''administrator'')))', held);
    END LOOP;
    FOREACH held IN ARRAY ARRAY['tag', 'claim', 'task'] LOOP
        EXECUTE format('CREATE POLICY work ON candela.%I FOR ALL USING (pool IN (SELECT candela.pools_of(''recruiter'')))', held);
    END LOOP;
    FOREACH held IN ARRAY ARRAY['tombstone', 'erasure', 'removal', 'member'] LOOP
        EXECUTE format('CREATE POLICY work ON candela.%I FOR ALL USING (pool IN (SELECT candela.pools_of(''administrator'')))', held);
    END LOOP;
END $$;
CREATE POLICY look ON candela.sighting FOR INSERT WITH CHECK (pool IN (SELECT candela.pools_of('reader')) AND login = session_user);
CREATE POLICY remove ON candela.sighting FOR DELETE USING (pool IN (SELECT candela.pools_of('administrator')));

-- Nobody writes in somebody else's name.
CREATE POLICY own_name ON candela.deed AS RESTRICTIVE FOR INSERT WITH CHECK (login = session_user);
CREATE POLICY own_claim ON candela.claim AS RESTRICTIVE FOR INSERT WITH CHECK (login = session_user);

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA candela FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA candela TO candela_reader, candela_recruiter, candela_administrator;
