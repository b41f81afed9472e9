"""Several pictures on one sheet: where each stands. None of them is cut; what is left free is white.

Their labels are marks of the recipe, so that they are changed like any other words on a picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from studio.images.geometry import Size
from studio.images.recipe import Arrangement, Rect

LEAST, MOST = 2, 4
"""Pictures of a collage."""
WIDTH, HEIGHT = 2000, 3000
"""Pixels that the sheet has at most."""
GAP = 16
"""Pixels between two pictures."""
LETTERS = 0.05
"""Height of a label's letters, as a share of the sheet's shorter side."""
LONGEST_LABEL = 40
_EM = 0.62
"""Width of a letter on average, in heights of its type; with the plate around it some more."""


def arranged(sizes: Sequence[Size], arrangement: Arrangement) -> tuple[Size, tuple[Rect, ...]]:
    """The size of the sheet and where each picture of those sizes stands, in whole pixels."""
    rows = _rows(len(sizes), arrangement)
    width = WIDTH
    heights = _heights(sizes, rows, width)
    while _whole(heights) > HEIGHT:
        width = int(width * HEIGHT / _whole(heights))
        heights = _heights(sizes, rows, width)
    tops = accumulate(heights[:-1], lambda top, high: top + high + GAP, initial=0)
    boxes: dict[int, Rect] = {}
    for row, top, high in zip(rows, tops, heights, strict=True):
        left = 0
        for at in row:
            wide = width - left if at == row[-1] else max(1, round(high * sizes[at][0] / sizes[at][1]))
            boxes[at] = float(left), float(top), float(wide), float(high)
            left += wide + GAP
    return (width, _whole(heights)), tuple(boxes[at] for at in range(len(sizes)))


def label_place(label: str, box: Rect, sheet: Size) -> tuple[tuple[float, float], float]:
    """Upper left corner and height of the letters of a label: in the lower left corner of its picture."""
    x, y, wide, high = box
    margin = 0.02 * min(sheet)
    px = min(LETTERS * min(sheet), (wide - 2 * margin) / (_EM * len(label) + 1), high / 4)
    return (x + margin, y + high - margin - 1.62 * px), px


def _rows(count: int, arrangement: Arrangement) -> list[list[int]]:
    """Which pictures stand side by side, row by row; of three in rows the first stands alone."""
    every = list(range(count))
    if arrangement is Arrangement.BESIDE:
        return [every]
    if arrangement is Arrangement.BELOW:
        return [[at] for at in every]
    first = count // 2
    return [every[:first], every[first:]]


def _heights(sizes: Sequence[Size], rows: Sequence[Sequence[int]], width: int) -> list[int]:
    """At which height the pictures of each row fill the width."""
    shares = [sum(sizes[at][0] / sizes[at][1] for at in row) for row in rows]
    return [max(1, round((width - GAP * (len(row) - 1)) / share)) for row, share in zip(rows, shares, strict=True)]


def _whole(heights: Sequence[int]) -> int:
    return sum(heights) + GAP * (len(heights) - 1)
