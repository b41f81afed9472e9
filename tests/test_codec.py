"""Values become plain data and come back; what the program did not write is refused, with the field named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.codec import made, parsed, plain, read, read_whole
from studio.secret import Secret

NOON = datetime(2026, 11, 29, 12, 0, 0, 5, tzinfo=UTC)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Spot(NamedTuple):
    x: float
    y: float


ORIGIN = Spot(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    name: str
    colour: Colour = Colour.RED
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    id: int
    at: datetime
    spot: Spot = ORIGIN
    first: Part | None = None
    parts: tuple[Part, ...] = ()
    by_name: Mapping[str, Part] = field(default_factory=dict)
    by_colour: Mapping[Colour, int] = field(default_factory=dict)
    by_number: Mapping[int, tuple[Part, ...]] = field(default_factory=dict)
    share: float = 0.0
    sure: bool | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


TEXTS = st.text(max_size=5)
PARTS = st.builds(Part, name=TEXTS, colour=st.sampled_from(Colour), day=st.none() | st.dates())
WHOLES = st.builds(
    Whole,
    id=st.integers(-(2**60), 2**60),
    at=st.datetimes(timezones=st.just(UTC)),
    spot=st.builds(Spot, st.floats(allow_nan=False, allow_infinity=False), st.floats(0, 1)),
    first=st.none() | PARTS,
    parts=st.lists(PARTS, max_size=3).map(tuple),
    by_name=st.dictionaries(TEXTS, PARTS, max_size=2),
    by_colour=st.dictionaries(st.sampled_from(Colour), st.integers(0, 9)),
    by_number=st.dictionaries(st.integers(0, 9), st.lists(PARTS, max_size=2).map(tuple), max_size=2),
    share=st.floats(allow_nan=False, allow_infinity=False),
    sure=st.none() | st.booleans(),
    more=st.dictionaries(TEXTS, st.none() | st.booleans() | TEXTS | st.lists(st.integers(0, 9)), max_size=2),
)
FULL = Whole(
    id=1, at=NOON, first=Part(name="a", day=date(2026, 1, 2)), parts=(Part(name="b"),), by_name={"c": Part(name="c")},
    by_colour={Colour.BLUE: 2}, by_number={7: (Part(name="d"),)}, more={"x": [1, {"y": None}]},
)  # fmt: skip


@given(WHOLES)
def test_there_and_back(value: Whole) -> None:
    assert read_whole(Whole, plain(value)) == value


def test_plain_data_are_what_json_has() -> None:
    assert plain(FULL) == {
        "id": 1,
        "at": "2026-11-29T12:00:00.000005+00:00",
        "spot": [0, 0],
        "first": {"name": "a", "colour": "red", "day": "2026-01-02"},
        "parts": [{"name": "b", "colour": "red", "day": None}],
        "by_name": {"c": {"name": "c", "colour": "red", "day": None}},
        "by_colour": {"blue": 2},
        "by_number": {"7": [{"name": "d", "colour": "red", "day": None}]},
        "share": 0.0,
        "sure": None,
        "more": {"x": [1, {"y": None}]},
    }
    assert plain((NOON, Colour.RED, MappingProxyType({"a": (1,)})), moment=str)[1:] == ["red", {"a": [1]}]


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (datetime(2026, 1, 1), ValueError),  # noqa: DTZ001 - what is refused
        (Secret("x"), TypeError), (object(), TypeError),
    ],
)  # fmt: skip
def test_what_is_no_plain_data_is_refused(value: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        plain({"a": [value]})


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"id": "1"}, "id"), ({"id": True}, "id"), ({"id": 1.5}, "id"), ({"id": None}, "id"),
    ({"share": "1"}, "share"), ({"share": True}, "share"), ({"sure": 1}, "sure"), ({"at": "yesterday"}, "at"),
    ({"spot": [1]}, "spot"), ({"spot": [1, 2, 3]}, "spot"), ({"first": []}, "first"), ({"parts": {}}, "parts"),
    ({"parts": [{"name": 1}]}, r"parts\[0\].name"), ({"parts": [{"name": "b", "colour": "green"}]}, "colour"),
    ({"parts": [{"name": "b", "day": "2026-02-30"}]}, "day"), ({"parts": [{}]}, "name"), ({"by_name": []}, "by_name"),
    ({"by_number": {"x": []}}, "by_number"), ({"unknown": 1}, "unknown"), ({"first": {"name": "a", "nome": 1}}, "nome"),
    ({"parts": [{"name": "b", "nome": 1}]}, "nome"), ({"by_name": {"c": {"name": "c", "nome": 1}}}, "nome"),
    ({"by_number": {"7": [{"name": "d", "nome": 1}]}}, "nome"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "named"), WRONG)
def test_what_was_not_written_so_is_refused_by_its_name(change: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        read(Whole, plain(FULL) | change)


@pytest.mark.parametrize("raw", [None, [], "x", 1, {}, {"id": 1}])
def test_what_is_no_such_object_is_refused(raw: object) -> None:
    with pytest.raises(ValueError):
        read(Whole, raw)


def test_what_is_missing_has_its_default_or_is_refused() -> None:
    short = {"id": 1, "at": "2026-11-29T12:00:00Z", "parts": [{"name": "b"}]}
    assert read(Whole, short) == Whole(id=1, at=NOON.replace(microsecond=0), parts=(Part(name="b"),))
    with pytest.raises(ValueError, match="spot"):
        read_whole(Whole, short)
    lacking = {name: value for name, value in plain(FULL).items() if name != "sure"}
    assert read_whole(Whole, lacking, but=("sure",)) == FULL
    lacking["first"] = {"name": "a"}
    with pytest.raises(ValueError, match="colour, day"):
        read_whole(Whole, lacking, but=("sure",))


def test_a_value_is_made_of_what_is_at_hand() -> None:
    part = Part(name="b", day=date(2026, 1, 2))
    row = {"id": 1, "at": NOON, "first": part, "by_colour": {"blue": 2}, "column": "passed over"}
    assert made(Whole, row) == Whole(id=1, at=NOON, first=part, by_colour={Colour.BLUE: 2})


@pytest.mark.parametrize("data", [b"", b"NaN", b"1e999", b'"\\ud800"', b'"\xff"', b"[" * 100_000, b'{"a":1', b"{a:1}"])
def test_bad_json_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError):
        parsed(data)
    assert parsed(b'{"a":[1,2.5,null,"\\u00e1"]}') == {"a": [1, 2.5, None, "á"]}
