"""Numbers in a photograph by RapidOCR, the optional extra `ocr`: identity cards, number plates, accounts, screens.

Whatever has four digits or more is suggested, not only what looks like a certain kind of number. What was read is
forgotten at once: only the box is kept. The models are those in RapidOCR's wheel; nothing is ever downloaded.
"""

from __future__ import annotations

import importlib
import importlib.metadata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from studio.images.detection import FoundSpot, NoDetector, clipped
from studio.images.recipe import Rect, Subject
from studio.installation import this_installation

LEAST_DIGITS = 4
LEAST_PART = 2
"""Digits of a piece of a number that is written in several pieces, as the upper line of a motorbike's plate."""
MODELS = {
    "Det": "PP-OCRv6_det_small.onnx",
    "Rec": "PP-OCRv6_rec_small.onnx",
    "Cls": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
}
"""Finding lines, reading them, telling which way up they are."""


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A line of letters as it was read."""

    text: str
    found: FoundSpot

    @property
    def digits(self) -> int:
        return sum(letter.isdecimal() for letter in self.text)


class RapidNumbers:
    """The detector. Raises NoDetector where the extra is not installed."""

    name = "rapidocr"
    subject = Subject.TEXT

    def __init__(self) -> None:
        self._read = _loaded()
        self.version = importlib.metadata.version("rapidocr")

    def find(self, image: Image.Image) -> tuple[FoundSpot, ...]:
        """Lines with numbers in an upright RGB picture, boxes in its pixels, from the surest down."""
        answer = self._read(image)
        if answer.boxes is None or answer.txts is None:
            return ()
        lines = []
        for corners, text, score in zip(answer.boxes, answer.txts, answer.scores, strict=True):
            box = clipped(_around([(float(x), float(y)) for x, y in corners]), image.size)
            if box is not None:
                lines.append(RecognisedLine(text, FoundSpot(box=box, score=round(100 * min(1.0, float(score)), 1))))
        found = {line.found for line in numbers(lines)}
        return tuple(sorted(found, key=lambda one: (-one.score, one.box)))


def numbers(lines: Sequence[RecognisedLine]) -> list[RecognisedLine]:
    """The lines with four digits or more, and those that have so many together with their neighbours."""
    pieces = [line for line in lines if line.digits >= LEAST_PART]
    return [
        line
        for line in pieces
        if line.digits + sum(other.digits for other in pieces if other is not line and _beside(line, other))
        >= LEAST_DIGITS
    ]


def _beside(one: RecognisedLine, other: RecognisedLine) -> bool:
    """Whether two lines are nearer to each other than the lower of them is high."""
    (ax, ay, aw, ah), (bx, by, bw, bh) = one.found.box, other.found.box
    across = max(ax, bx) - min(ax + aw, bx + bw)
    down = max(ay, by) - min(ay + ah, by + bh)
    return max(across, down) < min(ah, bh)


def _around(corners: Sequence[tuple[float, float]]) -> Rect:
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    return left, top, max(x for x, _ in corners) - left, max(y for _, y in corners) - top


def _loaded() -> Callable[[Image.Image], Any]:
    try:
        rapidocr = importlib.import_module("rapidocr")
        folder = Path(str(rapidocr.__file__)).parent / "models"
        # A model that is named is opened, one that is not named would be fetched when it is missing.
        models = {f"{stage}.model_path": str(folder / name) for stage, name in MODELS.items()}
        read: Callable[[Image.Image], Any] = rapidocr.RapidOCR(params={"Global.log_level": "error", **models})
        read(Image.new("RGB", (64, 64)))  # models are opened by the first picture
    except (ImportError, OSError, ValueError, AttributeError, LookupError) as trouble:
        raise NoDetector(
            "This PC has no detector of numbers (rapidocr): draw the numbers to be covered by hand. The "
            "technical officer adds it by: {line}",
            line=this_installation().add_numbers(),
        ) from trouble
    return read
