"""Deliveries, their attempts and receipts in the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Row,
    Select,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects import sqlite

from studio.errors import NotFound
from studio.outbox.model import Attempt, Attention, Delivery, DeliveryState, Holder, Pause, Recall, Receipt
from studio.outbox.ports import LeaseLost
from studio.phrase import Phrase
from studio.store.engine import Store
from studio.store.post_tables import posts
from studio.store.schema_base import Flag, Json, Moment, table
from studio.text import sought

deliveries = table(
    "deliveries",
    Column("id", Text, primary_key=True),
    Column("post_id", Text, nullable=False),
    Column("post_title", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("page_id", Text, nullable=False),
    Column("seal", Text, nullable=False),
    Column("reference", Text, nullable=False, unique=True),
    Column("state", Text, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("remote_id", Text, nullable=False),
    Column("permalink", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("message_en", Text, nullable=False),
    Column("lease", Text, nullable=False),
    Column("lease_until", Moment),
    Column("fence", Integer, nullable=False),
    Column("not_before", Moment),
    Column("queued_by", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("since", Moment),
    Column("reason", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("image_sha256", Json, nullable=False),
    Column("first_sent_at", Moment),
    Column("last_sent_at", Moment),
    Column("absent_at", Moment),
    Column("looks", Integer, nullable=False),
    Column("holder", Text, nullable=False, server_default="pc"),
    Column("session", Text, nullable=False, server_default=""),
    Column("recall", Text, nullable=False, server_default=""),
    Column("watch_at", Moment),
    Column("watched", Integer, nullable=False, server_default="0"),
    UniqueConstraint("post_id", "seal", "account"),
    CheckConstraint("fence >= 0 AND attempts >= 0", name="counts"),
    Index("ix_deliveries_state_due_at", "state", "due_at"),
    Index("ix_deliveries_account_remote_id", "account", "remote_id"),
    Index("ix_deliveries_page_id", "page_id"),
    Index("ix_deliveries_created_at", text("created_at DESC"), "id"),
    Index("ix_deliveries_unsent", "due_at", "created_at", "id", sqlite_where=text("state IN ('scheduled', 'waiting')")),
    Index("ix_deliveries_lease", "lease", sqlite_where=text("lease != ''")),
    Index("ix_deliveries_watch_at", "watch_at", sqlite_where=text("watch_at IS NOT NULL")),
)

attempts = table(
    "delivery_attempts",
    Column("key", Integer, primary_key=True),
    Column("delivery", Text, ForeignKey("deliveries.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("step", Text, nullable=False),
    Column("body_sha256", Text, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("outcome", Text, nullable=False),
    Column("detail", Text, nullable=False),
)

receipts = table(
    "delivery_receipts",
    Column("delivery", Text, ForeignKey("deliveries.id"), primary_key=True),
    Column("remote_id", Text, nullable=False),
    Column("permalink", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("verified", Flag, nullable=False),
    Column("raw", Text, nullable=False),
    Column("confirmed_by", Text, nullable=False),
)

worker_clock = table(
    "worker_clock",
    Column("only", Integer, CheckConstraint("only = 1", name="one_row"), primary_key=True),
    Column("seen_at", Moment, nullable=False),
)

account_pauses = table(
    "account_pauses",
    Column("account", Text, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("vi", Text, nullable=False),
    Column("en", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("until", Moment),
)

_IN_FLIGHT = ("sending", "sent", "unknown")
_FIXED = frozenset({"id", "post_id", "created_at"})
_EVER = datetime(1, 1, 2, tzinfo=UTC)
"""Before any due time: a session that withholds nothing began then."""
_row = deliveries.c
_now = bindparam("now", type_=Moment)
_unsent = text("deliveries.state IN ('scheduled', 'waiting')")  # as the partial index has it, or it is not used
_held = and_(_row.state == "scheduled", _row.remote_id != "")
_to_hand_over = and_(_row.holder == "platform", _row.remote_id == "")
_withheld = and_(_row.due_at < bindparam("began", type_=Moment), _row.session != bindparam("session"))
_others_leases = and_(_row.lease != "", _row.lease.not_in(bindparam("free", expanding=True)), _row.lease_until > _now)


def _free() -> ColumnElement[bool]:
    return or_(_row.lease.in_(bindparam("free", expanding=True)), _row.lease_until <= _now)


def _busy_accounts() -> Select[Any]:
    """Accounts that another worker serves; looks at posts long out hold up nobody."""
    return select(_row.account).where(_others_leases, _row.state != "verified")


def _unpaused() -> ColumnElement[bool]:
    return or_(_row.not_before.is_(None), _row.not_before <= _now)


def _may_be_sent() -> ColumnElement[bool]:
    """What may leave now."""
    doubtful = (
        select(_row.account)
        .where(_row.state == "unknown")
        .group_by(_row.account)
        .having(func.count() >= bindparam("doubts_most"))
    )
    paused = select(account_pauses.c.account).where(
        or_(account_pauses.c.until.is_(None), account_pauses.c.until > _now)
    )
    return and_(
        _unsent,
        ~_held,
        or_(_row.due_at <= _now, _to_hand_over),
        ~_withheld,
        _unpaused(),
        *(_row.account.not_in(accounts) for accounts in (doubtful, paused, _busy_accounts())),
        _free(),
    )


def _may_be_looked_at() -> ColumnElement[bool]:
    """What has left, wholly or perhaps, and wants a look; and what a page keeps."""
    return and_(or_(_row.state.in_(_IN_FLIGHT), _held), _unpaused(), _row.account.not_in(_busy_accounts()), _free())


def _says(word: str, accounts: Collection[str]) -> ColumnElement[bool]:
    """Whether the delivery holds the word; the title is compared as the post's own search text has it."""
    title = func.substr(posts.c.folded, 1, func.instr(posts.c.folded, "\n"))
    plain = (_row.platform, _row.reference, _row.permalink, _row.post_title)
    return or_(
        _row.account.in_(accounts),
        and_(*(title.contains(part, autoescape=True) for part in sought(word) or [word])),
        *(column.icontains(word, autoescape=True) for column in plain),
    )


def _first(wanted: ColumnElement[bool], *order: ColumnElement[Any]) -> tuple[Select[Any], Select[Any]]:
    """The id of the first that fits; and that delivery whole, if it still does."""
    return (
        select(_row.id).where(wanted).order_by(*order).limit(1),
        select(deliveries).where(wanted, _row.id == bindparam("wanted")),
    )


# Built once: an idle worker asks every few seconds.
_IN_ORDER = (_row.due_at, _row.created_at, _row.id)
_NEXT_READY = (_first(_may_be_looked_at(), *_IN_ORDER), _first(_may_be_sent(), *_IN_ORDER))
_NEXT_WATCH = _first(
    and_(_row.watch_at.is_not(None), _row.watch_at <= _now, _row.state == "verified", _free()), _row.watch_at, _row.id
)
_ONE_FREE = select(deliveries).where(_row.id == bindparam("wanted"), _free(), _row.account.not_in(_busy_accounts()))
_SOONEST_LOOK = (
    select(func.coalesce(_row.not_before, _row.since, _row.created_at, type_=Moment).label("moment"))
    .where(or_(_row.state.in_(_IN_FLIGHT), _held))
    .order_by("moment")
    .limit(1)
)
_SOONEST_SEND = (
    select(
        func.max(
            case((_to_hand_over, _row.created_at), else_=_row.due_at),
            func.coalesce(_row.not_before, _row.created_at),
            func.coalesce(account_pauses.c.until, _row.created_at),
            type_=Moment,
        ).label("moment")
    )
    .join(account_pauses, account_pauses.c.account == _row.account, isouter=True)
    .where(
        _unsent,
        ~_held,
        ~_withheld,
        or_(account_pauses.c.account.is_(None), account_pauses.c.until.is_not(None)),
    )
    .order_by("moment")
    .limit(1)
)
_UPDATE = (
    update(deliveries)
    .where(
        _row.id == bindparam("old_id"),
        _row.state == bindparam("old_state"),
        _row.lease == bindparam("old_lease"),
        _row.fence == bindparam("old_fence"),
    )
    .values({column.name: bindparam(column.name) for column in _row if column.name not in _FIXED})
)


class SqlOutbox:
    """Fulfils `studio.outbox.ports.OutboxRepository`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def add(self, delivery: Delivery) -> None:
        with self._store.write() as tx:
            tx.execute(insert(deliveries).values(**_columns(delivery)))

    def get(self, delivery_id: str) -> Delivery:
        with self._store.read() as tx:
            row = tx.execute(select(deliveries).where(deliveries.c.id == delivery_id)).one_or_none()
        if row is None:
            raise NotFound(
                f"không có lượt gửi nào mang mã {delivery_id[:12]}.", f"there is no delivery {delivery_id[:12]}."
            )
        return _delivery(row)

    def find(self, prefix: str) -> tuple[str, ...]:
        with self._store.read() as tx:
            return tuple(tx.scalars(select(deliveries.c.id).where(deliveries.c.id.startswith(prefix, autoescape=True))))

    def all(self) -> tuple[Delivery, ...]:
        newest_first = select(deliveries).order_by(deliveries.c.created_at.desc(), deliveries.c.id)
        with self._store.read() as tx:
            return tuple(_delivery(row) for row in tx.execute(newest_first))

    def counts(self) -> dict[DeliveryState, int]:
        query = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
        with self._store.read() as tx:
            return {DeliveryState(row[0]): row[1] for row in tx.execute(query)}

    def latest(
        self, *, states: Collection[DeliveryState], words: Sequence[tuple[str, Collection[str]]], limit: int | None
    ) -> tuple[Delivery, ...]:
        wanted: list[ColumnElement[bool]] = [deliveries.c.state.in_([str(state) for state in states])] if states else []
        wanted += [_says(word, accounts) for word, accounts in words]
        query = select(deliveries.c.id).where(*wanted)
        if words:
            query = query.join(posts, posts.c.id == deliveries.c.post_id, isouter=True)
        newest = query.order_by(deliveries.c.created_at.desc(), deliveries.c.id).limit(limit)
        in_order = select(deliveries).order_by(deliveries.c.created_at.desc(), deliveries.c.id)
        with self._store.read() as tx:
            return tuple(_delivery(row) for row in tx.execute(in_order.where(deliveries.c.id.in_(newest))))

    def open_titles(self, account: str, settled: Collection[DeliveryState]) -> tuple[str, ...]:
        """Titles of the posts whose delivery to the account is not over."""
        still = deliveries.c.account == account, deliveries.c.state.not_in([str(state) for state in settled])
        with self._store.read() as tx:
            return tuple(tx.scalars(select(deliveries.c.post_title).where(*still)))

    def of_post(self, post_id: str) -> tuple[Delivery, ...]:
        oldest_first = (
            select(deliveries)
            .where(deliveries.c.post_id == post_id)
            .order_by(deliveries.c.created_at, deliveries.c.account)
        )
        with self._store.read() as tx:
            return tuple(_delivery(row) for row in tx.execute(oldest_first))

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
        facts = {
            "now": now,
            "free": ["", lease, *dead],
            "doubts_most": doubts_most,
            "began": began or _EVER,
            "session": session,
        }
        return self._next(_NEXT_READY, facts, lease, until)

    def claim_watch(self, now: datetime, *, lease: str, until: datetime, dead: Collection[str]) -> Delivery | None:
        facts = {"now": now, "free": ["", lease, *dead]}
        return self._next((_NEXT_WATCH,), facts, lease, until)

    def put_off_watches(self, until: datetime, account: str = "") -> None:
        meant = update(deliveries).where(_row.watch_at < until)
        with self._store.write() as tx:
            tx.execute((meant.where(_row.account == account) if account else meant).values(watch_at=until))

    def withheld(self, began: datetime, session: str) -> tuple[Delivery, ...]:
        facts = {"began": began, "session": session}
        query = select(deliveries).where(_unsent, ~_held, _withheld).order_by(_row.due_at, _row.created_at, _row.id)
        with self._store.read() as tx:
            return tuple(_delivery(row) for row in tx.execute(query, facts))

    def claim_one(
        self, delivery_id: str, now: datetime, *, lease: str, until: datetime, dead: Collection[str]
    ) -> Delivery | None:
        facts = {"now": now, "free": ["", lease, *dead], "wanted": delivery_id}
        return self._lease(_ONE_FREE, facts, lease, until)

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
                with self._store.read() as tx:
                    found = tx.scalar(first, facts)
                if found is None:
                    break
                leased = self._lease(whole, {**facts, "wanted": found}, lease, until)
                if leased is not None:  # else another worker was quicker
                    return leased
        return None

    def _lease(self, wanted: Select[Any], facts: Mapping[str, Any], lease: str, until: datetime) -> Delivery | None:
        with self._store.write() as tx:
            row = tx.execute(wanted, facts).one_or_none()
            if row is None:
                return None
            found = _delivery(row)
            leased = replace(found, lease=lease, lease_until=until, fence=found.fence + 1)
            return self.update(found, leased)

    def leases(self) -> frozenset[str]:
        with self._store.read() as tx:
            return frozenset(tx.scalars(select(deliveries.c.lease).where(deliveries.c.lease != "").distinct()))

    def update(self, before: Delivery, after: Delivery) -> Delivery:
        still = {"old_id": before.id, "old_state": before.state, "old_lease": before.lease, "old_fence": before.fence}
        values = {name: value for name, value in _columns(after).items() if name not in _FIXED}
        with self._store.write() as tx:
            if tx.execute(_UPDATE, still | values).rowcount != 1:
                raise LeaseLost(before.id)
        return after

    def hold_account(self, account: str, until: datetime) -> None:
        unsent = and_(
            _unsent,
            ~_held,
            _row.account == account,
            or_(_row.not_before.is_(None), _row.not_before < until),
        )
        with self._store.write() as tx:
            tx.execute(update(deliveries).where(unsent).values(not_before=until))

    def next_moment(self, *, began: datetime | None = None, session: str = "") -> datetime | None:
        with self._store.read() as tx:
            moments = (
                tx.scalar(_SOONEST_LOOK),
                tx.scalar(_SOONEST_SEND, {"began": began or _EVER, "session": session}),
            )
        return min((moment for moment in moments if moment is not None), default=None)

    def pause_account(self, pause: Pause) -> None:
        values = {
            "account": pause.account,
            "since": pause.since,
            "vi": pause.reason.vi,
            "en": pause.reason.en,
            "code": pause.code,
            "until": pause.until,
        }
        written = sqlite.insert(account_pauses).values(**values)
        with self._store.write() as tx:
            tx.execute(written.on_conflict_do_update(index_elements=["account"], set_=values))

    def pauses(self, account: str | None = None) -> tuple[Pause, ...]:
        query = select(account_pauses).order_by(account_pauses.c.since, account_pauses.c.account)
        if account is not None:
            query = query.where(account_pauses.c.account == account)
        with self._store.read() as tx:
            return tuple(_pause(row) for row in tx.execute(query))

    def release_account(self, account: str) -> bool:
        with self._store.write() as tx:
            ended = tx.execute(delete(account_pauses).where(account_pauses.c.account == account))
        return ended.rowcount == 1

    def last_outcomes(self, account: str, steps: Collection[str], limit: int) -> tuple[str, ...]:
        latest = (
            select(attempts.c.outcome)
            .join(deliveries, deliveries.c.id == attempts.c.delivery)
            .where(_row.account == account, attempts.c.step.in_(steps), attempts.c.finished_at.is_not(None))
            .order_by(attempts.c.key.desc())
            .limit(limit)
        )
        with self._store.read() as tx:
            return tuple(tx.scalars(latest))

    def owned(self, page_id: str) -> Mapping[str, str]:
        wanted = select(deliveries.c.id, deliveries.c.remote_id, deliveries.c.permalink)
        with self._store.read() as tx:
            rows = tx.execute(wanted.where(deliveries.c.page_id == page_id)).all()
        return {key: row.id for row in rows for key in (row.remote_id, row.permalink) if key}

    def known_codes(self, codes: Collection[str], page_id: str = "") -> frozenset[str]:
        known = select(deliveries.c.reference).where(deliveries.c.reference.in_(codes))
        if page_id:
            known = known.where(deliveries.c.page_id == page_id)
        with self._store.read() as tx:
            return frozenset(tx.scalars(known))

    def in_doubt(self, page_id: str, text_sha256: str) -> int:
        doubtful = select(func.count()).where(
            deliveries.c.page_id == page_id,
            deliveries.c.text_sha256 == text_sha256,
            or_(deliveries.c.state.in_(("sending", "unknown")), deliveries.c.reason == "doubt"),
        )
        with self._store.read() as tx:
            return tx.scalar(doubtful) or 0

    def begin_attempt(self, attempt: Attempt) -> int:
        with self._store.write() as tx:
            made = tx.execute(insert(attempts).values(**asdict(attempt)))
            return int(made.inserted_primary_key[0])  # type: ignore[index]

    def end_attempt(self, key: int, *, at: datetime, outcome: str, detail: str = "") -> None:
        ended = update(attempts).where(attempts.c.key == key, attempts.c.finished_at.is_(None))
        with self._store.write() as tx:
            tx.execute(ended.values(finished_at=at, outcome=outcome, detail=detail))

    def end_open_attempts(self, delivery_id: str, *, at: datetime, outcome: str, detail: str) -> None:
        ended = update(attempts).where(attempts.c.delivery == delivery_id, attempts.c.finished_at.is_(None))
        with self._store.write() as tx:
            tx.execute(ended.values(finished_at=at, outcome=outcome, detail=detail))

    def attempts(self, delivery_id: str) -> tuple[Attempt, ...]:
        in_order = select(attempts).where(attempts.c.delivery == delivery_id).order_by(attempts.c.key)
        with self._store.read() as tx:
            return tuple(Attempt(**_without(row, "key")) for row in tx.execute(in_order))

    def save_receipt(self, receipt: Receipt) -> None:
        values = asdict(receipt)
        with self._store.write() as tx:
            written = sqlite.insert(receipts).values(**values)
            tx.execute(written.on_conflict_do_update(index_elements=["delivery"], set_=values))

    def receipt(self, delivery_id: str) -> Receipt | None:
        with self._store.read() as tx:
            row = tx.execute(select(receipts).where(receipts.c.delivery == delivery_id)).one_or_none()
        return None if row is None else Receipt(**row._mapping)

    def clock_seen(self) -> datetime | None:
        with self._store.read() as tx:
            return tx.scalar(select(worker_clock.c.seen_at))

    def see_clock(self, now: datetime) -> None:
        with self._store.write() as tx:
            seen = sqlite.insert(worker_clock).values(only=1, seen_at=now)
            tx.execute(
                seen.on_conflict_do_update(
                    index_elements=["only"], set_={"seen_at": now}, where=worker_clock.c.seen_at < now
                )
            )

    def accept_clock(self, now: datetime, lease_until: datetime, not_before: datetime) -> None:
        with self._store.write() as tx:
            tx.execute(update(worker_clock).values(seen_at=now))
            for column, latest in ((deliveries.c.lease_until, lease_until), (deliveries.c.not_before, not_before)):
                tx.execute(update(deliveries).where(column > latest).values({column: latest}))
            until = account_pauses.c.until
            tx.execute(update(account_pauses).where(until > not_before).values(until=not_before))


def _columns(delivery: Delivery) -> dict[str, Any]:
    return asdict(delivery)


def _delivery(row: Row[Any]) -> Delivery:
    values = dict(row._mapping)
    values["state"] = DeliveryState(values["state"])
    values["reason"] = Attention(values["reason"])
    values["image_sha256"] = tuple(values["image_sha256"])
    values["holder"] = Holder(values["holder"])
    values["recall"] = Recall(values["recall"])
    return Delivery(**values)


def _pause(row: Row[Any]) -> Pause:
    return Pause(account=row.account, since=row.since, reason=Phrase(row.vi, row.en), code=row.code, until=row.until)


def _without(row: Row[Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name not in names}
