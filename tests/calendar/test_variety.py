"""What readers would take for the post of yesterday: three of one look after another, on one page, within a week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from studio.calendar.variety import FirstCardLook, like_those_before

DAY = date(2026, 12, 7)
LOOK = FirstCardLook(day=DAY, palette="warning", layout="alert")


def ago(days: int, **told: object) -> FirstCardLook:
    return replace(LOOK, day=DAY - timedelta(days=days), **told)  # type: ignore[arg-type]


def test_three_of_one_look_are_alike_two_are_not() -> None:
    assert like_those_before(LOOK, [ago(1), ago(3)])
    assert not like_those_before(LOOK, [ago(1)])


def test_colours_layout_or_composition_of_its_own_tell_one_apart() -> None:
    for told in ({"palette": "law"}, {"layout": "steps"}, {"built": "list"}):
        assert not like_those_before(replace(LOOK, **told), [ago(1), ago(3)])  # type: ignore[arg-type]
        assert not like_those_before(LOOK, [ago(1, **told), ago(2), ago(3)])


def test_only_the_last_week_of_the_same_page_counts() -> None:
    assert not like_those_before(LOOK, [ago(1), ago(8)])
    mine, other = frozenset({"facebook"}), frozenset({"zalo"})
    assert not like_those_before(replace(LOOK, pages=mine), [ago(1, pages=other), ago(2, pages=mine)])
    assert like_those_before(replace(LOOK, pages=mine), [ago(1, pages=other), ago(2, pages=mine), ago(3, pages=mine)])
