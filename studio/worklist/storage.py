"""What waits, as the rows of posts and deliveries tell it: answered from indexes, never by reading a post's body."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, and_, case, exists, false, func, literal_column, or_, select, text

from studio.outbox.model import Attention, DeliveryState, PublicationProof
from studio.outbox.storage_tables import deliveries
from studio.phrase import Bilingual, Phrase
from studio.posts.model import HistoryEntry, PostState
from studio.posts.storage_tables import approvals, history, posts, revisions
from studio.store.engine import Store
from studio.store.schema_base import Moment
from studio.store.statements import from_row

URGENT = (DeliveryState.UNKNOWN, DeliveryState.FAILED, DeliveryState.MISSED, DeliveryState.NEEDS_ATTENTION)
"""States in which a person has to act."""
_sent, _post = deliveries.c, posts.c
_VERIFIED = text("+deliveries.state = 'verified'")
"""The plus keeps SQLite from going by the index of the state: nearly all deliveries are in this one."""
_ROWID: ColumnElement[int] = literal_column("posts.rowid")
_KEPT = text("posts.rowid NOT IN (SELECT rowid FROM posts WHERE trashed_at IS NOT NULL)")
"""By SQLite's own number of a row the posts of a state, and those in the trash, are told by indexes alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingDeliveries:
    """Deliveries of one post that are in one state for one reason."""

    post: str
    title: str
    state: DeliveryState
    reason: Attention
    vouched: PublicationProof
    first: str
    """Id of the one that waits longest."""
    account: str
    """Its page."""
    message: Phrase
    since: datetime
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedPost:
    """One post."""

    id: str
    title: str
    template: str
    author: str
    changed_at: datetime
    planned: datetime | None
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPosts:
    """The first posts of a state, and how many there are."""

    first: tuple[UnfinishedPost, ...]
    count: int


class PostOwners(NamedTuple):
    """Whose posts they are."""

    own: WaitingPosts
    others: WaitingPosts


class StoredTasks:
    """Reads; keeps nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def reading(self) -> AbstractContextManager[None]:
        """One and the same view of the store for all that is read inside."""
        return self._store.reading()

    def urgent(self) -> tuple[WaitingDeliveries, ...]:
        """Deliveries that only a person moves."""
        return self._waiting(_sent.state.in_([str(state) for state in URGENT]))

    def removals(self) -> tuple[WaitingDeliveries, ...]:
        """Those that are still on their pages although their post was withdrawn."""
        withdrawn = select(_post.id).where(_post.state == PostState.WITHDRAWN.value)
        return self._waiting(and_(_sent.post_id.in_(withdrawn), _VERIFIED))

    def _waiting(self, *wanted: ColumnElement[bool]) -> tuple[WaitingDeliveries, ...]:
        # SQLite takes the other columns from the row in which the smallest moment was found
        since = func.min(func.coalesce(_sent.since, _sent.created_at, type_=Moment), type_=Moment).label("since")
        alike = _sent.post_id, _sent.state, _sent.reason, _sent.vouched
        query = select(
            *alike, _sent.post_title, _sent.id, _sent.account, _sent.message, _sent.message_en, since, func.count()
        ).where(*wanted).group_by(*alike).order_by(since)  # fmt: skip
        return tuple(
            WaitingDeliveries(
                post=post,
                title=title,
                state=DeliveryState(state),
                reason=Attention(reason),
                vouched=PublicationProof(vouched),
                first=first,
                account=account,
                message=Bilingual(vi, en),
                since=moment,
                count=count,
            )
            for post, state, reason, vouched, title, first, account, vi, en, moment, count in self._store.all(query)
        )

    def posts(self, most: Mapping[PostState, int], person: str) -> Mapping[PostState, PostOwners]:
        """The posts in these states that the person opened or wrote at, and those of all others: of each the `most`
        that were changed last, and how many there are."""
        states = {state.value: number for state, number in most.items()}
        hand = _hand(person) if person else false()
        here = select(_ROWID.label("row"), _post.state, _post.changed_at, hand.label("hand")).where(
            _post.state.in_(states), _KEPT
        )
        here_ = here.cte().prefix_with("MATERIALIZED")
        alike = here_.c.state, here_.c.hand
        place = func.row_number().over(partition_by=alike, order_by=here_.c.changed_at.desc())
        ranked = select(here_, func.count().over(partition_by=alike).label("count"), place.label("place")).subquery()
        query = (
            select(*_ROW, _post.state, ranked.c.hand, ranked.c.count, ranked.c.place)
            .join_from(ranked, posts, ranked.c.row == _ROWID)
            .where(ranked.c.place <= case(states, value=ranked.c.state))
            .order_by(ranked.c.place)
        )
        found = dict[tuple[str, bool], list[Row[Any]]]()
        for row in self._store.all(query):
            found.setdefault((row.state, bool(row.hand)), []).append(row)
        return {
            state: PostOwners(*(_counted(found.get((state.value, own), ())) for own in (True, False))) for state in most
        }

    def those(self, ids: Collection[str]) -> Mapping[str, UnfinishedPost]:
        """The posts of these ids."""
        return {row.id: _made(row) for row in self._store.all(select(*_ROW).where(_post.id.in_(ids)))} if ids else {}

    def said_last(self, ids: Collection[str], *actions: str) -> Mapping[str, HistoryEntry]:
        """The last line of one of these actions in the history of each of these posts."""
        query = select(history).where(history.c.post_id.in_(ids), history.c.action.in_(actions))
        found = self._store.all(query.order_by(history.c.post_id, history.c.seq)) if ids else ()
        return {row.post_id: from_row(HistoryEntry, row) for row in found}

    def approved_until(self, ids: Collection[str]) -> Mapping[str, datetime]:
        """When the last approval of each of these posts ends."""
        query = select(approvals.c.post_id, approvals.c.expires_at).where(approvals.c.post_id.in_(ids))
        return {row[0]: row[1] for row in self._store.all(query.order_by(approvals.c.id))} if ids else {}


def _counted(rows: Sequence[Row[Any]]) -> WaitingPosts:
    return WaitingPosts(first=tuple(map(_made, rows)), count=rows[0].count if rows else 0)  # type: ignore[arg-type]


def _made(row: Row[Any]) -> UnfinishedPost:
    return UnfinishedPost(
        id=row.id,
        title=row.title,
        template=row.template_id,
        author=row.author,
        changed_at=row.changed_at,
        planned=row.publish_at,
        pages=len(row.targets),
    )


_ROW: Sequence[Any] = (
    _post.id, _post.title, _post.template_id, _post.author, _post.changed_at, _post.publish_at, _post.targets,
)  # fmt: skip


def _hand(person: str) -> ColumnElement[bool]:
    """Whether the person opened the post, or wrote at it."""
    return or_(_post.author == person, exists().where(revisions.c.post_id == _post.id, revisions.c.by == person))
