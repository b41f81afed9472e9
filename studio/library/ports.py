"""What the validity of documents is told from: the store, or what was read of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from studio.library.events import ValidityEvent
from studio.library.model import Document, LegalAct


class ValiditySources(Protocol):
    """What the validity of documents is told from."""

    def document(self, key: str) -> Document | None: ...

    def with_keys(self, keys: Iterable[str]) -> Mapping[str, Document]: ...

    def acting_on(self, keys: Sequence[str]) -> Mapping[str, tuple[LegalAct, ...]]:
        """For each key, what other documents do to it (kinds of `relations.ACTS`), by their numbers."""
        ...

    def recorded(self, keys: Sequence[str]) -> Mapping[str, tuple[ValidityEvent, ...]]:
        """What persons recorded of each key, oldest record first; what was retracted is left out."""
        ...
