"""Recipes at random, within what the editor allows, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from studio.images.geometry import fitted_cut
from studio.images.recipe import Adjust, Cover, Fill, Point, Recipe, Subject
from studio.images.recipe_validation import LEAST

SIZES = st.tuples(st.integers(120, 4000), st.integers(120, 4000))
SMALL = st.tuples(st.integers(40, 120), st.integers(40, 120))
ANGLES = st.one_of(st.just(0.0), st.floats(-15, 15))
SOURCE = "ab" * 32


def recipes(sizes: st.SearchStrategy[tuple[int, int]]) -> st.SearchStrategy[Recipe]:
    """Cut, straightened, turned and mirrored; nothing covered."""
    return st.builds(
        _recipe, sizes, ANGLES, st.none() | st.tuples(*[st.floats(0, 0.8)] * 2, *[st.floats(0.25, 1)] * 2),
        st.integers(0, 3), st.booleans(),
    ).filter(_large_enough)  # fmt: skip


def _large_enough(recipe: Recipe) -> bool:
    """Whether the editor would let the cut be that small."""
    return recipe.crop is None or min(recipe.crop[2:]) >= min(LEAST, *recipe.size)


def _recipe(
    size: tuple[int, int], angle: float, cut: tuple[float, float, float, float] | None, turns: int, mirrored: bool
) -> Recipe:
    width, height = size
    crop = cut and fitted_cut(size, angle, (cut[0] * width, cut[1] * height, cut[2] * width, cut[3] * height))
    return Recipe(source=SOURCE, width=width, height=height, angle=angle, crop=crop, turns=turns, mirrored=mirrored)


RECIPES = recipes(SIZES)
ADJUSTS = st.builds(
    Adjust, exposure=st.floats(-2, 2), contrast=st.integers(-100, 100), shadows=st.integers(-100, 100),
    warmth=st.integers(-100, 100), tint=st.integers(-100, 100), sharpen=st.integers(0, 100),
)  # fmt: skip


def covers(size: tuple[int, int], fill: Fill = Fill.SOLID) -> st.SearchStrategy[Cover]:
    """Boxes and polygons that may reach over the edges of the picture."""
    point: st.SearchStrategy[Point] = st.tuples(st.floats(-10, size[0] + 10), st.floats(-10, size[1] + 10))
    return st.builds(
        Cover,
        id=st.just("c1"),
        subject=st.just(Subject.FACE),
        points=st.lists(point, min_size=2, max_size=7).map(tuple),
        fill=st.just(fill),
        seed=st.integers(0, 2**31 - 1),
    )
