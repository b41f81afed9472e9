"""Posts, their journal of revisions, their sealed bundles, approvals and history, kept.

Revisions, bundles, approvals and history are append-only: triggers refuse any change, and the hashes stored
beside them show one that was made past the triggers.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Row,
    Select,
    Table,
    Text,
    func,
    insert,
    select,
    update,
)

from studio.canonical import digest
from studio.errors import NotFound, Untrusted
from studio.posts.history import chained
from studio.posts.model import Approval, HistoryEntry, Post, PostState, Revision
from studio.posts.ports import Sealed
from studio.posts.serial import bundle_json, frozen_of, post_json, post_of, reports_json
from studio.store.engine import Store
from studio.store.schema_base import Flag, Json, Moment, also, table
from studio.text import fold

posts = table(
    "posts",
    Column("id", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("template_id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("author", Text, ForeignKey("people.id"), nullable=False),
    Column("publish_at", Moment),
    Column("practice", Flag, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("history_head", Text, nullable=False),
    Index("ix_posts_state", "state", "changed_at"),
)
revisions = table(
    "revisions",
    Column("post_id", Text, ForeignKey("posts.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("kind", Text, nullable=False),
    Column("undo_to", Integer),
    Column("redo_to", Integer),
    Column("body", Json, nullable=False),
    Column("sha256", Text, nullable=False),
)
bundles = table(
    "bundles",
    Column("id", Integer, primary_key=True),
    Column("post_id", Text, ForeignKey("posts.id"), nullable=False),
    Column("seal", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("body", Json, nullable=False),
    Column("parts", Json, nullable=False),
    Column("reports", Json, nullable=False),
    Column("sha256", Text, nullable=False),
    Index("ix_bundles_post_id", "post_id"),
)
approvals = table(
    "approvals",
    Column("id", Integer, primary_key=True),
    Column("post_id", Text, ForeignKey("posts.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("seal", Text, nullable=False),
    Column("by", Text, ForeignKey("people.id"), nullable=False),
    Column("role", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Index("ix_approvals_post_id", "post_id"),
)
history = table(
    "history",
    Column("post_id", Text, ForeignKey("posts.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("from_state", Text),
    Column("to_state", Text),
    Column("note", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("seal", Text, nullable=False),
    Column("prev_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
APPEND_ONLY = "CREATE TRIGGER {0}_no_{1} BEFORE {2} ON {0} BEGIN SELECT RAISE(ABORT, '{0} is append-only'); END"


def _append_only(owner: Table) -> None:
    for word in ("update", "delete"):
        also(owner, APPEND_ONLY.format(owner.name, word, word.upper()))


for _owner in (revisions, bundles, approvals, history):
    _append_only(_owner)


class StoredPosts:
    """`studio.posts.ports.PostRepository` on the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def get(self, post_id: str) -> Post:
        with self._store.read() as connection:
            return _post(_one(connection, _heads().where(posts.c.id == post_id), post_id))

    def find(self, prefix: str) -> tuple[str, ...]:
        with self._store.read() as connection:
            found = connection.execute(select(posts.c.id).where(posts.c.id.startswith(prefix, autoescape=True)))
            return tuple(found.scalars())

    def list(self, states: Sequence[PostState] = (), text: str = "") -> tuple[Post, ...]:
        query = _heads().order_by(posts.c.changed_at.desc(), posts.c.id)
        if states:
            query = query.where(posts.c.state.in_([str(state) for state in states]))
        for word in fold(text).split():
            query = query.where(posts.c.folded.contains(word, autoescape=True))
        with self._store.read() as connection:
            return tuple(_post(row) for row in connection.execute(query))

    def titles(self) -> dict[str, str]:
        with self._store.read() as connection:
            return {row.id: row.title for row in connection.execute(select(posts.c.id, posts.c.title))}

    def add(self, post: Post, revision: Revision, *, title: str) -> None:
        with self._store.write() as connection:
            values = _head_values(post, title) | {
                "id": post.id,
                "state": str(post.state),
                "author": post.author,
                "practice": post.practice,
                "created_at": post.created_at,
                "history_head": "",
            }
            connection.execute(insert(posts).values(values))
            _write_revision(connection, post, revision)

    def append(self, post: Post, revision: Revision, *, title: str, head: bool = True) -> None:
        with self._store.write() as connection:
            _write_revision(connection, post, revision)
            if head:
                connection.execute(update(posts).where(posts.c.id == post.id).values(_head_values(post, title)))

    def set_state(self, post_id: str, state: PostState) -> None:
        with self._store.write() as connection:
            connection.execute(update(posts).where(posts.c.id == post_id).values(state=str(state)))

    def revision(self, post_id: str, number: int) -> tuple[Post, Revision]:
        query = (
            select(revisions, posts.c.state)
            .join_from(revisions, posts)
            .where(revisions.c.post_id == post_id, revisions.c.number == number)
        )
        with self._store.read() as connection:
            row = _one(connection, query, f"{post_id}#{number}")
        return _post(row), _revision(row)

    def revisions(self, post_id: str) -> tuple[Revision, ...]:
        columns = [column for column in revisions.columns if column.name not in ("body", "sha256")]
        query = select(*columns).where(revisions.c.post_id == post_id).order_by(revisions.c.number)
        with self._store.read() as connection:
            return tuple(_revision(row) for row in connection.execute(query))

    def writers(self, post_id: str) -> frozenset[str]:
        with self._store.read() as connection:
            found = connection.execute(select(revisions.c.by).where(revisions.c.post_id == post_id).distinct())
            return frozenset(found.scalars())

    def next_number(self, post_id: str) -> int:
        query = select(func.coalesce(func.max(revisions.c.number), 0) + 1).where(revisions.c.post_id == post_id)
        with self._store.read() as connection:
            return int(connection.execute(query).scalar_one())

    def note(self, entry: HistoryEntry) -> HistoryEntry:
        with self._store.write() as connection:
            query = select(history).where(history.c.post_id == entry.post_id).order_by(history.c.seq.desc()).limit(1)
            row = connection.execute(query).one_or_none()
            entry = chained(entry, _entry(row) if row else None)
            connection.execute(
                insert(history).values({column.name: getattr(entry, column.name) for column in history.columns})
            )
            connection.execute(
                update(posts).where(posts.c.id == entry.post_id).values(history_head=entry.hash, changed_at=entry.at)
            )
        return entry

    def history(self, post_id: str) -> tuple[HistoryEntry, ...]:
        query = select(history).where(history.c.post_id == post_id).order_by(history.c.seq)
        with self._store.read() as connection:
            return tuple(_entry(row) for row in connection.execute(query))

    def history_head(self, post_id: str) -> str:
        with self._store.read() as connection:
            query = select(posts.c.history_head).where(posts.c.id == post_id)
            return str(_one(connection, query, post_id).history_head)

    def seal(self, sealed: Sealed) -> None:
        kept = {
            "by": sealed.by,
            "body": bundle_json(sealed.bundle),
            "parts": dict(sealed.parts),
            "reports": reports_json(sealed.frozen),
        }
        values = kept | {"post_id": sealed.bundle.post_id, "seal": sealed.bundle.seal, "sha256": digest(kept)}
        with self._store.write() as connection:
            connection.execute(insert(bundles).values(values))

    def sealed(self, post_id: str) -> Sealed | None:
        query = select(bundles).where(bundles.c.post_id == post_id).order_by(bundles.c.id.desc()).limit(1)
        with self._store.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        kept = {"by": row.by, "body": row.body, "parts": row.parts, "reports": row.reports}
        if row.sha256 != digest(kept):
            raise _altered(post_id)
        return Sealed(frozen=frozen_of(row.body, row.reports), parts=row.parts, by=row.by)

    def approve(self, approval: Approval) -> None:
        columns = [column.name for column in approvals.columns if column.name != "id"]
        with self._store.write() as connection:
            connection.execute(insert(approvals).values({name: getattr(approval, name) for name in columns}))

    def approval(self, post_id: str) -> Approval | None:
        query = select(approvals).where(approvals.c.post_id == post_id).order_by(approvals.c.id.desc()).limit(1)
        with self._store.read() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return None if row is None else Approval(**{key: value for key, value in row.items() if key != "id"})


def _heads() -> Select[Any]:
    """Each post with its present revision."""
    present = (revisions.c.post_id == posts.c.id) & (revisions.c.number == posts.c.revision)
    return select(posts.c.id, posts.c.state, revisions.c.body, revisions.c.sha256).join_from(posts, revisions, present)


def _head_values(post: Post, title: str) -> dict[str, Any]:
    return {
        "revision": post.revision,
        "template_id": post.template_id,
        "title": title,
        "folded": fold("\n".join([title, *_texts(dict(post.fields))])),
        "publish_at": post.publish_at,
        "changed_at": post.updated_at,
    }


def _texts(value: Any) -> list[str]:
    """Every text in a post's fields, for the search."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in inner for text in _texts(item)]


def _write_revision(connection: Connection, post: Post, revision: Revision) -> None:
    body = post_json(post)
    connection.execute(
        insert(revisions).values(
            post_id=post.id,
            number=revision.number,
            by=revision.by,
            at=revision.at,
            kind=revision.kind,
            undo_to=revision.undo_to,
            redo_to=revision.redo_to,
            body=body,
            sha256=digest(body),
        )
    )


def _one(connection: Connection, query: Select[Any], name: str) -> Row[Any]:
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFound(
            f"không có bài đăng “{name}”; hãy xem lại danh sách bài.",
            f"there is no post “{name}”; look at the list of posts.",
        )
    return row


def _post(row: Row[Any]) -> Post:
    if row.sha256 != digest(row.body):
        raise _altered(row.body.get("id", ""))
    return post_of(row.body, PostState(row.state))


def _altered(post_id: str) -> Untrusted:
    return Untrusted(
        f"bài đăng {post_id[:8]} đã bị sửa ngoài chương trình; không dùng được bản này, hãy khôi phục bản sao lưu.",
        f"the post {post_id[:8]} was changed outside the program; this version is not used, restore a backup.",
    )


def _revision(row: Row[Any]) -> Revision:
    return Revision(
        post_id=row.post_id,
        number=row.number,
        by=row.by,
        at=row.at,
        kind=row.kind,
        undo_to=row.undo_to,
        redo_to=row.redo_to,
    )


def _entry(row: Row[Any]) -> HistoryEntry:
    return HistoryEntry(
        post_id=row.post_id,
        at=row.at,
        by=row.by,
        action=row.action,
        from_state=PostState(row.from_state) if row.from_state else None,
        to_state=PostState(row.to_state) if row.to_state else None,
        note=row.note,
        revision=row.revision,
        seal=row.seal,
        seq=row.seq,
        prev_hash=row.prev_hash,
        hash=row.hash,
    )
