"""What proves to a platform that the unit may run a page, one shape a platform, and where it is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from studio.keyring_safe import KeyringTrouble
from studio.secret import Secret


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
