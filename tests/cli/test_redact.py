"""Faces and boxes covered without a window: found by the detector, filled on the original, nothing of them left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from studio.cli import image_work
from studio.cli.image_work import redacted
from studio.errors import BadInput
from studio.images.detection import DetectionReport
from studio.images.edits import COVER
from studio.images.image_workers import ImageWorkers
from studio.images.readback import leftovers
from studio.images.recipe import Subject
from studio.phrase import Bilingual
from tests.images.crowd import FACE, PICTURES
from tests.images.pictures import colour_at

PORTRAIT = PICTURES / "astronaut.png"
MIDDLE = round(FACE[0] + FACE[2] / 2), round(FACE[1] + FACE[3] / 2)


@pytest.fixture
def image_workers() -> Iterator[ImageWorkers]:
    with ImageWorkers() as image_workers:
        yield image_workers


def covered(
    image_workers: ImageWorkers, tmp_path: Path, fill: str, *, boxes: str | None = None, seek: Subject
) -> Image.Image:
    made = redacted(image_workers, PORTRAIT, boxes=boxes, seek=[seek], fill=fill, format="png")
    assert leftovers(made.data) == ()
    (tmp_path / "out.png").write_bytes(made.data)
    return Image.open(tmp_path / "out.png")


def test_a_face_that_is_found_is_covered_with_its_surroundings(image_workers: ImageWorkers, tmp_path: Path) -> None:
    solid = covered(image_workers, tmp_path, "solid", seek=Subject.FACE, boxes="[[400, 400, 50, 50]]")
    x, y, w, h = FACE
    for spot in (MIDDLE, (round(x), round(y + h / 2)), (round(x + w), round(y + h / 2)), (425, 425)):
        assert colour_at(solid, *spot) == COVER
    before = Image.open(PORTRAIT).convert("RGB")
    assert colour_at(solid, 30, 480) == colour_at(before, 30, 480)


def test_a_mosaic_stands_where_the_face_was(image_workers: ImageWorkers, tmp_path: Path) -> None:
    mosaic = covered(image_workers, tmp_path, "mosaic", seek=Subject.FACE)
    assert colour_at(mosaic, *MIDDLE) not in (COVER, colour_at(Image.open(PORTRAIT).convert("RGB"), *MIDDLE))


def test_a_pc_without_a_detector_says_so(image_workers: ImageWorkers, monkeypatch: pytest.MonkeyPatch) -> None:
    lack = DetectionReport(
        looks=(), absent=(Bilingual("Máy này chưa có bộ dò khuôn mặt.", "This PC has no detector of faces."),)
    )
    monkeypatch.setattr(image_work, "look", lambda *_, **__: lack)
    with pytest.raises(BadInput, match="bộ dò"):
        redacted(image_workers, PORTRAIT, boxes=None, seek=[Subject.FACE], fill="solid", format="png")


def test_where_nothing_is_found_no_file_pretends_to_be_covered(image_workers: ImageWorkers) -> None:
    with pytest.raises(BadInput, match="--boxes"):
        redacted(image_workers, PICTURES / "coffee.png", boxes=None, seek=[Subject.FACE], fill="solid", format="png")
