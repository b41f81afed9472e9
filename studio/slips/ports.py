"""What the register needs: a place to keep slips and files, who works here, and the desk where posts are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from studio.phrase import Phrase

Note = Callable[[str, str, Mapping[str, Any]], None]
"""Writes a line of the log: act, person, and what it concerns (ids, codes and hashes, never a text)."""
Scan = Callable[[str], Phrase | None]
"""What personal or secret thing a text holds, as a sentence; None when it holds none."""


Ours = Callable[[str], str]
"""Name of the page of the registry at an address; empty when none is there."""


class PostDesk(Protocol):
    """What slips ask of posts. Each raises StudioError with the reason."""

    def require_published(self, post_id: str) -> None:
        """Raises Refused when nothing of the post was ever published."""
        ...

    def at_hand(self, post_id: str) -> bool:
        """Whether the post is there, and not in the trash."""
        ...

    def published(self, post_id: str) -> bool:
        """Whether the post is on a page now."""
        ...

    def withdrawn(self, post_id: str) -> bool: ...

    def open_correction(self, post_id: str, by: str) -> str:
        """Open the correction of a published post, linked with it; the id of the draft."""
        ...

    def fill_correction(self, draft: str, by: str, *, wrong: str, right: str) -> None:
        """Write both sentences into the draft, if nobody submitted it yet."""
        ...

    def open_clarification(self, by: str, claim: str) -> str:
        """Open the post that answers a false claim; the id of the draft."""
        ...

    def ask_withdrawal(self, post_id: str, by: str, why: str) -> None:
        """Ask a second person to take the post back; a request that stands already is left as it is."""
        ...
