"""Uses of snippets and the unit's own words, kept."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import CheckConstraint, Column, Integer, Text, delete, select
from sqlalchemy.dialects.sqlite import insert

from studio.store.engine import Store
from studio.store.schema_base import Moment, table
from studio.store.statements import from_row, to_row
from studio.text import fold
from studio.writing.model import UnitWord, Use

snippet_uses = table(
    "snippet_uses",
    Column("snippet", Text, primary_key=True),
    Column("times", Integer, nullable=False),
    Column("last", Moment, nullable=False),
)
unit_words = table(
    "unit_words",
    Column("word", Text, primary_key=True),
    Column("folded", Text, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
)
writing_begun = table(
    "writing_begun",
    Column("only", Integer, CheckConstraint("only = 1", name="one_row"), primary_key=True),
    Column("at", Moment, nullable=False),
)


class StoredWriting:
    """Keeps uses and words. Each write is durable when it returns."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def uses(self) -> Mapping[str, Use]:
        """By the id of the snippet."""
        rows = self._store.all(select(snippet_uses))
        return {row.snippet: from_row(Use, row) for row in rows}

    def note_use(self, snippet: str, at: datetime) -> None:
        new = insert(snippet_uses).values(snippet=snippet, times=1, last=at)
        again = {"times": snippet_uses.c.times + 1, "last": at}
        self._store.do(new.on_conflict_do_update(index_elements=["snippet"], set_=again))

    def forget_uses(self, snippet: str) -> None:
        self._store.do(delete(snippet_uses).where(snippet_uses.c.snippet == snippet))

    def words(self) -> tuple[UnitWord, ...]:
        """By alphabet."""
        rows = self._store.all(select(unit_words).order_by(unit_words.c.folded, unit_words.c.word))
        return tuple(from_row(UnitWord, row) for row in rows)

    def add_word(self, word: UnitWord) -> None:
        """Add, unless it is there already."""
        values = to_row(word) | {"folded": fold(word.word)}
        self._store.do(insert(unit_words).values(values).on_conflict_do_nothing())

    def remove_word(self, word: str) -> None:
        self._store.do(delete(unit_words).where(unit_words.c.word == word))

    def begun(self) -> bool:
        """Whether the starter snippets were offered to this profile once."""
        return self._store.first(select(writing_begun.c.only)) is not None

    def set_begun(self, at: datetime) -> None:
        self._store.do(insert(writing_begun).values(only=1, at=at).on_conflict_do_nothing())
