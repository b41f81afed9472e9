"""What the works of the image studio need of others. `studio.app` hands the real ones in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from studio.images.geometry import Size
from studio.images.recipe import Recipe
from studio.images.work import Finished, Made, Step, Work, WorkRow
from studio.people.model import Person

Note = Callable[[str, str, Mapping[str, Any]], None]
"""Writes a line of the log: act, person, and what it concerns."""
Carry = Callable[[str, str, str], None]
"""Whoever consented to one picture (its SHA-256) consented to what was made of it, too; the third is the person."""

Hold = Callable[[Recipe], None]
"""Raises Refused when a consent, or the unit's library, forbids that a picture made by this recipe leaves today."""


class WorkRepository(Protocol):
    """Keeps works, their history and files. Every write is one transaction; `transaction` joins several into one."""

    def transaction(self) -> AbstractContextManager[object]: ...

    def keep(self, data: bytes) -> str:
        """Keep a file; its SHA-256. Unless a work names it within a day it may be swept. Raises StorageTrouble."""
        ...

    def read(self, sha256: str) -> bytes:
        """Raises NotFound, Untrusted."""
        ...

    def get(self, work: str) -> Work:
        """Raises NotFound, or Untrusted when the recipe is not what was stored."""
        ...

    def rows(self, *, trashed: bool) -> tuple[WorkRow, ...]:
        """The latest change first."""
        ...

    def put(self, work: Work) -> None:
        """Add a work, or store its new state."""
        ...

    def note(self, work: str, steps: Iterable[Step]) -> None: ...

    def steps(self, work: str) -> tuple[Step, ...]:
        """The first first."""
        ...

    def add_made(self, made: Made) -> None: ...

    def made(self, work: str) -> tuple[Made, ...]:
        """The newest first."""
        ...

    def made_as(self, names: Sequence[str]) -> Mapping[str, Made]:
        """The finished files among these, by SHA-256; of one that was made twice the newest."""
        ...

    def on(self, originals: Sequence[str]) -> tuple[Work, ...]:
        """Works on these originals, by SHA-256, the trash included. Raises Untrusted."""
        ...

    def files(self, work: str) -> frozenset[str]:
        """The original of a work, and what was made of it."""
        ...

    def family(self, picture: str) -> frozenset[str]:
        """The files of all works that have this one as their original, or made it; of deleted ones what they made."""
        ...

    def exposed(self, names: Sequence[str]) -> frozenset[str]:
        """Which of these show what a work that was deleted for good had covered."""
        ...

    def due(self, *, trashed_before: datetime) -> tuple[str, ...]:
        """Works that lie in the trash that long."""
        ...

    def stale(self, *, changed_before: datetime) -> tuple[str, ...]:
        """Works that nobody changed since then, the trash left out."""
        ...

    def purge(self, work: str, *, exposed: frozenset[str]) -> None:
        """Delete a work for good; its files that nothing else names become unneeded.

        What is kept are hashes: which of its files show what it covered (`exposed`), and what each was made of.
        """
        ...


class Measure(Protocol):
    """Looks at a foreign picture."""

    def __call__(self, data: bytes) -> Size:
        """Width and height of the upright picture. Raises BadInput unless it is a sound one of a size we take."""
        ...


class Develop(Protocol):
    """Makes the finished picture of an original, marks and all."""

    def __call__(self, original: bytes, recipe: Recipe, *, box: Size | None, max_bytes: int) -> Finished:
        """Read back and found clean. Raises BadInput."""
        ...


class Staff(Protocol):
    """Who works here."""

    def require_active(self, person: str) -> Person:
        """Raises NotFound, NotPermitted."""
        ...
