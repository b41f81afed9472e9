"""Whether a database that comes from outside is one of ours through and through, before anything of it is used.

Its tables, indexes, views and triggers must be exactly those that our own migrations make: a trigger that somebody
put in would run with the first write. Then every page, row and reference is checked.
"""

from __future__ import annotations

import re
import sqlite3
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from functools import cache
from pathlib import Path

from sqlalchemy import NullPool

from studio.store.engine import make_engine
from studio.store.migrate import build

_OWN = re.compile(r"sqlite_(sequence|stat[14])$")
"""Tables that SQLite makes by itself."""
_BLANKS = re.compile(r"[\s\"`\[\]]+")

Schema = Mapping[tuple[str, str], str]


def fault_of(database: Path, migrations: Path, schema: int) -> str:
    """What is wrong with `database`, which says that it has that schema; empty when nothing is.

    Nothing is written and no trigger runs. Raises sqlite3.Error when it is no database at all.
    """
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        harden(connection)
        found, wanted = _schema(connection), expected(migrations, schema)
        foreign = sorted(name for kind, name in found.keys() - wanted.keys())
        lacking = sorted(name for kind, name in wanted.keys() - found.keys())
        altered = sorted(name for kind, name in found.keys() & wanted.keys() if found[kind, name] != wanted[kind, name])
        if foreign or lacking or altered:
            return ", ".join([*(f"+{n}" for n in foreign), *(f"-{n}" for n in lacking), *(f"≠{n}" for n in altered)])
        if [row[0] for row in connection.execute("PRAGMA integrity_check(1)")] != ["ok"]:
            return "integrity_check"
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            return "foreign_key_check"
    return ""


def harden(connection: sqlite3.Connection) -> None:
    """Let nothing in the file's own schema act, as far as this Python can say so (`setconfig` is of 3.12)."""
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False)


@cache
def expected(migrations: Path, schema: int) -> Schema:
    """What our own migrations make, up to that one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "expected.sqlite3"
        build(make_engine(path, foreign_keys=False, pool=NullPool), schema, migrations)
        with closing(sqlite3.connect(path)) as connection:
            return _schema(connection)


def _schema(connection: sqlite3.Connection) -> Schema:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    return {
        (kind, name): _BLANKS.sub(" ", sql or "").strip()
        for kind, name, sql in rows
        if not (_OWN.match(name) or (kind == "index" and sql is None))
    }
