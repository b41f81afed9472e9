"""Files of pages in the store, and which files of the file store they name."""

from __future__ import annotations

from contextlib import AbstractContextManager

from sqlalchemy import Column, ForeignKey, Row, Text, delete, select
from sqlalchemy.dialects.sqlite import insert

from studio.codec import read
from studio.registry.model import PageFile
from studio.store.engine import Store
from studio.store.schema_base import Json, Moment, table
from studio.store.unneeded import NAMES_A_FILE

page_files = table(
    "page_files",
    Column("id", Text, primary_key=True),
    Column("changed_at", Moment, nullable=False, index=True),
    Column("body", Json, nullable=False),
)
page_evidence = table(
    "page_evidence",
    Column("page", Text, ForeignKey("page_files.id"), primary_key=True),
    Column("sha256", Text, primary_key=True, info=NAMES_A_FILE),
)


class StoredPageFiles:
    """Keeps the files of pages."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def all(self) -> tuple[PageFile, ...]:
        """What was changed last comes first."""
        query = select(page_files.c.body).order_by(page_files.c.changed_at.desc(), page_files.c.id)
        return tuple(_file(row) for row in self._store.all(query))

    def get(self, id: str) -> PageFile | None:
        row = self._store.one(select(page_files.c.body).where(page_files.c.id == id))
        return None if row is None else _file(row)

    def save(self, file: PageFile) -> None:
        values = {"id": file.id, "changed_at": file.changed_at, "body": file}
        named = [{"page": file.id, "sha256": name} for name in sorted(file.files)]
        with self._store.write() as connection:
            self._store.put(page_files, values)
            connection.execute(delete(page_evidence).where(page_evidence.c.page == file.id))
            if named:
                connection.execute(insert(page_evidence), named)

    def remove(self, id: str) -> None:
        with self._store.write() as connection:
            connection.execute(delete(page_evidence).where(page_evidence.c.page == id))
            connection.execute(delete(page_files).where(page_files.c.id == id))


def _file(row: Row[tuple[dict[str, object]]]) -> PageFile:
    return read(PageFile, row.body)
