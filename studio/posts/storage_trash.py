"""The trash in the store: what lies in it, and how a post's content is deleted for good."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, exists, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from studio.errors import StorageTrouble
from studio.images.storage import forget_picture, forget_sources
from studio.posts.model import PurgeResult
from studio.posts.storage import LEANS, body_of, whole
from studio.posts.storage_aftercare import notices, readings
from studio.posts.storage_list import comments, looks
from studio.posts.storage_recurring import recurring_posts
from studio.posts.storage_tables import bundles, history, post_files, post_links, posts, purging, revisions
from studio.store.engine import Store
from studio.store.unneeded import let_go, named, take_up, unneeded_files
from studio.text import collation

_sealed_number = func.json_extract(bundles.c.body, "$.revision")


class StoredTrash:
    """Keeps what lies in the trash."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def set_trashed(self, post_id: str, at: datetime | None) -> None:
        self._store.do(update(posts).where(posts.c.id == post_id).values(trashed_at=at))

    def purged(self, post_id: str) -> bool:
        """Whether the post's content was deleted already."""
        query = select(posts.c.purged_at).where(posts.c.id == post_id)
        return self._store.scalar(query) is not None

    def due(self, before: datetime) -> tuple[str, ...]:
        """Ids of posts that lie in the trash since `before` or longer."""
        lies = posts.c.trashed_at <= before, posts.c.purged_at.is_(None)
        return tuple(self._store.scalars(select(posts.c.id).where(*lies).order_by(posts.c.trashed_at)))

    def purge(self, post_id: str, at: datetime) -> PurgeResult:
        """Delete a post's content; its pictures that nothing names any more become unneeded."""
        try:
            return self._purge(post_id, at)
        except IntegrityError as refusal:
            raise StorageTrouble(
                "the post {post_id} in the trash cannot be deleted for good yet ({orig}); call the technical officer.",
                post_id=post_id[:8],
                orig=refusal.orig,
            ) from refusal

    def _purge(self, post_id: str, at: datetime) -> PurgeResult:
        with self._store.write() as connection:
            head = str(connection.execute(select(posts.c.history_head).where(posts.c.id == post_id)).scalar_one())
            connection.execute(insert(purging).values(post_id=post_id, at=at))
            sealed = _sealed(connection, post_id)
            gone = _delete_revisions(connection, post_id, sealed)
            for named in (comments, looks, post_links, notices, readings, recurring_posts):
                _delete_of(connection, named, post_id)
            _let_go_of_files(connection, post_id, sealed)
            if sealed:
                _keep_decisions(connection, post_id, max(sealed), at)
            else:
                _delete_of(connection, history, post_id)
            _delete_of(connection, purging, post_id)
            if not sealed:
                connection.execute(delete(posts).where(posts.c.id == post_id))
        return PurgeResult(kept_sealed=bool(sealed), revisions=gone, history_head=head)

    def unneeded(self) -> tuple[str, ...]:
        """Pictures to be removed from the disk."""
        return tuple(self._store.scalars(select(unneeded_files.c.sha256)))

    def needed(self, sha256: str) -> bool:
        """Whether a revision, bundle, badge, record, law, asset, work or slip names the file."""
        with self._store.read() as connection:
            return named(connection, sha256)

    def forget(self, sha256: str) -> None:
        """The picture is off the disk, and what people consented to of it goes too; or it is needed after all."""
        with self._store.write() as connection:
            if not self.needed(sha256):
                forget_picture(connection, sha256)
                forget_sources(connection, sha256)
            take_up(connection, sha256)


def _sealed(connection: Connection, post_id: str) -> frozenset[int]:
    """Numbers of the revisions that were submitted."""
    found = connection.execute(select(_sealed_number).where(bundles.c.post_id == post_id)).scalars()
    return frozenset(int(number) for number in found)


def _delete_revisions(connection: Connection, post_id: str, sealed: frozenset[int]) -> int:
    """Delete all but the sealed ones, which are unpacked first: what they lean on goes."""
    of_post = revisions.c.post_id == post_id
    for row in connection.execute(_packed().where(of_post, revisions.c.number.in_(sealed))).all():
        one = update(revisions).where(of_post, revisions.c.number == row.number)
        connection.execute(one.values(body=body_of(row), base=None, packed=None))
    return connection.execute(delete(revisions).where(of_post, revisions.c.number.not_in(sealed))).rowcount


def _packed() -> Select[Any]:
    leaning = revisions.c.packed.is_not(None)
    return select(revisions, whole.c.body.label("whole")).join(whole, LEANS, isouter=True).where(leaning)


def _delete_of(connection: Connection, owner: Table, post_id: str) -> None:
    connection.execute(delete(owner).where(owner.c.post_id == post_id))


def _let_go_of_files(connection: Connection, post_id: str, sealed: frozenset[int]) -> None:
    """The post names no picture any more but those of what was sealed; what then no post names is unneeded."""
    kept: set[str] = set()
    for row in connection.execute(select(revisions.c.body).where(revisions.c.post_id == post_id)):
        kept |= {media["sha256"] for media in json.loads(row.body)["media"]}
    for row in connection.execute(select(bundles.c.body).where(bundles.c.post_id == post_id)):
        kept |= {picture["sha256"] for package in row.body["packages"].values() for picture in package["attachments"]}
    mine = post_files.c.post_id == post_id
    named = set(connection.execute(select(post_files.c.sha256).where(mine)).scalars())
    for name in sorted(named - kept):
        connection.execute(delete(post_files).where(mine, post_files.c.sha256 == name))
        if not connection.execute(select(exists().where(post_files.c.sha256 == name))).scalar_one():
            let_go(connection, name)


def _keep_decisions(connection: Connection, post_id: str, number: int, at: datetime) -> None:
    """The row stands for what was submitted last; nothing of it is found by the search."""
    of_post = bundles.c.post_id == post_id
    body = connection.execute(select(bundles.c.body).where(of_post).order_by(bundles.c.id.desc()).limit(1)).scalar_one()
    title = next((package["title"] for package in body["packages"].values()), "")
    kept = {
        "revision": number,
        "title": title,
        "title_key": collation(title),
        "targets": [name for name, _, _ in body["targets"]],
        "folded": "\n",
        "purged_at": at,
    }
    connection.execute(update(posts).where(posts.c.id == post_id).values(kept))
