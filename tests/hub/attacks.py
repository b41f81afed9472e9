"""What a station's login may try at the SQL port, as (name, statements, what must come of it).

REFUSED: an error. NONE: no row of others, told as 0, null or false. HARMLESS: it is allowed, and changes nothing
that others see. `{…}` is filled in by the test: the attacker and its victim, the victim's fence, its process, the
number of the table of items. `%(…)s` are hashes of the victim's.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Outcome(Enum):
    REFUSED = "refused"
    NONE = "none"
    HARMLESS = "harmless"


class Attack(NamedTuple):
    name: str
    sql: str
    outcome: Outcome


REFUSED, NONE, HARMLESS = Outcome
_POST = "sha256(convert_to('{\"x\":1}','UTF8')), '{kind}', convert_to('{\"x\":1}','UTF8')"


def _push(box: str, kind: str, blobs: str = "'{}'") -> str:
    return f"SELECT hub.push('{box}', {_POST.replace('{kind}', kind)}, {blobs})"


READING = [
    Attack("an item of another unit", "SELECT count(*) FROM hub.item WHERE box = 'u002'", NONE),
    Attack("the department's box", "SELECT count(*) FROM hub.item WHERE box = 'department'", NONE),
    Attack("another unit's box by pull", "SELECT count(*) FROM hub.pull('u002', 0, NULL)", NONE),
    Attack(
        "another unit's box by poll",
        "SELECT count(*) FROM hub.poll('1', '{}', '{}', '{}') p, unnest(p.boxes || p.ahead) box"
        " WHERE box NOT IN ('u001', '*')",
        NONE,
    ),
    Attack(
        "whether another's place is right",
        "SELECT count(*) FROM hub.poll('1', ARRAY['u002', 'department'], ARRAY[9, 9], ARRAY[%(item)s, %(item)s]) p,"
        " unnest(p.ahead) box",
        NONE,
    ),
    Attack("another's items by have", "SELECT count(*) FROM hub.have('u002', ARRAY[%(item)s])", NONE),
    Attack(
        "another's picture by its hash",
        "SELECT count(*) FROM hub.chunk JOIN hub.blob USING (bid) WHERE sha = %(picture)s",
        NONE,
    ),
    Attack("pictures of others", "SELECT count(*) FROM hub.blob WHERE uploader <> current_user", NONE),
    Attack("who has sent which picture", "SELECT count(*) FROM hub.blob_of WHERE login <> current_user", NONE),
    Attack("which item names which picture", "SELECT count(*) FROM hub.item_blob", NONE),
    Attack("keys of others", "SELECT count(*) FROM hub.station WHERE login <> current_user", NONE),
    Attack("what others read", "SELECT count(*) FROM hub.reads WHERE login <> current_user", NONE),
    Attack("leases", "SELECT count(*) FROM hub.lease", REFUSED),
    Attack("when others were there", "SELECT count(*) FROM hub.seen", REFUSED),
    Attack("versions of others", "SELECT count(*) FROM hub.version", REFUSED),
    Attack("how much others have sent", "SELECT count(*) FROM hub.spent", REFUSED),
    Attack("boxes and how many items they have", "SELECT count(*) FROM hub.box", REFUSED),
    Attack(
        "samples of the columns",
        "SELECT count(*) FROM pg_stats WHERE schemaname = 'hub' AND tablename IN ('item', 'station')",
        NONE,
    ),
    Attack("samples as they are stored", "SELECT count(*) FROM pg_statistic", REFUSED),
    Attack("long values beside their table", "SELECT count(*) FROM pg_toast.pg_toast_{table}", REFUSED),
    Attack("proofs of passwords", "SELECT count(*) FROM pg_authid", REFUSED),
    Attack("proofs of passwords by the view", "SELECT count(*) FROM pg_shadow", REFUSED),
    Attack(
        "what others ask now",
        "SELECT count(*) FROM pg_stat_activity WHERE usename <> current_user"
        " AND query NOT IN ('<insufficient privilege>', '')",
        NONE,
    ),
    Attack("all rows to a file of its own", "COPY hub.item TO STDOUT", NONE),
    Attack(
        "an error that tells of a row",
        "SELECT count(*) FROM hub.item WHERE 1 / (CASE WHEN box = 'u002' THEN 0 ELSE 1 END) = 0",
        NONE,
    ),
    Attack(
        "a wrong number that tells of a row",
        "SELECT count(*) FROM hub.item WHERE box = 'u002' AND convert_from(body, 'UTF8')::int = 1",
        NONE,
    ),
    Attack("row-level security off", "SET row_security = off; SELECT count(*) FROM hub.item", REFUSED),
    Attack("the group's role, then reading", "SET ROLE hub_station; SELECT count(*) FROM hub.item", NONE),
    Attack("names of other logins", "SELECT count(*) >= 0 FROM pg_roles", HARMLESS),
]
WRITING = [
    Attack(
        "an item without push",
        "INSERT INTO hub.item VALUES ('u001', 99, sha256('q'), sha256('q'), 'receipt', current_user, now(), 'q')",
        REFUSED,
    ),
    Attack(
        "an item in another's name",
        "INSERT INTO hub.item VALUES ('u002', 99, sha256('q'), sha256('q'), 'receipt', '{victim}', now(), 'q')",
        REFUSED,
    ),
    Attack("its own items altered", "UPDATE hub.item SET body = 'x' WHERE box = 'u001'", REFUSED),
    Attack("another's items altered", "UPDATE hub.item SET body = 'x' WHERE box = 'u002'", REFUSED),
    Attack("items deleted", "DELETE FROM hub.item", REFUSED),
    Attack("the table emptied", "TRUNCATE hub.item CASCADE", REFUSED),
    Attack("the table dropped", "DROP TABLE hub.item", REFUSED),
    Attack("the trigger dropped", "DROP TRIGGER keep ON hub.item", REFUSED),
    Attack("the trigger off", "ALTER TABLE hub.item DISABLE TRIGGER keep", REFUSED),
    Attack("triggers off in its session", "SET session_replication_role = replica", REFUSED),
    Attack("row-level security taken away", "ALTER TABLE hub.item DISABLE ROW LEVEL SECURITY", REFUSED),
    Attack("a policy of its own", "CREATE POLICY evil ON hub.item USING (true)", REFUSED),
    Attack("another box to read", "INSERT INTO hub.reads VALUES (current_user, 'department')", REFUSED),
    Attack("another unit", "UPDATE hub.station SET unit = 'u002'", REFUSED),
    Attack("another key", "UPDATE hub.station SET device_key = sha256('x')", REFUSED),
    Attack("the rule of kinds", "INSERT INTO hub.allowed VALUES (false, 'unit', 'pack')", REFUSED),
    Attack("a lease without claim", "UPDATE hub.lease SET holder = current_user", REFUSED),
    Attack("a row locked", "SELECT * FROM hub.item FOR SHARE", REFUSED),
    Attack("a box locked", "SELECT * FROM hub.box FOR UPDATE", REFUSED),
    Attack("the table locked", "LOCK TABLE hub.item IN ACCESS EXCLUSIVE MODE", REFUSED),
    Attack("the table locked against writers", "LOCK TABLE hub.item IN SHARE MODE", REFUSED),
]
CALLING = [
    Attack(
        "an id that is not the hash",
        "SELECT hub.push('u001', sha256('a'), 'receipt', 'b'::bytea)",
        REFUSED,
    ),
    Attack("an item into another unit's box", _push("u002", "receipt"), REFUSED),
    Attack("an item for all stations", _push("*", "pack"), REFUSED),
    Attack("a decision in the department's box", _push("department", "decision"), REFUSED),
    Attack("a pack in its own box", _push("u001", "pack"), REFUSED),
    Attack("a kind that there is not", _push("u001", "post"), REFUSED),
    Attack("a box that there is not", _push("zzz", "receipt"), REFUSED),
    Attack("no box", "SELECT hub.push(NULL, sha256('a'), 'receipt', 'a'::bytea)", REFUSED),
    Attack("a revision that names no post", _push("u001", "revision"), REFUSED),
    Attack(
        "two megabytes",
        "SELECT hub.push('u001', sha256(convert_to(repeat('x', 2000000), 'UTF8')), 'receipt',"
        " convert_to(repeat('x', 2000000), 'UTF8'))",
        REFUSED,
    ),
    Attack("a picture named by its hash alone", _push("u001", "receipt", "ARRAY[%(picture)s]"), REFUSED),
    Attack("a picture that is no hash", _push("u001", "receipt", "ARRAY[NULL::bytea]"), REFUSED),
    Attack("another's picture sealed as its own", "SELECT hub.seal_blob(%(picture)s)", NONE),
    Attack(
        "another's picture sealed, then read",
        "SELECT hub.seal_blob(%(picture)s);"
        " SELECT count(*) FROM hub.chunk JOIN hub.blob USING (bid) WHERE sha = %(picture)s",
        NONE,
    ),
    Attack(
        "other bytes under the hash of another's picture",
        "SELECT hub.put_chunk(%(picture)s, 4, 0, 'evil'::bytea); SELECT hub.seal_blob(%(picture)s)",
        NONE,
    ),
    Attack("a piece of the wrong size", "SELECT hub.put_chunk(sha256('e'), 300000, 0, 'evil'::bytea)", REFUSED),
    Attack("a picture of a gigabyte", "SELECT hub.put_chunk(sha256('e'), 1000000000, 0, 'evil'::bytea)", REFUSED),
    Attack("another unit's delivery", "SELECT hub.claim('post-b', 'page-b', %(revision)s, 60)", NONE),
    Attack(
        "another's lease moved on by its fence",
        "SELECT hub.advance('post-b', 'page-b', {fence}, (SELECT epoch FROM hub.greet()), 'done')",
        NONE,
    ),
    Attack("another unit's delivery looked at", "SELECT hub.look('post-b', 'page-b', true)", NONE),
    Attack(
        "a thousand boxes to be noted",
        "SELECT hub.poll('1', array_agg('box-' || n), array_agg(n::bigint), '{}') FROM generate_series(1, 1000) n",
        REFUSED,
    ),
    Attack("a version as long as a book", "SELECT hub.poll(repeat('x', 10000), '{}', '{}', '{}')", REFUSED),
    Attack("places that are none", "SELECT hub.poll('1', ARRAY[NULL], ARRAY[1, 2], ARRAY[NULL::bytea])", REFUSED),
    Attack("a new epoch", "SELECT hub.new_epoch()", REFUSED),
    Attack("the sweep", "SELECT hub.sweep()", REFUSED),
    Attack("another's leases superseded", "SELECT hub.supersede('u002', 'post-b')", REFUSED),
    Attack("another's revision noted", "SELECT hub.note_revision('u002', sha256('x'), 'x')", REFUSED),
    Attack("another's quota used up", "SELECT hub.spend('{victim}', 20000, 0)", REFUSED),
    Attack(
        "functions of its own before the hub's",
        "SET search_path = pg_temp; " + _push("u002", "receipt"),
        REFUSED,
    ),
]
BECOMING = [
    Attack("another station", 'SET ROLE "{victim}"', REFUSED),
    Attack("the owner", "SET ROLE hub_owner", REFUSED),
    Attack("the department", "SET ROLE hub_department", REFUSED),
    Attack("another session", 'SET SESSION AUTHORIZATION "{victim}"', REFUSED),
    Attack("the department's rights", 'GRANT hub_department TO "{attacker}"', REFUSED),
    Attack("a superuser", 'ALTER ROLE "{attacker}" SUPERUSER', REFUSED),
    Attack("above row-level security", 'ALTER ROLE "{attacker}" BYPASSRLS', REFUSED),
    Attack("more connections", 'ALTER ROLE "{attacker}" CONNECTION LIMIT 1000', REFUSED),
    Attack("another's password", "ALTER ROLE \"{victim}\" PASSWORD 'x'", REFUSED),
    Attack("a new login", "CREATE ROLE evil LOGIN", REFUSED),
    Attack("its own time limits", "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0", HARMLESS),
]
SERVER = [
    Attack("a schema", "CREATE SCHEMA evil", REFUSED),
    Attack("a table", "CREATE TABLE public.evil (i int)", REFUSED),
    Attack("a temporary table before the hub's", "CREATE TEMP TABLE item (i int)", REFUSED),
    Attack(
        "a temporary function that sees rows first",
        "CREATE FUNCTION pg_temp.leak(bytea) RETURNS bool LANGUAGE plpgsql COST 0.0001 AS"
        " $$ BEGIN RAISE NOTICE '%%', $1; RETURN true; END $$",
        REFUSED,
    ),
    Attack("another's session ended", "SELECT pg_terminate_backend({process})", REFUSED),
    Attack("another's statement ended", "SELECT pg_cancel_backend({process})", REFUSED),
    Attack("a file read", "SELECT pg_read_file('/etc/passwd')", REFUSED),
    Attack("a program run", "COPY (SELECT 1) TO PROGRAM 'id'", REFUSED),
    Attack("a file as a large object", "SELECT lo_import('/etc/passwd')", REFUSED),
    Attack("a large object", "SELECT lo_create(0)", REFUSED),
    Attack("a large object of bytes", "SELECT lo_from_bytea(0, 'x')", REFUSED),
    Attack("a library", "LOAD 'x'", REFUSED),
    Attack("a language", "CREATE LANGUAGE plpython3u", REFUSED),
    Attack("an extension", "CREATE EXTENSION dblink", REFUSED),
    Attack("a setting of the server", "ALTER SYSTEM SET log_statement = 'all'", REFUSED),
    Attack("a slot that keeps the log", "SELECT pg_create_physical_replication_slot('x')", REFUSED),
    Attack("a publication", "CREATE PUBLICATION p FOR ALL TABLES", REFUSED),
    Attack("a message that fills the log", "SELECT pg_logical_emit_message(true, 'a', repeat('x', 1000))", REFUSED),
    Attack("an advisory lock", "SELECT pg_advisory_lock(1)", REFUSED),
    Attack("a false hint", "NOTIFY hub, 'department'", HARMLESS),
]
ATTACKS = [*READING, *WRITING, *CALLING, *BECOMING, *SERVER]
