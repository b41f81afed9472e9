"""Searching with filters, on a day: what is shown, hidden, counted, and how words were understood."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from studio.library.events import LegalPlace
from studio.library.filters import Filters, Force, SearchResult
from studio.library.service import Library

TODAY = date(2026, 11, 25)


def article(number: str, heading: str, text: str) -> dict[str, str]:
    return {"number": number, "heading": heading, "path": "", "text": text}


@pytest.fixture
def filled(library: Library, write_lines: Callable[..., Path], law: Callable[..., dict[str, Any]]) -> Library:
    guides = [article(str(n), f"Việc {n}", f"Hướng dẫn viên du lịch phải có thẻ, việc số {n}.") for n in (1, 2)]
    library.import_paths(
        [
            write_lines(
                law("09/2017/QH14", type="Luật", title="Luật Du lịch", issuer="Quốc hội", issued_on="2017-06-19",
                    articles=[article("58", "Điều kiện", "Hướng dẫn viên du lịch phải có thẻ hành nghề.")]),
                law("44/2005/QH11", type="Luật", title="Luật Du lịch", issuer="Quốc hội", issued_on="2005-06-14",
                    effective_from="2006-01-01", effective_to="2018-01-01",
                    articles=[article("72", "Thẻ", "Hướng dẫn viên du lịch được cấp thẻ hành nghề.")]),
                law("13/2019/TT-MAU", type="Thông tư", title="Hướng dẫn viên", issuer="Bộ Mẫu", issued_on="2019-11-25",
                    checked_on=None, articles=guides),
                law("20/2027/NĐ-CP", type="Nghị định", title="Việc sau này", issuer="Chính phủ", issued_on="2026-10-01",
                    effective_from="2027-01-01", articles=[article("1", "Thẻ", "Thẻ hướng dẫn viên du lịch điện tử.")]),
            )
        ]
    )  # fmt: skip
    return library


def places(found: SearchResult) -> set[str]:
    return {f"{hit.number} {hit.article}" for hit in found.hits}


LAW, OLD, NOT_YET = "09/2017/QH14 58", "44/2005/QH11 72", "20/2027/NĐ-CP 1"
CIRCULAR = {"13/2019/TT-MAU 1", "13/2019/TT-MAU 2"}


@pytest.mark.parametrize(
    ("force", "on", "shown", "hidden"),
    [
        (Force.NOT_ENDED, TODAY, {LAW, *CIRCULAR}, 2),
        (Force.CONFIRMED, TODAY, {LAW}, 4),
        (Force.ANY, TODAY, {LAW, OLD, NOT_YET, *CIRCULAR}, 0),
        (Force.NOT_ENDED, date(2027, 1, 1), {LAW, NOT_YET, *CIRCULAR}, 1),
    ],
)
def test_what_is_not_in_force_on_the_day_is_hidden_and_counted(
    filled: Library, force: Force, on: date, shown: set[str], hidden: int
) -> None:
    found = filled.look_up("hướng dẫn viên du lịch", Filters(force=force), on=on)
    assert places(found) == shown
    assert found.hidden == hidden


@pytest.mark.parametrize(
    ("force", "on", "shown"),
    [
        (Force.NOT_ENDED, date(2026, 6, 30), {"1", "3"}),
        (Force.NOT_ENDED, date(2026, 7, 1), {"3"}),
        (Force.NOT_ENDED, date(2027, 1, 1), {"2", "3"}),
        (Force.CONFIRMED, date(2026, 6, 30), {"3"}),
        (Force.CONFIRMED, date(2027, 1, 1), {"3"}),
        (Force.ANY, date(2026, 7, 1), {"1", "2", "3"}),
    ],
)
def test_an_article_is_judged_apart_from_its_document(
    library: Library,
    write_lines: Callable[..., Path],
    law: Callable[..., dict[str, Any]],
    force: Force,
    on: date,
    shown: set[str],
) -> None:
    """Điều 1 is repealed from 1 July, Điều 2 begins next year, Điều 3 alone somebody confirmed."""
    begins = {"kind": "takes_effect", "number": "5/2025/NĐ-MAU", "article": "2", "since": "2027-01-01"}
    repeals = {"kind": "partly_repeals", "number": "5/2025/NĐ-MAU", "article": "1"}
    places = [article(n, f"Việc {n}", f"Trông giữ xe đạp, việc {n}.") for n in "123"]
    read = write_lines(
        law("5/2025/NĐ-MAU", checked_on=None, status="unknown", relations=[begins], articles=places),
        law(
            "6/2026/NĐ-MAU", effective_from="2026-07-01", relations=[repeals], articles=[article("1", "Khác", "Khác.")]
        ),
    )
    library.import_paths([read])
    library.confirm_place("5/2025/ND-MAU", LegalPlace("3"), by="Trần Thị Bình", on=TODAY, source="vbpl.vn")
    found = library.look_up("trông giữ xe đạp", Filters(force=force), on=on)
    assert {hit.article for hit in found.hits} == shown
    assert found.hidden == 3 - len(shown)


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        (Filters(type="Luật", force=Force.ANY), {LAW, OLD}),
        (Filters(type="Luật"), {LAW}),
        (Filters(issuer="Bộ Mẫu"), CIRCULAR),
        (Filters(year=2019), CIRCULAR),
        (Filters(type="Luật", year=2005, force=Force.ANY), {OLD}),
        (Filters(type="Luật", issuer="Bộ Mẫu"), set()),
    ],
)
def test_filters_all_hold(filled: Library, filters: Filters, shown: set[str]) -> None:
    assert places(filled.look_up("hướng dẫn viên du lịch", filters, on=TODAY)) == shown


def test_facets_count_each_choice_under_the_others(filled: Library) -> None:
    everything = filled.look_up("hướng dẫn viên du lịch", on=TODAY).facets
    assert everything.types == {"Luật": 2, "Thông tư": 2, "Nghị định": 1}
    assert list(everything.years) == [2026, 2019, 2017, 2005]
    laws = filled.look_up("hướng dẫn viên du lịch", Filters(type="Luật"), on=TODAY).facets
    assert laws.types == everything.types
    assert laws.issuers == {"Quốc hội": 2}
    assert laws.years == {2017: 1, 2005: 1}


def test_hits_stand_by_document_the_best_first(filled: Library) -> None:
    found = filled.look_up("việc số 2 hướng dẫn viên", on=TODAY)
    first = found.groups[0]
    assert (first.document, first.number, first.name) == ("13/2019/TT-MAU", "13/2019/TT-MAU", "Thông tư Hướng dẫn viên")
    assert [hit.article for hit in first.hits] == ["2", "1"]
    assert [hit.id for group in found.groups for hit in group.hits].count(found.hits[0].id) == 1
    assert sum(len(group.hits) for group in found.groups) == len(found.hits)


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("thẻ hướng dẫn viên theo Luật Du lịch năm 2005", OLD),
        ("thẻ hướng dẫn viên theo Luật Du lịch 2017", LAW),
        ("the huong dan vien theo luat du lich nam 2005", OLD),
        ("luật du lịch 2017 điều 58 thẻ", LAW),
    ],
)
def test_a_law_named_in_the_question_is_looked_into_first(filled: Library, query: str, best: str) -> None:
    first = filled.look_up(query, Filters(force=Force.ANY), on=TODAY).hits[0]
    assert f"{first.number} {first.article}" == best


def test_marks_are_put_back_unless_taken_literally(filled: Library) -> None:
    found = filled.look_up("huong dan vien du lich", on=TODAY)
    assert found.restored == "hướng dẫn viên du lịch"
    assert found.hits[0].spans
    literal = filled.look_up("huong dan vien du lich", on=TODAY, literal=True)
    assert literal.restored == ""
    assert filled.look_up("hướng dẫn viên", on=TODAY).restored == ""


def test_spoken_words_are_put_into_those_of_the_law_unless_taken_literally(filled: Library) -> None:
    found = filled.look_up("xin hỏi CSGT có thẻ hướng dẫn viên ko")
    assert found.restored == "xin hỏi cảnh sát giao thông có thẻ hướng dẫn viên không"
    assert LAW in places(found)
    assert not filled.look_up("xin hỏi CSGT", literal=True).restored


def test_what_is_cited_is_shown_whatever_its_validity(filled: Library) -> None:
    found = filled.look_up("Điều 72 44/2005/QH11", on=TODAY)
    assert f"{found.hits[0].number} {found.hits[0].article}" == OLD
    assert filled.look_up("Điều 72 44/2005/QH11", Filters(type="Thông tư"), on=TODAY).hits[:1] != found.hits[:1]


def test_quoted_words_are_verified_with_and_without_marks(filled: Library) -> None:
    assert places(filled.look_up('"được cấp thẻ"', Filters(force=Force.ANY), on=TODAY)) == {OLD}
    assert places(filled.look_up('"duoc cap the"', Filters(force=Force.ANY), on=TODAY)) == {OLD}
    assert places(filled.look_up('"cấp được thẻ"', Filters(force=Force.ANY), on=TODAY)) == set()


@pytest.mark.parametrize("query", ["", "  ", "?!", "xyzzy"])
def test_nothing_is_found_for_nothing(filled: Library, query: str) -> None:
    found = filled.look_up(query, on=TODAY)
    assert (found.hits, found.groups, found.hidden, found.restored) == ((), (), 0, "")


def test_search_hides_nothing(filled: Library) -> None:
    hits = filled.search("hướng dẫn viên du lịch", on=TODAY)
    assert {f"{h.number} {h.article}" for h in hits} == {LAW, OLD, NOT_YET, *CIRCULAR}
