from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.library.model import Status
from studio.library.service import Library

TODAY = date(2026, 11, 25)


def article(number: str, heading: str, text: str) -> dict[str, str]:
    return {"id": f"mau-{number}", "number": number, "heading": heading, "path": "", "text": text}


@pytest.fixture
def filled(library: Library, write_lines: Callable[..., Path], law: Callable[..., dict[str, Any]]) -> Library:
    warning = [
        article("1", "Cảnh báo lừa đảo", "Kẻ gian lừa đảo chiếm đoạt tài sản qua mạng xã hội tại Đà Nẵng."),
        article("2", "Căn cước", "Công dân từ đủ 14 tuổi làm thẻ căn cước tại Uỷ ban hoặc Công an phường."),
        article("3", "Đảo", "Quy định về bảo vệ đảo và quần đảo."),
        article("4", "Lửa", "Phòng cháy, chữa cháy: dập lửa đúng cách."),
    ]
    traffic = [article("5", "Tốc độ", "Điều khiển xe chạy quá tốc độ bị phạt tiền.")]
    old = [article("9", "Hết hạn", "Tốc độ tối đa cũ trên đường cao tốc.")]
    library.import_paths(
        [
            write_lines(
                law("13/2023/NĐ-CP", type="Nghị định", title="Việc mẫu", articles=warning, checked_on=None),
                law("36/2024/QH15", type="Luật", title="Luật Giao thông mẫu", articles=traffic),
                law("23/2008/QH12", type="Luật", title="Luật cũ", articles=old, effective_to="2026-03-01"),
            )
        ]
    )
    return library


def ids(library: Library, query: str, limit: int = 20) -> list[str]:
    return [hit.id for hit in library.search(query, limit=limit, on=TODAY)]


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("lừa đảo", "mau-1"),
        ("lua dao", "mau-1"),  # đ is a letter of its own: only folding finds it
        ("da nang", "mau-1"),
        ("LỪA ĐẢO QUA MẠNG", "mau-1"),
        ("chiếm đoạt tai san", "mau-1"),
        ("ủy ban", "mau-2"),  # the text has the other placement of the mark
        ("lửa", "mau-4"),
        ("quần đảo", "mau-3"),
        ('"chạy quá tốc độ"', "mau-5"),
    ],
)
def test_the_best_article_comes_first(filled: Library, query: str, best: str) -> None:
    assert ids(filled, query)[0] == best


def test_marks_tell_words_apart(filled: Library) -> None:
    assert ids(filled, "lừa") == ["mau-1"]
    assert ids(filled, "lửa") == ["mau-4"]
    assert set(ids(filled, "lua")) == {"mau-1", "mau-4"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("13/2023/NĐ-CP", ["mau-1", "mau-2", "mau-3", "mau-4"]),
        ("nghi dinh 13/2023", ["mau-1", "mau-2", "mau-3", "mau-4"]),
        ("Điều 3 NĐ 13/2023", ["mau-3"]),
        ("khoản 1 dieu 2 nghị định số 13/2023/NĐ-CP ngày 05 tháng 01 năm 2026 của Đơn vị mẫu", ["mau-2"]),
        ("Luật Giao thông mẫu", ["mau-5"]),
        ("Điều 5 Luật Giao thông mẫu", ["mau-5"]),
    ],
)
def test_numbers_and_citations_go_straight_to_the_place(filled: Library, query: str, found: list[str]) -> None:
    assert ids(filled, query)[: len(found)] == found


def test_words_beside_a_number_choose_among_its_articles(filled: Library) -> None:
    assert ids(filled, "13/2023/NĐ-CP căn cước")[0] == "mau-2"


def test_a_quoted_phrase_must_stand_in_the_text(filled: Library) -> None:
    assert ids(filled, '"tài sản qua mạng"') == ["mau-1"]
    assert ids(filled, '"qua tài sản mạng"') == []


def test_each_hit_says_where_what_and_whether_it_is_in_force(filled: Library) -> None:
    hits = {hit.id: hit for hit in filled.search("tốc độ", limit=5, on=TODAY)}
    current, old = hits["mau-5"], hits["mau-9"]
    assert (current.number, current.article, current.heading) == ("36/2024/QH15", "5", "Tốc độ")
    assert [current.snippet[a:b] for a, b in current.spans] == ["tốc độ"]
    assert (current.status, old.status) == (Status.IN_FORCE, Status.EXPIRED)
    unchecked = filled.search("lừa đảo", limit=1, on=TODAY)[0]
    assert unchecked.status is Status.UNKNOWN
    before = {hit.id: hit.status for hit in filled.search("tốc độ", limit=5, on=date(2026, 2, 28))}
    assert before["mau-9"] is Status.IN_FORCE


def test_scores_fall_and_the_limit_holds(filled: Library) -> None:
    hits = filled.search("đảo tốc độ căn cước lừa", limit=3, on=TODAY)
    assert len(hits) == 3
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert filled.search("đảo", limit=0) == []


def test_removed_documents_leave_the_index(
    filled: Library, write_lines: Callable[..., Path], law: Callable[..., dict[str, Any]]
) -> None:
    filled.import_paths([write_lines(law("13/2023/NĐ-CP", articles=[article("1", "Khác", "Chuyện khác.")]))])
    assert ids(filled, "lừa đảo") == []
    assert ids(filled, "chuyện khác") == ["mau-1"]


@pytest.mark.parametrize(
    "query", ["", "   ", "?", '"', "xyzzy", 'a" OR body:b NEAR(c d) *', "^tốc* -độ +(", "\x00\ud800"]
)
def test_no_query_breaks_the_search(filled: Library, query: str) -> None:
    filled.search(query, limit=5, on=TODAY)


@settings(suppress_health_check=list(HealthCheck), max_examples=60)
@given(query=st.text(max_size=120))
def test_no_text_at_all_breaks_the_search(filled: Library, query: str) -> None:
    for hit in filled.search(query, limit=3, on=TODAY):
        assert all(0 <= a < b <= len(hit.snippet) for a, b in hit.spans)


def test_a_long_article_with_the_rare_word_is_found_below_all_the_short_ones(
    library: Library, write_lines: Callable[..., Path], law: Callable[..., dict[str, Any]]
) -> None:
    stations = [article(str(n), f"Nhà ga {n}", "Quy định về nhà ga, sân ga của ga.") for n in range(1, 401)]
    fines = "Phạt tiền người điều khiển xe vi phạm quy tắc giao thông.\n" * 400 + "Dùng xe rú ga liên tục trong đô thị."
    long = [article("7", "Xử phạt người điều khiển xe mô tô", fines)]
    documents = [law("1/2020/NĐ-MAU", type="Nghị định", articles=stations), law("168/2024/NĐ-CP", articles=long)]
    library.import_paths([write_lines(*documents)])
    found = library.search("rú ga", limit=10, on=TODAY)
    assert "168/2024/NĐ-CP" in [hit.number for hit in found]


def test_an_article_that_says_it_as_people_do_is_found_beside_that_of_the_law(
    library: Library, write_lines: Callable[..., Path], law: Callable[..., dict[str, Any]]
) -> None:
    articles = [
        article("1", "Trật tự công cộng", "Phạt tiền người sàm sỡ người khác nơi công cộng."),
        article("2", "Tội dâm ô", "Người nào dâm ô với người khác thì bị phạt tù."),
        article("3", "Khác", "Quy định khác."),
    ]
    library.import_paths([write_lines(law("1/2026/NĐ-MAU", articles=articles))])
    assert set(ids(library, "sàm sỡ")) == {"mau-1", "mau-2"}
    assert ids(library, "sàm sỡ nơi công cộng")[0] == "mau-1"


def test_quoted_words_that_stand_nowhere_together_are_looked_for_apart(filled: Library) -> None:
    assert ids(filled, '"lừa đảo Đà Nẵng" qua mạng')[0] == "mau-1"
