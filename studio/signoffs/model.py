"""Something put before the head of the unit, and what the head said to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """One submission. It holds for exactly the content of `digest`: whatever changes has to be submitted anew."""

    id: str
    kind: str
    """The room's word for what it is: ``page_request``, ``access_table`` …"""
    subject: str
    """Id of the thing within its room."""
    digest: str
    """SHA-256 of the content that was submitted."""
    by: str
    """Id of the person who submitted it."""
    at: datetime
    note: str = ""
    agreed: bool | None = None
    """None while the head has not decided."""
    decided_by: str = ""
    decided_at: datetime | None = None
    decision_note: str = ""

    @property
    def open(self) -> bool:
        return self.agreed is None
