"""How a person connects a page: what a platform asks for, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from studio.accounts.logins import Login
from studio.accounts.model import Account, Health
from studio.accounts.sealing import SealedLogins
from studio.errors import BadInput
from studio.phrase import Phrase
from studio.secret import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing a way of connecting asks for."""

    key: str
    label: Phrase
    hint: Phrase
    secret: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionMethod:
    """One way to connect, such as "the page token" or "the app's id and secret, and a user token"."""

    key: str
    title: Phrase
    steps: tuple[Phrase, ...]
    """What to do on the platform's own site, in order."""
    asks: tuple[Ask, ...]
    consents: bool = False
    """Whether `Consent` makes a link for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedPage:
    """A page the given login may run."""

    page_id: str
    title: str
    login: Login
    health: Health


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentLink:
    """A link under which a page's administrator consents, and what belongs to the code that it yields."""

    link: str
    challenge: str
    """Public half of the pair, saved on the platform's site before the link is opened."""
    given: Mapping[str, Secret]
    """Goes into `Connector.connect` with the code, by `Ask.key`."""


Consent = Callable[[Account, Mapping[str, Secret], str], ConsentLink]
"""Makes the consent link of a page, of what was given so far (see `Connector.connect`) and the callback address.

Nothing is asked of the platform. Raises BadInput naming the key."""


class Connector(Protocol):
    """Connects accounts of one kind and reads back how they are."""

    def ways(self) -> Sequence[ConnectionMethod]:
        """The recommended one first."""
        ...

    def connect(self, account: Account, way: str, given: Mapping[str, Secret]) -> Sequence[OfferedPage]:
        """Trade what was given for logins, and read back whose they are. Nothing is stored.

        `given` is by `Ask.key`, whether it is secret or not. What serves once (an app's secret) is not in the result.
        Raises BadInput naming the key, Unreachable, or StudioError with what to do.
        """
        ...

    def health(self, account: Account, logins: SealedLogins) -> Health:
        """Read back identity, rights and expiry now. Raises KeyringTrouble; everything else is a state of health."""
        ...


def no_such_way(way: str, account: Account, ways: Sequence[ConnectionMethod]) -> BadInput:
    """What to raise when `way` is none of `ways`."""
    keys = ", ".join(one.key for one in ways) or "–"
    return BadInput(
        f"không có cách kết nối “{way}” cho trang {account.kind}; hãy chọn: {keys}.",
        f"there is no way “{way}” to connect a {account.kind} page; choose: {keys}.",
        where="way",
    )
