"""What persons recorded of the effect of legal documents: only appended to, retractions included.

Former texts of legal documents and the unit's remarks on them.

Which file each legal document was read from; the files lie in the file store.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Integer, LargeBinary, Row, Text, UniqueConstraint, delete, select, text
from sqlalchemy.dialects.sqlite import insert

from studio.canonical import sha256
from studio.errors import NotFound, Untrusted
from studio.library.events import LegalPlace, Retraction, ValidityEvent
from studio.library.model import Article, Former, LibraryRemark, Original
from studio.store.engine import Store
from studio.store.files import FileStore
from studio.store.schema_base import Day, Flag, Json, Moment, also, among, table
from studio.store.statements import from_row, to_row
from studio.store.unneeded import NAMES_A_FILE, keep, take_up

originals = table(
    "law_originals",
    Column("document", Text, primary_key=True),
    Column("sha256", Text, primary_key=True, index=True, info=NAMES_A_FILE),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("read_as", Text, nullable=False),
    Column("taken_at", Moment, nullable=False),
    Column("taken_by", Text, nullable=False),
    Column("scanned", Flag, nullable=False),
    Column("pages", Json, nullable=False),
)
"""No key into law_documents: a document that is imported again keeps the files it once came from."""


class StoredOriginals:
    """Where they are kept."""

    def __init__(self, store: Store, files: FileStore) -> None:
        self._store = store
        self._files = files

    def keep(self, data: bytes) -> str:
        """Keep a file; its SHA-256. Unless it is tied within a day it may be swept. Raises StorageTrouble."""
        return keep(self._store, self._files, data)

    def get(self, sha256: str) -> bytes:
        """The bytes of a kept file. Raises NotFound, Untrusted."""
        return self._files.get(sha256)

    def transaction(self) -> AbstractContextManager[object]:
        """One with that of the documents: what is stored and tied within is there together or not at all."""
        return self._store.write()

    def tie(self, original: Original) -> None:
        """Note which document a kept file was read as; a file taken again replaces what was noted of it."""
        values = to_row(original) | {"pages": sorted(original.pages.items())}
        put = insert(originals).values(values)
        with self._store.write() as tx:
            tx.execute(put.on_conflict_do_update(index_elements=["document", "sha256"], set_=values))
            take_up(tx, original.sha256)

    def of(self, document: str) -> tuple[Original, ...]:
        """The files of a document, the newest first."""
        query = select(originals).where(originals.c.document == document).order_by(originals.c.taken_at.desc())
        return tuple(_original(row) for row in self._store.all(query))


def _original(row: Row[Any]) -> Original:
    return from_row(Original, row, pages=dict(row.pages))


former = table(
    "law_former",
    Column("seq", Integer, primary_key=True),
    Column("document", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("replaced_at", Moment, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    Column("packed_sha256", Text, nullable=False),
    UniqueConstraint("document", "sha256"),
)
"""`packed` holds [id, number, heading, path, text] of each article in order, as zlib-compressed JSON."""
remarks = table(
    "law_remarks",
    Column("id", Text, primary_key=True),
    Column("document", Text, nullable=False, index=True),
    Column("article", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
)


_REPLACED = """SELECT d.key, d.sha256 FROM law_documents d JOIN json_each(?) j ON d.key = json_extract(j.value, '$[0]')
    WHERE d.sha256 <> json_extract(j.value, '$[1]')"""
_TEXTS = "SELECT id, number, heading, path, text FROM law_articles WHERE document = ? ORDER BY position"


def keep_former(tx: Connection, coming: Iterable[tuple[str, str]], at: datetime) -> None:
    """Keep the text of every document that is about to get another: `coming` pairs keys with the hash of the new one.

    A text that comes back and goes again stands once, with the last day it went.
    """
    pairs = json.dumps(list(coming))
    for key, sha in tx.exec_driver_sql(_REPLACED, (pairs,)).all():
        rows = [list(row) for row in tx.exec_driver_sql(_TEXTS, (key,))]
        if not rows:
            continue
        packed = zlib.compress(json.dumps(rows, ensure_ascii=False).encode())
        values = {
            "document": key,
            "sha256": sha,
            "replaced_at": at,
            "articles": len(rows),
            "packed": packed,
            "packed_sha256": sha256(packed),
        }
        put = insert(former).values(values)
        tx.execute(put.on_conflict_do_update(index_elements=["document", "sha256"], set_={"replaced_at": at}))


class LawFormer:
    """Former texts of documents, and remarks. A part of `studio.library.storage.StoredLibrary`."""

    _store: Store

    def former(self, key: str) -> tuple[Former, ...]:
        """The former texts of a document, the last replaced first."""
        wanted = select(former.c.document, former.c.sha256, former.c.replaced_at, former.c.articles)
        query = wanted.where(former.c.document == key).order_by(former.c.replaced_at.desc(), former.c.seq.desc())
        return tuple(
            Former(document=row.document, sha256=row.sha256, replaced_at=row.replaced_at, articles=row.articles)
            for row in self._store.all(query)
        )

    def former_articles(self, key: str, sha256: str) -> tuple[Article, ...]:
        """The articles of a former text, in its order. Raises Untrusted when it was altered."""
        query = select(former).where((former.c.document == key) & (former.c.sha256 == sha256))
        row = self._store.first(query)
        if row is None:
            raise NotFound("that former text is not in the library.", where=key)
        return tuple(
            Article(id=name, document=key, number=number, heading=heading, path=path, text=text, position=position)
            for position, (name, number, heading, path, text) in enumerate(_unpacked(row))
        )

    def remarks(self, document: str) -> tuple[LibraryRemark, ...]:
        """Those on a document, oldest first."""
        query = select(remarks).where(remarks.c.document == document).order_by(remarks.c.at, remarks.c.id)
        return tuple(
            LibraryRemark(id=row.id, document=row.document, article=row.article, text=row.text, by=row.by, at=row.at)
            for row in self._store.all(query)
        )

    def put_remark(self, remark: LibraryRemark) -> None:
        values = {
            "id": remark.id,
            "document": remark.document,
            "article": remark.article,
            "text": remark.text,
            "by": remark.by,
            "at": remark.at,
        }
        self._store.do(insert(remarks).values(values))

    def drop_remark(self, id: str) -> None:
        self._store.do(delete(remarks).where(remarks.c.id == id))


def _unpacked(row: Row[Any]) -> list[list[str]]:
    if sha256(row.packed) != row.packed_sha256:
        raise Untrusted(
            "a former text of {document} in the library was altered and is not shown.", document=row.document
        )
    found: list[list[str]] = json.loads(zlib.decompress(row.packed))
    return found


events = table(
    "law_events",
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("document", Text, nullable=False, index=True),
    Column("article", Text, nullable=False),
    Column("clause", Text, nullable=False),
    Column("point", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("since", Day),
    Column("until", Day),
    Column("by_number", Text, nullable=False),
    Column("by_provision", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("checked_on", Day),
    Column("checked_by", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("status", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
)
"""`document` is no foreign key: an import takes a document away and puts it back, its events stay."""
retractions = table(
    "law_retractions",
    Column("event", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
)
for _table in (events, retractions):
    also(
        _table,
        *(
            f"CREATE TRIGGER {_table.name}_no_{verb.lower()} BEFORE {verb} ON {_table.name} "
            "BEGIN SELECT RAISE(ABORT, 'what was recorded of a law is only appended to'); END"
            for verb in ("UPDATE", "DELETE")
        ),
    )
_ALL = (
    select(events, retractions.c.at, retractions.c.by, retractions.c.reason)
    .join_from(events, retractions, retractions.c.event == events.c.id, isouter=True)
    .order_by(events.c.seq)
)
_COUNTING = _ALL.where(retractions.c.event.is_(None))
_COUNTING_OF = _COUNTING.where(among(events.c.document))
_CHECKED_BEFORE = text(
    """SELECT EXISTS (SELECT 1 FROM law_documents WHERE checked_on < :day)
    OR EXISTS (SELECT 1 FROM law_events WHERE kind = 'confirmed' AND checked_on < :day)"""
)


class LawEvents:
    """A part of `studio.library.storage.StoredLibrary`."""

    _store: Store

    def recorded(self, keys: Sequence[str]) -> Mapping[str, tuple[ValidityEvent, ...]]:
        return _by_document(self._store.all(_COUNTING_OF, {"among": json.dumps(keys)}))

    def all_recorded(self) -> Mapping[str, tuple[ValidityEvent, ...]]:
        return _by_document(self._store.all(_COUNTING))

    def checked_before(self, day: date) -> bool:
        """Whether a person's confirmation of any document or place is of a day before that one."""
        return bool(self._store.scalar(_CHECKED_BEFORE, {"day": day.isoformat()}))

    def record_of(self, key: str) -> tuple[ValidityEvent, ...]:
        """All that was ever recorded of a document, retracted events too, oldest record first."""
        return tuple(_event(row) for row in self._store.all(_ALL.where(events.c.document == key)))

    def event(self, event_id: str) -> ValidityEvent | None:
        """One recorded event, retracted or not; its id may be shortened while it is the only one."""
        begins = (events.c.id >= event_id) & (events.c.id < event_id + "\U0010ffff")
        found = self._store.all(_ALL.where(begins).limit(2))
        return _event(found[0]) if event_id and len(found) == 1 else None

    def record(self, event: ValidityEvent) -> None:
        """Append an event."""
        with self._store.write() as tx:
            put_event(tx, event)

    def retract(self, event_id: str, retraction: Retraction) -> None:
        """Let an event no longer count; it stays in the record."""
        self._store.do(insert(retractions).values(event=event_id, **to_row(retraction)))


def put_event(tx: Connection, event: ValidityEvent) -> None:
    """Append an event in the caller's transaction; the same event twice is one."""
    values = to_row(event)
    del values["retracted"]
    place: LegalPlace = values.pop("place")
    row = insert(events).values(values | place._asdict())
    tx.execute(row.on_conflict_do_nothing(index_elements=["id"]))


def _by_document(rows: Iterable[Row[Any]]) -> dict[str, tuple[ValidityEvent, ...]]:
    found: dict[str, list[ValidityEvent]] = {}
    for row in rows:
        found.setdefault(row.document, []).append(_event(row))
    return {key: tuple(listed) for key, listed in found.items()}


def _event(row: Row[Any]) -> ValidityEvent:
    place = LegalPlace(row.article, row.clause, row.point)
    retracted = None if row.at is None else from_row(Retraction, row)
    return from_row(ValidityEvent, row, place=place, retracted=retracted)
