"""Tables and repository of the legal library, with its full-text index in the same file and transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Row, Text, bindparam, delete, func, select, text
from sqlalchemy.dialects.sqlite import insert

from studio.canonical import sha256
from studio.errors import Untrusted
from studio.library.citation import law_name
from studio.library.confirmation import carry_over
from studio.library.model import Article, Document, Edition, Relation, Status
from studio.library.numbers import NAMED_KINDS, number_key
from studio.library.tokens import index_text
from studio.store.engine import Store
from studio.store.schema_base import Day, also, table
from studio.text import fold

documents = table(
    "law_documents",
    Column("key", Text, primary_key=True),
    Column("number", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("name", Text, nullable=False, index=True),
    Column("issuer", Text, nullable=False),
    Column("issued_on", Day),
    Column("effective_from", Day),
    Column("effective_to", Day),
    Column("stated_status", Text, nullable=False),
    Column("checked_on", Day),
    Column("checked_by", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("sha256", Text, nullable=False),
)
articles = table(
    "law_articles",
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("document", Text, ForeignKey("law_documents.key", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("number", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Index("ix_law_articles_document_position", "document", "position", unique=True),
    Index("ix_law_articles_document_number", "document", "number"),
)
relations = table(
    "law_relations",
    Column("document", Text, ForeignKey("law_documents.key", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("other", Text, nullable=False, index=True),
)
INDEX = """CREATE VIRTUAL TABLE law_fts USING fts5(
    document, heading, body, content='', contentless_delete=1, detail=full,
    tokenize="unicode61 remove_diacritics 0 tokenchars '_'")"""
TERMS = "CREATE VIRTUAL TABLE law_terms USING fts5vocab(law_fts, row)"
common = table(
    "law_common",
    Column("term", Text, primary_key=True),
    Column("articles", Integer, nullable=False),
)
also(articles, INDEX, TERMS)

SMALL = 2000
"""Articles up to which a token is never common …"""
COMMON_SYLLABLE = 0.05
COMMON_PAIR = 0.20
"""… and the shares of all articles above which a syllable or a pair is."""
_TOTAL = ""
"""Row of `law_common` with the number of articles at the last count."""
_WEIGHTS = "2.0, 2.0, 1.0"
"""Of document, heading and body in bm25."""


class StoredLibrary:
    """`studio.library.ports.LibraryRepository` on SQLite."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def import_all(self, editions: Iterable[Edition]) -> tuple[int, int]:
        with self._store.write() as tx:
            first = row = tx.execute(select(func.coalesce(func.max(articles.c.row), 0))).scalar_one()
            count = 0
            for count, edition in enumerate(editions, start=1):  # noqa: B007 - the count is the result
                old = _one(tx, edition.document.key)
                document = carry_over(old, edition.document)
                if old is not None:
                    _remove(tx, old.key)
                tx.execute(insert(documents).values(_document_values(document)))
                _insert_relations(tx, document)
                row = _insert_articles(tx, document, edition.articles, row)
            _refresh_common(tx)
        return count, row - first

    def save(self, document: Document) -> None:
        with self._store.write() as tx:
            values = _document_values(document)
            tx.execute(documents.update().where(documents.c.key == document.key).values(values))
            tx.execute(delete(relations).where(relations.c.document == document.key))
            _insert_relations(tx, document)

    def document(self, key: str) -> Document | None:
        with self._store.read() as tx:
            return _one(tx, key)

    def with_keys(self, keys: Iterable[str]) -> Mapping[str, Document]:
        with self._store.read() as tx:
            return _by_key(tx, keys)

    def documents(self) -> tuple[Document, ...]:
        with self._store.read() as tx:
            return _documents(tx, select(documents).order_by(documents.c.key))

    def numbered(self, start: str) -> tuple[Document, ...]:
        with self._store.read() as tx:
            inside = (documents.c.key >= start) & (documents.c.key < start + "\U0010ffff")
            return _documents(tx, select(documents).where(inside).order_by(documents.c.key))

    def named(self, name: str) -> tuple[Document, ...]:
        with self._store.read() as tx:
            return _documents(tx, select(documents).where(documents.c.name == name).order_by(documents.c.key))

    def articles(self, key: str) -> tuple[Article, ...]:
        with self._store.read() as tx:
            rows = tx.execute(select(articles).where(articles.c.document == key).order_by(articles.c.position))
            return tuple(_verified(row) for row in rows)

    def article(self, key: str, number: str) -> Article | None:
        with self._store.read() as tx:
            wanted = (articles.c.document == key) & (articles.c.number == number)
            row = tx.execute(select(articles).where(wanted).order_by(articles.c.position).limit(1)).first()
            return None if row is None else _verified(row)

    def acting_on(self, keys: Sequence[str]) -> Mapping[str, tuple[tuple[Relation, Document], ...]]:
        found: dict[str, list[tuple[Relation, Document]]] = {key: [] for key in keys}
        with self._store.read() as tx:
            query = select(relations).where(relations.c.other.in_(keys)).order_by(relations.c.document)
            rows = tx.execute(query).all()
            others = _by_key(tx, {row.document for row in rows})
        for row in rows:
            if row.document != row.other:
                found[row.other].append((Relation(kind=row.kind, number=row.number), others[row.document]))
        return {key: tuple(pairs) for key, pairs in found.items()}

    def counts(self) -> tuple[int, int]:
        with self._store.read() as tx:
            return (
                tx.execute(select(func.count()).select_from(documents)).scalar_one(),
                tx.execute(select(func.count()).select_from(articles)).scalar_one(),
            )

    def known(self, terms: Sequence[str]) -> frozenset[str]:
        any_row = "SELECT rowid FROM law_fts WHERE law_fts MATCH ? LIMIT 1"
        with self._store.read() as tx:
            return frozenset(t for t in terms if tx.exec_driver_sql(any_row, (f'"{t}"',)).first() is not None)

    def common(self, terms: Sequence[str]) -> Mapping[str, int]:
        with self._store.read() as tx:
            rows = tx.execute(select(common).where(common.c.term.in_(terms)))
            return {row.term: row.articles for row in rows}

    def search(self, match: str, limit: int) -> list[tuple[Article, float]]:
        ranked = text(
            f"SELECT rowid AS found, bm25(law_fts, {_WEIGHTS}) AS rank FROM law_fts "  # noqa: S608 - our own constant
            "WHERE law_fts MATCH :match ORDER BY rank LIMIT :limit"
        )
        with self._store.read() as tx:
            scores = {row.found: -row.rank for row in tx.execute(ranked, {"match": match, "limit": limit})}
            wanted = select(articles).where(articles.c.row.in_(bindparam("rows", expanding=True)))
            rows = {row.row: _article(row) for row in tx.execute(wanted, {"rows": list(scores)})}
        return [(rows[row], score) for row, score in scores.items()]


def _refresh_common(tx: Connection) -> None:
    """Count anew which tokens are common, once the library has grown or shrunk by a twentieth.

    A walk of the whole index (2.4 s for 80,000 articles); a small library has no common tokens.
    """
    total = tx.execute(select(func.count()).select_from(articles)).scalar_one()
    counted = tx.execute(select(common.c.articles).where(common.c.term == _TOTAL)).scalar() or 0
    if max(total, counted) <= SMALL or abs(total - counted) * 20 < counted:
        return
    tx.execute(delete(common))
    if total <= SMALL:
        return
    tx.exec_driver_sql(
        "INSERT INTO law_common (term, articles) SELECT term, doc FROM law_terms "
        "WHERE doc > max(?, CASE WHEN instr(ltrim(term, '_'), '_') THEN ? ELSE ? END)",
        (SMALL, total * COMMON_PAIR, total * COMMON_SYLLABLE),
    )
    tx.execute(insert(common).values(term=_TOTAL, articles=total))


def _remove(tx: Connection, key: str) -> None:
    rows = select(articles.c.row).where(articles.c.document == key)
    tx.exec_driver_sql("DELETE FROM law_fts WHERE rowid IN (SELECT row FROM law_articles WHERE document = ?)", (key,))
    tx.execute(delete(articles).where(articles.c.row.in_(rows)))
    tx.execute(delete(documents).where(documents.c.key == key))


def _insert_articles(tx: Connection, document: Document, items: Sequence[Article], row: int) -> int:
    """Store and index the articles under the rows after `row`; the last row used."""
    if not items:
        return row
    about = index_text(f"{document.type} {document.number} {document.title}")
    numbered = list(enumerate(items, start=row + 1))
    tx.exec_driver_sql(
        "INSERT INTO law_articles (row, id, document, position, number, heading, path, text, sha256) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (n, a.id, a.document, a.position, a.number, a.heading, a.path, a.text, sha256(a.text.encode()))
            for n, a in numbered
        ],
    )
    tx.exec_driver_sql(
        "INSERT INTO law_fts (rowid, document, heading, body) VALUES (?, ?, ?, ?)",
        [(n, about, index_text(a.heading), index_text(a.text)) for n, a in numbered],
    )
    return numbered[-1][0]


def _insert_relations(tx: Connection, document: Document) -> None:
    rows = [
        {"document": document.key, "position": n, "kind": r.kind, "number": r.number, "other": number_key(r.number)}
        for n, r in enumerate(document.relations)
    ]
    if rows:
        tx.execute(insert(relations), rows)


def _document_values(document: Document) -> dict[str, Any]:
    name = law_name(document) if document.type in NAMED_KINDS else document.title
    return {
        "key": document.key,
        "number": document.number,
        "type": document.type,
        "title": document.title,
        "name": fold(name),
        "issuer": document.issuer,
        "issued_on": document.issued_on,
        "effective_from": document.effective_from,
        "effective_to": document.effective_to,
        "stated_status": document.stated_status.value,
        "checked_on": document.checked_on,
        "checked_by": document.checked_by,
        "source": document.source,
        "sha256": document.sha256,
    }


def _one(tx: Connection, key: str) -> Document | None:
    found = _documents(tx, select(documents).where(documents.c.key == key))
    return found[0] if found else None


def _by_key(tx: Connection, keys: Iterable[str]) -> dict[str, Document]:
    return {d.key: d for d in _documents(tx, select(documents).where(documents.c.key.in_(sorted(keys))))}


def _documents(tx: Connection, query: Any) -> tuple[Document, ...]:
    rows = tx.execute(query).all()
    ties: dict[str, list[Relation]] = {row.key: [] for row in rows}
    own = select(relations).where(relations.c.document.in_(list(ties))).order_by(relations.c.position)
    for tie in tx.execute(own) if len(rows) < 500 else tx.execute(select(relations).order_by(relations.c.position)):
        ties.get(tie.document, []).append(Relation(kind=tie.kind, number=tie.number))
    return tuple(_document(row, ties[row.key]) for row in rows)


def _document(row: Row[Any], ties: Sequence[Relation]) -> Document:
    return Document(
        key=row.key,
        number=row.number,
        type=row.type,
        title=row.title,
        issuer=row.issuer,
        issued_on=row.issued_on,
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        stated_status=Status(row.stated_status),
        checked_on=row.checked_on,
        checked_by=row.checked_by,
        source=row.source,
        relations=tuple(ties),
        sha256=row.sha256,
    )


def _article(row: Row[Any]) -> Article:
    return Article(
        id=row.id,
        document=row.document,
        number=row.number,
        heading=row.heading,
        path=row.path,
        text=row.text,
        position=row.position,
    )


def _verified(row: Row[Any]) -> Article:
    if sha256(row.text.encode()) != row.sha256:
        raise Untrusted(
            f"nội dung Điều {row.number} của {row.document} trong thư viện đã bị thay đổi; hãy nhập lại văn bản.",
            f"article {row.number} of {row.document} in the library was altered; import the document again.",
        )
    return _article(row)
