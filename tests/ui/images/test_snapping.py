"""Snapping and pulling, as plain arithmetic."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF

from studio.ui.images.canvas.handles import PLACES, as_far, handle_at, pulled
from studio.ui.images.canvas.select import SnapLines

FRAME = QRectF(0, 0, 1000, 600)
BOX = QRectF(200, 100, 300, 200)


@pytest.mark.parametrize(
    ("box", "by", "guides"),
    [
        (QRectF(3, 50, 100, 100), (-3, 0), 1),
        (QRectF(448, 248, 100, 100), (2, 2), 2),
        (QRectF(895, 497, 100, 100), (5, 3), 2),
        (QRectF(120, 70, 100, 100), (0, 0), 0),
    ],
    ids=["left edge", "middle", "lower right corner", "nothing near"],
)
def test_a_box_snaps_to_edges_and_middles_of_the_frame(box: QRectF, by: tuple[float, float], guides: int) -> None:
    snap = SnapLines(FRAME).snap_box(box, 6)
    assert (snap.by.x(), snap.by.y()) == by
    assert len(snap.guides) == guides


def test_a_box_snaps_to_another_one_and_the_nearest_wins() -> None:
    other = QRectF(400, 100, 80, 40)
    snap = SnapLines(FRAME, (other,)).snap_box(QRectF(404, 300, 30, 30), 8)
    assert snap.by.x() == -4
    near = SnapLines(FRAME, (other, QRectF(406, 500, 20, 20))).snap_box(QRectF(404, 300, 30, 30), 8)
    assert near.by.x() == 2


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("ratio", [None, 1.0, 1.91])
def test_a_pulled_box_stands_still_opposite_to_its_handle(name: str, ratio: float | None) -> None:
    start = BOX if ratio is None else QRectF(200, 100, 200 * ratio, 200)
    made = pulled(start, name, QPointF(37, 23), 8, ratio)
    x, y = PLACES[name]
    for axis, share in ((0, 1 - x), (1, 1 - y)):
        lengths = [(box.x(), box.width()) if axis == 0 else (box.y(), box.height()) for box in (start, made)]
        still = [begin + share * long for begin, long in lengths]
        assert still[0] == pytest.approx(still[1])
    if ratio is not None:
        assert made.width() / made.height() == pytest.approx(ratio)


def test_a_box_pulled_over_its_other_side_keeps_the_least_length() -> None:
    made = pulled(BOX, "nw", QPointF(900, 900), 8)
    assert (made.width(), made.height()) == (8, 8)
    assert handle_at(made, "se") == handle_at(BOX, "se")


def test_a_pull_goes_as_far_as_it_fits() -> None:
    made = as_far(BOX, QRectF(200, 100, 1300, 200), FRAME.contains)
    assert made.right() == pytest.approx(1000, abs=0.01)
    assert FRAME.contains(made)
