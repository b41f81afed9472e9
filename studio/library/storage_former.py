"""Former texts of legal documents and the unit's remarks on them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Integer, LargeBinary, Row, Text, UniqueConstraint, delete, select
from sqlalchemy.dialects.sqlite import insert

from studio.canonical import sha256
from studio.errors import NotFound, Untrusted
from studio.library.model import Article, Former, Remark
from studio.store.engine import Store
from studio.store.schema_base import Moment, table

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
            raise NotFound("không còn bản cũ đó trong kho.", "that former text is not in the library.", where=key)
        return tuple(
            Article(id=name, document=key, number=number, heading=heading, path=path, text=text, position=position)
            for position, (name, number, heading, path, text) in enumerate(_unpacked(row))
        )

    def remarks(self, document: str) -> tuple[Remark, ...]:
        """Those on a document, oldest first."""
        query = select(remarks).where(remarks.c.document == document).order_by(remarks.c.at, remarks.c.id)
        return tuple(
            Remark(id=row.id, document=row.document, article=row.article, text=row.text, by=row.by, at=row.at)
            for row in self._store.all(query)
        )

    def put_remark(self, remark: Remark) -> None:
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
            f"bản cũ của {row.document} trong kho đã bị thay đổi; không hiển thị được.",
            f"a former text of {row.document} in the library was altered and is not shown.",
        )
    found: list[list[str]] = json.loads(zlib.decompress(row.packed))
    return found
