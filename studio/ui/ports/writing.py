"""What the window asks of the writing help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from studio.writing.model import Brought, Snippet, UnitWord


class WritingPort(Protocol):
    """Writing help: snippets, hashtag sets, the unit's own words."""

    def snippets(self) -> Sequence[Snippet]: ...

    def save(self, snippet: Snippet, by: str) -> Snippet: ...

    def remove(self, id: str, by: str) -> None: ...

    def note_use(self, id: str) -> None: ...

    def words(self) -> frozenset[str]: ...

    def word_list(self) -> Sequence[UnitWord]: ...

    def add_word(self, word: str, by: str) -> None: ...

    def remove_word(self, word: str, by: str) -> None: ...

    def export_yaml(self) -> str: ...

    def import_yaml(self, path: Path, by: str) -> Brought:
        """Everything in the file, or nothing."""
        ...
