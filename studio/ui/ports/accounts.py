"""What the window asks of the registry of pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from studio.accounts.model import Account


class AccountsPort(Protocol):
    """The pages the unit is authorised to run."""

    def list(self) -> Sequence[Account]: ...
