from __future__ import annotations

import pytest

from studio.library.anomalies import oddities
from studio.library.structure import ParsedArticle


def article(number: str, text: str = "Nội dung.", path: str = "Chương I CHUNG") -> ParsedArticle:
    return ParsedArticle(number=number, heading="", path=path, text=text)


def told(*articles: ParsedArticle) -> list[tuple[str, int, str]]:
    return [(o.place.vi, o.position, o.phrase.vi) for o in oddities(articles)]


def test_a_document_in_order_has_nothing_odd() -> None:
    text = "1. Một:\na) A;\nb) B;\nc) C;\nc1) C1;\nd) D;\nđ) Đ;\ne) E;\ng) G.\n1a. Một a.\n2. Hai."
    assert told(article("1", text), article("1a"), article("1b"), article("2"), article("3")) == []


@pytest.mark.parametrize(
    ("numbers", "place", "sentence"),
    [
        (("1", "4"), "Điều 4", "Điều 4 đứng ngay sau Điều 1; không thấy Điều 2–3."),
        (("1", "2", "4"), "Điều 4", "Điều 4 đứng ngay sau Điều 2; không thấy Điều 3."),
        (("2", "3", "1"), "Điều 1", "Điều 1 đứng sau Điều 3: số thứ tự lùi lại."),
        (("1", "2b", "2a"), "Điều 2a", "Điều 2a đứng sau Điều 2b: số thứ tự lùi lại."),
        (("1", "2", "2"), "Điều 2", "Điều 2 xuất hiện hai lần."),
    ],
)
def test_articles_out_of_order(numbers: tuple[str, ...], place: str, sentence: str) -> None:
    assert told(*map(article, numbers)) == [(place, len(numbers) - 1, sentence)]


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("1. A\n3. B", "khoản 3 Điều 5", "Khoản 3 đứng ngay sau khoản 1; không thấy khoản 2."),
        ("2. A", "khoản 2 Điều 5", "Khoản 2 đứng ngay sau phần mở đầu; không thấy khoản 1."),
        ("1. A\n2. B\n2. C", "khoản 2 Điều 5", "Khoản 2 Điều 5 xuất hiện hai lần."),
        ("1. A\na) B\nd) C", "điểm d khoản 1 Điều 5", "Điểm d đứng ngay sau điểm a; không thấy điểm b–c."),
        ("a) A\nc) C\nb) B", "điểm c Điều 5", "Điểm c đứng ngay sau điểm a; không thấy điểm b."),
        (
            "1. A\na) B\nf) C",
            "điểm f khoản 1 Điều 5",
            "Điểm f khoản 1 Điều 5: chữ “f” không có trong thứ tự điểm của văn bản Việt Nam.",
        ),
    ],
)
def test_clauses_and_points_out_of_order(text: str, place: str, sentence: str) -> None:
    assert (place, 0, sentence) in told(article("5", text))


def test_a_quotation_has_the_numbering_of_another_law() -> None:
    assert told(article("1", "1. Sửa như sau:\n“7. Mới;\nf) Lạ.”.\n2. Hết.")) == []


def test_an_annex_that_restarts_is_told_and_counted_apart() -> None:
    found = oddities([article("1"), article("2"), article("1", path="QUY CHẾ MẪU"), article("2", path="QUY CHẾ MẪU")])
    assert [(o.place.en, o.position) for o in found] == [("article 1", 2)]
    assert found[0].phrase.en.startswith("“QUY CHẾ MẪU” begins again")
