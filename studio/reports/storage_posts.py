"""Which posts were out on which page, from the unit's own outbox: exact, and asked anew each time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Select, and_, bindparam, case, exists, func, or_, select, union

from studio.clock import VIETNAM, local_date
from studio.outbox.model import Attention, DeliveryState, PublicationProof
from studio.outbox.storage_tables import deliveries, receipts
from studio.posts.aftercare import CORRECTION
from studio.posts.model import PostState
from studio.posts.storage_tables import post_links, posts
from studio.store.engine import Store
from studio.store.schema_base import Moment

PUBLISHED, CORRECTED, WITHDRAWN = "published", "corrected", "withdrawn"


class PostOut(NamedTuple):
    """A post on a page, as the outbox brought it there."""

    reference: str
    """Of its delivery."""
    post: str
    title: str
    template: str
    account: str
    platform: str
    page_id: str
    remote_id: str
    permalink: str
    practice: bool
    shown_at: datetime
    """When it was out: when the last attempt began, the page showed it by itself, or a person brought its link."""
    state: str
    """``published``, ``corrected`` or ``withdrawn``."""

    @property
    def published_on(self) -> date:
        """The day in Vietnam."""
        return local_date(self.shown_at)


row = deliveries.c
_as_it_is: ColumnElement[str] = func.ifnull(row.state, "")
"""An expression, so that no query goes by the index over all states: which rows are near is known by then."""
_THERE = or_(
    _as_it_is.in_([DeliveryState.VERIFIED.value, DeliveryState.WITHDRAWN.value]),
    and_(
        _as_it_is == DeliveryState.NEEDS_ATTENTION.value,
        row.reason.in_([Attention.GONE.value, Attention.TWICE.value, Attention.DIFFERS.value]),
    ),
)
"""It was on the page, for certain."""
_STATES = [state.value for state in (DeliveryState.VERIFIED, DeliveryState.WITHDRAWN, DeliveryState.NEEDS_ATTENTION)]
_BEGIN, _END = bindparam("begin", type_=Moment), bindparam("end", type_=Moment)
_shown_at = case(
    (row.vouched == PublicationProof.LINK.value, func.coalesce(receipts.c.at, row.updated_at)),
    else_=func.max(row.due_at, func.coalesce(row.last_sent_at, receipts.c.at, row.updated_at)),
)
_NEAR = union(
    select(row.id).where(row.state.in_(_STATES), row.due_at >= _BEGIN, row.due_at < _END),
    select(row.id).where(row.last_sent_at.is_not(None), row.last_sent_at >= _BEGIN, row.last_sent_at < _END),
    select(receipts.c.delivery).where(receipts.c.at >= _BEGIN, receipts.c.at < _END),
)
"""Each part by its index; which of them were shown in that time is then seen row by row."""
_later = deliveries.alias("later")
_about = posts.alias("about")
_amended = exists().where(
    _later.c.amends != "", _later.c.amends == row.reference, _later.c.state == DeliveryState.VERIFIED.value
)
_followed = exists().where(
    post_links.c.original == row.post_id,
    _about.c.id == post_links.c.post_id,
    _about.c.template_id == CORRECTION,
    _about.c.state.in_([PostState.PUBLISHED.value, PostState.WITHDRAWN.value]),
)
_gone = or_(
    row.state == DeliveryState.WITHDRAWN.value,
    row.reason == Attention.GONE.value,
    posts.c.state == PostState.WITHDRAWN.value,
)
_state = case((_gone, WITHDRAWN), (or_(_amended, _followed), CORRECTED), else_=PUBLISHED)


def _query(begin_with: FromClause = deliveries) -> Select[Any]:
    return (
        select(
            row.reference,
            row.post_id,
            row.post_title,
            func.coalesce(posts.c.template_id, ""),
            row.account,
            row.platform,
            row.page_id,
            row.remote_id,
            row.permalink,
            func.coalesce(posts.c.practice, 0),
            func.coalesce(_shown_at, row.updated_at, type_=Moment),
            _state,
        )
        .select_from(begin_with)
        .join(receipts, receipts.c.delivery == row.id, isouter=True)
        .join(posts, posts.c.id == row.post_id, isouter=True)
        .where(_THERE, row.amends == "")
    )


_near = _NEAR.subquery()
_OUT = (
    _query(_near.join(deliveries, deliveries.c.id == _near.c.id))
    .where(_shown_at >= _BEGIN, _shown_at < _END)
    .order_by(_shown_at, row.reference)
)
_USED = select(row.account).where(row.state.in_(_STATES), row.due_at >= _BEGIN, row.due_at < _END).distinct()
_OF_POST = _query().where(row.post_id == bindparam("post"), row.account == bindparam("account"))


class StoredPostsOut:
    """Reads the outbox; writes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def between(self, first: date, last: date) -> Sequence[PostOut]:
        """What was out first on one of these days, in that order."""
        begin, end = _span(first, last)
        return [PostOut(*found) for found in self._store.all(_OUT, {"begin": begin, "end": end})]

    def used(self, first: date, last: date) -> frozenset[str]:
        """Accounts on which something was due to be out on one of these days."""
        begin, end = _span(first, last)
        return frozenset(self._store.scalars(_USED, {"begin": begin, "end": end}))

    def of(self, post: str, account: str) -> PostOut | None:
        """The post on that page, where it was last brought there; None: it never was."""
        found = self._store.all(_OF_POST.order_by(_shown_at.desc()), {"post": post, "account": account})
        return PostOut(*found[0]) if found else None


def _span(first: date, last: date) -> tuple[datetime, datetime]:
    """From the first moment of these days in Vietnam to the first after them."""
    return datetime.combine(first, time(), VIETNAM), datetime.combine(last + timedelta(days=1), time(), VIETNAM)
