"""What the department keeps beside the items themselves: read out of them as they come, so that its page asks few rows.

Everything here but names and calls could be read again out of the items and the hub.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime

from sqlalchemy import (
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Text,
    and_,
    bindparam,
    case,
    cast,
    delete,
    distinct,
    func,
    insert,
    select,
    text,
    union,
    update,
)
from sqlalchemy.dialects.sqlite import insert as put

from studio.department.model import Acknowledgement, HubUnit, Notice, Proof, TakenBack, UnitCall
from studio.department.records import (
    PUBLIC,
    UNCLEAR,
    HeadRow,
    KnowledgeAge,
    PendingReport,
    ReceiptRow,
    StationRow,
)
from studio.exchange.storage_link import statements
from studio.outbox.model import Attention, DeliveryState
from studio.reports.storage_received import received
from studio.reports.storage_received import units as reporting
from studio.store.engine import Store
from studio.store.schema_base import Flag, Json, Moment, among, table
from studio.store.statements import from_row, to_row

known = table(
    "department_known",
    Column("only", Integer, primary_key=True),
    Column("as_of", Moment, nullable=False),
    Column("hub_at", Moment, nullable=False),
    Column("items", Integer, nullable=False),
)
"""`items`: up to which item of posts `divided` was looked for."""
divided = table("department_divided", Column("post", Text, primary_key=True))
"""Posts with two versions, as of then."""
stations = table(
    "department_stations",
    Column("login", Text, primary_key=True),
    Column("unit", Text, nullable=False),
    Column("active", Flag, nullable=False),
    Column("public", Text, nullable=False),
    Column("seen_at", Moment),
    Column("version", Text, nullable=False),
    Column("waiting", Integer, nullable=False),
)
units = table(
    "department_units",
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
)
calls = table(
    "department_calls",
    Column("n", Integer, primary_key=True),
    Column("unit", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("note", Text, nullable=False),
    Index("ix_department_calls_unit", "unit", "n"),
)
notices = table(
    "department_notices",
    Column("id", Text, primary_key=True),
    Column("number", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("units", Json, nullable=False),
    Column("due", Moment, nullable=False),
    Column("publish", Flag, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("item", Text, nullable=False),
)
"""Those sent from here and those that came, each with the id of its item."""
taken_back = table(
    "department_taken_back",
    Column("notice", Text, primary_key=True),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("seen", Flag, nullable=False),
    Column("item", Text, nullable=False),
)
"""Notices that the department took back, each with the id of the item that says so. `seen` is this station's own."""
acks = table(
    "department_acks",
    Column("notice", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("post", Text, nullable=False),
    PrimaryKeyConstraint("notice", "unit"),
    Index("ix_department_acks_post", "post"),
)
receipts = table(
    "department_receipts",
    Column("station", Text, primary_key=True),
    Column("delivery", Text, primary_key=True),
    Column("unit", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("page", Text, nullable=False),
    Column("remote", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by_hand", Flag, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_department_receipts_at", "at"),
    Index("ix_department_receipts_post", "post", "page", "remote"),
)
_ODD = text("(state = 'unknown' OR reason <> '')")
Index("ix_department_receipts_odd", receipts.c.post, receipts.c.page, sqlite_where=_ODD)
unclear = table(
    "department_unclear",
    Column("post", Text, primary_key=True),
    Column("page", Text, primary_key=True),
)
"""What somebody meant to send, as the hub knows, and nobody told the end of."""
heads = table(
    "department_heads",
    Column("station", Text, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", Text, nullable=False),
)
"""The last one of each station; `state` stays until somebody settled it."""
pending = table(
    "department_reports",
    Column("item", Text, primary_key=True),
    Column("station", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("refused", Json),
)
"""Reports that came over the hub and do not count yet."""

_CALLED = select(calls.c.unit, calls.c.at, calls.c.by, calls.c.note).where(
    calls.c.n.in_(select(func.max(calls.c.n)).group_by(calls.c.unit))
)
_NOTICES = select(*[column for column in notices.columns if column.name != "item"]).order_by(
    notices.c.at.desc(), cast(notices.c.number, Integer).desc(), notices.c.id
)
"""SQLite takes the count that a number begins with."""
_TAKEN_BACK = select(*[column for column in taken_back.columns if column.name != "item"])
_PUBLIC = receipts.c.state.in_([str(state) for state in PUBLIC])
_STRENGTH = func.min(
    case((and_(receipts.c.state == str(DeliveryState.VERIFIED), receipts.c.by_hand.is_(False)), 0), else_=1)
)
_PROVEN = (
    select(acks.c.notice, acks.c.unit, _STRENGTH.label("strength"), receipts.c.url)
    .join(receipts, (receipts.c.post == acks.c.post) & (receipts.c.unit == acks.c.unit))
    .where(_PUBLIC)
    .group_by(acks.c.notice, acks.c.unit)
)
"""With one `min` SQLite takes the other columns from the row that has it."""
_DOUBLED = union(
    select(receipts.c.post, receipts.c.page).where(_ODD, receipts.c.reason == str(Attention.TWICE)),
    select(receipts.c.post, receipts.c.page)
    .where(receipts.c.remote != "", receipts.c.at >= bindparam("since", type_=Moment), _PUBLIC)
    .group_by(receipts.c.post, receipts.c.page)
    .having(func.count(distinct(receipts.c.remote)) > 1),
).subquery()
_IN_DOUBT = union(
    select(unclear.c.post, unclear.c.page),
    select(receipts.c.post, receipts.c.page).where(
        _ODD, (receipts.c.state == str(DeliveryState.UNKNOWN)) | receipts.c.reason.in_([str(why) for why in UNCLEAR])
    ),
).subquery()


class StoredDepartment:
    """Keeps it. Every write is one transaction; `transaction` joins several into one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    # Stations

    def known(self) -> KnowledgeAge | None:
        """Of when all this is; None before the hub was asked."""
        row = self._store.one(select(known))
        return None if row is None else from_row(KnowledgeAge, row)

    def set_known(
        self,
        of: KnowledgeAge,
        told: Iterable[StationRow],
        in_doubt: Iterable[tuple[str, str]],
        two_versions: Iterable[str],
    ) -> None:
        """Put what the hub says of its stations, of what somebody meant to send (post and page), and which posts have
        two versions, in the place of what was known before."""
        rows = [to_row(one) for one in told]
        pairs = [{"post": post, "page": page} for post, page in set(in_doubt)]
        posts = [{"post": post} for post in two_versions]
        with self._store.write() as connection:
            self._store.put(known, {"only": 1, **to_row(of)})
            for into, values in ((stations, rows), (unclear, pairs), (divided, posts)):
                connection.execute(delete(into))
                if values:
                    connection.execute(insert(into), values)

    def stations(self) -> Sequence[StationRow]:
        return [from_row(StationRow, row) for row in self._store.all(select(stations))]

    def units(self) -> Mapping[str, HubUnit]:
        """The units that have a station that may use the hub, by code."""
        query = (
            select(stations.c.unit.label("code"), func.coalesce(units.c.name, stations.c.unit).label("name"))
            .distinct()
            .join(units, units.c.code == stations.c.unit, isouter=True)
            .where(stations.c.active.is_(True))
        )
        return {row.code: from_row(HubUnit, row) for row in self._store.all(query)}

    def names(self) -> Mapping[str, str]:
        """What units are called, by code, as far as somebody said."""
        return {row.code: row.name for row in self._store.all(select(units))}

    def name(self, named: Iterable[HubUnit]) -> None:
        with self._store.write():
            for one in named:
                self._store.put(units, to_row(one))

    def call(self, called: UnitCall) -> None:
        self._store.do(insert(calls).values(to_row(called)))

    def called(self) -> Mapping[str, UnitCall]:
        """The last call of each unit."""
        return {row.unit: from_row(UnitCall, row) for row in self._store.all(_CALLED)}

    # Notices

    def numbers(self) -> Sequence[str]:
        """Of every notice that is here."""
        return list(self._store.scalars(select(notices.c.number)))

    def add(self, notice: Notice, item: str) -> None:
        """Keep a notice; one that is here stays as it is."""
        values = to_row(notice) | {"item": item}
        self._store.do(put(notices).values(values).on_conflict_do_nothing())

    def notices(self) -> Sequence[Notice]:
        """The newest first."""
        return [from_row(Notice, row) for row in self._store.all(_NOTICES)]

    def find(self, notice: str) -> Notice | None:
        row = self._store.one(_NOTICES.where(notices.c.id == notice))
        return None if row is None else from_row(Notice, row)

    def bodies(self, notice: str) -> Sequence[bytes]:
        """The item of a notice that is here, and the one by which it was taken back."""
        sent = select(notices.c.item).where(notices.c.id == notice)
        of = sent.union_all(select(taken_back.c.item).where(taken_back.c.notice == notice))
        query = select(statements.c.body).where(statements.c.id.in_(of)).order_by(statements.c.number_here)
        return [bytes(body) for body in self._store.scalars(query)]

    def statement(self, item: str) -> bytes:
        """The bytes of an item of no post that is here."""
        return bytes(self._store.scalar(select(statements.c.body).where(statements.c.id == item)) or b"")

    def take_back(self, told: TakenBack, item: str) -> None:
        """Keep that a notice was taken back; who did it first stays."""
        self._store.do(put(taken_back).values(to_row(told) | {"item": item}).on_conflict_do_nothing())

    def taken_back(self) -> Mapping[str, TakenBack]:
        """By notice."""
        return {row.notice: from_row(TakenBack, row) for row in self._store.all(_TAKEN_BACK)}

    def saw_taken_back(self, notice: str) -> None:
        """A person of this station read that it was taken back."""
        self._store.do(update(taken_back).where(taken_back.c.notice == notice).values(seen=True))

    def acknowledge(self, one: Acknowledgement) -> None:
        """What a unit said last counts; the post it named before stays, where it names none now."""
        values = to_row(one)
        changed = {name: values[name] for name in ("by", "at", *(("post",) if one.post else ()))}
        statement = put(acks).values(values)
        self._store.do(statement.on_conflict_do_update(index_elements=["notice", "unit"], set_=changed))

    def acknowledged(self, notice: str = "") -> Sequence[Acknowledgement]:
        """Of one notice, or of all."""
        query = select(acks) if not notice else select(acks).where(acks.c.notice == notice)
        return [
            Acknowledgement(notice=of, unit=unit, by=by, at=at, post=post)
            for of, unit, by, at, post in self._store.all(query)
        ]

    # Receipts

    def receive(self, receipt: ReceiptRow) -> None:
        """How a delivery stands now, in the place of how it stood."""
        self._store.put(receipts, to_row(receipt))

    def proven(self, notice: str = "") -> Mapping[tuple[str, str], tuple[Proof, str]]:
        """By notice and unit: the best proof of the post that the unit named, and where it is; of one notice or all."""
        query = _PROVEN if not notice else _PROVEN.where(acks.c.notice == notice)
        proofs = (Proof.VERIFIED, Proof.CONFIRMED)
        return {(of, unit): (proofs[strength], url) for of, unit, strength, url in self._store.all(query)}

    def public(self, posts: Iterable[str]) -> frozenset[str]:
        """Those of these posts that became public."""
        query = select(receipts.c.post).distinct().where(among(receipts.c.post), _PUBLIC)
        return frozenset(self._store.scalars(query, listed(posts)))

    def receipts(self, first: datetime, end: datetime) -> Sequence[ReceiptRow]:
        """What became public from `first` on, before `end`."""
        query = select(receipts).where(receipts.c.at >= first, receipts.c.at < end, _PUBLIC).order_by(receipts.c.at)
        return [from_row(ReceiptRow, row) for row in self._store.all(query)]

    def sent(self, first: datetime, end: datetime) -> int:
        """How many posts on pages became public from `first` on, before `end`."""
        span = (receipts.c.at >= first, receipts.c.at < end, _PUBLIC)
        pairs = select(receipts.c.post, receipts.c.page).where(*span).distinct()
        return int(self._store.scalar(select(func.count()).select_from(pairs.subquery())) or 0)

    def doubled(self, since: datetime) -> int:
        """Posts that a page shows twice, as its station found; or that went out to one page twice since then."""
        return int(self._store.scalar(select(func.count()).select_from(_DOUBLED), {"since": since}) or 0)

    def unclear(self) -> int:
        """Posts that may be on a page, and nobody has looked."""
        return int(self._store.scalar(select(func.count()).select_from(_IN_DOUBT)) or 0)

    # Heads of logs

    def head(self, station: str) -> HeadRow | None:
        row = self._store.one(select(heads).where(heads.c.station == station))
        return None if row is None else from_row(HeadRow, row)

    def set_head(self, head: HeadRow) -> None:
        self._store.put(heads, to_row(head))

    def heads(self) -> Sequence[HeadRow]:
        return [from_row(HeadRow, row) for row in self._store.all(select(heads))]

    # Reports

    def expect(self, report: PendingReport) -> None:
        self._store.do(put(pending).values(to_row(report)).on_conflict_do_nothing())

    def pending(self) -> Sequence[PendingReport]:
        return [from_row(PendingReport, row) for row in self._store.all(select(pending))]

    def counted(self, item: str) -> None:
        """It counts now."""
        self._store.do(delete(pending).where(pending.c.item == item))

    def refused(self, report: PendingReport) -> None:
        statement = update(pending).where(pending.c.item == report.item)
        self._store.do(statement.values(refused=report.refused))

    def reported(self, month: date) -> tuple[int, int]:
        """Of how many units on the list of reports one of that month came, and how many are on it."""
        of_list = received.c.unit.in_(select(reporting.c.name))
        query = select(func.count(distinct(received.c.unit))).where(received.c.month == month, of_list)
        listed = select(func.count()).select_from(reporting)
        return int(self._store.scalar(query) or 0), int(self._store.scalar(listed) or 0)


def listed(ids: Iterable[str]) -> Mapping[str, str]:
    """What `studio.store.schema_base.among` looks among."""
    return {"among": json.dumps(sorted(set(ids)))}
