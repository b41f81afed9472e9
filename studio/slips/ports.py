"""What the register needs: a place to keep slips and files, who works here, and the desk where posts are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from studio.people.model import Person
from studio.phrase import Phrase
from studio.slips.model import Entry, Evidence, Slip, SlipKind

Note = Callable[[str, str, Mapping[str, Any]], None]
"""Writes a line of the log: act, person, and what it concerns (ids, codes and hashes, never a text)."""
Scan = Callable[[str], Phrase | None]
"""What personal or secret thing a text holds, as a sentence; None when it holds none."""


Ours = Callable[[str], str]
"""Name of the page of the registry at an address; empty when none is there."""


class SlipRepository(Protocol):
    """Keeps slips, their timelines and which files are their evidence."""

    def transaction(self) -> AbstractContextManager[object]: ...

    def get(self, id: str) -> Slip:
        """Raises NotFound."""
        ...

    def list(self, kind: SlipKind | None = None) -> tuple[Slip, ...]:
        """The open ones first, then by when they were last changed, newest first."""
        ...

    def of_post(self, post_id: str) -> tuple[Slip, ...]:
        """Corrections of the post, oldest first."""
        ...

    def put(self, slip: Slip) -> None:
        """Keep a new slip, or one that changed."""
        ...

    def add_entry(self, slip: str, entry: Entry) -> None: ...

    def entries(self, slip: str) -> tuple[Entry, ...]:
        """In the order in which they were written."""
        ...

    def add_evidence(self, slip: str, evidence: Evidence) -> None:
        """The same file is kept once a slip."""
        ...

    def evidence(self, slip: str) -> tuple[Evidence, ...]:
        """In the order in which it was added."""
        ...

    def closed_before(self, moment: datetime) -> tuple[str, ...]:
        """Ids of slips that were closed before it."""
        ...

    def purge(self, slip: str) -> None:
        """Delete a slip with all that belongs to it; its files become unneeded."""
        ...

    def keep(self, data: bytes) -> str:
        """Put a file into the file store; its SHA-256. Raises StorageTrouble."""
        ...

    def read(self, sha256: str) -> bytes:
        """Raises NotFound, Untrusted when the bytes are not what they were."""
        ...


class Staff(Protocol):
    """Who works here."""

    def active(self, person: str) -> Person:
        """As `require_active`, of somebody who need not be at work."""
        ...

    def require_active(self, person: str) -> Person:
        """Raises NotFound, NotPermitted."""
        ...


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
