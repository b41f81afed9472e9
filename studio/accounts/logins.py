"""What proves to a platform that the unit may run a page, one shape a platform, and where it is kept.

A login as JSON and back, one version number for all three shapes.

What is said of a connection without asking the platform: not made, its key out of reach, run out by time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta

from studio.accounts.model import Account, Health, HealthState
from studio.canonical import canonical_json
from studio.clock import local_date, show_date
from studio.codec import parsed, plain, read
from studio.phrase import Phrase, capital
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


SOON = timedelta(days=7)
"""How long before a login runs out a person is asked for a new one."""
_CONNECT = Phrase("The technical officer or the head presses Connect and follows the steps.")


def not_connected(now: datetime) -> Health:
    return Health(
        state=HealthState.NOT_CONNECTED,
        checked_at=now,
        say=Phrase("The page is not connected."),
        next_step=_CONNECT,
    )


def needs_no_login(page: Account, now: datetime) -> Health:
    """A page whose posts never leave the PC by themselves."""
    return Health(
        state=HealthState.OK,
        checked_at=now,
        say=Phrase("This page needs no login."),
        title=page.title,
        page_id=page.page_id,
    )


def keyring_trouble(trouble: KeyringTrouble, now: datetime) -> Health:
    unlock = Phrase("Unlock this PC's keyring, then press Check again.")
    return Health(
        state=HealthState.NEEDS_LOGIN,
        checked_at=now,
        say=sentence(trouble.phrase),
        next_step=_CONNECT if isinstance(trouble, LoginLost) else unlock,
    )


def not_looked(said: Phrase, now: datetime) -> Health:
    """The look itself failed; nothing is known of the login."""
    again = Phrase("Press Check again in a few minutes.")
    return Health(state=HealthState.UNREACHABLE, checked_at=now, say=sentence(said), next_step=again)


def another_page(health: Health, page: Account) -> Health:
    """The login answered for a page that is not this one."""
    return replace(
        health,
        state=HealthState.WRONG_PAGE,
        say=Phrase(
            "The access token is of the page “{title}” ({page_id}), not of {page_page_id}.",
            title=health.title,
            page_id=health.page_id,
            page_page_id=page.page_id,
        ),
        next_step=Phrase("Press Disconnect, then connect again with the very page's own token."),
    )


def aged(health: Health, now: datetime) -> Health:
    """`health` as of `now`: a login that has run out since is no good, one that soon will needs a person."""
    if not health.usable or health.until is None or health.until > now + SOON:
        return health
    day = show_date(local_date(health.until))
    if health.until <= now:
        say = Phrase("The access token expired on {day}.", day=day)
        return replace(health, state=HealthState.NEEDS_LOGIN, say=say, next_step=_CONNECT)
    if health.state is HealthState.EXPIRING:
        return health  # the platform's own words tell more
    say = Phrase("The access token is valid until {day}.", day=day)
    return replace(health, state=HealthState.EXPIRING, say=say, next_step=_CONNECT)


def sentence(said: Phrase) -> Phrase:
    """With a capital: errors are written to stand behind a name."""
    return capital(said)
