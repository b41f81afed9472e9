-- Who may send: the table of studio/hub/leases.py, once more, where several stations meet. Both are held to the same by
-- tests/hub/test_model.py. Order of locks: meta, box, lease.

SET ROLE hub_owner;

-- The server's identity and its timeline, which changes at once when a standby is promoted (pg_control_checkpoint()
-- tells it only after the next checkpoint). Fails on a standby, which is not to be written to.
CREATE FUNCTION hub.mark() RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
  SELECT (SELECT c.system_identifier FROM pg_control_system() c) || '/' ||
         substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)
$$;

-- Begin a new epoch: the hub went back to an older state, so what it says of leases may be older than what was sent.
-- None but a finished one counts before somebody has looked at the page.
CREATE FUNCTION hub.new_epoch() RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
DECLARE
  begun uuid := gen_random_uuid();
BEGIN
  UPDATE hub.meta SET epoch = begun, mark = hub.mark(), began = clock_timestamp();
  UPDATE hub.lease l
  SET state = 'frozen', fence = l.fence + 1, holder = NULL, until = NULL, since = clock_timestamp(), looked = NULL
  WHERE l.state <> 'done';
  RETURN begun;
END $$;

-- The epoch; a new one where the server is not the one that the last epoch began on.
CREATE FUNCTION hub.epoch() RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
DECLARE
  known hub.meta;
BEGIN
  SELECT m.* INTO known FROM hub.meta m;
  IF known.mark = hub.mark() THEN
    RETURN known.epoch;
  END IF;
  SELECT m.* INTO known FROM hub.meta m FOR UPDATE;
  RETURN CASE WHEN known.mark = hub.mark() THEN known.epoch ELSE hub.new_epoch() END;
END $$;

-- How each contact begins.
CREATE FUNCTION hub.greet() RETURNS TABLE (schema int, epoch uuid, unit text, department bool, boxes text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
DECLARE
  station hub.station := hub.me();
  present uuid := hub.epoch();
BEGIN
  RETURN QUERY
    SELECT m.schema, present, station.unit, station.department,
           ARRAY(SELECT b.box FROM hub.box b WHERE station.department
                 UNION SELECT r.box FROM hub.reads r WHERE r.login = station.login)
    FROM hub.meta m;
END $$;

-- Whether the post began in this epoch, for all the hub knows: then no lease of it can have been lost.
CREATE FUNCTION hub.is_young(p_unit text, p_post text) RETURNS bool
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
  SELECT NOT EXISTS (SELECT FROM hub.version v
                     WHERE v.unit = p_unit AND v.post = p_post AND v.epoch <> (SELECT m.epoch::text FROM hub.meta m))
     AND NOT EXISTS (SELECT FROM hub.parent p
                     WHERE p.unit = p_unit AND p.post = p_post
                       AND NOT EXISTS (SELECT FROM hub.version v
                                       WHERE v.unit = p_unit AND v.post = p_post AND v.revision = p.parent))
$$;

-- Offer the one approved version of a post for a page. The state of the lease afterwards; `superseded` when the hub
-- knows another version or a withdrawal.
CREATE FUNCTION hub.offer(p_post text, p_page text, p_revision bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
DECLARE
  station hub.station := hub.me();
  present uuid := hub.epoch();
  begins text;
  told text;
BEGIN
  PERFORM FROM hub.box b WHERE b.box = station.unit FOR NO KEY UPDATE;
  IF NOT hub.is_sole_head(station.unit, p_post, p_revision) THEN
    RETURN 'superseded';
  END IF;
  begins := CASE WHEN hub.is_young(station.unit, p_post) THEN 'free' ELSE 'frozen' END;
  INSERT INTO hub.lease AS l (unit, post, page, revision, state)
    VALUES (station.unit, p_post, p_page, p_revision, begins)
    ON CONFLICT (unit, post, page) DO UPDATE
      SET revision = excluded.revision, state = 'free', fence = l.fence + 1, since = clock_timestamp()
      WHERE l.state = 'superseded';
  SELECT l.state INTO told FROM hub.lease l WHERE l.unit = station.unit AND l.post = p_post AND l.page = p_page;
  RETURN told;
END $$;

-- Take the lease: its fence, or nothing. What is meant to be sent (`intent`) is never taken over by time.
CREATE FUNCTION hub.claim(p_post text, p_page text, p_revision bytea, p_seconds int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
DECLARE
  station hub.station := hub.me();
  present uuid := hub.epoch();
  its_fence bigint;
BEGIN
  UPDATE hub.lease l
  SET state = 'held', holder = station.login, fence = l.fence + 1, since = clock_timestamp(),
      until = clock_timestamp() + make_interval(secs => least(greatest(p_seconds, 1), 900))
  WHERE l.unit = station.unit AND l.post = p_post AND l.page = p_page AND l.revision = p_revision
    AND (l.state = 'free' OR l.state = 'held' AND l.until < clock_timestamp())
  RETURNING l.fence INTO its_fence;
  RETURN its_fence;
END $$;

-- The holder's next step. False when it is not the holder any more, or the step does not follow.
CREATE FUNCTION hub.advance(p_post text, p_page text, p_fence bigint, p_epoch uuid, p_state text) RETURNS bool
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
DECLARE
  station hub.station := hub.me();
BEGIN
  IF hub.epoch() IS DISTINCT FROM p_epoch THEN
    RETURN false;
  END IF;
  UPDATE hub.lease l
  SET state = p_state, since = clock_timestamp(), looked = NULL,
      holder = CASE WHEN p_state IN ('free', 'superseded') THEN NULL ELSE l.holder END,
      fence = CASE WHEN p_state IN ('free', 'superseded') THEN l.fence + 1 ELSE l.fence END
  WHERE l.unit = station.unit AND l.post = p_post AND l.page = p_page AND l.fence = p_fence
    AND l.holder = station.login
    AND (l.state = 'held' AND l.until >= clock_timestamp() AND p_state IN ('intent', 'free')
         OR l.state = 'intent' AND p_state IN ('done', 'free', 'superseded'))
    AND (p_state <> 'free' OR hub.is_sole_head(l.unit, l.post, l.revision));
  RETURN FOUND;
END $$;

-- Somebody read the page. Found: done. Not found twice, at least ten minutes after the intent and a minute apart: free
-- again, or superseded. The state afterwards.
CREATE FUNCTION hub.look(p_post text, p_page text, p_found bool) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
DECLARE
  station hub.station := hub.me();
  present uuid := hub.epoch();
  l hub.lease;
  at timestamptz := clock_timestamp();
BEGIN
  PERFORM FROM hub.box b WHERE b.box = station.unit FOR NO KEY UPDATE;
  SELECT x.* INTO l FROM hub.lease x
    WHERE x.unit = station.unit AND x.post = p_post AND x.page = p_page FOR UPDATE;
  IF NOT FOUND OR l.state NOT IN ('intent', 'frozen') THEN
    RETURN l.state;
  END IF;
  IF p_found THEN
    l.state := 'done';
    l.since := at;
  ELSIF at < l.since + interval '10 minutes' THEN
    RETURN l.state;
  ELSIF l.looked IS NULL THEN
    l.looked := at;
  ELSIF at >= l.looked + interval '1 minute' THEN
    l.state := CASE WHEN hub.is_sole_head(l.unit, l.post, l.revision) THEN 'free' ELSE 'superseded' END;
    l.fence := l.fence + 1;
    l.holder := NULL;
    l.until := NULL;
    l.looked := NULL;
    l.since := at;
  END IF;
  UPDATE hub.lease x
  SET state = l.state, fence = l.fence, holder = l.holder, until = l.until, looked = l.looked, since = l.since
  WHERE x.unit = l.unit AND x.post = l.post AND x.page = l.page;
  RETURN l.state;
END $$;

-- How a station that is at rest asks whether anything is new: `greet`, of all the boxes that it reads those that do not
-- end where it has read them to, and for the department's list that it was there. No row for whoever is no active
-- station; `greet` says why.
--
-- Most contacts are this one, each on a new connection: one call, in plain SQL, spares the server a third of the work
-- (PL/pgSQL would have to be loaded first). That a station was there may be lost with a crash, and waits for no disk.
CREATE FUNCTION hub.poll(p_version text, p_boxes text[], p_seqs bigint[], p_chains bytea[])
RETURNS TABLE (schema int, epoch uuid, unit text, department bool, boxes text[], ahead text[])
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
  SELECT set_config('synchronous_commit', 'off', true);
  INSERT INTO hub.seen
    SELECT s.login, clock_timestamp(), p_version,
           CASE WHEN s.department THEN '{}'
             ELSE coalesce((SELECT jsonb_object_agg(p.box, p.seq) FROM unnest(p_boxes, p_seqs) p (box, seq)), '{}') END
    FROM hub.station s WHERE s.login = session_user AND s.active
    ON CONFLICT (login) DO UPDATE SET at = excluded.at, version = excluded.version, cursors = excluded.cursors;
  SELECT m.schema, CASE WHEN m.mark = hub.mark() THEN m.epoch ELSE hub.epoch() END, s.unit, s.department, its.boxes,
         ARRAY(SELECT b.box FROM hub.box b
               WHERE b.box = ANY (its.boxes) AND b.last > 0
                 AND NOT EXISTS (SELECT FROM unnest(p_boxes, p_seqs, p_chains) p (box, seq, chain)
                                 WHERE p.box = b.box AND p.seq = b.last AND p.chain = b.chain))
  FROM hub.station s
  JOIN hub.meta m ON m.one
  CROSS JOIN LATERAL (SELECT CASE WHEN s.department THEN ARRAY(SELECT b.box FROM hub.box b)
                                  ELSE ARRAY(SELECT r.box FROM hub.reads r WHERE r.login = s.login) END AS boxes) its
  WHERE s.login = session_user AND s.active
$$;

-- What nobody needs: uploads that were never finished, and the counts of days gone by.
CREATE FUNCTION hub.sweep() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
  DELETE FROM hub.blob l WHERE NOT l.whole AND l.at < clock_timestamp() - interval '7 days';
  DELETE FROM hub.spent s WHERE s.day < clock_timestamp() - interval '7 days';
$$;

RESET ROLE;
