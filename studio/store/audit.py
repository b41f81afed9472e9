"""The log of publication acts in the store: appended, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Integer, Row, Text, func, insert, or_, select

from studio.outbox.audit import Act, AuditEntry, AuditHead, body_of, chain_hash, problems
from studio.phrase import Phrase
from studio.store.engine import Store
from studio.store.schema_base import Json, Moment, also, table

audit = table(
    "audit",
    Column("seq", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("post_id", Text, nullable=False, index=True),
    Column("data", Json, nullable=False),
    Column("prev_hash", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True),
)
# Triggers stop a slip, not somebody who may drop them; the chain and the heads that left the PC find that one.
APPEND_ONLY = tuple(
    f"CREATE TRIGGER audit_no_{verb.lower()} BEFORE {verb} ON audit "
    f"BEGIN SELECT RAISE(ABORT, 'the audit log is only appended to'); END"
    for verb in ("UPDATE", "DELETE")
)
also(audit, *APPEND_ONLY)

_APPEND = insert(audit)
_LAST = select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)


class SqlAudit:
    """Fulfils `studio.outbox.audit.AuditLog`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def append(self, *, at: datetime, by: str, act: Act, post_id: str = "", data: Mapping[str, Any]) -> AuditEntry:
        with self._store.write_one() as tx:
            head = self.head()
            facts: dict[str, Any] = {
                "seq": head.seq + 1,
                "at": at,
                "by": by,
                "act": act,
                "post_id": post_id,
                "data": data,
            }
            entry = AuditEntry(**facts, prev_hash=head.hash, hash=chain_hash(body_of(**facts), head.hash))
            tx.execute(_APPEND, facts | {"prev_hash": entry.prev_hash, "hash": entry.hash})
        return entry

    def verify(self, known: AuditHead | None = None) -> tuple[Phrase, ...]:
        """What is wrong with the log; with a head that left the PC earlier, also whether its end was cut since."""
        return problems(self.entries(), known)

    def purged_at(self, before: datetime) -> datetime | None:
        """When content was last deleted for good, up to `before`."""
        step = func.json_extract(audit.c.data, "$.step")
        gone = or_(audit.c.act == Act.PURGED, step == "purged", step.like("%.purged"))
        with self._store.read() as tx:
            found: datetime | None = tx.scalar(
                select(func.max(audit.c.at, type_=Moment)).where(gone, audit.c.at <= before)
            )
        return found

    def head(self) -> AuditHead:
        with self._store.read() as tx:
            row = tx.execute(_LAST).one_or_none()
        return AuditHead() if row is None else AuditHead(seq=row.seq, hash=row.hash)

    def entries(self, post_id: str | None = None) -> tuple[AuditEntry, ...]:
        wanted = select(audit).order_by(audit.c.seq)
        if post_id is not None:
            wanted = wanted.where(audit.c.post_id == post_id)
        with self._store.read() as tx:
            return tuple(_entry(row) for row in tx.execute(wanted))


def _entry(row: Row[Any]) -> AuditEntry:
    values = dict(row._mapping)
    values["act"] = Act(values["act"])
    return AuditEntry(**values)
