-- Pictures: pieces of 256 kB, each but the last of exactly that size.

SET ROLE hub_owner;

-- The pieces that the caller still has to send; none when it has sent them all before.
CREATE FUNCTION hub.missing_chunks(p_sha bytea, p_size bigint) RETURNS int[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
  SELECT CASE WHEN EXISTS (SELECT FROM hub.blob_of o WHERE o.login = session_user AND o.sha = p_sha) THEN '{}'
    ELSE ARRAY(
      SELECT piece::int FROM generate_series(0, (least(p_size, 16777216) - 1) / 262144) piece
      WHERE NOT EXISTS (SELECT FROM hub.chunk c JOIN hub.blob l USING (bid)
                        WHERE l.sha = p_sha AND l.uploader = session_user AND c.n = piece)
      ORDER BY piece)
  END
$$;

CREATE FUNCTION hub.put_chunk(p_sha bytea, p_size bigint, p_n int, p_data bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
DECLARE
  sender hub.station := hub.me();
  mine hub.blob;
BEGIN
  PERFORM hub.spend(sender.login, 0, length(p_data));
  INSERT INTO hub.blob (sha, size, uploader) VALUES (p_sha, p_size, sender.login)
    ON CONFLICT (sha, uploader) DO NOTHING;
  SELECT l.* INTO mine FROM hub.blob l WHERE l.sha = p_sha AND l.uploader = sender.login FOR UPDATE;
  IF mine.whole THEN
    RETURN;
  END IF;
  IF length(p_data) IS DISTINCT FROM least(262144, mine.size - p_n * 262144::bigint) OR mine.size <> p_size THEN
    RAISE EXCEPTION 'a piece of the wrong size' USING ERRCODE = 'HB002';
  END IF;
  INSERT INTO hub.chunk VALUES (mine.bid, p_n, p_data) ON CONFLICT DO NOTHING;
END $$;

-- Whether the pieces are the picture that the hash names; pieces that are not are thrown away. A second copy of the same
-- picture is dropped, and its sender may name it all the same.
CREATE FUNCTION hub.seal_blob(p_sha bytea) RETURNS bool
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, hub, pg_temp AS $$
DECLARE
  sender hub.station := hub.me();
  mine hub.blob;
  bytes bytea;
BEGIN
  IF EXISTS (SELECT FROM hub.blob_of o WHERE o.login = sender.login AND o.sha = p_sha) THEN
    RETURN true;
  END IF;
  SELECT l.* INTO mine FROM hub.blob l WHERE l.sha = p_sha AND l.uploader = sender.login FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  SELECT string_agg(c.data, ''::bytea ORDER BY c.n) INTO bytes FROM hub.chunk c WHERE c.bid = mine.bid;
  IF sha256(bytes) IS DISTINCT FROM p_sha THEN
    DELETE FROM hub.blob l WHERE l.bid = mine.bid;
    RETURN false;
  END IF;
  INSERT INTO hub.blob_of VALUES (sender.login, p_sha);
  BEGIN
    UPDATE hub.blob l SET whole = true WHERE l.bid = mine.bid;
  EXCEPTION WHEN unique_violation THEN
    DELETE FROM hub.blob l WHERE l.bid = mine.bid;
  END;
  RETURN true;
END $$;

RESET ROLE;
