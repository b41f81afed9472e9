"""House rules in editions, and what was decided on comments by them; reasons lie sealed until a purge."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Index,
    Integer,
    LargeBinary,
    Row,
    Text,
    bindparam,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
)

from studio.feedback.moderation_model import (
    OUTSTANDING,
    HouseRulesEdition,
    ModerationAct,
    ModerationEntry,
    ModerationState,
)
from studio.feedback.ports import TextTable
from studio.feedback.storage import items
from studio.feedback.storage_texts import SealedText
from studio.store.engine import Store
from studio.store.schema_base import Flag, Json, Moment, table
from studio.store.statements import from_row, to_row

editions = table(
    "feedback_house_rules",
    Column("account", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("rules", Json, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
)
entries = table(
    "feedback_moderation",
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("item", Text, nullable=False, index=True),
    Column("account", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("rules_version", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("mark", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("retry_at", Moment),
    Column("problem", Json),
    Column("appeal", Text, nullable=False),
    Column("appealed_at", Moment),
    Column("reviewed_by", Text, nullable=False),
    Column("reviewed_at", Moment),
    Column("agreed", Flag),
)
_entry = entries.c
_OUTSTANDING = [state.value for state in OUTSTANDING]
Index("ix_feedback_moderation_outstanding", _entry.seq, sqlite_where=_entry.state.in_(_OUTSTANDING))
Index("ix_feedback_moderation_hidden", _entry.at, sqlite_where=_entry.act == ModerationAct.HIDE.value)
reasons = table(
    "feedback_moderation_reasons",
    Column("entry", Text, primary_key=True),
    Column("item", Text, nullable=False, index=True),
    Column("key", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
_later = entries.alias()
_undone = exists().where(
    _later.c.item == _entry.item, _later.c.seq > _entry.seq, _later.c.state != ModerationState.REFUSED.value
)
_HIDDEN_FOR = (
    select(entries)
    .join(items, items.c.id == _entry.item)
    .where(
        _entry.act == literal_column("'hide'"),  # no parameter: the index of what was hidden serves it
        _entry.state == ModerationState.DONE.value,
        _entry.by != bindparam("reviewer"),
        items.c.concerns != bindparam("reviewer"),
        items.c.purged == 0,
        or_(_entry.reviewed_at.is_not(None), ~_undone),
    )
    .order_by(_entry.at.desc(), _entry.seq.desc())
)
TEXT_TABLES = (TextTable(reasons.name, "item"),)


class StoredModeration:
    """Keeps decisions for good, and their reasons as long as the item's text."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    # House rules

    def edition(self, account: str, version: int | None = None) -> HouseRulesEdition | None:
        """That edition, or the newest; None where the unit set none."""
        query = select(editions).where(editions.c.account == account).order_by(editions.c.version.desc()).limit(1)
        row = self._store.one(query if version is None else query.where(editions.c.version == version))
        return None if row is None else from_row(HouseRulesEdition, row)

    def add_edition(self, edition: HouseRulesEdition) -> None:
        self._store.do(insert(editions), to_row(edition))

    # Decisions

    def save(self, entry: ModerationEntry) -> None:
        """Add a decision, or keep what became of it."""
        self._store.put(entries, to_row(entry), by="id")

    def get(self, id: str) -> ModerationEntry | None:
        row = self._store.one(select(entries).where(_entry.id == id))
        return None if row is None else _made(row)

    def of_item(self, item: str) -> tuple[ModerationEntry, ...]:
        """Newest first."""
        query = select(entries).where(_entry.item == item).order_by(_entry.seq.desc())
        return tuple(map(_made, self._store.all(query)))

    def outstanding(self, now: datetime, limit: int) -> tuple[ModerationEntry, ...]:
        """What the pages have yet to do and may be asked for now, the oldest first."""
        query = select(entries).where(
            _entry.state.in_(_OUTSTANDING), or_(_entry.retry_at.is_(None), _entry.retry_at <= now)
        )
        return tuple(map(_made, self._store.all(query.order_by(_entry.seq).limit(limit))))

    def count_outstanding(self) -> int:
        return int(self._store.scalar(select(func.count()).where(_entry.state.in_(_OUTSTANDING))) or 0)

    def hidden_for(self, reviewer: str) -> tuple[ModerationEntry, ...]:
        """Decisions by which somebody else hid a comment that does not concern the reviewer and has its text: those
        that were looked at already, and those that stand. The newest first."""
        return tuple(map(_made, self._store.all(_HIDDEN_FOR, {"reviewer": reviewer})))

    # Reasons

    def put_reasons(self, entry: ModerationEntry, sealed: SealedText) -> None:
        values = {"entry": entry.id, "item": entry.item, "key": sealed.key, "sealed": sealed.sealed}
        self._store.put(reasons, values)

    def reasons(self, entry: str) -> SealedText | None:
        row = self._store.one(select(reasons.c.key, reasons.c.sealed).where(reasons.c.entry == entry))
        return None if row is None else from_row(SealedText, row)

    # What a purge takes

    def tables(self) -> tuple[TextTable, ...]:
        return TEXT_TABLES

    def forget(self, items: Collection[str]) -> None:
        """Nothing is kept of them elsewhere: a decision has no text."""


def _made(row: Row[Any]) -> ModerationEntry:
    return from_row(ModerationEntry, row)
