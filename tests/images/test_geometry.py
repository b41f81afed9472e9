"""The three planes of a picture: there and back, and no cut with an empty corner."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.images.geometry import (
    cut_of,
    finished_size,
    fitted_cut,
    has_empty_corner,
    largest_cut,
    placement,
    straightening,
)
from studio.images.recipe import Recipe, untouched
from tests.images.recipes import ANGLES, RECIPES, SIZES

RATIOS = st.sampled_from([None, 1.0, 16 / 9, 9 / 16, 4 / 5])


@given(RECIPES, st.floats(0, 1), st.floats(0, 1))
def test_a_place_goes_there_and_back(recipe: Recipe, across: float, down: float) -> None:
    place = placement(recipe, (900, 700))
    point = across * recipe.width, down * recipe.height
    assert place.back.at(place.forth.at(point)) == pytest.approx(point, abs=1e-6)


@given(RECIPES)
def test_the_cut_fills_the_finished_picture(recipe: Recipe) -> None:
    place = placement(recipe, (900, 700))
    x, y, w, h = cut_of(recipe)
    straight = [straightening(recipe.size, -recipe.angle).at(corner) for corner in ((x, y), (x + w, y + h))]
    ends = [place.forth.at(point) for point in straight]
    assert sorted(x for x, _ in ends) == pytest.approx([0, place.size[0]], abs=1e-6)
    assert sorted(y for _, y in ends) == pytest.approx([0, place.size[1]], abs=1e-6)


@given(SIZES, ANGLES, RATIOS)
def test_the_largest_cut_has_no_empty_corner_and_could_not_be_larger(
    size: tuple[int, int], angle: float, ratio: float | None
) -> None:
    x, y, w, h = largest_cut(size, angle, ratio)
    assert w / h == pytest.approx(ratio or size[0] / size[1])
    assert not has_empty_corner(size, angle, (x, y, w, h))
    assert has_empty_corner(size, angle, (x - w * 0.005, y - h * 0.005, w * 1.01, h * 1.01))


@given(SIZES, ANGLES, st.tuples(*[st.floats(-0.3, 1.2)] * 2), st.tuples(*[st.floats(0.02, 1.5)] * 2))
def test_a_cut_that_leaves_the_picture_is_brought_in(
    size: tuple[int, int], angle: float, at: tuple[float, float], share: tuple[float, float]
) -> None:
    cut = at[0] * size[0], at[1] * size[1], share[0] * size[0], share[1] * size[1]
    fitted = fitted_cut(size, angle, cut)
    assert not has_empty_corner(size, angle, fitted)
    assert fitted[2] / fitted[3] == pytest.approx(cut[2] / cut[3])
    assert fitted[2] <= cut[2] + 1e-6
    if not has_empty_corner(size, angle, cut):
        assert fitted == cut


def test_a_quarter_turn_goes_clockwise_and_a_mirror_comes_after_it() -> None:
    recipe = untouched("0" * 64, (400, 300))
    turned = Recipe(source=recipe.source, width=400, height=300, turns=1)
    assert placement(turned).forth.at((0, 0)) == pytest.approx((300, 0))
    mirrored = Recipe(source=recipe.source, width=400, height=300, turns=1, mirrored=True)
    assert placement(mirrored).forth.at((0, 0)) == pytest.approx((0, 0))


def test_straightening_by_a_positive_angle_turns_clockwise() -> None:
    x, y = straightening((200, 200), 90).at((100, 0))
    assert (x, y) == pytest.approx((200, 100))


def test_nothing_is_enlarged() -> None:
    recipe = untouched("0" * 64, (400, 300))
    assert finished_size(recipe, (4000, 4000)) == (400, 300)
    assert finished_size(recipe, (200, 4000)) == (200, 150)
    assert placement(recipe, (200, 4000)).scale == pytest.approx(0.5)
