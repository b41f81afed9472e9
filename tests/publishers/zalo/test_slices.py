"""Paging over a list whose order and pages nobody documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from studio.publishers.zalo.publisher import PAGE, PAGES_MOST, Slice, in_pages, slice_of
from tests.publishers.zalo.zalo_rig import NOON


def line(number: int, hours_ago: float) -> dict[str, object]:
    at = NOON - timedelta(hours=hours_ago)
    return {"id": str(number), "create_date": int(at.timestamp() * 1000)}


def slices(lines: list[dict[str, object]], asked: list[int], *, total: int | None = None) -> Callable[[int], Slice]:
    def ask(offset: int) -> Slice:
        asked.append(offset)
        return Slice(lines=tuple(lines[offset : offset + PAGE]), total=total)

    return ask


def test_newest_first_stops_at_the_first_old_page() -> None:
    asked: list[int] = []
    lines = [line(number, number) for number in range(60)]
    found = list(in_pages(slices(lines, asked, total=60), NOON - timedelta(hours=15)))
    assert asked == [0, 10]
    assert len(found) == 20


def test_one_line_out_of_order_and_it_is_read_to_the_end() -> None:
    asked: list[int] = []
    lines = [line(0, 30), line(1, 0), *(line(number, 40 + number) for number in range(2, 35))]
    assert len(list(in_pages(slices(lines, asked, total=35), NOON - timedelta(hours=15)))) == 35
    assert asked == [0, 10, 20, 30]


def test_a_list_that_ignores_the_offset_ends() -> None:
    page = Slice(lines=tuple(line(number, 0) for number in range(PAGE)), total=500)
    calls: list[int] = []

    def ask(offset: int) -> Slice:
        calls.append(offset)
        return page

    assert len(list(in_pages(ask, NOON - timedelta(days=1)))) == PAGE
    assert calls == [0, 10]


def test_a_total_of_the_page_alone_does_not_end_a_full_page() -> None:
    asked: list[int] = []
    lines = [line(number, 0) for number in range(25)]
    assert len(list(in_pages(slices(lines, asked, total=10), NOON - timedelta(days=1)))) == 25


def test_there_is_an_end_to_a_list_without_one() -> None:
    calls: list[int] = []

    def ask(offset: int) -> Slice:
        calls.append(offset)
        return Slice(lines=(line(offset, 0),), total=None)

    assert len(list(in_pages(ask, NOON - timedelta(days=1)))) == PAGES_MOST


def test_odd_answers_are_no_lines() -> None:
    assert slice_of({"medias": None}) == Slice(lines=(), total=None)
    assert slice_of({"medias": ["x", {"id": "1"}], "total": "7"}) == Slice(lines=({"id": "1"},), total=7)
    assert slice_of({"medias": [], "total": -1}).total is None
