"""What a station keeps of its hub: how it joined, what waits to be sent, how far it read, what was put aside.

Without a hub all of it is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Row,
    Text,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as put

from studio.exchange.link_model import JoinedHub, LinkStanding, OutboxItem, ReceivedItem, RefusedItem
from studio.exchange.storage import items
from studio.hub.items import Item
from studio.hub.model import START, Cursor, HubItemKind
from studio.phrase import Phrase
from studio.posts.model import PostState
from studio.posts.storage_tables import posts as all_posts
from studio.store.engine import Store
from studio.store.schema_base import Day, Flag, Json, Moment, table
from studio.store.statements import from_row, to_row
from studio.store.unneeded import NAMES_A_FILE, let_go

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
    Column("directory_told", Text, nullable=False),
)
"""One row where the profile joined a hub. `compared_at` is when the hub was last asked for all that was sent to it,
`audit_told` the last line of the log that items were made of, `head_told` the day whose end of the log was sent,
`directory_told` which stations and people were told of last (a department's PC)."""
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
    Column("came", Flag, nullable=False),
    Column("refused", Json),
    Index("uq_hub_outbox_item_box", "item", "box", unique=True),
)
"""What goes to the hub, or went: `number` is the hub's word that it has it. Rows stay, for a hub may go back. What came
from there is not for this station to send."""
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
    Column("item_count", Integer, nullable=False),
    Column("knew", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("ix_hub_aside_post", "post"),
)
"""What came and cannot be taken in yet, or at all. It is tried again at `again`, and as soon as there are items
of its post beyond `item_count`, or other stations and people are known than `knew` says."""
wanted = table(
    "hub_wanted",
    Column("item", Text, ForeignKey("hub_aside.id"), primary_key=True),
    Column("sha256", Text, primary_key=True, info=NAMES_A_FILE),
    Index("ix_hub_wanted_sha256", "sha256"),
)
"""The pictures of revisions that lie aside."""
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
    Column("item_count", Integer, nullable=False),
)
"""In which box the items of a post go, empty for one that does not travel; the end of its history, and how many items
it had, when they last said how it stands."""
directory = table(
    "hub_stations",
    Column("login", Text, primary_key=True),
    Column("unit", Text, nullable=False),
    Column("department", Flag, nullable=False),
)
"""What the department says of a station that is known here."""
revoked = table("hub_revoked", Column("login", Text, primary_key=True))
"""Stations whose access the department took away, by what items call them."""
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
_OUTGOING = select(outbox.c.n, outbox.c.item, outbox.c.box, outbox.c.kind)
_WAITING = (
    _OUTGOING.where(_waits)
    .order_by(case((outbox.c.kind == str(HubItemKind.WITHDRAWAL), 0), else_=1), outbox.c.n)
    .limit(bindparam("limit"))
)
_ITEMS_OF = select(func.count()).where(items.c.post == all_posts.c.id).correlate(all_posts).scalar_subquery()
_UNTOLD = (
    select(all_posts.c.id)
    .select_from(all_posts.outerjoin(posts, posts.c.post == all_posts.c.id))
    .where(
        all_posts.c.purged_at.is_(None),
        all_posts.c.history_head != "",
        or_(posts.c.head.is_distinct_from(all_posts.c.history_head), posts.c.item_count.is_distinct_from(_ITEMS_OF)),
    )
)
_OPEN = (
    PostState.IN_REVIEW,
    PostState.CHANGES_ASKED,
    PostState.APPROVED,
    PostState.ON_HOLD,
    PostState.QUEUED,
)
"""Posts whose way is still open when a station joins: they are told of then, older ones stay here."""
settled = and_(all_posts.c.state.not_in([str(state) for state in _OPEN]), all_posts.c.history_head != "")
"""Of all posts: those whose way is over, or has not begun."""
_CAME = put(outbox)
_CAME = _CAME.on_conflict_do_update(index_elements=["item", "box"], set_={"number": _CAME.excluded.number})
_NUMBERED = update(statements).where(statements.c.id == bindparam("wanted")).values(number=bindparam("its"))
_LAST_STATEMENT = select(func.max(statements.c.number_here))
_KEEP = insert(statements)
_more_items = exists().where(items.c.post == aside.c.post, aside.c.post != "", items.c.number_here > aside.c.item_count)
_DUE = (
    select(aside)
    .where(or_(aside.c.again <= bindparam("now"), aside.c.knew != bindparam("knew"), _more_items))
    .order_by(aside.c.since, aside.c.box, aside.c.seq)
)


class StoredLink:
    """Keeps it. Every write is one transaction; `transaction` joins several into one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    # Joined

    def joined(self) -> JoinedHub | None:
        found = self._store.one(select(link))
        return None if found is None else from_row(JoinedHub, found)

    def epoch(self) -> str:
        """The last one that the hub told; empty without a hub."""
        return str(self._store.scalar(select(link.c.epoch)) or "")

    def join(self, joined: JoinedHub, audit: int) -> None:
        """From now on there is a hub. Posts whose way is over are not told of, nor lines of the log up to `audit`."""
        with self._store.write() as connection:
            connection.execute(insert(link).values(**to_row(joined), only=1, audit_told=audit, directory_told=""))
            over = select(all_posts.c.id, literal(""), all_posts.c.history_head, _ITEMS_OF).where(settled)
            names = ["post", "box", "head", "item_count"]
            connection.execute(put(posts).from_select(names, over).on_conflict_do_nothing())

    def leave(self) -> None:
        """Forget the hub, and what waits for it. What came from it stays."""
        with self._store.write() as connection:
            for name in connection.execute(select(wanted.c.sha256)).scalars().all():
                let_go(connection, name)
            for one in (link, places, outbox, wanted, aside, posts, pieces):
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

    def lay(self, item: str, kind: HubItemKind, box: str) -> None:
        """Let an item go to that box; one that went there, came from there, or waits to go stays as it is."""
        self._store.do(put(outbox).values(item=item, box=box, kind=str(kind), came=False).on_conflict_do_nothing())

    def came(self, item: str, kind: str, box: str, number: int) -> None:
        """The hub has an item under that number; one that was laid out here needs to go no more."""
        values = {"item": item, "box": box, "kind": kind, "number": number, "came": True, "refused": None}
        with self._store.write() as connection:
            connection.execute(_CAME, values)
            connection.execute(_NUMBERED, {"wanted": item, "its": number})

    def waiting(self, limit: int) -> tuple[OutboxItem, ...]:
        """What is to be sent next: withdrawals first, then in the order in which it was laid out."""
        return tuple(from_row(OutboxItem, row) for row in self._store.all(_WAITING, {"limit": limit}))

    def sent(self, numbers: Mapping[int, int]) -> None:
        """The hub has these rows of the outbox, under these numbers."""
        with self._store.write() as connection:
            for n, number in numbers.items():
                connection.execute(update(outbox).where(outbox.c.n == n).values(number=number))
                item = select(outbox.c.item).where(outbox.c.n == n).scalar_subquery()
                connection.execute(update(statements).where(statements.c.id == item).values(number=number))

    def refused(self, n: int, why: Phrase) -> None:
        """The hub will not have this one; it stays, and holds up nothing."""
        self._store.do(update(outbox).where(outbox.c.n == n).values(refused=why))

    def went(self) -> tuple[OutboxItem, ...]:
        """Everything that the hub had from this station."""
        query = _OUTGOING.where(outbox.c.number.is_not(None), outbox.c.came.is_(False)).order_by(outbox.c.n)
        return tuple(from_row(OutboxItem, row) for row in self._store.all(query))

    def send_again(self, rows: Iterable[int]) -> None:
        """The hub has these no more."""
        with self._store.write() as connection:
            for n in rows:
                connection.execute(update(outbox).where(outbox.c.n == n).values(number=None))

    def drop(self, n: int) -> None:
        """Its content was purged: there is nothing to be sent."""
        self._store.do(delete(outbox).where(outbox.c.n == n))

    # What was done here

    def untold(self) -> tuple[str, ...]:
        """Posts that something was done to since their items were last made, or that have items which were not laid
        out."""
        return tuple(self._store.scalars(_UNTOLD))

    def told_of(self, post: str) -> tuple[str, str]:
        """In which box the items of a post go, and the end of its history when it was last told of; empty ones."""
        found = self._store.first(select(posts.c.box, posts.c.head).where(posts.c.post == post))
        return ("", "") if found is None else (str(found.box), str(found.head))

    def is_told(self, post: str) -> bool:
        """Whether there is nothing to tell of a post; also of one that is not here."""
        return self._store.scalar(_UNTOLD.where(all_posts.c.id == post)) is None

    def tell(self, post: str, box: str) -> None:
        """A post is told of as it stands now."""
        now = select(all_posts.c.history_head, _ITEMS_OF.label("item_count")).where(all_posts.c.id == post)
        found = self._store.first(now)
        if found is not None:
            self._store.put(
                posts, {"post": post, "box": box, "head": found.history_head, "item_count": found.item_count}
            )

    def audit_told(self) -> int:
        return int(self._store.scalar(select(link.c.audit_told)) or 0)

    def head_told(self) -> date | None:
        found: date | None = self._store.scalar(select(link.c.head_told))
        return found

    def directory_told(self) -> str:
        return str(self._store.scalar(select(link.c.directory_told)) or "")

    def note(self, **told: object) -> None:
        """Note what items were made of: `audit_told`, `head_told`, `directory_told`."""
        self._store.do(update(link).values(**told))

    # Reading

    def cursor(self, box: str) -> Cursor:
        """How far a box was read."""
        found = self._store.first(_PLACE, {"box": box})
        return Cursor(box) if found is None else Cursor(box, found.seq, found.chain)

    def cursors(self) -> tuple[Cursor, ...]:
        """How far each box was read."""
        last = select(places.c.box, func.max(places.c.seq).label("seq")).group_by(places.c.box).subquery()
        found = self._store.all(select(places).join(last, and_(places.c.box == last.c.box, places.c.seq == last.c.seq)))
        return tuple(Cursor(row.box, row.seq, row.chain) for row in found)

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

    def put_aside(self, one: RefusedItem, body: bytes, *, knew: str, blobs: Iterable[str] = ()) -> None:
        """Keep what cannot be taken in now, or keep it longer: why, and when it is tried again."""
        with self._store.write() as connection:
            last = connection.execute(select(func.coalesce(func.max(items.c.number_here), 0))).scalar_one()
            values = to_row(one) | {"body": body, "item_count": last, "knew": knew}
            later = {name: values[name] for name in ("again", "why", "item_count", "knew")}
            connection.execute(put(aside).values(values).on_conflict_do_update(index_elements=["id"], set_=later))
            for blob in blobs:
                connection.execute(put(wanted).values(item=one.id, sha256=blob).on_conflict_do_nothing())

    def aside(self) -> tuple[RefusedItem, ...]:
        """What lies aside, the oldest first."""
        columns = [aside.c[name] for name in RefusedItem.__dataclass_fields__]
        return tuple(from_row(RefusedItem, row) for row in self._store.all(select(*columns).order_by(aside.c.since)))

    def due(self, now: datetime, knew: str) -> tuple[tuple[RefusedItem, bytes], ...]:
        """What is to be tried again, in the order in which it came, with its bytes."""
        return _with_bodies(self._store.all(_DUE, {"now": now, "knew": knew}))

    def aside_of(self, post: str) -> tuple[tuple[RefusedItem, bytes], ...]:
        """Everything of a post that lies aside, in the order in which it came, with its bytes."""
        found = select(aside).where(aside.c.post == post).order_by(aside.c.since, aside.c.box, aside.c.seq)
        return _with_bodies(self._store.all(found))

    def off_aside(self, id: str) -> None:
        """It was taken in, by whatever way."""
        with self._store.write() as connection:
            for name in connection.execute(select(wanted.c.sha256).where(wanted.c.item == id)).scalars().all():
                let_go(connection, name)
            connection.execute(delete(wanted).where(wanted.c.item == id))
            connection.execute(delete(aside).where(aside.c.id == id))

    def wanted(self) -> tuple[tuple[str, str], ...]:
        """Pictures of revisions that lie aside, each with its post."""
        found = select(wanted.c.sha256, aside.c.post).join(aside, aside.c.id == wanted.c.item).order_by(aside.c.since)
        return tuple((str(row.sha256), str(row.post)) for row in self._store.all(found))

    # Pieces

    def pieces(self, sha256: str) -> tuple[bytes, ...]:
        """What is here of a picture, from its beginning."""
        found = select(pieces.c.data).where(pieces.c.sha256 == sha256).order_by(pieces.c.n)
        return tuple(bytes(data) for data in self._store.scalars(found))

    def keep_piece(self, sha256: str, n: int, data: bytes) -> None:
        self._store.put(pieces, {"sha256": sha256, "n": n, "data": data})

    def drop_pieces(self, sha256: str) -> None:
        self._store.do(delete(pieces).where(pieces.c.sha256 == sha256))

    # Stations, as the department says

    def directory(self) -> Mapping[str, tuple[str, bool]]:
        """Unit, and whether it is of the department: by station."""
        return {row.login: (row.unit, row.department) for row in self._store.all(select(directory))}

    def say(self, login: str, unit: str, *, department: bool) -> None:
        self._store.put(directory, {"login": login, "unit": unit, "department": department})

    def revoked(self) -> frozenset[str]:
        """Stations that are not believed any more."""
        return frozenset(self._store.scalars(select(revoked.c.login)))

    def disbelieve(self, logins: Iterable[str]) -> None:
        with self._store.write() as connection:
            for login in logins:
                connection.execute(put(revoked).values(login=login).on_conflict_do_nothing())

    def believe(self, login: str) -> None:
        self._store.do(delete(revoked).where(revoked.c.login == login))

    # Statements

    def keep(self, item: Item, box: str, number: int | None) -> None:
        """Keep an item that belongs to no post."""
        with self._store.write() as connection:
            last = connection.execute(_LAST_STATEMENT).scalar() or 0
            values = {
                "id": item.hex, "number_here": last + 1, "kind": str(item.kind), "sender": item.sender, "at": item.at,
                "facts": item.facts, "box": box, "number": number, "body": item.body,
            }  # fmt: skip
            connection.execute(_KEEP, values)

    def statements(self, kind: HubItemKind) -> tuple[ReceivedItem, ...]:
        """Those of a kind, in the order in which they came."""
        columns = [column for column in statements.columns if column.name not in ("body", "number_here")]
        query = select(*columns).where(statements.c.kind == str(kind)).order_by(statements.c.number_here)
        return tuple(from_row(ReceivedItem, row) for row in self._store.all(query))

    def last(self, kind: HubItemKind, sender: str) -> Mapping[str, Any] | None:
        """What that station said last of a kind."""
        query = select(statements.c.facts).where(statements.c.kind == str(kind), statements.c.sender == sender)
        found: Mapping[str, Any] | None = self._store.scalar(query.order_by(statements.c.number_here.desc()).limit(1))
        return found

    def receipt(self, sender: str, delivery: str) -> Mapping[str, Any] | None:
        """What that station told last of a delivery."""
        of = func.json_extract(statements.c.facts, "$.delivery")
        query = select(statements.c.facts).where(
            statements.c.kind == str(HubItemKind.RECEIPT), statements.c.sender == sender, of == delivery
        )
        found: Mapping[str, Any] | None = self._store.scalar(query.order_by(statements.c.number_here.desc()).limit(1))
        return found

    def receipts_of(self, post: str) -> tuple[bytes, ...]:
        """Every receipt of a post, in the order in which they came."""
        of = func.json_extract(statements.c.facts, "$.post")
        query = select(statements.c.body).where(statements.c.kind == str(HubItemKind.RECEIPT), of == post)
        return tuple(bytes(body) for body in self._store.scalars(query.order_by(statements.c.number_here)))

    def templates_of(self, template: str) -> tuple[bytes, ...]:
        """Every item of one of the unit's own templates, in the order in which they came."""
        of = func.json_extract(statements.c.facts, "$.signed.signature.template")
        query = select(statements.c.body).where(statements.c.kind == str(HubItemKind.TEMPLATE), of == template)
        return tuple(bytes(body) for body in self._store.scalars(query.order_by(statements.c.number_here)))

    def body(self, item: str) -> bytes | None:
        """The bytes of a statement."""
        found: Any = self._store.scalar(select(statements.c.body).where(statements.c.id == item))
        return None if found is None else bytes(found)


def _with_bodies(rows: Iterable[Row[Any]]) -> tuple[tuple[RefusedItem, bytes], ...]:
    return tuple((from_row(RefusedItem, row), bytes(row.body)) for row in rows)
