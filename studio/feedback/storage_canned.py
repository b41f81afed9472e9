"""Canned replies as rows, one a version; and the signatures of the desk."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Column, Index, Integer, Row, Text, bindparam, func, select

from studio.codec import read
from studio.feedback.canned_model import CannedReply
from studio.feedback.signatures import FeedbackSignature
from studio.library.model import CitationRef
from studio.store.engine import Store
from studio.store.schema_base import Day, Json, Moment, table
from studio.store.statements import from_row, to_row

canned_replies = table(
    "canned_replies",
    Column("id", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("greeting", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("next_step", Text, nullable=False),
    Column("thanks", Text, nullable=False),
    Column("citations", Json, nullable=False),
    Column("valid_until", Day),
    Column("state", Text, nullable=False),
    Column("saved_by", Text, nullable=False),
    Column("saved_at", Moment, nullable=False),
    Column("submitted_by", Text, nullable=False),
    Column("approved_by", Text, nullable=False),
    Column("approved_at", Moment),
    Index("ix_canned_replies_number", "number"),
)
feedback_signatures = table(
    "feedback_signatures",
    Column("subject", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("by", Text, nullable=False),
    Column("key_id", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("statement", Text, nullable=False),
    Column("signature", Text, nullable=False),
)

row = canned_replies.c
_ALL = select(canned_replies).order_by(row.number, row.version)
_OF = select(canned_replies).where(row.id == bindparam("of")).order_by(row.version)
_NEXT = select(func.coalesce(func.max(row.number), 0) + 1)
_SIGNED = select(feedback_signatures).where(
    feedback_signatures.c.subject == bindparam("of"),
    feedback_signatures.c.version == bindparam("at_version"),
    feedback_signatures.c.kind == bindparam("of_kind"),
)


class StoredCanned:
    """Keeps every version."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def all(self) -> tuple[CannedReply, ...]:
        """Every version, by number and version."""
        return tuple(map(_canned, self._store.all(_ALL)))

    def versions(self, canned: str) -> tuple[CannedReply, ...]:
        """Those of one canned reply, oldest first."""
        return tuple(map(_canned, self._store.all(_OF, {"of": canned})))

    def next_number(self) -> int:
        return int(self._store.scalar(_NEXT) or 1)

    def put(self, canned: CannedReply) -> None:
        """Add a version, or replace it."""
        self._store.put(canned_replies, to_row(canned))


class StoredSignatures:
    """Who signed what at the desk."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, signature: FeedbackSignature) -> None:
        self._store.put(feedback_signatures, to_row(signature))

    def get(self, subject: str, version: int, kind: str) -> FeedbackSignature | None:
        found = self._store.one(_SIGNED, {"of": subject, "at_version": version, "of_kind": kind})
        return None if found is None else from_row(FeedbackSignature, found)


def _canned(found: Row[Any]) -> CannedReply:
    return from_row(CannedReply, found, citations=tuple(read(CitationRef, one) for one in found.citations))
