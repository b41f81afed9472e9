"""Lists over the whole library, on a real store."""

from __future__ import annotations

from datetime import date

import pytest

from studio.library.browse import BrowseFilter, BrowseSort, Places, place_of
from studio.library.importers.assemble import build
from studio.library.model import Document, Relation, Status
from studio.library.service import Library
from studio.library.storage import StoredLibrary
from studio.library.structure import ParsedArticle

ON = date(2026, 11, 25)


def put(repo: StoredLibrary, number: str, kind: str, title: str, *texts: str, **known: object) -> None:
    key = number.upper().replace("Đ", "D")
    document = Document(key=key, number=number, type=kind, title=title, issuer="Chính phủ", **known)  # type: ignore[arg-type]
    sections = [ParsedArticle(number=str(n), heading="Quy định", path="", text=t) for n, t in enumerate(texts, start=1)]
    repo.import_all([build(document, sections)])


@pytest.fixture
def filled(repo: StoredLibrary, library: Library) -> Library:
    checked = {"checked_on": date(2026, 11, 1), "checked_by": "Trần Thị Bình", "stated_status": Status.IN_FORCE}
    put(repo, "13/2023/NĐ-CP", "Nghị định", "Bảo vệ dữ liệu cá nhân", "Dữ liệu cá nhân.", "Cơ quan quản lý.",
        issued_on=date(2023, 4, 17), effective_from=date(2023, 7, 1), **checked)  # fmt: skip
    put(repo, "2/2020/TT-MAU", "Thông tư", "Đăng ký cư trú", "Nơi cư trú.", issued_on=date(2020, 5, 1), **checked)
    put(repo, "7/2024/TT-MAU", "Thông tư", "Thay thông tư cũ", "Cư trú của cá nhân.", "Trách nhiệm.", "Thi hành.",
        effective_from=date(2024, 1, 1), relations=(Relation(kind="replaces", number="2/2020/TT-MAU"),))  # fmt: skip
    return library


def listed(
    library: Library, wanted: BrowseFilter, sort: BrowseSort = BrowseSort.NUMBER, *, down: bool = False
) -> list[str]:
    statuses = library.statuses(on=ON)
    return list(library.browse(wanted, sort, descending=down, statuses=statuses).ids)


def test_documents_in_every_order(filled: Library) -> None:
    everything = BrowseFilter()
    assert listed(filled, everything) == ["13/2023/ND-CP", "2/2020/TT-MAU", "7/2024/TT-MAU"]
    assert listed(filled, everything, BrowseSort.TITLE)[0] == "13/2023/ND-CP"
    assert listed(filled, everything, BrowseSort.ISSUED, down=True) == [
        "13/2023/ND-CP",
        "2/2020/TT-MAU",
        "7/2024/TT-MAU",  # nobody knows its day: last either way
    ]
    assert listed(filled, everything, BrowseSort.ISSUED)[-1] == "7/2024/TT-MAU"
    assert listed(filled, everything, BrowseSort.EFFECTIVE, down=True)[0] == "7/2024/TT-MAU"


def test_articles_stand_under_their_documents(filled: Library) -> None:
    assert listed(filled, BrowseFilter(articles=True)) == [
        "13/2023/ND-CP#0",
        "13/2023/ND-CP#1",
        "2/2020/TT-MAU#0",
        "7/2024/TT-MAU#0",
        "7/2024/TT-MAU#1",
        "7/2024/TT-MAU#2",
    ]


@pytest.mark.parametrize(
    ("text", "documents", "articles"),
    [
        ("cu tru", ["2/2020/TT-MAU"], ["2/2020/TT-MAU#0", "7/2024/TT-MAU#0"]),
        ("CÁ NHÂN", ["13/2023/ND-CP"], ["13/2023/ND-CP#0", "13/2023/ND-CP#1", "7/2024/TT-MAU#0"]),
        ("13/2023", ["13/2023/ND-CP"], ["13/2023/ND-CP#0", "13/2023/ND-CP#1"]),
        ("nđ-cp", ["13/2023/ND-CP"], ["13/2023/ND-CP#0", "13/2023/ND-CP#1"]),
        ("thi hành", [], ["7/2024/TT-MAU#2"]),
        ('khong co" OR "cu', [], []),
        ("%", [], []),
    ],
)
def test_words_are_found_with_and_without_marks(
    filled: Library, text: str, documents: list[str], articles: list[str]
) -> None:
    assert listed(filled, BrowseFilter(text=text)) == documents
    assert listed(filled, BrowseFilter(text=text, articles=True)) == articles


def test_counts_tell_what_each_further_choice_would_show(filled: Library) -> None:
    statuses = filled.statuses(on=ON)
    assert statuses == {
        "13/2023/ND-CP": Status.IN_FORCE,
        "2/2020/TT-MAU": Status.EXPIRED,
        "7/2024/TT-MAU": Status.UNKNOWN,
    }
    found = filled.browse(BrowseFilter(articles=True, type="Thông tư"), descending=False, statuses=statuses)
    assert found.types == {"Nghị định": 2, "Thông tư": 4}
    assert found.statuses == {Status.EXPIRED: 1, Status.UNKNOWN: 3}
    assert len(found.ids) == 4
    expired = filled.browse(BrowseFilter(status=Status.EXPIRED), statuses=statuses)
    assert list(expired.ids) == ["2/2020/TT-MAU"]


def test_all_statuses_are_those_of_each(filled: Library) -> None:
    for key, status in filled.statuses(on=ON).items():
        assert filled.status(key, on=ON).status is status


def test_rows_come_in_the_order_asked_without_those_that_are_gone(filled: Library) -> None:
    rows = filled.browse_rows(["7/2024/TT-MAU#2", "9/9/KHONG", "13/2023/ND-CP", "2/2020/TT-MAU#9"], on=ON)
    assert [row.id for row in rows] == ["7/2024/TT-MAU#2", "13/2023/ND-CP"]
    article, document = rows
    assert (article.article, article.heading, article.status) == ("3", "Quy định", Status.UNKNOWN)
    assert (document.number, document.article, document.status) == ("13/2023/NĐ-CP", "", Status.IN_FORCE)


def test_places_behave_like_the_list_they_stand_for() -> None:
    places = Places([("A", range(3)), ("B", range(0)), ("C", [4, 9])])
    plain = ["A#0", "A#1", "A#2", "C#4", "C#9"]
    assert list(places) == plain
    assert len(places) == 5
    assert places[1:4] == plain[1:4]
    assert places[-1] == "C#9"
    assert [places.index(one) for one in plain] == list(range(5))
    assert "C#5" not in places
    assert "B#0" not in places
    assert places == Places([("A", range(3)), ("C", [4, 9])])
    with pytest.raises(IndexError):
        places[5]
    assert place_of("A#2") == ("A", 2)
    assert place_of("13/2023/ND-CP") == ("13/2023/ND-CP", -1)
