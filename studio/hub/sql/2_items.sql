-- Putting items in and taking them out. Own error codes (class HB) are told apart by studio/hub/connection.py.

SET ROLE hub_owner;

-- Who calls: the login, whatever role it has put on. Raises HB003 for one that was revoked or never added.
CREATE FUNCTION hub.me() RETURNS hub.station
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
DECLARE found_station hub.station;
BEGIN
  SELECT s.* INTO found_station FROM hub.station s WHERE s.login = session_user AND s.active;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not an active station' USING ERRCODE = 'HB003';
  END IF;
  RETURN found_station;
END $$;

CREATE FUNCTION hub.spend(p_login name, p_items int, p_bytes bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
DECLARE items_today int; bytes_today bigint;
BEGIN
  INSERT INTO hub.spent AS s VALUES (p_login, (clock_timestamp() AT TIME ZONE 'UTC')::date, p_items, p_bytes)
    ON CONFLICT (login, day) DO UPDATE SET items = s.items + excluded.items, bytes = s.bytes + excluded.bytes
    RETURNING s.items, s.bytes INTO items_today, bytes_today;
  IF items_today > 20000 OR bytes_today > 2000000000 THEN
    RAISE EXCEPTION 'the quota of the day is used up' USING ERRCODE = 'HB006';
  END IF;
END $$;

-- Whether `p_revision` is the only revision of the post that nobody names as a parent, and not withdrawn.
CREATE FUNCTION hub.is_sole_head(p_unit text, p_post text, p_revision bytea) RETURNS bool
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
  SELECT coalesce(array_agg(v.revision), '{}') = ARRAY[p_revision]
     AND NOT EXISTS (SELECT FROM hub.withdrawn w
                     WHERE w.unit = p_unit AND w.post = p_post AND w.revision = p_revision)
  FROM hub.version v
  WHERE v.unit = p_unit AND v.post = p_post
    AND NOT EXISTS (SELECT FROM hub.parent p
                    WHERE p.unit = p_unit AND p.post = p_post AND p.parent = v.revision)
$$;

-- Nobody begins to send what is no longer the one version: who holds it finds the fence moved on.
CREATE FUNCTION hub.supersede(p_unit text, p_post text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
  UPDATE hub.lease l
  SET state = 'superseded', fence = l.fence + 1, holder = NULL, until = NULL, since = clock_timestamp()
  WHERE l.unit = p_unit AND l.post = p_post AND l.state IN ('free', 'held')
    AND NOT hub.is_sole_head(p_unit, p_post, l.revision)
$$;

CREATE FUNCTION hub.note_revision(p_unit text, p_id bytea, p_body bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
DECLARE
  told jsonb := convert_from(p_body, 'UTF8')::jsonb;
  its_post text := told #>> '{facts,post}';
  its_parents jsonb := told #> '{facts,parents}';
BEGIN
  IF its_post IS NULL OR jsonb_typeof(its_parents) IS DISTINCT FROM 'array' OR jsonb_array_length(its_parents) > 64 THEN
    RAISE EXCEPTION 'a revision names its post and its parents' USING ERRCODE = 'HB002';
  END IF;
  INSERT INTO hub.version VALUES (p_unit, its_post, p_id, coalesce(told ->> 'epoch', '')) ON CONFLICT DO NOTHING;
  INSERT INTO hub.parent
    SELECT p_unit, its_post, decode(parent, 'hex'), p_id FROM jsonb_array_elements_text(its_parents) parent
    ON CONFLICT DO NOTHING;
  PERFORM hub.supersede(p_unit, its_post);
END $$;

CREATE FUNCTION hub.note_withdrawal(p_unit text, p_body bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
DECLARE
  told jsonb := convert_from(p_body, 'UTF8')::jsonb -> 'facts';
BEGIN
  IF told ->> 'post' IS NULL OR told ->> 'revision' IS NULL THEN
    RAISE EXCEPTION 'a withdrawal names a post and a revision' USING ERRCODE = 'HB002';
  END IF;
  INSERT INTO hub.withdrawn VALUES (p_unit, told ->> 'post', decode(told ->> 'revision', 'hex')) ON CONFLICT DO NOTHING;
  PERFORM hub.supersede(p_unit, told ->> 'post');
END $$;

-- The number of the item in its box. The same item again is the same number, and takes no lock. One call is one
-- transaction: whoever keeps one open holds up the box, until the watch of the hub ends that session.
CREATE FUNCTION hub.push(p_box text, p_id bytea, p_kind text, p_body bytea, p_blobs bytea[] DEFAULT '{}')
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
DECLARE
  sender hub.station := hub.me();
  former bigint;
  number bigint;
  link bytea;
BEGIN
  IF sha256(p_body) IS DISTINCT FROM p_id THEN
    RAISE EXCEPTION 'the id is not the hash of the item' USING ERRCODE = 'HB002';
  END IF;
  IF p_box NOT IN ('*', 'department') AND p_box <> sender.unit AND NOT sender.department
     OR NOT EXISTS (SELECT FROM hub.allowed a
                    WHERE a.department = sender.department AND a.kind = p_kind
                      AND a.place = CASE WHEN p_box IN ('*', 'department') THEN p_box ELSE 'unit' END) THEN
    RAISE EXCEPTION 'this sender may not put this kind into this box' USING ERRCODE = 'HB004';
  END IF;
  IF EXISTS (SELECT FROM unnest(p_blobs) named
             WHERE NOT EXISTS (SELECT FROM hub.blob_of o WHERE o.login = sender.login AND o.sha = named)) THEN
    RAISE EXCEPTION 'a picture whose bytes the sender has not sent' USING ERRCODE = 'HB005';
  END IF;
  SELECT i.seq INTO former FROM hub.item i WHERE i.id = p_id AND i.box = p_box;
  IF FOUND THEN
    RETURN former;
  END IF;
  PERFORM hub.spend(sender.login, 1, length(p_body));
  SELECT b.last + 1, b.chain INTO number, link FROM hub.box b WHERE b.box = p_box FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no such box' USING ERRCODE = 'HB004';
  END IF;
  SELECT i.seq INTO former FROM hub.item i WHERE i.id = p_id AND i.box = p_box;
  IF FOUND THEN
    RETURN former;
  END IF;
  link := sha256(link || p_id);
  INSERT INTO hub.item (box, seq, id, chain, kind, sender, body)
    VALUES (p_box, number, p_id, link, p_kind, sender.login, p_body);
  INSERT INTO hub.item_blob SELECT DISTINCT named, p_box, number FROM unnest(p_blobs) named;
  UPDATE hub.box b SET last = number, chain = link WHERE b.box = p_box;
  IF p_kind = 'revision' THEN
    PERFORM hub.note_revision(p_box, p_id, p_body);
  ELSIF p_kind = 'withdrawal' AND p_box <> '*' THEN
    PERFORM hub.note_withdrawal(p_box, p_body);
  END IF;
  PERFORM pg_notify('hub', p_box);
  RETURN number;
END $$;

-- Several items without pictures in one transaction: all of them, or none.
CREATE FUNCTION hub.push_many(p_box text, p_ids bytea[], p_kinds text[], p_bodies bytea[]) RETURNS bigint[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
DECLARE
  numbers bigint[] := '{}';
BEGIN
  IF cardinality(p_ids) > 200 OR cardinality(p_kinds) <> cardinality(p_ids)
     OR cardinality(p_bodies) <> cardinality(p_ids) THEN
    RAISE EXCEPTION 'at most 200 items, each with its kind and its body' USING ERRCODE = 'HB002';
  END IF;
  FOR i IN 1 .. cardinality(p_ids) LOOP
    numbers := numbers || hub.push(p_box, p_ids[i], p_kinds[i], p_bodies[i]);
  END LOOP;
  RETURN numbers;
END $$;

-- What follows `p_after` in a box: up to 500 items and some 2 MB, at least one. It runs as the caller, so that row-level
-- security holds. Raises HB001 when the hub does not know that number with that chain: it went back to an older state.
CREATE FUNCTION hub.pull(p_box text, p_after bigint, p_chain bytea, p_limit int DEFAULT 100)
RETURNS TABLE (seq bigint, id bytea, chain bytea, kind text, sender name, at timestamptz, body bytea)
LANGUAGE plpgsql STABLE SECURITY INVOKER SET search_path = pg_catalog, hub, pg_temp AS $$
BEGIN
  IF p_after > 0 AND NOT EXISTS (SELECT FROM hub.item i
                                 WHERE i.box = p_box AND i.seq = p_after AND i.chain = p_chain) THEN
    RAISE EXCEPTION 'the hub does not know this place' USING ERRCODE = 'HB001';
  END IF;
  RETURN QUERY
    SELECT w.seq, w.id, w.chain, w.kind, w.sender, w.at, w.body
    FROM (SELECT n.*, sum(length(n.body)) OVER (ORDER BY n.seq) - length(n.body) AS before
          FROM (SELECT * FROM hub.item i WHERE i.box = p_box AND i.seq > p_after
                ORDER BY i.seq LIMIT least(greatest(p_limit, 1), 500)) n) w
    WHERE w.before < 2000000
    ORDER BY w.seq;
END $$;

-- Which of these the hub has from the caller: asked for everything ever sent when the hub went back.
CREATE FUNCTION hub.have(p_box text, p_ids bytea[]) RETURNS SETOF bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
  SELECT i.id FROM hub.item i WHERE i.box = p_box AND i.id = ANY (p_ids) AND i.sender = session_user
$$;

RESET ROLE;
