"""Who works on what: leases with fences, and when something next wants work.

Deliveries as rows: added, found, listed, and written only where nobody else wrote meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    func,
    insert,
    not_,
    or_,
    select,
    text,
    update,
)

from studio.errors import NotFound
from studio.outbox.model import Delivery, DeliveryState, LeaseLost
from studio.outbox.storage_home import held_back
from studio.outbox.storage_tables import (
    EVER,
    OutboxRows,
    account_pauses,
    deliveries,
    held,
    row,
    to_hand_over,
    unsent,
    withheld,
)
from studio.posts.storage_tables import posts
from studio.store.schema_base import Moment
from studio.store.statements import from_row, to_row
from studio.text import sought

_FIXED = frozenset({"id", "post_id", "created_at", "amends"})
removal_due = and_(
    text("+deliveries.state = 'verified'"),  # not by the index of the state: nearly all are in this one
    row.post_id.in_(select(posts.c.id).where(posts.c.state == "withdrawn")),
)
"""Its post was withdrawn, and nobody has removed it from its page."""
_UPDATE = (
    update(deliveries)
    .where(
        row.id == bindparam("old_id"),
        row.state == bindparam("old_state"),
        row.lease == bindparam("old_lease"),
        row.fence == bindparam("old_fence"),
    )
    .values({column.name: bindparam(column.name) for column in row if column.name not in _FIXED})
)

_ADD = insert(deliveries)
_OWNED = select(row.id, row.remote_id, row.permalink).where(row.page_id == bindparam("page"), row.amends == "")
_POST_OF = select(row.post_id, row.post_title).where(
    row.account == bindparam("account"), row.remote_id == bindparam("remote"), row.remote_id != ""
)
_IN_DOUBT = select(func.count()).where(
    row.page_id == bindparam("page"),
    row.text_sha256 == bindparam("text"),
    or_(row.state.in_(("sending", "unknown")), row.reason == "doubt"),
)
_STATES_OF = select(row.state).where(row.post_id == bindparam("post")).distinct()


class DeliveryRows(OutboxRows):
    """One row a delivery."""

    def add(self, delivery: Delivery) -> None:
        self._store.do(_ADD, to_row(delivery))

    def get(self, delivery_id: str) -> Delivery:
        """Raises NotFound."""
        found = self._store.one(select(deliveries).where(deliveries.c.id == delivery_id))
        if found is None:
            raise NotFound("there is no delivery {delivery_id}; open the outbox again.", delivery_id=delivery_id[:12])
        return from_row(Delivery, found)

    def find(self, prefix: str) -> tuple[str, ...]:
        """Ids that begin with `prefix`."""
        return tuple(
            self._store.scalars(select(deliveries.c.id).where(deliveries.c.id.startswith(prefix, autoescape=True)))
        )

    def all(self) -> tuple[Delivery, ...]:
        """Newest first."""
        newest_first = select(deliveries).order_by(deliveries.c.created_at.desc(), deliveries.c.id)
        return tuple(from_row(Delivery, row) for row in self._store.all(newest_first))

    def counts(self) -> dict[DeliveryState, int]:
        """How many deliveries are in each state; a state of none may be missing."""
        query = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
        return {DeliveryState(row[0]): row[1] for row in self._store.all(query)}

    def latest(
        self,
        *,
        states: Collection[DeliveryState],
        words: Sequence[tuple[str, Collection[str]]],
        limit: int,
        due: bool | None = None,
    ) -> tuple[Delivery, ...]:
        """Newest first, in these states (all without any), with all of `removals_due` besides (`due`), or without
        them. Each word, folded, must occur in the post's title, the
        platform, the reference or the link, unless the delivery's account is among those beside the word."""
        wanted: list[ColumnElement[bool]] = [deliveries.c.state.in_([str(state) for state in states])] if states else []
        if due is not None:
            wanted = [or_(*wanted, removal_due) if due else and_(*wanted, not_(removal_due))]
        wanted += [_says(word, accounts) for word, accounts in words]
        query = select(deliveries.c.id).where(*wanted)
        if words:
            query = query.join(posts, posts.c.id == deliveries.c.post_id, isouter=True)
        newest = query.order_by(deliveries.c.created_at.desc(), deliveries.c.id).limit(limit)
        in_order = select(deliveries).order_by(deliveries.c.created_at.desc(), deliveries.c.id)
        return tuple(from_row(Delivery, row) for row in self._store.all(in_order.where(deliveries.c.id.in_(newest))))

    def on_page(self, account: str, limit: int) -> tuple[Delivery, ...]:
        newest = select(deliveries).where(deliveries.c.account == account).order_by(deliveries.c.created_at.desc())
        return tuple(from_row(Delivery, row) for row in self._store.all(newest.limit(limit)))

    def removals_due(self) -> tuple[str, ...]:
        """Ids of what is on its page although its post was withdrawn; the earliest first."""
        return tuple(self._store.scalars(select(row.id).where(removal_due).order_by(row.due_at, row.id)))

    def open_titles(self, account: str, settled: Collection[DeliveryState]) -> tuple[str, ...]:
        """Titles of the posts whose delivery to the account is not over."""
        still = deliveries.c.account == account, deliveries.c.state.not_in([str(state) for state in settled])
        return tuple(self._store.scalars(select(deliveries.c.post_title).where(*still)))

    def of_post(self, post_id: str) -> tuple[Delivery, ...]:
        """Oldest first."""
        oldest_first = (
            select(deliveries)
            .where(deliveries.c.post_id == post_id)
            .order_by(deliveries.c.created_at, deliveries.c.account)
        )
        return tuple(from_row(Delivery, row) for row in self._store.all(oldest_first))

    def states_of(self, post_id: str) -> frozenset[DeliveryState]:
        """The states that the post's deliveries are in."""
        return frozenset(map(DeliveryState, self._store.scalars(_STATES_OF, {"post": post_id})))

    def update(self, before: Delivery, after: Delivery) -> Delivery:
        """Write `after` where the row still has the state, lease and fence of `before`. Raises LeaseLost."""
        still = {"old_id": before.id, "old_state": before.state, "old_lease": before.lease, "old_fence": before.fence}
        values = {name: value for name, value in to_row(after).items() if name not in _FIXED}
        if self._store.do(_UPDATE, still | values) != 1:
            raise LeaseLost(before.id)
        return after

    def family(self, reference: str) -> tuple[Delivery, ...]:
        """The delivery of this reference and those that amend it, the oldest first."""
        amending = and_(row.amends != "", row.amends == reference)
        ours = select(deliveries).where(or_(row.reference == reference, amending))
        return tuple(from_row(Delivery, found) for found in self._store.all(ours.order_by(row.created_at, row.id)))

    def owned(self, page_id: str) -> Mapping[str, str]:
        """Delivery id by remote id or permalink of that page, whatever its account was called. What was amended
        belongs to the delivery that made it."""
        rows = self._store.all(_OWNED, {"page": page_id})
        return {key: row.id for row in rows for key in (row.remote_id, row.permalink) if key}

    def post_of(self, account: str, remote_id: str) -> tuple[str, str]:
        """Id and title of the post that is called so on that account's page; both empty when none is ours."""
        found = self._store.first(_POST_OF, {"account": account, "remote": remote_id})
        return (found.post_id, found.post_title) if found is not None else ("", "")

    def known_codes(self, codes: Collection[str], page_id: str = "") -> frozenset[str]:
        """Which of these references a delivery here has, one to that page where it is given."""
        known = select(deliveries.c.reference).where(deliveries.c.reference.in_(codes))
        if page_id:
            known = known.where(deliveries.c.page_id == page_id)
        return frozenset(self._store.scalars(known))

    def in_doubt(self, page_id: str, text_sha256: str) -> int:
        """How many deliveries to that page with this text are in doubt."""
        return self._store.scalar(_IN_DOUBT, {"page": page_id, "text": text_sha256}) or 0


def _says(word: str, accounts: Collection[str]) -> ColumnElement[bool]:
    """Whether the delivery holds the word; the title is compared as the post's own search text has it."""
    title = func.substr(posts.c.folded, 1, func.instr(posts.c.folded, "\n"))
    plain = (row.platform, row.reference, row.permalink, row.post_title)
    return or_(
        row.account.in_(accounts),
        and_(*(title.contains(part, autoescape=True) for part in sought(word) or [word])),
        *(column.icontains(word, autoescape=True) for column in plain),
    )


_IN_FLIGHT = ("sending", "sent", "unknown")
_now = bindparam("now", type_=Moment)
_others_leases = and_(row.lease != "", row.lease.not_in(bindparam("free", expanding=True)), row.lease_until > _now)


def _free() -> ColumnElement[bool]:
    return or_(row.lease.in_(bindparam("free", expanding=True)), row.lease_until <= _now)


def _busy_accounts() -> Select[Any]:
    """Accounts that another worker serves; looks at posts long out hold up nobody."""
    return select(row.account).where(_others_leases, row.state != "verified")


def _unpaused() -> ColumnElement[bool]:
    return or_(row.not_before.is_(None), row.not_before <= _now)


def _may_be_sent() -> ColumnElement[bool]:
    """What may leave now."""
    doubtful = (
        select(row.account)
        .where(row.state == "unknown")
        .group_by(row.account)
        .having(func.count() >= bindparam("doubts_most"))
    )
    paused = select(account_pauses.c.account).where(
        or_(account_pauses.c.until.is_(None), account_pauses.c.until > _now)
    )
    return and_(
        unsent,
        ~held,
        or_(row.due_at <= _now, to_hand_over),
        ~withheld,
        ~held_back,
        _unpaused(),
        *(row.account.not_in(accounts) for accounts in (doubtful, paused, _busy_accounts())),
        _free(),
    )


def _may_be_looked_at() -> ColumnElement[bool]:
    """What has left, wholly or perhaps, and wants a look; and what a page keeps."""
    return and_(or_(row.state.in_(_IN_FLIGHT), held), _unpaused(), row.account.not_in(_busy_accounts()), _free())


def _first(wanted: ColumnElement[bool], *order: ColumnElement[Any]) -> tuple[Select[Any], Select[Any]]:
    """The id of the first that fits; and that delivery whole, if it still does."""
    return (
        select(row.id).where(wanted).order_by(*order).limit(1),
        select(deliveries).where(wanted, row.id == bindparam("wanted")),
    )


# Built once: an idle worker asks every few seconds.
_IN_ORDER = (row.due_at, row.created_at, row.id)
_NEXT_READY = (_first(_may_be_looked_at(), *_IN_ORDER), _first(_may_be_sent(), *_IN_ORDER))
_NEXT_WATCH = _first(
    and_(row.watch_at.is_not(None), row.watch_at <= _now, row.state == "verified", _free()), row.watch_at, row.id
)
_ONE_FREE = select(deliveries).where(row.id == bindparam("wanted"), _free(), row.account.not_in(_busy_accounts()))
_HELD_BACK = select(row.id).where(held_back)
_IS_HELD_BACK = _HELD_BACK.where(row.id == bindparam("wanted"))
_SOONEST_LOOK = (
    select(func.coalesce(row.not_before, row.since, row.created_at, type_=Moment).label("moment"))
    .where(or_(row.state.in_(_IN_FLIGHT), held))
    .order_by("moment")
    .limit(1)
)
_SOONEST_SEND = (
    select(
        func.max(
            case((to_hand_over, row.created_at), else_=row.due_at),
            func.coalesce(row.not_before, row.created_at),
            func.coalesce(account_pauses.c.until, row.created_at),
            type_=Moment,
        ).label("moment")
    )
    .join(account_pauses, account_pauses.c.account == row.account, isouter=True)
    .where(
        unsent,
        ~held,
        ~withheld,
        ~held_back,
        or_(account_pauses.c.account.is_(None), account_pauses.c.until.is_not(None)),
    )
    .order_by("moment")
    .limit(1)
)


class Claims(DeliveryRows):
    """Each claim is one write that names what it read; whoever comes second gets nothing."""

    def claim(
        self,
        now: datetime,
        *,
        lease: str,
        until: datetime,
        dead: Collection[str],
        doubts_most: int,
        began: datetime | None = None,
        session: str = "",
    ) -> Delivery | None:
        """Lease the next delivery that can be worked on now, in-doubt ones first; its fence grows by one.

        Never one of an account that another living worker serves; to be sent, neither one of a paused account, nor one
        due before `began` and queued by another session, nor one that an emergency holds back.
        """
        facts = {
            "now": now,
            "free": ["", lease, *dead],
            "doubts_most": doubts_most,
            "began": began or EVER,
            "session": session,
        }
        return self._next(_NEXT_READY, facts, lease, until)

    def claim_watch(self, now: datetime, *, lease: str, until: datetime, dead: Collection[str]) -> Delivery | None:
        """Lease the verified delivery whose later look is due longest."""
        facts = {"now": now, "free": ["", lease, *dead]}
        return self._next((_NEXT_WATCH,), facts, lease, until)

    def put_off_watches(self, until: datetime, account: str = "") -> None:
        """No later look before `until`, of this account or of any."""
        meant = update(deliveries).where(row.watch_at < until)
        self._store.do((meant.where(row.account == account) if account else meant).values(watch_at=until))

    def claim_one(
        self, delivery_id: str, now: datetime, *, lease: str, until: datetime, dead: Collection[str]
    ) -> Delivery | None:
        """Lease this one, whatever its pause; None while another living holder has it or one of its account."""
        facts = {"now": now, "free": ["", lease, *dead], "wanted": delivery_id}
        return self._lease(_ONE_FREE, facts, lease, until)

    def is_held_back(self, delivery_id: str) -> bool:
        """Whether an emergency is on during which its post does not leave."""
        return self._store.scalar(_IS_HELD_BACK, {"wanted": delivery_id}) is not None

    def held_back(self) -> tuple[str, ...]:
        """Ids of unsent ones that wait for the end of an emergency, the earliest due first."""
        waiting = _HELD_BACK.where(unsent, ~held).order_by(row.due_at, row.created_at, row.id)
        return tuple(self._store.scalars(waiting))

    def leases(self) -> frozenset[str]:
        """Every lease written in a delivery."""
        return frozenset(self._store.scalars(select(deliveries.c.lease).where(deliveries.c.lease != "").distinct()))

    def hold_account(self, account: str, until: datetime) -> None:
        """Let no unsent delivery of `account` start before `until`."""
        later = and_(
            unsent,
            ~held,
            row.account == account,
            or_(row.not_before.is_(None), row.not_before < until),
        )
        self._store.do(update(deliveries).where(later).values(not_before=until))

    def next_moment(self, *, began: datetime | None = None, session: str = "") -> datetime | None:
        """When the next delivery wants work, by its time and pauses; None when none does. Later looks do not count."""
        with self._store.read() as tx:
            moments = (
                tx.scalar(_SOONEST_LOOK),
                tx.scalar(_SOONEST_SEND, {"began": began or EVER, "session": session}),
            )
        return min((moment for moment in moments if moment is not None), default=None)

    def _next(
        self,
        ways: Sequence[tuple[Select[Any], Select[Any]]],
        facts: Mapping[str, Any],
        lease: str,
        until: datetime,
    ) -> Delivery | None:
        """Lease the first that fits by the first of the ways that has any; an idle worker takes no write lock."""
        for first, whole in ways:
            while True:
                found = self._store.scalar(first, facts)
                if found is None:
                    break
                leased = self._lease(whole, {**facts, "wanted": found}, lease, until)
                if leased is not None:  # else another worker was quicker
                    return leased
        return None

    def _lease(self, wanted: Select[Any], facts: Mapping[str, Any], lease: str, until: datetime) -> Delivery | None:
        with self._store.write() as tx:
            taken = tx.execute(wanted, facts).one_or_none()
            if taken is None:
                return None
            found = from_row(Delivery, taken)
            leased = replace(found, lease=lease, lease_until=until, fence=found.fence + 1)
            return self.update(found, leased)
