"""A recipe and its bytes: one form, and one sentence for every other."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.errors import BadInput
from studio.images import edits
from studio.images.recipe import Corner, CoverDecision, Fill, MarkKind, Recipe, Subject, Suggestion
from studio.images.recipe_validation import digest, read, write
from tests.images.acting import suggested
from tests.images.recipes import RECIPES, SOURCE

Json = dict[str, Any]


def full() -> Recipe:
    """A recipe with everything in it."""
    recipe = edits.decide(suggested(), "s1", CoverDecision.COVER, by="p1", fill=Fill.MOSAIC, seed=3)
    recipe = edits.add_polygon(recipe, ((0, 0), (90, 0), (0, 90)))
    recipe = edits.straighten(edits.cut(recipe, (100, 100, 900, 900)), 2.5)
    recipe = edits.add_mark(recipe, MarkKind.ARROW, ((5, 5), (90, 90)), size=8)
    return edits.add_mark(recipe, MarkKind.BADGE, size=0.1, corner=Corner.TOP_LEFT, sha256="cd" * 32)


@given(RECIPES)
def test_there_and_back(recipe: Recipe) -> None:
    assert read(write(recipe)) == recipe


def test_everything_goes_there_and_back_to_the_same_bytes() -> None:
    data = write(full())
    assert read(data) == full()
    assert write(read(data)) == data
    assert digest(full()) != digest(suggested())


def test_whole_numbers_and_real_ones_are_the_same_bytes() -> None:
    whole = Suggestion(id="s1", subject=Subject.FACE, box=(1, 2, 3, 4), score=80, by="x")
    real = Suggestion(id="s1", subject=Subject.FACE, box=(1.0, 2.0, 3.0, 4.0), score=80.0, by="x")
    one, other = (Recipe(source=SOURCE, width=9, height=9, suggestions=(found,)) for found in (whole, real))
    assert write(one) == write(other)


def test_another_version_says_so() -> None:
    data = write(full()).replace(b'"version":1', b'"version":2')
    with pytest.raises(BadInput, match="phiên bản 2"):
        read(data)


def _change(where: str, value: Any) -> Callable[[Json], object]:
    *path, last = where.split(".")

    def change(raw: Any) -> None:
        for step in path:
            raw = raw[int(step)] if isinstance(raw, list) else raw[step]
        raw[last] = value

    return change


WRONG: list[tuple[str, object]] = [
    ("source", "../../etc"), ("source", None), ("width", 0), ("width", 1.5), ("width", True), ("height", 10**9),
    ("angle", 16), ("angle", "1"), ("angle", 10**400), ("crop", [0, 0, 1, 1]), ("crop", [0, 0, 9000, 9000]),
    ("crop", [0, 0, 9]), ("turns", 4), ("turns", -1), ("mirrored", 1), ("looked", ["x"] * 2), ("looked", "x"),
    ("adjust.exposure", 3), ("adjust.exposure", None), ("adjust.tint", -101), ("adjust.more", 1), ("extra", 1),
    ("covers.0.subject", "text"), ("covers.0.points", [[0, 0]]), ("covers.0.points", [[0, 0], [0, 0]]),
    ("covers.0.points", [[0, 0], [4001, 5]]), ("covers.0.points", [[0, 0], ["a", "b"]]), ("covers.0.id", ""),
    ("covers.0.id", "c2"), ("covers.0.seed", -1), ("covers.0.fill", "blur"), ("covers.0.fill", []),
    ("covers.0.suggestion", "s9"), ("covers.0.suggestion", ""), ("suggestions.0.box", [0, 0, -5, 5]),
    ("suggestions.0.score", 101), ("suggestions.0.decision", "open"), ("suggestions.1.id", "s1"),
    ("suggestions.0.by", "x" * 99), ("marks.0.kind", "blur"), ("marks.0.points", []), ("marks.0.corner", "middle"),
    ("marks.0.corner", "top_left"), ("marks.0.text", "\x00"), ("marks.0.text", "\ud800"), ("marks.0.size", 0),
    ("marks.1.sha256", "x"), ("marks.1.size", 2), ("covers", {}), ("marks", [[]]), ("marks", None),
]  # fmt: skip


@pytest.mark.parametrize(("where", "value"), WRONG)
def test_a_wrong_value_ends_in_one_sentence(where: str, value: object) -> None:
    raw = json.loads(write(full()))
    _change(where, value)(raw)
    with pytest.raises(BadInput) as refusal:
        read(json.dumps(raw).encode())
    assert "\n" not in refusal.value.phrase.vi


@pytest.mark.parametrize(
    "data",
    [
        b"", b"null", b"[]", b"{}", b"3", b'"x"', b"\xff\xfe", b"[" * 100_000, b'{"version":1}', b'{"version":[]}',
        b'{"version":1,"angle":NaN}', b" " * 2_000_001, b'{"version":' + b"9" * 5000 + b"}",
    ],
)  # fmt: skip
def test_anything_else_ends_in_one_sentence(data: bytes) -> None:
    with pytest.raises(BadInput):
        read(data)


@given(st.data())
def test_torn_and_turned_bytes_are_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(write(full()))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        recipe = read(bytes(whole[: data.draw(st.integers(len(whole) // 2, len(whole)))]))
    except BadInput:
        return
    assert read(write(recipe)) == recipe
