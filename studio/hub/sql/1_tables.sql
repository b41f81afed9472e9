-- The department's hub: a post office of signed items in boxes. An item is never changed and never taken out.
--
-- Run once, by a superuser, in a database of its own (`studio hub init` does). It needs tables, row locks, row-level
-- security and PL/pgSQL, and nothing else. Roles belong to the whole server, so that another hub may have made them.

DO $$
DECLARE role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['hub_owner', 'hub_station', 'hub_department'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN', role);
    END IF;
  END LOOP;
END $$;

CREATE SCHEMA hub AUTHORIZATION hub_owner;
SET ROLE hub_owner;

-- `mark` is the server's identity and timeline: another one means that the hub went on from an older state.
CREATE TABLE hub.meta (
  one bool PRIMARY KEY DEFAULT true CHECK (one),
  schema int NOT NULL,
  epoch uuid NOT NULL,
  mark text NOT NULL,
  began timestamptz NOT NULL
);

-- Items of a box are counted under the lock of its row: 1, 2, 3 … without a hole, in the order of their commits. A
-- sequence would not do: a reader would pass over the number of whoever commits late. `chain` is the hash over the ids.
CREATE TABLE hub.box (
  box text COLLATE "C" PRIMARY KEY CHECK (length(box) BETWEEN 1 AND 100),
  last bigint NOT NULL DEFAULT 0,
  chain bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex')
) WITH (fillfactor = 50);

CREATE TABLE hub.station (
  login name PRIMARY KEY,
  unit text COLLATE "C" NOT NULL REFERENCES hub.box,
  department bool NOT NULL,
  device_key bytea NOT NULL CHECK (length(device_key) = 32),
  active bool NOT NULL DEFAULT true,
  added timestamptz NOT NULL DEFAULT clock_timestamp(),
  revoked timestamptz
);

CREATE TABLE hub.reads (
  login name REFERENCES hub.station,
  box text COLLATE "C" REFERENCES hub.box,
  PRIMARY KEY (login, box)
);

-- Who may put which kind where; `place` is a unit's box, the department's, or the one that everybody reads.
CREATE TABLE hub.allowed (
  department bool,
  place text CHECK (place IN ('unit', 'department', '*')),
  kind text,
  PRIMARY KEY (department, place, kind)
);
INSERT INTO hub.allowed
  SELECT false, 'unit', unnest(ARRAY['revision', 'decision', 'offer', 'receipt', 'withdrawal', 'ack',
                                        'template'])
  UNION ALL SELECT false, 'department', unnest(ARRAY['receipt', 'audit_head', 'report', 'ack'])
  UNION ALL SELECT true, 'unit', unnest(ARRAY['revision', 'decision', 'offer', 'receipt', 'withdrawal', 'ack', 'pack'])
  UNION ALL SELECT true, 'department', unnest(ARRAY['revision', 'decision', 'offer', 'receipt', 'withdrawal', 'ack',
                                                    'audit_head', 'report', 'template'])
  UNION ALL SELECT true, '*', unnest(ARRAY['pack', 'withdrawal']);

CREATE TABLE hub.item (
  box text COLLATE "C" REFERENCES hub.box,
  seq bigint,
  id bytea NOT NULL CHECK (length(id) = 32),
  chain bytea NOT NULL,
  kind text NOT NULL,
  sender name NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  body bytea NOT NULL CHECK (length(body) <= 1048576),
  PRIMARY KEY (box, seq),
  UNIQUE (id, box)
);

-- What the hub reads out of the items, to know which revisions of a post have a later one. It sees no signature: at
-- worst a station holds up the posts of its own unit.
CREATE TABLE hub.version (
  unit text COLLATE "C",
  post text COLLATE "C" CHECK (length(post) BETWEEN 1 AND 200),
  revision bytea,
  epoch text NOT NULL,
  PRIMARY KEY (unit, post, revision)
);
CREATE TABLE hub.parent (
  unit text COLLATE "C",
  post text COLLATE "C",
  parent bytea CHECK (length(parent) = 32),
  revision bytea,
  PRIMARY KEY (unit, post, parent, revision)
);
CREATE TABLE hub.withdrawn (
  unit text COLLATE "C",
  post text COLLATE "C",
  revision bytea CHECK (length(revision) = 32),
  PRIMARY KEY (unit, post, revision)
);

-- Pictures in pieces, so that a slow line goes on where it broke. A picture may be named in an item only by whoever
-- has sent all its bytes (`blob_of`): to know its hash is not enough.
CREATE TABLE hub.blob (
  bid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sha bytea NOT NULL CHECK (length(sha) = 32),
  uploader name NOT NULL,
  size bigint NOT NULL CHECK (size BETWEEN 1 AND 16777216),
  whole bool NOT NULL DEFAULT false,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (sha, uploader)
);
CREATE UNIQUE INDEX one_whole ON hub.blob (sha) WHERE whole;
CREATE TABLE hub.chunk (
  bid bigint REFERENCES hub.blob ON DELETE CASCADE,
  n int CHECK (n BETWEEN 0 AND 63),
  data bytea NOT NULL CHECK (length(data) BETWEEN 1 AND 262144),
  PRIMARY KEY (bid, n)
);
ALTER TABLE hub.chunk ALTER data SET STORAGE EXTERNAL;
CREATE TABLE hub.blob_of (login name, sha bytea, PRIMARY KEY (login, sha));
CREATE TABLE hub.item_blob (
  sha bytea,
  box text COLLATE "C",
  seq bigint,
  PRIMARY KEY (sha, box, seq),
  FOREIGN KEY (box, seq) REFERENCES hub.item
);

-- Who may send a post to a page. `until`, `since` and `looked` are the hub's time, the only one that counts.
CREATE TABLE hub.lease (
  unit text COLLATE "C",
  post text COLLATE "C",
  page text COLLATE "C" CHECK (length(page) BETWEEN 1 AND 200),
  revision bytea NOT NULL,
  state text NOT NULL CHECK (state IN ('free', 'held', 'intent', 'done', 'frozen', 'superseded')),
  holder name,
  fence bigint NOT NULL DEFAULT 0,
  until timestamptz,
  since timestamptz NOT NULL DEFAULT clock_timestamp(),
  looked timestamptz,
  PRIMARY KEY (unit, post, page)
);

CREATE TABLE hub.seen (
  login name PRIMARY KEY REFERENCES hub.station,
  at timestamptz NOT NULL,
  version text NOT NULL CHECK (length(version) <= 100),
  cursors jsonb NOT NULL CHECK (pg_column_size(cursors) <= 8192)
);

-- What a station has put here on a day, so that one that goes wrong fills no disk.
CREATE TABLE hub.spent (
  login name,
  day date,
  items int NOT NULL,
  bytes bigint NOT NULL,
  PRIMARY KEY (login, day)
) WITH (fillfactor = 50);

CREATE FUNCTION hub.keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the log is append only' USING ERRCODE = '42501';
END $$;
CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON hub.item EXECUTE FUNCTION hub.keep();
CREATE TRIGGER keep BEFORE UPDATE OR DELETE OR TRUNCATE ON hub.item_blob EXECUTE FUNCTION hub.keep();

RESET ROLE;
