"""What a publisher has to remember of a create until it is finished, whatever dies meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """`value` is an id or token of the platform that is worth nothing without the login; never a secret."""

    value: str
    at: datetime


class DeliveryNotes(Protocol):
    """Kept by the reference of a delivery and a key such as ``photo:0:<sha256>`` or ``article-token``."""

    def of(self, reference: str) -> dict[str, Note]: ...

    def put(self, reference: str, key: str, value: str) -> None:
        """Durable when this returns; the same key again replaces it."""
        ...

    def drop(self, reference: str, *keys: str) -> None:
        """Forget these keys, or without any all of that reference."""
        ...
