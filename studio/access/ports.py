"""What access needs: a place to keep it, people, pages, and the head's agreement."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

from studio.access.model import AccessSlip, Holder, Keeping, Right
from studio.people.model import Person, Role
from studio.phrase import Phrase

Note = Callable[[str, str, Mapping[str, Any]], None]
"""Writes a line of the log: act, person, and what it concerns (ids and codes, never a text)."""
Scan = Callable[[str], Phrase | None]
"""What secret a text holds, as a sentence; None when it holds none."""


class AccessRepository(Protocol):
    """Keeps rights and what guards them."""

    def transaction(self) -> AbstractContextManager[object]: ...

    def holders(self) -> tuple[Holder, ...]:
        """By name."""
        ...

    def put_holder(self, holder: Holder) -> None: ...

    def rights(self, page: str | None = None) -> tuple[Right, ...]:
        """Of one page or all, in the order in which they were given."""
        ...

    def put_right(self, right: Right) -> None: ...

    def drop_right(self, id: str) -> None: ...

    def keeping(self, page: str) -> Keeping: ...

    def put_keeping(self, keeping: Keeping) -> None: ...

    def slips(self, page: str | None = None) -> tuple[AccessSlip, ...]:
        """Newest first."""
        ...

    def put_slip(self, slip: AccessSlip) -> None: ...


class Staff(Protocol):
    """Who may do what."""

    def require(self, person: str, *roles: Role) -> Person:
        """Raises NotPermitted, NotFound."""
        ...


class Agreement(Protocol):
    """One submission to the head (see `studio.signoffs`)."""

    @property
    def id(self) -> str: ...

    @property
    def agreed(self) -> bool | None: ...

    @property
    def digest(self) -> str: ...


class Heads(Protocol):
    """The head's agreement."""

    def submit(self, kind: str, subject: str, digest: str, by: str, pin: str, note: str = "") -> Agreement: ...

    def hold_to(self, kind: str, present: Callable[[str], str]) -> None:
        """`present`: the digest of a subject as it is now."""
        ...

    def latest(self, kind: str, subject: str) -> Agreement | None: ...

    def standing(self, kind: str, subject: str, digest: str) -> Agreement | None: ...
