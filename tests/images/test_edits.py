"""The verbs of the editor: what they do, what they refuse, and that every one can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.errors import BadInput
from studio.images import edits
from studio.images.geometry import bounds, cut_of, finished_size, placement
from studio.images.recipe import (
    Adjust,
    Corner,
    CoverDecision,
    Fill,
    MarkKind,
    Recipe,
    Subject,
    refuse_undecided,
    untouched,
)
from studio.images.recipe_validation import MOST_THINGS, checked, read, write
from tests.images.acting import ACTIONS, Action, suggested
from tests.images.recipes import SOURCE

START = untouched(SOURCE, (400, 300))


@settings(max_examples=40)
@given(st.lists(ACTIONS, min_size=50, max_size=50))
def test_fifty_actions_are_taken_back_to_the_same_bytes(actions: list[Action]) -> None:
    recipe, undo = suggested(), []
    first = write(recipe)
    for action in actions:
        before = write(recipe)
        try:
            after = action(recipe)
        except BadInput:
            assert write(recipe) == before
            continue
        assert checked(after) == read(write(after))
        undo.append(before)
        recipe = after
    while undo:  # as the window does it: from what was written
        recipe = read(undo.pop())
    assert write(recipe) == first


def test_a_cut_keeps_its_ratio_in_the_picture_as_it_is_seen() -> None:
    for turns in (0, 1):
        recipe = edits.cut_to(edits.turn(START, turns), 4 / 5)
        width, height = finished_size(recipe)
        assert width / height == pytest.approx(4 / 5, abs=0.01)


def test_a_cut_outside_is_brought_in_and_none_is_the_whole() -> None:
    recipe = edits.cut(START, (350, 250, 100, 100))
    assert cut_of(recipe) == pytest.approx((300, 200, 100, 100))
    assert cut_of(edits.cut(recipe, None)) == pytest.approx((0, 0, 400, 300))


def test_straightening_keeps_corners_full_and_is_bounded() -> None:
    recipe = edits.straighten(edits.cut(START, (0, 0, 400, 300)), 99)
    assert recipe.angle == 15
    assert recipe.crop is not None
    assert recipe.crop[2] < 400


def test_a_turn_is_clockwise_as_it_is_seen_after_a_mirror_too() -> None:
    mirrored = edits.turn(edits.mirror(START), 1)
    # Seen mirrored, the original's upper left corner is at the upper right; clockwise, it comes to the lower right.
    assert placement(mirrored).forth.at((0, 0)) == pytest.approx((300, 400))
    assert edits.turn(mirrored, -1) == edits.mirror(START)


def test_upside_down_exchanges_above_and_below() -> None:
    assert placement(edits.mirror(START, upside_down=True)).forth.at((10, 20)) == pytest.approx((10, 280))


def test_covers_are_added_moved_resized_and_removed_within_the_picture() -> None:
    recipe = edits.add_box(START, (380, 10, 100, 50))
    assert bounds(recipe.covers[0].points) == pytest.approx((380, 10, 20, 50))
    recipe = edits.move_cover(recipe, "c1", -1000, 1000)
    assert bounds(recipe.covers[0].points) == (0, 250, 20, 50)
    recipe = edits.reshape_cover(recipe, "c1", ((5, 5), (50, 60)))
    recipe = edits.add_polygon(recipe, ((0, 0), (9, 0), (0, 9)))
    assert [cover.id for cover in edits.reorder_cover(recipe, "c2", 0).covers] == ["c2", "c1"]
    assert edits.remove_cover(edits.remove_cover(recipe, "c1"), "c2") == START


def test_an_accepted_suggestion_is_covered_with_its_surroundings() -> None:
    recipe = suggested()
    accepted = edits.decide(recipe, "s1", CoverDecision.COVER, by="p1", fill=Fill.MOSAIC, seed=7)
    cover, face = accepted.covers[0], recipe.suggestions[0].box
    assert (cover.suggestion, cover.subject, cover.fill, cover.seed) == ("s1", Subject.FACE, Fill.MOSAIC, 7)
    x, y, w, h = bounds(cover.points)
    assert 1.3 <= w / face[2] <= 1.5
    assert 1.3 <= h / face[3] <= 1.5
    assert x < face[0]
    assert y < face[1]
    assert accepted.suggestions[0].decided_by == "p1"


def test_whatever_is_accepted_grows_by_fifteen_to_twenty_five_per_cent_on_every_side() -> None:
    recipe = suggested()
    for one in recipe.suggestions:
        cover = edits.decide(recipe, one.id, CoverDecision.COVER, by="p1").covers[0]
        x, y, w, h = bounds(cover.points)
        within = x > 0 and y > 0 and x + w < recipe.width and y + h < recipe.height
        if within:
            assert 1.3 - 1e-9 <= w / one.box[2] <= 1.5
            assert 1.3 - 1e-9 <= h / one.box[3] <= 1.5
    assert all(0.15 <= margin <= 0.25 for margin in edits.MARGINS.values())
    assert set(edits.MARGINS) == set(Subject)


def test_every_suggestion_has_to_be_decided() -> None:
    recipe = suggested()
    with pytest.raises(BadInput, match="3 vùng"):
        refuse_undecided(recipe)
    for one in ("s1", "s2"):
        recipe = edits.decide(recipe, one, CoverDecision.COVER, by="p1")
    with pytest.raises(BadInput) as refused:
        refuse_undecided(recipe)
    assert refused.value.sentence("en").startswith("1 suggested place is not")
    recipe = edits.decide(recipe, "s3", CoverDecision.LEAVE, by="p1")
    refuse_undecided(recipe)
    assert len(recipe.covers) == 2


def test_taking_the_cover_away_opens_its_suggestion_again() -> None:
    recipe = edits.decide(suggested(), "s2", CoverDecision.COVER, by="p1")
    assert edits.decide(recipe, "s2", CoverDecision.COVER, by="p1") == recipe
    assert edits.remove_cover(recipe, "c1") == suggested()
    left = edits.decide(recipe, "s2", CoverDecision.LEAVE, by="p2")
    assert (left.covers, left.suggestions[1].decided_by) == ((), "p2")


def test_marks_are_added_changed_and_ordered() -> None:
    recipe = edits.add_mark(START, MarkKind.ARROW, ((0, 0), (900, 50)), size=8)
    recipe = edits.add_mark(recipe, MarkKind.SOURCE, size=0.03, text="Ảnh: Công an", corner=Corner.BOTTOM_RIGHT)
    assert bounds(recipe.marks[0].points) == pytest.approx((0, 0, 400, 50))
    recipe = edits.move_mark(recipe, "m1", 30, 400)
    assert bounds(recipe.marks[0].points) == pytest.approx((0, 250, 400, 50))
    recipe = edits.change_mark(recipe, replace(edits.mark_of(recipe, "m1"), colour="yellow"))
    assert [(mark.id, mark.colour) for mark in edits.reorder_mark(recipe, "m2", 0).marks] == [
        ("m2", "red"),
        ("m1", "yellow"),
    ]
    assert edits.remove_mark(edits.remove_mark(recipe, "m2"), "m1") == START


REFUSED: list[Callable[[Recipe], Recipe]] = [
    lambda recipe: edits.add_box(recipe, (500, 10, 50, 50)),
    lambda recipe: edits.add_box(recipe, (10, 10, 0.2, 50)),
    lambda recipe: edits.add_box(recipe, (10, 10, 50, 50), Subject.TEXT, Fill.MOSAIC),
    lambda recipe: edits.add_polygon(recipe, ((0, 0), (9, 9))),
    lambda recipe: edits.add_polygon(recipe, ((0, 0), (9, 9), (18, 0)) * 70),
    lambda recipe: edits.reshape_cover(edits.add_box(recipe, (0, 0, 9, 9)), "c1", ((0, 0), (9, 9), (18, 0))),
    lambda recipe: edits.remove_cover(recipe, "c1"),
    lambda recipe: edits.decide(recipe, "s1", CoverDecision.LEAVE, by="p1"),
    lambda recipe: edits.move_mark(recipe, "m1", 1, 1),
    lambda recipe: edits.add_mark(recipe, MarkKind.TEXT, ((9, 9),), size=0, text="x"),
    lambda recipe: edits.add_mark(recipe, MarkKind.TEXT, ((9, 9),), size=9, text="x" * 301),
    lambda recipe: edits.add_mark(recipe, MarkKind.ARROW, ((9, 9),), size=9),
    lambda recipe: edits.add_mark(recipe, MarkKind.BADGE, size=0.2),
    lambda recipe: edits.add_mark(recipe, MarkKind.BOX, ((9, 9), (18, 18)), size=9, colour="pink"),
    lambda recipe: edits.adjust(recipe, Adjust(exposure=float("nan"))),
    lambda recipe: edits.adjust(recipe, Adjust(contrast=101)),
]


@pytest.mark.parametrize("action", REFUSED)
def test_what_cannot_be_meant_is_refused_in_one_sentence(action: Callable[[Recipe], Recipe]) -> None:
    with pytest.raises(BadInput) as refusal:
        action(START)
    assert "\n" not in refusal.value.phrase.vi
    assert refusal.value.phrase.vi.endswith(".")


def test_there_is_an_end_to_the_number_of_things() -> None:
    recipe = edits.add_mark(START, MarkKind.NUMBER, ((9, 9),), size=9, text="1")
    many = tuple(replace(recipe.marks[0], id=f"m{number}") for number in range(MOST_THINGS))
    recipe = checked(replace(recipe, marks=many))
    with pytest.raises(BadInput, match=f"nhiều nhất {MOST_THINGS}"):
        edits.add_mark(recipe, MarkKind.NUMBER, ((9, 9),), size=9, text="1")
