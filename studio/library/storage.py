"""Tables and repository of the legal library, with its full-text index in the same file and transaction.

Lists over the whole library, answered without reading a text.

Which document a unit's file made of an entry of the shipped list.

The index of which article cites what; made behind the imports, and told by each document's own row whether it is
complete.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Select,
    Text,
    delete,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.dialects.sqlite import insert

from studio.canonical import sha256
from studio.errors import Untrusted
from studio.library import storage_index as index
from studio.library.citation import Cite, law_name
from studio.library.confirmation import carry_over
from studio.library.events import LegalPlace, ValidityEvent
from studio.library.model import Article, Document, Edition, Head, LegalAct, Relation, Status
from studio.library.numbers import NAMED_KINDS, number_key
from studio.library.packed_edition import pack, unpack
from studio.library.relations import ACTS
from studio.library.storage_history import LawEvents, LawFormer, keep_former, put_event
from studio.library.storage_index import ArticleTokens, LibrarySearch, tokens_of
from studio.store.engine import Store
from studio.store.schema_base import Day, also, among, table
from studio.store.statements import AnyRow, Values, to_row
from studio.text import fold

_HEADS = """SELECT d.key, d.type, coalesce((SELECT max(position) FROM law_articles WHERE document = d.key) + 1, 0)
    FROM law_documents d"""
_HOLDS = "(instr(d.name, ?) OR instr(d.key, upper(?)))"
_ORDERS = {
    "number": "d.key {0}",
    "title": "d.name {0}, d.key",
    "issued": "d.issued_on IS NULL, d.issued_on {0}, d.key",
    "effective": "d.effective_from IS NULL, d.effective_from {0}, d.key",
}
_HEADINGS = text(
    """SELECT a.document, a.position, a.number, a.heading FROM law_articles a
    JOIN json_each(:places) j
        ON a.document = json_extract(j.value, '$[0]') AND a.position = json_extract(j.value, '$[1]')"""
)
_SPANS = """SELECT d.key, (SELECT row FROM law_articles WHERE document = d.key ORDER BY position LIMIT 1),
    (SELECT row FROM law_articles WHERE document = d.key ORDER BY position DESC LIMIT 1) FROM law_documents d"""
_FOUND = "SELECT rowid FROM law_fts WHERE law_fts MATCH ? ORDER BY rowid"


class LibraryLists:
    """A part of `studio.library.storage.StoredLibrary`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def heads(self, words: Sequence[str], *, sort: str, descending: bool) -> list[Head]:
        """Raises KeyError for an order there is none of."""
        where = f" WHERE {' AND '.join([_HOLDS] * len(words))}" if words else ""
        order = _ORDERS[sort].format("DESC" if descending else "ASC")
        values = tuple(word for word in words for _ in range(2))
        with self._store.read() as tx:
            found = tx.exec_driver_sql(f"{_HEADS}{where} ORDER BY {order}", values).all()
        return [Head(*row) for row in found]

    def headings(self, places: Sequence[tuple[str, int]]) -> dict[tuple[str, int], tuple[str, str]]:
        if not places:
            return {}
        found = self._store.all(_HEADINGS, {"places": json.dumps(places)})
        return {(key, position): (number, heading) for key, position, number, heading in found}

    def matching(self, match: str) -> Mapping[str, Sequence[int]]:
        """The articles of a document stand in rows one after the other (see `studio.library.storage`), so their
        places follow from its first row: to look up each of a hundred thousand would take a second."""
        with self._store.read() as tx:
            rows = list(tx.exec_driver_sql(_FOUND, (match,)).scalars())
            spans = tx.exec_driver_sql(_SPANS).all() if rows else ()
        inside: dict[str, Sequence[int]] = {}
        for key, first, last in spans:
            if first is None:
                continue
            start = bisect_left(rows, first)
            end = bisect_right(rows, last, start)
            if end - start == last - first + 1:
                inside[key] = range(end - start)
            elif end > start:
                inside[key] = [row - first for row in rows[start:end]]
        return inside


seeds = table(
    "law_seeds",
    Column("seed", Text, primary_key=True),
    Column("document", Text, nullable=False),
)


class LawSeeds:
    """Remembers which document a unit's file made of an entry of the shipped list.

    A part of `studio.library.storage.StoredLibrary`.
    """

    _store: Store

    def seed_documents(self) -> Mapping[str, str]:
        """Key of the document by id of the entry."""
        return {row.seed: row.document for row in self._store.all(select(seeds))}

    def map_seed(self, seed: str, document: str) -> None:
        row = insert(seeds).values(seed=seed, document=document)
        self._store.do(row.on_conflict_do_update(index_elements=["seed"], set_={"document": document}))


mentions = table(
    "law_mentions",
    Column("seq", Integer, primary_key=True),
    Column("document", Text, ForeignKey("law_documents.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("target", Text, nullable=False),
    Column("year", Integer),
    Column("article", Text, nullable=False),
    Column("clause", Text, nullable=False),
    Column("point", Text, nullable=False),
    Index("ix_law_mentions_target_article", "target", "article"),
)
mentions_read = table(
    "law_mentions_read",
    Column("document", Text, ForeignKey("law_documents.key", ondelete="CASCADE"), primary_key=True),
    Column("grammar", Integer, nullable=False),
)
_UNREAD = text(
    """SELECT d.key FROM law_documents d
    LEFT JOIN law_mentions_read r ON r.document = d.key AND r.grammar = :grammar
    WHERE r.document IS NULL ORDER BY d.key"""
)
_INSERT = """INSERT INTO law_mentions (document, position, target, year, article, clause, point)
    VALUES (?, ?, ?, ?, ?, ?, ?)"""


class LawMentions:
    """A part of `studio.library.storage.StoredLibrary`."""

    _store: Store

    def names(self) -> Sequence[tuple[str, str]]:
        """Folded name (kind and title) and key of every law, code, ordinance and constitution."""
        named = select(documents.c.name, documents.c.key).where(documents.c.type.in_(sorted(NAMED_KINDS)))
        return [(row.name, row.key) for row in self._store.all(named)]

    def unread(self, grammar: int) -> Sequence[str]:
        """Keys of the documents whose citations are not stored as `grammar` reads them."""
        return self._store.scalars(_UNREAD, {"grammar": grammar})

    def put_cites(self, cites: Mapping[str, Sequence[Cite]], grammar: int) -> None:
        """Store all citations of these documents; of documents that are no more, nothing."""
        with self._store.write() as tx:
            still = set(tx.exec_driver_sql("SELECT key FROM law_documents").scalars()) & set(cites)
            tx.execute(delete(mentions).where(mentions.c.document.in_(sorted(still))))
            rows = [cite for key in still for cite in cites[key]]
            if rows:
                tx.exec_driver_sql(_INSERT, rows)
            marks = [{"document": key, "grammar": grammar} for key in sorted(still)]
            if marks:
                tx.execute(insert(mentions_read).on_conflict_do_update(set_={"grammar": grammar}), marks)

    def citing(self, targets: Sequence[str], name: str) -> Sequence[Cite]:
        """The citations of these targets, and of those that begin with the words `name` (unless it is empty)."""
        where: ColumnElement[bool] = mentions.c.target.in_(targets)
        if name:
            begins = (mentions.c.target >= name + " ") & (mentions.c.target < name + "!")
            where = or_(where, mentions.c.target == name, begins)
        columns = [mentions.c[field] for field in Cite._fields]
        return [
            Cite(*row)
            for row in self._store.all(select(*columns).where(where).order_by(mentions.c.document, mentions.c.position))
        ]


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
    Column("tokens_sha256", Text, nullable=False),
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
    Column("article", Text, nullable=False, server_default=""),
    Column("clause", Text, nullable=False, server_default=""),
    Column("point", Text, nullable=False, server_default=""),
    Column("provision", Text, nullable=False, server_default=""),
    Column("since", Day),
    Column("until", Day),
)
_FEW = 500
"""Articles that are added one by one to any index, even to an empty one."""
_WITH_KEYS = select(documents).where(among(documents.c.key)).order_by(documents.c.key)
_IN_ROWS = select(articles).where(among(articles.c.row))
_TIE = [relations.c[name] for name in ("kind", "number", *LegalPlace._fields, "provision", "since", "until")]
_OWN = select(relations.c.document, *_TIE).where(among(relations.c.document)).order_by(*relations.primary_key)
_ACTING_ON = (
    select(relations.c.other, documents.c.number, documents.c.effective_from, documents.c.source, *_TIE)
    .join_from(relations, documents)
    .where(among(relations.c.other), relations.c.kind.in_(ACTS), relations.c.document != relations.c.other)
    .order_by(*relations.primary_key)
)
also(articles, index.INDEX, index.SORTED_AT_ONCE, index.TERMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _PackedEdition:
    """An edition read and its tokens worked out, both packed: a whole library waits so for the store."""

    key: str
    sha256: str
    articles: int
    packed: bytes
    tokens: ArticleTokens

    @property
    def edition(self) -> Edition:
        return unpack(self.packed)


def _read(edition: Edition) -> _PackedEdition:
    return _PackedEdition(
        key=edition.document.key,
        sha256=edition.document.sha256,
        articles=len(edition.articles),
        packed=pack(edition),
        tokens=tokens_of(edition.document, edition.articles),
    )


class StoredLibrary(LibraryLists, LibrarySearch, LawEvents, LawMentions, LawSeeds, LawFormer):
    """`studio.library.storage.StoredLibrary` on SQLite."""

    def import_all(self, editions: Iterable[Edition]) -> tuple[int, int]:
        """Store every edition in ONE transaction, replacing documents of the same key; (documents, articles).

        The iterable is read to its end before the store is locked; should it raise, nothing is stored. A confirmation
        by a person stays on a document whose content hash is unchanged.
        """
        ready = [_read(edition) for edition in editions]
        with self._store.write() as tx:  # others wait from here on
            keep_former(tx, ((read.key, read.sha256) for read in ready), self._store.now())
            if _most_changes(tx, ready):
                for read in ready:
                    _replace(tx, read, None)
                _index_anew(tx, {read.key: read.tokens for read in ready})
            else:
                changes = index.ArticleIndex(tx)
                for read in ready:
                    _replace(tx, read, changes)
                changes.close()
        return len(ready), sum(read.articles for read in ready)

    def save(self, document: Document, confirmed: ValidityEvent | None = None) -> None:
        """Update what is known of a stored document, and log who confirmed it; its articles stay."""
        with self._store.write() as tx:
            if confirmed is not None:
                put_event(tx, confirmed)
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
        """Documents whose key begins with `start`."""
        with self._store.read() as tx:
            inside = (documents.c.key >= start) & (documents.c.key < start + "\U0010ffff")
            return _documents(tx, select(documents).where(inside).order_by(documents.c.key))

    def named(self, name: str) -> tuple[Document, ...]:
        """Documents whose folded name (kind and title) is `name`."""
        with self._store.read() as tx:
            return _documents(tx, select(documents).where(documents.c.name == name).order_by(documents.c.key))

    def issued(self, kind: str, day: date) -> tuple[Document, ...]:
        """Documents of that kind and day of issue."""
        with self._store.read() as tx:
            same = (documents.c.type == kind) & (documents.c.issued_on == day)
            return _documents(tx, select(documents).where(same).order_by(documents.c.key))

    def articles(self, key: str) -> tuple[Article, ...]:
        """In the document's order. Raises Untrusted when a stored text was altered."""
        return tuple(_verified(row) for row in self._store.all(_articles_of(key)))

    def article(self, key: str, number: str) -> Article | None:
        """The first article so numbered. Raises Untrusted when the stored text was altered."""
        row = self._store.first(_articles_of(key).where(articles.c.number == number).limit(1))
        return None if row is None else _verified(row)

    def in_rows(self, rows: Sequence[int]) -> Mapping[int, Article]:
        """The articles of these rows (see `RankedArticle`)."""
        return {row.row: _article(row) for row in self._store.all(_IN_ROWS, {"among": json.dumps(rows)})}

    def acting_on(self, keys: Sequence[str]) -> Mapping[str, tuple[LegalAct, ...]]:
        found: dict[str, list[LegalAct]] = {key: [] for key in keys}
        for other, by, since, source, *tie in self._store.all(_ACTING_ON, {"among": json.dumps(keys)}):
            found[other].append(LegalAct(_relation(*tie), by, since, source))
        return {key: tuple(done) for key, done in found.items()}

    def has_text(self, key: str) -> bool:
        """Whether any article of the document is stored."""
        return self._store.first(select(articles.c.row).where(articles.c.document == key).limit(1)) is not None

    def counts(self) -> tuple[int, int]:
        """(documents, articles)."""
        with self._store.read() as tx:
            return (
                tx.execute(select(func.count()).select_from(documents)).scalar_one(),
                tx.execute(select(func.count()).select_from(articles)).scalar_one(),
            )


def _most_changes(tx: Connection, ready: Iterable[_PackedEdition]) -> bool:
    """Whether more than half of the library is replaced by other words, or most of it is new; a new index is then
    quicker, and smaller."""
    new = {read.key: read.tokens.sha256 for read in ready}
    query = select(documents.c.key, documents.c.tokens_sha256, func.count()).join(articles)
    replaced = query.where(among(documents.c.key)).group_by(documents.c.key)
    stored = tx.execute(replaced, {"among": json.dumps(list(new))}).all()
    changed: int = sum(count for key, sha, count in stored if new[key] != sha)
    total = index.total(tx)
    return changed * 2 > total or sum(read.articles for read in ready) > total + _FEW


def _replace(tx: Connection, read: _PackedEdition, changes: index.ArticleIndex | None) -> None:
    """Store an edition in the place of the one of the same key; articles that are indexed so already keep their row.

    Without `changes` the index is built afterwards.
    """
    edition = read.edition
    old = _one(tx, read.key)
    rows = [] if old is None else _remove(tx, old, read, changes)
    kept = bool(rows)
    if not kept:
        last = tx.execute(select(func.coalesce(func.max(articles.c.row), 0))).scalar_one()
        rows = list(range(last + 1, last + 1 + read.articles))
    document = carry_over(old, edition.document)
    tx.execute(insert(documents).values(_document_values(document) | {"tokens_sha256": read.tokens.sha256}))
    _insert_relations(tx, document)
    _insert_articles(tx, edition.articles, rows)
    if changes is not None and not kept:
        changes.put(read.tokens, rows)


def _remove(tx: Connection, old: Document, read: _PackedEdition, changes: index.ArticleIndex | None) -> list[int]:
    """Remove a document; the rows of its articles that the index goes on holding, because `read` has the same."""
    stored = tx.execute(_articles_of(old.key)).all()
    sha = tx.execute(select(documents.c.tokens_sha256).where(documents.c.key == old.key)).scalar_one()
    tx.execute(delete(articles).where(articles.c.document == old.key))
    tx.execute(delete(documents).where(documents.c.key == old.key))
    rows = [row.row for row in stored]
    if sha == read.tokens.sha256 and len(rows) == read.articles:
        return rows
    if changes is not None:
        put_in = tokens_of(old, [_article(row) for row in stored])
        if put_in.sha256 == sha:
            changes.take(put_in, rows)
        else:
            changes.forget()
            _index_anew(tx, {})
    return []


def _index_anew(tx: Connection, known: Mapping[str, ArticleTokens]) -> None:
    """Build the index from what is stored, with the tokens `known` of documents (half a minute for 80,000 articles).

    A migration has to do so when `tokens.index_text` changes, or queries ask for other tokens than the index holds.
    """
    tx.execute(delete(index.recent))
    index.build(tx, _all_tokens(tx, known))


def _all_tokens(tx: Connection, known: Mapping[str, ArticleTokens]) -> Iterator[tuple[ArticleTokens, list[int]]]:
    rows = select(articles.c.row).order_by(articles.c.position)
    for document in _documents(tx, select(documents)):
        same = documents.c.key == document.key
        tokens = known.get(document.key)
        if tokens is None:
            tokens = tokens_of(document, [_article(row) for row in tx.execute(_articles_of(document.key))])
            tx.execute(documents.update().where(same).values(tokens_sha256=tokens.sha256))
        yield tokens, list(tx.execute(rows.where(articles.c.document == document.key)).scalars())


def _articles_of(key: str) -> Select[Any]:
    return select(articles).where(articles.c.document == key).order_by(articles.c.position)


def _insert_articles(tx: Connection, items: Sequence[Article], rows: Sequence[int]) -> None:
    if not items:
        return
    tx.exec_driver_sql(
        "INSERT INTO law_articles (row, id, document, position, number, heading, path, text, sha256) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (row, a.id, a.document, a.position, a.number, a.heading, a.path, a.text, sha256(a.text.encode()))
            for row, a in zip(rows, items, strict=True)
        ],
    )


@lru_cache(maxsize=16384)
def _relation(
    kind: str,
    number: str,
    article: str,
    clause: str,
    point: str,
    provision: str,
    since: date | None,
    until: date | None,
) -> Relation:
    """A relation by what is stored of it; a search reads hundreds, the same ones again and again."""
    place = LegalPlace(article, clause, point)
    return Relation(kind=kind, number=number, place=place, provision=provision, since=since, until=until)


def _tie(relation: Relation) -> dict[str, Any]:
    values = to_row(relation)
    place: LegalPlace = values.pop("place")
    return values | place._asdict() | {"other": number_key(relation.number)}


def _insert_relations(tx: Connection, document: Document) -> None:
    rows = [
        _tie(relation) | {"document": document.key, "position": position}
        for position, relation in enumerate(document.relations)
    ]
    if rows:
        tx.execute(insert(relations), rows)


def _document_values(document: Document) -> dict[str, Any]:
    name = law_name(document) if document.type in NAMED_KINDS else document.title
    values = to_row(document) | {"name": fold(name)}
    del values["relations"]
    return values


def _one(tx: Connection, key: str) -> Document | None:
    found = _documents(tx, select(documents).where(documents.c.key == key))
    return found[0] if found else None


def _by_key(tx: Connection, keys: Iterable[str]) -> dict[str, Document]:
    return {d.key: d for d in _documents(tx, _WITH_KEYS, {"among": json.dumps(list(keys))})}


def _documents(tx: Connection, query: Any, values: Values = None) -> tuple[Document, ...]:
    rows = tx.execute(query, values).all()
    ties: dict[str, list[Relation]] = {row.key: [] for row in rows}
    for key, *tie in tx.execute(_OWN, {"among": json.dumps(list(ties))}).all() if ties else ():
        ties[key].append(_relation(*tie))
    return tuple(_document(row, ties[row.key]) for row in rows)


def _document(row: AnyRow, ties: Sequence[Relation]) -> Document:
    # By their order: to ask a row for each by its name takes longer than to make the document.
    key, number, kind, title, _, issuer, issued_on, since, until, status, checked_on, checked_by, source, sha, _ = row
    return Document(
        key=key,
        number=number,
        type=kind,
        title=title,
        issuer=issuer,
        issued_on=issued_on,
        effective_from=since,
        effective_to=until,
        stated_status=Status(status),
        checked_on=checked_on,
        checked_by=checked_by,
        source=source,
        relations=tuple(ties),
        sha256=sha,
    )


def _article(row: AnyRow) -> Article:
    _, name, document, position, number, heading, path, text, _ = row
    return Article(id=name, document=document, number=number, heading=heading, path=path, text=text, position=position)


def _verified(row: AnyRow) -> Article:
    if sha256(row.text.encode()) != row.sha256:
        raise Untrusted(
            "article {number} of {document} in the library was altered; import the document again.",
            number=row.number,
            document=row.document,
        )
    return _article(row)
