"""Page files as plain data and back: for the store, and for the digest that a sign-off holds to."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

_T = TypeVar("_T")


def to_plain(value: Any) -> Any:
    """Mappings, lists, texts and numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: to_plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def from_plain(kind: type[_T], raw: Mapping[str, Any]) -> _T:
    """What `to_plain` made of a `kind`; what is not there has its default. Raises ValueError, TypeError, KeyError."""
    hints = get_type_hints(kind)
    known = [each.name for each in fields(kind) if each.name in raw]  # type: ignore[arg-type]
    return kind(**{name: _value(hints[name], raw[name]) for name in known})


def _value(hint: Any, raw: Any) -> Any:
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return None if raw is None else _value(next(each for each in inside if each is not types.NoneType), raw)
    if origin is tuple:
        return tuple(_value(inside[0], each) for each in raw)
    if origin is Mapping:
        return dict(raw)
    if is_dataclass(hint):
        return from_plain(hint, raw)  # type: ignore[arg-type]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(raw)
    return hint.fromisoformat(raw) if hint in (date, datetime) else raw
