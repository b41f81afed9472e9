"""How many drawn numbers are suggested, by the height of their digits; with the extra `ocr` only.

Drawn, not photographed: letters of one font, leaning by up to 8°, a little blurred, with grain. Counted is whether the
number would be covered, not whether it was read right. Printed; only what no busy machine changes can fail.

    pytest tests/perf/test_numbers.py -s
"""

from __future__ import annotations

import faulthandler
import importlib.util
import random
import time

import pytest
from PIL import Image

from studio.images.numbers_rapidocr import RapidNumbers
from studio.images.recipe import Rect
from tests.images.numbers import hides, written

HEIGHTS = (10, 14, 20, 28)
EACH = 3
SIZE = (1000, 700)
KINDS = {
    "identity card, 12 digits": ["{:012d}"],
    "number plate in one line": ["29A-{:05d}"],
    "plate in two lines": ["29-B{:01d}", "{:05d}"],
    "telephone": ["09{:02d} {:03d} {:03d}"],
}

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("rapidocr") is None, reason="the extra `ocr` is not installed (make ocr)"
)


def drawn(lines: list[str], height: int, chance: random.Random) -> tuple[Image.Image, list[Rect]]:
    """A picture with the lines of a number, random digits filled in."""
    at, texts = (chance.randrange(150, 400), chance.randrange(150, 450)), []
    for line, pattern in enumerate(lines):
        digits = [chance.randrange(10**12) for _ in range(3)]
        text = pattern.format(*(digit % 10 ** _width(pattern, which) for which, digit in enumerate(digits)))
        texts.append((text, (at[0], at[1] + round(line * height * 1.8)), height))
    image, boxes = written(SIZE, texts, seed=chance.randrange(1000))
    middle = boxes[0][0] + boxes[0][2] / 2, boxes[0][1] + boxes[0][3] / 2
    return image.rotate(chance.uniform(-8, 8), Image.Resampling.BICUBIC, center=middle), boxes


def _width(pattern: str, which: int) -> int:
    """How many digits the n-th place of a pattern takes."""
    places = [int(part.split("d}")[0]) for part in pattern.split("{:0")[1:]]
    return places[which] if which < len(places) else 1


def test_numbers_by_height(capsys: pytest.CaptureFixture[str]) -> None:
    faulthandler.cancel_dump_traceback_later()  # it takes longer than a test may
    detector, chance, taken = RapidNumbers(), random.Random(5), []
    rows: dict[str, list[int]] = {}
    for kind, lines in KINDS.items():
        for height in HEIGHTS:
            met = 0
            for _ in range(EACH):
                image, boxes = drawn(lines, height, chance)
                start = time.process_time()
                found = [one.box for one in detector.find(image)]
                taken.append(time.process_time() - start)
                met += all(any(hides(other, box, share=0.6) for other in found) for box in boxes)
            rows.setdefault(kind, []).append(met)
    with capsys.disabled():
        print(f"\nnumbers that would be covered, of {EACH} each")
        print(f"{min(taken):.1f} to {max(taken):.1f} s of processor a picture of {SIZE[0]} × {SIZE[1]}")
        print("height of a digit, pixels  " + " ".join(f"{height:>4}" for height in HEIGHTS))
        for kind, row in rows.items():
            print(f"{kind:26} " + " ".join(f"{met:>2}/{EACH}" for met in row))
    assert all(row[-1] == EACH and row[-2] == EACH for row in rows.values())
