"""What the window asks of the categories of a website; see `studio.ui.ports`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from studio.accounts.model import Account, AccountKind, Category


class CategoriesPort(Protocol):
    """Where on a website an account's posts go."""

    def has(self, kind: AccountKind) -> bool:
        """Whether pages of that kind have any; asks nobody."""
        ...

    def on_site(self, account: str) -> Sequence[Category]:
        """What the site has now, by name; takes its time."""
        ...

    def choose(self, account: str, wanted: Collection[str | int], by: str, pin: str) -> Account:
        """By id; none: the site's default category."""
        ...
