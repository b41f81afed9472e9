"""A login as JSON and back, one version number for all three shapes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from studio.accounts.logins import FacebookLogin, Login, WordPressLogin, ZaloLogin
from studio.canonical import canonical_json
from studio.codec import parsed, plain, read
from studio.secret import Secret

VERSION = 1
_SHAPES: dict[str, type[Login]] = {"facebook": FacebookLogin, "zalo": ZaloLogin, "wordpress": WordPressLogin}


def secrets_of(login: Login) -> Iterator[str]:
    """The texts in it that nobody may see."""
    for field in fields(login):
        value = getattr(login, field.name)
        if isinstance(value, Secret):
            yield value.reveal()


def dumped(login: Login) -> bytes:
    """The login as JSON, its secrets in the open: for sealing at once."""
    shape = next(name for name, kind in _SHAPES.items() if type(login) is kind)
    return canonical_json({"version": VERSION, "shape": shape} | plain(login, other=_revealed))


def loaded(data: bytes) -> Login | None:
    """The login again; None when it is none, or of another version. Raises nothing: a traceback would hold `data`."""
    try:
        values = parsed(data)
        version, kind = values.pop("version"), _SHAPES[values.pop("shape")]
        return read(kind, values, other=_secret) if version == VERSION else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _revealed(value: object) -> str:
    """The text of a secret, also of one that was revealed already. Raises TypeError for anything else."""
    if isinstance(value, Secret):
        return str(value.reveal())
    if isinstance(value, str):
        return str(value)
    raise TypeError("only secrets have no fields here")


def _secret(kind: type, value: object) -> Secret:
    if not isinstance(value, str):
        raise TypeError(kind)
    return Secret(value)
