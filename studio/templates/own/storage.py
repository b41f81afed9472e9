"""A unit's own templates, in the store: drafts, versions, and what the head signed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Integer, Text, func, insert, select, update

from studio.codec import read
from studio.store.engine import CachedQuery, Store
from studio.store.schema_base import Json, Moment, table
from studio.store.statements import AnyRow, from_row, to_row
from studio.store.unneeded import NAMES_A_FILE
from studio.templates.own.kit import BrandKit
from studio.templates.own.model import (
    Floor,
    TemplateDocument,
    TemplateRow,
    TemplateSignature,
    TemplateVersion,
    current_of,
)

own_templates = table(
    "own_templates",
    Column("id", Text, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("floor", Json, nullable=False),
    Column("draft", Json, nullable=False),
    Column("draft_by", Text, ForeignKey("people.id"), nullable=False),
    Column("draft_at", Moment, nullable=False),
    Column("candidate", Integer),
    Column("candidate_by", Text, nullable=False),
    Column("note", Text, nullable=False),
)
own_template_versions = table(
    "own_template_versions",
    Column("template", Text, ForeignKey("own_templates.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("files", Json, nullable=False),
    Column("by", Text, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
)
own_template_signatures = table(
    "own_template_signatures",
    Column("seq", Integer, primary_key=True),
    Column("template", Text, ForeignKey("own_templates.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("deed", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("by", Text, ForeignKey("people.id"), nullable=False),
    Column("key_id", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("statement", Text, nullable=False),
    Column("signature", Text, nullable=False),
)
brand_kits = table(
    "brand_kits",
    Column("seq", Integer, primary_key=True),
    Column("first", Text, nullable=False),
    Column("second", Text, nullable=False),
    Column("background", Text, nullable=False),
    Column("header", Text, nullable=False),
    Column("logo", Text, nullable=False, info=NAMES_A_FILE),
    Column("by", Text, ForeignKey("people.id"), nullable=False),
    Column("at", Moment, nullable=False),
)
"""Every kit that the unit ever had; the last one counts."""
_KIT = select(brand_kits).order_by(brand_kits.c.seq.desc()).limit(1)
_SIGNATURES = select(own_template_signatures).order_by(own_template_signatures.c.seq)


class StoredOwnTemplates:
    """Each write is durable when it returns, and part of the transaction that its thread is in."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kit: CachedQuery[BrandKit] = CachedQuery(store, _kit_of, _KIT)
        self._signatures: CachedQuery[tuple[TemplateSignature, ...]] = CachedQuery(store, _signatures_of, _SIGNATURES)

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def all(self) -> tuple[TemplateRow, ...]:
        """In the order of their codes."""
        newest = {row.template: row.number for row in self._store.all(_NEWEST)}
        rows = self._store.all(select(own_templates).order_by(own_templates.c.code))
        return tuple(self._row(row, newest.get(row.id, 0)) for row in rows)

    def get(self, id: str) -> TemplateRow | None:
        row = self._store.one(select(own_templates).where(own_templates.c.id == id))
        return None if row is None else self._row(row, self.newest(id))

    def newest(self, id: str) -> int:
        """The number of the last version; 0 before there is one."""
        column = own_template_versions.c
        return int(self._store.scalar(select(func.max(column.number)).where(column.template == id)) or 0)

    def _row(self, row: AnyRow, newest: int) -> TemplateRow:
        signed = self.signatures(row.id)
        current = current_of(signed)
        return from_row(
            TemplateRow,
            row,
            floor=read(Floor, row.floor),
            draft=read(TemplateDocument, row.draft),
            newest=newest,
            current=current.version if current else None,
            withdrawn=bool(signed) and current is None,
        )

    def add(self, one: TemplateRow) -> None:
        self._store.do(insert(own_templates).values(_columns(one)))

    def keep(self, one: TemplateRow) -> None:
        """Write what may change of a template: its draft and its candidate."""
        values = _columns(one)
        for fixed in ("id", "code", "floor"):
            del values[fixed]
        self._store.do(update(own_templates).where(own_templates.c.id == one.id).values(values))

    def versions(self, id: str) -> tuple[TemplateVersion, ...]:
        """Oldest first."""
        column = own_template_versions.c
        query = select(own_template_versions).where(column.template == id).order_by(column.number)
        return tuple(from_row(TemplateVersion, row) for row in self._store.all(query))

    def version(self, id: str, number: int) -> TemplateVersion | None:
        column = own_template_versions.c
        query = select(own_template_versions).where(column.template == id, column.number == number)
        row = self._store.one(query)
        return None if row is None else from_row(TemplateVersion, row)

    def add_version(self, one: TemplateVersion) -> None:
        self._store.do(insert(own_template_versions).values(to_row(one)))

    def signatures(self, id: str = "") -> tuple[TemplateSignature, ...]:
        """Oldest first; of one template, or of all."""
        return tuple(one for one in self._signatures.value() if not id or one.template == id)

    def kit(self) -> BrandKit:
        """The unit's, as it is now."""
        return self._kit.value()

    def add_kit(self, kit: BrandKit, by: str, at: datetime) -> None:
        self._store.do(insert(brand_kits).values({**to_row(kit), "by": by, "at": at}))

    def add_signature(self, one: TemplateSignature) -> None:
        self._store.do(insert(own_template_signatures).values(to_row(one)))


_NEWEST = select(own_template_versions.c.template, func.max(own_template_versions.c.number).label("number")).group_by(
    own_template_versions.c.template
)


def _columns(one: TemplateRow) -> dict[str, Any]:
    told: Mapping[str, Any] = to_row(one)
    return {column.name: told[column.name] for column in own_templates.c}


def _kit_of(connection: Connection) -> BrandKit:
    row = connection.execute(_KIT).one_or_none()
    return BrandKit() if row is None else from_row(BrandKit, row)


def _signatures_of(connection: Connection) -> tuple[TemplateSignature, ...]:
    return tuple(from_row(TemplateSignature, row) for row in connection.execute(_SIGNATURES))
