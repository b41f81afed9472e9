-- Who may what. A station writes through functions alone, and reads through row-level security; nothing is open to
-- everybody.

SET ROLE hub_owner;

DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'hub'::regnamespace AND c.relkind = 'r' LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own ON hub.%I TO hub_owner USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;

CREATE POLICY mine ON hub.station FOR SELECT TO hub_station USING (login = current_user);
CREATE POLICY mine ON hub.reads FOR SELECT TO hub_station USING (login = current_user);
CREATE POLICY mine ON hub.blob_of FOR SELECT TO hub_station USING (login = current_user);
CREATE POLICY mine ON hub.item FOR SELECT TO hub_station
  USING (box IN (SELECT r.box FROM hub.reads r WHERE r.login = current_user));
CREATE POLICY mine ON hub.item_blob FOR SELECT TO hub_station
  USING (box IN (SELECT r.box FROM hub.reads r WHERE r.login = current_user));
CREATE POLICY mine ON hub.blob FOR SELECT TO hub_station USING (
  uploader = current_user
  OR whole AND (EXISTS (SELECT FROM hub.item_blob i WHERE i.sha = blob.sha)
                OR EXISTS (SELECT FROM hub.blob_of o WHERE o.sha = blob.sha AND o.login = current_user)));
CREATE POLICY mine ON hub.chunk FOR SELECT TO hub_station
  USING (EXISTS (SELECT FROM hub.blob l WHERE l.bid = chunk.bid));

CREATE POLICY every ON hub.item FOR SELECT TO hub_department USING (true);
CREATE POLICY every ON hub.item_blob FOR SELECT TO hub_department USING (true);
CREATE POLICY every ON hub.blob FOR SELECT TO hub_department USING (whole);
CREATE POLICY every ON hub.station FOR SELECT TO hub_department USING (true);
CREATE POLICY every ON hub.seen FOR SELECT TO hub_department USING (true);
CREATE POLICY every ON hub.lease FOR SELECT TO hub_department USING (true);

REVOKE ALL ON SCHEMA hub FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA hub FROM PUBLIC;
GRANT USAGE ON SCHEMA hub TO hub_station, hub_department;
GRANT SELECT ON hub.item, hub.reads, hub.item_blob, hub.blob, hub.chunk, hub.blob_of, hub.station TO hub_station;
GRANT SELECT ON hub.seen, hub.lease TO hub_department;
GRANT EXECUTE ON FUNCTION hub.greet, hub.poll, hub.push, hub.push_many, hub.pull, hub.have, hub.missing_chunks, hub.put_chunk,
  hub.seal_blob, hub.offer, hub.claim, hub.advance, hub.look TO hub_station;

RESET ROLE;

GRANT EXECUTE ON FUNCTION pg_control_system(), pg_current_wal_lsn(), pg_walfile_name(pg_lsn) TO hub_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;

-- Large objects know no row-level security, an advisory lock stops whoever waits for the same number, and a logical
-- message fills the log of the server: every login may use them unless told otherwise.
DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid FROM pg_proc p
           WHERE p.pronamespace = 'pg_catalog'::regnamespace
             AND (p.proname ~ '^lo_|^loread$|^lowrite$|^pg_(try_)?advisory_|^pg_logical_emit_message$') LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$;
