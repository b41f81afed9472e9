"""Rights on pages, what guards them, and the slips that change them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Column, Index, Integer, Table, Text, delete, select

from studio.access.model import AccessSlip, App, Device, Holder, Keeping, PageRole, Right, Rotation, SlipKind
from studio.store.engine import Store
from studio.store.schema_base import Day, Flag, Json, Moment, table

holders = table(
    "access_holders",
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("duty_end_on", Day),
    Column("duty_note", Text, nullable=False),
)
rights = table(
    "access_rights",
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("page", Text, nullable=False),
    Column("holder", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("since", Day, nullable=False),
    Column("until", Day),
    Column("mfa_on", Day),
    Column("mfa_by", Text, nullable=False),
    Column("slip", Text, nullable=False),
    Column("revoked_on", Day),
    Column("revoked_by", Text, nullable=False),
    Column("cleared", Flag, nullable=False),
    Index("ix_access_rights_page", "page"),
)
pages = table(
    "access_pages",
    Column("page", Text, primary_key=True),
    Column("recovery_place", Text, nullable=False),
    Column("devices", Json, nullable=False),
    Column("apps", Json, nullable=False),
    Column("reviewed_on", Day),
    Column("reviewed_by", Text, nullable=False),
    Column("review_on", Day),
    Column("review_months", Integer, nullable=False),
    Column("rotations", Json, nullable=False),
)
slips = table(
    "access_slips",
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("page", Text, nullable=False),
    Column("holder", Text, nullable=False),
    Column("role", Text),
    Column("reason", Text, nullable=False),
    Column("until", Day),
    Column("made_by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("applied_at", Moment),
    Column("applied_by", Text, nullable=False),
    Index("ix_access_slips_page", "page"),
)


class StoredAccess:
    """`studio.access.storage.StoredAccess` on the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def holders(self) -> tuple[Holder, ...]:
        """By name."""
        found = self._store.all(select(holders))
        return tuple(sorted((Holder(**row._mapping) for row in found), key=lambda holder: holder.name))

    def put_holder(self, holder: Holder) -> None:
        self._put(holders, "id", asdict(holder))

    def rights(self, page: str | None = None) -> tuple[Right, ...]:
        """Of one page or all, in the order in which they were given."""
        query = select(*_but_seq(rights)).order_by(rights.c.seq)
        found = self._store.all(query if page is None else query.where(rights.c.page == page))
        return tuple(Right(**dict(row._mapping) | {"role": PageRole(row.role)}) for row in found)

    def put_right(self, right: Right) -> None:
        self._put(rights, "id", asdict(right) | {"role": str(right.role)})

    def drop_right(self, id: str) -> None:
        self._store.do(delete(rights).where(rights.c.id == id))

    def keeping(self, page: str) -> Keeping:
        row = self._store.one(select(pages).where(pages.c.page == page))
        return Keeping(page=page) if row is None else _keeping(dict(row._mapping))

    def put_keeping(self, keeping: Keeping) -> None:
        lists = {
            "devices": [asdict(each) for each in keeping.devices],
            "apps": [asdict(each) | {"removed_on": _iso(each.removed_on)} for each in keeping.apps],
            "rotations": [asdict(each) | {"on": each.on.isoformat()} for each in keeping.rotations],
        }
        self._put(pages, "page", asdict(keeping) | lists)

    def slips(self, page: str | None = None) -> tuple[AccessSlip, ...]:
        """Newest first."""
        query = select(*_but_seq(slips)).order_by(slips.c.seq.desc())
        found = self._store.all(query if page is None else query.where(slips.c.page == page))
        return tuple(
            AccessSlip(
                **dict(row._mapping) | {"kind": SlipKind(row.kind), "role": PageRole(row.role) if row.role else None}
            )
            for row in found
        )  # fmt: skip

    def put_slip(self, slip: AccessSlip) -> None:
        self._put(slips, "id", asdict(slip) | {"kind": str(slip.kind), "role": str(slip.role) if slip.role else None})

    def _put(self, into: Table, key: str, values: Mapping[str, Any]) -> None:
        self._store.put(into, values, by=key)


def _but_seq(of: Table) -> tuple[Column[Any], ...]:
    return tuple(column for column in of.c if column.name != "seq")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _keeping(row: Mapping[str, Any]) -> Keeping:
    lists = {
        "devices": tuple(Device(**each) for each in row["devices"]),
        "apps": tuple(
            App(each["name"], each["purpose"], date.fromisoformat(each["removed_on"]) if each["removed_on"] else None)
            for each in row["apps"]
        ),
        "rotations": tuple(
            Rotation(each["what"], date.fromisoformat(each["on"]), each["by"]) for each in row["rotations"]
        ),
    }
    return Keeping(**{**row, **lists})
