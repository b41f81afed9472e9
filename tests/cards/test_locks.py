"""What is locked on a layout stays as it was approved."""

from __future__ import annotations

import pytest

from studio.errors import NotFound, Refused
from studio.templates.layout import ALL_LOCKS, Box, Layer, Layout, Lock
from studio.templates.layout_edit import Change, Move, Remove, Resize, SetStyle, SetText, edit_layer, may_select
from tests.cards import samples

CHANGES: dict[Lock, Change] = {
    Lock.MOVE: Move(size="sq", x=7, y=9),
    Lock.RESIZE: Resize(size="sq", w=50, h=60),
    Lock.REMOVE: Remove(),
    Lock.CONTENT: SetText(text="Khác"),
    Lock.STYLE: SetStyle(key="fill", value="red"),
}


def layout(locks: frozenset[Lock], *, required: bool = False) -> Layout:
    flowed = Layer(id="flowed", kind="text", locks=frozenset())
    inner = Layer(
        id="label", kind="text", text="Chữ", locks=locks, required=required, boxes={"sq": Box(x=1, y=2, w=3, h=4)}
    )
    outer = Layer(id="outer", kind="stack", children=(inner, flowed))
    return Layout(id="notice", title_vi="Thẻ", title_en="Card", slots=(), layers=(outer,), sha256="a" * 64)


@pytest.mark.parametrize(("lock", "change"), CHANGES.items())
def test_each_lock_refuses_its_change(lock: Lock, change: Change) -> None:
    with pytest.raises(Refused, match="khóa") as caught:
        edit_layer(layout(frozenset({lock})), "label", change)
    assert "label" in caught.value.phrase.en


@pytest.mark.parametrize(("lock", "change"), CHANGES.items())
def test_without_its_lock_the_change_is_made_and_the_hash_is_another(lock: Lock, change: Change) -> None:
    before = layout(ALL_LOCKS - {lock, Lock.SELECT})
    after = edit_layer(before, "label", change)
    assert after.sha256 != before.sha256
    assert after.layer("label") != before.layer("label")
    assert before.layer("label") is not None


def test_what_cannot_be_selected_cannot_be_changed() -> None:
    with pytest.raises(Refused):
        edit_layer(layout(frozenset({Lock.SELECT})), "label", SetText(text="Khác"))
    assert not may_select(layout(frozenset({Lock.SELECT})), "label")
    assert may_select(layout(frozenset()), "label")


def test_the_change_does_what_it_says() -> None:
    free = layout(frozenset())
    moved = edit_layer(free, "label", Move(size="sq", x=7, y=9)).layer("label")
    sized = edit_layer(free, "label", Resize(size="sq", w=50, h=60)).layer("label")
    assert moved is not None
    assert sized is not None
    assert moved.boxes["sq"] == Box(x=7, y=9, w=3, h=4)
    assert sized.boxes["sq"] == Box(x=1, y=2, w=50, h=60)
    assert edit_layer(free, "label", Remove()).layer("label") is None


def test_a_required_layer_cannot_be_removed() -> None:
    with pytest.raises(Refused, match="bắt buộc"):
        edit_layer(layout(frozenset(), required=True), "label", Remove())


def test_a_flowed_layer_cannot_be_placed_by_hand() -> None:
    with pytest.raises(Refused, match="tự động"):
        edit_layer(layout(frozenset()), "flowed", Move(size="sq", x=1, y=1))


def test_an_unknown_layer_is_named() -> None:
    with pytest.raises(NotFound, match="nowhere"):
        edit_layer(layout(frozenset()), "nowhere", Remove())


def test_in_the_shipped_layouts_only_the_photo_is_open() -> None:
    def all_of(layers: tuple[Layer, ...]) -> list[Layer]:
        return [inner for layer in layers for inner in (layer, *all_of(layer.children))]

    open_layers = {
        (layer.id, lock)
        for found in samples.design().layouts.values()
        for layer in all_of(found.layers)
        for lock in ALL_LOCKS - layer.locks
    }
    assert open_layers == {("photo", Lock.CONTENT), ("photo_wide", Lock.CONTENT), ("side_photo", Lock.CONTENT)}
