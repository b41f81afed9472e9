"""What the registry needs of the rest: where files are kept, people, accounts, contacts, pictures, records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from studio.phrase import Phrase

Note = Callable[[str, str, Mapping[str, Any]], None]
"""Writes a line of the log: act, person, and what it concerns."""
Scan = Callable[[bytes, str], Sequence[Phrase]]
"""What of a letter, by bytes and file name, identifies a private person; the rule that posts go through."""

Wary = Callable[[str], Phrase | None]
"""What a text gives away of a private person, or which secret it holds; None when nothing."""


class PostRecords(Protocol):
    """The records of what a page published."""

    def posts_of(self, account: str) -> Sequence[tuple[str, str]]:
        """Id and title of every post that reached the account, oldest first."""
        ...

    def write(self, post: str, out: Path) -> None:
        """Write the latest record of the post to `out`. Raises StudioError."""
        ...

    def problems(self, record: bytes) -> Sequence[Phrase]:
        """What is wrong with a record; empty when it is intact."""
        ...
