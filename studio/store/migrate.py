"""Bringing a store to the present schema: backup first, then the whole way in one transaction.

The schema's number is the number of the newest file in ``migrations/versions`` and stands in the
database's ``user_version``, so that an up-to-date store opens without loading Alembic.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from studio.errors import StorageTrouble
from studio.store.backup import back_up_before, backups, folder_of
from studio.store.folder import told

MIGRATIONS = Path(__file__).with_name("migrations")
_VERSION_FILE = re.compile(r"^(\d{4})_\w+\.py$")


def newest_schema(migrations: Path = MIGRATIONS) -> int:
    """Number of the newest migration this program has."""
    return max(_schemas(migrations))


def _schemas(migrations: Path) -> tuple[int, ...]:
    found = (_VERSION_FILE.match(p.name) for p in (migrations / "versions").iterdir())
    return tuple(int(match[1]) for match in found if match)


def schema_of(database: Path) -> int:
    """Schema number of a database file; 0 for an empty or missing one. Raises StorageTrouble when it is damaged."""
    if not database.exists():
        return 0
    with told(database, lambda: backups(folder_of(database))), closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def refuse_foreign(database: Path, schema: int, migrations: Path = MIGRATIONS) -> None:
    """Raise StorageTrouble when a newer program wrote `database`, or one from before the first release."""
    known = _schemas(migrations)
    newest = max(known)
    if 0 < schema < min(known):
        raise StorageTrouble(
            "the data was written by a trial version before the first release (schema {schema}), which this one "
            "cannot read; put the old data folder aside and make a new one.",
            schema=schema,
            where=str(database),
        )
    if schema > newest:
        raise StorageTrouble(
            "the data was written by a newer Page Studio (schema {schema}, this app reads up to {newest}); "
            "install the newer version.",
            schema=schema,
            newest=newest,
            where=str(database),
        )


def upgrade(engine: Engine, database: Path, now: datetime, migrations: Path = MIGRATIONS) -> Path | None:
    """Migrate `database` to the newest schema and return the backup made before it (None for a new file).

    `engine` must not enforce foreign keys: rebuilding a table would trip them; they are checked before the commit.
    Raises StorageTrouble; then the file is as it was.
    """
    newest = newest_schema(migrations)
    present = schema_of(database)
    refuse_foreign(database, present, migrations)
    if present == newest:
        return None
    backup = back_up_before(database, folder_of(database), newest, now) if present > 0 else None
    with engine.connect().execution_options(studio_begin="IMMEDIATE") as connection, connection.begin():
        _run(connection, migrations)
        _require_whole(connection, database)
        connection.exec_driver_sql(f"PRAGMA user_version = {newest}")
    return backup


def build(engine: Engine, schema: int, migrations: Path = MIGRATIONS) -> None:
    """Make an empty database of that schema, as our migrations do."""
    with engine.connect().execution_options(studio_begin="IMMEDIATE") as connection, connection.begin():
        _run(connection, migrations, f"{schema:04d}")


def _run(connection: Connection, migrations: Path, target: str = "head") -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def _require_whole(connection: Connection, database: Path) -> None:
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if orphans:
        raise StorageTrouble(
            "the upgrade was stopped and undone: table {orphans} has rows that point nowhere; call the technical "
            "officer.",
            orphans=orphans[0][0],
            where=str(database),
        )
