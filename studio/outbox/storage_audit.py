"""The log of publication acts in the store: appended, never changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Integer, Row, Select, Text, func, insert, or_, select

from studio.outbox.audit import Act, AuditEntry, AuditHead, LogKey, altered, body_of, broken, chain_hash, cut, problems
from studio.phrase import Phrase
from studio.store.engine import Store
from studio.store.schema_base import Json, Moment, also, table
from studio.store.statements import from_row

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


codes = table(
    "audit_codes",
    Column("seq", Integer, ForeignKey("audit.seq"), primary_key=True),
    Column("key", Text, nullable=False),
    Column("code", Text, nullable=False),
)
"""By entry, what only the holder of that key can write."""
_CODE = insert(codes)
LOOKED_AT = 5000
"""Entries from the end that are looked at with each start; all of them once a day."""


class StoredAudit:
    """The log. It appends within the caller's transaction, if there is one. Without `key` entries are chained only."""

    def __init__(self, store: Store, key: LogKey | None = None) -> None:
        self._store = store
        self._key = key
        self._appended = False
        self._may_act: Callable[[str], None] = lambda by: None

    def guard(self, may_act: Callable[[str], None]) -> None:
        """Ask `may_act` before each line about whom it names as the one who acts; what it raises the writer gets."""
        self._may_act = may_act

    def append(self, *, at: datetime, by: str, act: Act, post_id: str = "", data: Mapping[str, Any]) -> AuditEntry:
        self._may_act(by)
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
            if self._key is not None:
                self._seal(tx, entry)
        return entry

    def _seal(self, tx: Connection, entry: AuditEntry) -> None:
        key = self._key
        assert key is not None  # noqa: S101 - asked by the caller
        key.find()
        code = key.code(entry.hash)
        if code:
            tx.execute(_CODE, {"seq": entry.seq, "key": key.id, "code": code})
        self._appended = True
        self._store.after_commit("the end of the log", lambda: key.note_end(self.head()))

    def check(self, *, whole: bool = False) -> tuple[Phrase, ...]:
        """What is wrong with the log: altered, written without its key, cut at its end. May wait for the keyring."""
        key, first = self._key, 0 if whole else max(0, self.head().seq - LOOKED_AT)
        if key is None:
            return ()
        key.find()
        entries = self.after(first)
        with self._store.read() as tx:
            known = {row.seq: row for row in tx.execute(select(codes).where(codes.c.seq > first))}
            begun = tx.scalar(select(func.min(codes.c.seq)).where(codes.c.key == key.id))
        found = list(broken(entries, first))
        found += _uncoded(entries, known, key, begun)
        for end in key.ends():
            found += cut(end, self._hash_of(end.seq))
        return tuple(dict.fromkeys(found))

    def close(self) -> None:
        """Keep where the log ends, if it went on in this run."""
        if self._key is not None and self._appended:
            self._key.keep_end(self.head())
            self._appended = False

    def exchanged(self) -> None:
        """A backup took the data's place: the ends of the former log hold no more."""
        if self._key is not None:
            self._key.forget()

    def after(self, seq: int) -> tuple[AuditEntry, ...]:
        """The lines that follow that one."""
        return tuple(
            from_row(AuditEntry, row)
            for row in self._store.all(select(audit).where(audit.c.seq > seq).order_by(audit.c.seq))
        )

    def _hash_of(self, seq: int) -> str | None:
        found: str | None = self._store.scalar(select(audit.c.hash).where(audit.c.seq == seq))
        return found

    def verify(self, known: AuditHead | None = None) -> tuple[Phrase, ...]:
        """What is wrong with the log; with a head that left the PC earlier, also whether its end was cut since."""
        return problems(self.entries(), known)

    def purged_at(self, before: datetime) -> datetime | None:
        """When content was last deleted for good, up to `before`."""
        step = func.json_extract(audit.c.data, "$.step")
        gone = or_(audit.c.act == Act.PURGED, step == "purged", step.like("%.purged"))
        found: datetime | None = self._store.scalar(
            select(func.max(audit.c.at, type_=Moment)).where(gone, audit.c.at <= before)
        )
        return found

    def head(self) -> AuditHead:
        row = self._store.one(_LAST)
        return AuditHead() if row is None else AuditHead(seq=row.seq, hash=row.hash)

    def entries(self, post_id: str | None = None) -> tuple[AuditEntry, ...]:
        """In order; of one post, or all."""
        wanted = select(audit).order_by(audit.c.seq)
        if post_id is not None:
            wanted = wanted.where(audit.c.post_id == post_id)
        return self._read(wanted)

    def of_act(self, act: Act) -> tuple[AuditEntry, ...]:
        """In order, those of one act."""
        return self._read(select(audit).where(audit.c.act == act.value).order_by(audit.c.seq))

    def _read(self, wanted: Select[Any]) -> tuple[AuditEntry, ...]:
        return tuple(from_row(AuditEntry, row) for row in self._store.all(wanted))


def _uncoded(
    entries: Sequence[AuditEntry], known: Mapping[int, Row[Any]], key: LogKey, begun: int | None
) -> list[Phrase]:
    """Once entries carry the codes of this PC's key, all that follow do; a code of its key is right."""
    if not key.id:
        return []
    for entry in entries:
        row = known.get(entry.seq)
        if row is not None and row.key == key.id and row.code != key.code(entry.hash):
            return [altered(entry.seq)]
        if begun is not None and entry.seq > begun and (row is None or row.key != key.id):
            return [
                Phrase(
                    "entry {seq} of the log was written without this PC's key (the keyring was locked then, or "
                    "somebody wrote it from outside the app).",
                    seq=entry.seq,
                )
            ]
    return []
