"""A login as JSON and back, one version number for all three shapes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import datetime
from typing import Any

from studio.accounts.logins import FacebookLogin, Login, WordPressLogin, ZaloLogin
from studio.canonical import canonical_json
from studio.secret import Secret

VERSION = 1
_SHAPES: dict[str, type[FacebookLogin] | type[ZaloLogin] | type[WordPressLogin]] = {
    "facebook": FacebookLogin,
    "zalo": ZaloLogin,
    "wordpress": WordPressLogin,
}
_READ: dict[str, Callable[[Any], Any]] = {
    "str": str,
    "Secret": Secret,
    "tuple[str, ...]": tuple,
    "datetime": datetime.fromisoformat,
    "datetime | None": lambda value: None if value is None else datetime.fromisoformat(value),
}
"""How a field is read, by its declared type."""


def secrets_of(login: Login) -> Iterator[str]:
    """The texts in it that nobody may see."""
    for field in fields(login):
        value = getattr(login, field.name)
        if isinstance(value, Secret):
            yield value.reveal()


def dumped(login: Login) -> bytes:
    """The login as JSON, its secrets in the open: for sealing at once."""
    shape = next(name for name, kind in _SHAPES.items() if type(login) is kind)
    return canonical_json(
        {"version": VERSION, "shape": shape}
        | {field.name: _plain(getattr(login, field.name)) for field in fields(login)}
    )


def loaded(data: bytes) -> Login | None:
    """The login again; None when it is none, or of another version. Raises nothing: a traceback would hold `data`."""
    try:
        values = json.loads(data)
        version, kind = values.pop("version"), _SHAPES[values.pop("shape")]
        read = {field.name: _READ[str(field.type)] for field in fields(kind)}
        return kind(**{name: read[name](value) for name, value in values.items()}) if version == VERSION else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _plain(value: object) -> object:
    if isinstance(value, Secret):
        return value.reveal()
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
