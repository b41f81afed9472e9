"""What a station keeps of its hub: how it joined, what waits to be sent, how far it read, what was put aside.

Without a hub all of it is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Index,
    Integer,
    LargeBinary,
    Text,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    select,
    update,
)

from studio.exchange.link_model import Aside, Joined, LinkStanding, Outgoing, Received
from studio.hub.items import Item
from studio.hub.model import START, Cursor, Kind
from studio.phrase import Phrase
from studio.store.engine import Store
from studio.store.schema_base import Day, Flag, Json, Moment, table
from studio.store.statements import from_row, to_row

link = table(
    "hub_link",
    Column("only", Integer, primary_key=True),
    Column("host", Text, nullable=False),
    Column("port", Integer, nullable=False),
    Column("database", Text, nullable=False),
    Column("certificate", Text, nullable=False),
    Column("login", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("department", Flag, nullable=False),
    Column("joined_at", Moment, nullable=False),
    Column("epoch", Text, nullable=False),
    Column("compared_at", Moment),
    Column("last_ok", Moment),
    Column("last_try", Moment),
    Column("trouble", Json),
    Column("audit_told", Integer, nullable=False),
    Column("head_told", Day),
)
"""One row where the profile joined a hub. `compared_at` is when the hub was last asked for all that was sent to it,
`audit_told` the last line of the log that items were made of, `head_told` the day whose end of the log was sent."""
places = table(
    "hub_places",
    Column("box", Text, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("chain", LargeBinary, nullable=False),
    clustered=True,
)
"""Where this station stopped reading a box each time: the last is how far it read, the others are gone back to where
the hub went back."""
outbox = table(
    "hub_outbox",
    Column("n", Integer, primary_key=True),
    Column("item", Text, nullable=False),
    Column("box", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("number", Integer),
    Column("refused", Json),
    Index("uq_hub_outbox_item_box", "item", "box", unique=True),
)
"""What goes to the hub, or went: `number` is the hub's word that it has it. Rows stay, for a hub may go back."""
_waits = and_(outbox.c.number.is_(None), outbox.c.refused.is_(None))
Index("ix_hub_outbox_waiting", outbox.c.n, sqlite_where=_waits)
aside = table(
    "hub_aside",
    Column("id", Text, primary_key=True),
    Column("box", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("sender", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("since", Moment, nullable=False),
    Column("again", Moment, nullable=False),
    Column("why", Json, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("ix_hub_aside_again", "again"),
    Index("ix_hub_aside_post", "post"),
)
"""What came and cannot be taken in yet, or at all; it is tried again at `again`."""
statements = table(
    "hub_statements",
    Column("id", Text, primary_key=True),
    Column("number_here", Integer, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("sender", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("facts", Json, nullable=False),
    Column("box", Text, nullable=False),
    Column("number", Integer),
    Column("body", LargeBinary, nullable=False),
    Index("ix_hub_statements_kind", "kind", "number_here"),
)
"""Items that belong to no post, of this station and of others."""
posts = table(
    "hub_posts",
    Column("post", Text, primary_key=True),
    Column("box", Text, nullable=False),
    Column("head", Text, nullable=False),
)
"""In which box the items of a post go, and the end of its history when they last said how it stands."""
directory = table(
    "hub_stations",
    Column("login", Text, primary_key=True),
    Column("unit", Text, nullable=False),
    Column("department", Flag, nullable=False),
    Column("active", Flag, nullable=False),
)
"""What the department says of a station that is known here."""
pieces = table(
    "hub_pieces",
    Column("sha256", Text, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""Pieces of pictures that are still to come whole."""

_PLACE = (
    select(places.c.seq, places.c.chain).where(places.c.box == bindparam("box")).order_by(places.c.seq.desc()).limit(1)
)
_WAITING = (
    select(outbox.c.n, outbox.c.item, outbox.c.box, outbox.c.kind)
    .where(_waits)
    .order_by(case((outbox.c.kind == str(Kind.WITHDRAWAL), 0), else_=1), outbox.c.n)
    .limit(bindparam("limit"))
)


class StoredLink:
    """Keeps it. Every write is one transaction; `transaction` joins several into one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    # Joined

    def joined(self) -> Joined | None:
        found = self._store.one(select(link))
        return None if found is None else from_row(Joined, found)

    def join(self, joined: Joined) -> None:
        self._store.put(link, {"only": 1, "audit_told": 0, **to_row(joined)})

    def leave(self) -> None:
        """Forget the hub, and what waits for it. What came from it stays."""
        with self._store.write() as connection:
            for one in (link, places, outbox, aside, pieces):
                connection.execute(delete(one))

    def told(self, at: datetime, trouble: Phrase | None) -> None:
        """How a contact went."""
        values = {"last_try": at, "trouble": trouble} | ({"last_ok": at} if trouble is None else {})
        self._store.do(update(link).values(values))

    def compared(self, epoch: str, at: datetime) -> None:
        self._store.do(update(link).values(epoch=epoch, compared_at=at))

    def compared_at(self) -> datetime | None:
        found: datetime | None = self._store.scalar(select(link.c.compared_at))
        return found

    def standing(self) -> LinkStanding:
        row = self._store.one(select(link.c.last_ok, link.c.last_try, link.c.trouble))
        if row is None:
            return LinkStanding()
        received = self._store.all(select(places.c.box, func.max(places.c.seq)).group_by(places.c.box))
        refused = outbox.c.refused.is_not(None)
        return from_row(
            LinkStanding,
            row,
            waiting=self._store.scalar(select(func.count()).select_from(outbox).where(_waits)),
            refused=self._store.scalar(select(func.count()).select_from(outbox).where(refused)),
            aside=self._store.scalar(select(func.count()).select_from(aside)),
            received={str(box): int(seq) for box, seq in received},
        )

    # Sending

    def lay(self, item: str, kind: Kind, box: str) -> None:
        """Let an item go to that box; one that went there, or waits to, stays as it is."""
        from sqlalchemy.dialects.sqlite import insert as put

        self._store.do(put(outbox).values(item=item, box=box, kind=str(kind)).on_conflict_do_nothing())

    def waiting(self, limit: int) -> tuple[Outgoing, ...]:
        """What is to be sent next: withdrawals first, then in the order in which it was laid out."""
        return tuple(from_row(Outgoing, row) for row in self._store.all(_WAITING, {"limit": limit}))

    def sent(self, numbers: Mapping[int, int]) -> None:
        """The hub has these rows of the outbox, under these numbers."""
        with self._store.write() as connection:
            for n, number in numbers.items():
                connection.execute(update(outbox).where(outbox.c.n == n).values(number=number))

    def refused(self, n: int, why: Phrase) -> None:
        """The hub will not have this one; it stays, and holds up nothing."""
        self._store.do(update(outbox).where(outbox.c.n == n).values(refused=why))

    def went(self) -> tuple[Outgoing, ...]:
        """Everything that the hub had."""
        query = select(outbox.c.n, outbox.c.item, outbox.c.box, outbox.c.kind).where(outbox.c.number.is_not(None))
        return tuple(from_row(Outgoing, row) for row in self._store.all(query.order_by(outbox.c.n)))

    def send_again(self, rows: Iterable[int]) -> None:
        """The hub has these no more."""
        with self._store.write() as connection:
            for n in rows:
                connection.execute(update(outbox).where(outbox.c.n == n).values(number=None))

    # Reading

    def cursor(self, box: str) -> Cursor:
        """How far a box was read."""
        found = self._store.first(_PLACE, {"box": box})
        return Cursor(box) if found is None else Cursor(box, found.seq, found.chain)

    def read_to(self, cursor: Cursor) -> None:
        self._store.put(places, {"box": cursor.box, "seq": cursor.seq, "chain": cursor.chain})

    def go_back(self, cursor: Cursor) -> Cursor:
        """Forget that place; the one before it."""
        self._store.do(delete(places).where(places.c.box == cursor.box, places.c.seq == cursor.seq))
        return self.cursor(cursor.box) if cursor.seq else Cursor(cursor.box, 0, START)

    def known(self, ids: Sequence[str]) -> frozenset[str]:
        """Those of these items that are statements here, or lie aside."""
        found = self._store.scalars(select(statements.c.id).where(statements.c.id.in_(ids)))
        return frozenset([*found, *self._store.scalars(select(aside.c.id).where(aside.c.id.in_(ids)))])

    # Aside

    def put_aside(self, one: Aside, body: bytes) -> None:
        self._store.put(aside, to_row(one) | {"kind": str(one.kind), "body": body})

    def aside(self) -> tuple[Aside, ...]:
        """What lies aside, the oldest first."""
        columns = [column for column in aside.columns if column.name != "body"]
        return tuple(from_row(Aside, row) for row in self._store.all(select(*columns).order_by(aside.c.since)))

    # Statements

    def keep(self, item: Item, box: str, number: int | None) -> None:
        """Keep an item that belongs to no post."""
        with self._store.write() as connection:
            last = connection.execute(select(func.max(statements.c.number_here))).scalar() or 0
            connection.execute(
                insert(statements).values(
                    id=item.hex, number_here=last + 1, kind=str(item.kind), sender=item.sender, at=item.at,
                    facts=item.facts, box=box, number=number, body=item.body,
                )
            )  # fmt: skip

    def numbered(self, item: str, number: int) -> None:
        self._store.do(update(statements).where(statements.c.id == item).values(number=number))

    def statements(self, kind: Kind) -> tuple[Received, ...]:
        """Those of a kind, in the order in which they came."""
        columns = [column for column in statements.columns if column.name not in ("body", "number_here")]
        query = select(*columns).where(statements.c.kind == str(kind)).order_by(statements.c.number_here)
        return tuple(from_row(Received, row) for row in self._store.all(query))

    def body(self, item: str) -> bytes | None:
        """The bytes of a statement."""
        found: Any = self._store.scalar(select(statements.c.body).where(statements.c.id == item))
        return None if found is None else bytes(found)
