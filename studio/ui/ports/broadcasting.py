"""What the window asks of broadcasts; see `studio.ui.ports`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from studio.phrase import Phrase


class Allowance(Protocol):
    """What the page's package allows of one kind of sending, in the platform's words."""

    @property
    def product(self) -> str: ...

    @property
    def total(self) -> int | None: ...

    @property
    def remain(self) -> int | None: ...

    @property
    def until(self) -> str: ...


class Former(Protocol):
    """A line about an earlier broadcast of the page. `by` is a person's id."""

    @property
    def at(self) -> datetime: ...

    @property
    def article(self) -> str: ...

    @property
    def by(self) -> str: ...

    @property
    def step(self) -> str:
        """``intent``, ``done``, ``not_executed``, ``refused`` or ``unknown``."""
        ...


class Prepared(Protocol):
    """What a person sees before confirming. `hindrance` is None when it may be sent now."""

    @property
    def article(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def permalink(self) -> str: ...

    @property
    def allowances(self) -> Sequence[Allowance]: ...

    @property
    def former(self) -> Sequence[Former]:
        """Newest first."""
        ...

    @property
    def warning(self) -> Phrase: ...

    @property
    def hindrance(self) -> Phrase | None: ...


class Sent(Protocol):
    """What is known after sending. `outcome`: ``done``, ``not_executed``, ``refused`` or ``unknown``."""

    @property
    def outcome(self) -> str: ...

    @property
    def say(self) -> Phrase: ...


class BroadcastingPort(Protocol):
    """Broadcasts of verified deliveries, by the delivery's id. Both take their time."""

    def prepare(self, delivery: str) -> Prepared: ...

    def send(self, delivery: str, by: str, pin: str) -> Sent:
        """Send it to all followers, once."""
        ...
