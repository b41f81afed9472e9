"""The folder through which posts go from PC to PC by themselves: where it is, what was read and written there."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Integer, Text, delete, func, literal, or_, select
from sqlalchemy.dialects.sqlite import insert

from studio.exchange.folder_model import FolderFile
from studio.exchange.storage import items
from studio.exchange.storage_link import settled
from studio.posts.storage_tables import posts as all_posts
from studio.store.engine import Store
from studio.store.schema_base import Json, Moment, table
from studio.store.statements import from_row, to_row

folder = table(
    "exchange_folder",
    Column("only", Integer, primary_key=True),
    Column("path", Text, nullable=False),
)
files = table(
    "exchange_folder_files",
    Column("name", Text, primary_key=True),
    Column("stamp", Text, nullable=False),
    Column("again", Moment),
    Column("why", Json),
)
"""Files that were looked at, as they were then; `why` one was not taken in, and when it is tried again."""
posts = table(
    "exchange_folder_posts",
    Column("post", Text, primary_key=True),
    Column("head", Text, nullable=False),
    Column("item_count", Integer, nullable=False),
    Column("written", Integer, nullable=False),
)
"""The end of a post's history, and how many items it had, when they last said how it stands; how many of this station's
own items the file in the folder has."""

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


class StoredFolder:
    """Keeps it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def place(self) -> Path | None:
        found = self._store.scalar(select(folder.c.path))
        return None if found is None else Path(found)

    def choose(self, place: Path | None) -> None:
        """Take another folder, or none. Posts whose way is over are not written there."""
        with self._store.write() as connection:
            for one in (folder, files, posts):
                connection.execute(delete(one))
            if place is not None:
                connection.execute(insert(folder).values(only=1, path=str(place)))
                over = select(all_posts.c.id, all_posts.c.history_head, _ITEMS_OF, literal(0)).where(settled)
                names = ["post", "head", "item_count", "written"]
                connection.execute(insert(posts).from_select(names, over))

    def file(self, name: str) -> FolderFile | None:
        found = self._store.one(select(files).where(files.c.name == name))
        return None if found is None else from_row(FolderFile, found)

    def looked_at(self, file: FolderFile) -> None:
        self._store.put(files, to_row(file))

    def troubles(self) -> tuple[FolderFile, ...]:
        """Files that were not taken in."""
        query = select(files).where(files.c.why.is_not(None)).order_by(files.c.name)
        return tuple(from_row(FolderFile, row) for row in self._store.all(query))

    def untold(self) -> tuple[str, ...]:
        """Posts that something was done to, or that got items, since they were last written."""
        return tuple(self._store.scalars(_UNTOLD))

    def told_of(self, post: str) -> tuple[str, int]:
        """The end of its history then, and how many items of this station's own the file has."""
        found = self._store.first(select(posts.c.head, posts.c.written).where(posts.c.post == post))
        return ("", 0) if found is None else (str(found.head), int(found.written))

    def tell(self, post: str, written: int) -> None:
        """The post is in the folder as it stands now, or needs not be."""
        query = select(all_posts.c.history_head, _ITEMS_OF.label("item_count")).where(all_posts.c.id == post)
        found: Any = self._store.first(query)
        if found is not None:
            values = {"post": post, "head": found.history_head, "item_count": found.item_count, "written": written}
            self._store.put(posts, values)
