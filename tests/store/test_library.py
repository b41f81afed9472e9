from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from studio.errors import BadInput
from studio.library import storage_index
from studio.library.filters import Filters
from studio.library.importers.assemble import build
from studio.library.model import Document, Edition
from studio.library.storage import StoredLibrary
from studio.library.structure import ParsedArticle
from studio.phrase import Bilingual
from studio.store.engine import Store, open_store
from tests.store.importing import COUNTED


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
    sections = [ParsedArticle(number=str(n), heading="", path="", text=t) for n, t in enumerate(texts, start=1)]
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
        raise BadInput(Bilingual("hỏng", "broken"))

    with pytest.raises(BadInput, match="hỏng"):
        repo.import_all(editions())
    assert repo.counts() == (0, 0)
    assert repo.holding(["một"]) == {}


def index_of(store: Store) -> list[tuple[Any, ...]]:
    """Every token with its numbers of articles and places; the index is sound, and its words are counted right."""
    with store.read() as tx:
        tx.exec_driver_sql("INSERT INTO law_fts (law_fts) VALUES ('integrity-check')")
        tokens = [tuple(row) for row in tx.exec_driver_sql("SELECT term, doc, cnt FROM law_terms ORDER BY term")]
        counted = tx.exec_driver_sql(COUNTED).all()
        articles = tx.exec_driver_sql("SELECT count(*) FROM law_articles").scalar_one()
        total = storage_index.total(tx)
    assert [tuple(row) for row in counted] == [row[:2] for row in tokens]
    assert total == articles
    return tokens


def rows_of(store: Store) -> dict[str, int]:
    with store.read() as tx:
        return {row.id: row.row for row in tx.exec_driver_sql("SELECT id, row FROM law_articles")}


def found(repo: StoredLibrary) -> dict[str, float]:
    """Articles with their score, which depends on the whole index."""
    return {
        f"{r.document} {r.article}": round(r.score, 9) for r in repo.rank('"mẫu" OR "khác" OR "căn"', 20, Filters())
    }


REST = [edition(n, "Khác.", "Khác nữa.", "Căn hộ.") for n in range(2, 6)]


@pytest.mark.parametrize(
    "before",
    [
        [edition(1, "Lừa đảo.", "Thừa."), *REST],
        [edition(n, "Lừa đảo qua mạng.", "Căn nhà.") for n in range(1, 6)],
        [edition(1), *REST],
        [edition(1, "Căn cước."), *REST],
        [],
    ],
    ids=["one replaced", "all replaced", "one without articles replaced", "nothing new", "all new"],
)
def test_the_index_is_that_of_a_library_imported_afresh(
    repo: StoredLibrary, store: Store, tmp_path: Path, before: list[Edition]
) -> None:
    repo.import_all(before)
    repo.import_all([edition(1, "Căn cước."), *REST])
    fresh_store = open_store(tmp_path / "fresh" / "studio.sqlite3", clock=StillClock())
    fresh = StoredLibrary(fresh_store)
    fresh.import_all([edition(1, "Căn cước."), *REST])
    assert index_of(store) == index_of(fresh_store)
    assert found(repo) == found(fresh)
    assert len(found(repo)) == 13
    fresh_store.close()


def test_replacing_a_document_replaces_its_place_in_the_index(repo: StoredLibrary, store: Store) -> None:
    repo.import_all([edition(1, "Lừa đảo.", "Thừa."), *REST])
    repo.import_all([edition(1, "Cước.")])
    assert repo.holding(["lừa", "thừa", "cước", "lừa_đảo", "khác"]) == {"cước": 1, "khác": 8}


@pytest.mark.parametrize(
    "altering",
    [
        "UPDATE law_articles SET text = 'Đã bị sửa.' WHERE document = '1/2026/QD-MAU'",
        "DELETE FROM law_articles WHERE document = '1/2026/QD-MAU' AND position = 1",
        "UPDATE law_documents SET title = 'Tên khác' WHERE key = '1/2026/QD-MAU'",
        "UPDATE law_documents SET tokens_sha256 = 'of another way to split words'",
    ],
)
@pytest.mark.parametrize("again", [("Lừa đảo.", "Thừa."), ("Căn cước.",)], ids=["same", "other"])
def test_a_document_whose_tokens_are_not_known_any_more_is_still_replaced(
    repo: StoredLibrary, store: Store, tmp_path: Path, altering: str, again: tuple[str, ...]
) -> None:
    repo.import_all([edition(1, "Lừa đảo.", "Thừa."), *REST])
    with store.write() as tx:
        tx.exec_driver_sql(altering)
    repo.import_all([edition(1, *again)])
    assert repo.articles("1/2026/QD-MAU") == edition(1, *again).articles
    fresh_store = open_store(tmp_path / "fresh" / "studio.sqlite3", clock=StillClock())
    StoredLibrary(fresh_store).import_all([edition(1, *again), *REST])
    assert index_of(store) == index_of(fresh_store)
    fresh_store.close()


def test_the_same_again_leaves_the_index_alone(repo: StoredLibrary, store: Store) -> None:
    repo.import_all([*REST, edition(1, "Một.", "Hai.")])
    before = rows_of(store)
    repo.import_all([edition(1, "Một.", "Hai."), REST[2], edition(7, "Bảy.")])
    after = rows_of(store)
    assert {key: row for key, row in after.items() if key in before} == before
    assert len(after) == len(before) + 1


def test_others_may_write_while_a_file_is_read(repo: StoredLibrary, store: Store) -> None:
    def editions() -> Iterator[Edition]:
        yield edition(1, "Một.")
        other = open_store(store.path, clock=StillClock())
        StoredLibrary(other).import_all([edition(2, "Hai.")])
        other.close()

    repo.import_all(editions())
    assert [d.number for d in repo.documents()] == ["1/2026/QĐ-MAU", "2/2026/QĐ-MAU"]


def test_words_are_found_by_their_form_without_marks(repo: StoredLibrary) -> None:
    repo.import_all([edition(1, "Lừa đảo.", "Lửa, lừa.", "Dao.")])
    assert repo.spellings(["lua", "lua_dao", "khong"]) == {"lua": {"lừa": 2, "lửa": 1}, "lua_dao": {"lừa_đảo": 1}}
    assert repo.holding(["lừa", "lua", "đảo"]) == {"lừa": 2, "đảo": 1}
    assert repo.total() == 3


def test_words_are_counted_alike_one_by_one_and_at_once(
    repo: StoredLibrary, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [edition(n, f"Điều số {n} về lừa đảo.", "Căn cước của người dân.") for n in range(20)]
    repo.import_all(many)
    one_by_one = index_of(store)
    monkeypatch.setattr("studio.library.storage._FEW", 0)
    monkeypatch.setattr("studio.library.storage_index._MANY", 5)
    repo.import_all([edition(n, f"Khác {n}.") for n in range(20)])
    repo.import_all(many)
    assert index_of(store) == one_by_one


def test_what_is_not_to_be_scored_is_left_out(repo: StoredLibrary) -> None:
    repo.import_all([edition(1, "Lừa đảo.", "Lừa.", "Đảo.")])
    every = {r.article: r.score for r in repo.rank('"lừa" OR "đảo"', 9, Filters())}
    some = {r.article: r.score for r in repo.rank('"lừa" OR "đảo"', 9, Filters(), scored='"lừa"')}
    assert every.keys() == {"1", "2", "3"}
    assert some == {article: every[article] for article in ("1", "2")}
    assert repo.rank('"lừa" OR "đảo"', 9, Filters(), scored='heading : "lừa"') == []


def test_ranked_articles_tell_what_they_are_chosen_by(repo: StoredLibrary) -> None:
    dated = edition(2, "Lừa đảo lớn.")
    law = replace(dated.document, type="Luật", issuer="Quốc hội", issued_on=date(2024, 6, 27))
    repo.import_all([edition(1, "Lừa đảo.", "Khác."), replace(dated, document=law)])
    first, second = repo.rank('"lừa"', 9, Filters())
    assert {first.document, second.document} == {"1/2026/QD-MAU", "2/2026/QD-MAU"}
    for filters in (
        Filters(type="Luật"),
        Filters(issuer="Quốc hội"),
        Filters(year=2024),
        Filters(type="Luật", year=2024),
    ):
        (only,) = repo.rank('"lừa"', 9, filters)
        assert (only.document, only.article, only.type, only.issuer, only.year) == (
            "2/2026/QD-MAU", "1", "Luật", "Quốc hội", "2024",
        )  # fmt: skip
        assert repo.in_rows([only.row])[only.row].text == "Lừa đảo lớn."
    assert repo.rank('"lừa"', 9, Filters(type="Luật", year=2023)) == []
    assert [r.document for r in repo.rank('"lừa"', 9, Filters(), documents={"1/2026/QD-MAU"})] == ["1/2026/QD-MAU"]
    assert len(repo.rank('"mẫu"', 2, Filters())) == 2


def test_words_are_counted_alike_before_and_after_the_recent_ones_are_added_to_the_others(
    repo: StoredLibrary, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.import_all([edition(n, "Lừa đảo qua mạng.", "Căn nhà.") for n in range(600)])
    repo.import_all([edition(1, "Căn cước.")])
    recent, total = index_of(store), repo.total()
    monkeypatch.setattr("studio.library.storage_index._MANY", 0)
    repo.import_all([edition(1, "Căn cước mới.")])
    repo.import_all([edition(1, "Căn cước.")])
    with store.read() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM law_recent_words").scalar_one() == 0
    assert (index_of(store), repo.total()) == (recent, total)
    assert repo.holding(["cước", "mới", "lừa"]) == {"cước": 1, "lừa": 599}
    assert repo.spellings(["can_cuoc", "moi"]) == {"can_cuoc": {"căn_cước": 1}}
