"""Which PC the profile sends from."""

from __future__ import annotations

from typing import Protocol

from studio.outbox.home import Kind, Standing
from studio.phrase import Phrase


class HomePort(Protocol):
    """At home, found elsewhere, or a copy."""

    def standing(self) -> Standing: ...

    def trouble(self) -> Phrase | None:
        """Why nothing may leave from here; None at home."""
        ...

    def decide(self, kind: Kind, by: str, pin: str) -> Standing: ...
