"""Frozen values as plain data and back, by the fields and types that their classes declare.

Plain data is what JSON has: a dataclass is an object of its fields, a tuple a list, an enum its value, a day or moment
ISO text, a phrase the sentence in both languages. msgspec reads and writes it, and is imported here alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from studio.phrase import Phrase, phrase

_T = TypeVar("_T")
_TIMES = (date, datetime)
Moment = Callable[[datetime], str | None]
"""How a moment is written."""
Encode = Callable[[Any], Any]
"""Gives plain data for a value of a class that declares no fields."""
Decode = Callable[[type, Any], Any]
"""Makes such a value of its class and its plain data."""
_Objects = Callable[[Any], Iterable[Any]]


def plain(value: object, *, moment: Moment = datetime.isoformat, other: Encode | None = None) -> Any:
    """`value` as plain data, a moment as `moment` writes it. Raises ValueError for a moment without a time zone, and
    TypeError for a class that neither declares fields nor is known to `other`."""
    return _written(msgspec.to_builtins(value, builtin_types=_TIMES, str_keys=True, enc_hook=other or _plainer), moment)


def made(kind: type[_T], told: Mapping[str, Any]) -> _T:
    """A `kind` of plain data, or of values that are of their field's class already; what `told` has besides its fields
    is passed over. Raises ValueError, naming the field."""
    value = msgspec.convert(told, kind, str_keys=True, dec_hook=_said)
    _refuse_inside(kind, told, None)
    return value


def read(kind: type[_T], raw: Any, *, other: Decode | None = None) -> _T:
    """The value that `plain` wrote of a `kind`; what is not there has its default. Raises ValueError, naming the field,
    for a wrong type, for what is missing without a default, and for what no field is called."""
    value = msgspec.convert(raw, kind, str_keys=True, dec_hook=other or _said)
    _refuse_others(kind, raw, None)
    return value


def read_whole(kind: type[_T], raw: Any, *, but: Collection[str] = ()) -> _T:
    """Like `read`, and every field must be there, except fields of the names `but`."""
    value = msgspec.convert(raw, kind, str_keys=True, dec_hook=_said)
    _refuse_others(kind, raw, but)
    return value


def parsed(data: bytes) -> Any:
    """JSON as it is to be: no NaN, no number out of range, no half of a character. Raises ValueError."""
    try:
        return msgspec.json.decode(data)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _written(told: Any, moment: Moment) -> Any:
    if isinstance(told, str):
        return told
    if isinstance(told, dict):
        return {name: _written(each, moment) for name, each in told.items()}
    if isinstance(told, tuple | list):
        return [_written(each, moment) for each in told]
    if isinstance(told, datetime):
        if told.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return moment(told)
    return told.isoformat() if isinstance(told, date) else told


def _refuse_others(kind: type, raw: Mapping[str, Any], but: Collection[str] | None) -> None:
    """Raises ValueError for a name in `raw` that is no field; where `but` is given, also for a missing field."""
    names, parts = _fields_of(kind)
    if raw.keys() != names:
        unknown, missing = raw.keys() - names, names - raw.keys()
        if unknown:
            raise ValueError(f"{kind.__name__} has no field {min(unknown)}")
        if but is not None and not missing.issubset(but):
            raise ValueError(f"{kind.__name__} needs {', '.join(sorted(missing.difference(but)))}")
    if parts:
        _refuse_inside(kind, raw, but)


def _refuse_inside(kind: type, raw: Mapping[str, Any], but: Collection[str] | None) -> None:
    for name, part, objects in _fields_of(kind)[1]:
        for each in objects(raw.get(name)):
            if isinstance(each, dict):  # else it is a value already
                _refuse_others(part, each, but)


@cache
def _fields_of(kind: type) -> tuple[frozenset[str], list[tuple[str, type, _Objects]]]:
    """The names of its fields; and of those that hold other dataclasses, which, and how they are found in its value."""
    hints = get_type_hints(kind)
    held = {field.name: _held(hints[field.name]) for field in fields(kind)}
    return frozenset(held), [(name, *found) for name, found in held.items() if found is not None]


def _held(hint: Any) -> tuple[type, _Objects] | None:
    if is_dataclass(hint) and isinstance(hint, type):
        return hint, lambda raw: () if raw is None else (raw,)
    inner = next(filter(None, map(_held, get_args(hint))), None)
    if inner is None or get_origin(hint) in (Union, UnionType):
        return inner
    part, objects = inner
    if get_origin(hint) is Mapping:
        return part, lambda raw: [each for value in (raw or {}).values() for each in objects(value)]
    return part, lambda raw: [each for value in raw or () for each in objects(value)]


def _plainer(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Phrase):
        return {"vi": value.vi, "en": value.en}
    raise TypeError(f"{type(value).__name__} is no plain data")


def _said(kind: type, raw: Any) -> Any:
    if kind is Phrase:
        return raw if isinstance(raw, Phrase) else phrase(raw)
    raise TypeError(f"{kind.__name__} is not made of plain data")
