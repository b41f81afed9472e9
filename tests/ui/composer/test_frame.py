"""The frame of a crop stays in the picture, keeps its ratio, and comes back as it was stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.ui.composer.media.gallery import LEAST, RATIOS, CropFrame, focal_after, frame_of, ratio_name

SIZE = (2400, 1600)
HANDLES = ("n", "ne", "e", "se", "s", "sw", "w", "nw")
steps = st.floats(-3000, 3000, allow_nan=False)


def inside(frame: CropFrame) -> bool:
    room = 1e-6 * max(SIZE)
    return (
        frame.x >= -room
        and frame.y >= -room
        and frame.x + frame.w <= frame.width + room
        and frame.y + frame.h <= frame.height + room
    )


def test_no_crop_is_the_whole_picture_and_stored_as_none() -> None:
    assert frame_of(None, SIZE).whole
    assert frame_of(None, SIZE).fraction is None


def test_a_stored_crop_comes_back_as_it_was() -> None:
    crop = (0.1, 0.2, 0.5, 0.6)
    assert frame_of(crop, SIZE).fraction == pytest.approx(crop)


@given(st.sampled_from(HANDLES), steps, steps, st.sampled_from([None, *RATIOS.values()]))
def test_whatever_is_pulled_the_frame_stays_in_the_picture(
    handle: str, dx: float, dy: float, ratio: float | None
) -> None:
    start = frame_of((0.25, 0.25, 0.5, 0.5), SIZE)
    start = start if ratio is None else start.shaped(ratio)
    pulled = start.pulled(handle, dx, dy, ratio)
    assert inside(pulled)
    assert min(pulled.w, pulled.h) > 0
    if ratio is None:
        assert min(pulled.w, pulled.h) >= LEAST - 1e-6
    else:
        assert pulled.w / pulled.h == pytest.approx(ratio)


@given(steps, steps)
def test_a_moved_frame_keeps_its_size(dx: float, dy: float) -> None:
    start = frame_of((0.25, 0.25, 0.5, 0.5), SIZE)
    moved = start.moved(dx, dy)
    assert (moved.w, moved.h) == (start.w, start.h)
    assert inside(moved)


@pytest.mark.parametrize("name", list(RATIOS))
def test_a_preset_is_the_largest_box_of_its_ratio(name: str) -> None:
    shaped = frame_of(None, SIZE).shaped(RATIOS[name])
    assert ratio_name(shaped) == name
    assert max(shaped.w / SIZE[0], shaped.h / SIZE[1]) == pytest.approx(1)


def test_a_pulled_corner_leaves_the_opposite_one_where_it_is() -> None:
    start = frame_of((0.25, 0.25, 0.5, 0.5), SIZE)
    pulled = start.pulled("nw", 100, 60)
    assert (pulled.x + pulled.w, pulled.y + pulled.h) == (start.x + start.w, start.y + start.h)
    assert (pulled.x, pulled.y) == (start.x + 100, start.y + 60)


def test_the_focal_point_stays_on_the_same_spot_of_the_picture() -> None:
    after = (0.25, 0.25, 0.5, 0.5)
    assert focal_after((0.5, 0.5), None, after) == (0.5, 0.5)
    assert focal_after((0.3, 0.75), None, after) == (0.1, 1.0)
    assert focal_after((0.1, 1.0), after, None) == (0.3, 0.75)
    assert focal_after((0.0, 0.0), None, after) == (0.0, 0.0)
