"""Which document a unit's file made of an entry of the shipped list."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Column, Text, select
from sqlalchemy.dialects.sqlite import insert

from studio.store.engine import Store
from studio.store.schema_base import table

seeds = table(
    "law_seeds",
    Column("seed", Text, primary_key=True),
    Column("document", Text, nullable=False),
)


class LawSeeds:
    """Remembers which document a unit's file made of an entry of the shipped list.

    A part of `studio.library.storage.StoredLibrary`.
    """

    _store: Store

    def seed_documents(self) -> Mapping[str, str]:
        """Key of the document by id of the entry."""
        return {row.seed: row.document for row in self._store.all(select(seeds))}

    def map_seed(self, seed: str, document: str) -> None:
        row = insert(seeds).values(seed=seed, document=document)
        self._store.do(row.on_conflict_do_update(index_elements=["seed"], set_={"document": document}))
