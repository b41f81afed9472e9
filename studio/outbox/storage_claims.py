"""Who works on what: leases with fences, and when something next wants work."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, or_, select, update

from studio.outbox.model import Delivery
from studio.outbox.storage_deliveries import DeliveryRows
from studio.outbox.storage_emergencies import held_back
from studio.outbox.storage_tables import (
    EVER,
    account_pauses,
    deliveries,
    held,
    row,
    to_hand_over,
    unsent,
    withheld,
)
from studio.store.schema_base import Moment
from studio.store.statements import from_row

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
