"""The register of what went wrong: slips, their timelines, and which files are their evidence."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, Row, Text, delete, func, insert, select

from studio.codec import read_whole
from studio.errors import NotFound
from studio.slips.model import (
    Body,
    Clarification,
    Correction,
    Impostor,
    Incident,
    Slip,
    SlipEvidence,
    SlipKind,
    TimelineEntry,
)
from studio.store.engine import Store
from studio.store.files import FileStore
from studio.store.schema_base import Json, Moment, also, table
from studio.store.statements import from_row, to_row
from studio.store.unneeded import NAMES_A_FILE, keep, let_go, take_up

slips = table(
    "slips",
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("body", Json, nullable=False),
    Column("opened_by", Text, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Index("ix_slips_shelf", "closed_at", "changed_at"),
)
slip_entries = table(
    "slip_entries",
    Column("slip", Text, ForeignKey("slips.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("deed", Text, nullable=False),
    Column("about", Text, nullable=False),
)
slip_evidence = table(
    "slip_evidence",
    Column("slip", Text, ForeignKey("slips.id"), primary_key=True),
    Column("sha256", Text, primary_key=True, index=True, info=NAMES_A_FILE),
    Column("seq", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("captured_at", Moment, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("added_by", Text, nullable=False),
)
slips_purging = table("slips_purging", Column("slip", Text, primary_key=True))
"""Slips that are being deleted: only then may their timeline and evidence go."""

# Timeline and evidence are changed by nobody, and go only with their slip.
ENTRIES_NO_UPDATE = (
    "CREATE TRIGGER slip_entries_no_update BEFORE UPDATE ON slip_entries "
    "BEGIN SELECT RAISE(ABORT, 'slip_entries is append-only'); END"
)
ENTRIES_NO_DELETE = (
    "CREATE TRIGGER slip_entries_no_delete BEFORE DELETE ON slip_entries "
    "WHEN NOT EXISTS (SELECT 1 FROM slips_purging WHERE slip = OLD.slip) "
    "BEGIN SELECT RAISE(ABORT, 'slip_entries is append-only'); END"
)
EVIDENCE_NO_UPDATE = (
    "CREATE TRIGGER slip_evidence_no_update BEFORE UPDATE ON slip_evidence "
    "BEGIN SELECT RAISE(ABORT, 'slip_evidence is append-only'); END"
)
EVIDENCE_NO_DELETE = (
    "CREATE TRIGGER slip_evidence_no_delete BEFORE DELETE ON slip_evidence "
    "WHEN NOT EXISTS (SELECT 1 FROM slips_purging WHERE slip = OLD.slip) "
    "BEGIN SELECT RAISE(ABORT, 'slip_evidence is append-only'); END"
)
also(slip_entries, ENTRIES_NO_UPDATE, ENTRIES_NO_DELETE)
also(slip_evidence, EVIDENCE_NO_UPDATE, EVIDENCE_NO_DELETE)


_BODIES: Mapping[SlipKind, type[Body]] = {
    SlipKind.IMPOSTOR: Impostor,
    SlipKind.INCIDENT: Incident,
    SlipKind.CORRECTION: Correction,
    SlipKind.CLARIFICATION: Clarification,
}


class StoredSlips:
    """Keeps slips, their timelines and which files are their evidence."""

    def __init__(self, store: Store, files: FileStore) -> None:
        self._store = store
        self._files = files

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def get(self, id: str) -> Slip:
        """Raises NotFound."""
        row = self._store.one(select(slips).where(slips.c.id == id))
        if row is None:
            raise NotFound("the case is no longer in the register.")
        return _slip(row)

    def list(self, kind: SlipKind | None = None) -> tuple[Slip, ...]:
        """The open ones first, then by when they were last changed, newest first."""
        query = select(slips).order_by(slips.c.closed_at.is_not(None), slips.c.changed_at.desc(), slips.c.id)
        if kind is not None:
            query = query.where(slips.c.kind == kind.value)
        return tuple(_slip(row) for row in self._store.all(query))

    def of_post(self, post_id: str) -> tuple[Slip, ...]:
        """Corrections of the post, oldest first."""
        about = slips.c.kind == SlipKind.CORRECTION.value, func.json_extract(slips.c.body, "$.post") == post_id
        with self._store.read() as tx:
            found = tx.execute(select(slips).where(*about).order_by(slips.c.opened_at, slips.c.id))
            return tuple(_slip(row) for row in found)

    def put(self, slip: Slip) -> None:
        """Keep a new slip, or one that changed."""
        self._store.put(slips, to_row(slip))

    def add_entry(self, slip: str, entry: TimelineEntry) -> None:
        with self._store.write() as tx:
            last = tx.execute(select(func.max(slip_entries.c.seq)).where(slip_entries.c.slip == slip)).scalar_one() or 0
            tx.execute(insert(slip_entries).values(slip=slip, seq=last + 1, **to_row(entry)))

    def entries(self, slip: str) -> tuple[TimelineEntry, ...]:
        """In the order in which they were written."""
        query = select(slip_entries).where(slip_entries.c.slip == slip).order_by(slip_entries.c.seq)
        return tuple(from_row(TimelineEntry, row) for row in self._store.all(query))

    def add_evidence(self, slip: str, evidence: SlipEvidence) -> None:
        """The same file is kept once a slip."""
        with self._store.write() as tx:
            last = tx.execute(select(func.max(slip_evidence.c.seq)).where(slip_evidence.c.slip == slip)).scalar_one()
            tx.execute(insert(slip_evidence).values(slip=slip, seq=(last or 0) + 1, **to_row(evidence)))
            take_up(tx, evidence.sha256)

    def evidence(self, slip: str) -> tuple[SlipEvidence, ...]:
        """In the order in which it was added."""
        query = select(slip_evidence).where(slip_evidence.c.slip == slip).order_by(slip_evidence.c.seq)
        return tuple(from_row(SlipEvidence, row) for row in self._store.all(query))

    def closed_before(self, moment: datetime) -> tuple[str, ...]:
        """Ids of slips that were closed before it."""
        query = select(slips.c.id).where(slips.c.closed_at < moment).order_by(slips.c.closed_at)
        return tuple(self._store.scalars(query))

    def purge(self, slip: str) -> None:
        """Delete a slip with all that belongs to it; its files become unneeded."""
        with self._store.write() as tx:
            tx.exec_driver_sql("PRAGMA secure_delete=ON")  # nothing of it stays in free pages of the file
            tx.execute(insert(slips_purging).values(slip=slip))
            for name in tx.execute(select(slip_evidence.c.sha256).where(slip_evidence.c.slip == slip)).scalars().all():
                let_go(tx, name)
            for owner in (slip_evidence, slip_entries, slips_purging):
                tx.execute(delete(owner).where(owner.c.slip == slip))
            tx.execute(delete(slips).where(slips.c.id == slip))

    def keep(self, data: bytes) -> str:
        """Put a file into the file store; its SHA-256. Raises StorageTrouble."""
        return keep(self._store, self._files, data)

    def read(self, sha256: str) -> bytes:
        """Raises NotFound, Untrusted when the bytes are not what they were."""
        return self._files.get(sha256)


def _slip(row: Row[Any]) -> Slip:
    kind = SlipKind(row.kind)
    return Slip(**{**row._mapping, "kind": kind, "body": read_body(kind, row.body)})


def read_body(kind: SlipKind, raw: Any) -> Body:
    """The facts of a slip of that kind. Raises ValueError for what this program did not write."""
    return read_whole(_BODIES[kind], raw, but=("looked_at", "review_on"))
