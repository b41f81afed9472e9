"""Showing a large picture to a detector in pieces, and making one place of what it saw several times."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from studio.images.detection import OVERLAP, TILE, FoundSpot, clipped, overlap, pyramid, spans
from studio.images.recipe import Rect

sizes = st.integers(1, 12_000)


def red(least: int = 6) -> object:
    """A detector of red rectangles of `least` pixels or more, as they show in the tile."""

    def look(tile: Image.Image) -> Iterable[FoundSpot]:
        assert max(tile.size) <= TILE
        mask = tile.getchannel("R").point(lambda level: 255 if level > 200 else 0)
        box = mask.getbbox()
        if box and min(box[2] - box[0], box[3] - box[1]) >= least:
            yield FoundSpot(box=(box[0], box[1], box[2] - box[0], box[3] - box[1]), score=80)

    return look


def with_red(size: tuple[int, int], box: Rect) -> Image.Image:
    image = Image.new("RGB", size, (20, 60, 20))
    x, y, w, h = box
    ImageDraw.Draw(image).rectangle((x, y, x + w - 1, y + h - 1), fill=(255, 0, 0))
    return image


@given(sizes)
def test_spans_cover_every_pixel_and_share_enough(length: int) -> None:
    cut = spans(length)
    assert cut[0][0] == 0
    assert cut[-1][1] == length
    assert all(0 < end - start <= TILE for start, end in cut)
    assert all(left[1] - right[0] >= OVERLAP for left, right in pairwise(cut))


@pytest.mark.parametrize(
    "box",
    [(1190, 880, 60, 70), (10, 10, 40, 40), (2560, 1940, 40, 40), (600, 300, 1400, 1300), (830, 0, 100, 100)],
    ids=["middle", "corner", "last corner", "larger than a tile", "across an edge"],
)
def test_one_thing_is_one_box_wherever_it_lies(box: Rect) -> None:
    found = pyramid(with_red((2600, 1980), box), red(), (320, 960, 2640))  # type: ignore[arg-type]
    assert len(found) == 1
    assert overlap(found[0].box, box) > 0.85


def test_a_small_thing_is_found_only_where_it_is_shown_large() -> None:
    image = with_red((2600, 1980), (1500, 900, 14, 14))
    assert pyramid(image, red(), (320, 960)) == ()  # type: ignore[arg-type]
    (found,) = pyramid(image, red(), (960, 2640))  # type: ignore[arg-type]
    assert found.box == (1500, 900, 14, 14)


def test_a_small_picture_is_shown_once_and_never_enlarged() -> None:
    shown: list[tuple[int, int]] = []

    def look(tile: Image.Image) -> list[FoundSpot]:
        shown.append(tile.size)
        return []

    pyramid(Image.new("RGB", (300, 200)), look, (320, 960, 2640))
    pyramid(Image.new("RGB", (1, 3000)), look, (320,))
    assert shown == [(300, 200), (1, 320)]


def test_of_what_overlaps_the_surest_is_kept_and_neighbours_stay_two() -> None:
    boxes = [((100, 100, 50, 60), 60), ((104, 102, 50, 60), 91), ((140, 100, 50, 60), 70), ((108, 112, 20, 24), 55)]
    found = pyramid(
        Image.new("RGB", (300, 300)), lambda tile: [FoundSpot(box=box, score=score) for box, score in boxes], (320,)
    )
    # The small one lies inside another: a child before a grown-up is a face of its own.
    assert [(one.box, one.score) for one in found] == [
        ((104, 102, 50, 60), 91), ((140, 100, 50, 60), 70), ((108, 112, 20, 24), 55)
    ]  # fmt: skip


@given(st.tuples(*[st.floats(-300, 300)] * 2, *[st.floats(0, 400)] * 2))
def test_a_box_is_clipped_outward_to_whole_pixels_of_the_picture(box: Rect) -> None:
    inside = clipped(box, (200, 100))
    if inside is None:
        left, top, right, bottom = max(box[0], 0), max(box[1], 0), box[0] + box[2], box[1] + box[3]
        assert min(min(right, 200) - left, min(bottom, 100) - top) <= 0
        return
    x, y, w, h = inside
    assert all(part == int(part) for part in inside)
    assert 0 <= x < x + w <= 200
    assert 0 <= y < y + h <= 100
    assert x <= max(0, box[0])
    assert x + w >= min(200, box[0] + box[2])
