"""Which file each legal document was read from; the files lie in the file store."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Column, Integer, Row, Text, select
from sqlalchemy.dialects.sqlite import insert

from studio.library.model import Original
from studio.store.engine import Store
from studio.store.files import FileStore
from studio.store.schema_base import Flag, Json, Moment, table
from studio.store.statements import from_row, to_row
from studio.store.unneeded import NAMES_A_FILE, keep, take_up

originals = table(
    "law_originals",
    Column("document", Text, primary_key=True),
    Column("sha256", Text, primary_key=True, index=True, info=NAMES_A_FILE),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("read_as", Text, nullable=False),
    Column("taken_at", Moment, nullable=False),
    Column("taken_by", Text, nullable=False),
    Column("scanned", Flag, nullable=False),
    Column("pages", Json, nullable=False),
)
"""No key into law_documents: a document that is imported again keeps the files it once came from."""


class StoredOriginals:
    """Where they are kept."""

    def __init__(self, store: Store, files: FileStore) -> None:
        self._store = store
        self._files = files

    def keep(self, data: bytes) -> str:
        """Keep a file; its SHA-256. Unless it is tied within a day it may be swept. Raises StorageTrouble."""
        return keep(self._store, self._files, data)

    def get(self, sha256: str) -> bytes:
        """The bytes of a kept file. Raises NotFound, Untrusted."""
        return self._files.get(sha256)

    def transaction(self) -> AbstractContextManager[object]:
        """One with that of the documents: what is stored and tied within is there together or not at all."""
        return self._store.write()

    def tie(self, original: Original) -> None:
        """Note which document a kept file was read as; a file taken again replaces what was noted of it."""
        values = to_row(original) | {"pages": sorted(original.pages.items())}
        put = insert(originals).values(values)
        with self._store.write() as tx:
            tx.execute(put.on_conflict_do_update(index_elements=["document", "sha256"], set_=values))
            take_up(tx, original.sha256)

    def of(self, document: str) -> tuple[Original, ...]:
        """The files of a document, the newest first."""
        query = select(originals).where(originals.c.document == document).order_by(originals.c.taken_at.desc())
        return tuple(_original(row) for row in self._store.all(query))


def _original(row: Row[Any]) -> Original:
    return from_row(Original, row, pages=dict(row.pages))
