"""A card is adjusted by hand as far as the locks of its layout allow, whoever asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.errors import BadInput, NotFound, Refused
from studio.templates.card import CardTouch
from studio.templates.layout import ALL_LOCKS, Layer, Layout, Lock
from studio.templates.touch import NEAREST, guard, hideable, kept, photo_movable, put, with_breaks

TOUCHES = {
    Lock.CONTENT: CardTouch(card="notice", size="sq", focal=(0.2, 0.3), zoom=1.5),
    Lock.STYLE: CardTouch(card="notice", size="sq", breaks=(("headline", ("Cảnh báo", "lừa đảo")),)),
    Lock.REMOVE: CardTouch(card="notice", size="sq", hidden=("hero_photo",)),
}


def layout(locks: frozenset[Lock], *, required: bool = False) -> Layout:
    photo = Layer(id="hero_photo", kind="photo", locks=locks, required=required)
    text = Layer(id="headline", kind="text", slot="headline", locks=locks, required=True)
    outer = Layer(id="outer", kind="stack", children=(photo, text))
    return Layout(id="notice", title_vi="Thẻ", title_en="Card", slots=("headline",), layers=(outer,), sha256="a" * 64)


@pytest.mark.parametrize(("lock", "touch"), TOUCHES.items())
def test_each_lock_refuses_its_touch_and_only_that(lock: Lock, touch: CardTouch) -> None:
    with pytest.raises(Refused, match="cố định"):
        guard(layout(frozenset({lock})), touch)
    guard(layout(ALL_LOCKS - {lock}), touch)
    assert kept(layout(frozenset({lock})), [touch]) == ()
    assert kept(layout(ALL_LOCKS - {lock}), [touch]) == (touch,)


def test_what_is_required_stays() -> None:
    free = layout(frozenset(), required=True)
    assert hideable(free) == ()
    with pytest.raises(Refused):
        guard(free, TOUCHES[Lock.REMOVE])
    with pytest.raises(Refused):
        guard(free, replace(TOUCHES[Lock.REMOVE], hidden=("headline",)))


@pytest.mark.parametrize(
    "touch",
    [
        CardTouch(card="notice", size="sq", zoom=0.9),
        CardTouch(card="notice", size="sq", zoom=NEAREST + 0.1),
        CardTouch(card="notice", size="sq", zoom=float("nan")),
        CardTouch(card="notice", size="sq", focal=(1.2, 0.5)),
        CardTouch(card="notice", size="sq", focal=(float("nan"), 0.5)),
        CardTouch(card="notice", size="sq", breaks=(("headline", ("Một dòng",)),)),
        CardTouch(card="notice", size="sq", breaks=(("headline", ("Cảnh báo", " ")),)),
    ],
)
def test_values_out_of_range_are_refused(touch: CardTouch) -> None:
    with pytest.raises(BadInput):
        guard(layout(frozenset()), touch)


def test_a_layer_that_there_is_not() -> None:
    with pytest.raises(NotFound, match="khong_co"):
        guard(layout(frozenset()), CardTouch(card="notice", size="sq", hidden=("khong_co",)))


def test_without_a_photo_there_is_nothing_to_move() -> None:
    bare = replace(layout(frozenset()), layers=())
    assert not photo_movable(bare)
    with pytest.raises(Refused):
        guard(bare, TOUCHES[Lock.CONTENT])


def test_lines_hold_as_long_as_the_words_are_the_same() -> None:
    touch = TOUCHES[Lock.STYLE]
    assert with_breaks(touch, "headline", "Cảnh báo lừa đảo") == "Cảnh báo\nlừa đảo"
    assert with_breaks(touch, "headline", "Cảnh báo  lừa\u00a0đảo") == "Cảnh báo\nlừa\u00a0đảo"
    assert with_breaks(touch, "headline", "Cảnh báo lừa đảo mới") == "Cảnh báo lừa đảo mới"
    assert with_breaks(touch, "kicker", "Cảnh báo lừa đảo") == "Cảnh báo lừa đảo"


def test_there_is_one_touch_a_card_and_size_and_none_that_changes_nothing() -> None:
    first, other = TOUCHES[Lock.CONTENT], CardTouch(card="notice", size="a4", zoom=2.0)
    again = replace(first, zoom=2.0)
    assert put(put(put((), first), other), again) == (other, again)
    assert put((first, other), CardTouch(card="notice", size="sq")) == (other,)
