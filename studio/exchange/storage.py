"""Items as they are kept, the stations whose items count, and what this PC signs with.

Items are append-only. They go when the content of their post was purged, and not before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Row,
    Text,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
)

from studio.exchange.model import Station, StoredItem
from studio.hub.model import HubItemKind
from studio.posts.model import PostState
from studio.posts.storage_tables import posts
from studio.store.engine import Store
from studio.store.schema_base import Json, Moment, also, table
from studio.store.statements import from_row, to_row
from studio.store.unneeded import NAMES_A_FILE, let_go

items = table(
    "exchange_items",
    Column("id", Text, primary_key=True),
    Column("number_here", Integer, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("sender", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("parents", Json, nullable=False),
    Column("number", Integer, nullable=False),
    Column("mark", Text, nullable=False),
    Column("writers", Json, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("ix_exchange_items_post", "post"),
)
files = table(
    "exchange_files",
    Column("item", Text, ForeignKey("exchange_items.id"), primary_key=True),
    Column("sha256", Text, primary_key=True, info=NAMES_A_FILE),
    Index("ix_exchange_files_sha256", "sha256"),
)
"""The pictures of a revision: of a version that was not chosen yet, nothing else may name them."""
bases = table(
    "exchange_bases",
    Column("post", Text, primary_key=True),
    Column("item", Text, ForeignKey("exchange_items.id"), nullable=False),
)
"""The revision that a post is at here, or was before it was edited on."""
stations = table(
    "exchange_stations",
    Column("login", Text, primary_key=True),
    Column("unit", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("public", Text, nullable=False),
)
introductions = table(
    "exchange_introductions",
    Column("login", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
"""What each station, this one too, last told of itself and its people, signed: a department hands it on."""
device = table(
    "exchange_device",
    Column("only", Integer, primary_key=True),
    Column("salt", LargeBinary, nullable=False),
)
also(items, "CREATE TRIGGER exchange_items_no_update BEFORE UPDATE ON exchange_items "
     "BEGIN SELECT RAISE(ABORT, 'exchange_items is append-only'); END")  # fmt: skip
also(items, "CREATE TRIGGER exchange_items_no_delete BEFORE DELETE ON exchange_items WHEN EXISTS "
     "(SELECT 1 FROM posts WHERE posts.id = OLD.post AND posts.purged_at IS NULL) "
     "BEGIN SELECT RAISE(ABORT, 'exchange_items is append-only'); END")  # fmt: skip

_LOOKED_FOR = [column for column in items.columns if column.name not in ("body", "number_here")]
_OF = select(*_LOOKED_FOR).where(items.c.post == bindparam("wanted")).order_by(items.c.number_here)
_BASE = select(bases.c.item).where(bases.c.post == bindparam("wanted"))
_HERE = select(items.c.id).where(items.c.id == bindparam("wanted"))
_BODY = select(items.c.body).where(items.c.id == bindparam("wanted"))


class StoredExchange:
    """Keeps items. Every write is one transaction; `transaction` joins several into one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def of(self, post_id: str) -> tuple[StoredItem, ...]:
        """Every item of a post, in the order in which they came to this PC."""
        return tuple(map(_kept, self._store.all(_OF, {"wanted": post_id})))

    def known(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of these items that are here."""
        return frozenset(one for one in ids if self._store.scalar(_HERE, {"wanted": one}) is not None)

    def body(self, id: str) -> bytes:
        """The bytes of an item that is here."""
        found = self.find(id)
        if found is None:
            raise LookupError(id)
        return found

    def find(self, id: str) -> bytes | None:
        """Those bytes; None for an item that is not here, or no more."""
        found = self._store.scalar(_BODY, {"wanted": id})
        return None if found is None else bytes(found)

    def is_followed(self, id: str) -> bool:
        """Whether another revision follows this one."""
        post = self._store.scalar(select(items.c.post).where(items.c.id == id))
        return any(one.kind is HubItemKind.REVISION and id in one.parents for one in self.of(str(post)))

    def files(self, id: str) -> frozenset[str]:
        """The pictures and videos of a revision, by SHA-256."""
        return frozenset(self._store.scalars(select(files.c.sha256).where(files.c.item == id)))

    def posts(self) -> tuple[str, ...]:
        """Ids of the posts that have items, the one that last got one first."""
        last = select(items.c.post, items.c.number_here).order_by(items.c.number_here.desc())
        return tuple(dict.fromkeys(str(row.post) for row in self._store.all(last)))

    def written_by(self, person: str) -> frozenset[str]:
        """Ids of the posts of which the person wrote at an item."""
        writer = func.json_each(items.c.writers).table_valued("value")
        found = exists().where(writer.c.value == person)
        return frozenset(self._store.scalars(select(items.c.post).where(found).distinct()))

    def divided(self, states: Iterable[PostState]) -> tuple[str, ...]:
        """Ids of the posts in those states that have a revision which none follows, besides the one they are at."""
        follower = items.alias("follower")
        parent = func.json_each(follower.c.parents).table_valued("value")
        followed = exists().where(
            follower.c.post == items.c.post, follower.c.kind == str(HubItemKind.REVISION), parent.c.value == items.c.id
        )
        at = exists().where(bases.c.post == items.c.post, bases.c.item == items.c.id)
        goes_on = exists().where(  # no join: SQLite would begin with the posts, which are many
            posts.c.id == items.c.post, posts.c.state.in_([str(one) for one in states]), posts.c.trashed_at.is_(None)
        )
        found = select(items.c.post).where(items.c.kind == str(HubItemKind.REVISION), goes_on, ~followed, ~at)
        return tuple(self._store.scalars(found.distinct().order_by(items.c.post)))

    def keep(self, one: StoredItem, body: bytes, blobs: Sequence[str] = ()) -> None:
        """Keep an item for ever. The pictures are files of the store by then, or will be within the transaction."""
        with self._store.write() as connection:
            last = connection.execute(select(items.c.number_here).order_by(items.c.number_here.desc()).limit(1))
            values = to_row(one) | {"kind": str(one.kind), "body": body, "number_here": (last.scalar() or 0) + 1}
            connection.execute(insert(items).values(values))
            for blob in blobs:
                connection.execute(insert(files).values(item=one.id, sha256=blob))

    def base(self, post_id: str) -> str:
        """The revision that the post is at here, or was before it was edited on; empty for one that never travelled."""
        return str(self._store.scalar(_BASE, {"wanted": post_id}) or "")

    def set_base(self, post_id: str, item: str) -> None:
        self._store.put(bases, {"post": post_id, "item": item})

    def expect(self, names: Iterable[str]) -> None:
        """These files are about to be put; what nothing names within a day is removed again."""
        with self._store.write_one() as connection:
            for name in names:
                let_go(connection, name)

    def purged(self) -> tuple[str, ...]:
        """Ids of posts of which something travelled, and whose content was purged here."""
        lives = exists().where(posts.c.id == items.c.post, posts.c.purged_at.is_(None))
        return tuple(self._store.scalars(select(items.c.post).where(~lives).distinct()))

    def forget(self, post_id: str) -> None:
        """Delete what travelled of a post whose content was purged."""
        of = select(items.c.id).where(items.c.post == post_id)
        with self._store.write() as connection:
            for (name,) in connection.execute(select(files.c.sha256).where(files.c.item.in_(of))).all():
                let_go(connection, name)
            connection.execute(delete(files).where(files.c.item.in_(of)))
            connection.execute(delete(bases).where(bases.c.post == post_id))
            connection.execute(delete(items).where(items.c.post == post_id))

    def stations(self) -> tuple[Station, ...]:
        return tuple(from_row(Station, row) for row in self._store.all(select(stations).order_by(stations.c.name)))

    def save_station(self, station: Station) -> None:
        self._store.put(stations, to_row(station))

    def introductions(self) -> Mapping[str, bytes]:
        """What stations told of themselves, this one too, by login."""
        return {row.login: bytes(row.body) for row in self._store.all(select(introductions))}

    def keep_introduction(self, login: str, body: bytes) -> None:
        self._store.put(introductions, {"login": login, "body": body})

    def salt(self) -> bytes | None:
        """What the key of this PC is made with; None before it was asked for."""
        found = self._store.scalar(select(device.c.salt))
        return None if found is None else bytes(found)

    def set_salt(self, salt: bytes) -> None:
        self._store.put(device, {"only": 1, "salt": salt})


def _kept(row: Row[Any]) -> StoredItem:
    return from_row(StoredItem, row)
