"""Logins that are there from the start and do not change."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from studio.accounts.logins import Login
from tests.ui.stand_in import StandIn


class KeptLogins(StandIn):  # type: ignore[misc]
    """As `studio.accounts.sealed_logins.SealedLogins`, in memory."""

    def __init__(self, kept: Mapping[str, Login]) -> None:
        self._kept = dict(kept)
        self._turn = threading.RLock()

    def load(self, account: str) -> Login | None:
        return self._kept.get(account)

    def save(self, account: str, login: Login) -> None:
        self._kept[account] = login

    def forget(self, account: str) -> None:
        self._kept.pop(account, None)

    @contextmanager
    def alone(self, account: str) -> Iterator[None]:
        with self._turn:
            yield
