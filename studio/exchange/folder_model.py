"""What is said of the folder through which posts go from PC to PC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio.phrase import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderFile:
    """A file of another PC, as it was looked at last."""

    name: str
    stamp: str
    """Its size and when it was changed: another one is another file."""
    again: datetime | None = None
    """When it is tried again."""
    why: Phrase | None = None
    """Why it was not taken in."""

    def is_due(self, stamp: str, now: datetime) -> bool:
        """Whether it is to be looked at again: it changed, or its time has come."""
        return self.stamp != stamp or (self.again is not None and self.again <= now)


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderLook:
    """What came of one look at it."""

    written: int = 0
    """Files of this PC that were written anew."""
    taken: int = 0
    """Items of other PCs that were taken in."""
    trouble: Phrase | None = None
    """Why the folder itself could not be used, or the last file that was not taken in."""
