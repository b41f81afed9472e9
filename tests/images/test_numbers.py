"""Numbers are suggested wherever four digits stand together; without the extra one sentence says how to get it."""

from __future__ import annotations

import importlib.util
import socket
import sys

import pytest
from PIL import Image

from studio.images.detection import FoundSpot, NoDetector, overlap, signature
from studio.images.numbers_rapidocr import RapidNumbers, RecognisedLine, numbers
from studio.images.recipe import Rect, Subject
from studio.installation import this_installation
from tests.images.crowd import picture
from tests.images.numbers import hides, written

with_extra = pytest.mark.skipif(
    importlib.util.find_spec("rapidocr") is None, reason="the extra `ocr` is not installed (make ocr)"
)


def line(text: str, box: Rect) -> RecognisedLine:
    return RecognisedLine(text, FoundSpot(box=box, score=90))


@pytest.mark.parametrize("text", ["001099012345", "29-B1 123.45", "Số 4571", "STK: 0123 456 789", "Năm 2024", "0९१२"])
def test_four_digits_are_enough(text: str) -> None:
    assert len(numbers([line(text, (0, 0, 100, 20))])) == 1


@pytest.mark.parametrize("text", ["Công an phường", "Điều 12", "số 123", "", "A1B2C"])
def test_fewer_are_not(text: str) -> None:
    assert numbers([line(text, (0, 0, 100, 20))]) == []


def test_pieces_that_stand_together_make_a_number() -> None:
    plate = [line("29-B1", (100, 100, 60, 24)), line("123.4", (98, 128, 64, 24))]
    spaced = [line("091", (0, 300, 40, 20)), line("2 34", (52, 300, 40, 20))]
    far = [line("12", (400, 400, 20, 20)), line("34", (400, 480, 20, 20))]
    assert numbers([*plate, *spaced, *far]) == [*plate, *spaced]


def test_without_the_extra_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(NoDetector) as lack:
        RapidNumbers()
    how = this_installation().add_numbers()
    for sentence, remedy in ((lack.value.phrase.vi, how.vi), (lack.value.phrase.en, how.en)):
        assert remedy in sentence
        assert "\n" not in sentence


@pytest.fixture(scope="module")
def detector() -> RapidNumbers:
    return RapidNumbers()


@with_extra
def test_numbers_of_a_picture_are_found_where_they_are(detector: RapidNumbers) -> None:
    image, boxes = written(
        (1600, 1000),
        [("001099012345", (200, 150), 28), ("0912 345 678", (900, 200), 22), ("29-B1", (300, 500), 40),
         ("123.45", (300, 580), 40), ("Công an phường", (900, 700), 30)],
    )  # fmt: skip
    found = [one.box for one in detector.find(image)]
    for box in boxes[:4]:
        assert any(hides(other, box) for other in found), box
    assert all(overlap(boxes[4], other) < 0.2 for other in found)
    assert signature(detector) == f"rapidocr {detector.version}"
    assert detector.subject is Subject.TEXT


@with_extra
def test_pictures_without_numbers_give_nothing(detector: RapidNumbers) -> None:
    assert detector.find(picture("coffee.png")) == ()
    assert detector.find(Image.new("RGB", (1, 1))) == ()


@with_extra
def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("it reached for the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    image, _ = written((800, 400), [("001099012345", (100, 100), 30)])
    assert len(RapidNumbers().find(image)) == 1
