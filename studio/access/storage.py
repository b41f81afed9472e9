"""Rights on pages, what guards them, and the slips that change them."""

from __future__ import annotations

from contextlib import AbstractContextManager

from sqlalchemy import Column, Index, Integer, Text, delete, select

from studio.access.model import AccessSlip, PageSafeguards, Right, RightsHolder
from studio.store.engine import Store
from studio.store.schema_base import Day, Flag, Json, Moment, table
from studio.store.statements import from_row, to_row

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

    def holders(self) -> tuple[RightsHolder, ...]:
        """By name."""
        found = self._store.all(select(holders))
        return tuple(sorted((from_row(RightsHolder, row) for row in found), key=lambda holder: holder.name))

    def put_holder(self, holder: RightsHolder) -> None:
        self._store.put(holders, to_row(holder), by="id")

    def rights(self, page: str | None = None) -> tuple[Right, ...]:
        """Of one page or all, in the order in which they were given."""
        query = select(rights).order_by(rights.c.seq)
        found = self._store.all(query if page is None else query.where(rights.c.page == page))
        return tuple(from_row(Right, row) for row in found)

    def put_right(self, right: Right) -> None:
        self._store.put(rights, to_row(right), by="id")

    def drop_right(self, id: str) -> None:
        self._store.do(delete(rights).where(rights.c.id == id))

    def keeping(self, page: str) -> PageSafeguards:
        row = self._store.one(select(pages).where(pages.c.page == page))
        return PageSafeguards(page=page) if row is None else from_row(PageSafeguards, row)

    def put_keeping(self, keeping: PageSafeguards) -> None:
        self._store.put(pages, to_row(keeping))

    def slips(self, page: str | None = None) -> tuple[AccessSlip, ...]:
        """Newest first."""
        query = select(slips).order_by(slips.c.seq.desc())
        found = self._store.all(query if page is None else query.where(slips.c.page == page))
        return tuple(from_row(AccessSlip, row) for row in found)

    def put_slip(self, slip: AccessSlip) -> None:
        self._store.put(slips, to_row(slip), by="id")
