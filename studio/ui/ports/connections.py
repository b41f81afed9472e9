"""What the window asks of the connections to pages; see `studio.ui.ports`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.accounts.model import Account, AccountKind, Health, PageStatus
    from studio.secret import Secret


class Ask(Protocol):
    """One thing a way of connecting asks for."""

    @property
    def key(self) -> str: ...

    @property
    def label(self) -> Phrase: ...

    @property
    def hint(self) -> Phrase: ...

    @property
    def secret(self) -> bool: ...

    @property
    def optional(self) -> bool: ...


class Way(Protocol):
    """One way to connect a page."""

    @property
    def key(self) -> str: ...

    @property
    def title(self) -> Phrase: ...

    @property
    def steps(self) -> Sequence[Phrase]: ...

    @property
    def asks(self) -> Sequence[Ask]: ...

    @property
    def consents(self) -> bool:
        """Whether a link can be made under which the page's administrator consents."""
        ...


class Consent(Protocol):
    """A consent link and what belongs to it."""

    @property
    def link(self) -> str: ...

    @property
    def challenge(self) -> str:
        """Public; to be saved on the platform's site before the link is opened."""
        ...

    @property
    def given(self) -> Mapping[str, Secret]:
        """What goes into `connect` with the code that the link yields, by `Ask.key`."""
        ...


class Found(Protocol):
    """A page that a login may run."""

    @property
    def page_id(self) -> str: ...

    @property
    def title(self) -> str: ...


class ConnectionsPort(Protocol):
    """The connection to each page. What asks a platform takes its time."""

    def all(self) -> Mapping[str, Health]:
        """As of the last look, by the account's name; pages that need no login are not in it."""
        ...

    def ways(self, account: str) -> Sequence[Way]: ...

    def ways_of(self, kind: AccountKind) -> Sequence[Way]: ...

    def consent(self, account: str, way: str, given: Mapping[str, Secret], callback: str) -> Consent:
        """A link that leads back to `callback`; asks no platform."""
        ...

    def connect(self, account: str, way: str, given: Mapping[str, Secret], by: str, pin: str) -> Health: ...

    def pages(self, kind: AccountKind, way: str, given: Mapping[str, Secret]) -> Sequence[Found]:
        """What a login may run; nothing is stored."""
        ...

    def take(self, chosen: Mapping[str, Any], by: str, pin: str) -> Mapping[str, Health]:
        """Connect several pages, by name, with what `pages` found."""
        ...

    def check(self, account: str) -> Health: ...

    def check_all(self, going: Callable[[], bool] = ...) -> Mapping[str, Health]: ...

    def add(self, page: Account, by: str) -> Account:
        """Register a page."""
        ...

    def set_status(self, account: str, status: PageStatus, successor: str, by: str, pin: str) -> Account:
        """What became of a page, and which one took over."""
        ...

    def disconnect(self, account: str, by: str, pin: str) -> None: ...

    def remove(self, account: str, by: str, pin: str) -> None: ...
