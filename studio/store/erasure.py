"""Erasing rows so that no byte of them stays in the database or its WAL.

SQLite's `secure_delete` overwrites the cell of a row and whole pages that become free. What it does not reach is what
lies beside the cells of a page that goes on being used: copies that were left when rows were moved between pages. So a
table is emptied as a whole, by which all its pages are overwritten, and what stays is put back into new ones. The WAL
holds the former pages until it is cut to nothing; another reader in the midst of a transaction keeps it from that.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable

from sqlalchemy import Connection

from studio.canonical import canonical_json
from studio.store.engine import Store

TRIES = 5
PAUSE = 0.05
"""Seconds between tries to cut the WAL, while another connection reads."""
SHORT = 100
"""Milliseconds that one try waits for it; the next purge, or `FeedbackPurge.finish`, tries again."""


def erase(store: Store, tables: Iterable[tuple[str, str]], ids: Collection[str]) -> None:
    """Take the rows of these ids out of the tables and write each table anew; then call `cut_wal`.

    A table is named with its column of the id. No trigger stands on it and no other table refers to it.
    """
    wanted = canonical_json(sorted(ids)).decode()
    with store.write() as tx:
        for name, column in tables:
            _write_anew(tx, name, column, wanted)


def cut_wal(store: Store) -> bool:
    """Fold the WAL into the database and cut it to nothing. False while another connection reads in it: then it has to
    be done again."""
    for attempt in range(TRIES):
        if attempt:
            time.sleep(PAUSE)
        if _cut(store):
            return True
    return False


def _cut(store: Store) -> bool:
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        usual = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
        connection.exec_driver_sql(f"PRAGMA busy_timeout={SHORT}")
        try:
            return bool(connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0] == 0)
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={usual}")


def _write_anew(tx: Connection, name: str, column: str, wanted: str) -> None:
    aside = f"temp.kept_{name}"  # in memory, as all temporary tables here
    of_these = f'"{column}" IN (SELECT value FROM json_each(?))'  # noqa: S608 - names of our own tables
    if not tx.exec_driver_sql(f"SELECT EXISTS (SELECT 1 FROM {name} WHERE {of_these})", (wanted,)).scalar():  # noqa: S608
        return
    tx.exec_driver_sql(f"CREATE TABLE {aside} AS SELECT * FROM {name} WHERE NOT {of_these}", (wanted,))  # noqa: S608
    tx.exec_driver_sql(f"DELETE FROM {name}")  # noqa: S608
    tx.exec_driver_sql(f"INSERT INTO {name} SELECT * FROM {aside}")  # noqa: S608
    tx.exec_driver_sql(f"DROP TABLE {aside}")
