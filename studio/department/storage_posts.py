"""Posts of all units at the department's PC: whose they are, which wait, which have two versions, which are over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, exists, func, literal, or_, select, true

from studio.department.records import PUBLIC, StationRow
from studio.department.storage import divided, listed, receipts, stations
from studio.exchange.storage import files, items
from studio.exchange.storage import stations as introduced
from studio.hub.model import HubItemKind
from studio.posts.model import PostState
from studio.posts.storage_tables import history, post_files, posts
from studio.posts.transitions import Action
from studio.store.engine import Store
from studio.store.schema_base import Moment, among
from studio.store.statements import from_row
from studio.store.unneeded import let_go

PLANNED = (PostState.DRAFT, PostState.IN_REVIEW, PostState.CHANGES_ASKED, PostState.APPROVED, PostState.QUEUED)
"""States in which the time of a post is a plan."""
ENDED = (PostState.PUBLISHED, PostState.WITHDRAWN, PostState.REJECTED)
"""States after which a second version of a post concerns nobody any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentPost:
    """A post as the lists of the department need it."""

    id: str
    state: PostState
    title: str
    targets: tuple[str, ...]
    publish_at: datetime | None


_ROW = select(posts.c.id, posts.c.state, posts.c.title, posts.c.targets, posts.c.publish_at).where(
    posts.c.trashed_at.is_(None), posts.c.purged_at.is_(None)
)
_REVISION = items.c.kind == str(HubItemKind.REVISION)
_later = items.alias("later")
_parents = func.json_each(_later.c.parents).table_valued("value")
_FOLLOWED = exists(
    select(literal(1))
    .select_from(_later.join(_parents, true()))
    .where(_later.c.post == items.c.post, _later.c.kind == str(HubItemKind.REVISION), _parents.c.value == items.c.id)
)
_HEADS = select(items.c.post).where(_REVISION, ~_FOLLOWED).group_by(items.c.post).having(func.count() > 1)
"""Posts with revisions that no other follows, more than one of them."""

_first = items.alias("first")
_pictured = items.alias("pictured")
_BY_OTHERS = exists().where(
    _first.c.post == posts.c.id, _first.c.kind == str(HubItemKind.REVISION), _first.c.parents == [],
    _first.c.sender.in_(select(introduced.c.login)),
)  # fmt: skip
_HAS_FILES = posts.c.id.in_(
    select(post_files.c.post_id).union(select(_pictured.c.post).select_from(_pictured.join(files)))
)
_WENT_OUT = exists().where(receipts.c.post == posts.c.id, receipts.c.state.in_([str(state) for state in PUBLIC]))
_until = bindparam("until", type_=Moment)
_OVER = (
    select(posts.c.id)
    .where(
        or_(
            posts.c.state == str(PostState.WITHDRAWN),
            and_(posts.c.state.in_([str(PostState.APPROVED), str(PostState.APPROVAL_EXPIRED)]), _WENT_OUT),
        ),
        ~exists().where(history.c.post_id == posts.c.id, history.c.at > _until),
        ~exists().where(receipts.c.post == posts.c.id, receipts.c.at > _until),
        _BY_OTHERS,
        _HAS_FILES,
    )
    .order_by(posts.c.id)
)
"""One that this PC publishes itself is published here as well, and none of them: what it sent is kept with it."""
_ENDED = select(posts.c.id).where(posts.c.state.in_([str(state) for state in ENDED]) | posts.c.trashed_at.is_not(None))


class StoredPostsOfAll:
    """Posts that travelled here, and their units."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def waiting(self) -> Sequence[DepartmentPost]:
        """Those that wait for an approval."""
        return self._rows(_ROW.where(posts.c.state == str(PostState.IN_REVIEW)))

    def planned(self, first: datetime, end: datetime) -> Sequence[DepartmentPost]:
        """Those whose unit means to publish them from `first` on, before `end`."""
        states = [str(state) for state in PLANNED]
        return self._rows(_ROW.where(posts.c.publish_at >= first, posts.c.publish_at < end, posts.c.state.in_(states)))

    def _rows(self, query: Any) -> Sequence[DepartmentPost]:
        return [from_row(DepartmentPost, row) for row in self._store.all(query)]

    def titles(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Of those of these posts that are here."""
        query = select(posts.c.id, posts.c.title).where(among(posts.c.id))
        return {row.id: row.title for row in self._store.all(query, listed(ids))}

    def submitted(self, ids: Iterable[str]) -> Mapping[str, datetime]:
        """When each was last put forward."""
        query = (
            select(history.c.post_id, func.max(history.c.at, type_=history.c.at.type).label("at"))
            .where(among(history.c.post_id), history.c.action == str(Action.SUBMIT))
            .group_by(history.c.post_id)
        )
        return {row.post_id: row.at for row in self._store.all(query, listed(ids))}

    def units(self, ids: Iterable[str]) -> Mapping[str, str]:
        """The unit at which each of these posts was begun; none for one that was begun here."""
        begun = and_(_REVISION, items.c.parents == [])
        query = (
            select(items.c.post, func.coalesce(stations.c.unit, introduced.c.unit).label("unit"))
            .join(introduced, introduced.c.login == items.c.sender)
            .join(stations, stations.c.public == introduced.c.public, isouter=True)
            .where(among(items.c.post), begun)
        )
        return {row.post: row.unit for row in self._store.all(query, listed(ids))}

    def over(self, until: datetime) -> Sequence[str]:
        """The posts of other PCs that went out from there or were withdrawn, with which nothing happened after `until`,
        and whose pictures are here still."""
        return list(self._store.scalars(_OVER, {"until": until}))

    def pictures(self, post: str) -> Sequence[str]:
        """The files that are here because a version of the post names them."""
        of_items = select(files.c.sha256).join(items, items.c.id == files.c.item).where(items.c.post == post)
        of_post = select(post_files.c.sha256).where(post_files.c.post_id == post)
        return sorted(self._store.scalars(of_items.union(of_post)))

    def let_pictures_go(self, post: str) -> None:
        """No version of the post needs its files any more; each goes where nothing else names it. Texts, hashes and
        signatures stay."""
        names = self.pictures(post)
        with self._store.write() as connection:
            connection.execute(delete(files).where(files.c.item.in_(select(items.c.id).where(items.c.post == post))))
            connection.execute(delete(post_files).where(post_files.c.post_id == post))
            for name in names:
                let_go(connection, name)

    def last_item(self) -> int:
        """The number of the last item of a post that came or was made here."""
        return int(self._store.scalar(select(func.max(items.c.number_here))) or 0)

    def two_versions(self, after: int) -> frozenset[str]:
        """The posts between whose versions a person has to choose: of those that had two before, and of those of which
        something came or was made after that item."""
        changed = select(items.c.post).where(items.c.number_here > after)
        candidates = {*self._store.scalars(changed), *self._store.scalars(select(divided.c.post))}
        if not candidates:
            return frozenset()
        of = listed(candidates)
        found = self._store.scalars(_HEADS.where(among(items.c.post)), of)
        ended = self._store.scalars(_ENDED.where(among(posts.c.id)), of)
        return frozenset(found) - frozenset(ended)

    def logins(self) -> Mapping[str, StationRow]:
        """The station of the hub behind each PC that was made known here, by what its items call it."""
        query = select(introduced.c.login.label("sender"), stations).join(
            stations, stations.c.public == introduced.c.public
        )
        return {row.sender: from_row(StationRow, row) for row in self._store.all(query)}
