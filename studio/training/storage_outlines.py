"""What a unit changed in its course, kept in the course's own store."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, Integer, Text, delete, select

from studio.phrase import Phrase, phrase
from studio.store.course import CourseStore
from studio.store.schema_base import Flag, Json, course_metadata, table
from studio.training.course_reader import outline_of
from studio.training.course_writer import pair, written
from studio.training.outline import OfficialDocument, OutlineChange

outlines = table(
    "outlines",
    Column("id", Text, primary_key=True),
    Column("position", Integer),
    Column("title", Json),
    Column("hidden", Flag, nullable=False),
    Column("document", Json, nullable=False),
    Column("own", Json),
    of=course_metadata,
)
groups = table(
    "outline_groups",
    Column("id", Text, primary_key=True),
    Column("title", Json, nullable=False),
    of=course_metadata,
)


class StoredOutlines:
    """Where the changes are kept."""

    def __init__(self, store: CourseStore) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def changes(self) -> Mapping[str, OutlineChange]:
        """By the id of the outline."""
        if not self._store.exists:
            return {}
        return {row.id: _change(row) for row in self._store.all(select(outlines).order_by(outlines.c.id))}

    def save(self, change: OutlineChange) -> None:
        values = {
            "id": change.id,
            "position": change.position,
            "title": pair(change.title) if change.title is not None else None,
            "hidden": change.hidden,
            "document": change.document,
            "own": written(change.own) if change.own is not None else None,
        }
        self._store.put(outlines, values)

    def remove(self, id: str) -> None:
        self._store.do(delete(outlines).where(outlines.c.id == id))

    def groups(self) -> Mapping[str, Phrase]:
        """Titles that the unit gave to groups."""
        if not self._store.exists:
            return {}
        return {row.id: phrase(row.title) for row in self._store.all(select(groups))}

    def save_group(self, id: str, title: Phrase) -> None:
        values = {"id": id, "title": pair(title)}
        self._store.put(groups, values)


def _change(row: Any) -> OutlineChange:
    return OutlineChange(
        id=row.id,
        position=row.position,
        title=phrase(row.title) if row.title is not None else None,
        hidden=row.hidden,
        document=OfficialDocument(**row.document),
        own=replace(outline_of(row.own), own=True) if row.own is not None else None,
    )
