from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studio.errors import BadInput
from studio.library.importers.assemble import build
from studio.library.model import Document, Edition
from studio.library.structure import Section
from studio.store.engine import Store, open_store
from studio.store.library import SMALL, StoredLibrary


class StillClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "studio.sqlite3", clock=StillClock())
    yield store
    store.close()


@pytest.fixture
def repo(store: Store) -> StoredLibrary:
    return StoredLibrary(store)


def edition(number: int, *texts: str) -> Edition:
    document = Document(
        key=f"{number}/2026/QD-MAU", number=f"{number}/2026/QĐ-MAU", type="Quyết định", title="Việc mẫu", issuer="Mẫu"
    )
    sections = [Section(number=str(n), heading="", path="", text=t) for n, t in enumerate(texts, start=1)]
    return build(document, sections)


def test_what_is_stored_comes_back(repo: StoredLibrary) -> None:
    one = edition(1, "Một.", "Hai.")
    assert repo.import_all([one]) == (1, 2)
    assert repo.document("1/2026/QD-MAU") == one.document
    assert repo.articles("1/2026/QD-MAU") == one.articles
    assert repo.counts() == (1, 2)


def test_an_error_midway_undoes_the_whole_import(repo: StoredLibrary) -> None:
    def editions() -> Iterator[Edition]:
        yield edition(1, "Một.")
        raise BadInput("hỏng", "broken")

    with pytest.raises(BadInput, match="hỏng"):
        repo.import_all(editions())
    assert repo.counts() == (0, 0)
    assert repo.known(["một"]) == frozenset()


def test_replacing_a_document_replaces_its_place_in_the_index(repo: StoredLibrary, store: Store) -> None:
    repo.import_all([edition(1, "Lừa đảo.", "Thừa."), edition(2, "Khác.")])
    repo.import_all([edition(1, "Căn cước.")])
    assert repo.known(["lừa", "thừa", "căn", "_can_cuoc", "khác"]) == {"căn", "_can_cuoc", "khác"}
    assert [a.document for a, _ in repo.search('"mẫu" OR "khác"', 10)] == ["2/2026/QD-MAU", "1/2026/QD-MAU"]
    with store.read() as tx:
        tx.exec_driver_sql("INSERT INTO law_fts (law_fts) VALUES ('integrity-check')")


def test_a_small_library_has_no_common_tokens(repo: StoredLibrary) -> None:
    repo.import_all([edition(1, *["của người dân"] * 50)])
    assert repo.common(["của", "của_người"]) == {}


def test_common_tokens_are_counted_once_a_library_is_large(repo: StoredLibrary) -> None:
    repo.import_all([edition(1, *["của người"] * (SMALL + 10), *["riêng"] * 20)])
    assert repo.common(["của", "_cua", "của_người", "riêng"]) == {
        "của": SMALL + 10,
        "_cua": SMALL + 10,
        "của_người": SMALL + 10,
    }
    repo.import_all([edition(1, "của người")])
    assert repo.common(["của"]) == {}
