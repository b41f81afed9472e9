"""A library that an earlier version filled is indexed anew by the upgrade, and found as if imported afresh."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from studio.canonical import sha256
from studio.library.model import Edition
from studio.library.search import search
from studio.store.engine import Store, open_store
from studio.store.library import StoredLibrary
from studio.store.migrate import MIGRATIONS
from tests.store.importing import COUNTED

LAWS = {
    "13/2023/ND-CP": ("13/2023/NĐ-CP", "Nghị định", "Việc mẫu", ["Cảnh báo lừa đảo.", "Căn cước."]),
    "36/2024/QH15": ("36/2024/QH15", "Luật", "Luật Giao thông mẫu", ["Chạy quá tốc độ bị phạt tiền."]),
}
DOCUMENT = """INSERT INTO law_documents (key, number, type, title, name, issuer, issued_on, stated_status, checked_by,
    source, sha256, tokens_sha256) VALUES (?, ?, ?, ?, ?, 'Mẫu', '2024-06-27', 'unknown', '', '', '', 'x')"""
ARTICLE = """INSERT INTO law_articles (row, id, document, position, number, heading, path, text, sha256)
    VALUES (?, ?, ?, ?, ?, '', '', ?, ?)"""
INDEXED = "INSERT INTO law_fts (rowid, document, heading, body) VALUES (?, ?, ?, ?)"


@pytest.fixture
def store(tmp_path: Path, clock: Any) -> Iterator[Store]:
    """Two documents of schema 20, with folded tokens in the index, brought to the present schema."""
    chain = tmp_path / "chain"
    shutil.copytree(MIGRATIONS, chain, ignore=shutil.ignore_patterns("__pycache__"))
    for file in (chain / "versions").glob("0*.py"):
        if file.name > "0021":
            file.unlink()
    path = tmp_path / "a.sqlite3"
    open_store(path, clock=clock, migrations=chain).close()
    with closing(sqlite3.connect(path)) as connection:
        row = 0
        for key, (number, kind, title, texts) in LAWS.items():
            connection.execute(DOCUMENT, (key, number, kind, title, title.lower()))
            for position, text in enumerate(texts):
                row += 1
                place = (row, f"{key}@{position}", key, position, str(position + 1), text, sha256(text.encode()))
                connection.execute(ARTICLE, place)
                connection.execute(INDEXED, (row, "luật _luat", "", "cũ _cu"))
        connection.execute("INSERT INTO law_common VALUES ('cũ', 3)")
        connection.commit()
    made = open_store(path, clock=clock)
    yield made
    made.close()


def test_the_upgrade_indexes_the_library_anew(store: Store) -> None:
    repo = StoredLibrary(store)
    queries, day = ("lừa đảo", "lua dao", "qua toc do", "cũ"), date(2026, 11, 25)
    found = {query: [hit.id for hit in search(repo, query, limit=9, on=day)] for query in queries}
    assert found == {
        "lừa đảo": ["13/2023/ND-CP@0"],
        "lua dao": ["13/2023/ND-CP@0"],
        "qua toc do": ["36/2024/QH15@0"],
        "cũ": [],
    }
    assert repo.total() == 3
    with store.read() as tx:
        tx.exec_driver_sql("INSERT INTO law_fts (law_fts) VALUES ('integrity-check')")
        terms = tx.exec_driver_sql("SELECT term, doc FROM law_terms ORDER BY term").all()
        counted = tx.exec_driver_sql(COUNTED).all()
    assert counted == terms
    assert not any(term.startswith("_") for term, _ in terms)


def test_the_upgraded_documents_can_be_taken_out_again(store: Store) -> None:
    repo = StoredLibrary(store)
    old = repo.document("13/2023/ND-CP")
    assert old is not None
    repo.import_all([Edition(document=old, articles=repo.articles(old.key)[1:])])
    assert repo.holding(["lừa", "căn", "phạt"]) == {"căn": 1, "phạt": 1}
    assert repo.total() == 2
