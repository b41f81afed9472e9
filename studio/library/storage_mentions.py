"""The index of which article cites what; made behind the imports, and told by each document's own row whether it is
complete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Column, ColumnElement, ForeignKey, Index, Integer, Text, delete, or_, select
from sqlalchemy.dialects.sqlite import insert

from studio.library.citing import Cite
from studio.library.numbers import NAMED_KINDS
from studio.store.engine import Store
from studio.store.schema_base import table

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
_UNREAD = """SELECT d.key FROM law_documents d LEFT JOIN law_mentions_read r ON r.document = d.key AND r.grammar = ?
    WHERE r.document IS NULL ORDER BY d.key"""
_NAMES = f"SELECT name, key FROM law_documents WHERE type IN ({', '.join('?' * len(NAMED_KINDS))})"  # noqa: S608
_INSERT = """INSERT INTO law_mentions (document, position, target, year, article, clause, point)
    VALUES (?, ?, ?, ?, ?, ?, ?)"""


class LawMentions:
    """A part of `studio.library.storage.StoredLibrary`."""

    _store: Store

    def names(self) -> Sequence[tuple[str, str]]:
        """Folded name (kind and title) and key of every law, code, ordinance and constitution."""
        with self._store.read() as tx:
            return [(row[0], row[1]) for row in tx.exec_driver_sql(_NAMES, tuple(sorted(NAMED_KINDS)))]

    def unread(self, grammar: int) -> Sequence[str]:
        """Keys of the documents whose citations are not stored as `grammar` reads them."""
        with self._store.read() as tx:
            return list(tx.exec_driver_sql(_UNREAD, (grammar,)).scalars())

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
