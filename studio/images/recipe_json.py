"""A recipe as canonical JSON and back. The same recipe is always the same bytes, so that one hash stands for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, NoReturn, TypeVar

from studio.canonical import canonical_json, sha256
from studio.errors import BadInput
from studio.images.recipe import (
    VERSION,
    Adjust,
    Corner,
    Cover,
    Decision,
    Fill,
    Mark,
    MarkKind,
    Point,
    Recipe,
    Rect,
    Subject,
    Suggestion,
)
from studio.images.soundness import checked

MAX_BYTES = 2_000_000
_Read = Callable[[Any], Any]
_Part = TypeVar("_Part")
_REAL = {"angle", "exposure", "score", "size", "points", "box", "crop"}
"""Fields of real numbers: 3 is written 3.0."""


def write(recipe: Recipe) -> bytes:
    """The canonical JSON of a recipe, UTF-8."""
    return canonical_json({"version": VERSION} | {name: _plain(value, name) for name, value in asdict(recipe).items()})


def digest(recipe: Recipe) -> str:
    """SHA-256 of the canonical JSON."""
    return sha256(write(recipe))


def read(data: bytes) -> Recipe:
    """The recipe that `write` wrote. Raises BadInput, one sentence, for anything else."""
    if len(data) > MAX_BYTES:
        raise _broken()
    try:
        raw = json.loads(data, parse_constant=_refuse)
        version = raw.pop("version")
    except (ValueError, RecursionError, LookupError, AttributeError, TypeError) as trouble:
        raise _broken() from trouble
    if version != VERSION:
        raise BadInput(
            f"Bản chỉnh sửa ảnh thuộc phiên bản {str(version)[:20]} mà chương trình này không đọc được; "
            "hãy cập nhật chương trình.",
            f"The edit of the picture is of version {str(version)[:20]}, which this program cannot read; update it.",
        )
    try:
        recipe: Recipe = _RECIPE(raw)
    except (ValueError, TypeError, OverflowError) as trouble:
        raise _broken() from trouble
    return checked(recipe)


def _plain(value: Any, name: str) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner, key) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_plain(inner, name) for inner in value]
    return float(value) if name in _REAL and value is not None else value


def _real(raw: Any) -> float:
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise TypeError(raw)
    return float(raw)


def _whole(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise TypeError(raw)
    return raw


def _yes(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise TypeError(raw)
    return raw


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise TypeError(raw)
    raw.encode()  # half of a surrogate pair is no text
    return raw


def _reals(raw: Any) -> tuple[float, ...]:
    return tuple(_real(value) for value in _items(raw))


def _point(raw: Any) -> Point:
    x, y = _reals(raw)
    return x, y


def _rect(raw: Any) -> Rect:
    x, y, w, h = _reals(raw)
    return x, y, w, h


def _items(raw: Any) -> list[Any]:
    if not isinstance(raw, list):
        raise TypeError(raw)
    return raw


def _many(read: _Read) -> _Read:
    return lambda raw: tuple(read(item) for item in _items(raw))


def _or_none(read: _Read) -> _Read:
    return lambda raw: None if raw is None else read(raw)


def _of(make: Callable[..., _Part], /, **fields: _Read) -> Callable[[Any], _Part]:
    """Reads an object that has exactly these fields."""

    def read(raw: Any) -> _Part:
        if not isinstance(raw, dict) or raw.keys() != fields.keys():
            raise TypeError(raw)
        return make(**{name: reader(raw[name]) for name, reader in fields.items()})

    return read


_COVER = _of(Cover, id=_text, subject=Subject, points=_many(_point), fill=Fill, seed=_whole, suggestion=_text)
_SUGGESTION = _of(
    Suggestion,
    id=_text,
    subject=Subject,
    box=_rect,
    score=_real,
    by=_text,
    decision=Decision,
    decided_by=_text,
)
_MARK = _of(
    Mark,
    id=_text,
    kind=MarkKind,
    points=_many(_point),
    text=_text,
    colour=_text,
    size=_real,
    corner=_or_none(Corner),
    sha256=_text,
)
_ADJUST = _of(Adjust, exposure=_real, contrast=_whole, shadows=_whole, warmth=_whole, tint=_whole, sharpen=_whole)
_RECIPE = _of(
    Recipe,
    source=_text,
    width=_whole,
    height=_whole,
    covers=_many(_COVER),
    suggestions=_many(_SUGGESTION),
    looked=_many(_text),
    angle=_real,
    crop=_or_none(_rect),
    turns=_whole,
    mirrored=_yes,
    adjust=_ADJUST,
    marks=_many(_MARK),
)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _broken() -> BadInput:
    return BadInput(
        "Bản chỉnh sửa ảnh bị hỏng nên không đọc được; hãy mở lại ảnh gốc và chỉnh từ đầu.",
        "The edit of the picture is broken and cannot be read; open the original and begin anew.",
    )
