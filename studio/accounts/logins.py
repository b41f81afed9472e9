"""What proves to a platform that the unit may run a page, one shape a platform, and where it is kept.

A login as JSON and back, one version number for all three shapes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime

from studio.canonical import canonical_json
from studio.codec import parsed, plain, read
from studio.secret import KeyringTrouble, Secret


class LoginLost(KeyringTrouble):
    """The key that opens a stored login is gone or another one: the page has to be connected again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacebookLogin:
    """A page token. The secret of the app that made it is used once and not kept."""

    page_token: Secret
    app_id: str = ""
    scopes: tuple[str, ...] = ()
    expires_at: datetime | None = None
    """None: it does not run out by time."""
    data_access_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ZaloLogin:
    """A grant of an official account. The refresh token serves once; its successor is stored before it is used.

    Two PCs with one grant invalidate each other: `holder` is the id of the only profile that may refresh it.
    """

    app_id: str
    secret_key: Secret
    access_token: Secret
    access_until: datetime
    refresh_token: Secret
    refresh_until: datetime
    holder: str
    access_from: datetime | None = None
    """When the access token was given out: it is renewed at two thirds of its life. None: not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPressLogin:
    """A user of the site and an application password of theirs."""

    user: str
    password: Secret


Login = FacebookLogin | ZaloLogin | WordPressLogin


Also = Callable[[], object]
"""What is written together with a login, or not at all."""


def nothing() -> None:
    return None


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
