"""What citizens wrote, sealed, in tables of its own that a purge writes anew; and what says that a text was seen.

Nothing here is searched and no index reaches into a text. The mark of a thread lies here only while its item is open,
so that what is written afterwards begins an item of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Index, Integer, LargeBinary, Text, delete, func, insert, select, update

from studio.canonical import canonical_json
from studio.feedback.ports import TextTable
from studio.store.engine import Store
from studio.store.schema_base import Flag, Moment, among, table
from studio.store.statements import from_row, to_row

bodies = table(
    "feedback_bodies",
    Column("seq", Integer, primary_key=True),
    Column("item", Text, nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("ours", Flag, nullable=False),
    Column("key", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
threads = table(
    "feedback_threads",
    Column("item", Text, primary_key=True),
    Column("mark", LargeBinary),
    Column("key", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
Index("ix_feedback_threads_mark", threads.c.mark, sqlite_where=threads.c.mark.is_not(None))
seen = table(
    "feedback_seen",
    Column("mark", LargeBinary, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    clustered=True,
)
keys = table(
    "feedback_keys",
    Column("id", Text, primary_key=True),
    Column("made_at", Moment, nullable=False),
    Column("guarded", Flag, nullable=False),
    Column("kept", LargeBinary, nullable=False),
)
TEXT_TABLES = (TextTable(bodies.name, "item"), TextTable(threads.name, "item"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedText:
    """What was sealed, and the name of the key."""

    key: str
    sealed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedTurn:
    """One text of a conversation, as it is kept."""

    item: str
    at: datetime
    ours: bool
    key: str
    sealed: bytes

    @property
    def text(self) -> SealedText:
        return SealedText(key=self.key, sealed=self.sealed)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptKey:
    """A key of the desk: wrapped by the people's secret of this profile (`guarded`), or as it is where this PC has no
    keyring."""

    id: str
    made_at: datetime
    guarded: bool
    kept: bytes


class StoredTexts:
    """Keeps sealed texts and threads by their item. It knows no key's use."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def writing(self) -> bool:
        """Whether this thread is in a transaction that may still be taken back."""
        return self._store.writing

    # Texts

    def add(self, turns: Sequence[SealedTurn]) -> None:
        if turns:
            self._store.do(insert(bodies), [to_row(turn) for turn in turns])

    def turns(self, item: str) -> tuple[SealedTurn, ...]:
        """In the order in which they were written."""
        query = select(bodies).where(bodies.c.item == item).order_by(bodies.c.at, bodies.c.seq)
        return tuple(from_row(SealedTurn, row) for row in self._store.all(query))

    def first_turns(self, items: Collection[str]) -> dict[str, SealedTurn]:
        """By item, what the citizen wrote first."""
        first = select(func.min(bodies.c.seq)).where(among(bodies.c.item), bodies.c.ours == 0).group_by(bodies.c.item)
        query = select(bodies).where(bodies.c.seq.in_(first))
        rows = self._store.all(query, {"among": _json(items)})
        return {row.item: from_row(SealedTurn, row) for row in rows}

    # Threads

    def put_thread(self, item: str, mark: bytes | None, sealed: SealedText) -> None:
        self._store.put(threads, {"item": item, "mark": mark, "key": sealed.key, "sealed": sealed.sealed})

    def thread(self, item: str) -> SealedText | None:
        row = self._store.one(select(threads.c.key, threads.c.sealed).where(threads.c.item == item))
        return None if row is None else from_row(SealedText, row)

    def item_of(self, marks: Iterable[bytes]) -> str:
        """The open item of a thread; empty when there is none."""
        query = select(threads.c.item).where(threads.c.mark.in_(list(marks)))
        return str(self._store.scalar(query) or "")

    def unmark(self, items: Collection[str]) -> None:
        """What is written in these threads from now on belongs to no item that is there."""
        self._store.do(update(threads).where(among(threads.c.item)).values(mark=None), {"among": _json(items)})

    # What was seen

    def unseen(self, marks: Collection[bytes]) -> set[bytes]:
        """Those of the marks that are not known."""
        known = set(self._store.scalars(select(seen.c.mark).where(seen.c.mark.in_(list(marks)))))
        return set(marks) - known

    def see(self, marks: Collection[bytes], at: datetime) -> None:
        if marks:
            self._store.do(insert(seen), [{"mark": mark, "at": at} for mark in marks])

    def unsee_before(self, moment: datetime) -> int:
        return self._store.do(delete(seen).where(seen.c.at < moment))

    # Keys

    def keys(self) -> tuple[KeptKey, ...]:
        """The newest first."""
        query = select(keys).order_by(keys.c.made_at.desc(), keys.c.id)
        return tuple(from_row(KeptKey, row) for row in self._store.all(query))

    def add_key(self, key: KeptKey) -> None:
        self._store.do(insert(keys), to_row(key))

    # What a purge takes

    def tables(self) -> tuple[TextTable, ...]:
        return TEXT_TABLES

    def forget(self, items: Collection[str]) -> None:
        """Nothing is kept of them elsewhere."""


def _json(items: Collection[str]) -> str:
    return canonical_json(sorted(items)).decode()
