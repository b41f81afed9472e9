"""Which offers answer what was typed: without marks, word by word, a law first where one is typed."""

from __future__ import annotations

import pytest

from studio.ui.command.offers import MOST, CommandOffer, OfferKind, answers, at_rest, names_a_law, rank
from studio.ui.widgets.picks import Pick


def offer(
    title: str, kind: OfferKind = OfferKind.COMMAND, *, words: str = "", found: bool = False, reason: str = ""
) -> CommandOffer:
    return CommandOffer(
        pick=Pick(id=title, title=title, reason=reason), kind=kind, act=lambda: None, words=words, found=found
    )


def titles(found: list[tuple[OfferKind, tuple[CommandOffer, ...]]]) -> dict[OfferKind, list[str]]:
    return {kind: [o.pick.title for o in some] for kind, some in found}


@pytest.mark.parametrize(
    ("query", "place"),
    [("duyet", 1), ("Gửi", 0), ("gui du", 0), ("d g", 1), ("yệt", 2), ("gui bai", None), ("dem", 1), ("DUYỆT gửi", 1)],
)
def test_words_are_compared_without_marks_in_any_order(query: str, place: int | None) -> None:
    assert rank(offer("Gửi duyệt", words="nền đêm"), query) == place


def test_what_the_store_found_is_not_compared_again() -> None:
    assert rank(offer("Bài về giao thông", found=True), "csgt") == 0


@pytest.mark.parametrize(
    ("query", "law"),
    [
        ("13/2023", True),
        ("13/2023/NĐ-CP", True),
        ("điều 5 nghị định 13/2023/NĐ-CP", True),
        ("dieu 5", True),
        ("Luật An ninh mạng", True),
        ("30/nq-cp", True),
        ("25/11", False),
        ("cảnh báo", False),
        ("giờ tiếp dân", False),
        ("điểm tin tuần", False),
        ("khoản 1 điều 5", True),
        ("điều kiện đăng ký", False),
    ],
)
def test_a_typed_law_is_recognised(query: str, law: bool) -> None:
    assert names_a_law(query) is law


def test_groups_come_in_order_and_the_law_first_where_it_is_typed() -> None:
    some = [
        offer("Điều 5 · 13/2023/NĐ-CP", OfferKind.LAW, found=True),
        offer("Bài 13/2023", OfferKind.POST, found=True),
        offer("Lệnh 13/2023"),
    ]
    assert [kind for kind, _ in answers(some, "13/2023")] == [OfferKind.LAW, OfferKind.COMMAND, OfferKind.POST]
    assert [kind for kind, _ in answers(some, "bai")] == [OfferKind.POST, OfferKind.LAW]


def test_the_best_come_first_and_no_group_is_endless() -> None:
    many = [offer(f"Bỏ lệnh {n}") for n in range(30)]
    found = titles(answers([*many, offer("Lệnh mở")], "lenh"))[OfferKind.COMMAND]
    assert found[0] == "Lệnh mở"
    assert len(found) == MOST[OfferKind.COMMAND]


def test_at_rest_the_last_used_come_first_once_and_nothing_that_cannot_be_done() -> None:
    offers = [offer("A", OfferKind.PAGE), offer("B"), offer("C", reason="không"), offer("P", OfferKind.POST)]
    found = at_rest(offers, ["P", "C", "B", "gone"])
    assert titles(found) == {OfferKind.RECENT: ["P", "B"], OfferKind.PAGE: ["A"], OfferKind.COMMAND: ["C"]}
