"""Comments on fields of posts, and which revision of a post each reviewer saw last."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, Integer, Text, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from studio.posts.model import Comment
from studio.posts.storage_tables import posts
from studio.store.engine import Store
from studio.store.schema_base import Moment, table
from studio.store.statements import from_row, to_row

comments = table(
    "comments",
    Column("id", Text, primary_key=True),
    Column("post_id", Text, ForeignKey("posts.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("field", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Column("resolved_by", Text),
    Column("resolved_at", Moment),
    Index("ix_comments_post_id", "post_id", "resolved_at"),
)
looks = table(
    "looks",
    Column("post_id", Text, ForeignKey("posts.id"), primary_key=True),
    Column("person", Text, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("at", Moment, nullable=False),
)


class StoredReviews:
    """Keeps comments and looks."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def comments(self, post_id: str) -> tuple[Comment, ...]:
        """Oldest first."""
        query = select(comments).where(comments.c.post_id == post_id).order_by(comments.c.at, comments.c.id)
        return tuple(from_row(Comment, row) for row in self._store.all(query))

    def get(self, id: str) -> Comment | None:
        row = self._store.one(select(comments).where(comments.c.id == id))
        return None if row is None else from_row(Comment, row)

    def add(self, comment: Comment) -> None:
        self._store.do(insert(comments).values(to_row(comment)))

    def settle(self, id: str, by: str | None, at: datetime | None) -> None:
        """Mark a comment as resolved by somebody, or as open again."""
        self._store.do(update(comments).where(comments.c.id == id).values(resolved_by=by, resolved_at=at))

    def looked(self, post_id: str, person: str, revision: int, at: datetime) -> None:
        seen = {"revision": revision, "at": at}
        row = insert_or(looks).values(post_id=post_id, person=person, **seen)
        self._store.do(row.on_conflict_do_update(index_elements=["post_id", "person"], set_=seen))

    def seen(self, post_id: str, person: str) -> int | None:
        """The revision the person saw last."""
        query = select(looks.c.revision).where(looks.c.post_id == post_id, looks.c.person == person)
        return self._store.scalar(query)

    def changed_for(self, person: str) -> frozenset[str]:
        """Posts that have another revision than the one the person saw last."""
        query = (
            select(looks.c.post_id)
            .join(posts, posts.c.id == looks.c.post_id)
            .where(looks.c.person == person, looks.c.revision != posts.c.revision)
        )
        return frozenset(self._store.scalars(query))
