"""Files that nothing names any more, and how it is known which columns name files.

A column that names a file of the file store says so: ``Column("sha256", Text, info=NAMES_A_FILE)``. A file is removed
from the disk only when no such column of any room has it.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Connection, Text, delete, exists, select
from sqlalchemy.dialects.sqlite import insert

from studio.canonical import sha256
from studio.store.engine import Store
from studio.store.files import FileStore
from studio.store.schema_base import metadata, table

NAMES_A_FILE = {"names_a_file": True}

unneeded_files = table("unneeded_files", Column("sha256", Text, primary_key=True))
"""Files that lost what named them last, still to be removed from the disk; and those that nothing names yet."""


def named(connection: Connection, file: str) -> bool:
    """Whether any row of any room names this file."""
    return any(connection.execute(select(exists().where(column == file))).scalar_one() for column in _columns())


def let_go(connection: Connection, file: str) -> None:
    """Nothing names the file at present: remove it later, unless something does by then."""
    connection.execute(insert(unneeded_files).values(sha256=file).on_conflict_do_nothing())


def take_up(connection: Connection, file: str) -> None:
    """Something names the file now."""
    connection.execute(delete(unneeded_files).where(unneeded_files.c.sha256 == file))


def _columns() -> Iterator[Column[str]]:
    for owner in metadata.tables.values():
        yield from (column for column in owner.columns if column.info.get("names_a_file"))


def keep(store: Store, files: FileStore, data: bytes) -> str:
    """Put a file that nothing names yet and return its name; one that nothing names within a day is removed again.

    Raises StorageTrouble.
    """
    with store.write_one() as connection:
        let_go(connection, sha256(data))
    return files.put(data)
