"""The log of Zalo broadcasts in the store: appended, never changed."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Text, insert, select

from studio.errors import Refused
from studio.publishers.zalo.broadcast import BroadcastEntry, in_the_way
from studio.store.engine import Store
from studio.store.schema_base import Moment, also, table
from studio.store.statements import from_row, to_row

broadcasts = table(
    "zalo_broadcasts",
    Column("seq", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("account", Text, nullable=False, index=True),
    Column("page_id", Text, nullable=False),
    Column("article", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("message_id", Text, nullable=False),
)
APPEND_ONLY = tuple(
    f"CREATE TRIGGER zalo_broadcasts_no_{verb.lower()} BEFORE {verb} ON zalo_broadcasts "
    f"BEGIN SELECT RAISE(ABORT, 'the log of broadcasts is only appended to'); END"
    for verb in ("UPDATE", "DELETE")
)
also(broadcasts, *APPEND_ONLY)


class StoredBroadcasts:
    """Fulfils `studio.publishers.zalo.broadcast.BroadcastLog`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, intent: BroadcastEntry) -> None:
        """The look and the line are one transaction, so two programs cannot both begin.

        An article counts by its page, whatever name the account goes by now.
        """
        same = (broadcasts.c.page_id == intent.page_id) & (broadcasts.c.article == intent.article)
        last = select(broadcasts).where(same).order_by(broadcasts.c.seq.desc()).limit(1)
        with self._store.write() as tx:
            row = tx.execute(last).one_or_none()
            hindrance = in_the_way(None if row is None else from_row(BroadcastEntry, row))
            if hindrance is not None:
                raise Refused(hindrance, where=intent.article)
            self.append(intent)

    def append(self, entry: BroadcastEntry) -> None:
        self._store.do(insert(broadcasts).values(to_row(entry)))

    def of(self, account: str) -> tuple[BroadcastEntry, ...]:
        query = select(broadcasts).where(broadcasts.c.account == account).order_by(broadcasts.c.seq.desc())
        return tuple(from_row(BroadcastEntry, row) for row in self._store.all(query))
